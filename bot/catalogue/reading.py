"""Text of ``entries.yml`` -> Catalogue, with every mistake in it at once."""

from __future__ import annotations

from bot.catalogue import shape
from bot.catalogue.swift import sift
from bot.errors import EntriesError
from bot.model.entries import Catalogue, Mistake


def parse_catalogue(text: str, file: str = "entries.yml") -> Catalogue:
    """Read an entries file.

    Raises EntriesError whose message holds every mistake, one a line, as
    ``entries.yml:LINE:COL: entries[12].code: what is wrong; what to do``.
    """
    catalogue, mistakes = read_catalogue(text, file)
    if catalogue is None:
        number = f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}"
        raise EntriesError(
            "\n".join(map(str, mistakes)), hint=f"{number} in {file}; nothing was done"
        )
    return catalogue


def read_catalogue(
    text: str, file: str = "entries.yml"
) -> tuple[Catalogue | None, tuple[Mistake, ...]]:
    """Read an entries file: a catalogue, or None and everything that is wrong (never both)."""
    if (swift := read_swiftly(text, file)) is not None:
        return swift, ()
    return _thoroughly(text, file)


def read_swiftly(text: str, file: str) -> Catalogue | None:
    """The catalogue when all of it is usual or unusual without a mistake, else None (no verdict)."""
    sifted = sift(text, file)
    if sifted is None:
        return None
    entries = sifted.entries
    if sifted.rest:
        rest, _ = _thoroughly(sifted.rest, file)
        # a quote or a bracket that runs on into the next entry makes fewer of them
        if rest is None or len(rest.entries) != len(sifted.rest_lines):
            return None
        places = zip(rest.entries, sifted.rest_lines, strict=True)
        if any(entry.span.line not in lines for entry, lines in places):
            return None
        entries = sorted([*entries, *rest.entries], key=lambda entry: entry.span.line)
    if not len({entry.id for entry in entries}) == len(entries) <= shape.MOST_ENTRIES:
        return None
    return Catalogue(
        title=sifted.title, sections=sifted.sections, entries=tuple(entries), file=file
    )


def _thoroughly(text: str, file: str) -> tuple[Catalogue | None, tuple[Mistake, ...]]:
    from bot.catalogue.thorough import read_thoroughly  # YAML takes its time to load

    return read_thoroughly(text, file)
