"""What is wrong with a list that stays Markdown, and which other rules mean something there.

Seen in its markup: ``wrong-column``, ``unlinked-url``, ``surplus-cell``, ``empty-link`` and broken
targets (as ``invalid-url``). Everything else comes from the rules about entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.lists.broken import Broken, Trouble, broken_links
from bot.lists.cataloguing import MarkdownCatalogue
from bot.lists.flow import label_kind
from bot.lists.kinds import LinkKind, kind_of_column, kind_of_host
from bot.lists.reading import EntryLink, ListEntry
from bot.model.entries import Catalogue, LinkRole, SourceSpan
from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix

_BROKEN = {
    Trouble.MALFORMED: Rule.INVALID_URL,
    Trouble.TEXT_ONLY: Rule.UNLINKED_URL,
    Trouble.UNRENDERED: Rule.SURPLUS_CELL,
    Trouble.EMPTY: Rule.EMPTY_LINK,
}
#: rules about what only ``entries.yml`` has: ids in order, fields of their own, one link a role
_NOT_HERE = frozenset(
    {Rule.UNSORTED_ID, Rule.METADATA, Rule.SHARED_IDENTIFIER, Rule.NOT_A_REPOSITORY}
)
_WORDS = {LinkKind.PAPER: "a paper", LinkKind.CODE: "code"}


def fitting(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that say something about such a list, with the fixes that can be made in it.

    In a page only the address of a link can be mended: no field is added and none removed.
    """
    for finding in findings:
        if finding.rule not in _NOT_HERE:
            fixes = tuple(fix for fix in finding.fixes if _mends_a_link(fix))
            yield finding if fixes == finding.fixes else replace(finding, fixes=fixes)


def _mends_a_link(fix: SuggestedFix) -> bool:
    return fix.field in (*LinkRole, "url") and fix.old is not None and fix.new is not None


def find(catalogue: Catalogue) -> Iterator[Finding]:
    """What is wrong with its markup; nothing when it was not read from a page."""
    if not isinstance(catalogue, MarkdownCatalogue):
        return
    read = catalogue.read
    ids = {entry.span.line: entry.id for entry in reversed(catalogue.entries)}
    for broken in broken_links(read.page):
        yield _broken(broken, catalogue.file)
    for entry in read.entries:
        yield from _wrong_column(entry, ids.get(entry.line, ""))


def _broken(broken: Broken, file: str) -> Finding:
    fixes: tuple[SuggestedFix, ...] = ()
    if broken.repair is not None and broken.where is not None:
        fixes = (
            SuggestedFix(
                field="url",
                old=broken.url,
                new=broken.repair,
                safety=FixSafety.NEEDS_DECISION,
                because="this is what was probably meant",
            ),
        )
    return Finding(
        rule=_BROKEN[broken.trouble],
        severity=Severity.DECISION,
        entry_id="",
        entry_title="",
        span=SourceSpan(file=file, line=broken.line),
        url=broken.url or None,
        summary=f"{broken.what}.",
        fixes=fixes,
    )


def _wrong_column(entry: ListEntry, entry_id: str) -> Iterator[Finding]:
    """Code where a paper is announced, and a paper where code is announced."""
    for link in entry.links:
        says, announced = _announced(link)
        leads = kind_of_host(link.link.url)
        if announced is None or leads is None or announced is leads:
            continue
        if {announced, leads} != {LinkKind.PAPER, LinkKind.CODE}:
            continue
        yield Finding(
            rule=Rule.WRONG_COLUMN,
            severity=Severity.QUESTION,
            entry_id=entry_id,
            entry_title=entry.title,
            span=link.link.span,
            url=link.link.url,
            summary=f"{says} announces {_WORDS[announced]}, but the link leads to {_WORDS[leads]}.",
            evidence=(
                Evidence(
                    kind="column",
                    supports=False,
                    detail=f"host of {leads.value}",
                    url=link.link.url,
                ),
            ),
        )


def _announced(link: EntryLink) -> tuple[str, LinkKind | None]:
    """What the author says that the link is. A title says nothing: "PDF tools" may be a program."""
    if link.on_title:
        return "", None
    by_label = label_kind(link.link.anchor)
    if by_label is not None and "list" not in link.link.label.lower():  # a "Paper List" is no paper
        return f"The label [{link.link.label}]", by_label
    header = link.column if link.link.block == "cell" else ""
    return (f"The column {header!r}", kind_of_column(header)) if header else ("", None)
