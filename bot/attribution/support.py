"""Rules that speak for a link. Each finds one thing that a person can check in ten seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.claims import ClaimKind
from bot.attribution.leaning import leans
from bot.attribution.names import (
    Kinship,
    is_acronym,
    kinship,
    speaks_of_package,
    words_shared,
)
from bot.attribution.people import (
    authors_agree,
    contributor_is_author,
    copyright_is_authors,
    owner_is_author,
)
from bot.attribution.tools import spoken_package
from bot.attribution.words import quoted, squash, topic
from bot.attribution.works import Work, fits_repository, means_paper

_INSIDE_NAME = re.compile(r"[\w-]")
_GOES_ON = re.compile(r"\w|-\w")
#: lines at the top of a README, which say what it is about
_TOP = 12
_HOW = {
    ClaimKind.STATEMENT: "says that it is the code of",
    ClaimKind.BIBTEX: "asks to cite",
    ClaimKind.FURTHER: "also cites",
    ClaimKind.REFERENCE: "asks to cite",
    ClaimKind.CITATION_FILE: "names",
    ClaimKind.DESCRIPTION: "is",
    ClaimKind.HEADING: "is headed",
    ClaimKind.BADGE: "links at its top to",
    ClaimKind.TOP_LINK: "links at its top to",
}
_WHERE = {
    ClaimKind.CITATION_FILE: "The citation file",
    ClaimKind.DESCRIPTION: "The repository's description",
}


def says(work: Work) -> str:
    """How a repository names a work: ``The README says that it is the code of “...”``."""
    claim = work.lead
    where = _WHERE.get(claim.kind, "The README")
    what = f"“{quoted(work.title)}”" if work.title else ", ".join(sorted(work.ids)) or "its paper"
    if work.title and work.ids:
        what += f" ({min(work.ids)})"
    return f"{where} {_HOW[claim.kind]} {what}"


def claims_paper(case: Case) -> Iterator[Clue]:
    """README or citation file name the paper as the repository's own."""
    if case.claimed and not case.papers_listed:
        best = max(case.claimed, key=lambda work: means_paper(work, case.paper))
        strength = means_paper(best, case.paper)
        yield Clue(EvidenceKind.CLAIMS_PAPER, strength, f"{says(best)}.", case.url)


def cites_among_own(case: Case) -> Iterator[Clue]:
    """The paper is cited after another one, by the same authors: a repository of several papers."""
    if case.cites_among_own:
        yield Clue(
            EvidenceKind.CITES_AMONG_OWN,
            1.0,
            f"The README also cites “{quoted(case.own[0].title)}”, beside its authors' other work.",
            case.url,
        )


def mentions_paper(case: Case) -> Iterator[Clue]:
    """Title, identifier or address of the paper stand in the README, not as a mere reference."""
    if case.claimed or case.papers_listed:
        return  # a list of papers mentions them all
    found = [mention for mention in case.mentions if not mention.is_reference]
    if found:
        first = found[0]
        yield Clue(
            EvidenceKind.MENTIONS,
            1.0,
            f"The README mentions {first.what}: “{quoted(first.line)}”.",
            case.url,
        )


def named_after_method(case: Case) -> Iterator[Clue]:
    """Repository (or linked folder) is called what the paper calls its method."""
    if case.papers_listed:
        return  # a list is called after its field
    strength = {Kinship.SAME: 1.0, Kinship.VERSION: 0.7, Kinship.PART: 0.4}
    best: tuple[float, str, str] = (0.0, "", "")
    for name in case.paper.names:
        for called in case.names:
            fit = strength.get(kinship(name, called), 0.0) * _telling(name)
            fit *= 0.65 if _is_of_other(name, case) else 1.0
            best = max(best, (fit, name, called))
    if best[0]:
        yield Clue(
            EvidenceKind.NAME_IS_METHOD,
            best[0],
            f"The repository is called {best[2]}; the paper calls its method {best[1]}.",
            case.url,
        )
    elif any(speaks_of_package(case.repo.slug.name, title) for title in case.paper.titles):
        detail = f"The title speaks of {case.repo.slug.name}, and so is the repository called."
        yield Clue(EvidenceKind.NAME_IS_METHOD, 0.7, detail, case.url)
    elif package := spoken_package(case.pages, case.paper.titles):
        detail = f"The title speaks of {package}, and so is the package called that one installs."
        yield Clue(EvidenceKind.NAME_IS_METHOD, 0.7, detail, case.url)


def _is_of_other(name: str, case: Case) -> bool:
    """A name inside the title that heads that of the work claimed: "Welsh Frobnic" and "Frobnic: ..."."""
    other = case.foremost_other
    if other is None or case.claimed:
        return False
    mine, wanted = map(squash, case.paper.titles), squash(name)
    return squash(other.title).startswith(wanted) and not any(t.startswith(wanted) for t in mine)


def _telling(name: str) -> float:
    """Names of two or three letters are shared by many; long ones by nobody."""
    return {2: 0.4, 3: 0.7}.get(len(squash(name)), 1.0)


def named_after_title(case: Case) -> Iterator[Clue]:
    """The repository's name abbreviates the title or is made of its words."""
    best = max(
        (
            max(is_acronym(case.name, title), words_shared(case.name, title))
            for title in case.paper.titles
        ),
        default=0.0,
    )
    if case.papers_listed:
        return
    other = case.foremost_other
    akin = any(kinship(name, case.name) >= Kinship.VERSION for name in case.paper.names)
    if best < 1 and not akin and other is not None and fits_repository(other, case.name) >= 1:
        return  # it is exactly the name of another work
    if best >= 0.3:
        yield Clue(
            EvidenceKind.NAME_FROM_TITLE,
            best,
            f"The name {case.name} is made of words or initials of the title.",
            case.url,
        )


def text_has_method(case: Case) -> Iterator[Clue]:
    """The README speaks of the method by its name."""
    if case.papers_listed:
        return
    for name in case.paper.names:
        if len(squash(name)) < 4:
            continue
        wanted = name.lower()
        for page in case.pages:
            if squash(name) not in page.squashed or wanted not in page.lowered:
                continue
            lines = [
                (index, line)
                for index, line in enumerate(page.lines)
                if wanted in (lowered := line.text.lower()) and _speaks_of(wanted, lowered)
            ]
            if not lines:
                continue
            prominent = next(
                (
                    line
                    for index, line in lines
                    if (index < _TOP or line.level) and not leans(line.text)
                ),
                None,
            )
            shown = prominent or lines[0][1]
            yield Clue(
                EvidenceKind.TEXT_HAS_METHOD,
                1.0 if prominent else 0.5,
                f"The README speaks of {name}: “{quoted(shown.text)}”.",
                case.url,
            )
            return


def _speaks_of(name: str, text: str) -> bool:
    """Is the name a word of its own in the text, and no part of a longer, hyphenated one?"""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 2]
        is_cut = _INSIDE_NAME.match(before) or _GOES_ON.match(after)
        if not is_cut:
            return True
        at = text.find(name, at + 1)
    return False


def files_have_method(case: Case) -> Iterator[Clue]:
    """A file or folder in the root is called like the method."""
    if case.papers_listed:
        return
    for name in case.paper.names:
        if len(squash(name)) < 4:
            continue
        for entry in case.repo.root_entries:
            stem = entry.rsplit(".", 1)[0] if "." in entry[1:] else entry
            kin = kinship(name, stem)
            if kin >= Kinship.PART and squash(stem) != "readme":
                yield Clue(
                    EvidenceKind.FILES_HAVE_METHOD,
                    1.0 if kin is Kinship.SAME else 0.8,
                    f"There is {entry} in the repository.",
                    case.url,
                )
                return


def folder_fits(case: Case) -> Iterator[Clue]:
    """The link points into a folder that is called like the method or made of title words."""
    if not case.folder:
        return
    pieces = case.folder.split("/")
    for name in case.paper.names:
        if any(kinship(name, piece) >= Kinship.VERSION for piece in pieces):
            yield Clue(
                EvidenceKind.FOLDER_FITS,
                1.0,
                f"The folder is called {case.folder}, the method {name}.",
                case.url,
            )
            return
    wanted = frozenset().union(*map(topic, case.paper.titles))
    shared = topic(case.folder) & wanted
    if shared:
        yield Clue(
            EvidenceKind.FOLDER_FITS,
            min(1.0, 0.4 * len(shared)),
            f"The folder {case.folder} is named with words of the title.",
            case.url,
        )


def dates_agree(case: Case) -> Iterator[Clue]:
    """The first commit falls within a year and a half of the paper."""
    since, first = case.paper.since, case.repo.first_commit or case.repo.created
    if since is None or first is None:
        return
    gap = since - (first.year + (first.month - 1) / 12)
    if -1.5 <= gap <= 1.5:
        yield Clue(
            EvidenceKind.DATES_AGREE,
            1.0,
            f"First commit in {first.year}, the paper is of {int(since)}.",
            case.url,
        )


def paper_links_here(case: Case) -> Iterator[Clue]:
    """The paper's own abstract or record gives this repository as its code."""
    slug = str(case.repo.slug).casefold()
    for url in case.paper.view.code_urls:
        if re.search(rf"{re.escape(slug)}(?:\.git)?(?:[/#?]|$)", url.casefold()):
            yield Clue(
                EvidenceKind.PAPER_LINKS_HERE,
                1.0,
                "The paper itself names this repository as its code.",
                url,
            )
            return


SUPPORTING = (
    claims_paper,
    paper_links_here,
    cites_among_own,
    mentions_paper,
    named_after_method,
    named_after_title,
    text_has_method,
    files_have_method,
    folder_fits,
    owner_is_author,
    authors_agree,
    contributor_is_author,
    copyright_is_authors,
    dates_agree,
)
