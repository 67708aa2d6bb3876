"""Accuracy over the table of behaviours: ``python -m benchmarks.accuracy``.

Each row is looked at by the engine over real sockets and TLS and judged by that run alone. What is
counted: rows that are exactly right, and the mistakes that matter (a living, moved, blocked or
recovering page called dead; something dead, unsafe or invalid called alive).
"""

from __future__ import annotations

import asyncio
import datetime
import ssl
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from benchmarks.behaviours import DOMAIN, TABLE, Behaviour, says
from benchmarks.simulated_web import Call, MappedDialer, SimulatedWeb
from bot.gateways.clock import SystemClock
from bot.gateways.web import SafeDialer, WebGateway
from bot.gateways.web.faults import WireFault
from bot.model.observations import Look, Outcome, Target
from bot.model.settings import WebSettings
from bot.model.verdicts import Health, Verdict
from bot.urls import AddressPolicy, UnusableUrl, canonical, host_of
from bot.verdicts.single import judge_alone

#: a living page called this is a false accusation
LIVING = frozenset({Health.ALIVE, Health.MOVED, Health.BLOCKED})
CONDEMNED = frozenset({Health.DEAD, Health.UNSAFE, Health.INVALID})
#: short, so that the rows which wait for a deadline do not take long
SETTINGS = WebSettings(
    concurrency=128, attempt_timeout=6.0, url_timeout=30.0, forced_interval=0.01, forced_per_host=2
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One row and what was made of it."""

    row: Behaviour
    look: Look
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Exactly right, the final URL of a move and the flags included?"""
        if self.verdict.health is not self.row.truth:
            return False
        if self.row.flags is not None and self.verdict.flags != frozenset(self.row.flags):
            return False
        return not self.row.final or self.verdict.final_url == self.row.final

    @property
    def accuses_wrongly(self) -> bool:
        """Something that lives (or may live) was condemned."""
        alive = self.row.truth in LIVING or self.row.truth is Health.UNSTABLE
        return alive and self.verdict.health in CONDEMNED

    @property
    def believes_wrongly(self) -> bool:
        """Something dead, unsafe or invalid was called alive."""
        alive = self.verdict.health in (Health.ALIVE, Health.MOVED)
        return self.row.truth in CONDEMNED and alive


class _Addresses:
    """A resolver that knows a few names which lead where they should not."""

    async def resolve(self, host: str) -> tuple[str, ...]:
        match host.split(".")[0]:
            case "resolves-to-loopback":
                return ("127.0.0.1",)
            case "resolves-to-metadata":
                return ("169.254.169.254",)
            case "resolves-to-both":
                return ("8.8.8.8", "10.0.0.1")
        return ("8.8.8.8",)

    def forget(self, host: str) -> None:
        """Nothing is remembered."""


class TableDialer(MappedDialer):
    """Leads every host to the simulated web, but what must be refused to the real guard."""

    def __init__(self, web: SimulatedWeb, odd_ports: dict[str, int]) -> None:
        super().__init__(web.port, web.tls_port)
        self._odd_ports = odd_ports
        self._guard = SafeDialer(_Addresses(), AddressPolicy())
        for name, outcome, reason in (
            ("unreachable", Outcome.UNREACHABLE, "no-route"),
            ("dns-failure", Outcome.DNS_FAILED, "dns"),
            ("no-such-host", Outcome.NO_SUCH_HOST, "nxdomain"),
        ):
            self.faults[f"{name}.{DOMAIN}"] = WireFault(outcome, reason, whole_host=True)

    async def dial(self, host: str, port: int) -> object:  # type: ignore[override]
        """See ``Dialer``."""
        name = host.split(".")[0]
        if not host[-1].isalpha() or not host.endswith(
            (".net", ".com", ".org", ".press", ".ly", ".edu")
        ):
            return await self._guard.dial(host, port)
        if name.startswith("resolves-"):
            return await self._guard.dial(host, port)
        if name == "connect-time-out":
            await asyncio.sleep(60)
        if name in self._odd_ports:
            port = self._odd_ports[name]
            return await MappedDialer(port, port).dial(host, port)
        return await super().dial(host, port)


@asynccontextmanager
async def behaviours_web(
    rows: Sequence[Behaviour],
) -> AsyncIterator[tuple[SimulatedWeb, TableDialer]]:
    """The simulated web of the table, and the dialer that leads there."""
    plays = {host_of(row.address) or row.host: row.play for row in rows if row.play is not None}
    plays |= {row.host: row.play for row in rows if row.play is not None}
    plays |= {host: row.play for row in rows if row.play is not None for host in row.also}
    other = says()

    async def handler(call: Call) -> None:
        await (plays.get(call.host) or plays.get(host_of(f"http://{call.host}")) or other)(call)

    async with SimulatedWeb(handler) as web:
        _bad_certificates(web)
        web.use_wildcard(f"*.{DOMAIN}")
        alert = await _raw_server(b"\x15\x03\x01\x00\x02\x02\x46")
        plain = await _raw_server(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        closed = await _raw_server(b"")
        ports = {
            "old-tls": _port(alert),
            "not-tls": _port(plain),
            "refused": _port(closed),
        }
        closed.close()
        try:
            yield web, TableDialer(web, ports)
        finally:
            alert.close()
            plain.close()


async def judge_table(rows: Sequence[Behaviour] = TABLE) -> list[Judged]:
    """Look at every row and judge it."""
    by_target = {_key(row.address): row for row in rows}
    assert len(by_target) == len(rows), "two rows with one address"
    async with behaviours_web(rows) as (web, dialer):
        gateway = WebGateway(
            SETTINGS,
            clock=SystemClock(),
            dialer=dialer,  # type: ignore[arg-type]
            tls=web.client_context(),
            seed=42,
        )
        targets = [
            Target(
                url=key,
                spellings=(row.address,),
                titles=row.titles,
                identifiers=row.identifiers,
            )
            for key, row in by_target.items()
        ]
        looks = [look async for look in gateway.visit(targets)]
    return [
        Judged(
            row=by_target[look.observation.target], look=look, verdict=judge_alone(look.observation)
        )
        for look in looks
    ]


def _key(address: str) -> str:
    try:
        return canonical(address)
    except UnusableUrl:
        return address


def _bad_certificates(web: SimulatedWeb) -> None:
    now = datetime.datetime.now(datetime.UTC)  # noqa: TID251 - certificates are real
    day = datetime.timedelta(days=1)

    def context(cert: trustme.LeafCert, *, chain: bool = True) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if chain:
            cert.configure_cert(made)
        else:
            with cert.private_key_pem.tempfile() as key, cert.cert_chain_pems[0].tempfile() as pem:
                made.load_cert_chain(pem, key)
        return made

    ec_key = trustme.KeyType.ECDSA
    name = f"expired.{DOMAIN}"
    web.use_certificate(
        name, context(web.authority.issue_cert(name, not_after=now - day, key_type=ec_key))
    )
    name = f"not-yet-valid.{DOMAIN}"
    later = web.authority.issue_cert(
        name, not_before=now + day, not_after=now + 9 * day, key_type=ec_key
    )
    web.use_certificate(name, context(later))
    web.use_certificate(
        f"wrong-name.{DOMAIN}",
        context(web.authority.issue_cert(f"other.{DOMAIN}", key_type=ec_key)),
    )
    name = f"unknown-authority.{DOMAIN}"
    web.use_certificate(
        name, context(trustme.CA(key_type=ec_key).issue_cert(name, key_type=ec_key))
    )
    name = f"incomplete-chain.{DOMAIN}"
    leaf = web.authority.create_child_ca(key_type=ec_key).issue_cert(name, key_type=ec_key)
    web.use_certificate(name, context(leaf, chain=False))
    web.use_certificate(f"self-signed.{DOMAIN}", _self_signed(f"self-signed.{DOMAIN}", now))


def _self_signed(host: str, now: datetime.datetime) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    cert = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with (
        trustme.Blob(cert.public_bytes(serialization.Encoding.PEM)).tempfile() as cert_file,
        trustme.Blob(pem).tempfile() as key_file,
    ):
        context.load_cert_chain(cert_file, key_file)
    return context


async def _raw_server(answer: bytes) -> asyncio.Server:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)
        writer.write(answer)
        writer.close()

    return await asyncio.start_server(serve, "127.0.0.1", 0)


def _port(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port


def main() -> int:
    """Print the score; 1 when a mistake that matters was made."""
    judged = asyncio.run(judge_table())
    wrong = [one for one in judged if not one.right]
    for one in wrong:
        got = one.verdict
        print(
            f"{one.row.name}: {one.row.truth} {one.row.final or ''}, judged {got.health}"
            f" ({got.status}, {one.look.observation.outcome}, {one.look.observation.reason!r},"
            f" {got.final_url}, {sorted(got.flags)})"
        )
    accused = sum(one.accuses_wrongly for one in judged)
    believed = sum(one.believes_wrongly for one in judged)
    print(f"{len(judged) - len(wrong)} of {len(judged)} exactly right; "
          f"{accused} accused wrongly, {believed} believed wrongly")  # fmt: skip
    return 1 if accused or believed else 0


if __name__ == "__main__":
    sys.exit(main())
