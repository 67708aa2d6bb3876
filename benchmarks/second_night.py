"""What the second night over an unchanged web costs: bytes and requests, against the first.

``python -m benchmarks.second_night [--pages N]``. A simulated web on loopback, real sockets and TLS: pages of
about 20 kB and PDFs of 200 kB on hosts of four kinds (ETag, Last-Modified, both, none). Three nights of
``listbot check`` with its memory; the figures are those of its own cost report.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.simulated_web import Call, SimulatedWeb
from bot.gateways.clock import FixedClock
from bot.gateways.files import WorkingTree
from bot.gateways.web import WebGateway
from bot.model.check import CheckReport, Place
from bot.model.entries import SourceSpan
from bot.model.hosts import HostMemory
from bot.model.settings import Settings, WebSettings
from bot.model.verdicts import Health
from bot.pipeline.check import CheckInput, Selection, run_check
from bot.pipeline.observe import Witnesses

FIRST = datetime(2026, 11, 1, 2, 17, tzinfo=UTC)
MODIFIED = "Tue, 01 Sep 2026 10:00:00 GMT"
#: about as much as servers and their caches say today
USUAL = (
    "Date: Tue, 24 Nov 2026 02:17:00 GMT",
    "Server: nginx/1.26.2",
    "Cache-Control: public, max-age=600, stale-while-revalidate=86400",
    "Vary: Accept-Encoding, Accept-Language",
    "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload",
    "Content-Security-Policy: default-src 'self'; img-src * data:; script-src 'self' 'unsafe-inline'",
    "X-Content-Type-Options: nosniff",
    "X-Request-Id: 6f1c2b34-9c7e-4f4e-9a56-0d8f1f6f2a11",
)
#: what hosts send with their pages; of ten hosts so many of each kind
KINDS = ("etag",) * 4 + ("modified",) * 2 + ("both",) * 2 + ("none",) * 2


@dataclass(frozen=True, slots=True)
class Night:
    """What one night cost."""

    requests: int
    received: int
    alive: int
    methods: Counter[str]


class UnchangedWeb:
    """Pages and files that are the same every night."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self.methods: Counter[str] = Counter()

    async def answer(self, call: Call) -> None:
        kind = self._kinds[int(call.host.split(".")[0].removeprefix("h"))]
        number = call.target.rpartition("/")[2].split(".")[0]
        if not number.isdigit():
            self.methods[f"{call.method} for knowledge"] += 1
            call.answer(404, "nothing here")
            return
        tag = f'"v{number}"' if kind in ("etag", "both") else ""
        since = MODIFIED if kind in ("modified", "both") else ""
        headers = [*USUAL]
        headers += [f"ETag: {tag}"] * bool(tag) + [f"Last-Modified: {since}"] * bool(since)
        asked = call.headers.get("if-none-match"), call.headers.get("if-modified-since")
        if (tag and asked[0] == tag) or (not tag and since and asked[1] == since):
            self.methods["304"] += 1
            call.send("\r\n".join(["HTTP/1.1 304 Not Modified", *headers, "", ""]).encode())
            return
        self.methods[call.method] += 1
        if call.target.endswith(".pdf"):
            body = (b"%PDF-1.7\n" + random.Random(number).randbytes(200_000))[:2048]
            status = 206 if "range" in call.headers else 200
            call.answer(status, body, kind="application/pdf", headers=tuple(headers))
        else:
            words = "".join(random.Random(number).choices("abcdefgh ", k=20_000))
            page = f"<html><head><title>Paper {number}</title></head><body><p>{words}</p></body></html>"
            call.answer(200, page, headers=tuple(headers))


async def one_night(
    web: SimulatedWeb, folder: Path, urls: Sequence[str], night: int
) -> CheckReport:
    now = FIRST + timedelta(days=night)
    hosts = HostMemory()
    settings = Settings(web=WebSettings(interval=0.0, per_host=4, robots=True))
    gateway = WebGateway(
        settings.web,
        clock=FixedClock(now),
        dialer=web.dialer(),
        tls=web.client_context(),
        memory=hosts,
    )
    places = {
        url: (Place(span=SourceSpan(file="list.md", line=line, column=1)),)
        for line, url in enumerate(urls, 1)
    }
    return await run_check(
        Witnesses(web=gateway, hosts=hosts),
        WorkingTree(folder),
        settings,
        [CheckInput(file="list.md", places=places)],
        Selection(),
        now=now,
        alone=False,
    )


async def nights(urls: Sequence[str], kinds: Sequence[str], count: int) -> list[Night]:
    """So many nights over the same unchanged web."""
    found = []
    unchanged = UnchangedWeb(kinds)
    with tempfile.TemporaryDirectory() as name:
        async with SimulatedWeb(unchanged.answer) as web:
            for night in range(count):
                unchanged.methods.clear()
                report = await one_night(web, Path(name), urls, night)
                found.append(
                    Night(
                        requests=sum(number for _, number in report.cost.requests),
                        received=report.cost.received,
                        alive=report.counts()[Health.ALIVE],
                        methods=Counter(unchanged.methods),
                    )
                )
    return found


def urls_of(pages: int, hosts: int) -> list[str]:
    """Four pages for each PDF, spread over the hosts."""
    endings = ("", "", "", "", ".pdf")
    return [f"https://h{i % hosts}.test/papers/{i}{endings[i // hosts % 5]}" for i in range(pages)]


def measure(pages: int) -> None:
    """Print three nights over a web with validators, and over a mixed one."""
    for name, kinds in (
        ("every host sends validators", tuple(k if k != "none" else "etag" for k in KINDS)),
        ("two hosts of ten send none", KINDS),
    ):
        print(f"{name}: {pages} links on {len(kinds)} hosts")
        found = asyncio.run(nights(urls_of(pages, len(kinds)), kinds, 3))
        for number, night in enumerate(found, 1):
            share = 100 * night.received / found[0].received
            print(
                f"  night {number}: {night.requests} requests, {night.received / 1e6:.2f} MB "
                f"({share:.1f} %), {night.alive} alive, {dict(sorted(night.methods.items()))}"
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=1_000)
    measure(parser.parse_args().pages)


if __name__ == "__main__":
    main()
