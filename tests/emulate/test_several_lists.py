"""Two lists in one repository on a stateful GitHub API: a tick, a "no", a link that heals and fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from github.Issue import Issue
from github.Repository import Repository

from bot.findings.codec import findings_pieces
from bot.gateways.clock import SystemClock
from bot.gateways.forge import GithubForge
from bot.model.entries import LinkRole
from bot.model.findings import Finding
from bot.model.night import LinkState
from bot.model.settings import ListSettings, Settings
from bot.pipeline.triage import Task, reconcile
from bot.triage.drafts import read_body
from tests.emulate.harness import OWNER, Emulator
from tests.fakes.ports import MemoryFiles
from tests.triage_builders import (
    ENTRIES,
    JIEBA,
    a_night,
    all_links,
    dead,
    insecure,
    jieba,
    renamed,
    with_link,
)

T = TypeVar("T", Finding, LinkState)
A = ListSettings(entries="papers/robots.yml", reports="reports/robots", readme="ROBOTS.md")
B = ListSettings(entries="tools.yml", reports="reports/tools", readme="TOOLS.md")
BOTH = Settings(lists=(A, B))
ALONE = Settings(entries=A.entries, reports=A.reports, readme="ROBOTS.md")


@dataclass
class Repo:
    """The nights of one repository."""

    person: Repository
    forge: GithubForge
    files: MemoryFiles
    now: datetime

    def night(
        self,
        a: Sequence[Finding],
        b: Sequence[Finding] = (),
        *,
        settings: Settings = BOTH,
        links: Sequence[LinkState] | None = None,
        days: int = 1,
    ) -> int:
        """Writes of a night; ``links``: how those of A are. A second run of it writes nothing."""
        self._found(A, a, links)
        self._found(B, b, None)
        written = self._run(settings)
        assert self._run(settings) == 0
        self.now += timedelta(days=days)
        return written

    def _found(
        self, one: ListSettings, findings: Sequence[Finding], links: Sequence[LinkState] | None
    ) -> None:
        night = a_night(*(_in(f, one) for f in findings), at=self.now)
        links = [_in(link, one) for link in (all_links() if links is None else links)]
        night = replace(night, file=one.entries, links=tuple(links))
        self.files.write(f"{one.reports}/findings.json", findings_pieces(night))

    def _run(self, settings: Settings) -> int:
        task = Task(now=self.now, apply=True, config=".github/listbot.yml")
        done = reconcile(self.files, settings, self.forge, task)
        assert all(one.outcome and one.outcome.complete for one in done), done
        return sum(len(one.plan.writes) for one in done)

    def open(self, word: str) -> list[Issue]:
        """Open issues of a list with this in their title."""
        return [i for i in self.person.get_issues(state="open") if word in i.title]

    def one(self, word: str) -> Issue:
        (found,) = self.open(word)
        return found

    def branches(self) -> dict[str, str]:
        """Branch -> title of its open pull request."""
        return {pull.head.ref: pull.title for pull in self.person.get_pulls()}

    def text(self, path: str, branch: str) -> str:
        found = self.person.get_contents(path, ref=branch)
        assert not isinstance(found, list)
        return found.decoded_content.decode()


def _in(thing: T, one: ListSettings) -> T:
    return replace(thing, span=replace(thing.span, file=one.entries))


@pytest.fixture
def repo(emulator: Emulator, repository: str) -> Repo:
    person = emulator.person(repository)
    person.create_file(A.entries, "Add a list", ENTRIES)
    person.create_file(B.entries, "Add another", ENTRIES.replace("# A list", "# Another list"))
    forge = GithubForge(
        emulator.bot_token(), repository, address=emulator.address, pause=0, sleep=lambda _: None
    )
    return Repo(person, forge, MemoryFiles({}), SystemClock().now())


def test_three_nights_of_two_lists(repo: Repo) -> None:
    # the same link is dead in both, and each has something of its own
    assert repo.night([dead(), jieba(), renamed()], [dead(), jieba(), renamed()]) == 7
    assert len(repo.open("[robots] ")) + len(repo.open("[tools] ")) == 5  # three new issues in all
    assert {label.name for i in repo.open("[") for label in i.labels} == {"link-health"}
    assert repo.branches() == {
        "listbot/robots/renamed": "[robots] Follow 1 renamed repository",
        "listbot/tools/renamed": "[tools] Follow 1 renamed repository",
    }
    changed = repo.text(B.entries, "listbot/tools/renamed")
    assert changed.startswith("# Another list")
    assert "new-lab/walker" in changed
    assert "new-lab/walker" not in repo.text(A.entries, "listbot/tools/renamed")

    # a tick in one list, a "no" in the other, a link that answers again in the first
    ticked, refused = repo.one("[robots] Wrong"), repo.one("[tools] Wrong")
    ticked.edit(body=ticked.body.replace("- [ ] Remove", "- [x] Remove"))
    refused.edit(state="closed", state_reason="not_planned")
    healed = repo.one("[robots] Dead")
    well = with_link(all_links(), "gone", LinkRole.PDF, well_nights=2)
    repo.night([jieba(), renamed()], [dead(), jieba(), renamed()], links=well)
    assert repo.person.get_issue(healed.number).state_reason == "completed"
    assert "[x]" not in repo.person.get_issue(ticked.number).body
    assert set(repo.branches()) == {
        "listbot/robots/renamed",
        "listbot/tools/renamed",
        "listbot/robots/approved",
    }
    assert JIEBA not in repo.text(A.entries, "listbot/robots/approved")
    assert JIEBA in repo.text(B.entries, "listbot/robots/approved")
    decided = {one.reports: repo.files.texts[f"{one.reports}/decisions.yml"] for one in (A, B)}
    assert "- decision: remove" in decided[A.reports]
    assert "- decision: ignore" in decided[B.reports]
    assert "- decision: ignore" not in decided[A.reports]
    assert "- decision: remove" not in decided[B.reports]
    assert repo.one("[tools] Dead")  # there is room for it tonight
    assert repo.one("[tools] Link health").title.endswith("1 needs a decision, 0 watching")

    # it fails again, and nothing new is opened for it; the other list closes a pull request
    (pull,) = repo.person.get_pulls(head=f"{OWNER}:listbot/tools/renamed")
    pull.edit(state="closed")
    before = repo.person.get_issues(state="all").totalCount
    repo.night([dead(), jieba(), renamed()], [dead(), jieba(), renamed()])
    assert repo.person.get_issue(healed.number).state == "open"
    assert repo.person.get_issues(state="all").totalCount == before == 6
    assert "listbot/tools/renamed" not in repo.branches()
    assert "listbot/robots/renamed" in repo.branches()
    assert "closed without merging" in repo.files.texts[f"{B.reports}/decisions.yml"]
    assert repo.person.get_issue(refused.number).state == "closed"


def test_a_second_list_comes_and_what_the_first_one_has_goes_on(repo: Repo) -> None:
    assert repo.night([dead(), insecure()], settings=ALONE, days=0) == 3
    before = {i.number: i.title for i in repo.person.get_issues(state="all")}
    assert not any("[" in title for title in before.values())
    repo.night([dead(), insecure()], [dead(), insecure()])
    after = {i.number: i.title for i in repo.person.get_issues(state="open")}
    for number, title in before.items():
        assert after[number] == f"[robots] {title}"
        body = read_body(repo.person.get_issue(number).body)
        assert body is not None
        assert body.control.of_list == "robots"
    assert sorted(title for number, title in after.items() if number not in before) == [
        "[tools] Dead paper link: A paper whose page is gone (since 2026-11-22)",
        "[tools] Link health: 1 needs a decision, 0 watching",
    ]
    assert repo.branches() == {
        "listbot/insecure": "[robots] Use https for 1 link",
        "listbot/tools/insecure": "[tools] Use https for 1 link",
    }
