"""Links to something else: what must be seen, in fields and forms of many kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Wrong:
    """A wrong link that can be seen to be wrong."""

    why: str
    title: str
    repo: str
    readme: str
    url: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    #: evidence that must be shown
    shows: str = "claims-other-paper"


_OTHER = """# DuneNet

Official implementation of [DuneNet: Tracking Sand Dunes from Orbit](https://arxiv.org/abs/2202.11111).

```bibtex
@article{sand2022,
  title={DuneNet: Tracking Sand Dunes from Orbit},
  author={Sand, Amy and Stone, Bob},
  journal={arXiv preprint arXiv:2202.11111},
  year={2022}
}
```
"""
_TOOL = (
    """# segtok

A fast tokenizer and word segmenter for many languages.

## Install

    pip install segtok

## Usage

Call `segtok.cut(text)`. The dictionary can be replaced. Speed: 1.5 MB a second on one core of a
desktop computer. Supported are fine and coarse mode, part-of-speech tags, keywords and parallel
cutting. """
    + "Every mode reads text and returns words with their offsets. " * 30
)

WRONG = [
    Wrong(
        "the row above it in the list",
        "IceFront: Mapping Calving Glaciers with Radar Transformers",
        "earth/DuneNet",
        _OTHER,
        "https://arxiv.org/abs/2301.22222",
    ),
    Wrong(
        "paper link and code link were both copied from another row",
        "IceFront: Mapping Calving Glaciers with Radar Transformers",
        "earth/DuneNet",
        _OTHER,
        "https://arxiv.org/abs/2202.11111",
        shows="paper-link-of-other-title",
    ),
    Wrong(
        "a method without a name of its own",
        "Estimating Soil Moisture from Thermal Inertia with Gaussian Processes",
        "earth/DuneNet",
        _OTHER,
        "https://doi.org/10.1109/TGRS.2023.1000000",
    ),
    Wrong(
        "a word segmenter under a language model",
        "MedLingua: Pretraining Clinical Dialogue Models with Ontologies",
        "nlp/segtok",
        _TOOL,
        "https://arxiv.org/abs/2203.33333",
        facts={
            "first_commit": datetime(2012, 9, 1, tzinfo=UTC),
            "commits": 523,
            "root_entries": ("README.md", "setup.py", "segtok", "test", "Changelog", "MANIFEST.in"),
        },
        shows="general-tool",
    ),
    Wrong(
        "a library with its own paper",
        "Predicting Crystal Growth with Equivariant Networks and Few Labels",
        "geom/torchgeomx",
        "# TorchGeomX\n\nTorchGeomX is a library for graph learning.\n\n`pip install "
        "torchgeomx`\n\n## Cite\n\n"
        "If you use it in your research, please cite:\n\n```\n@inproceedings{tg,\n title={Fast Graph "
        "Representation Learning with TorchGeomX},\n author={Fey, Ann},\n year={2019}\n}\n```\n",
        "https://arxiv.org/abs/2402.44444",
        facts={
            "first_commit": datetime(2017, 10, 1, tzinfo=UTC),
            "commits": 7000,
            "stars": 20000,
            "root_entries": ("setup.py", "docs", "test", "CONTRIBUTING.md", "CHANGELOG.md"),
        },
        shows="general-tool",
    ),
    Wrong(
        "the same field, the same year, a Chinese README",
        "WeiQi-Agent: Planning with Language Models in Board Games",
        "go/LuoZi",
        "# LuoZi\n\n本项目是论文《LuoZi: Tree Search Guided by Large Language Models》的官方实现。\n\n"
        "## 引用\n\n```\n"
        "@article{l,\n title={LuoZi: Tree Search Guided by Large Language Models},\n author={Li, Wei "
        "and Zhao, "
        "Lu},\n journal={arXiv preprint arXiv:2306.55555},\n year={2023}\n}\n```\n",
        "https://arxiv.org/abs/2307.66666",
    ),
    Wrong(
        "cited as a baseline by another paper's code",
        "TinyPlan: Task Planning with Small Language Models",
        "agents/BigPlan",
        "# BigPlan\n\nOfficial code for **BigPlan: Scaling Task Planners to Thousands of Tools**.\n\n"
        "## Acknowledgement\n\nOur evaluation is based on TinyPlan (https://arxiv.org/abs/2305.77777).\n\n## "
        "Citation\n\n```\n@article{b,\n title={BigPlan: Scaling Task Planners to Thousands of Tools},\n "
        "author={Big, Al},\n year={2024}\n}\n```\n",
        "https://arxiv.org/abs/2305.77777",
    ),
    Wrong(
        "a look-alike name",
        "MedFold: Predicting Antibody Structure from Sequence Alone",
        "proteins/MedFlod",
        '# MedFlod\n\nThe official repository for "MedFlod: Flood Risk Maps for Mediterranean Rivers".\n\n'
        "## Citation\n\n```\n@article{f,\n title={MedFlod: Flood Risk Maps for Mediterranean Rivers},\n "
        "author={River, Ann},\n year={2021}\n}\n```\n",
        "https://www.nature.com/articles/s41586-024-01234-5",
    ),
    Wrong(
        "hardly a README, but the heading is another method's, and so is the repository's name",
        "MedLingua: Pretraining Clinical Dialogue Models with Ontologies",
        "health/ShiftNet",
        "# ShiftNet: Predicting Night Shifts of Nurses with Graph Transformers\n\nRun `main.py`.\n",
        "https://arxiv.org/abs/2203.33333",
    ),
    Wrong(
        "a list of the field's papers that holds the paper's title too",
        "Tracing Plankton Blooms from Orbit with Sparse Labels",
        "sea-lab/Awesome-Ocean-Vision",
        "# Awesome Ocean Vision\n\nA curated list of papers on seeing the sea.\n\n"
        "- Tracing Plankton Blooms from Orbit with Sparse Labels [paper](https://arxiv.org/abs/2102.00001)\n"
        + "".join(f"- Sea {n} [paper](https://arxiv.org/abs/2101.{n:05})\n" for n in range(40)),
        "https://arxiv.org/abs/2102.00001",
        {"root_entries": ("README.md", "LICENSE", "images")},
        shows="list-of-papers",
    ),
    Wrong(
        "the repository's BibTeX links another paper of the same review site",
        "How Sturdy are Bridges of Ice?",
        "earth/DuneNet",
        _OTHER.replace(
            "year={2022}", "year={2022}, url={https://openreview.net/forum?id=abcDEF123g}"
        ),
        "https://openreview.net/forum?id=xyzXYZ987h",
    ),
    Wrong(
        "a toolkit that says so in its heading alone",
        "Gustformer: Hearing Wind in Noisy Speech",
        "wind-asr/sonder",
        "Sonder Speech Recognition Toolkit\n=================================\n\nTo build the toolkit: see "
        "`./INSTALL`. These instructions are valid for UNIX systems.\n\n"
        + "If you meet problems, please contact the developers; tell what could be improved. "
        * 20,
        "https://arxiv.org/abs/2005.01234",
        {
            "commits": 9_000,
            "first_commit": datetime(2012, 1, 1, tzinfo=UTC),
            "root_entries": ("README.md", "COPYING", "INSTALL", "egs", "src", "tools"),
        },
        shows="general-tool",
    ),
    Wrong(
        "the title, three words long, is linked behind its authors",
        "DriftGCN: Simplifying and Powering Ice Drift Convolution",
        "poe/recurrent_tidal_filtering",
        "# Recurrent Tidal Filtering\n\nThis is our implementation for the paper:\n\nAda Poe, Rick Roe "
        "and Eve Walk (2017). [Recurrent Tidal Filtering.](http://dl.acm.org/citation.cfm?id=999) In "
        "Proceedings of WWW '17, April 03-07, 2017.\n",
        "https://arxiv.org/abs/2002.09999",
    ),
    Wrong(
        "an R package that the paper only uses",
        "gustr: Multilevel Models of Gusts and Lulls",
        "stats-dev/lull",
        "### lull\n\nCross-validation of models of wind.\n\n"
        '* **CRAN** `install.packages("lull")`\n\nThis package implements fast and stable sums.\n'
        + "It reads draws and returns estimates with standard errors. "
        * 8,
        "https://doi.org/10.18637/jss.v080.i99",
        {
            "commits": 700,
            "first_commit": datetime(2013, 7, 1, tzinfo=UTC),
            "root_entries": ("README.md", "DESCRIPTION", "NAMESPACE", "R", "man", "tests"),
        },
        shows="general-tool",
    ),
    Wrong(
        "a title of three long words, where the arXiv ids differ too",
        "Rippled Snowfield Transformers",
        "earth/DuneNet",
        _OTHER,
        "https://arxiv.org/abs/2303.44444",
    ),
    Wrong(
        "its heading is cited below, under references and thanks",
        "Score Based Modeling of Snow through Stochastic Wind",
        "frost/diim",
        "# Drifting Ice Implicit Models (DIIM)\n\nImplements sampling.\n\n"
        "## References and Acknowledgements\n```\n@article{f, title={Drifting Ice Implicit Models},"
        " author={Frost, Joan}, journal={arXiv:2010.02222}, year={2020}}\n```\n",
        "https://arxiv.org/abs/2011.13333",
    ),
]
