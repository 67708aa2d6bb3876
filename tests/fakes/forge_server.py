"""A small GitHub on loopback that can be told to misbehave at any request; state in memory.

It knows the operations that the forge uses, as GitHub answers them: pull requests are issues too,
one pull request a branch, an empty diff is refused, labels are made on demand.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BOT = "github-actions[bot]"
OWNER, NAME = "someone", "list"
SLUG = f"{OWNER}/{NAME}"


class Refuse(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers or {}


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]

    @property
    def writes(self) -> bool:
        return self.method != "GET" and not self.path.endswith("/graphql")


#: what happens to a request: "drop" (not carried out, no answer), "lose" (carried out, no answer),
#: or an answer of its own (carried out first when ``after`` is set)
@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong."""

    kind: str
    status: int = 502
    headers: tuple[tuple[str, str], ...] = ()
    message: str = "Server Error"
    after: bool = False


@dataclass
class Server:
    """The state, and the requests that came."""

    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    reactions: list[tuple[int, str]] = field(default_factory=list)
    #: branch -> sha; sha -> commit; sha of a tree -> files
    refs: dict[str, str] = field(default_factory=dict)
    commits: dict[str, dict[str, Any]] = field(default_factory=dict)
    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    may_write: set[str] = field(default_factory=lambda: {"maintainer"})
    viewer: str | None = BOT
    #: who edited every issue last; None = nobody
    editor: str | None = "maintainer"
    moved: bool = False
    log: list[Request] = field(default_factory=list)
    #: asked for every request, with its number from 0
    fault: Callable[[int, Request], Fault | None] = lambda number, request: None
    address: str = ""
    _number: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.refs["main"] = self.commit({}, "Begin", [])

    # -- git --------------------------------------------------------------------------------------

    def commit(
        self, files: dict[str, str], message: str, parents: list[str], who: str = BOT
    ) -> str:
        tree = self._tree(files)
        return self._store(tree, message, parents, who)

    def _tree(self, files: dict[str, str]) -> str:
        sha = hashlib.sha1(repr(sorted(files.items())).encode("utf-8", "surrogatepass")).hexdigest()
        self.trees[sha] = files
        return sha

    def _store(self, tree: str, message: str, parents: list[str], who: str) -> str:
        sha = hashlib.sha1(f"{tree}{message}{parents}{who}".encode()).hexdigest()
        person = {"login": who}
        self.commits[sha] = {
            "sha": sha,
            "message": message,
            "tree": {"sha": tree},
            "parents": [{"sha": parent} for parent in parents],
            "author": person,
            "committer": person,
            "commit": {"message": message, "author": {"name": who}, "committer": {"name": who}},
        }
        return sha

    def put(self, branch: str, files: dict[str, str], who: str = "maintainer") -> None:
        """A person commits to a branch."""
        tip = self.refs[branch]
        all_files = {**self.files(branch), **files}
        self.refs[branch] = self.commit(all_files, "By hand", [tip], who)

    def files(self, branch: str) -> dict[str, str]:
        return self.trees[self.commits[self.refs[branch]]["tree"]["sha"]]

    def _missing(self, base: str, head: str) -> list[dict[str, Any]]:
        known, todo, found = set(), [self.refs.get(base, base)], []
        while todo:
            sha = todo.pop()
            known.add(sha)
            todo += [parent["sha"] for parent in self.commits[sha]["parents"]]
        todo = [self.refs.get(head, head)]
        while todo:
            sha = todo.pop()
            if sha not in known:
                known.add(sha)
                found.append(self.commits[sha])
                todo += [parent["sha"] for parent in self.commits[sha]["parents"]]
        return found

    # -- people -----------------------------------------------------------------------------------

    def comment(self, number: int, body: str, who: str = "maintainer") -> int:
        with self._lock:
            self._number += 1
            number_of_it = 5000 + self._number
            raw = {
                "id": number_of_it,
                "body": body,
                "user": {"login": who, "type": "Bot" if who == BOT else "User"},
                "created_at": "2026-11-24T03:00:00Z",
                "updated_at": "2026-11-24T03:00:00Z",
            }
            self.comments.setdefault(number, []).append(raw)
            return number_of_it

    def open_issues(self) -> list[dict[str, Any]]:
        return [i for i in self.issues.values() if i["state"] == "open" and "pull_request" not in i]

    # -- answers ----------------------------------------------------------------------------------

    def answer(self, request: Request) -> tuple[int, Any]:
        with self._lock:
            if request.path == "/graphql":
                return 200, self._graphql(request)
            if request.path == "/user":
                raise Refuse(403, "Resource not accessible by integration")
            prefix = "/repositories/9" if self.moved else f"/repos/{SLUG}"
            if self.moved and request.path == "/repos/someone/old":
                raise Refuse(301, "Moved Permanently", {"Location": f"{self.address}{prefix}"})
            if request.path == "/repositories/9" or request.path == f"/repos/{SLUG}":
                return 200, {
                    "full_name": SLUG,
                    "default_branch": "main",
                    "html_url": f"https://github.com/{SLUG}",
                    "has_issues": True,
                    "archived": False,
                }
            for method, pattern, handler in _ROUTES:
                match = re.fullmatch(rf"/repos/{SLUG}{pattern}", request.path)
                if match and method == request.method:
                    words = [unquote(part) for part in match.groups()]
                    status, data = handler(self, request, *words)
                    return status, data
            raise Refuse(404, "Not Found")

    def _graphql(self, request: Request) -> Any:
        if self.viewer is None:
            raise Refuse(404, "Not Found")
        query = request.body["query"]
        if "viewer" in query:
            return {"data": {"viewer": {"login": self.viewer}}}
        numbers = re.findall(r"i(\d+): issue", query)
        who = {"login": self.editor} if self.editor else None
        found = {f"i{n}": {"editor": who} for n in numbers}
        return {"data": {"repository": found}}

    def _ref(self, request: Request, branch: str) -> tuple[int, Any]:
        if branch not in self.refs:
            raise Refuse(404, "Not Found")
        return 200, {"ref": f"refs/heads/{branch}", "object": {"sha": self.refs[branch]}}

    def _matching(self, request: Request, prefix: str) -> tuple[int, Any]:
        return 200, [{"ref": f"refs/heads/{b}"} for b in self.refs if b.startswith(prefix)]

    def _make_ref(self, request: Request) -> tuple[int, Any]:
        branch = request.body["ref"].removeprefix("refs/heads/")
        if branch in self.refs:
            raise Refuse(422, "Reference already exists")
        self.refs[branch] = request.body["sha"]
        return 201, {}

    def _move_ref(self, request: Request, branch: str) -> tuple[int, Any]:
        self.refs[branch] = request.body["sha"]
        return 200, {}

    def _get_commit(self, request: Request, sha: str) -> tuple[int, Any]:
        return 200, self.commits[sha]

    def _make_tree(self, request: Request) -> tuple[int, Any]:
        files = dict(self.trees[request.body["base_tree"]])
        files.update({item["path"]: item["content"] for item in request.body["tree"]})
        return 201, {"sha": self._tree(files)}

    def _make_commit(self, request: Request) -> tuple[int, Any]:
        body = request.body
        return 201, {"sha": self._store(body["tree"], body["message"], body["parents"], BOT)}

    def _compare(self, request: Request, base: str, head: str) -> tuple[int, Any]:
        return 200, {"commits": self._missing(base, head)}

    def _contents(self, request: Request, path: str) -> tuple[int, Any]:
        ref = request.query.get("ref", "main")
        files = self.trees[self.commits[self.refs.get(ref, ref)]["tree"]["sha"]]
        if path not in files:
            raise Refuse(404, "Not Found")
        data = files[path].encode("utf-8", "surrogateescape")
        content = base64.b64encode(data).decode()
        sha = hashlib.sha1(data).hexdigest()
        return 200, {"type": "file", "encoding": "base64", "content": content, "sha": sha}

    def _put_contents(self, request: Request, path: str) -> tuple[int, Any]:
        held = self.files("main").get(path)
        sha = hashlib.sha1(held.encode()).hexdigest() if held is not None else None
        if request.body.get("sha") != sha:
            raise Refuse(409, f"{path} does not match")
        self.put("main", {path: base64.b64decode(request.body["content"]).decode()}, BOT)
        return 200, {}

    def _list_issues(self, request: Request) -> tuple[int, Any]:
        query = request.query
        found = [
            {**issue, "comments": len(self.comments.get(number, ()))}
            for number, issue in sorted(self.issues.items(), reverse=True)
            if query.get("state", "open") in ("all", issue["state"])
            and query.get("creator") in (None, issue["user"]["login"])
            and query.get("labels") in (None, *[label["name"] for label in issue["labels"]])
        ]
        return 200, _page(found, query)

    def _make_issue(self, request: Request) -> tuple[int, Any]:
        return 201, self.new_issue(**request.body)

    def new_issue(self, title: str, body: str, labels: list[str] | None = None) -> dict[str, Any]:
        self._number += 1
        self.issues[self._number] = {
            "number": self._number,
            "title": title,
            "body": body,
            "state": "open",
            "state_reason": None,
            "user": {"login": self.viewer or BOT},
            "labels": [{"name": label} for label in labels or ()],
            "created_at": "2026-11-24T02:17:00Z",
            "closed_at": None,
        }
        return self.issues[self._number]

    def _edit_issue(self, request: Request, number: str) -> tuple[int, Any]:
        issue = self.issues[int(number)]
        issue.update(request.body)
        issue["closed_at"] = "2026-11-25T02:17:00Z" if issue["state"] == "closed" else None
        return 200, issue

    def _list_comments(self, request: Request, number: str) -> tuple[int, Any]:
        return 200, _page(self.comments.get(int(number), []), request.query)

    def _make_comment(self, request: Request, number: str) -> tuple[int, Any]:
        return 201, {"id": self.comment(int(number), request.body["body"], BOT)}

    def _make_reaction(self, request: Request, comment: str) -> tuple[int, Any]:
        self.reactions.append((int(comment), request.body["content"]))
        return 201, {"id": 1}

    def _permission(self, request: Request, login: str) -> tuple[int, Any]:
        return 200, {"permission": "write" if login in self.may_write else "read"}

    def _list_pulls(self, request: Request) -> tuple[int, Any]:
        query = request.query
        branch = query.get("head", ":").partition(":")[2]
        found = [
            pull
            for pull in self.pulls.values()
            if query.get("state", "open") in ("all", pull["state"])
            and pull["head"]["ref"] == branch
        ]
        return 200, _page(found, query)

    def _get_pull(self, request: Request, number: str) -> tuple[int, Any]:
        return 200, {**self.pulls[int(number)], "mergeable": True}

    def _make_pull(self, request: Request) -> tuple[int, Any]:
        body = request.body
        if any(
            p["head"]["ref"] == body["head"] and p["state"] == "open" for p in self.pulls.values()
        ):
            raise Refuse(422, "A pull request already exists")
        if not self._missing(body["base"], body["head"]):
            raise Refuse(422, "No commits between them")
        issue = self.new_issue(body["title"], body["body"])
        issue["pull_request"] = {}
        head = {"ref": body["head"]}
        pull = {**issue, "head": head, "merged_at": None}
        self.pulls[pull["number"]] = pull
        return 201, pull

    def _edit_pull(self, request: Request, number: str) -> tuple[int, Any]:
        self.pulls[int(number)].update(request.body)
        return 200, self.pulls[int(number)]

    def _labels(self, request: Request, number: str) -> tuple[int, Any]:
        return 200, []


_ROUTES: list[tuple[str, str, Callable[..., tuple[int, Any]]]] = [
    ("GET", r"/git/ref/heads/(.+)", Server._ref),
    ("GET", r"/git/matching-refs/heads/(.+)", Server._matching),
    ("POST", r"/git/refs", Server._make_ref),
    ("PATCH", r"/git/refs/heads/(.+)", Server._move_ref),
    ("GET", r"/git/commits/(\w+)", Server._get_commit),
    ("POST", r"/git/trees", Server._make_tree),
    ("POST", r"/git/commits", Server._make_commit),
    ("GET", r"/compare/(.+)\.\.\.(.+)", Server._compare),
    ("GET", r"/contents/(.+)", Server._contents),
    ("PUT", r"/contents/(.+)", Server._put_contents),
    ("GET", r"/issues", Server._list_issues),
    ("POST", r"/issues", Server._make_issue),
    ("PATCH", r"/issues/(\d+)", Server._edit_issue),
    ("GET", r"/issues/(\d+)/comments", Server._list_comments),
    ("POST", r"/issues/(\d+)/comments", Server._make_comment),
    ("POST", r"/issues/(\d+)/labels", Server._labels),
    ("POST", r"/issues/comments/(\d+)/reactions", Server._make_reaction),
    ("GET", r"/collaborators/([^/]+)/permission", Server._permission),
    ("GET", r"/pulls", Server._list_pulls),
    ("POST", r"/pulls", Server._make_pull),
    ("GET", r"/pulls/(\d+)", Server._get_pull),
    ("PATCH", r"/pulls/(\d+)", Server._edit_pull),
]


def _page(items: list[Any], query: dict[str, str]) -> list[Any]:
    size, page = int(query.get("per_page", "30")), int(query.get("page", "1"))
    return items[(page - 1) * size : page * size]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    #: head and body leave in one piece: otherwise each answer waits 40 ms for an acknowledgement
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    server: _Http

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        parts = urlsplit(self.path)
        request = Request(self.command, parts.path, dict(parse_qsl(parts.query)), body)
        state = self.server.state
        with state._lock:
            number = len(state.log)
            state.log.append(request)
        fault = state.fault(number, request)
        if fault is not None and not (fault.after or fault.kind == "lose"):
            self._fail(fault)
            return
        try:
            status, data = state.answer(request)
            headers: dict[str, str] = {}
        except Refuse as refusal:
            status, data, headers = refusal.status, {"message": refusal.message}, refusal.headers
        if fault is not None:
            self._fail(fault)
        else:
            self._send(status, data, headers)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _handle  # noqa: N815

    def _fail(self, fault: Fault) -> None:
        if fault.kind in ("drop", "lose"):
            self.close_connection = True
            return
        self._send(fault.status, {"message": fault.message}, dict(fault.headers))

    def _send(self, status: int, data: Any, headers: dict[str, str]) -> None:
        text = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's word
        """Quiet."""


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    state: Server


@contextmanager
def serving(server: Server) -> Iterator[str]:
    """Address of the server while it runs."""
    http = _Http(("127.0.0.1", 0), _Handler)
    http.state = server
    thread = threading.Thread(
        target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    server.address = f"http://127.0.0.1:{http.server_address[1]}"
    try:
        yield server.address
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
