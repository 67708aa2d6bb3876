"""How well titles are told apart: precision and recall on pairs built from real lists.

Run ``python -m benchmarks.titles [--shared DIR]``. The pairs are built when it runs, from the lists
beside the checkout; nothing of them is kept in this repository. True pairs are a real title and a
way in which people rewrite titles, or several ways at once; false pairs are a title and another
paper's title: its nearest neighbours in the same list (hard), any other of the list, and twins (one
telling word replaced). ``--cross-validate`` learns the accusing threshold from half of the lists and
tries it on the other half.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from benchmarks.renamed import RENAMED
from bot.identity.comparison import OWN_WEIGHT, TitleMatch, compare_titles
from bot.identity.identifiers import identify
from bot.identity.own_words import own_words
from bot.identity.titles import COMMON, content, is_short, parts
from bot.identity.wording import overlap
from bot.identity.words import TELLING, is_function_word
from bot.model.papers import PaperId, Scheme

#: a name in front of a title, what divides them, and the title
_NAME = re.compile(r"([^:]+?)(:\s*|\s[-–—]{1,2}\s)(.+)")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two titles and whether they are of one paper."""

    kind: str
    same: bool
    one: str
    other: str
    #: the list that the title is from
    list_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Counts per kind of pair and per answer."""

    #: (kind, same, answer) -> pairs
    counts: dict[tuple[str, bool, TitleMatch], int]

    def share(self, *answers: TitleMatch, same: bool, kind: str | None = None) -> float:
        """Share of the true (or false) pairs that got one of these answers."""
        chosen = {
            answer: sum(
                n
                for (k, s, a), n in self.counts.items()
                if s is same and a is answer and kind in (None, k)
            )
            for answer in TitleMatch
        }
        return sum(chosen[answer] for answer in answers) / max(1, sum(chosen.values()))

    def pairs(self, *, same: bool, kind: str | None = None) -> int:
        """How many true (or false) pairs there were."""
        return sum(n for (k, s, _), n in self.counts.items() if s is same and kind in (None, k))


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


def _add(titles: dict[str, PaperId], title: str, urls: list[str]) -> None:
    paper = identify(urls[0]) if len(urls) == 1 else None
    if paper is not None and paper.scheme is not Scheme.PAGE and not is_short(title):
        titles.setdefault(title, paper)


def build_pairs(shared: Path, *, seed: int = 20261124, every: int = 1) -> list[Pair]:
    """Every pair of the benchmark (of every n-th title), the same ones for the same seed."""
    chance = random.Random(seed)
    found: list[Pair] = []
    for name, titles in read_lists(shared).items():
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
    titles: dict[str, PaperId], names: list[str], chance: random.Random, every: int
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


def _other_paper(titles: dict[str, PaperId], one: str, other: str) -> bool:
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


def measure(pairs: list[Pair]) -> Scores:
    """Ask the comparison about every pair."""
    counts: Counter[tuple[str, bool, TitleMatch]] = Counter(
        (pair.kind, pair.same, compare_titles(pair.one, pair.other).match) for pair in pairs
    )
    return Scores(counts=dict(counts))


def table(scores: Scores) -> str:
    """Markdown table for ``benchmarks/README.md``."""
    rows = [
        "| pairs | n | same or variant | unclear | different |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for same in (True, False):
        kinds = sorted({kind for kind, s, _ in scores.counts if s is same})
        for kind in (*kinds, None):
            shares = (
                scores.share(TitleMatch.SAME, TitleMatch.VARIANT, same=same, kind=kind),
                scores.share(TitleMatch.UNCLEAR, same=same, kind=kind),
                scores.share(TitleMatch.DIFFERENT, same=same, kind=kind),
            )
            name = kind or f"**all {'true' if same else 'false'} pairs**"
            cells = " | ".join(f"{share:.2%}" for share in shares)
            rows.append(f"| {name} | {scores.pairs(same=same, kind=kind)} | {cells} |")
    return "\n".join(rows)


def cross_validated(pairs: list[Pair]) -> str:
    """Learn the accusing threshold from half of the lists, try it on the others; both ways round.

    The threshold is the smallest weight of own words (in steps of 0.2) that no true pair of the
    learning half reaches.
    """
    weights = [(pair, _own_weight(pair)) for pair in pairs]
    names = sorted({pair.list_name for pair in pairs})
    rows = [
        "| learned from | threshold | other lists: true pairs rejected | neighbours | same list |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for start in (0, 1):
        learned = frozenset(names[start::2])
        reached = max(w for p, w in weights if p.same and p.list_name in learned)
        threshold = round(0.2 * (int(round(reached / 0.2, 6)) + 1), 1)
        others = [(p, w) for p, w in weights if p.list_name not in learned]
        true = [w >= threshold for p, w in others if p.same]
        cells = [f"{sum(true)} of {len(true)}"]
        for kind in ("neighbour", "same list"):
            told = [w >= threshold for p, w in others if p.kind == kind]
            cells.append(f"{sum(told) / len(told):.1%}")
        rows.append(f"| {len(learned)} lists | {threshold} | {' | '.join(cells)} |")
    return "\n".join([*rows, "", f"In use: {OWN_WEIGHT}."])


def _own_weight(pair: Pair) -> float:
    """The weight on which the answer "different" depends; 0 where another rule decided before."""
    own = own_words(*sorted((pair.one, pair.other)))
    return own.weight if own.most >= TELLING else 0.0


def renamed() -> str:
    """What the titles alone say of papers that got a new title when they were published."""
    found = Counter(
        comparison.reason if comparison.match is TitleMatch.DIFFERENT else str(comparison.match)
        for comparison in (compare_titles(one, other) for one, other in RENAMED)
    )
    said = ", ".join(f"{name} {count}" for name, count in found.most_common())
    return f"{len(RENAMED)} renamed papers, by their titles alone: {said}."


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--show", type=int, default=0, help="print so many wrong answers")
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    pairs = build_pairs(options.shared)
    if options.cross_validate:
        sys.stdout.write(cross_validated(pairs) + "\n")
        return
    sys.stdout.write(table(measure(pairs)) + "\n\n" + renamed() + "\n")
    wrong = (
        pair
        for pair in pairs
        if (pair.same and compare_titles(pair.one, pair.other).match is TitleMatch.DIFFERENT)
        or (not pair.same and compare_titles(pair.one, pair.other).fits)
    )
    for pair in islice(wrong, options.show):
        answer = compare_titles(pair.one, pair.other)
        sys.stdout.write(f"{pair.kind}: {answer}\n   {pair.one}\n   {pair.other}\n")


if __name__ == "__main__":
    main()
