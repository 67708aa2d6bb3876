"""Readable ids for entries and sections, the same ones every time for the same titles."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import takewhile

#: characters of an id that was not lengthened to keep it unique
_SHORT = 48
#: characters, as ``entries.yml`` allows
_LONG = 80
#: an id that says less than this says nothing
_LEAST = 2
_ARTICLES = frozenset({"a", "an", "the"})
#: words that an id should not end with
_LOOSE = _ARTICLES | {
    *("and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "over"),
    *("through", "to", "towards", "under", "using", "via", "with"),
}
#: what stands between a name and its explanation
_NAME_END = re.compile(r"[:：]|\s[-–—|]\s")
_NAME_ENDS = frozenset(":：-–—|")
_APOSTROPHES = re.compile("['’`´]")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
#: the same for ASCII texts, several times as fast
_ONLY_WORDS = "".join(chr(n) if chr(n).isalnum() else " " for n in range(128))


def make_ids(titles: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """One id for each title, unlike each other and unlike those in ``taken``.

    The name before the colon, else the first words. An id depends on its own title and on
    earlier titles with the same beginning, so a paper that is added at the end changes none.
    """
    used = dict.fromkeys(taken, "")
    ids = []
    for title in titles:
        identifier = _unique(title, used)
        used[identifier] = title
        ids.append(identifier)
    return tuple(ids)


def make_section_ids(titles: Sequence[str]) -> tuple[str, ...]:
    """Ids for headings, without the words that all of them begin with."""
    words = [title.split() for title in titles]
    common = len(list(takewhile(lambda same: len(set(same)) == 1, zip(*words, strict=False))))
    if len(titles) < 2 or any(len(parts) <= common for parts in words):
        common = 0
    return make_ids([" ".join(parts[common:]) for parts in words])


def _unique(title: str, used: dict[str, str]) -> str:
    """An id that is no key of ``used`` (whose values are the titles of those ids)."""
    name = title.strip()
    if not _NAME_ENDS.isdisjoint(name):
        name = _NAME_END.split(name, maxsplit=1)[0]
    short = _joined(_words(name), _SHORT)
    if len(short) >= _LEAST and short not in used:
        return short
    words = _words(title)
    digest = hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()
    if len(short) < _LEAST:
        short = _joined(words, _SHORT)
    if len(short) < _LEAST:
        short = f"entry-{digest[:8]}"
    if short not in used:
        return short
    if used[short] != title:  # different papers: tell them apart by what their titles say
        for number in range(short.count("-") + 2, len(words) + 1):
            longer = "-".join(words[:number])
            if len(longer) <= _LONG and longer not in used and words[number - 1] not in _LOOSE:
                return longer
        if f"{short}-{digest[:6]}" not in used:
            return f"{short}-{digest[:6]}"
    return next(f"{short}-{n}" for n in range(2, len(used) + 3) if f"{short}-{n}" not in used)


def _words(text: str) -> list[str]:
    """The words of a text in plain ASCII, without a leading article."""
    letters = _APOSTROPHES.sub("", text).casefold()
    if letters.isascii():
        words = letters.translate(_ONLY_WORDS).split()
    else:
        folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
        letters = "".join(c for c in folded if not unicodedata.combining(c))
        words = [word for word in _NOT_A_WORD.split(letters) if word]
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _joined(words: list[str], limit: int) -> str:
    """As many words as fit, not ending with a loose one."""
    joined = "-".join(words)
    if len(joined) <= limit:
        return joined
    kept: list[str] = []
    length = -1
    for word in words:
        length += 1 + len(word)
        if length > limit:
            break
        kept.append(word)
    cut_short = len(kept) < len(words)
    while cut_short and kept and kept[-1] in _LOOSE:
        kept.pop()
    return "-".join(kept) or (words[0][:limit] if words else "")
