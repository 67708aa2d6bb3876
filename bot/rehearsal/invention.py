"""People, abstracts and READMEs for the simulated web, the same ones in every rehearsal.

The family names are the word "example" in many languages, so nobody takes them for real.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta

from bot.rehearsal.world import Paper, Person

_GIVEN = (
    "Ada", "Bruno", "Chiara", "Deniz", "Edda", "Farid", "Greta", "Hana", "Ivo", "Jana", "Kofi",
    "Lea", "Mira", "Nils", "Olga", "Pia", "Quinn", "Rosa", "Sami", "Tove", "Uma", "Vito",
)  # fmt: skip
_FAMILY = (
    "Beispiel", "Voorbeeld", "Esempio", "Exemple", "Ejemplo", "Exemplo", "Przykład", "Příklad",
    "Esimerkki", "Örnek", "Példa", "Eksempel", "Exempel", "Pavyzdys", "Piemērs", "Primjer",
    "Contoh", "Mfano", "Halimbawa", "Dæmi", "Näide", "Shembull",
)  # fmt: skip


def number_for(*parts: object, below: int) -> int:
    """A number in ``range(below)`` that depends on the parts alone."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % below


def people_for(key: str, *, first_family: str | None = None) -> tuple[Person, ...]:
    """Two to five authors; the first has the family name that the address tells, if any."""
    people = []
    for place in range(2 + number_for(key, "people", below=4)):
        family = _FAMILY[number_for(key, "family", place, below=len(_FAMILY))]
        given = _GIVEN[number_for(key, "given", place, below=len(_GIVEN))]
        people.append(
            Person(given=given, family=first_family if place == 0 and first_family else family)
        )
    return tuple(people)


def acronym(title: str) -> str:
    """The name before the colon when it is one word, else the first long word."""
    head, colon, _ = title.partition(":")
    if colon and len(head.split()) <= 2:
        return head.strip()
    return next((word for word in re.findall(r"\w{5,}", title)), title[:20])


def abstract_of(title: str, *, code_url: str | None = None) -> str:
    """A short abstract in our words that says no more than the title does."""
    text = (
        f"(Simulated abstract.) This record stands in for the paper titled “{title}”. "
        "It was written for a rehearsal and reports no result."
    )
    return f"{text} Code is available at {code_url}." if code_url else text


def readme_of(papers: tuple[Paper, ...], slug: str) -> str:
    """A README for an honest repository; about one in six names neither title nor identifier."""
    name = slug.rpartition("/")[2]
    if not papers or number_for(slug, "silent", below=6) == 0:
        return (
            f"# {name}\n\nCode for our paper. Set up the environment with `pip install -r "
            "requirements.txt`, then run `python train.py`. Weights will follow.\n"
        )
    style = number_for(slug, "style", below=3)
    parts = [_section(paper, style) for paper in papers]
    return f"# {name}\n\n" + "\n".join(parts) + _HOW_TO_RUN[style]


def _section(paper: Paper, style: int) -> str:
    people = ", ".join(str(person) for person in paper.authors)
    if style == 0:
        return f"Official implementation of **{paper.title}**.\n\n{people}\n\n{_bibtex(paper)}\n"
    if style == 1:
        link = paper.urls[0] if paper.urls else paper.landing_url or ""
        return f"This repository holds the code for “{paper.title}” ({link}).\n"
    where = f"{paper.venue}, {paper.year}"
    return f"## {paper.title}\n\n本仓库是该论文的官方代码。\n\n> {people}, {where}\n"


_HOW_TO_RUN = (
    "\n## Usage\n\nInstall the requirements, put the data under `data/`, run `train.py`.\n",
    "\n## Run\n\n```\npython train.py --config configs/base.yaml\n```\n",
    "\n## 使用\n\n安装依赖后运行 `python train.py`。\n",
)


def _bibtex(paper: Paper) -> str:
    fields = [
        f"  title = {{{paper.title}}}",
        "  author = {" + " and ".join(f"{p.family}, {p.given}" for p in paper.authors) + "}",
        f"  year = {{{paper.year}}}",
    ]
    if paper.doi:
        fields.append(f"  doi = {{{paper.doi}}}")
    if paper.arxiv:
        fields.append(f"  eprint = {{{paper.arxiv}}}")
    key = f"{paper.authors[0].family.lower()}{paper.year}"
    return "```bibtex\n@article{" + key + ",\n" + ",\n".join(fields) + "\n}\n```"


def moment_between(key: str, first_year: int, last_year: int) -> datetime:
    """A moment between two years, in UTC."""
    start = datetime(first_year, 1, 1, 9, tzinfo=UTC)
    days = 365 * max(1, last_year - first_year + 1)
    return start + timedelta(days=number_for(key, below=days), hours=number_for(key, "h", below=9))
