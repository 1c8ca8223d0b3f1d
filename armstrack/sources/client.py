"""Asking a public address: politely, within limits, and never believing more than was answered.

The one place that knows HTTP. It waits between two requests to one host, obeys `Retry-After`, reads no
more than a document can be, follows no redirect to another host, and says in one sentence why there is no
answer. Keys come from the environment, travel in a header and are never part of an address or a message.
"""

from __future__ import annotations

import random
import re
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

from armstrack.model.data_class import dataclass
from armstrack.version import __version__

AGENT = f"armstrack/{__version__} (a ledger of public notices; reads slowly)"

LARGEST = 20_000_000
"""Bytes of a body, unpacked: more than any notice, bill or list of votes is."""

TRIES = 3
"""How often a request is made that fails in a way that may pass."""

LONGEST_WAIT = 60.0
"""Seconds that a server may ask to wait; one that asks for more is asked again another day."""

CONNECT, READ, WHOLE = 5.0, 20.0, 120.0
"""Seconds of patience: for a connection, for the next bytes, and for a whole document."""

CONNECT_OFFLINE = 2.0
"""Seconds of patience for a connection where no other source could be reached either."""

PACE = {
    "www.federalregister.gov": 0.5,
    "www.state.gov": 1.0,
    "api.govinfo.gov": 0.2,
    "www.govinfo.gov": 0.2,
    "www.senate.gov": 1.0,
    "clerk.house.gov": 1.0,
}
"""Seconds between two requests to a host."""

PACE_OF_OTHERS = 1.0
"""The same for every other host but this machine, which needs no protection from itself."""

_MOST_REDIRECTS = 3
_PASSING = (429, 500, 502, 503, 504)
_LONGEST_WALL = 60_000
"""Bytes; a real page that happens to use such a word is longer."""
_MOVED = (301, 302, 303, 307, 308)
_WALL = re.compile(
    rb"unblock\.federalregister|captcha|challenge-platform|cf-chl|Access Denied|Request Access|Just a moment|"
    rb"verify you are (?:a )?human|enable JavaScript and cookies|Pardon Our Interruption",
    re.IGNORECASE,
)


class NoAnswer(Exception):
    """There is no answer that could be used; the message says why, in words and without an address's parameters."""

    def __init__(self, message: str, unreachable: bool = False, silent: bool = False) -> None:
        super().__init__(message)
        self.unreachable = unreachable
        """Whether the host itself could not be reached, so that nothing else of it can be either."""
        self.silent = silent
        """Whether the host was reached and then said nothing for as long as one waits."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered."""

    address: str
    """The public address that was asked for."""
    final_address: str
    """The public address that answered, after redirects within the host."""
    status: int
    content: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing changed since the version that was named."""
        return self.status == 304


@dataclass
class Client:
    """Asks the addresses of one source. `base`, where it is given, stands in for each of the source's own hosts."""

    hosts: tuple[str, ...]
    """The source's own beginnings of addresses, such as `https://www.senate.gov`."""
    base: str | None = None
    key: str | None = field(default=None, repr=False)
    """What the first of the hosts wants to know its caller by; sent to it in a header, never shown."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    connect: float = CONNECT
    read: float = READ
    largest: int = LARGEST
    _last: dict[str, float] = field(default_factory=dict, repr=False)
    _pools: dict[str, Any] = field(default_factory=dict, repr=False)

    def get(self, address: str, kind: str, known: Mapping[str, str] | None = None) -> Answer:
        """The answer of a public address of this source. Raises NoAnswer.

        `kind` is what must come: `json`, `xml`, `html` or `text`. `known` names the version that is held already
        (`etag`, `last_modified`); the answer may then be that it is unchanged.
        """
        self._of_this_source(address)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        if self.key is not None and address.startswith(f"{self.hosts[0]}/"):
            headers["X-Api-Key"] = self.key
        for name, header in (("etag", "If-None-Match"), ("last_modified", "If-Modified-Since")):
            if known is not None and known.get(name):
                headers[header] = known[name]
        began, asked = self.clock(), address
        for _ in range(_MOST_REDIRECTS + 1):
            status, said, content = self._patiently(asked, headers, began)
            if status not in _MOVED:
                break
            asked = self._redirected(asked, said.get("Location", ""))
        else:
            raise NoAnswer(f"{_host(address)} redirects without end")
        answer = Answer(
            address,
            asked,
            status,
            content,
            said.get("Content-Type", ""),
            said.get("ETag"),
            said.get("Last-Modified"),
        )
        if not answer.is_unchanged:
            _check(answer, kind)
        return answer

    def public(self, address: str) -> str:
        """An address as the world knows it, where a server that stands in for a source names itself."""
        base = None if self.base is None else f"{self.base.rstrip('/')}/"
        return f"{self.hosts[0]}/{address[len(base) :]}" if base is not None and address.startswith(base) else address

    def _of_this_source(self, address: str) -> None:
        if not any(address.startswith(f"{host}/") for host in self.hosts):
            raise NoAnswer(f"an address of another host, {_host(address)}, was named, and is not asked")

    def _real(self, address: str) -> str:
        """The address that is really asked: the public one, or the same path below the base that stands in for it."""
        if self.base is None:
            return address
        host = next(one for one in self.hosts if address.startswith(f"{one}/"))
        return self.base.rstrip("/") + address[len(host) :]

    def _redirected(self, asked: str, location: str) -> str:
        """Where a redirect leads, as a public address; only within the host."""
        real = self._real(asked)
        target = urljoin(real, location)
        if not location or urlsplit(target)[:2] != urlsplit(real)[:2]:
            raise NoAnswer(f"{_host(asked)} redirects to another host, {_host(target)}, which is not followed")
        if self.base is None:
            return target
        host = next(one for one in self.hosts if asked.startswith(f"{one}/"))
        return host + target[len(self.base.rstrip("/")) :]

    def _patiently(
        self, address: str, headers: Mapping[str, str], began: float
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request, made again where the failure may pass. Raises NoAnswer."""
        for attempt in range(1, TRIES + 1):
            try:
                status, said, content = self._once(address, headers, began)
            except urllib3.exceptions.HTTPError as error:
                if _is_unreachable(error):
                    raise NoAnswer(f"{_host(address)} cannot be reached", unreachable=True) from error
                if isinstance(error, urllib3.exceptions.TimeoutError):
                    raise NoAnswer(f"{_host(address)} does not answer in time", silent=True) from error
                if attempt == TRIES:
                    raise NoAnswer(_broken(address, error)) from error
                self._wait(address, attempt, None)
                continue
            if status not in _PASSING:
                return status, said, content
            if attempt == TRIES or not self._wait(address, attempt, said.get("Retry-After")):
                raise NoAnswer(_refused(address, status, said.get("Retry-After")))
        raise AssertionError("every last try returns or raises")

    def _once(self, address: str, headers: Mapping[str, str], began: float) -> tuple[int, Mapping[str, str], bytes]:
        real = self._real(address)
        self._pace(real)
        response = self._pool(real).request(
            "GET",
            real,
            headers=dict(headers),
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=self.connect, read=self.read),
        )
        try:
            length = response.headers.get("Content-Length", "")
            if length.isdigit() and int(length) > self.largest:
                raise NoAnswer(f"{_host(address)} answers with {int(length):,} bytes, more than any document has")
            pieces, size = [], 0
            for piece in response.stream(65_536, decode_content=True):
                size += len(piece)
                if size > self.largest:
                    raise NoAnswer(f"{_host(address)} answers with more than {self.largest:,} bytes")
                if self.clock() - began > WHOLE:
                    raise NoAnswer(f"{_host(address)} answers too slowly")
                pieces.append(piece)
        except BaseException:
            response.close()  # the rest of it is never read, so the connection serves nothing any more
            raise
        response.release_conn()
        return response.status, response.headers, b"".join(pieces)

    def _pool(self, real: str) -> Any:
        """Where requests go: straight to the host, or through the proxy that the environment names."""
        scheme, host = urlsplit(real).scheme, urlsplit(real).hostname or ""
        if host not in self._pools:
            proxy = None if _is_this_machine(host) or proxy_bypass(host) else getproxies().get(scheme)
            self._pools[host] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[host]

    def _pace(self, real: str) -> None:
        """Waits until the host may be asked again."""
        host = urlsplit(real).hostname or ""
        pace = 0.0 if _is_this_machine(host) else PACE.get(host, PACE_OF_OTHERS)
        last = self._last.get(host)
        if last is not None and (rest := last + pace - self.clock()) > 0:
            self.sleep(rest)
        self._last[host] = self.clock()

    def _wait(self, address: str, attempt: int, asked: str | None) -> bool:
        """Waits before another try: as long as the server asks, else longer each time. False where that is too long."""
        seconds = _seconds(asked)
        if seconds is None and _is_this_machine(urlsplit(self._real(address)).hostname or ""):
            seconds = 0.0
        elif seconds is None:
            seconds = 2.0 ** (attempt - 1) * (0.5 + random.random())
        if seconds > LONGEST_WAIT:
            return False
        if seconds > 0:
            self.sleep(seconds)
        return True


def _seconds(asked: str | None) -> float | None:
    """How long a `Retry-After` asks to wait, as seconds or as a moment; `None` where it says nothing usable."""
    if asked is None:
        return None
    if asked.strip().isdigit():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _check(answer: Answer, kind: str) -> None:
    """Raises NoAnswer where the answer is no document of its kind."""
    host = _host(answer.address)
    begins = answer.content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_page = re.match(rb"<!doctype html|<html", begins, re.IGNORECASE) is not None
    is_wall = is_page and len(answer.content) < _LONGEST_WALL and _WALL.search(answer.content) is not None
    if answer.status == 403 or is_wall:
        raise NoAnswer(f"{host} turns programs away ({answer.status})")
    if answer.status == 404:
        raise NoAnswer(f"{host} has no such document (404)")
    if answer.status != 200:
        raise NoAnswer(f"{host} answers {answer.status}")
    fits = {
        "json": begins[:1] in (b"{", b"["),
        "xml": begins[:1] == b"<" and not is_page,
        "html": begins[:1] == b"<",
        "text": b"\0" not in begins and not begins.startswith((b"%PDF", b"PK\x03\x04", b"\x1f\x8b")),
    }
    if not begins or not fits[kind]:
        named = answer.content_type.partition(";")[0].strip() or "nothing that it names"
        raise NoAnswer(f"{host} answers with another type than {kind} ({named})")


def _refused(address: str, status: int, asked: str | None) -> str:
    if status == 429:
        later = f", and asks to wait {asked}" if asked else ""
        return f"{_host(address)} says that it is asked too often (429){later}"
    return f"{_host(address)} is out of order ({status})"


def _broken(address: str, error: Exception) -> str:
    if isinstance(error, (urllib3.exceptions.IncompleteRead, urllib3.exceptions.ProtocolError)):
        return f"{_host(address)} breaks off in the middle of its answer"
    if isinstance(error, urllib3.exceptions.SSLError):
        return f"{_host(address)} has no certificate that this machine trusts"
    return f"{_host(address)} gives an answer that cannot be read ({type(error).__name__})"


def _is_unreachable(error: Exception) -> bool:
    """Whether no connection came about: no network, no such host, nobody there."""
    return isinstance(
        error,
        (
            urllib3.exceptions.NewConnectionError,
            urllib3.exceptions.NameResolutionError,
            urllib3.exceptions.ConnectTimeoutError,
            urllib3.exceptions.ProxyError,
        ),
    )


def _host(address: str) -> str:
    return urlsplit(address).hostname or "an address without a host"


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return socket.inet_aton(host)[0] == 127
    except OSError:
        return host == "::1"
