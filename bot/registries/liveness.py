"""Registry records as witnesses of liveness, for hosts that answer robots with a wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote

from bot.identity.identifiers import canonical_paper_url, doi_of
from bot.identity.proof import record_proves
from bot.model.observations import Observation, Outcome, Witness
from bot.model.papers import About, PaperId, PaperRecord, Scheme
from bot.registries.doi_org import is_retired
from bot.registries.exchange import Registry
from bot.urls import host_of, registrable_domain

#: who knows what is registered; indexes (OpenAlex, Hugging Face) and pages do not
_REGISTRARS = (
    Registry.DOI_ORG,
    Registry.CROSSREF,
    Registry.DATACITE,
    Registry.ARXIV,
    Registry.PUBMED,
)
#: a record older than this says nothing about today
_TOO_OLD = timedelta(days=45)


def registry_observation(
    target: str,
    paper: PaperId,
    records: Sequence[PaperRecord],
    *,
    unregistered: bool,
    at: datetime,
) -> Observation | None:
    """What the registries say about a link tonight, None when they say nothing.

    ``ANSWERED``: the publisher has registered this identifier and keeps its record; it does not
    show that a page was served today. ``UNREGISTERED``: the registry denies the identifier, or its
    publisher gave it up. ``target`` is the canonical URL, ``at`` the time of the run.
    """
    if unregistered and _is_literal(target, paper):
        return _observation(target, Outcome.UNREGISTERED, f"not registered: {paper}", at)
    known = [
        record
        for record in sorted(records, key=lambda r: (r.source, r.doi or ""))
        if record.about is About.ITSELF
        and record.source in _REGISTRARS
        and record.fetched_at is not None
        and at - record.fetched_at <= _TOO_OLD
    ]
    if any(r.source == Registry.DOI_ORG and is_retired(r.landing_url) for r in known):
        return _observation(target, Outcome.UNREGISTERED, "retired by its publisher", at)
    for record in known:
        if (
            record_proves(paper, record)
            and not is_retired(record.landing_url)
            and _is_at_home(target, paper, record)
        ):
            name = f"doi:{record.doi}" if record.doi else str(doi_of(paper) or paper)
            return _observation(target, Outcome.ANSWERED, f"{record.source} has {name}", at)
    return None


def _is_at_home(target: str, paper: PaperId, record: PaperRecord) -> bool:
    """Is the link at the host that the registry speaks of? It knows nothing about mirrors."""
    homes = (canonical_paper_url(paper), record.landing_url or "", "https://doi.org/")
    return registrable_domain(host_of(target)) in {registrable_domain(host_of(h)) for h in homes}


def _is_literal(target: str, paper: PaperId) -> bool:
    """Does the identifier stand in the link? One that a rule made may be the rule's mistake."""
    value = paper.value if paper.scheme is Scheme.ARXIV else doi_of(paper)
    return value is not None and value in unquote(target).lower()


def _observation(target: str, outcome: Outcome, reason: str, at: datetime) -> Observation:
    return Observation(
        target=target, at=at, outcome=outcome, witness=Witness.REGISTRY, reason=reason
    )
