"""Is it its code? Evidence for and against, weighed into one answer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.attribution.accusation import is_accused
from bot.attribution.case import Case, Clue, EvidenceKind
from bot.attribution.claims import ClaimKind
from bot.attribution.contrary import CONTRARY
from bot.attribution.pages import IN_REPOSITORY, CodeAddress, PageKind, why_not_code
from bot.attribution.paper import Paper, PaperView, look_at
from bot.attribution.promises import announcement
from bot.attribution.support import SUPPORTING, named_after_method, named_after_title
from bot.attribution.weights import ACCUSE_BELOW, BIAS, WEIGHTS
from bot.attribution.words import quoted
from bot.attribution.works import SAME_WORK, names_paper, title_likeness
from bot.model.evidence import Attribution, AttributionJudgement, Evidence
from bot.model.repositories import RepoFacts, RepoState

#: score from which the support that there is suffices
_PLAUSIBLE = 0.6
_CONFIRMED = 0.9
#: score below which contrary evidence makes a link suspect
_SUSPECT = 0.3
#: score of a link about which nothing is known: the prior odds are even
_EVEN = 0.5
#: score of a link that cannot be code, whatever the paper
_NOT_CODE = 0.01
#: other pages are project pages as a rule, and right as a rule
_PROJECT_PAGE = 0.6


def attribute(
    paper: PaperView,
    repo: RepoFacts | None,
    link: CodeAddress,
    siblings: Sequence[PaperView] = (),
) -> AttributionJudgement:
    """Judge one code link of one entry.

    ``repo`` is None when nothing is known of it; ``siblings`` are the other entries of the list
    that use the same repository. The score is the probability that the link is right when as many
    links are wrong as are right; in a list nearly all are right, so it errs on the careful side.
    ``accuse`` needs contrary evidence; missing mentions never accuse.
    """
    subject = look_at(paper)
    reason = why_not_code(link, subject)
    if reason:
        clue = Clue(EvidenceKind.NOT_A_REPOSITORY, 1.0, reason, link.url)
        return _answer(subject, link, Attribution.WRONG, _NOT_CODE, True, [clue])
    if link.kind not in IN_REPOSITORY:
        return _not_looked_into(subject, link)
    if repo is None or repo.state is not RepoState.EXISTS:
        return _unknown_repository(subject, repo, link)
    case = Case(subject, repo, link.folder)
    clues = [*gather(case), *_siblings(case, siblings)]
    score = probability(clues)
    accuse = score < ACCUSE_BELOW and is_accused(case, clues)
    return _answer(subject, link, _level(score, clues, accuse), score, accuse, clues + _notes(case))


def gather(case: Case) -> list[Clue]:
    """Everything the rules find."""
    return [clue for rule in (*SUPPORTING, *CONTRARY) for clue in rule(case)]


def probability(
    clues: Iterable[Clue], weights: Mapping[str, float] = WEIGHTS, bias: float = BIAS
) -> float:
    """Add up log-odds: the score, 0..1."""
    total = bias + sum(weights[clue.kind] * clue.strength for clue in clues)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _level(score: float, clues: Sequence[Clue], accuse: bool) -> Attribution:
    if accuse:
        return Attribution.WRONG
    told = [clue for clue in clues if clue.kind is not EvidenceKind.DATES_AGREE]
    if not told:
        return Attribution.UNKNOWN
    if score >= _CONFIRMED and any(WEIGHTS[clue.kind] * clue.strength >= 1.5 for clue in told):
        return Attribution.CONFIRMED
    if score >= _PLAUSIBLE:
        return Attribution.PLAUSIBLE
    if score < _SUSPECT and any(WEIGHTS[clue.kind] < 0 for clue in told):
        return Attribution.SUSPECT
    return Attribution.UNKNOWN


def _siblings(case: Case, siblings: Sequence[PaperView]) -> Iterator[Clue]:
    """Another entry of the list uses this repository, and the repository names that paper."""
    if case.own:
        return
    for sibling in siblings:
        other: Paper = look_at(sibling)
        for work in case.works:
            if work.kinds == {ClaimKind.FURTHER}:
                continue
            if title_likeness(work, other) >= SAME_WORK or (
                not work.title and names_paper(work, other)
            ):
                yield Clue(
                    EvidenceKind.SIBLING_CLAIMED,
                    work.surety,
                    f"The same repository stands under “{quoted(sibling.title)}”, and it names that paper.",
                    case.url,
                )
                return


def _notes(case: Case) -> list[Clue]:
    """Things worth saying that weigh nothing."""
    notes = []
    if not (case.repo.readme or case.repo.folder_readme):
        notes.append("There is no README.")
    promise = announcement(case.repo)
    if promise is not None:
        said = f": “{promise}”" if promise else ""
        notes.append(f"There is no code yet{said}; it is looked at again every month.")
    if case.repo.fork_of:
        notes.append(f"It is a fork of {case.repo.fork_of}.")
    if any(claim.unofficial for work in case.own for claim in work.claims):
        notes.append("It calls itself an unofficial implementation.")
    return [Clue(EvidenceKind.NOTE, 0.0, note, case.url) for note in notes]


def _not_looked_into(paper: Paper, link: CodeAddress) -> AttributionJudgement:
    what = {
        PageKind.GIST: "a gist",
        PageKind.MODEL: "a model or demo page",
        PageKind.DEPOSIT: "a deposit of files",
        PageKind.PACKAGE: "a package",
        PageKind.DATASET: "the page of a data set",
        PageKind.COMPETITION: "the page of a competition",
    }.get(link.kind, "a web page, perhaps the project's")
    detail = f"The link is {what}, not a repository; its text was not read."
    clue = Clue(EvidenceKind.NOTE, 0.0, detail, link.url)
    return _answer(paper, link, Attribution.UNKNOWN, _PROJECT_PAGE, False, [clue])


def _unknown_repository(
    paper: Paper, repo: RepoFacts | None, link: CodeAddress
) -> AttributionJudgement:
    """Only the name can be judged: it may support, never accuse."""
    clues: list[Clue] = []
    if repo is not None:
        case = Case(paper, repo, link.folder)
        clues = [*named_after_method(case), *named_after_title(case)]
    score = probability(clues) if clues else _EVEN
    level = Attribution.PLAUSIBLE if score >= _PLAUSIBLE else Attribution.UNKNOWN
    note = Clue(EvidenceKind.NOTE, 0.0, "The repository could not be looked into.", link.url)
    return _answer(paper, link, level, score, False, [*clues, note])


def _answer(
    paper: Paper,
    link: CodeAddress,
    attribution: Attribution,
    score: float,
    accuse: bool,
    clues: Sequence[Clue],
) -> AttributionJudgement:
    evidence = [
        Evidence(
            kind=clue.kind.value,
            supports=WEIGHTS.get(clue.kind, 0.0) >= 0,
            detail=clue.detail,
            weight=round(WEIGHTS.get(clue.kind, 0.0) * clue.strength, 3),
            url=clue.url,
        )
        for clue in clues
    ]
    evidence.sort(key=lambda piece: -abs(piece.weight))
    return AttributionJudgement(
        entry_id=paper.view.entry_id,
        url=link.url,
        attribution=attribution,
        score=round(score, 4),
        accuse=accuse,
        evidence=tuple(evidence),
    )
