"""Titles: what is the same, what is a variant, what may be either, what is another paper."""

from __future__ import annotations

import pytest

from bot.identity.comparison import TitleMatch, best_match, compare_titles
from bot.identity.titles import normalise, parts

SAME = [
    ("LViT: Language Meets Widgets", "Lvit: language meets widgets"),
    (
        "MITER: Image–TExt joint adaptive pretRaining",
        "Miter: image-text joint adaptive pre-training",
    ),
    ("Doctor–patient talks in clinics", "Doctor-Patient Talks in Clinics"),
    ("WidM2G:Unifying Widget Generation", "WidM2G: Unifying Widget Generation"),
    ("3D Widgets in X-ray Images", "3d widgets in xray images"),
    ("Finetuning Gadgets for Colour", "Fine-Tuning Gadgets for Color"),
    ("Widgets &amp;amp; Gadgets for <i>3D</i> Imaging", "Widgets and Gadgets for 3D Imaging"),
    (r"Learning $\mathrm{SE}(3)$ Widgets", "Learning SE(3) Widgets"),
    (r"Sch\"{o}dinger Widgets and Caf\'e Gadgets", "Schodinger widgets and café gadgets"),
    ("RETRACTED ARTICLE: Widgets and Gadgets", "Widgets and Gadgets"),
    ("Widgets in Practice (Preprint)", "Widgets in practice"),
    ("Unified Widget Models for Reports", "Unified Widget Model for Reports"),
    ("Recogniton of Small Widgets", "Recognition of small widgets"),
    ("β-Widgets for tumour modelling", "Beta-widgets for tumor modeling"),
    ("医学图像分割的统一框架", "医学图像分割的统一框架"),
]

VARIANT = [
    ("WidNet: Prior Guided Hierarchical Widget Pre-training",
     "WidNet: Prior Guided Self-supervised Learning via Hierarchical Widget Alignment"),
    ("Merle: A Widget Language Foundation Model for Tomography",
     "Merle: a tomography widget-language foundation model and dataset"),
    ("Widgets for Radiology Reports", "Widgets for Radiology Reports: A New Hope for Gadgets"),
    ("Learning Transferable Widgets from Text", "WLIP: Learning Transferable Widgets From Text"),
    ("[WETR] End-to-End Widgets with Gadgets", "End-to-End Widgets with Gadgets"),
    ("WidNet", "WidNet: Combining Widgets with Language for Automated Reports"),
    ("ROCW", "Radiology Objects in Context (ROCW): A Widget Dataset"),
    ("A Framework for Reading Torn Widgets", "Reading Torn Widgets"),
]  # fmt: skip

UNCLEAR = [
    ("Off-diagonal book Ramsey numbers", "Off-diagonal Ramsey numbers"),
    ("Segment Widgets", "Segment Widgets 2"),
    ("Widgets", "A Completely Different Matter of Gadgets and Things"),
    ("WNet", "Siamese gadgets for change detection in cities"),
    ("", "Widgets and Gadgets"),
    ("!!!", "???"),
    ("Eine Untersuchung der Geräte und ihrer Wirkung mit Bildern", "A study of widgets in images"),
    ("医学图像分割的统一框架", "A Unified Framework for Medical Image Segmentation"),
]

DIFFERENT = [
    ("WidSyn: Text-guided anatomy-aware synthesis of high-fidelity 3d widgets",
     "Diffusion-based augmentation for skin classification: impact across original gadgets"),
    ("Language Models as Zero-Shot Planners for Embodied Agents",
     "Grounding Through Neuro-Symbolic Interaction in a 3D World"),
    ("Supporting Widgets with Deep Learning Models for Medical Images",
     "Gadget Retrieval by Image Models of the Retina in Preterm Infants"),
]  # fmt: skip

SIMILAR = [
    ("Prompting Widgets for Anatomical Landmark Retrieval in Radiology",
     "Aligning Gadgets for Anatomical Landmark Retrieval in Surgery"),
    ("Torn Widget Segmentation in Tomography with Frozen Encoders",
     "Torn Widget Detection in Ultrasound with Few Labels"),
]  # fmt: skip


#: one telling word, name or number apart: another paper, or one that got a new word in its title
NEAR = [
    ("Learning to Read Torn Widgets: Part I", "Learning to Read Torn Widgets: Part II", "number"),
    ("Anchors for Reading Torn Widgets with WLIP-2", "Anchors for Reading Torn Widgets with WLIP-3",
     "number"),
    ("Reading Widgets in 2D Scans", "Reading Widgets in 3D Scans", "number"),
    ("WNet++: Improved Guided Transformers for Surgery", "WNet: Guided Transformers for Surgery",
     "replaced"),
    ("Torn Widget Segmentation in Tomography", "Torn Widget Classification in Tomography",
     "replaced"),
    ("WLIP: Reading Widgets at Home", "GadgetNet: Reading Widgets at Home", "replaced"),
    ("A Survey of Widgets for Surgery", "Training Widgets for Surgery", "replaced"),
    ("Supervised Reading of Torn Widgets", "Unsupervised Reading of Torn Widgets", "replaced"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason"), NEAR)
def test_one_replaced_word_that_tells_makes_another_paper(
    one: str, other: str, reason: str
) -> None:
    found = compare_titles(one, other)
    assert (found.match, found.reason) == (TitleMatch.DIFFERENT, reason)
    assert found.is_near
    assert not found.is_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reading Widgets by Robust Models", "Reading Widgets by a Novel Framework"),
        ("Reading Torn Widgets Within Minutes", "Reading Torn Widgets Under Minutes"),
        ("Segmenting Torn Widgets", "Segmentation of Torn Widgets"),
        ("Two Ways of Reading Widgets", "2 Ways of Reading Widgets"),
        ("A Review of Torn Widgets at Home", "Survey of Torn Widgets at Home"),
        ("MRI Readings of Torn Widgets", "Magnetic Resonance Imaging Readings of Torn Widgets"),
        ("Reading Widgets with μ-Wave Gadgets", "Reading Widgets with Microwave Gadgets"),
    ],
)
def test_words_of_praise_grammar_or_another_form_do_not(one: str, other: str) -> None:
    assert compare_titles(one, other).match is not TitleMatch.DIFFERENT


@pytest.mark.parametrize(("one", "other"), SIMILAR)
def test_papers_about_similar_things_are_different_but_not_apart(one: str, other: str) -> None:
    found = compare_titles(one, other)
    assert (found.match, found.reason, found.is_apart) == (TitleMatch.DIFFERENT, "distinct", False)
    assert found == compare_titles(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a name in front of the one, the end of the other cut off
        ("XqNet: Aligning Gadgets for Landmark Retrieval in the",
         "Aligning Gadgets for Landmark Retrieval in the Surgery"),
        # a subtitle alone, with typing errors and words run together
        ("Problems, Methods and Oportunites",
         "Widget Models for Decisions: Problems, Methods, and Opportunities"),
        ("Zeroshot Detecton of Widgetgenerated Prose",
         "Spotting Gadgets: Zero-Shot Detection of Widget-Generated Prose"),
    ],
)  # fmt: skip
def test_shortened_titles_with_errors_are_never_different(one: str, other: str) -> None:
    assert compare_titles(one, other).match is not TitleMatch.DIFFERENT


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spelling_makes_no_difference(one: str, other: str) -> None:
    assert compare_titles(one, other).match is TitleMatch.SAME


@pytest.mark.parametrize(("one", "other"), VARIANT)
def test_known_ways_of_writing_a_title_are_variants(one: str, other: str) -> None:
    assert compare_titles(one, other).match is TitleMatch.VARIANT


@pytest.mark.parametrize(("one", "other"), UNCLEAR)
def test_near_twins_short_names_and_translations_are_unclear(one: str, other: str) -> None:
    assert compare_titles(one, other).match is TitleMatch.UNCLEAR


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_papers_are_different(one: str, other: str) -> None:
    assert compare_titles(one, other).match is TitleMatch.DIFFERENT


@pytest.mark.parametrize(("one", "other"), SAME + VARIANT + UNCLEAR + DIFFERENT)
def test_the_answer_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert compare_titles(one, other) == compare_titles(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supervised Reading of Torn Widgets", "Unsupervised Reading of Torn Widgets"),
        ("Reading Widgets in 2D", "Reading Widgets in 3D"),
        ("Reading Widgets with Labels at Home", "Reading Widgets without Labels at Home"),
        ("Text-to-Widget Synthesis at Scale", "Widget-to-Text Synthesis at Scale"),
    ],
)
def test_a_small_word_can_make_another_paper(one: str, other: str) -> None:
    assert not compare_titles(one, other).fits


def test_the_best_of_several_titles_counts() -> None:
    titles = ("Large-Vocabulary Segmentation of Things", "", "One Widget to Rule Them All")
    assert best_match("One widget to rule them all", titles).match is TitleMatch.SAME
    assert best_match("One widget to rule them all", ()).match is TitleMatch.UNCLEAR


def test_a_title_falls_into_its_parts() -> None:
    assert parts("WETR: End-to-End Widgets") == ("wetr", "end to end widgets")
    assert parts("[WETR] End-to-End Widgets") == ("wetr", "end to end widgets")
    assert parts("Vision–language widgets") == ("vision language widgets",)


def test_the_normal_form_is_a_fixed_point() -> None:
    for one, other in SAME + VARIANT + UNCLEAR + DIFFERENT:
        for title in (one, other):
            assert normalise(normalise(title)) == normalise(title)


def test_a_text_too_long_for_a_title_is_never_different_for_its_words() -> None:
    one = " ".join(f"widget{n} gadget" for n in range(300))
    other = " ".join(f"gadget sprocket{n} gadget" for n in range(300))
    assert compare_titles(one, other).match is TitleMatch.UNCLEAR
