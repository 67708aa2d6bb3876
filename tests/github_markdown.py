"""Pages as GitHub's own renderer makes them of Markdown."""

from __future__ import annotations

import pytest


def page_of(markdown: str, *, unsafe: bool = False) -> str:
    """HTML of a text in GitHub's dialect; ``unsafe`` lets raw HTML through.

    Skips the test where cmark-gfm is not installed: its bindings do not build on Python 3.15 yet.
    """
    cmarkgfm = pytest.importorskip("cmarkgfm", reason="cmarkgfm does not build on Python 3.15 yet")
    options = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE if unsafe else 0
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown, options))
