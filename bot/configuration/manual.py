"""The table of all options in ``docs/configuration.md``, built from the options themselves."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import timedelta
from functools import reduce
from typing import Any

from bot.configuration.options import OPTIONS, Option
from bot.model.settings import HostManners, ListSettings, Settings
from bot.model.verdicts import StrikeRule

_SECTIONS = {
    "": "Files",
    "policy": "Policy: when is a link dead?",
    "web": "Web: how hosts are asked",
    "triage": "Triage: issues and pull requests",
    "schedule": "Schedule of large lists",
    "ignore": "What is left alone",
}


def default_of(option: Option) -> Any:
    """The default as it would be written in the file."""
    return _written(reduce(_inside, option.place.split("."), Settings()))


def _inside(holder: Any, name: str) -> Any:
    if isinstance(holder, dict):
        return next(value for key, value in holder.items() if key.value == name.replace("_", "-"))
    return getattr(holder, name)


def _written(value: Any) -> Any:
    """A value of Settings as plain data."""
    match value:
        case None:
            return "none"
        case StrikeRule():
            rule = {
                "nights": value.nights,
                "apart-hours": _number(value.apart / timedelta(hours=1)),
                "over-days": _number(value.over / timedelta(days=1)),
            }
            return {key: given for key, given in rule.items() if given or key == "nights"}
        case HostManners() | ListSettings():
            return {key: given for key, given in asdict(value).items() if given is not None}
        case tuple():
            return [_written(item) for item in value]
        case float():
            return _number(value)
        case _:
            return value


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value


def manual() -> str:
    """Markdown: one table for each part of the file, every key in it."""
    parts: list[str] = []
    for head, title in _SECTIONS.items():
        parts += [f"## {title}", "", "| key | default | values | meaning |", "|---|---|---|---|"]
        parts += [_row(option) for option in OPTIONS if _head(option) == head]
        parts.append("")
    return "\n".join(parts)


def _head(option: Option) -> str:
    head, dot, _ = option.key.partition(".")
    return head if dot else ""


def _row(option: Option) -> str:
    default = _yaml(default_of(option))
    values = option.kind.describe().replace("|", "\\|")
    return f"| `{option.key}` | `{default}` | {values} | {option.meaning} |"


def _yaml(value: Any) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
