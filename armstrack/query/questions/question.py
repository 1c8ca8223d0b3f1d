"""What every question has: its options, an answer for a day, and that answer as rows.

The command line, the Python interface, citations and memos make the same objects and ask them alike. A question that
means nothing is refused when it is made (`WrongWord`), before anything is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from armstrack.model.period import FY_START

if TYPE_CHECKING:
    from armstrack.query.answers import Answers
    from armstrack.query.filter import Filter

D = TypeVar("D")
"""The document that answers."""

Row = Mapping[str, Any]


class Rows(NamedTuple):
    """An answer as a table: what CSV holds."""

    rows: Sequence[Row]
    columns: Sequence[str]
    """The columns in their order; a point leads into what a cell holds, as `review.last_review_day`."""


def along(lines: Sequence[str], key: Any) -> dict[str, str | None]:
    """The key of a group by the line of each of its parts; along one line it stands alone."""
    return dict(zip(lines, key if len(lines) != 1 else [key], strict=True))


def with_fy_start(document: D, wanted: Filter) -> D:
    """A document in which fiscal years may be named, with the month in which they begin where it is not the usual."""
    if wanted.fy_starts == FY_START:
        return document
    return cast("D", {**cast("Row", document), "fy_start": wanted.fy_starts})


class Question(Generic[D]):
    """A question, with its options as fields; nothing about it changes once it is made."""

    def answer(self, answers: Answers, day: date) -> D:
        """The document that answers, about the ledger as it stood on a day."""
        raise NotImplementedError

    def table(self, document: D) -> Rows:
        """The answer as CSV holds it."""
        raise NotImplementedError

    def lines(self, document: D) -> Sequence[Row]:
        """The answer as JSON lines hold it: one document a line."""
        return self.table(document).rows
