"""Bytes to text: bounded, and never an exception."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from bot.probing.bodies import MOST_DECODED, Undecodable, decoded, text_of
from bot.probing.exchange import Answer

TEXT = b"<html>some text that compresses, some text that compresses</html>" * 3


def answer(body: bytes, coding: str = "") -> Answer:
    return Answer(200, {"content-encoding": coding} if coding else {}, body)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (TEXT, ""),
        (TEXT, "identity"),
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0), "x-gzip"),
        (gzip.compress(TEXT, mtime=0), "GZIP"),
        (gzip.compress(TEXT, mtime=0), ""),
        (zlib.compress(TEXT), "deflate"),
        (raw_deflate(TEXT), "deflate"),
    ],
)
def test_one_known_coding_is_taken_off(body: bytes, coding: str) -> None:
    assert decoded(answer(body, coding)) == TEXT


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "gzip;q=1"])
def test_other_codings_are_not_guessed(coding: str) -> None:
    with pytest.raises(Undecodable, match="coding"):
        decoded(answer(b"x" * 100, coding))


def test_garbage_is_corrupt_and_a_cut_body_is_read_as_far_as_it_goes() -> None:
    with pytest.raises(Undecodable, match="corrupt"):
        decoded(answer(b"no gzip at all", "gzip"))
    with pytest.raises(Undecodable, match="corrupt"):
        decoded(answer(b"\x1f\x8b\x08\x00" + b"garbage" * 20, "gzip"))
    packed = gzip.compress(TEXT)
    assert TEXT.startswith(decoded(answer(packed[:-20], "gzip")))


@pytest.mark.slow
def test_a_bomb_is_bounded_in_memory() -> None:
    bomb = gzip.compress(b"\x00" * 200_000_000, compresslevel=9)
    tracemalloc.start()
    plain = decoded(answer(bomb, "gzip"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(plain) == MOST_DECODED
    assert peak < 8 * MOST_DECODED


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("für".encode(), "text/html; charset=utf-8", "für"),
        ("für".encode("latin-1"), "text/html; charset=ISO-8859-1", "für"),
        ("“q”".encode("cp1252"), "text/html; charset=latin1", "“q”"),
        ("论文".encode("gbk"), 'text/html; charset="GB2312"', "论文"),
        ("論文".encode("big5"), "text/html;charset=Big5", "論文"),
        ("論文".encode("shift_jis"), "text/html; charset=Shift_JIS", "論文"),
        ("논문".encode("cp949"), "text/html; charset=euc-kr", "논문"),
        ("статья".encode("koi8-r"), "text/html; charset=koi8-r", "статья"),
        ("für".encode("utf-16"), "text/html", "für"),
        (b"\xef\xbb\xbff\xc3\xbcr", "text/html; charset=iso-8859-1", "für"),
        (b'<meta charset="gbk">' + "论文".encode("gbk"), "text/html", '<meta charset="gbk">论文'),
        ("für".encode(), "text/html", "für"),
        ("für".encode("latin-1"), "text/html", "für"),
    ],
)
def test_the_charset_comes_from_mark_label_meta_or_guess(
    body: bytes, content_type: str, expected: str
) -> None:
    assert text_of(body, content_type) == expected


@pytest.mark.parametrize(
    "label",
    ["hex", "rot13", "zip", "base64", "idna", "undefined", "unicode_escape", "x" * 99, ";;"],
)
def test_labels_that_are_no_charsets_are_read_as_utf_8(label: str) -> None:
    assert text_of("für".encode(), f"text/html; charset={label}") == "für"
    assert text_of(b'<meta charset="' + label.encode() + b'">x', "text/html").endswith("x")


def test_a_character_that_was_cut_does_not_change_the_charset() -> None:
    assert text_of("für".encode()[:-1] + "ü".encode()[:1], "text/html").startswith("fü")
