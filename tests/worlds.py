"""Small invented lists and worlds for the tests of the rehearsal."""

from __future__ import annotations

from dataclasses import replace

from bot.model.entries import Catalogue, Entry, Link, LinkRole, SourceSpan
from bot.rehearsal.building import build_world
from bot.rehearsal.exchange import Asked, Reply
from bot.rehearsal.hosts import answer
from bot.rehearsal.misfortunes import Misfortune
from bot.rehearsal.tonight import Tonight
from bot.rehearsal.world import World

#: (title, pdf, code)
ROWS = (
    (
        "WidgetNet: Reading Widgets & Gadgets",
        "https://openaccess.thecvf.com/content/EXC2024/html/Doe_WidgetNet_EXC_2024_paper.html",
        "https://github.com/widget-lab/WidgetNet",
    ),
    (
        "GadgetSyn: Text-Guided Synthesis of 3D Gadgets",
        "https://ieeexplore.ieee.org/document/90000001/",
        "https://github.com/Widget-Lab/GadgetSyn.git",
    ),
    (
        "A Sprocket Transformer for Report Writing",
        "https://ieeexplore.ieee.org/document/90000001/",
        "https://github.com/widget-lab",
    ),
    ("Bolts Bolted Down", "https://arxiv.org/abs/2401.00001", "https://bolts.example/project/"),
    (
        "Nuts and Their Screws",
        "https://www.sciencedirect.com/science/article/pii/S1566253521001159",
        "",
    ),
    ("Levers: A Study of Levers", "https://dl.acm.org/doi/abs/10.1145/3664647.3681568", ""),
    ("Pulleys Explained", "https://link.springer.com/chapter/10.1007/978-3-031-43904-9_27", ""),
    ("Cogs in Practice", "https://ojs.aaai.org/index.php/AAAI/article/view/28038", ""),
    ("Springs", "https://proceedings.mlr.press/v227/doe24a.html", "https://github.com/springs/x"),
    ("Cranks", "https://cranks.example/paper.html", "https://github.com/cranks/y"),
)


def a_list(rows: tuple[tuple[str, str, str], ...] = ROWS) -> Catalogue:
    """A catalogue of these rows."""
    entries = []
    for number, (title, pdf, code) in enumerate(rows):
        span = SourceSpan(file="entries.yml", line=number + 1)
        entry_id = f"e{number}"
        links = [Link(entry_id=entry_id, role=LinkRole.PDF, url=pdf, span=span)]
        if code:
            links.append(Link(entry_id=entry_id, role=LinkRole.CODE, url=code, span=span))
        entries.append(
            Entry(id=entry_id, section="all", title=title, links=tuple(links), span=span)
        )
    return Catalogue(title="Invented", sections=(), entries=tuple(entries))


def a_world(*misfortunes: Misfortune) -> World:
    """The world of ``ROWS`` with these misfortunes and no other."""
    return replace(build_world(a_list()), misfortunes=misfortunes)


def ask(
    world: World,
    url: str,
    *,
    night: int = 1,
    method: str = "GET",
    body: bytes = b"",
    nth: int = 1,
    **headers: str,
) -> Reply:
    """Ask the world without a socket; header names with ``_`` for ``-``."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    asked = Asked(
        host=host,
        target=slash + path or "/",
        method=method,
        scheme=scheme,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        body=body,
        nth_to_host=nth,
        nth_to_target=nth,
    )
    return answer(Tonight(world, night), asked)
