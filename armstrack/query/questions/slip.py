"""How promised deliveries moved: what `slip` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.questions.question import Question, Rows
from armstrack.query.questions.sale import sale_called

if TYPE_CHECKING:
    from armstrack.documents.analysis import SlipDocument, SlipSale
    from armstrack.query.answers import Answers

PROMISE_COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "word",
    "expected",
    "expected_not_before",
    "expected_not_after",
    "shift_days.at_least",
    "shift_days.at_most",
    "moved",
    "differs",
    "quantity",
    "item",
    "case",
    "actor",
    "source",
    "note",
)
SALE_COLUMNS = (
    "id",
    "title",
    "state",
    "promised",
    "first_promise",
    "last_promise",
    "total_days.at_least",
    "total_days.at_most",
    "moved.later",
    "moved.earlier",
    "moved.same",
    "moved.unsure",
    "about_something_else",
    "passed",
    "arrived",
    "kept",
    "open_promises",
)


class Slips(NamedTuple):
    """The sales with more than one promise, of how many."""

    rows: list[SlipSale]
    among: int


@dataclass(frozen=True)
class SlipQuestion(Sortable, Question["list[SlipSale]"]):
    """How far the promises of many sales moved: of those of which two are recorded."""

    wanted: Filter = EVERYTHING

    listing = "slip"

    def slips(self, answers: Answers, day: date) -> Slips:
        """The sales with more than one promise, and among how many."""
        from armstrack.query.slip import slips_document

        found = answers.contributions("slip", self.wanted, day)
        return Slips(slips_document(found.of, day), found.sales)

    def answer(self, answers: Answers, day: date) -> list[SlipSale]:
        """One row a sale."""
        return self.arranged(self.slips(answers, day).rows)

    def table(self, document: list[SlipSale]) -> Rows:
        """One row a sale."""
        return Rows(document, SALE_COLUMNS)


@dataclass(frozen=True)
class SlipOfSaleQuestion(Question["SlipDocument"]):
    """How the promises of one sale moved, promise by promise."""

    sale: str
    """The sale, as a person names it."""

    def answer(self, answers: Answers, day: date) -> SlipDocument:
        """The promises. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.contributions.slip import slip_document, slip_of

        return slip_document(slip_of(sale_called(self.sale, answers, day)))

    def table(self, document: SlipDocument) -> Rows:
        """The promises, a row each."""
        return Rows(document["promises"], PROMISE_COLUMNS)
