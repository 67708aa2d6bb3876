"""A night on several machines: each visits the pages of its part, one joins what they saw.

A part is a journal (``bot.ledger.parts``): looks and nothing else, no token, no judgement. Joining is the
ordinary night of ``bot.pipeline.night`` in front of a web that has been visited already: registries
and code hosts are asked once, there; the run is judged as a whole, there. A part that is missing
makes the night partial, not wrong: its links were not asked, so nothing counts against them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import InvalidRun, UsageError
from bot.ledger.journal import FRESH
from bot.ledger.part_reading import parse_part
from bot.ledger.parts import Part, PartRefused, closing_line
from bot.model.observations import Look, Observation, Outcome, Target
from bot.model.runs import Cost, RunValidity, Validity
from bot.model.settings import Settings, WebSettings
from bot.pipeline.notebook import Notebook
from bot.pipeline.observe import CodeQuestions, Witnesses, observe
from bot.pipeline.runs import a_new_moment, judge_run
from bot.pipeline.together import Together
from bot.pipeline.tonight import begin_all
from bot.ports import FilePort
from bot.probing.manners import MannersBook
from bot.probing.shards import lane_of, shard_of
from bot.registries.coverage import needs_no_visit
from bot.repositories.links import code_link
from bot.verdicts.validity import assess

#: clocks of two runners may differ by so much
_SKEW = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDone:
    """What observing a part came to."""

    #: links of the part, and how many of their looks were taken over from a part that was killed
    targets: int
    resumed: int
    validity: RunValidity


def is_left_to_the_join(target: Target) -> bool:
    """Do registries or an API answer for it? Where they are silent, the job that joins visits it."""
    spellings = target.spellings or (target.url,)
    return needs_no_visit(target.url) or any(code_link(s).is_whole_repository for s in spellings)


def targets_of_part(
    targets: Iterable[Target], part: tuple[int, int], web: WebSettings
) -> tuple[Target, ...]:
    """What part I of N visits: whole lanes, so that a host is asked by one machine only."""
    number, of = part
    book = MannersBook(web)
    return tuple(
        target
        for target in targets
        if shard_of(lane_of(target.url, book), of) == number and not is_left_to_the_join(target)
    )


async def observe_part(
    witnesses: Witnesses,
    files: FilePort,
    settings: Settings,
    part: tuple[int, int],
    *,
    path: str,
    now: datetime,
) -> PartDone:
    """Visit the pages of part I of N and leave the result in the file ``path``.

    With ``settings.lists`` it is a part of all of them. What is due tonight is chosen before it is
    divided, so that every part has its share. Only the web is asked. A list that cannot be read is left
    out, here as where the parts are joined. Raises UsageError, EntriesError, StateError.
    """
    together = Together(lists=begin_all(files, settings.each_list()).lists)
    now = min(a_new_moment(each.store, now) for each in together.lists)
    known = together.store()
    notebook = Notebook(files, "", now=now, part=part, path=path)
    resumed = len(notebook.looks)
    targets = targets_of_part(together.targets(now=notebook.began), part, settings.web)
    alone = Witnesses(web=witnesses.web, hosts=witnesses.hosts)
    alone.hosts.begin(known.hosts)
    observed = await observe(
        alone,
        targets,
        CodeQuestions(),
        lambda _: (),
        store=known,
        notebook=notebook,
        settings=settings,
        now=notebook.began,
    )
    # whether the links' own past makes this run doubtful is judged on the joined run
    validity = await judge_run(observed, {}, alone, settings)
    learnt = sorted(set(alone.hosts.all()) - set(known.hosts), key=lambda host: host.host)
    notebook.hand_over(closing_line(validity.validity, validity.explanation, observed.cost, learnt))
    return PartDone(targets=len(targets), resumed=resumed, validity=validity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The parts of one night that can be believed."""

    #: number -> part
    parts: Mapping[int, Part]
    of: int
    #: when the first of them began
    began: datetime
    #: which parts are missing or were stopped, in words
    absent: tuple[str, ...]


def join(texts: Mapping[str, str], settings: Settings, *, now: datetime) -> Joined:
    """Check the parts, by the name of their file.

    A part that cannot be believed is as good as missing. Raises UsageError for parts of different
    nights or a part that was given twice, InvalidRun when not one can be believed.
    """
    refused: list[str] = []
    found: dict[int, Part] = {}
    of = 0
    for name, text in texts.items():
        try:
            part = parse_part(text)
            _check_time(part, now)
            _check_lanes(part, settings.web)
        except PartRefused as why:
            refused.append(f"{name} was not taken over: {why}")
            continue
        if of not in (0, part.of):
            raise UsageError("the files are parts of different nights: not all have the same N")
        if part.number in found:
            raise UsageError(f"part {part.number} of {part.of} was given twice")
        of = part.of
        found[part.number] = part
    validity = {number: _validity(part, settings) for number, part in found.items()}
    proven = {n: p for n, p in sorted(found.items()) if validity[n].validity is Validity.VALID}
    absent = [
        _absence(number, of, proven.get(number), validity.get(number))
        for number in range(1, of + 1)
    ]
    words = (*refused, *(sentence for sentence in absent if sentence))
    if not proven:
        raise InvalidRun(
            f"no part of this night proves anything: {'; '.join(words) or 'there is none'}",
            hint="Nothing was recorded; the ledger and the reports are as they were.",
        )
    began = min(part.began for part in proven.values())
    return Joined(parts=proven, of=of, began=began, absent=words)


def _check_time(part: Part, now: datetime) -> None:
    if part.began > now + _SKEW:
        raise PartRefused("it began in the future")
    if now - part.began > FRESH:
        raise PartRefused("it is of a night that is over")


def _check_lanes(part: Part, web: WebSettings) -> None:
    """A part speaks for its own hosts only."""
    book = MannersBook(web)
    for target in part.looks:
        if shard_of(lane_of(target, book), part.of) != part.number:
            raise PartRefused("it tells of a link that is not its business")


def _validity(part: Part, settings: Settings) -> RunValidity:
    if part.validity is not None and part.validity is not Validity.VALID:
        return RunValidity(validity=part.validity, explanation=part.explanation)
    return assess([look.observation for look in part.looks.values()], {}, settings.policy)


def _absence(number: int, of: int, part: Part | None, validity: RunValidity | None) -> str:
    """What is missing of a part, "" when nothing is."""
    if validity is None:
        return f"part {number} of {of} is missing: its links were not looked at"
    if part is None:
        return f"part {number} of {of} proves nothing: {validity.explanation}"
    if not part.finished:
        return f"part {number} of {of} was stopped: not all of its links were looked at"
    return ""


class JoinedWeb:
    """The web as the parts of a night have seen it. Implements ``bot.ports.WebPort``.

    What is nobody's part (registries and code hosts were silent about it) is really visited.
    """

    def __init__(self, joined: Joined, witnesses: Witnesses, settings: WebSettings) -> None:
        self._joined = joined
        self._web = witnesses.web
        self._hosts = witnesses.hosts
        self._book = MannersBook(settings)
        self._canaries = frozenset(settings.canaries)

    async def visit(self, targets: Sequence[Target]) -> AsyncGenerator[Look, None]:
        """Yield one look per target: what a part saw, or why it could not."""
        self._learn()
        rest: list[Target] = []
        for target in targets:
            part = self._part_of(target)
            look = part.looks.get(target.url) if part else None
            if look is not None:
                yield look
            elif self._is_to_be_asked(target, part):
                rest.append(target)
            else:
                yield self._unseen(target, part)
        async with aclosing(self._web.visit(rest)) as looks:
            async for look in looks:
                yield look

    def cost(self) -> Cost:
        """What all parts and the joining itself cost; the parts worked at the same time."""
        own = self._web.cost()
        costs = [own, *(part.cost for part in self._joined.parts.values())]
        requests: Counter[str] = Counter()
        for cost in costs:
            requests.update(dict(cost.requests))
        return replace(
            own,
            requests=tuple(sorted(requests.items())),
            received=sum(cost.received for cost in costs),
            seconds=own.seconds + max(cost.seconds for cost in costs[1:]),
        )

    def _learn(self) -> None:
        """What the parts learnt about their own hosts is known from now on."""
        for number, part in self._joined.parts.items():
            for known in part.hosts:
                lane = lane_of(f"https://{known.host}/", self._book)
                if shard_of(lane, self._joined.of) == number:
                    self._hosts.learn(known)

    def _is_to_be_asked(self, target: Target, part: Part | None) -> bool:
        nobodys = is_left_to_the_join(target) or target.url in self._canaries
        return nobodys or (part is not None and part.finished)

    def _part_of(self, target: Target) -> Part | None:
        number = shard_of(lane_of(target.url, self._book), self._joined.of)
        return self._joined.parts.get(number)

    def _unseen(self, target: Target, part: Part | None) -> Look:
        reason = "its part of the night is missing" if part is None else "the run was stopped"
        seen = Observation(
            target=target.url, at=self._joined.began, outcome=Outcome.SKIPPED, reason=reason
        )
        return Look(observation=seen, attempts=0)


def in_front_of(joined: Joined, witnesses: Witnesses, settings: Settings) -> Witnesses:
    """The witnesses of a night whose pages the parts have visited."""
    web = JoinedWeb(joined, witnesses, settings.web)
    return replace(witnesses, web=web, absent=joined.absent)
