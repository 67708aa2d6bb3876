"""Settings of a run: what the configuration file and the command line may change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bot.model.entries import is_markdown
from bot.model.verdicts import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class HostManners:
    """How one host wants to be asked. None = the built-in manners of that host stand."""

    #: exact host, or ``*.example.org`` for a family
    host: str
    #: requests at the same time
    concurrency: int | None = None
    #: seconds between the starts of two requests
    interval: float | None = None
    #: never probed (a registry answers for it, or its owner asked us not to)
    skip: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The probing engine."""

    #: requests at the same time, over all hosts
    concurrency: int = 64
    #: defaults for hosts without manners of their own
    per_host: int = 2
    #: seconds
    interval: float = 1.0
    #: seconds for one attempt / for everything about one URL, redirects and retries included
    attempt_timeout: float = 20.0
    url_timeout: float = 60.0
    max_redirects: int = 10
    retries: int = 2
    #: seconds before the late second look of a doubtful answer (0 = when the first pass ends)
    second_look_after: float = 0.0
    #: seconds for the whole run; what is left is reported as skipped. None = no limit
    budget: float | None = None
    #: private networks that may be contacted, CIDR
    allow_net: tuple[str, ...] = ()
    #: command line manners win over every table, for this run
    forced_per_host: int | None = None
    forced_interval: float | None = None
    hosts: tuple[HostManners, ...] = ()
    #: ask hosts with many links for their robots.txt, and keep its Crawl-delay
    robots: bool = True
    #: who to write to: a URL and/or an e-mail address, goes into the User-Agent
    contact: str = ""
    #: asked only when failures look suspicious
    canaries: tuple[str, ...] = (
        "https://example.com/",
        "https://www.iana.org/",
        "https://www.rfc-editor.org/",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageSettings:
    """Issues and pull requests."""

    enabled: bool = True
    dashboard: bool = True
    #: "per-problem" or "off"
    issues: str = "per-problem"
    #: "everything", or "dashboard": issues and pull requests from the second night on
    first_night: str = "everything"
    #: kinds of pull requests that may be opened
    pull_requests: tuple[str, ...] = ("moved", "renamed", "insecure", "metadata")
    label: str = "link-health"
    branch_prefix: str = "listbot/"
    #: teams or people to mention, opt-in; nobody is mentioned by default
    notify: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """Adaptive schedule for large lists; off by default."""

    adaptive: bool = False
    #: every link is visited at least once in so many nights
    at_least_every: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSettings:
    """The files of one of several lists."""

    entries: str
    reports: str
    #: the page that shows it; None = a Markdown list shows itself, others are on the common page
    readme: str | None = None
    #: the word that tells its issues, pull requests and branches from those of the other lists
    name: str | None = None

    @property
    def word(self) -> str:
        """Its name; by default the path of its reports folder without ``reports/``."""
        return self.name or slug_of(self.reports.removeprefix("reports/"))


def slug_of(path: str) -> str:
    """A path as one word: small letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", path.casefold()).strip("-")[:40].rstrip("-") or "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be configured, with its defaults."""

    entries: str = "entries.yml"
    reports: str = "reports"
    readme: str = "README.md"
    #: several lists in one run; each then has its own files instead of the three above
    lists: tuple[ListSettings, ...] = ()
    #: the word of this list, where it is one of several
    name: str = ""
    policy: Policy = field(default_factory=Policy)
    web: WebSettings = field(default_factory=WebSettings)
    triage: TriageSettings = field(default_factory=TriageSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    #: rule codes that are not reported at all
    ignore_rules: tuple[str, ...] = ()
    #: globs of URLs that are not probed
    ignore_urls: tuple[str, ...] = ()

    def each_list(self) -> tuple[Settings, ...]:
        """The settings of every single list; without ``lists`` these."""
        return tuple(self._of(one) for one in self.lists) or (self,)

    def _of(self, one: ListSettings) -> Settings:
        readme = one.readme or (one.entries if is_markdown(one.entries) else self.readme)
        name = one.word if len(self.lists) > 1 else ""
        return replace(
            self, entries=one.entries, reports=one.reports, readme=readme, lists=(), name=name
        )
