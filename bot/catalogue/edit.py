"""Edits of single fields of ``entries.yml`` that touch their own line and nothing else.

Comments, blank lines, quotes, order, line ends: all stay. Every edit is proven by reading the
result again and comparing the whole document with what it should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.catalogue import shape
from bot.catalogue.reading import read_catalogue
from bot.catalogue.replacing import Replacement, added, removed, replaced
from bot.documents.mistakes import Mistakes, listing, quoted
from bot.documents.nodes import Mapping, Node, Scalar
from bot.documents.nodes import Sequence as NodeSequence
from bot.documents.reading import read_document
from bot.errors import EditError, EntriesError
from bot.model.entries import AUTHORS_BETWEEN
from bot.model.findings import SuggestedFix

#: fields that can be edited; "authors" only where there are none yet
FIELDS = tuple(key for key in shape.ENTRY_KEYS if key != "ignore")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field of one entry gets a new value; None removes the field."""

    entry_id: str
    field: str
    new: str | None
    #: what must stand there now (None: nothing); checked when ``check_old`` is set
    old: str | None = None
    check_old: bool = False

    @classmethod
    def of(cls, entry_id: str, fix: SuggestedFix) -> Edit:
        """The edit that carries out a fix, only while the file still says ``fix.old``."""
        return cls(entry_id=entry_id, field=fix.field, new=fix.new, old=fix.old, check_old=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The new text, and the edits that could not be made, each with the reason."""

    text: str
    applied: tuple[Edit, ...]
    refused: tuple[tuple[Edit, str], ...]


def set_field(
    text: str, entry_id: str, field: str, value: str | None, *, file: str = "entries.yml"
) -> str:
    """Set (or with None remove) one field of one entry.

    Raises EntriesError when the file has mistakes, EditError when the edit cannot be made.
    """
    edited = apply_edits(text, [Edit(entry_id=entry_id, field=field, new=value)], file=file)
    for _, reason in edited.refused:
        raise EditError(reason)
    return edited.text


def apply_edits(text: str, edits: Sequence[Edit], *, file: str = "entries.yml") -> Edited:
    """Make all edits that can be made; later edits of the same field are refused.

    Raises EntriesError when the file has mistakes.
    """
    _, mistakes = read_catalogue(text, file)
    if mistakes:
        raise EntriesError(listing(mistakes), hint="mend the file before it is edited")
    entries = _entries(text, file)
    accepted: list[tuple[Edit, Mapping]] = []
    refused: list[tuple[Edit, str]] = []
    touched: set[tuple[str, str]] = set()
    for edit in edits:
        reason = _objection(edit, entries.get(edit.entry_id))
        if reason is None and (edit.entry_id, edit.field) in touched:
            reason = f"{edit.field} of {edit.entry_id} is edited already"
        if reason is not None:
            refused.append((edit, reason))
            continue
        touched.add((edit.entry_id, edit.field))
        accepted.append((edit, entries[edit.entry_id]))
    return _carried_out(text, file, accepted, refused)


def _carried_out(
    text: str,
    file: str,
    accepted: list[tuple[Edit, Mapping]],
    refused: list[tuple[Edit, str]],
) -> Edited:
    """All at once; when the proof fails, one by one, so that one odd entry costs only itself."""
    result, reason = _proven(text, file, accepted)
    if reason is None:
        done = tuple(edit for edit, _ in accepted)
        return Edited(text=result, applied=done, refused=tuple(refused))
    if len(accepted) == 1:
        return Edited(text=text, applied=(), refused=(*refused, (accepted[0][0], reason)))
    applied: tuple[Edit, ...] = ()
    for edit, _ in accepted:
        one = _carried_out(text, file, [(edit, _entries(text, file)[edit.entry_id])], [])
        text, applied = one.text, applied + one.applied
        refused.extend(one.refused)
    return Edited(text=text, applied=applied, refused=tuple(refused))


def _objection(edit: Edit, entry: Mapping | None) -> str | None:
    """Why an edit makes no sense, or None."""
    if entry is None:
        return f"there is no entry {quoted(edit.entry_id)}"
    if edit.field not in FIELDS:
        return f"{quoted(edit.field)} is no field that can be edited"
    if edit.new is None and edit.field in shape.NEEDED_KEYS:
        return f"every entry needs the field {edit.field}"
    present = entry.get(edit.field)
    if edit.field == "authors" and (present is not None or edit.new is None):
        return f"authors of {edit.entry_id} can be added, not changed"
    now = present.value if isinstance(present, Scalar) else None
    if isinstance(present, Scalar) and present.is_block:
        now = present.value.rstrip("\n")
    if edit.check_old and now != edit.old:
        return f"{edit.field} of {edit.entry_id} is not {quoted(edit.old or 'missing')} any more"
    return None


def _proven(text: str, file: str, accepted: list[tuple[Edit, Mapping]]) -> tuple[str, str | None]:
    """The new text, and why it is not what was wanted (None when it is)."""
    removals = {(edit.entry_id, edit.field) for edit, _ in accepted if edit.new is None}
    replacements: list[Replacement] = []
    for edit, entry in accepted:
        gone = {field for entry_id, field in removals if entry_id == edit.entry_id}
        replacement = _replacement(text, edit, entry, gone)
        if replacement is not None:
            replacements.append(replacement)
    result = _replaced_all(text, replacements)
    _, mistakes = read_catalogue(result, file)
    if mistakes:
        return text, f"the edit would be a mistake: {mistakes[0]}"
    expected = _expected(text, file, [edit for edit, _ in accepted])
    if _values(_root(result, file)) != expected:
        return text, "the edit would change more than its own field"
    return result, None


def _replacement(text: str, edit: Edit, entry: Mapping, gone: set[str]) -> Replacement | None:
    present = entry.get(edit.field)
    if edit.new is None:
        return removed(text, entry, edit.field) if present is not None else None
    if isinstance(present, Scalar):
        return replaced(text, entry, present, edit.field, edit.new)
    before = shape.ENTRY_KEYS[: shape.ENTRY_KEYS.index(edit.field)]
    keys = {key.value for key, _ in entry.items} - gone
    anchor = next(key for key in reversed(before) if key in keys)
    return added(text, entry, anchor, edit.field, edit.new)


def _replaced_all(text: str, replacements: list[Replacement]) -> str:
    """Apply from the end, so that offsets stay right; at one place in the order of the keys."""
    order = {key: number for number, key in enumerate(shape.ENTRY_KEYS)}
    ranked = sorted(replacements, key=lambda r: (r.start, order[r.field]), reverse=True)
    for replacement in ranked:
        text = text[: replacement.start] + replacement.new + text[replacement.end :]
    return text


# -- the document as plain values ------------------------------------------------------------


def _root(text: str, file: str) -> Mapping:
    root = read_document(text, file, Mistakes(file)).root
    if not isinstance(root, Mapping):
        raise EditError(f"{file} is no entries file")
    return root


def _entries(text: str, file: str) -> dict[str, Mapping]:
    """Entry id -> its mapping, of a file that has no mistakes."""
    entries = _root(text, file).get("entries")
    items: Iterable[Node] = entries.items if isinstance(entries, NodeSequence) else ()
    found = {}
    for item in items:
        if isinstance(item, Mapping):
            identifier = item.get("id")
            if isinstance(identifier, Scalar):
                found[identifier.value] = item
    return found


def _values(node: Node) -> Any:
    """A node without positions and quotes, comparable; keys sorted, for order is no meaning."""
    if isinstance(node, Mapping):
        return {key.value: _values(value) for key, value in node.items}
    if isinstance(node, NodeSequence):
        return [_values(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def _expected(text: str, file: str, edits: list[Edit]) -> Any:
    document = _values(_root(text, file))
    by_id = {entry["id"]: entry for entry in document["entries"]}
    for edit in edits:
        if edit.new is None:
            by_id[edit.entry_id].pop(edit.field, None)
        else:
            by_id[edit.entry_id][edit.field] = (
                edit.new.split(AUTHORS_BETWEEN) if edit.field == "authors" else edit.new
            )
    return document
