"""The public interface for other programs: a ledger, and the same answers as the commands give, as objects."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Unpack

from armstrack.ledger.backlog_rules import rules_of
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import locate
from armstrack.model.problem import Problem
from armstrack.query.api.filters import Filters, day_of, filter_of
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
from armstrack.query.backlog.on_day import backlog_of
from armstrack.query.deliveries import deliveries_document, delivery_rows
from armstrack.query.document import Document
from armstrack.query.due import Due, due, due_document
from armstrack.query.filter import Chosen
from armstrack.query.find import find_sale
from armstrack.query.from_files import FromFiles
from armstrack.query.happenings import Period, happenings
from armstrack.query.summary.counting import LINES, grouped
from armstrack.query.timeline import Step, steps
from armstrack.query.view import SaleOnDay, newest_first
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
        return Sales(self._answers.chosen(filter_of(**filters), _day(as_of)))

    def sale(self, name: str, as_of: str | date | None = None) -> SaleOnDay:
        """One sale on a day, by id, the beginning of one, or transmittal. Raises NoSuchRecord or AmbiguousName."""
        sale = find_sale(self._ledger.contents.sales, name)
        return SaleOnDay(sale, self._ledger.context(sale), _day(as_of))

    def summary(
        self, by: str | Iterable[str] = "recipient", *, as_of: str | date | None = None, **filters: Unpack[Filters]
    ) -> FramedSummary:
        """Counts and money of the sales notified by a day, along one or more lines, as `summary` counts them.

        `by` takes the lines of `summary --by`, as recipient, region, year, fy, class or contractor.
        Raises ValueError as `sales` does.
        """
        lines = (by,) if isinstance(by, str) else tuple(by)
        for line in lines:
            if line not in LINES:
                raise ValueError(f"`{line}` is not a line of a summary; one of {', '.join(LINES)}")
        return FramedSummary(*grouped(self._answers.tally(filter_of(**filters), _day(as_of), lines), lines))

    def due(self, *, as_of: str | date | None = None, within: int | None = None) -> Found[Due]:
        """What falls due, the soonest first; with `within`, only what does so in so many days or has passed."""
        day = _day(as_of)
        return Found(due(self._ledger, day, within), DUE_COLUMNS, lambda one: due_document(one, day))

    def timeline(self, name: str, *, as_of: str | date | None = None) -> Found[Step]:
        """The life of a sale with the days between its steps. Raises as `sale` does."""
        return Found(steps(self.sale(name, as_of)), STEP_COLUMNS, step_frame_row)

    def backlog(
        self, rule: str | None = None, *, as_of: str | date | None = None, **filters: Unpack[Filters]
    ) -> FramedBacklog:
        """What is notified and not delivered on a day, by a rule of the ledger (default: the usual one).

        Raises ValueError for a rule that does not exist, and as `sales` does.
        """
        day, rules = _day(as_of), rules_of(self._ledger.settings.backlog_rules)
        name = next(iter(rules)) if rule is None else rule
        if name not in rules:
            raise ValueError(f"`{name}` is not a rule; one of {', '.join(rules)}")
        return FramedBacklog.of(backlog_of(self._answers.chosen(filter_of(**filters), day), rules[name], day))

    def events(
        self,
        *,
        as_of: str | date | None = None,
        on_or_after: str | date | None = None,
        on_or_before: str | date | None = None,
        **filters: Unpack[Filters],
    ) -> Found[Document]:
        """What surely happened to sales besides their moves, in a period, the latest first, as `events` prints it."""
        wanted = filter_of(**filters)
        chosen = self._answers.chosen(wanted, _day(as_of))
        period = Period(*(None if day is None else day_of(day) for day in (on_or_after, on_or_before)))
        return Found(happenings(chosen.sales, wanted.events, period).rows, EVENT_COLUMNS, event_frame_row)

    def deliveries(self, *, as_of: str | date | None = None, **filters: Unpack[Filters]) -> Found[Document]:
        """How much of each line item has been delivered, and of none of them, as `deliveries` prints it in rows."""
        chosen = self._answers.chosen(filter_of(**filters), _day(as_of))
        rows = [
            row | {"item": row["name"]} for sale in deliveries_document(chosen.sales) for row in delivery_rows(sale)
        ]
        return Found(rows, DELIVERY_COLUMNS, lambda row: row)


class Sales(Found[SaleOnDay]):
    """Sales that a filter chose, and those that it could not decide on."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__(newest_first(list(chosen.sales)), SALE_COLUMNS, sale_frame_row)
        self.undated = chosen.undated
        """Their day of notification is known too loosely to say whether they belong."""
        self.unvalued = chosen.unvalued
        """Their value is unknown, and the filter asks for one."""


def open_ledger(folder: str | None) -> OpenLedger:
    """The ledger in a folder, or the one that the commands would use here. Raises LedgerNotFound."""
    return OpenLedger(Ledger.at(locate(folder, os.environ, Path.cwd())))


def _day(given: str | date | None) -> date:
    return today() if given is None else day_of(given)
