"""Between the faults of the wire and the exceptions of httpx: each names the other exactly."""

from __future__ import annotations

import httpx

from bot.gateways.web.faults import WireFault, translated
from bot.model.observations import Outcome

_CONNECTING: dict[Outcome, type[httpx.TransportError]] = {
    Outcome.TIMED_OUT: httpx.ConnectTimeout,
    Outcome.INVALID: httpx.UnsupportedProtocol,
    Outcome.SKIPPED: httpx.UnsupportedProtocol,
}
_TALKING: dict[Outcome, type[httpx.TransportError]] = {
    Outcome.TIMED_OUT: httpx.ReadTimeout,
    Outcome.TLS_FAILED: httpx.ReadError,
    Outcome.BROKEN: httpx.RemoteProtocolError,
}
_LOST = frozenset({"reset", "connection"})


def as_httpx(fault: WireFault, request: httpx.Request | None = None) -> httpx.TransportError:
    """The exception that a user of httpx expects; raise it ``from fault``, so that nothing is lost."""
    if fault.reason == "proxy":
        kind: type[httpx.TransportError] = httpx.ProxyError
    elif fault.outcome is Outcome.TIMED_OUT and fault.reason == "pool":
        kind = httpx.PoolTimeout
    elif fault.whole_host or fault.outcome not in _TALKING:
        kind = _CONNECTING.get(fault.outcome, httpx.ConnectError)
    elif fault.reason in _LOST:
        kind = httpx.ReadError
    else:
        kind = _TALKING[fault.outcome]
    return kind(f"{fault.outcome.value}: {fault.reason}", request=request)


def fault_of(error: BaseException) -> WireFault:
    """What an exception of any httpx transport means; never raises.

    Exceptions of our own transport carry their fault as cause; those of others say less.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, WireFault):
            return cause
        cause = cause.__cause__
    connecting = isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout))
    if isinstance(error, httpx.TimeoutException):
        return translated(TimeoutError(), connecting=connecting)
    if isinstance(error, httpx.ConnectError):
        return WireFault(Outcome.UNREACHABLE, "connection", whole_host=True)
    if isinstance(error, httpx.ProxyError):
        return WireFault(Outcome.UNREACHABLE, "proxy", whole_host=True)
    if isinstance(error, httpx.NetworkError):
        return translated(ConnectionResetError())
    if isinstance(error, httpx.ProtocolError):
        return WireFault(Outcome.BROKEN, "not-http")
    return translated(error)
