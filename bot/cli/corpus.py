"""Stored pairs of paper and repository on disk, for ``attribute --corpus`` and the benchmark."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from bot.attribution.pages import CodeAddress, recognise
from bot.attribution.paper import PaperView
from bot.errors import CorpusError, UsageError
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.links import code_link

#: bytes of a README that are read; more than enough for what is looked at
_README_BYTES = 512_000
#: mistakes that are shown at once
_MISTAKES = 50
#: what each field must be; None = may be missing
_FIELDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("id", (str,)),
    ("title", (str,)),
    ("repo", (str, type(None))),
    ("repo_facts", (dict, type(None))),
)
#: READMEs that are kept
_TEXTS = 512
#: one line of pairs.jsonl holds facts, not texts
_LINE_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class StoredPair:
    """One question of the corpus, without its label."""

    id: str
    paper: PaperView
    link: CodeAddress
    repo: RepoFacts | None


def read_pairs(folder: Path) -> Iterator[StoredPair]:
    """The pairs of ``folder/pairs.jsonl``, in order.

    Only what a night would know is read: the label fields are not. A README that is missing, or
    that lies outside of the folder, is as if there were none. Raises UsageError when there is no
    such file, and CorpusError with ``FILE:LINE: what`` for every line that is no pair.
    """
    path = folder / "pairs.jsonl"
    if not path.is_file():
        raise UsageError(f"--corpus: there is no file {path}", hint="It must hold one pair a line.")
    root = _Root(folder)
    records = _records(path)
    return (_pair(record, root) for record in records)


def _records(path: Path) -> list[dict[str, Any]]:
    """Every line as an object that can be a pair; all mistakes are reported together."""
    records: list[dict[str, Any]] = []
    mistakes: list[str] = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.isspace():
                continue
            try:
                records.append(_record(line))
            except ValueError as error:
                mistakes.append(f"{path}:{number}: {error}")
                if len(mistakes) >= _MISTAKES:
                    mistakes.append(f"{path}: and perhaps more; {_MISTAKES} mistakes are shown")
                    break
    if mistakes:
        raise CorpusError(
            "\n".join(mistakes), hint="One JSON object a line: id, title, repo, repo_facts."
        )
    return records


def _record(line: bytes) -> dict[str, Any]:
    """Raises ValueError with what is wrong."""
    if len(line) > _LINE_BYTES:
        raise ValueError(f"the line is longer than {_LINE_BYTES:,} bytes")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    for name, kinds in _FIELDS:
        if not isinstance(record.get(name), kinds):
            raise ValueError(
                f"`{name}` is {'missing' if name not in record else 'of a wrong kind'}"
            )
    if not record["id"]:
        raise ValueError("`id` is empty")
    return record


def _pair(record: dict[str, Any], root: _Root) -> StoredPair:
    number, repo, facts = record["id"], record.get("repo"), record.get("repo_facts") or {}
    return StoredPair(
        id=number,
        paper=PaperView(
            title=record["title"], entry_id=number, url=_text(record, "paper_url") or None
        ),
        link=_link(repo, _text(record, "code_url"), facts),
        repo=_repository(repo, facts, root) if repo else None,
    )


def _link(repo: str | None, url: str, facts: dict[str, Any]) -> CodeAddress:
    url = url or (f"https://github.com/{repo}" if repo and "/" in repo else "")
    link = code_link(url)
    return recognise(url, link.kind.value, _text(facts, "link_subdir") or link.path)


def _repository(repo: str, facts: dict[str, Any], root: _Root) -> RepoFacts | None:
    owner, _, name = repo.partition("/")
    if not owner or not name:
        return None
    readme = root.read(_text(facts, "readme_file"))
    folder_readme = root.read(_text(facts, "subdir_readme_file"))
    titles = [title for title in _list(facts, "citation_cff_titles") if "\n" not in title]
    return RepoFacts(
        slug=RepoSlug(owner=owner, name=name),
        state=RepoState.UNKNOWN if facts.get("found") is False else RepoState.EXISTS,
        source="corpus",
        readme=readme,
        folder_readme=folder_readme,
        # the facts tell the README's true length; two in a hundred for line ends and such
        readme_is_cut=len(readme or "") * 100 < 98 * (_count(facts, "readme_chars") or 0),
        root_entries=tuple(_list(facts, "top_files")),
        first_commit=_time(facts, "first_commit"),
        last_commit=_time(facts, "last_commit"),
        commits=_count(facts, "n_commits"),
        is_empty=_count(facts, "n_files") == 0 or None,
        stars=_count(facts, "stars"),
        topics=tuple(_list(facts, "topics")),
        description=_text(facts, "description") or None,
        homepage=_text(facts, "homepage") or None,
        fork_of=_text(facts, "fork_of") or None,
        citation="\n".join(f"title: {title}" for title in titles) or None,
    )


class _Root:
    """The folder of a corpus: the only place from which READMEs are read.

    ``readmes`` itself may be a link to a folder elsewhere (whoever made the corpus put it there);
    a single file that is a link out of it is not followed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.allowed = (folder.resolve(), (folder / "readmes").resolve())

        self._texts: dict[str, str | None] = {}

    def read(self, name: str) -> str | None:
        """The text of a README of the corpus; None when it cannot be had.

        Kept, since many pairs share a repository; 512 texts at most.
        """
        if name not in self._texts:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            self._texts[name] = self._read(name)
        return self._texts[name]

    def _read(self, name: str) -> str | None:
        if not name or "\x00" in name or ".." in PurePosixPath(name).parts:
            return None
        try:
            path = (self.folder / name).resolve()
            if not any(path.is_relative_to(folder) for folder in self.allowed):
                return None
            if not path.is_file():
                return None
            with path.open("rb") as file:
                return decode(file.read(_README_BYTES))
        except (OSError, ValueError):
            return None


def decode(data: bytes) -> str:
    """Text in an unknown encoding: by its byte-order mark, UTF-8, GB 18030, else Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # a character was cut by the limit
            return data.decode("utf-8", "ignore")
    half = data[: len(data) // 2 * 2]
    if half[1::2].count(0) * 3 > len(half):
        return half.decode("utf-16-le", "replace")
    if half[::2].count(0) * 3 > len(half):
        return half.decode("utf-16-be", "replace")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
    others = sum(c > "\x7f" for c in text)
    return text if chinese * 2 > others else data.decode("cp1252", "replace")


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _list(record: dict[str, Any], name: str) -> list[str]:
    value = record.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _count(record: dict[str, Any], name: str) -> int | None:
    value = record.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _time(record: dict[str, Any], name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_text(record, name))
    except ValueError:
        return None
