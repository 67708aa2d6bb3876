"""``duplicate``: the same paper stands in the list twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.findings.sameness import grouped, place, related, share_a_paper
from bot.identity.titles import is_short, normalise
from bot.model.entries import Catalogue, Entry, LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity

_LETTER = re.compile(r"[^\W_]")


class _Spaces(dict[int, int]):
    """For ``str.translate``: everything that is part of no word becomes a space."""

    def __missing__(self, code: int) -> int:
        self[code] = code if _LETTER.match(chr(code)) else ord(" ")
        return self[code]


_SPACES = _Spaces()


def find(catalogue: Catalogue) -> Iterator[Finding]:
    """One finding for each entry that repeats an earlier one.

    The same identifier with the same title is a duplicate. The same title with another link may be
    preprint and journal version, and the same paper in two sections may be meant: both are asked.
    """
    reported: set[str] = set()
    for paper, group in grouped(catalogue.entries):
        for index, entry in enumerate(group):
            first = next((other for other in group[:index] if share_a_paper(other, entry)), None)
            if first is not None and entry.id not in reported:
                reported.add(entry.id)
                yield _same(entry, first, f"both lead to {paper.scheme} {paper.value}")
    for first, entry in _with_the_same_title(catalogue.entries):
        if entry.id not in reported and not is_short(entry.title):
            yield _title_again(entry, first)


def _with_the_same_title(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of the first entry with a title and a later one; spelling makes no other title."""
    first: dict[str, Entry] = {}
    alike: dict[str, list[Entry]] = {}
    for entry in entries:
        words = entry.title.casefold().replace("&", " and ").translate(_SPACES).split()
        # normalising is slow, and spellings of one title agree in the initials of its words
        initials = "".join([word[0] for word in words])
        other = first.setdefault(initials, entry)
        if other is not entry:
            alike.setdefault(initials, [other]).append(entry)
    for group in alike.values():
        by_title: dict[str, Entry] = {}
        for entry in group:
            earlier = by_title.setdefault(normalise(entry.title), entry)
            if earlier is not entry:
                yield earlier, entry


def _same(entry: Entry, first: Entry, detail: str) -> Finding:
    apart = entry.section != first.section
    where = "in another section " if apart else ""
    return _finding(
        entry,
        Severity.QUESTION if apart else Severity.DECISION,
        f"The same paper is in the list already {where}: {place(first)}.".replace(" :", ":"),
        Evidence(kind="same-identifier", supports=False, detail=detail),
        first,
    )


def _title_again(entry: Entry, first: Entry) -> Finding:
    link = first.link(LinkRole.PDF)
    return _finding(
        entry,
        Severity.QUESTION,
        f"The same title is in the list already, with another link: {place(first)}.",
        Evidence(
            kind="same-title",
            supports=False,
            detail="same title; preprint and published version?",
            url=link.url if link else None,
        ),
        first,
    )


def _finding(
    entry: Entry, severity: Severity, summary: str, evidence: Evidence, first: Entry
) -> Finding:
    link = entry.link(LinkRole.PDF)
    return Finding(
        rule=Rule.DUPLICATE,
        severity=severity,
        entry_id=entry.id,
        entry_title=entry.title,
        span=entry.span,
        role=LinkRole.PDF,
        url=link.url if link else None,
        summary=summary,
        evidence=(evidence,),
        related=(related(first),),
    )
