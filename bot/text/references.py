"""Text that calls nobody: GitHub's mentions, references, closing keywords and links broken.

GitHub looks for them in issues, pull requests, comments and commit messages, in e-mail replies
even inside code (there the text is read again without its Markdown), and whoever was mentioned
once stays subscribed. A zero-width space is invisible and breaks every one of these patterns.
"""

from __future__ import annotations

import re

from bot.text.plain import plain

#: ZERO WIDTH SPACE
ZWSP = "\u200b"

#: @user, @org/team, a@b.example
_MENTION = re.compile(r"@")
#: #12, owner/repo#12, GH-12 and the names of advisories
_NUMBER = re.compile(r"#(?=\d)|\b(?:GH|GHSA)-(?=\w)", re.IGNORECASE)
#: abbreviated or whole commit ids; a letter beside it makes it a word
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{7,64}(?![0-9A-Za-z])")
#: GitHub takes seven digits or more for a commit id
_NO_COMMIT = 6
#: addresses of things that get a back-link when they are named
_THREAD = re.compile(
    r"(github\.com)(?=/[^/\s]+/[^/\s]+/(?:issues|pulls?|discussions|commits?|compare)\b)",
    re.IGNORECASE,
)
#: :tada: becomes a picture
_EMOJI = re.compile(r":(?=[A-Za-z0-9_+\-]+:)")
#: addresses that become links by themselves (GitHub Flavored Markdown, section 6.9)
_AUTOLINK = re.compile(r":(?=//)|\bwww(?=\.)", re.IGNORECASE)
#: HTML comments are our own control markers
_MARKER = re.compile(r"<(?=!--)|--(?=>)")
_THREAD_URL = re.compile(
    r"\Ahttps?://(?:www\.)?github\.com(?=/[^/\s]+/[^/\s]+/(?:issues|pulls?|discussions|commits?)\b)",
    re.IGNORECASE,
)


def without_references(text: str) -> str:
    """Nothing in the text mentions anybody, refers to an issue or a commit, or closes one."""
    for pattern in (_MENTION, _NUMBER, _THREAD):
        text = pattern.sub(lambda match: match[0] + ZWSP, text)
    return _COMMIT.sub(_in_pieces, text)


def _in_pieces(match: re.Match[str]) -> str:
    digits = match[0]
    return ZWSP.join(digits[i : i + _NO_COMMIT] for i in range(0, len(digits), _NO_COMMIT))


def without_links(text: str) -> str:
    """Nothing in the text becomes a link or a picture by itself."""
    for pattern in (_AUTOLINK, _EMOJI):
        text = pattern.sub(lambda match: match[0] + ZWSP, text)
    return text


def without_markers(text: str) -> str:
    """Nothing in the text is an HTML comment."""
    return _MARKER.sub(lambda match: match[0] + ZWSP, text)


def commit_text(text: str, limit: int | None = None) -> str:
    """A line for the body of a commit message; never put foreign text into its subject."""
    return without_references(plain(text, limit))


def redirected(url: str) -> str:
    """Issue, pull request, discussion and commit URLs of GitHub leave no back-link this way.

    ``redirect.github.com`` is GitHub's own host for it, used by Renovate and Dependabot.
    """
    return _THREAD_URL.sub("https://redirect.github.com", url)
