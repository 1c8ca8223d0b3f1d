"""What falls due: what `due` asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.plain_words import known_words, parted
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.sales import Due, DueInFull
    from armstrack.query.answers import Answers

KINDS: dict[str, str] = {
    "review": "last day of the congressional review",
    "delivery-wait": "last day of the wait before delivery",
    "discharge": "last day of the committee; then the Senate can discharge it",
    "offer": "last day for signing the offer",
    "licence": "last day of the licence or lease",
    "promised": "promised delivery",
    "president": "last of the President's ten days",
}
"""What can fall due, and what its day is."""

OF_RESOLUTIONS = ("discharge", "president")
"""The kinds whose id is that of a resolution."""

COLUMNS = ("id", "kind", "day", "days_left", "citations", "title", "words", "case", "item")

KEPT_FOR_SCREENS = ("opened", "quantity", "loose")
"""What the tables, the bars and the calendar file need besides, and programs do not get."""


@dataclass(frozen=True)
class DueQuestion(Sortable, Question["list[Due]"]):
    """Review clocks, discharge days, offers to sign, waits before delivery and promised deliveries, soonest first."""

    wanted: Filter = EVERYTHING
    within: int | None = None
    """Only what falls due in so many days; what has passed unanswered stays."""
    kinds: tuple[str, ...] = ()
    """Only what is of these kinds."""
    about: str | None = None
    """Only what is about the sale or the resolution of this id; of a sale also what its resolutions bring."""

    listing = "due"

    def whole(self, answers: Answers, day: date) -> list[DueInFull]:
        """What falls due, with what a screen needs besides."""
        rows = answers.due(self.wanted, day, self.within)
        if self.kinds:
            rows = [row for row in rows if row["kind"] in self.kinds]
        return rows if self.about is None else [row for row in rows if self._is_about(row, self.about, answers)]

    def _is_about(self, row: DueInFull, about: str, answers: Answers) -> bool:
        if row["id"] == about:
            return True
        if row["kind"] not in OF_RESOLUTIONS:
            return False
        return any(named.id == about for named in answers.ledger.contents.resolutions[row["id"]].sales)

    def answer(self, answers: Answers, day: date) -> list[Due]:
        """What falls due, one row each."""
        rows = self.arranged(row for row in self.whole(answers, day) if not row["loose"])
        told = [{key: value for key, value in row.items() if key not in KEPT_FOR_SCREENS} for row in rows]
        return cast("list[Due]", told)

    def table(self, document: list[Due]) -> Rows:
        """What falls due."""
        return Rows(document, COLUMNS)


def kinds_asked(given: Iterable[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of some words the kinds of what falls due, and the kinds of sales. Raises WrongWord, naming the nearest."""
    words = parted(given or ())
    others = [word for word in words if word not in KINDS]
    if others:
        from armstrack.workflow.procedure import sale_kinds

        known_words(others, (*KINDS, *sale_kinds()), "kind of what falls due, or of sale")
    return tuple(word for word in words if word in KINDS), tuple(others)
