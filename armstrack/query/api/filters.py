"""The filters of `list` as words of the Python interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypedDict

from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.entry import EVENTS, STATE_SYNONYMS
from armstrack.model.money import parse_money
from armstrack.model.partial_date import parse_day
from armstrack.model.recipients import find_recipient
from armstrack.model.sale import CLASSES
from armstrack.query.filter import Filter
from armstrack.workflow.procedure import sale_states

Words = str | Iterable[str] | None
"""One word or several, of which any one may hold; `None` asks for nothing."""
Years = int | Iterable[int] | None
Day = str | date | None
Dollars = str | int | None
"""Whole US dollars, or as 1.5B."""


class Filters(TypedDict, total=False):
    """What can be asked of sales; filters of different names must all hold, as on the command line."""

    recipient: Words
    state: Words
    year: Years
    fy: Years
    since: Day
    until: Day
    authority: Words
    min_value: Dollars
    max_value: Dollars
    sale_class: Words
    package: Words
    contractor: Words
    item: Words
    transmittal: Words
    event: Words
    emergency: bool
    overdue: bool
    search: Words


def filter_of(
    recipient: Words = None,
    state: Words = None,
    year: Years = None,
    fy: Years = None,
    since: Day = None,
    until: Day = None,
    authority: Words = None,
    min_value: Dollars = None,
    max_value: Dollars = None,
    sale_class: Words = None,
    package: Words = None,
    contractor: Words = None,
    item: Words = None,
    transmittal: Words = None,
    event: Words = None,
    emergency: bool = False,
    overdue: bool = False,
    search: Words = None,
) -> Filter:
    """The filter that the words describe. Raises ValueError, with a sentence, for a word that means nothing."""
    return Filter(
        recipients=tuple(_recipient(each) for each in _texts(recipient)),
        states=_known(state, sale_states, "a state", STATE_SYNONYMS),
        years=_years(year),
        fiscal_years=_years(fy),
        since=None if since is None else day_of(since),
        until=None if until is None else day_of(until),
        authorities=_known(authority, lambda: AUTHORITIES, "an authority", OTHER_SPELLINGS),
        min_value=_dollars(min_value),
        max_value=_dollars(max_value),
        classes=_known(sale_class, lambda: CLASSES, "a class"),
        packages=_texts(package),
        contractors=_texts(contractor),
        items=_texts(item),
        transmittals=_texts(transmittal),
        events=_known(event, lambda: EVENTS, "an event"),
        emergency=emergency,
        overdue=overdue,
        search=_texts(search),
    )


def day_of(given: str | date) -> date:
    """A day given as text or as a date. Raises ValueError, with a sentence, for anything else than one day."""
    if isinstance(given, str):
        return parse_day(given)
    return given.date() if isinstance(given, datetime) else given


def _texts(given: Words) -> tuple[str, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _years(given: Years) -> tuple[int, ...]:
    years = () if given is None else (given,) if isinstance(given, int) else tuple(given)
    for year in years:
        if not isinstance(year, int) or not 1900 < year < 9999:
            raise ValueError(f"`{year}` is not a year; write it as a number, as 2025")
    return years


def _recipient(text: str) -> str:
    code = text if text == "unknown" else find_recipient(text)
    if code is None:
        raise ValueError(f"`{text}` is not a recipient")
    return code


def _known(
    given: Words, known: Callable[[], Iterable[str]], what: str, also: dict[str, str] | None = None
) -> tuple[str, ...]:
    words = tuple((also or {}).get(text, text) for text in _texts(given))
    for word in words:
        if word not in known():
            raise ValueError(f"`{word}` is not {what}; one of {', '.join(known())}")
    return words


def _dollars(given: Dollars) -> int | None:
    return parse_money(given) if isinstance(given, str) else given
