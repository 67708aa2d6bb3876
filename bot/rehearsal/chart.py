"""Who plays which part in a rehearsal, and what the bot said about each of them every night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.model.observations import Witness
from bot.model.report import LinkHealth, Report
from bot.model.verdicts import Health
from bot.rehearsal.exchange import bare
from bot.rehearsal.misfortunes import Fate, Misfortune
from bot.rehearsal.world import World
from bot.text import plain

#: the cell of a night that proved nothing
NO_VERDICT = "no verdict"

#: part in the play, in words
_PARTS: dict[Fate, str] = {
    Fate.GONE: "deleted page",
    Fate.SOFT_GONE: "page that says “not found” with 200",
    Fate.SERVER_ERROR: "page that flickers",
    Fate.HICCUP: "page that needs a second try",
    Fate.MOVED: "page that moved",
    Fate.SENT_HOME: "page that leads home",
    Fate.FOR_SALE: "domain for sale",
    Fate.REFUSED: "host outage",
    Fate.NO_SUCH_HOST: "host without an address",
    Fate.SILENT: "host that never answers",
    Fate.DROPPED: "host that hangs up",
    Fate.EXPIRED_CERTIFICATE: "expired certificate",
    Fate.RATE_LIMITED: "host that says 429",
    Fate.BUSY: "host that says 429 now and then",
    Fate.SLOW: "slow host",
    Fate.LYING: "registry that mixes up its records",
    Fate.GARBAGE: "registry that answers garbage",
    Fate.OFFLINE: "no network",
    Fate.RENAMED: "renamed repository",
    Fate.ARCHIVED: "archived repository",
    Fate.EMPTIED: "empty repository",
    Fate.DELETED: "deleted repository",
    Fate.HIJACKED: "taken-over repository",
    Fate.WITHHELD: "withheld repository",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One player: the part, the name, and a word for every night that was played."""

    part: str
    name: str
    cells: tuple[str, ...] = field(default_factory=tuple)

    @property
    def words(self) -> str:
        """``night 1: watching 1/2; nights 2 to 7: dead``; nights that proved nothing are passed over."""
        spans: list[tuple[int, int, str]] = []
        for night, cell in enumerate(self.cells, start=1):
            if cell == NO_VERDICT:
                continue
            if spans and spans[-1][2] == cell:
                spans[-1] = (spans[-1][0], night, cell)
            else:
                spans.append((night, night, cell))
        if len(spans) <= 1:
            return spans[0][2] if spans else NO_VERDICT
        return "; ".join(
            f"night {first}: {cell}" if first == last else f"nights {first} to {last}: {cell}"
            for first, last, cell in spans
        )


def rows(
    world: World, reports: Sequence[Report | None], cast: Sequence[tuple[str, str]] = ()
) -> list[Row]:
    """One row for each misfortune, then one for each (part, URL) of ``cast``. None = no verdict."""
    found = [
        Row(
            part=part_of(item),
            name=_name(item.subject, reports),
            cells=tuple(_cell(item, report) for report in reports),
        )
        for item in world.misfortunes
        if item.fate is not Fate.OFFLINE
    ]
    for part, url in cast:
        cells = tuple(
            _words(_links_at(report, url)) if report else NO_VERDICT for report in reports
        )
        found.append(Row(part=part, name=_name(url, reports), cells=cells))
    return found


def part_of(item: Misfortune) -> str:
    """The part that a misfortune plays."""
    return _PARTS[item.fate]


def short(address: str, limit: int = 46) -> str:
    """An address without its scheme, shortened in the middle."""
    text = address.partition("://")[2] or address
    text = text.removeprefix("www.").removeprefix("github.com/").rstrip("/")
    return text if len(text) <= limit else f"{text[: limit // 2 - 1]}…{text[-(limit // 2) :]}"


def _name(subject: str, reports: Sequence[Report | None]) -> str:
    """A repository by its name, a page by the name of its paper, a host as it is."""
    if "://" not in subject or "github.com/" in subject:
        return short(subject)
    places = [link for report in reports if report for link in _links_at(report, subject)]
    if not places:
        return short(subject)
    titles = {
        entry.entry.id: entry.entry.title
        for report in reports
        if report
        for entry in report.entries
    }
    return name_of(titles[places[0].link.entry_id])


def name_of(title: str) -> str:
    """``TieNet`` for a title that begins with a name, else its first words."""
    head, colon, _ = title.partition(":")
    return plain(head if colon and len(head) <= 24 else title, 48)


def _cell(item: Misfortune, report: Report | None) -> str:
    if report is None:
        return NO_VERDICT
    if item.host:
        on_host = [x for x in report.links() if bare(x.link.url).partition("/")[0] == item.host]
        return _host_words(item.host, on_host, report)
    if item.repository:
        return _words(_links_at(report, f"https://github.com/{item.repository}"))
    return _words(_links_at(report, item.url or ""))


def _links_at(report: Report, url: str) -> list[LinkHealth]:
    place = bare(url).casefold()
    return [link for link in report.links() if bare(link.link.url).casefold() == place]


def _words(links: Iterable[LinkHealth]) -> str:
    found = list(links)
    if not found:
        return "not in the list"
    verdict = found[0].verdict
    word = verdict.health.value
    if verdict.incident:
        word = "the host is down"
    elif verdict.health is Health.UNSTABLE and verdict.strikes_needed:
        word = f"watching {verdict.strikes}/{verdict.strikes_needed}"
    elif verdict.health is Health.ALIVE and verdict.proof is Witness.REGISTRY:
        word = "alive by registry"
    flags = sorted({flag.value for link in found for flag in link.verdict.flags})
    return ", ".join([word, *flags])


def _host_words(host: str, links: Sequence[LinkHealth], report: Report) -> str:
    incidents = report.run.incidents if report.run else ()
    counts = Counter(link.verdict.health.value for link in links)
    words = ", ".join(f"{number} {health}" for health, number in counts.most_common())
    if any(incident.host == host for incident in incidents):
        return f"one incident; {words}"
    flags = {
        flag.value for link in links for flag in link.verdict.flags if flag == "bad-certificate"
    }
    return ", ".join([words, *sorted(flags)])
