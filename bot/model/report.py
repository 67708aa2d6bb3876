"""The one value that every report is a function of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.model.copies import KnownCopy
from bot.model.entries import Catalogue, Entry, Link
from bot.model.evidence import AttributionJudgement, CodeSuggestion
from bot.model.findings import Finding
from bot.model.papers import IdentityJudgement, PaperRecord
from bot.model.repositories import RepoFacts
from bot.model.runs import Cost, Run
from bot.model.verdicts import Health, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHealth:
    """Everything that is known today about one link of one entry."""

    link: Link
    #: canonical URL
    target: str
    verdict: Verdict
    #: paper links only
    identity: IdentityJudgement | None = None
    #: code links only
    attribution: AttributionJudgement | None = None
    repository: RepoFacts | None = None
    #: the verdict differs from the run before
    changed: bool = False
    #: health after each of the last runs that looked, oldest first
    history: tuple[tuple[datetime, Health], ...] = ()
    #: what the archive knows, once a link that is dead was asked about
    copy: KnownCopy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHealth:
    """One entry with the health of its links, in the entry's order."""

    entry: Entry
    links: tuple[LinkHealth, ...]
    findings: tuple[Finding, ...] = ()
    #: best record for the paper, for year, venue and DOI that the list does not have
    record: PaperRecord | None = None
    #: confirmed repositories for an entry without (right) code, best first
    offers: tuple[CodeSuggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A list and its health. Without a run nothing is known, and every report must say so."""

    catalogue: Catalogue
    entries: tuple[EntryHealth, ...]
    findings: tuple[Finding, ...]
    #: when this report was made (UTC)
    made_at: datetime
    #: the newest recorded run; None = "not run yet"
    run: Run | None = None
    #: number of recorded runs
    runs: int = 0
    cost: Cost = field(default_factory=Cost)
    #: sentences about what could not be learnt in the newest run
    missing: tuple[str, ...] = ()

    @property
    def simulated(self) -> bool:
        """The figures come from a rehearsal and must be marked so wherever they are shown."""
        return self.run is not None and self.run.simulated

    def links(self) -> Iterator[LinkHealth]:
        """Every link of every entry, in order."""
        for entry in self.entries:
            yield from entry.links

    def counts(self) -> dict[Health, int]:
        """How many links have which health, all healths included."""
        found = Counter(link.verdict.health for link in self.links())
        return {health: found[health] for health in Health}
