"""Addresses of code that an abstract or a comment announces as its own."""

from __future__ import annotations

import re

_HOSTS = r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|zenodo\.org)"
_URL = re.compile(rf"(?:https?://)?(?:www\.)?{_HOSTS}/[\w.\-~/%]+[\w/]", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(])|\n+")
#: the sentence must say that this is the authors' code, not a tool they used
_CLAIM = re.compile(
    r"\b(?:our|the|all|source|project)?\s*(?:codes?|implementation|models?|weights|software|"
    r"repository|project page|data ?set)\b.{0,120}\b(?:available|released?|found|open-?sourced?|"
    r"at|here|accessible|published|provided)\b|\b(?:code|github|project)\s*:|\bcode at\b|"
    r"\bavailable (?:at|on|from)\b",
    re.IGNORECASE | re.DOTALL,
)


def claimed_code(*texts: str) -> tuple[str, ...]:
    """Code addresses in sentences that announce them, in order, as https URLs."""
    found: list[str] = []
    for text in texts:
        for sentence in _SENTENCE.split(text[:8000]):
            if _CLAIM.search(sentence):
                found += (_https(match[0]) for match in _URL.finditer(sentence))
    return tuple(dict.fromkeys(found))


def _https(url: str) -> str:
    text = url.rstrip("./,;:)").removesuffix(".git")
    return "https://" + re.sub(r"\Ahttps?://", "", text, flags=re.IGNORECASE)
