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
        ("https://zenodo.org/records/1234", K.DEPOSIT, "records/1234", ""),
        ("https://zenodo.org/record/1234/files/x.zip", K.DEPOSIT, "records/1234", ""),
        ("https://zenodo.org/doi/10.5281/zenodo.1234", K.DEPOSIT, "records/1234", ""),
        ("https://zenodo.org/records/new", K.DEPOSIT, None, ""),
        ("https://zenodo.org/search?q=x", K.HOST_PAGE, None, ""),
        (
            "https://colab.research.google.com/github/a/b/blob/main/x.ipynb",
            K.FILE,
            "a/b",
            "x.ipynb",
        ),
        ("https://nbviewer.org/github/a/b/tree/main/n", K.FOLDER, "a/b", "n"),
        ("https://colab.research.google.com/drive/1a", K.OTHER, None, ""),
        ("https://gitlab.com/g/p/tree/master/x", K.FOLDER, "g/p", "x"),
        ("https://huggingface.co/o/m/resolve/main/w.bin", K.FILE, "o/m", "w.bin"),
        ("https://huggingface.co/o/m/discussions/1", K.REPOSITORY_PAGE, "o/m", "discussions/1"),
        ("https://github.cs.example.edu/a/b", K.REPOSITORY, "a/b", ""),
        ("https://github.blog/2011-11-10-git-io/", K.OTHER, None, ""),
        ("https://codeocean.com/capsule/7686798/tree/v1", K.DEPOSIT, None, ""),
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


@pytest.mark.parametrize(
    ("url", "owner", "source"),
    [
        ("https://github.com/A", "A", None),
        ("https://github.com/orgs/A/repositories", "A", None),
        ("https://github.com/A/b/tree/main/x", "A", None),
        ("https://a.github.io/b/c", "a", "a/b"),
        ("https://a.github.io", "a", "a/a.github.io"),
        ("https://a.pages.dev", "", None),
        ("https://gist.github.com/a/0123", "a", None),
    ],
)
def test_owners_and_the_likely_source_of_a_site(url: str, owner: str, source: str | None) -> None:
    link = code_link(url)
    assert link.owner == owner
    assert (str(link.likely_source) if link.likely_source else None) == source
    assert link.slug is None or link.likely_source is None


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://github.com/a/b", ""),
        ("https://github.com/a/b/tree/main/x/y", "x/y"),
        ("https://github.com/a/b/blob/main/x/y.py", "x"),
        ("https://github.com/a/b/blob/main/y.py", ""),
        ("https://github.com/a/b/issues", ""),
    ],
)
def test_the_folder_whose_readme_speaks_for_the_link(url: str, folder: str) -> None:
    assert code_link(url).folder == folder


@given(st.text() | st.from_regex(r"https://(github|gitlab|huggingface)\.co?m?/[ -~]*"))
def test_any_text_has_a_kind(text: str) -> None:
    assert code_link(text).kind in CodeKind
