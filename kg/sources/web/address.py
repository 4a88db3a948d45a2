"""Addresses on the web: what may be asked for, and which machines may be reached for it.

A name that leads to a private machine is refused, and the connection is made to the very address that was checked, so that a
name cannot lead elsewhere a moment later.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from kg.errors import SourceError

PORTS = {"http": 80, "https": 443}
LONGEST = 2048  # characters
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
VALID = "an http or https address without a name and password, such as https://news.example/feed.xml"
EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::ffff:0:0/96"))  # IPv4 in the last bytes of IPv6
TUNNELS = (ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"), ipaddress.ip_network("64:ff9b:1::/48"))


class Target(NamedTuple):
    """A server and what to ask it for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """The server, as it is written in an address and in the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.origin}{self.path}"


def target(url: str) -> Target:
    """Take an address apart.

    Raises
    ------
    SourceError
        When it is none that may be asked for.

    Examples
    --------
    >>> target("https://news.example/süd?a=b c#top").url
    'https://news.example/s%C3%BCd?a=b%20c'
    >>> target("file:///etc/passwd")
    Traceback (most recent call last):
    kg.errors.SourceError: this address is not fetched (at file:///etc/passwd); valid: an http or https address ...
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".")
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise SourceError("this address is not fetched", where=url[:LONGEST], valid=VALID) from error
    if not _is_host(host) or "@" in parts.netloc or len(url) > LONGEST or not url.isprintable():
        raise SourceError("this address is not fetched", where=url[:LONGEST], valid=VALID)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    return Target(parts.scheme, host, port, path + ("?" + quote(parts.query, safe="/%:@!$&'()*+,;=~?") if parts.query else ""))


def _is_host(host: str) -> bool:
    """Whether it is a name or an IP address, and nothing that a library could take for more than that."""
    if ":" not in host:
        return HOST.fullmatch(host) is not None
    try:
        return ipaddress.IPv6Address(host).scope_id is None
    except ValueError:
        return False


def addresses(goal: Target, *, allow_private: bool) -> list[str]:
    """Give the addresses of a server, all of them public unless private ones are allowed.

    Raises
    ------
    SourceError
        When there is none, or one is private.
    """
    try:
        found = socket.getaddrinfo(goal.host, goal.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"no server of the name {goal.host}", where=goal.url, valid="the name of a server") from error
    reached = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not allow_private and not all(map(is_public, reached)):
        raise SourceError("the server is on a private network", where=goal.url, valid="a public server, or --allow-private")
    return reached


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet.

    >>> [is_public(a) for a in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "9.9.9.9")]
    [False, False, False, False, False, True]
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if any(ip in network for network in TUNNELS):
        return False
    if any(ip in network for network in EMBEDDING):
        ip = ipaddress.IPv4Address(ip.packed[-4:])
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
