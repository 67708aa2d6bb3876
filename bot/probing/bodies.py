"""Bytes of a body to text: one bounded content coding, one known charset, never an exception."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from bot.probing.exchange import Answer

#: bytes after decoding; a page that proves anything does so long before
MOST_DECODED = 1_048_576

#: WHATWG encoding labels that are seen on the web -> Python codec. What is missing here is read
#: as UTF-8 with replacement; codecs that are no charsets ("hex", "rot13", "idna") cannot be named.
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(
        (
            "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso88591",
            "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "ansi_x3.4-1968",
        ),
        "cp1252",
    ),
    **dict.fromkeys(("iso-8859-2", "iso8859-2", "latin2"), "iso8859-2"),
    **dict.fromkeys(("iso-8859-5", "iso8859-5", "cyrillic"), "iso8859-5"),
    **dict.fromkeys(("iso-8859-7", "iso8859-7", "greek"), "iso8859-7"),
    **dict.fromkeys(("iso-8859-8", "iso8859-8", "iso-8859-8-i", "hebrew"), "iso8859-8"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5", "windows-1254", "cp1254"), "cp1254"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin9"), "iso8859-15"),
    **dict.fromkeys(("windows-1250", "cp1250", "x-cp1250"), "cp1250"),
    **dict.fromkeys(("windows-1251", "cp1251", "x-cp1251"), "cp1251"),
    **dict.fromkeys(("windows-1253", "cp1253"), "cp1253"),
    **dict.fromkeys(("windows-1255", "cp1255"), "cp1255"),
    **dict.fromkeys(("windows-1256", "cp1256"), "cp1256"),
    **dict.fromkeys(("windows-1257", "cp1257"), "cp1257"),
    **dict.fromkeys(("windows-1258", "cp1258"), "cp1258"),
    **dict.fromkeys(("windows-874", "tis-620", "iso-8859-11"), "cp874"),
    **dict.fromkeys(("koi8-r", "koi8", "koi"), "koi8-r"),
    **dict.fromkeys(("koi8-u", "koi8-ru"), "koi8-u"),
    **dict.fromkeys(("gbk", "gb2312", "gb_2312-80", "gb18030", "x-gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    "iso-2022-jp": "iso2022_jp",
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}  # fmt: skip

#: bytes; what gzip makes of nothing is shorter
_EMPTY_GZIP = 64

_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{1,40})", re.IGNORECASE)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{1,40})", re.IGNORECASE
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Undecodable(ValueError):
    """The body cannot be decoded: the coding is unknown, or the data do not follow it."""


def decoded(answer: Answer) -> bytes:
    """The body without its content coding, at most ``MOST_DECODED`` bytes.

    A body that is gzip without saying so is unpacked too (some journal servers do that).
    Raises ``Undecodable``: "coding" (unknown, or several) or "corrupt".
    """
    body = answer.body
    coding = answer.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity", "none", "utf-8"):
        return _unpacked(body, 31) if body[:3] == b"\x1f\x8b\x08" else body
    if not body:
        return body
    if coding in ("gzip", "x-gzip"):
        # a server that labels plain text as gzip is understood by browsers as broken, and it is
        return _unpacked(body, 31)
    if coding == "deflate":
        # RFC 9110, section 8.4.1.2: zlib format; many servers send raw deflate
        return _unpacked(body, 15 if body[0] & 0x0F == 8 and body[0] >> 4 <= 7 else -15)
    raise Undecodable("coding")


def _unpacked(body: bytes, bits: int) -> bytes:
    try:
        plain = zlib.decompressobj(bits).decompress(body, MOST_DECODED)
    except zlib.error:
        raise Undecodable("corrupt") from None
    if not plain and len(body) > _EMPTY_GZIP:
        raise Undecodable("corrupt")
    return plain


def text_of(body: bytes, content_type: str) -> str:
    """Text of a body: byte order mark, then label, then ``<meta>``, then UTF-8, then windows-1252.

    Never raises; bytes that fit no rule become replacement characters.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    codec = _codec(content_type) or _meta_codec(body)
    if codec is not None:
        return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        # a body that was cut inside a character is still UTF-8
        if error.reason == "unexpected end of data":
            return body.decode("utf-8", "replace")
        return body.decode("cp1252", "replace")


@lru_cache(maxsize=256)
def _codec(content_type: str) -> str | None:
    match = _LABEL.search(content_type)
    return _CODECS.get(match[1].lower()) if match else None


def _meta_codec(body: bytes) -> str | None:
    match = _META.search(body, 0, 1024)
    if match is None:
        return None
    codec = _CODECS.get(match[1].decode("ascii").lower())
    # a page that could be read as ASCII up to here cannot be UTF-16 (HTML standard, 4.2.5.5)
    return "utf-8" if codec is not None and codec.startswith("utf-16") else codec
