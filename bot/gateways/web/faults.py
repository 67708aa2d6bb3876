"""One table: what the operating system, TLS and the parser raise -> what that means."""

from __future__ import annotations

import errno
import socket
import ssl

import httptools

from bot.model.observations import Outcome
from bot.probing.exchange import Fault

#: X509_V_ERR_* of OpenSSL (x509_vfy.h) -> reason
_CERTIFICATE = {
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    19: "untrusted-root",
    20: "incomplete-chain",
    21: "incomplete-chain",
    23: "revoked",
    62: "wrong-name",
    64: "wrong-name",
}
#: errors of getaddrinfo that say "this name does not exist"; the rest are troubles of the look-up
_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_UNREACHABLE = {
    errno.ECONNREFUSED: "refused",
    errno.EHOSTUNREACH: "no-route",
    errno.ENETUNREACH: "no-route",
    errno.ENETDOWN: "no-route",
    errno.EHOSTDOWN: "no-route",
    errno.EADDRNOTAVAIL: "no-route",
    errno.EACCES: "no-route",
    errno.EPERM: "no-route",
}


class WireFault(Exception):
    """A fault on its way to the boundary of one exchange."""

    def __init__(self, outcome: Outcome, reason: str, *, whole_host: bool = False) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.whole_host = whole_host

    def fault(self, *, seconds: float = 0.0, received: int = 0) -> Fault:
        """The same as a value."""
        return Fault(self.outcome, self.reason, self.whole_host, seconds, received)


class StaleConnection(WireFault):
    """A kept connection was closed by the server before it saw the request: ask again on a new one."""

    def __init__(self) -> None:
        super().__init__(Outcome.BROKEN, "closed")


def looked_up(error: socket.gaierror) -> WireFault:
    """A failed look-up of a name."""
    if error.errno in _NO_SUCH_NAME:
        return WireFault(Outcome.NO_SUCH_HOST, "nxdomain", whole_host=True)
    return WireFault(Outcome.DNS_FAILED, "dns", whole_host=True)


def translated(error: BaseException, *, connecting: bool = False) -> WireFault:
    """Any other exception of an exchange; never raises.

    ``connecting``: it came before the connection stood, so it speaks for the whole host.
    """
    if isinstance(error, WireFault):
        return error
    if isinstance(error, TimeoutError):
        reason = "connect" if connecting else "deadline"
        return WireFault(Outcome.TIMED_OUT, reason, whole_host=connecting)
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _CERTIFICATE.get(error.verify_code, "certificate")
        return WireFault(Outcome.BAD_CERTIFICATE, reason, whole_host=True)
    if isinstance(error, ssl.CertificateError):
        return WireFault(Outcome.BAD_CERTIFICATE, "wrong-name", whole_host=True)
    if isinstance(error, ssl.SSLError):
        return WireFault(Outcome.TLS_FAILED, _tls_reason(error), whole_host=connecting)
    if isinstance(error, socket.gaierror):
        return looked_up(error)
    if isinstance(error, (ConnectionResetError, BrokenPipeError, ConnectionAbortedError)):
        return WireFault(Outcome.BROKEN, "reset", whole_host=connecting)
    if isinstance(error, OSError):
        reason = _UNREACHABLE.get(error.errno or 0, "")
        if reason:
            return WireFault(Outcome.UNREACHABLE, reason, whole_host=True)
        return WireFault(Outcome.BROKEN, "connection", whole_host=connecting)
    if isinstance(error, httptools.HttpParserError):
        return WireFault(Outcome.BROKEN, "not-http")
    return WireFault(Outcome.BROKEN, "internal")


def _tls_reason(error: ssl.SSLError) -> str:
    reason = (error.reason or "").upper()
    if "WRONG_VERSION_NUMBER" in reason or "HTTP_REQUEST" in reason or "RECORD_LAYER" in reason:
        return "not-tls"
    if "VERSION" in reason or "UNSUPPORTED_PROTOCOL" in reason:
        return "protocol-version"
    if "HANDSHAKE" in reason or "CIPHER" in reason or "DH_KEY" in reason:
        return "handshake"
    if "UNRECOGNIZED_NAME" in reason:
        return "unrecognized-name"
    if "EOF" in reason:
        return "closed"
    return "tls"
