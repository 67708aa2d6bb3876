"""How well titles are told apart: precision and recall on pairs built from real lists.

Run ``python -m benchmarks.titles [--shared DIR]``; the lists stand beside the checkout, how the pairs
are built says ``benchmarks/title_pairs.py``. ``--unseen`` takes the lists at which nobody looked while
the rules were made. ``--cross-validate`` learns the accusing threshold from half of the lists and tries
it on the other half.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.renamed import RENAMED
from benchmarks.title_pairs import Pair, build_pairs, read_lists, read_unseen_lists
from bot.identity.comparison import OWN_WEIGHT, TitleMatch, compare_titles
from bot.identity.own_words import own_words
from bot.identity.words import TELLING

#: reasons of answers that do not depend on own words
_DECIDED_BEFORE = ("language", "short", "name")
SHARED = Path(__file__).resolve().parents[2] / "shared"


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
        "| learned from | threshold | other lists: true pairs rejected | neighbours | same list | twins |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for start in (0, 1):
        learned = frozenset(names[start::2])
        reached = max(w for p, w in weights if p.same and p.list_name in learned)
        threshold = round(0.2 * (int(round(reached / 0.2, 6)) + 1), 1)
        others = [(p, w) for p, w in weights if p.list_name not in learned]
        true = [w >= threshold for p, w in others if p.same]
        cells = [f"{sum(true)} of {len(true)}"]
        for kind in ("neighbour", "same list", "twin"):
            told = [w >= threshold for p, w in others if p.kind == kind]
            cells.append(f"{sum(told) / len(told):.1%}")
        rows.append(f"| {len(learned)} lists | {threshold} | {' | '.join(cells)} |")
    return "\n".join([*rows, "", f"In use: {OWN_WEIGHT}."])


def _own_weight(pair: Pair) -> float:
    """The weight on which the answer "different" depends; 0 where another rule decided before."""
    if compare_titles(pair.one, pair.other).reason in _DECIDED_BEFORE:
        return 0.0
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
    parser.add_argument("--unseen", action="store_true", help="lists without a truth file")
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    lists = read_unseen_lists(options.shared) if options.unseen else read_lists(options.shared)
    titles = sum(map(len, lists.values()))
    pairs = build_pairs(lists)
    sys.stdout.write(f"{len(pairs):,} pairs from {len(lists)} lists ({titles:,} titles).\n\n")
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
