"""What the pipeline needs from the outside world, as protocols."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from bot.model.copies import CopyQuestion, KnownCopy
from bot.model.observations import Look, Target
from bot.model.papers import PaperId, PaperRecord
from bot.model.papers import PaperQuestion as PaperQuestion
from bot.model.repositories import RepoFacts, RepoSlug
from bot.model.runs import Cost

if TYPE_CHECKING:  # whoever plans and writes has them; the others need not load them
    from bot.triage.actions import Plan
    from bot.triage.state import ForgeState


class Progress(Protocol):
    """Where long work says how far it is. Called often; must be cheap."""

    def plan(self, *, targets: int, hosts: int) -> None:
        """So much is to be asked."""

    def done(self, look: Look) -> None:
        """One target has its answer."""

    def waiting(self, host: str, seconds: float, why: str) -> None:
        """A lane stands still for so many seconds."""


class WebPort(Protocol):
    """Asks addresses, politely, each target once, and never raises for a broken website."""

    def visit(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        """Yield one look per target, in the order in which answers come."""

    def cost(self) -> Cost:
        """Requests per host and bytes, so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAnswers:
    """What the registries said. An identifier in none of the fields is simply unknown."""

    #: everything that is known now about the identifiers that were asked, what was fresh in
    #: ``known`` included; several sources may answer for one. ``PaperRecord.about`` says how a
    #: record relates to the identifier (itself, found by title, published version ...)
    records: tuple[PaperRecord, ...] = ()
    #: not used by the built-in gateway: what a title search found is in ``records``
    candidates: tuple[tuple[PaperId, PaperRecord], ...] = ()
    #: doi.org (or arXiv) says that it does not exist, re-asked once
    unregistered: tuple[PaperId, ...] = ()
    #: names of sources that could not be asked or answered garbage, with the reason
    unavailable: tuple[tuple[str, str], ...] = ()
    #: sentences about questions that wait for the next nights, because enough was asked tonight
    postponed: tuple[str, ...] = ()
    calls: tuple[tuple[str, int], ...] = ()


class ScholarPort(Protocol):
    """Registries of papers: doi.org, Crossref, DataCite, arXiv, PubMed, OpenAlex, Hugging Face papers."""

    async def look_up(
        self,
        questions: Sequence[PaperQuestion],
        known: Mapping[PaperId, Sequence[PaperRecord]],
        *,
        now: datetime,
    ) -> PaperAnswers:
        """Answer from ``known`` while fresh, else ask in batches; a sick registry never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyAnswers:
    """What the archive said. An address that is in no copy could not be asked about."""

    copies: tuple[KnownCopy, ...] = ()
    #: number of questions without an answer, and why
    unanswered: int = 0
    why: str = ""
    calls: tuple[tuple[str, int], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What could not be learnt, in words; nothing depends on it, so the run is complete."""
        if not self.unanswered:
            return ()
        links = "1 dead link" if self.unanswered == 1 else f"{self.unanswered} dead links"
        return (f"Internet Archive: {self.why}; copies of {links} are looked up again next time",)


class ArchivePort(Protocol):
    """Copies of pages that are gone."""

    async def look_up(self, questions: Sequence[CopyQuestion], *, now: datetime) -> CopyAnswers:
        """Ask about each address; never raises for a sick archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryAnswers:
    """What the code hosts said: one ``RepoFacts`` per slug (state UNKNOWN when not learnt)."""

    facts: tuple[RepoFacts, ...] = ()
    #: sentences about what could not be learnt and why
    missing: tuple[str, ...] = ()
    #: False when a code host could not be reached for part of it; having no token is no failure
    complete: bool = True
    graphql_points: int = 0
    rest_calls: int = 0


class RepositoryPort(Protocol):
    """Read-only facts about repositories."""

    async def look_up(
        self,
        slugs: Sequence[RepoSlug],
        known: Mapping[str, RepoFacts],
        *,
        now: datetime,
        folders: Mapping[str, Sequence[str]] = MappingProxyType({}),
        reread: Collection[str] = (),
    ) -> RepositoryAnswers:
        """Ask about each slug; never raises for a sick code host.

        ``known`` maps ``RepoSlug.key`` to the facts of earlier nights: what is inside a repository
        (README, citation file, file names) is read only where it is missing, changed or old, or its
        key is in ``reread``. ``folders`` maps a key to the folders whose README is wanted as well.
        """


class CodeSearchPort(Protocol):
    """Searches a code host for repositories by words."""

    #: why it must not be asked (any more) in this run; "" while it may
    why_not: str
    #: requests sent so far
    calls: int

    async def search(self, query: str, *, now: datetime) -> tuple[RepoSlug, ...] | None:
        """Repositories that the host found, best first; None when there was no answer.

        Waits for its turn; never raises for a sick code host. Whoever wants to be found can be:
        a result is something to judge and proves nothing.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeQuestion:
    """What is asked of the repository."""

    #: label of our issues, "" = none
    label: str
    branch_prefix: str
    #: kinds of pull requests: the branches are the prefix and one of these, or below a folder
    kinds: tuple[str, ...]
    #: files to read at the head of the default branch
    paths: tuple[str, ...]
    #: words of the lists, where there are several: each has branches in a folder of its own
    lists: tuple[str, ...] = ()

    @property
    def branches(self) -> tuple[str, ...]:
        """Names of the branches that the bot may have."""
        folders = [f"{name}/" for name in self.lists] or [""]
        return tuple(f"{self.branch_prefix}{f}{kind}" for f in folders for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a plan: one sentence for each action that changed something, or could not."""

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    #: why the rest was not tried; empty = everything was
    stopped: str = ""

    @property
    def complete(self) -> bool:
        """Everything that was planned is done."""
        return not (self.failed or self.stopped)


class ForgePort(Protocol):
    """Issues and pull requests of one repository. Calls wait for their answers."""

    def state(self, question: ForgeQuestion) -> ForgeState:
        """What stands there now. Raises Incomplete when it cannot be read."""

    def carry_out(self, plan: Plan, state: ForgeState) -> Outcome:
        """Do what was planned on ``state``, in order, each thing at most once; never raises.

        Several plans may follow one look; what is counted for a run is counted over all of them.
        """

    def record(self, path: str, text: str, message: str, *, based_on: str | None) -> str:
        """Commit one file to the default branch, if it still says ``based_on``.

        Returns why it could not, "" when it is done.
        """


class ReadPort(Protocol):
    """Files that can be read: of the working tree, of a commit, of a hand-over."""

    def read(self, path: str) -> str | None:
        """Text of the file (UTF-8), or None when it does not exist."""


class FilePort(ReadPort, Protocol):
    """Files of the working tree."""

    def write(self, path: str, text: str | Iterable[str]) -> bool:
        """Replace the file atomically; False (and no touch) when it already says so.

        A large text comes in pieces, so that nobody holds it whole.
        """

    def append(self, path: str, line: str) -> None:
        """Add one line and flush it to the disk."""

    def remove(self, path: str) -> None:
        """Remove the file if it exists."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files in a folder, sorted; empty when there is none."""


class ClockPort(Protocol):
    """The time, so that a test or ``--as-of`` can set it."""

    def now(self) -> datetime:
        """Now, in UTC."""
