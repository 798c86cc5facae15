"""What stands at an address of the web: fetched within limits of size and time, from public hosts alone.

A name is resolved once for each hop, every address that it has is looked at, and the connection goes to the
address that was looked at: a name that leads elsewhere a moment later (DNS rebinding) is not followed
there. Each redirect is a hop like the first.
"""

from __future__ import annotations

import codecs
import ipaddress
import mimetypes
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.response import BaseHTTPResponse

from attribution import __version__
from attribution.read.limits import LARGEST
from attribution.refusal import Refusal

SECONDS = 30.0
"""For everything: all hops, to the last byte."""
HOPS = 5
"""Redirects that are followed."""
ADDRESSES = 3
"""Of one name, that a connection is tried to."""
PIECE = 1 << 16
REDIRECTS = {301, 302, 303, 307, 308}
AGENT = f"attribution/{__version__} (reads single articles for quote checking)"
SCHEME = re.compile(r"https?://", re.I)
OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
USER = re.compile(r"(?<=://)[^/?#\s]*@")
"""Who asks, and the password, in an address."""
PACKED = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""Content encodings, with zlib's ``wbits`` for them (it finds gzip or zlib by itself)."""


class AddressError(Refusal):
    """The address gives nothing to read. ``status`` is that of the server's answer, 0 where that is
    not the trouble."""

    def __init__(self, code: str, message: str, next: str, status: int = 0) -> None:
        super().__init__(code, message, next)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds. ``address`` is the last one that redirects led to; ``name`` ends as a file of
    that kind would."""

    address: str
    name: str
    data: bytes


def is_address(path: str) -> bool:
    """Whether the path is an address of the web."""
    return SCHEME.match(path) is not None


def without_password(address: str) -> str:
    """The address, or another text with addresses in it, without names and passwords of users."""
    return USER.sub("***@", address)


def fetch(
    address: str,
    *,
    private: bool = False,
    largest: int = LARGEST,
    before: Callable[[str], None] = lambda hop: None,
) -> Fetched:
    """What stands at the address now. ``private`` allows hosts of a private network or of this machine,
    ``largest`` is in bytes; ``before`` is told of each address before it is asked, and its time does not
    count. Raises AddressError, and what ``before`` raises."""
    until = time.monotonic() + SECONDS
    for _ in range(HOPS + 1):
        parts = _parts(address)
        begun = time.monotonic()
        before(address)
        until += time.monotonic() - begun
        with _answer(parts, _checked(parts, private), until) as answer:
            if answer.status in REDIRECTS and (to := answer.headers.get("Location")):
                address = urljoin(address, to)
                continue
            if answer.status != 200:
                raise AddressError(
                    "address-refused",
                    f"The server answers with status {answer.status}.",
                    "Open the page in a browser, save it, and give the file.",
                    answer.status,
                )
            data = _body(answer, largest, until)
            kind = answer.headers.get("Content-Type") or ""
            return Fetched(address, _name(parts, kind), _marked(data, kind))
    raise AddressError(
        "address-redirects",
        f"The address leads on more than {HOPS} times.",
        "Give the address at which the article stands in the end.",
    )


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna" if not (parts.hostname or "").isascii() else "ascii")
        if is_address(address) and host and not (parts.username or parts.password) and parts.port != 0:
            return parts
    except ValueError:  # a port that is none, a name that is none
        pass
    raise AddressError(
        "address-invalid",
        f"{without_password(address)} is no address of a page.",
        "Give one that begins with http:// or https://, without user name and password.",
    )


def _checked(parts: SplitResult, private: bool) -> list[str]:
    """The IP addresses of the host, all of them public unless private ones are allowed."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _unreachable(f"Nobody knows a host called {parts.hostname}") from None
    hosts = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private and not all(map(is_public, hosts)):
        raise AddressError(
            "address-private",
            f"{parts.hostname} is this machine or stands in a private network.",
            "Save the page and give the file, or allow it: --private-addresses.",
        )
    return hosts[:ADDRESSES]


def is_public(host: str) -> bool:
    """Whether an IP address is reached through the public internet; one of IPv4 within one of IPv6 counts as
    what it stands for."""
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]) or _translated(ip)
        if within:
            return is_public(str(within))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of IPv4 that a translator (NAT64, RFC 6052) makes of one of IPv6."""
    prefix = ipaddress.ip_network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in prefix else None


@contextmanager
def _answer(parts: SplitResult, hosts: list[str], until: float) -> Iterator[BaseHTTPResponse]:
    """The server's answer, its head read; the connection goes to one of the IP addresses and is closed
    behind it, and when the time is over."""
    connection = _connected(parts, hosts, until)
    timer = Timer(max(0.0, until - time.monotonic()), _cut, (connection,))
    timer.daemon = True
    timer.start()
    try:
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or ""
        connection.request(
            "GET",
            (parts.path or "/").encode("ascii", "backslashreplace").decode().replace(" ", "%20")
            + (f"?{parts.query}" if parts.query else ""),
            headers={
                "Host": (f"[{host}]" if ":" in host else host.encode("idna").decode()) + port,
                "User-Agent": AGENT,
                "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
                "Accept-Encoding": "gzip, identity",
            },
            preload_content=False,
            decode_content=False,
        )
        yield connection.getresponse()
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if time.monotonic() >= until:
            raise _slow() from None
        raise _unreachable(f"{parts.hostname} breaks off ({type(error).__name__})") from None
    finally:
        timer.cancel()
        connection.close()


def _connected(parts: SplitResult, hosts: list[str], until: float) -> HTTPConnection:
    for host in hosts:
        left = max(0.1, until - time.monotonic())
        connection: HTTPConnection
        if parts.scheme.lower() == "https":
            connection = HTTPSConnection(
                host,
                _port(parts),
                timeout=min(10.0, left),
                ssl_context=ssl.create_default_context(),
                server_hostname=parts.hostname,
            )
        else:
            connection = HTTPConnection(host, _port(parts), timeout=min(10.0, left))
        try:
            connection.connect()
            return connection
        except ssl.SSLError as error:
            raise _unreachable(f"{parts.hostname} does not prove who it is ({error.reason})") from None
        except (NewConnectionError, HTTPError, OSError):
            connection.close()
    raise _slow() if time.monotonic() >= until else _unreachable(f"{parts.hostname} does not answer")


def _cut(connection: HTTPConnection) -> None:
    """End whatever the connection waits for."""
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _body(answer: BaseHTTPResponse, largest: int, until: float) -> bytes:
    """The whole body, unpacked; no more of it than ``largest`` bytes is ever held."""
    coding = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in PACKED and coding != "identity":
        raise AddressError(
            "address-refused",
            f"The server packs the page in a way that was not asked for ({coding}).",
            "Open the page in a browser, save it, and give the file.",
        )
    unpacked = zlib.decompressobj(PACKED[coding]) if coding in PACKED else None
    data = bytearray()
    try:
        for piece in answer.stream(PIECE, decode_content=False):
            data += unpacked.decompress(piece, largest + 1 - len(data)) if unpacked else piece
            if len(data) > largest:
                raise AddressError(
                    "address-too-large",
                    f"The page has more than {largest:,} bytes.",
                    "Save the article's text and give the file.",
                )
            if time.monotonic() >= until:
                raise _slow()
    except zlib.error:
        raise _unreachable("The page arrives damaged") from None
    if time.monotonic() >= until:
        raise _slow()
    return bytes(data)


def _name(parts: SplitResult, kind: str) -> str:
    """A file's name for what stands at the address: the last part of its path, and its kind's ending."""
    last = parts.path.rstrip("/").rpartition("/")[2] or "page"
    media = kind.partition(";")[0].strip().lower()
    if media in ("text/html", "application/xhtml+xml"):
        return f"{last}.html"
    if media in ("", "application/octet-stream"):
        return last
    return last + (mimetypes.guess_extension(media) or "")


def _marked(data: bytes, kind: str) -> bytes:
    """Text in the encoding that the server declares, as UTF-8 with a byte order mark, which readers believe
    before what the page says of itself."""
    declared = re.search(r"charset=\s*[\"']?([\w.:-]+)", kind, re.I)
    if not declared or not kind.lower().startswith("text/") or data.startswith(codecs.BOM_UTF8):
        return data
    try:
        codec = codecs.lookup(declared[1])
        text = data.decode("cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name)
    except (LookupError, UnicodeError):
        return data
    return data if codec.name == "utf-8" else codecs.BOM_UTF8 + text.encode("utf-8")


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme.lower() == "https" else 80)


def _unreachable(reason: str) -> AddressError:
    return AddressError("address-unreachable", f"{reason}.", "Look at the address, or try again later.")


def _slow() -> AddressError:
    return AddressError(
        "address-too-slow",
        f"The page has not come whole within {SECONDS:.0f} seconds.",
        "Try again later, or save the page and give the file.",
    )
