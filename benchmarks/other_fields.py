"""Attribution on published READMEs of other fields: ``python -m benchmarks.other_fields WHEELS``.

``WHEELS`` is a folder of packages, fetched with ``pip download --no-deps --only-binary :all: NAME ...``
for the names of ``PACKAGES``; nothing of them is kept here. Each README is judged under titles of its own
papers, of the other packages' papers, and of invented papers. Years and numbers of commits are rounded.
"""

from __future__ import annotations

import argparse
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_string
from pathlib import Path

from bot.attribution.judge import attribute
from bot.attribution.pages import recognise
from bot.attribution.paper import PaperView
from bot.model.evidence import AttributionJudgement
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.links import code_link


@dataclass(frozen=True, slots=True)
class Package:
    """A general library: where it lives, when it began, and the papers that are about it."""

    repository: str
    begun: int
    commits: int
    papers: tuple[str, ...] = ()


PACKAGES = {
    "accelerate": Package("huggingface/accelerate", 2020, 2_000),
    "biopython": Package(
        "biopython/biopython",
        1999,
        14_000,
        (
            (
                "Biopython: freely available Python tools for computational molecular biology and "
                "bioinformatics"
            ),
        ),
    ),
    "botorch": Package(
        "pytorch/botorch",
        2018,
        2_300,
        ("BoTorch: A Framework for Efficient Monte-Carlo Bayesian Optimization",),
    ),
    "datasets": Package(
        "huggingface/datasets",
        2020,
        4_000,
        ("Datasets: A Community Library for Natural Language Processing",),
    ),
    "diffusers": Package("huggingface/diffusers", 2022, 5_500),
    "gymnasium": Package(
        "Farama-Foundation/Gymnasium",
        2016,
        2_300,
        ("Gymnasium: A Standard Interface for Reinforcement Learning Environments",),
    ),
    "langchain": Package("langchain-ai/langchain", 2022, 12_000),
    "networkx": Package(
        "networkx/networkx",
        2005,
        8_500,
        ("Exploring network structure, dynamics, and function using NetworkX",),
    ),
    "nltk": Package("nltk/nltk", 2009, 14_000, ("NLTK: The Natural Language Toolkit",)),
    "peft": Package("huggingface/peft", 2022, 1_500),
    "pymc": Package(
        "pymc-devs/pymc", 2009, 10_000, ("Probabilistic programming in Python using PyMC3",)
    ),
    "pyro_ppl": Package(
        "pyro-ppl/pyro", 2017, 2_500, ("Pyro: Deep Universal Probabilistic Programming",)
    ),
    "scanpy": Package(
        "scverse/scanpy",
        2017,
        3_000,
        ("SCANPY: large-scale single-cell gene expression data analysis",),
    ),
    "sentence_transformers": Package(
        "UKPLab/sentence-transformers",
        2019,
        1_600,
        (
            "Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks",
            "Making Monolingual Sentence Embeddings Multilingual using Knowledge Distillation",
            "Augmented SBERT: Data Augmentation Method for Improving Bi-Encoders",
        ),
    ),
    "stable_baselines3": Package(
        "DLR-RM/stable-baselines3",
        2020,
        900,
        ("Stable-Baselines3: Reliable Reinforcement Learning Implementations",),
    ),
    "timm": Package(
        "huggingface/pytorch-image-models",
        2019,
        2_500,
        ("ResNet strikes back: An improved training procedure in timm",),
    ),
    "torch_geometric": Package(
        "pyg-team/pytorch_geometric",
        2017,
        7_800,
        ("Fast Graph Representation Learning with PyTorch Geometric",),
    ),
    "transformers": Package(
        "huggingface/transformers",
        2018,
        18_000,
        ("Transformers: State-of-the-Art Natural Language Processing",),
    ),
    "trl": Package("huggingface/trl", 2020, 1_900, ("TRL: Transformer Reinforcement Learning",)),
}
#: papers that do not exist, of eight fields, with addresses that tell their year or do not
INVENTED = (
    ("Learning Contact-Rich Assembly from Force Feedback and Few Demonstrations", "https://arxiv.org/abs/2310.01234"),
    ("ProtWalk: Random Walks over Protein Contact Graphs", "https://www.nature.com/articles/s41586-024-01234-5"),
    ("Estimating Heterogeneous Treatment Effects with Missing Covariates", "https://arxiv.org/abs/2305.01234"),
    ("LegalBERT-CH: Pretraining Swiss Court Decisions", "https://aclanthology.org/2023.acl-long.12/"),
    ("Cell Type Annotation with Language Models at Atlas Scale", "https://doi.org/10.1038/s41592-024-02201-0"),
    ("ReactPlan: Retrosynthesis Planning by Tree Search with Experience", "https://pubs.acs.org/doi/10.1021/acs.jcim.3c01250"),
    ("Toolchain-Aware Agents for Repository-Level Code Repair", "https://openreview.net/forum?id=abcdefghij"),
    ("A Survey of Offline Reinforcement Learning for Recommenders", "https://dl.acm.org/doi/10.1145/3604915.3608814"),
)  # fmt: skip
_FILES = (
    "README.md", "setup.py", "pyproject.toml", "docs", "tests", "src", "CONTRIBUTING.md", "LICENSE",
)  # fmt: skip


def readmes(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and README of each package of the folder."""
    for path in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(path) as wheel:
            name = next(n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
            message = message_from_string(wheel.read(name).decode())
        yield path.name.partition("-")[0], str(message.get_payload())


def judge(
    title: str, url: str | None, package: Package, readme: str, *, facts: bool
) -> AttributionJudgement:
    """Judge one pair. ``facts``: with dates, commits and files, not by the README alone."""
    owner, _, name = package.repository.partition("/")
    address = f"https://github.com/{package.repository}"
    repository = RepoFacts(
        slug=RepoSlug(owner=owner, name=name),
        state=RepoState.EXISTS,
        readme=readme,
        first_commit=datetime(package.begun, 6, 1, tzinfo=UTC) if facts else None,
        commits=package.commits if facts else None,
        root_entries=_FILES if facts else (),
    )
    link = recognise(address, code_link(address).kind.value)
    return attribute(PaperView(title=title, url=url), repository, link)


def main() -> int:
    """Print the figures as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheels", type=Path)
    found = [
        (PACKAGES[n], text) for n, text in readmes(parser.parse_args().wheels) if n in PACKAGES
    ]
    print("| README judged under | pairs | accused | accused by README alone | confirmed |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for what, pairs in (
        ("a title of its own", [(t, None, p, r) for p, r in found for t in p.papers]),
        ("an invented title", [(t, u, p, r) for p, r in found for t, u in INVENTED]),
        (
            "another package's title",
            [(t, None, p, r) for p, r in found for o, _ in found if o is not p for t in o.papers],
        ),
    ):
        judged = [judge(*pair, facts=True) for pair in pairs]
        alone = sum(judge(*pair, facts=False).accuse for pair in pairs)
        accused = sum(answer.accuse for answer in judged)
        confirmed = sum(answer.attribution.value == "confirmed" for answer in judged)
        print(f"| {what} | {len(pairs)} | {accused} | {alone} | {confirmed} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
