"""How well attribution tells right code links from wrong ones: ``python -m benchmarks.attribution``.

Every figure is cross-validated by list: the weights that judge a list's pairs were learned from the
other lists. A pair that was put together for the corpus belongs to the list its repository is from.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import attribution_speed
from benchmarks.train_attribution import Example, examples, learn
from bot.attribution.accusation import is_accused
from bot.attribution.judge import probability
from bot.attribution.weights import ACCUSE_BELOW, BIAS, WEIGHTS

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "attribution"


@dataclass(frozen=True, slots=True)
class Judged:
    """One example with its cross-validated answer."""

    example: Example
    score: float
    accuse: bool


def judge_all(found: Sequence[Example]) -> list[Judged]:
    """Judge every example by weights that were learned without its list."""
    judged = []
    for left_out in sorted({example.origin for example in found}):
        weights, bias = learn([example for example in found if example.origin != left_out])
        judged += [judge(example, weights, bias) for example in found if example.origin == left_out]
    return sorted(judged, key=lambda answer: answer.example.id)


def judge(example: Example, weights: dict[str, float], bias: float) -> Judged:
    """Judge one example by given weights."""
    if example.case is None:  # no repository: the address alone decides
        return Judged(example, example.fixed_score, example.fixed_accuse)
    score = probability(example.clues, weights, bias)
    return Judged(example, score, score < ACCUSE_BELOW and is_accused(example.case, example.clues))


def wilson(hits: int, total: int) -> tuple[float, float]:
    """95 % confidence interval of a share (Wilson's score interval)."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    below = 1 + z * z / total
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def share(judged: Sequence[Judged], wanted: Callable[[Judged], bool]) -> str:
    """``35 of 38 = 92 % (79 to 97 %)``."""
    hits, total = sum(map(wanted, judged)), len(judged)
    low, high = wilson(hits, total)
    percent = 100 * hits / total if total else 0
    return f"{hits} of {total} = {percent:.0f} % ({100 * low:.0f} to {100 * high:.0f} %)"


def accused(answer: Judged) -> bool:
    """Would an issue be opened?"""
    return answer.accuse


def by_kind(judged: Sequence[Judged]) -> str:
    """A table of accusations per kind of pair."""
    rows = ["| pairs | accused (95 % interval) |", "| --- | --- |"]
    right = [answer for answer in judged if answer.example.right]
    wrong = [answer for answer in judged if not answer.example.right]
    rows.append(f"| honest | {share(right, accused)} |")
    rows.append(f"| wrong | {share(wrong, accused)} |")
    serious = [a for a in wrong if a.example.kind in ("real_error", "generic_library")]
    rows.append(f"| - real errors and general libraries | {share(serious, accused)} |")
    for kind in sorted({answer.example.kind for answer in judged}):
        chosen = [answer for answer in judged if answer.example.kind == kind]
        rows.append(f"| {kind.replace('_', ' ')} | {share(chosen, accused)} |")
    return "\n".join(rows)


def by_list(judged: Sequence[Judged]) -> str:
    """The same, list by list: each judged by weights learned from the others."""
    rows = ["| list left out | honest, accused | wrong, accused |", "| --- | --- | --- |"]
    for origin, _ in Counter(answer.example.origin for answer in judged).most_common():
        chosen = [answer for answer in judged if answer.example.origin == origin]
        right = [answer for answer in chosen if answer.example.right]
        wrong = [answer for answer in chosen if not answer.example.right]
        found = sum(answer.accuse for answer in wrong)
        blamed = sum(answer.accuse for answer in right)
        rows.append(f"| {origin} | {blamed} of {len(right)} | {found} of {len(wrong)} |")
    return "\n".join(rows)


def calibration(judged: Sequence[Judged]) -> str:
    """Score against truth, each side counted as half (the score assumes even odds)."""
    rows = [
        "| score | right | wrong | mean score | share right (even odds) |",
        "| --- | --- | --- | --- | --- |",
    ]
    total = Counter(answer.example.right for answer in judged)
    error = 0.0
    for low, high in (
        (0, 0.02),
        (0.02, 0.1),
        (0.1, 0.35),
        (0.35, 0.65),
        (0.65, 0.9),
        (0.9, 0.98),
        (0.98, 1.01),
    ):
        chosen = [answer for answer in judged if low <= answer.score < high]
        if not chosen:
            continue
        right = sum(answer.example.right for answer in chosen)
        weights = [0.5 / total[answer.example.right] for answer in chosen]
        mass = sum(weights)
        mean = sum(w * a.score for w, a in zip(weights, chosen, strict=True)) / mass
        true = sum(w for w, a in zip(weights, chosen, strict=True) if a.example.right) / mass
        error += mass * abs(mean - true)
        rows.append(
            f"| {low:.2f} to {min(high, 1):.2f} | {right} | {len(chosen) - right} | {mean:.3f} | {true:.3f} |"
        )
    brier = sum(
        (0.5 / total[answer.example.right]) * (answer.score - answer.example.right) ** 2
        for answer in judged
    )
    return "\n".join(rows) + f"\n\nBrier score {brier:.3f}, expected calibration error {error:.3f}."


def hardest(judged: Sequence[Judged], count: int) -> str:
    """The pairs that are judged worst, with the evidence that weighed most."""
    worst = sorted(judged, key=lambda a: -abs(a.score - a.example.right))[:count]
    rows = [
        "| pair | truth | score | paper | repository | what weighed most |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for answer in worst:
        example = answer.example
        clues = sorted(example.clues, key=lambda clue: -abs(WEIGHTS[clue.kind] * clue.strength))[:3]
        evidence = ", ".join(
            f"{clue.kind.value} {WEIGHTS[clue.kind] * clue.strength:+.1f}" for clue in clues
        )
        truth = "right" if example.right else f"wrong ({example.subkind or example.kind})"
        rows.append(
            f"| {example.id} | {truth} | {answer.score:.3f} | {example.title[:60]} | {example.repo}"
            f" | {evidence} |"
        )
    return "\n".join(rows)


def main() -> int:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--json", action="store_true", help="print the main figures as JSON")
    parser.add_argument(
        "--speed", action="store_true", help="print what a pair costs, and no accuracy"
    )
    arguments = parser.parse_args()
    if arguments.speed:
        print(attribution_speed.report(arguments.corpus))
        return 0
    found = examples(arguments.corpus)
    unseen = judge_all(found)
    fitted = [judge(example, WEIGHTS, BIAS) for example in found]
    if arguments.json:
        print(json.dumps(figures(unseen), indent=1))
        return 0
    print("## Lists left out one by one\n\n" + by_kind(unseen))
    print("\n" + by_list(unseen))
    print("\n## With the committed weights\n\n" + by_kind(fitted))
    print("\n## Calibration (lists left out)\n\n" + calibration(unseen))
    print("\n## Hardest cases (lists left out)\n\n" + hardest(unseen, 20))
    return 0


def figures(judged: Sequence[Judged]) -> dict[str, int]:
    """The figures that the tests hold us to."""
    wrong = [answer for answer in judged if not answer.example.right]
    return {
        "honest": sum(answer.example.right for answer in judged),
        "honest_accused": sum(answer.accuse for answer in judged if answer.example.right),
        "wrong": len(wrong),
        "wrong_accused": sum(answer.accuse for answer in wrong),
        "serious": sum(a.example.kind in ("real_error", "generic_library") for a in wrong),
        "serious_accused": sum(
            a.accuse for a in wrong if a.example.kind in ("real_error", "generic_library")
        ),
    }


if __name__ == "__main__":
    raise SystemExit(main())
