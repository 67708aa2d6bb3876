"""How much does a month of the bot ask of a maintainer, and how much of it is wrong?

    python -m benchmarks.noise [--months 20]

A list of 500 entries on 80 hosts; within 30 nights 2 % of the links really die and 1 % move for good; each
night 5 % of the healthy links fail for no lasting reason. Ledger, policy, findings and planner are the real
ones; the forge is in memory, and nobody answers the bot: the worst month for it.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta

from bot.catalogue.reading import parse_catalogue
from bot.findings.night import night_of
from bot.model.findings import Rule, Severity
from bot.model.observations import Observation, Outcome
from bot.model.runs import Run, Validity
from bot.model.settings import Settings
from bot.model.verdicts import Health
from bot.pipeline.assemble import assemble
from bot.pipeline.store import Store
from bot.triage.actions import (
    Answer,
    CloseIssue,
    ClosePullRequest,
    OpenIssue,
    OpenPullRequest,
    ReopenIssue,
)
from bot.triage.drafts import boxes, read_body
from bot.triage.planner import Memory, Options, plan
from bot.triage.telling import told
from bot.verdicts.judge import judge, well_for_nights
from bot.verdicts.validity import assess
from tests.fakes.forge import FakeForge

ENTRIES, HOSTS, NIGHTS = 500, 80, 30
ROT, MOVE, FLAKY = 0.02, 0.01, 0.05
START = datetime(2026, 11, 1, 2, 17, tzinfo=UTC)
#: how links die, and how healthy ones stumble
DEATHS = [Outcome.NOT_FOUND] * 6 + [Outcome.NO_SUCH_HOST] * 2 + [Outcome.TIMED_OUT] * 2
STUMBLES = (
    [Outcome.TIMED_OUT] * 8
    + [Outcome.SERVER_ERROR] * 5
    + [Outcome.UNREACHABLE, Outcome.BROKEN, Outcome.DNS_FAILED] * 2
    + [Outcome.NOT_FOUND] * 2
    + [Outcome.WALLED, Outcome.RATE_LIMITED]
)
MENTION = re.compile(r"@[A-Za-z0-9]")


@dataclass(slots=True)
class Month:
    """What a maintainer got in one month."""

    right_issues: int = 0
    wrong_issues: int = 0
    reopened: int = 0
    closed: int = 0
    pull_requests: int = 0
    comments: int = 0
    mentions: int = 0
    silent_edits: int = 0
    #: rows of "needs a decision" over all nights, and those of links that are healthy
    rows: int = 0
    wrong_rows: int = 0
    #: open items that no box and no merge can settle
    stuck: int = 0
    #: proven deaths / all deaths that had time to be proven
    found: int = 0
    died: int = 0
    invalid_nights: int = 0
    notes: list[str] = field(default_factory=list)


def entries() -> str:
    """The list."""
    lines = ["title: T", "entries:"]
    for n in range(ENTRIES):
        lines += [
            f"  - id: e{n}",
            "    section: S",
            f"    title: Paper number {n} about things",
            f"    pdf: https://host-{n % HOSTS}.example/papers/{n}.html",
        ]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happens to the links: id -> (night, how)."""

    deaths: dict[str, tuple[int, Outcome]]
    moves: dict[str, int]


def the_truth(dice: random.Random) -> Truth:
    """A month's fate."""
    ids = [f"e{n}" for n in range(ENTRIES)]
    chosen = dice.sample(ids, round(ENTRIES * (ROT + MOVE)))
    dying = chosen[: round(ENTRIES * ROT)]
    return Truth(
        deaths={i: (dice.randrange(NIGHTS), dice.choice(DEATHS)) for i in dying},
        moves={i: dice.randrange(NIGHTS) for i in chosen[len(dying) :]},
    )


def observed(
    night: int, now: datetime, links: Sequence[tuple[str, str]], truth: Truth, dice: random.Random
) -> Iterator[Observation]:
    """What one night sees of (entry id, URL)."""
    for entry, url in links:
        death = truth.deaths.get(entry)
        seen = Observation(target=url, at=now, outcome=Outcome.ANSWERED, status=200)
        if death is not None and night >= death[0]:
            yield replace(seen, outcome=death[1], status=None)
        elif dice.random() < FLAKY:
            yield replace(seen, outcome=dice.choice(STUMBLES), status=None)
        elif entry in truth.moves and night >= truth.moves[entry]:
            new = url.replace("/papers/", "/archive/")
            yield replace(seen, permanent=True, final_url=new)
        else:
            yield seen


def a_month(seed: int) -> Month:
    """Thirty nights through ledger, policy, findings, planner and a forge in memory."""
    dice = random.Random(seed)
    truth, text = the_truth(dice), entries()
    catalogue, settings, store = parse_catalogue(text), Settings(), Store()
    links = [(link.entry_id, link.url) for link in catalogue.links()]
    forge, month, decisions = FakeForge({"entries.yml": text}, START), Month(), None
    for number in range(NIGHTS):
        now = START + timedelta(days=number)
        forge.now = now
        looks = list(observed(number, now, links, truth, dice))
        before = {
            t: v.health
            for t, v in judge(store.ledger, settings.policy, dict(links).values()).items()
        }
        known = {t: h for t, h in before.items() if h is not Health.SKIPPED}
        validity = assess(looks, known, settings.policy)
        if validity.validity is not Validity.VALID:
            month.invalid_nights += 1
            continue
        run = Run(at=now, incidents=validity.incidents)
        store = replace(store, ledger=store.ledger.extended_by(run, looks).compacted(now=now))
        report = assemble(catalogue, store, settings, now=now)
        well = {url: well_for_nights(store.ledger, url) for _, url in links}
        night = night_of(report, well)
        made = plan(
            night, forge.state(), Memory(text=decisions), Options(), now=now, render=lambda _: None
        )
        decisions = made.decisions or decisions
        _count(month, made.writes, truth, number)
        asking = [f for f in night.findings if f.severity is Severity.DECISION]
        month.rows += len(asking)
        month.wrong_rows += sum(f.entry_id not in truth.deaths for f in asking)
        forge.carry_out(made)
        month.mentions += sum(
            bool(MENTION.search(issue.title + issue.body)) for issue in forge.issues.values()
        )
    month.stuck = sum(not _can_be_settled(issue.body) for issue in forge.open_issues())
    _deaths(month, night.findings, truth)
    return month


def _count(month: Month, writes: Sequence[object], truth: Truth, night: int) -> None:
    for action in writes:
        match action:
            case OpenIssue() if action.draft.control.kind == "issue":
                entry = re.search(r"Paper number (\d+)", action.draft.title)
                right = entry is not None and _is_dead(f"e{entry[1]}", truth, night)
                month.right_issues += right
                month.wrong_issues += not right
                if not right:
                    month.notes.append(f"night {night}: {told(action)}")
            case ReopenIssue():
                month.reopened += 1
            case CloseIssue():
                month.closed += 1
            case OpenPullRequest():
                month.pull_requests += 1
            case Answer() | ClosePullRequest():
                month.comments += isinstance(action, Answer)
            case _:
                month.silent_edits += 1


def _is_dead(entry: str, truth: Truth, night: int) -> bool:
    death = truth.deaths.get(entry)
    return death is not None and night >= death[0]


def _can_be_settled(text: str) -> bool:
    body = read_body(text)
    return body is not None and bool(boxes(body.text))


def _deaths(month: Month, findings: Sequence[object], truth: Truth) -> None:
    """Clear deaths need two nights, doubtful ones eight."""
    dead = {f.entry_id for f in findings if f.rule is Rule.DEAD}  # type: ignore[attr-defined]
    for entry, (night, outcome) in truth.deaths.items():
        needed = 2 if outcome is Outcome.NOT_FOUND else 9
        if night + needed <= NIGHTS:
            month.died += 1
            month.found += entry in dead


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How much does a month ask of a maintainer?")
    parser.add_argument("--months", type=int, default=20)
    months = [a_month(seed) for seed in range(parser.parse_args().months)]
    print(f"{len(months)} months of {NIGHTS} nights, {ENTRIES} entries\n")
    print("| a month | mean | most |\n|---|---:|---:|")
    for name in (item.name for item in fields(Month) if item.name != "notes"):
        values = [getattr(month, name) for month in months]
        print(f"| {name.replace('_', ' ')} | {statistics.mean(values):.2f} | {max(values)} |")
    for note in (note for month in months for note in month.notes):
        print(note)


if __name__ == "__main__":
    main()
