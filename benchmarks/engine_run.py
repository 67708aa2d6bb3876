"""Run the engine alone over a file of URLs, in a process of its own, and say what it found.

``python -m benchmarks.engine_run FILE [--concurrency N --per-host N --interval S]``; the command line
and its reports are not part of this, so that the engine's own cost can be told from theirs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from bot.gateways.clock import SystemClock
from bot.gateways.web import WebGateway
from bot.model.observations import Target
from bot.model.settings import WebSettings


async def run(options: argparse.Namespace, urls: list[str]) -> dict[str, object]:
    targets = [Target(url=url) for url in urls]
    settings = WebSettings(
        concurrency=options.concurrency,
        forced_per_host=options.per_host,
        forced_interval=options.interval,
        allow_net=("127.0.0.0/8",),
    )
    gateway = WebGateway(settings, clock=SystemClock(), environ=os.environ)
    outcomes: Counter[str] = Counter()
    began = time.perf_counter()
    async for look in gateway.visit(targets):
        outcomes[look.observation.outcome] += 1
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "outcomes": dict(outcomes),
        "wall": time.perf_counter() - began,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory_mb": usage.ru_maxrss / 1024,
        "requests": sum(count for _, count in gateway.cost().requests),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--per-host", type=int)
    parser.add_argument("--interval", type=float)
    parser.add_argument("--profile")
    options = parser.parse_args()
    urls = Path(options.file).read_text().split()
    if options.profile:
        import cProfile

        profile = cProfile.Profile()
        found = profile.runcall(asyncio.run, run(options, urls))
        profile.dump_stats(options.profile)
    else:
        found = asyncio.run(run(options, urls))
    json.dump(found, sys.stdout)
    print()


if __name__ == "__main__":
    main()
