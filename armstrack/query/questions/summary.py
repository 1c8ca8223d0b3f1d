"""Counts and money of the sales notified by a day: what `summary` asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.model.data_class import dataclass
from armstrack.model.period import FOLLOWING
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.plain_words import WrongWord, known_words, one_word
from armstrack.query.questions.question import Question, Row, Rows, along, with_fy_start
from armstrack.query.summary.counting import (
    COUNTING,
    LINES,
    OTHER_WORDS,
    UNITS,
    Summary,
    Tally,
    grouped,
    summary_document,
    without_ended,
)
from armstrack.query.summary.worth import MEASURED, nominal

if TYPE_CHECKING:
    from armstrack.documents.counts import ConstantDollars, SummaryDocument
    from armstrack.query.answers import Answers
    from armstrack.query.reach import Covered
    from armstrack.query.summary.constant_dollars import Dollars

MEASURES = ("notified", "net", "accepted", "delivered")


@dataclass(frozen=True)
class SummaryQuestion(Question["SummaryDocument"]):
    """How many sales, and for how much. Raises WrongWord for words, numbers and combinations that mean nothing."""

    wanted: Filter = EVERYTHING
    by: tuple[str, ...] = ("recipient",)
    """The lines along which they are grouped; none for the total alone."""
    measure: str = "notified"
    count_by: str | None = None
    """The unit that is counted, where it is not the sale."""
    share: bool = False
    top: int | None = None
    """Only so many of the largest groups, and one of the others."""
    rolling: int | None = None
    """Over how many periods an average moves."""
    real: int | None = None
    """The year in whose dollars the money is told."""
    audit: bool = False
    """Whether to list what the total hides."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by", known_words(self.by, LINES, "line", OTHER_WORDS))
        object.__setattr__(self, "measure", one_word("--measure", self.measure, MEASURES, "measure"))
        if self.count_by is not None:
            object.__setattr__(self, "count_by", one_word("--count-by", self.count_by, UNITS, "unit"))
        if self.top is not None and self.top < 1:
            raise WrongWord(f"--top: {self.top} groups are no answer.", "give a number from 1 on")
        if self.rolling is not None:
            self._check_rolling(self.rolling)
        if self.real is not None:
            self._dollars()

    def _check_rolling(self, length: int) -> None:
        if length < 2:
            raise WrongWord(f"--rolling: no average moves over {length}.", "give a number from 2 on, as --rolling 3")
        if len(self.by) != 1 or self.by[0] not in FOLLOWING:
            raise WrongWord(
                f"--rolling moves along {_or(FOLLOWING.values())}, and not along {','.join(self.by)}.",
                f"give one line: {_or(f'--by {line}' for line in FOLLOWING)}",
            )
        if self.top is not None:
            raise WrongWord("--top would leave holes in the time along which --rolling moves.", "leave one of them out")

    def _dollars(self) -> Dollars | None:
        """The dollars that the money is told in; `None` for those that were printed."""
        if self.real is None:
            return None
        from armstrack.query.summary.constant_dollars import NoPriceLevel, dollars_of

        try:
            return dollars_of(self.real)
        except NoPriceLevel as error:
            raise WrongWord(f"--real: {error}.", "give one of its years") from error

    @property
    def unit(self) -> str:
        """What is counted."""
        return self.count_by or "sale"

    def summary(self, answers: Answers, day: date) -> Summary:
        """The groups, and the whole, before shares, averages and rules are told beside them."""
        return grouped(self._tally(answers, day), self.by, self.top, self.count_by)

    def _tally(self, answers: Answers, day: date) -> Tally:
        """The sales that count by the measure."""
        dollars = self._dollars()
        if self.measure in MEASURED:
            convert = nominal if dollars is None else dollars.of
            return answers.tally(self.wanted, day, self.by, self.measure, convert)
        tally = answers.tally(self.wanted, day, self.by)
        if self.measure == "net":
            tally = without_ended(tally)
        if dollars is not None:
            from armstrack.query.summary.constant_dollars import in_dollars

            tally = in_dollars(tally, dollars)
        return tally

    def answer(self, answers: Answers, day: date) -> SummaryDocument:
        """Counts and money, along the lines and in whole."""
        return self.document(self.summary(answers, day), answers, day)

    def document(
        self, summary: Summary, answers: Answers, day: date, covered: Covered | None = None
    ) -> SummaryDocument:
        """A summary of this question as its document, with all that is told beside it.

        No average moves over a period that the ledger does not cover.
        """
        document = summary_document(summary, self.measure, real=self.real is not None)
        rules = self._rules()
        if (dollars := self._dollars()) is not None:
            from armstrack.query.summary.constant_dollars import dollars_document

            document["real"] = dollars_document(dollars, summary.tally)
            rules.append(_real_rule(document["real"]))
        if self.rolling is not None:
            from armstrack.query.summary.rolling import with_averages

            document = with_averages(document, self.by[0], self.rolling, self.unit, self.wanted, covered)
            rules.append(_rolling_rule(document, self.by[0], self.rolling, day, self.wanted.fy_starts))
        if self.share:
            from armstrack.query.summary.shares import RULE, with_shares

            document = with_shares(document, self.unit)
            rules.append(f"Shares: {RULE}.")
        if self.count_by is not None:
            document["count_by"] = self.count_by
        document = with_fy_start(document, self.wanted)
        if rules:
            document["rules"] = rules
        if self.audit:
            from armstrack.query.summary.hidden import hidden

            document["audit"] = hidden(answers.chosen(self.wanted, day), answers.amendments(day), self.measure)
        return document

    def _rules(self) -> list[str]:
        """What is counted, where that is not what is always counted."""
        rules = []
        if "region" in self.by:
            from armstrack.model.recipients import REGIONS_ARE

            rules.append(f"Regions: {REGIONS_ARE}.")
        if self.measure != "notified":
            from armstrack.query.summary.measures import RULES

            rules.append(RULES[self.measure])
        if self.count_by is not None:
            rules.append(f"Counted: {COUNTING[self.count_by]}.")
        return rules

    def table(self, document: SummaryDocument) -> Rows:
        """The groups, a row each; with `audit`, what the total hides."""
        if "audit" in document:
            return Rows(document["audit"], ("hidden", "id", "value_usd", "says"))
        rows = [_flat(group, self.by) for group in document["groups"]]
        columns = [*self.by, "sales", "announcements", "value_usd", "unknown_value"]
        columns += dict.fromkeys(key for row in rows for key in row if key not in columns)
        text = [{key: str(cell) if isinstance(cell, float) else cell for key, cell in row.items()} for row in rows]
        return Rows(text, columns)

    def lines(self, document: SummaryDocument) -> Sequence[Row]:
        """The same; a share stays a number."""
        return document["audit"] if "audit" in document else [_flat(group, self.by) for group in document["groups"]]


NOT_IN_ROWS = ("key", "totals", "rolling", "rolling_totals", "complete")
"""What a group of the document says, and a row as it stands there does not."""


def _flat(group: Mapping[str, Any], lines: tuple[str, ...]) -> dict[str, Any]:
    """A group as a row: what it says of each procedure, and its average, in columns of their own."""
    row: dict[str, Any] = along(lines, group["key"])
    row |= {key: value for key, value in group.items() if key not in NOT_IN_ROWS}
    parts = {**group.get("totals", {}), "rolling": group.get("rolling")}
    parts |= {f"{name}_rolling": part for name, part in group.get("rolling_totals", {}).items()}
    for name, part in parts.items():
        row |= {f"{name}_{key}": value for key, value in (part or {}).items()}
    return row


def _real_rule(real: ConstantDollars) -> str:
    rule = (
        f"In dollars of {real['dollars_of']}, by {real['index']} ({real['name']}; {real['source']}, {real['series']}, "
        f"{real['base']}; {real['version']}); {real['rounding']}."
    )
    lost = real["without_index"]
    return f"{rule} The table lacks the year of {lost}, left out of the sum." if lost else rule


def _or(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


def _rolling_rule(document: SummaryDocument, line: str, length: int, day: date, fy_start: int) -> str:
    from armstrack.query.summary.rolling import unfinished

    what = FOLLOWING[line]
    rule = (
        f"Average: of {length} {what} up to and with each; an empty one in between counts as nothing, "
        "one before the first is not known."
    )
    if not any(group.get("rolling") for group in document["groups"]):
        return f"No average is shown: no window of {length:,} {what} is full."
    last = unfinished(document, line, day, fy_start)
    return f"{rule} {last} is not over on {day}." if last is not None else rule
