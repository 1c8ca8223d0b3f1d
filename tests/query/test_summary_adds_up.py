"""Whatever a summary is along, the parts make up the whole, and what is unknown is counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations

import pytest
from builders import NO_CONTEXT, a_sale, an_entry
from conftest import NOVEMBER
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.ledger.ledger import Ledger
from armstrack.model.authority import AUTHORITIES
from armstrack.model.entry import Amount, Entry
from armstrack.model.period import fiscal_year, lines_of_time
from armstrack.model.sale import Contractor, Sale, SaleReference, Value
from armstrack.output.summary_table import label_of
from armstrack.query.contributions.measures import measured_rows
from armstrack.query.filter import Chosen, Filter, choose
from armstrack.query.summary.constant_dollars import dollars_of, in_dollars
from armstrack.query.summary.counting import (
    LINES,
    Count,
    Summary,
    Tally,
    grouped,
    summary_document,
    tally_of,
    without_ended,
)
from armstrack.query.summary.measures import measured
from armstrack.query.summary.shares import with_shares
from armstrack.query.view import SaleOnDay, sales_on
from armstrack.workflow.procedure import procedure_of

DAY = date(2026, 11, 20)
ALL = tuple(LINES)
MEASURES = ("notified", "net", "accepted", "delivered")
OF_AN_ANNOUNCEMENT = {"recipient", "region", *lines_of_time()}
"""Lines on which all sales of an announcement stand alike."""


def tally_by(measure: str, chosen: Chosen, real: int | None, amended: frozenset[str] = frozenset()) -> Tally:
    """The sales that count, along every line at once."""
    if measure in ("accepted", "delivered"):
        if real is None:
            return measured(*measured_rows(chosen, ALL, amended, measure), measure)
        return measured(*measured_rows(chosen, ALL, amended, measure), measure, dollars_of(real).of)
    tally = tally_of(chosen, ALL, amended)
    tally = without_ended(tally) if measure == "net" else tally
    return tally if real is None else in_dollars(tally, dollars_of(real))


def along(tally: Tally, lines: tuple[str, ...]) -> Tally:
    """The same sales along some of the lines."""
    places = [ALL.index(line) for line in lines]
    return tally._replace(counted=[one._replace(keys=tuple(one.keys[at] for at in places)) for one in tally.counted])


def parts_make_up_the_whole(summary: Summary, lines: tuple[str, ...]) -> None:
    """Holds the groups of a summary against its total, and those of each procedure against theirs."""
    counts = [group.count for group in summary.groups]
    assert len({group.key for group in summary.groups}) == len(summary.groups)
    if "contractor" in lines:
        assert sum(count.sales for count in counts) >= summary.total.sales
        assert sum(count.unknown_value for count in counts) >= summary.total.unknown_value
    else:
        same(counts, summary.total)
        if len(summary.totals) > 1:
            for name, total in summary.totals.items():
                same([group.totals[name] for group in summary.groups if name in group.totals], total)
    same(list(summary.totals.values()), summary.total)
    if "procedure" in lines:
        assert all(len(group.totals) < 2 for group in summary.groups)
    announcements = sum(count.announcements for count in counts)
    assert announcements >= summary.total.announcements
    if set(lines) <= OF_AN_ANNOUNCEMENT:
        assert announcements == summary.total.announcements
    if summary.total.packages is not None:
        assert sum(count.packages or 0 for count in counts) >= summary.total.packages


def same(parts: list[Count], whole: Count) -> None:
    """The parts add up to the whole: sales, known money, unknown values, and each kind that is told apart."""
    assert sum(part.sales for part in parts) == whole.sales
    assert sum(part.unknown_value for part in parts) == whole.unknown_value
    assert sum(part.value or 0 for part in parts) == (whole.value or 0)
    assert sum(part.without_index for part in parts) == whole.without_index
    assert (whole.value is None) == (whole.sales > 0 and whole.sales == whole.unknown_value + whole.without_index)
    assert sum(part.disputed for part in parts) == whole.disputed
    assert sum(part.amended for part in parts) == whole.amended
    assert sum(part.at_ceiling for part in parts) == whole.at_ceiling
    for end in {end for part in parts for end in part.ended} | set(whole.ended):
        assert sum(part.ended.get(end, 0) for part in parts) == whole.ended.get(end, 0)


def shares_are_a_hundred(summary: Summary, lines: tuple[str, ...]) -> None:
    """The shares of parts that do not overlap add up to a hundred per cent."""
    document = with_shares(summary_document(summary), "sale")
    if "contractor" in lines or not summary.total.sales:
        return
    assert sum(round(10 * group["count_share_percent"]) for group in document["groups"]) == 1000
    money = [group["value_share_percent"] for group in document["groups"]]
    if summary.total.value:
        assert sum(round(10 * share) for share in money if share is not None) == 1000
        assert [share is None for share in money] == [group["value_usd"] is None for group in document["groups"]]


# --- the reference ledger ------------------------------------------------------------------------------------


@cache
def reference(measure: str, real: int | None) -> Tally:
    return tally_by(measure, choose(sales_on(Ledger(NOVEMBER), DAY), Filter()), real)


ONE_OR_TWO = [*((line,) for line in LINES), *combinations(LINES, 2)]


@pytest.mark.parametrize("lines", ONE_OR_TWO, ids=",".join)
def test_along_any_line_and_any_two_the_reference_ledger_adds_up(lines: tuple[str, ...]) -> None:
    for measure in MEASURES:
        for real in (None, 2025):
            tally = along(reference(measure, real), lines)
            for top in (None, 1, 4):
                summary = grouped(tally, lines, top, unit="package")
                parts_make_up_the_whole(summary, lines)
                shares_are_a_hundred(summary, lines)
                gathering = len(summary.totals) if "procedure" in lines else 1
                assert top is None or len(summary.groups) <= top + gathering


@pytest.mark.parametrize(("shorter", "longer"), [("quarter", "year"), ("month", "quarter"), ("fy-quarter", "fy")])
def test_shorter_periods_add_up_to_longer_ones(shorter: str, longer: str) -> None:
    tally = reference("notified", None)
    whole = {group.key[0]: group.count for group in grouped(along(tally, (longer,)), (longer,)).groups}
    parts: dict[str | None, list[Count]] = {}
    for group in grouped(along(tally, (longer, shorter)), (longer, shorter)).groups:
        parts.setdefault(group.key[0], []).append(group.count)
    assert set(parts) == set(whole)
    for key, counts in parts.items():
        assert len(counts) <= (3 if shorter == "month" else 4)
        same(counts, whole[key])


@pytest.mark.parametrize("start", range(1, 13))
def test_whenever_fiscal_years_begin_they_part_the_sales_of_the_ledger(start: int) -> None:
    sales = sales_on(Ledger(NOVEMBER), DAY)
    dated = [one for one in sales if one.notified is not None and one.notified.exact is not None]
    chosen: list[str] = []
    for year in range(2017, 2028):
        of_year = choose(dated, Filter(fiscal_years=(year,), fy_start=start)).sales
        assert all(fiscal_year(year, start)[0] <= one.notified.exact <= fiscal_year(year, start)[1] for one in of_year)
        counted = tally_of(choose(of_year, Filter(fy_start=start)), ("fy",), frozenset(), start).counted
        assert {one.keys for one in counted} <= {((str(year),),)}
        chosen += [one.id for one in of_year]
    since_2016 = [one.id for one in dated if one.notified.exact >= fiscal_year(2017, start)[0]]
    assert sorted(chosen) == sorted(since_2016)


def test_the_measures_of_the_reference_ledger_hold_each_other() -> None:
    whole, net = (grouped(reference(measure, None), ALL).total for measure in ("notified", "net"))
    assert whole.sales == net.sales + sum(whole.ended.values())
    assert net.ended == {}
    for measure in ("accepted", "delivered"):
        tally = reference(measure, None)
        assert len(tally.counted) + sum(tally.left_out.values()) == whole.sales


def test_real_dollars_change_the_money_and_nothing_else() -> None:
    plain, real = (grouped(along(reference("notified", each), ("year",)), ("year",)) for each in (None, 2025))
    for one, other in zip(plain.groups, real.groups, strict=True):
        assert (one.key, one.count.sales, one.count.announcements) == (
            other.key,
            other.count.sales,
            other.count.announcements,
        )
        if one.key == ("2025",):
            assert one.count == other.count
        elif one.key == ("2026",):
            assert (other.count.value, other.count.unknown_value) == (None, one.count.unknown_value)
            assert other.count.without_index == one.count.sales - one.count.unknown_value
        elif one.key != (None,):
            assert (other.count.value or 0) > (one.count.value or 0) or not one.count.value
    assert real.tally.without_index == sum(
        1 for one in reference("notified", None).counted if one.value is not None and one.year in (None, "2026")
    )


# --- any ledger ------------------------------------------------------------------------------------------------

DATES = st.sampled_from(
    ["2017-06-29", "2017-06-29", "2019-12-31", "2020-01", "2020", "2025-10-01", "2026-01", "unknown"]
)
MONEY = st.none() | st.integers(0, 10**12)
WAYS = {"fms": "accepted", "dcs": "licensed", "transfer": "consented", "lease": "leased"}


@st.composite
def sales(draw: st.DrawFn, number: int = 0) -> Sale:
    """A sale under any authority that was notified, and perhaps accepted, delivered or given up."""
    authority = draw(st.sampled_from(list(AUTHORITIES)))
    name = procedure_of((authority,)).name
    history: list[Entry] = []
    if name == "report":
        history.append(an_entry(draw(DATES), "reported-to-congress"))
    elif draw(st.booleans()) or draw(st.booleans()):
        history.append(an_entry(draw(DATES), "notified"))
        if draw(st.booleans()):
            amount = draw(st.none() | st.builds(Amount, st.integers(1, 10**11), st.sampled_from(["USD", "TWD"])))
            history.append(an_entry("2026-03-01", WAYS[name], amount=amount, value=draw(MONEY)))
        if name == "fms":
            for _ in range(draw(st.integers(0, 2))):
                amount = draw(st.none() | st.builds(Amount, st.integers(1, 10**10)))
                history.append(an_entry("2026-05", "delivery", amount=amount))
        if draw(st.booleans()):
            history.append(an_entry("2026-06-01", "withdrawn"))
    else:
        history.append(an_entry("2026-01-05", "reported" if name in ("fms", "dcs") else "requested"))
    made = a_sale(
        *history,
        recipient=draw(st.sampled_from(["TW", "SA", "AE+SA", "GB+SA", "NATO", "unknown"])),
        authority=authority,
    )
    firms = draw(st.none() | st.lists(st.sampled_from(["Boeing", "RTX", "Raytheon"]), max_size=3))
    amends = draw(st.sampled_from([None, None, SaleReference(id="sale-0"), SaleReference(transmittal="20-76")]))
    return replace(
        made,
        id=f"sale-{number}",
        value=Value(total=draw(MONEY), increase=draw(MONEY)),
        package=draw(st.sampled_from([None, "one", "two"])),
        sale_class=draw(st.sampled_from([None, "munitions", "asymmetric"])),
        contractors=None if firms is None else tuple(Contractor(firm) for firm in firms),
        amends=amends,
    )


LEDGERS = st.lists(st.integers(), max_size=8).flatmap(lambda seeds: st.tuples(*(sales(at) for at in range(len(seeds)))))


@examples(150)
@given(
    LEDGERS,
    st.lists(st.sampled_from(ALL), min_size=1, max_size=2, unique=True).map(tuple),
    st.sampled_from(MEASURES),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, 1974, 2025]),
)
def test_any_ledger_adds_up(
    ledger: tuple[Sale, ...], lines: tuple[str, ...], measure: str, top: int | None, real: int | None
) -> None:
    chosen = choose([SaleOnDay(sale, NO_CONTEXT, DAY) for sale in ledger], Filter())
    tally = tally_by(measure, chosen, real, frozenset({"sale-0"}))
    summary = grouped(along(tally, lines), lines, top, unit="package")
    parts_make_up_the_whole(summary, lines)
    shares_are_a_hundred(summary, lines)
    sure = [one for one in chosen.sales if one.notified is not None and one.notified.surely_by(DAY)]
    assert summary.total.sales + sum(tally.left_out.values()) == len(sure)
    assert summary.undated == sum(1 for one in chosen.sales if one.notified is not None) - len(sure)
    if measure == "notified":
        known = [one.value for one in sure if one.value is not None]
        assert summary.total.unknown_value == len(sure) - len(known)
        assert summary.total.without_index == tally.without_index
        if real is None:
            assert summary.total.value == (sum(known) if known or not sure else None)


# --- what groups hold ---------------------------------------------------------------------------------------


def notified(number: int, recipient: str, day: str, total: str, **more: object) -> SaleOnDay:
    sale = a_sale(an_entry(day, "notified"), recipient=recipient, total=total, id=f"sale-{number}")
    return SaleOnDay(replace(sale, **more), NO_CONTEXT, DAY)  # type: ignore[arg-type]


def test_a_sale_of_several_contractors_is_one_sale_among_the_others() -> None:
    firms = (Contractor("RTX"), Contractor("Lockheed Martin"))
    ones = [
        notified(1, "TW", "2020-01-01", "100M", contractors=(Contractor("Boeing"),)),
        notified(2, "TW", "2020-01-01", "10M", contractors=firms),
    ]
    lines = ("contractor",)
    boeing, others = grouped(tally_of(choose(ones, Filter()), lines, frozenset()), lines, top=1).groups
    assert (boeing.key, boeing.count.value) == (("Boeing",), 100_000_000)
    assert (others.key, others.gathers, others.count.sales, others.count.value) == (("others",), 2, 1, 10_000_000)


def test_a_firm_counts_once_whatever_notices_called_it() -> None:
    both = (Contractor("Raytheon Missile Systems"), Contractor("RTX Corporation"))
    ones = [
        notified(1, "TW", "2020-01-01", "100M", contractors=both),
        notified(2, "TW", "2021-01-01", "10M", contractors=(Contractor("The Raytheon Company"),)),
    ]
    lines = ("contractor",)
    (rtx,) = grouped(tally_of(choose(ones, Filter()), lines, frozenset()), lines).groups
    assert (rtx.key, rtx.count.sales, rtx.count.value) == (("RTX",), 2, 110_000_000)


def test_along_procedure_the_others_are_gathered_for_each_so_that_nothing_is_added_across() -> None:
    ones = [
        notified(1, "TW", "2020-01-01", "100M"),
        notified(2, "TW", "2021-01-01", "10M"),
        notified(3, "TW", "2022-01-01", "20M"),
        notified(4, "TW", "2020-01-01", "5M", authorities=("36(c)",)),
    ]
    for lines in (("year", "procedure"), ("procedure", "year")):
        tally = tally_of(choose(ones, Filter()), lines, frozenset())
        _, *others = grouped(tally, lines, top=1).groups
        assert {(each.key[lines.index("procedure")], each.gathers, each.count.value) for each in others} == {
            ("fms", 2, 30_000_000), ("dcs", 1, 5_000_000),
        }  # fmt: skip
        assert all(each.key[lines.index("year")] == "others" for each in others)
        document = summary_document(grouped(tally, lines, top=1))
        assert [label_of(group, lines) for group in document["groups"][1:]] == (
            ["2 others, FMS", "1 other, DCS"] if lines[0] == "year" else ["FMS, 2 others", "DCS, 1 other"]
        )
    alone = grouped(tally_of(choose(ones, Filter()), ("procedure",), frozenset()), ("procedure",), top=1)
    assert [(each.key, each.gathers) for each in alone.groups] == [(("fms",), 0), (("dcs",), 0)]


def test_packages_are_counted_once_and_sales_of_none_by_announcement() -> None:
    ones = [
        notified(1, "TW", "2020-01-01", "1M", package="one"),
        notified(2, "SA", "2020-02-02", "1M", package="one"),
        notified(3, "TW", "2020-01-01", "1M", package="two"),
        notified(4, "TW", "2020-01-01", "1M"),
        notified(5, "TW", "2020-01-01", "1M"),
    ]
    total = grouped(tally_of(choose(ones, Filter()), ("year",), frozenset()), ("year",), unit="package").total
    assert (total.sales, total.announcements, total.packages) == (5, 2, 3)
