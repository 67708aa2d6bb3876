"""Learn the weights of the attribution rules: ``python -m benchmarks.train_attribution``.

Logistic regression on what the rules find, drawn towards weights that were argued beforehand
(a normal prior around each) and never across zero: a rule that speaks for a link cannot end up
speaking against it. With two hundred pairs and two dozen rules the argument has to carry most of it; the data
correct the sizes. Both classes weigh the same, so a score is a probability at even prior odds.
Deterministic, standard library only. ``--check`` says whether the committed weights are these.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.attribution import weights as committed
from bot.attribution.case import Case, Clue
from bot.attribution.judge import attribute, gather
from bot.attribution.pages import IN_REPOSITORY
from bot.attribution.paper import look_at
from bot.cli.corpus import read_pairs
from bot.model.repositories import RepoState

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "attribution"

#: log-odds argued for each rule at full strength. exp(weight) = how many times likelier the rule
#: is to find this with a right link than with a wrong one of the same field
ARGUED: dict[str, float] = {
    # nearly every README that names a paper names its own: 85 in 100 against 1 or 2
    "claims-paper": 4.0,
    # the paper's own words decide alone
    "paper-links-here": 4.0,
    # names are chosen to be unique; a base model's name inside another one is left out by the rule
    "repository-named-after-method": 2.5,
    # two of the paper's authors among those cited: own work, or an earlier work of the group
    "authors-agree": 2.0,
    # the corpus does not tell who commits: argued, like owner-is-author
    "contributors-are-authors": 1.5,
    "copyright-is-authors": 1.5,
    "cites-among-own-works": 1.5,
    "mentions-paper": 1.5,
    "readme-about-method": 1.5,
    "repository-named-after-title": 1.5,
    "folder-fits": 1.5,
    "owner-is-author": 1.5,
    "files-named-after-method": 0.8,
    # nine in ten right links, and six in ten wrong ones
    "dates-agree": 0.4,
    # the mirror of claims-paper: a repository seldom names only a paper that is not its own
    "claims-other-paper": -4.0,
    # a library that a hundred papers use is the code of one of them
    "general-tool": -4.0,
    # a list of papers is no paper's code, unless it is that of a survey
    "list-of-papers": -4.0,
    "sibling-claimed": -3.0,
    "other-identifier": -1.5,
    "other-authors": -1.5,
    "method-not-mentioned": -1.5,
    "name-fits-other-paper": -1.2,
    "cited-as-reference": -1.2,
    "words-absent": -1.2,
    "other-time": -1.0,
    "paper-link-of-other-title": -1.0,
    "paper-links-elsewhere": -1.0,
    "older-than-paper": -0.8,
}
#: standard deviation of the prior around each argued weight, in log-odds
SPREAD = 1.0
STEPS = 600
RATE = 0.6


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled pair and what the rules find in it."""

    id: str
    title: str
    repo: str
    right: bool
    kind: str
    subkind: str
    #: the list that the pair, or its repository, is from
    origin: str
    #: None when the link is no repository
    case: Case | None
    clues: tuple[Clue, ...]
    fixed_score: float = 0.5
    fixed_accuse: bool = False


def examples(corpus: Path) -> list[Example]:
    """The labelled pairs of a corpus, unclear ones left out."""
    with (corpus / "pairs.jsonl").open(encoding="utf-8") as lines:
        labels = {record["id"]: record for record in map(json.loads, lines)}
    homes: dict[str, str] = {}
    for record in labels.values():
        if record["repo"] and record["list"] not in ("constructed", "added"):
            homes.setdefault(record["repo"], record["list"])
    found = []
    for pair in read_pairs(corpus):
        record = labels[pair.id]
        if record["label"] == "unclear":
            continue
        case: Case | None = None
        clues: tuple[Clue, ...] = ()
        if pair.repo and pair.repo.state is RepoState.EXISTS and pair.link.kind in IN_REPOSITORY:
            case = Case(look_at(pair.paper), pair.repo, pair.link.folder)
            clues = tuple(gather(case))
        answer = attribute(pair.paper, pair.repo, pair.link)
        made = record["list"] in ("constructed", "added")
        found.append(
            Example(
                id=pair.id,
                title=record["title"],
                repo=record["repo"] or record.get("code_url", ""),
                right=record["label"] == "match",
                kind=record["kind"],
                subkind=record["subkind"],
                origin=homes.get(record["repo"], "added by hand") if made else record["list"],
                case=case,
                clues=clues,
                fixed_score=answer.score,
                fixed_accuse=answer.accuse,
            )
        )
    return found


def learn(found: Sequence[Example]) -> tuple[dict[str, float], float]:
    """The most probable weights and bias, given the argued ones and the examples."""
    rows = [
        ([(clue.kind.value, clue.strength) for clue in example.clues], example.right)
        for example in found
        if example.case is not None
    ]
    right = sum(truth for _, truth in rows)
    share = {True: len(rows) / (2 * right), False: len(rows) / (2 * (len(rows) - right))}
    weights, bias = dict(ARGUED), 0.0
    for _ in range(STEPS):
        slope = {kind: (weights[kind] - ARGUED[kind]) / SPREAD**2 for kind in weights}
        tilt = bias
        for clues, truth in rows:
            total = bias + sum(weights[kind] * strength for kind, strength in clues)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - truth) * share[truth]
            tilt += error
            for kind, strength in clues:
                slope[kind] += error * strength
        bias -= RATE * tilt / len(rows)
        for kind, value in slope.items():
            moved = weights[kind] - RATE * value / len(rows)
            weights[kind] = max(0.0, moved) if ARGUED[kind] > 0 else min(0.0, moved)
    return weights, bias


def as_module(weights: dict[str, float], bias: float) -> str:
    """The text of bot/attribution/weights.py."""
    ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = "\n".join(f'    "{kind}": {weight:.2f},' for kind, weight in ordered)
    return f'''"""The weight of each rule in log-odds. Written by benchmarks/train_attribution.py."""

from __future__ import annotations

#: log-odds of a link about which nothing is found
BIAS = {bias:.2f}

#: score below which contrary evidence accuses: chosen so that no honest pair of the corpus, and
#: fewer than one in 200 of their mutations, comes near it (benchmarks/README.md)
ACCUSE_BELOW = 0.08

WEIGHTS: dict[str, float] = {{
{lines}
    # decided by the address alone
    "not-a-repository": -4.60,
    "note": 0.00,
}}
'''


def main() -> int:
    """Learn from the corpus and write, or check, the committed weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    arguments = parser.parse_args()
    text = as_module(*learn(examples(arguments.corpus)))
    path = Path(str(committed.__file__))
    if path.read_text(encoding="utf-8") == text:
        print("the committed weights are these")
        return 0
    if arguments.check:
        print(f"{path.name} differs from what the corpus teaches")
        return 1
    path.write_text(text, encoding="utf-8")
    print(f"wrote {path.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
