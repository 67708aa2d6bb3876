"""The journey of one target: which request comes next, and what the chain showed."""

from __future__ import annotations

import pytest

from bot.model.observations import Outcome, Target, Validators
from bot.probing.appetite import FILE_LIMIT, LOOK_LIMIT, PAGE_LIMIT, appetite
from bot.probing.classify import Sibling
from bot.probing.exchange import Answer, Fault, Method
from bot.probing.journey import (
    Found,
    Journey,
    Need,
    sibling_of,
)
from bot.urls import parse

HERE = "https://lab.example/papers/42"
PAGE = b"<html><head><title>A page</title></head><body><p>" + b"words " * 50 + b"</p></body></html>"
HTML = {"content-type": "text/html"}


def journey(url: str = HERE, *, most: int = 5, **fields: object) -> Journey:
    target = Target(url=url, **fields)  # type: ignore[arg-type]
    return Journey(target, parse(url), max_redirects=most)


def ok(body: bytes = PAGE, **headers: str) -> Answer:
    return Answer(200, {**HTML, **headers}, body)


def to(location: str, status: int = 301, *cookies: str) -> Answer:
    return Answer(status, {"location": location}, cookies=cookies)


def end(one: Journey, *answers: Answer | Fault) -> Found:
    """Feed answers until the journey is over."""
    for answer in answers:
        need = one.receive(answer)
        if need is Need.NOTHING:
            assert one.found is not None
            return one.found
    raise AssertionError("the journey goes on")


def test_a_page_is_found_where_it_was_looked_for() -> None:
    one = journey()
    assert str(one.request().url) == HERE
    found = end(one, ok())
    assert (found.outcome, found.status, found.final_url) == (Outcome.ANSWERED, 200, None)


def test_permanent_redirects_are_a_move_and_one_temporary_hop_spoils_it() -> None:
    moved = end(journey(), to("/a", 301), to("/b", 308), ok())
    assert (moved.permanent, moved.final_url) == (True, "https://lab.example/b")
    assert [(hop.url, hop.status) for hop in moved.hops] == [
        (HERE, 301),
        ("https://lab.example/a", 308),
    ]
    mixed = end(journey(), to("/a", 301), to("/b", 302), ok())
    assert (mixed.permanent, mixed.final_url) == (False, "https://lab.example/b")


def test_a_cosmetic_move_and_a_move_to_nothing_are_none() -> None:
    assert not end(journey(), to("/papers/42/"), ok()).permanent
    assert not end(journey(), to("/gone"), Answer(404, {})).permanent
    assert not end(journey("https://doi.org/10.1/x"), to(HERE), ok()).permanent


def test_the_fragment_travels_along() -> None:
    assert (
        end(journey(HERE + "#part"), to("/new"), ok()).final_url == "https://lab.example/new#part"
    )


def test_cookies_are_kept_within_the_chain() -> None:
    one = journey()
    assert one.receive(to(HERE, 302, "seen=1; Path=/")) is Need.REQUEST
    assert ("Cookie", "seen=1") in one.request().headers
    assert end(one, ok()).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("target", [HERE, "/papers/42", "#x", ""])
def test_a_redirect_to_itself_is_a_loop_or_broken(target: str) -> None:
    assert end(journey(), to(target)).outcome in (Outcome.REDIRECT_LOOP, Outcome.BROKEN)


def test_loops_and_endless_chains_end() -> None:
    circle = end(journey(), to("/a"), to("/papers/42"))
    assert (circle.outcome, circle.reason) == (Outcome.REDIRECT_LOOP, "loop")
    endless = end(journey(most=3), *(to(f"/{i}") for i in range(9)))
    assert (endless.outcome, endless.reason) == (Outcome.REDIRECT_LOOP, "too-many")


@pytest.mark.parametrize(
    ("location", "outcome"),
    [
        ("file:///etc/passwd", Outcome.UNSAFE),
        ("javascript:alert(1)", Outcome.UNSAFE),
        ("http://127.1/", Outcome.UNSAFE),
        ("https://good.example@evil.example/", Outcome.UNSAFE),
        ("http://[::1", Outcome.BROKEN),
        ("https://lab.example:99999/", Outcome.BROKEN),
        ("mailto:a@b.example", Outcome.BROKEN),
        ("\\\\evil.example", Outcome.BROKEN),
    ],
)
def test_a_location_is_checked_before_it_is_followed(location: str, outcome: Outcome) -> None:
    assert end(journey(), to(location)).outcome is outcome


def test_a_fault_ends_the_journey_as_itself() -> None:
    found = end(journey(), Fault(Outcome.UNREACHABLE, "refused", whole_host=True))
    assert (found.outcome, found.reason, found.whole_host) == (Outcome.UNREACHABLE, "refused", True)


def test_a_page_that_is_wanted_is_read_further() -> None:
    assert journey().request().limit == LOOK_LIMIT
    assert journey(wants_page=True).request().limit == PAGE_LIMIT


def test_of_a_file_only_the_beginning_is_asked_for() -> None:
    one = journey("https://lab.example/paper.pdf")
    assert one.request().headers == (("Range", f"bytes=0-{FILE_LIMIT - 1}"),)
    part = Answer(206, {"content-type": "application/pdf"}, b"%PDF-1.7")
    assert end(one, part).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("status", [400, 403, 405, 416, 501])
def test_a_refusal_of_a_range_is_asked_again_without(status: int) -> None:
    one = journey("https://lab.example/paper.pdf")
    assert one.receive(Answer(status, {})) is Need.REQUEST
    assert one.request().headers == ()
    whole = Answer(200, {"content-type": "application/pdf"}, b"%PDF-1.7")
    assert end(one, whole).outcome is Outcome.ANSWERED
    again = journey("https://lab.example/paper.pdf")
    again.receive(Answer(403, {}))
    assert end(again, Answer(403, {})).outcome is Outcome.WALLED


def test_validators_are_remembered_and_sent_where_they_came_from() -> None:
    found = end(journey(), Answer(200, {**HTML, "etag": '"1"', "last-modified": "yesterday"}, PAGE))
    assert found.validators == Validators(etag='"1"', last_modified="yesterday")
    one = journey(validators=found.validators)
    assert one.request().headers == (
        ("If-None-Match", '"1"'),
        ("If-Modified-Since", "yesterday"),
    )
    again = end(one, Answer(304, {}))
    assert (again.outcome, again.reason, again.validators) == (
        Outcome.ANSWERED,
        "unchanged",
        found.validators,
    )


def test_validators_of_the_end_of_a_chain_are_for_that_end() -> None:
    found = end(journey(), to("/new", 302), ok(etag='"9"'))
    assert found.validators == Validators(etag='"9"', url="https://lab.example/new")
    one = journey(validators=found.validators)
    assert one.request().headers == ()
    one.receive(to("/new", 302))
    assert one.request().headers == (("If-None-Match", '"9"'),)


def test_no_validators_from_errors_and_no_smuggling_through_them() -> None:
    assert end(journey(), Answer(404, {"etag": '"1"'})).validators is None
    assert end(journey(), ok(etag="x" * 500)).validators is None
    evil = journey(validators=Validators(etag='"1"\r\nX: y'))
    assert evil.request().headers == ()


def test_a_second_look_asks_without_conditions() -> None:
    target = Target(url=HERE, validators=Validators(etag='"1"'))
    second = Journey(target, parse(HERE), max_redirects=5, conditions=False)
    assert second.request().headers == ()


def test_a_plain_http_page_is_asked_for_its_secure_twin() -> None:
    one = journey("http://lab.example/x")
    assert one.receive(ok()) is Need.REQUEST
    request = one.request()
    assert (request.method, str(request.url)) == (Method.HEAD, "https://lab.example/x")
    found = end(one, Answer(200, {}))
    assert (found.outcome, found.secure_twin, found.final_url) == (Outcome.ANSWERED, True, None)
    without = journey("http://lab.example/x")
    without.receive(ok())
    assert not end(without, Fault(Outcome.BAD_CERTIFICATE, "expired")).secure_twin
    odd_port = journey("http://lab.example:8080/x")
    assert odd_port.receive(ok()) is Need.NOTHING


def test_a_redirect_to_the_secure_twin_is_no_move() -> None:
    found = end(journey("http://lab.example/x"), to("https://lab.example/x"), ok())
    assert (found.permanent, found.secure_twin) == (False, True)


def test_an_immediate_refresh_is_followed_under_the_same_rules() -> None:
    tag = b'<html><meta http-equiv="refresh" content="0; url=%s"></html>'
    led = end(journey(), ok(tag % b"/new"), ok())
    assert (led.outcome, led.permanent, led.final_url) == (
        Outcome.ANSWERED,
        False,
        "https://lab.example/new",
    )
    assert end(journey(), ok(tag % b"http://0x7f.1/")).outcome is Outcome.UNSAFE


def test_a_suspicious_page_waits_for_its_sibling() -> None:
    odd = b"<html><head><title>Oops</title></head><body><p>Use the menu above, or write.</p></body></html>"
    one = journey()
    assert one.receive(ok(odd)) is Need.SIBLING
    assert one.settle(Sibling(honest=True)) is Need.NOTHING
    assert one.found is not None
    assert one.found.outcome is Outcome.ANSWERED


def test_a_journey_can_be_stopped() -> None:
    one = journey()
    one.receive(to("https://ieeexplore.ieee.org/document/1"))
    found = one.stop(Outcome.WALLED, "walled-host")
    assert found.final_url == "https://ieeexplore.ieee.org/document/1"


@pytest.mark.parametrize(
    ("url", "sibling"),
    [
        ("https://a.example/x/y.html?q=1#f", "https://a.example/x/T.html"),
        ("https://a.example/x/y/", "https://a.example/x/T/"),
        ("https://a.example/x", "https://a.example/T"),
        ("https://a.example/", "https://a.example/T"),
        ("https://a.example/v1.2/notes", "https://a.example/v1.2/T"),
    ],
)
def test_a_sibling_is_a_neighbour_in_the_same_directory(url: str, sibling: str) -> None:
    assert str(sibling_of(parse(url), "T")) == sibling


def test_the_appetite_is_for_pages() -> None:
    assert appetite(302, {"location": "/x"}) < LOOK_LIMIT
    assert appetite(200, {"content-type": "application/pdf"}) == FILE_LIMIT
    assert appetite(200, {"content-type": "video/mp4"}) == FILE_LIMIT
    assert appetite(200, {"content-type": "text/html; charset=utf-8"}) == PAGE_LIMIT
    assert appetite(200, {}) == PAGE_LIMIT


def test_a_refusal_of_head_by_the_twin_is_asked_again_with_get() -> None:
    one = journey("http://lab.example/x")
    one.receive(ok())
    assert one.receive(Answer(405, {})) is Need.REQUEST
    assert one.request().method is Method.GET
    assert end(one, Answer(200, {})).secure_twin


def test_a_refresh_header_is_a_redirect_too() -> None:
    found = end(journey(), Answer(200, {"refresh": "0; url=/new"}, b""), ok())
    assert found.final_url == "https://lab.example/new"
