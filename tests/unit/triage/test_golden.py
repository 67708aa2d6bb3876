"""One golden file for each text of the bot, to be read by eye in review (UPDATE=1 writes them)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.attribution.paper import PaperView
from bot.model.entries import LinkRole, SourceSpan
from bot.model.evidence import CodeSuggestion
from bot.model.findings import Finding, Rule, Severity
from bot.model.night import Night
from bot.model.verdicts import Health
from bot.triage.answer_text import help_text, refusal_text
from bot.triage.beginning import Beginning
from bot.triage.cases import cases_of
from bot.triage.changes import Change
from bot.triage.dashboard_text import Overview, Silenced, dashboard_draft
from bot.triage.decisions import Decision, Verb
from bot.triage.drafts import Body, Control, Draft, read_body, sealed
from bot.triage.issue_text import Note, approved_note, closing_draft, issue_draft
from bot.triage.phrases import Desk
from bot.triage.pull_text import commit_message, pull_draft, stuck_draft
from tests import code_findings
from tests.published import assert_published
from tests.triage_builders import (
    CLINICAL,
    NOW,
    a_link,
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
)

DESK = Desk(
    html_url="https://github.com/someone/vlm-list",
    branch="main",
    run_url="https://github.com/someone/vlm-list/actions/runs/1234567890",
)
NUMBERS = {("pull", "approved"): 31, ("pull", "moved"): 32, ("pull", "renamed"): 33}
LINKS = {(link.entry_id, link.role): link for link in all_links()}


def shown(draft: Draft, numbers: dict[tuple[str, str], int] | None = None) -> str:
    title, body = sealed(draft, numbers if numbers is not None else NUMBERS)
    return f"{title}\n\n{'-' * 100}\n{body}\n"


def an_issue(*findings: Finding, note: Note | None = None) -> Draft:
    (case,) = cases_of(findings)
    control = Control(kind="issue", key=case.key, covers=tuple(sorted(case.covers)))
    return issue_draft(case, LINKS, DESK, control, note or Note())


def a_body(finding: Finding) -> Body:
    body = read_body(sealed(an_issue(finding), NUMBERS)[1])
    assert body is not None
    return body


def generic_library() -> Finding:
    right = "https://github.com/mbzuai-oryx/XrayGPT"
    found = code_findings.wrong_code_finding(
        PaperView(
            title="XrayGPT: Chest Radiographs Summarization using Medical Vision-Language Models",
            entry_id="xraygpt",
            url="https://arxiv.org/abs/2306.07971",
        ),
        "huggingface/transformers",
        code_findings.LIBRARY_README,
        code_findings.LIBRARY,
        suggestions=[
            CodeSuggestion(
                url=right,
                source="the paper itself",
                because="named by the paper itself; The README says that it is the code of “XrayGPT: "
                "Chest Radiographs Summarization using Medical Vision-Language Models”",
                score=0.99,
            )
        ],
    )
    return replace(found, span=SourceSpan(file="entries.yml", line=71))


def wrong_paper() -> Finding:
    return neighbour_row()[0]


def shared_dead() -> tuple[Finding, ...]:
    first = dead(4)
    return (
        first,
        replace(first, entry_id="medsyn", entry_title="A second paper on the same page"),
        replace(first, entry_id="skin", entry_title="A third | with a pipe, @someone and #12"),
    )


ISSUES = {
    "issue-wrong-code-jieba": lambda: an_issue(jieba()),
    "issue-neighbour-row": lambda: an_issue(*neighbour_row()),
    "issue-generic-library": lambda: an_issue(generic_library()),
    "issue-wrong-paper": lambda: an_issue(wrong_paper()),
    "issue-hijacked": lambda: an_issue(hijacked()),
    "issue-dead": lambda: an_issue(dead(archive=True)),
    "issue-dead-long": lambda: an_issue(dead(9)),
    "issue-dead-shared": lambda: an_issue(*shared_dead()),
    "issue-approved": lambda: an_issue(jieba(), note=approved_note()),
    "issue-again": lambda: an_issue(
        dead(),
        note=Note(state="again", text="It is back: well for a while, and now it fails again."),
    ),
    "issue-closed": lambda: closing_draft(
        a_body(dead()),
        DESK,
        Note(
            state="closed",
            text="The link answered on 2 nights in a row (last on 25 Nov 2026). I am closing my own "
            "report. Reopen it if you see it fail; I will not close it again.",
        ),
        read=0,
    ),
}


@pytest.mark.parametrize("name", ISSUES)
def test_an_issue_reads_as_its_golden_file(name: str) -> None:
    assert_published(f"tests/snapshots/triage/{name}.md", shown(ISSUES[name]()))


def change_of(kind: str, finding: Finding) -> Change:
    fix = finding.fixes[0]
    return Change(
        kind=kind,
        entry_id=finding.entry_id,
        entry_title=finding.entry_title,
        field=fix.field,
        old=fix.old,
        new=fix.new,
        because=fix.because,
        span=finding.span,
        see=finding.evidence[0].url,
    )


def moved() -> tuple[Change, ...]:
    first = change_of("moved", dead(archive=True))
    return (
        replace(
            first,
            new="https://new-home.example/papers/gone.pdf",
            because="permanent redirect to the same address on 3 nights in a row",
            see="https://new-home.example/papers/gone.pdf",
        ),
        replace(
            first,
            entry_id="hostile",
            entry_title="<b>@octocat</b> | fixes #1 `x` [a](javascript:alert(1)) <!-- listbot:end -->",
            old="https://a.example/x?access_token=secret123&q=(1)",
            new="https://b.example/@user/`|x",
            because="permanent redirect | closes GH-7",
            see=None,
        ),
    )


def metadata() -> tuple[Change, ...]:
    first = change_of("metadata", renamed())
    year = replace(
        first,
        entry_id="medsyn",
        entry_title="Medsyn: Text-guided anatomy-aware synthesis",
        field="year",
        old=None,
        new="2024",
        because="Crossref, 10.1109/tmi.2024.3415032",
        see="https://doi.org/10.1109/tmi.2024.3415032",
    )
    return year, replace(
        year, field="venue", old="arXiv", new="IEEE Transactions on Medical Imaging"
    )


def approved() -> tuple[Change, ...]:
    return (
        Change(
            kind="approved",
            entry_id="clinical-bert",
            entry_title=jieba().entry_title,
            field="code",
            old="https://github.com/fxsjy/jieba",
            new=None,
            because="decided by maintainer: it is only a tokenizer",
            span=jieba().span,
        ),
    )


PULLS = {
    "moved": moved,
    "renamed": lambda: (change_of("renamed", renamed()),),
    "insecure": lambda: (change_of("insecure", insecure()),),
    "metadata": metadata,
    "approved": approved,
}


@pytest.mark.parametrize("kind", PULLS)
def test_a_pull_request_reads_as_its_golden_file(kind: str) -> None:
    changes = PULLS[kind]()
    control = Control(kind="pull", key=kind, covers=tuple(sorted(c.id for c in changes)))
    closes = (12,) if kind == "approved" else ()
    draft = pull_draft(kind, changes, DESK, control, closes=closes)
    text = shown(draft) + "-" * 100 + "\n" + commit_message(kind, changes)
    assert_published(f"tests/snapshots/triage/pull-{kind}.md", text)


def test_the_issue_that_stands_in_for_a_pull_request_reads_as_its_golden_file() -> None:
    control = Control(kind="stuck", key="pull-moved", covers=tuple(c.id for c in moved()))
    draft = stuck_draft("moved", moved(), "listbot/moved", DESK, control)
    assert_published("tests/snapshots/triage/issue-may-not-open.md", shown(draft))


def busy_night() -> Night:
    watching = [
        a_link(
            "gone",
            LinkRole.CODE,
            f"https://slow.example/{n}",
            title=f"Paper number {n}",
            health=Health.UNSTABLE,
            strikes=n,
            strikes_needed=6,
            reason="no complete answer before the deadline",
        )
        for n in (1, 2, 5)
    ]
    blocked = [
        a_link("medsyn", LinkRole.PDF, f"https://ieeexplore.ieee.org/{n}", health=Health.BLOCKED)
        for n in range(4)
    ]
    retracted = replace(
        jieba(),
        rule=Rule.RETRACTED,
        role=LinkRole.PDF,
        url=CLINICAL,
        summary="The publisher has retracted this paper.",
        evidence=(against("retraction-notice", "Retraction notice 10.1000/xyz"),),
    )
    archived = replace(jieba(), rule=Rule.ARCHIVED, severity=Severity.NOTICE)
    arrived = replace(
        renamed(),
        rule=Rule.CODE_ARRIVED,
        severity=Severity.GOOD_NEWS,
        summary="The repository that announced code has code and a licence now.",
        fixes=(),
    )
    night = a_night(
        jieba(),
        dead(archive=True),
        retracted,
        archived,
        arrived,
        available(),
        links=[*all_links(), *watching, *blocked],
    )
    return replace(night, missing=("arXiv could not be asked: no answer in 60 s",))


def test_the_dashboard_reads_as_its_golden_file() -> None:
    night = busy_night()
    snooze = Decision(
        verb=Verb.SNOOZE,
        entry="skin",
        finding=wrong_paper().fingerprint,
        by="octo-cat",
        at=datetime(2026, 11, 20, tzinfo=UTC),
        until=date(2026, 12, 20),
        why="I have asked the authors",
        source="comment 77",
    )
    listed = replace(snooze, verb=Verb.IGNORE, by="the list itself", source="", until=None, at=None)
    listed = replace(listed, span=SourceSpan(file="entries.yml", line=25))
    overview = Overview(
        night=night,
        decide=tuple(f for f in night.findings if f.severity is Severity.DECISION),
        issues={jieba().fingerprint: "jieba"},
        changes={"moved": moved(), "renamed": (change_of("renamed", renamed()),)},
        silenced=(
            Silenced(finding=wrong_paper(), decision=snooze),
            Silenced(finding=hijacked(), decision=listed),
        ),
        overdue=(
            "reports/decisions.yml:12: ignore old-entry: the entry is not in the list any more",
        ),
    )
    draft = dashboard_draft(overview, DESK, Control(kind="dashboard", key="v1"))
    text = shown(draft, {**NUMBERS, ("issue", "jieba"): 12})
    assert_published("tests/snapshots/triage/dashboard.md", text)


@pytest.mark.parametrize("is_quiet", [True, False])
def test_the_dashboard_of_the_first_night_reads_as_its_golden_file(is_quiet: bool) -> None:
    night = a_night(jieba(), at=NOW)
    overview = Overview(
        night=night,
        decide=night.findings,
        issues={} if is_quiet else {jieba().fingerprint: "jieba"},
        changes={"renamed": (change_of("renamed", renamed()),)},
        beginning=Beginning(is_quiet=is_quiet, most_new=3, most_open=10),
    )
    draft = dashboard_draft(overview, DESK, Control(kind="dashboard", key="v1", state="first"))
    numbers = {} if is_quiet else {**NUMBERS, ("issue", "jieba"): 12}
    text = shown(draft, numbers)
    name = "dashboard-first-quiet" if is_quiet else "dashboard-first"
    assert_published(f"tests/snapshots/triage/{name}.md", text)


def test_a_host_that_is_down_is_one_line_of_the_dashboard() -> None:
    down = [
        replace(
            a_link("gone", LinkRole.PDF, f"https://down.example/{n}", health=Health.UNSTABLE),
            strikes_needed=6,
            incident=True,
        )
        for n in range(20)
    ]
    night = a_night(links=[*all_links(), *down], at=NOW)
    overview = Overview(night=night, decide=(), issues={}, changes={})
    draft = dashboard_draft(overview, DESK, Control(kind="dashboard", key="v1"))
    assert draft.title == "Link health: nothing to decide, 0 watching, 1 host down"
    assert draft.text.count("down.example") == 1
    assert "20 on hosts that are down" in draft.text
    assert "0 of 6" not in draft.text


def test_a_quiet_dashboard_reads_as_its_golden_file() -> None:
    overview = Overview(night=a_night(at=NOW), decide=(), issues={}, changes={})
    draft = dashboard_draft(overview, DESK, Control(kind="dashboard", key="v1"))
    assert_published("tests/snapshots/triage/dashboard-quiet.md", shown(draft))


def test_the_comments_read_as_their_golden_files() -> None:
    problems = ["Every entry needs this link, so it can be replaced but not removed."]
    assert_published("tests/snapshots/triage/comment-help.md", help_text() + "\n")
    assert_published("tests/snapshots/triage/comment-refusal.md", refusal_text(problems) + "\n")
