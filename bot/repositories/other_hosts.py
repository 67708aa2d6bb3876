"""GitLab, Hugging Face, Bitbucket, Codeberg and Zenodo: what to ask, and what their answers mean.

Only the public hosts are asked: an address on somebody's own server is probed like any other page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.raw import at, count, flag, items, line, moment, names, text


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """How one code host is asked."""

    #: API address of a repository
    question: Callable[[RepoSlug], str]
    #: facts from the answer; ``state``, ``slug`` and ``asked_at`` are filled in already
    read: Callable[[RepoFacts, object], RepoFacts]
    #: address that tells the newest change; None when the first answer has it
    newest: Callable[[RepoSlug], str] | None = None
    #: (date, commit) from that answer
    read_newest: Callable[[object], tuple[datetime | None, str | None]] | None = None
    #: address of the README; None when there is none, or the first answer has it
    readme: Callable[[RepoSlug], str] | None = None
    #: another address that may exist under the same name (a group): then nothing is concluded
    otherwise: Callable[[RepoSlug], str] | None = None


def meaning(status: int | None, headers: Mapping[str, str]) -> RepoState | None:
    """State that a status proves; None when it proves nothing. Header names are lower case.

    Hugging Face answers 401 for what does not exist, with the header ``x-error-code: RepoNotFound``.
    """
    match status:
        case 200:
            return RepoState.EXISTS
        case 404 | 410:
            return RepoState.ABSENT
        case 401 if headers.get("x-error-code") == "RepoNotFound":
            return RepoState.ABSENT
        case 451:
            return RepoState.WITHHELD
    return None


def host_of(slug: RepoSlug) -> CodeHost | None:
    """How the host of this repository is asked; None when it is not asked at all."""
    return _HOSTS.get(slug.host)


def answer(
    slug: RepoSlug, status: int | None, headers: Mapping[str, str], body: object, *, now: datetime
) -> RepoFacts:
    """Facts from the first answer; UNKNOWN for what proves nothing."""
    state = meaning(status, headers) or RepoState.UNKNOWN
    facts = RepoFacts(slug=slug, state=RepoState.UNKNOWN, asked_at=now)
    host = host_of(slug)
    if host is None or state is RepoState.UNKNOWN:
        return facts
    facts = replace(facts, state=state, source="api")
    if state is not RepoState.EXISTS:
        return facts
    read = host.read(facts, body)
    # garbage with status 200 is no proof of existence
    return read if read.node_id else RepoFacts(slug=slug, state=RepoState.UNKNOWN, asked_at=now)


def _path(slug: RepoSlug) -> str:
    return f"{quote(slug.owner)}/{quote(slug.name, safe='')}"


# --- GitLab: docs.gitlab.com/api/projects, /api/commits, /api/groups


def _gitlab_project(slug: RepoSlug) -> str:
    return f"https://gitlab.com/api/v4/projects/{quote(str(slug), safe='')}"


def _read_gitlab(facts: RepoFacts, raw: object) -> RepoFacts:
    number = count(at(raw, "id"))
    return replace(
        facts,
        node_id=None if number is None else f"gitlab:{number}",
        name_with_owner=line(at(raw, "path_with_namespace")),
        owner_login=line(at(raw, "namespace", "full_path")),
        owner_name=line(at(raw, "namespace", "name")),
        stars=count(at(raw, "star_count")),
        created=moment(at(raw, "created_at")),
        last_commit=moment(at(raw, "last_activity_at")),
        archived=flag(at(raw, "archived")),
        is_empty=flag(at(raw, "empty_repo")),
        fork_of=line(at(raw, "forked_from_project", "path_with_namespace")),
        description=line(at(raw, "description")),
        topics=names(at(raw, "topics"), limit=20),
    )


def _newest_gitlab(raw: object) -> tuple[datetime | None, str | None]:
    commit = next(items(raw), None)
    return moment(at(commit, "committed_date")), line(at(commit, "id"))


# --- Hugging Face: huggingface.co/docs/hub/api


def _hugging_face(slug: RepoSlug) -> str:
    word, _, owner = slug.owner.rpartition("/")
    kind = word if word in ("datasets", "spaces") else "models"
    return f"https://huggingface.co/api/{kind}/{quote(owner, safe='')}/{quote(slug.name, safe='')}"


def _read_hugging_face(facts: RepoFacts, raw: object) -> RepoFacts:
    """A renamed repository answers 307; the answer's ``id`` is its present name."""
    word, _, _ = facts.slug.owner.rpartition("/")
    present = line(at(raw, "id"))
    files = [at(sibling, "rfilename") for sibling in items(at(raw, "siblings"))]
    roots = sorted({name.split("/")[0] for name in names(files, limit=2_000)})
    node = line(at(raw, "_id"))
    return replace(
        facts,
        state=RepoState.WITHHELD if at(raw, "disabled") is True else facts.state,
        node_id=f"huggingface:{node}" if node else None,
        name_with_owner=f"{word}/{present}" if word and present else present,
        owner_login=line(at(raw, "author")),
        created=moment(at(raw, "createdAt")),
        last_commit=moment(at(raw, "lastModified")),
        head=line(at(raw, "sha")),
        licence=line(at(raw, "cardData", "license")),
        root_entries=tuple(roots[:300]),
        topics=names(at(raw, "tags"), limit=20),
    )


# --- Bitbucket Cloud: developer.atlassian.com/cloud/bitbucket/rest, repositories and commits


def _bitbucket(slug: RepoSlug) -> str:
    return f"https://api.bitbucket.org/2.0/repositories/{_path(slug)}"


def _read_bitbucket(facts: RepoFacts, raw: object) -> RepoFacts:
    language = line(at(raw, "language"))
    node = line(at(raw, "uuid"))
    return replace(
        facts,
        node_id=f"bitbucket:{node}" if node else None,
        name_with_owner=line(at(raw, "full_name")),
        owner_login=line(at(raw, "workspace", "slug")),
        owner_name=line(at(raw, "owner", "display_name")),
        created=moment(at(raw, "created_on")),
        last_commit=moment(at(raw, "updated_on")),
        fork_of=line(at(raw, "parent", "full_name")),
        description=line(at(raw, "description")),
        homepage=line(at(raw, "website")),
        languages=(language,) if language else (),
    )


def _newest_bitbucket(raw: object) -> tuple[datetime | None, str | None]:
    commit = next(items(at(raw, "values")), None)
    return moment(at(commit, "date")), line(at(commit, "hash"))


# --- Codeberg: Forgejo, codeberg.org/api/swagger


def _codeberg(slug: RepoSlug) -> str:
    return f"https://codeberg.org/api/v1/repos/{_path(slug)}"


def _read_codeberg(facts: RepoFacts, raw: object) -> RepoFacts:
    number = count(at(raw, "id"))
    language = line(at(raw, "language"))
    return replace(
        facts,
        node_id=None if number is None else f"codeberg:{number}",
        name_with_owner=line(at(raw, "full_name")),
        owner_login=line(at(raw, "owner", "login")),
        owner_name=line(at(raw, "owner", "full_name")),
        stars=count(at(raw, "stars_count")),
        created=moment(at(raw, "created_at")),
        archived=flag(at(raw, "archived")),
        archived_at=moment(at(raw, "archived_at")) if at(raw, "archived") is True else None,
        is_empty=flag(at(raw, "empty")),
        fork_of=line(at(raw, "parent", "full_name")),
        description=line(at(raw, "description")),
        homepage=line(at(raw, "website")),
        topics=names(at(raw, "topics"), limit=20),
        languages=(language,) if language else (),
    )


def _newest_codeberg(raw: object) -> tuple[datetime | None, str | None]:
    commit = next(items(raw), None)
    return moment(at(commit, "commit", "committer", "date")), line(at(commit, "sha"))


# --- Zenodo: developers.zenodo.org/#records


def _zenodo(slug: RepoSlug) -> str:
    return f"https://zenodo.org/api/records/{quote(slug.name, safe='')}"


def _read_zenodo(facts: RepoFacts, raw: object) -> RepoFacts:
    """The number of a concept leads to its newest version; both are the deposit that was meant."""
    number = at(raw, "conceptrecid") or at(raw, "id")
    title, about = line(at(raw, "metadata", "title")), text(at(raw, "metadata", "description"))
    return replace(
        facts,
        node_id=f"zenodo:{number}" if isinstance(number, str | int) and number else None,
        created=moment(at(raw, "created")),
        last_commit=moment(at(raw, "modified")) or moment(at(raw, "updated")),
        # what changes with every edit of the record, in the place of a commit
        head=line(at(raw, "modified")) or line(at(raw, "updated")),
        licence=line(at(raw, "metadata", "license", "id")),
        description=title,
        readme=f"# {title}\n\n{about or ''}" if title else None,
    )


_HOSTS: dict[str, CodeHost] = {
    "gitlab.com": CodeHost(
        question=_gitlab_project,
        read=_read_gitlab,
        newest=lambda slug: f"{_gitlab_project(slug)}/repository/commits?per_page=1",
        read_newest=_newest_gitlab,
        readme=lambda slug: f"https://gitlab.com/{_path(slug)}/-/raw/HEAD/README.md",
        otherwise=lambda slug: f"https://gitlab.com/api/v4/groups/{quote(str(slug), safe='')}",
    ),
    "huggingface.co": CodeHost(
        question=_hugging_face,
        read=_read_hugging_face,
        readme=lambda slug: f"https://huggingface.co/{_path(slug)}/raw/main/README.md",
    ),
    "bitbucket.org": CodeHost(
        question=_bitbucket,
        read=_read_bitbucket,
        newest=lambda slug: f"{_bitbucket(slug)}/commits?pagelen=1",
        read_newest=_newest_bitbucket,
        readme=lambda slug: f"https://bitbucket.org/{_path(slug)}/raw/HEAD/README.md",
    ),
    "codeberg.org": CodeHost(
        question=_codeberg,
        read=_read_codeberg,
        newest=lambda slug: f"{_codeberg(slug)}/commits?limit=1&stat=false&files=false",
        read_newest=_newest_codeberg,
        readme=lambda slug: f"{_codeberg(slug)}/raw/README.md",
    ),
    "zenodo.org": CodeHost(question=_zenodo, read=_read_zenodo),
}
