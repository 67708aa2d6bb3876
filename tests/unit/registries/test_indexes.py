"""DataCite, OpenAlex and the hub: records, misses, garbage."""

from __future__ import annotations

import pytest

from bot.model.papers import Integrity
from bot.registries import datacite, hugging_face, openalex
from bot.registries.exchange import Garbage, RawAnswer
from tests.unit.registries.answers import AT, pid, raw

ARXIV = pid("https://arxiv.org/abs/2401.00001")
DOI = "10.5555/tmi.2024.1"
PAPER = pid(f"https://doi.org/{DOI}")

PREPRINT = {
    "id": "10.48550/arxiv.2401.00001",
    "attributes": {
        "doi": "10.48550/ARXIV.2401.00001",
        "titles": [
            {"title": "Widget Models"},
            {"title": "Modèles", "titleType": "TranslatedTitle"},
        ],
        "creators": [
            {"name": "Doe, Jane", "familyName": "Doe"},
            {"name": "Roe, Rick"},
            {"name": "Widget Consortium", "nameType": "Organizational"},
        ],
        "publicationYear": 2024,
        "publisher": "arXiv",
        "url": "https://arxiv.org/abs/2401.00001",
        "relatedIdentifiers": [],
    },
}


def test_a_list_of_datacite_is_read() -> None:
    (work,) = datacite.works(raw({"data": [PREPRINT, {"attributes": {}}, None]}))
    record = work.record(ARXIV, at=AT)
    assert record.title == "Widget Models"
    assert record.other_titles == ("Modèles",)
    assert record.authors == ("Doe", "Roe", "Consortium")
    assert (record.year, record.arxiv) == (2024, "2401.00001")
    assert record.integrity is Integrity.UNKNOWN


def test_datacite_is_asked_for_many_with_the_size_of_the_page() -> None:
    requests = list(datacite.by_doi([f"10.5281/zenodo.{n}" for n in range(60)] + ["10.5281/a,b"]))
    assert [len(chunk) for chunk, _ in requests] == [50, 10]
    assert "page[size]=10" in requests[1][1].url


def test_an_error_of_datacite_is_garbage() -> None:
    with pytest.raises(Garbage):
        datacite.works(raw({"errors": [{"status": "404"}]}))


def a_work_of_openalex(**fields: object) -> dict[str, object]:
    return {
        "id": "https://openalex.org/W1",
        "doi": f"https://doi.org/{DOI}",
        "title": "Widget Models",
        "publication_year": 2024,
        "is_retracted": False,
        "authorships": [{"raw_author_name": "Jane Doe", "author": {"display_name": "J. Other"}}],
    } | fields


def test_openalex_tells_titles_and_retractions_but_never_soundness() -> None:
    record = openalex.read(raw(a_work_of_openalex()), PAPER, DOI, at=AT)
    assert (record.title, record.authors, record.integrity) == (
        "Widget Models",
        ("Doe",),
        Integrity.UNKNOWN,
    )
    gone = openalex.read(raw(a_work_of_openalex(is_retracted=True)), PAPER, DOI, at=AT)
    assert gone.integrity is Integrity.RETRACTED


def test_a_miss_of_openalex_is_a_page_and_says_nothing() -> None:
    record = openalex.read(RawAnswer(status=404, body=b"<h1>404</h1>"), PAPER, DOI, at=AT)
    assert record.says_nothing


def test_an_answer_of_openalex_about_another_doi_is_garbage() -> None:
    with pytest.raises(Garbage):
        openalex.read(raw(a_work_of_openalex(doi="https://doi.org/10.5555/x")), PAPER, DOI, at=AT)


def a_page_of_the_hub(**fields: object) -> dict[str, object]:
    return {
        "id": "2401.00001",
        "title": "Widget Models",
        "githubRepo": "https://github.com/example/widgets",
        "githubRepoAddedBy": "user",
    } | fields


def test_the_hub_is_believed_when_a_person_linked_the_repository() -> None:
    record = hugging_face.read(raw(a_page_of_the_hub()), ARXIV, at=AT)
    assert record.code_urls == ("https://github.com/example/widgets",)


@pytest.mark.parametrize(
    "fields",
    [
        {"githubRepoAddedBy": "auto"},
        {"githubRepoAddedBy": None},
        {"githubRepo": None},
        {"githubRepo": "javascript:alert(1)"},
    ],
)
def test_a_guess_of_the_hub_is_not_used(fields: dict[str, object]) -> None:
    assert hugging_face.read(raw(a_page_of_the_hub(**fields)), ARXIV, at=AT).code_urls == ()


def test_a_paper_that_the_hub_does_not_know_is_remembered_as_unknown() -> None:
    missing = raw({"error": "Paper not found"}, 404)
    record = hugging_face.read(missing, ARXIV, at=AT)
    assert record.says_nothing
    assert record.fetched_at == AT


def test_an_answer_of_the_hub_about_another_paper_is_garbage() -> None:
    with pytest.raises(Garbage):
        hugging_face.read(raw(a_page_of_the_hub(id="2401.00002")), ARXIV, at=AT)
