"""What answers say about the load of a host, passed on to its lane."""

from __future__ import annotations

from bot.gateways.web.jobs import Job
from bot.gateways.web.results import Results
from bot.ports import ClockPort
from bot.probing.exchange import Answer
from bot.probing.lanes import Lane
from bot.probing.waiting import quota_pause, retry_after


class Pace:
    """Slows lanes down when their hosts ask for it, and says so."""

    def __init__(self, clock: ClockPort, results: Results) -> None:
        self._clock = clock
        self._results = results

    def feel(self, lane: Lane[Job], answer: Answer, now: float) -> None:
        """Let the lane feel what the answer says about the host's load; ``now`` is loop time."""
        if answer.status in (429, 503):
            asked = retry_after(answer.headers, now=self._clock.now())
            if answer.status == 429 or asked is not None:
                pause = lane.throttle(now, asked)
                self._results.paused(lane, pause, f"status {answer.status}")
            else:
                lane.strain()
            return
        lane.answered(answer.seconds)
        refill = quota_pause(answer.headers)
        if refill:
            lane.pause(now + refill)
            self._results.paused(lane, refill, "quota used up")
