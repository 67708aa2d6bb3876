"""What is known about one identifier while a run asks about it, and what is still wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.identity.case import PAGE_TITLE
from bot.identity.comparison import TitleMatch, best_match
from bot.identity.identifiers import doi_of, identify
from bot.identity.publication import may_have_appeared
from bot.model.papers import About, Integrity, PaperId, PaperQuestion, PaperRecord, Scheme
from bot.registries.coverage import Route, route_of, stated_doi
from bot.registries.exchange import Registry
from bot.registries.freshness import is_due_soon, is_fresh

_REGISTRARS = (Registry.CROSSREF, Registry.DATACITE, Registry.DOI_ORG)


@dataclass(kw_only=True, eq=False)
class Dossier:
    """One question, its remembered records and the new ones. Not thread-safe; lives for one run."""

    question: PaperQuestion
    now: datetime
    remembered: Sequence[PaperRecord] = ()
    new: list[PaperRecord] = field(default_factory=list)
    #: asked tonight, and does not have it (arXiv: asked twice)
    missing_at_crossref: bool = False
    missing_at_arxiv: bool = False
    missing_at_datacite: bool = False
    #: the registry denied the identifier tonight, twice
    unregistered: bool = False

    @property
    def paper(self) -> PaperId:
        """The identifier that was asked."""
        return self.question.id

    @property
    def route(self) -> Route:
        """How it is looked up."""
        return route_of(self.paper)

    def add(self, *records: PaperRecord) -> None:
        """A source has answered."""
        self.new += records

    def earlier_titles(self, version: int) -> tuple[str, ...]:
        """Titles of earlier versions as remembered, when no version came since."""
        return next(
            (
                r.other_titles
                for r in self.remembered
                if r.source == Registry.ARXIV and r.about is About.ITSELF and r.version == version
            ),
            (),
        )

    def add_versions(self, record: PaperRecord, titles: tuple[str, ...]) -> None:
        """The titles of the earlier versions of arXiv's record are known now."""
        self.new = [r for r in self.new if r is not record]
        self.new.append(replace(record, other_titles=titles))

    @property
    def is_missing(self) -> bool:
        """Those who should have it do not, so doi.org must tell."""
        if self.route is Route.ARXIV:
            return self.missing_at_arxiv and self.missing_at_datacite
        return self.missing_at_crossref or (self.missing_at_datacite and self.needs_registrar)

    def records(self) -> tuple[PaperRecord, ...]:
        """New answers, and the remembered ones that no new answer replaces."""
        replaced = {_slot(record) for record in self.new}
        return (*self.new, *(r for r in self.remembered if _slot(r) not in replaced))

    @property
    def own(self) -> tuple[PaperRecord, ...]:
        """Records of the identifier itself that have a title."""
        return tuple(r for r in self.records() if r.about is About.ITSELF and r.title)

    @property
    def doi(self) -> str | None:
        """The DOI of the identifier: by rule, or as a record proved it once."""
        sources = (Registry.CROSSREF, Registry.PUBMED)
        proven = (r.doi for r in self.own if r.doi and r.source in sources)
        return doi_of(self.paper) or next(proven, None)

    # freshness

    def has_fresh(
        self, source: Registry, about: About = About.ITSELF, *, searched: str | None = None
    ) -> bool:
        """Is there an answer of this kind that needs no second asking (empty ones count)?"""
        return any(
            is_fresh(record, now=self.now, doubted=self._is_doubted(record))
            for record in self.records()
            if record.source == source
            and record.about is about
            and searched in (None, record.searched_title)
        )

    @property
    def needs_registrar(self) -> bool:
        """Nobody who registers DOIs has answered lately."""
        return not any(self.has_fresh(source) for source in _REGISTRARS)

    @property
    def could_ride_along(self) -> bool:
        """Its Crossref record will be due soon."""
        return any(
            is_due_soon(record, now=self.now)
            for record in self.remembered
            if record.source == Registry.CROSSREF and record.about is About.ITSELF
        )

    def _is_doubted(self, record: PaperRecord) -> bool:
        """It speaks against the list and no second source says the same."""
        if record.about is not About.ITSELF or not record.title or not self.contradicted:
            return False
        return len({r.source for r in self.own if r.kind != PAGE_TITLE}) < 2

    # titles

    @property
    def contradicted(self) -> tuple[str, ...]:
        """Titles of entries that differ from every title the identifier is known to have."""
        return tuple(t for t in self.question.titles if self._match(t) is TitleMatch.DIFFERENT)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Titles of entries that no record fits, though there are records."""
        no = (TitleMatch.DIFFERENT, TitleMatch.UNCLEAR)
        return tuple(t for t in self.question.titles if self._match(t) in no)

    def _match(self, title: str) -> TitleMatch | None:
        titles = [name for record in self.own for name in record.titles]
        return best_match(title, titles).match if titles else None

    def is_contradicted_by(self, titles: Iterable[str]) -> bool:
        """Do these titles differ from the title of every entry?"""
        names = [name for name in titles if name]
        return bool(names) and all(
            best_match(title, names).match is TitleMatch.DIFFERENT for title in self.question.titles
        )

    def titles_to_search(self) -> tuple[str, ...]:
        """Titles by which the record of an identifier without index must be found."""
        by_search = self.route is Route.SEARCH or (
            self.route is Route.PII and self.has_fresh(Registry.CROSSREF)
        )
        if not by_search or self.own:
            return ()
        return tuple(t for t in self.question.titles if self._search_is_due(t))

    def titles_to_find_elsewhere(self) -> tuple[str, ...]:
        """Titles that the identifier does not have: where is that paper?"""
        return tuple(t for t in self.contradicted if self._search_is_due(t))

    def _search_is_due(self, title: str) -> bool:
        return not self.has_fresh(Registry.CROSSREF, About.SEARCH, searched=title)

    # escalation

    @property
    def wants_versions(self) -> PaperRecord | None:
        """arXiv's record when a title may be one of an earlier version that is not known yet."""
        if not self.unsettled:
            return None
        found = (r for r in self.own if r.source == Registry.ARXIV)
        return next((r for r in found if (r.version or 1) > 1 and not r.other_titles), None)

    @property
    def wants_second_witness(self) -> str | None:
        """DOI about which another registry must be heard: contradicted, or said to be retracted."""
        main = next((r for r in self.own if r.source == Registry.CROSSREF and r.doi), None)
        if main is None or self.has_fresh(Registry.OPENALEX):
            return None
        alarming = main.integrity in (Integrity.RETRACTED, Integrity.WITHDRAWN)
        return main.doi if self.contradicted or alarming else None

    @property
    def wants_address(self) -> str | None:
        """DOI whose registered address must be confirmed by doi.org before anybody is accused."""
        if self.paper.scheme not in (Scheme.IEEE, Scheme.PII, Scheme.OJS) or not self.contradicted:
            return None
        if self.has_fresh(Registry.DOI_ORG):
            return None
        return next((r.doi for r in self.own if r.source == Registry.CROSSREF and r.doi), None)

    def rivals(self) -> tuple[PaperRecord, ...]:
        """Records found by title that have another number at the same publisher."""
        if self.own:
            return ()
        return tuple(
            record
            for record in self.records()
            if record.about is About.SEARCH
            and record.source == Registry.CROSSREF
            and record.doi
            and (place := identify(record.landing_url or "")) is not None
            and place.scheme is self.paper.scheme
            and place != self.paper
        )

    @property
    def publication(self) -> PaperRecord | None:
        """The record of the published version, if one was found."""
        found = (r for r in self.records() if r.about is About.PUBLISHED and r.doi)
        return next(found, None)

    @property
    def named_publication(self) -> str | None:
        """DOI of the published version, as somebody named it, that was not looked up lately."""
        known = self.publication
        named = next((r.published_as for r in self.own if r.published_as), None)
        doi = named or (known.doi if known else None)
        if known and known.doi == doi and is_fresh(known, now=self.now):
            return None
        return doi

    @property
    def unpublished_preprint(self) -> PaperRecord | None:
        """arXiv's record of the right paper, of which nobody has named a published version.

        None when it was searched lately, and when the entry names the DOI itself.
        """
        if (
            self.named_publication
            or self.publication
            or self.unsettled
            or stated_doi(self.question)
        ):
            return None
        if self.has_fresh(Registry.CROSSREF, About.PUBLISHED):
            return None
        found = (r for r in self.own if r.source == Registry.ARXIV and may_have_appeared(r))
        return next(found, None)

    @property
    def wants_code(self) -> bool:
        """Nobody has announced code, and the hub was not asked lately."""
        return (
            self.question.wants_code
            and self.paper.scheme is Scheme.ARXIV
            and not any(record.code_urls for record in self.own)
            and not self.has_fresh(Registry.HUGGING_FACE)
        )


def _slot(record: PaperRecord) -> tuple[str, ...]:
    """What a newer answer of the same kind replaces."""
    if record.about is About.SEARCH:
        return (record.source, record.about, record.searched_title, record.doi or "")
    return (record.source, record.about)


def open_dossiers(
    questions: Iterable[PaperQuestion],
    known: Mapping[PaperId, Sequence[PaperRecord]],
    *,
    now: datetime,
) -> tuple[Dossier, ...]:
    """One dossier for each identifier; questions about the same one are joined."""
    found: dict[PaperId, Dossier] = {}
    for question in questions:
        if question.id in found:
            _join(found[question.id], question)
        else:
            remembered = tuple(known.get(question.id, ()))
            found[question.id] = Dossier(question=question, now=now, remembered=remembered)
    return tuple(found.values())


def _join(dossier: Dossier, other: PaperQuestion) -> None:
    first = dossier.question
    dossier.question = PaperQuestion(
        id=first.id,
        titles=tuple(dict.fromkeys((*first.titles, *other.titles))),
        authors=first.authors or other.authors,
        year=first.year or other.year,
        doi=first.doi or other.doi,
        arxiv=first.arxiv or other.arxiv,
        wants_code=first.wants_code or other.wants_code,
    )
