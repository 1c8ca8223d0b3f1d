"""The options that choose sales, spelled the same on every command that has them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Annotated, Any, TypeVar

import typer

from armstrack.cli.failure import usage
from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.terms import CLASSES, EVENTS, STATE_SYNONYMS
from armstrack.query.filter import Filter

T = TypeVar("T")

WHICH = "Which sales"
"""The panel of the help that holds the filters."""

RecipientOption = Annotated[
    list[str] | None,
    typer.Option("--recipient", "-r", metavar="WHO", help="Code or name; repeat for several.", rich_help_panel=WHICH),
]
StateOption = Annotated[
    list[str] | None, typer.Option("--state", metavar="STATE", help="The state on the day.", rich_help_panel=WHICH)
]
YearOption = Annotated[
    list[str] | None,
    typer.Option("--year", metavar="YEAR", help="Notified in a calendar year, as 2024,2025.", rich_help_panel=WHICH),
]
FiscalYearOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fy", metavar="YEAR", help="Notified in a fiscal year (from 1 October before).", rich_help_panel=WHICH
    ),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Notified on this day or later.", rich_help_panel=WHICH)
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Notified on this day or earlier.", rich_help_panel=WHICH)
]
AuthorityOption = Annotated[
    list[str] | None,
    typer.Option("--authority", metavar="SECTION", help="As 36(b)(1), 36(c) or 3(d).", rich_help_panel=WHICH),
]
MinValueOption = Annotated[
    str | None, typer.Option("--min-value", metavar="USD", help="As 100M.", rich_help_panel=WHICH)
]
MaxValueOption = Annotated[
    str | None, typer.Option("--max-value", metavar="USD", help="As 1.5B.", rich_help_panel=WHICH)
]
ClassOption = Annotated[
    list[str] | None, typer.Option("--class", metavar="CLASS", help=", ".join(CLASSES) + ".", rich_help_panel=WHICH)
]
PackageOption = Annotated[
    list[str] | None, typer.Option("--package", metavar="ID", help="Announced in this package.", rich_help_panel=WHICH)
]
ContractorOption = Annotated[
    list[str] | None,
    typer.Option("--contractor", metavar="TEXT", help="Part of a contractor's name.", rich_help_panel=WHICH),
]
ItemOption = Annotated[
    list[str] | None, typer.Option("--item", metavar="TEXT", help="Part of a line item's name.", rich_help_panel=WHICH)
]
TransmittalOption = Annotated[
    list[str] | None,
    typer.Option("--transmittal", metavar="NUMBER", help="The number of the notice.", rich_help_panel=WHICH),
]
EventOption = Annotated[
    list[str] | None,
    typer.Option(
        "--event", metavar="EVENT", help="Something that happened, as hold or delivery.", rich_help_panel=WHICH
    ),
]
EmergencyOption = Annotated[
    bool, typer.Option("--emergency", help="Notified under an emergency waiver.", rich_help_panel=WHICH)
]
OverdueOption = Annotated[
    bool, typer.Option("--overdue", help="A promised delivery day has passed.", rich_help_panel=WHICH)
]
SearchOption = Annotated[
    list[str] | None,
    typer.Option(
        "--search", metavar="TEXT", help="Text in titles, items, contractors or notes.", rich_help_panel=WHICH
    ),
]


def recipient_codes(given: Iterable[str] | None) -> tuple[str, ...]:
    """The codes of recipients given by code or name, with commas or repeated. Raises Failure."""
    if not given:
        return ()
    from armstrack.model.recipients import find_recipient, nearest_recipients

    codes: list[str] = []
    for text in given:
        whole = find_recipient(text)
        for part in [text] if whole else text.split(","):
            word = part.strip()
            code = "unknown" if word == "unknown" else find_recipient(word)
            if code is None:
                near = nearest_recipients(word)
                meant = f"did you mean {' or '.join(near)}? " if near else ""
                raise usage(f"`{word}` is no recipient.", f"{meant}An organisation outside the table is other:{word}")
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def words(
    given: Iterable[str] | None, known: Iterable[str], what: str, also: dict[str, str] | None = None
) -> tuple[str, ...]:
    """Words of a closed list, with commas or repeated. Raises Failure, naming the nearest."""
    allowed = tuple(known)
    found: list[str] = []
    for text in given or ():
        for part in text.split(","):
            word = (also or {}).get(part.strip(), part.strip())
            if word not in allowed:
                from armstrack.model.kinds import did_you_mean

                hint = did_you_mean(word, allowed) or f"one of: {', '.join(allowed)}"
                raise usage(f"`{word}` is no {what}.", hint)
            found.append(word)
    return tuple(dict.fromkeys(found))


def parsed(option: str, text: str | None, parse: Callable[[str], T]) -> T | None:
    """An option's value, parsed. Raises Failure with the sentence of the ValueError."""
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise usage(f"{option}: {error}.") from error


def day_given(option: str, text: str | None) -> date | None:
    """The day that an option gives; `None` where it is not given. Raises Failure."""
    if text is None:
        return None
    from armstrack.model.partial_date import parse_day

    return parsed(option, text, parse_day)


def _money(option: str, text: str | None) -> int | None:
    if text is None:
        return None
    from armstrack.model.money import parse_money

    return parsed(option, text, parse_money)


def _years(option: str, given: Iterable[str] | None) -> tuple[int, ...]:
    """Years with commas or repeated. Raises Failure."""
    years: list[int] = []
    for text in given or ():
        for part in text.split(","):
            word = part.strip()
            if not (len(word) == 4 and word.isascii() and word.isdigit() and 1900 < int(word) < 9999):
                raise usage(f"{option}: {word or 'nothing'} is not a year.", f"as {option} 2024 or {option} 2024,2025")
            years.append(int(word))
    return tuple(dict.fromkeys(years))


def _states(given: list[str]) -> tuple[str, ...]:
    # The procedures are loaded only where a state is asked for.
    from armstrack.workflow.procedure import sale_states

    return words(given, sale_states(), "state", STATE_SYNONYMS)


def filter_from(
    recipient: RecipientOption = None,
    state: StateOption = None,
    year: YearOption = None,
    fy: FiscalYearOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    authority: AuthorityOption = None,
    min_value: MinValueOption = None,
    max_value: MaxValueOption = None,
    sale_class: ClassOption = None,
    package: PackageOption = None,
    contractor: ContractorOption = None,
    item: ItemOption = None,
    transmittal: TransmittalOption = None,
    event: EventOption = None,
    emergency: EmergencyOption = False,
    overdue: OverdueOption = False,
    search: SearchOption = None,
) -> Filter:
    """The filter that the options describe. Raises Failure for a value that means nothing."""
    first, last = day_given("--since", since), day_given("--until", until)
    if first is not None and last is not None and first > last:
        raise usage(f"--since {first} lies after --until {last}.", f"write --since {last} --until {first}")
    return Filter(
        recipients=recipient_codes(recipient),
        states=_states(state) if state else (),
        years=_years("--year", year),
        fiscal_years=_years("--fy", fy),
        since=first,
        until=last,
        authorities=words(authority, AUTHORITIES, "authority", OTHER_SPELLINGS),
        min_value=_money("--min-value", min_value),
        max_value=_money("--max-value", max_value),
        classes=words(sale_class, CLASSES, "class"),
        packages=tuple(package or ()),
        contractors=tuple(contractor or ()),
        items=tuple(item or ()),
        transmittals=tuple(transmittal or ()),
        events=words(event, EVENTS, "event"),
        emergency=emergency,
        overdue=overdue,
        search=tuple(search or ()),
    )


FILTERS = list(inspect.signature(filter_from, eval_str=True).parameters.values())


def choosing_sales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the filter options in place of its parameter `wanted`, which it takes as a Filter."""
    return choosing_sales_but()(command)


def choosing_sales_but(*left_out: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """As `choosing_sales`, without the filters of these names, which mean something else to the command, or nothing."""
    filters = [parameter for parameter in FILTERS if parameter.name not in left_out]

    def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
        session, _, *own = inspect.signature(command, eval_str=True).parameters.values()

        @wraps(command)
        def call(session: Any, **values: Any) -> Any:
            given = {parameter.name: values.pop(parameter.name) for parameter in filters}
            return command(session, filter_from(**given), **values)

        named = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*filters, *own)]
        call.__signature__ = inspect.Signature([session, *named])  # type: ignore[attr-defined]
        return call

    return choosing
