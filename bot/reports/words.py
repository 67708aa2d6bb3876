"""The words that every report uses for the same thing. Words first; colour and signs only repeat them."""

from __future__ import annotations

from datetime import datetime

from bot.model.findings import Finding, Rule, Severity
from bot.model.observations import Witness
from bot.model.report import LinkHealth, Report
from bot.model.repositories import RepoFacts
from bot.model.verdicts import Flag, Health, Verdict

NOT_RUN_YET = "not run yet"
SIMULATED = "simulated, not measured"

#: flag -> words for a reader
FLAG_WORDS: dict[Flag, str] = {
    Flag.INSECURE: "http",
    Flag.RENAMED: "renamed",
    Flag.ARCHIVED: "archived",
    Flag.EMPTY: "no code yet",
    Flag.NOT_A_REPOSITORY: "not a repository",
    Flag.WRONG_PAPER: "another paper",
    Flag.WRONG_CODE: "another project",
    Flag.DUPLICATE: "listed twice",
    Flag.RETRACTED: "retracted",
    Flag.WITHDRAWN: "withdrawn",
    Flag.PUBLISHED: "published meanwhile",
    Flag.HIJACKED: "another repository under the same name",
    Flag.CODE_AVAILABLE: "code available",
    Flag.BAD_CERTIFICATE: "bad certificate",
}


def verdict_words(verdict: Verdict) -> str:
    """``alive``, ``alive by registry``, ``unstable, 2 of 6 nights``, ``dead since 2026-11-19`` ..."""
    health = verdict.health
    if health is Health.ALIVE:
        return {
            Witness.REGISTRY: "alive by registry",
            Witness.API: "alive",
        }.get(verdict.proof or Witness.PROBE, "alive")
    if health is Health.BLOCKED:
        return "blocked to bots"
    if verdict.incident:
        return "unstable, the whole host is down"
    if health is Health.UNSTABLE and verdict.strikes and verdict.strikes_needed:
        return f"unstable, {verdict.strikes} of {verdict.strikes_needed} nights"
    if health is Health.DEAD and verdict.since:
        return f"dead since {day(verdict.since)}"
    return health.value


def link_words(link: LinkHealth) -> str:
    """The verdict and every flag, in words."""
    words = [verdict_words(link.verdict)]
    words += [FLAG_WORDS[flag] for flag in sorted(link.verdict.flags)]
    return ", ".join(words)


def repository_words(facts: RepoFacts | None) -> str:
    """``1.2k stars, last commit 2024-05``; empty when nothing is known.

    Rounded on purpose: a list that changes every night for one star is a nuisance to its watchers.
    """
    if facts is None:
        return ""
    words = []
    if facts.stars is not None:
        words.append(f"{rounded(facts.stars)} {'star' if facts.stars == 1 else 'stars'}")
    if facts.last_commit is not None:
        words.append(f"last commit {facts.last_commit:%Y-%m}")
    return ", ".join(words)


def rounded(count: int) -> str:
    """Two significant figures: 7, 34, 120, 1.2k, 34k."""
    if count < 100:
        return str(count)
    if count < 1000:
        return str(count // 10 * 10)
    thousands = count / 1000
    return f"{thousands:.1f}k".replace(".0k", "k") if thousands < 10 else f"{int(thousands)}k"


def day(at: datetime) -> str:
    """``2026-11-24`` (UTC)."""
    return at.strftime("%Y-%m-%d")


def minute(at: datetime) -> str:
    """``2026-11-24 02:17 UTC``."""
    return at.strftime("%Y-%m-%d %H:%M UTC")


def counts_words(report: Report) -> str:
    """``187 ok, 4 blocked, 2 dead``: what a badge says. Ok = alive or moved."""
    if report.run is None:
        return NOT_RUN_YET
    counts = report.counts()
    ok = counts[Health.ALIVE] + counts[Health.MOVED]
    others = (Health.BLOCKED, Health.UNSTABLE, Health.DEAD, Health.UNSAFE, Health.INVALID)
    words = [f"{counts[health]} {health.value}" for health in others if counts[health]]
    return ", ".join((f"{ok} ok", *words))


def notices(report: Report) -> tuple[Finding, ...]:
    """What is worth knowing, offered metadata left out: that is one line for almost every entry."""
    return tuple(
        f for f in report.findings if f.severity is Severity.NOTICE and f.rule is not Rule.METADATA
    )


def offered_metadata(report: Report) -> tuple[Finding, ...]:
    """Year, venue and identifiers that registries know and the list does not have."""
    return tuple(f for f in report.findings if f.rule is Rule.METADATA)


def without_fix_words(finding: Finding) -> str:
    """What stands in place of a fix that nobody could suggest."""
    no_action = finding.severity in (Severity.NOTICE, Severity.GOOD_NEWS)
    return "nothing to do" if no_action else "yours to decide"


def needing_decision(report: Report) -> tuple[Finding, ...]:
    """Findings that a person must decide, in the list's order."""
    return tuple(f for f in report.findings if f.severity is Severity.DECISION)
