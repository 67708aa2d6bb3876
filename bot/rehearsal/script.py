"""What is known about VLM-in-MIA, and what befalls it in a rehearsal.

The facts (titles, DOIs, numbers) are public. The misfortunes are invented: no real page or
repository is said to be dead, archived or renamed by this file. No retraction or withdrawal is
simulated for a real paper; tests do that with invented ones.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.rehearsal.building import PaperFacts, Script
from bot.rehearsal.invention import abstract_of, people_for
from bot.rehearsal.misfortunes import Fate, Misfortune, Nights
from bot.rehearsal.strangers import STRANGERS
from bot.rehearsal.world import Page, Paper, Repository

_MEDSYN = "MedSyn: Text-guided Anatomy-aware Synthesis of High-Fidelity 3D CT Images"
_SKIN = (
    "Diffusion-Based Data Augmentation for Skin Disease Classification: Impact Across Original "
    "Medical Datasets to Fully Synthetic Images"
)
_SAT_TODAY = "Large-Vocabulary Segmentation for Medical Images with Text Prompts"
_SAT_THEN = (
    "One Model to Rule them All: Towards Universal Segmentation for Medical Images with "
    "Text Prompts"
)
_MERLIN_TODAY = "Merlin: a computed tomography vision-language foundation model and dataset"
_MERLIN_THEN = "Merlin: A Vision Language Foundation Model for 3D Computed Tomography"
_CVF = "https://openaccess.thecvf.com/content"

FACTS = (
    PaperFacts(
        id="ieee:10566053",
        title=_MEDSYN,
        doi="10.1109/TMI.2024.3415032",
        venue="IEEE Transactions on Medical Imaging",
        year=2024,
    ),
    PaperFacts(
        id="ieee:10646593",
        title="IMITATE: Clinical Prior Guided Self-supervised Learning via Hierarchical "
        "Vision-Language Alignment",
        venue="IEEE Transactions on Medical Imaging",
    ),
    PaperFacts(
        id="ieee:10182304",
        doi="10.1109/TMI.2023.3294980",
        venue="IEEE Transactions on Medical Imaging",
        year=2023,
    ),
    PaperFacts(
        id="arxiv:2312.17183",
        title=_SAT_TODAY,
        earlier_titles=(_SAT_THEN, _SAT_THEN),
        comment="Published in npj Digital Medicine",
        published_doi="10.1038/s41746-025-01964-w",
        hub_repository="https://github.com/zhaoziheng/SAT",
        hub_added_by="user",
    ),
    PaperFacts(
        id="arxiv:2406.06512",
        title=_MERLIN_TODAY,
        earlier_titles=(_MERLIN_THEN,),
        published_doi="10.1038/s41586-026-10181-8",
    ),
    PaperFacts(id="ojs:AAAI/28038", doi="10.1609/aaai.v38i3.28038", year=2024),
    PaperFacts(id="ojs:AAAI/20204", doi="10.1609/aaai.v36i3.20204", year=2022),
    PaperFacts(id="ojs:AAAI/25100", doi="10.1609/aaai.v37i1.25100", year=2023),
    PaperFacts(id="pmlr:v227/jeong24a", code_url="https://github.com/rajpurkarlab/X-REM"),
    # an automatic match of the hub: a third-party repository that must not be trusted
    PaperFacts(
        id="arxiv:2403.16578",
        hub_repository="https://github.com/simulated-stranger/reimplementations",
        hub_added_by="auto",
    ),
)

PAPERS = (
    Paper(
        key="doi:10.1007/978-3-031-53767-7_10",
        title=_SKIN,
        authors=people_for("skin"),
        year=2024,
        venue="Deep Generative Models (DGM4MICCAI 2023), LNCS 14533",
        type="book-chapter",
        doi="10.1007/978-3-031-53767-7_10",
        landing_url="https://link.springer.com/10.1007/978-3-031-53767-7_10",
        urls=("https://link.springer.com/chapter/10.1007/978-3-031-53767-7_10",),
        abstract=abstract_of(_SKIN),
    ),
    Paper(
        key="arxiv:2301.04802",
        title=_SKIN,
        authors=people_for("skin"),
        year=2023,
        venue="arXiv",
        doi="10.48550/arXiv.2301.04802",
        agency="DataCite",
        arxiv="2301.04802",
        landing_url="https://arxiv.org/abs/2301.04802",
        urls=("https://arxiv.org/abs/2301.04802",),
        abstract=abstract_of(_SKIN),
    ),
    Paper(
        key="nature:s41746-025-01964-w",
        title=_SAT_TODAY,
        authors=people_for("arxiv:2312.17183"),
        year=2025,
        venue="npj Digital Medicine",
        doi="10.1038/s41746-025-01964-w",
        landing_url="https://www.nature.com/articles/s41746-025-01964-w",
    ),
    Paper(
        key="nature:s41586-026-10181-8",
        title=_MERLIN_TODAY,
        authors=people_for("arxiv:2406.06512"),
        year=2026,
        venue="Nature",
        doi="10.1038/s41586-026-10181-8",
        landing_url="https://www.nature.com/articles/s41586-026-10181-8",
    ),
)

_JIEBA = """# jieba 分词

Cuts Chinese text into words. (Simulated README, written for a rehearsal.)

* three modes: exact cutting for text analysis, full cutting that lists every possible word, and a
  mode for search engines that cuts long words once more
* traditional characters are understood
* own dictionaries can be loaded
* part-of-speech tags, keyword extraction, parallel cutting

## 安装

    pip install jieba

## Usage

```python
import jieba
print("/ ".join(jieba.cut("今天天气很好", cut_all=False)))
```

## How it works

A prefix dictionary gives the graph of all possible words of a sentence, dynamic programming finds
the most probable path through it, and a hidden Markov model guesses the words that the dictionary
does not have.
"""

_MEDSYN_README = """# MedSyn

Text-guided, anatomy-aware synthesis of 3D CT volumes. (Simulated README.)

Code for "MedSyn: Text-guided Anatomy-aware Synthesis of High-Fidelity 3D CT Images", IEEE
Transactions on Medical Imaging, 2024.

```bibtex
@article{medsyn2024,
  title = {MedSyn: Text-guided Anatomy-aware Synthesis of High-Fidelity 3D CT Images},
  journal = {IEEE Transactions on Medical Imaging},
  year = {2024},
  doi = {10.1109/TMI.2024.3415032}
}
```
"""

REPOSITORIES = (
    Repository(
        slug="fxsjy/jieba",
        number=5_811_157,
        description="Chinese word segmentation",
        stars=34_000,
        created=datetime(2012, 9, 29, 7, 52, tzinfo=UTC),
        last_commit=datetime(2024, 8, 21, 2, 0, tzinfo=UTC),
        branch="master",
        commits=500,
        readme=_JIEBA,
        files=("jieba/__init__.py", "jieba/dict.txt", "jieba/posseg/__init__.py", "setup.py"),
        languages=(("Python", 180_000), ("OpenEdge ABL", 5_000_000)),
        topics=("chinese", "nlp", "word-segmentation"),
        releases=1,
    ),
    Repository(
        slug="batmanlab/MedSyn",
        number=700_100_200,
        description="Text-guided synthesis of 3D CT volumes",
        stars=120,
        created=datetime(2023, 10, 5, 15, tzinfo=UTC),
        last_commit=datetime(2024, 7, 2, 18, tzinfo=UTC),
        readme=_MEDSYN_README,
        owner_type="Organization",
        owner_name="A simulated lab",
    ),
)

PAGES = (
    Page(
        url="https://stanfordmlgroup.github.io/competitions/chexpert/",
        title="CheXpert: A Large Dataset of Chest X-Rays and Competition for Automated Chest X-Ray "
        "Interpretation",
        text="(Simulated page.) A data set of chest radiographs with labels, a leaderboard, and "
        "how to register for a download.",
    ),
)

MISFORTUNES = (
    Misfortune(
        fate=Fate.GONE,
        url=f"{_CVF}/ICCV2023W/CVAMD/html/Lai_CLIPath_Fine-Tune_CLIP_with_Visual_Feature_Fusion_"
        "for_Pathology_Image_ICCVW_2023_paper.html",
        note="the page of CLIPath is gone from the first night on; the archive has a copy",
    ),
    Misfortune(
        fate=Fate.GONE,
        nights=Nights(first=2),
        url="https://proceedings.mlr.press/v248/lee24a.html",
        copied="",
        note="the page of UniXGen's paper is gone from the second night on; nobody copied it",
    ),
    Misfortune(
        fate=Fate.SERVER_ERROR,
        nights=Nights(first=1, every=2),
        url="https://proceedings.neurips.cc/paper_files/paper/2022/hash/"
        "d925bda407ada0df3190df323a212661-Abstract-Conference.html",
        note="the page of MGCA answers 500 every other night",
    ),
    Misfortune(
        fate=Fate.HICCUP,
        url=f"{_CVF}/CVPR2024/html/Lai_CARZero_Cross-Attention_Alignment_for_Radiology_Zero-Shot_"
        "Classification_CVPR_2024_paper.html",
        note="the page of CARZero answers 503 to the first request of every night",
    ),
    Misfortune(
        fate=Fate.MOVED,
        url="https://camma-public.github.io/endogen/",
        to="https://camma-public.github.io/endogen/index.html",
        note="a project page is sent on to its own index.html, which is no news",
    ),
    Misfortune(
        fate=Fate.MOVED,
        url="https://proceedings.neurips.cc/paper_files/paper/2023/hash/"
        "58cc11cda2a2679e8af5c6317aed0af8-Abstract-Conference.html",
        to="https://papers.neurips.cc/paper_files/paper/2023/hash/"
        "58cc11cda2a2679e8af5c6317aed0af8-Abstract-Conference.html",
        note="the page of LVM-Med has moved to another host for good",
    ),
    Misfortune(
        fate=Fate.EXPIRED_CERTIFICATE,
        nights=Nights(first=2, last=4),
        host="stanfordmlgroup.github.io",
        note="a certificate runs out and is renewed three nights later",
    ),
    Misfortune(
        fate=Fate.RENAMED,
        repository="Qybc/MedBLIP",
        to="simulated-lab/MedBLIP",
        note="Qybc/MedBLIP has moved to simulated-lab/MedBLIP",
    ),
    Misfortune(
        fate=Fate.ARCHIVED,
        repository="monajati/BERTHop",
        note="monajati/BERTHop was archived by its owner",
    ),
    Misfortune(
        fate=Fate.EMPTIED,
        repository="yangyan22/Token-Mixer",
        note="yangyan22/Token-Mixer has no commit",
    ),
    Misfortune(
        fate=Fate.DELETED,
        repository="cs-jerhuang/P-VQA",
        note="cs-jerhuang/P-VQA was deleted",
    ),
    Misfortune(
        fate=Fate.HIJACKED,
        nights=Nights(first=4),
        repository="leotam/MIMIC-CXR-annotations",
        note="somebody else registered the name of leotam/MIMIC-CXR-annotations",
    ),
    Misfortune(
        fate=Fate.REFUSED,
        nights=Nights(first=3, last=3),
        host="openaccess.thecvf.com",
        note="openaccess.thecvf.com is down for a night, with all its papers",
    ),
    Misfortune(
        fate=Fate.OFFLINE,
        nights=Nights(first=5, last=5),
        note="the machine that runs the bot has no network",
    ),
)

CAST = (
    ("another project’s code", "https://github.com/fxsjy/jieba"),
    ("another paper’s link", "https://ieeexplore.ieee.org/abstract/document/10566053/"),
    ("another paper’s code", "https://github.com/batmanlab/MedSyn"),
    ("organisation page", "https://github.com/vios-s"),
    ("data-set page", "https://stanfordmlgroup.github.io/competitions/chexpert/"),
    ("paper behind a wall", "https://ieeexplore.ieee.org/abstract/document/10172039/"),
    ("paper behind a wall", "https://www.sciencedirect.com/science/article/pii/S1566253521001159"),
    ("renamed paper", "https://arxiv.org/abs/2312.17183"),
    ("renamed paper", "https://arxiv.org/abs/2406.06512"),
)

#: the whole script; whatever a list does not have is left out of its world
VLM_IN_MIA = Script(
    facts=FACTS,
    papers=PAPERS,
    repositories=REPOSITORIES,
    strangers=STRANGERS,
    pages=PAGES,
    misfortunes=MISFORTUNES,
    cast=CAST,
)
