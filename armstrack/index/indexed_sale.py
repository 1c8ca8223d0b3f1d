"""What questions that add up need to know of a sale itself, as the index holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate


class IndexedSale(NamedTuple):
    """A sale on a day in short, from the rows of the index."""

    id: str
    title: str
    recipients: tuple[str, ...]
    authority: str
    sale_class: str | None
    package: str | None
    firms: tuple[str, ...]
    counted_with: str
    value: int | None
    notified: PartialDate | None
    state: str | None
    since: PartialDate | None
    maybe: tuple[str, ...]

    @property
    def begun(self) -> bool:
        """Whether something of the sale is recorded that happened, or may have happened, by the day."""
        return self.state is not None or bool(self.maybe)


IN_SHORT = (
    "t.sale, t.id, s.title, s.recipients, s.authority, s.class, s.package, s.procedure, s.value, "
    "t.notified_text, t.notified_first, t.notified_last, t.state, t.since_text, t.since_first, t.since_last, t.maybe"
)
"""The columns of `IndexedSale`."""
