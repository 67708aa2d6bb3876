"""Years and venues in the words of a list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: 2048 is the size of a picture
_YEAR = re.compile(r"(?<![\d.,×])((?:19[5-9]|20[0-3])\d)(?![\d])(?!\s?[×x]\s?\d)")
_MONTH = re.compile(
    r"^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b[\W\d]*$", re.IGNORECASE
)
#: ``CVPR'24``, ``ICCV ’23``
_SHORT_YEAR = re.compile(r"['’`]\s?(\d\d)(?!\d)")
#: conferences and journals that lists cite by their short names
_ACRONYMS: Final = frozenset(
    "aaai acl acmmm asplos aistats akbc bibm bmvc ccs chi cikm coling colm colt conll corl crypto "
    "cvpr cvprw dac dsn eacl eccv eccvw ecml ecir emnlp fat focs fse hri hpca icassp iccv iccvw "
    "iclr icml icmr icra icse icpr ijcai ijcnn ijcv interspeech iros isbi issta jmlr jstars kdd "
    "lrec micai miccai micro middleware midl mlsys mm naacl ndss neurips nips nipsw nsdi oakland "
    "osdi pakdd pami pldi pmlr pnas popl recsys rss sc siggraph sigir sigmod sosp stoc tacl tcsvt "
    "tgrs tip tmi tmlr tmm tnnls tog toplas tpami tvcg uai uist usenix vldb wacv wmt wsdm www "
    "arxiv biorxiv medrxiv openreview preprint grsl rse jag isprs bmc ieee acm nature science "
    "cell elsevier springer lancet nejm jama jbhi medinfo melba media ndss sp eurosp raid acsac "
    "asiaccs tifs tdsc tse tosem ase icst 3dv accv adma semeval conll tac".split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z&]*|[^\x00-\x7f]+")


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


@lru_cache(maxsize=4096)
def is_venue(text: str) -> bool:
    """Does a short text name a venue: ``CVPR 2024``, ``Nat. Mach. Intell. 6 (2024)``?"""
    text = text.strip(" []()*_`.,;:")
    if not text or len(text) > 90 or _MONTH.match(text):
        return False
    words = _WORD.findall(text)
    if not words:
        return False
    known = sum(word.lower() in _ACRONYMS for word in words)
    if known and len(words) <= 6:
        return True
    year = year_in(text)
    short = len(words) <= 7 and all(word[:1].isupper() or len(word) < 4 for word in words)
    return year is not None and short and bool(re.search(r"(?:\b|['’(])\d{2,4}\)?$", text))


def without_year(text: str) -> str:
    """``CVPR 2024`` -> ``CVPR``; what is left when nothing else is there stays."""
    rest = _SHORT_YEAR.sub("", _YEAR.sub("", text)).strip(" ,.;:()[]-–")
    return rest or text
