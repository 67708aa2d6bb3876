"""When HEAD is enough, and which hosts answer it truly."""

from __future__ import annotations

import pytest

from bot.probing.exchange import Answer
from bot.probing.head import agrees, is_enough

HTML = {"content-type": "text/html; charset=utf-8"}
PDF = {"content-type": "application/pdf", "content-length": "5000"}


@pytest.mark.parametrize(
    ("answer", "is_file", "enough"),
    [
        (Answer(200, HTML), False, True),
        (Answer(200, PDF), True, True),
        (Answer(200, HTML), True, False),
        (Answer(200, PDF), False, False),
        (Answer(200, {}), True, False),
        (Answer(200, {**PDF, "content-length": "0"}), True, False),
        (Answer(200, {**HTML, "refresh": "0; url=/"}), False, False),
        (Answer(200, {**HTML, "cf-mitigated": "challenge"}), False, False),
        (Answer(302, {**HTML, "location": "/x"}), False, False),
        *((Answer(status, HTML), False, False) for status in (204, 403, 404, 405, 429, 500, 501)),
    ],
)
def test_head_is_enough_when_it_says_just_what_is_expected(
    answer: Answer, is_file: bool, enough: bool
) -> None:
    assert is_enough(answer, is_file=is_file) is enough


@pytest.mark.parametrize(
    ("head", "missing", "true"),
    [
        (Answer(200, HTML), Answer(404, HTML), True),
        (Answer(200, HTML), Answer(410, HTML), True),
        (Answer(200, HTML), Answer(200, HTML), False),
        (Answer(200, HTML), None, False),
        (None, Answer(404, HTML), False),
        (Answer(405, HTML), Answer(405, HTML), False),
        (Answer(404, HTML), Answer(404, HTML), False),
        (Answer(200, PDF), Answer(404, HTML), False),
    ],
)
def test_a_host_answers_head_truly_for_what_exists_and_for_what_does_not(
    head: Answer | None, missing: Answer | None, true: bool
) -> None:
    assert agrees(Answer(200, HTML), head, missing) is true
