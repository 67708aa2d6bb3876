"""A small GitHub Actions: runs the jobs of a workflow as they are written, in order, on this machine.

What it knows is what our workflows use: ``needs`` and outputs, conditions (with the rule that a job
without a status function is skipped when *any* job before it was not successful), a matrix from an
expression, ``actions/checkout`` (a shallow clone), artifacts up and down, composite actions, ``run``.
What it does not know is an error, so that a workflow cannot be taken for rehearsed when it was not.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(&&|\|\||==|!=|[!(),])|([\w.-]+))")
_STATUS = re.compile(r"\b(success|failure|always|cancelled)\s*\(")


class Expression:
    """One expression of a workflow: literals, contexts, ``! == != && ||``, calls."""

    def __init__(self, text: str, contexts: Mapping[str, Any]) -> None:
        self._tokens = [m.group(m.lastindex or 0) for m in _TOKEN.finditer(text)]
        assert "".join(self._tokens) == re.sub(r"\s(?=(?:[^']*'[^']*')*[^']*$)", "", text), text
        self._contexts = contexts

    def value(self) -> Any:
        found = self._or()
        assert not self._tokens, self._tokens
        return found

    def _take(self, *wanted: str) -> str | None:
        if self._tokens and self._tokens[0] in wanted:
            return self._tokens.pop(0)
        return None

    def _or(self) -> Any:
        left = self._and()
        while self._take("||"):
            right = self._and()
            left = left or right
        return left

    def _and(self) -> Any:
        left = self._compared()
        while self._take("&&"):
            right = self._compared()
            left = left and right
        return left

    def _compared(self) -> Any:
        left = self._one()
        while sign := self._take("==", "!="):
            left = (left == self._one()) is (sign == "==")
        return left

    def _one(self) -> Any:
        if self._take("!"):
            return not self._one()
        if self._take("("):
            found = self._or()
            assert self._take(")")
            return found
        word = self._tokens.pop(0)
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if self._take("("):
            words = []
            while not self._take(")"):
                words.append(self._or())
                self._take(",")
            function: Callable[..., Any] = self._contexts[f"{word}()"]
            return function(*words)
        found = self._contexts
        for key in word.split("."):
            found = found.get(key, "") if isinstance(found, Mapping) else ""
        return found


def filled(value: Any, contexts: Mapping[str, Any]) -> Any:
    """A value of a workflow with its expressions evaluated; one that is nothing else keeps its type."""
    if not isinstance(value, str):
        return value
    whole = re.fullmatch(r"\s*\$\{\{(.+?)\}\}\s*", value)
    if whole and "${{" not in whole[1]:
        return Expression(whole[1].strip(), contexts).value()
    return re.sub(
        r"\$\{\{(.+?)\}\}", lambda m: str(Expression(m[1].strip(), contexts).value()), value
    )


@dataclass(slots=True)
class JobResult:
    """What became of a job."""

    result: str
    outputs: dict[str, str] = field(default_factory=dict)
    #: everything that its steps printed
    log: str = ""


@dataclass(slots=True)
class Runner:
    """Runs workflows of a bare repository."""

    origin: Path
    folder: Path
    #: of every step, as the runner and the world around it set them
    environ: dict[str, str]
    event: str = "schedule"
    inputs: dict[str, Any] = field(default_factory=dict)
    #: (job, value of the matrix): machines that are lost before they hand anything over
    lost: frozenset[tuple[str, int]] = frozenset()
    jobs: dict[str, JobResult] = field(default_factory=dict)
    #: job summaries, in the order in which they were written
    summaries: list[str] = field(default_factory=list)
    _machines: int = 0

    def run(self, text: str) -> dict[str, JobResult]:
        """All jobs of the workflow; ``jobs`` says what became of each."""
        self.jobs = {}
        waiting: dict[str, Any] = dict(yaml.safe_load(text)["jobs"])
        needs = {name: _listed(job.get("needs")) for name, job in waiting.items()}
        while waiting:
            ready = next(n for n in waiting if all(need in self.jobs for need in needs[n]))
            self.jobs[ready] = self._job(ready, waiting.pop(ready), needs)
        return self.jobs

    def _job(self, name: str, job: Mapping[str, Any], needs: Mapping[str, list[str]]) -> JobResult:
        before = _ancestors(name, needs)
        good = all(self.jobs[other].result == "success" for other in before)
        contexts: dict[str, Any] = {
            "github": {"event_name": self.event, "token": "simulated-token"},
            "inputs": self.inputs,
            "needs": {n: {"result": j.result, "outputs": j.outputs} for n, j in self.jobs.items()},
            "fromJSON()": json.loads,
            "cancelled()": lambda: False,
            "always()": lambda: True,
            "success()": lambda: good,
            "failure()": lambda: any(self.jobs[other].result == "failure" for other in before),
        }
        if not _wanted(job, contexts):
            return JobResult(result="skipped")
        matrix = {
            key: filled(value, contexts)
            for key, value in job.get("strategy", {}).get("matrix", {}).items()
        }
        assert len(matrix) <= 1
        copies = [{key: value} for key, values in matrix.items() for value in values] or [{}]
        with ThreadPoolExecutor(len(copies)) as pool:
            machines = [_Machine(self, name, job, contexts | {"matrix": copy}) for copy in copies]
            done = list(pool.map(_Machine.run, machines))
        bad = [one for one in done if one.result != "success"]
        log = "\n".join(one.log for one in done)
        return JobResult(result="failure" if bad else "success", outputs=done[0].outputs, log=log)

    def workspace(self, job: str) -> Path:
        """A folder for one machine."""
        self._machines += 1
        return self.folder / f"{self._machines}-{job}"

    @property
    def artifacts(self) -> Path:
        """Where artifacts of this run are kept."""
        return self.folder / "artifacts"


class _Machine:
    """One job on one machine."""

    def __init__(
        self, runner: Runner, name: str, job: Mapping[str, Any], contexts: dict[str, Any]
    ) -> None:
        self._runner = runner
        self._name = name
        self._job = job
        self._good = True
        self._steps: dict[str, Any] = {}
        self._log: list[str] = []
        self._place = runner.workspace(name)
        self._contexts = contexts | {
            "steps": self._steps,
            "success()": lambda: self._good,
            "failure()": lambda: not self._good,
        }

    def run(self) -> JobResult:
        if any((self._name, value) in self._runner.lost for value in self._matrix().values()):
            return JobResult(result="failure", log="The runner has lost communication.")
        for step in self._job["steps"]:
            if _wanted(step, self._contexts):
                self._step(step)
        outputs = {k: filled(v, self._contexts) for k, v in self._job.get("outputs", {}).items()}
        result = "success" if self._good else "failure"
        return JobResult(result=result, outputs=outputs, log="\n".join(self._log))

    def _matrix(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._contexts["matrix"]
        return found

    def _step(self, step: Mapping[str, Any]) -> None:
        given = {key: filled(value, self._contexts) for key, value in step.get("with", {}).items()}
        action = step.get("uses", "").partition("@")[0]
        outputs: dict[str, str] = {}
        if "run" in step:
            outputs = self._shell(step, self._contexts, {})
        elif action == "./":
            outputs = self._composite(given)
        elif action == "actions/checkout":
            words = ["clone", "--quiet", "--depth=1", f"file://{self._runner.origin}"]
            subprocess.run(["git", *words, str(self._place)], check=True)
        elif action == "actions/upload-artifact":
            self._upload(given)
        elif action == "actions/download-artifact":
            self._download(given)
        else:
            assert action == "actions/setup-python", action
        if "id" in step:
            self._steps[step["id"]] = {"outputs": outputs}

    def _composite(self, given: Mapping[str, Any]) -> dict[str, str]:
        action = yaml.safe_load((self._place / "action.yml").read_text())
        assert set(given) <= set(action["inputs"]), given
        inner: dict[str, Any] = {}
        contexts = self._contexts | {
            "inputs": {k: given.get(k, v.get("default", "")) for k, v in action["inputs"].items()},
            "steps": inner,
        }
        for step in action["runs"]["steps"]:
            if "run" in step and self._good:
                path = {"GITHUB_ACTION_PATH": str(self._place)}
                inner[step["id"]] = {"outputs": self._shell(step, contexts, path)}
        return {k: filled(v["value"], contexts) for k, v in action["outputs"].items()}

    def _shell(
        self, step: Mapping[str, Any], contexts: Mapping[str, Any], more: Mapping[str, str]
    ) -> dict[str, str]:
        """Run a step as the runner does: ``bash -e`` in the workspace, outputs through a file."""
        assert "${{" not in step["run"]
        output, summary = self._place / ".git/output", self._place / ".git/summary"
        for file in (output, summary):
            file.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self._place,
            env=self._runner.environ
            | {key: str(filled(v, contexts)) for key, v in step.get("env", {}).items()}
            | {
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "MACHINE": f"{self._name}{''.join(map(str, self._matrix().values()))}",
            }
            | dict(more),
            capture_output=True,
            text=True,
            timeout=300,
        )
        self._log.append(f"$ {step['run']}\n{done.stdout}{done.stderr}")
        self._runner.summaries.append(summary.read_text())
        self._good = self._good and done.returncode == 0
        return dict(line.split("=", 1) for line in output.read_text().splitlines())

    def _upload(self, given: Mapping[str, Any]) -> None:
        source, kept = self._place / given["path"], self._runner.artifacts / given["name"]
        assert not kept.exists(), "an artifact cannot be replaced"
        if source.is_dir():
            shutil.copytree(source, kept)
        elif source.is_file():
            kept.mkdir(parents=True)
            shutil.copy(source, kept)
        else:
            assert given["if-no-files-found"] == "error"
            self._good = False

    def _download(self, given: Mapping[str, Any]) -> None:
        there = sorted(p for p in self._runner.artifacts.glob("*") if p.is_dir())
        if "name" in given:
            there = [p for p in there if p.name == given["name"]]
            self._good = self._good and bool(there)
        else:
            there = [p for p in there if fnmatch.fnmatch(p.name, given.get("pattern", "*"))]
            assert given["merge-multiple"] is True
        for artifact in there:
            shutil.copytree(artifact, self._place / given["path"], dirs_exist_ok=True)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _ancestors(name: str, needs: Mapping[str, list[str]]) -> set[str]:
    direct = set(needs[name])
    return direct.union(*(_ancestors(other, needs) for other in direct))


def _wanted(thing: Mapping[str, Any], contexts: Mapping[str, Any]) -> bool:
    """The condition of a job or step; without a status function it also takes ``success()``."""
    condition = str(thing.get("if", "success()")).strip()
    inner = condition.removeprefix("${{").removesuffix("}}").strip()
    if not _STATUS.search(inner):
        inner = f"success() && ({inner})"
    return bool(Expression(inner, contexts).value())


def base_environ(**more: str) -> dict[str, str]:
    """What a runner gives to every step, and nothing of this machine's own settings."""
    own = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null"}
    return {**own, "GITHUB_ACTIONS": "true", **more}
