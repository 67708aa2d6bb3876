"""Commits to the list's branch and to a branch of the bot's own, through git.

The token is handed to git in its environment for this one remote, never in a command line, a file or a
remote's address; it goes to the server that the workflow runs on and to no other.
"""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import Incomplete

#: seconds that one git command may take
_PATIENCE = 300
#: how often a push is tried again on top of what others pushed meanwhile
_ATTEMPTS = 3
#: the identity that GitHub shows for a workflow's token (docs.github.com, "Store and share data")
AUTHOR = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")


class Branches:
    """The checkout at ``root`` and its remote ``origin``."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        """``environ``: ``GITHUB_TOKEN``, ``GITHUB_SERVER_URL``, and what git itself reads."""
        self._root = root
        self._environ = dict(environ)

    # --- reading

    def current(self) -> str:
        """Name of the branch that is checked out. Raises Incomplete for a detached checkout."""
        return self._git("symbolic-ref", "--short", "HEAD")

    def head(self) -> str:
        """The commit that is checked out."""
        return self._git("rev-parse", "HEAD")

    def text_at(self, revision: str, path: str) -> str | None:
        """Text of a file in a commit; None when it has none there."""
        done = self._run("cat-file", "blob", f"{revision}:{path}")
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None

    def folders_at(self, revision: str) -> tuple[str, ...]:
        """Names of the folders at the top of a commit."""
        done = self._run("ls-tree", "-d", "--name-only", "-z", revision)
        return tuple(filter(None, done.stdout.decode("utf-8", "replace").split("\0")))

    def fetch(self, branch: str) -> str | None:
        """The newest commit of a branch of ``origin``; None when there is no such branch.

        Raises Incomplete when the remote cannot be asked.
        """
        listed = self._remote("ls-remote", "--heads", "origin", f"refs/heads/{branch}")
        if not listed:
            return None
        commit = listed.split()[0]
        self._remote("fetch", "--quiet", "--depth=1", "--no-tags", "origin", commit)
        return commit

    # --- writing

    def commit(self, paths: Iterable[str], message: str) -> str | None:
        """Commit these paths as they are in the working tree; None when nothing changed."""
        existing = [path for path in paths if (self._root / path).exists()]
        if existing:
            self._git("add", "--all", "--", *existing)
        if self._run("diff", "--cached", "--quiet").returncode == 0:
            return None
        self._git("commit", "--quiet", "--no-verify", "--message", message)
        return self.head()

    def push(self, commit: str, branch: str) -> None:
        """Put the commit on top of the branch; others may have pushed meanwhile.

        Raises Incomplete when somebody changed the same lines, or the branch is protected.
        """
        for _ in range(_ATTEMPTS):
            done = self._run(
                "push", "--quiet", "origin", f"{commit}:refs/heads/{branch}", remote=True
            )
            if done.returncode == 0:
                return
            newest = self.fetch(branch)
            if newest is None or self._is_ancestor(newest, commit):
                raise Incomplete(
                    f"the reports could not be pushed to {branch}: {_said(done.stderr)}",
                    hint="If the branch is protected, let GitHub Actions bypass the rule, or keep the "
                    "reports on the branch of the bot alone.",
                )
            commit = self._moved_onto(newest, commit, branch)
        raise Incomplete(f"{branch} moves faster than the reports can be pushed")

    def _is_ancestor(self, old: str, new: str) -> bool:
        return self._run("merge-base", "--is-ancestor", old, new).returncode == 0

    def _moved_onto(self, newest: str, commit: str, branch: str) -> str:
        self._git("checkout", "--quiet", "--detach", newest)
        if self._run("cherry-pick", "--allow-empty", commit).returncode != 0:
            self._run("cherry-pick", "--abort")
            raise Incomplete(
                f"somebody changed the reports on {branch} at the same time",
                hint="Nothing is lost: the next run writes them anew.",
            )
        return self.head()

    def replace(self, branch: str, files: Mapping[str, str], message: str) -> None:
        """Make the branch one commit without history that holds exactly these files.

        Raises Incomplete when another run replaced it at the same moment.
        """
        before = self._remote("ls-remote", "--heads", "origin", f"refs/heads/{branch}")
        expected = before.split()[0] if before else ""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            lines = [
                f"100644 {self._git('hash-object', '-w', '--stdin', data=text)}\t{path}"
                for path, text in sorted(files.items())
            ]
            self._git("update-index", "--add", "--index-info", data="\n".join(lines), more=index)
            tree = self._git("write-tree", more=index)
        commit = self._git("commit-tree", tree, "-m", message)
        lease = f"--force-with-lease=refs/heads/{branch}:{expected}"
        self._remote("push", "--quiet", lease, "origin", f"{commit}:refs/heads/{branch}")

    # --- git

    def _remote(self, *words: str) -> str:
        done = self._run(*words, remote=True)
        if done.returncode != 0:
            raise Incomplete(f"git {words[0]}: {_said(done.stderr)}")
        return done.stdout.decode("utf-8", "replace").strip()

    def _git(
        self, *words: str, data: str | None = None, more: Mapping[str, str] | None = None
    ) -> str:
        done = self._run(*words, data=data, more=more)
        if done.returncode != 0:
            raise Incomplete(f"git {words[0]}: {_said(done.stderr)}")
        return done.stdout.decode("utf-8", "replace").strip()

    def _run(
        self,
        *words: str,
        data: str | None = None,
        more: Mapping[str, str] | None = None,
        remote: bool = False,
    ) -> subprocess.CompletedProcess[bytes]:
        name, email = AUTHOR
        environ = self._environ | {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": email,
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": email,
            "LC_ALL": "C",
        }
        environ.pop("GITHUB_TOKEN", None)
        if remote:
            environ |= self._credentials()
        command = ["git", *words]
        try:
            return subprocess.run(  # noqa: S603 - a list of words, run without a shell
                command,
                cwd=self._root,
                env=environ | dict(more or {}),
                input=data.encode() if data is not None else None,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except FileNotFoundError:
            raise Incomplete("git is not installed") from None
        except subprocess.TimeoutExpired:
            raise Incomplete(f"git {words[0]}: no end after {_PATIENCE} s") from None

    def _credentials(self) -> dict[str, str]:
        """Configuration for this one call: the token for the server's own origin over https."""
        token = self._environ.get("GITHUB_TOKEN", "")
        server = urlsplit(self._environ.get("GITHUB_SERVER_URL") or "https://github.com")
        address = self._run("remote", "get-url", "--push", "origin").stdout.decode().strip()
        origin = urlsplit(address)
        if not token or origin.scheme != "https" or origin.netloc != server.netloc:
            return {}
        pair = base64.b64encode(f"x-access-token:{token}".encode()).decode("ascii")
        return {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.https://{origin.netloc}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {pair}",
        }


class FilesAt:
    """The files of one commit as a ``ReadPort``."""

    def __init__(self, branches: Branches, revision: str) -> None:
        self._branches = branches
        self._revision = revision

    def read(self, path: str) -> str | None:
        """Text of the file, None when the commit has none."""
        return self._branches.text_at(self._revision, path)


def _said(text: bytes) -> str:
    """Why git gave up, else what it said last; it may quote the remote, so it is cut."""
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith("fatal:")]
    return [*lines[-1:], *fatal[:1]][-1][:200] if lines else "no reason given"
