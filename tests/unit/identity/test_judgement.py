"""Is it the paper? Confirmed, unknown, wrong: and never on one registry's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.papers import About, Identity, Integrity
from tests.unit.identity.cases import (
    ARXIV,
    DOI,
    IEEE,
    OTHER_IEEE,
    SPROCKETS,
    STRANGERS,
    TEAM,
    WIDGETS,
    crossref,
    entry_of,
    found,
    judge,
    judge_all,
    openalex,
    pid,
    preprint,
)
from tests.unit.registries.answers import AT, a_record

# confirmed


def test_the_title_of_the_identifiers_own_record_confirms() -> None:
    judgement = judge(entry_of(WIDGETS), crossref())
    assert judgement.identity is Identity.CONFIRMED
    assert judgement.record is not None
    assert judgement.record.doi == "10.5555/tmi.1"
    assert judgement.evidence[0].supports
    assert judgement.evidence[0].url == "https://api.crossref.org/works/10.5555/tmi.1"


def test_one_source_that_fits_outweighs_one_that_does_not() -> None:
    judgement = judge(entry_of(WIDGETS), crossref(title=SPROCKETS), openalex(title=WIDGETS))
    assert judgement.identity is Identity.CONFIRMED
    assert [e.kind for e in judgement.evidence] == [
        "registered-title",
        "registered-address",
        "disagreeing-source",
    ]


def test_the_title_of_an_earlier_version_confirms() -> None:
    record = preprint("Large-Vocabulary Something Else", version=3, other_titles=(WIDGETS, WIDGETS))
    assert judge(entry_of(WIDGETS, ARXIV), record).identity is Identity.CONFIRMED


def test_the_title_of_the_published_version_confirms() -> None:
    own = preprint("One Widget to Rule Them All", published_as="10.5555/journal.1")
    published = crossref(
        ARXIV, WIDGETS, about=About.PUBLISHED, doi="10.5555/journal.1", year=2025, landing_url=None
    )
    judgement = judge(entry_of(WIDGETS, ARXIV), own, published)
    assert judgement.identity is Identity.CONFIRMED
    assert judgement.published is not None
    assert judgement.record is not None
    assert judgement.record.published_as == "10.5555/journal.1"


def test_the_file_name_of_open_proceedings_confirms_without_a_request() -> None:
    url = (
        "https://openaccess.thecvf.com/content/EXC2024/html/"
        "Doe_WidgetSyn_Text-Guided_Synthesis_of_EXC_2024_paper.html"
    )
    judgement = judge(entry_of(WIDGETS, url))
    assert judgement.identity is Identity.CONFIRMED
    assert judgement.evidence[0].kind == "file-name"
    assert judge(entry_of(SPROCKETS, url)).identity is Identity.UNKNOWN


def test_the_title_of_a_page_can_support() -> None:
    url = "https://example.org/widgets"
    page = a_record(url, "page", title=WIDGETS, kind="page-title")
    assert judge(entry_of(WIDGETS, url), page).identity is Identity.CONFIRMED


# unknown


def test_silence_proves_nothing() -> None:
    judgement = judge(entry_of(WIDGETS))
    assert judgement.identity is Identity.UNKNOWN
    assert [e.kind for e in judgement.evidence] == ["nobody-knows"]


def test_one_registry_alone_does_not_convict() -> None:
    judgement = judge(entry_of(SPROCKETS), crossref(), found())
    assert judgement.identity is Identity.UNKNOWN
    assert judgement.evidence[-1].kind == "one-witness"


def test_two_registries_that_name_two_other_papers_do_not_convict() -> None:
    other = "Levers and Pulleys in Early Modern Clockwork Factories"
    judgement = judge(entry_of(SPROCKETS, DOI), crossref(DOI), openalex(DOI, other))
    assert judgement.identity is Identity.UNKNOWN


def test_a_title_that_differs_a_little_is_for_a_person_to_look_at() -> None:
    near = "WidgetSyn for Gears: Audio-Guided Synthesis of Low-Fidelity Sprockets"
    records = crossref(DOI, near), openalex(DOI, near)
    judgement = judge(entry_of(WIDGETS, DOI), *records)
    assert judgement.identity is Identity.UNKNOWN
    assert not judgement.evidence[0].supports


def test_the_title_of_a_page_never_accuses() -> None:
    url = "https://example.org/widgets"
    page = a_record(
        url, "page", title="Please accept our cookies to continue here", kind="page-title"
    )
    assert judge(entry_of(WIDGETS, url), page, openalex(url, SPROCKETS)).identity is (
        Identity.UNKNOWN
    )


def test_a_preprint_whose_versions_are_not_all_known_is_not_accused() -> None:
    datacite = a_record(ARXIV, "datacite", title=SPROCKETS, doi="10.48550/arxiv.2401.00001")
    unknown = preprint(SPROCKETS, version=4)
    assert judge(entry_of(WIDGETS, ARXIV), unknown, datacite).identity is Identity.UNKNOWN
    known = preprint(SPROCKETS, version=2, other_titles=(SPROCKETS,))
    assert judge(entry_of(WIDGETS, ARXIV), known, datacite).identity is Identity.WRONG_PROBABLE


def test_a_paper_of_the_same_people_may_have_been_renamed() -> None:
    records = crossref(DOI), openalex(DOI), found(DOI, authors=TEAM)
    assert judge(entry_of(SPROCKETS, DOI), *records).identity is Identity.UNKNOWN
    entry = entry_of(SPROCKETS, DOI, authors=TEAM)
    assert judge(entry, crossref(DOI), openalex(DOI)).identity is Identity.UNKNOWN


def test_a_maintainer_who_states_the_same_doi_means_that_paper() -> None:
    entry = entry_of(SPROCKETS, DOI, doi="10.5555/tmi.1")
    assert judge(entry, crossref(DOI), openalex(DOI)).identity is Identity.UNKNOWN


def test_a_whole_volume_is_another_thing_than_another_paper() -> None:
    volume = "Gears and Machines: 12th International Conference on Gears, Proceedings Part IV"
    records = crossref(DOI, volume, kind="book"), openalex(DOI, volume, kind="book")
    assert judge(entry_of(WIDGETS, DOI), *records).identity is Identity.UNKNOWN


def test_the_registered_address_is_part_of_the_proof() -> None:
    handle = a_record(IEEE, "doi.org", doi="10.5555/tmi.1", landing_url=IEEE)
    judgement = judge(entry_of(WIDGETS), crossref(), handle)
    said = [e for e in judgement.evidence if e.kind == "registered-address"]
    assert [e.url for e in said] == [
        "https://api.crossref.org/works/10.5555/tmi.1",
        "https://doi.org/api/handles/10.5555/tmi.1",
    ]
    assert all("90000001" in e.detail and e.supports for e in said)


def test_a_short_name_is_never_ground_for_an_accusation() -> None:
    assert judge(entry_of("GearNet", DOI), crossref(DOI), openalex(DOI)).identity is (
        Identity.UNKNOWN
    )


def test_a_link_that_is_no_address_has_no_identity() -> None:
    assert judge(entry_of(WIDGETS, "not an address")).identity is Identity.UNKNOWN


def test_an_identifier_that_does_not_exist_is_said_so() -> None:
    (judgement,) = judge_all((entry_of(WIDGETS, DOI),), unregistered=(pid(DOI),))
    assert judgement.identity is Identity.UNKNOWN
    assert [e.kind for e in judgement.evidence] == ["unregistered"]


# wrong


def test_two_registries_that_agree_make_it_probable() -> None:
    judgement = judge(entry_of(SPROCKETS, DOI), crossref(DOI), openalex(DOI))
    assert judgement.identity is Identity.WRONG_PROBABLE
    assert judgement.record is not None
    assert judgement.record.title == WIDGETS


def test_the_paper_found_elsewhere_by_other_people_makes_it_certain() -> None:
    judgement = judge(entry_of(SPROCKETS, DOI), crossref(DOI), openalex(DOI), found(DOI))
    assert judgement.identity is Identity.WRONG_CERTAIN
    assert judgement.intended is not None
    assert judgement.intended.doi == "10.5555/gears.1"


SIMILAR = "GearAlign: Text-Guided Retrieval of Fidelity Widgets in Tomography"


def test_a_paper_about_similar_things_may_be_the_same_one_renamed() -> None:
    judgement = judge(entry_of(SIMILAR), crossref(), openalex())
    assert judgement.identity is Identity.UNKNOWN
    assert [e.kind for e in judgement.evidence][-1] == "perhaps-renamed"


def test_a_paper_about_similar_things_by_other_people_is_wrong() -> None:
    judgement = judge(entry_of(SIMILAR), crossref(), openalex(), found(title=SIMILAR))
    assert judgement.identity is Identity.WRONG_CERTAIN
    assert judgement.intended is not None


def test_a_paper_about_similar_things_by_the_same_people_is_not_accused() -> None:
    renamed = found(title=SIMILAR, authors=TEAM)
    assert judge(entry_of(SIMILAR), crossref(), openalex(), renamed).identity is Identity.UNKNOWN


def test_two_entries_about_similar_things_with_one_number_are_a_question() -> None:
    entries = (entry_of(WIDGETS), entry_of(SIMILAR, entry_id="two"))
    _, second = judge_all(entries, crossref(), openalex())
    assert second.identity is Identity.WRONG_PROBABLE


def test_of_two_entries_with_one_number_the_wrong_one_is_found() -> None:
    entries = entry_of(WIDGETS, entry_id="one"), entry_of(SPROCKETS, entry_id="two")
    right, wrong = judge_all(entries, crossref(), found())
    assert right.identity is Identity.CONFIRMED
    assert wrong.identity is Identity.WRONG_CERTAIN
    assert wrong.record is not None
    assert wrong.record.title == WIDGETS
    assert wrong.intended is not None
    assert "sibling-entry" in [e.kind for e in wrong.evidence]


def test_without_any_registry_neither_of_two_such_entries_is_accused() -> None:
    entries = entry_of(WIDGETS, entry_id="one"), entry_of(SPROCKETS, entry_id="two")
    for judgement in judge_all(entries):
        assert judgement.identity is Identity.UNKNOWN
        assert [e.kind for e in judgement.evidence] == ["sibling-entry"]


def test_the_page_itself_about_its_own_address_is_two_witnesses() -> None:
    url = "https://proceedings.mlr.press/v227/doe24a.html"
    page = a_record(url, "page", title=WIDGETS, kind="citation-tags", landing_url=url, authors=TEAM)
    assert judge(entry_of(SPROCKETS, url), page).identity is Identity.WRONG_PROBABLE
    elsewhere = a_record(url, "page", title=WIDGETS, kind="citation-tags", authors=TEAM)
    assert judge(entry_of(SPROCKETS, url), elsewhere).identity is Identity.UNKNOWN


def test_the_same_title_under_another_number_is_probable_when_two_more_say_so() -> None:
    elsewhere = {"doi": "10.5555/tmi.2", "landing_url": OTHER_IEEE}
    hit = found(IEEE, WIDGETS, **elsewhere)
    address = replace(found(IEEE, WIDGETS, "doi.org", **elsewhere), title="")
    second = found(IEEE, WIDGETS, "openalex", doi="10.5555/tmi.2", landing_url=None)
    judgement = judge(entry_of(WIDGETS), hit, address, second)
    assert judgement.identity is Identity.WRONG_PROBABLE
    assert judgement.intended is not None
    assert judgement.intended.doi == "10.5555/tmi.2"
    for missing in ((hit,), (hit, address), (hit, second)):
        assert judge(entry_of(WIDGETS), *missing).identity is Identity.UNKNOWN


def test_the_same_paper_at_another_publisher_is_no_error() -> None:
    elsewhere = {"doi": "10.5555/x", "landing_url": "https://link.example/x"}
    records = [found(IEEE, WIDGETS, source, **elsewhere) for source in ("crossref", "openalex")]
    assert judge(entry_of(WIDGETS), *records).identity is Identity.UNKNOWN


# integrity and publication


@pytest.mark.parametrize("state", [Integrity.RETRACTED, Integrity.WITHDRAWN, Integrity.CONCERN])
def test_a_notice_on_the_right_paper_counts(state: Integrity) -> None:
    record = crossref(
        integrity=state,
        integrity_note="retraction (publisher)",
        integrity_url="https://doi.org/10.5555/n",
    )
    judgement = judge(entry_of(WIDGETS), record)
    assert judgement.integrity is state
    (said,) = (e for e in judgement.evidence if e.kind == "integrity")
    assert said.url == "https://doi.org/10.5555/n"


def test_a_notice_on_another_paper_does_not_count() -> None:
    judgement = judge(entry_of(SPROCKETS), crossref(integrity=Integrity.RETRACTED))
    assert judgement.integrity is Integrity.UNKNOWN


def test_crossref_outweighs_an_index_about_retractions() -> None:
    sound = crossref(integrity=Integrity.SOUND)
    judgement = judge(entry_of(WIDGETS), sound, openalex(integrity=Integrity.RETRACTED))
    assert judgement.integrity is Integrity.SOUND


def test_nobody_asked_lately_is_unknown_and_never_sound() -> None:
    old = AT - timedelta(days=31)
    assert judge(entry_of(WIDGETS)).integrity is Integrity.UNKNOWN
    judgement = judge(entry_of(WIDGETS), crossref(integrity=Integrity.SOUND, fetched_at=old))
    assert judgement.integrity is Integrity.UNKNOWN
    retracted = crossref(integrity=Integrity.RETRACTED, fetched_at=old)
    assert judge(entry_of(WIDGETS), retracted).integrity is Integrity.RETRACTED


@pytest.mark.parametrize(
    ("title", "authors", "year", "believed"),
    [
        (WIDGETS, TEAM, 2025, True),
        (WIDGETS, (), 2025, True),
        ("WidgetSyn goes to the hospital: guided synthesis", TEAM, 2025, True),
        (WIDGETS, STRANGERS, 2025, False),
        (SPROCKETS, STRANGERS, 2025, False),
        (SPROCKETS, TEAM, 2025, False),
        (WIDGETS, TEAM, 2010, False),
        (WIDGETS, TEAM, 2040, False),
    ],
)
def test_a_named_publication_is_believed_when_title_and_people_agree(
    title: str, authors: tuple[str, ...], year: int, believed: bool
) -> None:
    record = crossref(
        ARXIV, title, about=About.PUBLISHED, doi="10.5555/j.1", authors=authors, year=year
    )
    own = preprint(WIDGETS, published_as="10.5555/j.1")
    judgement = judge(entry_of(WIDGETS, ARXIV), own, record)
    assert (judgement.published is not None) is believed
    assert judgement.record is not None
    assert (judgement.record.published_as is not None) is believed


def test_code_that_any_source_announces_is_kept_with_the_record() -> None:
    hub = a_record(ARXIV, "huggingface", title=WIDGETS, code_urls=("https://github.com/a/b",))
    judgement = judge(entry_of(WIDGETS, ARXIV), preprint(WIDGETS), hub)
    assert judgement.record is not None
    assert judgement.record.code_urls == ("https://github.com/a/b",)


def test_every_link_is_judged_in_list_order() -> None:
    entries = tuple(entry_of(WIDGETS, entry_id=str(number)) for number in range(3))
    assert [j.entry_id for j in judge_all(entries, crossref())] == ["0", "1", "2"]
