"""Where sources disagree about a day, a value, a quantity or an outcome: what each says, and which is used.

Why one is used comes from the record alone: from what the day of a notification rests on, from the
note to the other claim, and from the reason with which the warning was acknowledged. How the two
sources rank (`armstrack.ledger.source_rank`) is told beside it, and is not the recorder's reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from armstrack.query.filter import Filter
from armstrack.query.parts import Contribution, Disputed

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement
    from armstrack.ledger.ledger import Contents
    from armstrack.model.figure import Figure
    from armstrack.model.resolution import Resolution
    from armstrack.query.view import SaleOnDay

KINDS = ("resolution", "package", "figure")
"""The kinds of records besides sales, in the order in which what they hold is told."""


class AboutSales(NamedTuple):
    """The sales that are chosen: what they contribute, and the sales themselves, read where they are needed."""

    of: Sequence[Contribution]
    chosen: Callable[[], Sequence[SaleOnDay]]


def conflicts(
    contents: Callable[[], Contents], sales: AboutSales, disputed: Disputed, wanted: Filter | None, day: date
) -> list[Disagreement]:
    """Every disagreement about the sales chosen, their resolutions, packages and figures, known by a day.

    In the order of the kinds of records, then of their ids, then as they stand in the file. Without a filter the
    sales were named one by one.
    """
    of_sales = [document for each in sorted(sales.of, key=lambda each: each.id) for document in each.says]
    others = disputed.says
    if others and wanted != Filter():
        about = _concerned(contents(), sales, disputed, wanted, day)
        others = [each for each in others if (each["record"], each["id"]) in about]
    return of_sales + sorted(others, key=lambda each: (KINDS.index(each["record"]), each["id"]))


def _concerned(
    contents: Contents, sales: AboutSales, disputed: Disputed, wanted: Filter | None, day: date
) -> set[tuple[str, str]]:
    """The disputed records besides sales that the sales chosen concern, by kind and id."""
    from armstrack.model.figure import every_figure
    from armstrack.query.resolutions import concerning

    chosen = cache(sales.chosen)

    def concerned(resolutions: Iterable[Resolution]) -> set[str]:
        return {one.id for one in concerning(resolutions, {one.id for one in chosen()}, wanted, contents)}

    found: set[tuple[str, str]] = set()
    if disputed.resolutions:
        found |= {
            ("resolution", name) for name in concerned(contents.resolutions[each] for each in disputed.resolutions)
        }
    if disputed.packages:
        packages = {one.sale.package for one in chosen()}
        found |= {("package", name) for name in disputed.packages if name in packages}
    figures = list(every_figure(contents.figures[name] for name in disputed.figures))
    if figures:
        about = concerned(contents.resolutions.values())
        found |= {("figure", one.id) for one in figures if _counts(one, chosen(), about)}
    return found


def _counts(figure: Figure, sales: Iterable[SaleOnDay], resolutions: set[str]) -> bool:
    """Whether a figure counts one of the sales, or the votes on one of the resolutions."""
    from armstrack.model.figure import MEASURED_IN_VOTES
    from armstrack.query.figures import wanted_by
    from armstrack.query.filter import choose
    from armstrack.query.view import SaleOnDay

    question = figure.question
    if figure.measure in MEASURED_IN_VOTES:
        return any(name in resolutions for name in question.resolutions)
    named = [one for one in sales if not question.sales or one.id in question.sales]
    if question.as_of is not None:
        named = [SaleOnDay(one.sale, one.context, question.as_of) for one in named]
    return bool(choose(named, wanted_by(question)).sales)
