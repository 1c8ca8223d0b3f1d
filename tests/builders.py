"""Sales, entries and resolutions in one line each, for tests of the core."""

from __future__ import annotations

import datetime
from typing import Any

from armstrack.law.options import LawOptions
from armstrack.model.entry import EVENTS, Emergency, Entry
from armstrack.model.money import parse_money
from armstrack.model.partial_date import PartialDate, bounded, parse_partial_date
from armstrack.model.resolution import RESOLUTION_EVENTS, Resolution, ResolutionEntry
from armstrack.model.sale import Sale, SaleReference, Value
from armstrack.workflow.context import Context
from armstrack.workflow.life import Life, life_of
from armstrack.workflow.standing import Standing, standing_on

NO_CONTEXT = Context()
"""Strict counting, and no resolution names the sale."""


def day(text: str) -> datetime.date:
    """`2026-01-17` as a day."""
    return datetime.date.fromisoformat(text)


def when(text: str) -> PartialDate:
    """`2026`, `2026-01`, `2026-01-17`, `unknown`, or bounds, of which one may be left out: `2026-01-05..2026-02-01`."""
    first, dots, last = text.partition("..")
    if not dots:
        return parse_partial_date(text)
    return bounded(day(first) if first else None, day(last) if last else None)


def an_entry(date: str, word: str, *, emergency: str | None = None, expires: str | None = None, **more: Any) -> Entry:
    """An entry of a sale's history; whether `word` is a state or an event is seen from the table of events."""
    return Entry(
        date=when(date),
        state=None if word in EVENTS else word,
        event=word if word in EVENTS else None,
        emergency=None if emergency is None else Emergency(emergency),
        expires=None if expires is None else day(expires),
        **more,
    )


def a_sale(
    *history: Entry | tuple[str, str],
    recipient: str = "TW",
    authority: str = "36(b)(1)",
    total: str | None = "4.05B",
    mde: str | None = None,
    construction: str | None = None,
    firearms: str | None = None,
    territory: str | None = None,
    id: str = "a-sale",
) -> Sale:
    """A sale with a history; several recipients, and several authorities, are written `AE+JO`, none as `unknown`.

    `None` money is unknown; `territory` is the sales territory where it is not the recipient's own.
    """
    return Sale(
        id=id,
        title="High Mobility Artillery Rocket Systems",
        recipients=() if recipient == "unknown" else tuple(recipient.split("+")),
        authorities=tuple(authority.split("+")),
        value=Value(
            total=None if total is None else parse_money(total),
            mde=None if mde is None else parse_money(mde),
            construction=None if construction is None else parse_money(construction),
            firearms=None if firearms is None else parse_money(firearms),
        ),
        territory=() if territory is None else tuple(territory.split("+")),
        history=tuple(one if isinstance(one, Entry) else an_entry(*one) for one in history),
    )


def a_resolution(*steps: tuple[str, str], congress: int = 119, measure: str = "S.J.Res. 101") -> Resolution:
    """A resolution that names `a-sale`, with its steps as (date, state or event)."""
    entries = [
        ResolutionEntry(when(date), event=word) if word in RESOLUTION_EVENTS else ResolutionEntry(when(date), word)
        for date, word in steps
    ]
    name = measure.replace(".", "").replace(" ", "").lower()
    return Resolution(
        f"{congress}-{name}", congress, measure, "Disapproval", (SaleReference(id="a-sale"),), tuple(entries)
    )


def against(*resolutions: Resolution, counting: str = "strict") -> Context:
    """The context of a sale that resolutions name."""
    return Context(LawOptions(counting), resolutions)


def standing(sale: Sale, on: str, context: Context = NO_CONTEXT) -> Standing:
    """Where a sale stands at the end of a day."""
    return standing_on(sale, life_of(sale, context), day(on))


def state(sale: Sale, on: str, context: Context = NO_CONTEXT) -> str | None:
    """The state of a sale at the end of a day."""
    return standing(sale, on, context).state


def objections(sale: Sale, context: Context = NO_CONTEXT) -> dict[int, str]:
    """The codes of what the law would have refused, by the place of the entry in the history."""
    life: Life = life_of(sale, context)
    return {remark.at: remark.objection.code for remark in life.refused}
