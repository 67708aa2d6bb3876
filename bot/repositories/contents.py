"""What is inside a repository: when it is read again, and how it joins the facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.repositories import RepoFacts, RepoState
from bot.repositories.code_free import is_code_free
from bot.repositories.documents import Wish
from bot.repositories.graphql_answers import Contents

#: contents that were read longer ago are read again, though the head is the same: topics and
#: releases change without a commit
OLD = timedelta(days=30)


def wants_reading(
    facts: RepoFacts, before: RepoFacts | None, *, reread: Collection[str], now: datetime
) -> bool:
    """The contents are missing, changed, old, or asked for."""
    if facts.state is not RepoState.EXISTS or facts.is_empty:
        return False
    if before is None or before.contents_at is None or facts.slug.key in reread:
        return True
    only_seen_from_outside = facts.source == "graphql" and not before.root_entries
    return (
        only_seen_from_outside
        or facts.head is None
        or before.contents_head != facts.head
        or now - before.contents_at >= OLD
    )


def remembered(facts: RepoFacts, before: RepoFacts | None) -> RepoFacts:
    """Tonight's facts, with what earlier nights read inside the same repository."""
    if before is None or facts.state is not RepoState.EXISTS:
        return facts
    kept = replace(
        facts,
        contents_head=before.contents_head,
        contents_at=before.contents_at,
        languages=facts.languages or before.languages,
        topics=facts.topics or before.topics,
        root_entries=facts.root_entries or before.root_entries,
        is_code_free=before.is_code_free,
        has_release=before.has_release,
        first_commit=before.first_commit,
        commits=before.commits,
    )
    if facts.source == "graphql":
        return kept
    return replace(  # what the poorer sources do not tell, and what does not change by itself
        kept,
        node_id=facts.node_id or before.node_id,
        owner_id=facts.owner_id or before.owner_id,
        owner_name=facts.owner_name or before.owner_name,
        created=facts.created or before.created,
        fork_of=facts.fork_of or before.fork_of,
        licence=facts.licence or before.licence,
        description=facts.description or before.description,
        homepage=facts.homepage or before.homepage,
        archived_at=(facts.archived_at or before.archived_at) if facts.archived else None,
        stars=before.stars if facts.stars is None else facts.stars,
        last_commit=facts.last_commit or before.last_commit,
        head=facts.head or before.head,
    )


def with_contents(facts: RepoFacts, contents: Contents, *, now: datetime) -> RepoFacts:
    """The facts with what was read inside the repository."""
    return replace(
        facts,
        contents_head=facts.head,
        contents_at=now,
        languages=contents.languages,
        topics=facts.topics if contents.topics is None else contents.topics,
        has_release=facts.has_release if contents.has_release is None else contents.has_release,
        root_entries=tuple(sorted((*contents.files, *contents.folders))),
        readme=contents.readme,
        readme_is_cut=contents.readme_is_cut,
        citation=contents.citation,
        contributors=contents.contributors,
        copyright_lines=copyright_lines(contents.terms),
        commits=facts.commits if contents.commits is None else contents.commits,
        first_commit=facts.last_commit if contents.commits == 1 else facts.first_commit,
        is_code_free=is_code_free(
            files=contents.files,
            folders=contents.folders,
            languages=contents.languages,
            readme=contents.readme,
        ),
    )


_COPYRIGHT = re.compile(r"copyright\b|©|\(c\)", re.IGNORECASE)
#: the licences' own copyright lines, and places that were left to be filled in
_NOBODY = re.compile(
    r"free software foundation|\[(?:fullname|name of)|<name of|\{name of", re.IGNORECASE
)


def copyright_lines(terms: str | None) -> tuple[str, ...]:
    """Lines of a licence that say whose the code is: "Copyright (c) 2024 Jane Doe"."""
    found = [
        line.strip()[:200]
        for line in (terms or "")[:20_000].splitlines()
        if _COPYRIGHT.match(line.strip()) and re.search(r"\d{4}|©|\(c\)", line, re.IGNORECASE)
    ]
    return tuple(line for line in found if not _NOBODY.search(line))[:5]


def seen_from(facts: RepoFacts, folder: str) -> RepoFacts:
    """The facts as a link into ``folder`` sees them: with the README of that folder, if it has one."""
    readmes = dict(facts.folder_readmes)
    return replace(facts, folder_readme=readmes.get(folder) if folder else None)


_LICENCE_FILE = re.compile(r"(?:licen[cs]e|copying)(?:[.-]\w{1,12})?\Z", re.IGNORECASE)
#: kinds of README in the order in which GitHub prefers them within a folder
_README_ENDS = (".md", ".markdown", ".mdown", ".rst", ".org", ".adoc", ".asciidoc", ".txt", "")
#: files of a folder that may be its README when its names are not known
README_GUESSES = ("README.md", "readme.md", "README.rst", "README")


def readme_name(files: Sequence[str]) -> str | None:
    """The README among the names of a folder."""
    found = [name for name in files if name.casefold().partition(".")[0] == "readme"]

    def rank(name: str) -> tuple[int, str]:
        end = name.casefold().removeprefix("readme")
        return (_README_ENDS.index(end) if end in _README_ENDS else len(_README_ENDS), name)

    return min(found, key=rank, default=None)


def wish_of(facts: RepoFacts, contents: Contents, folders: Sequence[str]) -> Wish | None:
    """What else must be asked about one repository; None when nothing."""
    files: list[str] = []
    if contents.readme is None:
        files += _other_readmes(contents)
    if contents.citation is None:
        files += [name for name in contents.files if name.casefold() == "citation.cff"][:1]
    if contents.terms is None:
        files += [name for name in contents.files if _LICENCE_FILE.match(name)][:1]
    files += [f"{folder}/{name}" for folder in folders[:10] for name in README_GUESSES[:2]]
    history = None
    if facts.first_commit is None and facts.head and (contents.commits or 0) > 1:
        history = (facts.head, contents.commits or 0)
    if not files and history is None:
        return None
    return Wish(
        slug=facts.slug,
        files=tuple(dict.fromkeys(files)),
        folders=tuple(folders[:10]),
        history=history,
    )


def _other_readmes(contents: Contents) -> list[str]:
    name = readme_name(contents.files)
    if name is not None:
        return [] if name == "README.md" else [name]
    return [
        f"{folder}/README.md"
        for folder in contents.folders
        if folder.casefold() in ("docs", ".github")
    ]


def with_wish(
    facts: RepoFacts,
    wish: Wish,
    texts: Mapping[str, str],
    first_commit: datetime | None,
    *,
    cut: Collection[str] = (),
) -> RepoFacts:
    """The facts with the answers to a wish; ``texts`` by path, ``cut``: those that are longer."""
    found = [(path, texts[path]) for path in wish.files if path in texts]
    citation = [text for path, text in found if path.casefold() == "citation.cff"]
    terms = [text for path, text in found if _LICENCE_FILE.match(path)]
    roots = [
        path
        for path, _ in found
        if path.casefold() != "citation.cff"
        and not _LICENCE_FILE.match(path)
        and _speaks_for_root(path)
    ]
    folder_readmes: dict[str, str] = {}
    for path, text in found:
        folder = path.rpartition("/")[0]
        if folder in wish.folders:
            folder_readmes.setdefault(folder, text)
    return replace(
        facts,
        readme=texts[roots[0]] if facts.readme is None and roots else facts.readme,
        readme_is_cut=roots[0] in cut if facts.readme is None and roots else facts.readme_is_cut,
        citation=next(iter(citation), None) if facts.citation is None else facts.citation,
        copyright_lines=facts.copyright_lines or copyright_lines(next(iter(terms), None)),
        folder_readmes=tuple(sorted(folder_readmes.items())),
        first_commit=first_commit or facts.first_commit,
    )


def _speaks_for_root(path: str) -> bool:
    """A README that GitHub shows on the front page (docs.github.com, "About READMEs")."""
    return path.rpartition("/")[0].casefold() in ("", "docs", ".github")
