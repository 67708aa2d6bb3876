"""Every key of ``.github/listbot.yml``: what may stand there, what it means, where it goes."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.configuration.kinds import Decimal, Flag, Kind, OrNone, Parts, Several, Text, Whole, Word
from bot.model.findings import Rule
from bot.model.observations import Outcome
from bot.model.settings import HostManners, ListSettings
from bot.model.verdicts import Policy, StrikeRule


@dataclass(frozen=True, slots=True)
class Option:
    """One key."""

    #: with the keys it stands below, e.g. ``web.per-host``
    key: str
    kind: Kind
    #: one sentence for the manual
    meaning: str
    #: place in Settings, e.g. ``web.per_host``; as the key by default
    field: str = ""

    @property
    def place(self) -> str:
        """Where in Settings the value goes."""
        return self.field or self.key.replace("-", "_")


def _inside(path: str) -> bool:
    """A relative path that stays in the work tree and out of ``.git`` and ``.github``."""
    parts = path.split("/")
    return not any(part in ("", ".", "..") for part in parts) and not path.casefold().startswith(
        (".git/", ".github/")
    )


def _private(network: str) -> bool:
    """A private network: nothing wider, nothing of the public net, no cloud metadata."""
    try:
        net = ipaddress.ip_network(network)
    except ValueError:
        return False
    narrow = net.prefixlen >= (8 if net.version == 4 else 7)
    return narrow and net.is_private and not net.is_link_local


def _strike(values: dict[str, Any]) -> StrikeRule:
    return StrikeRule(
        nights=values["nights"],
        apart=timedelta(hours=values.get("apart-hours", 20)),
        over=timedelta(days=values.get("over-days", 0)),
    )


PATH = Text(r"[A-Za-z0-9._][A-Za-z0-9._ /-]*", "a path inside the repository", check=_inside)
HOST = Text(
    r"(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*",
    "a host such as `example.org` or `*.example.org`",
    longest=253,
)
URL = Text(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]\S*", "an http or https URL", longest=2000)
GLOB = Text(r"\S+", "a glob such as `https://example.org/*`", longest=500)
CONTACT = Text(
    r"[!-~]*(@|https?://)[!-~]*( [!-~]*(@|https?://)[!-~]*)?",
    "a URL, an e-mail address, or both with a space between",
)
RULE = Word(tuple(rule.value for rule in Rule))
WHO = Text(r"@?[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[A-Za-z0-9._-]{1,100})?", "`user` or `team/name`")

#: outcomes that strike; walls, certificates and rate limits never do, so they are not offered
STRIKING = tuple(Policy().strikes)
#: proven by an authority and asked twice in the same night: one night may do
_HARD = (Outcome.UNREGISTERED, Outcome.ABSENT)

_WHAT = {
    Outcome.NOT_FOUND: "404 or 410",
    Outcome.SOFT_NOT_FOUND: 'a page that unmistakably says "not found"',
    Outcome.FOR_SALE: "the domain is for sale",
    Outcome.TIMED_OUT: "no complete answer in time",
    Outcome.SERVER_ERROR: "5xx",
    Outcome.UNREACHABLE: "the connection is refused",
    Outcome.BROKEN: "the connection breaks",
    Outcome.NO_SUCH_HOST: "the host name does not exist",
    Outcome.DNS_FAILED: "the host name cannot be looked up",
    Outcome.TLS_FAILED: "TLS cannot be agreed on",
    Outcome.REDIRECT_LOOP: "redirects that never end",
    Outcome.SENT_HOME: "a deep page is sent to the home page",
    Outcome.UNREGISTERED: "a registry says that the identifier does not exist",
    Outcome.ABSENT: "GitHub says that the repository does not exist",
}


def _strike_options() -> tuple[Option, ...]:
    options = []
    for outcome in STRIKING:
        nights = Whole(1 if outcome in _HARD else 2, 60)
        parts: dict[str, Kind] = {
            "nights": nights,
            "apart-hours": Decimal(1, 168),
            "over-days": Decimal(0, 365),
        }
        kind = Parts(parts, _strike, needed=("nights",), instead="never")
        meaning = f"When is a link dead: {_WHAT.get(outcome, outcome.value)}."
        options.append(Option(f"policy.strikes.{outcome.value}", kind, meaning))
    return tuple(options)


def _manners(values: dict[str, Any]) -> HostManners:
    return HostManners(**values)


_MANNERS = Parts(
    {
        "host": HOST,
        "concurrency": Whole(1, 16),
        "interval": Decimal(0, 600, "s"),
        "skip": Flag(),
    },
    _manners,
    needed=("host",),
)


def _list(values: dict[str, Any]) -> ListSettings:
    return ListSettings(**values)


NAME = Text(r"[a-z0-9]+(-[a-z0-9]+)*", "a word such as `robotics`", 40)
_LIST = Parts(
    {"entries": PATH, "reports": PATH, "readme": PATH, "name": NAME},
    _list,
    needed=("entries", "reports"),
)

_FILES = (
    Option(
        "entries", PATH, "The list: an entries file, or the Markdown page that holds it (`.md`)."
    ),
    Option("reports", PATH, "Folder of ledger and reports."),
    Option("readme", PATH, "The page that shows the list between its markers."),
    Option(
        "lists",
        Several(_LIST, 100),
        "Several lists in one run, instead of `entries` and `reports`; see above.",
    ),
)
_POLICY = (
    *_strike_options(),
    Option(
        "policy.moved-nights",
        Whole(1, 60),
        "Nights in a row with the same target before a permanent redirect becomes a fix.",
    ),
    Option(
        "policy.mass-failure",
        Decimal(0.05, 1),
        "Share of links that were alive and fail now which makes a run invalid.",
    ),
    Option(
        "policy.small-run",
        Whole(1, 1000),
        "Runs with fewer targets than this are judged by their own answers.",
    ),
    Option(
        "policy.incident-share",
        Decimal(0.1, 1),
        "Share of a host's links that fail together and make it one incident of the host.",
    ),
    Option("policy.incident-min", Whole(2, 1000), "Least number of links for such an incident."),
    Option(
        "policy.recovered-nights",
        Whole(1, 30),
        "Nights a link must be well before the bot closes its issue.",
    ),
    Option("policy.new-issues-per-night", Whole(0, 50), "New issues a night, at most."),
    Option("policy.open-issues", Whole(0, 200), "Open issues of the bot at a time, at most."),
)
_WEB = (
    Option("web.concurrency", Whole(1, 256), "Requests at the same time, over all hosts."),
    Option("web.per-host", Whole(1, 16), "Requests at the same time to one host."),
    Option("web.interval", Decimal(0, 600, "s"), "Between the starts of two requests to a host."),
    Option("web.attempt-timeout", Decimal(1, 300, "s"), "For one attempt, all in all."),
    Option(
        "web.url-timeout",
        Decimal(1, 3600, "s"),
        "For everything about one URL, redirects and retries included.",
    ),
    Option("web.max-redirects", Whole(0, 20), "Redirects that are followed."),
    Option("web.retries", Whole(0, 5), "Further attempts after a doubtful answer."),
    Option(
        "web.second-look-after",
        Decimal(0, 3600, "s"),
        "Before the late second look at a doubtful link; 0 = when all others are done.",
    ),
    Option(
        "web.budget",
        OrNone(Decimal(10, 86_400, "s")),
        "For the whole run; links that are left are reported as skipped.",
    ),
    Option(
        "web.allow-net",
        Several(
            Text(
                r"[0-9A-Fa-f.:]+/[0-9]{1,3}",
                "a private network such as `10.1.0.0/16`",
                50,
                _private,
            ),
            32,
        ),
        "Private networks that may be contacted all the same.",
    ),
    Option("web.hosts", Several(_MANNERS), "Manners for single hosts."),
    Option(
        "web.robots",
        Flag(),
        "Read `robots.txt` of hosts with 20 links and more, and keep its `Crawl-delay` (up to 30 s).",
    ),
    Option(
        "web.contact",
        CONTACT,
        "Whom a site can write to; goes into the User-Agent (if empty: the repository of the workflow).",
    ),
    Option("web.canaries", Several(URL, 10), "Asked only when failures look suspicious."),
)
_TRIAGE = (
    Option("triage.enabled", Flag(), "Issues and pull requests at all."),
    Option("triage.dashboard", Flag(), "One issue with everything that is open."),
    Option("triage.issues", Word(("per-problem", "off")), "Issues for single proven problems."),
    Option(
        "triage.first-night",
        Word(("everything", "dashboard")),
        "What is opened in the first night: `dashboard` leaves issues and pull requests to the second.",
    ),
    Option(
        "triage.pull-requests",
        Several(Word(("moved", "renamed", "insecure", "metadata")), 4),
        "Kinds of pull requests that may be opened.",
    ),
    Option("triage.label", Text(r"[^,\n]+", "a label without a comma", 50), "Label of its issues."),
    Option(
        "triage.branch-prefix",
        Text(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*[/-]", "a prefix such as `listbot/`", 50),
        "Beginning of the names of its branches.",
    ),
    Option(
        "triage.notify",
        Several(WHO, 10),
        "Who is mentioned in new issues; nobody by default.",
    ),
)
_SCHEDULE = (
    Option(
        "schedule.adaptive",
        Flag(),
        "Visit links that were stable for months less often, suspicious ones more often.",
    ),
    Option("schedule.at-least-every", Whole(1, 60), "Every link once in so many nights, at least."),
)
_IGNORE = (
    Option("ignore.rules", Several(RULE, 50), "Rules that are not reported.", "ignore_rules"),
    Option("ignore.urls", Several(GLOB), "Globs of URLs that are not asked.", "ignore_urls"),
)

#: every key, in the order of the manual
OPTIONS: tuple[Option, ...] = (*_FILES, *_POLICY, *_WEB, *_TRIAGE, *_SCHEDULE, *_IGNORE)
