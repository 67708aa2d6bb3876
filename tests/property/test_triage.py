"""Laws of triage: planning twice adds nothing, and hostile text is text in every place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.model.entries import LinkRole
from bot.model.findings import Finding, SuggestedFix
from bot.model.settings import TriageSettings
from bot.triage.actions import OpenIssue, OpenPullRequest
from bot.triage.cases import cases_of
from bot.triage.commands import has_command, orders
from bot.triage.decisions import Decision, Verb
from bot.triage.decisions_file import changed_decisions, read_decisions
from bot.triage.drafts import Control, boxes, read_body, sealed
from bot.triage.issue_text import Note, issue_draft
from bot.triage.phrases import Desk
from bot.triage.planner import Memory, Options, plan
from tests.fakes.forge import FakeForge
from tests.github_markdown import page_of
from tests.property.test_text import MENTION, TEXTS
from tests.triage_builders import (
    ENTRIES,
    NOW,
    README,
    a_night,
    against,
    all_links,
    dead,
    hijacked,
    insecure,
    jieba,
    neighbour_row,
    renamed,
    rendered,
    supporting,
    with_link,
)

DESK = Desk(html_url="https://github.com/someone/list", branch="main")
POOL = [jieba(), dead(), dead(archive=True), hijacked(), renamed(), insecure(), *neighbour_row()]
CONTROL = re.compile(r"^<!-- listbot:(begin|end)\b", re.MULTILINE)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("", "7", "", "")  # with our full stop behind it, it would begin a list
def test_no_text_of_strangers_speaks_in_an_issue(
    title: str, summary: str, detail: str, url: str
) -> None:
    finding = replace(
        jieba(),
        entry_title=title,
        summary=summary,
        url=f"https://example.org/{url}",
        evidence=(against("k", detail, url), supporting("k", title)),
        fixes=(
            SuggestedFix(field="code", old=None, new=f"https://x.example/{url}", because=detail),
        ),
    )
    (case,) = cases_of([finding])
    draft = issue_draft(case, {}, DESK, Control(kind="issue", key=case.key), Note())
    shown, body = sealed(draft, {})
    assert "\n" not in shown
    assert not MENTION.search(shown + body)
    assert [match[1] for match in CONTROL.finditer(body)] == ["begin", "end"]
    assert body.count("<!--") == 2 + 4
    assert [(box.verb, box.ticked) for box in boxes(body)] == [
        ("replace", False),
        ("remove", False),
        ("snooze", False),
        ("ignore", False),
    ]
    page = page_of(body)
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert tags <= {"p", "strong", "a", "ul", "li", "code", "br", "input", "em"}
    assert all(
        unescape(target).startswith(("https://", "http://"))
        for target in re.findall(r'href="([^"]*)', page)
    )


@given(st.lists(st.sampled_from(POOL), max_size=6, unique_by=lambda f: f.fingerprint), st.data())
@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
def test_planning_twice_from_the_same_night_adds_nothing(
    findings: list[Finding], data: st.DataObject
) -> None:
    forge = FakeForge({"entries.yml": ENTRIES, "README.md": README}, NOW)
    text: str | None = None
    options = Options(settings=TriageSettings(dashboard=data.draw(st.booleans())))
    now = NOW
    for _ in range(4):
        now += timedelta(days=1)
        forge.now = now
        held = [f for f in findings if data.draw(st.booleans())]
        night = replace(a_night(*held), run_at=now, made_at=now)
        _people(forge, data)
        for again in (False, True):
            memory = Memory(decisions=read_decisions(text)[0], text=text)
            made = plan(night, forge.state(), memory, options, now=now, render=rendered)
            text = made.decisions or text
            if again:
                assert made.writes == ()
                assert made.decisions is None
            forge.carry_out(made)
        _sound(forge)


def _people(forge: FakeForge, data: st.DataObject) -> None:
    """People close, reopen, tick, edit, command and merge as they like."""
    for number, issue in list(forge.issues.items()):
        act = data.draw(
            st.sampled_from(
                ["", "", "close", "not planned", "reopen", "tick", "edit", "talk", "command"]
            )
        )
        match act:
            case "close":
                forge.close_issue(number)
            case "not planned":
                forge.close_issue(number, "not_planned")
            case "reopen":
                forge.reopen_issue(number)
            case "tick" if "<!-- listbot:box " in issue.body:
                verbs = re.findall(r"<!-- listbot:box (\w+):", issue.body)
                forge.tick(number, data.draw(st.sampled_from(verbs)))
            case "edit":
                forge.edit_issue(number, title="Mine", body=f"My note.\n\n{issue.body}")
            case "talk":
                forge.comment(number, "What about this?")
            case "command":
                word = data.draw(st.sampled_from(["ignore", "snooze 2d", "remove", "help", "x"]))
                forge.comment(number, f"/listbot {word}", may_write=data.draw(st.booleans()))
            case _:
                pass
    for number, pull in list(forge.pulls.items()):
        if pull.is_open:
            match data.draw(st.sampled_from(["", "", "close", "merge", "commit"])):
                case "close":
                    forge.close_pull(number)
                case "merge":
                    forge.merge(number)
                case "commit":
                    forge.commit_by_person(number)
                case _:
                    pass


def _sound(forge: FakeForge) -> None:
    """No finding is told in two open issues, no branch has two open pull requests."""
    told: list[str] = []
    for issue in forge.open_issues():
        body = read_body(issue.body)
        assert body is not None
        if body.control.state == "open":  # not one that people keep open for themselves
            told += body.control.evidence
    assert len(told) == len(set(told))
    branches = [pull.branch for pull in forge.open_pulls()]
    assert len(branches) == len(set(branches))
    assert len(forge.open_issues("dashboard")) <= 1


@given(TEXTS, TEXTS)
def test_a_command_is_read_from_its_own_line_only(before: str, after: str) -> None:
    body = f"{before} /listbot ignore {after}"
    body = body.replace("\n", " ").replace("\r", " ")
    assert not has_command("x" + body)
    assert all(order.reason == order.reason.strip() for order in orders(body, frozenset()))


@given(
    st.lists(
        st.builds(
            Decision,
            verb=st.just(Verb.IGNORE),
            entry=st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
            by=st.sampled_from(["octocat", "a maintainer"]),
            why=TEXTS.map(lambda text: text.strip()),
            at=st.just(NOW),
            source=st.just("issue 1"),
        ),
        max_size=4,
    )
)
def test_decisions_survive_their_file_and_hand_written_notes_stay(
    decisions: list[Decision],
) -> None:
    first = "# by hand\ndecisions:\n- decision: ignore   # mine\n  entry: own\n"
    text = changed_decisions(first, add=decisions, file="decisions.yml") or first
    read, mistakes = read_decisions(text)
    assert not mistakes
    assert [d.entry for d in read] == ["own", *(d.entry for d in decisions)]
    assert "# by hand" in text
    assert "# mine" in text
    gone = changed_decisions(text, retract=read[1:], file="decisions.yml") or text
    assert gone.rstrip() == first.rstrip()


def test_ten_thousand_findings_fit_into_the_bodies_and_the_caps() -> None:
    link = all_links()[0]
    gone, renamed_once = dead(), renamed()
    many = [
        replace(
            gone,
            entry_id=f"entry-{n}",
            entry_title="A very long title " * 20,
            url=f"https://papers.example/{'x' * 300}/{n}",
        )
        for n in range(5000)
    ]
    shared = [replace(gone, entry_id=f"shared-{n}", entry_title="S" * 900) for n in range(5000)]
    moved = [
        replace(
            renamed_once, entry_id="walker", url=f"https://github.com/a/{n}", entry_title="T" * 900
        )
        for n in range(5000)
    ]
    links = with_link(all_links(), link.entry_id, LinkRole.PDF, well_nights=2)
    forge = FakeForge({"entries.yml": ENTRIES, "README.md": README}, NOW)
    made = plan(
        a_night(*shared, *many, *moved, links=links),
        forge.state(),
        Memory(),
        Options(),
        now=NOW,
        render=rendered,
    )
    opened = [action for action in made.actions if isinstance(action, OpenIssue)]
    assert len(opened) == 4
    for action in made.actions:
        if isinstance(action, (OpenIssue, OpenPullRequest)):
            title, body = sealed(action.draft, {})
            assert len(title) <= 256
            assert len(body) <= 65_536
