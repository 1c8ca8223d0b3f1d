"""A page before it is rendered: where it lies, what it says, and how it is cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from armstrack.model.data_class import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site."""

    path: str
    """Below the site's folder, with slashes."""
    template: str
    title: str
    says: Mapping[str, Any]
    """What the template is given: plain values, so that a page whose values stay need not be rendered again."""
    further: Callable[[], Mapping[str, Any]] | None = field(default=None, kw_only=True)
    """What more it is given, worked out where the page is rendered: all of it follows from `says` and the day."""
    description: str = ""
    citation: Mapping[str, Any] | None = None
    """The document of its citation."""
    alternates: tuple[tuple[str, str, str], ...] = field(default=())
    """Other forms of the page: media type, path and title of each."""
    listed: bool = True
    """Whether it stands in the site map."""
