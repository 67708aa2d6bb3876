"""One TLS context for every website: verified like a browser verifies, lenient nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import Mapping

import certifi

#: SSL_OP_LEGACY_SERVER_CONNECT: servers without secure renegotiation, which browsers still open
_LEGACY_SERVER_CONNECT = 0x4


def client_context(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Context that trusts the Mozilla roots (certifi) and the roots of the system.

    ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` in ``environ`` replace both, as with curl and OpenSSL.
    Raises ``OSError`` when a file they name cannot be read.
    """
    cafile, capath = environ.get("SSL_CERT_FILE") or None, environ.get("SSL_CERT_DIR") or None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if cafile or capath:
        context.load_verify_locations(cafile=cafile, capath=capath)
    else:
        context.load_verify_locations(cafile=certifi.where())
        context.load_default_certs()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= _LEGACY_SERVER_CONNECT
    context.set_alpn_protocols(["http/1.1"])
    return context
