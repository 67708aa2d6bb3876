"""Shared fixtures: the network is off (loopback excepted), the development data is optional."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

#: the same examples in every run; look for new ones with --hypothesis-profile=search
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("fixed")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])
            if not ipaddress.ip_address(host.split("%")[0]).is_loopback:
                raise OSError(f"tests must not connect to {host}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture
def shared() -> Path:
    """Folder with development data beside the checkout; the test skips where there is none."""
    if not SHARED.is_dir():
        pytest.skip("development data (../shared) is not here")
    return SHARED
