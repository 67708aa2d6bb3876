"""The first night in a repository: what is opened, and how the bot introduces itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.settings import TriageSettings
from bot.model.verdicts import Policy
from bot.triage.drafts import box
from bot.triage.memory import IssueBody, PullBody
from bot.triage.phrases import Desk

#: what was opened within this time was opened "tonight" (nights are at least 20 h apart)
TONIGHT = timedelta(hours=20)
#: the box that ends the first night
BEGIN = "begin"
#: ``Control.state`` of a dashboard in its first night
STATE = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """It is the first night here."""

    #: nothing but the dashboard is opened
    is_quiet: bool
    #: issues that are opened in one night, and at a time, at most
    most_new: int
    most_open: int

    def words(self, desk: Desk, key: str) -> Iterator[str]:
        """What a maintainer wants to know when the bot turns up; ``key`` names the dashboard."""
        config = f"[{desk.config}]({desk.file_url(desk.config)})"
        together = ", for all lists together" if desk.of_list else ""
        pace = (
            f"each proven problem gets an issue (at most {self.most_new} new ones a night, "
            f"{self.most_open} open{together}), and safe fixes one pull request of each kind"
        )
        first = "My first night with this list." if desk.of_list else "My first night here."
        pages = "the pages like this, one a list" if desk.of_list else "this page"
        only = f"`triage: {{issues: off, pull-requests: []}}` in {config}"
        if self.is_quiet:
            opened = "I opened nothing for it" if desk.of_list else "I opened nothing"
            yield (
                f"> **{first}** {opened} but this issue; its boxes and commands work already. From "
                f"the next night on {pace}. Only {pages}, for good: {only}."
            )
            yield ""
            yield box(BEGIN, key, "begin now")
        else:
            yield (
                f"> **{first}** From now on {pace}; the rest waits on this page. Only {pages}: {only}."
            )
        yield ""


def beginning_of(
    settings: TriageSettings,
    policy: Policy,
    issues: Sequence[IssueBody],
    pulls: Sequence[PullBody],
    *,
    begun: bool,
    now: datetime,
) -> Beginning | None:
    """How the bot begins, while it is its first night here. ``begun``: somebody ticked the box.

    Its dashboard remembers that night, so that a run that a comment woke belongs to it as well.
    """
    dashboard = next((pair for pair in issues if pair[1].control.kind == "dashboard"), None)
    if dashboard is None:
        first = settings.dashboard and not (issues or pulls)
    else:
        issue, body = dashboard
        first = body.control.state == STATE and issue.created_at > now - TONIGHT
    if not first or begun:
        return None
    return Beginning(
        is_quiet=settings.first_night == "dashboard",
        most_new=policy.new_issues_per_night,
        most_open=policy.open_issues,
    )
