"""URLs that can be printed in public: user info and secrets in the query are masked."""

from __future__ import annotations

import re

MASK = "***"

_USER_INFO = re.compile(r"^([A-Za-z][A-Za-z0-9+.\-]*:)?//[^/?#]*@")
_PARAMETER = re.compile(r"([?&;#])([^=&;#?]+)=([^&;#]*)")
#: whole names, or names that contain one of the words
_SECRET_NAMES = frozenset(
    ("key", "sig", "code", "auth", "sid", "hmac", "jwt", "pwd", "pass", "sas", "skoid")
)
_SECRET_WORDS = re.compile(
    r"token|secret|passw|passphrase|credential|signature|api[-_]?key|access[-_]?key|"
    r"private[-_]?key|session|authorization|x-amz-|x-goog-|x-ms-|client[-_]id|otp",
    re.IGNORECASE,
)
#: tokens that give themselves away wherever they stand: GitHub, GitLab, AWS, Slack, OpenAI, JWT
_SECRET_VALUES = re.compile(
    r"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_\-]{16,}|"
    r"AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_\-]{20,}|hf_[A-Za-z0-9]{20,}|"
    r"eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*)"
)


def redacted(url: str) -> str:
    """The URL with its secrets masked; any text is accepted and everything else is kept."""
    text = _USER_INFO.sub(lambda m: f"{m[1] or ''}//{MASK}@", url)
    text = _PARAMETER.sub(_masked, text)
    return _SECRET_VALUES.sub(MASK, text)


def _masked(match: re.Match[str]) -> str:
    mark, name, value = match.groups()
    if value and (name.lower() in _SECRET_NAMES or _SECRET_WORDS.search(name)):
        return f"{mark}{name}={MASK}"
    return match[0]
