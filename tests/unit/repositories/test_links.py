"""What a code link leads to, read from its address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.repositories.links import CodeKind, code_link

K = CodeKind


@pytest.mark.parametrize(
    ("url", "kind", "slug", "path"),
    [
        ("https://github.com/a/b", K.REPOSITORY, "a/b", ""),
        ("http://www.github.com/a/b/", K.REPOSITORY, "a/b", ""),
        ("https://github.com/a/b.git", K.REPOSITORY, "a/b", ""),
        ("https://github.com/a/b#readme", K.REPOSITORY, "a/b", ""),
        ("https://github.com/a/b?tab=readme-ov-file", K.REPOSITORY, "a/b", ""),
        ("https://github.com/a/b/tree/main", K.FOLDER, "a/b", ""),
        ("https://github.com/a/b/tree/main/x/y", K.FOLDER, "a/b", "x/y"),
        ("https://github.com/a/b/blob/main/x.py", K.FILE, "a/b", "x.py"),
        ("https://github.com/a/b/wiki", K.REPOSITORY_PAGE, "a/b", "wiki"),
        ("https://github.com/a/b/releases/tag/v1", K.REPOSITORY_PAGE, "a/b", "releases/tag/v1"),
        ("https://github.com/a", K.OWNER, None, ""),
        ("https://github.com/orgs/a", K.OWNER, None, ""),
        ("https://github.com/topics/x", K.HOST_PAGE, None, ""),
        ("https://github.com/", K.HOST_PAGE, None, ""),
        ("https://gist.github.com/a/0123", K.GIST, None, ""),
        ("https://raw.githubusercontent.com/a/b/main/x.py", K.FILE, "a/b", "x.py"),
        ("https://a.github.io/b/", K.SITE, None, ""),
        ("https://gitlab.com/g/s/p/-/tree/main/x", K.FOLDER, "g/s/p", "x"),
        ("https://gitlab.inria.fr/g/p", K.REPOSITORY, "g/p", ""),
        ("https://huggingface.co/o/m", K.REPOSITORY, "o/m", ""),
        ("https://huggingface.co/datasets/o/d", K.REPOSITORY, "datasets/o/d", ""),
        ("https://huggingface.co/o", K.OWNER, None, ""),
        ("https://huggingface.co/papers/2401.00001", K.HOST_PAGE, None, ""),
        ("https://bitbucket.org/o/r/src/master/", K.FOLDER, "o/r", ""),
        ("https://zenodo.org/records/1234", K.DEPOSIT, None, ""),
        ("https://pypi.org/project/x/", K.PACKAGE, None, ""),
        ("https://sites.google.com/view/x", K.OTHER, None, ""),
        ("https://github.com.evil.example/a/b", K.OTHER, None, ""),
        ("not a url", K.OTHER, None, ""),
    ],
)
def test_each_form(url: str, kind: CodeKind, slug: str | None, path: str) -> None:
    link = code_link(url)
    assert link.kind is kind
    assert (str(link.slug) if link.slug else None) == slug
    assert link.path == path


def test_places_for_code_are_told_from_pages_about_it() -> None:
    assert code_link("https://github.com/a/b/tree/main/x").is_repository
    assert code_link("https://zenodo.org/records/1").is_repository
    assert not code_link("https://github.com/a").is_repository
    assert not code_link("https://a.github.io/b").is_repository


@given(st.text() | st.from_regex(r"https://(github|gitlab|huggingface)\.co?m?/[ -~]*"))
def test_any_text_has_a_kind(text: str) -> None:
    assert code_link(text).kind in CodeKind
