"""``check --format sarif``: SARIF 2.1.0, for code scanning (OASIS sarif-v2.1.0-errata01)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from bot.ledger.lines import time_to_text
from bot.model.check import CheckedLink, CheckReport, Place
from bot.reports.check.levels import RULES, level, message, rule
from bot.text import plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(report: CheckReport) -> str:
    """One SARIF log with one run; one result for each link that somebody should know about."""
    return json.dumps(to_object(report), ensure_ascii=False, indent=1) + "\n"


def to_object(report: CheckReport) -> dict[str, Any]:
    """The log as plain JSON data."""
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "listbot",
                        "semanticVersion": report.version,
                        "rules": [
                            {
                                "id": code,
                                "name": name,
                                "shortDescription": {"text": words},
                            }
                            for code, (name, words) in RULES.items()
                        ],
                    }
                },
                "invocations": [
                    {"executionSuccessful": True, "endTimeUtc": time_to_text(report.at)}
                ],
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(link, found)
                    for link in report.links
                    if (found := level(link)) is not None
                ],
            }
        ],
    }


def _result(link: CheckedLink, found: str) -> dict[str, Any]:
    code = rule(link)
    return {
        "ruleId": code,
        "ruleIndex": list(RULES).index(code),
        "level": found,
        "message": {"text": plain(message(link))},
        "locations": [_location(place) for place in link.places],
        "partialFingerprints": {"link/v1": _fingerprint(link.target)},
    }


def _fingerprint(target: str) -> str:
    """Tells results of one link from those of another, and nothing about its address."""
    return sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.span.file.replace("\\", "/"))},
            "region": {"startLine": place.span.line, "startColumn": place.span.column},
        }
    }
