"""``renamed``, ``archived``, ``empty``, ``hijacked``: what became of a repository."""

from __future__ import annotations

from collections.abc import Iterator

from bot.model.evidence import Evidence
from bot.model.findings import Finding, FixSafety, Rule, Severity, SuggestedFix
from bot.model.report import EntryHealth, LinkHealth
from bot.model.repositories import RepoFacts, RepoState
from bot.model.verdicts import Flag


def find(entry: EntryHealth) -> Iterator[Finding]:
    """Findings about the repository behind each code link."""
    for link in entry.links:
        repository = link.repository
        if repository is None or repository.state is not RepoState.EXISTS:
            continue
        if Flag.HIJACKED in link.verdict.flags:
            yield _hijacked(entry, link, repository)
        if repository.renamed_to and Flag.HIJACKED not in link.verdict.flags:
            yield _renamed(entry, link, repository.renamed_to)
        if repository.archived:
            yield _archived(entry, link, repository)
        if repository.is_empty or repository.is_code_free:
            yield _empty(entry, link, repository)


def _finding(
    entry: EntryHealth,
    link: LinkHealth,
    rule: Rule,
    severity: Severity,
    summary: str,
    evidence: Evidence,
    fixes: tuple[SuggestedFix, ...] = (),
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        entry_id=entry.entry.id,
        entry_title=entry.entry.title,
        span=link.link.span,
        role=link.link.role,
        url=link.link.url,
        summary=summary,
        evidence=(evidence,),
        fixes=fixes,
    )


def renamed_url(url: str, old: str, new: str) -> str | None:
    """The link with the new ``owner/name`` in the place of the old one; None when it is not there."""
    at = url.casefold().find(f"/{old.casefold()}")
    if at < 0:
        return None
    return f"{url[: at + 1]}{new}{url[at + 1 + len(old) :]}"


def _renamed(entry: EntryHealth, link: LinkHealth, new: str) -> Finding:
    repository = link.repository
    old = str(repository.slug) if repository else ""
    because = f"GitHub answers for {old} with {new}"
    url = renamed_url(link.link.url, old, new)
    fixes = (
        (
            SuggestedFix(
                field=link.link.role.value,
                old=link.link.url,
                new=url,
                safety=FixSafety.SAFE,
                because=because,
            ),
        )
        if url
        else ()
    )
    return _finding(
        entry,
        link,
        Rule.RENAMED,
        Severity.FIX,
        f"The repository is now called {new}.",
        Evidence(kind="renamed", supports=False, detail=because, url=f"https://github.com/{new}"),
        fixes,
    )


def _archived(entry: EntryHealth, link: LinkHealth, repository: RepoFacts) -> Finding:
    since = f" since {repository.archived_at:%Y-%m-%d}" if repository.archived_at else ""
    return _finding(
        entry,
        link,
        Rule.ARCHIVED,
        Severity.NOTICE,
        f"The repository is archived{since}: readable, but no longer maintained.",
        Evidence(kind="archived", supports=False, detail=f"archived{since}", url=link.link.url),
    )


def _empty(entry: EntryHealth, link: LinkHealth, repository: RepoFacts) -> Finding:
    what = "has no commit yet" if repository.is_empty else "has no code in it yet"
    return _finding(
        entry,
        link,
        Rule.EMPTY,
        Severity.NOTICE,
        f"The repository {what}; it is looked at again every month.",
        Evidence(kind="empty-repository", supports=False, detail=what, url=link.link.url),
    )


#: evidence of a new repository by the account that had the old one
SAME_OWNER = "another-node-id-same-owner"


def _hijacked(entry: EntryHealth, link: LinkHealth, repository: RepoFacts) -> Finding:
    known = repository.owner_id is not None and repository.first_owner_id is not None
    owner = (
        " of the same account" if repository.recreated else " of another account" if known else ""
    )
    created = f", created on {repository.created:%-d %b %Y}" if repository.created else ""
    detail = (
        f"GitHub says that this is another repository{owner}{created}: its identity (node id) is "
        f"{repository.node_id}, and was {repository.first_node_id} when I first saw the address"
    )
    who = (
        "its owner has put a new one in its place"
        if repository.recreated
        else "somebody else has taken its name"
    )
    return _finding(
        entry,
        link,
        Rule.HIJACKED,
        Severity.DECISION,
        f"The same address now leads to another repository: the old one is gone and {who}.",
        Evidence(
            kind=SAME_OWNER if repository.recreated else "another-node-id",
            supports=False,
            detail=detail,
            url=link.link.url,
        ),
    )
