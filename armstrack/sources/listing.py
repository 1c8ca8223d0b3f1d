"""What a source lists: documents, each with its address, and what is doubtful about the list."""

from __future__ import annotations

from datetime import date

from armstrack.model.data_class import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One document that a source lists."""

    id: str
    """What the source calls it."""
    address: str
    """Its public address."""
    day: date | None
    """The day that the source gives it."""
    title: str
    kind: str
    """What it is, such as `notice`, `batch`, `article`, `bill` or `vote`."""
    mark: str | None = None
    """What the source says of its version: while this is the same, so is the document. `None` where it does not say."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source lists since a day."""

    found: tuple[Found, ...]
    listed: int
    """How many items the source's own lists had, whatever their day: none at all is never believed lightly."""
    doubt: str | None = None
    """Why the list itself cannot be complete, where it cannot."""
    failed: tuple[str, ...] = ()
    """The parts of the list that could not be had, and why."""
