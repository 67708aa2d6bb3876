"""Request heads as bytes: who we are, said honestly, and nothing else."""

from __future__ import annotations

from bot import __version__
from bot.gateways.web.proxies import Proxy
from bot.probing.exchange import Request


def user_agent(contact: str) -> str:
    """``listbot/1.2 (+https://...; mailto:...)``, as robots that want to be reached write it."""
    parts = []
    for word in contact.replace(",", " ").split():
        if not word.isascii() or not word.isprintable() or any(c in word for c in '()\\"'):
            continue
        if "://" in word:
            parts.append(f"+{word.lstrip('+')}")
        else:
            parts.append(word if word.startswith("mailto:") else f"mailto:{word}")
    return f"listbot/{__version__}" + (f" ({'; '.join(parts)})" if parts else "")


class RequestHeads:
    """Writes request heads."""

    def __init__(self, agent: str) -> None:
        """``agent`` is the whole User-Agent."""
        self._common = (
            f"User-Agent: {agent}\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n"
            "Accept-Language: en;q=0.9, *;q=0.5\r\n"
        )

    def head(self, request: Request, proxy: Proxy | None) -> bytes:
        """Head of a request, absolute form for a plain request through a proxy (RFC 9112, 3.2)."""
        url = request.url
        authority = url.authority.replace(f"{url.host}", url.host.rstrip("."), 1)
        target = url.target
        extra = "".join(f"{name}: {value}\r\n" for name, value in request.headers)
        if proxy is not None and url.scheme == "http":
            target = f"{url.scheme}://{authority}{target}"
            if proxy.authorization:
                extra += f"Proxy-Authorization: {proxy.authorization}\r\n"
        text = (
            f"{request.method.value} {target} HTTP/1.1\r\nHost: {authority}\r\n"
            f"{self._common}{extra}\r\n"
        )
        return text.encode("ascii")
