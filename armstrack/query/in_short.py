"""A sale on a day in short: what lists and groups need, whether it was read from its file or from the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from armstrack.model.money import Money
    from armstrack.model.partial_date import PartialDate


class InShort(Protocol):
    """A sale on a day in short: what lists and groups say of it."""

    @property
    def id(self) -> str:
        """The name of the sale in its ledger."""

    @property
    def title(self) -> str:
        """What is sold."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who buys; empty where that is unknown."""

    @property
    def authority(self) -> str:
        """The authorities that the notice rests on, joined."""

    @property
    def sale_class(self) -> str | None:
        """What kind of sale it is, where the file says so."""

    @property
    def package(self) -> str | None:
        """The package that it was announced in."""

    @property
    def firms(self) -> tuple[str, ...]:
        """The firms of its contractors, each once."""

    @property
    def counted_with(self) -> str:
        """The procedure with whose money its value adds up."""

    @property
    def value(self) -> Money:
        """What the sale counts for in a total; `None` is unknown."""

    @property
    def notified(self) -> PartialDate | None:
        """The day of notification, as far as it may have come by the day."""

    @property
    def state(self) -> str | None:
        """The state that surely holds on the day."""

    @property
    def since(self) -> PartialDate | None:
        """When that state began."""

    @property
    def maybe(self) -> tuple[str, ...]:
        """The states that it may have reached besides."""

    @property
    def begun(self) -> bool:
        """Whether something of the sale is recorded that happened, or may have happened, by the day."""

    @property
    def rank(self) -> int:
        """What lists are ordered by, the greatest first; see `armstrack.query.order`."""
