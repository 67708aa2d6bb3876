"""Attribution on real pairs: what must be found, and that no honest repository is accused."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.attribution import figures, judge_all
from benchmarks.train_attribution import as_module, examples, learn
from bot.attribution import weights
from bot.attribution.judge import attribute
from bot.attribution.paper import look_at
from bot.attribution.words import squash
from bot.cli.corpus import StoredPair, decode, read_pairs

#: seconds each: the whole corpus is judged
pytestmark = pytest.mark.slow


def _labels(corpus: Path) -> dict[str, dict[str, str]]:
    with (corpus / "pairs.jsonl").open(encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def test_the_wrong_links_are_found_and_no_honest_one_is_accused(shared: Path) -> None:
    corpus = shared / "attribution"
    labels = _labels(corpus)
    accused = {
        pair.id for pair in read_pairs(corpus) if attribute(pair.paper, pair.repo, pair.link).accuse
    }
    by_label: dict[str, set[str]] = {}
    for number, record in labels.items():
        by_label.setdefault(record["label"], set()).add(number)
    serious = {n for n, r in labels.items() if r["kind"] in ("real_error", "generic_library")}
    assert accused & by_label["match"] == set()
    assert accused & by_label["unclear"] == set()
    assert len(accused & by_label["mismatch"]) >= 84
    assert len(accused & serious) >= 35


def test_of_this_lists_own_links_exactly_the_wrong_ones_are_accused(shared: Path) -> None:
    corpus = shared / "attribution"
    labels = _labels(corpus)
    accused = {
        (labels[pair.id]["repo"] or labels[pair.id]["code_url"], labels[pair.id]["label"])
        for pair in read_pairs(corpus)
        if labels[pair.id]["list"] == "seed" and attribute(pair.paper, pair.repo, pair.link).accuse
    }
    wrong = {
        (record["repo"] or record["code_url"], "mismatch")
        for record in labels.values()
        if record["list"] == "seed" and record["label"] == "mismatch"
    }
    assert accused == wrong


@pytest.mark.slow
def test_lists_that_were_not_learned_from_fare_as_well(shared: Path) -> None:
    found = examples(shared / "attribution")
    measured = figures(judge_all(found))
    assert measured["honest_accused"] <= 1
    assert measured["serious_accused"] >= 34
    assert measured["wrong_accused"] >= 82


@pytest.mark.slow
def test_the_committed_weights_are_what_the_corpus_teaches(shared: Path) -> None:
    text = as_module(*learn(examples(shared / "attribution")))
    assert Path(str(weights.__file__)).read_text(encoding="utf-8") == text


Mutation = Callable[[str, StoredPair], str]


def _without_title(text: str, pair: StoredPair) -> str:
    """The title only in an image: the first line that holds it."""
    title = squash(pair.paper.title)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if title in squash(line):
            lines[number] = "![title](assets/title.png)"
            break
    return "\n".join(lines)


def _without_names(text: str, pair: StoredPair) -> str:
    """Every line goes that names the paper's method or identifiers, the titles stay."""
    needles = look_at(pair.paper).needles
    return "\n".join(
        line for line in text.split("\n") if not any(n in line.lower() for n in needles)
    )


def _cut(length: int) -> Mutation:
    return lambda text, _: text[:length]


_CITED = """

## Acknowledgement

This code is based on [Base](https://github.com/example/base). Thanks!

```
@article{base, title={Deep Residual Learning for Image Recognition}, author={He, Kaiming}, year={2016}}
@article{base2, title={Visual Instruction Tuning of Big Models}, author={Liu, Hao}, year={2023}}
```

## Citation of the data

```
@article{data, title={A Data Set That Everybody Uses}, author={Johnson, Al}, year={2019}}
```
"""
MUTATIONS: dict[str, Mutation] = {
    **{f"cut after {length}": _cut(length) for length in (0, 40, 150, 400, 1000, 3000)},
    "HTML only": lambda text, _: (
        "<html><body>"
        + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
        + "</body></html>"
    ),
    "one megabyte behind": lambda text, _: text + ("lorem ipsum dolor sit amet " * 40 + "\n") * 950,
    "one megabyte before": lambda text, _: ("lorem ipsum dolor sit amet " * 40 + "\n") * 950 + text,
    "repeated to a megabyte": lambda text, _: (text + "\n") * (1_000_000 // max(1, len(text)) + 1),
    "UTF-16": lambda text, _: decode(text.encode("utf-16")),
    "Latin-1": lambda text, _: decode(text.encode("latin-1", "replace")),
    "GB 18030": lambda text, _: decode(text.encode("gb18030", "replace")),
    "Shift-JIS read as anything": lambda text, _: decode(text.encode("shift-jis", "replace")),
    "title in an image": _without_title,
    "identifiers gone": _without_names,
    "other works cited behind": lambda text, _: text + _CITED,
    "lower case": lambda text, _: text.lower(),
    "upper case": lambda text, _: text.upper(),
    "one line": lambda text, _: text.replace("\n", " "),
    "lines reversed": lambda text, _: "\n".join(reversed(text.split("\n"))),
    "no punctuation": lambda text, _: text.replace(".", " ").replace(",", " ").replace('"', ""),
    "words lost": lambda text, _: " ".join(
        word for word in text.split(" ") if random.Random(word).random() > 0.1
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutated_readme_never_makes_an_honest_pair_accused(name: str, shared: Path) -> None:
    corpus = shared / "attribution"
    labels = _labels(corpus)
    accused = []
    for pair in read_pairs(corpus):
        if labels[pair.id]["label"] != "match" or pair.repo is None:
            continue
        mutate = MUTATIONS[name]
        facts = replace(
            pair.repo,
            readme=mutate(pair.repo.readme, pair) if pair.repo.readme else None,
            folder_readme=mutate(pair.repo.folder_readme, pair)
            if pair.repo.folder_readme
            else None,
            readme_is_cut=name.startswith("cut"),
        )
        if attribute(pair.paper, facts, pair.link).accuse:
            accused.append(pair.id)
    assert accused == []


@pytest.mark.slow
def test_titles_of_other_lists_under_honest_repositories_are_seen_to_be_wrong(shared: Path) -> None:
    corpus = shared / "attribution"
    labels = _labels(corpus)
    honest = [
        pair
        for pair in read_pairs(corpus)
        if labels[pair.id]["kind"] == "easy_match" and pair.repo is not None
    ]
    shifted = [
        attribute(honest[(number + 17) % len(honest)].paper, pair.repo, pair.link).accuse
        for number, pair in enumerate(honest)
    ]
    assert sum(shifted) >= 0.85 * len(shifted)
