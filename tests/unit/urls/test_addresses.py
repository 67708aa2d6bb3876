"""Which addresses are public; the table holds the classes that filters forget."""

from __future__ import annotations

import pytest

from bot.urls import AddressPolicy, is_internal_name, is_public


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "140.82.121.4",
        "1.1.1.1",
        "172.15.255.255",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::6810:84e5",
        "2a00:1450:4001:80b::200e",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_addresses_where_websites_live_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_hide_something_private_are_not_public(address: str) -> None:
    assert not is_public(address)
    assert not AddressPolicy().permits(address)


def test_a_named_network_may_be_contacted_and_nothing_beside_it() -> None:
    policy = AddressPolicy(("127.0.0.0/8",))
    assert policy.permits("127.0.0.1")
    assert policy.permits("8.8.8.8")
    assert policy.permits("::ffff:8.8.8.8")
    assert not policy.permits("::ffff:127.0.0.1")
    assert not policy.permits("64:ff9b::7f00:1")
    assert not policy.permits("10.0.0.1")
    assert not policy.permits("::1")
    assert not policy.permits("not an address")


def test_a_network_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError):
        AddressPolicy(("localhost",))


@pytest.mark.parametrize(
    "host", ["localhost", "a.localhost.", "METADATA.google.internal", "x.local"]
)
def test_names_of_private_networks_are_known(host: str) -> None:
    assert is_internal_name(host)
    assert not is_internal_name(f"{host.rstrip('.')}.example.org")
