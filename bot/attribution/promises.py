"""Repositories that announce code: what they promise, when to look again, what has arrived."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.attribution.readme import Readme, read
from bot.attribution.words import quoted
from bot.model.repositories import RepoFacts, RepoState

#: a promise is looked at again after this time, and what has arrived is told for as long
MONTH = timedelta(days=30)

_THING = (
    r"(?:codes?|implementation|source|models?|weights|checkpoints?|scripts?|repo(?:sitory)?"
    r"|data ?sets?|it)"
)
_PROMISE = re.compile(
    rf"\b{_THING}\b[^.!?\n]{{0,60}}?\b(?:will be|to be|are going to be|shall be|is going to be)\b"
    r"[^.!?\n]{0,40}?\b(?:released|available|public|published|open[- ]?sourced|uploaded|updated"
    r"|added|provided|made)\b"
    rf"|\b{_THING}\b[^.!?\n]{{0,40}}?\b(?:com+ing soon|soon|tba|tbd)\b"
    r"|\bcom+ing soon\b|\bstay tuned\b|\bto be released\b|\bunder (?:construction|preparation)\b"
    r"|\bwork in progress\b|\bwill (?:be )?(?:release|open[- ]?source|upload|publish)\w*\b"
    r"|(?:代码|模型|数据)[^。！\n]{0,12}?(?:即将|后续|稍后|近期|整理)[^。！\n]{0,12}?(?:发布|公开|开源|上传)"
    r"|敬请期待|即将(?:发布|开源|公开)|コードは?[^。\n]{0,12}公開予定|공개 예정",
    re.IGNORECASE,
)
#: lines at the top in which a promise for the whole repository stands
_LINES = 40


def announcement(facts: RepoFacts) -> str | None:
    """The sentence by which a repository without code promises some; "" when it says nothing.

    None when the repository is no promise: it has code, or nothing is known of it.
    """
    if facts.state is not RepoState.EXISTS or not (facts.is_empty or facts.is_code_free):
        return None
    if not facts.readme:
        return ""
    return _promise_in(read(facts.readme))


def _promise_in(page: Readme) -> str:
    for line in page.lines[:_LINES]:
        match = None if line.is_code else _PROMISE.search(line.text[:1000])
        if match:
            start = max(line.text.rfind(stop, 0, match.start()) for stop in (". ", "! ", "。"))
            return quoted(line.text[start + 1 :].lstrip(" "), 160)
    return ""


def is_due(facts: RepoFacts, *, now: datetime) -> bool:
    """Is it time to look into a promise again? Once a month, or when a commit came."""
    if announcement(facts) is None:
        return False
    return (
        facts.contents_at is None
        or now - facts.contents_at >= MONTH
        or facts.contents_head != facts.head
    )


def with_arrivals(before: RepoFacts | None, after: RepoFacts, *, now: datetime) -> RepoFacts:
    """``after`` with what has arrived since ``before``; news is told for a month.

    Only a promise can be kept: a repository that had code before brings no news. One that was seen
    waiting is remembered until code, licence and release are all there.
    """
    if before is None or after.state is not RepoState.EXISTS:
        return after
    promised = before.promised or bool(before.is_empty or before.is_code_free)
    news = list(before.arrived) if before.arrived_at and now - before.arrived_at < MONTH else []
    at = before.arrived_at if news else None
    fresh = [what for what in _new(before, after) if what not in news] if promised else []
    is_kept = bool(_has_code(after) and after.licence and after.has_release)
    return replace(
        after,
        promised=promised and not is_kept,
        arrived=(*news, *fresh),
        arrived_at=now if fresh else at,
    )


def _has_code(facts: RepoFacts) -> bool:
    return facts.is_empty is False and facts.is_code_free is False


def _new(before: RepoFacts, after: RepoFacts) -> list[str]:
    """What is there now and was not there before."""
    new = []
    if (before.is_empty or before.is_code_free) and _has_code(after):
        new.append("code")
    if before.licence is None and after.licence is not None:
        new.append("licence")
    if before.has_release is False and after.has_release:
        new.append("release")
    return new
