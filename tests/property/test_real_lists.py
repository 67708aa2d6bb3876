"""What we promise about lists, measured on real ones beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.lists import comparable, compare
from bot.catalogue.edit import Edit
from bot.lists.cataloguing import markdown_catalogue
from bot.lists.edits import apply_url_edits
from bot.lists.links import links_of
from bot.lists.reading import read_list
from bot.lists.repairs import replace_url

#: the bounds that every list must keep, and the mean over all of them
LEAST = 0.90
MEAN = {"link": 0.98, "title": 0.97, "section": 0.97, "kind": 0.95}


def lists(shared: Path) -> dict[str, str]:
    return {
        path.stem: (shared / "lists" / f"{path.stem}.md").read_bytes().decode()
        for path in sorted((shared / "lists" / "urls").glob("*.json"))
    }


@pytest.mark.slow
def test_nothing_that_a_reader_can_click_is_lost(shared: Path) -> None:
    for name, markdown in lists(shared).items():
        read = read_list(markdown, name)
        found = {comparable(link.url) for link in read.others}
        for entry in read.entries:
            found.update(comparable(link.link.url) for link in entry.links)
            found.update(comparable(link.url) for link in entry.mentions)
        urls = json.loads((shared / "lists" / "urls" / f"{name}.json").read_text("utf-8"))
        assert {comparable(item["url"]) for item in urls["must"]} <= found, name


@pytest.mark.slow
def test_entries_are_those_that_a_careful_reader_found(shared: Path) -> None:
    scores = []
    for path in sorted((shared / "lists" / "truth").glob("*.jsonl")):
        markdown = (shared / "lists" / f"{path.stem}.md").read_bytes().decode()
        truths = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        scores.append(compare(path.stem, read_list(markdown, path.stem), truths))
    for what, mean in MEAN.items():
        assert min(score.share(what) for score in scores) >= LEAST, what
        assert sum(score.share(what) for score in scores) / len(scores) >= mean, what


@pytest.mark.slow
def test_every_address_of_real_lists_can_be_replaced_alone(shared: Path) -> None:
    for name, markdown in lists(shared).items():
        data = markdown.encode()
        links = links_of(markdown, name)
        for link in links:
            assert link.where is not None, (name, link)
        for link in links[::97]:
            assert link.where is not None
            start, end = link.where
            changed = replace_url(markdown, link.where, "https://example.org/x").encode()
            assert changed == data[:start] + b"https://example.org/x" + data[end:]
            urls = [other.url for other in links_of(changed.decode(), name)]
            expected = [
                "https://example.org/x" if other.where == link.where else other.url
                for other in links
            ]
            assert urls == expected, (name, link)


@pytest.mark.slow
def test_many_edits_at_once_change_their_addresses_and_nothing_else(shared: Path) -> None:
    for name, markdown in lists(shared).items():
        data = markdown.encode()
        catalogue = markdown_catalogue(markdown, f"{name}.md")
        wanted: dict[tuple[int, int], bytes] = {}
        edits = []
        for number, entry in enumerate(catalogue.entries[::9]):
            link = entry.links[-1]
            new = f"https://new.example/{number}"
            edits.append(Edit(entry_id=entry.id, field=link.role, new=new, old=link.url))
            for place in catalogue.members[entry.id]:
                if place.url == link.url:
                    assert place.where is not None
                    wanted.setdefault(place.where, new.encode())
        made = apply_url_edits(markdown, edits, file=f"{name}.md")
        assert len(made.applied) + len(made.refused) == len(edits)
        assert len(made.refused) <= len(edits) // 20, (name, made.refused[:3])
        if made.refused:  # a reference that two entries share
            continue
        position, parts = 0, []
        for (start, end), new_bytes in sorted(wanted.items()):
            parts += [data[position:start], new_bytes]
            position = end
        assert made.text.encode() == b"".join([*parts, data[position:]]), name
