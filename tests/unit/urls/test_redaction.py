"""What may be printed in a public report."""

from __future__ import annotations

import pytest

from bot.urls import redacted


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://u:p@example.org/x", "https://***@example.org/x"),
        ("https://token@example.org/x@y", "https://***@example.org/x@y"),
        (
            "https://example.org/x?access_token=abc&y=1",
            "https://example.org/x?access_token=***&y=1",
        ),
        (
            "https://b.example/o?X-Amz-Signature=ff&k=2",
            "https://b.example/o?X-Amz-Signature=***&k=2",
        ),
        ("https://example.org/#id_token=abc", "https://example.org/#id_token=***"),
        ("https://example.org/?sig=a%2Fb;key=c", "https://example.org/?sig=***;key=***"),
        ("https://example.org/ghp_0123456789abcdefghijABCDEFGHIJ012345", "https://example.org/***"),
        ("https://openreview.net/forum?id=abc", "https://openreview.net/forum?id=abc"),
        ("https://example.org/search?q=token", "https://example.org/search?q=token"),
        ("not a url", "not a url"),
        ("", ""),
    ],
)
def test_secrets_are_masked_and_the_rest_stays(url: str, expected: str) -> None:
    assert redacted(url) == expected
    assert redacted(expected) == expected
