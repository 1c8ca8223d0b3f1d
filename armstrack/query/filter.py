"""Which sales a question is about. Filters of different kinds must all hold; of one kind, any one.

The fields of `Filter` are the filters, each declared once: its option, what it takes, its help, and what it asks of a
sale. The options of the command line, the words of the Python interface, the remark on an empty answer and the command
that a citation prints come from these. What the index knows of each is `CONDITIONS` in `armstrack.index.answers`.
"""
# No annotation here is put off: `FILTERS` reads them.

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from armstrack.model.authority import AUTHORITIES
from armstrack.model.period import FY_START, calendar_year, fiscal_year
from armstrack.model.terms import CLASSES
from armstrack.query import criteria
from armstrack.query.criteria import Criterion
from armstrack.query.plain_words import WrongWord, texts_of

if TYPE_CHECKING:
    from armstrack.query.view import SaleOnDay

Texts = tuple[str, ...]
Years = tuple[int, ...]


class Filter(NamedTuple):
    """A choice of sales; an empty field chooses all."""

    recipients: Annotated[
        Texts,
        Criterion(
            "recipient",
            "WHO",
            "A country by code or name, or an organisation; repeat for several.",
            criteria.recipients,
            criteria.goes_to,
            short="-r",
        ),
    ] = ()
    states: Annotated[
        Texts,
        Criterion(
            "state",
            "STATE",
            "The state on the day; `armstrack workflow` has them.",
            criteria.states,
            criteria.stands_in,
        ),
    ] = ()
    years: Annotated[
        Years, Criterion("year", "YEAR", "Notified in a calendar year, as 2024,2025.", criteria.years)
    ] = ()
    fiscal_years: Annotated[
        Years,
        Criterion(
            "fy", "YEAR", "Notified in a fiscal year (from 1 October before, or as --fy-start says).", criteria.years
        ),
    ] = ()
    since: Annotated[
        date | None, Criterion("since", "DAY", "Notified on this day or later.", criteria.day, several=False)
    ] = None
    until: Annotated[
        date | None, Criterion("until", "DAY", "Notified on this day or earlier.", criteria.day, several=False)
    ] = None
    authorities: Annotated[
        Texts,
        Criterion(
            "authority", "SECTION", f"{', '.join(AUTHORITIES)}; 3(d) for both of it.", criteria.authorities,
            criteria.rests_on,
        ),
    ] = ()  # fmt: skip
    min_value: Annotated[int | None, Criterion("min-value", "USD", "As 100M.", criteria.dollars, several=False)] = None
    max_value: Annotated[int | None, Criterion("max-value", "USD", "As 1.5B.", criteria.dollars, several=False)] = None
    classes: Annotated[
        Texts, Criterion("class", "CLASS", ", ".join(CLASSES) + ".", criteria.classes, criteria.is_classed)
    ] = ()
    packages: Annotated[
        Texts, Criterion("package", "ID", "Announced in this package.", criteria.texts, criteria.is_packaged)
    ] = ()
    contractors: Annotated[
        Texts,
        Criterion(
            "contractor", "TEXT", "Part of a contractor's name, or any name of its firm, former ones too.",
            criteria.texts, criteria.is_made_by,
        ),
    ] = ()  # fmt: skip
    items: Annotated[
        Texts, Criterion("item", "TEXT", "Part of a line item's name.", criteria.texts, criteria.has_item)
    ] = ()
    transmittals: Annotated[
        Texts, Criterion("transmittal", "NUMBER", "The number of the notice.", criteria.texts, criteria.is_numbered)
    ] = ()
    events: Annotated[
        Texts,
        Criterion(
            "event", "EVENT", "What happened, as hold; `armstrack record --help` has them.", criteria.events,
            criteria.happened,
        ),
    ] = ()  # fmt: skip
    emergency: Annotated[
        bool, Criterion("emergency", "", "Notified under an emergency waiver.", None, criteria.was_waived)
    ] = False
    overdue: Annotated[
        bool, Criterion("overdue", "", "A promised delivery day has passed.", None, criteria.is_late)
    ] = False
    search: Annotated[
        Texts,
        Criterion(
            "search", "TEXT", "Text in titles, items, contractors or notes.", criteria.texts, criteria.mentions,
            every=True,
        ),
    ] = ()  # fmt: skip
    kinds: Annotated[
        Texts,
        Criterion("kind", "KIND", "fms, dcs, transfer, lease, report or unknown.", criteria.kinds, criteria.is_of_kind),
    ] = ()
    cases: Annotated[
        Texts, Criterion("case", "CASE", "The case of a letter, as TW-B-XYZ.", criteria.texts, criteria.has_case)
    ] = ()
    systems: Annotated[
        Texts,
        Criterion(
            "system", "NAME", "As HIMARS, M142 or AIM-120, under any name.", criteria.systems, criteria.names_system
        ),
    ] = ()
    regions: Annotated[
        Texts,
        Criterion(
            "region", "REGION", "AF, EAP, EUR, NEA, SCA, WHA or organization.", criteria.regions, criteria.lies_in
        ),
    ] = ()

    fy_start: Annotated[
        int | None,
        Criterion(
            "fy-start", "MM", "The month, 01 to 12, in which fiscal years begin. Default: 10.", criteria.month,
            several=False, chooses=False,
        ),
    ] = None  # fmt: skip

    @property
    def fy_starts(self) -> int:
        """The month in which fiscal years begin."""
        return self.fy_start or FY_START

    @property
    def dated(self) -> bool:
        """Whether the choice asks for the day of notification."""
        return bool(self.years or self.fiscal_years or self.since or self.until)

    @property
    def periods(self) -> tuple[tuple[date, date], ...]:
        """The periods of which the notification must lie wholly in one: first and last day of each."""
        named = [calendar_year(year) for year in self.years]
        named += [fiscal_year(year, self.fy_starts) for year in self.fiscal_years]
        since, until = self.since or date.min, self.until or date.max
        return tuple((max(first, since), min(last, until)) for first, last in named or [(date.min, date.max)])


FILTERS: dict[str, Criterion] = {
    name: next(each for each in annotation.__metadata__ if isinstance(each, Criterion))
    for name, annotation in Filter.__annotations__.items()
}
"""The filters, by the names of the fields of `Filter`."""


EVERYTHING = Filter()
"""The filter that asks for nothing, and so chooses every sale."""


def filter_of(given: Mapping[str, object]) -> Filter:
    """The filter that words describe, by the parameters of the criteria; `None` and `False` ask for nothing.

    Raises WrongWord for a word that means nothing, and TypeError for a filter that there is not.
    """
    left = dict(given)
    values: dict[str, Any] = {}
    for name, criterion in FILTERS.items():
        words = left.pop(criterion.parameter, None)
        if words is not None and words is not False:
            read = criterion.read
            values[name] = True if read is None else read(criterion.option, texts_of(words))
    if left:
        raise TypeError(f"there is no filter `{next(iter(left))}`; the filters are {', '.join(parameters())}")
    wanted = Filter(**values)
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise WrongWord(
            f"--since {wanted.since} lies after --until {wanted.until}.",
            f"write --since {wanted.until} --until {wanted.since}",
        )
    return wanted


def parameters() -> tuple[str, ...]:
    """The filters as Python spells them."""
    return tuple(criterion.parameter for criterion in FILTERS.values())


class Chosen(NamedTuple):
    """The sales that a filter chooses, and those that it could not decide on."""

    sales: tuple["SaleOnDay", ...]
    undated: tuple["SaleOnDay", ...]
    """Their day of notification is known too loosely to say whether they belong."""
    unvalued: tuple["SaleOnDay", ...]
    """Their value is unknown, and the filter asks for one."""


def choose(sales: Iterable["SaleOnDay"], wanted: Filter) -> Chosen:
    """Applies a filter. A day of notification lies in a period only if every day that it may mean does."""
    asked = [(criterion, words) for name, criterion in FILTERS.items() if (words := getattr(wanted, name))]
    chosen: list[SaleOnDay] = []
    undated: list[SaleOnDay] = []
    unvalued: list[SaleOnDay] = []
    for one in sales:
        if not all(_holds(criterion, one, words) for criterion, words in asked):
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


def _holds(criterion: Criterion, one: "SaleOnDay", words: Texts | bool) -> bool:
    """Whether a criterion holds of a sale, as far as it alone decides."""
    holds = criterion.holds
    if holds is None:
        return True
    if isinstance(words, bool):
        return holds(one, words)
    answers = (holds(one, word) for word in words)
    return all(answers) if criterion.every else any(answers)


def _value_matches(one: "SaleOnDay", wanted: Filter) -> bool:
    if wanted.min_value is None and wanted.max_value is None:
        return True
    value = one.value
    return (
        value is not None
        and (wanted.min_value is None or value >= wanted.min_value)
        and (wanted.max_value is None or value <= wanted.max_value)
    )


def _day_matches(one: "SaleOnDay", wanted: Filter) -> bool | None:
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
