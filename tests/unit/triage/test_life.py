"""The life of issues and pull requests, night after night, against a forge in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.model.entries import LinkRole
from bot.model.evidence import Attribution
from bot.model.findings import Finding, Rule, Severity
from bot.model.night import Night
from bot.model.runs import Validity
from bot.model.settings import TriageSettings
from bot.model.verdicts import Health
from bot.triage.actions import Plan
from bot.triage.decisions import Verb
from bot.triage.decisions_file import read_decisions
from bot.triage.good_news import good_news
from bot.triage.phrases import Desk
from bot.triage.planner import Memory, Options, plan
from bot.triage.state import Issue
from tests.fakes.forge import FakeForge
from tests.triage_builders import (
    ENTRIES,
    JIEBA,
    MEDSYN,
    NOW,
    README,
    a_night,
    against,
    all_links,
    available,
    dead,
    hijacked,
    insecure,
    jieba,
    neighbour_row,
    renamed,
    rendered,
    with_link,
)


class Story:
    """Nights of one list, one after the other, each 24 hours later."""

    def __init__(self, settings: TriageSettings | None = None) -> None:
        self.now = NOW
        self.forge = FakeForge({"entries.yml": ENTRIES, "README.md": README}, NOW)
        self.decisions: str | None = None
        self.options = Options(settings=settings or TriageSettings(dashboard=False))
        self.plan = Plan()
        self._first = True

    def night(self, *findings: Finding, night: Night | None = None, days: int = 1) -> int:
        """Another night; returns the number of writes. Running it again must write nothing."""
        self.now += timedelta(days=0 if self._first else days)
        self._first = False
        self.forge.now = self.now
        night = night or a_night(*findings)
        night = replace(night, run_at=self.now, made_at=self.now)
        writes = self._run(night)
        again = self._run(night)
        assert again == 0, list(self.plan.writes)
        return writes

    def _run(self, night: Night) -> int:
        found, mistakes = read_decisions(self.decisions, "reports/decisions.yml")
        assert not mistakes
        memory = Memory(decisions=found, text=self.decisions)
        self.plan = plan(
            night, self.forge.state(), memory, self.options, now=self.now, render=rendered
        )
        if self.plan.decisions is not None:
            self.decisions = self.plan.decisions
        return self.forge.carry_out(self.plan)

    def verbs(self) -> list[Verb]:
        return [decision.verb for decision in read_decisions(self.decisions)[0]]


def test_a_wrong_code_link_opens_one_issue_and_the_next_night_says_nothing_new() -> None:
    story = Story()
    assert story.night(jieba()) == 1
    (issue,) = story.forge.open_issues()
    assert issue.title.startswith("Wrong code link: Clinical-BERT")
    assert story.forge.labels[issue.number] == ("link-health",)
    assert story.night(jieba()) == 0
    assert len(story.forge.issues) == 1


def test_the_same_failure_on_more_nights_is_no_reason_to_write() -> None:
    story = Story()
    story.night(dead(2))
    assert story.night(dead(3)) == 0


def test_new_evidence_is_written_into_the_same_issue() -> None:
    story = Story()
    story.night(jieba())
    more = replace(jieba(), evidence=(*jieba().evidence, against("fork", "It is a fork.")))
    assert story.night(more) == 1
    (issue,) = story.forge.open_issues()
    assert "It is a fork" in issue.body


def test_both_wrong_links_of_one_row_are_one_issue() -> None:
    story = Story()
    story.night(*neighbour_row())
    (issue,) = story.forge.open_issues()
    assert issue.title.startswith("Wrong links: Diffusion-based")


def test_a_dead_link_that_is_well_for_two_nights_is_closed_and_a_relapse_reopens_it() -> None:
    story = Story()
    story.night(dead())
    once = with_link(all_links(), "gone", LinkRole.PDF, well_nights=1)
    assert story.night(night=a_night(links=once)) == 0
    twice = with_link(all_links(), "gone", LinkRole.PDF, well_nights=2)
    assert story.night(night=a_night(links=twice)) == 1
    (issue,) = story.forge.issues.values()
    assert not issue.is_open
    assert issue.state_reason == "completed"
    assert "Reopen it if you see it fail" in issue.body
    assert story.night(dead()) == 1
    (issue,) = story.forge.open_issues()
    assert "It is back" in issue.body


def test_an_unstable_or_walled_link_is_not_well() -> None:
    story = Story()
    story.night(dead())
    for health in (Health.UNSTABLE, Health.BLOCKED, Health.SKIPPED):
        links = with_link(all_links(), "gone", LinkRole.PDF, health=health, well_nights=0)
        assert story.night(night=a_night(links=links)) == 0
    assert story.forge.open_issues()


def test_a_person_who_reopens_what_the_bot_closed_keeps_it_open() -> None:
    story = Story()
    story.night(dead())
    story.night()
    assert not story.forge.open_issues()
    story.forge.reopen_issue(1)
    story.night()
    assert story.forge.open_issues()
    story.night()
    assert story.forge.open_issues()


def test_an_issue_that_people_talk_in_is_not_closed_by_the_bot() -> None:
    story = Story()
    story.night(dead())
    story.forge.comment(1, "I have written to the authors.", may_write=False)
    assert story.night() == 1
    (issue,) = story.forge.open_issues()
    assert "Close this issue when you are done" in issue.body
    assert story.night() == 0


def test_a_wrong_code_link_is_closed_after_two_nights_with_positive_proof() -> None:
    story = Story()
    story.night(jieba())
    silent = all_links()
    assert story.night(night=a_night(links=silent)) == 0
    right = with_link(silent, "clinical-bert", LinkRole.CODE, attribution=Attribution.CONFIRMED)
    assert story.night(night=a_night(links=right)) == 1
    assert story.forge.open_issues()
    assert story.night(night=a_night(links=right)) == 1
    assert not story.forge.open_issues()


def test_a_link_that_left_the_list_closes_its_issue_at_once() -> None:
    story = Story()
    story.night(jieba())
    links = [link for link in all_links() if link.url != JIEBA]
    assert story.night(night=a_night(links=links)) == 1
    (issue,) = story.forge.issues.values()
    assert not issue.is_open
    assert "The list does not have this link any more" in issue.body


def test_not_planned_is_a_decision_until_the_evidence_changes() -> None:
    story = Story()
    story.night(jieba())
    story.forge.close_issue(1, "not_planned")
    assert story.night(jieba()) == 0
    assert story.verbs() == [Verb.IGNORE]
    assert story.night(jieba()) == 0
    more = replace(jieba(), evidence=(*jieba().evidence, against("fork", "It is a fork.")))
    assert story.night(more) == 1
    (issue,) = story.forge.open_issues()
    assert "The evidence has changed" in issue.body


def test_reopening_takes_the_decision_back() -> None:
    story = Story()
    story.night(jieba())
    story.forge.close_issue(1, "not_planned")
    story.night(jieba())
    story.forge.reopen_issue(1)
    story.night(jieba())
    assert story.verbs() == []
    assert story.forge.open_issues()


def test_closed_as_completed_is_quiet_unless_it_fails_anew() -> None:
    story = Story()
    story.night(dead())
    story.forge.close_issue(1, "completed")
    assert story.night(dead()) == 0
    later = replace(dead(), since=story.now + timedelta(days=3))
    assert story.night(later, days=4) == 1
    assert "It failed again after this was closed" in story.forge.open_issues()[0].body


def test_a_person_edits_title_and_text_and_both_stay() -> None:
    story = Story()
    story.night(jieba())
    issue = story.forge.issues[1]
    story.forge.edit_issue(
        1, title="jieba?", body=f"I asked the authors.\n\n{issue.body}\n\nPS: waiting"
    )
    assert story.night(jieba()) == 0
    more = replace(jieba(), evidence=(*jieba().evidence, against("fork", "It is a fork.")))
    assert story.night(more) == 1
    issue = story.forge.issues[1]
    assert issue.title == "jieba?"
    assert issue.body.startswith("I asked the authors.\n\n<!-- listbot:begin")
    assert issue.body.endswith("<!-- listbot:end -->\n\nPS: waiting")
    assert "It is a fork" in issue.body


def test_a_snooze_closes_the_issue_and_its_end_opens_it_again() -> None:
    story = Story()
    story.night(jieba())
    story.forge.comment(1, "/listbot snooze 30d")
    assert story.night(jieba()) == 2
    assert not story.forge.open_issues()
    assert "Snoozed until 24 Dec 2026 by maintainer" in story.forge.issues[1].body
    assert story.night(jieba(), days=20) == 0
    assert story.night(jieba(), days=12) == 1
    assert "The snooze is over" in story.forge.open_issues()[0].body


def test_a_tick_to_ignore_closes_the_issue_and_is_remembered() -> None:
    story = Story()
    story.night(jieba())
    story.forge.tick(1, "ignore")
    story.night(jieba())
    issue = story.forge.issues[1]
    assert (issue.is_open, issue.state_reason) == (False, "not_planned")
    assert "[x]" not in issue.body
    assert story.verbs() == [Verb.IGNORE]


def test_only_people_who_may_push_are_obeyed() -> None:
    story = Story()
    story.night(jieba())
    comment = story.forge.comment(1, "/listbot ignore all", author="mallory", may_write=False)
    story.night(jieba())
    assert story.forge.reactions == [(comment, "-1")]
    assert story.verbs() == []
    assert story.forge.open_issues()


def test_an_edited_comment_is_no_command() -> None:
    story = Story()
    story.night(jieba())
    comment = story.forge.comment(1, "/listbot ignore", edited=True)
    story.night(jieba())
    assert story.forge.reactions == [(comment, "confused")]
    assert story.verbs() == []


def test_quoted_and_fenced_commands_are_not_obeyed() -> None:
    story = Story()
    story.night(jieba())
    story.forge.comment(1, "> /listbot ignore\n\n```\n/listbot remove\n```\nsay `/listbot remove`")
    assert story.night(jieba()) == 0


def test_remove_opens_a_pull_request_with_one_line_and_merging_it_settles_the_issue() -> None:
    story = Story()
    story.night(jieba())
    comment = story.forge.comment(1, "/listbot remove it is only a tokenizer")
    story.night(jieba())
    (pull,) = story.forge.open_pulls()
    assert pull.title == "Make 1 approved change"
    assert "Closes #1." in pull.body
    assert story.forge.reactions == [(comment, "+1")]
    entries = story.forge.commits["listbot/approved"]["entries.yml"]
    assert set(ENTRIES.splitlines()) - set(entries.splitlines()) == {
        f"    code: {JIEBA}  # is this right?"
    }
    assert JIEBA not in story.forge.commits["listbot/approved"]["README.md"]
    assert f"pull request #{pull.number}; merge it there" in story.forge.issues[1].body
    assert story.night(jieba()) == 0
    story.forge.merge(pull.number)
    links = [link for link in all_links() if link.url != JIEBA]
    story.night(night=a_night(links=links))
    assert not story.forge.open_issues()
    assert story.verbs() == []


def test_closing_the_approved_pull_request_takes_the_approval_back() -> None:
    story = Story()
    story.night(jieba())
    story.forge.tick(1, "remove")
    story.night(jieba())
    (pull,) = story.forge.open_pulls()
    story.now += timedelta(hours=1)
    story.forge.now = story.now
    story.forge.close_pull(pull.number)
    story.night(jieba())
    assert story.verbs() == []
    assert not story.forge.open_pulls()
    assert "<!-- listbot:box remove:" in story.forge.issues[1].body
    story.forge.tick(1, "remove")
    story.night(jieba())
    assert len(story.forge.open_pulls()) == 1


def test_replace_takes_the_given_address_and_refuses_what_is_none() -> None:
    story = Story()
    story.night(jieba())
    story.forge.comment(1, "/listbot replace javascript:alert(1)")
    story.night(jieba())
    assert story.forge.reactions[-1][1] == "confused"
    assert "must begin with http" in story.forge.issues[1].comments[-1].body
    story.forge.comment(1, "/listbot replace https://github.com/right/one")
    story.night(jieba())
    entries = story.forge.commits["listbot/approved"]["entries.yml"]
    assert "    code: https://github.com/right/one  # is this right?" in entries


def test_a_row_with_two_wrong_links_asks_which_one_is_meant() -> None:
    story = Story()
    story.night(*neighbour_row())
    story.forge.comment(1, "/listbot remove")
    story.night(*neighbour_row())
    assert "can be replaced but not removed" in story.forge.issues[1].comments[-1].body
    story.forge.comment(1, "/listbot replace https://arxiv.org/abs/1")
    story.night(*neighbour_row())
    assert "Say which one you mean: `code`, `pdf`." in story.forge.issues[1].comments[-1].body
    story.forge.comment(1, "/listbot remove code")
    story.night(*neighbour_row())
    (pull,) = story.forge.open_pulls()
    assert "Closes" not in pull.body


def test_three_new_issues_a_night_and_ten_open_the_rest_waits() -> None:
    story = Story()
    many = [replace(dead(), entry_id=f"e{n}", url=f"https://papers.example/{n}") for n in range(14)]
    for expected in (3, 6, 9, 10, 10):
        story.night(*many)
        assert len(story.forge.open_issues()) == expected


def test_one_dead_address_in_many_entries_is_one_issue() -> None:
    story = Story()
    shared = [replace(dead(), entry_id=f"e{n}", entry_title=f"Paper {n}") for n in range(4)]
    story.night(*shared)
    (issue,) = story.forge.open_issues()
    assert "and 3 other entries" in issue.title


def test_safe_fixes_become_one_pull_request_for_each_kind() -> None:
    story = Story()
    assert story.night(renamed(), insecure()) == 2
    assert [pull.branch for pull in story.forge.open_pulls()] == [
        "listbot/renamed",
        "listbot/insecure",
    ]
    changed = story.forge.commits["listbot/renamed"]["entries.yml"]
    assert set(changed.splitlines()) - set(ENTRIES.splitlines()) == {
        "    code: https://github.com/new-lab/walker"
    }
    assert story.night(renamed(), insecure()) == 0


def test_a_pull_request_that_was_closed_unmerged_is_not_proposed_again() -> None:
    story = Story()
    story.night(renamed())
    story.forge.close_pull(1)
    assert story.night(renamed()) == 0
    assert story.verbs() == [Verb.DECLINE]
    other = renamed()
    fix = replace(other.fixes[0], new="https://github.com/third/walker")
    assert story.night(replace(other, fixes=(fix,))) == 1
    assert len(story.forge.open_pulls()) == 1


def test_a_commit_of_a_person_hands_the_branch_over() -> None:
    story = Story()
    story.night(renamed())
    story.forge.commit_by_person(1)
    other = replace(renamed(), fixes=(replace(renamed().fixes[0], new="https://github.com/x/y"),))
    assert story.night(other) == 0


def test_a_pull_request_that_nothing_needs_any_more_is_closed() -> None:
    story = Story()
    story.night(renamed())
    assert story.night() == 1
    assert not story.forge.open_pulls()
    assert story.verbs() == []
    assert story.night(renamed()) == 1


def test_a_merged_pull_request_is_followed_by_a_new_one_for_the_next_change() -> None:
    story = Story()
    story.night(insecure())
    story.forge.merge(1)
    assert "https://old.example/code" in story.forge.files["entries.yml"]
    assert story.night() == 0


def test_ignore_in_a_pull_request_drops_one_change() -> None:
    story = Story()
    both = [renamed(), insecure()]
    story.night(*both)
    story.forge.comment(1, "/listbot ignore walker we like the old name")
    story.night(*both)
    assert [pull.branch for pull in story.forge.open_pulls()] == ["listbot/insecure"]
    assert story.verbs() == [Verb.DECLINE]


def test_a_field_is_never_in_two_pull_requests() -> None:
    story = Story()
    story.night(jieba())
    story.forge.tick(1, "remove")
    moved = replace(renamed(), entry_id="clinical-bert")
    fix = replace(moved.fixes[0], old=JIEBA, new="https://github.com/messense/jieba")
    story.night(jieba(), replace(moved, url=JIEBA, fixes=(fix,)))
    assert [pull.branch for pull in story.forge.open_pulls()] == ["listbot/approved"]


def test_an_invalid_or_simulated_night_changes_nothing() -> None:
    story = Story()
    story.night(dead())
    assert story.night(night=replace(a_night(), validity=Validity.OFFLINE)) == 0
    assert story.night(night=replace(a_night(), simulated=True)) == 0
    assert story.forge.open_issues()


def test_the_dashboard_is_one_issue_edited_in_place() -> None:
    story = Story(TriageSettings())
    story.night(jieba(), renamed())
    (dashboard,) = story.forge.open_issues("dashboard")
    assert dashboard.title == "Link health: 1 needs a decision, 0 watching"
    (issue,) = story.forge.open_issues()
    assert f"buttons are in #{issue.number}" in dashboard.body
    assert f"Follow 1 renamed repository: #{story.forge.open_pulls()[0].number}" in dashboard.body
    story.night()
    (dashboard,) = story.forge.open_issues("dashboard")
    assert dashboard.title == "Link health: nothing to decide, 0 watching"


def test_a_dashboard_that_a_person_closed_stays_closed() -> None:
    story = Story(TriageSettings(issues="off"))
    story.night(jieba())
    story.forge.close_issue(1, "completed")
    assert story.night(jieba(), dead()) == 0


def test_the_dashboard_is_closed_when_it_is_switched_off() -> None:
    story = Story(TriageSettings(issues="off"))
    story.night(jieba())
    story.options = Options(settings=TriageSettings(issues="off", dashboard=False))
    assert story.night(jieba()) == 1
    story.options = Options(settings=TriageSettings(issues="off"))
    assert story.night(jieba()) == 1
    assert story.forge.open_issues("dashboard")


def test_boxes_and_named_commands_of_the_dashboard_are_obeyed() -> None:
    story = Story(TriageSettings(issues="off"))
    story.night(jieba(), dead())
    story.forge.tick(1, "remove")
    story.night(jieba(), dead())
    assert [pull.branch for pull in story.forge.open_pulls()] == ["listbot/approved"]
    story.forge.comment(1, "/listbot snooze gone 2w")
    story.night(jieba(), dead())
    assert sorted(story.verbs()) == [Verb.REMOVE, Verb.SNOOZE]
    story.forge.comment(1, "/listbot snooze 2w")
    story.night(jieba(), dead())
    assert "Name the entry" in story.forge.issues[1].comments[-1].body
    story.forge.tick(1, "undo")
    story.night(jieba(), dead())
    assert story.verbs() == [Verb.REMOVE]


def test_a_maintainer_reads_the_help_once() -> None:
    story = Story()
    story.night(jieba())
    story.forge.comment(1, "/listbot help")
    story.night(jieba())
    answers = [c for c in story.forge.issues[1].comments if c.by_bot]
    assert len(answers) == 1
    assert "/listbot snooze 30d" in answers[0].body


def test_a_repository_without_issues_gets_pull_requests_only() -> None:
    story = Story(TriageSettings())
    state = replace(story.forge.state(), has_issues=False)
    made = plan(
        a_night(jieba(), renamed()), state, Memory(), story.options, now=NOW, render=rendered
    )
    assert [type(action).__name__ for action in made.writes] == ["OpenPullRequest"]
    assert "switched off in this repository" in made.notices[0]
    archived = replace(state, archived=True)
    assert plan(a_night(jieba()), archived, Memory(), story.options, now=NOW).writes == ()


def test_nobody_is_mentioned_and_whoever_wants_to_be_is_once_a_week() -> None:
    assert not any("cc @" in issue.body for issue in _opened(TriageSettings(dashboard=False)))
    story = Story(TriageSettings(dashboard=False, notify=("@octocat", "team/curators")))
    story.night(jieba(), dead())
    story.night(jieba(), dead(), hijacked())
    called = [issue for issue in story.forge.issues.values() if "cc @" in issue.body]
    assert [issue.number for issue in called] == [1]
    assert "cc @octocat @team/curators" in called[0].body
    more = replace(dead(), evidence=(*dead().evidence, against("page", "It says 410.")))
    story.night(jieba(), more, hijacked())
    assert sum("cc @" in issue.body for issue in story.forge.issues.values()) == 1
    other = replace(dead(), url="https://papers.example/other", entry_id="medsyn")
    story.night(jieba(), more, hijacked(), other, days=9)
    assert sum("cc @" in issue.body for issue in story.forge.issues.values()) == 2


def _opened(settings: TriageSettings) -> list[Issue]:
    story = Story(settings)
    story.night(jieba(), dead())
    return story.forge.open_issues()


def _without_code(story: Story) -> Night:
    """The entry about skin has no code, and some was found."""
    skin = f"    code: {MEDSYN}\n  - id: gone"
    files = {"entries.yml": ENTRIES.replace(skin, "  - id: gone"), "README.md": README}
    story.forge = FakeForge(files, NOW)
    links = [link for link in all_links() if (link.entry_id, link.role) != ("skin", LinkRole.CODE)]
    return a_night(available(), insecure(), links=links)


def _dashboard(story: Story) -> Issue:
    (found,) = (i for i in story.forge.issues.values() if i.title.startswith("Link health"))
    return found


def test_code_that_was_found_is_added_by_a_tick_and_the_decision_ends_with_it() -> None:
    story = Story(TriageSettings())
    night = _without_code(story)
    story.night(night=night)
    assert "nothing to decide" in _dashboard(story).title
    story.forge.tick(_dashboard(story).number, "replace")
    story.night(night=night)
    assert story.verbs() == [Verb.REPLACE]
    assert "A decision can go" not in _dashboard(story).body
    entries = story.forge.commits["listbot/approved"]["entries.yml"]
    added = 'title: "Diffusion-based data augmentation for skin disease classification"'
    url = "https://github.com/skin-lab/skinaug"
    assert f"    code: {url}\n  - id: gone" in entries[entries.index(added) :]
    links = with_link(all_links(), "skin", LinkRole.CODE, url=url)
    story.night(night=a_night(insecure(), links=links))
    assert story.verbs() == []


def test_code_that_was_found_can_be_refused_for_good() -> None:
    story = Story(TriageSettings())
    night = _without_code(story)
    story.night(night=night)
    story.forge.tick(_dashboard(story).number, "ignore")
    story.night(night=night)
    assert story.verbs() == [Verb.IGNORE]
    body = _dashboard(story).body
    assert "## Good news" not in body
    assert "take back: **Diffusion-based" in body
    assert "A decision can go" not in body


def test_a_page_of_markdown_is_not_added_to_and_a_kept_promise_has_no_box() -> None:
    desk = Desk(html_url="https://github.com/someone/list", branch="main", entries="README.md")
    text = "\n".join(good_news(a_night(available()), desk))
    assert "listbot:box ignore:" in text
    assert "listbot:box replace:" not in text
    arrived = replace(renamed(), rule=Rule.CODE_ARRIVED, severity=Severity.GOOD_NEWS, fixes=())
    assert "listbot:box" not in "\n".join(good_news(a_night(arrived), desk))
