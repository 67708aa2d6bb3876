"""Laws of probing: whatever a server sends, there is one meaning, and nothing is raised."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateways.web.reader import ResponseReader
from bot.model.observations import Outcome, Target
from bot.probing.bodies import MOST_DECODED, Undecodable, decoded, text_of
from bot.probing.classify import meaning_of, sibling_from, with_sibling
from bot.probing.exchange import Answer, Fault
from bot.probing.journey import Journey, Need
from bot.probing.pages import LONGEST_TEXT, LONGEST_TITLE, read
from bot.probing.waiting import LONGEST_PAUSE, pause_for, quota_pause
from bot.urls import parse

HERE = parse("https://lab.example/papers/42")
TARGET = Target(url=str(HERE), titles=("Prompted widgets and gadgets for imaging",))

_NAMES = st.sampled_from(
    ["content-type", "content-encoding", "location", "retry-after", "server", "etag", "cf-mitigated",
     "ratelimit", "refresh", "x"]
)  # fmt: skip
_VALUES = st.one_of(
    st.text(alphabet=string.printable, max_size=30),
    st.sampled_from(
        ["text/html", "gzip", "deflate", "/new", "//b.example/", "0", "99", "application/pdf"]
    ),
)
_HTML = st.lists(
    st.sampled_from(
        ["<html>", "<title>", "</title>", "404", "Not found", "<h1>", "</h1>", "Oops", "<script>",
         "<meta http-equiv=refresh content='0;url=/x'>", "<meta name=citation_title content=x>", "words ",
         "<input type=password>", "domain for sale", "\x00", "é", "<!--", "<svg><title>", "_fs-ch-"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
_BODIES = st.one_of(st.binary(max_size=200), _HTML.map(str.encode))
_ANSWERS = st.builds(
    Answer,
    st.one_of(st.integers(200, 600), st.sampled_from([200, 301, 302, 304, 404, 999])),
    st.dictionaries(_NAMES, _VALUES, max_size=5),
    _BODIES,
    st.booleans(),
    st.lists(_VALUES, max_size=3).map(tuple),
)
_FAULTS = st.builds(Fault, st.sampled_from(list(Outcome)), st.just("x"), st.booleans())


@given(_ANSWERS)
def test_every_answer_has_one_meaning(answer: Answer) -> None:
    found = meaning_of(TARGET, HERE, HERE, answer)
    assert isinstance(found.outcome, Outcome)
    if found.suspicious is not None:
        assert with_sibling(found, None).suspicious is None
        assert with_sibling(found, sibling_from(answer)).suspicious is None


@given(st.lists(st.one_of(_ANSWERS, _FAULTS), min_size=1, max_size=30))
def test_every_journey_ends(results: list[Answer | Fault]) -> None:
    journey = Journey(TARGET, HERE, max_redirects=5)
    for steps, result in enumerate(results * 3):
        request = journey.request()
        assert request.url.scheme in ("http", "https")
        need = journey.receive(result)
        if need is Need.SIBLING:
            need = journey.settle(None)
        if need is Need.NOTHING:
            assert journey.found is not None
            assert len(journey.found.hops) <= 6
            return
        assert steps < 16, "a journey of five redirects does not end"


@given(_HTML)
def test_what_is_read_from_a_page_is_bounded(html: str) -> None:
    page = read(html)
    assert len(page.title) <= LONGEST_TITLE
    assert len(page.text) <= LONGEST_TEXT
    assert page.reading().title == page.title


@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate", "br", "x-gzip"]))
def test_decoding_is_bounded_or_refused(body: bytes, coding: str) -> None:
    try:
        plain = decoded(Answer(200, {"content-encoding": coding}, body))
    except Undecodable:
        return
    assert len(plain) <= MOST_DECODED


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_are_some_text(body: bytes, label: str) -> None:
    assert isinstance(text_of(body, f"text/html; charset={label}"), str)


@given(st.one_of(st.none(), st.floats(0, 1e12)), st.integers(1, 100))
def test_a_pause_is_never_longer_than_a_run_can_bear(asked: float | None, throttled: int) -> None:
    assert 0 <= pause_for(asked, throttled=throttled) <= LONGEST_PAUSE


@given(
    st.dictionaries(
        st.sampled_from(["ratelimit", "ratelimit-remaining", "ratelimit-reset"]), _VALUES
    )
)
def test_a_quota_is_understood_or_ignored(headers: dict[str, str]) -> None:
    pause = quota_pause(headers)
    assert pause is None or 0 <= pause <= LONGEST_PAUSE


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=60).map(lambda tail: b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n" + tail),
    ),
    st.integers(1, 50),
)
def test_any_bytes_are_a_response_a_fault_or_not_yet_either(data: bytes, cut: int) -> None:
    reader = ResponseReader(no_body=False, most_body=100)
    for i in range(0, len(data), cut):
        reader.feed(data[i : i + cut])
        if reader.is_complete or reader.fault is not None:
            break
    reader.end()
    assert reader.is_complete != (reader.fault is not None)
    if reader.is_complete:
        assert reader.status >= 200
        assert len(reader.take()) <= 100
