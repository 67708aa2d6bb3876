"""What is a usable URL, what is refused, and how references are resolved."""

from __future__ import annotations

import pytest

from bot.model.observations import Outcome
from bot.urls import MAX_LENGTH, UnusableUrl, join, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://EXAMPLE.org:443/A", "https://example.org/A"),
        ("http://example.org:8080/x?", "http://example.org:8080/x?"),
        ("http://example.org:/x", "http://example.org/x"),
        ("http://example.org:00080/x", "http://example.org/x"),
        ("  https://example.org/a b\n", "https://example.org/a%20b"),
        ("https://example.org/a%2Fb%7Ec", "https://example.org/a%2Fb%7Ec"),
        ("https://example.org/%zz", "https://example.org/%zz"),
        ("https://example.org/ü?q=é#ß", "https://example.org/%C3%BC?q=%C3%A9#%C3%9F"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
        ("https://例え.example/", "https://xn--r8jz45g.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://i❤.example/", "https://xn--i-7iq.example/"),
        ("https://my_lab.github.io/x", "https://my_lab.github.io/x"),
        ("https://example.org./x", "https://example.org./x"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/a/%2e%2E/c/..", "https://example.org/"),
        ("https://example.org/../../x", "https://example.org/x"),
        ("https://example.org/.hidden/..x", "https://example.org/.hidden/..x"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x"),
        ("https://[2001:DB8:0:0::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("https://example.org?q=1", "https://example.org/?q=1"),
        ("https://example.org/x?a'b", "https://example.org/x?a%27b"),
        ("https://example.org/x?a\\b", "https://example.org/x?a\\b"),
        ("https://example.org/a//b/", "https://example.org/a//b/"),
    ],
)
def test_a_usable_url_is_spelt_as_a_browser_would_send_it(text: str, expected: str) -> None:
    assert str(parse(text)) == expected
    assert str(parse(expected)) == expected


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [
        ("", Outcome.INVALID, "empty"),
        ("example.org/x", Outcome.INVALID, "no-scheme"),
        ("//example.org/x", Outcome.INVALID, "no-scheme"),
        ("https:/example.org/x", Outcome.INVALID, "no-authority"),
        ("https:example.org", Outcome.INVALID, "no-authority"),
        ("https:///x", Outcome.INVALID, "empty-host"),
        ("https://?q", Outcome.INVALID, "empty-host"),
        ("https://./", Outcome.INVALID, "empty-host"),
        ("https://user@/", Outcome.INVALID, "empty-host"),
        ("https://a..b/", Outcome.INVALID, "bad-host"),
        ("https://-a.example/", Outcome.INVALID, "bad-host"),
        ("https://" + "a" * 64 + ".example/", Outcome.INVALID, "bad-host"),
        ("https://" + ".".join(["a" * 60] * 5) + "/", Outcome.INVALID, "bad-host"),
        ("https://exa%6Dple.org/", Outcome.INVALID, "bad-host"),
        ("https://exa mple.org/", Outcome.INVALID, "space-in-host"),
        ("https://example.org\u3000/", Outcome.INVALID, "space-in-host"),
        ("https://exa\tmple.org/", Outcome.INVALID, "control-character"),
        ("https://example.org/a\nb", Outcome.INVALID, "control-character"),
        ("https://example.org/\ud800", Outcome.INVALID, "control-character"),
        ("https://example.org:65536/", Outcome.INVALID, "bad-port"),
        ("https://example.org:99999999999999999999/", Outcome.INVALID, "bad-port"),
        ("https://example.org:0/", Outcome.INVALID, "bad-port"),
        ("https://example.org:8o/", Outcome.INVALID, "bad-port"),
        ("https://example.org:٣/", Outcome.INVALID, "bad-port"),
        ("https://256.1.1.1/", Outcome.INVALID, "bad-address"),
        ("https://1.2.3.4.5/", Outcome.INVALID, "bad-address"),
        ("https://foo.0x4/", Outcome.INVALID, "bad-address"),
        ("https://[::1/", Outcome.INVALID, "bad-address"),
        ("https://[::g]/", Outcome.INVALID, "bad-address"),
        ("https://[fe80::1%25eth0]/", Outcome.INVALID, "bad-address"),
        ("http://evil.example\\@good.example/", Outcome.INVALID, "backslash"),
        ("https://example.org/a\\b", Outcome.INVALID, "backslash"),
        ("https://\u00ad/", Outcome.INVALID, "empty-host"),
        ("htp://example.org/", Outcome.INVALID, "scheme"),
        ("https://example.org/" + "a" * MAX_LENGTH, Outcome.INVALID, "too-long"),
        ("javascript:alert(1)", Outcome.UNSAFE, "scheme"),
        ("file:///etc/passwd", Outcome.UNSAFE, "scheme"),
        ("data:text/html,x", Outcome.UNSAFE, "scheme"),
        ("gopher://example.org/", Outcome.UNSAFE, "scheme"),
        ("mailto:a@example.org", Outcome.SKIPPED, "not-web"),
        ("ftp://example.org/x", Outcome.SKIPPED, "not-web"),
        ("https://good.example@evil.example/", Outcome.UNSAFE, "misleading-user-info"),
        ("https://good.example:443@evil.example/", Outcome.UNSAFE, "misleading-user-info"),
        ("https://a@b@evil.example/", Outcome.UNSAFE, "misleading-user-info"),
        ("https://a%40b@evil.example/", Outcome.UNSAFE, "misleading-user-info"),
        ("http://2130706433/", Outcome.UNSAFE, "disguised-address"),
        ("http://0x7f.1/", Outcome.UNSAFE, "disguised-address"),
        ("http://127.1/", Outcome.UNSAFE, "disguised-address"),
        ("http://0/", Outcome.UNSAFE, "disguised-address"),
        ("http://0177.0.0.1/", Outcome.UNSAFE, "disguised-address"),
        ("http://127.0.0.1./", Outcome.UNSAFE, "disguised-address"),
        ("http://127。0。0。1/", Outcome.UNSAFE, "disguised-address"),
        ("http://①②⑦.0.0.1/", Outcome.UNSAFE, "disguised-address"),
        ("http://0x7f000001/", Outcome.UNSAFE, "disguised-address"),
    ],
)
def test_an_unusable_text_says_why(text: str, outcome: Outcome, reason: str) -> None:
    with pytest.raises(UnusableUrl) as caught:
        parse(text)
    assert (caught.value.outcome, caught.value.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("base", "reference", "expected"),
    [
        ("https://a.example/x/y?q", "z", "https://a.example/x/z"),
        ("https://a.example/x/y?q", "/z", "https://a.example/z"),
        ("https://a.example/x/y?q", "?r", "https://a.example/x/y?r"),
        ("https://a.example/x/y?q", "#f", "https://a.example/x/y?q#f"),
        ("https://a.example/x/y", "../z", "https://a.example/z"),
        ("https://a.example/x/y", "../../../z", "https://a.example/z"),
        ("https://a.example:8443/x", "//b.example/z", "https://b.example/z"),
        ("http://a.example/x", "HTTPS://B.example", "https://b.example/"),
        ("https://a.example/x#top", "/z", "https://a.example/z#top"),
        ("https://a.example/x#top", "/z#own", "https://a.example/z#own"),
        ("https://a.example/x", " /with space/ü ", "https://a.example/with%20space/%C3%BC"),
        ("https://a.example/x", "y:z", None),
        ("https://a.example/x", "./y:z", "https://a.example/y:z"),
    ],
)
def test_references_are_resolved_like_a_browser_does(
    base: str, reference: str, expected: str | None
) -> None:
    if expected is None:
        with pytest.raises(UnusableUrl):
            join(parse(base), reference)
    else:
        assert str(join(parse(base), reference)) == expected


@pytest.mark.parametrize("location", ["javascript:alert(1)", "file:///etc/passwd", "//127.1/"])
def test_a_redirect_out_of_the_web_is_unsafe(location: str) -> None:
    with pytest.raises(UnusableUrl) as caught:
        join(parse("https://a.example/"), location)
    assert caught.value.outcome is Outcome.UNSAFE


def test_the_parts_say_where_a_request_goes() -> None:
    url = parse("https://user:pw@Example.org:8443/a?b=c#d")
    assert (url.authority, url.origin) == ("example.org:8443", "https://example.org:8443")
    assert url.target == "/a?b=c"
    assert str(url.without_fragment()) == "https://example.org:8443/a?b=c"
