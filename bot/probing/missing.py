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
from bot.urls import WebUrl

#: characters of visible text; error pages carry menus and footers, but no article
LONGEST_ERROR_PAGE = 4_000
#: below this, a phrase anywhere in the text is suspicious
SHORT_PAGE = 1_000
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


_THING = (
    r"(?:the |this |that |your |requested |web ?|html )*"
    r"(?:page|file or directory|file|document|resource|url|item|object|paper|article"
    r"|project|site|content|record|post|entry|publication|address|link|repository|profile|dataset|model|space)"
    r"(?: (?:you (?:requested|are looking for|were looking for)|requested))?"
)
_GONE = (
    r"(?:(?:was |is |has been |could |can ?|cannot |can't |could not |couldn't |be |not |were )*"
    r"(?:found|located)|(?:does|do|did)(?: not|n't) exist|doesn't exist|no longer exists?"
    r"|(?:is |was |has been )?(?:gone|missing|unavailable|removed|deleted|no longer available"
    r"|not available|isn't available"
    r"|isn't here))"
)
#: the phrases by themselves; a title segment or heading must consist of them and nothing else
_PHRASES = "|".join(
    part.strip()
    for part in (
        r"(?:error\W*)?(?:404|410)(?:\W*error)?",
        r"(?:http )?(?:error|status|code)\W*(?:404|410)",
        rf"(?:{_THING} )?not found",
        rf"{_THING} {_GONE}",
        r"page missing|missing page|nothing (?:was )?found(?: here)?|nothing here|(?:410 )gone",
        r"no (?:such )?(?:page|file|document|article|paper)(?: found| here)?",
        (
            r"(?:we )?(?:can't|cannot|can not|couldn't|could not) find "
            r"(?:that|the|this|your|what you).{0,60}"
        ),
        r"the page you(?:'re| are| were) looking for .{0,60}",
        # zh, ja, ko
        (
            r"(?:您|你)?(?:访问|請求|请求|要访问)?的?(?:页面|网页|頁面|網頁|文件|内容|資源)"
            r"(?:不存在|未找到|找不到|已删除|不見了|丢失|走丢了|没有找到)(?:了)?"
        ),
        r"(?:找不到|未找到|没有找到|無法找到|无法找到)(?:该|此|您访问的)?(?:页面|网页|頁面|網頁|文件|资源)?",
        r"(?:お探しの)?(?:ページ|ファイル)(?:が|は)?(?:見つかりません(?:でした)?|存在しません|みつかりません)(?:でした)?",
        r"(?:요청하신 )?페이지를 찾을 수 없습니다|존재하지 않는 페이지(?:입니다)?",
        # de, fr, es, pt, it, nl, pl, tr, ru, cs, sv
        (
            r"(?:die )?(?:angeforderte )?(?:seite|datei) (?:wurde )?(?:leider )?nicht gefunden"
            r"|(?:die )?seite existiert nicht(?: mehr)?"
        ),
        r"(?:la )?page (?:est )?(?:non trouvée|introuvable|inexistante)|page non trouvee",
        r"(?:la )?página no (?:encontrada|existe|disponible)|no se (?:ha )?encontr(?:ó|ado) la página",
        r"(?:a )?página não (?:foi )?(?:encontrada|existe)",
        r"(?:la )?pagina non (?:è stata )?(?:trovata|esiste|disponibile)",
        r"(?:de )?pagina (?:is )?niet gevonden|pagina bestaat niet",
        r"nie znaleziono(?: strony)?|strona nie (?:istnieje|została znaleziona)",
        r"sayfa bulunamadı",
        r"страница не (?:найдена|существует)|(?:запрашиваемая )?страница не найдена",
        r"stránka (?:nebyla )?nenalezena|sidan (?:kunde )?(?:inte )?hittades(?: inte)?",
    )
)
_LEAD = (
    r"(?:(?:oops|sorry|uh-?oh|whoops|hmm+|ooops|error|http|we're sorry|apologies|http error)\W*)*"
)
_WHOLE = re.compile(rf"\W*{_LEAD}(?:(?:{_PHRASES})\W*){{1,3}}(?:!!1)?", re.IGNORECASE)
_ANYWHERE = re.compile(
    rf"\b(?:404 not found|404 error|error 404|page not found|file not found|{_THING} {_GONE}"
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
)
_MACHINE = re.compile(
    r"\s*\{[^{}]{0,200}\"(?:error|message|detail|msg|errors?)\"\s*:"
    r"[^{}]{0,20}\"?[^\"]{0,80}(?:not[ _-]?found|does not exist|no such|404)",
    re.IGNORECASE,
)
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
            r"\W*(?:this )?account (?:has been )?suspended\W*|\W*site suspended\W*", re.IGNORECASE
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
    whole = any(map(_is_phrase, (*_segments(page.title), *_segments(page.heading))))
    if whole and page.text_length <= LONGEST_ERROR_PAGE:
        return Missing.UNMISTAKABLE
    said = bool(_ANYWHERE.search(_plain(page.text[: SHORT_PAGE * 2])))
    if said and page.text_length <= SHORT_PAGE and _only_says(page):
        return Missing.UNMISTAKABLE
    if whole or (said and page.text_length <= LONGEST_ERROR_PAGE):
        return Missing.SAID
    if _ODD_TITLE.search(page.title) or _ODD_TITLE.search(page.heading):
        return Missing.ODD if page.text_length <= SHORT_PAGE else Missing.NO
    return Missing.NO


def missing_text(text: str) -> bool:
    """Does a short plain or JSON body say, and say only, that nothing is there?"""
    sample = text[:2_000].strip()
    return len(sample) < 1_000 and (_is_phrase(sample[:200]) or bool(_MACHINE.match(sample)))


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
        or any(map(_is_phrase, (*_segments(title), *_segments(heading))))
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


def _is_phrase(text: str) -> bool:
    return bool(text) and len(text) <= 200 and bool(_WHOLE.fullmatch(text))


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")


def _segments(title: str) -> list[str]:
    """A title and the parts between its separators ("Page not found | The Lab")."""
    title = _plain(title)
    return [title, *_SEGMENTS.split(title)] if title else []


def _only_says(page: Page) -> bool:
    """Is there little on the page but the phrase? (a title of its own speaks for a real page)"""
    return page.text_length <= 300 and (not page.title or bool(_ODD_TITLE.search(page.title)))
