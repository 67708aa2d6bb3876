"""Pairs of titles, built from real lists when a benchmark runs: rewritten ones and other papers'.

True pairs are a real title and a way in which people rewrite titles, or several ways at once; false
pairs are a title and another paper's title: its nearest neighbours in the same list (hard), any other
of the list, and twins (one telling word replaced). Nothing of the lists is kept in this repository.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.identity.identifiers import identify
from bot.identity.titles import COMMON, content, is_short, parts
from bot.identity.wording import overlap
from bot.identity.words import is_function_word
from bot.lists.cataloguing import catalogue_of
from bot.lists.reading import read_list
from bot.model.entries import LinkRole
from bot.model.papers import PaperId, Scheme

#: per list: full title -> identifier
Lists = Mapping[str, Mapping[str, PaperId]]
#: lists with fewer papers have no neighbours that could be mistaken for one another
_FEWEST = 20
#: a name in front of a title, what divides them, and the title
_NAME = re.compile(r"([^:：]+?)([:：]\s*|\s[-–—]{1,2}\s)(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two titles and whether they are of one paper."""

    kind: str
    same: bool
    one: str
    other: str
    #: the list that the title is from
    list_name: str = ""


def read_lists(shared: Path) -> dict[str, dict[str, PaperId]]:
    """Per list: full title -> identifier, for entries with exactly one recognised paper."""
    lists: dict[str, dict[str, PaperId]] = defaultdict(dict)
    for path in sorted((shared / "lists" / "truth").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            urls = [link["url"] for link in entry["links"] if link["kind"] == "paper"]
            _add(lists[path.stem], entry["title"], urls)
    seed = (shared / "scholarly" / "seed_identity.jsonl").read_text(encoding="utf-8")
    for record in map(json.loads, seed.splitlines()):
        _add(lists["seed"], record["title"], [record["url"]])
    return lists


def read_unseen_lists(shared: Path) -> dict[str, dict[str, PaperId]]:
    """The same for the lists of which there is no truth file, as ``listbot import`` reads them."""
    known = {path.stem for path in (shared / "lists" / "truth").glob("*.jsonl")}
    lists: dict[str, dict[str, PaperId]] = {}
    for path in sorted((shared / "lists").glob("*.md")):
        if path.stem in known:
            continue
        titles: dict[str, PaperId] = {}
        read = read_list(path.read_text(encoding="utf-8"), path.name)
        for entry in catalogue_of(read, file=path.name)[0].entries:
            urls = [link.url for link in entry.links if link.role is LinkRole.PDF]
            _add(titles, entry.title, urls)
        if len(titles) >= _FEWEST:
            lists[path.stem] = titles
    return lists


def _add(titles: dict[str, PaperId], title: str, urls: list[str]) -> None:
    paper = identify(urls[0]) if len(urls) == 1 else None
    if paper is not None and paper.scheme is not Scheme.PAGE and not is_short(title):
        titles.setdefault(title, paper)


def build_pairs(lists: Lists, *, seed: int = 20261124, every: int = 1) -> list[Pair]:
    """Every pair of the benchmark (of every n-th title), the same ones for the same seed."""
    chance = random.Random(seed)
    found: list[Pair] = []
    for name, titles in lists.items():
        names = sorted(titles)
        here: list[Pair] = []
        for title in names[::every]:
            changed = (*rewritten(title, chance), *_rewritten_much(title, chance))
            here += [
                Pair(kind=kind, same=True, one=title, other=other)
                for kind, other in changed
                if other != title
            ]
        here += _false_pairs(titles, names, chance, every)
        found += [replace(pair, list_name=name) for pair in here]
    return found


#: of these ways only one is taken: a name that was dropped is not replaced by another
_ABOUT_NAMES = frozenset(("label added", "label dropped", "subtitle dropped"))


def _rewritten_much(title: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Three ways at once, three times; what is left keeps two fifths of the letters."""
    for _ in range(3):
        text, done = title, {"case", "notice", "markup"}
        for _ in range(3):
            ways = [
                (kind, other)
                for kind, other in rewritten(text, chance)
                if other != text and kind not in done and len(other) > 0.4 * len(title)
            ]
            if not ways:
                break
            kind, text = chance.choice(ways)
            done |= _ABOUT_NAMES if kind in _ABOUT_NAMES else {kind}
        yield "several", text


def rewritten(title: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Ways in which the same title is written elsewhere."""
    words = title.split()
    yield "case", title.upper()
    yield "case", title.title()
    yield "case", title.lower()
    yield "markup", html.escape(html.escape(title.replace("-", "–").replace("'", "’")))
    yield "markup", "{" + words[0] + "} " + " ".join(words[1:]).replace("3D", "$3\\mathrm{D}$")
    yield "hyphens", title.replace("-", " ")
    yield "hyphens", title.replace("-", "")
    yield "spelling", _british(title)
    yield "plural", _plural(words)
    yield "notice", f"RETRACTED ARTICLE: {title}"
    yield "notice", f"{title} (Preprint)"
    long = [index for index, word in enumerate(words) if len(word) >= 8 and word.isalpha()]
    if long:
        index = chance.choice(long)
        word = words[index]
        yield "typo", " ".join((*words[:index], word[:4] + word[5:], *words[index + 1 :]))
    head, colon, tail = title.partition(": ")
    if colon and len(content(head)) >= 3:
        yield "subtitle dropped", head
    if colon and len(content(tail)) >= 3:
        yield "label dropped", tail
    if not colon and len(parts(title)) == 1:
        yield "label added", f"XqNet: {title}"
    if len(words) >= 12:
        yield "cut", " ".join(words[: int(0.85 * len(words))])


def _british(title: str) -> str:
    for american, british in (
        ("ization", "isation"),
        ("izing", "ising"),
        ("ized", "ised"),
        ("ize ", "ise "),
        ("olor", "olour"),
        ("odeling", "odelling"),
        ("abeled", "abelled"),
        ("umor", "umour"),
        ("enter ", "entre "),
        ("nalyz", "nalys"),
    ):
        title = title.replace(american, british)
    return title


def _plural(words: list[str]) -> str:
    last = words[-1]
    if len(last) < 4:
        return " ".join(words)
    return " ".join((*words[:-1], last[:-1] if last.endswith("s") else f"{last}s"))


def _false_pairs(
    titles: Mapping[str, PaperId], names: list[str], chance: random.Random, every: int
) -> Iterator[Pair]:
    where: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for word in set(content(name)):
            where[word].append(name)
    for title in names[::every]:
        near = Counter(
            {
                other: overlap(content(title), content(other))
                for word in set(content(title))
                if len(where[word]) <= 150
                for other in where[word]
                if _other_paper(titles, title, other)
            }
        )
        for other, _ in near.most_common(3):
            yield Pair(kind="neighbour", same=False, one=title, other=other)
        for other in chance.sample(names, min(3, len(names))):
            if _other_paper(titles, title, other):
                yield Pair(kind="same list", same=False, one=title, other=other)
        if twin := _twin(title, chance.choice(names), chance):
            yield Pair(kind="twin", same=False, one=title, other=twin)


def _other_paper(titles: Mapping[str, PaperId], one: str, other: str) -> bool:
    """Not the same identifier, and not a paper that is listed at two addresses."""
    if titles[one] == titles[other]:
        return False
    return "".join(content(one)) != "".join(content(other)) and not (
        set(content(one)) >= set(content(other)) or set(content(one)) <= set(content(other))
    )


def _twin(title: str, donor: str, chance: random.Random) -> str | None:
    """The title with one telling word replaced by one of another title, and another name.

    Telling is any longer word that does not stand in every second title and is no word of grammar.
    """
    if title.startswith("["):
        return None
    named = _NAME.match(title)
    words = ["XqNet:", *named[3].split()] if named else title.split()
    telling = [index for index, word in enumerate(words) if _is_telling(word)]
    new = [word for word in content(donor) if _is_telling(word) and word not in content(title)]
    if len(telling) < 2 or not new:
        return None
    words[chance.choice(telling)] = chance.choice(new)
    return " ".join(words)


def _is_telling(word: str) -> bool:
    if len(word) <= 4 or not word.isalpha() or is_function_word(word.lower()):
        return False
    return not COMMON.intersection(content(word))
