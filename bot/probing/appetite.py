"""How much of an answer is worth reading: little of a file, enough of a page."""

from __future__ import annotations

from collections.abc import Mapping

from bot.urls import WebUrl

#: statuses that are followed; 300 only when it names a preferred choice (RFC 9110, 15.4.1)
FOLLOWED = frozenset({300, 301, 302, 303, 307, 308})
#: bytes of the body of a redirect that are read so that the connection can be used again
REDIRECT_BODY = 16_384
#: bytes of a page: for identity, and for telling a page from an error
PAGE_LIMIT = 262_144
LOOK_LIMIT = 98_304
#: bytes of a file whose kind is all that matters
FILE_LIMIT = 2_048
_FILES = (
    ".7z", ".avi", ".bin", ".bz2", ".ckpt", ".dmg", ".doc", ".docx", ".eps", ".exe", ".gif", ".gz",
    ".h5", ".jpeg", ".jpg", ".mov", ".mp3", ".mp4", ".onnx", ".pdf", ".png", ".ppt", ".pptx", ".ps",
    ".pt", ".pth", ".rar", ".safetensors", ".tar", ".tgz", ".tif", ".tiff", ".wav", ".webm", ".webp",
    ".whl", ".xls", ".xlsx", ".xz", ".zip",
)  # fmt: skip
_BINARY = frozenset(
    (
        "application/gzip", "application/octet-stream", "application/pdf", "application/zip",
        "application/x-tar", "application/x-gzip", "application/x-7z-compressed",
        "application/vnd.rar", "application/x-bzip2", "application/postscript",
    )
)  # fmt: skip


def is_file(url: WebUrl) -> bool:
    """Does the address promise a file, whose kind is all that matters?"""
    return url.path.lower().endswith(_FILES)


def appetite(status: int, headers: Mapping[str, str]) -> int:
    """Bytes of a body that are worth reading once its head is known."""
    if status in FOLLOWED and "location" in headers:
        return REDIRECT_BODY
    kind = headers.get("content-type", "").split(";", 1)[0].strip().lower()
    if kind.startswith(("image/", "video/", "audio/", "font/", "model/")) or kind in _BINARY:
        return FILE_LIMIT
    return PAGE_LIMIT
