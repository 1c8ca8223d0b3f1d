"""The public interface for other programs: a ledger, and the same answers as the commands give, as objects."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Unpack, cast

from armstrack.documents.analysis import EventRow
from armstrack.documents.parts import Coverage
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import locate
from armstrack.model.problem import Problem
from armstrack.query.api.filters import Filters, day_of
from armstrack.query.api.found import Found
from armstrack.query.api.frame_rows import (
    DELIVERY_COLUMNS,
    DUE_COLUMNS,
    EVENT_COLUMNS,
    SALE_COLUMNS,
    STEP_COLUMNS,
    event_frame_row,
    sale_frame_row,
    step_frame_row,
)
from armstrack.query.api.framed import FramedBacklog, FramedSummary
from armstrack.query.document import Document
from armstrack.query.due import Due, due, due_document
from armstrack.query.filter import Chosen, filter_of
from armstrack.query.find import find_sale
from armstrack.query.from_files import FromFiles
from armstrack.query.order import newest_first
from armstrack.query.plain_words import texts_of
from armstrack.query.questions.backlog import BacklogQuestion
from armstrack.query.questions.deliveries import DeliveriesQuestion
from armstrack.query.questions.due import kinds_asked
from armstrack.query.questions.events import EventsQuestion
from armstrack.query.questions.summary import SummaryQuestion
from armstrack.query.timeline import Step, steps
from armstrack.query.view import SaleOnDay
from armstrack.query.washington import today


class OpenLedger:
    """A ledger opened for reading."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._answers = FromFiles(ledger)

    @property
    def folder(self) -> Path:
        """Where the ledger lies."""
        return self._ledger.folder

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps files of the ledger from being read; their sales are missing from every answer."""
        return self._ledger.contents.problems

    def sales(self, *, as_of: str | date | None = None, **filters: Unpack[Filters]) -> Sales:
        """The sales on a day (default: today in Washington), the newest first, narrowed by what is given.

        Every filter takes one word or a list of them, of which any one may hold. Raises ValueError for a day,
        a state, a recipient or another word that means nothing.
        """
        return Sales(self._answers.chosen(filter_of(filters), _day(as_of)))

    def sale(self, name: str, as_of: str | date | None = None) -> SaleOnDay:
        """One sale on a day, by id, the beginning of one, or transmittal. Raises NoSuchRecord or AmbiguousName."""
        sale = find_sale(self._ledger.contents.sales, name)
        return SaleOnDay(sale, self._ledger.context(sale), _day(as_of))

    def summary(
        self,
        by: str | Iterable[str] = "recipient",
        *,
        measure: str = "notified",
        count_by: str | None = None,
        share: bool = False,
        top: int | None = None,
        rolling: int | None = None,
        real: int | None = None,
        audit: bool = False,
        as_of: str | date | None = None,
        **filters: Unpack[Filters],
    ) -> FramedSummary:
        """Counts and money of the sales notified by a day, along one or more lines, as `summary` counts them.

        `by` takes the lines of `summary --by`, as recipient, region, year, fy, class or contractor; the others are
        its options. Shares, averages and what the total hides stand in `document`. Raises ValueError as `sales` does.
        """
        question = SummaryQuestion(
            filter_of(filters), texts_of(by), measure, count_by, share, top, rolling, real, audit
        )
        day = _day(as_of)
        summary = question.summary(self._answers, day)
        return FramedSummary.of(summary, question.document(summary, self._answers, day))

    def coverage(self, *, as_of: str | date | None = None, **filters: Unpack[Filters]) -> Coverage | None:
        """What the ledger covers of what these filters reach, as the key `coverage` of the answers of the commands.

        `None` where the ledger declares no covers: then it claims nothing.
        """
        from armstrack.query.reach import Covered, declared, reach_of

        declaration = declared(self._ledger.settings)
        if declaration is None:
            return None
        return cast("Coverage | None", Covered(declaration, reach_of(filter_of(filters), _day(as_of))).document)

    def due(
        self, *, as_of: str | date | None = None, within: int | None = None, **filters: Unpack[Filters]
    ) -> Found[Due]:
        """What falls due, the soonest first; with `within`, only what does so in so many days or has passed.

        `kind` takes what falls due, as review or offer, and kinds of sales.
        """
        day = _day(as_of)
        kinds, of_sale = kinds_asked(texts_of(filters.get("kind") or ()))
        wanted = filter_of({**filters, "kind": of_sale or None})
        found = [
            one for one in due(self._ledger, wanted, day, within) if not one.loose and (not kinds or one.kind in kinds)
        ]
        return Found(found, DUE_COLUMNS, lambda one: due_document(one, day))

    def timeline(self, name: str, *, as_of: str | date | None = None) -> Found[Step]:
        """The life of a sale with the days between its steps. Raises as `sale` does."""
        return Found(steps(self.sale(name, as_of)), STEP_COLUMNS, step_frame_row)

    def backlog(
        self, rule: str | None = None, *, as_of: str | date | None = None, **filters: Unpack[Filters]
    ) -> FramedBacklog:
        """What is notified and not delivered on a day, by a rule of the ledger (default: the usual one).

        Raises ValueError for a rule that does not exist, and as `sales` does.
        """
        return FramedBacklog.of(BacklogQuestion(filter_of(filters), rule).backlog(self._answers, _day(as_of)))

    def events(
        self,
        *,
        as_of: str | date | None = None,
        on_or_after: str | date | None = None,
        on_or_before: str | date | None = None,
        **filters: Unpack[Filters],
    ) -> Found[EventRow]:
        """What surely happened to sales besides their moves, in a period, the latest first, as `events` prints it."""
        days = (None if day is None else day_of(day) for day in (on_or_after, on_or_before))
        question = EventsQuestion(filter_of(filters), *days)
        return Found(question.answer(self._answers, _day(as_of)), EVENT_COLUMNS, event_frame_row)

    def deliveries(self, *, as_of: str | date | None = None, **filters: Unpack[Filters]) -> Found[Document]:
        """How much of each line item has been delivered, and of none of them, as `deliveries` prints it in rows."""
        question = DeliveriesQuestion(filter_of(filters))
        found = question.by_item(question.answer(self._answers, _day(as_of)))
        rows = [row | {"item": row["name"]} for row in found]
        return Found(rows, DELIVERY_COLUMNS, lambda row: row)


class Sales(Found[SaleOnDay]):
    """Sales that a filter chose, and those that it could not decide on."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__(newest_first(list(chosen.sales)), SALE_COLUMNS, sale_frame_row)
        self.undated = chosen.undated
        """Their day of notification is known too loosely to say whether they belong."""
        self.unvalued = chosen.unvalued
        """Their value is unknown, and the filter asks for one."""


def ledger_in(folder: str | None) -> Ledger:
    """The ledger in a folder, or the one that the commands would use here. Raises LedgerNotFound."""
    return Ledger.at(locate(folder, os.environ, Path.cwd()))


def _day(given: str | date | None) -> date:
    return today() if given is None else day_of(given)
