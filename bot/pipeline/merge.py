"""The parts of a sharded check joined to the one report that an undivided check would have made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.errors import UsageError
from bot.model.check import CheckedLink, CheckReport
from bot.model.runs import Cost, RunValidity, Validity


def merge(reports: Sequence[CheckReport]) -> CheckReport:
    """One report of all parts. A part that is missing makes it partial, not wrong.

    Raises UsageError when the files are not parts of one check: no shards, different numbers of
    parts, different inputs, a part twice, a URL in two parts.
    """
    parts = _numbered(reports)
    of = max(report.shard[1] for report in reports if report.shard)
    proven = {part: r for part, r in parts.items() if r.validity.validity is Validity.VALID}
    missing = [
        f"part {part} of {of} is missing: its links were not checked"
        for part in range(1, of + 1)
        if part not in parts
    ]
    missing += [
        f"part {part} of {of} proves nothing: {report.validity.explanation}"
        for part, report in parts.items()
        if part not in proven
    ]
    believed = list((proven or parts).values())
    for report in believed:
        missing += [words for words in report.missing if words not in missing]
    first = believed[0]
    validity = replace(
        first.validity if not proven else RunValidity(validity=Validity.VALID),
        incidents=tuple(i for report in believed for i in report.validity.incidents),
    )
    if len(proven) == of:
        validity = replace(validity, explanation=first.validity.explanation)
    return CheckReport(
        links=_joined(believed),
        inputs=first.inputs,
        at=min(report.at for report in believed),
        version=first.version,
        validity=validity,
        cost=_sum(report.cost for report in parts.values()),
        alone=first.alone,
        missing=tuple(missing),
    )


def _numbered(reports: Sequence[CheckReport]) -> dict[int, CheckReport]:
    parts: dict[int, CheckReport] = {}
    for report in reports:
        if report.shard is None:
            raise UsageError("one of the files is no part of a sharded check (--shard I/N)")
        part, of = report.shard
        first = next(iter(parts.values()), report)
        if first.shard is None or first.shard[1] != of:
            raise UsageError("the files are parts of different checks: not all have the same N")
        if part in parts:
            raise UsageError(f"part {part} of {of} was given twice")
        if part > of:
            raise UsageError(f"there is no part {part} of {of}")
        if report.inputs != first.inputs or report.alone != first.alone:
            raise UsageError(
                f"part {part} of {of} checked other inputs: {', '.join(report.inputs)}, "
                f"not {', '.join(first.inputs)}"
            )
        parts[part] = report
    return dict(sorted(parts.items()))


def _joined(reports: Iterable[CheckReport]) -> tuple[CheckedLink, ...]:
    """All links in the order of the inputs."""
    links: dict[str, CheckedLink] = {}
    files: dict[str, int] = {}
    for report in reports:
        files = files or {name: number for number, name in enumerate(report.inputs)}
        for link in report.links:
            if link.url in links:
                raise UsageError(f"{link.url} is in two parts: they are not of one check")
            links[link.url] = link

    def place(link: CheckedLink) -> tuple[int, int, int]:
        if not link.places:
            return (len(files), 0, 0)
        span = link.places[0].span
        return (files.get(span.file, len(files)), span.line, span.column)

    return tuple(sorted(links.values(), key=place))


def _sum(costs: Iterable[Cost]) -> Cost:
    """Requests and bytes add up; the machines worked at the same time, so the longest time counts."""
    requests: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    total = Cost()
    for cost in costs:
        requests.update(dict(cost.requests))
        calls.update(dict(cost.registry_calls))
        total = replace(
            total,
            received=total.received + cost.received,
            graphql_points=total.graphql_points + cost.graphql_points,
            rest_calls=total.rest_calls + cost.rest_calls,
            seconds=max(total.seconds, cost.seconds),
        )
    return replace(
        total,
        requests=tuple(sorted(requests.items())),
        registry_calls=tuple(sorted(calls.items())),
    )
