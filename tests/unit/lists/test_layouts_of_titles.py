"""Which words are the title, in layouts of real lists that the first rules misread; "
"all text is invented."""

from __future__ import annotations

import pytest

from bot.lists.reading import read_list

A, B, C = "https://arxiv.org/abs/1", "https://arxiv.org/abs/2", "https://github.com/a/1"
P = "https://a.github.io"

#: name -> (Markdown, ["section: title: kinds"])
LAYOUTS: dict[str, tuple[str, list[str]]] = {
    "venue and year behind the title": (
        (
            f"## S\n- Warm Starts for Cold Pools (VLDB 2020) [Source Code]({C})\n"
            f"- Pools at Rest (Journal of Quiet Data 2021) [Code]({C})\n"
            f"- Pools that Move (**Quiet Data**) [[paper]({A})]\n"
            f"- A Survey of Pools, in *KDD* 2019. [[paper]({A})]\n"
            f"- Pools and Lakes, in *Transactions on Waters and their Shores* 2019. [[paper]({B})]\n"
            f"- **Lakes (2014)** [[Link]]({P})\n- Lakes (Oral) (**ICML 2024**) [paper]({A})\n"
            f"- Lake Models (LMs) and Their Uses [paper]({A})\n"
        ),
        [
            "Warm Starts for Cold Pools: code",
            "Pools at Rest: code",
            "Pools that Move: paper",
            "A Survey of Pools: paper",
            "Pools and Lakes: paper",
            "Lakes: project",
            "Lakes: paper",
            "Lake Models (LMs) and Their Uses: paper",
        ],
    ),
    "date and venue before the title": (
        (
            f"## S\n- arXiv 2023.10, Learning to (Learn Again), [arXiv]({A}) / [Github]({C})\n"
            f"- CoRL 2023 oral, **WALK**: a Gait Benchmark for Tall Robots, [Website]({P})\n"
            f"* **[2023.03.28]** **[Walking: A Guide]({A})** ![](https://img.shields.io/badge/x-y-z)\n"
            f"- 20181110 AAAI-19 [Stairs for Everyone Who Walks]({B})\n\n"
            f":camera: <b>Steps Seen from Above (2015)</b> [[Paper]]({A})\n"
        ),
        [
            "Learning to (Learn Again): paper code",
            "WALK: a Gait Benchmark for Tall Robots: project",
            "Walking: A Guide: paper",
            "Stairs for Everyone Who Walks: paper",
            "Steps Seen from Above: paper",
        ],
    ),
    "the title is a link behind a few words": (
        (
            f"## S\n* <[A Walk in the Park]({A})> by\tAnn One, Bob Two, 2018. (Blog)\n"
            f"* [DAgger] <[A Second Walk\n]({B})> by Cee Three, 2011.\n"
            f"* **STEP**: [Steps are All One Takes]({A}) (2023, Lab) [[Unofficial code]({C})]\n"
            f"- 2018 一篇关于行走的综述：[Walking Far, a Survey of Surveys]({B})\n"
            f"- Ann One and Bob Two, [Walking: A Tutorial]({A})\n"
        ),
        [
            "A Walk in the Park: paper",
            "A Second Walk: paper",
            "Steps are All One Takes: paper code",
            "Walking Far, a Survey of Surveys: paper",
            "Walking: A Tutorial: paper",
        ],
    ),
    "authors before the title, no quotes": (
        (
            f"## S\n"
            f"- Ann B. One, Cee Two, Dee E. Three, Learning to Walk: A Survey, JOQ, 1996. "
            f"[[Paper]]({A})\n"
            f"- A. A. One and B. Two, A Tutorial on Walking, Walks, 1994. [[Paper]]({B})\n"
            f"- One AB, Two C. Gait of the elderly. Walks. 2011. [link]({A})\n"
            f"- Visual Walking, Deep Gaits, and Beyond [paper]({B})\n"
        ),
        [
            "Learning to Walk: A Survey: paper",
            "A Tutorial on Walking: paper",
            "Gait of the elderly: paper",
            "Visual Walking, Deep Gaits, and Beyond: paper",
        ],
    ),
    "quotes, then a venue that no comma sets apart": (
        (
            f"## S\n"
            f'* WALK: "Walking Far and Away at Night" CVPR (Oral). [[Paper]]({A}) [[Code]]({C})  '
            f"\n  很好。\n"
            f'* "Walking near the Sea" ICCV. [[Paper]]({B})\n'
        ),
        ["Walking Far and Away at Night: paper code", "Walking near the Sea: paper"],
    ),
    "bold labels below a bold title": (
        (
            f"## S\n🔥 **Walking on Water**  \n**[Paper]({A})** | **[GitHub]({C})**\n\nText.\n\n---\n\n"
            f'🔥 **Walking on Air**\n<p align="center"><img src="a.png"></p>\n\n'
            f"<font size=7><div align='center' >[[📖 arXiv Paper]({B})] [[🌟 GitHub]({C})]</div></font>\n"
        ),
        ["Walking on Water: paper code", "Walking on Air: paper code"],
    ),
    "two entries that no empty line parts": (
        (
            f"## S\n--- Before 2020 ---  \n**Walking with Two Sticks**  \nAnn One  \n"
            f"[ACL 2022]({A}) • [Code]({C})\n\n"
            f"**Walking with One Stick**  \nBob Two  \n[arXiv]({A})  \n"
            f"**Walking with no Stick**  \nCee  \n[arXiv]({B})\n"
        ),
        [
            "Walking with Two Sticks: paper code",
            "Walking with One Stick: paper",
            "Walking with no Stick: paper",
        ],
    ),
    "bold titles below a heading": (
        (
            f"# 行走\n\n**Walking by Day**\n\n- 论文：{A}\n\n- 代码（已删除）：{C}\n\n"
            f"**Walking by Night**\n\n论文：{B}\n\n代码：{C}\n\n# 跑步\n\n"
            f"**Running by Day**\n\n- 论文：暂无\n"
            f"- 代码：{C}\n"
        ),
        [
            "Walking by Day: paper code",
            "Walking by Night: paper code",
            "Running by Day: code",
        ],
    ),
    "headings that are entries, one of them with a note": (
        (
            f"### S\n\n#### [Walking in Pairs]({A})\n\nCCS 2016\n\n1. walks\n\n"
            f"#### [Walking in Rows]({B})\n\n"
            f"an old version is at [arXiv 2009](https://arxiv.org/abs/3)\n\n"
            f"### T\n\n#### *Check out this [leaderboard]({P}) for everything about walks!*\n\n"
            f"#### [Walking in Rings]({A}/2)\n"
        ),
        ["Walking in Pairs: paper", "Walking in Rows: paper paper", "Walking in Rings: paper"],
    ),
    "a linked name with its description on the next line": (
        f"### S ###\n[**Walker**]({P})\nRobot simulator\n\n[**Runner**]({C})\nA tool. It runs.\n",
        ["Walker: project", "Runner: code"],
    ),
    "videos of one site are entries, headings of one page are not": (
        (
            "## S\n- [First Steps to Walk](https://www.youtube.com/watch?v=1)\n"
            "- [Second Steps to Walk](https://www.youtube.com/watch?v=2)\n"
            "## T\n- [A](https://github.com/a/1#a)\n- [B](https://github.com/a/1?tab=readme-ov-file#b)\n"
        ),
        ["First Steps to Walk: other", "Second Steps to Walk: other"],
    ),
    "venue and year before a colon": (
        (
            f"## S\n1. TKDE 2021: A Survey of Walks [[Paper]]({A})\n"
            f"2. ACM MM 2000: \nWALK: Walking by Ear [[Paper]]({B})[[Code]]({C})\n"
            f"3. Do Walks Really Help? NeurIPS 2021. [[paper]]({A})\n"
            f"4. Walking: A Survey [[Paper]]({B})\n"
        ),
        [
            "A Survey of Walks: paper",
            "WALK: Walking by Ear: paper code",
            "Do Walks Really Help?: paper",
            "Walking: A Survey: paper",
        ],
    ),
    "venue and year behind a dash, in the link and behind it": (
        (
            f"## S\n- [Mask Walks - ICCV - 2017]({A})\n"
            f"- [Walks -- With Care - PAMI -2000]({B}) [[code]({C})]\n"
            f"- [Deep Walks - CVPR 2018]({A})\n- [Walks - The Musical - 2017]({P})\n"
        ),
        [
            "Mask Walks: paper",
            "Walks -- With Care: paper code",
            "Deep Walks: paper",
            "Walks - The Musical - 2017: project",
        ],
    ),
    "a linked venue before the title": (
        (
            f"## S\n- [[3DV2021]({A})] Open-set Walks\n- [[TPAMI]({B})] WalkNet: A Framework\n"
            f"- [[ICCV2021]({A})] 4D-Walks for Alignment [[github]({C})]\n"
        ),
        [
            "Open-set Walks: paper",
            "WalkNet: A Framework: paper",
            "4D-Walks for Alignment: paper code",
        ],
    ),
    "numbers and brackets that the author made": (
        (
            f"## S\n*2. (CVPR 2025) A Walk by Hand\n[[paper]]({A}) 2025.3\n[[code]]({C})\n\n"
            f"- [A Walk that Lost its Link] ({B}) [[code]({C})]\n"
            f"- When Do Walks End? In *ICML 2018*. [[pdf]({A})]\n"
        ),
        [
            "A Walk by Hand: paper code",
            "A Walk that Lost its Link: paper code",
            "When Do Walks End?: paper",
        ],
    ),
    "a byline below the title": (
        (
            f"## S\n- WalkCL: Walks with Augmentations.\n"
            f"  - A. One, B. C. van Two, and D. Three. *NIPS 2020*. [[pdf]]({A}) [[code]]({C})\n"
            f"- Walks at home\n  - Walking in the Kitchen. *NIPS 2020*. [[pdf]]({B})\n"
        ),
        ["WalkCL: Walks with Augmentations: paper code", "Walking in the Kitchen: paper"],
    ),
    "one label an item below the title": (
        (
            f"## S\n- **Walk2vec (Walkshop 2017)**\n  - Ann One and Bob Two\n  - [[Paper]]({A})\n"
            f"  - [[Python High Performance]]({C})\n  - [[Reference]]({C}2)\n"
        ),
        ["Walk2vec: paper code code"],
    ),
    "badges in a paragraph below a bold title": (
        (
            f"### Models\n\n**Walk Networks: fast and far**. ICML19.\n\n"
            f'<a href="{A}"><img alt="link" src="https://img.shields.io/badge/-Link-red"/></a> '
            f'<a href="{C}"><img alt="Github" src="https://img.shields.io/badge/-Code-x"/></a>\n\n'
            f"> We walk.\n\n<br>\n"
        ),
        ["Walk Networks: fast and far: paper code"],
    ),
    "headings with authors, abstract and a line of links below them": (
        (
            f"## 2024:\n### 1. Walks on Sand\n**Authors**: Ann One, Bob Two\n<details>\n"
            f"<summary><b>Abstract</b></summary>\nWe walk. See {P}/more.\n</details>\n\n"
            f"  [📄 Paper]({A}) | [🌐 Project Page]({P}) | [💻 Code (not yet)]({C})\n\n"
            f"### 2. Walks on Stone\n**Authors**: Cee Three\n"
            f"  [📄 Paper]({B}) | [🎥 Short Presentation]({P}/v)\n"
        ),
        ["Walks on Sand: paper project code", "Walks on Stone: paper other"],
    ),
    "the address of a paper below its title, behind the venue": (
        (
            f"## S\n* **Walks: Sand and Stone** | [Github]({C})\n  * [ECCV2020] {A}\n\n"
            f"* **Walks without Code** |\n  * [AAAI2021] {B}\n"
        ),
        ["Walks: Sand and Stone: code paper", "Walks without Code: paper"],
    ),
    "title, year and authors are one link": (
        (
            f"## S\n* [**Walking Areas of the Brain** (2009) <br /> *Ann One and Bob Two* <br />]({A})\n"
            f"* [**How Does One Walk?**<br>*Cee Three*]({B})\n"
        ),
        ["Walking Areas of the Brain: paper", "How Does One Walk?: paper"],
    ),
    "linked headings with fields below them": (
        (
            f"## S\n### [Walk Data]({P})\n- **Year**: 2011\n- **Abstract**: We walked.\n\n---\n\n"
            f"### [Run Data]({P}/r)\n- **Year**: 2013\n- **Abstract**: See https://run.example.org/d.\n"
        ),
        ["Walk Data: project", "Run Data: project other"],
    ),
    "the venue on a line of its own": (
        (
            f"## S\n- [R2]: Walking by Word of Mouth \nEMNLP 2020 [paper]({A})\n\n"
            f"- From words to walks: an inverse view.  \narXiv 2019 [paper]({B})\n\n"
            f"Walks Aligned with Words (WAW)  \nEMNLP 2021 [paper]({A})\n"
        ),
        [
            "Walking by Word of Mouth: paper",
            "From words to walks: an inverse view: paper",
            "Walks Aligned with Words (WAW): paper",
        ],
    ),
    "a year in a linked name that is explained": (
        (
            f"## S\n"
            f"- [WALK4 (2020)]({C}) : WALK4 is a recent way, see [all about ways and walks]({A}).\n"
            f"- [RetroWalk (2020)]({C}) - Walks back.\n"
            f"- [RNAWalk (2021)]({A})[[code]({C})] : Our work.\n"
        ),
        ["WALK4: code paper", "RetroWalk: code", "RNAWalk: paper code"],
    ),
    "a bold word announces a linked title": (
        (
            f"## S\n"
            f"**Title:** [Features that make a walk. A study of walking](https://doi.org/10.1/2)\n\n"
            f"**Authors:** Ann One, et al.\n\n"
            f"**Advice:** [Slow]({P}) did best, then [Fast]({C}).\n\n---\n\n"
            f"**Review**: [A Review of Walks and Ways]({P}/r.pdf).\n"
        ),
        [
            "Features that make a walk. A study of walking: paper",
            "A Review of Walks and Ways: paper",
        ],
    ),
    "a method with a short name below another": (
        (
            f"## S\n- (WB) [Walk Band Planner]({P})\n"
            f"  - (Gentle WB) [A Walk Planner for Many]({A}), IROS 2021.\n"
            f"- [Walking: a Course]({P}/c)\n  - (Slides) [Week 5: Walking Uphill]({P}/s)\n"
        ),
        [
            "Walk Band Planner: project",
            "A Walk Planner for Many: paper",
            "Walking: a Course: project other",
        ],
    ),
    "venue, author or remark between commas before the label": (
        (
            f"## S\n- Walks by Training: A Review, arXiv, 2020, [[paper]]({A})\n"
            f"- Walks for Everyone: A Survey ,arxiv 2022, [[paper]]({A})\n"
            f"- Walks that Go Far ，submitted TKDE in 2021 , [[paper]]({A})\n"
            f"- Walks at the Party and What They Mean, Ann One, 2019 [[paper (Chinese)]]({A})\n"
            f"- Walks and Their Sounds, TEWA, 2018 (first of its kind) [[journal]]({A})\n"
            f"- Walks of Life, Arts, Science [[paper]]({A})\n"
            f"- Walks in Parts [Part 1]({P}/1), [Part 2]({P}/2)\n"
        ),
        [
            "Walks by Training: A Review: paper",
            "Walks for Everyone: A Survey: paper",
            "Walks that Go Far: paper",
            "Walks at the Party and What They Mean: paper",
            "Walks and Their Sounds: paper",
            "Walks of Life, Arts, Science: paper",
            "Walks in Parts: project project",
        ],
    ),
    "a venue that nobody knows and the year before a linked title": (
        (
            f"## S\n\n"
            f"Walk-Par 2022, [Walks with Many Aims at "
            f"Once]({A})---Notes:[zhihu](https://zhuanlan.zhihu.com/p/1)\n\n"
            f"Walking Systems Frontiers 2014, [A walk that minds what it costs]({B})\n"
        ),
        ["Walks with Many Aims at Once: paper other", "A walk that minds what it costs: paper"],
    ),
    "tables with bare addresses, years behind names, and citations": (
        (
            f"## S\n\n| Code | Lang. | Paper |\n|-|-|-|\n| [Walk++]({P}) | C | {A} |\n"
            f"| [Run]({P}/r) | C | {B} |\n\n"
            f"| Name | Size |\n|-|-|\n| [STEPS]({P}/s) (1993)| 6K |\n\n"
            f"| # | Walker (paper) | Encoder |\n|-|-|-|\n"
            f"| 1 | [Stroll (One et al., 2023)]({A}) | CNN |\n"
        ),
        [
            "Walk++: project paper",
            "Run: project paper",
            "STEPS: project",
            "Stroll (One et al., 2023): paper",
        ],
    ),
    "labels over two lines": (
        (
            f"## S\n[Walks: a Library]({A}), KDD'16\n\n"
            f"[[arxiv]]({B}) [[original python code]]({C})\n[[python code2]]({C}2)\n"
        ),
        ["Walks: a Library: paper paper code code"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_title_is_what_a_careful_reader_would_say(name: str) -> None:
    markdown, expected = LAYOUTS[name]
    entries = read_list(f"# List\n\n{markdown}").entries
    found = [f"{e.title}: {' '.join(link.kind.value for link in e.links)}" for e in entries]
    assert found == expected


def test_a_file_that_begins_with_one_of_its_sections_has_entries_in_it() -> None:
    item = " - Fold (x)\n   - Manuscript: {}\n   - Code: https://github.com/a/1\n"
    read = read_list(f"### Predictors\n{item.format(A)}\n### Tools\n{item.format(B)}")
    assert [entry.section for entry in read.entries] == [("Predictors",), ("Tools",)]


def test_a_site_is_a_page_though_its_badge_names_github() -> None:
    badge = f"[![](https://img.shields.io/badge/GitHub.io-Demo_Page-blue)]({P})"
    entry = read_list(f"# L\n## S\n- **Walk** [paper]({A}) {badge}\n").entries[0]
    assert [link.kind.value for link in entry.links] == ["paper", "demo"]


def test_pictures_in_letters_are_no_words_of_a_heading() -> None:
    read = read_list(
        f"# L\n\n## :walking: Walks [:top:](#toc)\n\n[Sand]({A}). WALK, 2005. [[Code]]({C})\n"
    )
    assert [entry.section for entry in read.entries] == [("Walks",)]


def test_a_list_in_collapsed_details_below_a_heading_is_no_abstract() -> None:
    inner = "<details>\n<summary>All</summary>\n\n- [Sand]({0})\n- [Stone]({1})\n\n</details>\n\n"
    read = read_list("# L\n" + "".join(f"## S{n}\n" + inner.format(A + str(n), B) for n in "12"))
    assert [entry.title for entry in read.entries] == ["Sand", "Stone"] * 2


def test_who_wrote_the_survey_of_the_list_is_no_entry() -> None:
    people = f"[Ann One]({P})<sup>1</sup>&nbsp;\n[Bob Two]({P}/b)<sup>1,2</sup>\n"
    read = read_list(f"# L\n\n### Walks: A survey\n\n{people}\n### Walks\n\n- [Sand]({A})\n")
    assert [entry.title for entry in read.entries] == ["Sand"]
    assert [link.url for link in read.others] == [P, f"{P}/b"]


def test_a_gallery_has_no_entries() -> None:
    picture = f'<a href="{P}"><img src="a.png" width=100></a>'
    read = read_list(f"# L\n\n## Gallery\n\n| {picture} | |\n|--|--|\n| {picture} | |\n")
    assert not read.entries
    assert {link.url for link in read.others} == {P}


def test_pictures_in_letters_are_no_words_of_a_label() -> None:
    read = read_list(
        f"# L\n## S\n- **Sand** by Ann. [paper]({A}) | [:dvd: dataset | :computer: website]({P})\n"
    )
    assert [link.kind.value for link in read.entries[0].links] == ["paper", "project"]


def test_a_sentence_in_italics_and_an_address_alone_are_no_entries() -> None:
    text = (
        f"**How does one walk well?**\n\n*As they say. Here is the [article.]({A})*\n\n[{P}]({P})\n"
    )
    read = read_list(f"# L\n\n## Walks\n\n{text}")
    assert not read.entries
    assert [link.url for link in read.others] == [A, P]


def test_brackets_with_a_tab_in_them_are_no_tail() -> None:
    entry = read_list(f"# L\n## S\n- Walks of Many (\t) [paper]({A})\n").entries[0]
    assert entry.title == "Walks of Many"
