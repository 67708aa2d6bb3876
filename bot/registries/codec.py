"""Records as JSON and back, for whoever keeps them over the nights."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.model.papers import PaperRecord

_ADAPTER: TypeAdapter[PaperRecord] = TypeAdapter(PaperRecord)


def record_to_json(record: PaperRecord) -> dict[str, Any]:
    """Plain JSON values; what has its default value is left out."""
    found: dict[str, Any] = _ADAPTER.dump_python(record, mode="json", exclude_defaults=True)
    return found


def record_from_json(data: Any) -> PaperRecord:
    """Read what ``record_to_json`` wrote. Raises ValueError for anything else."""
    try:
        return _ADAPTER.validate_python(data, strict=False)
    except ValidationError as error:
        raise ValueError(f"not a paper record: {error.error_count()} mistakes") from None
