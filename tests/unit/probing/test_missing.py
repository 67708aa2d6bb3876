"""Pages that say "not found", and pages about that."""

from __future__ import annotations

import pytest

from bot.probing.machine_answers import missing_text
from bot.probing.missing import (
    Missing,
    confession,
    is_error_address,
    missing_page,
    resemblance,
    shingles,
)
from bot.probing.pages import Page, read
from bot.urls import parse

LONG = "Words of an article that goes on and on about something else. " * 100


def shown(title: str = "", body: str = "<p>Back to the home page.</p>", h1: str = "") -> Page:
    return read(f"<html><head><title>{title}</title></head><body><h1>{h1}</h1>{body}</body></html>")


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "Error 404 (Not Found)!!1",
        "HTTP 404",
        "Page not found",
        "Page Not Found · GitHub",
        "Page not found | Institute of Things",
        "Institute of Things - Page not found",
        "404 - File or directory not found.",
        "Oops! That page can’t be found.",
        "Sorry, this page isn't available",
        "The page you are looking for doesn't exist",
        "This page could not be found",
        "The requested page was not found",
        "Document not found",
        "Paper not found",
        "Project not found",
        "页面不存在",
        "找不到页面 - 研究所",
        "ページが見つかりません",
        "페이지를 찾을 수 없습니다",
        "Seite nicht gefunden",
        "Page introuvable",
        "Página no encontrada",
        "Página não encontrada",
        "Pagina non trovata",
        "Страница не найдена",
    ],
)
def test_an_error_page_is_unmistakable_by_title_or_heading(title: str) -> None:
    assert missing_page(shown(title)) is Missing.UNMISTAKABLE
    assert missing_page(shown("Institute of Things", h1=title)) is Missing.UNMISTAKABLE


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found: a study of link rot",
        "Lost and found",
        "Finding what is not there",
        "Room 404",
        "The 410 area code",
        "Vision-language models in medicine",
        "Missing data in clinical trials",
        "Page layout analysis",
        "Does P exist?",
        "Nothing compares",
        "",
    ],
)
def test_pages_about_such_words_are_no_error_pages(title: str) -> None:
    assert missing_page(shown(title, f"<p>{LONG}</p>")) in (Missing.NO, Missing.SAID)
    assert missing_page(shown(title)) is not Missing.UNMISTAKABLE


def test_a_long_article_or_a_paper_is_never_unmistakable() -> None:
    assert missing_page(shown("Page not found", f"<p>{LONG}</p>")) is Missing.SAID
    html = "<html><head><title>404</title><meta name=citation_title content=x></head></html>"
    assert missing_page(read(html)) is Missing.NO


def test_a_sentence_alone_on_a_page_is_enough() -> None:
    sentence = "<p>Sorry, the page you requested could not be found.</p>"
    assert missing_page(shown("", sentence)) is Missing.UNMISTAKABLE
    assert missing_page(shown("Our lab", sentence + f"<p>{LONG[:600]}</p>")) is Missing.SAID


def test_an_odd_title_makes_one_look_twice() -> None:
    assert missing_page(shown("Error correction for models")) is Missing.ODD
    assert missing_page(shown("Error correction for models", f"<p>{LONG}</p>")) is Missing.NO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("404 page not found\n", True),
        ("Not Found", True),
        ("File not found.", True),
        ('{"error": "document not found"}', True),
        ('{"detail":"Not found."}', True),
        ('{"message": "No such record"}', True),
        ('{"title": "Not found in translation", "year": 2024}', False),
        ('{"results": []}', False),
        ("hello", False),
        ("", False),
        ("Not found. " + "But then it goes on. " * 100, False),
    ],
)
def test_short_bodies_say_it_alone_or_not_at_all(text: str, expected: bool) -> None:
    assert missing_text(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("500 Internal Server Error", "server-error"),
        ("502 Bad Gateway", "server-error"),
        ("Error establishing a database connection", "server-error"),
        ("503 Service Temporarily Unavailable", "server-error"),
        ("Site is under maintenance", "maintenance"),
        ("We'll be back soon", "maintenance"),
        ("Account Suspended", "suspended"),
        ("Welcome to nginx!", "default-page"),
        ("Apache2 Ubuntu Default Page: It works", "default-page"),
        ("Coming soon", "default-page"),
        ("Maintenance of medical devices", None),
        ("Internal server errors and how to avoid them", None),
        ("Vision-language models", None),
    ],
)
def test_other_troubles_are_confessed_by_a_whole_title(title: str, expected: str | None) -> None:
    assert confession(shown(title)) == expected
    assert confession(shown(title, f"<p>{LONG}</p>")) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/404", True),
        ("https://a.example/404.html", True),
        ("https://a.example/error/404", True),
        ("https://a.example/error-404/", True),
        ("https://a.example/en/page-not-found", True),
        ("https://a.example/notfound?from=x", True),
        ("https://a.example/papers/4042", False),
        ("https://a.example/v404-notes", False),
        ("https://a.example/found", False),
    ],
)
def test_an_address_can_say_404(url: str, expected: bool) -> None:
    assert is_error_address(parse(url)) is expected


def test_the_same_page_resembles_itself_and_another_does_not() -> None:
    one = shingles(shown("Oops", "<p>Use the menu above or write to the editors of this site</p>"))
    other = shingles(shown("A paper", f"<p>{LONG}</p>"))
    assert resemblance(one, one) == 1.0
    assert resemblance(one, other) < 0.1
    assert resemblance(frozenset(), frozenset()) == 1.0


@pytest.mark.parametrize(
    "sentences",
    [
        "<p>Repository not found</p>",
        "<p>Record 123456 was not found.</p><p>Go back</p>",
        "<p>The item you are trying to view does not exist, has been removed or you don't have access.</p>",
        "<p>File not found.</p><p>If you typed the address, check the spelling.</p>",
    ],
)
def test_a_page_that_says_nothing_else_is_unmistakable(sentences: str) -> None:
    assert missing_page(shown("A host of files", sentences)) is Missing.UNMISTAKABLE


@pytest.mark.parametrize(
    "sentences",
    [
        "<p>Paper not found? Write to me.</p>",
        "<ul><li>Model A</li><li>not found</li></ul>",
        "<h2>Abstract</h2><p>The page you are looking for does not exist: who reads that?</p>",
    ],
)
def test_a_page_that_says_it_of_something_else_is_not(sentences: str) -> None:
    assert missing_page(shown("A host of files", sentences)) is not Missing.UNMISTAKABLE


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Diesen Beitrag gibt es nicht.</p>" + "<i></i>" * 9, Missing.ODD),
        ("<p>Hali hii haipo.</p>", Missing.ODD),
        ("<p>Hali hii haipo.</p><script src=a.js></script>", Missing.NO),
        ("<p>Loading, do not close this window</p>", Missing.NO),
        (f"<p>{LONG}</p>", Missing.NO),
    ],
)
def test_hardly_a_line_or_a_word_of_absence_is_worth_asking_a_sibling(
    body: str, expected: Missing
) -> None:
    assert missing_page(shown("A lab", body)) is expected


def test_a_json_answer_with_more_in_it_is_no_error() -> None:
    assert missing_text('{"status": 404, "message": "x", "request_id": "a"}')
    assert not missing_text('{"status": 404, "title": "Page 404", "pages": 12}')
    assert not missing_text('{"name": "a", "version": "4.0.4", "description": "not found errors"}')
