"""Which addresses of the network a page may be fetched from: public ones, checked after the name has been resolved."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_LOCAL_NAMES = ("localhost", "local", "internal", "home.arpa", "localdomain")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network: no private, loopback, link-local, multicast or reserved one,
    nor one that carries such an IPv4 address inside. False for what is no address."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _embedded(found)
        if inner is not None:
            return _is_public(inner)
    return _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a packet to this IPv6 address ends up at."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or int(address) >> 32 == 0:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def is_local_name(host: str) -> bool:
    """Whether a name is one that no public name server answers for."""
    name = host.rstrip(".").lower()
    return any(name == local or name.endswith(f".{local}") for local in _LOCAL_NAMES)


async def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the order in which the system would try them. OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def anywhere(address: str) -> bool:
    """Lets every address be connected to: for a mirror of the user's own, where the user says so."""
    return bool(address)
