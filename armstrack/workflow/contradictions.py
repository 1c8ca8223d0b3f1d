"""What contradicts itself inside one sale's file: parts above the whole, deadlines before their start, things undone
that nobody did, and days that cannot be.

Only what is certain is told: an unknown amount contradicts nothing, and a date known in part only what every day that
it may mean would contradict.
"""

from __future__ import annotations

from collections.abc import Iterator

from armstrack.law.dated_rows import threshold_rows
from armstrack.model.entry import Entry
from armstrack.model.partial_date import on
from armstrack.model.problem import Finding
from armstrack.model.sale import Sale
from armstrack.workflow.life import Life
from armstrack.workflow.order import in_order, places_of

SELLER = "US"
"""The code of the United States, which sells under the Act and never buys."""


def contradictions(sale: Sale, life: Life) -> Iterator[Finding]:
    """Everything in a sale's file that something else in it, or the law, shows to be impossible."""
    if SELLER in sale.recipients:
        place = (sale.recipients.index(SELLER),) if len(sale.recipients) > 1 else ()
        message = "`US` is the seller: the Act is about sales to foreign countries and international organisations"
        yield Finding(("recipient", *place), "bad-recipient", message, "write who buys")
    yield from _values(sale)
    for at, entry in enumerate(sale.history):
        yield from _entry(entry, at)
    yield from _lifts(sale)
    for remark in life.nothing_open:
        entry = sale.history[remark.at]
        message = f"`{entry.word}` on {entry.date}: {remark.objection.reason}"
        yield Finding(("history", remark.at), "nothing-open", message, remark.objection.remedy)
    yield from _before_the_law(sale, life)
    yield from _printed_before(sale, life)


def _values(sale: Sale) -> Iterator[Finding]:
    value, prior = sale.value, ("prior-value",)
    if value.total is not None:
        parts = {"mde": value.mde, "other": value.other, "construction": value.construction}
        known = sum(part or 0 for part in parts.values())
        if value.mde is not None and value.other is not None and known != value.total:
            message = f"the parts add up to {known:,}, the total is {value.total:,}"
            yield Finding(("value", "total"), "parts-exceed-total", message, "check the figures against the notice")
        elif known > value.total:
            named = " and ".join(f"`{name}`" for name, part in parts.items() if part)
            message = f"{named} {'are' if ' and ' in named else 'is'} {known:,}, the total is {value.total:,}"
            yield Finding(("value", "total"), "parts-exceed-total", message, "check the figures against the notice")
        for name, part in (("firearms", value.firearms), ("increase", value.increase)):
            if part is not None and part > value.total:
                message = f"`{name}` is {part:,}, the total is {value.total:,}"
                yield Finding(("value", name), "parts-exceed-total", message, "check the figures against the notice")
        if sale.prior_value is not None and sale.prior_value > value.total:
            message = f"the case was worth {sale.prior_value:,} before it grew, and is worth {value.total:,} now"
            yield Finding(prior, "parts-exceed-total", message, "check the figures against the notice")
    if sale.prior_value is not None and sale.grows_from is None:
        message = "`prior-value` is the value of the case that this one grew from, and none is named"
        yield Finding(prior, "incomplete", message, "add `grows-from:`, or remove it", at_key=True)


def _entry(entry: Entry, at: int) -> Iterator[Finding]:
    if entry.event == "promised" and entry.expected is None:
        message = f"the promise of {entry.date} does not say for which day"
        yield Finding(("history", at), "incomplete", message, "add `expected:`; write `unknown` where it is not known")
    if entry.event == "value-revised" and entry.value is None and entry.amount is None:
        message = f"the revision of {entry.date} does not say to what value"
        yield Finding(("history", at), "incomplete", message, "add `value:`, or record it as a note")
    if entry.expires is not None and on(entry.expires).surely_before(entry.date):
        message = f"`{entry.word}` on {entry.date} runs out before it begins, on {entry.expires}"
        yield Finding(("history", at, "expires"), "ends-before-start", message, "check both days")
    if entry.event == "promised" and entry.expected is not None and entry.expected.surely_before(entry.date):
        message = f"what was promised on {entry.date} was promised for {entry.expected}, which had passed"
        yield Finding(("history", at, "expected"), "ends-before-start", message, "check both days")


def _printed_before(sale: Sale, life: Life) -> Iterator[Finding]:
    """Notices that were published before they were delivered to Congress.

    Of any other entry it is not certain: a page may foretell something, or have been changed since it was published.
    """
    places = places_of(sale.history)
    for notice in life.notices:
        entry = notice.entry
        source = sale.sources.get(entry.source) if entry.source is not None else None
        if source is not None and source.published is not None and source.published.surely_before(entry.date):
            at = places[id(entry)]
            message = (
                f"`{source.key}` was published on {source.published}, before Congress was notified, on {entry.date}"
            )
            yield Finding(
                ("history", at, "source"), "printed-before", message, "check both days, or name a later source"
            )


def _lifts(sale: Sale) -> Iterator[Finding]:
    """The ends of holds that nobody is recorded to have placed, or that were lifted already."""
    held = 0
    places = places_of(sale.history)
    holds = [entry for entry in sale.history if entry.event in ("hold", "hold-lifted")]
    for entry in in_order(holds):
        if entry.event == "hold":
            held += 1
        elif held:
            held -= 1
        else:
            message = f"a hold was lifted on {entry.date}, and none is recorded that was in force then"
            yield Finding(("history", places[id(entry)]), "nothing-open", message, "record the hold, or check the day")


def _before_the_law(sale: Sale, life: Life) -> Iterator[Finding]:
    """Notifications under a paragraph that was not yet law."""
    first = min(
        (rows[0].since for (authority, _), rows in threshold_rows().items() if authority in sale.authorities),
        default=None,
    )
    if first is None:
        return
    places = places_of(sale.history)
    for notice in life.notices:
        if notice.entry.date.surely_before(on(first)):
            under = " and ".join(sale.authorities)
            message = f"notified on {notice.entry.date}; {under} begins with {first}"
            at = places[id(notice.entry)]
            yield Finding(("history", at), "before-the-law", message, "check the day, or the authority")
