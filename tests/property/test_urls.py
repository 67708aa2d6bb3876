"""Laws of the URL layer: parsing is stable, canonical forms are fixed points, nothing escapes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from bot.urls import UnusableUrl, canonical, join, parse, parsing, redacted, registrable_domain

_TEXT = st.text(max_size=40)
_URLS = st.builds(
    lambda scheme, host, rest: f"{scheme}://{host}{rest}",
    st.sampled_from(["http", "https", "HTTP"]),
    st.one_of(st.sampled_from(["a.example", "[::1]", "1.2.3.4", "ü.example", "127.1"]), _TEXT),
    st.one_of(_TEXT, _TEXT.map(lambda t: "/" + t)),
)


@given(st.one_of(_TEXT, _URLS))
def test_parsing_either_raises_its_own_error_or_is_stable(text: str) -> None:
    try:
        url = parse(text)
    except UnusableUrl:
        return
    spelt = str(url)
    assert spelt.isascii()
    assert not set(spelt) & set(' \t\r\n\\<>"') - set("\\" if "?" in spelt or "#" in spelt else "")
    assert parse(spelt) == url
    assert canonical(canonical(text)) == canonical(text)


@given(_TEXT)
def test_joining_stays_on_the_web_or_raises(reference: str) -> None:
    try:
        url = join(parse("https://a.example/x/y?z#f"), reference)
    except UnusableUrl:
        return
    assert url.scheme in ("http", "https")
    assert url.path.startswith("/")


@given(_TEXT)
def test_helpers_accept_any_text(text: str) -> None:
    assert isinstance(redacted(text), str)
    assert isinstance(registrable_domain(text), str)


_PLAIN = st.builds(
    lambda scheme, host, rest: f"{scheme}://{host}{rest}",
    st.sampled_from(["http", "https"]),
    st.one_of(
        st.from_regex(r"[a-z0-9.\-]{0,12}", fullmatch=True),
        st.sampled_from(["a.example", "1.2.3.4", "127.1", "0x7f.1", "a..b", "-a.b", "a.b.", "."]),
    ),
    st.from_regex(r"(/[a-z%2eE./|'^\\@:]{0,8}){0,4}(\?[a-z?/{}`'\\%]{0,8})?[#\n]?", fullmatch=True),
)


@given(_PLAIN)
def test_a_plain_url_is_read_at_once_as_it_is_read_step_by_step(text: str) -> None:
    def read(reader: Callable[[str], object]) -> object:
        try:
            return reader(text)
        except UnusableUrl as error:
            return error.reason, error.outcome

    assert read(parse.__wrapped__) == read(lambda url: parsing._read(url.strip()))
