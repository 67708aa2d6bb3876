"""Code, or the promise of it."""

from __future__ import annotations

import pytest

from bot.repositories.code_free import announces_code, is_code_free


@pytest.mark.parametrize(
    ("files", "folders", "languages", "readme", "is_free"),
    [
        (("README.md",), (), (), "# X", True),
        (("README.md", "LICENSE", ".gitignore", "intro.jpg"), ("figs",), (), "", True),
        (("README.md", "index.html"), ("static",), ("HTML", "CSS"), "", True),
        (("README.md", "train.py"), (), ("Python",), "Code coming soon", False),
        (("README.md",), ("src",), ("Python",), "", False),
        (("README.md",), ("annotations",), (), "Annotations of X.", False),
        (("README.md",), ("annotations",), (), "The code will be released soon.", True),
        (("README.md", "weights.pth"), (), (), "coming soon", False),
        (("README.md", "index.html", "app.js"), (), ("HTML", "JavaScript"), "", False),
        (("README.md", "demo.ipynb"), (), ("Jupyter Notebook",), "", False),
        ((), (), (), None, None),
    ],
)
def test_what_counts_as_code(
    files: tuple[str, ...],
    folders: tuple[str, ...],
    languages: tuple[str, ...],
    readme: str | None,
    is_free: bool | None,
) -> None:
    found = is_code_free(files=files, folders=folders, languages=languages, readme=readme)
    assert found is is_free


@pytest.mark.parametrize(
    "readme",
    [
        "Code is coming soon.",
        "Our code and models will be made publicly available upon acceptance",
        "We will release the code after review",
        "- [ ] TODO: release code",
        "Stay tuned!",
        "The source code is being cleaned up and uploaded",
        "This repo is under construction",
        "代码即将开源",
        "敬请期待",
    ],
)
def test_announcements(readme: str) -> None:
    assert announces_code(readme)


@pytest.mark.parametrize(
    "readme",
    [
        None,
        "",
        "Run `python train.py`.",
        "The code is available under the MIT licence.",
        "Results will improve with more data.",
        "x" * 100_000 + " coming soon",
        "code " * 30_000,
    ],
)
def test_no_announcement(readme: str | None) -> None:
    assert not announces_code(readme)
