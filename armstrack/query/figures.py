"""Published figures, computed again from the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from armstrack.ledger.ledger import Ledger
from armstrack.model.data_class import dataclass
from armstrack.model.figure import MEASURED_IN_VOTES, Figure, FigureQuestion, every_figure
from armstrack.model.money import parse_money
from armstrack.query.filter import Filter
from armstrack.query.resolutions import vote_rows
from armstrack.query.summary.counting import Summary, summarise
from armstrack.query.view import SaleOnDay, sales_on

if TYPE_CHECKING:
    from armstrack.documents.keeping import VerifiedFigure
    from armstrack.query.reach import Covered


@dataclass(frozen=True, slots=True)
class Verified:
    """A figure beside what the ledger says."""

    figure: Figure
    published: int | str
    computed: int | str | None
    """`None` where the ledger cannot tell, because a value is unknown."""
    unknown_value: int
    """Sales of unknown value that the computed sum leaves out."""

    @property
    def holds(self) -> bool:
        """Whether the ledger reproduces the figure, within its tolerance."""
        if isinstance(self.published, str) or isinstance(self.computed, str) or self.computed is None:
            return self.published == self.computed
        return abs(self.published - self.computed) <= parse_money(self.figure.tolerance)

    @property
    def explained(self) -> bool:
        """Whether the ledger comes to another number, and to the very one that the figure gives a reason for."""
        return not self.holds and self.figure.differs is not None and self.computed == self.number_explained

    @property
    def number_explained(self) -> int | str | None:
        """The number to which the ledger comes according to the figure; `None` where it names none."""
        if self.figure.differs is None:
            return None
        computed = self.figure.differs.computed
        return computed if self.figure.measure in MEASURED_IN_VOTES else parse_money(computed)


SalesOn = Callable[[date], tuple[SaleOnDay, ...]]
"""The sales of a ledger on a day: those of one day are replayed once for all figures."""


def verify(ledger: Ledger, day: date) -> tuple[Verified, ...]:
    """Every figure of the ledger, computed again; a figure that names no day is asked of this one."""
    on_day = cache(lambda of: tuple(sales_on(ledger, of)))
    return tuple(_verified(figure, ledger, day, on_day) for figure in every_figure(ledger.contents.figures.values()))


def _verified(figure: Figure, ledger: Ledger, day: date, on_day: SalesOn) -> Verified:
    if figure.measure in MEASURED_IN_VOTES:
        return Verified(figure, figure.published, _votes(figure, ledger, day), 0)
    answer = _summary(figure.question, on_day(figure.question.as_of or day))
    computed = {
        "value": answer.total.value,
        "sales": answer.total.sales,
        "announcements": answer.total.announcements,
    }[figure.measure]
    return Verified(figure, parse_money(figure.published), computed, answer.total.unknown_value)


def _summary(question: FigureQuestion, sales: tuple[SaleOnDay, ...]) -> Summary:
    chosen = (one for one in sales if not question.sales or one.id in question.sales)
    return summarise(chosen, wanted_by(question), ())


def wanted_by(question: FigureQuestion) -> Filter:
    """The filter that a figure's question sets; a list of sales that it names chooses besides."""
    return Filter(
        recipients=_one(question.recipient),
        regions=question.regions,
        years=(question.year,) if question.year is not None else (),
        fiscal_years=(question.fy,) if question.fy is not None else (),
        since=question.since,
        until=question.until,
        authorities=_one(question.authority),
        classes=_one(question.sale_class),
        packages=_one(question.package),
        states=_one(question.state),
        emergency=question.emergency,
    )


def covered_of(figure: Figure, declaration: dict[str, Any], day: date) -> Covered | None:
    """What a ledger covers of what a figure counts; `None` where it names its sales, package or roll calls."""
    from armstrack.query.reach import Covered, reach_of

    question = figure.question
    if figure.measure in MEASURED_IN_VOTES or question.sales or question.package is not None:
        return None
    return Covered(declaration, reach_of(wanted_by(question), question.as_of or day))


def _one(word: str | None) -> tuple[str, ...]:
    return () if word is None else (word,)


def _votes(figure: Figure, ledger: Ledger, day: date) -> str | None:
    question, contents = figure.question, ledger.contents
    resolutions = [
        one
        for one in contents.resolutions.values()
        if (not question.resolutions or one.id in question.resolutions)
        and (question.recipient is None or question.recipient in contents.recipients_of(one))
    ]
    rows = [
        row
        for row in vote_rows(resolutions, ledger, question.as_of or day)
        if question.chamber in (None, row["chamber"])
        and (question.since is None or (row["date"] or "") >= question.since.isoformat())
        and (question.until is None or (row["date"] or "~") <= question.until.isoformat())
    ]
    if figure.measure == "trend":
        return ", ".join(str(row["to_disapprove"]) for row in rows) or None
    return f"{rows[0]['yea']}-{rows[0]['nay']}" if len(rows) == 1 else None


def verified_document(one: Verified) -> VerifiedFigure:
    """One figure, as `verify --format json` prints it."""
    return {
        "figure": one.figure.id,
        "published": one.published,
        "computed": one.computed,
        "holds": one.holds,
        "source": _address(one.figure, one.figure.source),
        "title": one.figure.title,
        "measure": one.figure.measure,
        "unknown_value": one.unknown_value,
        "disputed": [
            {"published": each.published, "source": each.source, "note": each.note} for each in one.figure.disputed
        ],
        "explained": one.explained,
        "differs": None
        if one.figure.differs is None
        else {
            "computed": one.number_explained,
            "reason": one.figure.differs.reason,
            "source": _address(one.figure, one.figure.differs.source),
        },
    }


def _address(figure: Figure, named: str) -> str | None:
    """The address of a source that a figure names, or else its title."""
    source = figure.sources.get(named)
    return source.url or source.title if source is not None else named
