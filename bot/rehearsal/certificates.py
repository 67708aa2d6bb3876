"""A private certificate authority, made in memory, and a leaf for every host on demand."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

import trustme


class Authority:
    """Signs for any host name. Its root is good for nothing but loopback tests."""

    def __init__(self) -> None:
        self._root = trustme.CA(organization_name="listbot rehearsal (simulated)")
        self._contexts: dict[tuple[str, bool], ssl.SSLContext] = {}

    @property
    def root_pem(self) -> bytes:
        """The root certificate, PEM."""
        return self._root.cert_pem.bytes()

    def context_for(self, host: str, *, expired: bool = False) -> ssl.SSLContext:
        """A server context whose leaf is for ``host``; its validity may lie in the past."""
        key = (host, expired)
        if key not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.set_alpn_protocols(["http/1.1"])
            if expired:
                ended = datetime(2020, 1, 1, tzinfo=UTC)
                leaf = self._root.issue_cert(
                    host, not_before=ended - timedelta(days=90), not_after=ended
                )
            else:
                leaf = self._root.issue_cert(host)
            leaf.configure_cert(context)
            self._contexts[key] = context
        return self._contexts[key]
