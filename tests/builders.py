"""Builders with quiet defaults: a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.ledger.history import Ledger
from bot.model.entries import Catalogue, Entry, Link, LinkRole, Section, SourceSpan
from bot.model.findings import Finding
from bot.model.observations import Observation, Outcome, Witness
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.model.repositories import RepoFacts
from bot.model.runs import Run
from bot.model.verdicts import Health, Verdict

NIGHT_ONE = datetime(2026, 11, 1, 2, 17, tzinfo=UTC)
URL = "https://papers.example/one"


def night(number: int) -> datetime:
    """Time of the n-th night (0 = the first), 24 hours apart."""
    return NIGHT_ONE + timedelta(days=number)


def an_observation(
    outcome: Outcome = Outcome.ANSWERED,
    *,
    target: str = URL,
    at: datetime = NIGHT_ONE,
    status: int | None = None,
    final_url: str | None = None,
    permanent: bool = False,
    witness: Witness = Witness.PROBE,
    secure_twin: bool = False,
    reason: str = "",
) -> Observation:
    """One look at one target."""
    return Observation(
        target=target,
        at=at,
        outcome=outcome,
        status=status,
        final_url=final_url,
        permanent=permanent,
        witness=witness,
        secure_twin=secure_twin,
        reason=reason,
    )


def a_ledger(*nights: Outcome | None, target: str = URL) -> Ledger:
    """A ledger of one target; None = a night that did not look at it (but ran)."""
    ledger = Ledger()
    for number, outcome in enumerate(nights):
        looks = [an_observation(outcome, target=target)] if outcome else []
        ledger = ledger.extended_by(Run(at=night(number)), looks)
    return ledger


def an_entry(
    entry_id: str = "one",
    *,
    title: str = "A Paper About One Thing",
    pdf: str = URL,
    code: str | None = None,
    section: str = "methods",
    line: int = 10,
) -> Entry:
    """An entry with a paper link and, when asked, a code link."""
    span = SourceSpan(file="entries.yml", line=line)
    links = [Link(entry_id=entry_id, role=LinkRole.PDF, url=pdf, span=span)]
    if code:
        links.append(Link(entry_id=entry_id, role=LinkRole.CODE, url=code, span=span))
    return Entry(id=entry_id, section=section, title=title, links=tuple(links), span=span)


def a_verdict(health: Health = Health.ALIVE, **fields: Any) -> Verdict:
    """A verdict of one target, proven by a probe."""
    defaults: dict[str, Any] = {
        "target": URL,
        "proof": Witness.PROBE,
        "reason": "answered (200)",
        "status": 200,
        "since": NIGHT_ONE,
        "last_alive": NIGHT_ONE,
    }
    return Verdict(health=health, **{**defaults, **fields})


def an_entry_health(
    entry: Entry | None = None, *verdicts: Verdict, repository: RepoFacts | None = None
) -> EntryHealth:
    """An entry whose links have these verdicts, in order; alive where none is given."""
    entry = entry or an_entry()
    links = []
    for number, link in enumerate(entry.links):
        verdict = verdicts[number] if number < len(verdicts) else a_verdict(target=link.url)
        is_code = link.role is LinkRole.CODE
        links.append(
            LinkHealth(
                link=link,
                target=verdict.target,
                verdict=verdict,
                repository=repository if is_code else None,
                history=((NIGHT_ONE, verdict.health),),
            )
        )
    return EntryHealth(entry=entry, links=tuple(links))


def a_report(
    *entries: EntryHealth,
    findings: tuple[Finding, ...] = (),
    run: Run | None = None,
    title: str = "A List",
    missing: tuple[str, ...] = (),
) -> Report:
    """A report of these entries in one section; without a run it is "not run yet"."""
    return Report(
        catalogue=Catalogue(
            title=title,
            sections=(Section(id="methods", title="Methods"),),
            entries=tuple(health.entry for health in entries),
        ),
        entries=entries,
        findings=findings,
        made_at=NIGHT_ONE,
        run=run,
        runs=1 if run else 0,
        missing=missing,
    )
