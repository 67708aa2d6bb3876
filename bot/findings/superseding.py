"""One fault, one finding: a proof about a link silences the weaker signs of the same fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.model.findings import Finding, Rule

#: rule -> rules that say less about the same fault of the same link
_SAYS_LESS: Mapping[Rule, frozenset[Rule]] = {
    Rule.WRONG_PAPER: frozenset({Rule.SHARED_IDENTIFIER}),
    Rule.WRONG_CODE: frozenset({Rule.SHARED_CODE, Rule.NOT_A_REPOSITORY}),
    Rule.HIJACKED: frozenset({Rule.WRONG_CODE, Rule.RENAMED}),
    Rule.DEAD: frozenset({Rule.INSECURE, Rule.UNTIDY_URL, Rule.MOVED, Rule.SHARED_CODE}),
}


def without_superseded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, less those about which another one of the same link says more."""
    kept = tuple(findings)
    silenced = {
        (finding.entry_id, finding.url, weaker)
        for finding in kept
        for weaker in _SAYS_LESS.get(finding.rule, ())
    }
    return tuple(f for f in kept if (f.entry_id, f.url, f.rule) not in silenced)
