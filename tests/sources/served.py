"""A loopback server that plays public sources: pages by path, and every way in which an answer can go wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Page:
    """One answer."""

    content: bytes = b""
    type: str = "text/html"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None
    """The length that is announced, where it is another than the one sent."""
    hangs: bool = False
    """Whether the server says nothing more until the test is over."""


Answers = Page | list[Page] | Callable[[str], Page]
"""One answer, several in turn of which the last stays, or what makes one from the path asked for."""


@dataclass
class Served:
    """The server's address, what it answers, and what it was asked."""

    address: str
    pages: dict[str, Answers]
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str) -> Page:
        bare = urlsplit(path).path
        found = self.pages.get(path, self.pages.get(bare, Page(b"not here", status=404)))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found(path) if callable(found) else found


@contextmanager
def served(pages: dict[str, Answers]) -> Iterator[Served]:
    """Serves pages on this machine for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536

        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.headers.append(dict(self.headers))
            page = state.answer(self.path)
            if page.hangs:
                state.over.wait(30)
                return
            self.send_response(page.status)
            self.send_header("Content-Type", page.type)
            self.send_header("Content-Length", str(len(page.content) if page.promised is None else page.promised))
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.content)
            if page.promised is not None:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: a test is no server log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Served(f"http://127.0.0.1:{server.server_address[1]}", dict(pages))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
