"""One request: how long it waits, how often it tries, what it refuses to read, and what it says of that."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from served import Page, served

from armstrack.sources.client import LARGEST, TRIES, Client, NoAnswer

HOST = "https://www.senate.gov"
PATH = "/votes.xml"
XML = Page(b"<votes/>", "text/xml", headers={"ETag": '"one"', "Last-Modified": "Wed, 15 Apr 2026 10:00:00 GMT"})


MIRROR = "mirror.example.org"


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine under another name: as itself it needs no protection from its own requests."""
    real: Callable[..., object] = socket.getaddrinfo

    def here(host: str, *others: object, **more: object) -> object:
        return real("127.0.0.1" if host == MIRROR else host, *others, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)


@dataclass
class Time:
    """A clock that only moves when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def client(base: str | None, time: Time, **others: object) -> Client:
    return Client((HOST,), base, clock=time.clock, sleep=time.sleep, **others)  # type: ignore[arg-type]


def test_an_answer_comes_with_what_a_receipt_needs() -> None:
    with served({PATH: XML}) as server:
        answer = client(server.address, Time()).get(HOST + PATH, "xml")
    assert (answer.content, answer.status, answer.content_type) == (b"<votes/>", 200, "text/xml")
    assert (answer.address, answer.final_address) == (HOST + PATH, HOST + PATH)
    assert (answer.etag, answer.last_modified) == ('"one"', "Wed, 15 Apr 2026 10:00:00 GMT")


def test_the_version_that_is_held_is_named() -> None:
    with served({PATH: Page(status=304)}) as server:
        answer = client(server.address, Time()).get(HOST + PATH, "xml", {"etag": '"one"'})
        assert server.headers[0]["If-None-Match"] == '"one"'
    assert answer.is_unchanged


@pytest.mark.parametrize("asked", ["7", "7 "])
def test_a_server_that_asks_to_wait_is_waited_for(asked: str) -> None:
    time = Time()
    with served({PATH: [Page(status=429, headers={"Retry-After": asked}), XML]}) as server:
        assert client(server.address, time).get(HOST + PATH, "xml").content == b"<votes/>"
    assert time.slept == [7.0]


def test_a_server_that_asks_to_wait_for_an_hour_is_left_alone() -> None:
    time = Time()
    with served({PATH: Page(status=429, headers={"Retry-After": "3600"})}) as server:
        with pytest.raises(NoAnswer, match=r"too often \(429\), and asks to wait 3600"):
            client(server.address, time).get(HOST + PATH, "xml")
        assert len(server.asked) == 1
    assert time.slept == []


def test_what_may_pass_is_tried_again_and_longer_each_time(mirror: None) -> None:
    time = Time()
    with served({PATH: Page(status=503)}) as server:
        with pytest.raises(NoAnswer, match=r"out of order \(503\)"):
            client(server.address.replace("127.0.0.1", MIRROR), time).get(HOST + PATH, "xml")
        assert len(server.asked) == TRIES
    assert 0.5 <= time.slept[0] <= 1.5
    assert 2.0 <= sum(time.slept) <= 4.5


def test_a_body_that_breaks_off_is_never_believed() -> None:
    with (
        served({PATH: Page(b"<votes>", "text/xml", promised=500)}) as server,
        pytest.raises(NoAnswer, match="breaks off in the middle"),
    ):
        client(server.address, Time()).get(HOST + PATH, "xml")


def test_a_body_that_breaks_off_once_is_had_the_next_time() -> None:
    with served({PATH: [Page(b"<votes>", "text/xml", promised=500), XML]}) as server:
        assert client(server.address, Time()).get(HOST + PATH, "xml").content == b"<votes/>"


def test_a_body_that_is_larger_than_any_document_is_not_read() -> None:
    told = Page(b"<v/>", "text/xml", promised=LARGEST + 1)
    packed = Page(gzip.compress(b"<v/>" + b" " * 5_000), "text/xml", headers={"Content-Encoding": "gzip"})
    with served({PATH: told, "/packed.xml": packed}) as server:
        asking = client(server.address, Time(), largest=1_000)
        with pytest.raises(NoAnswer, match="more than any document has"):
            asking.get(HOST + PATH, "xml")
        with pytest.raises(NoAnswer, match="more than 1,000 bytes"):
            asking.get(f"{HOST}/packed.xml", "xml")


def test_an_answer_that_does_not_come_is_waited_for_once() -> None:
    with served({PATH: Page(hangs=True)}) as server:
        with pytest.raises(NoAnswer, match="does not answer in time") as raised:
            client(server.address, Time(), read=0.05).get(HOST + PATH, "xml")
        assert len(server.asked) == 1
    assert (raised.value.silent, raised.value.unreachable) == (True, False)


def test_a_body_that_never_ends_is_given_up() -> None:
    class Slow(Time):
        def clock(self) -> float:
            self.now += 100
            return self.now

    with served({PATH: XML}) as server, pytest.raises(NoAnswer, match="too slowly"):
        client(server.address, Slow()).get(HOST + PATH, "xml")


@pytest.mark.parametrize(
    ("kind", "page", "why"),
    [
        ("xml", Page(b"<!DOCTYPE html><html></html>"), "another type than xml"),
        ("json", Page(b"<html></html>"), "another type than json"),
        ("text", Page(b"%PDF-1.7", "application/pdf"), r"another type than text \(application/pdf\)"),
        ("html", Page(b"{}", "application/json"), "another type than html"),
        ("xml", Page(b"", "text/xml"), "another type than xml"),
        ("xml", Page(b"no", status=403), r"turns programs away \(403\)"),
        ("html", Page(b"<html><title>Just a moment...</title></html>"), r"turns programs away \(200\)"),
        ("html", Page(b"<html>verify you are human</html>"), r"turns programs away \(200\)"),
        ("xml", Page(b"no", status=404), "no such document"),
        ("xml", Page(b"no", status=401), "answers 401"),
    ],
)
def test_what_is_no_document_of_its_kind_is_refused(kind: str, page: Page, why: str) -> None:
    with served({PATH: page}) as server, pytest.raises(NoAnswer, match=why):
        client(server.address, Time()).get(HOST + PATH, kind)


def test_a_redirect_is_followed_within_the_host_alone() -> None:
    with served({"/old.xml": Page(status=302, headers={"Location": PATH}), PATH: XML}) as server:
        answer = client(server.address, Time()).get(f"{HOST}/old.xml", "xml")
        assert (answer.address, answer.final_address) == (f"{HOST}/old.xml", HOST + PATH)
    with (
        served({PATH: Page(status=301, headers={"Location": "https://unblock.example.org/?key=1"})}) as server,
        pytest.raises(NoAnswer, match=r"redirects to another host, unblock\.example\.org, which is not followed"),
    ):
        client(server.address, Time()).get(HOST + PATH, "xml")


def test_redirects_in_a_circle_end() -> None:
    with (
        served({PATH: Page(status=302, headers={"Location": PATH})}) as server,
        pytest.raises(NoAnswer, match="without end"),
    ):
        client(server.address, Time()).get(HOST + PATH, "xml")


def test_an_address_of_another_host_is_never_asked() -> None:
    with served({PATH: XML}) as server:
        with pytest.raises(NoAnswer, match=r"another host, www\.example\.org"):
            client(server.address, Time()).get("https://www.example.org/votes.xml", "xml")
        assert server.asked == []


def test_nobody_there_is_said_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        time = Time()
        with pytest.raises(NoAnswer, match=r"www\.senate\.gov cannot be reached") as raised:
            client(f"http://127.0.0.1:{taken.getsockname()[1]}", time).get(HOST + PATH, "xml")
    assert raised.value.unreachable
    assert time.slept == []


def test_a_key_travels_in_a_header_and_nowhere_else() -> None:
    with served({PATH: [XML, Page(status=403)]}) as server:
        asking = client(server.address, Time(), key="secret-key")
        assert "secret-key" not in repr((asking, asking.get(HOST + PATH, "xml")))
        with pytest.raises(NoAnswer) as raised:
            asking.get(HOST + PATH, "xml")
        assert "secret-key" not in str(raised.value)
        assert [one["X-Api-Key"] for one in server.headers] == ["secret-key"] * 2
        assert not any("secret-key" in path for path in server.asked)


def test_a_host_is_asked_no_faster_than_it_bears(mirror: None) -> None:
    time = Time()
    with served({PATH: XML}) as server:
        asking = client(server.address.replace("127.0.0.1", MIRROR), time)
        for _ in range(3):
            asking.get(HOST + PATH, "xml")
    assert time.slept == [1.0, 1.0]
