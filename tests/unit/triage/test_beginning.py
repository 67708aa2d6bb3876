"""The first night in a repository."""

from __future__ import annotations

from bot.model.settings import TriageSettings
from bot.triage.state import Issue
from tests.triage_builders import dead, jieba, renamed
from tests.unit.triage.test_life import Story


def everything(story: Story) -> list[Issue]:
    """Open issues, the dashboard among them."""
    return [issue for issue in story.forge.issues.values() if issue.is_open]


def test_a_gentle_beginning_opens_the_dashboard_and_the_rest_in_the_second_night() -> None:
    story = Story(TriageSettings(first_night="dashboard"))
    assert story.night(jieba(), renamed()) == 1
    (dashboard,) = everything(story)
    assert "My first night here" in dashboard.body
    assert "listbot:box begin:v1" in dashboard.body
    assert "Follow 1 renamed repository: (not open yet)" in dashboard.body
    assert not story.forge.open_pulls()
    story.night(jieba(), renamed())
    assert {i.title.partition(":")[0] for i in everything(story)} == {
        "Link health",
        "Wrong code link",
    }
    assert len(story.forge.open_pulls()) == 1
    assert "My first night" not in next(
        i.body for i in everything(story) if i.title.startswith("Link health")
    )


def test_a_tick_ends_the_first_night_at_once() -> None:
    story = Story(TriageSettings(first_night="dashboard"))
    story.night(jieba(), renamed())
    (dashboard,) = everything(story)
    story.forge.tick(dashboard.number, "begin")
    story.night(jieba(), renamed(), days=0)
    assert len(everything(story)) == 2
    assert len(story.forge.open_pulls()) == 1


def test_boxes_of_the_first_dashboard_are_obeyed_before_anything_is_opened() -> None:
    story = Story(TriageSettings(first_night="dashboard"))
    story.night(jieba())
    (dashboard,) = everything(story)
    story.forge.tick(dashboard.number, "ignore")
    story.night(jieba(), days=0)
    story.night(jieba())
    assert len(everything(story)) == 1
    assert [verb.value for verb in story.verbs()] == ["ignore"]


def test_by_itself_the_bot_says_on_its_first_dashboard_what_to_expect() -> None:
    story = Story(TriageSettings())
    story.night(jieba(), dead())
    dashboard = next(i for i in everything(story) if i.title.startswith("Link health"))
    assert "at most 3 new ones a night, 10 open" in dashboard.body
    assert len(everything(story)) == 3
    story.night(jieba(), dead())
    dashboard = next(i for i in everything(story) if i.title.startswith("Link health"))
    assert "My first night" not in dashboard.body


def test_where_the_bot_has_been_before_a_new_dashboard_is_no_beginning() -> None:
    story = Story(TriageSettings(dashboard=False))
    story.night(jieba())
    story.options = type(story.options)(settings=TriageSettings(first_night="dashboard"))
    story.night(jieba(), dead())
    assert len(everything(story)) == 3
