"""May the bot close its own report? Only when the finding is decided, gone, or well for long enough."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.model.evidence import Attribution
from bot.model.findings import Rule
from bot.model.night import LinkState
from bot.model.papers import Identity
from bot.model.verdicts import Health
from bot.triage.commands import only_commands
from bot.triage.decisions import Decision, Verb
from bot.triage.drafts import Body
from bot.triage.phrases import day, person
from bot.triage.situation import Situation
from bot.triage.state import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the findings of an issue stand today."""

    #: "open" (nothing to do), "well" (wait one more night), or a state of ``CLOSED``
    state: str
    #: the new first line, for people
    text: str
    #: the same for an issue that people talk in, and that stays open
    text_for_people: str = ""
    why: str = ""
    since: str = ""
    #: a person asked for it
    decided: bool = False

    def discussed(self, issue: Issue) -> bool:
        """People have said something to each other in it, not only to the bot."""
        return any(not c.by_bot and not only_commands(c.body) for c in issue.comments)


def standing_of(body: Body, situation: Situation, told: Collection[str]) -> Standing:
    """How an open issue stands none of whose findings asks (in this issue) any more.

    ``told`` are the findings that ask today: those of them that are covered here have gone on in
    another issue.
    """
    covered = list(body.control.evidence)
    silenced = [situation.silenced[f] for f in covered if f in situation.silenced]
    here = [f for f in covered if f in situation.known]
    left = [f for f in here if f not in situation.silenced]
    if any(fingerprint in told for fingerprint in covered):
        return _gone("It goes on in another issue of mine.", "told in another issue")
    if silenced and not left:
        return _decided(silenced)
    if not here:
        return _gone("The list does not have this link any more.", "the link is not in the list")
    return _recovered(body, left, situation)


def _gone(text: str, why: str) -> Standing:
    return Standing(
        state="gone",
        text=f"{text} I am closing my report.",
        text_for_people=f"{text} Close this issue when you are done with it.",
        why=why,
    )


def _decided(decisions: list[Decision]) -> Standing:
    snooze = next((d for d in decisions if d.verb is Verb.SNOOZE), None)
    decision = snooze or decisions[0]
    who = person(decision.by)
    if snooze is not None and snooze.until is not None:
        text = (
            f"Snoozed until {day(snooze.until)} by {who}. If it still stands then, I open it again."
        )
        return Standing(state="snoozed", text=text, why="snoozed", decided=True)
    text = f"Ignored by {who}. I stay quiet unless the evidence changes."
    return Standing(state="ignored", text=text, why="ignored", decided=True)


def _recovered(body: Body, covered: list[str], situation: Situation) -> Standing:
    """Every link that is left must be well, and long enough."""
    findings = {f.fingerprint for f in situation.night.findings}
    left = [situation.known[f] for f in covered]
    if findings & set(covered) or not all(_well(rule, link) for rule, link in left):
        return Standing(state="open", text="not proven any more, but not well either")
    tonight = situation.night.run_at or situation.now
    nights = situation.policy.recovered_nights
    if all(rule in (Rule.DEAD, Rule.HIJACKED) for rule, _ in left):
        enough = all(link.well_nights >= nights for _, link in left)
        if not enough:
            return Standing(state="open", text="well again; waiting for one more night")
        text = f"The link answered on {nights} nights in a row (last on {day(tonight)})."
        return _closed(text)
    today = tonight.date().isoformat()
    since = body.control.since if body.control.state == "well" else today
    if since >= today:
        text = f"Since {day(tonight)} nothing speaks against it any more. I close this after one more night."
        return Standing(
            state="well", text=text, text_for_people=text, since=since, why="looks well"
        )
    return _closed("On two nights in a row nothing spoke against it any more.", since=since)


def _closed(text: str, since: str = "") -> Standing:
    return Standing(
        state="closed",
        text=f"{text} I am closing my own report. Reopen it if you see it fail; "
        "I will not close it again.",
        text_for_people="Nothing speaks against it any more. Close this issue when you are done with it.",
        why="well again",
        since=since,
    )


def _well(rule: Rule, link: LinkState) -> bool:
    """Positive proof: silence of a registry or an API is none."""
    if rule is Rule.WRONG_CODE:
        return link.attribution in (Attribution.CONFIRMED, Attribution.PLAUSIBLE)
    if rule is Rule.WRONG_PAPER:
        return link.identity is Identity.CONFIRMED
    return link.health in (Health.ALIVE, Health.MOVED)
