"""Years and venues in the words of a list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.lists.words import words_of

#: 1950 to 2039 (2048 is the size of a picture). It begins with a set of characters, which a search
#: finds much faster than the look behind that follows it
_YEAR = re.compile(
    r"([12](?<![\d.,×].)(?:(?<=1)9[5-9]|(?<=2)0[0-3])\d)(?!\d|\.\d{4})(?!\s?[×x]\s?\d)"
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|"
    r"august|september|october|november|december)\b",
    re.IGNORECASE,
)
#: a year that is set apart: in brackets, behind a comma, at the end of a line, in a date
_SET_APART = re.compile(
    r"(?:^|[\[({,|\n]|\. )[^\n,()\[\]|]{0,30}?(?<!\d)((?:19[5-9]|20[0-3])\d)"
    r"(?=\s*(?:$|[\]),;|\n}]|\.\s|\.$|[-./]\d))"
)
#: ``CVPR'24``, ``ICCV ’23``
_SHORT_YEAR = re.compile(r"['’`]\s?(\d\d)(?!\d)")
#: conferences and journals that lists cite by their short names
_ACRONYMS: Final = words_of(
    "aaai acl acmmm asplos aistats akbc bibm bmvc ccs chi cikm coling colm colt conll corl "
    "cvpr cvprw dac dsn eacl eccv eccvw ecml ecir emnlp focs fse hri hpca icassp iccv iccvw "
    "iclr icml icmr icra icse icpr ijcai ijcnn ijcv interspeech iros isbi issta jmlr jstars kdd "
    "lrec micai miccai midl mlsys naacl ndss neurips nips nipsw nsdi "
    "osdi pakdd pami pldi pmlr pnas popl recsys rss siggraph sigir sigmod sosp stoc tacl tcsvt "
    "tgrs tip tmi tmlr tmm tnnls tog toplas tpami tvcg uai uist usenix vldb wacv wmt wsdm "
    "arxiv biorxiv medrxiv openreview preprint grsl rse jag isprs bmc ieee acm nature science "
    "cell elsevier springer lancet nejm jama jbhi medinfo melba ndss eurosp acsac "
    "asiaccs tifs tdsc tse tosem ase icst 3dv accv adma semeval conll tac"
)
#: the same as lists spell them
_SPELLINGS: Final = frozenset(
    spelling
    for name in _ACRONYMS
    for spelling in (name, name.upper(), name.capitalize(), name.replace("arx", "arX"))
) | words_of(
    "NeurIPS bioRxiv medRxiv chemRxiv OpenReview CoRL CoLM MedInfo SIGGRAPHAsia IJCAI-ECAI"
)
#: those that no sentence has by chance: "nature" and "cell" are words
_TELLING: Final = frozenset(
    spelling for spelling in _SPELLINGS if not spelling.islower() or spelling.endswith("rxiv")
)
_LATIN = re.compile("[A-Za-z]+")
#: makes everything else of an ASCII text a space, several times as fast as a pattern
_ONLY_LATIN: Final = "".join(chr(n) if chr(n).isalpha() else " " for n in range(128))
#: a year, a volume, a page: how a venue ends
_LAST_NUMBER = re.compile(r"(?:\b|['’(])\d{2,4}\)?$")
#: characters that ``_LAST_NUMBER`` takes at most, a line end included
_LAST: Final = 8
_EDITION = re.compile(r"\b([A-Za-z]{3,10})[\s\-_']{1,2}((?:19[5-9]|20[0-3])\d)\b")
_WORD = re.compile(r"(?:\b3)?[A-Za-z][A-Za-z&]*|[^\x00-\x7f]+")


@lru_cache(maxsize=4096)
def year_in(text: str) -> int | None:
    """The first year that the text gives, 1900 to 2099."""
    found = _YEAR.search(text)
    if found:
        return int(found[1])
    found = _SHORT_YEAR.search(text)
    if found:
        return 2000 + int(found[1]) if int(found[1]) < 60 else 1900 + int(found[1])
    return None


def may_have_venue(text: str) -> bool:
    """Is it worth looking for a venue in these words?"""
    if not text:
        return False
    if _YEAR.search(text) or _SHORT_YEAR.search(text):
        return True
    ascii_only = text.isascii()
    words = text.translate(_ONLY_LATIN).split() if ascii_only else _LATIN.findall(text)
    return not _TELLING.isdisjoint(words)


@lru_cache(maxsize=4096)
def is_venue(text: str) -> bool:
    """Does a short text name a venue: ``CVPR 2024``, ``Nat. Mach. Intell. 6 (2024)``?"""
    text = text.strip(" []()*_`.,;:")
    if not text or len(text) > 90 or (":" in text and text[:6].lower() != "arxiv:"):
        return False
    words = _WORD.findall(text)
    if not words:
        return False
    if len(words) <= 6 and not _ACRONYMS.isdisjoint([word.lower() for word in words]):
        return True
    if len(words) > 7 or text[-1].isalpha():
        return False
    # the dearest question last: most texts are no venues
    return (
        _LAST_NUMBER.search(text, max(len(text) - _LAST, 0)) is not None
        and all(word[:1].isupper() or len(word) < 4 for word in words)
        and year_in(text) is not None
        and _MONTH.search(text) is None
    )


def edition_in(title: str) -> tuple[int, str] | None:
    """The one conference that a list is about: ``Top CVPR 2024 papers`` -> 2024, CVPR."""
    found = _EDITION.search(title)
    if found and found[1].lower() in _ACRONYMS:
        return int(found[2]), found[1]
    return None


def is_date(text: str) -> bool:
    """Nothing but a date: ``Nov, 2023``, ``2024.10.02``."""
    return not re.search(r"[^\W\d_]", _MONTH.sub("", text))


def year_set_apart(text: str) -> int | None:
    """A year that is no part of a sentence."""
    if not _YEAR.search(text):
        return None
    found = _SET_APART.search(text)
    return int(found[1]) if found else None


def has_acronym(text: str) -> bool:
    """Is one of the words the name of a conference or a journal, as lists shorten it?"""
    return any(word.lower() in _ACRONYMS for word in _WORD.findall(text))


def without_year(text: str) -> str:
    """``CVPR 2024`` -> ``CVPR``; what is left when nothing else is there stays."""
    rest = _SHORT_YEAR.sub("", _YEAR.sub("", text)).strip(" ,.;:()[]-–")
    return rest or text
