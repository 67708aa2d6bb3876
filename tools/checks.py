"""Every check of the project, one after the other; the same ones in CI and at home."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from environment import LOCKS, ROOT, python_of


def _steps(python: Path, pytest_words: list[str]) -> list[tuple[str, list[str]]]:
    run = [str(python), "-m"]
    bin_ = python.parent
    return [
        ("format", [*run, "ruff", "format", "--check", "."]),
        ("lint", [*run, "ruff", "check", "."]),
        ("types", [*run, "mypy"]),
        ("map of rooms", [str(bin_ / "lint-imports")]),
        ("tests", [*run, "pytest", "-n", "auto", "--dist", "worksteal", *pytest_words]),
    ]


def _lock(python: Path) -> int:
    """Resolve the dependencies anew, for every Python and system that is supported."""
    failed = 0
    for extras, lock in LOCKS.items():
        words = [word for extra in extras.split(",") if extra for word in ("--extra", extra)]
        command = [
            *(str(python), "-m", "uv", "pip", "compile", "pyproject.toml", "--upgrade", "--quiet"),
            *(*words, "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-header", "--output-file", lock.name),
        ]
        failed |= subprocess.run(command, cwd=ROOT).returncode
    return failed


def main(words: list[str]) -> int:
    """Run the checks; words after ``./check`` go to pytest. Exit code 1 when one failed.

    ``--quick`` leaves the tests out; ``--lock`` only resolves the dependencies anew.
    """
    if "--lock" in words:
        return _lock(python_of("test,dev"))
    quick = "--quick" in words
    python = python_of("test,dev")
    environment = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    failed = []
    for name, command in _steps(python, words):
        if quick and name == "tests":
            continue
        print(f"== {name}", flush=True)
        began = time.monotonic()
        if subprocess.run(command, cwd=ROOT, env=environment).returncode != 0:
            failed.append(name)
        print(f"   {name}: {time.monotonic() - began:.0f} s", flush=True)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
