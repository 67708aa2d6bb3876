"""The parts of a YAML document, all scalars as text, each with its place in the file."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

#: ways to write a scalar, as PyYAML names them; plain is the empty string
PLAIN = ""
#: spellings of "nothing" in YAML 1.1 and 1.2; only a plain scalar means nothing by them
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A piece of text. Positions: 1-based line and column, 0-based half-open offsets."""

    value: str
    line: int
    column: int
    start: int
    end: int
    #: "" (plain), "'", '"', "|" or ">"
    style: str = PLAIN

    @property
    def is_null(self) -> bool:
        """Nothing is written here, or one of YAML's words for nothing."""
        return self.style == PLAIN and self.value in NULLS

    @property
    def is_block(self) -> bool:
        """Written below a ``|`` or ``>``."""
        return self.style in ("|", ">")


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int
    start: int
    end: int
    #: written between brackets
    flow: bool = False


class Mapping(NamedTuple):
    """Keys and values in the order of the file; of a repeated key only the first is kept."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    start: int
    end: int
    #: written between braces
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None."""
        return next((value for name, value in self.items if name.value == key), None)


class Broken(NamedTuple):
    """Something that was reported as a mistake already; nothing more can be said about it."""

    line: int
    column: int
    start: int
    end: int


Node: TypeAlias = Scalar | Sequence | Mapping | Broken


class Document(NamedTuple):
    """A whole file."""

    file: str
    text: str
    #: None when nothing at all could be read
    root: Node | None


def last_offset(node: Node) -> int:
    """Offset just behind the last character that belongs to ``node``.

    libyaml ends a block collection where the next token starts, many lines further down, so
    the end of its last scalar is used instead.
    """
    while isinstance(node, (Mapping, Sequence)) and not node.flow and node.items:
        node = node.items[-1][1] if isinstance(node, Mapping) else node.items[-1]
    return node.end
