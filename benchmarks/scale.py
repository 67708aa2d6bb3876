"""How a night grows with its links: planning, ledger, policy, findings and pages, without a network.

``python -m benchmarks.scale [LINKS...]``, each size in a process of its own; one host for ten links,
every answer comes at once, one link in a hundred is dead. CPU seconds and peak memory of:

- check: ``listbot check`` with its ledger, second night (targets, manners, looks, ledger, verdicts);
- shard: choosing one part of eight;
- due: the adaptive schedule of one night;
- ledger: writing it and reading it back;
- pages: the report, ``health.json``, dashboard, badges.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.__main__ import collect_rarely
from bot.cli.running import run_to_end
from bot.gateways.files import WorkingTree
from bot.identity.identifiers import identify
from bot.ledger.lines import links_to_text, parse_ledger, runs_to_text
from bot.model.entries import Catalogue, Entry, Link, LinkRole, Section, SourceSpan
from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.runs import Cost
from bot.model.settings import ScheduleSettings, Settings
from bot.pipeline.assemble import assemble
from bot.pipeline.check import CheckInput, Selection, run_check, select
from bot.pipeline.observe import Witnesses
from bot.pipeline.publish import publish
from bot.pipeline.store import load_store
from bot.urls import canonical, host_of, parse
from bot.verdicts.agenda import due

WORDS = [f"word{number}" for number in range(4000)]
NIGHT = datetime(2026, 11, 1, 2, 17, tzinfo=UTC)


class InstantWeb:
    """Answers at once; every hundredth page is gone."""

    def __init__(self) -> None:
        self.hosts: Counter[str] = Counter()

    async def visit(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        for target in targets:
            self.hosts[host_of(target.url)] += 1
            gone = target.url.endswith("00")
            yield Look(
                observation=Observation(
                    target=target.url,
                    at=NIGHT,
                    outcome=Outcome.NOT_FOUND if gone else Outcome.ANSWERED,
                    status=404 if gone else 200,
                )
            )

    def cost(self) -> Cost:
        return Cost(requests=tuple(sorted(self.hosts.items())))


def _peak() -> float:
    """Most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_up(links: int) -> Catalogue:
    """Two links an entry, ten links a host."""
    draw = random.Random(links)
    entries = []
    for number in range(links // 2):
        span = SourceSpan(file="entries.yml", line=7 * number + 4)
        key = f"paper-{number}"
        urls = [
            f"https://host{(2 * number + k) % (links // 10)}.example.org/page/{2 * number + k}"
            for k in (0, 1)
        ]
        entries.append(
            Entry(
                id=key,
                section=f"part-{number // 500}",
                title=" ".join(draw.choices(WORDS, k=11)) + f" {number}",
                span=span,
                year=2024,
                links=tuple(
                    Link(entry_id=key, role=role, url=url, span=span)
                    for role, url in zip((LinkRole.PDF, LinkRole.PROJECT), urls, strict=True)
                ),
            )
        )
    sections = sorted({entry.section for entry in entries})
    return Catalogue(
        title="made up",
        sections=tuple(Section(id=name, title=name) for name in sections),
        entries=tuple(entries),
    )


def measure(links: int, folder: Path) -> dict[str, float]:
    """All figures of one size."""
    figures: dict[str, float] = {"links": links}
    catalogue = made_up(links)
    given = [CheckInput(file="entries.yml", catalogue=catalogue)]
    settings, files = Settings(), WorkingTree(folder)

    def night(number: int) -> None:
        web = InstantWeb()
        report = run_to_end(
            run_check(
                Witnesses(web=web),
                files,
                settings,
                given,
                Selection(),
                now=NIGHT + timedelta(days=number),
                alone=False,
            )
        )
        assert len(report.links) == links

    def timed(name: str, work: object) -> None:
        begin = time.process_time()
        work()  # type: ignore[operator]
        figures[name] = time.process_time() - begin

    night(0)
    for remembered in (canonical, host_of, parse, identify):
        remembered.cache_clear()  # a night is a process of its own
    timed("check", lambda: night(1))
    figures["check_peak"] = _peak()
    timed("shard", lambda: select(given, Selection(shard=(3, 8)), settings.web))
    store = load_store(files, settings.reports)
    adaptive = replace(settings, schedule=ScheduleSettings(adaptive=True))
    urls = list(store.ledger.timelines)
    later = NIGHT + timedelta(days=100)
    timed("due", lambda: due(urls, store.ledger, settings.policy, adaptive.schedule, now=later))
    texts = {}

    def ledger() -> None:
        texts["links"], texts["runs"] = links_to_text(store.ledger), runs_to_text(store.ledger)
        parse_ledger(texts["links"], texts["runs"])

    timed("ledger", ledger)

    def pages() -> None:
        report = assemble(catalogue, store, settings, now=NIGHT + timedelta(days=1))
        publish(files, report, store.ledger, settings)

    timed("pages", pages)
    figures["peak"] = _peak()
    figures["ledger_kb"] = sum(map(len, texts.values())) / 1000
    figures["index_kb"] = (folder / settings.reports / "index.html").stat().st_size / 1000
    return figures


def main(sizes: list[int]) -> None:
    print(
        "| links | hosts | check s | shard s | due s | ledger s | pages s | MiB check | MiB all |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.scale", "--one", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        f = json.loads(done.stdout)
        times = " | ".join(f"{f[k]:.2f}" for k in ("check", "shard", "due", "ledger", "pages"))
        print(
            f"| {size:,} | {size // 10:,} | {times} | {f['check_peak']:.0f} | {f['peak']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        collect_rarely()
        with tempfile.TemporaryDirectory() as place:
            print(json.dumps(measure(int(sys.argv[2]), Path(place))))
    else:
        main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
