"""An environment of its own for this checkout, made on first use. Standard library only.

Works on a bare Debian or Ubuntu, whose Python comes without pip and ensurepip: then pip itself is
fetched from the package index, verified by its hash, and run from its wheel.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
#: extras -> file with every version and hash
LOCKS = {"": ROOT / "requirements.lock", "test,dev": ROOT / "requirements-dev.lock"}
OLDEST, NEWEST = (3, 11), (3, 15)


def python_of(extras: str, *, venv: Path = VENV) -> Path:
    """Path of the environment's Python, with listbot and these extras installed from the lock.

    Made anew when another Python asks. Exits with a sentence for a person when this Python is too old
    or too new, or the index cannot be reached.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        first, last = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        sys.exit(f"listbot needs Python {first} to {last}; this is {sys.version.split()[0]}.")
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = venv / f".installed-{extras.replace(',', '-') or 'plain'}"
    wanted = _fingerprint(extras)
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"listbot: setting up {venv.name}/ (once) ...", file=sys.stderr)
    made_with = venv / ".made-with"
    if made_with.exists() and made_with.read_text() != _this_python():
        shutil.rmtree(venv)  # ours, of another Python: what runs is what was asked for
    ours = not python.exists()
    pip = _pip_for(venv, python)
    if ours:
        made_with.write_text(_this_python())
    _run([*pip, "install", "--quiet", "--require-hashes", "-r", str(LOCKS[extras])])
    _run([*pip, "install", "--quiet", "--no-deps", "--editable", str(ROOT)])
    stamp.write_text(wanted)
    return python


def _this_python() -> str:
    return f"{sys.version}\n{sys.base_prefix}\n"


def _fingerprint(extras: str) -> str:
    text = (
        extras + LOCKS[extras].read_text() + (ROOT / "pyproject.toml").read_text() + _this_python()
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _pip_for(venv: Path, python: Path) -> list[str]:
    """The words that run a pip which installs into the environment."""
    if not python.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True)
        if made.returncode != 0:
            shutil.rmtree(venv, ignore_errors=True)
            _run([sys.executable, "-m", "venv", "--without-pip", str(venv)])
    own = [str(python), "-m", "pip", "--disable-pip-version-check"]
    if subprocess.run([*own, "--version"], capture_output=True).returncode == 0:
        return own
    there = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    if subprocess.run([*there, "--version"], capture_output=True).returncode == 0:
        return there
    wheel = _pip_wheel(venv)
    return [str(python), f"{wheel}/pip", "--disable-pip-version-check"]


def _pip_wheel(folder: Path) -> Path:
    """pip's newest wheel from the index, its SHA-256 checked."""
    base = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(
        f"{base}/pip/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            files = json.load(answer)["files"]
        newest = [f for f in files if f["filename"].endswith("-py3-none-any.whl")][-1]
        with urllib.request.urlopen(newest["url"], timeout=120) as answer:
            data = answer.read()
    except (OSError, ValueError, KeyError, IndexError) as error:
        sys.exit(
            f"listbot: this Python has no pip, and pip could not be fetched from {base} ({error}).\n"
            "Install it with your system's packages, e.g. `apt install python3-venv`, and try again."
        )
    if hashlib.sha256(data).hexdigest() != newest["hashes"]["sha256"]:
        sys.exit("listbot: the pip that came from the index is not the one that it announced.")
    wheel = folder / newest["filename"]
    wheel.write_bytes(data)
    return wheel


def _run(command: list[str]) -> None:
    if subprocess.run(command).returncode != 0:
        sys.exit(f"listbot: `{' '.join(command)}` failed; see above.")
