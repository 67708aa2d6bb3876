"""The Internet Archive: is there a copy of an address that is dead, from before it died?

Two services know. The index of captures (CDX server) is exact: the last capture with status 200 up
to a moment. It gives an empty body or no answer at all to some networks of data centres, so the
availability service stands in; that one forgets captures and answers ``{}`` for addresses with a
scheme at times (internetarchive/wayback#296), so its "none" is no proof.

github.com/internetarchive/wayback/tree/master/wayback-cdx-server and archive.org/help/wayback_api.php
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.model.copies import CopyQuestion
from bot.registries.exchange import (
    Garbage,
    RawAnswer,
    Registry,
    RegistryRequest,
    as_list,
    as_object,
    fields_of,
    items_of,
    request,
    text_of,
)

_STAMP = re.compile(r"\d{14}", re.ASCII)
#: what the index says (403) about sites that the Archive shows to nobody
_WITHHELD = b"Blocked Site"


def in_index(question: CopyQuestion) -> RegistryRequest:
    """The last capture with status 200 up to the moment; the index ignores scheme and ``www``."""
    query = (
        ("url", question.target),
        ("output", "json"),
        ("fl", "timestamp,statuscode"),
        ("filter", "statuscode:200"),
        ("to", _stamp(question.until)),
        ("limit", "-1"),
    )
    return request(Registry.WAYBACK_INDEX, "/cdx/search/cdx", query, meaningful=(403,))


def read_index(raw: RawAnswer, question: CopyQuestion) -> datetime | None:
    """When the capture was taken; None = there is none. Raises Garbage, also for an empty body."""
    if raw.status == 403:
        if _WITHHELD in raw.body:
            return None
        raise Garbage("refused the question with status 403")
    rows = as_list(raw)
    if not rows:
        return None
    names = [text_of(name) for name in items_of(rows[0])]
    if "timestamp" not in names or "statuscode" not in names:
        raise Garbage("answered without the columns that were asked for")
    found = [dict(zip(names, items_of(row), strict=False)) for row in rows[1:]]
    taken = (_moment(r.get("timestamp")) for r in found if text_of(r.get("statuscode")) == "200")
    return max((at for at in taken if at is not None and at <= question.until), default=None)


def nearest(question: CopyQuestion) -> RegistryRequest:
    """The capture nearest to the moment, on either side of it."""
    place = question.target.partition("://")[2]
    query = (("url", place), ("timestamp", _stamp(question.until)))
    return request(Registry.WAYBACK, "/wayback/available", query)


def read_nearest(raw: RawAnswer, question: CopyQuestion) -> datetime | None:
    """When it was taken, if it shows the page as it was before the moment. Raises Garbage."""
    answer = as_object(raw)
    if "archived_snapshots" not in answer:
        raise Garbage("answered without snapshots")
    closest = fields_of(fields_of(answer["archived_snapshots"]).get("closest"))
    if closest.get("available") is not True or text_of(closest.get("status")) != "200":
        return None
    taken = _moment(closest.get("timestamp"))
    return taken if taken is not None and taken <= question.until else None


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S}"


def _moment(value: object) -> datetime | None:
    """``20240503112233``; the Archive began in 1996."""
    if not isinstance(value, str) or not _STAMP.fullmatch(value):
        return None
    try:
        taken = datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return taken if taken.year >= 1996 else None
