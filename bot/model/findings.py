"""Findings: what a rule noticed, why, and how to mend it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.entries import LinkRole, SourceSpan
from bot.model.evidence import Evidence


class Rule(StrEnum):
    """Every rule has one code, one module, one test file and one documentation anchor."""

    DEAD = "dead"
    WRONG_CODE = "wrong-code"
    WRONG_PAPER = "wrong-paper"
    HIJACKED = "hijacked"
    MOVED = "moved"
    RENAMED = "renamed"
    INSECURE = "insecure"
    METADATA = "metadata"
    PUBLISHED = "published"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    CONCERN = "expression-of-concern"
    DUPLICATE = "duplicate"
    SHARED_IDENTIFIER = "shared-identifier"
    SHARED_CODE = "shared-code"
    NOT_A_REPOSITORY = "not-a-repository"
    ARCHIVED = "archived"
    EMPTY = "empty"
    CODE_AVAILABLE = "code-available"
    CODE_ARRIVED = "code-arrived"
    UNSAFE = "unsafe"
    INVALID_URL = "invalid-url"
    UNTIDY_URL = "untidy-url"
    UNSORTED_ID = "unsorted-id"
    WRONG_COLUMN = "wrong-column"
    UNLINKED_URL = "unlinked-url"
    SURPLUS_CELL = "surplus-cell"
    EMPTY_LINK = "empty-link"
    BAD_CERTIFICATE = "bad-certificate"
    UNSTABLE = "unstable"
    BLOCKED = "blocked"


class Severity(StrEnum):
    """Who has to do what."""

    #: a person must decide
    DECISION = "decision"
    #: a safe fix is offered
    FIX = "fix"
    #: a question: may be legitimate
    QUESTION = "question"
    #: worth knowing
    NOTICE = "notice"
    #: something got better
    GOOD_NEWS = "good-news"


class FixSafety(StrEnum):
    """May a fix go into a pull request by itself?"""

    SAFE = "safe"
    #: only after a maintainer's tick or command
    NEEDS_DECISION = "needs-decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedFix:
    """A change of one field of one entry."""

    #: field of the entry: "pdf", "code", "venue", "year", "doi" ...
    field: str
    #: what stands there now, None when the field is missing
    old: str | None
    #: what should stand there, None to remove the field
    new: str | None
    safety: FixSafety = FixSafety.NEEDS_DECISION
    #: why this is right
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another entry that a finding is about as well."""

    entry_id: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that one rule noticed about one link or entry. Foreign text inside."""

    rule: Rule
    severity: Severity
    entry_id: str
    entry_title: str
    span: SourceSpan
    #: one plain sentence
    summary: str
    role: LinkRole | None = None
    url: str | None = None
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[SuggestedFix, ...] = ()
    since: datetime | None = None
    #: entries that it is about as well (the twin of a duplicate ...)
    related: tuple[Related, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Stable key of the finding: rule, entry and URL, whatever the evidence says today."""
        parts = (self.rule, self.entry_id, self.role or "", self.url or "")
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def evidence_hash(self) -> str:
        """Changes when the evidence changes; a human "no" holds until then.

        Seeing the same thing on one more night is no new evidence; nor is, for a link that is dead,
        what could stand there instead.
        """
        dead = self.rule is Rule.DEAD
        parts = {f"{e.kind}\x1f{e.supports}" for e in self.evidence if not (dead and e.supports)}
        parts |= set() if dead else {f"{fix.field}\x1f{fix.new}" for fix in self.fixes}
        return hashlib.sha256(
            "\x1e".join(sorted(parts)).encode("utf-8", "surrogatepass")
        ).hexdigest()[:16]
