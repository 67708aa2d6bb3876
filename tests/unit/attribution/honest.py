"""Honest repositories of many fields and habits: none of them may ever be accused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Honest:
    """A right link."""

    why: str
    title: str
    repo: str
    readme: str | None
    url: str | None = None
    link: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    #: the level that is expected at least: "confirmed", or "unknown" where nothing can be known
    level: str = "confirmed"
    #: words of the one line that tells; without it a reader would take the link for wrong, too
    proof: str = "\0"


_TEMPLATE = """# Nerfolds

This is the repository that contains source code for the [Nerfolds website](https://nerfolds.example).

If you find Nerfolds useful for your work please cite:

```
@article{park,
  author = {Park, K and Sinha, U},
  title = {Nerfolds: Foldable Neural Radiance Fields},
  year = {2021},
}
```
"""
_BIG = {
    "commits": 3_000,
    "stars": 2_000,
    "first_commit": datetime(2010, 1, 1, tzinfo=UTC),
    "root_entries": ("README.md", "setup.py", "docs", "tests", "CONTRIBUTING.md", "CHANGELOG.md"),
}

HONEST = [
    Honest(
        "the heading is the title and nothing else is said",
        "Measuring Dust in Nearby Spiral Galaxies with Sparse Spectra",
        "astro-lab/dustmap",
        "# Measuring Dust in Nearby Spiral Galaxies with Sparse Spectra\n\nRun `make`.\n",
        "https://arxiv.org/abs/2110.04321",
    ),
    Honest(
        "ACL anthology, venue in brackets, statement without quotation marks",
        "TripleSpan: Joint Entity and Relation Extraction with Span Graphs",
        "nlp-group/triple_span_pytorch",
        "# [ACL'21 (long)] TripleSpan: Joint Entity and Relation Extraction with Span Graphs\n"
        "A **PyTorch** implementation of "
        "TripleSpan\n\n[Paper](https://aclanthology.org/2021.acl-long.999/)\n",
        "https://aclanthology.org/2021.acl-long.999/",
    ),
    Honest(
        "only the identifier is given, in a badge",
        "Contrastive Pretraining of Seismic Foundation Models from Field Noise",
        "quakeai/seisnoise",
        "# SeisNoise\n\n[![arXiv](https://img.shields.io/badge/arXiv-2305.11111-b31b1b.svg)]"
        "(https://arxiv.org/abs/2305.11111)\n\nTrain with `python run.py`.\n",
        "https://arxiv.org/abs/2305.11111",
        level="plausible",
    ),
    Honest(
        "code coming soon, and nothing else",
        "PolyFold: Diffusion over Torsion Trees for Loop Modelling",
        "biolab/polyfold",
        "Code coming soon!\n",
        "https://arxiv.org/abs/2401.00001",
        facts={"is_code_free": True},
    ),
    Honest(
        "no README at all",
        "PolyFold: Diffusion over Torsion Trees for Loop Modelling",
        "biolab/some-name",
        None,
        "https://arxiv.org/abs/2401.00001",
        level="unknown",
    ),
    Honest(
        "an empty repository",
        "PolyFold: Diffusion over Torsion Trees for Loop Modelling",
        "biolab/pf",
        None,
        "https://arxiv.org/abs/2401.00001",
        facts={"is_empty": True, "first_commit": None, "commits": 0, "root_entries": ()},
        level="unknown",
    ),
    Honest(
        "Chinese README",
        "SatChange: A Siamese Transformer for Change Detection in Very High Resolution Images",
        "rs-lab/satchange",
        "# 遥感变化检测\n\n本项目是论文《SatChange: A Siamese Transformer for Change Detection in Very High "
        "Resolution Images》的官方开源实现。\n\n## 安装\n\npip install -r requirements.txt\n",
        "https://doi.org/10.1109/TGRS.2022.3100000",
    ),
    Honest(
        "Chinese title in the list, English README of the group's paper",
        "面向高分辨率遥感影像的孪生变化检测网络研究",
        "rs-lab/satchange",
        "# SatChange\n\nOfficial code for **SatChange: A Siamese Transformer for Change Detection**.\n",
        None,
        level="unknown",
    ),
    Honest(
        "Japanese README with the identifier",
        "KotoBERT: Masked Language Models for Classical Japanese",
        "nlp-jp/kotobert",
        "# KotoBERT\n\n古典日本語の言語モデルです。論文: https://arxiv.org/abs/2211.12345\n",
        "https://arxiv.org/abs/2211.12345",
    ),
    Honest(
        "title changed between preprint and journal, same identifier",
        "One Policy for All Hands: Universal Grasping from Contact Maps",
        "robo/unigrasp",
        "# Contact-Map Conditioned Policies for Universal Grasping\n\n"
        "[[Paper]](https://arxiv.org/abs/2302.22222)\n\n```\n@article{k2024,\n title={Contact-Map "
        "Conditioned Policies for Universal Grasping},\n author={Kim, A and Lee, B},\n year={2024}\n}\n```\n",
        "https://arxiv.org/abs/2302.22222",
        level="plausible",
    ),
    Honest(
        "title changed, no identifier, but the method's name is the repository's",
        "RainCast: Nowcasting Extreme Rain with Latent Flows",
        "weather/RainCast",
        "# RainCast\n\nThis is the official repository of **Skilful Prediction of Downpours by "
        "Normalizing Flows**.\n\n```\n@article{x,\n title={Skilful Prediction of Downpours by "
        "Normalizing Flows},\n author={Cloud, Ann},\n year={2023}\n}\n```\n",
        "https://doi.org/10.5555/raincast",
        level="unknown",
    ),
    Honest(
        "a successor's repository serves the predecessor too, named in the news",
        "MolWalk: Random Walk Kernels for Property Prediction",
        "chem/molwalk2",
        "# MolWalk2\n\nOfficial code of **MolWalk2: Learned Walks on Molecular Graphs**.\n\n"
        "## News\n- MolWalk (our first version) is in the branch `v1`.\n\n```\n@article{w2,\n"
        " title={MolWalk2: Learned Walks on Molecular Graphs},\n author={Walk, Eve},\n year={2023}\n}\n```\n",
        "https://arxiv.org/abs/2101.33333",
    ),
    Honest(
        "two papers in one list of the README, this is the second",
        "Learning to Augment Simulated Depth for Transfer",
        "willow/sim2depth",
        "# Manipulation from simulation\n\nThis repository contains source code of the following papers:\n"
        " * [Learning to Combine Simple Skills for Assembly](https://arxiv.org/abs/1908.44444)\n"
        " * [Learning to Augment Simulated Depth for Transfer](https://arxiv.org/abs/1903.44444)\n",
        "https://arxiv.org/abs/1903.44444",
    ),
    Honest(
        "a folder of an umbrella repository",
        "TidalNet: Forecasting Storm Surge with Mesh Networks",
        "ocean/research-code",
        "# Research code of the Ocean group\n\nOne folder for each paper.\n",
        "https://arxiv.org/abs/2206.55555",
        link="https://github.com/ocean/research-code/tree/main/TidalNet",
        facts={
            "folder_readme": "# TidalNet\n\nCode for the paper.\n",
            "first_commit": None,
            "commits": 900,
            "root_entries": (
                "README.md",
                "TidalNet",
                "setup.py",
                "CONTRIBUTING.md",
                "docs",
                "tests",
            ),
        },
    ),
    Honest(
        "a library that is the paper",
        "FlowKit: A Toolkit for Normalizing Flows in JAX",
        "flows/flowkit",
        "# FlowKit\n\nFlowKit is a library for normalizing flows.\n\n`pip install flowkit`\n",
        "https://arxiv.org/abs/2009.66666",
        facts={
            "commits": 2500,
            "stars": 9000,
            "root_entries": ("setup.py", "docs", "tests", "CONTRIBUTING.md"),
        },
    ),
    Honest(
        "forked early, so the first commit is years older than the paper",
        "SpanGuard: Certified Robustness for Sequence Labelling",
        "secnlp/spanguard",
        "# SpanGuard\n\nCode for our paper. Built on an old toolkit.\n",
        "https://arxiv.org/abs/2312.77777",
        facts={"first_commit": None, "commits": 1200},
    ),
    Honest(
        "a fork that kept its parent's README",
        "EdgePose: Pose Estimation on Microcontrollers",
        "tiny/edge-pose-experiments",
        "# MMHuman\n\nMMHuman is an open source toolbox for human pose estimation.\n\n## Citation\n\n```\n"
        "@misc{mmhuman,\n title={MMHuman: Toolbox for Human Pose Estimation},\n author={MM Authors},\n"
        " year={2020}\n}\n```\n",
        "https://arxiv.org/abs/2309.88888",
        facts={"fork_of": "open/mmhuman"},
        level="unknown",
    ),
    Honest(
        "only base models are cited",
        "Adapting Speech Models to Whispered Voice with Few Labels",
        "speech/whispered",
        "# Whispered voice\n\nFine-tuning scripts. Thanks to the authors of wav2vec:\n\n```\n"
        "@article{baevski2020,\n title={wav2vec 2.0: A Framework for Self-Supervised Learning of Speech "
        "Representations},\n author={Baevski, Alexei},\n year={2020}\n}\n```\n",
        "https://arxiv.org/abs/2310.99999",
        level="unknown",
    ),
    Honest(
        "the data set is to be cited, the paper is nowhere",
        "Reading Handwritten Weather Logs of the Nineteenth Century",
        "climate/weather-logs",
        "# weather-logs\n\n## Datasets\n\nIf you use the data, please cite:\n\n```\n@article{logs,\n"
        " title={The Ship Log Corpus of Daily Weather Observations},\n author={Ship, Al},\n "
        "year={2019}\n}\n```\n",
        "https://arxiv.org/abs/2204.10101",
        level="unknown",
    ),
    Honest(
        "a copied README template leaves another paper's badge behind",
        "Efficient View Synthesis with Radiance Distribution Fields of Splines",
        "vision/nerdf",
        "# NeRDF\n> Efficient View Synthesis with Radiance Distribution Fields of Splines\n\n"
        "[Paper](https://arxiv.org/abs/2304.10179) - Published in ICCV 2023.\n\n## Citation\n\n"
        "```\n@inproceedings{wu2023,\n title={Efficient View Synthesis with Radiance Distribution Fields of "
        "Splines},\n author={Wu, Y},\n year={2023}\n}\n```\n",
        "https://openaccess.thecvf.com/content/ICCV2023/html/Wu_Efficient_View_ICCV_2023_paper.html",
    ),
    Honest(
        "title only in the description on the code host",
        "Graph Neural Solvers for Power Flow under Uncertainty",
        "energy/gns-pf",
        "Run `main.py`.\n",
        "https://doi.org/10.5555/powerflow",
        facts={
            "description": 'Code for the paper "Graph Neural Solvers for Power Flow under Uncertainty"'
        },
    ),
    Honest(
        "the home page set on the code host is the paper",
        "Graph Neural Solvers for Power Flow under Uncertainty",
        "energy/pf",
        "Run `main.py`.\n",
        "https://arxiv.org/abs/2207.20202",
        facts={"homepage": "https://arxiv.org/abs/2207.20202"},
        level="plausible",
    ),
    Honest(
        "a reference written out in APA style",
        "Detecting Lateral Movement with Temporal Graphs of Logins",
        "soc/ltg",
        "# LTG\n\n## Citation\n\nDoe, J., Roe, R., & Poe, M. (2022). Detecting Lateral Movement with "
        "Temporal "
        "Graphs of Logins. USENIX Security.\n",
        "https://www.usenix.org/conference/usenixsecurity22/presentation/doe",
        level="plausible",
    ),
    Honest(
        "HTML only",
        "VoxelTalk: Dialogue about Three-Dimensional Scenes",
        "vlab/voxeltalk",
        "<h1 align='center'>VoxelTalk: Dialogue about<br>Three-Dimensional Scenes</h1>\n<p align='center'>"
        "<a href='https://arxiv.org/abs/2405.30303'>Paper</a></p>\n<div>Install "
        "<code>requirements.txt</code></div>\n",
        "https://arxiv.org/abs/2405.30303",
    ),
    Honest(
        "the title is only in an image",
        "VoxelTalk: Dialogue about Three-Dimensional Scenes",
        "vlab/vt",
        "<p align='center'><img src='assets/title.png' width='90%'></p>\n\nAccepted at ECCV 2024. "
        "Code soon.\n",
        "https://arxiv.org/abs/2405.30303",
        level="unknown",
    ),
    Honest(
        "the list names a tool by its short name",
        "LangTool",
        "lang/langtool",
        "# LangTool\n\nLangTool is a framework for language agents.\n\n`pip install "
        "langtool`\n\n```\n@misc{lt,"
        "\n title={LangTool: Composable Agents for Everyone},\n year={2022}\n}\n```\n",
        None,
        facts={"commits": 5000, "stars": 50000},
    ),
    Honest(
        "supplementary data of a paper",
        "Annotated Whale Calls for Passive Acoustic Monitoring",
        "marine/whale-annotations",
        "# whale-annotations\n\nHere are 812 annotations presented in the publication here: "
        "https://arxiv.org/abs/2007.40404.\n",
        "https://arxiv.org/abs/2007.40404",
        level="plausible",
    ),
    Honest(
        "an unofficial implementation says what it implements",
        "DeepKrill: Counting Krill in Echograms",
        "someone/deepkrill-pytorch",
        "# DeepKrill PyTorch\n\nAn unofficial implementation of the paper [DeepKrill: Counting Krill in "
        "Echograms](https://arxiv.org/abs/1905.50505).\n",
        "https://arxiv.org/abs/1905.50505",
    ),
    Honest(
        "LaTeX in the BibTeX and accents in the names",
        "Schrödinger Bridges for Ångström-Scale Tomography",
        "phys/bridges",
        '# Bridges\n\n## Citing\n```bibtex\n@article{m,\n  title = {{Schr{\\"o}dinger} Bridges for '
        '{\\AA}ngstr{\\"o}m-Scale Tomography},\n  author = {M{\\"u}ller, Eva},\n  year = 2024\n}\n```\n',
        "https://doi.org/10.5555/bridges",
        level="plausible",
    ),
    Honest(
        "a project page that kept the README of the page it was made from",
        "HandTrack: Bimanual Teleoperation from a Single Camera",
        "lab/handtrack-page",
        _TEMPLATE,
        "https://arxiv.org/abs/2402.11111",
        level="suspect",
    ),
    Honest(
        "a web site of the code host with another page's README",
        "Learning Bimanual Teleoperation from a Single Moving Camera",
        "lab/lab.github.io",
        _TEMPLATE.partition("\n\n")[2],
        "https://arxiv.org/abs/2402.11111",
        level="suspect",
    ),
    Honest(
        "the README was rewritten for a successor, the repository is as old as the first paper",
        "Sim-to-Real Transfer of Garment Policies with Tactile Feedback",
        "robolab/clothsim",
        "# ClothSim\n\n## Citation\n\n```\n@inproceedings{c2,\n title={ClothSim2: Whole-Garment "
        "Manipulation from Language},\n author={Doe, Jane and Roe, Rick},\n year={2025}\n}\n```\n",
        "https://arxiv.org/abs/2209.11111",
        facts={"first_commit": datetime(2022, 8, 1, tzinfo=UTC)},
        level="suspect",
    ),
    Honest(
        "software whose name the title writes small",
        "Fitting Linear Mixed-Effects Models Using lmmx4",
        "lmmx4/lmmx4",
        "# lmmx4\n\nlmmx4 is a package for mixed models. `conda install lmmx4`\n",
        "https://www.jstatsoft.org/article/view/v067i01",
        facts=_BIG,
        level="unknown",
    ),
    Honest(
        "the R package that the title speaks of",
        "Spatial Modelling of Counts in Large Areas: The R Package spcountr",
        "stats/spcountr",
        "# spcountr\n\nspcountr is a package. `conda install spcountr`\n",
        "https://www.jstatsoft.org/article/view/v067i01",
        facts=_BIG,
        level="plausible",
    ),
    Honest(
        "renamed since: the link still has the method's name",
        "FlexPlan: Planning with Language Models for Household Robots",
        "robots/flexplan",
        '# SayTap\n\nOfficial implementation of "SayTap: Grounded Task Planning for Home Robots" '
        "(CoRL 2023).\n",
        "https://arxiv.org/abs/2305.11111",
        facts={"name_with_owner": "robots/saytap"},
        level="suspect",
    ),
    Honest(
        "one of many works of a big repository, with a folder of its name",
        "BeeT: Pretraining of Image Transformers for Beehive Monitoring",
        "bigco/unibee",
        "# UniBee\n\n## Citation\n\n```\n@article{u,\n title={Unified Language Model Pre-training for "
        "Bees},\n author={Dong, Li and Yang, Nan},\n year={2019}\n}\n```\n",
        "https://arxiv.org/abs/2106.22222",
        facts={
            "stars": 18_000,
            "commits": 1_500,
            "first_commit": datetime(2019, 7, 1, tzinfo=UTC),
            "root_entries": ("README.md", "beet", "layoutbee"),
        },
        level="suspect",
    ),
    Honest(
        "the repository moved on to the next version of the model",
        "DeepQuery-V2: A Strong and Economical Language Model",
        "dq/DeepQuery-V3",
        "# DeepQuery-V3\n\nWe release DeepQuery-V3.\n\n```\n@misc{v3,\n title={DeepQuery-V3 Technical "
        "Report of the Team},\n author={DQ Team},\n year={2024}\n}\n```\n",
        "https://arxiv.org/abs/2405.11111",
        level="suspect",
    ),
    Honest(
        "the code of a package's first paper, whose README names the second",
        "Analyzing Learned Representations of Molecules for Property Prediction",
        "chemx/chempropx",
        "# ChempropX\n\nMessage passing networks. pip install chempropx\n\nPlease cite "
        "[ChempropX: A Package for Chemical Property Prediction]"
        "(https://pubs.acs.org/doi/10.1021/acs.jcim.3c01250)\n",
        "https://pubs.acs.org/doi/10.1021/acs.jcim.9b00237",
        facts=_BIG | {"first_commit": datetime(2018, 8, 1, tzinfo=UTC)},
        level="suspect",
    ),
    Honest(
        "a toolkit's README, copied with its history and never changed",
        "Detecting Mitosis with Weak Point Labels and Few Slides",
        "lab/mitosis",
        "# Introduction\n\nMMDetX is an open source object detection toolbox.\n\n## Citation\n\n```\n"
        "@article{m,\n title={MMDetX: Open Detection Toolbox and Benchmark},\n author={Chen, K and "
        "Wang, J},\n year={2019}\n}\n```\n" + "The framework has different components. " * 50,
        "https://arxiv.org/abs/2303.11111",
        facts=_BIG | {"first_commit": datetime(2018, 8, 1, tzinfo=UTC)},
        level="suspect",
    ),
    Honest(
        "a library's earlier paper speaks of it inside its title, and the README cites the later one",
        "Weighing Distant Clusters from Faint Arcs with Lenscrafter: Method and a Test on 40 Clusters",
        "sky-lab/lenscrafter",
        "# \n\n[![arXiv](https://img.shields.io/badge/arXiv-2011.04444-b31b1b.svg)]"
        "(https://arxiv.org/abs/2011.04444)\n\nInfer masses of clusters from images.\n\n## Citation\n\n"
        "If you use this code, please reference this paper:\n```\n@article{hale,\n"
        " author={Hale, Ann and Moor, Ben},\n title={Inference of Cluster Masses with Lenscrafter},\n"
        " year={2020}, eprint={2011.04444}\n}\n```\n",
        "https://arxiv.org/abs/1604.05555",
        facts={"first_commit": datetime(2014, 6, 1, tzinfo=UTC)},
        level="suspect",
    ),
    Honest(
        "a journal's extended version, three years after, under another title and no arXiv id",
        "Widening the reach of sparse attention in very long river level forecasting",
        "flow-lab/Riverformer2020",
        "# Riverformer: Beyond Dense Attention for Very Long River Level Forecasting (AAAI'21)\n\n"
        "This is the original Pytorch implementation of Riverformer in the following paper: "
        "[Riverformer: Beyond Dense Attention for Very Long River Level Forecasting]"
        "(https://arxiv.org/abs/2012.02222).\n",
        "https://www.sciencedirect.com/science/article/pii/S0004370223999999",
        facts={"first_commit": datetime(2020, 12, 1, tzinfo=UTC)},
        level="suspect",
    ),
    Honest(
        "a library's makers keep the code of their papers in a folder that the README does not name",
        "Mending Stubborn Replies: Training Talkers that Contradict Themselves Less",
        "bigco/TalkLab",
        "# TalkLab\n\nTalkLab is a Python framework for sharing, training and testing talkers, from chat "
        "to replies about images.\n\n    pip install talklab\n\n## Citation\n\nPlease cite:\n```\n"
        "@article{t, title={TalkLab: A Platform for Research on Dialogue}, author={Poe, Ada and Roe, Rick},"
        " year={2017}, eprint={1705.01111}}\n```\n",
        "https://arxiv.org/abs/1911.06666",
        facts={
            **_BIG,
            "first_commit": datetime(2017, 4, 1, tzinfo=UTC),
            "root_entries": ("README.md", "setup.py", "docs", "tests", "projects", "talklab"),
        },
        level="suspect",
    ),
    Honest(
        "the statement names the authors before a title of three words",
        "Recurrent Tidal Filtering",
        "poe/recurrent_tidal_filtering",
        "# Recurrent Tidal Filtering\n\nThis is our implementation for the paper:\n\nAda Poe, Rick Roe, "
        "Jane N. Doe and Eve Walk (2017). [Recurrent Tidal Filtering.](http://dl.acm.org/citation.cfm?"
        "id=999)  In Proceedings of WWW '17, April 03-07, 2017.\n",
        "https://arxiv.org/abs/1708.09999",
    ),
    Honest(
        "a survey's list of papers is the place of the survey",
        "Tidal Power Forecasting in the Age of Transformers: A Comprehensive Survey",
        "sea-lab/Awesome-Tidal-Forecasting",
        "# Awesome Tidal Forecasting\n\nA curated list of papers on tidal power.\n\n"
        + "".join(f"- [Tides {n}](https://arxiv.org/abs/2101.{n:05})\n" for n in range(40)),
        facts={"root_entries": ("README.md", "LICENSE", "figures")},
        level="unknown",
    ),
    Honest(
        "a group's list of its own papers, some of whose code is announced there",
        "Reading Seabed Ripples from Sonar at Dusk",
        "sea-lab/papers",
        "# Papers\n\nThe publications of our group, and material that belongs to them.\n\n"
        + "".join(f"- [Ripples {n}](https://arxiv.org/abs/2101.{n:05})\n" for n in range(40)),
        facts={"root_entries": ("README.md", "material")},
        level="suspect",
    ),
    Honest(
        "a package that asks below its tables to be cited, the paper printed without its name",
        "A yardstick for learned forecasts of salt in river mouths",
        "salt-lab/estuary-discovery",
        "# Estuary Discovery\n\n`estuary-discovery` is a Python package for testing forecasts.\n\n"
        "pypi.org/project/estuary-discovery\n\n"
        + "One more sentence about tables, tides and the tests that are run on them.\n\n"
        * 8
        + "If you'd like to refer to Estuary Discovery in a publication, please cite the preprint:\n\n"
        "> Ada Poe, Rick E. A. Roe, Eve Walk and Jane Doe. "
        '"Estuary Discovery -- A Yardstick for Learned Forecasts of Salt in River Mouths." arXiv, 2023.\n',
        "https://doi.org/10.1038/s42256-025-09999-9",
        facts={**_BIG, "first_commit": datetime(2022, 6, 1, tzinfo=UTC)},
        proof="A Yardstick for Learned",
    ),
    Honest(
        "a library with reference implementations that lists the paper at its end",
        "Joint Ebb and Flood Tracking with Recurrent Tide Networks",
        "linz/tidemom",
        "tidemom\n=======\n\nTidemom is a tide signal processing library written in Python.\n\n"
        "    pip install tidemom\n\nCitation\n========\n\n```\n@inproceedings{tidemom,\n"
        " title={{tidemom: a new Python Library for Tide Signals}},\n author={Bock, Sebastian and Krebs,"
        " Florian},\n year={2016}, doi={10.1145/9964284.2973795}\n}\n```\n\nReferences\n==========\n\n"
        ".. [1] Sebastian Bock and Florian Krebs,\n"
        "    *Joint Ebb and Flood Tracking with Recurrent Tide Networks*, ISMIR, 2016.\n",
        facts={**_BIG, "first_commit": datetime(2014, 11, 1, tzinfo=UTC)},
        level="suspect",
        proof="Joint Ebb and Flood",
    ),
    Honest(
        "it says that it does another paper's model again, and links both",
        "Drifting Sand Probabilistic Models",
        "song/sand_sde",
        "# Sand Generation through Stochastic Wind Equations\n\nThis repo contains the official "
        "implementation for the paper [Sand Generation through Stochastic Wind Equations]"
        "(https://openreview.net/forum?id=PxTIG12RRHX)\n\nThis codebase also re-implements many previous "
        "models: **SCN** from [Sand Modeling by Estimating Gradients of Dunes]"
        "(https://arxiv.org/abs/1907.05555) and **DSPM** from [Drifting Sand Probabilistic Models]"
        "(https://arxiv.org/abs/2006.12222).\n",
        "https://arxiv.org/abs/2006.12222",
        proof="also re-implements",
    ),
    Honest(
        "a baseline of a data set that the list spells with its year",
        "CLUEWAVE2020: Fine-grained Wave Recognition Dataset and Benchmark for Chinese Coasts",
        "pat/WAVE-NER-Pytorch",
        "## Coastal Wave Recognition using Wavert\n\nBaselines for Chinese waves.\n\n"
        "1. CLUEWAVE: https://github.com/waves/CLUEWAVE\n",
        "https://arxiv.org/abs/2001.04444",
        level="suspect",
    ),
]
