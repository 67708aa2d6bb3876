"""Layouts of lists that nobody showed us: what a careful reader would say of each."""

from __future__ import annotations

import pytest

from bot.lists.reading import read_list

A, B, C = "https://arxiv.org/abs/1", "https://arxiv.org/abs/2", "https://github.com/a/1"
P = "https://a.github.io"

#: name -> (Markdown, [(title, innermost section, year, "kind kind ...")])
Expected = list[tuple[str, str, int | None, str]]
LAYOUTS: dict[str, tuple[str, Expected]] = {
    "badges in columns of their own": (
        (
            f"## S\n| Paper | Code | Page |\n|:--|:-:|--:|\n| **Foo: A Bar** <br> *A. One, B. "
            f"Two* <br> CVPR 2023 "
            f"[![arXiv](https://img.shields.io/badge/arXiv-1-b31b1b.svg)]({A}) | "
            f"[![Star](https://img.shields.io/"
            f"github/stars/a/1.svg)]({C}) | [🌐]({P}) |\n| [Baz Quux]({B}) (ICLR'24) | - | [link]({P}/2) |\n"
        ),
        [
            ("Foo: A Bar", "S", 2023, "paper code project"),
            ("Baz Quux", "S", 2024, "paper project"),
        ],
    ),
    "a venue above its papers": (
        (
            f"## 2024\n- **CVPR**\n  - [CVPR 2024] Alpha Beta [[paper]({A})] [[code]({C})]\n"
            f"- **NeurIPS**\n  - [NeurIPS 2024 Oral] Eta Theta [[paper]({B})]\n"
        ),
        [("Alpha Beta", "2024", 2024, "paper code"), ("Eta Theta", "2024", 2024, "paper")],
    ),
    "authors and venue in a sentence": (
        (
            f"### S\n**SegThing: Segment** - *Ann One, Bob Two*, ICCV 2023. [[pdf]({A})] [[code]({C})]\n\n"
            f"**Other** - *Cee Three*, arXiv 2022. [[pdf]({B})]\n"
        ),
        [("SegThing: Segment", "S", 2023, "paper code"), ("Other", "S", 2022, "paper")],
    ),
    "numbered headings are entries": (
        (
            f"### 1. Not All You Need\n**Authors:** A, B\n\n[Paper]({A}) | [Code]({C})\n\n"
            f"### 2. Second Great One\n**Authors:** C\n\n[Paper]({B})\n"
        ),
        [("Not All You Need", "", None, "paper code"), ("Second Great One", "", None, "paper")],
    ),
    "a year that spans rows": (
        (
            "<table><tr><th>Year</th><th>Title</th><th>Links</th></tr>"
            f"<tr><td rowspan=2>2023</td><td>First</td><td><a href={A}>paper</a></td></tr>"
            f"<tr><td>Second</td><td><a href={B}>paper</a></td></tr></table>\n"
        ),
        [("First", "", 2023, "paper"), ("Second", "", 2023, "paper")],
    ),
    "sections in years, venues in italics": (
        (
            f"## 2023\n### Detection\n- Fast Detector, *ICCV*, [paper]({A}), [code]({C})\n"
            f"### Segmentation\n- Slow Segmenter, *ICCV*, [paper]({B})\n"
        ),
        [
            ("Fast Detector", "Detection", 2023, "paper code"),
            ("Slow Segmenter", "Segmentation", 2023, "paper"),
        ],
    ),
    "pictures instead of words": (
        (
            f"## 📚 S\n- 🔥 Hot Title [📄]({A}) [💻]({C}) [🌍]({P})\n- ⭐️ **Bold** | [📄 Paper]({B})\n"
        ),
        [("Hot Title", "📚 S", None, "paper code project"), ("Bold", "📚 S", None, "paper")],
    ),
    "Chinese, Japanese, Korean, Russian": (
        (
            f"## 一\n1. 《基于深度学习的检测》,张三, 2021. [论文]({A}) [代码]({C})\n"
            f"## 二\n- 「画像分割の新手法」(CVPR 2022) [論文]({B}) / [コード]({C})\n"
            f"## 三\n- 객체 검출 [논문]({A}) [코드]({C})\n## 四\n- Обнаружение [статья]({B}) [код]({C})\n"
        ),
        [
            ("基于深度学习的检测", "一", 2021, "paper code"),
            ("画像分割の新手法", "二", 2022, "paper code"),
            ("객체 검출", "三", None, "paper code"),
            ("Обнаружение", "四", None, "paper code"),
        ],
    ),
    "one column for two kinds": (
        (
            f"## S\n| Date | Model | Paper & Code |\n|---|---|---|\n"
            f"| 2023-01 | GPT-Like | [A Long Title About It]({A}) / [GitHub]({C}) |\n"
        ),
        [("GPT-Like", "S", 2023, "paper code")],
    ),
    "BibTeX in details": (
        (
            f"## S\n- **Nice** [paper]({A})\n  <details><summary>BibTeX</summary>\n\n  ```bibtex\n"
            f"  @article{{x, url={{https://example.org/x}}}}\n  ```\n  </details>\n- **Nicer** [paper]({B})\n"
        ),
        [("Nice", "S", None, "paper"), ("Nicer", "S", None, "paper")],
    ),
    "items of several paragraphs": (
        (
            f"## S\n- **First Title**\n\n  *Jane Doe.* ECCV 2022.\n\n  [[Paper]]({A}) [[Code]]({C})\n\n"
            f"- **Second Title**\n\n  [[Paper]]({B})\n"
        ),
        [("First Title", "S", 2022, "paper code"), ("Second Title", "S", None, "paper")],
    ),
    "labels before the title": (
        (
            f"## S\n- [[paper]({A})] [[code]({C})] Title After\n- [paper]({B}) - Title After Dash\n"
            f"- [arXiv 2023]({A}) **Bold After**\n- "
            f"[![](https://img.shields.io/badge/arXiv-1-red)]({B}) Badge Before\n"
        ),
        [
            ("Title After", "S", None, "paper code"),
            ("Title After Dash", "S", None, "paper"),
            ("Bold After", "S", None, "paper"),
            ("Badge Before", "S", None, "paper"),
        ],
    ),
    "a tool that is called like a kind": (
        (
            f"## S\n- [GitHub]({C}) - Hosts repositories.\n- Frameworks\n  - [pytorch]({C}) - "
            f"Tensors and more.\n"
        ),
        [("GitHub", "S", None, "code"), ("pytorch", "S", None, "code")],
    ),
    "authors before the title": (
        (
            f'## S\n1. J. Smith, K. Doe, "A Quoted Title of Work," IEEE Trans. Med. Imaging, '
            f"2019. [Link]({A})\n"
            f"2. Zhang et al. Another Title Here. MICCAI 2021. [[paper]]({B})\n"
            f"3. Lee, S., & Kim, T. (2020). Title in APA style. *Journal of Things*, 3(2). {A}\n"
        ),
        [
            ("A Quoted Title of Work", "S", 2019, "paper"),
            ("Another Title Here", "S", 2021, "paper"),
            ("Title in APA style", "S", 2020, "paper"),
        ],
    ),
    "a venue before the title": (
        (
            f"## S\n* `NeurIPS 2023` **Code Span** [paper]({A})\n* ICML'22 | Piped | "
            f"[paper]({B}) | [code]({C})\n"
            f"* 2023/05, Slashed, [paper]({A})\n* (2021) In Brackets — [arXiv]({B}) · [GitHub]({C})\n"
        ),
        [
            ("Code Span", "S", 2023, "paper"),
            ("Piped", "S", 2022, "paper code"),
            ("Slashed", "S", 2023, "paper"),
            ("In Brackets", "S", 2021, "paper code"),
        ],
    ),
    "what follows a title": (
        (
            f"## S\n- Trailing, CVPR, 2020. [PDF]({A})\n- In Parentheses (2021) [PDF]({B})\n"
            f"- *Italic Title*. Author. [paper]({A})\n- ~~Struck~~ [PDF]({B})\n"
        ),
        [
            ("Trailing", "S", 2020, "paper"),
            ("In Parentheses", "S", 2021, "paper"),
            ("Italic Title", "S", None, "paper"),
            ("Struck", "S", None, "paper"),
        ],
    ),
    "the first entry is the header": (
        (
            f"## S\n| [<img src=a.png>]({P}) | **Thumb** <br> *CVPR 2022* <br> [paper]({A}) / [code]({C}) |\n"
            f"|---|---|\n| [<img src=b.png>]({P}/2) | **Thumb Two** <br> [paper]({B}) |\n"
        ),
        [("Thumb", "S", 2022, "project paper code"), ("Thumb Two", "S", None, "project paper")],
    ),
    "links on a line of their own": (
        (f"## S\nPlain One, Author, 2020\n[paper]({A}) [code]({C})\n\nPlain Two\n[paper]({B})\n"),
        [("Plain One, Author", "S", 2020, "paper code"), ("Plain Two", "S", None, "paper")],
    ),
    "days with their papers": (
        (
            f"## S\n- **[2026.05.27]**\n  - Paper: [Periodic Things for Everyone]({A})\n"
            f"  - Paper: [Compact Things]({B}) [![](https://img.shields.io/github/stars/a/1)]({C})\n"
        ),
        [
            ("Periodic Things for Everyone", "S", None, "paper"),
            ("Compact Things", "S", None, "paper code"),
        ],
    ),
    "a table in a quote, an item, a table of HTML": (
        (
            f"## S\n- Benchmarks\n\n  | Name | Link |\n  |---|---|\n  | Alpha | [paper]({A}) |\n\n"
            f"> ### Q\n> | Name | Link |\n> |---|---|\n> | Beta | <a "
            f"href='{B}'>arXiv</a><br><a href={C}>GitHub</a> |\n"
        ),
        [("Alpha", "S", None, "paper"), ("Beta", "Q", None, "paper code")],
    ),
    "a description is no entry": (
        (
            f"## S\nA [virtual network](https://en.wikipedia.org/wiki/VPN) extends networks "
            f"across networks.\n\n"
            f"- [alpha]({C}) - Does things with [beta]({P}).\n"
        ),
        [("alpha", "S", None, "code project")],
    ),
    "reference links and footnotes": (
        (
            f"## S\n- One[^1] [[pdf][1]] [[code][c]]\n- [Two][2] *Author*\n\n[1]: {A}\n[2]: "
            f"<{B}>\n[c]: {C}\n\n[^1]: See it.\n"
        ),
        [("One", "S", None, "paper code"), ("Two", "S", None, "paper")],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_as_a_careful_reader_would(name: str) -> None:
    markdown, expected = LAYOUTS[name]
    entries = read_list(f"# List\n\n{markdown}").entries
    found = [
        (
            entry.title,
            entry.section[-1] if entry.section else "",
            entry.year,
            " ".join(link.kind.value for link in entry.links),
        )
        for entry in entries
    ]
    assert found == expected
