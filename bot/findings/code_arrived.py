"""``code-arrived``: a repository that only promised code has some now."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity
from bot.model.report import EntryHealth

_WORDS = {"code": "code", "licence": "a licence", "release": "a release"}


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Good news about the code links of an entry, for a month after it came."""
    for link in entry.links:
        repository = link.repository
        if repository is None or not repository.arrived:
            continue
        things = [_WORDS[what] for what in repository.arrived if what in _WORDS]
        if not things:
            continue
        listed = things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
        since = f" since {repository.arrived_at:%Y-%m-%d}" if repository.arrived_at else ""
        yield Finding(
            rule=Rule.CODE_ARRIVED,
            severity=Severity.GOOD_NEWS,
            entry_id=entry.entry.id,
            entry_title=entry.entry.title,
            span=link.link.span,
            role=link.link.role,
            url=link.link.url,
            summary=f"The repository that announced code has {listed} now.",
            evidence=(
                Evidence(
                    kind="arrived",
                    supports=True,
                    detail=f"{repository.slug} has {listed}{since}.",
                    url=link.link.url,
                ),
            ),
            since=repository.arrived_at,
        )
