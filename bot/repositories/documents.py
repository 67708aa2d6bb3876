"""GraphQL documents about many repositories at once; names go in as variables, never as text.

No connection stands in the document about facts, so that it costs one point however many
repositories it asks about (docs.github.com, "Rate limits and query limits for the GraphQL API").
What is inside the repositories is asked in documents of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.repositories import RepoSlug

#: repositories in one document: others lost whole batches of 250 to a single 502 and came down to 50
FACTS_BATCH = 50
#: README, file names, languages ... weigh more
CONTENTS_BATCH = 25

_BUDGET = "rateLimit { cost limit remaining resetAt }"
_FACTS = """fragment Facts on Repository {
  id nameWithOwner stargazerCount createdAt isArchived archivedAt isDisabled isEmpty
  description homepageUrl
  owner { __typename id login ... on User { name } ... on Organization { name } }
  parent { nameWithOwner }
  licenseInfo { spdxId }
  defaultBranchRef { name target { oid ... on Commit { committedDate } } }
}"""
_FILE = "{ ... on Blob { text isBinary isTruncated } }"
_FOLDER = "{ ... on Tree { entries { name type } } }"
_CONTENTS = f"""fragment Contents on Repository {{
  id
  languages(first: 20, orderBy: {{field: SIZE, direction: DESC}}) {{ nodes {{ name }} }}
  repositoryTopics(first: 20) {{ nodes {{ topic {{ name }} }} }}
  latestRelease {{ tagName }}
  root: object(expression: "HEAD:") {_FOLDER}
  readme: object(expression: "HEAD:README.md") {_FILE}
  citation: object(expression: "HEAD:CITATION.cff") {_FILE}
  terms: object(expression: "HEAD:LICENSE") {_FILE}
}}"""
#: who wrote the newest commits is told by the same page of history as their number: no request more
_HISTORY = (
    "defaultBranchRef { target { oid ... on Commit { "
    "history(first: 30) { totalCount nodes { author { name } } } } } }"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its variables; the repository at index ``i`` answers under ``r{i}``."""

    text: str
    variables: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted from inside one repository besides the usual."""

    slug: RepoSlug
    #: paths of files whose text is wanted; the file at index ``i`` answers under ``f{i}``
    files: tuple[str, ...] = ()
    #: folders whose README is among the files for its own sake
    folders: tuple[str, ...] = ()
    #: head and number of commits: the date of the first commit is wanted, under ``first``
    history: tuple[str, int] | None = None


def facts_document(slugs: Sequence[RepoSlug]) -> Document:
    """Stars, dates, state and identity of these repositories."""
    parts = [f"{_repository(i)} {{ ...Facts }}" for i in range(len(slugs))]
    return _document(slugs, parts, {}, _FACTS)


def contents_document(slugs: Sequence[RepoSlug], *, with_history: bool = True) -> Document:
    """README, citation file, licence, root folder, languages, topics and releases.

    ``with_history``: the number of commits and the newest authors too, which is slow for the
    largest repositories.
    """
    inner = f"...Contents {_HISTORY}" if with_history else "...Contents"
    parts = [f"{_repository(i)} {{ {inner} }}" for i in range(len(slugs))]
    return _document(slugs, parts, {}, _CONTENTS)


def files_document(wishes: Sequence[Wish]) -> Document:
    """Single files, and the first commit of each default branch."""
    parts, variables = [], {}
    for i, wish in enumerate(wishes):
        inner = ["id"]
        for j, path in enumerate(wish.files):
            variables[f"f{i}_{j}"] = f"HEAD:{path}"
            inner.append(f"f{j}: object(expression: $f{i}_{j}) {_FILE}")
        if wish.history is not None:
            head, commits = wish.history
            # a cursor is "<head> <index>": the page after the last but one holds the first commit
            variables[f"h{i}"] = f"{head} {commits - 2}"
            inner.append(
                "first: defaultBranchRef { target { ... on Commit { "
                f"history(first: 1, after: $h{i}) {{ nodes {{ committedDate }} }} }} }} }}"
            )
        parts.append(f"{_repository(i)} {{ {' '.join(inner)} }}")
    return _document([wish.slug for wish in wishes], parts, variables, "")


def _repository(i: int) -> str:
    return f"r{i}: repository(owner: $o{i}, name: $n{i}, followRenames: true)"


def _document(
    slugs: Sequence[RepoSlug], parts: Sequence[str], more: dict[str, str], fragment: str
) -> Document:
    variables = dict(more)
    for i, slug in enumerate(slugs):
        variables[f"o{i}"], variables[f"n{i}"] = slug.owner, slug.name
    declared = ", ".join(f"${name}: String!" for name in variables)
    body = "\n  ".join((_BUDGET, *parts))
    text = f"query({declared}) {{\n  {body}\n}}\n{fragment}".rstrip() + "\n"
    return Document(text=text, variables=variables)
