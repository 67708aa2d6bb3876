"""``health.json``: everything that is known about every entry, as data (schemas/health.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.ledger.lines import time_to_text
from bot.model.report import EntryHealth, LinkHealth, Report
from bot.reports.words import counts_words

VERSION = 1


def text(report: Report) -> str:
    """The whole file."""
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """One JSON object, one line an entry, so that a diff shows which entry changed."""
    head = json.dumps(_head(report), ensure_ascii=False)
    yield head[:-1] + ', "entries": [\n'
    comma = ""
    for entry in report.entries:
        yield comma + json.dumps(entry_object(entry), ensure_ascii=False, sort_keys=False)
        comma = ",\n"
    yield "\n]}\n"


def _head(report: Report) -> dict[str, Any]:
    run = report.run
    return {
        "version": VERSION,
        "title": report.catalogue.title,
        "simulated": report.simulated,
        "run": None
        if run is None
        else {
            "at": time_to_text(run.at),
            "number": report.runs,
            "incidents": [
                {"host": i.host, "failed": i.failed, "asked": i.asked, "reason": i.reason}
                for i in run.incidents
            ],
        },
        "summary": counts_words(report),
        "counts": {health.value: count for health, count in report.counts().items()},
        "missing": list(report.missing),
        "cost": {
            "requests": dict(report.cost.requests),
            "received_bytes": report.cost.received,
            "graphql_points": report.cost.graphql_points,
            "rest_calls": report.cost.rest_calls,
            "registry_calls": dict(report.cost.registry_calls),
            "seconds": round(report.cost.seconds, 1),
            # only of several lists: what they share is asked once, so the cost is that of all
            **({"lists": report.cost.lists} if report.cost.lists > 1 else {}),
        },
    }


def entry_object(health: EntryHealth) -> dict[str, Any]:
    """One entry: the shape of ``export --format jsonl`` (README, "Data")."""
    entry, record = health.entry, health.record
    return {
        "id": entry.id,
        "section": entry.section,
        "title": entry.title,
        "pdf": _url(health, "pdf"),
        "code": _url(health, "code"),
        "year": entry.year or (record.year if record else None),
        "venue": entry.venue or (record.venue if record else None),
        "doi": entry.doi or (record.doi if record else None),
        "arxiv": entry.arxiv or (record.arxiv if record else None),
        "links": [link_object(link) for link in health.links],
    }


def _url(health: EntryHealth, role: str) -> str | None:
    return next((link.link.url for link in health.links if link.link.role == role), None)


def link_object(link: LinkHealth) -> dict[str, Any]:
    """One link; what is not known is null."""
    verdict, facts = link.verdict, link.repository
    known = verdict.decided_by or verdict.proof is not None
    return {
        "role": link.link.role.value,
        "url": link.link.url,
        "verdict": verdict.health.value if known else None,
        "proof": verdict.proof.value if verdict.proof else None,
        "reason": verdict.reason if known else None,
        "identity": link.identity.identity.value if link.identity else None,
        "attribution": link.attribution.attribution.value if link.attribution else None,
        "flags": sorted(flag.value for flag in verdict.flags),
        "since": time_to_text(verdict.since) if verdict.since else None,
        "stars": facts.stars if facts else None,
        "last_commit": time_to_text(facts.last_commit) if facts and facts.last_commit else None,
        "final_url": verdict.final_url,
    }
