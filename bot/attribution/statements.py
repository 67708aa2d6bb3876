"""Claims in the words of a README: headings, "official implementation of", links at the top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.attribution.claims import (
    THING,
    WORK,
    Claim,
    ClaimKind,
    clean_title,
    has_title_case,
    identifiers,
    is_paper_address,
    reads_like_title,
)
from bot.attribution.leaning import leans
from bot.attribution.paper_lists import is_called_a_list
from bot.attribution.readme import END, SPAN, TARGET, Line, Readme, targets, unmark
from bot.attribution.words import holds_one, squash, words

#: lines at the top in which a repository says what it is
_STATEMENT_LINES = 30
#: characters between "implementation of" and the title
_REACH = 110

_LINK_WORD = (
    r"(?:of|for|to reproduce|to replicate|to accompany|accompanying|accompanies|behind|used in"
    r"|supporting|supplementing|associated with|related to|corresponding to|described in"
    r"|presented in|introduced in|proposed in|published in|reported in)"
)
# The patterns up to _TRIGGER are for lower-case text: that is three times as fast as ignoring case.

#: "official PyTorch implementation of", "this repository contains the code for"
_STATEMENT = re.compile(rf"\b{THING}\b[^.!?\n]{{0,50}}?\b{_LINK_WORD}\b")
#: "our MICCAI 2023 paper", "described in our paper"
_A_WORK = re.compile(rf"\b{WORK}\b")
_OUR = re.compile(
    r"\b(?:our|this|the|of|for|following|accompanying|corresponding)\s[^.!?\x02-\x04]{0,70}\Z"
)
_STATEMENT_CJK = re.compile(
    r"(?:论文|文章|工作)[^。！\n]{0,12}?(?=[\x02《“\"])"
    r"|(?:官方|本项目|本仓库|本代码)[^。！\n]{0,30}?(?:实现|代码|仓库|开源)"
    r"|(?:論文|논문)[^。\n]{0,12}?(?=[\x02「\"])"
)
_TRIGGER = re.compile(rf"\b(?:{THING}|{WORK})\b|论文|官方|本项目|本仓库|論文|논문")
#: every word of ``WORK``, of ``THING``, holds one of these: they are looked for first
_WORK_PARTS = (
    "paper", "work", "article", "script", "publication", "preprint", "submission", "thesis",
    "report", "study",
)  # fmt: skip
_PARTS = (
    *_WORK_PARTS, "code", "implement", "model", "data", "repo", "project", "page", "release",
    "benchmark", "experiment", "weights", "checkpoint", "reproduction", "website", "toolkit",
    "annotation", "论文", "官方", "本项目", "本仓库", "論文", "논문",
)  # fmt: skip
_UNOFFICIAL = re.compile(
    r"\b(?:un-?official|non-?official|re-?implementation|third[- ]party|not the official"
    r"|community implementation)|非官方|复现",
    re.IGNORECASE,
)
#: "in this work, we introduce X" is about the method, not the paper's title
_TELLS = re.compile(r"\b(?:we|introduces?|proposes?|presents?|aims?|uses?|using|called|named)\b")
_SPAN = re.compile(f"{SPAN}([^{SPAN}{TARGET}]*(?:{SPAN}[^{SPAN}{TARGET}]*)*?){END}")
#: a set-apart text and the address right behind it; one level of spans inside
LINKED = re.compile(
    f"{SPAN}((?:[^{SPAN}{END}{TARGET}]|{SPAN}[^{SPAN}{END}{TARGET}]*{END})*){END}{TARGET}([^{END}]*){END}"
)
_ADDRESS = re.compile(rf"(?:{TARGET}|(?=https?://))([^\s{END}]+)")
_VENUE_YEAR = re.compile(r"\b[A-Z][A-Za-z&]{1,12}[ -]?(?:((?:19|20)\d\d)\b|[’'‘]\s?(\d\d)\b)")
_CLAUSE_END = re.compile(
    r"(?<=[a-z)\d])[.!?](?:\s|$)|\s[(\[]|https?://|\n|\s[|•]\s|\x04|, accepted|, published|, \d{4}"
)
#: not behind an initial: "Jane N. Doe"
_ANOTHER_SENTENCE = re.compile(r"(?<!\s[A-Z])[.!?]\s+[A-Z]|。")
_INTRODUCTION = re.compile(
    rf"^\s*(?:the|our|this|following)\b[^:.!?]{{0,40}}?\b{WORK}\b(?:\s*[:,–-])?\s*", re.IGNORECASE
)
_PAPER = re.compile(r"\b(?:papers?|article|manuscript|preprint|thesis)\b|论文|論文|논문")
#: headings with these words are about something else than one paper
_NO_PAPER = re.compile(
    r"\b(?:repository|team|challenge|competition|submission|solutions?|thesis|codebase|tutorials?"
    r"|build status|pypi version|course|assignment|homework|awesome|list|collection|family"
    r"|learn more|projects?)\b",
    re.IGNORECASE,
)
_NAMES_WORK = re.compile(rf"\b{WORK}\b|论文|論文|논문")


def announces(text: str) -> bool:
    """Does a line say that something is the code of something: "we release the code of X"?"""
    return not leans(text) and bool(_STATEMENT.search(text.lower()))


def heading_claims(page: Readme) -> list[Claim]:
    """The first heading, or the line below it when the heading is a mere name."""
    for index, line in enumerate(page.lines[:12]):
        if line.is_code:
            return []
        below = page.lines[index - 1].level == 1 if index else False
        if not line.level and not below:
            continue
        if line.level > 3 or (line.level >= 2 and index > 2):
            return []
        title = clean_title(line.marked)
        if not reads_like_title(title) or _NO_PAPER.search(title) or "[" in title:
            continue
        if not line.level and not _may_be_subtitle(line.text, title):
            continue
        near = " ".join(other.marked for other in page.lines[index : index + 6])
        return [
            Claim(
                ClaimKind.HEADING,
                title,
                identifiers(line.marked),
                year=year_in(line.text),
                line=index,
                addresses=_of_this_title(near).lower(),
            )
        ]
    return []


def _may_be_subtitle(line: str, title: str) -> bool:
    """A line under the heading is a title, and no sentence, list of names or row of links."""
    if line.rstrip().endswith((".", ":", "。", "!", "?")) or "|" in line or "•" in line:
        return False
    pieces = title.split(",")
    if len(pieces) >= 3 and sum(len(words(piece)) for piece in pieces) <= 3 * len(pieces):
        return False
    return has_title_case(title)


def statement_claims(page: Readme) -> list[Claim]:
    """Sentences at the top by which a repository says whose code it is."""
    found: list[Claim] = []
    lines = page.lines
    for index, line in enumerate(lines[:_STATEMENT_LINES]):
        if line.is_code or len(line.text) < 12 or not _may_state(line.text.lower()):
            continue
        text = line.marked
        if (
            len(text) < 400
            and index + 1 < len(lines)
            and not line.level
            and not lines[index + 1].is_code
        ):
            text = f"{text} {lines[index + 1].marked}"
        claim = _statement(line, text[:1500], index)
        if claim and not is_called_a_list(line.text):
            found.append(claim)
            found += _continued(lines, claim)
    return found


def _may_state(lowered: str) -> bool:
    """Does a line, in lower case, speak of code or of a paper?"""
    return holds_one(lowered, _PARTS) and bool(_TRIGGER.search(lowered))


def _continued(lines: Sequence[Line], first: Claim) -> list[Claim]:
    """Further titles of one statement: "code of A and B", or a list below it."""
    found: list[Claim] = []
    for index, line in enumerate(lines[first.line : first.line + 6], start=first.line):
        if line.is_code or (index > first.line and line.level):
            break
        marked, at = line.marked, 0
        for match in _SPAN.finditer(marked):
            gap = unmark(marked[at : match.start()])
            at = match.end()
            if len(gap) > 60 or leans(gap):
                continue
            title = clean_title(match.group(1))
            if not reads_like_title(title):
                continue
            if len(words(title)) > 4 and has_title_case(title):
                rest = _of_this_title(marked[match.start() :])
                ids = identifiers(rest[: len(title) + 200])
                found.append(
                    Claim(ClaimKind.STATEMENT, title, ids, line=index, addresses=rest.lower())
                )
        if index > first.line and not found:
            break
    return found[:6]


def _statement(line: Line, text: str, index: int) -> Claim | None:
    for start, end in _triggers(text, len(line.marked)):
        before = _sentence_before(text, start) + text[start:end]
        if leans(before):
            continue
        title, between, rest = _title_after(text[end : end + 420])
        if not title:
            between, rest = _address_after(text[end : end + 300])
        if not rest or leans(between) or _TELLS.search(f"{text[start:end]} {between}".lower()):
            continue
        rest = _of_this_title(rest)
        left = len(line.marked) - text.find(rest[:80], end)
        if (linked := LINKED.match(rest)) and linked.end() <= left:
            rest = rest[:left]  # the title has its address; the next line's is that of another
        said = f"{before} {between}"
        if _is_of_a_work(said, title, rest):
            return Claim(
                ClaimKind.STATEMENT,
                title,
                identifiers(rest[:300]),
                year=year_in(f"{said} {rest[len(title) : len(title) + 80]}"),
                line=index,
                unofficial=bool(_UNOFFICIAL.search(said)),
                addresses=rest.lower(),
            )
    return None


def _of_this_title(rest: str) -> str:
    """The text from a title on, as far as the next linked title: its address is that of another."""
    for number, match in enumerate(LINKED.finditer(rest)):
        if number and len(words(unmark(match.group(1)))) > 4:
            return rest[: match.start()]
    return rest


def _address_after(rest: str) -> tuple[str, str]:
    """What stands before the first link that follows, and the text from it on, if it is a paper's."""
    match = _ADDRESS.search(rest) if TARGET in rest or "http" in rest else None
    if not match or not is_paper_address(match.group(1)):
        return "", ""
    between = unmark(rest[: match.start()])
    if len(between) > _REACH or _ANOTHER_SENTENCE.search(between):
        return "", ""
    return between, rest[match.start() :]


def year_in(text: str) -> int | None:
    """The year of a venue: "MICCAI 2022", "CVPR'24"; None when there is none or several."""
    if not any(map(str.isdigit, text)):
        return None
    found = {
        int(long) if long else 2000 + int(short)
        for long, short in _VENUE_YEAR.findall(unmark(text))
    }
    return found.pop() if len(found) == 1 else None


def _triggers(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Where phrases that announce a title begin and end: "code of", "our paper"."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter such as İ grew: offsets would be off
        lowered = text
    for match in _STATEMENT.finditer(lowered, 0, limit + 60):
        if match.start() < limit:
            yield match.start(), match.end()
    speaks_of_work = holds_one(lowered, _WORK_PARTS)
    for match in _A_WORK.finditer(lowered, 0, limit) if speaks_of_work else ():
        ours = _OUR.search(lowered, max(0, match.start() - 90), match.start())
        if ours:
            yield ours.start(), match.end()
    if not text.isascii():
        for match in _STATEMENT_CJK.finditer(text, 0, limit):
            yield match.start(), match.end()


def _is_of_a_work(said: str, title: str, rest: str) -> bool:
    """Is it a paper of which something is said: by the words, or by where its link leads?"""
    said = said.lower()
    linked = LINKED.match(rest)
    if linked and not is_paper_address(linked.group(2)) and not _PAPER.search(said):
        return False  # "the submission to the [... Challenge](https://...)"
    if ":" in title and len(words(title)) >= 5:
        return True  # no other sentence is written like that
    leads_to_paper = any(map(is_paper_address, targets(rest[: len(title) + 200])[:1]))
    return leads_to_paper or bool(_NAMES_WORK.search(said)) or "official" in said or "官方" in said


def _sentence_before(text: str, position: int) -> str:
    start = max(text.rfind(stop, 0, position) for stop in (". ", "! ", "? ", "。"))
    return text[max(start, position - 160, 0) : position]


def _title_after(rest: str) -> tuple[str, str, str]:
    """The title that follows, what stands before it, and the text from it on."""
    for match in _SPAN.finditer(rest):
        if match.group(1).count(" ") < 3 and match.group(1).isascii():
            if short := _short_title(match, rest):
                return short, unmark(rest[: match.start()]), rest[match.start() :]
            continue
        between = unmark(rest[: match.start()])
        if len(between) > _REACH or _ANOTHER_SENTENCE.search(between):
            break
        title = clean_title(match.group(1))
        if reads_like_title(title) and (len(words(title)) > 5 or has_title_case(title)):
            return title, between, rest[match.start() :]
    clause = _CLAUSE_END.split(rest, maxsplit=1)[0]
    if clause == clause.lower():
        return "", "", ""  # no title has small letters alone
    introduction = _INTRODUCTION.match(clause)
    title = clean_title(clause[introduction.end() :] if introduction else clause)
    if reads_like_title(title) and has_title_case(title) and not title.isupper():
        return title, introduction.group() if introduction else "", rest
    return "", "", ""


def _short_title(match: re.Match[str], rest: str) -> str:
    """A title of three words, of which only its link to a paper tells that it is one; else ""."""
    title = clean_title(match.group(1))
    linked = LINKED.match(rest, match.start())
    between = unmark(rest[: match.start()])
    if len(words(title)) != 3 or len(squash(title)) < 20 or not has_title_case(title):
        return ""
    if not linked or not is_paper_address(linked.group(2)) or _ANOTHER_SENTENCE.search(between):
        return ""
    return title if len(between) <= _REACH else ""
