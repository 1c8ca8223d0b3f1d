"""Which sales a question is about. Filters of different kinds must all hold; of one kind, any one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.period import calendar_year, fiscal_year

if TYPE_CHECKING:
    from armstrack.query.view import SaleOnDay


class Filter(NamedTuple):
    """A choice of sales; an empty field chooses all."""

    recipients: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    fiscal_years: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    authorities: tuple[str, ...] = ()
    min_value: int | None = None
    max_value: int | None = None
    classes: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    transmittals: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    emergency: bool = False
    overdue: bool = False
    search: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the choice asks for the day of notification."""
        return bool(self.years or self.fiscal_years or self.since or self.until)

    @property
    def periods(self) -> tuple[tuple[date, date], ...]:
        """The periods of which the notification must lie wholly in one: first and last day of each."""
        named = [calendar_year(year) for year in self.years] + [fiscal_year(year) for year in self.fiscal_years]
        since, until = self.since or date.min, self.until or date.max
        return tuple((max(first, since), min(last, until)) for first, last in named or [(date.min, date.max)])


class Chosen(NamedTuple):
    """The sales that a filter chooses, and those that it could not decide on."""

    sales: tuple[SaleOnDay, ...]
    undated: tuple[SaleOnDay, ...]
    """Their day of notification is known too loosely to say whether they belong."""
    unvalued: tuple[SaleOnDay, ...]
    """Their value is unknown, and the filter asks for one."""


def choose(sales: Iterable[SaleOnDay], wanted: Filter) -> Chosen:
    """Applies a filter. A day of notification lies in a period only if every day that it may mean does."""
    chosen: list[SaleOnDay] = []
    undated: list[SaleOnDay] = []
    unvalued: list[SaleOnDay] = []
    for one in sales:
        if not _matches(one, wanted):
            continue
        if not _value_matches(one, wanted):
            if one.value is None:
                unvalued.append(one)
            continue
        within = _day_matches(one, wanted)
        if within:
            chosen.append(one)
        elif within is None:
            undated.append(one)
    return Chosen(tuple(chosen), tuple(undated), tuple(unvalued))


def _matches(one: SaleOnDay, wanted: Filter) -> bool:
    sale = one.sale
    return (
        _any(wanted.recipients, lambda code: code in sale.recipients or (code == "unknown" and not sale.recipients))
        and _any(wanted.states, lambda state: state == one.standing.state)
        and _any(wanted.authorities, lambda authority: authority in sale.authorities)
        and _any(wanted.classes, lambda kind: kind == sale.sale_class)
        and _any(wanted.packages, lambda package: package == sale.package)
        and _any(wanted.contractors, lambda text: any(_in(text, each.name) for each in (sale.contractors or ())))
        and _any(wanted.items, lambda text: any(_in(text, each.name) for each in sale.items))
        and _any(wanted.transmittals, lambda number: _same_number(number, sale.transmittal))
        and _any(wanted.events, lambda event: _happened(one, event))
        and (not wanted.emergency or one.standing.emergency)
        and (not wanted.overdue or _is_overdue(one))
        and all(_mentions(one, word) for word in wanted.search)
    )


def _any(wanted: tuple[str, ...], holds: Callable[[str], bool]) -> bool:
    return not wanted or any(holds(each) for each in wanted)


def _in(text: str, name: str) -> bool:
    return text.casefold() in name.casefold()


def _same_number(number: str, transmittal: str | None) -> bool:
    return transmittal is not None and comparable_transmittal(number) == comparable_transmittal(transmittal)


def _happened(one: SaleOnDay, event: str) -> bool:
    return any(entry.event == event and entry.date.surely_by(one.day) for entry in one.sale.history)


def _is_overdue(one: SaleOnDay) -> bool:
    """Whether a promised delivery day has passed and nothing says that it was kept."""
    last = overdue_after(one)
    return last is not None and last < one.day


def is_over(one: SaleOnDay) -> bool:
    """Whether nothing is waited for any more: everything has come, or the sale has ended without."""
    state = one.standing.state
    return state is not None and (has_arrived(one) or one.life.procedure.by_name[state].ended)


def has_arrived(one: SaleOnDay) -> bool:
    """Whether everything has come. A licence that was returned without action is over, and nothing came of it."""
    state = one.standing.state
    return state is not None and one.life.procedure.by_name[state].has("arrived")


def overdue_after(one: SaleOnDay) -> date | None:
    """The day after which a promised delivery is overdue, while nothing says that it was kept or is no longer due.

    Of several promises that stand, about different things, that of the soonest.
    """
    if is_over(one):
        return None
    lasts = (promise.expected.latest for promise in one.standing.promises if promise.expected is not None)
    return min((last for last in lasts if last is not None), default=None)


def _mentions(one: SaleOnDay, text: str) -> bool:
    sale = one.sale
    texts = [sale.id, sale.title, sale.purchaser, sale.note, sale.transmittal]
    texts += [item.name for item in sale.items]
    texts += [contractor.name for contractor in (sale.contractors or ())]
    texts += [entry.note for entry in sale.history if entry.date.maybe_by(one.day)]
    if any(_in(text, each) for each in texts if each is not None):
        return True
    return any(_in(text, kept) for when, kept in one.context.kept() if when is None or when.maybe_by(one.day))


def _value_matches(one: SaleOnDay, wanted: Filter) -> bool:
    if wanted.min_value is None and wanted.max_value is None:
        return True
    value = one.value
    return (
        value is not None
        and (wanted.min_value is None or value >= wanted.min_value)
        and (wanted.max_value is None or value <= wanted.max_value)
    )


def _day_matches(one: SaleOnDay, wanted: Filter) -> bool | None:
    """Whether the notification lies in the periods asked for; `None` when its day does not tell."""
    if not wanted.dated:
        return True
    if one.notified is None:
        return False
    answers = []
    for since, until in wanted.periods:
        if one.notified.within(since, until):
            return True
        answers.append(one.notified.may_touch(since, until))
    return None if any(answers) else False
