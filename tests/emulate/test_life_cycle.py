"""The whole life of issues and pull requests on a stateful GitHub API, with a job's token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from github import UnknownObjectException
from github.Repository import Repository

from bot.gateways.clock import SystemClock
from bot.gateways.forge import GithubForge
from bot.model.entries import LinkRole
from bot.model.findings import Finding
from bot.model.night import Night
from bot.model.settings import TriageSettings
from bot.ports import ForgeQuestion, Outcome
from bot.triage.actions import Plan
from bot.triage.changes import KINDS
from bot.triage.decisions_file import read_decisions
from bot.triage.planner import Memory, Options, plan
from bot.triage.state import ForgeState
from tests.emulate.harness import Emulator
from tests.triage_builders import (
    ENTRIES,
    JIEBA,
    README,
    a_night,
    against,
    all_links,
    dead,
    insecure,
    jieba,
    renamed,
    rendered,
    with_link,
)

QUESTION = ForgeQuestion(
    label="link-health",
    branch_prefix="listbot/",
    kinds=KINDS,
    paths=("entries.yml", "README.md"),
)


class Story:
    """Nights of one repository on emulate."""

    def __init__(
        self,
        emulator: Emulator,
        repository: str,
        *,
        permissions: Mapping[str, str] | None = None,
        dashboard: bool = False,
    ) -> None:
        self.person: Repository = emulator.person(repository)
        self.person.create_file("entries.yml", "Add the list", ENTRIES)
        readme = self.person.get_contents("README.md")
        assert not isinstance(readme, list)
        self.person.update_file("README.md", "Render", README, readme.sha)
        self.forge = GithubForge(
            emulator.bot_token(permissions),
            repository,
            address=emulator.address,
            pause=0,
            sleep=lambda _: None,
        )
        self.options = Options(settings=TriageSettings(dashboard=dashboard))
        self.decisions: str | None = None
        self.now: datetime = SystemClock().now()
        self.outcome = Outcome()

    def night(self, *findings: Finding, night: Night | None = None, days: int = 1) -> int:
        """Another night; returns the number of writes. A second run of it writes nothing."""
        writes = self._run(night or a_night(*findings))
        assert self.outcome.complete, self.outcome
        assert self._run(night or a_night(*findings)) == 0
        self.now += timedelta(days=days)
        return writes

    def _run(self, night: Night) -> int:
        state = self.state()
        made = self.plan(night, state)
        if made.decisions is not None:
            self.decisions = made.decisions
        self.outcome = self.forge.carry_out(made, state)
        return len(made.writes)

    def state(self) -> ForgeState:
        return self.forge.state(QUESTION)

    def plan(self, night: Night, state: ForgeState) -> Plan:
        night = replace(night, run_at=self.now, made_at=self.now)
        found, mistakes = read_decisions(self.decisions)
        assert not mistakes
        memory = Memory(decisions=found, text=self.decisions)
        return plan(night, state, memory, self.options, now=self.now, render=rendered)


@pytest.fixture
def story(emulator: Emulator, repository: str) -> Story:
    return Story(emulator, repository)


def test_an_issue_is_opened_reworded_closed_and_reopened(story: Story) -> None:
    assert story.night(dead(), jieba()) == 2
    issues = {issue.number: issue for issue in story.person.get_issues(state="open")}
    assert sorted(i.title.split(":")[0] for i in issues.values()) == [
        "Dead paper link",
        "Wrong code link",
    ]
    assert {label.name for issue in issues.values() for label in issue.labels} == {"link-health"}
    assert {issue.user.login for issue in issues.values()} == {"github-actions[bot]"}
    more = replace(jieba(), evidence=(*jieba().evidence, against("fork", "It is a fork.")))
    assert story.night(dead(), more) == 1
    well = with_link(all_links(), "gone", LinkRole.PDF, well_nights=2)
    assert story.night(night=a_night(more, links=well)) == 1
    (closed,) = story.person.get_issues(state="closed")
    assert closed.state_reason == "completed"
    assert "Reopen it if you see it fail" in closed.body
    assert story.night(more, dead()) == 1
    assert story.person.get_issue(closed.number).state == "open"


def test_a_person_closes_edits_and_reopens(story: Story) -> None:
    story.night(jieba(), dead())
    wrong = next(i for i in story.person.get_issues(state="open") if "Wrong" in i.title)
    gone = next(i for i in story.person.get_issues(state="open") if "Dead" in i.title)
    wrong.edit(state="closed", state_reason="not_planned")
    gone.edit(title="I am on it", body=f"Asked the authors.\n\n{gone.body}")
    assert story.night(jieba(), dead()) == 0
    assert "source: issue" in (story.decisions or "")
    more = replace(dead(), evidence=(*dead().evidence, against("page", "The page says 410.")))
    assert story.night(jieba(), more) == 1
    again = story.person.get_issue(gone.number)
    assert again.title == "I am on it"
    assert again.body.startswith("Asked the authors.")
    assert "The page says 410" in again.body
    wrong.edit(state="open")
    story.night(jieba(), more)
    assert "source: issue" not in (story.decisions or "")


def test_a_snooze_and_its_end(story: Story) -> None:
    story.night(jieba())
    (issue,) = story.person.get_issues(state="open")
    issue.create_comment("/listbot snooze 10d")
    assert story.night(jieba(), days=4) == 2
    assert story.person.get_issue(issue.number).state == "closed"
    assert story.night(jieba(), days=10) == 0
    assert story.night(jieba()) == 1
    assert story.person.get_issue(issue.number).state == "open"


def test_a_passer_by_is_not_obeyed(story: Story, emulator: Emulator, repository: str) -> None:
    story.night(jieba())
    (issue,) = story.person.get_issues(state="open")
    stranger = emulator.person(repository, "reader-token").get_issue(issue.number)
    stranger.create_comment("/listbot ignore all of it")
    story.night(jieba())
    assert story.person.get_issue(issue.number).state == "open"
    assert story.decisions is None


def test_pull_requests_are_opened_one_a_kind_and_merging_ends_them(story: Story) -> None:
    assert story.night(renamed(), insecure()) == 2
    pulls = {pull.head.ref: pull for pull in story.person.get_pulls()}
    assert set(pulls) == {"listbot/renamed", "listbot/insecure"}
    changed = story.person.get_contents("entries.yml", ref="listbot/renamed")
    assert not isinstance(changed, list)
    text = changed.decoded_content.decode()
    assert set(text.splitlines()) - set(ENTRIES.splitlines()) == {
        "    code: https://github.com/new-lab/walker"
    }
    page = story.person.get_contents("README.md", ref="listbot/renamed")
    assert not isinstance(page, list)
    assert page.decoded_content.decode() == rendered(text)
    pulls["listbot/renamed"].merge()
    links = with_link(all_links(), "walker", LinkRole.CODE, url="https://github.com/new-lab/walker")
    assert story.night(night=a_night(insecure(), links=links)) == 0
    assert [pull.head.ref for pull in story.person.get_pulls()] == ["listbot/insecure"]


def test_an_approved_removal_is_one_pull_request_that_names_its_issue(story: Story) -> None:
    story.night(jieba())
    (issue,) = story.person.get_issues(state="open")
    issue.edit(body=issue.body.replace("- [ ] Remove", "- [x] Remove"))
    assert story.night(jieba()) == 2
    (pull,) = story.person.get_pulls()
    assert f"Closes #{issue.number}." in pull.body
    assert f"pull request #{pull.number}" in story.person.get_issue(issue.number).body
    pull.merge()
    links = [link for link in all_links() if link.url != JIEBA]
    story.night(night=a_night(links=links))
    assert story.person.get_issue(issue.number).state == "closed"


def test_a_refused_pull_request_stays_refused_and_a_new_change_goes_on(story: Story) -> None:
    story.night(renamed())
    (pull,) = story.person.get_pulls()
    pull.edit(state="closed")
    assert story.night(renamed()) == 0
    assert "source: pull" in (story.decisions or "")
    fix = replace(renamed().fixes[0], new="https://github.com/third/walker")
    assert story.night(replace(renamed(), fixes=(fix,))) == 1
    assert len(list(story.person.get_pulls())) == 1


def test_a_commit_of_a_person_keeps_the_branch_theirs(story: Story) -> None:
    story.night(renamed())
    page = story.person.get_contents("README.md", ref="listbot/renamed")
    assert not isinstance(page, list)
    story.person.update_file("README.md", "Say it better", "# Mine\n", page.sha, "listbot/renamed")
    (pull,) = story.person.get_pulls()
    pull.edit(state="closed")
    fix = replace(renamed().fixes[0], new="https://github.com/third/walker")
    assert story.night(replace(renamed(), fixes=(fix,))) == 0
    page = story.person.get_contents("README.md", ref="listbot/renamed")
    assert not isinstance(page, list)
    assert page.decoded_content == b"# Mine\n"


def test_the_dashboard_names_what_was_opened_in_the_same_night(
    emulator: Emulator, repository: str
) -> None:
    story = Story(emulator, repository, dashboard=True)
    assert story.night(jieba(), renamed()) == 3
    issues = {issue.title.split(":")[0]: issue for issue in story.person.get_issues(state="open")}
    dashboard = issues["Link health"]
    assert f"#{issues['Wrong code link'].number}" in dashboard.body
    assert f"#{next(iter(story.person.get_pulls())).number}" in dashboard.body
    assert story.night() == 2
    assert "nothing to decide" in story.person.get_issue(dashboard.number).title


def test_a_read_only_token_prints_the_plan_and_writes_nothing(
    emulator: Emulator, repository: str
) -> None:
    read = {"metadata": "read", "contents": "read", "issues": "read", "pull_requests": "read"}
    story = Story(emulator, repository, permissions=read)
    state = story.state()
    outcome = story.forge.carry_out(story.plan(a_night(jieba(), dead(), renamed()), state), state)
    assert outcome.done == ()
    assert len(outcome.failed) == 3
    assert all("the token may not write" in told for told in outcome.failed)
    assert not list(story.person.get_issues(state="all"))


def test_decisions_are_committed_unless_somebody_else_was_faster(story: Story) -> None:
    path = "reports/decisions.yml"
    assert story.forge.record(path, "decisions: []\n", "Record", based_on=None) == ""
    assert story.forge.record(path, "decisions: []\n", "Record", based_on=None) == ""
    assert story.forge.record(path, "# 2\n", "Record", based_on="decisions: []\n") == ""
    assert "somebody else" in story.forge.record(path, "# 3\n", "Record", based_on="# 1\n")


def test_a_command_is_answered_by_a_reaction(story: Story) -> None:
    story.night(jieba())
    (issue,) = story.person.get_issues(state="open")
    comment = issue.create_comment("/listbot ignore it is known")
    story.night(jieba())
    assert story.person.get_issue(issue.number).state == "closed"
    assert [decision.by for decision in read_decisions(story.decisions)[0]] == [comment.user.login]
    try:
        given = [reaction.content for reaction in comment.get_reactions()]
    except UnknownObjectException:
        pytest.skip(
            "emulate 0.12.2 has no reactions (404): that the bot went on without them is shown here, "
            "the request was judged by GitHub's description, and the reaction itself is tested on "
            "the scripted server"
        )
    assert given == ["+1"]


def test_the_permission_of_whoever_commands_is_asked_from_the_forge(
    emulator: Emulator, repository: str
) -> None:
    story = Story(emulator, repository)
    owner = story.person.owner.login
    reader = emulator.person(repository, "reader-token")
    story.night(jieba())
    (issue,) = story.person.get_issues(state="open")
    by_reader = reader.get_issue(issue.number).create_comment("/listbot snooze 5d")
    by_owner = issue.create_comment("/listbot recheck")
    (seen,) = [found for found in story.state().issues if found.number == issue.number]
    rights = {comment.id: comment.may_write for comment in seen.comments}
    assert rights == {by_reader.id: False, by_owner.id: True}
    assert owner == by_owner.user.login


def test_a_ticked_box_is_obeyed_and_emptied(story: Story) -> None:
    """emulate has no GraphQL, so nobody says who ticked; GitHub lets nobody tick who may not push."""
    story.night(jieba())
    (issue,) = story.person.get_issues(state="open")
    issue.edit(body=issue.body.replace("- [ ] Remove", "- [x] Remove"))
    assert story.night(jieba()) == 2
    assert "[x]" not in story.person.get_issue(issue.number).body
    assert [pull.head.ref for pull in story.person.get_pulls()] == ["listbot/approved"]


def test_a_copy_from_the_archive_is_put_in_by_pull_request(story: Story) -> None:
    finding = dead(archive=True)
    assert story.night(finding) == 1
    (issue,) = story.person.get_issues(state="open")
    assert "/listbot archive" in issue.body
    issue.create_comment("/listbot archive")
    story.night(finding)
    (pull,) = story.person.get_pulls()
    assert pull.head.ref == "listbot/approved"
    changed = story.person.get_contents("entries.yml", ref=pull.head.ref)
    assert not isinstance(changed, list)
    before, after = ENTRIES.splitlines(), changed.decoded_content.decode().splitlines()
    assert [line for line in after if line not in before] == [
        f"    pdf: {finding.fixes[0].new}",
    ]
    assert len(before) == len(after)
