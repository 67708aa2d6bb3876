"""Pages about themselves: strong tags, weak titles, and pages that say nothing."""

from __future__ import annotations

from bot.model.observations import PageReading
from bot.registries.page_metadata import STRONG, WEAK, record_from_page
from tests.unit.registries.answers import AT, pid

CVF = "https://openaccess.thecvf.com/content/EXC2024/{}/Doe_Prompted_Widgets_EXC_2024_paper.{}"
HTML, PDF = CVF.format("html", "html"), CVF.format("papers", "pdf")
TAGS = (
    ("citation_title", "Prompted Widgets &amp; Gadgets for Imaging"),
    ("citation_author", "Doe, Jane"),
    ("citation_author", "Roe, Rick"),
    ("citation_publication_date", "2024"),
    ("citation_conference_title", "Proceedings of the Example Conference (EXC)"),
    ("citation_pdf_url", PDF),
)


def test_citation_tags_make_a_strong_record() -> None:
    record = record_from_page(pid(HTML), PageReading(metadata=TAGS), at=AT)
    assert record is not None
    assert record.title == "Prompted Widgets & Gadgets for Imaging"
    assert record.authors == ("Doe", "Roe")
    assert (record.year, record.kind, record.source) == (2024, STRONG, "page")
    assert record.venue == "Proceedings of the Example Conference (EXC)"


def test_a_page_that_names_its_own_address_is_proven() -> None:
    record = record_from_page(pid(HTML), PageReading(metadata=TAGS), at=AT)
    assert record is not None
    assert record.landing_url == PDF
    other = record_from_page(
        pid("https://openaccess.thecvf.com/content/EXC2024/html/Roe_Other_EXC_2024_paper.html"),
        PageReading(metadata=TAGS),
        at=AT,
    )
    assert other is not None
    assert other.landing_url is None


def test_the_title_of_a_page_is_weak() -> None:
    page = PageReading(title="Widgets for Everybody | Example Press")
    record = record_from_page(pid("https://example.org/w"), page, at=AT)
    assert record is not None
    assert (record.title, record.kind) == ("Widgets for Everybody", WEAK)


def test_dublin_core_counts_where_the_page_is_a_paper() -> None:
    tags = (("dc.title", "Widgets"), ("dc.creator", "Doe; Roe"), ("dc.identifier.doi", "10.5555/W"))
    record = record_from_page(pid("https://example.org/w"), PageReading(metadata=tags), at=AT)
    assert record is not None
    assert (record.kind, record.doi, record.authors) == (STRONG, "10.5555/w", ("Doe", "Roe"))


def test_a_page_without_a_title_says_nothing() -> None:
    assert record_from_page(pid("https://example.org/w"), PageReading(), at=AT) is None


def test_a_neurips_page_of_another_year_is_another_paper() -> None:
    paper = pid(
        "https://proceedings.neurips.cc/paper_files/paper/2023/hash/"
        "5af741d487c5f0b08bfe56e11d1883e4-Abstract-Conference.html"
    )
    tags = (("citation_title", "Pruned Widgets"), ("citation_publication_date", "2025"))
    assert record_from_page(paper, PageReading(metadata=tags), at=AT) is None
    tags = (("citation_title", "Pruned Widgets"), ("citation_publication_date", "2023-12-15"))
    assert record_from_page(paper, PageReading(metadata=tags), at=AT) is not None


def test_the_only_code_address_of_an_open_proceedings_page_is_the_papers() -> None:
    one = PageReading(metadata=TAGS, code_urls=("https://github.com/doe/w",))
    record = record_from_page(pid(HTML), one, at=AT)
    assert record is not None
    assert record.code_urls == ("https://github.com/doe/w",)
    two = PageReading(metadata=TAGS, code_urls=("https://github.com/a/b", "https://github.com/c/d"))
    record = record_from_page(pid(HTML), two, at=AT)
    assert record is not None
    assert record.code_urls == ()
