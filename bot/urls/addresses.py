"""Which IP addresses a link checker may contact.

``ipaddress.is_global`` is not that filter: it lets multicast, NAT64 of private addresses, the host
agent of Azure machines and (before 3.13) 6to4 of loopback pass. The tables are the IANA special
purpose registries (RFC 6890 and successors, as of 2025) read with this question in mind.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_DENIED_V4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598 (also Alibaba's metadata service)
        "127.0.0.0/8",  # loopback, RFC 1122
        "168.63.129.16/32",  # host agent of Azure machines, GitHub-hosted runners among them
        "169.254.0.0/16",  # link-local and cloud metadata, RFC 3927
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # protocol assignments, RFC 6890 (also Oracle's metadata service)
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.31.196.0/24",  # AS112, RFC 7535
        "192.52.193.0/24",  # AMT, RFC 7450
        "192.88.99.0/24",  # 6to4 relay, RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "192.175.48.0/24",  # AS112, RFC 7534
        "198.18.0.0/15",  # benchmarking, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved and broadcast, RFC 1112
    )
)
#: the only block from which global unicast addresses are handed out, RFC 4291
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_DENIED_V6 = tuple(
    ipaddress.IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments, RFC 2928: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4, RFC 7526 (deprecated; hides an IPv4 address)
        "2620:4f:8000::/48",  # AS112, RFC 7534
        "3fff::/20",  # documentation, RFC 9637
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: how IPv6-only machines reach IPv4

#: RFC 6761, RFC 6762, RFC 8375, ICANN 2024: names that never belong to a public website
_INTERNAL_SUFFIXES = ("localhost", "local", "internal", "home.arpa", "localdomain", "intranet")


def is_internal_name(host: str) -> bool:
    """Does the name alone say that it points into a private network?"""
    name = host.lower().rstrip(".")
    return any(name == suffix or name.endswith(f".{suffix}") for suffix in _INTERNAL_SUFFIXES)


def unwrapped(address: IpAddress) -> IpAddress:
    """The IPv4 address inside an IPv4-mapped (RFC 4291) or NAT64 (RFC 6052) one, else itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_public(address: IpAddress | str) -> bool:
    """Is it an address of the public internet, where websites live?

    IPv4-mapped and NAT64 addresses are judged by the IPv4 address inside; 6to4, Teredo,
    IPv4-compatible and scoped addresses are never public.
    """
    ip = unwrapped(ipaddress.ip_address(address))
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in net for net in _DENIED_V4)
    if ip.scope_id is not None or ip not in _UNICAST_V6:
        return False
    return not any(ip in net for net in _DENIED_V6)


class AddressPolicy:
    """Public addresses, and the private networks that the user has allowed."""

    def __init__(self, allow: Iterable[str] = ()) -> None:
        """``allow``: networks in CIDR notation; raises ``ValueError`` for anything else."""
        self._allowed: tuple[_Network, ...] = tuple(
            ipaddress.ip_network(text, strict=False) for text in allow
        )
        self.permits = lru_cache(maxsize=4096)(self._permits)

    @property
    def allows_private(self) -> bool:
        """Has the user allowed any network at all?"""
        return bool(self._allowed)

    def is_allowed_private(self, address: str) -> bool:
        """Is it in a network that the user has named? Addresses in disguise (IPv4 in IPv6) are not."""
        ip = ipaddress.ip_address(address)
        return any(ip in net for net in self._allowed if net.version == ip.version)

    def _permits(self, address: str) -> bool:
        """May the bot open a connection to this address?"""
        try:
            return is_public(address) or self.is_allowed_private(address)
        except ValueError:
            return False
