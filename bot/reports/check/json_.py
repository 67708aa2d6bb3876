"""``check --format json``: stable and versioned (schemas/check.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from bot.ledger.lines import time_to_text
from bot.model.check import CheckedLink, CheckReport
from bot.urls import redacted

VERSION = 1


def text(report: CheckReport) -> str:
    """One JSON object; one item (and line) in ``links`` for each distinct URL, in the input's own
    spelling.
    """
    head = json.dumps(_head(report), ensure_ascii=False, indent=1)
    links = [json.dumps(_link(link), ensure_ascii=False) for link in report.links]
    body = ",\n  ".join(links)
    return f'{head[:-2]},\n "links": [' + (f"\n  {body}\n ]" if links else "]") + "\n}\n"


def to_object(report: CheckReport) -> dict[str, Any]:
    """The report as plain JSON data."""
    return {**_head(report), "links": [_link(link) for link in report.links]}


def _head(report: CheckReport) -> dict[str, Any]:
    return {
        "version": VERSION,
        "run": {
            "tool": f"listbot {report.version}",
            "at": time_to_text(report.at),
            "inputs": list(report.inputs),
            "alone": report.alone,
            "shard": {"part": report.shard[0], "of": report.shard[1]} if report.shard else None,
            "validity": report.validity.validity.value,
            "explanation": report.validity.explanation,
            "incidents": [
                {"host": i.host, "failed": i.failed, "asked": i.asked, "reason": i.reason}
                for i in report.validity.incidents
            ],
            "missing": list(report.missing),
            "counts": {health.value: count for health, count in report.counts().items()},
            "cost": {
                "requests": dict(report.cost.requests),
                "received_bytes": report.cost.received,
                "graphql_points": report.cost.graphql_points,
                "rest_calls": report.cost.rest_calls,
                "registry_calls": dict(report.cost.registry_calls),
                "seconds": round(report.cost.seconds, 3),
            },
        },
    }


def _link(link: CheckedLink) -> dict[str, Any]:
    verdict = link.verdict
    return {
        "url": link.url,
        "final_url": redacted(verdict.final_url) if verdict.final_url else None,
        "verdict": verdict.health.value,
        "proof": verdict.proof.value if verdict.proof else None,
        "reason": verdict.reason,
        "status": verdict.status,
        "flags": sorted(flag.value for flag in verdict.flags),
        "since": time_to_text(verdict.since) if verdict.since else None,
        "entries": [
            {"id": place.entry_id, "role": place.role.value if place.role else None}
            for place in link.places
            if place.entry_id is not None
        ],
        "places": [
            {"file": p.span.file, "line": p.span.line, "column": p.span.column} for p in link.places
        ],
        "elapsed_ms": link.elapsed_ms,
        "attempts": link.attempts,
    }
