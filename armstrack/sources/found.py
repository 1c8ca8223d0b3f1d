"""A source, and what came of asking it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import date
from typing import NamedTuple, Protocol

from armstrack.model.data_class import dataclass
from armstrack.sources.client import Answer, Client
from armstrack.sources.inbox import Held, Inbox
from armstrack.sources.listing import Found, Listing

OK, PARTIAL, UNAVAILABLE, SUSPICIOUS = "ok", "partial", "unavailable", "suspicious"
"""How a source answered: as it should; in parts; not at all; or in a way that cannot be believed."""


class Source(Protocol):
    """One source: how it is asked for what is new, how for one document, and how that is told from a wall."""

    def discover(self, since: date) -> Listing:
        """What it lists since a day. Raises NoAnswer."""

    def body(self, found: Found, known: Held | None) -> Answer:
        """One document, or the answer that it is unchanged since it was `known`. Raises NoAnswer."""

    def recognises(self, content: bytes) -> bool:
        """Whether bytes are a document of this source at all."""

    def concerns(self, content: bytes) -> bool:
        """Whether a document is about arms sales; one that is not is remembered and not kept. Raises NoAnswer."""

    def further(self, found: Found, content: bytes) -> tuple[Found, ...]:
        """Documents that a document leads to and that belong to it."""


class Row(NamedTuple):
    """A line of the registry: one source."""

    name: str
    what: str
    """What comes from it, in a few words."""
    hosts: tuple[str, ...]
    make: Callable[[Client, date, Inbox], Source]
    """Makes the source from a client, the day on which it is asked, and the inbox."""
    key_name: str | None = None
    """The variable of the environment that holds its key, where it wants one."""
    always_lists: bool = False
    """Whether its list is never empty, whatever the days."""


@dataclass
class Outcome:
    """How a source answered, and what of it is in the inbox now."""

    source: str
    state: str = OK
    reason: str | None = None
    """Why it is not ok, in a sentence."""
    listed: int = 0
    documents: list[Held] = field(default_factory=list)
    """Every document that it lists and that is held, in the order of its days."""
    new: list[Held] = field(default_factory=list)
    changed: list[Held] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Each address that could not be had, and why."""
