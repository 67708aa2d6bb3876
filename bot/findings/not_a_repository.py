"""``not-a-repository``: a code link that leads to no place where code can be."""

from __future__ import annotations

from collections.abc import Iterator

from bot.findings.sameness import code_behind
from bot.model.copies import ARCHIVE
from bot.model.entries import Entry, Link, LinkRole
from bot.model.evidence import Evidence
from bot.model.findings import Finding, Rule, Severity, SuggestedFix
from bot.repositories.links import CodeKind, CodeLink
from bot.urls import host_of

_WORDS = {
    CodeKind.OWNER: "The code link leads to the page of an organisation or a user, not to a "
    "repository.",
    CodeKind.SITE: "The code link leads to a project site, not to a repository.",
    CodeKind.HOST_PAGE: "The code link leads to a page of the code host, not to a repository.",
}
_OTHERWISE = "The code link leads to a page that is no code host."
#: plainly wrong; a project site or another page may be all there is, so it is only asked
_WRONG = frozenset({CodeKind.OWNER, CodeKind.HOST_PAGE})


def find(entry: Entry) -> Iterator[Finding]:
    """Findings read from the address alone."""
    for link in entry.links:
        if link.role is not LinkRole.CODE or (code := code_behind(link.url)).is_repository:
            continue
        if host_of(link.url) != ARCHIVE:  # a copy of what is gone is kept on purpose
            yield _finding(entry, link, code)


def _finding(entry: Entry, link: Link, code: CodeLink) -> Finding:
    detail = f"{code.host or 'the address'}: {code.kind.value}"
    return Finding(
        rule=Rule.NOT_A_REPOSITORY,
        severity=Severity.DECISION if code.kind in _WRONG else Severity.QUESTION,
        entry_id=entry.id,
        entry_title=entry.title,
        span=link.span,
        role=link.role,
        url=link.url,
        summary=_WORDS.get(code.kind, _OTHERWISE),
        evidence=(Evidence(kind="address", supports=False, detail=detail, url=link.url),),
        fixes=_fixes(entry, link, code),
    )


def _fixes(entry: Entry, link: Link, code: CodeLink) -> tuple[SuggestedFix, ...]:
    """A project page belongs into ``project``, when nothing stands there yet."""
    if code.kind not in (CodeKind.SITE, CodeKind.OTHER) or entry.link(LinkRole.PROJECT):
        return ()
    because = "a project page is no repository"
    return (
        SuggestedFix(field="project", old=None, new=link.url, because=because),
        SuggestedFix(field="code", old=link.url, new=None, because=because),
    )
