"""``dead``: a link whose death is proven."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.deaths import death_of
from bot.model.copies import copy_url
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity, SuggestedFix
from bot.model.observations import Observation, Outcome, Witness
from bot.model.report import EntryHealth, LinkHealth
from bot.model.verdicts import Health, Verdict
from bot.verdicts.single import describe


def find(entry: EntryHealth) -> Iterator[Finding]:
    """One finding for each link of the entry that is proven dead."""
    for link in entry.links:
        if link.verdict.health is Health.DEAD:
            yield Finding(
                rule=Rule.DEAD,
                severity=Severity.DECISION,
                entry_id=entry.entry.id,
                entry_title=entry.entry.title,
                span=link.link.span,
                role=link.link.role,
                url=link.link.url,
                summary=_summary(link),
                evidence=tuple(_evidence(link)),
                fixes=tuple(_fixes(link)),
                since=link.verdict.since,
            )


def _summary(link: LinkHealth) -> str:
    verdict = link.verdict
    if verdict.proof is Witness.API:
        return "The code host says that this repository does not exist (deleted or made private)."
    if verdict.proof is Witness.REGISTRY:
        return "The registry says that this identifier does not exist."
    what = verdict.decided_by[-1] if verdict.decided_by else None
    answer = describe(what) if what else verdict.reason
    since = f" since {verdict.since:%-d %b %Y}" if verdict.since else ""
    return f"On {nights(verdict.strikes)}{since}: {answer}."


def nights(count: int) -> str:
    """``1 night``, ``6 nights``."""
    return "1 night" if count == 1 else f"{count} nights"


def _evidence(link: LinkHealth) -> Iterator[Evidence]:
    verdict = link.verdict
    death = death_of(seen.outcome for seen in verdict.decided_by)
    for seen in _ends(verdict.decided_by):
        yield Evidence(
            kind=death,
            supports=False,
            detail=f"{seen.at:%Y-%m-%d %H:%M} UTC: {_what(seen)}",
            url=link.link.url,
        )
    yield Evidence(kind="last-alive", supports=True, detail=_last_alive(verdict))
    if link.copy is not None and link.copy.taken is None and link.copy.is_sure:
        detail = "the Internet Archive has no copy from before"
        yield Evidence(kind="no-copy", supports=True, detail=detail)


def _fixes(link: LinkHealth) -> Iterator[SuggestedFix]:
    """The copy that was taken last while the link was well; a person decides."""
    taken = link.copy.taken if link.copy else None
    if taken is not None:
        yield SuggestedFix(
            field=link.link.role.value,
            old=link.link.url,
            new=copy_url(link.link.url, taken),
            because=f"copied by the Internet Archive on {taken:%-d %b %Y}, before the link died",
        )


def _ends(seen: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """The first sighting and the newest ones: what lies between says the same."""
    return seen if len(seen) <= 4 else (seen[0], *seen[-3:])


def _what(seen: Observation) -> str:
    if seen.outcome in (Outcome.ABSENT, Outcome.UNREGISTERED):
        return f"{describe(seen)}, asked twice"
    return describe(seen)


def _last_alive(verdict: Verdict) -> str:
    if verdict.last_alive is None:
        return "never seen alive by this bot"
    return f"last seen alive on {verdict.last_alive:%Y-%m-%d}"
