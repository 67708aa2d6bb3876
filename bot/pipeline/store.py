"""What runs leave behind in ``reports/`` for the next one, and how it is read and written.

``ledger/links.tsv`` and ``ledger/runs.jsonl`` are the history and must be right. The other files
are memory that can be asked for again: a line of them that cannot be read is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.ledger.history import Ledger
from bot.ledger.lines import links_to_text, parse_ledger, runs_to_text
from bot.model.copies import KnownCopy
from bot.model.evidence import AttributionJudgement, CodeSuggestion
from bot.model.hosts import KnownHost
from bot.model.observations import Validators
from bot.model.papers import PaperId, PaperRecord
from bot.model.repositories import RepoFacts
from bot.model.runs import Cost
from bot.ports import ReadPort

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPaper:
    """What registries said about one identifier, the last time they were asked."""

    id: PaperId
    records: tuple[PaperRecord, ...] = ()
    #: the registry said that it does not exist
    unregistered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAttribution:
    """A judgement on a code link, and what it was judged on."""

    judgement: AttributionJudgement
    #: head commit of the repository then; another one means: judge again
    head: str | None = None
    #: title of the entry then
    title: str = ""
    #: version of the rules then
    rules: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOffers:
    """What was found when the code of one entry was looked for, and what it was looked for with."""

    entry_id: str
    #: title of the entry then
    title: str = ""
    #: addresses that the paper named then
    named: tuple[str, ...] = ()
    #: the entry's code links that were wrong then; none = it had no code link
    wrong: tuple[str, ...] = ()
    #: when what the paper names was looked at
    looked_at: datetime | None = None
    #: when the code host was searched; None = not yet
    searched_at: datetime | None = None
    #: confirmed repositories, best first
    offered: tuple[CodeSuggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValidators:
    """Validators of one target (RFC 9110, section 8.8)."""

    target: str
    validators: Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """What the newest run cost, and what it could not learn."""

    cost: Cost = field(default_factory=Cost)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Everything that earlier runs know."""

    ledger: Ledger = field(default_factory=Ledger)
    papers: Mapping[PaperId, KnownPaper] = field(default_factory=dict)
    #: by ``RepoSlug.key``; READMEs are not kept
    repositories: Mapping[str, RepoFacts] = field(default_factory=dict)
    #: by (entry id, URL)
    attributions: Mapping[tuple[str, str], KnownAttribution] = field(default_factory=dict)
    #: by entry id
    offers: Mapping[str, KnownOffers] = field(default_factory=dict)
    validators: Mapping[str, Validators] = field(default_factory=dict)
    hosts: tuple[KnownHost, ...] = ()
    #: archive copies of dead links, by target
    copies: Mapping[str, KnownCopy] = field(default_factory=dict)
    last: LastRun = field(default_factory=LastRun)


class Lines(Generic[T]):
    """One JSON object a line, sorted; defaults are left out so that diffs stay small."""

    def __init__(self, kind: type[T], file: str) -> None:
        self.file = file
        self.kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        """Made when there is a line to read or to write: a fifth of a second for all five kinds."""
        from pydantic import TypeAdapter

        return TypeAdapter(self.kind)

    @property
    def name(self) -> str:
        """``ledger-papers`` for ``ledger/papers.jsonl``."""
        return self.file.rpartition(".")[0].replace("/", "-")

    def schema(self) -> dict[str, Any]:
        """JSON Schema of one line, published in ``schemas/``; keys with a default may be missing."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:listbot:schema:{self.name}",
            **self._adapter.json_schema(),
            "title": f"One line of {self.file}",
        }

    def parse(self, text: str | None) -> list[T]:
        """Every line that can be read."""
        found = []
        for line in (text or "").splitlines():
            try:
                found.append(self._adapter.validate_json(line))
            except ValueError:
                continue
        return found

    def text(self, items: Iterable[T]) -> str:
        """Sorted lines."""
        lines = sorted(
            self._adapter.dump_json(item, exclude_defaults=True).decode() for item in items
        )
        return "".join(f"{line}\n" for line in lines)


PAPERS = Lines(KnownPaper, "ledger/papers.jsonl")
REPOSITORIES = Lines(RepoFacts, "ledger/repositories.jsonl")
ATTRIBUTIONS = Lines(KnownAttribution, "ledger/attributions.jsonl")
OFFERS = Lines(KnownOffers, "ledger/offers.jsonl")
VALIDATORS = Lines(KnownValidators, "ledger/validators.jsonl")
HOSTS = Lines(KnownHost, "ledger/hosts.jsonl")
COPIES = Lines(KnownCopy, "ledger/copies.jsonl")
LAST_RUN = Lines(LastRun, "ledger/last-run.json")
#: everything of the kind
MEMORY: tuple[Lines[Any], ...] = (
    *(PAPERS, REPOSITORIES, ATTRIBUTIONS, OFFERS),
    *(VALIDATORS, HOSTS, COPIES, LAST_RUN),
)
LINKS_FILE = "ledger/links.tsv"
RUNS_FILE = "ledger/runs.jsonl"
JOURNAL_FILE = "journal.jsonl"
#: of a run over several lists, in the folder of the first
JOURNAL_OF_LISTS_FILE = "journal-of-lists.jsonl"


def load_store(files: ReadPort, folder: str) -> Store:
    """Read what is there; absent files are empty. Raises StateError for a broken ledger."""

    def read(name: str) -> str | None:
        return files.read(f"{folder}/{name}")

    last = LAST_RUN.parse(read(LAST_RUN.file))
    return Store(
        ledger=parse_ledger(read(LINKS_FILE), read(RUNS_FILE), folder=folder),
        papers={known.id: known for known in PAPERS.parse(read(PAPERS.file))},
        repositories={
            facts.slug.key: facts for facts in REPOSITORIES.parse(read(REPOSITORIES.file))
        },
        attributions={
            (known.judgement.entry_id, known.judgement.url): known
            for known in ATTRIBUTIONS.parse(read(ATTRIBUTIONS.file))
        },
        offers={known.entry_id: known for known in OFFERS.parse(read(OFFERS.file))},
        validators={
            known.target: known.validators for known in VALIDATORS.parse(read(VALIDATORS.file))
        },
        hosts=tuple(HOSTS.parse(read(HOSTS.file))),
        copies={copy.target: copy for copy in COPIES.parse(read(COPIES.file)) if _has_zones(copy)},
        last=last[0] if last else LastRun(),
    )


def _has_zones(copy: KnownCopy) -> bool:
    """Every time in it can be compared with ours; whoever writes others is not believed."""
    times = (copy.until, copy.asked_at, copy.taken)
    return all(time is None or time.tzinfo is not None for time in times)


def store_files(store: Store) -> dict[str, str]:
    """Name and text of every file of the store, the history last: it commits the run."""
    validators = [
        KnownValidators(target=target, validators=found)
        for target, found in store.validators.items()
    ]
    return {
        PAPERS.file: PAPERS.text(store.papers.values()),
        REPOSITORIES.file: REPOSITORIES.text(_without_texts(store.repositories.values())),
        ATTRIBUTIONS.file: ATTRIBUTIONS.text(store.attributions.values()),
        OFFERS.file: OFFERS.text(store.offers.values()),
        VALIDATORS.file: VALIDATORS.text(validators),
        HOSTS.file: HOSTS.text(store.hosts),
        COPIES.file: COPIES.text(store.copies.values()),
        LAST_RUN.file: LAST_RUN.text([store.last]),
        LINKS_FILE: links_to_text(store.ledger),
        RUNS_FILE: runs_to_text(store.ledger),
    }


def _without_texts(repositories: Iterable[RepoFacts]) -> Iterable[RepoFacts]:
    """Other people's READMEs are judged, not kept; when it was asked would change every line nightly."""
    nothing: dict[str, Any] = {
        "asked_at": None,
        "readme": None,
        "folder_readme": None,
        "folder_readmes": (),
        "citation": None,
        "contributors": (),
        "copyright_lines": (),
    }
    return (replace(facts, **nothing) for facts in repositories)
