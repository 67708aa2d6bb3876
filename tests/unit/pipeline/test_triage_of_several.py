"""Several lists in one repository: whose is what, what is counted for all, and nothing is told twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.errors import StateError
from bot.findings.codec import findings_pieces
from bot.model.entries import LinkRole
from bot.model.findings import Finding
from bot.model.night import LinkState, Night
from bot.model.settings import ListSettings, Settings, TriageSettings
from bot.model.verdicts import Policy
from bot.pipeline.triage import Reconciled, Task, reconcile
from bot.ports import ForgeQuestion, Outcome
from bot.triage.actions import Nothing, OpenIssue, OpenPullRequest, Plan
from bot.triage.drafts import read_body
from bot.triage.state import ForgeState, Issue, Pull
from tests.fakes.forge import FakeForge
from tests.fakes.ports import Killed, MemoryFiles
from tests.published import assert_published
from tests.triage_builders import (
    ENTRIES,
    NOW,
    a_night,
    all_links,
    dead,
    insecure,
    jieba,
    renamed,
    with_link,
)

WRONG = "Wrong code link: Clinical-BERT: Vision-Language Pre-training for Radiograph Diagnosis and Report…"
T = TypeVar("T", Finding, LinkState)
A = ListSettings(entries="a.yml", reports="reports/a", readme="A.md")
B = ListSettings(entries="b.yml", reports="reports/b", readme="B.md")
BOTH = Settings(lists=(A, B))
ALONE = Settings(entries="a.yml", reports="reports/a", readme="A.md")
TEXTS = {"a.yml": ENTRIES, "b.yml": ENTRIES}


@dataclass
class Port:
    """The forge in memory behind ``ForgePort``; it can be killed after so many writes."""

    forge: FakeForge
    killed_after: int | None = None
    questions: list[ForgeQuestion] = field(default_factory=list)

    def state(self, question: ForgeQuestion) -> ForgeState:
        self.questions.append(question)
        return self.forge.state()

    def carry_out(self, plan: Plan, state: ForgeState) -> Outcome:
        for action in plan.writes:
            if self.killed_after is not None and self.forge.writes >= self.killed_after:
                raise Killed
            self.forge.carry_out(Plan(actions=(action,)), state)
        return Outcome(done=tuple(type(action).__name__ for action in plan.writes))

    def record(self, path: str, text: str, message: str, *, based_on: str | None) -> str:
        self.forge.files[path] = text
        return ""


class Nights:
    """The nights of a repository."""

    def __init__(self) -> None:
        self.forge = FakeForge(TEXTS, NOW)
        self.files = MemoryFiles({})
        self.port = Port(self.forge)

    def found(self, one: ListSettings, night: Night) -> None:
        """What a night found for one list."""
        night = replace(
            night,
            file=one.entries,
            run_at=self.forge.now,
            made_at=self.forge.now,
            links=tuple(_in(link, one) for link in night.links),
            findings=tuple(_in(finding, one) for finding in night.findings),
        )
        self.files.write(f"{one.reports}/findings.json", findings_pieces(night))

    def run(
        self,
        settings: Settings = BOTH,
        *,
        thread: int | None = None,
        from_head: bool = False,
        only: tuple[str, ...] = (),
    ) -> tuple[Reconciled, ...]:
        task = Task(
            now=self.forge.now,
            apply=True,
            config=".github/listbot.yml",
            thread=thread,
            from_head=from_head,
        )
        return reconcile(self.files, settings, self.port, task, only=only)

    def night(self, settings: Settings = BOTH) -> int:
        """Writes of a night. A second run of it writes nothing."""
        before = self.forge.writes
        self.run(settings)
        written = self.forge.writes - before
        self.run(settings)
        assert self.forge.writes == before + written
        self.forge.now += timedelta(days=1)
        return written

    def titles(self, *, is_open: bool = True) -> list[str]:
        things: list[Issue | Pull] = [*self.forge.issues.values(), *self.forge.pulls.values()]
        return [thing.title for thing in things if thing.is_open is is_open]


def _in(thing: T, one: ListSettings) -> T:
    return replace(thing, span=replace(thing.span, file=one.entries))


def many_dead(number: int, name: str) -> list[Finding]:
    return [
        replace(dead(), entry_id=f"{name}-{n}", url=f"https://{name}.example/{n}")
        for n in range(number)
    ]


@pytest.fixture
def nights() -> Nights:
    return Nights()


def of_lists(nights: Nights) -> Counter[tuple[str, str]]:
    """(kind, list) of everything that is open."""
    things: list[Issue | Pull] = [*nights.forge.issues.values(), *nights.forge.pulls.values()]
    bodies = [read_body(thing.body) for thing in things if thing.is_open]
    return Counter((body.control.kind, body.control.of_list) for body in bodies if body)


def test_each_list_has_its_own_issue_dashboard_and_pull_request_for_the_same_link(
    nights: Nights,
) -> None:
    nights.found(A, a_night(dead(), renamed()))
    nights.found(B, a_night(dead()))
    assert nights.night() == 5
    assert sorted(nights.titles()) == [
        "[a] Dead paper link: A paper whose page is gone (since 2026-11-22)",
        "[a] Follow 1 renamed repository",
        "[a] Link health: 1 needs a decision, 0 watching",
        "[b] Dead paper link: A paper whose page is gone (since 2026-11-22)",
        "[b] Link health: 1 needs a decision, 0 watching",
    ]
    (question,) = nights.port.questions[:1]
    assert question.paths == ("a.yml", "A.md", "b.yml", "B.md")
    assert "listbot/b/moved" in question.branches
    for issue in nights.forge.open_issues():
        name = issue.title[1]
        assert f"/blob/main/{name}.yml#L" in issue.body
        other = "b" if name == "a" else "a"
        assert f"{other}.yml" not in issue.body
        assert "to switch this off for all lists" in issue.body
    assert set(nights.forge.labels.values()) == {("link-health",)}


def test_a_pull_request_holds_the_changes_of_its_own_list_only(nights: Nights) -> None:
    nights.found(A, a_night(renamed()))
    nights.found(B, a_night(renamed(), insecure()))
    nights.night()
    files = {branch: set(texts) for branch, texts in nights.forge.commits.items()}
    assert files == {
        "listbot/a/renamed": {"a.yml"},
        "listbot/b/renamed": {"b.yml"},
        "listbot/b/insecure": {"b.yml"},
    }
    assert nights.forge.messages["listbot/a/renamed"].startswith("[a] Follow 1 renamed repository")
    for number, pull in list(nights.forge.pulls.items()):
        if pull.branch == "listbot/a/renamed":
            nights.forge.close_pull(number)
    nights.night()
    assert {pull.branch for pull in nights.forge.open_pulls()} == {
        "listbot/b/renamed",
        "listbot/b/insecure",
    }
    assert "closed without merging" in nights.files.texts["reports/a/decisions.yml"]
    assert "reports/b/decisions.yml" not in nights.files.texts


@pytest.mark.slow
def test_new_and_open_issues_are_counted_over_all_lists(nights: Nights) -> None:
    policy = Policy(open_issues=5)
    few = replace(BOTH, policy=policy)
    nights.found(A, a_night(*many_dead(7, "a")))
    nights.found(B, a_night(*many_dead(2, "b")))
    nights.night(few)
    assert of_lists(nights)["issue", "a"] == 2
    assert of_lists(nights)["issue", "b"] == 1
    for _ in range(2):
        nights.night(few)
    found = of_lists(nights)
    assert found["issue", "a"] + found["issue", "b"] == 5
    assert found["issue", "b"] == 2
    nights.found(B, a_night(*many_dead(3, "b")))
    assert nights.night(few) == 1  # the third waits in the dashboard of its list
    assert of_lists(nights)["issue", "b"] == 2


def test_a_list_of_which_nothing_is_known_counts_and_is_left_alone(nights: Nights) -> None:
    nights.found(A, a_night(*many_dead(3, "a")))
    nights.found(B, a_night())
    nights.night()
    nights.found(B, a_night(*many_dead(3, "b")))
    nights.files.write("reports/a/findings.json", "{")
    nights.forge.now -= timedelta(days=1)  # it is still the same night
    broken, well = nights.run()
    assert isinstance(broken.trouble, StateError)
    assert well.trouble is None
    assert of_lists(nights)["issue", "b"] == 0
    nights.forge.now += timedelta(days=1)
    nights.run()
    assert of_lists(nights)["issue", "b"] == 3
    assert of_lists(nights)["issue", "a"] == 3
    nights.files.write("reports/b/findings.json", "{")
    with pytest.raises(StateError):
        nights.run()


def test_a_decision_about_one_list_is_none_about_the_other(nights: Nights) -> None:
    nights.found(A, a_night(jieba()))
    nights.found(B, a_night(jieba()))
    nights.night()
    mine = next(i for i in nights.forge.open_issues() if i.title.startswith("[b] Wrong"))
    nights.forge.close_issue(mine.number, "not_planned")
    nights.night()
    assert "decision: ignore" in nights.files.texts["reports/b/decisions.yml"]
    assert "reports/a/decisions.yml" not in nights.files.texts
    dashboards = {i.title[:3]: i.title[4:] for i in nights.forge.open_issues("dashboard")}
    assert dashboards == {
        "[a]": "Link health: 1 needs a decision, 0 watching",
        "[b]": "Link health: nothing to decide, 0 watching",
    }


def test_the_issues_of_the_only_list_go_on_when_a_second_one_comes(nights: Nights) -> None:
    nights.found(A, a_night(dead(), jieba(), insecure()))
    nights.night(ALONE)
    before = {number: issue.title for number, issue in nights.forge.issues.items()}
    refused = next(i for i in nights.forge.open_issues() if i.title.startswith("Wrong"))
    nights.forge.close_issue(refused.number, "not_planned")
    # the second list has the same dead link, and a row that the first does not have any more
    rest = [link for link in all_links() if link.entry_id != "clinical-bert"]
    nights.found(A, a_night(dead(), insecure(), links=rest))
    nights.found(B, a_night(dead(), jieba()))
    nights.night()
    opened = [issue.title for n, issue in nights.forge.issues.items() if n not in before]
    assert sorted(opened) == [
        "[b] Dead paper link: A paper whose page is gone (since 2026-11-22)",
        "[b] Link health: 1 needs a decision, 0 watching",
    ]
    kept = [nights.forge.issues[n].title for n, title in before.items() if n != refused.number]
    assert all(title.startswith("[a] ") for title in kept)
    assert not nights.forge.issues[refused.number].is_open
    assert [pull.branch for pull in nights.forge.open_pulls()] == ["listbot/insecure"]
    assert nights.titles().count("[a] Use https for 1 link") == 1
    # merged, the next one of its kind gets the branch of the list
    (pull,) = nights.forge.open_pulls()
    nights.forge.merge(pull.number)
    nights.forge.files["a.yml"] = ENTRIES
    nights.night()
    assert [pull.branch for pull in nights.forge.open_pulls()] == ["listbot/a/insecure"]


def test_lists_that_become_one_again_leave_nothing_behind(nights: Nights) -> None:
    nights.found(A, a_night(dead(), renamed()))
    nights.found(B, a_night(jieba(), renamed()))
    nights.night()
    nights.found(A, a_night(dead(), jieba(), renamed()))
    nights.night(ALONE)
    assert sorted(nights.titles()) == [
        "Dead paper link: A paper whose page is gone (since 2026-11-22)",
        "Follow 1 renamed repository",
        "Link health: 2 need a decision, 0 watching",
        WRONG,
    ]
    assert set(of_lists(nights)) == {("issue", ""), ("pull", ""), ("dashboard", "")}


@pytest.mark.slow
def test_a_list_with_a_new_name_keeps_its_issues(nights: Nights) -> None:
    nights.found(A, a_night(dead(), renamed()))
    nights.found(B, a_night(jieba()))
    nights.night()
    before = set(nights.forge.issues) | set(nights.forge.pulls)
    nights.night(Settings(lists=(A, replace(B, name="books"))))
    nights.night(Settings(lists=(replace(A, name="articles"), replace(B, name="books"))))
    assert set(nights.forge.issues) | set(nights.forge.pulls) == before
    assert {title.partition("] ")[0] for title in nights.titles()} == {"[articles", "[books"}


@pytest.mark.slow
def test_what_a_list_leaves_behind_that_is_taken_out_is_closed(nights: Nights) -> None:
    gone = ListSettings(entries="c.yml", reports="reports/c", readme="C.md")
    nights.forge.files["c.yml"] = ENTRIES.replace("gone", "lost")
    lost = replace(insecure(), entry_id="lost")
    nights.found(gone, a_night(*many_dead(1, "c"), lost))
    nights.found(A, a_night(dead()))
    nights.found(B, a_night(dead()))
    nights.night(replace(BOTH, lists=(gone, A, B)))
    assert of_lists(nights) == Counter(
        {(k, n): 1 for k in ("issue", "dashboard") for n in "abc"} | {("pull", "c"): 1}
    )
    nights.found(A, a_night(dead(), insecure()))
    nights.night()
    assert {title[:3] for title in nights.titles()} == {"[a]", "[b]"}
    assert of_lists(nights)["dashboard", "a"] == 1
    assert of_lists(nights)["pull", "a"] == 1
    closed = {issue.title[:7] for issue in nights.forge.issues.values() if not issue.is_open}
    assert closed == {"[c] Dea", "[c] Lin"}


def test_an_issue_that_nobody_knows_waits_while_a_list_cannot_be_read(nights: Nights) -> None:
    nights.found(A, a_night(dead()))
    nights.night(ALONE)
    elsewhere = replace(ALONE, entries="old.yml", reports="old")
    nights.found(ListSettings(entries="old.yml", reports="old"), a_night(*many_dead(1, "old")))
    nights.run(elsewhere)
    lonely = next(i for i in nights.forge.open_issues() if "old.example" in i.body)
    nights.files.write("reports/b/findings.json", "{")
    nights.run()
    body = read_body(nights.forge.issues[lonely.number].body)
    assert body is not None
    assert body.control.of_list == ""
    assert nights.forge.issues[lonely.number].is_open
    nights.found(B, a_night())
    nights.run()
    assert not nights.forge.issues[lonely.number].is_open


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_write_and_begun_again_opens_nothing_twice() -> None:
    def fresh() -> Nights:
        nights = Nights()
        nights.found(A, a_night(dead(), renamed()))
        nights.found(B, a_night(dead(), renamed(), insecure()))
        return nights

    whole = fresh()
    writes = whole.night()
    assert writes == 7
    for killed_after in range(writes):
        torn = fresh()
        torn.port.killed_after = killed_after
        with pytest.raises(Killed):
            torn.run()
        torn.port.killed_after = None
        torn.night()
        assert sorted(torn.titles()) == sorted(whole.titles())
        assert len(torn.forge.issues) == len(whole.forge.issues)
        assert len(torn.forge.pulls) == len(whole.forge.pulls)


def test_a_comment_wakes_the_list_that_it_is_about_and_no_other(nights: Nights) -> None:
    nights.found(A, a_night(jieba()))
    nights.found(B, a_night(jieba()))
    nights.night()
    mine = next(i for i in nights.forge.open_issues() if i.title.startswith("[b] Wrong"))
    nights.forge.comment(mine.number, "/listbot snooze 10d")
    # what has happened to the other list meanwhile is told in its own time
    nights.found(A, a_night(jieba(), dead()))
    (done,) = nights.run(thread=mine.number, from_head=True)
    assert done.settings.name == "b"
    assert not nights.forge.issues[mine.number].is_open
    assert "decision: snooze" in nights.forge.files["reports/b/decisions.yml"]
    assert "reports/a/decisions.yml" not in nights.forge.files
    assert not any("[a] Dead" in title for title in nights.titles())
    assert nights.run(thread=4000, from_head=True) == ()


def test_help_names_the_file_of_the_list(nights: Nights) -> None:
    nights.found(A, a_night(jieba()))
    nights.found(B, a_night(jieba()))
    nights.night()
    mine = next(i for i in nights.forge.open_issues() if i.title.startswith("[b] Wrong"))
    nights.forge.comment(mine.number, "/listbot help")
    nights.run(thread=mine.number)
    answer = nights.forge.issues[mine.number].comments[-1].body
    assert "`reports/b/decisions.yml`" in answer


def test_one_list_alone_is_planned_for_when_it_is_named(nights: Nights) -> None:
    nights.found(A, a_night(dead()))
    nights.found(B, a_night(dead()))
    (done,) = nights.run(only=("b",))
    assert done.settings.entries == "b.yml"
    assert all(title.startswith("[b] ") for title in nights.titles())


def test_people_are_mentioned_once_for_all_lists(nights: Nights) -> None:
    settings = replace(BOTH, triage=TriageSettings(notify=("team/x",)))
    nights.found(A, a_night(dead()))
    nights.found(B, a_night(dead()))
    nights.night(settings)
    bodies = [issue.body for issue in nights.forge.open_issues()]
    assert sum("cc @team/x" in body for body in bodies) == 1
    nights.found(B, a_night(dead(), jieba()))
    nights.night(settings)
    bodies = [issue.body for issue in nights.forge.open_issues()]
    assert len(bodies) == 3
    assert sum("cc @team/x" in body for body in bodies) == 1


def test_a_list_that_comes_later_has_a_first_night_of_its_own(nights: Nights) -> None:
    gently = replace(BOTH, triage=TriageSettings(first_night="dashboard"))
    alone = replace(ALONE, triage=gently.triage)
    nights.found(A, a_night(dead()))
    nights.night(alone)
    nights.night(alone)
    nights.found(B, a_night(dead()))
    nights.night(gently)
    mine = [title for title in nights.titles() if title.startswith("[b] ")]
    assert mine == ["[b] Link health: 1 needs a decision, 0 watching"]
    (dashboard,) = (i for i in nights.forge.open_issues("dashboard") if "[b]" in i.title)
    assert "**My first night with this list.** I opened nothing for it but this issue" in (
        dashboard.body
    )
    assert "10 open, for all lists together)" in dashboard.body
    nights.night(gently)
    assert any("[b] Dead" in title for title in nights.titles())


def test_a_link_that_is_well_again_closes_the_issue_of_its_list(nights: Nights) -> None:
    nights.found(A, a_night(dead()))
    nights.found(B, a_night(dead()))
    nights.night()
    nights.found(A, a_night(links=with_link(all_links(), "gone", LinkRole.PDF, well_nights=2)))
    nights.night()
    closed = [issue.title for issue in nights.forge.issues.values() if not issue.is_open]
    assert closed == ["[a] Dead paper link: A paper whose page is gone (since 2026-11-22)"]


def test_the_setting_that_is_off_is_explained_once_for_all_lists(nights: Nights) -> None:
    nights.found(A, a_night(renamed()))
    nights.found(B, a_night(renamed()))
    first = nights.run(only=("a",))
    (pull,) = nights.forge.pulls.values()
    # as the gateway does where pull requests are forbidden: an issue stands in for it
    del nights.forge.pulls[pull.number]
    opened = next(a for a in first[0].plan.writes if isinstance(a, OpenPullRequest))
    nights.forge.carry_out(Plan(actions=(OpenIssue(draft=opened.instead),)))
    _, second = nights.run()
    reasons = [action.reason for action in second.plan.actions if isinstance(action, Nothing)]
    assert any("waits for the setting" in reason for reason in reasons)
    assert nights.forge.pulls == {}


def test_every_text_about_one_of_several_lists_says_which(nights: Nights) -> None:
    """Golden files, to be read by eye in review (UPDATE=1 writes them)."""
    nights.found(A, a_night(dead(), renamed()))
    nights.found(B, a_night(jieba()))
    gently = replace(BOTH, triage=TriageSettings(first_night="dashboard"))
    nights.run(gently)
    texts: dict[str, Issue | Pull] = {
        "dashboard-first-quiet": next(iter(nights.forge.open_issues("dashboard")))
    }
    nights.forge.now += timedelta(days=1)
    nights.run(gently)
    dashboards = {i.title[:3]: i for i in nights.forge.open_issues("dashboard")}
    texts["dashboard"] = dashboards["[a]"]
    texts["issue-dead"] = next(i for i in nights.forge.open_issues() if "Dead" in i.title)
    texts["pull-renamed"] = nights.forge.open_pulls()[0]
    for name, thing in texts.items():
        shown = f"{thing.title}\n\n{'-' * 100}\n{thing.body}\n"
        assert_published(f"tests/snapshots/triage/several-{name}.md", shown)
    message = nights.forge.messages["listbot/a/renamed"]
    assert_published("tests/snapshots/triage/several-commit.txt", message)
