"""emulate, a stateful stand-in for GitHub's REST API, run by Node; and the people who use it.

What it does differently from GitHub was measured; tests must not rely on: reactions (404), GraphQL
(404), pull request files and head updates, search, size limits, secondary rate limits.
"""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from github import Auth, Github, GithubIntegration
from github.Repository import Repository

from tests.node import CACHE, alone, install

#: exactly this one: npm's ``latest`` is an unrelated package
EMULATE = "emulate@0.12.2"
FOLDER = CACHE / "emulate"
OWNER = "someone"
APP, INSTALLATION = 4242, 77
REPOSITORIES = 40
#: what nightly.yml grants the job that writes
PERMISSIONS = {
    "metadata": "read",
    "contents": "write",
    "issues": "write",
    "pull_requests": "write",
}


def installed(program: Path, *, may_install: bool) -> Path | None:
    """Entry script of emulate, installed when it may be."""
    script = FOLDER / "node_modules/emulate/dist/index.js"
    with alone(FOLDER):
        if not script.exists() and may_install:
            install(program, EMULATE, FOLDER)
        return script if script.exists() else None


def _seed(key: str) -> dict[str, Any]:
    names = [f"list-{number}" for number in range(REPOSITORIES)]
    return {
        "tokens": {
            "owner-token": {"login": OWNER, "scopes": ["repo"]},
            "reader-token": {"login": "passer-by", "scopes": ["repo"]},
        },
        "github": {
            "users": [{"login": OWNER}, {"login": "passer-by"}],
            "repos": [{"owner": OWNER, "name": name, "auto_init": True} for name in names],
            "apps": [
                {
                    "app_id": APP,
                    "slug": "github-actions",
                    "name": "GitHub Actions",
                    "private_key": key,
                    "permissions": PERMISSIONS,
                    "installations": [
                        {
                            "installation_id": INSTALLATION,
                            "account": OWNER,
                            "permissions": PERMISSIONS,
                        }
                    ],
                }
            ],
        },
    }


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulate."""

    address: str
    key: str

    def bot_token(self, permissions: Mapping[str, str] | None = None) -> str:
        """A token of an installation: what a workflow's GITHUB_TOKEN is."""
        integration = GithubIntegration(
            auth=Auth.AppAuth(APP, self.key),
            base_url=self.address,
            seconds_between_requests=None,
            seconds_between_writes=None,
        )
        return integration.get_access_token(INSTALLATION, dict(permissions or PERMISSIONS)).token

    def person(self, repository: str, token: str = "owner-token") -> Repository:
        """A repository in the hands of a person."""
        return Github(
            auth=Auth.Token(token),
            base_url=self.address,
            seconds_between_requests=None,
            seconds_between_writes=None,
        ).get_repo(repository)


@contextmanager
def running(program: Path, script: Path, folder: Path) -> Iterator[Emulator]:
    """Start emulate, wait until it answers, end it by its own process."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    key = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode()
    seed = folder / "seed.json"
    seed.write_text(json.dumps(_seed(key)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [str(program), str(script), "start", "--service", "github"]
    words += ["--host", "127.0.0.1", "--port", str(port), "--seed", str(seed)]
    words += ["--base-url", f"http://127.0.0.1:{port}"]
    log = (folder / "emulate.log").open("w")
    process = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/zen", process, folder)
        yield Emulator(address=address, key=key)
    finally:
        process.terminate()
        process.wait(timeout=10)
        log.close()


def _wait(url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError(f"emulate did not start: {(folder / 'emulate.log').read_text()[-2000:]}")
