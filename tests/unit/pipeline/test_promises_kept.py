"""A repository that only promised code, and has some the next night."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.pipeline.repositories import remember_repositories
from bot.ports import RepositoryAnswers
from tests.attribution_builders import a_repository

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_what_arrived_is_remembered_with_its_night() -> None:
    waiting = a_repository(is_empty=True, asked_at=NOW)
    known = remember_repositories({}, RepositoryAnswers(facts=(waiting,)))
    later = NOW + timedelta(days=3)
    filled = replace(waiting, is_empty=False, is_code_free=False, asked_at=later)
    known = remember_repositories(known, RepositoryAnswers(facts=(filled,)))
    assert known[waiting.slug.key].arrived == ("code",)
    assert known[waiting.slug.key].arrived_at == later
