"""Everything that can be found with no network at all, and what was decided to be ignored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from bot.findings import (
    duplicate_entry,
    identifier_fields,
    not_a_repository,
    plain_http,
    shared_code,
    shared_identifier,
    title_in_address,
    unsorted_entry,
    untidy_url,
    unusable_url,
)
from bot.model.entries import Catalogue, Ignore
from bot.model.findings import Finding

_Find = Callable[[Catalogue], Iterator[Finding]]

#: hold at any time, whatever a night observes
LASTING: tuple[_Find, ...] = (
    duplicate_entry.find,
    shared_identifier.find,
    shared_code.find,
    not_a_repository.find,
    identifier_fields.find,
    untidy_url.find,
    unsorted_entry.find,
)
#: a night looks closer and has rules of its own for these
FIRST_GUESSES: tuple[_Find, ...] = (plain_http.find, unusable_url.find, title_in_address.find)


def find_offline(catalogue: Catalogue, *, first_guesses: bool = False) -> tuple[Finding, ...]:
    """Findings about the list alone, in the order of the file.

    A night takes those that last; ``validate``, which visits nothing, adds first guesses.
    """
    rules = (*LASTING, *FIRST_GUESSES) if first_guesses else LASTING
    found = [finding for find in rules for finding in find(catalogue)]
    return tuple(sorted(found, key=lambda f: (f.span.line, f.span.column, f.rule.value)))


def not_ignored(
    findings: Iterable[Finding], catalogue: Catalogue, rules: Collection[str], *, today: date
) -> tuple[Finding, ...]:
    """Without what the configuration (``rules``) or ``ignore`` next to an entry leaves out."""
    decisions = {entry.id: entry.ignore for entry in catalogue.entries if entry.ignore}
    return tuple(
        finding
        for finding in findings
        if finding.rule.value not in rules
        and not is_ignored(decisions.get(finding.entry_id), finding.rule.value, today=today)
    )


def is_ignored(ignore: Ignore | None, rule: str, *, today: date) -> bool:
    """A decision holds up to and including its last day."""
    if ignore is None or ("*" not in ignore.rules and rule not in ignore.rules):
        return False
    return ignore.until is None or today <= date.fromisoformat(ignore.until)
