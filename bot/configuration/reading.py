"""Text of ``.github/listbot.yml`` -> Settings, with every mistake in it at once."""

from __future__ import annotations

import dataclasses
from typing import Any

from bot.configuration.options import OPTIONS, Option
from bot.documents import forms
from bot.documents.mistakes import Mistakes, listing
from bot.documents.nodes import Node, Scalar
from bot.documents.reading import read_document
from bot.errors import ConfigurationError
from bot.model.entries import Mistake
from bot.model.settings import Settings, TriageSettings

FILE = ".github/listbot.yml"
#: branches of the only list of a repository: they cannot stand beside folders of the same name
KINDS = frozenset({"approved", *TriageSettings().pull_requests})


def parse_settings(text: str, file: str = FILE) -> Settings:
    """Read a configuration file; an empty one gives the defaults.

    Raises ConfigurationError whose message holds every mistake, one a line.
    """
    settings, mistakes = read_settings(text, file)
    if settings is None:
        raise ConfigurationError(
            listing(mistakes), hint="every key is explained in docs/configuration.md"
        )
    return settings


def read_settings(text: str, file: str = FILE) -> tuple[Settings | None, tuple[Mistake, ...]]:
    """Read a configuration file: settings, or None and everything that is wrong (never both)."""
    mistakes = Mistakes(file)
    root = read_document(text, file, mistakes).root
    values: dict[str, tuple[Node, Any]] = {}
    if root is not None and not (isinstance(root, Scalar) and root.is_null):
        _collect(root, "", mistakes, values)
    settings = _filled(values)
    _check_together(settings, values, mistakes)
    return (None if len(mistakes) else settings), mistakes.all()


def _collect(
    node: Node, prefix: str, mistakes: Mistakes, values: dict[str, tuple[Node, Any]]
) -> None:
    """Read the keys below ``prefix``; options into ``values`` by their place in Settings."""
    below: dict[str, Option | None] = {}
    for option in OPTIONS:
        if option.key.startswith(prefix):
            head, dot, _ = option.key.removeprefix(prefix).partition(".")
            below[head] = None if dot else option
    synonyms = {key.replace("-", "_"): key for key in below}
    found = forms.fields(node, prefix.rstrip("."), tuple(below), mistakes, synonyms=synonyms)
    for key, (_, value) in (found or {}).items():
        option_here = below[key]
        if option_here is None:
            _collect(value, f"{prefix}{key}.", mistakes, values)
            continue
        before = len(mistakes)
        read = option_here.kind.read(value, option_here.key, mistakes)
        if len(mistakes) == before:
            values[option_here.place] = (value, read)


def _filled(values: dict[str, tuple[Node, Any]]) -> Settings:
    """The defaults with ``values`` in their places."""
    settings = Settings()
    for place, (_, value) in values.items():
        settings = _with(settings, place.split("."), value)
    return settings


def _with(holder: Any, place: list[str], value: Any) -> Any:
    head, *rest = place
    if rest and rest[0] and isinstance(getattr(holder, head), dict):
        table = dict(getattr(holder, head))
        key = next(key for key in table if key.value == rest[0].replace("_", "-"))
        if value == "never":
            del table[key]
        else:
            table[key] = value
        return dataclasses.replace(holder, **{head: table})
    if rest:
        value = _with(getattr(holder, head), rest, value)
    return dataclasses.replace(holder, **{head: value})


def _check_together(
    settings: Settings, values: dict[str, tuple[Node, Any]], mistakes: Mistakes
) -> None:
    """What no key can be wrong about alone."""
    attempt, whole = settings.web.attempt_timeout, settings.web.url_timeout
    if attempt > whole:
        place = "web.attempt_timeout" if "web.attempt_timeout" in values else "web.url_timeout"
        node = values[place][0]
        what = f"one attempt ({attempt:g} s) may not last longer than the whole URL ({whole:g} s)"
        mistakes.add(
            node, place.replace("_", "-"), what, "write an attempt-timeout that is shorter"
        )
    if settings.lists and "lists" in values:
        _check_lists(settings, values, mistakes)


def _check_lists(
    settings: Settings, values: dict[str, tuple[Node, Any]], mistakes: Mistakes
) -> None:
    """Every list has its own file, its own folder and its own page."""
    node = values["lists"][0]
    for key in ("entries", "reports"):
        if key in values:
            what = f"`{key}` says it for one list, `lists` for each of several"
            mistakes.add(values[key][0], key, what, f"leave `{key}` out")
    lists = settings.each_list()
    where = "lists"
    for number, one in enumerate(lists):
        for other in lists[:number]:
            if one.entries == other.entries:
                what = f"{one.entries} is there twice"
                mistakes.add(node, where, what, "name each list once")
            elif _is_within(one.reports, other.reports) or _is_within(other.reports, one.reports):
                what = f"{one.entries} and {other.entries} would share {one.reports}/"
                mistakes.add(node, where, what, "give each list a reports folder of its own")
            elif one.readme == other.readme:
                what = f"{one.entries} and {other.entries} would both be shown on {one.readme}"
                mistakes.add(node, where, what, "give one of them another `readme`")
            elif one.name and one.name == other.name:
                what = f"{one.entries} and {other.entries} would both be called {one.name}"
                mistakes.add(node, where, what, "give one of them another `name`")
        if one.name in KINDS:
            what = f"{one.entries} would be called {one.name}, as a kind of pull request"
            mistakes.add(node, where, what, "give it another `name`")


def _is_within(path: str, folder: str) -> bool:
    return f"{path}/".startswith(f"{folder}/")
