"""Papers, repositories and READMEs of invented works, for tests of attribution."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.attribution.case import Case
from bot.attribution.judge import attribute
from bot.attribution.pages import CodeAddress, recognise
from bot.attribution.paper import PaperView, look_at
from bot.model.evidence import AttributionJudgement
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.links import code_link

TITLE = "GripNet: Learning Tactile Policies for Deformable Object Handling"
ARXIV = "2403.01234"

README = f"""# GripNet

Official PyTorch implementation of **{TITLE}** ([arXiv](https://arxiv.org/abs/{ARXIV})), CoRL 2024.

## Installation

```
pip install -r requirements.txt
python train.py --task towel
```

## Citation

If you find this work useful, please cite:

```bibtex
@inproceedings{{doe2024gripnet,
  title={{{TITLE}}},
  author={{Doe, Jane and Roe, Rick and Poe, Max}},
  booktitle={{CoRL}},
  year={{2024}}
}}
```

## Acknowledgements

This code is based on [SoftGym](https://github.com/example/softgym). We thank its authors.
"""


def a_paper(title: str = TITLE, **fields: Any) -> PaperView:
    """The paper of an entry."""
    return PaperView(title=title, **{"url": f"https://arxiv.org/abs/{ARXIV}", **fields})


def a_repository(
    name: str = "janedoe/gripnet", readme: str | None = README, **facts: Any
) -> RepoFacts:
    """A repository that exists, begun in March 2024."""
    owner, _, short = name.partition("/")
    defaults: dict[str, Any] = {
        "first_commit": datetime(2024, 3, 1, tzinfo=UTC),
        "root_entries": ("README.md", "requirements.txt", "train.py"),
        "commits": 20,
    }
    return RepoFacts(
        slug=RepoSlug(owner=owner, name=short),
        state=RepoState.EXISTS,
        readme=readme,
        **{**defaults, **facts},
    )


def an_address(url: str = "https://github.com/janedoe/gripnet") -> CodeAddress:
    """A code link, recognised."""
    link = code_link(url)
    return recognise(url, link.kind.value, link.path)


def judged(
    title: str = TITLE,
    readme: str | None = README,
    repo: str = "janedoe/gripnet",
    *,
    url: str | None = f"https://arxiv.org/abs/{ARXIV}",
    link: str | None = None,
    authors: tuple[str, ...] = (),
    siblings: tuple[PaperView, ...] = (),
    **facts: Any,
) -> AttributionJudgement:
    """Judge one pair."""
    return attribute(
        PaperView(title=title, url=url, authors=authors),
        a_repository(repo, readme, **facts),
        an_address(link or f"https://github.com/{repo}"),
        siblings,
    )


def a_case(paper: PaperView | None = None, repo: RepoFacts | None = None, folder: str = "") -> Case:
    """A prepared question."""
    return Case(look_at(paper or a_paper()), repo or a_repository(), folder)


def kinds(judgement: AttributionJudgement) -> set[str]:
    """Names of the rules that found something."""
    return {piece.kind for piece in judgement.evidence}
