"""Everything that can be found with no network at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

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
from bot.model.entries import Catalogue, Entry
from bot.model.findings import Finding

#: rules that compare entries
ABOUT_THE_LIST: tuple[Callable[[Catalogue], Iterator[Finding]], ...] = (
    duplicate_entry.find,
    shared_identifier.find,
    shared_code.find,
    unsorted_entry.find,
)
#: rules that look at one entry
ABOUT_AN_ENTRY: tuple[Callable[[Entry], Iterator[Finding]], ...] = (
    not_a_repository.find,
    identifier_fields.find,
    untidy_url.find,
)
#: the same, where a night looks closer and has rules of its own
FIRST_GUESSES: tuple[Callable[[Entry], Iterator[Finding]], ...] = (
    plain_http.find,
    unusable_url.find,
    title_in_address.find,
)


def find_offline(catalogue: Catalogue, *, first_guesses: bool = False) -> tuple[Finding, ...]:
    """Findings about the list alone, in the order of the file.

    A night takes those that last; ``validate``, which visits nothing, adds first guesses.
    """
    rules = (*ABOUT_AN_ENTRY, *FIRST_GUESSES) if first_guesses else ABOUT_AN_ENTRY
    found = [finding for find in ABOUT_THE_LIST for finding in find(catalogue)]
    found += [finding for entry in catalogue.entries for find in rules for finding in find(entry)]
    found = [*fitting(catalogue, found), *_in_the_markup(catalogue)]
    return tuple(sorted(found, key=lambda f: (f.span.line, f.span.column, f.rule.value)))


def fitting(catalogue: Catalogue, findings: Iterable[Finding]) -> Iterable[Finding]:
    """The findings (and fixes) that mean something in this list: a page has no fields."""
    if not catalogue.is_page:
        return findings
    from bot.findings import markdown_list  # the parser takes its time to load

    return markdown_list.fitting(findings)


def _in_the_markup(catalogue: Catalogue) -> Iterator[Finding]:
    if catalogue.is_page:
        from bot.findings import markdown_list

        yield from markdown_list.find(catalogue)
