"""What most sources have in common: one request a document, kept as it is, leading to nothing further."""

from __future__ import annotations

from armstrack.sources.client import Answer, Client
from armstrack.sources.inbox import Held
from armstrack.sources.listing import Found


class PlainSource:
    """A source whose documents are each had by one request."""

    kind = "text"
    """What its documents must be: `json`, `xml`, `html` or `text`."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def body(self, found: Found, known: Held | None) -> Answer:
        """The document, or the answer that it is unchanged. Raises NoAnswer."""
        return self.client.get(found.address, self.kind, known.known if known is not None else None)

    def concerns(self, content: bytes) -> bool:
        """Every document that such a source lists is about arms sales."""
        return True

    def further(self, found: Found, content: bytes) -> tuple[Found, ...]:
        """Nothing."""
        return ()
