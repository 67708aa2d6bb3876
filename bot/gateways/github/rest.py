"""Facts about single repositories through REST: for what GraphQL did not settle, or without a token."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from bot.gateways.github.api import GitHubApi
from bot.model.repositories import RepoFacts, RepoSlug, RepoState
from bot.repositories.contents import readme_name, with_contents
from bot.repositories.graphql_answers import Contents
from bot.repositories.raw import at, is_cut, items, line, mapping, names, text
from bot.repositories.rest_answers import Said, facts_of, is_a_repository, with_last_commit

#: ``source`` of facts that this token may not see: an organisation that wants single sign-on or lists
#: the addresses it answers to refuses tokens, not the public
REFUSED = "refused"


async def ask_repository(
    api: GitHubApi, slug: RepoSlug, *, now: datetime, with_commit: bool
) -> RepoFacts:
    """State and facts of one repository, in one request or (``with_commit``, or size 0) two.

    "Does not exist" counts when it is said twice.
    """
    path = f"/repos/{quote(slug.owner, safe='')}/{quote(slug.name, safe='')}"
    answer = await api.rest(path)
    if answer.said is Said.NOT_FOUND:
        answer = await api.rest(path)
    if answer.said is Said.FOUND and is_a_repository(answer.body):
        facts = facts_of(slug, answer.body, now=now)
        may_be_empty = at(answer.body, "size") == 0
        if (with_commit or may_be_empty) and facts.state is RepoState.EXISTS:
            newest = await api.rest(f"/repos/{_name(facts)}/commits?per_page=1")
            facts = with_last_commit(facts, newest.said, newest.body)
        return facts
    states = {Said.NOT_FOUND: RepoState.ABSENT, Said.WITHHELD: RepoState.WITHHELD}
    state = states.get(answer.said, RepoState.UNKNOWN)
    source = "" if state is RepoState.UNKNOWN else "rest"
    if answer.said is Said.REFUSED:
        source = REFUSED
    return RepoFacts(slug=slug, state=state, source=source, asked_at=now)


async def ask_contents(api: GitHubApi, facts: RepoFacts, *, now: datetime) -> RepoFacts | None:
    """Root folder, languages, README and citation file, in up to four requests; None in vain."""
    name = _name(facts)
    root = await api.rest(f"/repos/{name}/git/trees/HEAD")
    languages = await api.rest(f"/repos/{name}/languages")
    if root.said is not Said.FOUND or languages.said is not Said.FOUND:
        return None
    entries = [mapping(entry) for entry in items(at(root.body, "tree"))]
    files = names([e.get("path") for e in entries if e.get("type") != "tree"], limit=300)
    folders = names([e.get("path") for e in entries if e.get("type") == "tree"], limit=300)
    citation = next((n for n in files if n.casefold() == "citation.cff"), None)
    readme = await _file(api, name, readme_name(files))
    contents = Contents(
        languages=tuple(k for k in mapping(languages.body) if line(k))[:20],
        files=files,
        folders=folders,
        readme=text(readme),
        readme_is_cut=is_cut(readme),
        citation=text(await _file(api, name, citation)),
    )
    return with_contents(replace(facts, languages=contents.languages), contents, now=now)


async def _file(api: GitHubApi, name: str, path: str | None) -> str | None:
    if path is None:
        return None
    answer = await api.rest(f"/repos/{name}/contents/{quote(path)}", raw=True)
    return answer.text if answer.said is Said.FOUND else None


def _name(facts: RepoFacts) -> str:
    """Present ``owner/name``, safe in a path."""
    owner, _, name = (facts.name_with_owner or str(facts.slug)).partition("/")
    return f"{quote(owner, safe='')}/{quote(name, safe='')}"
