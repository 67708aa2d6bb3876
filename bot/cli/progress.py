"""How far a long run is: a live line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column

from bot.model.observations import Look
from bot.text import terminal
from bot.urls import host_of
from bot.verdicts.single import health_of

#: seconds between two plain lines
_PLAIN_EVERY = 15.0
#: seconds for which a wait is shown before the name of the host that answered last
_NEWS = 10.0
#: waits shorter than this are not worth a word (seconds)
_LONG_WAIT = 2.0


#: the last column is the one that gives way on a narrow terminal
_CUT = Column(ratio=1, no_wrap=True, overflow="ellipsis")


class RunProgress:
    """Implements ``bot.ports.Progress`` on standard error; use as a context manager."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = console.is_terminal and not console.quiet
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", table_column=_CUT),
            expand=True,
            console=console,
            transient=True,
            disable=not self._live,
        )
        self._task = self._bar.add_task("links", total=None, note="", rate="")
        self._done = 0
        #: of those, were asked anything
        self._asked = 0
        self._planned = 0
        self._healths: Counter[str] = Counter()
        #: what the run has to wait for, and until when that is news (monotonic)
        self._wait = ""
        self._wait_until = 0.0
        self._began = time.monotonic()
        self._last_line = self._began

    def __enter__(self) -> RunProgress:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def plan(self, *, targets: int, hosts: int) -> None:
        """So much is to be asked."""
        if not targets:
            return
        self._planned += targets
        self._bar.update(self._task, total=self._planned, description=f"links on {_hosts(hosts)}")
        if not self._live and targets > 1:
            self._say(f"asking {targets} addresses on {_hosts(hosts)}")

    def done(self, look: Look) -> None:
        """One target has its answer."""
        self._done += 1
        self._asked += bool(look.attempts)
        self._healths[health_of(look.observation).value] += 1
        if not look.attempts:
            self._wait_until = 0.0  # nobody waits for what is not asked
        now = time.monotonic()
        wait = self._wait if now < self._wait_until else ""
        if self._live:
            self._bar.update(
                self._task,
                completed=self._done,
                rate=f"{self._asked / max(now - self._began, 0.001):.1f}/s",
                note=wait or terminal(host_of(look.observation.target)),
            )
        elif now - self._last_line > _PLAIN_EVERY:
            words = f"{self._done} of {self._planned}: {self._words()}"
            self._say(f"{words}; {wait}" if wait else words)

    def waiting(self, host: str, seconds: float, why: str) -> None:
        """A lane stands still for so many seconds, or needs them until it is through."""
        if seconds < _LONG_WAIT:
            return
        self._wait = f"{terminal(host)}: {_span(seconds)} to go ({terminal(why)})"
        self._wait_until = time.monotonic() + min(seconds, _NEWS)
        if self._live:
            self._bar.update(self._task, note=self._wait)
        elif time.monotonic() - self._last_line > _PLAIN_EVERY:
            self._say(self._wait)

    def _words(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self._healths.most_common())

    def _say(self, words: str) -> None:
        self._last_line = time.monotonic()
        self._console.print(f"listbot: {words}", markup=False, soft_wrap=True)


def _hosts(count: int) -> str:
    return "1 host" if count == 1 else f"{count} hosts"


def _span(seconds: float) -> str:
    """``45 s``, ``12 min``, ``13 h 53 min``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
