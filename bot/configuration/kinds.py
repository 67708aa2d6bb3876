"""Kinds of values in the configuration: how each is read, described, and put in JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.documents import forms
from bot.documents.mistakes import Mistakes, quoted
from bot.documents.nodes import Broken, Node, Scalar

#: items of any list in the configuration
MOST_ITEMS = 1000


class Kind(Protocol):
    """What may stand behind a key."""

    def read(self, node: Node, path: str, mistakes: Mistakes) -> Any:
        """The value, or None after a mistake was noted."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""

    def describe(self) -> str:
        """The same in words for the manual."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int
    most: int

    def read(self, node: Node, path: str, mistakes: Mistakes) -> int | None:
        """See ``Kind``."""
        return forms.integer(node, path, mistakes, least=self.least, most=self.most)

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def describe(self) -> str:
        """See ``Kind``."""
        return f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number, with or without a fraction."""

    least: float
    most: float
    unit: str = ""

    def read(self, node: Node, path: str, mistakes: Mistakes) -> float | None:
        """See ``Kind``."""
        unit = f" {self.unit}" if self.unit else ""
        return forms.number(node, path, mistakes, least=self.least, most=self.most, unit=unit)

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}

    def describe(self) -> str:
        """See ``Kind``."""
        return f"{self.least:g} to {self.most:g}{' ' if self.unit else ''}{self.unit}"


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, node: Node, path: str, mistakes: Mistakes) -> bool | None:
        """See ``Kind``."""
        return forms.boolean(node, path, mistakes)

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"type": "boolean"}

    def describe(self) -> str:
        """See ``Kind``."""
        return "true or false"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a closed set."""

    words: tuple[str, ...]

    def read(self, node: Node, path: str, mistakes: Mistakes) -> str | None:
        """See ``Kind``."""
        return forms.choice(node, path, self.words, mistakes)

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"enum": list(self.words)}

    def describe(self) -> str:
        """See ``Kind``."""
        return " or ".join(f"`{word}`" for word in self.words)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a certain form."""

    #: the whole text must match; the same in Python and in ECMAScript
    pattern: str
    #: what it is, with an example; completes "write …"
    form: str
    longest: int = 200
    #: what a pattern cannot say: True when the text is fine
    check: Callable[[str], bool] | None = None

    def read(self, node: Node, path: str, mistakes: Mistakes) -> str | None:
        """See ``Kind``."""
        value = forms.text(node, path, mistakes, remedy=f"write {self.form}")
        if value is None:
            return None
        if len(value) > self.longest:
            what = f"the text is longer than {self.longest} characters"
            mistakes.add(node, path, what, "shorten it")
        elif not re.fullmatch(self.pattern, value) or (self.check and not self.check(value)):
            mistakes.add(node, path, f"{quoted(value)} cannot be used here", f"write {self.form}")
        else:
            return value
        return None

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": self.longest}

    def describe(self) -> str:
        """See ``Kind``."""
        return self.form


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values of one kind."""

    kind: Kind
    most: int = MOST_ITEMS

    def read(self, node: Node, path: str, mistakes: Mistakes) -> tuple[Any, ...] | None:
        """See ``Kind``."""

        def item(each: Node, where: str) -> Any:
            return self.kind.read(each, where, mistakes)

        return forms.items(node, path, mistakes, item, most=self.most)

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"type": "array", "items": self.kind.schema(), "maxItems": self.most}

    def describe(self) -> str:
        """See ``Kind``."""
        return f"list of {self.kind.describe()}"


@dataclass(frozen=True, slots=True)
class OrNone:
    """A value, or the word ``none``."""

    kind: Kind

    def read(self, node: Node, path: str, mistakes: Mistakes) -> Any:
        """See ``Kind``; ``none`` gives None without a mistake."""
        if isinstance(node, Scalar) and node.value == "none":
            return None
        return self.kind.read(node, path, mistakes)

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        return {"anyOf": [self.kind.schema(), {"const": "none"}]}

    def describe(self) -> str:
        """See ``Kind``."""
        return f"{self.kind.describe()}, or `none`"


@dataclass(frozen=True, slots=True)
class Parts:
    """A mapping that becomes one value."""

    parts: Mapping[str, Kind]
    #: gets the values of the keys that are given
    build: Callable[[dict[str, Any]], Any]
    needed: tuple[str, ...] = ()
    #: a word that may stand instead of the mapping, and means None
    instead: str | None = None

    def read(self, node: Node, path: str, mistakes: Mistakes) -> Any:
        """See ``Kind``; the word ``instead`` gives the word itself."""
        if self.instead and isinstance(node, Scalar) and node.value == self.instead:
            return self.instead
        found = forms.fields(node, path, tuple(self.parts), mistakes)
        if found is None or isinstance(node, Broken):
            return None
        before = len(mistakes)
        forms.require(node, path, found, self.needed, mistakes)
        values = {
            key: self.parts[key].read(value, f"{path}.{key}", mistakes)
            for key, (_, value) in found.items()
        }
        return self.build(values) if len(mistakes) == before else None

    def schema(self) -> dict[str, Any]:
        """See ``Kind``."""
        schema: dict[str, Any] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: kind.schema() for key, kind in self.parts.items()},
        }
        if self.needed:
            schema["required"] = list(self.needed)
        return {"anyOf": [schema, {"const": self.instead}]} if self.instead else schema

    def describe(self) -> str:
        """See ``Kind``."""
        parts = ", ".join(f"`{key}` ({kind.describe()})" for key, kind in self.parts.items())
        return f"{parts}{f'; or `{self.instead}`' if self.instead else ''}"
