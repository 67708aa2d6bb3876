"""When a paper was written, as far as its identifiers tell, and how old a repository was then.

Only used to say that a repository is *older* than a paper, so each number is a lower bound.
"""

from __future__ import annotations

import re

# for lower-case addresses: without ignoring case, a search jumps to the pattern's beginning
_ARXIV = re.compile(r"(?:arxiv[^\d]{1,20}|^)(\d\d)(0[1-9]|1[0-2])\.\d{4,5}")
_YEAR_IN_PATH = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)(?!\d)")
_PII = re.compile(r"/pii/s[\dx]{8}(\d\d)\d{5}[\dx]")
_NATURE = re.compile(r"s4\d{4}-0(\d\d)-\d{5}")
_SPRINGER = re.compile(r"10\.1007/s\d{5}-0(\d\d)-\d{5}")
_BOOK = re.compile(r"10\.1007/978-(3-03[01]|981-\d\d|3-\d{3})")
#: two digits of the year: PNAS, the old ACL Anthology (P19-1001), JMLR's report numbers (20-074)
_TWO_DIGITS = re.compile(
    r"10\.1073/pnas\.([12]\d)\d{5}|aclanthology\.org/[a-z]([012]\d)-\d{4}"
    r"|jmlr\.org/papers/v\d+/([012]\d)-\d{3,4}",
)
#: American Chemical Society: 9b00237 is of 2019, 3c01250 of 2023
_ACS = re.compile(r"10\.1021/(?:acs\.)?[a-z]+\.([0-9])([abc])\d{5}")
#: Oxford journals: btz123 is of 2019, btaa123 of 2020, btab123 of 2021
_OXFORD = re.compile(r"10\.1093/[a-z]+/[a-z]{2,3}?(?:([u-z])|a([a-f]))\d{2,4}\b")
_RSS = re.compile(r"roboticsproceedings\.org/rss(\d\d)/")
_IEEE = re.compile(r"ieeexplore\.ieee\.org/.*?(\d{7,8})")
_ACM = re.compile(r"10\.1145/(\d{7})\.")
_AAAI = re.compile(r"ojs\.aaai\.org/.*?/(?:view|download)/(\d{4,6})")
_PMLR = re.compile(r"mlr\.press/v(\d+)/")

#: first document number that IEEE Xplore gave out in a year (documents are numbered as they come
#: in: 8949228 in January 2020, 9666984 and 10030000 around the turns to 2022 and 2023)
_IEEE_YEARS = (
    (11320000, 2026), (10820000, 2025), (10376000, 2024), (10004000, 2023), (9667000, 2022),
    (9310000, 2021), (8946000, 2020), (8600000, 2019), (8240000, 2018), (7800000, 2017),
)  # fmt: skip
#: first proceedings number of the ACM in a year (10.1145/NNNNNNN.MMMMMMM)
_ACM_YEARS = (
    (3706000, 2025), (3637000, 2024), (3543500, 2023), (3480000, 2022), (3430000, 2021),
    (3366000, 2020), (3290000, 2019),
)  # fmt: skip
#: first article number of the AAAI proceedings in a year
_AAAI_YEARS = (
    (36900, 2026), (31900, 2025), (27700, 2024), (25000, 2023), (19870, 2022), (16000, 2021),
    (5300, 2020), (3700, 2019),
)  # fmt: skip
#: first volume of PMLR in a year
_PMLR_YEARS = (
    (255, 2025),
    (225, 2024),
    (190, 2023),
    (150, 2022),
    (125, 2021),
    (108, 2020),
    (89, 2019),
)


def earliest_year(*addresses: str | None) -> float | None:
    """The earliest time (years, with a fraction when the month is known) that a paper can be from.

    Sources: arXiv identifiers carry year and month (arXiv identifier scheme, since 2007); PIIs,
    Springer/Nature article numbers, and identifiers of PNAS, ACS, Oxford, JMLR and the old ACL
    Anthology carry the year; IEEE, ACM, AAAI and PMLR number in sequence; RSS 1 was in 2005.
    """
    found = [year for address in addresses if address for year in [_from(address)] if year]
    return max(found) if found else None


def _from(address: str) -> float | None:
    text = address.lower()
    if not any(map(str.isdigit, text)):
        return None
    if match := _ARXIV.search(text):
        return 2000 + int(match.group(1)) + (int(match.group(2)) - 1) / 12
    for pattern in (_PII, _NATURE, _SPRINGER):
        if match := pattern.search(text):
            short = int(match.group(1))
            return 2000 + short if short < 60 else 1900 + short
    if match := _TWO_DIGITS.search(text):
        return 2000.0 + int(match.group(1) or match.group(2) or match.group(3))
    if match := _ACS.search(text):
        return 2000.0 + 10 * "abc".index(match.group(2)) + int(match.group(1))
    if match := _OXFORD.search(text):
        small, later = match.groups()
        return 2014.0 + "uvwxyz".index(small) if small else 2020.0 + "abcdef".index(later)
    if match := _RSS.search(text):
        return 2004.0 + int(match.group(1))
    for pattern, table in (
        (_IEEE, _IEEE_YEARS), (_ACM, _ACM_YEARS), (_AAAI, _AAAI_YEARS), (_PMLR, _PMLR_YEARS)
    ):  # fmt: skip
        if match := pattern.search(text):
            number = int(match.group(1))
            return next((float(year) for first, year in table if number >= first), None)
    if match := _BOOK.search(text):
        return (
            2022.0 if match.group(1) == "3-031" else 2019.0 if match.group(1) == "3-030" else None
        )
    if match := _YEAR_IN_PATH.search(text):
        return float(match.group(1))
    return None
