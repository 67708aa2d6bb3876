"""What ``explain`` says about a paper: three questions, each with its proof and an address."""

from __future__ import annotations

import pytest

from bot.model.evidence import Evidence
from bot.model.papers import Identity, Integrity
from bot.model.verdicts import Policy
from bot.reports.explanation import text
from tests.unit.findings.papers import a_paper, judged
from tests.unit.registries.answers import pid

PROOF = Evidence(
    kind="registered-title", supports=True, detail="Crossref gives it.", url="https://c.example/1"
)
NOTICE = Evidence(
    kind="integrity", supports=False, detail="crossref records: x.", url="https://n.example/1"
)


def explained(identity: Identity, **fields: object) -> str:
    entry = judged(identity, **fields)  # type: ignore[arg-type]
    return text(entry, [() for _ in entry.links], Policy(), run=True)


def test_a_confirmed_paper_is_shown_with_number_record_proof_and_address() -> None:
    shown = explained(
        Identity.CONFIRMED,
        record=a_paper(),
        paper_id=pid("https://doi.org/10.5555/w.1"),
        integrity=Integrity.SOUND,
        evidence=(PROOF,),
    )
    assert "Is it the paper? yes, confirmed (the link names doi:10.5555/w.1)" in shown
    assert "says Crossref" in shown
    assert "<https://c.example/1>" in shown
    assert "Is it sound? yes, nobody has registered a notice" in shown


@pytest.mark.parametrize(
    ("integrity", "words"),
    [
        (Integrity.RETRACTED, "no, retracted"),
        (Integrity.CONCERN, "an expression of concern"),
        (Integrity.UNKNOWN, "not known"),
    ],
)
def test_soundness_is_a_question_of_its_own_with_its_own_proof(
    integrity: Integrity, words: str
) -> None:
    shown = explained(
        Identity.CONFIRMED, record=a_paper(), integrity=integrity, evidence=(PROOF, NOTICE)
    )
    asked = shown.index(f"Is it sound? {words}")
    assert shown.index("<https://c.example/1>") < asked < shown.index("<https://n.example/1>")


def test_a_wrong_paper_is_not_asked_whether_it_is_sound() -> None:
    shown = explained(Identity.WRONG_CERTAIN, record=a_paper(), intended=a_paper(title="Gears"))
    assert "Is it the paper? no, it is certainly another paper" in shown
    assert 'the entry means: "Gears"' in shown
    assert "Is it sound?" not in shown


def test_a_published_version_is_shown_with_how_it_is_known() -> None:
    named = explained(Identity.CONFIRMED, published=a_paper())
    found = explained(Identity.CONFIRMED, published=a_paper(searched_title="Widgets"))
    assert "Published meanwhile (as the preprint says)" in named
    assert "Published meanwhile (found by its title)" in found


def test_why_nothing_is_concluded_speaks_for_neither_side() -> None:
    silence = Evidence(kind="nobody-knows", supports=True, detail="Nobody could say.")
    shown = explained(Identity.UNKNOWN, evidence=(silence,))
    assert "Is it the paper? not known" in shown
    assert "  note: Nobody could say." in shown
