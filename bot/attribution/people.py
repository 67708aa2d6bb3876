"""Rules that speak for a link by people: owner, authors cited, those who commit, the licence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.common_words import COMMON_FAMILIES
from bot.attribution.words import quoted, squash, words


def owner_is_author(case: Case) -> Iterator[Clue]:
    """The owner's name contains an author's family name (four letters at least)."""
    owner = squash(f"{case.repo.slug.owner} {case.repo.owner_name or ''}")
    for author in case.paper.authors[:40]:
        if len(author) >= 4 and squash(author) in owner:
            yield Clue(
                EvidenceKind.OWNER_IS_AUTHOR,
                1.0,
                f"The owner {case.repo.slug.owner} bears the name of the author {author.title()}.",
                case.url,
            )
            return


def authors_agree(case: Case) -> Iterator[Clue]:
    """Authors of the paper are those whom the repository asks to cite."""
    cited = {author for work in case.works for author in work.authors}
    shared = [author for author in case.paper.authors if author in cited]
    if shared and len(case.paper.authors) >= 2 and len(shared) >= 2:
        yield Clue(
            EvidenceKind.AUTHORS_AGREE,
            min(1.0, len(shared) / 3),
            f"{', '.join(author.title() for author in shared[:3])} are among the authors it asks to cite.",
            case.url,
        )


def contributor_is_author(case: Case) -> Iterator[Clue]:
    """Those who commit bear the names of authors."""
    shared = _bearing_names(case.paper.authors, case.repo.contributors)
    if shared:
        yield Clue(
            EvidenceKind.CONTRIBUTOR_IS_AUTHOR,
            _telling_names(shared),
            f"{_listed(shared.values())} committed; the paper is by {_listed(shared)}.",
            case.url,
        )


def copyright_is_authors(case: Case) -> Iterator[Clue]:
    """The licence's copyright line names authors."""
    shared = _bearing_names(case.paper.authors, case.repo.copyright_lines)
    if shared:
        yield Clue(
            EvidenceKind.COPYRIGHT_IS_AUTHORS,
            _telling_names(shared),
            f"The licence says “{quoted(next(iter(shared.values())))}”; the paper is by {_listed(shared)}.",
            case.url,
        )


def _bearing_names(authors: Iterable[str], texts: Iterable[str]) -> dict[str, str]:
    """Family name -> the first text in which it is a word of its own; an author counts once."""
    spoken = [(text, frozenset(words(text))) for text in texts]
    found: dict[str, str] = {}
    for author in authors:
        holder = next((text for text, inside in spoken if author in inside), None)
        if holder is not None and len(author) >= 2 and holder not in found.values():
            found[author] = holder
    return found


def _telling_names(shared: Iterable[str]) -> float:
    """One name that millions bear says little, a rare one or two people together say much."""
    return min(1.0, sum(0.3 if name in COMMON_FAMILIES else 0.7 for name in shared))


def _listed(names: Iterable[str]) -> str:
    shown = [quoted(name.title() if name.islower() else name, 40) for name in names]
    return ", ".join(shown[:3])
