"""A run that cannot end in time: it stops cleanly, and says what is left and how long that would take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

LINKS = 2_000
PAGE = b"<html><head><title>A page</title></head><body><p>" + b"words " * 60 + b"</p></body></html>"


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def check(folder: Path, port: int, form: str) -> subprocess.CompletedProcess[str]:
    links = "\n".join(f"- [paper {i}](http://127.0.0.1:{port}/papers/{i})" for i in range(LINKS))
    (folder / "list.md").write_text(links)
    (folder / "config.yml").write_text("web:\n  budget: 10\n")
    words = ["--input", "list.md", "--config", "config.yml", "--no-state", "--format", form]
    return subprocess.run(
        [sys.executable, "-m", "bot", "check", *words, "--allow-net", "127.0.0.0/8"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_a_person_sees_a_short_table_and_how_much_is_left(tmp_path: Path, port: int) -> None:
    done = check(tmp_path, port, "table")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) < 20
    assert "not asked (budget)" in done.stdout
    assert "more like this" in done.stdout
    assert "skipped." in done.stdout.splitlines()[-1]
    left = done.stdout.splitlines()[-1].split(", ")[-1].split()[0]
    assert f"{left} links were not asked before the budget of the run was spent" in done.stderr
    assert f"{left} on 127.0.0.1" in done.stderr


@pytest.mark.slow
def test_a_program_gets_every_link(tmp_path: Path, port: int) -> None:
    done = check(tmp_path, port, "json")
    assert done.returncode == 0
    links = json.loads(done.stdout)["links"]
    assert len(links) == LINKS
    assert {link["verdict"] for link in links} == {"alive", "skipped"}
    assert sum(link["verdict"] == "alive" for link in links) <= 12
