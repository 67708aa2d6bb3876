"""Errors are for the person who must act."""

from __future__ import annotations

from bot import errors


def all_errors(kind: type[errors.BotError]) -> set[type[errors.BotError]]:
    return {kind}.union(*(all_errors(child) for child in kind.__subclasses__()))


def test_every_error_leads_to_an_exit_code_of_the_contract() -> None:
    assert {kind.exit_code for kind in all_errors(errors.BotError)} == {2, 3, 4}


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    text = errors.__doc__ or ""
    for kind in all_errors(errors.BotError) - {errors.BotError}:
        line = next(line for line in text.splitlines() if f"{kind.__name__} " in line)
        assert f" {kind.exit_code} " in line


def test_the_hint_follows_the_message() -> None:
    assert str(errors.UsageError("wrong", hint="do this")) == "wrong\ndo this"
