"""Archive copies of links that are proven dead: who is asked about, and what is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.catalogue.targets import target_of
from bot.model.copies import CopyQuestion, KnownCopy
from bot.model.entries import Catalogue
from bot.model.observations import Outcome, Witness
from bot.model.settings import Settings
from bot.model.verdicts import Health, Verdict
from bot.pipeline.store import Store
from bot.ports import ArchivePort
from bot.urls import host_of, is_internal_name, redacted
from bot.verdicts.judge import judge

#: addresses that one run asks about; the index takes 24 questions a minute
MOST = 10
#: "there is none" is asked again after this time: old crawls are added to the index late
_AGAIN = timedelta(days=30)
#: ... and when only the quick look-up said so
_SOON = timedelta(days=3)
#: deaths that a page answers with success for: a copy proves something only from a day on which the
#: link was seen well
_SUCCESSFUL = frozenset({Outcome.SOFT_NOT_FOUND, Outcome.FOR_SALE, Outcome.SENT_HOME})


async def with_copies(
    store: Store,
    catalogue: Catalogue,
    settings: Settings,
    port: ArchivePort | None,
    *,
    now: datetime,
) -> Store:
    """The store with what the archive knows about links that are proven dead; asked little by little."""
    targets = list(dict.fromkeys(target_of(link) for link in catalogue.links()))
    kept = {target: store.copies[target] for target in targets if target in store.copies}
    timelines, strikes = store.ledger.timelines, settings.policy.strikes
    failing = [t for t in targets if t in timelines and timelines[t].latest.outcome in strikes]
    verdicts = judge(store.ledger, settings.policy, failing)
    questions = tuple(_questions(verdicts, kept, now))
    if port is None or not questions:
        return replace(store, copies=kept)
    answers = await port.look_up(questions[:MOST], now=now)
    kept |= {copy.target: copy for copy in answers.copies}
    cost = store.last.cost
    calls = tuple(sorted((*cost.registry_calls, *answers.calls)))
    last = replace(
        store.last,
        cost=replace(cost, registry_calls=calls),
        missing=(*store.last.missing, *answers.missing),
    )
    return replace(store, copies=kept, last=last)


def _questions(
    verdicts: Mapping[str, Verdict], known: Mapping[str, KnownCopy], now: datetime
) -> Iterator[CopyQuestion]:
    """Dead links about which nothing is known, then those whose answer is old."""
    asked = [q for verdict in verdicts.values() if (q := question_about(verdict)) is not None]
    yield from (q for q in asked if q.target not in known)
    yield from (q for q in asked if q.target in known and _is_old(known[q.target], q, now))


def question_about(verdict: Verdict) -> CopyQuestion | None:
    """What to ask about a link that is proven dead; None where no copy can be offered."""
    until = verdict.last_alive
    if until is None and not any(seen.outcome in _SUCCESSFUL for seen in verdict.decided_by):
        until = verdict.since
    if verdict.health is not Health.DEAD or until is None:
        return None
    if verdict.proof is Witness.REGISTRY or not _may_be_told(verdict.target):
        return None
    return CopyQuestion(target=verdict.target, until=until)


def _may_be_told(url: str) -> bool:
    """Is it a public address without secrets in it? Nothing else is told to a third party."""
    host = host_of(url)
    is_name = "." in host and not host.replace(".", "").isdigit() and ":" not in host
    return is_name and not is_internal_name(host) and redacted(url) == url


def _is_old(known: KnownCopy, question: CopyQuestion, now: datetime) -> bool:
    """It died again after it was well, or nothing was found and much time has passed."""
    if question.until - known.until > timedelta(days=1):
        return True
    age = now - known.asked_at
    return known.taken is None and age > (_AGAIN if known.is_sure else _SOON)
