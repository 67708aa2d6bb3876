"""Builders with quiet defaults: a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.ledger.history import Ledger
from bot.model.entries import Entry, Link, LinkRole, SourceSpan
from bot.model.observations import Observation, Outcome, Witness
from bot.model.runs import Run

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
