"""Backlogs of generated and of real histories: what lies between two days adds up, and groups sum to the whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from builders import an_entry
from conftest import NOVEMBER
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.ledger.backlog_rules import UNCLASSED, BacklogRule, shipped_rules
from armstrack.ledger.ledger import Ledger
from armstrack.model.entry import Amount, Entry
from armstrack.model.sale import Contractor, LineItem, Sale, SaleReference, Value
from armstrack.model.terms import CLASSES
from armstrack.query.backlog.between_days import CHANGES, LEAVING, changes_between, changes_document
from armstrack.query.backlog.on_day import Backlog, backlog_document, backlog_of
from armstrack.query.contributions.registry import told_of
from armstrack.query.filter import Filter, choose
from armstrack.query.parts import Told
from armstrack.query.questions.backlog import OF_A_DAY, whatever_the_day
from armstrack.query.summary.counting import LINES
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.procedure import procedure_of, states_with

FIRST, LAST = date(2019, 12, 1), date(2024, 3, 1)
AUTHORITIES = ("36(b)(1)", "36(b)(5)(C)", "36(b)(5)(A)", "36(c)", "3(d)(1)", "62")
OF_GROUPS = [line for line in LINES if line != "contractor"]
"""The lines along which a sale stands in one group."""

# --- small ledgers --------------------------------------------------------------------------------------

days = st.dates(date(2020, 1, 1), date(2023, 12, 31))
looking = st.dates(FIRST, LAST)
dollars = st.one_of(st.none(), st.integers(0, 5000))

OPEN_STATES = states_with("open")


@st.composite
def dates(draw: st.DrawFn) -> str:
    day = draw(days)
    form = draw(st.sampled_from(["day", "day", "day", "month", "year", "bounds", "unknown", "open"]))
    until = (day + timedelta(draw(st.integers(0, 400)))).isoformat()
    return {
        "day": day.isoformat(),
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "bounds": f"{day.isoformat()}..{until}",
        "unknown": "unknown",
        "open": f"..{until}",
    }[form]


@st.composite
def entries(draw: st.DrawFn, authority: str) -> Entry:
    word = draw(
        st.sampled_from([*procedure_of((authority,)).writable, "delivery", "delivery", "value-revised", "note"])
    )
    more: dict[str, Any] = {}
    if word in ("delivery", "value-revised", "accepted"):
        more["value"] = draw(dollars)
        amount = draw(st.one_of(st.none(), st.integers(0, 3000)))
        if amount is not None:
            more["amount"] = Amount(amount, draw(st.sampled_from(["USD", "TWD"])))
        more["quantity"] = draw(st.one_of(st.none(), st.integers(0, 12)))
    more["case"] = draw(st.sampled_from([None, None, None, "TW-D-QBA", "TW-P-LGA"]))
    return an_entry(draw(dates()), word, **more)


@st.composite
def sales(draw: st.DrawFn, name: str) -> Sale:
    authority = draw(st.sampled_from(AUTHORITIES))
    begun = ["reported-to-congress"] if authority == "36(b)(5)(A)" else ["notified"]
    head = [an_entry(draw(dates()), draw(st.sampled_from([*begun * 4, procedure_of((authority,)).writable[0]])))]
    amends = SaleReference(id="s0") if name != "s0" and "(5)" in authority else None
    return Sale(
        id=name,
        title=name,
        recipients=draw(st.sampled_from([("TW",), ("PH",), ("AE", "JO"), ()])),
        authorities=(authority,),
        history=(*head, *draw(st.lists(entries(authority), max_size=5))),
        sale_class=draw(st.sampled_from([None, *CLASSES])),
        value=Value(total=draw(dollars), increase=draw(dollars) if amends else None),
        items=tuple(
            LineItem(f"item {at}", number)
            for at, number in enumerate(draw(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=2)))
        ),
        contractors=tuple(Contractor(firm) for firm in draw(st.sets(st.sampled_from("ABC")))),
        amends=amends,
    )


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Sale, ...]:
    return tuple(draw(sales(f"s{at}")) for at in range(draw(st.integers(1, 4))))


@st.composite
def rules(draw: st.DrawFn) -> BacklogRule:
    states, kinds = st.lists(st.sampled_from(OPEN_STATES)), st.lists(st.sampled_from([*CLASSES, UNCLASSED]))
    own = BacklogRule("own", 1, draw(st.sampled_from(["full", "remaining"])))
    own = replace(own, **{draw(st.sampled_from(["states", "without_states"])): tuple(draw(states))})
    own = replace(own, **{draw(st.sampled_from(["classes", "without_classes"])): tuple(draw(kinds))})
    return draw(st.sampled_from([*shipped_rules().values(), own, own]))


filters = st.sampled_from(
    [
        *[Filter()] * 4,
        Filter(recipients=("TW",)),
        Filter(states=("accepted", "delivering", "shipping")),
        Filter(states=("notified",)),
        Filter(years=(2021,)),
        Filter(since=date(2020, 6, 1), until=date(2022, 6, 1)),
        Filter(classes=("asymmetric", "munitions")),
        Filter(events=("delivery",)),
        Filter(min_value=1000),
        Filter(overdue=True),
    ]
)
lines = st.lists(st.sampled_from(list(LINES)), max_size=2, unique=True)


def views(held: Sequence[Sale], day: date) -> list[SaleOnDay]:
    by_id = {sale.id: sale for sale in held}
    return [
        SaleOnDay(sale, Context(parent=by_id[sale.amends.id or ""] if sale.amends is not None else None), day)
        for sale in held
    ]


def ask(held: Sequence[Sale], wanted: Filter, rule: BacklogRule, day: date) -> tuple[Backlog, Told]:
    lives = told_of("backlog", choose(views(held, day), wanted))
    return backlog_of(lives, rule, day), lives


# --- what must hold -------------------------------------------------------------------------------------


def amounts(size: dict[str, Any]) -> tuple[int, int, int]:
    """Sales, known dollars, sales of unknown value; null dollars are none that are known."""
    return size["sales"], size["value_usd"] or 0, size["unknown_value"]


def plus(sizes: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    sales, known, unknown = zip(*sizes, strict=True)
    return sum(sales), sum(known), sum(unknown)


def minus(one: tuple[int, int, int]) -> tuple[int, int, int]:
    return (-one[0], -one[1], -one[2])


def assert_closes(balance: dict[str, Any]) -> None:
    terms = [minus(amounts(balance[kind])) if kind in LEAVING else amounts(balance[kind]) for kind in CHANGES]
    assert plus([amounts(balance["opening"]), *terms]) == amounts(balance["closing"])


def assert_adds_up(found: dict[str, Any], opening: dict[str, Any], closing: dict[str, Any]) -> None:
    for balance in (found, *found["groups"]):
        assert_closes(balance)
        parts = balance.get("totals", {}).values()
        for part in parts:
            assert_closes(part)
        for term in ("opening", *CHANGES, "closing") if parts else ():
            assert plus([amounts(part[term]) for part in parts]) == amounts(balance[term])
    assert amounts(found["opening"]) == amounts(opening["total"])
    assert amounts(found["closing"]) == amounts(closing["total"])
    for kind in CHANGES:
        of_kind = [amounts(change) for change in found["changes"] if change["change"] == kind]
        told = amounts(found[kind])
        assert plus([(0, 0, 0), *of_kind]) == (minus(told) if kind in LEAVING else told)
    before, after = found["from"], found["to"]
    for change in found["changes"]:
        assert change["change"] == "moved" or before < change["counted_from"] <= after
        assert amounts(change) != (0, 0, 0) or change["change"] in ("added", "delivered", "removed", "moved")
        assert change["change"] != "removed" or change["reason"]


def between(
    held: Sequence[Sale], wanted: Filter, rule: BacklogRule, first: date, last: date, along: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    before, lives_before = ask(held, wanted, rule, first)
    after, lives_after = ask(held, wanted, rule, last)
    changes = changes_document(changes_between(lives_before, lives_after, rule, first, last, along))
    if whatever_the_day(wanted) and not set(along) & OF_A_DAY:
        # The sales of the last day are asked for once, and say the same of the first.
        once = told_of("backlog", choose(views(held, last), wanted))
        assert changes_document(changes_between(once, once, rule, first, last, along)) == changes
    return changes, backlog_document(before, along, ()), backlog_document(after, along, ())


@examples(400)
@given(ledgers(), filters, rules(), looking, looking, lines)
def test_what_lies_between_two_days_adds_up(
    held: tuple[Sale, ...], wanted: Filter, rule: BacklogRule, one: date, other: date, along: list[str]
) -> None:
    first, last = min(one, other), max(one, other)
    found, opening, closing = between(held, wanted, rule, first, last, along)
    assert_adds_up(found, opening, closing)
    for group, day in ((opening, "opening"), (closing, "closing")):
        was = {str(each["key"]): amounts(each) for each in group["groups"]}
        told = {str(each["key"]): amounts(each[day]) for each in found["groups"] if each[day]["sales"]}
        assert told == was
    if first == last:
        assert found["changes"] == []


@examples(60)
@given(ledgers(), rules(), looking, looking, looking)
def test_a_day_between_two_days_changes_no_line(
    held: tuple[Sale, ...], rule: BacklogRule, one: date, two: date, three: date
) -> None:
    first, middle, last = sorted((one, two, three))

    def told(start: date, end: date) -> list[dict[str, Any]]:
        changes: list[dict[str, Any]] = between(held, Filter(), rule, start, end, ())[0]["changes"]
        return changes

    assert told(first, middle) + told(middle, last) == told(first, last)


@examples(60)
@given(ledgers(), filters, rules(), looking, lines)
def test_the_groups_sum_to_the_whole_and_each_unknown_value_counts_once(
    held: tuple[Sale, ...], wanted: Filter, rule: BacklogRule, day: date, along: list[str]
) -> None:
    document = backlog_document(ask(held, wanted, rule, day)[0], along, ())
    rows = document["sales"]
    assert amounts(document["total"]) == (
        len(rows),
        sum(row["backlog_usd"] or 0 for row in rows),
        sum(1 for row in rows if row["backlog_usd"] is None),
    )
    for whole, parts in (
        (document["total"], document["totals"]),
        *((each, each.get("totals")) for each in document["groups"]),
    ):
        assert parts is None or plus(map(amounts, parts.values())) == amounts(whole)
    if along and "contractor" not in along:
        assert plus([(0, 0, 0), *map(amounts, document["groups"])]) == amounts(document["total"])
    elif along:
        assert plus([(0, 0, 0), *map(amounts, document["groups"])]) >= amounts(document["total"])


@examples(80)
@given(ledgers(), looking)
def test_what_counts_is_what_surely_stands_in_a_state_that_counts(held: tuple[Sale, ...], day: date) -> None:
    """Against the standing of `list`, where no letter, pause or parent makes the two differ."""
    plain = [replace(sale, history=tuple(replace(entry, case=None) for entry in sale.history)) for sale in held]
    for rule in shipped_rules().values():
        rows = {row["id"]: row for row in backlog_document(ask(plain, Filter(), rule, day)[0], (), ())["sales"]}
        for one in views(plain, day):
            state = one.standing.state
            never = not any(one.life.procedure.by_name[span.state].notifies for span in one.life.spans)
            if state == "suspended" or one.sale.authority == "36(b)(5)(A)" or (never and state in OPEN_STATES):
                continue
            began = [span for span in one.life.spans if one.life.procedure.by_name[span.state].notifies]
            at = next((at for at, span in enumerate(one.life.spans) if span in began), len(one.life.spans))
            current = max(
                (i for i, span in enumerate(one.life.spans) if span.surely_from and span.surely_from <= day), default=-1
            )
            counts = (
                state in OPEN_STATES
                and at <= current
                and (not rule.states or state in rule.states)
                and one.sale.sale_class not in rule.without_classes
            )
            assert (one.id in rows) == counts


@examples(80)
@given(ledgers(), looking)
def test_what_remains_is_never_more_than_the_whole_nor_less_than_nothing(held: tuple[Sale, ...], day: date) -> None:
    full = BacklogRule("full", 1, "full")
    whole = {row["id"]: row for row in backlog_document(ask(held, Filter(), full, day)[0], (), ())["sales"]}
    remaining = backlog_document(ask(held, Filter(), shipped_rules()["remaining-value"], day)[0], (), ())["sales"]
    assert [row["id"] for row in remaining] == list(whole)
    for row in remaining:
        all_of_it = whole[row["id"]]["backlog_usd"]
        assert (row["backlog_usd"] is None) == (all_of_it is None)
        assert row["backlog_usd"] is None or 0 <= row["backlog_usd"] <= all_of_it


@examples(60)
@given(ledgers(), rules(), looking, st.sampled_from(OF_GROUPS))
def test_a_wait_known_in_part_is_a_range_throughout(
    held: tuple[Sale, ...], rule: BacklogRule, day: date, line: str
) -> None:
    document = backlog_document(ask(held, Filter(), rule, day)[0], (line,), ("age",))
    waits = {row["id"]: row["days_since_notified"] for row in document["sales"]}
    told = document["total"]["age"]
    assert (told is None) == (not waits)
    for wait in waits.values():
        assert wait["at_least"] >= 0
        assert wait["at_most"] is None or wait["at_least"] <= wait["at_most"]
        assert wait["at_least"] <= told["longest"]["at_least"]
    if told is not None:
        longest = [waits[name] for name in told["longest"]["sales"]]
        assert any(wait["at_least"] == told["longest"]["at_least"] for wait in longest)
        median = told["median"]
        assert median["at_most"] is None or median["at_least"] <= median["at_most"]
        assert median["at_least"] <= told["longest"]["at_least"]


# --- the reference ledger -------------------------------------------------------------------------------


@cache
def real_sales() -> tuple[Ledger, tuple[Sale, ...]]:
    ledger = Ledger(NOVEMBER)
    return ledger, tuple(ledger.contents.sales.values())


@pytest.mark.parametrize("rule", shipped_rules())
@examples(25)
@given(
    st.dates(date(2016, 1, 1), date(2026, 12, 31)),
    st.dates(date(2016, 1, 1), date(2026, 12, 31)),
    st.sampled_from([Filter(), Filter(recipients=("TW",)), Filter(states=("delivering", "accepted"))]),
    st.sampled_from([(), ("state",), ("recipient", "class"), ("contractor",), ("administration",)]),
)
def test_the_reference_ledger_adds_up(
    rule: str, one: date, other: date, wanted: Filter, along: tuple[str, ...]
) -> None:
    ledger, held = real_sales()

    def on(day: date) -> tuple[Backlog, Told]:
        lives = told_of("backlog", choose((SaleOnDay(sale, ledger.context(sale), day) for sale in held), wanted))
        return backlog_of(lives, shipped_rules()[rule], day), lives

    (before, lives_before), (after, lives_after) = on(min(one, other)), on(max(one, other))
    first, last = min(one, other), max(one, other)
    found = changes_document(changes_between(lives_before, lives_after, shipped_rules()[rule], first, last, along))
    assert_adds_up(found, backlog_document(before, along, ()), backlog_document(after, along, ()))
