"""What is wrong with a list that stays Markdown, seen without the network.

``wrong-column``, ``unlinked-url``, ``surplus-cell``, ``empty-link`` and broken targets (as
``invalid-url``); duplicates, shared code and untidy addresses come from the rules about entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.lists.broken import Broken, Trouble, broken_links
from bot.lists.cataloguing import catalogue_of
from bot.lists.flow import label_kind
from bot.lists.kinds import LinkKind, kind_of_column, kind_of_host
from bot.lists.reading import EntryLink, ListEntry, ReadList
from bot.model.entries import Catalogue, SourceSpan
from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix

_BROKEN = {
    Trouble.MALFORMED: Rule.INVALID_URL,
    Trouble.TEXT_ONLY: Rule.UNLINKED_URL,
    Trouble.UNRENDERED: Rule.SURPLUS_CELL,
    Trouble.EMPTY: Rule.EMPTY_LINK,
}
#: rules about entries that mean something in a Markdown list (ids are ours, not its author's)
LASTING = frozenset(
    {
        Rule.DUPLICATE,
        Rule.SHARED_CODE,
        Rule.INSECURE,
        Rule.UNTIDY_URL,
        Rule.INVALID_URL,
        Rule.UNSAFE,
    }
)
_WORDS = {LinkKind.PAPER: "a paper", LinkKind.CODE: "code"}


def catalogue_and_findings(read: ReadList, *, file: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The list as a catalogue (for the rules about entries), and the findings of its markup."""
    catalogue, _ = catalogue_of(read, file=file)
    ids = {entry.span.line: entry.id for entry in catalogue.entries}
    found = [_broken(broken, file) for broken in broken_links(read.page)]
    for entry in read.entries:
        found += _wrong_column(entry, ids.get(entry.line, ""))
    return catalogue, tuple(found)


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
    by_label = label_kind(link.link.anchor)
    if by_label is not None and "list" not in link.link.label.lower():  # a "Paper List" is no paper
        return f"The label [{link.link.label}]", by_label
    header = link.link.header
    if header and not link.on_title:
        return f"The column {header!r}", kind_of_column(header)
    return "", None
