"""Rules that speak against a link: the repository is visibly something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.claims import ClaimKind
from bot.attribution.dates import earliest_year
from bot.attribution.names import (
    Kinship,
    is_acronym,
    kinship,
    method_names,
    words_shared,
)
from bot.attribution.sorts import general_tool, paper_list
from bot.attribution.support import says
from bot.attribution.words import is_foreign_to, quoted, squash, topic
from bot.attribution.works import (
    Work,
    arxiv_ids,
    fits_repository,
    identifiers_differ,
    title_overlap,
    title_run,
)

#: letters of a README from which on it matters that it does not use the method's name; fewer are
#: enough where the repository is called after another work
_SAYS_SOMETHING, _SHORT = 200, 40


#: CLUE2020 is spoken of as CLUE
_YEAR_BEHIND = re.compile(r"(?<=[a-z]{4})(?:19|20)\d\d$")


def claims_other(case: Case) -> Iterator[Clue]:
    """README or citation file name another work as the repository's own, and not the paper."""
    work = case.foremost_other
    if work is None or case.claimed:
        return
    if any(is_foreign_to(work.title, title) for title in case.paper.titles):
        return
    strength = work.surety
    fits = fits_repository(work, case.name) >= 0.5
    if work.kinds <= {ClaimKind.HEADING} and not fits:
        strength *= 0.5
    if (_is_before_its_time(work, case) and not fits) or _is_an_afterthought(work, case):
        strength *= 0.4
    elif case.name_speaks_of_paper and not fits and ClaimKind.STATEMENT not in work.kinds:
        strength *= 0.4  # a copied README: the name is the only thing that is its own
    # the more words the titles share, the likelier it is one paper under two titles
    shared = title_overlap(work, case.paper)
    if _may_be_extended(work, case):
        strength *= 0.4
    elif not case.contradicts(work) and not (shared < 0.75 and _is_named_apart(work, case)):
        strength *= 1 - max(0.0, min(0.8, (shared - 0.35) * 2.2))
    if case.cites_among_own or case.repo.fork_of or _same_family(work, case):
        strength *= 0.4
    if strength > 0.05:
        yield Clue(
            EvidenceKind.CLAIMS_OTHER,
            strength,
            f"{says(work)}, which is not the entry's paper.",
            case.url,
        )


def _is_before_its_time(work: Work, case: Case) -> bool:
    """A work years older than the repository is rather what the repository builds on."""
    first = case.repo.first_commit or case.repo.created
    time = earliest_year(*work.ids) or work.year
    return bool(first and time and first.year - time >= 2 and ClaimKind.STATEMENT not in work.kinds)


def _is_an_afterthought(work: Work, case: Case) -> bool:
    """The repository is as old as the paper and years older than the work that it names now.

    Its README may have been rewritten for a successor.
    """
    first = case.repo.first_commit or case.repo.created
    time = earliest_year(*work.ids) or work.year
    if first is None or time is None or case.paper.since is None:
        return False
    begun = first.year + (first.month - 1) / 12
    return abs(case.paper.since - begun) <= 1 and time - begun >= 1.5


def _may_be_extended(work: Work, case: Case) -> bool:
    """A later paper without a name of its own whose title goes on for words like the work's.

    Journals print the extended version years after, under another title.
    """
    time = earliest_year(*work.ids) or work.year
    later = time is not None and case.paper.since is not None and 0 <= case.paper.since - time <= 4
    if not later or case.paper.names or identifiers_differ(work.ids, case.paper.ids):
        return False
    return title_run(work, case.paper) >= 5


def _is_named_apart(work: Work, case: Case) -> bool:
    """Both papers name a method, not the same, and the repository has the other one's name."""
    theirs = [name for claim in work.claims for name in method_names(claim.title)]
    if not case.paper.names or not any(kinship(n, case.name) >= Kinship.VERSION for n in theirs):
        return False
    return all(kinship(name, case.name) <= Kinship.BASE for name in case.paper.names)


def _same_family(work: Work, case: Case) -> bool:
    """Both papers are about one method or its versions: the repository may serve both."""
    return any(
        kinship(mine, theirs) >= Kinship.VERSION
        for mine in case.paper.names
        for claim in work.claims
        for theirs in method_names(claim.title)
    )


def fits_other(case: Case) -> Iterator[Clue]:
    """The repository's name is explained by the other work: it is that work's own."""
    work = case.foremost_other
    if work is None or case.claimed:
        return
    if any(is_foreign_to(work.title, title) for title in case.paper.titles):
        return
    if any(kinship(name, case.name) >= Kinship.VERSION for name in case.paper.names):
        return
    fit = fits_repository(work, case.name)
    own = max(
        (
            max(is_acronym(case.name, title), words_shared(case.name, title))
            for title in case.paper.titles
        ),
        default=0.0,
    )
    if fit >= 0.45 and own < fit:  # a name that the paper's own title explains as well is no sign
        yield Clue(
            EvidenceKind.NAME_FITS_OTHER,
            fit,
            f"The name {case.name} belongs to “{quoted(work.title)}”.",
            case.url,
        )


def _bears_others_name(case: Case) -> bool:
    """The repository has exactly the name of the other work that it names as its own."""
    work = case.foremost_other
    return work is not None and fits_repository(work, case.name) >= 1


def method_absent(case: Case) -> Iterator[Clue]:
    """The paper's method has a name of its own, and the repository never uses it."""
    names = [name for name in case.paper.names if len(squash(name)) >= 3]
    text = case.squashed
    if not names or len(text) < (_SHORT if _bears_others_name(case) else _SAYS_SOMETHING):
        return
    for name in names:
        if _YEAR_BEHIND.sub("", squash(name)) in text or kinship(name, case.name) > Kinship.BASE:
            return
        if any(squash(name) in squash(entry) for entry in case.repo.root_entries):
            return
    yield Clue(
        EvidenceKind.METHOD_ABSENT,
        1.0,
        f"The name {names[0]} does not occur in the repository.",
        case.url,
    )


def other_identifier(case: Case) -> Iterator[Clue]:
    """The paper's arXiv id and the one that the repository gives for its paper differ."""
    if case.own:
        return
    for work in sorted(case.told, key=lambda work: -work.surety):
        if identifiers_differ(case.paper.ids, work.ids):
            mine, theirs = arxiv_ids(case.paper.ids)[0], arxiv_ids(work.ids)[0]
            yield Clue(
                EvidenceKind.OTHER_IDENTIFIER,
                1.0,
                f"The README's paper is arXiv {theirs}, the entry's is arXiv {mine}.",
                f"https://arxiv.org/abs/{theirs}",
            )
            return


def link_of_other(case: Case) -> Iterator[Clue]:
    """The entry's paper link and code link both belong to another title: rows were mixed up."""
    work = case.link_is_of_other
    if work is not None:
        yield Clue(
            EvidenceKind.LINK_OF_OTHER,
            1.0,
            f"The entry's paper link, too, is that of “{quoted(work.title)}”.",
            case.paper.view.url or case.url,
        )


def other_time(case: Case) -> Iterator[Clue]:
    """The work that the repository names is years older or younger than the paper."""
    if case.own or case.paper.since is None:
        return
    for work in sorted(case.told, key=lambda work: -work.surety):
        time = earliest_year(*(found for found in work.ids)) or (
            float(work.year) if work.year else None
        )
        if time is None:
            continue
        gap = case.paper.since - time
        if gap >= 2 or gap <= -2.5:
            yield Clue(
                EvidenceKind.OTHER_TIME,
                min(1.0, abs(gap) / 4),
                f"The repository's paper is of {int(time)}, the entry's of {int(case.paper.since)}.",
                case.url,
            )
        return


def other_authors(case: Case) -> Iterator[Clue]:
    """Nobody who wrote the paper is among those whom the repository asks to cite."""
    lead = [work for work in case.works if work.authors and work.kinds != {ClaimKind.FURTHER}]
    if not lead or not case.paper.authors:
        return
    best = max(lead, key=lambda work: work.surety)
    if set(case.paper.authors) & {author for work in case.works for author in work.authors}:
        return
    strength = 1.0 if len(case.paper.authors) >= 2 else 0.7
    yield Clue(
        EvidenceKind.OTHER_AUTHORS,
        strength,
        f"It asks to cite {', '.join(a.title() for a in best.authors[:3])}; the paper is by"
        f" {', '.join(a.title() for a in case.paper.authors[:3])}.",
        case.url,
    )


def cited_as_reference(case: Case) -> Iterator[Clue]:
    """The paper is mentioned, but only as something to build on, compare with or thank."""
    if case.claimed:
        return
    if case.own and not case.cites_among_own:
        yield Clue(
            EvidenceKind.CITED_AS_REFERENCE,
            1.0,
            f"“{quoted(case.own[0].title)}” is cited behind the repository's own paper, by other authors.",
            case.url,
        )
    if case.own:
        return
    found = case.mentions
    if found and all(mention.is_reference for mention in found):
        yield Clue(
            EvidenceKind.CITED_AS_REFERENCE,
            0.7,
            f"The README mentions {found[0].what} only as a reference: “{quoted(found[0].line)}”.",
            case.url,
        )


def much_older(case: Case) -> Iterator[Clue]:
    """The repository began long before the paper."""
    first = case.repo.first_commit or case.repo.created
    if first is None or case.paper.since is None or case.own:
        return
    gap = case.paper.since - (first.year + (first.month - 1) / 12)
    if gap >= 2:
        yield Clue(
            EvidenceKind.MUCH_OLDER,
            min(1.0, gap / 6),
            f"The first commit is of {first.year}, the paper of {int(case.paper.since)}.",
            case.url,
        )


def words_absent(case: Case) -> Iterator[Clue]:
    """Hardly a word of the title occurs in a README of some length."""
    if case.own or sum(len(page.squashed) for page in case.pages) < 1500:
        return
    title = case.paper.view.title
    wanted = topic(title)
    if len(wanted) < 4 or is_foreign_to(case.pages[0].squashed, title):
        return
    text = case.squashed
    missing = [stem for stem in wanted if stem not in text]
    share = len(missing) / len(wanted)
    if share >= 0.4:
        spelled = [word for word in title.split() if topic(word) & set(missing)]
        listed = ", ".join(dict.fromkeys(word.strip(".,:;()“”\"'") for word in spelled[:5]))
        yield Clue(
            EvidenceKind.WORDS_ABSENT,
            min(1.0, (share - 0.2) / 0.6),
            f"{len(missing)} of {len(wanted)} words of the title do not occur in the README: {listed}.",
            case.url,
        )


def paper_links_elsewhere(case: Case) -> Iterator[Clue]:
    """The paper itself names another repository as its code."""
    slug = str(case.repo.slug).casefold()
    urls = case.paper.view.code_urls
    if urls and not any(slug in url.casefold() for url in urls):
        yield Clue(
            EvidenceKind.PAPER_LINKS_ELSEWHERE,
            1.0,
            f"The paper itself names {urls[0]} as its code.",
            urls[0],
        )


CONTRARY = (
    claims_other,
    fits_other,
    other_identifier,
    link_of_other,
    other_time,
    other_authors,
    method_absent,
    general_tool,
    paper_list,
    much_older,
    words_absent,
    cited_as_reference,
    paper_links_elsewhere,
)
