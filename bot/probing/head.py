"""HEAD where it is enough: a page or file that was proven before, on a host whose HEAD is known to be true.

HEAD shows no content, so it finds no soft 404, no wall without a header and no parked domain. It is used
for what a whole look has found alive before, at most every other night; anything but the plain
success that was expected is a reason to ask with GET at once, and no observation.
"""

from __future__ import annotations

from bot.probing.exchange import Answer
from bot.probing.walls import has_wall_header

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def is_enough(answer: Answer, *, is_file: bool) -> bool:
    """Is this answer to HEAD what a living page (or file) would say?"""
    headers = answer.headers
    return (
        answer.status == 200
        and "refresh" not in headers
        and headers.get("content-length") != "0"
        and not has_wall_header(headers)
        and bool(answer.media_type)
        and (answer.media_type in _PAGES) is not is_file
    )


def agrees(get: Answer, head: Answer | None, missing: Answer | None) -> bool:
    """Does a host answer HEAD as it answers GET? For a page that exists, and for one that does not.

    ``get`` and ``head`` are of the same page, ``missing`` is HEAD of its random sibling.
    """
    return (
        head is not None
        and missing is not None
        and head.status == 200
        and get.status in (200, 206)
        and head.media_type == get.media_type
        and missing.status in (404, 410)
    )
