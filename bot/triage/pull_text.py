"""The text of a pull request, and of the issue that stands in for it when it may not be opened."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from bot.model.entries import is_markdown
from bot.text import code_cell, fit_rows, markdown
from bot.triage.changes import APPROVED, Change, is_link
from bot.triage.drafts import Control, Draft
from bot.triage.phrases import Desk, link_cell, named_link, sentence
from bot.urls import host_of

_TITLES = {
    "moved": ("Update {n} moved link", "Update {n} moved links"),
    "renamed": ("Follow {n} renamed repository", "Follow {n} renamed repositories"),
    "insecure": ("Use https for {n} link", "Use https for {n} links"),
    "metadata": ("Complete the metadata of {n} entry", "Complete the metadata of {n} entries"),
    APPROVED: ("Make {n} approved change", "Make {n} approved changes"),
}
_WHY = {
    "moved": "The hosts redirect these links for good, on several nights in a row to the same place. "
    "They work today, but only as long as the redirect does.",
    "renamed": "GitHub answers for these repositories under a new name. The old name works until "
    "somebody else takes it.",
    "insecure": "These pages answer over https as well, at the same address.",
    "metadata": "Registries know these facts about papers of the list.",
    APPROVED: "Somebody with write access asked for these changes, by a box or a command.",
}
#: characters for the table
_TABLE = 52_000
TEXT_VERSION = "1"
# no line is broken inside a paragraph: in issues and pull requests GitHub shows every line end
CLICKS = (
    "**Merging** {merging}.\n\n"
    "**Closing** without merging is remembered: I will not propose exactly these changes again. To "
    "drop a single one, comment `/listbot ignore <entry id> <reason>`.\n\n"
    "As soon as somebody else commits to this branch, I leave it alone."
)
_MERGING = (
    "changes these lines of the entries file and renders the list in the README again; "
    "comments and order stay"
)
_MERGING_PAGE = "changes the addresses of these links in the page, and no other byte of it"
_STUCK = (
    "The branch `{branch}` is ready, but this repository does not let GitHub Actions open pull "
    "requests.\n\n"
    "- **One click:** [open the pull request yourself]({compare}).\n"
    "- **For good:** switch on *Allow GitHub Actions to create and approve pull requests* under "
    "[Settings, Actions, General]({settings}) (an organisation must allow it first) and close this "
    "issue; the next run opens it.\n"
    "- **Not wanted:** close this issue as not planned, and I leave these changes alone."
)
#: characters for the table
_TABLE = 52_000


def title_of(kind: str, changes: Sequence[Change]) -> str:
    """No foreign text, no number sign."""
    number = len({c.entry_id for c in changes}) if kind == "metadata" else len(changes)
    one, many = _TITLES[kind]
    return (one if number == 1 else many).format(n=number)


def pull_draft(
    kind: str, changes: Sequence[Change], desk: Desk, control: Control, *, closes: Sequence[int]
) -> Draft:
    """Title and body of a pull request."""
    page = all(is_markdown(change.span.file) for change in changes)
    clicks = CLICKS.format(merging=_MERGING_PAGE if page else _MERGING)
    lines = [_WHY[kind], "", *_table(changes, desk), "", clicks]
    if closes:
        lines += ["", ", ".join(f"closes #{number}" for number in closes).capitalize() + "."]
    return Draft(
        control=control,
        title=title_of(kind, changes),
        text="\n".join(lines),
        basis="\x1f".join([TEXT_VERSION, *(change.id for change in changes)]),
        footer=desk.footer("`triage: {pull-requests: []}`"),
    )


def _table(changes: Sequence[Change], desk: Desk) -> list[str]:
    """One row for each entry."""
    rows = [_row(group, desk) for group in _by_entry(changes)]
    fitted = fit_rows(rows, _TABLE)
    table = fitted.text(lambda n: f"| and {n} more, in the commit | | |")
    return ["| Entry | Change | Why |", "|---|---|---|", *table.split("\n")]


def _by_entry(changes: Sequence[Change]) -> list[list[Change]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.entry_id, []).append(change)
    return list(groups.values())


def _row(group: Sequence[Change], desk: Desk) -> str:
    first = group[0]
    title = named_link(first.entry_title, desk.file_url(first.span.file, first.span.line))
    reasons = dict.fromkeys(_reason(change) for change in group)
    return f"| {title} | {'; '.join(map(_what, group))} | {'; '.join(reasons)} |"


def _reason(change: Change) -> str:
    see = f" ({named_link('see', change.see)})" if change.see and change.see != change.new else ""
    return f"{sentence(change.because, 300).rstrip('.')}{see}"


def _what(change: Change) -> str:
    old, new = _value(change.field, change.old), _value(change.field, change.new)
    if change.old is None:
        return f"{change.field}: {new}"
    if change.new is None:
        return f"{change.field}: remove {old}"
    if change.new == f"https://{change.old.removeprefix('http://')}":
        return f"{change.field}: http → https, {new}"
    return f"{change.field}: {old} → {new}"


def _value(field: str, value: str | None) -> str:
    if value is None:
        return "nothing"
    if is_link(field):
        return link_cell(value)
    return code_cell(value, 120)


def commit_message(kind: str, changes: Sequence[Change]) -> str:
    """Subject without foreign text; one line for each entry; the trailer says that it is ours."""
    lines = (
        f"- {group[0].entry_id}: {', '.join(map(_summary, group))}" for group in _by_entry(changes)
    )
    return "\n".join([title_of(kind, changes), "", *lines, "", f"{TRAILER}: {kind}"]) + "\n"


#: trailer of every commit of the bot on its branches
TRAILER = "Listbot-Kind"


def _summary(change: Change) -> str:
    if change.new is None:
        return f"{change.field} removed"
    if not is_link(change.field):
        return f"{change.field} {'added' if change.old is None else 'changed'}"
    old, new = host_of(change.old or ""), host_of(change.new)
    return f"{change.field} {old} -> {new}" if old != new else f"{change.field} at {new}"


def stuck_draft(
    kind: str, changes: Sequence[Change], branch: str, desk: Desk, control: Control
) -> Draft:
    """The issue that asks for the setting without which no pull request can be opened."""
    compare = f"{desk.html_url}/compare/{quote(desk.branch)}...{quote(branch)}?expand=1"
    settings = f"{desk.html_url}/settings/actions"
    text = _STUCK.format(branch=branch, compare=compare, settings=settings)
    lines = [text, "", *_table(changes, desk)]
    return Draft(
        control=control,
        title=f"Ready to merge, but I may not open it: {title_of(kind, changes)}",
        text="\n".join(lines),
        basis="\x1f".join([TEXT_VERSION, *(change.id for change in changes)]),
        footer=desk.footer("`triage: {pull-requests: []}`"),
    )


def closed_text(reason: str, old: str) -> str:
    """Body of a pull request that the bot closed itself."""
    return f"> {markdown(reason)}\n\n{old}"
