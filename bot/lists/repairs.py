"""Changes one address of a Markdown file and no other byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from bot.lists.links import links_of

#: would end the address or be read as markup in one of the places an address can stand
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"'`\\|^{}\[\]]")
#: would be read as a character reference: in Markdown only with its ";" (CommonMark 2.5)
_REFERENCE = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
#: in an attribute some also without it (WHATWG 13.2.5.73)
_ATTRIBUTE_REFERENCE = re.compile(r"&(?=#?[A-Za-z0-9]+)")
_NOWHERE = (-1, -1)


def spelled(url: str, *, attribute: bool = False) -> str:
    """The address as it can stand in any markup of a list: what is unsafe is percent-encoded."""
    url = _UNSAFE.sub(lambda found: quote(found[0], safe=""), url)
    if _unbalanced(url):
        url = url.replace("(", "%28").replace(")", "%29")
    return (_ATTRIBUTE_REFERENCE if attribute else _REFERENCE).sub("&amp;", url)


def replace_url(text: str, where: tuple[int, int], new: str) -> str:
    """Put ``new`` in the place of the address at ``where`` (``ListLink.where``: bytes in UTF-8).

    Everything else stays byte for byte. Raises ValueError when ``where`` is not inside the text.
    """
    return _replaced(text, {where: new})


def repaired(text: str, where: tuple[int, int], new: str, file: str = "README.md") -> str | None:
    """The same, proven: the page has the new address in that place and the others as before.

    None when it cannot be proven (a link that ends elsewhere, an address shared by reference links
    is fine: all of them lead to the new one).
    """
    return repaired_all(text, {where: new}, file)


def repaired_all(
    text: str, changes: Mapping[tuple[int, int], str], file: str = "README.md"
) -> str | None:
    """Several places at once, proven in one go; None when the whole cannot be proven."""
    before = links_of(text, file)
    changed = _replaced(text, changes)
    after = links_of(changed, file)
    if len(before) != len(after):
        return None
    # as a reader of the page gets it
    wanted = {where: spelled(new).replace("&amp;", "&") for where, new in changes.items()}
    for old, now in zip(before, after, strict=True):
        if now.url != wanted.get(old.where or _NOWHERE, old.url):
            return None
    return changed


def _replaced(text: str, changes: Mapping[tuple[int, int], str]) -> str:
    data = text.encode("utf-8", "surrogatepass")
    parts: list[bytes] = []
    position = 0
    for (start, end), new in sorted(changes.items()):
        if not position <= start <= end <= len(data):
            raise ValueError(f"bytes {start} to {end} are not in a text of {len(data)} bytes")
        attribute = data[start - 1 : start] in (b'"', b"'", b"=") if start else False
        parts += [data[position:start], spelled(new, attribute=attribute).encode("utf-8")]
        position = end
    return b"".join([*parts, data[position:]]).decode("utf-8", "surrogatepass")


def _unbalanced(url: str) -> bool:
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return depth != 0
