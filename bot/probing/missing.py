"""Soft 404: pages that say "not found" with a status of success, told from pages *about* that.

Two levels. *Unmistakable*: a whole segment of the title, or the first heading, is nothing but an
error phrase, on a page with little else to read. *Suspicious*: something of the kind is said; then
a random sibling of the URL decides (Bar-Yossef et al. 2004). A paper called "404 Not Found: a study
of link rot" is neither.
"""

from __future__ import annotations

import re
import zlib
from enum import IntEnum
from functools import lru_cache

from bot.probing.pages import Page
from bot.probing.phrases import ABSENCE, GONE, HELP, LEAD, OF_A_WORK, PHRASES, SHELL, THING
from bot.urls import WebUrl

#: characters of visible text; error pages carry menus and footers, but no article
LONGEST_ERROR_PAGE = 4_000
#: below this, a phrase anywhere in the text is suspicious
SHORT_PAGE = 1_000
#: a longer title is that of a work, whatever words it has
WORDS_OF_AN_ERROR_TITLE = 6
#: characters; with less to read, a word of absence is a reason to ask the sibling
TINY_PAGE = 600
#: characters; with hardly a line to read, and no program that could bring more, any words are
LINE_PAGE = 200
#: characters of a script in which a title of six words would be written without spaces
LETTERS_OF_A_WORK = 8
#: share of equal shingles above which two pages are the same page
SAME_PAGE = 0.9


class Missing(IntEnum):
    """How clearly a page says that nothing is there."""

    NO = 0
    #: its title has a word that such pages have
    ODD = 1
    #: it says so, among other things
    SAID = 2
    #: it says so, and nothing else
    UNMISTAKABLE = 3


#: a title segment, heading or sentence must consist of these and nothing else
_PHRASES = "|".join(phrase for several in PHRASES.values() for phrase in several)
_WHOLE = re.compile(rf"\W*{LEAD}(?:(?:{_PHRASES})\W*){{1,3}}(?:!!1)?", re.IGNORECASE)
_ANYWHERE = re.compile(
    rf"\b(?:404 not found|404 error|error 404|page not found|file not found|{THING} {GONE}"
    r"|nothing (?:was )?found|can(?:'t|not) find (?:that|the|this) page"
    r"|page you (?:requested|are looking for|were looking for))|页面不存在|找不到页面|頁面不存在"
    r"|ページが見つかりません|페이지를 찾을 수 없습니다|seite nicht gefunden|page introuvable"
    r"|página no encontrada|página não encontrada|страница не найдена",
    re.IGNORECASE,
)
#: titles and headings that make one look twice
_ODD_TITLE = re.compile(
    r"\b(?:40[04]|410|error|oops|sorry|not found|unavailable|missing|removed|expired|moved)\b",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(
    r"\s+[|\u2013\u2014\u00b7\u2022\u00ab\u00bb>:-]+\s+|\s*[|\u2013\u2014\u00b7]\s*"
    r"|(?<=[\u3040-\u9fff\uac00-\ud7af])[-_](?=[\u3040-\u9fff\uac00-\ud7af])"
)
_UNSPACED = re.compile(r"[\u3040-\u9fff]")
_NUMBER = re.compile(r"[\W\d]*")
#: words for the page that was asked for; "data set not available" on a living page is about another thing
_ITSELF = re.compile(
    r"\bthis\b|page|pagina|página|seite|\burl\b|404|\bdoi\b|requested|looking for|not_found"
    r"|cannot get|no such app|页面|网页|頁面|網頁|内容|ページ|페이지|stron|sayfa|страниц|документ|stránk"
    r"|sidan|链接|文件|文章|视频|document|contenu|inhalt|artikel",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[\u3002\uff01\uff0c\uff1f]")
_ERROR_PATH = re.compile(
    r"/(?:error[-_/]?)?(?:40[4]|410)(?:[-_./]|\Z)|/(?:page[-_]?)?not[-_]?found(?:[-_./?]|\Z)"
    r"|/(?:page[-_]?)?(?:missing|doesnt-exist|does-not-exist)(?:\.\w+)?/?\Z",
    re.IGNORECASE,
)

#: other things that a page of success can confess, with the reason that is recorded
_CONFESSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "server-error",
        re.compile(
            r"\W*(?:error\W*)?(?:(?:http\W*)?(?:error\W*)?50[0-4]\W*)?(?:internal server error|bad gateway"
            r"|service (?:temporarily )?unavailable|gateway time-?out|error establishing a database"
            r" connection|database (?:connection )?error|web server is down|application error"
            r"|server error(?: in .*)?)\W*(?:50[0-4])?\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "says-too-many",
        re.compile(
            r"\W*(?:(?:error|http)\W*)?(?:429\W*)?(?:too many requests|rate limit(?:ed| exceeded)"
            r"|quota exceeded|request limit (?:reached|exceeded))(?:\W*(?:error )?429)?\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "maintenance",
        re.compile(
            r"\W*(?:(?:site|we are|we're|website|server|system)\W*)?(?:is )?(?:currently )?"
            r"(?:down for |under |in |undergoing )?(?:scheduled )?maintenance(?: mode| page)?\W*"
            r"|\W*we'll be (?:right )?back"
            r"(?: soon)?\W*|\W*be right back\W*|\W*temporarily (?:down|unavailable|offline)\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "suspended",
        re.compile(
            r"\W*(?:this |your )?(?:account|(?:web ?)?site|service) (?:has been |is |was )?"
            r"(?:suspended|disabled)(?: by .{1,40})?\W*",
            re.IGNORECASE,
        ),
    ),
    (
        "default-page",
        re.compile(
            r"\W*(?:welcome to nginx|apache2? (?:\w+ )?default page(?:: it works)?|it works|iis windows"
            r"(?: server)?|test page for the .*http server.*|default web site page|welcome to centos"
            r"|plesk obsidian.*|web server's default page|coming soon|under construction)\W*",
            re.IGNORECASE,
        ),
    ),
)


def missing_page(page: Page) -> Missing:
    """How clearly a page with a status of success says that nothing is there."""
    if page.has_paper_metadata:
        return Missing.NO
    if page.size and page.text_length == 0 and page.title == "" and page.heading == "":
        return Missing.NO
    whole = any(map(is_phrase, (*_segments(page.title), *_segments(page.heading))))
    if whole and page.text_length <= LONGEST_ERROR_PAGE:
        return Missing.UNMISTAKABLE
    if any(map(OF_A_WORK.fullmatch, page.paragraphs)):
        return Missing.NO
    said = _speaks_of_itself(page.text[: SHORT_PAGE * 2])
    if said and page.text_length <= SHORT_PAGE and _only_says(page):
        return Missing.UNMISTAKABLE
    # where there is little to read and no title of a work, one such sentence about the page itself is enough
    if not _titles_a_work(page) and (
        any(_ITSELF.search(sentence) and is_phrase(sentence) for sentence in _sentences(page))
        or _says_nothing_else(page)
    ):
        return Missing.UNMISTAKABLE
    if whole or (said and page.text_length <= LONGEST_ERROR_PAGE and not _titles_a_work(page)):
        return Missing.SAID
    if _ODD_TITLE.search(page.title) or _ODD_TITLE.search(page.heading):
        return Missing.ODD if page.text_length <= SHORT_PAGE else Missing.NO
    return Missing.ODD if said or _may_speak_of_absence(page) else Missing.NO


def confession(page: Page) -> str | None:
    """Another trouble that the whole title or heading is about ("maintenance", ...), or None."""
    if page.text_length > LONGEST_ERROR_PAGE or page.has_paper_metadata:
        return None
    parts = (*_segments(page.title), *_segments(page.heading))
    for name, pattern in _CONFESSIONS:
        if any(part and pattern.fullmatch(part) for part in parts):
            return name
    return None


def is_error_address(url: WebUrl) -> bool:
    """Does the path itself say 404 or "not found"?"""
    return bool(_ERROR_PATH.search(url.path))


@lru_cache(maxsize=4096)
def worth_a_look(title: str, heading: str) -> bool:
    """Is there anything in title or heading for which the tree of a large page should be built?"""
    return bool(
        _ODD_TITLE.search(title)
        or _ODD_TITLE.search(heading)
        or any(map(is_phrase, (*_segments(title), *_segments(heading))))
        or any(
            pattern.fullmatch(part)
            for _, pattern in _CONFESSIONS
            for part in (*_segments(title), *_segments(heading))
        )
    )


def shingles(page: Page) -> frozenset[int]:
    """Fingerprint of the visible text: 32-bit hashes of its overlapping runs of four words."""
    words = f"{page.title} {page.text}".lower().split()
    if len(words) < 4:
        return frozenset({zlib.crc32(" ".join(words).encode())})
    return frozenset(zlib.crc32(" ".join(words[i : i + 4]).encode()) for i in range(len(words) - 3))


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of equal shingles, 0 to 1 (Jaccard)."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def is_phrase(text: str) -> bool:
    """Does a line say "not found" in some language, and nothing besides?"""
    return bool(text) and len(text) <= 200 and bool(_WHOLE.fullmatch(text))


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")


def _segments(title: str) -> list[str]:
    """A title and the parts between its separators ("Page not found | The Lab")."""
    title = _plain(title)
    return [title, *_SEGMENTS.split(title)] if title else []


def _titles_a_work(page: Page) -> bool:
    """Is the title too long for that of an error page?"""
    words = page.title.split()
    return (
        len(words) > WORDS_OF_AN_ERROR_TITLE
        or len(_UNSPACED.findall(page.title)) > LETTERS_OF_A_WORK
    )


def _says_nothing_else(page: Page) -> bool:
    """Is every sentence such a phrase, or help for those who are lost?"""
    leaves = [
        part
        for part in page.paragraphs
        if not any(part != other and other in part for other in page.paragraphs)
    ]
    sentences = [
        sentence
        for part in map(_plain, leaves)
        if part not in (_plain(page.title), _plain(page.heading))
        for sentence in ([part] if is_phrase(part) else _SENTENCE.split(part))
        if not _NUMBER.fullmatch(sentence)
    ]
    phrases = [one for one in sentences if is_phrase(one) and not one.endswith("?")]
    rest = (sentence for sentence in sentences if sentence not in phrases)
    return bool(phrases) and all(map(HELP.fullmatch, rest))


def _may_speak_of_absence(page: Page) -> bool:
    """Is there little to read, with a word of absence in it, or hardly a line in whatever language?"""
    text = _plain(f"{page.title} {page.text[:TINY_PAGE]}")
    if not 0 < page.text_length <= TINY_PAGE or SHELL.search(text):
        return False
    bare = page.text_length <= LINE_PAGE and not (page.scripts or page.embeds or page.code_urls)
    return bare or bool(ABSENCE.search(text))


def _sentences(page: Page) -> list[str]:
    """Sentences of a short page, its paragraphs as a whole included; no bare numbers."""
    return [
        part
        for paragraph in map(_plain, page.paragraphs)
        for part in (paragraph, *_SENTENCE.split(paragraph))
        if not _NUMBER.fullmatch(part)
    ]


def _speaks_of_itself(text: str) -> bool:
    """Does it say anywhere that *the page* is missing (and not its slides, its data)?"""
    return any(_ITSELF.search(match[0]) for match in _ANYWHERE.finditer(_plain(text)))


def _only_says(page: Page) -> bool:
    """Is there little on the page but the phrase? (a title of its own speaks for a real page)"""
    title = page.title
    odd = bool(_ODD_TITLE.search(title)) and len(title.split()) <= WORDS_OF_AN_ERROR_TITLE
    if odd and _ANYWHERE.search(title) and not any(map(is_phrase, _segments(title))):
        odd = False  # the phrase and more: "Page not found: a data set"
    return page.text_length <= 300 and (not title or odd)
