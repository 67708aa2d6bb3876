"""What one night hands to triage: findings, and the state of every link, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.entries import Ignore, LinkRole, SourceSpan
from bot.model.evidence import Attribution
from bot.model.findings import Finding
from bot.model.papers import Identity
from bot.model.runs import Validity
from bot.model.verdicts import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkState:
    """One link of one entry, as the night left it. Foreign text inside."""

    entry_id: str
    entry_title: str
    role: LinkRole
    #: in the list's own spelling
    url: str
    span: SourceSpan
    health: Health
    #: one plain sentence
    reason: str = ""
    #: when this state began
    since: datetime | None = None
    #: nights on which the current failure was seen / that its proof takes
    strikes: int = 0
    strikes_needed: int = 0
    #: the whole host fails together
    incident: bool = False
    #: nights in a row, the newest included, on which the link was well
    well_nights: int = 0
    #: code links only
    attribution: Attribution | None = None
    #: paper links only
    identity: Identity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryIgnore:
    """The ``ignore`` of one entry."""

    entry_id: str
    span: SourceSpan
    ignore: Ignore


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The result of the newest run. Without a run nothing is known: ``run_at`` is None."""

    #: title of the list
    title: str
    #: its file, e.g. ``entries.yml``
    file: str
    #: when this was written (UTC)
    made_at: datetime
    #: what "now" was for the newest recorded run
    run_at: datetime | None = None
    validity: Validity = Validity.VALID
    #: made by a rehearsal: never acted upon
    simulated: bool = False
    entries: int = 0
    links: tuple[LinkState, ...] = ()
    findings: tuple[Finding, ...] = ()
    ignores: tuple[EntryIgnore, ...] = ()
    #: sentences about what could not be learnt
    missing: tuple[str, ...] = ()
