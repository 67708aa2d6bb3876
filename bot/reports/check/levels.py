"""How loud a verdict is: an error needs somebody, a warning is worth a look, a note is for the record."""

from __future__ import annotations

from bot.model.check import FAILING, CheckedLink
from bot.model.verdicts import Flag, Health
from bot.urls import redacted

_WARN = frozenset({Health.MOVED, Health.UNSTABLE})


def level(link: CheckedLink) -> str | None:
    """``error``, ``warning``, ``note``, or None when there is nothing to say."""
    health = link.verdict.health
    if health in FAILING:
        return "error"
    if health in _WARN or Flag.INSECURE in link.verdict.flags:
        return "warning"
    if health in (Health.BLOCKED, Health.SKIPPED):
        return "note"
    return None


def rule(link: CheckedLink) -> str:
    """Code of what is reported about the link."""
    verdict = link.verdict
    if verdict.health is Health.ALIVE and Flag.INSECURE in verdict.flags:
        return Flag.INSECURE.value
    return verdict.health.value


#: rule code -> (short name, what it means)
RULES: dict[str, tuple[str, str]] = {
    "dead": ("DeadLink", "The link is proven dead."),
    "unsafe": ("UnsafeLink", "The link leads where a link checker must not go."),
    "invalid": ("InvalidUrl", "The link is not a usable URL."),
    "moved": ("MovedLink", "The host redirects this link for good."),
    "unstable": ("UnstableLink", "The link fails, which one run alone does not prove."),
    "insecure": ("InsecureLink", "The link is http, but its page answers over https."),
    "blocked": ("BlockedLink", "A wall stands before the page; a person would get in."),
    "skipped": ("SkippedLink", "The link was not asked."),
}


def message(link: CheckedLink) -> str:
    """What a person reads about the link, foreign text escaped by whoever prints it.

    Secrets in addresses are masked: annotations and logs are public.
    """
    verdict = link.verdict
    words = f"{redacted(link.url)}: {rule(link)}: {verdict.reason}"
    if verdict.health is Health.MOVED and verdict.final_url:
        words += f"; it leads to {redacted(verdict.final_url)}"
    return words
