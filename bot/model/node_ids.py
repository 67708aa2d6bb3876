"""GitHub's global node ids: the number inside them is the identity, their spelling is not.

GitHub writes the id of one and the same repository in two ways: ``MDEwOlJlcG9zaXRvcnkxMjk2MjY5``
(base64 of ``010:Repository1296269``) for older objects, ``R_kgDOABPHjQ`` (a prefix, then base64 of
the MessagePack array ``[0, 1296269]``) for newer ones, and may change from one to the other
(docs.github.com/graphql/guides/migrating-graphql-global-node-ids).
"""

from __future__ import annotations

import base64
import binascii
import re

_LEGACY = re.compile(rb"\d+:([A-Z][A-Za-z]*)(\d+)\Z")
#: types whose ids are read, by the prefix of the newer spelling
_PREFIXES = {"R": "Repository", "U": "User", "O": "Organization"}
#: MessagePack: a two-element array whose first element is 0, then an unsigned integer
_HEAD = b"\x92\x00"
#: first byte of the integer -> how many bytes follow (msgpack spec, int format family)
_WIDTHS = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}


def repository_number(node_id: str) -> int | None:
    """The database id inside a repository's node id; None when it cannot be read."""
    found = _read(node_id)
    return found[1] if found and found[0] == "Repository" else None


def _read(node_id: str) -> tuple[str, int] | None:
    """Type and database id; None when the id cannot be read."""
    prefix, mark, packed = node_id.partition("_")
    if mark and prefix in _PREFIXES:
        number = _packed_number(_decoded(packed))
        return (_PREFIXES[prefix], number) if number is not None else None
    match = _LEGACY.match(_decoded(node_id))
    return (match[1].decode(), int(match[2])) if match else None


def node_id_of(number: int) -> str:
    """The newer spelling of the node id of repository ``number`` (0 < number < 2**63)."""
    if number < 0x80:
        packed = bytes([number])
    else:
        marker, width = next((m, w) for m, w in _WIDTHS.items() if number < 1 << (8 * w))
        packed = bytes([marker]) + number.to_bytes(width, "big")
    return "R_" + base64.urlsafe_b64encode(_HEAD + packed).decode().rstrip("=")


def same_repository(one: str, other: str) -> bool:
    """Both ids mean the same repository, however they are spelt."""
    numbers = repository_number(one), repository_number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return one == other


def same_account(one: str, other: str) -> bool:
    """Both ids mean the same user or organisation (a user can be made an organisation: same number)."""
    accounts = _read(one), _read(other)
    if accounts[0] is not None and accounts[1] is not None:
        return accounts[0][1] == accounts[1][1]
    return one == other


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return b""


def _packed_number(data: bytes) -> int | None:
    if not data.startswith(_HEAD) or len(data) < 3:
        return None
    first, rest = data[2], data[3:]
    if first < 0x80:
        return first if not rest else None
    return int.from_bytes(rest, "big") if len(rest) == _WIDTHS.get(first) else None
