"""``listbot explain``: every observation, rule and piece of evidence behind today's verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.identity.accounts import source_name
from bot.ledger.history import Sighting
from bot.model.evidence import Evidence
from bot.model.findings import Finding
from bot.model.papers import Identity, IdentityJudgement, Integrity, PaperRecord, Scheme
from bot.model.report import EntryHealth, LinkHealth
from bot.model.repositories import RepoFacts
from bot.model.verdicts import Policy
from bot.reports.words import NOT_RUN_YET, day, link_words, minute
from bot.text import terminal
from bot.urls import redacted
from bot.verdicts.single import describe

#: evidence that says why nothing is concluded
_NOTES = ("nobody-knows", "one-witness", "perhaps-renamed", "note")
#: equal looks that follow each other are shown as one line
_SHOWN_LOOKS = 30


def text(
    entry: EntryHealth,
    sightings: Sequence[Sequence[Sighting]],
    policy: Policy,
    *,
    run: bool,
) -> str:
    """The explanation of one entry; ``sightings`` holds those of each of its links, oldest first."""
    lines = [
        terminal(entry.entry.title),
        f"  {entry.entry.id}, section {terminal(entry.entry.section)}, {entry.entry.span}",
    ]
    for link, seen in zip(entry.links, sightings, strict=True):
        lines += ["", f"{link.link.role.value}  {terminal(redacted(link.link.url))}"]
        lines += [f"  {line}" for line in _link(link, seen, policy, run=run)]
    if entry.findings:
        lines += ["", "Findings"]
        lines += [line for finding in entry.findings for line in _finding(finding)]
    elif run:
        lines += ["", "Findings: none"]
    return "\n".join(lines) + "\n"


def _link(
    link: LinkHealth, sightings: Sequence[Sighting], policy: Policy, *, run: bool
) -> Iterator[str]:
    verdict = link.verdict
    if not run or not sightings:
        yield f"Verdict: none, {NOT_RUN_YET if not run else 'this link was not looked at yet'}"
    else:
        proof = f", proven by {verdict.proof.value}" if verdict.proof else ""
        since = f" since {day(verdict.since)}" if verdict.since else ""
        yield f"Verdict: {link_words(link)}{proof}{since}"
        yield f"  because: {terminal(verdict.reason)}"
        if verdict.final_url:
            yield f"  leads to: {terminal(redacted(verdict.final_url))}"
        if verdict.last_alive:
            yield f"  last seen alive: {minute(verdict.last_alive)}"
        yield from _rule(link, policy)
        yield "What was seen"
        yield from (f"  {line}" for line in _looks(sightings))
    if link.repository is not None:
        yield f"Repository: {_repository(link.repository)}"
    if link.identity is not None:
        yield from _paper(link.identity)
    if link.attribution is not None:
        judged = link.attribution
        accused = ", would open an issue" if judged.accuse else ""
        yield f"Is it its code? {judged.attribution.value} (probability {judged.score:.2f}){accused}"
        yield from _evidence(judged.evidence)


def _rule(link: LinkHealth, policy: Policy) -> Iterator[str]:
    verdict = link.verdict
    seen = verdict.decided_by[-1] if verdict.decided_by else None
    rule = policy.strikes.get(seen.outcome) if seen else None
    if seen is None or rule is None:
        return
    hours = rule.apart.total_seconds() / 3600
    over = f", over at least {rule.over.days} days" if rule.over.days else ""
    yield (
        f"  policy: {seen.outcome.value} is proof after {rule.nights} nights at least {hours:.0f} h "
        f"apart{over}; counted so far: {verdict.strikes}"
    )


def _looks(sightings: Sequence[Sighting]) -> Iterator[str]:
    """Newest last; equal looks in a row are one line with their first and last night."""
    groups: list[list[Sighting]] = []
    for sighting in sightings:
        words = describe(sighting.observation)
        if groups and describe(groups[-1][-1].observation) == words:
            groups[-1].append(sighting)
        else:
            groups.append([sighting])
    for group in groups[-_SHOWN_LOOKS:]:
        first, last = group[0], group[-1]
        when = minute(first.run.at)
        if len(group) > 1:
            when = f"{day(first.run.at)} to {day(last.run.at)} ({len(group)} runs)"
        yield f"{when}: {terminal(describe(first.observation))}"


def _repository(facts: RepoFacts) -> str:
    words = [terminal(facts.name_with_owner or str(facts.slug)), facts.state.value]
    if facts.stars is not None:
        words.append(f"{facts.stars:,} stars")
    if facts.last_commit is not None:
        words.append(f"last commit {day(facts.last_commit)}")
    if facts.created is not None:
        words.append(f"created {day(facts.created)}")
    if facts.licence:
        words.append(f"licence {terminal(facts.licence)}")
    return ", ".join(words)


_ANSWERS = {
    Identity.CONFIRMED: "yes, confirmed",
    Identity.UNKNOWN: "not known",
    Identity.WRONG_PROBABLE: "probably not",
    Identity.WRONG_CERTAIN: "no, it is certainly another paper",
}
_SOUNDNESS = {
    Integrity.SOUND: "yes, nobody has registered a notice",
    Integrity.RETRACTED: "no, retracted",
    Integrity.WITHDRAWN: "no, withdrawn",
    Integrity.CONCERN: "an expression of concern is registered",
    Integrity.UNKNOWN: "not known, nobody who keeps notices has answered lately",
}


def _paper(judged: IdentityJudgement) -> Iterator[str]:
    """Is it the paper, is it still sound, has it been published: each with what proves it."""
    number = f" (the link names {terminal(str(judged.paper_id))})" if _is_number(judged) else ""
    yield f"Is it the paper? {_ANSWERS[judged.identity]}{number}"
    for label, record in (("the link is", judged.record), ("the entry means", judged.intended)):
        if record is not None and record.title:
            yield f"  {label}: {_record(record)}"
    notices = [piece for piece in judged.evidence if piece.kind == "integrity"]
    yield from _evidence([piece for piece in judged.evidence if piece.kind != "integrity"])
    if judged.identity is Identity.CONFIRMED:
        yield f"Is it sound? {_SOUNDNESS[judged.integrity]}"
        yield from _evidence(notices)
    if judged.published is not None:
        how = "found by its title" if judged.published.searched_title else "as the preprint says"
        yield f"Published meanwhile ({how}): {_record(judged.published)}"


def _is_number(judged: IdentityJudgement) -> bool:
    return judged.paper_id is not None and judged.paper_id.scheme is not Scheme.PAGE


def _record(record: PaperRecord) -> str:
    words = [f'"{terminal(record.title)}"']
    if record.venue:
        words.append(terminal(record.venue))
    if record.year:
        words.append(str(record.year))
    if record.doi:
        words.append(f"https://doi.org/{terminal(record.doi)}")
    elif record.arxiv:
        words.append(f"https://arxiv.org/abs/{terminal(record.arxiv)}")
    said_by = source_name(record).replace("The page", "the page")
    return ", ".join((*words, f"says {said_by}"))


def _evidence(evidence: Sequence[Evidence]) -> Iterator[str]:
    """For and against, the heaviest first, and notes that weigh nothing."""
    for piece in sorted(evidence, key=lambda e: -abs(e.weight)):
        side = "for" if piece.supports else "against"
        if piece.kind in _NOTES:
            side = "note"
        weight = f" ({piece.weight:+.1f})" if piece.weight else ""
        where = f" <{terminal(redacted(piece.url))}>" if piece.url else ""
        yield f"  {side}{weight}: {terminal(piece.detail)} [{piece.kind}]{where}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {finding.rule.value} ({finding.severity.value}): {terminal(finding.summary)}"
    for fix in finding.fixes:
        new = terminal(redacted(fix.new)) if fix.new is not None else "nothing"
        yield f"    fix: {fix.field} -> {new} ({fix.safety.value}; {terminal(fix.because)})"
