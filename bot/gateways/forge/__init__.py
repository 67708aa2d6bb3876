"""GitHub as a forge: reads what stands there and carries plans out (PyGithub underneath)."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable

from bot.gateways.forge.api import DEFAULT_API, PATIENCE, Api, ForgeFailure, Trouble
from bot.gateways.forge.reading import Reader
from bot.gateways.forge.writing import Attempts, Spent, Stopped, Writer
from bot.ports import ForgeQuestion, Outcome
from bot.triage.actions import Plan
from bot.triage.state import ForgeState

__all__ = ["GithubForge"]


class GithubForge:
    """``ForgePort`` on GitHub, or on anything that speaks its REST API."""

    def __init__(
        self,
        token: str,
        repository: str,
        *,
        address: str = DEFAULT_API,
        pause: float = 1.0,
        patience: float = PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``pause``: seconds between writes; ``patience``: longest wait for a rate limit."""
        self._api = Api(token, repository, address=address, pause=pause, patience=patience)
        self._pause = pause
        self._sleep = sleep
        self._spent = Spent()

    def state(self, question: ForgeQuestion) -> ForgeState:
        """What stands there now: a run begins. Raises Incomplete when it cannot be read."""
        self._spent = Spent()
        return Reader(self._api).state(question)

    def carry_out(self, plan: Plan, state: ForgeState) -> Outcome:
        """Do what was planned, each thing at most once; never raises for what GitHub says."""
        if state.archived and plan.writes:
            return Outcome(stopped="the repository is archived, so nothing can be written")
        writer = Writer(self._api, state, pause=self._pause, sleep=self._sleep, spent=self._spent)
        return writer.carry_out(plan)

    def react(self, comment: int, content: str) -> None:
        """Show that a comment was seen, if that can be."""
        path = self._api.path("issues", "comments", comment, "reactions")
        try:
            self._api.send("POST", path, {"content": content})
        except ForgeFailure:
            return

    def record(self, path: str, text: str, message: str, *, based_on: str | None) -> str:
        """Commit one file to the default branch, if it still says ``based_on`` (None: not there).

        Returns why it could not, "" when it is done.
        """
        attempts = Attempts(self._api, pause=self._pause, sleep=self._sleep)
        try:
            attempts.create(
                lambda: self._recorded(path, text),
                lambda: self._put(path, text, message, based_on),
            )
        except ForgeFailure as failure:
            return f"{path} could not be committed to the default branch ({failure.message})"
        except Stopped as stop:
            return str(stop)
        return ""

    def _file(self, path: str) -> tuple[str, bytes] | None:
        """Sha and content of a file of the default branch."""
        try:
            raw = self._api.get(self._api.path("contents", path))
        except ForgeFailure as failure:
            if failure.trouble is Trouble.GONE:
                return None
            raise
        return str(raw["sha"]), base64.b64decode(raw.get("content") or "")

    def _recorded(self, path: str, text: str) -> bool | None:
        held = self._file(path)
        return True if held is not None and held[1] == text.encode() else None

    def _put(self, path: str, text: str, message: str, based_on: str | None) -> bool:
        held = self._file(path)
        if (held[1] if held else None) != (None if based_on is None else based_on.encode()):
            raise ForgeFailure(Trouble.CONFLICT, "somebody else has changed it meanwhile")
        words = {"message": message, "content": base64.b64encode(text.encode()).decode()}
        if held is not None:
            words["sha"] = held[0]
        self._api.send("PUT", self._api.path("contents", path), words)
        return True
