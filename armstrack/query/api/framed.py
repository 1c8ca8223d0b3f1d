"""Answers of several parts that give a data frame, too: a summary its groups, a backlog its sales."""

from __future__ import annotations

from typing import Any

from armstrack.documents.counts import SummaryDocument
from armstrack.query.api.frame import frame
from armstrack.query.api.frame_rows import HELD_COLUMNS, group_row, held_frame_row, summary_columns
from armstrack.query.api.notebook import dollars, notebook_table
from armstrack.query.backlog.on_day import Backlog
from armstrack.query.summary.counting import Summary


class FramedSummary(Summary):
    """Counts and money."""

    document: SummaryDocument
    """The same as `summary --format json` prints it, with the shares, averages and rules that were asked for."""

    @classmethod
    def of(cls, summary: Summary, document: SummaryDocument) -> FramedSummary:
        """The same summary, with its document."""
        framed = cls(*summary)
        framed.document = document
        return framed

    def __repr__(self) -> str:
        along = f" by {', '.join(self.lines)}" if self.lines else ""
        return f"<summary{along}: {self.total.sales} sales, {dollars(self.total.value, self.total.unknown_value)}>"

    def _repr_html_(self) -> str:
        """The groups as a notebook shows them."""
        columns = [column.name for column in summary_columns(self.lines)]
        return notebook_table(repr(self), columns, [group_row(self.lines, group) for group in self.groups])

    def to_frame(self, library: str | None = None) -> Any:
        """The groups as a data frame, a row each; see `armstrack.query.api.frame.frame`."""
        return frame(summary_columns(self.lines), [group_row(self.lines, group) for group in self.groups], library)


class FramedBacklog(Backlog):
    """What is notified and not delivered."""

    __slots__ = ()

    def __repr__(self) -> str:
        total = self.total
        return f"<backlog on {self.day}: {total.sales} sales, {dollars(total.value, total.unknown_value)}>"

    def _repr_html_(self) -> str:
        """The sales of the backlog as a notebook shows them."""
        columns = [column.name for column in HELD_COLUMNS]
        return notebook_table(repr(self), columns, [held_frame_row(each, self.day) for each in self.held])

    @classmethod
    def of(cls, backlog: Backlog) -> FramedBacklog:
        """The same backlog."""
        return cls(backlog.rule, backlog.day, backlog.held, backlog.undated, backlog.unvalued, backlog.left_out)

    def to_frame(self, library: str | None = None) -> Any:
        """The sales of the backlog as a data frame, a row each; see `armstrack.query.api.frame.frame`."""
        return frame(HELD_COLUMNS, [held_frame_row(each, self.day) for each in self.held], library)
