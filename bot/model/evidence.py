"""Evidence that a person can check in ten seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of evidence: where it comes from and which way it points."""

    #: name of the rule that found it, e.g. "readme-names-title"
    kind: str
    #: True supports the list, False contradicts it
    supports: bool
    #: a sentence a person can check. May quote foreign text: escape before printing
    detail: str
    #: log-odds, positive for support; 0 for a mere note
    weight: float = 0.0
    #: address where a person can see it
    url: str | None = None


class Attribution(StrEnum):
    """Is the repository this paper's code?"""

    CONFIRMED = "confirmed"
    PLAUSIBLE = "plausible"
    UNKNOWN = "unknown"
    SUSPECT = "suspect"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSuggestion:
    """A repository that was confirmed as a paper's code, to stand in the list instead."""

    url: str
    #: who named it, e.g. "the paper itself"
    source: str
    #: one phrase for the person who decides. May quote foreign text
    because: str
    #: probability that it is right, 0..1
    score: float
    evidence: tuple[Evidence, ...] = ()
    #: stands alone; of two equals neither is proposed
    preferred: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionJudgement:
    """The answer for one code link of one entry."""

    entry_id: str
    url: str
    attribution: Attribution
    #: probability that the link is right, 0..1
    score: float
    #: contrary evidence strong enough to open an issue
    accuse: bool = False
    evidence: tuple[Evidence, ...] = ()
    #: confirmed repositories to put in its place, best first
    suggestions: tuple[CodeSuggestion, ...] = ()
