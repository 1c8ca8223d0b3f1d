"""In which order the rows of a list stand, and how many: what `--sort`, `--reverse` and `--limit` mean.

`list` sorts in the index (`armstrack.query.answers.SORTS`); the other lists are short, and sorted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from armstrack.model.data_class import dataclass
from armstrack.query.plain_words import WrongWord, one_word

R = TypeVar("R", bound=Mapping[str, Any])


class Order(NamedTuple):
    """One way to sort rows."""

    by: Callable[[Any], Any]
    """What a row is sorted by; `None` where that is not known, which stands last either way."""
    largest_first: bool = False


def _text(key: str) -> Order:
    return Order(lambda row: row[key] if row[key] is None else row[key].casefold())


def _recipient(row: Mapping[str, Any]) -> str:
    who = row["recipient"]
    return who if isinstance(who, str) else "+".join(who)


def _most(key: str) -> Callable[[Mapping[str, Any]], int | None]:
    """The most of a range of days, else the least."""

    def most(row: Mapping[str, Any]) -> int | None:
        days = row.get(key) or {}
        found: int | None = days.get("at_most") if days.get("at_most") is not None else days.get("at_least")
        return found

    return most


def _quantity(row: Mapping[str, Any]) -> int | None:
    known = [item["quantity"] for item in row["items"] if item["quantity"] is not None]
    return sum(known) if known else None


ID, TITLE, STATE, RECIPIENT = _text("id"), _text("title"), _text("state"), Order(_recipient)

ORDERS: dict[str, dict[str, Order]] = {
    "backlog": {
        "notified": Order(lambda row: row["notified_not_after"], largest_first=True),
        "value": Order(lambda row: row["backlog_usd"], largest_first=True),
        "waited": Order(_most("days_since_notified"), largest_first=True),
        "id": ID,
        "title": TITLE,
        "recipient": RECIPIENT,
        "state": STATE,
        "since": _text("since"),
    },
    "due": {"day": _text("day"), "id": ID, "kind": _text("kind"), "title": TITLE},
    "queue": {
        "place": Order(lambda row: row["place"]),
        "waited": Order(_most("age_days"), largest_first=True),
        "quantity": Order(_quantity, largest_first=True),
        "id": ID,
        "title": TITLE,
        "recipient": RECIPIENT,
        "state": STATE,
    },
    "deliveries": {"id": ID, "title": TITLE, "recipient": RECIPIENT, "state": STATE},
    "slip": {
        "moved": Order(_most("total_days"), largest_first=True),
        "promises": Order(lambda row: row["promised"], largest_first=True),
        "promise": _text("last_promise"),
        "id": ID,
        "title": TITLE,
        "state": STATE,
    },
    "events": {
        "date": Order(lambda row: row["date"] or row["not_after"], largest_first=True),
        "lasted": Order(_most("lasted_days"), largest_first=True),
        "event": _text("event"),
        "id": ID,
        "recipient": RECIPIENT,
    },
    "gaps": {
        "days": Order(lambda row: row["at_most"], largest_first=True),
        "after": Order(lambda row: row["after_not_after"]),
    },
}
"""How the rows of each command that lists some can be sorted besides as they come; rows alike stay as they come."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which rows of a list are shown, and in which order."""

    sort: str | None = None
    """By what, of `ORDERS`; `None` for as they come."""
    reverse: bool = False
    limit: int | None = None
    """At most so many."""


AS_THEY_COME = Shown()


@dataclass(frozen=True, kw_only=True)
class Sortable:
    """A question whose answer is a list of rows."""

    shown: Shown = AS_THEY_COME
    """Raises WrongWord for an order that there is not."""

    listing = ""
    """Its name in `ORDERS`."""

    def __post_init__(self) -> None:
        sort, limit = self.shown.sort, self.shown.limit
        if sort is not None:
            object.__setattr__(
                self, "shown", replace(self.shown, sort=one_word("--sort", sort, ORDERS[self.listing], "order"))
            )
        if limit is not None and limit < 0:
            raise WrongWord(f"--limit: {limit} rows are no answer.", "give a number from 0 on")

    def arranged(self, rows: Iterable[R]) -> list[R]:
        """The rows that are shown, in their order."""
        found = list(rows)
        if self.shown.sort is not None:
            order = ORDERS[self.listing][self.shown.sort]
            known = [row for row in found if order.by(row) is not None]
            known.sort(key=order.by, reverse=order.largest_first != self.shown.reverse)
            found = [*known, *(row for row in found if order.by(row) is None)]
        elif self.shown.reverse:
            found.reverse()
        return found[: self.shown.limit]
