"""CPU and time of attribution: ``python -m benchmarks.attribution --speed [CORPUS]``.

Three figures. *Every README new*: a fresh process judges each pair once, and each has a README of its
own (a line is added where pairs share one), so that no cache has seen it; judging is counted alone.
*The command*: ``attribute --corpus`` as a whole, start included, with the start alone beside it.
*10,000 pairs*: the command on the corpus so often that it has ten thousand lines; READMEs repeat there.
CPU is user and system time, the best of several runs: other work on the machine only ever adds to it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bot.__main__ import collect_rarely
from bot.attribution.judge import attribute
from bot.cli.corpus import StoredPair, read_pairs

ROUNDS = 5
PAIRS = 10_000


def report(corpus: Path) -> str:
    """All figures as Markdown."""
    fresh = min(_in_new_process(corpus) for _ in range(ROUNDS))
    start = _of_nothing()
    whole = min(_command("--corpus", str(corpus))[0] for _ in range(ROUNDS))
    with tempfile.TemporaryDirectory() as folder:
        many = _repeated(corpus, Path(folder))
        cpu, wall = _command("--corpus", folder)
    return "\n".join(
        [
            "| what | CPU | clock |",
            "| --- | ---: | ---: |",
            f"| a pair, every README new | {fresh:.2f} ms | |",
            f"| `attribute --corpus`, no pairs: the start alone | {start:.2f} s | |",
            f"| `attribute --corpus`, {_count(corpus)} pairs, start included | {whole:.2f} s | |",
            f"| `attribute --corpus`, {many:,} pairs, start included | {cpu:.1f} s | {wall:.1f} s |",
        ]
    )


def _in_new_process(corpus: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.attribution_speed", str(corpus)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def milliseconds(corpus: Path) -> float:
    """CPU a pair, when nobody has seen its README."""
    known = [pair for pair in read_pairs(corpus) if pair.repo is not None and pair.repo.readme]
    pairs = [_with_own_readme(pair) for pair in known]
    begun = time.process_time()
    for pair in pairs:
        attribute(pair.paper, pair.repo, pair.link)
    return 1000 * (time.process_time() - begun) / len(pairs)


def _with_own_readme(pair: StoredPair) -> StoredPair:
    assert pair.repo is not None
    mark = f"\n\nCopy for {pair.id}.\n"
    folder = pair.repo.folder_readme
    facts = replace(
        pair.repo,
        readme=f"{pair.repo.readme}{mark}",
        folder_readme=f"{folder}{mark}" if folder else folder,
    )
    return replace(pair, repo=facts)


def _command(*arguments: str) -> tuple[float, float]:
    """CPU and clock of one run of ``attribute``, in seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", "attribute", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall


def _of_nothing() -> float:
    """CPU of the command on an empty corpus, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pairs.jsonl").touch()
        return min(_command("--corpus", folder)[0] for _ in range(ROUNDS))


def _count(corpus: Path) -> int:
    return len((corpus / "pairs.jsonl").read_text(encoding="utf-8").splitlines())


def _repeated(corpus: Path, folder: Path) -> int:
    """Write the corpus so often that it has ten thousand lines; how many they are."""
    text = (corpus / "pairs.jsonl").read_text(encoding="utf-8").rstrip("\n") + "\n"
    times = -(-PAIRS // text.count("\n"))
    (folder / "pairs.jsonl").write_text(text * times, encoding="utf-8")
    (folder / "readmes").symlink_to(corpus.resolve() / "readmes")
    return times * text.count("\n")


if __name__ == "__main__":
    collect_rarely()
    print(milliseconds(Path(sys.argv[1])))
