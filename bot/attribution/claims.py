"""What a repository says it is the code of: claims found in README and citation file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.attribution.readme import unmark
from bot.attribution.words import has_cjk, holds_one, squash, words


class ClaimKind(StrEnum):
    """Where a claim stands."""

    #: "official implementation of ...", "code for the paper ..."
    STATEMENT = "statement"
    #: first BibTeX entry under "Citation", "if you find this useful"
    BIBTEX = "bibtex"
    #: cited behind the first: a second paper of the repository, or a base model
    FURTHER = "cited-further-down"
    #: a reference written out under "Citation"
    REFERENCE = "reference"
    #: CITATION.cff
    CITATION_FILE = "citation-file"
    #: first heading, when it reads like a title
    HEADING = "heading"
    #: the one-line description on the code host, when it reads like a title
    DESCRIPTION = "description"
    #: a link named "paper" or an arXiv badge at the top, or the home page set on the code host
    BADGE = "badge"
    #: a titled link to a paper at the top
    TOP_LINK = "top-link"


@dataclass(frozen=True, slots=True)
class Claim:
    """One place where a repository names a work as its own."""

    kind: ClaimKind
    #: as written; empty for a badge
    title: str
    #: arXiv ids and DOIs next to it
    ids: frozenset[str] = frozenset()
    #: family names, plain, when a BibTeX entry gives them
    authors: tuple[str, ...] = ()
    year: int | None = None
    #: index of the line in the README
    line: int = 0
    #: the statement says that it is somebody else's work, done again
    unofficial: bool = False
    #: text beside it in which a paper's address may stand, lower case
    addresses: str = ""
    #: "README.md", "CITATION.cff" or the README of a folder
    file: str = "README"


_ARXIV = re.compile(
    r"(?:arxiv(?:\.org)?\s*(?:/(?:abs|pdf|html)/|[:.\s_-]{1,3}|%3a)\s*|/papers/)(\d{4}\.\d{4,5})",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'<>{}|\\^`\[\]\x02-\x04]+", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\d{4}\.\d{4,5})")

#: what a repository can be of a paper
THING = (
    r"(?:implementations?|implementing|codes?|codebase|source[- ]?code|repository|repo|reproduction"
    r"|scripts?|project(?: page)?|page|website|release|toolkit|benchmark|data ?sets?|data|models?"
    r"|weights|checkpoints?|annotations?|experiments?|homepage)"
)
#: words for a paper
WORK = r"(?:papers?|works?|article|manuscript|publication|preprint|submission|thesis|report|study)"
#: parts of addresses under which a page is a paper
_PAPER_HOSTS_WORDS = """
arxiv.org doi.org openreview.net openaccess.thecvf aclanthology aclweb.org ieeexplore springer
sciencedirect nature.com dl.acm mlr.press neurips.cc nips.cc ojs.aaai biorxiv medrxiv pubmed
ncbi.nlm wiley.com mdpi.com frontiersin plos.org cell.com science.org elsevier usenix.org
iclr.cc jmlr.org ecva.net isca-speech roboticsproceedings tandfonline oup.com
huggingface.co/papers hal.science ssrn.com pnas.org bmj.com jmir.org rsna.org acs.org aps.org
iop.org
"""
_PAPER_HOSTS = tuple(_PAPER_HOSTS_WORDS.split())

_PDF = re.compile(r"\.pdf(?:$|[?#])")
_BRACKETED_LEAD = re.compile(r"\s*[\[(【][^\[\]()【】]{1,60}[\])】]\s*[:：-]?\s*")
_BRACKETED_TAIL = re.compile(r"\s*[\[(【（][^\[\]()【】（）]{1,60}[\])】）]\s*$")
_LEAD = re.compile(
    r"\s*(?:[^\w\"“《]+\s*)?"
    r"(?:(?:the|this|an?|our|official|unofficial|pytorch|tensorflow|jax|brief|source|repository)\s+)*"
    rf"(?:{THING}\s+(?:of|for)|(?:paper|title)\s*[:：])\s*"
    rf"(?:(?:the|our)\s+)?(?:{WORK}\s*[:：-]?)?\s*",
    re.IGNORECASE,
)
#: "CVPR2024 - ", "ICLR'25: "; not "GPT-4: ", whose number is no year
_VENUE_LEAD = re.compile(
    r"\s*[A-Z][A-Za-z&-]{1,12}(?:\s?[’'‘]\s?\d\d|\s?(?:19|20)\d\d)(?:\s\([^)]{1,30}\))?\s*[-–—:|]\s*(?=\S{3})"
)
_VENUE_TAIL = re.compile(
    r"[\s,;|(–—-]+(?:accepted (?:by|at|to|in)\s.{2,80}"
    r"|(?:(?:in|at)\s)?[A-Z][A-Za-z&-]{1,12}\s?[’'‘]?\s?(?:19|20)?\d\d)\)?[.!]*\s*$"
)
_CLOSING = ("]", ")", "】", "）")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
#: "Title (arXiv": what is left where a bracket is cut off
_OPEN_BRACKET = re.compile(r"\s[(\[【（][^()\[\]]{0,24}\Z")
#: "Title”, arXiv:2301.00001": what follows the closing quotation mark
_BEHIND_QUOTE = re.compile(
    r"[\"”»][,.]?\s+(?:arxiv\b|doi\b|in\b|\(?(?:19|20)\d\d).*\Z", re.IGNORECASE | re.DOTALL
)
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})\.\s+(?=[A-Z])|\s\(paper\b")
_TITLE_WORDS = 4
_NO_TITLE = re.compile(
    r"(?:at|by|with|from|accepted|this|we|you|please|welcome|here|how to|getting started|if you"
    r"|to (?:run|train|use|install)"
    r"|install|download|table of|it is|the code|the repo|clone|note|update|news|latest|see"
    r"|introduces|proposes|presents|provides|includes|contains|is|are|was"
    r"|(?:(?:the|[A-Z]\w+) ){0,3}(?:journal|proceedings|transactions|annals|letters) (?:of|on))\b",
    re.IGNORECASE,
)


#: a scrap of a sentence begins with a small word in small letters
_RUNS_ON = re.compile(r"(?:of|for|in|on|to|at|by|with|from|and|or|the|an?|our|as|is)\s")
_BETWEEN_PEOPLE = re.compile(r",? and |, ?& ?|, ")
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,3}")
#: "Doe, J., Roe, R." is a list of authors
_INITIALS = re.compile(r"[^\W\d_]{2,}, (?:[A-Z]\.[ -]?){1,3},")


def identifiers(text: str) -> frozenset[str]:
    """arXiv ids (``2307.15220``) and DOIs (lower case) in a text."""
    lowered = text.lower()
    # both ways of writing an arXiv id, without the letters that ignoring case takes for others
    has_arxiv = "arx" in lowered or "/pap" in lowered
    found = set(_ARXIV.findall(text)) if has_arxiv else set()
    if "10." in text:
        for match in _DOI.finditer(text):
            doi = match.group().lower().rstrip(".,;:)")
            arxiv = _ARXIV_DOI.fullmatch(doi)
            found.add(arxiv.group(1) if arxiv else doi)
    return frozenset(found)


def is_paper_address(address: str) -> bool:
    """Does an address lead to a paper, by its host or its file type?"""
    lowered = address.lower()
    return holds_one(lowered, _PAPER_HOSTS) or (".pdf" in lowered and bool(_PDF.search(lowered)))


def clean_title(text: str) -> str:
    """A title without venue tags, "Code for", emoji and closing dots."""
    text = unmark(text)
    if ". " in text or " (paper" in text:
        text = _SENTENCE_END.split(text, maxsplit=1)[0]
    text = _BEHIND_QUOTE.sub("", text)
    for _ in range(2):
        before = text
        text = _without(_VENUE_LEAD, _without_brackets(text))
        text = _without_venue(_without(_LEAD, text))
        if text == before:
            break
    end = text[-27:]
    if "(" in end or "[" in end or "【" in end or "（" in end:
        text = _OPEN_BRACKET.sub("", text)
    return text.strip(" \t\"'“”‘’.,:;-–—|*_()[]《》!")


def _without(lead: re.Pattern[str], text: str) -> str:
    """A text without what it begins with."""
    match = lead.match(text)
    return text[match.end() :] if match else text


def _without_brackets(text: str) -> str:
    """A title without brackets in front and behind."""
    lead = _BRACKETED_LEAD.match(text)
    start = lead.end() if lead else 0
    if text.rstrip()[-1:] in _CLOSING:
        tail = _BRACKETED_TAIL.search(text, start)
        return text[start : tail.start()] if tail else text[start:]
    return text[start:]


def _without_venue(text: str) -> str:
    """A title without the venue behind it: it ends in a year, or says "accepted"."""
    ends_in_digit = text.rstrip().rstrip(".!").removesuffix(")")[-1:].isdigit()
    return _VENUE_TAIL.sub("", text) if ends_in_digit or "accepted " in text else text


def reads_like_title(text: str) -> bool:
    """Long enough to be a paper's title and not a sentence about the repository."""
    count = len(words(text))
    if not _TITLE_WORDS <= count <= 32 and not (has_cjk(text) and 8 <= len(squash(text)) <= 90):
        return False
    if _RUNS_ON.match(text) or _lists_names(text):
        return False
    if _NO_TITLE.match(text) or "://" in text:
        return False
    return not (", " in text and "." in text and _INITIALS.search(text))


def _lists_names(text: str) -> bool:
    """ "Jane Doe, Rick Roe and Ada M. Poe": three people at least, two to four words each."""
    if text.count(",") + text.count(" and ") < 2:
        return False
    people = _BETWEEN_PEOPLE.split(text)
    return len(people) >= 3 and all(_PERSON.fullmatch(person) for person in people)


def has_title_case(text: str) -> bool:
    """Most longer words begin with a capital, as titles have it and sentences do not."""
    long = _LONG_WORD.findall(text)
    return bool(long) and sum(word[0].isupper() for word in long) * 10 >= len(long) * 6
