"""How long lists of 1,000 to 10,000 entries take to read and to validate.

Run ``python -m benchmarks.entries [SIZE...]``. The lists are made up; every title and link is another
one, so nothing is answered from a cache. Times are CPU seconds of one run in a fresh process. *By
hand* is the same list as people keep it: comments, quotes of all kinds, keys in another order, and in
one entry of a hundred more of YAML. *As YAML* is what either costs as soon as it has a mistake.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = [
    *("vision", "language", "model", "pre-training", "segmentation", "chest", "radiographs"),
    *("report", "generation", "contrastive", "learning", "weakly", "labelled", "pathology"),
]


def made_up(size: int) -> str:
    """An entries file with so many entries, in the format that we write."""
    draw = random.Random(size)
    lines = ['title: "made up"', "sections: []", "entries:"]
    for number in range(size):
        title = " ".join(draw.choice(WORDS) for _ in range(11))
        lines += [
            f"  - id: paper-{number}-x",
            f"    section: part-{number // 500}",
            f'    title: "Name{number}: {title}"',
            f"    pdf: https://arxiv.org/abs/{2001 + number // 90_000:04d}.{number:05d}",
            f"    code: https://github.com/owner{number}/repository",
            "    year: 2024",
            '    venue: "CVPR"',
        ]
    return "\n".join(lines) + "\n"


def by_hand(text: str) -> str:
    """The same list as somebody would have typed it."""
    lines = ["---", "# Papers we like. Keep it sorted!"]
    for number, line in enumerate(text.splitlines()):
        match number % 35:
            case 3 if line.startswith("  - id"):
                lines.append(f"  # --- checked by hand, line {number}")
            case 5 | 12 if line.startswith("    code"):
                line += "  # official"
            case 2 | 9 | 23 if '"' in line and "title" in line:
                line = line.replace('"', "'")
            case 16 | 30 if '"' in line:
                line = line.replace('"', "")
        lines.append(line)
        if number % 700 == 4:
            lines.append("    ignore: [insecure]")
    return "\n".join(lines) + "\n"


def measure(file: str) -> None:
    """Read and validate one file in this process; figures as JSON on standard output."""
    from bot.catalogue.reading import read_catalogue
    from bot.catalogue.thorough import read_thoroughly
    from bot.findings.offline import find_offline

    text = Path(file).read_text(encoding="utf-8")
    begin = time.process_time()
    catalogue, _ = read_catalogue(text)
    read = time.process_time()
    if catalogue is None:
        raise SystemExit("the made-up list has mistakes")
    findings = find_offline(catalogue, first_guesses=True)
    end = time.process_time()
    read_thoroughly(text, file)
    as_yaml = time.process_time() - end
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "entries": len(catalogue.entries),
        "findings": len(findings),
        "read": round(read - begin, 3),
        "as_yaml": round(as_yaml, 3),
        "find": round(end - read, 3),
        "peak_mib": round(peak),
    }
    print(json.dumps(figures))


def command(file: str) -> tuple[float, float]:
    """CPU and wall-clock seconds of ``listbot validate`` on that file, interpreter included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run([sys.executable, "-m", "bot", "validate", file, "--quiet"], check=True)
    wall = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    """Two lines for each size."""
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
        return
    sizes = list(map(int, sys.argv[1:])) or [1_000, 3_000, 10_000]
    print("entries  kept     read s  as YAML s  find s  peak MiB  command CPU s  command wall s")
    for size in sizes:
        text = made_up(size)
        if len(text) > 5_000_000:
            print(f"{size:7}  larger than 5 MB, refused")
            continue
        for kept, held in (("by us", text), ("by hand", by_hand(text))):
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "entries.yml"
                file.write_text(held, encoding="utf-8")
                one_line(size, kept, str(file))


def one_line(size: int, kept: str, file: str) -> None:
    """Measure one file in a process of its own, and the command on it."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.entries", "--measure", file],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    cpu, wall = command(file)
    print(
        f"{size:7}  {kept:7}  {found['read']:6.2f}  {found['as_yaml']:9.2f}  {found['find']:6.2f}  "
        f"{found['peak_mib']:8}  {cpu:13.2f}  {wall:14.2f}"
    )


if __name__ == "__main__":
    main()
