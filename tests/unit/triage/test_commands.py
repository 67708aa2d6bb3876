"""Commands as people write them."""

from __future__ import annotations

import pytest

from bot.triage.commands import Command, Order, has_command, only_commands, orders

NAMES = frozenset({"clinical-bert", "code", "pdf"})


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("/listbot help", Order(command=Command.HELP)),
        ("/listbot", Order(command=Command.HELP)),
        ("/LISTBOT Remove code", Order(command=Command.REMOVE, target="code")),
        ("/listbot remove", Order(command=Command.REMOVE)),
        ("/listbot archive", Order(command=Command.ARCHIVE)),
        (
            "/listbot recheck `clinical-bert`",
            Order(command=Command.RECHECK, target="clinical-bert"),
        ),
        ("/listbot ignore it is right", Order(command=Command.IGNORE, reason="it is right")),
        (
            "/listbot ignore clinical-bert it is right",
            Order(command=Command.IGNORE, target="clinical-bert", reason="it is right"),
        ),
        ("/listbot snooze", Order(command=Command.SNOOZE, days=30)),
        ("/listbot snooze 30d", Order(command=Command.SNOOZE, days=30)),
        ("/listbot snooze 2w soon", Order(command=Command.SNOOZE, days=14, reason="soon")),
        ("/listbot snooze code 3 ", Order(command=Command.SNOOZE, target="code", days=3)),
        ("/listbot snooze 3months", Order(command=Command.SNOOZE, days=90)),
        ("/listbot replace", Order(command=Command.REPLACE)),
        (
            "/listbot replace pdf <https://e.org/a b>",
            Order(command=Command.REPLACE, target="pdf", url="https://e.org/a", reason="b>"),
        ),
        (
            "   /listbot replace https://e.org/x found it",
            Order(command=Command.REPLACE, url="https://e.org/x", reason="found it"),
        ),
    ],
)
def test_a_command_is_understood(line: str, order: Order) -> None:
    assert orders(f"Hello.\n{line}\nThanks!", NAMES) == (order,)


@pytest.mark.parametrize(
    "line",
    [
        "/listbot dance",
        "/listbot snooze forever",
        "/listbot snooze 0d",
        "/listbot snooze 9999d",
        "/listbot replace nothing",
        "/listbot replace javascript:alert(1)",
        "/listbot replace file:///etc/passwd",
        "/listbot replace https://user@/",
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why(line: str) -> None:
    (order,) = orders(line, NAMES)
    assert order.mistake


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Use /listbot remove",
        "> /listbot remove",
        "    /listbot remove",
        "`/listbot remove`",
        "```\n/listbot remove\n```",
        "~~~\n/listbot remove",
        "````\n```\n/listbot remove\n````",
        "/listbots remove",
        "//listbot remove",
        "/listbotremove",
    ],
)
def test_what_is_no_command_is_none(body: str) -> None:
    assert not has_command(body)


def test_a_comment_has_at_most_ten_commands() -> None:
    assert len(orders("/listbot remove\n" * 50, NAMES)) == 10


def test_a_comment_of_commands_alone_is_no_talk() -> None:
    assert only_commands("/listbot remove\r\n\r\n/listbot help\r\n")
    assert not only_commands("/listbot remove\nthanks")
    assert not only_commands("")
