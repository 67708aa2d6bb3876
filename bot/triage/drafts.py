"""Texts of the bot on the forge: between two markers, with a memory in the first of them.

A body is ``<!-- listbot:begin v1 kind=... key=... -->`` + text + ``<!-- listbot:end -->``. What a
person writes above or below is theirs and stays. Foreign text cannot contain a marker, for it is
escaped (``bot.text``); markers count only in bodies that the bot itself wrote.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.text import fit_rows

_BEGIN = re.compile(r"^<!-- listbot:begin v1((?: [a-z]+=[A-Za-z0-9_.,:+-]*)*) -->$", re.MULTILINE)
_END = "<!-- listbot:end -->"
_VALUE = re.compile(r"[A-Za-z0-9_.,:+-]*\Z")
_BOX = re.compile(
    r"^ *[-*] \[(?P<tick>[ xX])\] .*<!-- listbot:box (?P<verb>[a-z]+):(?P<key>[a-z0-9.-]+) -->\s*$"
)
#: a reference to something that may get its number only when the plan is carried out
_REFERENCE = re.compile("\ue000([a-z]+):([a-z0-9.:-]+)\ue001")
#: characters; GitHub refuses longer bodies (65,536) and titles (256) with 422
BODY_LIMIT = 60_000
_LARGEST = 65_000
#: states in which the bot closed it itself; in "kept" a person opened it again
CLOSED = frozenset({"closed", "gone", "snoozed", "ignored"})
TITLE_LIMIT = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """The memory in a body: small words only, none of them foreign."""

    #: "issue", "dashboard", "pull" or "stuck"
    kind: str
    #: what it is about, unique among those of its kind (of its list)
    key: str
    #: word of the list that it belongs to; empty where there is only one, and in bodies of that time
    of_list: str = ""
    #: ids of the changes, or ``fingerprint.evidence`` of the findings, that it covers
    covers: tuple[str, ...] = ()
    #: what the bot last said about it, see ``CLOSED``
    state: str = "open"
    #: date (ISO) on which that state began, where it matters
    since: str = ""
    #: id of the newest comment that was read
    read: int = 0
    #: hash of the title that the bot gave
    title: str = ""
    #: hash of what the text was made of; equal = nothing to write
    content: str = ""

    @property
    def evidence(self) -> dict[str, str]:
        """Fingerprint -> hash of the evidence that it was written on."""
        pairs = (item.partition(".") for item in self.covers)
        return {fingerprint: evidence for fingerprint, _, evidence in pairs}

    def line(self) -> str:
        """The marker."""
        values = {
            "kind": self.kind,
            "key": self.key,
            "list": self.of_list,
            "covers": ",".join(self.covers),
            "state": self.state,
            "since": self.since,
            "read": str(self.read) if self.read else "",
            "title": self.title,
            "content": self.content,
        }
        for value in values.values():
            if not _VALUE.match(value):
                raise ValueError(f"not a control value: {value!r}")
        words = "".join(f" {key}={value}" for key, value in values.items() if value)
        return f"<!-- listbot:begin v1{words} -->"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A title and a text that are ready but for the numbers of things that do not exist yet."""

    control: Control
    #: empty: the title stays as it is
    title: str
    text: str
    #: what the text is about; equal basis = nothing new to say. Empty: the text itself
    basis: str = ""
    #: last lines that are no reason to write again (the link to the run)
    footer: str = ""
    #: the hash that the marker has now, for a text that is only tidied up
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of ours, taken apart."""

    control: Control
    text: str
    #: what people wrote around it
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A check box with a known name."""

    verb: str
    key: str
    ticked: bool


def short_hash(text: str) -> str:
    """Twelve hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def reference(kind: str, key: str) -> str:
    """Stands for ``#12`` in a draft: the "issue" or "pull" with this key."""
    return f"\ue000{kind}:{key}\ue001"


def resolved(text: str, numbers: Mapping[tuple[str, str], int]) -> str:
    """The text with the numbers of what exists; what does not is said so."""

    def number(match: re.Match[str]) -> str:
        found = numbers.get((match[1], match[2]))
        return f"#{found}" if found else "(not open yet)"

    return _REFERENCE.sub(number, text)


def content_of(draft: Draft, numbers: Mapping[tuple[str, str], int]) -> str:
    """Hash of what the draft says, as it is kept in the marker."""
    if draft.content:
        return draft.content
    return short_hash(resolved(draft.basis or draft.text, numbers) + f"\x1f{draft.control.state}")


def sealed(
    draft: Draft, numbers: Mapping[tuple[str, str], int], old: str | None = None
) -> tuple[str, str]:
    """Title and body as they are sent; what people wrote around the ``old`` body is kept."""
    title = draft.title[:TITLE_LIMIT]
    control = replace(
        draft.control,
        title=short_hash(title) if title else draft.control.title,
        content=content_of(draft, numbers),
    )
    begin = control.line()
    room = _LARGEST - len(begin) - len(draft.footer) - len(_END) - 10
    text = _cut_lines(resolved(draft.text, numbers).strip("\n"), room)
    block = "\n".join(part for part in (begin, text, draft.footer, _END) if part)
    around = read_body(old) if old else None
    before, after = (around.before, around.after) if around else ("", "")
    room = max(0, _LARGEST - len(block))
    return title, before[:room] + block + after[: max(0, room - len(before))]


def _cut_lines(text: str, room: int) -> str:
    """Whole lines that fit; the texts are made to fit, so this is for what nobody thought of."""
    if len(text) <= room:
        return text
    return fit_rows(text.split("\n"), room - 40).text(lambda n: f"(and {n} more lines)")


def read_body(body: str) -> Body | None:
    """The markers of a body and what is between them; None when it has none."""
    body = body.replace("\r\n", "\n")
    begin = _BEGIN.search(body)
    if begin is None:
        return None
    end = body.find(_END, begin.end())
    text = body[begin.end() : end if end >= 0 else len(body)]
    after = body[end + len(_END) :] if end >= 0 else ""
    return Body(
        control=_control(begin[1]),
        text=text.strip("\n"),
        before=body[: begin.start()],
        after=after,
    )


def _control(words: str) -> Control:
    values = dict(word.split("=", 1) for word in words.split())
    read = values.get("read", "")
    return Control(
        kind=values.get("kind", ""),
        key=values.get("key", ""),
        of_list=values.get("list", ""),
        covers=tuple(filter(None, values.get("covers", "").split(","))),
        state=values.get("state", "open"),
        since=values.get("since", ""),
        read=int(read) if read.isdigit() and len(read) < 20 else 0,
        title=values.get("title", ""),
        content=values.get("content", ""),
    )


def box(verb: str, key: str, label: str, *, ticked: bool = False) -> str:
    """A check box that a person with write access can tick."""
    return f"- [{'x' if ticked else ' '}] {label} <!-- listbot:box {verb}:{key} -->"


def boxes(text: str) -> tuple[Box, ...]:
    """Every box of ours between the markers."""
    found = (_BOX.match(line) for line in text.split("\n"))
    return tuple(
        Box(verb=m["verb"], key=m["key"], ticked=m["tick"] != " ") for m in found if m is not None
    )


def unticked(text: str) -> str:
    """The same text with every box of ours empty again."""
    return "\n".join(
        line.replace("[x]", "[ ]", 1).replace("[X]", "[ ]", 1) if _BOX.match(line) else line
        for line in text.split("\n")
    )
