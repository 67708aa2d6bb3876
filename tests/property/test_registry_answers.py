"""Whatever a registry answers, it is read or called garbage; nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.observations import PageReading
from bot.model.papers import About, PaperId, PaperRecord, Scheme
from bot.registries import arxiv, crossref, datacite, doi_org, hugging_face, openalex
from bot.registries.codec import record_from_json, record_to_json
from bot.registries.exchange import Garbage, RawAnswer
from bot.registries.page_metadata import record_from_page

AT = datetime(2026, 11, 1, tzinfo=UTC)
PAPER = PaperId(scheme=Scheme.DOI, value="10.5555/one")
ARXIV = PaperId(scheme=Scheme.ARXIV, value="2401.00001")

WORDS = st.sampled_from(
    ["10.5555/one", "https://doi.org/10.5555/one", "Widgets", "<i>x</i>", "", "doi", "ok", "2024",
     "retraction", "user", "https://github.com/a/b", "DOI does not exist", "2401.00001"]
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.text()
KEYS = (
    "status message message-type items DOI title subtitle author family name issued date-parts "
    "container-title type relation is-preprint-of id id-type resource primary URL updated-by label "
    "source alternative-id data attributes doi titles creators familyName publicationYear publisher "
    "types url RA responseCode handle values value is_retracted authorships raw_author_name "
    "githubRepo githubRepoAddedBy"
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=8)
    ),
    max_leaves=25,
)
LISTS = st.builds(
    lambda items: {"status": "ok", "message-type": "work-list", "message": {"items": items}},
    st.lists(JSON, max_size=4),
)
READERS: dict[str, Callable[[RawAnswer], Any]] = {
    "crossref": crossref.works,
    "datacite": datacite.works,
    "agencies": doi_org.read_agencies,
    "handle": lambda raw: doi_org.read_handle(raw, "10.5555/one"),
    "openalex": lambda raw: openalex.read(raw, PAPER, "10.5555/one", at=AT),
    "hub": lambda raw: hugging_face.read(raw, ARXIV, at=AT),
    "arxiv": arxiv.entries,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(found=JSON | LISTS, status=st.sampled_from([200, 404, 400]))
def test_any_json_is_read_or_refused(
    reader: Callable[[RawAnswer], Any], found: Any, status: int
) -> None:
    with suppress(Garbage):
        reader(RawAnswer(status=status, body=json.dumps(found).encode()))


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(body=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(reader: Callable[[RawAnswer], Any], body: bytes) -> None:
    with suppress(Garbage):
        reader(RawAnswer(status=200, body=body))


TAGS = st.sampled_from(
    ["citation_title", "citation_author", "citation_doi", "citation_publication_date", "dc.title",
     "og:title", "citation_pdf_url", "citation_arxiv_id", "citation_authors", "dc.creator"]
)  # fmt: skip
PAPERS = st.sampled_from(
    [PAPER, ARXIV, PaperId(scheme=Scheme.NEURIPS, value="2023/" + "a" * 32),
     PaperId(scheme=Scheme.NEURIPS, value="7181-attention"),
     PaperId(scheme=Scheme.CVF, value="content/X2024/html/A_B_C_X_2024_paper")]
)  # fmt: skip


@given(
    paper=PAPERS,
    title=st.text(max_size=80),
    tags=st.lists(st.tuples(TAGS, st.text(max_size=60) | WORDS), max_size=8),
    canonical=st.none() | st.text(max_size=60) | WORDS,
)
def test_any_page_is_read(
    paper: PaperId, title: str, tags: list[tuple[str, str]], canonical: str | None
) -> None:
    page = PageReading(title=title, metadata=tuple(tags), canonical_url=canonical)
    record = record_from_page(paper, page, at=AT)
    assert record is None or record.id == paper


@given(
    st.builds(
        PaperRecord,
        id=PAPERS,
        source=st.sampled_from(["crossref", "arxiv", "page"]),
        about=st.sampled_from(About),
        searched_title=st.text(max_size=20),
        title=st.text(max_size=40),
        other_titles=st.lists(st.text(max_size=20), max_size=3).map(tuple),
        authors=st.lists(st.text(max_size=20), max_size=3).map(tuple),
        year=st.none() | st.integers(1800, 2200),
        fetched_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_record_survives_being_kept(record: PaperRecord) -> None:
    kept = json.dumps(record_to_json(record))
    assert record_from_json(json.loads(kept)) == record
