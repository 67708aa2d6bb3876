"""The story of a rehearsal, told to a person: what the world did, what the bot made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.model.findings import Finding, Severity
from bot.model.observations import Witness
from bot.model.report import Report
from bot.model.verdicts import Health
from bot.rehearsal.chart import Row, name_of
from bot.rehearsal.misfortunes import Misfortune
from bot.text import plain, terminal
from bot.urls import host_of

#: lines of one kind that a night may print; the reports have them all
_MANY = 12
#: names that are listed one by one
_FEW = 4
#: pieces of evidence shown below a finding
_PROOFS = 3

_STYLES = {
    Severity.DECISION: ("needs a decision", "bold red"),
    Severity.FIX: ("a fix is offered", "bold green"),
    Severity.QUESTION: ("a question", "bold yellow"),
    Severity.NOTICE: ("worth knowing", "bold blue"),
    Severity.GOOD_NEWS: ("good news", "bold cyan"),
}
_HEALTH_STYLES = {
    Health.ALIVE: "green",
    Health.MOVED: "green",
    Health.BLOCKED: "yellow",
    Health.UNSTABLE: "yellow",
    Health.DEAD: "red",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NightTold:
    """What there is to tell about one night."""

    number: int
    #: simulated time
    at: datetime
    #: None when the run proved nothing
    report: Report | None
    #: why the run was not believed
    refused: str = ""
    misfortunes: tuple[Misfortune, ...] = ()
    #: requests that reached the simulated web, by host
    requests: Mapping[str, int] = field(default_factory=dict)
    #: what would be done on GitHub, one sentence each
    plan: tuple[str, ...] = ()
    #: real seconds
    seconds: float = 0.0
    #: looks taken over from a rehearsal that was killed in the middle of this night
    resumed: int = 0
    #: recorded by a rehearsal that was killed later; not played again
    earlier: bool = False


class Teller:
    """Prints the story, night by night."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._known: dict[str, Finding] = {}
        self._begun: set[str] = set()
        self._titles: dict[str, str] = {}

    def opening(self, title: str, *, entries: int, links: int, hosts: int, nights: int) -> None:
        """What is about to be played."""
        say = self._console.print
        say()
        say(Text.assemble(("A rehearsal of ", "bold"), (terminal(title), "bold"), (".", "bold")))
        say(
            Text(
                f"{entries} entries, {links} links, {hosts} hosts; "
                f"{_count(nights, 'night')} in simulated time. Every host is played by this "
                "machine on loopback: nothing leaves it, nothing below was measured, and what "
                "befalls papers and repositories is invented.",
                style="dim",
            )
        )

    def night(self, told: NightTold) -> None:
        """One night."""
        console = self._console
        console.print()
        console.rule(
            Text(f"Night {told.number}: {told.at:%A %-d %B %Y, %H:%M} UTC (simulated)"),
            align="left",
            characters="─",
        )
        if told.earlier:
            self._findings(told.report, quietly=True) if told.report else None
            self._line("", "Played before this rehearsal was interrupted.")
            return
        self._curtain(told.misfortunes)
        if told.resumed:
            self._line("Resumed", f"{_count(told.resumed, 'answer')} of a killed run were kept.")
        self._line("Asked", _asked(told))
        spared = _spared(told)
        if spared:
            self._line("Left in peace", spared)
        if told.report is None:
            self._line("Verdict", told.refused or "The run proves nothing.", style="bold yellow")
            self._line("", "Nothing was recorded, no link was accused.")
            return
        self._titles = {e.entry.id: terminal(name_of(e.entry.title)) for e in told.report.entries}
        self._line("Seen", _seen(told.report))
        for incident in told.report.run.incidents if told.report.run else ():
            text = f"{incident.host}: {incident.failed} of {incident.asked} links failed together."
            self._line("Incident", f"{text} One event of the host, no strike against a paper.")
        self._changes(told.report)
        self._findings(told.report)
        self._plan(told.plan)
        for sentence in told.report.missing:
            self._line("Not learnt", terminal(sentence))

    def closing(self, chart: Sequence[Row], places: str) -> None:
        """The whole play on one page, and where to look at what it left."""
        console = self._console
        console.print()
        console.rule(Text("The parts and what the bot said (simulated)"), align="left")
        console.print(_table(chart))
        console.print()
        console.print(Text(places))

    # parts of a night

    def _curtain(self, misfortunes: Iterable[Misfortune]) -> None:
        new = [m for m in misfortunes if m.note and m.note not in self._begun]
        self._begun.update(m.note for m in new)
        for place, item in enumerate(new):
            self._line("Behind the curtain" if place == 0 else "", terminal(item.note), "italic")

    def _changes(self, report: Report) -> None:
        groups: dict[tuple[Health, str], dict[str, str]] = {}
        for link in report.links():
            if link.changed:
                group = groups.setdefault((link.verdict.health, host_of(link.link.url)), {})
                entry = self._titles.get(link.link.entry_id, link.link.entry_id)
                group.setdefault(link.target, f"{entry} ({link.link.role.value})")
        for place, ((health, host), names) in enumerate(groups.items()):
            words = f"{health.value}: {_some(list(names.values()))} on {terminal(host)}"
            self._line("" if place else "Changed", words, _HEALTH_STYLES.get(health, ""))

    def _findings(self, report: Report, *, quietly: bool = False) -> None:
        current = {finding.fingerprint: finding for finding in report.findings}
        new = [found for key, found in current.items() if key not in self._known]
        gone = [found for key, found in self._known.items() if key not in current]
        self._known = current
        if quietly:
            return
        for severity, (words, style) in _STYLES.items():
            of_kind = [finding for finding in new if finding.severity is severity]
            if severity is Severity.DECISION:
                self._decisions(words.capitalize(), of_kind, style)
            else:
                self._grouped(words.capitalize(), of_kind, style)
        self._grouped("No longer", gone, "green")

    def _decisions(self, label: str, findings: Sequence[Finding], style: str) -> None:
        for place, finding in enumerate(findings[:_MANY]):
            title = terminal(plain(finding.entry_title, 90))
            self._line("" if place else label, f"{finding.rule.value}: {title}", style)
            self._proofs(finding)
        if len(findings) > _MANY:
            self._line("", f"and {len(findings) - _MANY} more in the reports")

    def _grouped(self, label: str, findings: Sequence[Finding], style: str) -> None:
        by_rule: dict[str, list[str]] = {}
        for finding in findings:
            by_rule.setdefault(finding.rule.value, []).append(
                terminal(name_of(finding.entry_title))
            )
        for place, (rule, names) in enumerate(by_rule.items()):
            self._line("" if place else label, f"{rule}: {_some(names)}", style)

    def _proofs(self, finding: Finding) -> None:
        self._indented(terminal(finding.summary))
        for piece in finding.evidence[:_PROOFS]:
            self._indented(f"{'+' if piece.supports else '−'} {terminal(plain(piece.detail, 200))}")
        for fix in finding.fixes[:1]:
            self._indented(f"→ {fix.field}: {terminal(plain(fix.new or 'remove it', 120))}")

    def _plan(self, plan: Sequence[str]) -> None:
        for place, sentence in enumerate(plan[:_MANY]):
            self._line("Would do on GitHub" if place == 0 else "", terminal(sentence), "magenta")
        if not plan:
            self._line("Would do on GitHub", "nothing")

    # lines

    def _line(self, label: str, words: str, style: str = "") -> None:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=18, style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(label), Text(words, style=style))
        self._console.print(grid)

    def _indented(self, words: str) -> None:
        self._console.print(Padding(Text(words), (0, 0, 0, 22)))


def _some(names: Sequence[str]) -> str:
    """``TieNet, PRIOR`` or ``119 entries (TieNet, PRIOR, …)``."""
    if len(names) <= _FEW:
        return ", ".join(names)
    return f"{len(names)} entries ({', '.join(names[:2])}, …)"


def _asked(told: NightTold) -> str:
    total = sum(told.requests.values())
    busiest = sorted(told.requests.items(), key=lambda item: (-item[1], item[0]))[:4]
    hosts = ", ".join(f"{host} {number}" for host, number in busiest)
    words = f"{_count(total, 'request')} to {_count(len(told.requests), 'host')}"
    return f"{words} ({hosts}, …) in {told.seconds:.1f} s." if hosts else f"{words}."


def _spared(told: NightTold) -> str:
    """Hosts to which nothing was sent, because a registry answered for all their links."""
    if told.report is None:
        return ""
    proofs: dict[str, set[Witness | None]] = {}
    for link in told.report.links():
        proofs.setdefault(host_of(link.link.url), set()).add(link.verdict.proof)
    spared = sorted(
        host
        for host, seen in proofs.items()
        if seen == {Witness.REGISTRY} and host not in told.requests
    )
    return f"{', '.join(spared)}: registries answered for them." if spared else ""


def _seen(report: Report) -> str:
    counts = [f"{n} {health.value}" for health, n in report.counts().items() if n]
    by_registry = sum(
        1
        for link in report.links()
        if link.verdict.health is Health.ALIVE and link.verdict.proof is Witness.REGISTRY
    )
    return ", ".join(counts) + (f" ({by_registry} proven by a registry)." if by_registry else ".")


def _table(chart: Sequence[Row]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("part")
    table.add_column("who", overflow="fold")
    table.add_column("verdict", overflow="fold")
    for row in chart:
        table.add_row(Text(row.part), Text(terminal(row.name)), Text(row.words))
    return table


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
