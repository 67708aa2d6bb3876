"""The manual page shows every rule with the weight that it has."""

from __future__ import annotations

from bot.attribution.case import EvidenceKind
from bot.attribution.weights import WEIGHTS
from tests.published import ROOT


def test_every_kind_of_evidence_is_explained_with_its_weight() -> None:
    page = (ROOT / "docs" / "attribution.md").read_text(encoding="utf-8")
    assert {kind.value for kind in EvidenceKind} == set(WEIGHTS)
    for kind, weight in WEIGHTS.items():
        assert f"| `{kind}` | {weight:+.2f} |" in page
