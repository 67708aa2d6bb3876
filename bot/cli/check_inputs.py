"""What ``listbot check`` is asked to look at."""

from __future__ import annotations

from pathlib import Path

from bot.cli.session import Session
from bot.errors import UsageError
from bot.gateways.git import changed_lines
from bot.model.check import Place
from bot.pipeline.check import CheckInput, Selection

_ENTRIES_ENDINGS = (".yml", ".yaml")


def read_inputs(session: Session, paths: list[Path]) -> list[CheckInput]:
    """Read every input; without one, the list, or lists, of the configuration.

    A file that ends in ``.yml`` or ``.yaml`` holds entries, any other is Markdown. Raises UsageError
    for a file that is not there, EntriesError for entries with mistakes.
    """
    lists = [one.entries for one in session.settings.each_list()]
    names = list(dict.fromkeys(str(p) for p in paths)) or lists
    return [_read(session, name) for name in names]


def _read(session: Session, name: str) -> CheckInput:
    is_data = name.lower().endswith(_ENTRIES_ENDINGS)
    text = session.files.read(name, stray_bytes=not is_data)
    if text is None:
        raise UsageError(f"there is no file {name}")
    # each reader is loaded for its own kind of file only: they are half of what a check loads
    if is_data:
        from bot.catalogue.reading import parse_catalogue

        return CheckInput(file=name, catalogue=parse_catalogue(text, name))
    from bot.lists.links import links_of

    places: dict[str, list[Place]] = {}
    for link in links_of(text, name):
        places.setdefault(link.url, []).append(Place(span=link.span))
    return CheckInput(file=name, places={url: tuple(found) for url, found in places.items()})


def parse_shard(text: str) -> tuple[int, int]:
    """``2/4`` -> (2, 4). Raises UsageError."""
    part, _, parts = text.partition("/")
    if part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts) <= 256:
        return int(part), int(parts)
    raise UsageError(
        f"--shard: {text!r} is no part of a whole", hint="Write it like 2/4 (1/4 to 4/4)."
    )


def selection_of(
    session: Session,
    given: list[CheckInput],
    *,
    only: str | None,
    changed_since: str | None,
    at_most: int | None,
    shard: tuple[int, int] | None,
) -> Selection:
    """Which URLs of the inputs are wanted. Raises UsageError when git cannot tell what changed."""
    changed = None
    if changed_since is not None:
        changed = {
            one.file: changed_lines(session.files.root, changed_since, one.file) for one in given
        }
    return Selection(
        only=only,
        changed=changed,
        at_most=at_most,
        shard=shard,
        ignored=session.settings.ignore_urls,
    )
