"""What a sale is judged by besides its own file: the reading of the law, the resolutions that name it, its parent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from armstrack.law.options import LawOptions
from armstrack.model.data_class import dataclass
from armstrack.model.sale import Sale

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate
    from armstrack.model.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one sale."""

    options: LawOptions = field(default_factory=LawOptions)
    resolutions: tuple[Resolution, ...] = ()
    parent: Sale | None = None
    kept: Callable[[], tuple[tuple[PartialDate | None, str], ...]] = field(default=tuple, compare=False)
    """Reads the texts that the ledger keeps of its sources, each with the day on which it came out."""
