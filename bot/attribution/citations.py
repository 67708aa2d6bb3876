"""Claims by citation: "please cite our paper" in BibTeX, written out, or in CITATION.cff."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.attribution import bibtex
from bot.attribution.bibtex import BibEntry
from bot.attribution.claims import (
    Claim,
    ClaimKind,
    clean_title,
    has_title_case,
    identifiers,
    is_paper_address,
    reads_like_title,
)
from bot.attribution.readme import Readme, mark_up, read
from bot.attribution.statements import (
    heading_claims,
    statement_claims,
    year_in,
)
from bot.attribution.top_links import top_link_claims
from bot.attribution.words import words

_OWN_SECTION = re.compile(
    r"\bcit(?:ation|ations|e|ing)\b|bibtex|引用|引文|인용|how to cite|^\W*references?\W*$"
)
_OTHER_SECTION = re.compile(
    r"acknowledg|thanks|credit|related (?:work|project|paper|repo)|\bdata\b|data ?sets?\b|baseline"
    r"|other (?:work|project|paper)|more (?:work|project|paper)|致谢|参考|相关"
)
_OWN_CONTEXT = re.compile(
    r"\b(?:cit(?:e|es|ing|ation)|cited|bibtex|useful|helpful|helps|our|this|us)\b|引用",
    re.IGNORECASE,
)
_OTHER_CONTEXT = re.compile(
    r"\b(?:based on|built (?:up)?on|borrow\w*|acknowledg\w*|thank\w*|adapted|original(?:ly)?"
    r"|also (?:consider |please )?cit\w+|data ?sets?|baselines?|backbone|previous|prior|earlier"
    r"|predecessor|follow-?up|related|extension|extended)\b|\bif you use the\b",
    re.IGNORECASE,
)
#: "if you use X in your research, please use the following BibTeX entry"
_REQUEST = re.compile(
    r"\bin (?:your|a|any|published) (?:\w+ )?(?:research|work|paper|publication|project)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|us|ours|this (?:paper|work|repo|repository|project) (?:is|was|useful|helpful|helps|for|in))\b",
    re.IGNORECASE,
)
#: how a reference begins: "Doe, J., Roe, R.", "Doe J, Roe R", "J. Doe, R. Roe", "Jane Doe et al."
_AUTHOR_LIST = re.compile(
    r"^\W*(?:[^\W\d_][\w’'-]+,? (?:[A-Z]\.[ -]?){1,3}[,;& ]|[A-Z][\w’'-]+ [A-Z]{1,3}, [A-Z]"
    r"|(?:[A-Z]\. ?){1,3}[A-Z][\w’'-]+(?:,| and | & )|(?:[A-Z][\w’'-]+ ){1,3}et al\b"
    r"|[A-Z][\w-]+, [A-Z][\w-]+ and )"
)
_PLEASE_CITE = re.compile(r"\b(?:please|kindly|should|must)\b[^.!?]{0,40}\bcite\b", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Z]\.")
_PIECE = re.compile(r"(?<=[a-z)\]?!’'\"”\d])[.,]\s+|\)[.:,]?\s+|[“”\"]")
_EPRINT = re.compile(r"\b\d{4}\.\d{4,5}\b")
_BIB_FIELD = re.compile(r"\w+\s*=")
_CFF_FAMILY = re.compile(r"^[\s-]*family-names:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_CFF_TITLE = re.compile(r"^\s*title:\s*(.+?)\s*$", re.MULTILINE)


@lru_cache(maxsize=256)
def readme_claims(page: Readme) -> tuple[Claim, ...]:
    """Every claim of a README."""
    entries = bibtex.find_entries(page.text) if "@" in page.text else []
    return (
        *heading_claims(page),
        *statement_claims(page),
        *top_link_claims(page),
        *_bibtex_claims(page, entries),
        *_reference_claims(page),
    )


def citation_file_claims(text: str | None) -> list[Claim]:
    """Claims of a CITATION.cff: its own title and the preferred citation's, in the file's order.

    Read by lines and not as YAML: authors' files are often invalid, and two fields are enough.
    """
    if not text:
        return []
    if "@" in text and "title:" not in text:  # a CITATION.bib under that name
        return [
            Claim(
                ClaimKind.CITATION_FILE,
                entry.title,
                identifiers(entry.addresses),
                entry.authors,
                entry.year,
                file="CITATION",
            )
            for entry in bibtex.find_entries(text[:20_000])[:3]
        ]
    titles = [title.strip("\"'") for title in _CFF_TITLE.findall(text[:20_000])]
    families = [words(name)[-1:] for name in _CFF_FAMILY.findall(text[:20_000])[:60]]
    authors = tuple(dict.fromkeys(name for family in families for name in family))
    return [
        Claim(
            ClaimKind.CITATION_FILE,
            title,
            authors=authors,
            addresses=text[:20_000].lower(),
            file="CITATION.cff",
        )
        for title in titles[:4]
        if title
    ]


def about_claims(description: str | None, homepage: str | None) -> list[Claim]:
    """Claims of the description and home page that are set on the code host."""
    found: list[Claim] = []
    if description and not description.isspace():
        about = description[:400]
        found += [replace(claim, file="description") for claim in statement_claims(read(about))]
        title = clean_title(mark_up(about))
        if not found and reads_like_title(title) and has_title_case(title):
            found.append(
                Claim(
                    ClaimKind.DESCRIPTION,
                    title,
                    identifiers(about),
                    year=year_in(about),
                    addresses=about.lower(),
                    file="description",
                )
            )
    if homepage and is_paper_address(homepage[:600]):
        address = homepage[:600]
        found.append(
            Claim(
                ClaimKind.BADGE,
                "",
                identifiers(address),
                addresses=address.lower(),
                file="home page",
            )
        )
    return found


def _bibtex_claims(page: Readme, entries: list[BibEntry]) -> list[Claim]:
    found: list[Claim] = []
    own_found = False
    for entry in entries:
        index = page.line_at(entry.start)
        own = not own_found and _asks_for_own(page, index)
        own_found = own_found or own
        found.append(
            Claim(
                ClaimKind.BIBTEX if own else ClaimKind.FURTHER,
                entry.title,
                identifiers(f"{entry.addresses} {_eprint(entry.addresses)}"),
                entry.authors,
                entry.year,
                index,
                addresses=entry.addresses.lower(),
            )
        )
    return found


def _eprint(addresses: str) -> str:
    match = _EPRINT.search(addresses)
    return f"arxiv:{match.group()}" if match else ""


def _asks_for_own(page: Readme, index: int) -> bool:
    """Does the text above a BibTeX entry ask to cite the repository's own work?"""
    section = page.lines[index].section if page.lines else ""
    nearest = ""
    for line in reversed(page.lines[max(0, index - 8) : index]):
        if line.is_code or line.text.startswith(("@", "}")) or _BIB_FIELD.match(line.text):
            continue
        nearest = line.text
        break
    if _OTHER_CONTEXT.search(nearest) and not _OURS.search(nearest):
        return bool(_REQUEST.search(nearest))
    return not _OTHER_SECTION.search(section) or bool(_OWN_CONTEXT.search(nearest))


@lru_cache(maxsize=512)
def _asks_to_cite(section: str) -> bool | None:
    """Is a section about citing (True), about other work (False), or neither (None)?"""
    if _OTHER_SECTION.search(section):
        return False
    return True if _OWN_SECTION.search(section) else None


def _asked(page: Readme, index: int) -> bool:
    """Does the line above ask to cite what follows: "in a publication, please cite"?"""
    above = page.lines[index - 1].text if index else ""
    asks = "cite" in above.lower() and _PLEASE_CITE.search(above)
    return bool(asks) and not (_OTHER_CONTEXT.search(above) and not _OURS.search(above))


def _reference_claims(page: Readme) -> list[Claim]:
    """A reference written out: under "Citation", or authors and title at the top."""
    found: list[Claim] = []
    section, own = "", _asks_to_cite("")
    for index, line in enumerate(page.lines):
        if line.section is not section:
            section, own = line.section, _asks_to_cite(line.section)
        if own is False or line.level:
            continue
        if own is None and (index >= 8 or line.text[:1] in "*-") and not _asked(page, index):
            continue
        if not _AUTHOR_LIST.match(line.text):
            continue
        # a reference may be broken over lines
        text = " ".join(other.text for other in page.lines[index : index + 3])[:700]
        pieces = [clean_title(piece) for piece in _PIECE.split(text) if piece]
        titles = [
            piece for piece in pieces if reads_like_title(piece) and not _INITIAL.search(piece)
        ]
        if titles:
            found.append(
                Claim(
                    ClaimKind.FURTHER if found else ClaimKind.REFERENCE,
                    titles[0],
                    identifiers(text),
                    line=index,
                    addresses=text.lower(),
                )
            )
            if len(found) >= 3:
                break
    return found
