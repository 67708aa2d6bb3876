"""A stream of YAML events -> nodes; everything is checked before anything is built.

Anchors, aliases, merge keys, tags, further documents, repeated keys, deep nesting and huge
scalars are mistakes. Events come lazily and reading stops at ``MOST_DEEP`` levels, so neither
thousands of brackets (which crash libyaml's own composer) nor nested aliases are ever unfolded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml import events as ev

from bot.documents.complaints import Complaint, explain
from bot.documents.limits import LARGEST_SCALAR
from bot.documents.mistakes import Mistakes, join, quoted
from bot.documents.nodes import PLAIN, Broken, Mapping, Node, Scalar, Sequence

#: levels of lists and mappings inside each other
MOST_DEEP = 20
#: characters that are fewer bytes than that in any case
_SHORT = LARGEST_SCALAR // 4

#: PyYAML's own parser is the fallback where it was built without libyaml: same events, slower
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: PyYAML types neither its marks nor their presence
_Event: TypeAlias = Any


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    event: _Event
    items: list[Any] = field(default_factory=list)
    #: mapping only: the key that waits for its value; None when a key comes next
    key: Scalar | Broken | None = None
    #: mapping only: line of every key so far
    lines: dict[str, int] = field(default_factory=dict)
    is_mapping: bool = False


class _Stop(Exception):
    """Nothing further is to be read; because of the complaint, if there is one."""

    def __init__(self, complaint: Complaint | None) -> None:
        super().__init__()
        self.complaint = complaint


class Builder:
    """Builds one document and notes whatever must not be in it."""

    def __init__(self, mistakes: Mistakes, stepped_over: set[int], shift: int) -> None:
        """``stepped_over``: lines of list items to leave out; ``shift`` is added to offsets."""
        self.root: Node | None = None
        #: 0-based column of the dashes of the latest block list right below the top
        self.list_column: int | None = None
        self._mistakes = mistakes
        self._stepped_over = stepped_over
        self._shift = shift
        self._frames: list[_Frame] = []
        self._documents = 0
        self._last: Scalar | None = None

    def build(self, text: str) -> Complaint | None:
        """Read everything; what stopped the reading, or None."""
        take: dict[type, Callable[[_Event], None]] = {
            ev.ScalarEvent: self._take_scalar,
            ev.MappingStartEvent: self._open,
            ev.SequenceStartEvent: self._open,
            ev.MappingEndEvent: self._close,
            ev.SequenceEndEvent: self._close,
            ev.AliasEvent: self._take_alias,
            ev.DocumentStartEvent: self._begin,
        }
        try:
            next_event = _LOADER(text).get_event
            while (event := next_event()) is not None:
                handle = take.get(type(event))
                if handle is not None:
                    handle(event)
        except yaml.YAMLError as error:
            return explain(error, text, self._last)
        except _Stop as stop:
            return stop.complaint
        return None

    def _begin(self, event: _Event) -> None:
        self._documents += 1
        if self._documents > 1:
            what = "a second document begins here (---)"
            self._complain(event, what, "keep everything in one document")
            raise _Stop(None)

    def _take_alias(self, event: _Event) -> None:
        self._complain(event, "an alias (*name) is not allowed", "write the value itself")
        self._add(self._broken(event), event)

    def _take_scalar(self, event: _Event) -> None:
        """Nine events in ten are scalars, so the usual ones go the shortest way."""
        if event.anchor is not None or event.tag is not None:
            self._note_extras(event)
        value = event.value
        if self._stepped_over or len(value) > _SHORT or not self._frames:
            self._add(self._unusual_scalar(event), event)
            return
        start, shift = event.start_mark, self._shift
        scalar = Scalar(
            value,
            start.line + 1,
            start.column + 1,
            start.index + shift,
            event.end_mark.index + shift,
            event.style or PLAIN,
        )
        self._last = scalar
        frame = self._frames[-1]
        key = frame.key
        if not frame.is_mapping:
            frame.items.append(scalar)
        elif key is None:
            usual = value != "<<" and value not in frame.lines
            frame.key = scalar if usual else self._key(frame, scalar, event)
            frame.lines.setdefault(value, scalar.line)
        else:
            if type(key) is Scalar:
                frame.items.append((key, scalar))
            frame.key = None

    # -- nodes -------------------------------------------------------------------------------

    def _unusual_scalar(self, event: _Event) -> Scalar | Broken:
        """A scalar that may be too long, or stand for something that was stepped over."""
        start, shift = event.start_mark, self._shift
        value: str = event.value
        if start.line + 1 in self._stepped_over and value == "~":
            return self._broken(event)
        if len(value) > LARGEST_SCALAR or len(value.encode()) > LARGEST_SCALAR:
            what = f"this text is longer than {LARGEST_SCALAR // 1000} kB"
            self._complain(event, what, "shorten it")
            return self._broken(event)
        end = event.end_mark.index + shift
        place = (start.line + 1, start.column + 1, start.index + shift, end)
        self._last = Scalar(value, *place, event.style or PLAIN)
        return self._last

    def _broken(self, event: _Event) -> Broken:
        start, end = event.start_mark, event.end_mark
        shift = self._shift
        return Broken(start.line + 1, start.column + 1, start.index + shift, end.index + shift)

    def _open(self, event: _Event) -> None:
        self._note_extras(event)
        if len(self._frames) >= MOST_DEEP:
            what = f"lists and mappings are nested deeper than {MOST_DEEP} levels"
            mark = event.start_mark
            raise _Stop((mark.line + 1, mark.column + 1, what, "write it flatter"))
        is_mapping = isinstance(event, ev.MappingStartEvent)
        if len(self._frames) == 1 and not is_mapping and not event.flow_style:
            self.list_column = event.start_mark.column
        self._frames.append(_Frame(event, is_mapping=is_mapping))

    def _close(self, event: _Event) -> None:
        frame = self._frames.pop()
        mark = frame.event.start_mark
        make = Mapping if frame.is_mapping else Sequence
        node = make(
            tuple(frame.items),
            mark.line + 1,
            mark.column + 1,
            mark.index + self._shift,
            event.end_mark.index + self._shift,
            bool(frame.event.flow_style),
        )
        self._add(node, frame.event)

    def _add(self, node: Node, event: _Event) -> None:
        """Put a finished node where it belongs."""
        if not self._frames:
            self.root = node
            return
        frame = self._frames[-1]
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(frame, node, event)
        else:
            if isinstance(frame.key, Scalar):
                frame.items.append((frame.key, node))
            frame.key = None

    def _key(self, frame: _Frame, node: Node, event: _Event) -> Scalar | Broken:
        """The key of a mapping, or Broken when its value must be left out."""
        if not isinstance(node, Scalar):
            if not isinstance(node, Broken):
                self._complain(event, "a key must be a word", "write `key: value`")
            return self._broken(event)
        if node.value == "<<" and node.style == PLAIN:
            self._complain(event, "a merge key (<<) is not allowed", "write the keys themselves")
            return self._broken(event)
        first = frame.lines.get(node.value)
        if first is not None:
            what = f"the key {quoted(node.value)} is given twice, in lines {first} and {node.line}"
            self._complain(event, what, "keep one of them", inside=node.value)
            return self._broken(event)
        frame.lines[node.value] = node.line
        return node

    # -- mistakes ----------------------------------------------------------------------------

    def _note_extras(self, event: _Event) -> None:
        if event.anchor is not None:
            self._complain(event, "an anchor (&name) is not allowed", "remove it")
        if event.tag is not None:
            self._complain(event, "a tag (!name) is not allowed", "remove it")

    def _complain(self, event: _Event, what: str, remedy: str, inside: str = "") -> None:
        mark = event.start_mark
        path = join(self.path(), inside) if inside else self.path()
        self._mistakes.add_at(mark.line + 1, mark.column + 1, path, what, remedy)

    def path_near(self, line: int) -> str:
        """Where a YAML error in ``line`` belongs, as far as was read."""
        path = self.path()
        top = self._frames[-1] if self._frames else None
        if top is not None and not top.is_mapping:  # no item is open, so none is meant
            return path.rpartition("[")[0]
        if top is not None and top.key is None and self._last and self._last.line == line:
            last_key = top.items[-1][0] if top.items else None
            return join(path, last_key.value) if last_key else path
        return path

    def path(self) -> str:
        """Where in the document the reading stands, e.g. ``entries[12].code``."""
        path = ""
        for frame in self._frames:
            if not frame.is_mapping:
                path += f"[{len(frame.items)}]"
            elif isinstance(frame.key, Scalar):
                path = join(path, frame.key.value)
        return path
