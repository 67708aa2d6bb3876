"""Files of the working tree: read whole, replaced atomically, appended durably."""

from __future__ import annotations

import contextlib
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.errors import StateError, UsageError

#: larger files are no lists and no ledgers (bytes)
MAX_BYTES = 512 * 1024 * 1024
_PART = 1024 * 1024


def reason(error: OSError) -> str:
    """Why something cannot be written, for the person who named the place."""
    if isinstance(error, FileExistsError | NotADirectoryError) and error.filename:
        return f"{error.filename} is a file, not a folder"
    return error.strerror or str(error)


class WorkingTree:
    """Files below ``root``; paths are relative to it, or absolute."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._journal: _Journal | None = None

    def read(self, path: str, *, stray_bytes: bool = False) -> str | None:
        """Text of the file (UTF-8, line ends as they are), or None when it does not exist.

        Raises UsageError when it is not readable UTF-8 text; with ``stray_bytes`` bytes that are not
        UTF-8 come as lone surrogates (PEP 383), for readers that report them with their place.
        """
        file = self.root / path
        try:
            if file.stat().st_size > MAX_BYTES:
                raise UsageError(f"{path}: larger than {MAX_BYTES // 1024**2} MiB")
            with file.open(
                encoding="utf-8", errors="surrogateescape" if stray_bytes else "strict", newline=""
            ) as stream:
                return stream.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except IsADirectoryError:
            raise UsageError(f"{path}: is a folder, not a file") from None
        except UnicodeDecodeError as error:
            raise UsageError(
                f"{path}: byte {error.start} is not UTF-8 text",
                hint="Save the file as UTF-8.",
            ) from None
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror})") from None

    def write(self, path: str, text: str | Iterable[str]) -> bool:
        """Replace the file atomically; False (and no touch) when it already says so.

        ``text``: whole or in pieces, of which one is in memory at a time. Raises StateError when the
        disk is full or the folder is not writable; the old file stays.
        """
        file = self.root / path
        pieces = (piece.encode("utf-8") for piece in ((text,) if isinstance(text, str) else text))
        try:
            same, different = _compared(file, pieces)
            if different is None:
                return False
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
            try:
                with os.fdopen(handle, "wb") as stream:
                    _copy_beginning(file, stream, same)
                    stream.write(different)
                    stream.writelines(pieces)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(temporary).chmod(0o644)
                Path(temporary).replace(file)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
                raise
        except OSError as error:
            raise StateError(f"{path}: cannot be written ({reason(error)})") from None
        return True

    def append(self, path: str, line: str) -> None:
        """Add one line and hand it to the system, so that a killed process does not lose it."""
        try:
            if self._journal is None or self._journal.path != path:
                self._journal = _Journal(self.root, path)
            self._journal.add(f"{line}\n".encode())
        except OSError as error:
            raise StateError(f"{path}: cannot be written ({reason(error)})") from None

    def remove(self, path: str) -> None:
        """Remove the file if it exists."""
        self._journal = None
        (self.root / path).unlink(missing_ok=True)

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files in a folder, sorted; empty when there is none."""
        place = self.root / folder
        if not place.is_dir():
            return ()
        return tuple(sorted(item.name for item in place.iterdir() if item.is_file()))


class _Journal:
    """A file that lines are added to, thousands in a run: opened once, and closed with this value."""

    def __init__(self, root: Path, path: str) -> None:
        self.path = path
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        weakref.finalize(self, os.close, self._descriptor)

    def add(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._descriptor, data) :]


def _compared(file: Path, pieces: Iterator[bytes]) -> tuple[int, bytes | None]:
    """Take pieces as long as the file says the same.

    Returns how many bytes are the same and the first piece that differs; None: the file says all
    of it and no more.
    """
    if not file.is_file():
        return 0, next(pieces, b"")
    same = 0
    with file.open("rb") as stream:
        for piece in pieces:
            if stream.read(len(piece)) != piece:
                return same, piece
            same += len(piece)
        return same, b"" if stream.read(1) else None


def _copy_beginning(file: Path, target: BinaryIO, size: int) -> None:
    if not size:
        return
    with file.open("rb") as source:
        while size and (part := source.read(min(size, _PART))):
            target.write(part)
            size -= len(part)
