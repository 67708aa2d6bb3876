"""Any list becomes a world: deterministic, with its own misfortunes, marked as simulated."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.catalogue.reading import parse_catalogue
from bot.rehearsal.building import build_world
from bot.rehearsal.exchange import bare
from bot.rehearsal.misfortunes import Fate, Nights
from bot.rehearsal.script import VLM_IN_MIA
from bot.rehearsal.tonight import Tonight
from tests.worlds import ROWS, a_list

ENTRIES = Path(__file__).resolve().parents[3] / "entries.yml"


def test_the_same_list_gives_the_same_world() -> None:
    assert build_world(a_list()) == build_world(a_list())


def test_every_link_leads_somewhere_in_a_world_without_misfortune() -> None:
    tonight = Tonight(build_world(a_list()), night=10_000)
    for _, pdf, code in ROWS:
        assert tonight.paper_at(bare(pdf)), pdf
        if "github.com" not in code and code:
            assert tonight.page_at(bare(code)), code


def test_a_list_without_a_script_gets_misfortunes_of_every_kind() -> None:
    rows = tuple(
        (f"Paper {n}", f"https://papers.example/{n}.html", f"https://github.com/lab{n}/code{n}")
        for n in range(40)
    )
    fates = Counter(item.fate for item in build_world(a_list(rows)).misfortunes)
    assert fates[Fate.GONE] == 2
    assert {
        Fate.SERVER_ERROR, Fate.HICCUP, Fate.RENAMED, Fate.ARCHIVED, Fate.EMPTIED, Fate.DELETED,
        Fate.HIJACKED, Fate.REFUSED, Fate.OFFLINE,
    } <= set(fates)  # fmt: skip


def test_a_script_for_another_list_gives_no_part_away() -> None:
    own = build_world(a_list()).misfortunes
    assert build_world(a_list(), VLM_IN_MIA).misfortunes == own


def test_one_honest_repository_in_six_names_no_paper() -> None:
    rows = tuple(
        (f"Widgets of Kind {n}", f"https://papers.example/{n}.html", f"https://github.com/l/c{n}")
        for n in range(120)
    )
    world = build_world(a_list(rows))
    silent = [r for r in world.repositories if "Widgets of Kind" not in (r.readme or "")]
    assert 8 <= len(silent) <= 32


def test_the_script_of_the_list_finds_every_part_it_names() -> None:
    catalogue = parse_catalogue(ENTRIES.read_text(encoding="utf-8"))
    world = build_world(catalogue, VLM_IN_MIA)
    assert world.misfortunes == VLM_IN_MIA.misfortunes
    tonight = Tonight(world, night=1)
    assert {r.slug for r in VLM_IN_MIA.repositories} <= {r.slug for r in world.repositories}
    assert tonight.owner("vios-s") == ("vios-s", "Organization", "")
    keys = {paper.key for paper in world.papers}
    assert {fact.id for fact in VLM_IN_MIA.facts} <= keys
    medsyn = tonight.paper_at("ieeexplore.ieee.org/abstract/document/10566053")
    assert medsyn is not None
    assert medsyn.doi == "10.1109/TMI.2024.3415032"
    assert tonight.paper_by_doi["10.1007/978-3-031-53767-7_10"].title.startswith("Diffusion-Based")


def test_no_real_paper_is_said_to_be_retracted() -> None:
    catalogue = parse_catalogue(ENTRIES.read_text(encoding="utf-8"))
    assert all(not paper.notices for paper in build_world(catalogue, VLM_IN_MIA).papers)


def test_nights_say_when() -> None:
    assert 3 in Nights(first=3, last=3)
    assert 4 not in Nights(first=3, last=3)
    assert [n for n in range(1, 8) if n in Nights(first=2, every=3)] == [2, 5]
    assert str(Nights(first=3, last=3)) == "in night 3"
    assert str(Nights(first=2)) == "from night 2 on"
