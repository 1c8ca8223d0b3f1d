"""What each filter asks of a sale on a day, and how its words are read; `armstrack.query.filter` lists the filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.firm_name import comparable_firm
from armstrack.model.folded import folded
from armstrack.model.terms import CLASSES, EVENTS, STATE_SYNONYMS, STATES_MEANT
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.plain_words import WrongWord, known_words, parsed, parted, recipient_codes

if TYPE_CHECKING:
    from armstrack.query.view import SaleOnDay

Texts = tuple[str, ...]


class Criterion(NamedTuple):
    """One filter: its name, how what is given for it is read, and what it asks of a sale."""

    name: str
    """As the option spells it: `--name`."""
    metavar: str
    """What stands for its value in the help; empty for one that is only set."""
    help: str
    read: Callable[[str, Texts], Any] | None
    """Reads the texts that an option was given. Raises WrongWord. `None` for a filter that is only set."""
    holds: Callable[[SaleOnDay, Any], bool] | None = None
    """Whether it holds of a sale, for one of the words given.

    `None` for those that are decided together: the value's bounds, and the periods of notification, which a sale
    may leave open.
    """
    several: bool = True
    """Whether it takes more than one word."""
    every: bool = False
    """Whether each of the words must hold, and not any one."""
    short: str = ""
    """Its short option."""
    chooses: bool = True
    """Whether it alone chooses sales, and does not only say what others mean."""

    @property
    def option(self) -> str:
        """How the command line spells it."""
        return f"--{self.name}"

    @property
    def parameter(self) -> str:
        """How Python spells it."""
        return {"class": "sale_class"}.get(self.name, self.name.replace("-", "_"))


# --- how words are read ------------------------------------------------------------------------------------


def recipients(_: str, given: Texts) -> Texts:
    """Codes of recipients."""
    return recipient_codes(given)


def states(_: str, given: Texts) -> Texts:
    """States of any procedure; the procedures are loaded only where one is asked for."""
    from armstrack.workflow.procedure import sale_states

    return known_words(given, sale_states(), "state", STATE_SYNONYMS, STATES_MEANT)


def kinds(_: str, given: Texts) -> Texts:
    """Kinds of procedure, by name."""
    from armstrack.workflow.procedure import sale_kinds

    return known_words(given, sale_kinds(), "kind of sale")


def years(option: str, given: Texts) -> tuple[int, ...]:
    """Years, with commas or repeated."""
    found: list[int] = []
    for word in parted(given):
        if not (len(word) == 4 and word.isascii() and word.isdigit() and 1900 < int(word) < 9999):
            hint = f"as {option} 2024 or {option} 2024,2025"
            raise WrongWord(f"{option}: {word or 'nothing'} is not a year.", hint)
        found.append(int(word))
    return tuple(dict.fromkeys(found))


def month(option: str, given: Texts) -> int | None:
    """The number of a month."""
    word = _one(option, given)
    if word is not None and not (word.isascii() and word.isdigit() and 1 <= int(word) <= 12):
        hint = f"give the month in which a fiscal year begins, 01 to 12, as {option} 07"
        raise WrongWord(f"{option}: {word or 'nothing'} is not a month.", hint)
    return int(word) if word is not None else None


def authorities(_: str, given: Texts) -> Texts:
    """Sections of the Act."""
    return known_words(given, AUTHORITIES, "authority", OTHER_SPELLINGS)


def classes(_: str, given: Texts) -> Texts:
    """Classes of sales."""
    return known_words(given, CLASSES, "class")


def regions(_: str, given: Texts) -> Texts:
    """Regions, by their letters or names, with commas or repeated."""
    from armstrack.model.recipients import REGIONS, find_region

    found: list[str] = []
    for word in (part.strip() for text in given for part in text.split(",")):
        region = find_region(word)
        if region is None:
            known = ", ".join(f"{key} ({name})" for key, name in REGIONS.items())
            raise WrongWord(f"`{word}` is not a region.", f"one of: {known}")
        found.append(region)
    return tuple(dict.fromkeys(found))


def events(_: str, given: Texts) -> Texts:
    """Kinds of events."""
    return known_words(given, EVENTS, "event")


def systems(option: str, given: Texts) -> Texts:
    """Names of systems, or other words to be searched as such."""
    for name in given:
        if not any(character.isalnum() for character in name):
            raise WrongWord(f"{option}: a name has at least a letter or a figure.", "write HIMARS or M142")
    return given


def texts(_: str, given: Texts) -> Texts:
    """Any text."""
    return given


def day(option: str, given: Texts) -> date | None:
    """One day."""
    from armstrack.model.partial_date import parse_day

    return parsed(option, _one(option, given), parse_day)


def dollars(option: str, given: Texts) -> int | None:
    """An amount in whole US dollars."""
    from armstrack.model.money import parse_money

    return parsed(option, _one(option, given), parse_money)


def _one(option: str, given: Texts) -> str | None:
    if len(given) > 1:
        raise WrongWord(f"{option} takes one value.")
    return given[0] if given else None


# --- what is asked of a sale ------------------------------------------------------------------------------


def goes_to(one: SaleOnDay, code: str) -> bool:
    """Whether a recipient is among those of a sale; `unknown` is that of a sale of which none is known."""
    return code in one.sale.recipients or (code == "unknown" and not one.sale.recipients)


def lies_in(one: SaleOnDay, region: str) -> bool:
    """Whether a recipient of a sale lies in a region."""
    # The table of recipients is loaded only where a region is asked for.
    from armstrack.model.recipients import region_of

    return any(region_of(code) == region for code in one.sale.recipients)


def stands_in(one: SaleOnDay, state: str) -> bool:
    """Whether a sale is in a state."""
    return one.standing.state == state


def rests_on(one: SaleOnDay, authority: str) -> bool:
    """Whether a sale is notified under a section of the Act."""
    return authority in one.sale.authorities


def is_of_kind(one: SaleOnDay, kind: str) -> bool:
    """Whether a sale follows a procedure: whether it rests on one of the sections that do."""
    from armstrack.workflow.procedure import authorities_of

    return any(rests_on(one, authority) for authority in authorities_of(kind))


def is_classed(one: SaleOnDay, sale_class: str) -> bool:
    """Whether a sale is of a class."""
    return one.sale.sale_class == sale_class


def is_packaged(one: SaleOnDay, package: str) -> bool:
    """Whether a sale was announced in a package."""
    return one.sale.package == package


def is_made_by(one: SaleOnDay, text: str) -> bool:
    """Whether a text stands in the name of a contractor, or is a name that its firm bears or bore."""
    from armstrack.ledger.firms import called

    printed = any(_in(text, each.name) for each in (one.sale.contractors or ()))
    return printed or any(comparable_firm(text) in called(firm) for firm in one.firms)


def has_item(one: SaleOnDay, text: str) -> bool:
    """Whether a text stands in the name of a line item."""
    return any(_in(text, each.name) for each in one.sale.items)


def is_numbered(one: SaleOnDay, number: str) -> bool:
    """Whether a sale has a transmittal number, however it is spelled."""
    transmittal = one.sale.transmittal
    return transmittal is not None and comparable_transmittal(number) == comparable_transmittal(transmittal)


def happened(one: SaleOnDay, event: str) -> bool:
    """Whether an event is sure to have happened by the day."""
    return any(entry.event == event and entry.date.surely_by(one.day) for entry in one.sale.history)


def was_waived(one: SaleOnDay, _: bool) -> bool:
    """Whether a sale was notified under an emergency waiver."""
    return one.standing.emergency


def is_late(one: SaleOnDay, _: bool) -> bool:
    """Whether a promised delivery day has passed."""
    from armstrack.query.outcome import is_overdue

    return is_overdue(one)


def mentions(one: SaleOnDay, text: str) -> bool:
    """Whether a text stands in what is told of a sale, in its line items, notes and kept notices."""
    sale = one.sale
    told = [sale.id, sale.title, sale.purchaser, sale.note, sale.transmittal]
    told += [item.name for item in sale.items]
    told += [contractor.name for contractor in (sale.contractors or ())]
    told += [entry.note for entry in sale.history if entry.date.maybe_by(one.day)]
    if any(_in(text, each) for each in told if each is not None):
        return True
    return any(_in(text, kept) for when, kept in one.context.kept() if when is None or when.maybe_by(one.day))


def has_case(one: SaleOnDay, case: str) -> bool:
    """Whether a case is printed for a sale, or is that of a letter of which something may have happened by the day."""
    entered = (entry.case for entry in one.sale.history if entry.case is not None and entry.date.maybe_by(one.day))
    return case.casefold() in {each.casefold() for each in (*one.sale.cases, *entered)}


def names_system(one: SaleOnDay, system: str) -> bool:
    """Whether the title or a line item names a system, under any of its names."""
    from armstrack.ledger.systems import naming

    names = naming(system)
    return any(names(text.casefold()) for text in (one.title, *(item.name for item in one.sale.items)))


def _in(text: str, name: str) -> bool:
    return folded(text) in folded(name)
