"""The command attribute: stored pairs in, one line each out; mistakes with their place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.cli.app import run
from bot.cli.corpus import decode
from bot.reports.schemas import attribute_schema, judgements_schema
from tests.attribution_builders import README, TITLE

PAIR: dict[str, Any] = {
    "id": "p1",
    "title": TITLE,
    "paper_url": "https://arxiv.org/abs/2403.01234",
    "repo": "janedoe/gripnet",
    "repo_facts": {
        "found": True,
        "readme_file": "readmes/janedoe__gripnet.md",
        "readme_chars": len(README),
        "first_commit": "2024-03-01T10:00:00+01:00",
        "n_commits": 12,
        "top_files": ["README.md", "train.py"],
    },
}


def corpus(folder: Path, *pairs: dict[str, Any] | str, readme: bytes | None = None) -> Path:
    (folder / "readmes").mkdir(parents=True, exist_ok=True)
    text = README.encode() if readme is None else readme
    (folder / "readmes" / "janedoe__gripnet.md").write_bytes(text)
    lines = [pair if isinstance(pair, str) else json.dumps(pair) for pair in pairs]
    (folder / "pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def answers(capsys: pytest.CaptureFixture[str], folder: Path) -> list[dict[str, Any]]:
    assert run(["attribute", "--corpus", str(folder), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for row in rows:
        jsonschema.Draft202012Validator(attribute_schema()).validate(row)
    return rows


def test_every_pair_has_its_line_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [{**PAIR, "id": f"p{number}"} for number in (3, 1, 2)]
    rows = answers(capsys, corpus(tmp_path, *pairs))
    assert [row["id"] for row in rows] == ["p3", "p1", "p2"]
    assert {row["attribution"] for row in rows} == {"confirmed"}


def test_label_fields_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = answers(capsys, corpus(tmp_path, PAIR))
    labels = {
        "label": "mismatch",
        "kind": "real_error",
        "subkind": "x",
        "why": "w",
        "source": "s",
        "list": "l",
    }
    assert answers(capsys, corpus(tmp_path, {**PAIR, **labels})) == plain


def test_pairs_are_judged_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = {**PAIR, "id": "p2", "title": "Sorting Recyclables by Sound in Noisy Plants"}
    together = answers(capsys, corpus(tmp_path, PAIR, other))
    assert answers(capsys, corpus(tmp_path, other)) == together[1:]


def test_missing_things_are_nothing_to_stumble_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = [
        {"id": "a", "title": "A Title of Some Words"},
        {**PAIR, "id": "b", "repo_facts": None},
        {**PAIR, "id": "c", "repo_facts": {"found": False}},
        {**PAIR, "id": "d", "repo": None, "code_url": "https://github.com/some-lab"},
        {**PAIR, "id": "e", "repo": None, "code_url": "https://lab.github.io/x"},
        {**PAIR, "id": "f", "repo": "no-slash"},
        {**PAIR, "id": "g", "paper_url": ""},
        {
            **PAIR,
            "id": "h",
            "repo_facts": {"readme_file": "readmes/none.md", "top_files": 3, "first_commit": "x"},
        },
        {**PAIR, "id": "i", "title": ""},
        {**PAIR, "id": "j", "code_url": "javascript:alert(1)", "repo": None},
    ]
    rows = {row["id"]: row for row in answers(capsys, corpus(tmp_path, *odd))}
    assert rows["d"]["accuse"]
    assert [number for number, row in rows.items() if row["accuse"]] == ["d"]


def test_readmes_are_read_from_the_corpus_and_nowhere_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(README, encoding="utf-8")
    folder = corpus(tmp_path / "corpus", PAIR)
    (folder / "readmes" / "link.md").symlink_to(secret)
    for name in (
        "../secret.md",
        str(secret),
        "readmes/../../secret.md",
        "readmes/link.md",
        "a\0b",
        ".",
    ):
        facts = {**PAIR["repo_facts"], "readme_file": name, "readme_chars": 0}
        (row,) = answers(capsys, corpus(folder, {**PAIR, "repo": "x/y", "repo_facts": facts}))
        assert all("GripNet" not in piece["detail"] for piece in row["evidence"]), name


def test_broken_lines_are_all_reported_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(
        tmp_path,
        PAIR,
        "{not json",
        "[]",
        '{"id": "x"}',
        json.dumps({**PAIR, "repo": 3}),
        "",
        '"text"',
    )
    assert run(["attribute", "--corpus", str(folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    for number, what in (
        (2, "not JSON"),
        (3, "not a JSON object"),
        (4, "`title`"),
        (5, "`repo`"),
        (7, "object"),
    ):
        assert any(
            f"pairs.jsonl:{number}: " in line and what in line for line in err.splitlines()
        ), err
    assert "Traceback" not in err


def test_bytes_that_are_no_text_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path, PAIR)
    (folder / "pairs.jsonl").write_bytes(b'{"id": "\xff\xfe"}\n' + b"[" * 200_000 + b"\n")
    assert run(["attribute", "--corpus", str(folder)]) == 2
    assert "pairs.jsonl:1: not UTF-8" in capsys.readouterr().err


def test_a_folder_without_pairs_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["attribute", "--corpus", str(tmp_path)]) == 2
    assert "there is no file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "cp1252"]
)
def test_readmes_in_other_encodings_are_read(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = README + (
        "\n" + "论文代码说明，安装与训练步骤。" * 20 if encoding == "gb18030" else "\n"
    )
    rows = answers(capsys, corpus(tmp_path, PAIR, readme=text.encode(encoding)))
    assert rows[0]["attribution"] == "confirmed"


def test_random_bytes_are_some_text() -> None:
    for data in (
        b"",
        b"\x00",
        b"\xff",
        bytes(range(256)) * 9,
        "日本".encode("shift-jis"),
        b"\xef\xbb\xbf# A",
    ):
        assert isinstance(decode(data), str)


def test_the_other_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path, PAIR, {**PAIR, "id": "p2"})
    assert run(["attribute", "--corpus", str(folder), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(judgements_schema()).validate(data)
    assert len(data["judgements"]) == 2
    assert run(["attribute", "--corpus", str(folder), "--format", "table"]) == 0
    assert "confirmed" in capsys.readouterr().out


def test_hostile_text_stays_on_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = f"# x\n\nOfficial code of **{TITLE}\u2028\x1b[2J\u202e**\n".encode()
    nasty = {**PAIR, "title": f"{TITLE}\n::error::\ud800", "id": "p\n1"}
    folder = corpus(tmp_path, nasty, readme=readme)
    assert run(["attribute", "--corpus", str(folder), "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.split("\n")) == 2
    assert run(["attribute", "--corpus", str(folder), "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert len(out.split("\n")) == 2


def test_without_a_corpus_the_list_is_judged_from_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("entries.yml").write_text(
        'title: t\nentries:\n  - {id: a, section: s, title: T, pdf: "https://example.org/"}\n',
        encoding="utf-8",
    )
    assert run(["attribute", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    jsonschema.Draft202012Validator(judgements_schema()).validate(json.loads(out))
    assert "not run yet" in err
