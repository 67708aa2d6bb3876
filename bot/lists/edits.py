"""Edits of a list that stays Markdown: each changes the bytes of one address and no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.catalogue.edit import Edit, Edited
from bot.lists.cataloguing import MarkdownCatalogue, markdown_catalogue
from bot.lists.repairs import repaired_all

#: bytes of an address -> what is to stand there
_Places = Mapping[tuple[int, int], str]


def apply_url_edits(text: str, edits: Sequence[Edit], *, file: str = "README.md") -> Edited:
    """Make all edits that can be made, as ``bot.catalogue.edit.apply_edits`` does in YAML.

    An edit names an entry and the address that it has now (``old``); every link of the entry with
    that address gets the new one. Every edit is proven: the new page has the new address in these
    places and everything else as before. Never raises for the contents of the file.
    """
    catalogue = markdown_catalogue(text, file)
    accepted: list[tuple[Edit, _Places]] = []
    refused: list[tuple[Edit, str]] = []
    taken: dict[tuple[int, int], str] = {}
    for edit in edits:
        places = _places(catalogue, edit)
        if isinstance(places, str):
            refused.append((edit, places))
        elif any(taken.get(where, new) != new for where, new in places.items()):
            refused.append((edit, f"{edit.old} of {edit.entry_id} is edited already"))
        else:
            taken.update(places)
            accepted.append((edit, places))
    return _carried_out(text, file, accepted, refused)


def _places(catalogue: MarkdownCatalogue, edit: Edit) -> _Places | str:
    """Where the edit must be made, or why it cannot be."""
    if edit.old is None or edit.new is None:
        return "in a page only an address can be changed; nothing is added or removed"
    links = [link for link in catalogue.members.get(edit.entry_id, ()) if link.url == edit.old]
    if not links:
        return f"{edit.entry_id} has no link to {edit.old} (any more)"
    found = [where for link in links if (where := link.where) is not None]
    if len(found) < len(links):
        return f"the address {edit.old} of {edit.entry_id} cannot be told apart in the source"
    return dict.fromkeys(found, edit.new)


def _carried_out(
    text: str,
    file: str,
    accepted: list[tuple[Edit, _Places]],
    refused: list[tuple[Edit, str]],
) -> Edited:
    """All at once; when the proof fails, half by half, so that one odd place costs only itself."""
    changes = {where: new for _, places in accepted for where, new in places.items()}
    result = repaired_all(text, changes, file) if changes else text
    if result is not None:
        applied = tuple(edit for edit, _ in accepted)
        return Edited(text=result, applied=applied, refused=tuple(refused))
    if len(accepted) == 1:
        reason = "the page would not have the new address in that place and the others as before"
        return Edited(text=text, applied=(), refused=(*refused, (accepted[0][0], reason)))
    middle = len(accepted) // 2
    parts = [_carried_out(text, file, part, []) for part in (accepted[:middle], accepted[middle:])]
    good = {edit for part in parts for edit in part.applied}
    bad = [pair for part in parts for pair in part.refused]
    kept = [(edit, places) for edit, places in accepted if edit in good]
    if len(kept) == len(accepted):  # each half is right by itself, the whole is not
        bad.append((kept[-1][0], "it cannot be made together with the others"))
        kept.pop()
    return _carried_out(text, file, kept, [*refused, *bad])
