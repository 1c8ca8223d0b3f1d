"""`summary` as it is asked: along any line, by any measure, in shares, averages and constant dollars.

The answers are typed from published lists and from the files, not from the program's output.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Ran, Run

DAY = ("--as-of", "2026-11-20")
FIRST_TERM = ("-r", "TW", "--since", "2017-01-20", "--until", "2021-01-19")
SECOND_TERM = ("-r", "TW", "--since", "2021-01-20", "--until", "2025-01-19")


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Asks the reference ledger for a summary in JSON."""

    def asked(*words: str, as_of: str = "2026-11-20") -> Any:
        ran = run("--ledger", str(NOVEMBER), "--as-of", as_of, "summary", *words, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        return ran.json

    return asked


@pytest.fixture
def see(run: Run) -> Callable[..., Ran]:
    """Asks the reference ledger for a summary as a person does, into a pipe."""

    def seen(*words: str) -> Ran:
        ran = run("--ledger", str(NOVEMBER), *DAY, "summary", *words)
        assert ran.code == 0, ran.err
        return ran

    return seen


@pytest.fixture
def add(ledger: Path) -> Callable[..., None]:
    """Adds a sale to the ledger of the tests: `add("a-sale", "2026-01-05 notified", authority="36(c)", total="1B")`."""

    def added(id: str, *history: str, recipient: str = "TW", authority: str = "36(b)(1)", **more: str) -> None:
        value = {key: more.pop(key) for key in ("total", "increase") if key in more}
        lines = [f"id: {id}", f"title: Sale {id}", f"recipient: {recipient}", f"authority: {authority}"]
        lines += [f"{key}: {text}" for key, text in more.items()]
        lines += [f"value: {{{', '.join(f'{key}: {amount}' for key, amount in value.items())}}}"] if value else []
        lines.append("history:")
        for entry in history:
            day, word, *rest = entry.split(" ", 2)
            kind = "event" if word in ("delivery", "note") else "state"
            lines.append(f"  - {{date: {day}, {kind}: {word}{', ' if rest else ''}{' '.join(rest)}}}")
        (ledger / f"sales/{id}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return added


def rows(document: dict[str, Any], *keys: str) -> dict[Any, Any]:
    """What the groups say under some keys, by their own key."""
    return {
        tuple(group["key"]) if isinstance(group["key"], list) else group["key"]: tuple(group[key] for key in keys)
        for group in document["groups"]
    }


# --- published figures ----------------------------------------------------------------------------------------


def test_taiwan_under_two_administrations_in_sales_announcements_and_dollars(ask: Callable[..., Any]) -> None:
    found = ask("-r", "TW", "--since", "2017-01-20", "--by", "administration", "--count-by", "announcement")
    assert rows(found, "announcements", "sales", "value_usd") == {
        "Trump (first)": (11, 20, 18_277_860_000),
        "Biden": (19, 28, 8_377_400_000),
        "Trump (second)": (2, 9, 11_435_400_000),
    }
    assert found["count_by"] == "announcement"


def test_the_list_of_september_2024_as_it_stood_then(ask: Callable[..., Any]) -> None:
    found = ask("-r", "TW", "--since", "2021-01-20", "--by", "year", as_of="2024-09-20")
    assert rows(found, "sales", "value_usd") == {
        "2021": (1, 750_000_000),
        "2022": (10, 2_137_000_000),
        "2023": (5, 1_859_200_000),
        "2024": (6, 963_200_000),
    }
    assert (found["total"]["sales"], found["total"]["value_usd"]) == (22, 5_709_400_000)


def test_the_shares_of_the_classes_of_the_first_term(ask: Callable[..., Any]) -> None:
    found = ask(*FIRST_TERM, "--by", "category", "--share")
    # 10,447.2, 3,909.66, 2,071.0 and 1,850.0 of 18,277.86 million; 4, 5, 7 and 4 of 20 sales.
    assert rows(found, "value_share_percent", "count_share_percent") == {
        "traditional": (57.2, 20.0),
        "asymmetric": (21.4, 25.0),
        "munitions": (11.3, 35.0),
        "maintenance": (10.1, 20.0),
    }


def test_the_package_of_17_december_2025_is_one_package_and_the_largest_of_its_year(ask: Callable[..., Any]) -> None:
    found = ask("-r", "TW", "--year", "2025", "--by", "package", "--count-by", "package", "--top", "1")
    assert rows(found, "packages", "sales", "value_usd") == {
        "taiwan-2025-12-17": (1, 8, 11_105_400_000),
        "others": (1, 1, 330_000_000),
    }
    assert found["total"]["packages"] == 2


def test_what_was_only_reported_counts_by_no_measure_and_is_found_by_an_audit(ask: Callable[..., Any]) -> None:
    for measure in ("notified", "net", "accepted", "delivered"):
        only = ask("--search", "taiwan-pac3-nasams-2026", "--measure", measure)
        assert only["groups"] == []
        assert (only["total"]["sales"], only["total"]["value_usd"]) == (0, 0)
    audited = ask("-r", "TW", "--audit")["audit"]
    assert {
        "hidden": "not-notified",
        "id": "taiwan-pac3-nasams-2026",
        "value_usd": 14 * 10**9,
        "says": "reported",
    } in audited


def test_israel_and_saudi_arabia_on_30_january_2026(ask: Callable[..., Any]) -> None:
    found = ask("--since", "2026-01-30", "--until", "2026-01-30", "--by", "recipient")
    assert rows(found, "sales", "announcements", "value_usd") == {
        "SA": (1, 1, 9_000_000_000),
        "IL": (4, 1, 6_670_000_000),
    }
    assert found["total"]["value_usd"] == 15_670_000_000


def test_an_average_over_three_years_of_taiwan(ask: Callable[..., Any]) -> None:
    found = ask("-r", "TW", "--by", "year", "--rolling", "3")
    averages = {group["key"]: group["rolling"] for group in found["groups"]}
    assert (averages["2017"], averages["2018"]) == (None, None)
    # 1,363 + 330 + 10,723.56 million in 7 + 1 + 4 sales.
    assert averages["2019"] == {"value_usd": 4_138_853_333, "unknown_value": 0, "sales": 4.0}
    # 1,859.2 + 3,631.2 + 11,435.4 million in 5 + 12 + 9 sales.
    assert averages["2025"] == {"value_usd": 5_641_933_333, "unknown_value": 0, "sales": 8.67}


def test_where_no_window_is_full_there_is_a_remark_and_no_empty_column(
    ask: Callable[..., Any], see: Callable[..., Ran]
) -> None:
    words = ("-r", "TW", "--by", "year", "--rolling", "100000")
    ran = see(*words, "--chart")
    assert "No average is shown: no window of 100,000 years is full." in ran.err
    assert "average" not in ran.out
    assert ran.out == see(*words[:-2], "--chart").out
    assert all(group["rolling"] is None for group in ask(*words)["groups"])


def test_constant_dollars_add_up_and_name_their_table(ask: Callable[..., Any], see: Callable[..., Ran]) -> None:
    found = ask(*FIRST_TERM, "--by", "year", "--real", "2025")
    # One sale of 330 million in 2018; 2017 is seven sales, each rounded.
    of_2017 = [400, 147.5, 185.5, 250, 175, 125, 80]
    factor = Fraction(321_943, 245_120)
    expected = sum(int(Fraction(str(each)) * 10**6 * factor + Fraction(1, 2)) for each in of_2017)
    values = {group["key"]: group["value_usd"] for group in found["groups"]}
    assert values["2017"] == expected
    assert values["2018"] == int(Fraction(330_000_000 * 321_943, 251_107) + Fraction(1, 2))
    assert sum(values.values()) == found["total"]["value_usd"]
    assert (found["real"]["dollars_of"], found["real"]["series"], found["real"]["base"]) == (
        2025, "CUUR0000SA0", "1982-84=100",
    )  # fmt: skip
    ran = see(*FIRST_TERM, "--by", "year", "--real", "2025")
    assert "Ceilings, 2025 dollars" in ran.out
    assert "CPI-U" in ran.err
    assert "as published in January 2026" in ran.err


def test_what_the_table_of_prices_cannot_convert_is_told_in_its_own_dollars(
    ask: Callable[..., Any], see: Callable[..., Ran]
) -> None:
    found = ask("--since", "2026-01-30", "--until", "2026-01-30", "--real", "2025")
    assert (found["total"]["value_usd"], found["total"]["unknown_value"]) == (None, 0)
    assert found["total"]["without_index"] == 5
    assert found["real"]["without_index"] == 5
    assert found["real"]["not_converted"] == [
        {"year": "2026", "procedure": "fms", "sales": 5, "own_value_usd": 15_670_000_000}
    ]
    seen = see("--since", "2026-01-30", "--until", "2026-01-30", "--real", "2025")
    told = "5 sales of 2026, for $15,670,000,000 in their own dollars, have no price level in the table"
    assert f"5 sales, 2 announcements; of them {told}" in seen.err
    assert "unknown" not in seen.out + seen.err
    assert seen.out.count("no price level") == 3
    assert (
        "1 sale of an unknown year, for FMS $250,000,000 in its own dollars, has no price" in see("--real", "2025").err
    )
    assert any("lacks the year of 5" in rule for rule in found["rules"])


def test_own_dollars_of_several_procedures_are_not_added_either(run: Run, add: Callable[..., None]) -> None:
    add("tanks", "2026-01-05 notified", total="1B")
    add("parts", "2026-01-06 notified", authority="36(c)", total="30M")
    words = (*DAY, "summary", "--year", "2026", "--real", "2025")
    apart = "of them 2 sales of 2026, for FMS $1,000,000,000 and DCS $30,000,000 in their own dollars, have no price"
    assert apart in run(*words).err
    assert "for $1,030,000,000 in their own dollars" in run(*words, "--together").err
    document = run(*words, "--measure", "accepted", "--format", "json").json
    assert (document["real"]["not_converted"], document["total"]["without_index"]) == ([], 0)


# --- measures -------------------------------------------------------------------------------------------------


def test_net_leaves_out_what_was_given_up_and_says_so(ask: Callable[..., Any], see: Callable[..., Ran]) -> None:
    gross, net = ask(*SECOND_TERM), ask(*SECOND_TERM, "--measure", "net")
    # The howitzers of 2021, 750 million, were cancelled in 2023.
    assert gross["total"]["ended"] == {"cancelled": 1}
    assert (net["total"]["sales"], net["total"]["value_usd"]) == (27, 7_627_400_000)
    assert (net["total"]["ended"], net["left_out"]) == ({}, {"cancelled": 1})
    before = ask(*SECOND_TERM, "--measure", "net", as_of="2023-05-04")
    assert before["left_out"] == {}
    assert "left out: 1 cancelled" in see(*SECOND_TERM, "--measure", "net").err


def test_accepted_takes_the_price_of_the_letter_else_marks_the_ceiling(ask: Callable[..., Any]) -> None:
    found = ask("--search", "taiwan-field-communications-2020", "--measure", "accepted")
    assert (found["total"]["value_usd"], found["total"]["at_ceiling"]) == (246_210_000, 0)
    tanks = ask("--search", "taiwan-m1a2t-2019", "--measure", "accepted")
    assert (tanks["total"]["value_usd"], tanks["total"]["at_ceiling"]) == (2_000_000_000, 1)
    before = ask("--search", "taiwan-m1a2t-2019", "--measure", "accepted", as_of="2019-12-12")
    assert (before["total"]["sales"], before["left_out"]) == (0, {"not recorded as accepted": 1})


def test_delivered_counts_a_whole_sale_with_its_value_and_a_part_as_unknown(ask: Callable[..., Any]) -> None:
    torpedoes = ask("--search", "taiwan-mk54-2017", "--measure", "delivered")["total"]
    assert (torpedoes["sales"], torpedoes["value_usd"], torpedoes["unknown_value"]) == (1, 175_000_000, 0)
    tanks = ask("--search", "taiwan-m1a2t-2019", "--measure", "delivered")["total"]
    assert (tanks["sales"], tanks["value_usd"], tanks["unknown_value"]) == (1, None, 1)


def test_each_measure_says_what_it_counts(see: Callable[..., Ran]) -> None:
    for measure in ("net", "accepted", "delivered"):
        assert f"{measure.capitalize()}: " in see("-r", "TW", "--measure", measure).err
    assert "Notified: " not in see("-r", "TW").err


# --- FMS and DCS ----------------------------------------------------------------------------------------------


def test_fms_and_dcs_stand_side_by_side_and_are_never_added(run: Run, add: Callable[..., None]) -> None:
    add("a-licence", "2026-01-05 notified", authority="36(c)", total="1B")
    ran = run(*DAY, "summary", "--by", "recipient")
    assert re.search("FMS ceilings +DCS ceilings$", ran.out.splitlines()[0])
    for text in (ran.out, ran.err):
        assert "$11,105,400,000" in text
        assert "$1,000,000,000" in text
        assert "12,105,400,000" not in text
    document = run(*DAY, "summary", "--format", "json").json
    assert document["total"]["value_usd"] == 12_105_400_000, "what programs rely on stays"
    assert document["totals"]["fms"]["value_usd"] == 11_105_400_000
    assert document["totals"]["dcs"]["value_usd"] == 1_000_000_000
    assert document["groups"][0]["totals"]["dcs"]["sales"] == 1


def test_together_they_are_one_sum_and_so_is_one_of_them_alone(run: Run, add: Callable[..., None]) -> None:
    add("a-licence", "2026-01-05 notified", authority="36(c)", total="1B")
    together = run(*DAY, "summary", "--together")
    assert "$12,105,400,000" in together.out
    assert "FMS" not in together.out + together.err
    alone = run(*DAY, "summary", "--authority", "36(c)")
    assert "Ceilings" in alone.out
    assert "FMS" not in alone.out + alone.err


def test_by_type_their_sums_are_rows_and_no_sum_stands_below(run: Run, add: Callable[..., None]) -> None:
    add("a-licence", "2026-01-05 notified", authority="36(c)", total="1B")
    add("a-lease", "2026-01-05 notified", authority="62", total="5M")
    ran = run(*DAY, "summary", "--by", "year,type")
    assert re.search(r"2025 +FMS +8 .*\$11,105,400,000", ran.out)
    assert re.search(r"2026 +DCS +1 .*\$1,000,000,000", ran.out)
    assert re.search(r"2026 +Leases +1 .*\$5,000,000", ran.out)
    assert re.search(r"Total +10 .*not added", ran.out)
    assert "not added: FMS 8 sales, $11,105,400,000; DCS 1 sale, $1,000,000,000; Leases 1 sale, $5,000,000" in ran.err
    assert run(*DAY, "summary", "--by", "procedure,year").code == 0


def test_without_a_total_neither_the_row_nor_the_sentence_is_there(run: Run) -> None:
    ran = run(*DAY, "summary", "--by", "year,type", "--no-total")
    assert "Total" not in ran.out
    assert ran.err == ""
    assert run(*DAY, "summary", "--no-total", "--format", "json").json["total"]["sales"] == 8


def test_csv_has_a_column_for_the_money_of_each(run: Run, add: Callable[..., None]) -> None:
    add("a-licence", "2026-01-05 notified", authority="36(c)", total="1B")
    header, row = run(*DAY, "summary", "--format", "csv").out.splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["fms_value_usd"], cells["dcs_value_usd"]) == ("11105400000", "1000000000")
    assert header.startswith("recipient,sales,announcements,value_usd,unknown_value")


# --- lines ----------------------------------------------------------------------------------------------------


def test_a_joint_sale_across_regions_has_one_joint_key(run: Run, add: Callable[..., None]) -> None:
    add("joint", "2026-01-05 notified", recipient="[SA, GB]", total="1B")
    add("gulf", "2026-01-05 notified", recipient="[AE, SA]", total="2B")
    add("agency", "2026-01-05 notified", recipient="NATO", total="3B")
    add("somebody", "2026-01-05 notified", recipient="unknown", total="4B")
    found = run(*DAY, "summary", "--by", "region", "--format", "json").json
    assert rows(found, "value_usd") == {
        "EAP": (11_105_400_000,),
        None: (4 * 10**9,),
        "organization": (3 * 10**9,),
        "NEA": (2 * 10**9,),
        "EUR+NEA": (10**9,),
    }
    seen = run(*DAY, "summary", "--by", "region")
    assert "European and Eurasian Affairs (EUR) + Near Eastern Affairs (NEA)" in seen.out
    assert "as they are today" in seen.err


def test_the_largest_and_the_others_make_up_the_whole(ask: Callable[..., Any]) -> None:
    every = ask("--by", "recipient", "--year", "2026")
    largest = ask("--by", "recipient", "--year", "2026", "--top", "10")
    assert largest["groups"][:10] == every["groups"][:10]
    others = largest["groups"][10]
    assert (others["key"], others["gathers"]) == ("others", len(every["groups"]) - 10)
    assert sum(group["sales"] for group in largest["groups"]) == largest["total"]["sales"]
    assert largest["total"] == every["total"]
    assert ask("--by", "class", "-r", "TW", "--top", "4") == ask("--by", "class", "-r", "TW")


def test_the_largest_years_still_stand_in_the_order_of_time(ask: Callable[..., Any]) -> None:
    found = ask("-r", "TW", "--by", "year", "--top", "2")
    assert [group["key"] for group in found["groups"]] == ["2019", "2025", "others"]


def test_along_two_lines_the_others_are_one_row(see: Callable[..., Ran]) -> None:
    assert re.search(r"^\d+ others {2,}\d", see("--by", "recipient,class", "--top", "3").out, re.MULTILINE)


def test_an_announcement_in_several_rows_is_told(see: Callable[..., Ran]) -> None:
    several = see(*FIRST_TERM, "--by", "class", "--count-by", "announcement")
    assert "An announcement with sales in several rows is counted in each" in several.err
    assert "several rows" not in see(*FIRST_TERM, "--by", "year", "--count-by", "announcement").err


@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        ("sale", "each notification one"),
        ("announcement", "a recipient and a day"),
        ("package", "no package count by"),
        ("declaration", "other sales rest on none"),
    ],
)
def test_what_is_counted_is_told_beside_the_number(see: Callable[..., Ran], unit: str, rule: str) -> None:
    ran = see(*FIRST_TERM, "--count-by", unit)
    assert ran.out.splitlines()[0].split()[1] == f"{unit.capitalize()}s"
    assert rule in ran.err


# --- what a total carries and hides ---------------------------------------------------------------------------


def test_a_total_carries_what_is_disputed_and_amended_as_known_by_the_day(run: Run, add: Callable[..., None]) -> None:
    add("whole", "2026-01-05 notified", total="1B")
    add("more", "2026-06-01 notified", authority="36(b)(5)(C)", amends="whole", total="3B", increase="2B")
    add("odd", "2026-07-01 notified conflicts: [{source: https://example.org/, value: 9M}]", total="8M")

    def total(day: str) -> dict[str, Any]:
        found: dict[str, Any] = run("--as-of", day, "summary", "--format", "json").json["total"]
        return found

    assert [(total(day)["amended"], total(day)["disputed"]) for day in ("2026-05-31", "2026-06-01", "2026-07-01")] == [
        (0, 0), (2, 0), (2, 1),
    ]  # fmt: skip
    assert total("2026-07-01")["value_usd"] == 11_105_400_000 + 3_008_000_000
    assert "among them 1 disputed, 2 amending or amended" in run(*DAY, "summary").err


def test_an_audit_lists_every_kind_of_what_a_total_hides(run: Run, add: Callable[..., None]) -> None:
    add("whole", "2026-01-05 notified", total="1B")
    add("more", "2026-06-01 notified", authority="36(b)(5)(C)", amends="whole", total="3B")
    add("odd", "2026-07-01 notified conflicts: [{source: https://example.org/, value: 9M}]", total="8M")
    add("gone", "2026-01-05 notified", "2026-02-05 withdrawn", total="1M")
    add("some-day", "unknown notified", total="1M")
    document = run(*DAY, "summary", "--audit", "--format", "json").json
    found = [(row["hidden"], row["id"], row["says"]) for row in document["audit"]]
    assert found == [
        ("unknown-value", "more", "the increase is not known"),
        ("disputed", "odd", "notified: $9,000,000 according to https://example.org/"),
        ("ended", "gone", "withdrawn on 2026-02-05"),
        ("amended", "more", "amends whole"),
        ("amended", "whole", "amended by more"),
        ("undated", "some-day", "notified on an unknown day"),
        ("not-notified", "taiwan-pac3-nasams-2026", "reported"),
    ]
    total = document["total"]
    assert (total["unknown_value"], total["disputed"], total["ended"], total["amended"], total["undated"]) == (
        1, 1, {"withdrawn": 1}, 2, 1,
    )  # fmt: skip
    seen = run(*DAY, "summary", "--audit")
    assert all(identity in seen.out for _, identity, _ in found)
    table = run(*DAY, "summary", "--audit", "--format", "csv").out
    assert [line.split(",")[1] for line in table.splitlines()[1:]] == [identity for _, identity, _ in found]


def test_an_audit_speaks_of_the_measure_that_was_asked_for(run: Run, add: Callable[..., None]) -> None:
    add("signed", "2026-01-05 notified", "2026-02-05 accepted", total="1B")
    add("unpriced", "2026-01-05 notified", "2026-02-05 accepted", "2026-03-05 delivery", total="2B")
    add(
        "priced", "2026-01-05 notified", "2026-02-05 accepted value: 900M", "2026-03-05 delivery amount: 5M", total="1B"
    )
    add("vague", "2026-01-05 notified")
    add("gone", "2026-01-05 notified", "2026-02-05 withdrawn", total="1M")
    chosen = ("--year", "2026")

    def audited(measure: str) -> set[tuple[str, str, str]]:
        document = run(*DAY, "summary", *chosen, "--measure", measure, "--audit", "--format", "json").json
        found = [(row["hidden"], row["id"], row["says"]) for row in document["audit"]]
        total = document["total"]
        assert sum(kind == "unknown-value" for kind, *_ in found) == total["unknown_value"]
        assert sum(kind == "left-out" for kind, *_ in found) == sum(document["left_out"].values())
        assert sum(kind == "at-ceiling" for kind, *_ in found) == total.get("at_ceiling", 0)
        return set(found)

    assert audited("net") == {
        ("unknown-value", "vague", "no ceiling is known"),
        ("left-out", "gone", "withdrawn on 2026-02-05"),
    }
    assert audited("accepted") == {
        ("at-ceiling", "signed", "no value is recorded as accepted"),
        ("at-ceiling", "unpriced", "no value is recorded as accepted"),
        ("left-out", "vague", "not recorded as accepted"),
        ("left-out", "gone", "not recorded as accepted"),
    }
    assert audited("delivered") == {
        ("unknown-value", "unpriced", "not every delivery has a value in dollars"),
        *(("left-out", name, "not recorded as delivered") for name in ("signed", "vague", "gone")),
    }
    seen = run(*DAY, "summary", *chosen, "--measure", "delivered", "--audit")
    assert seen.out.count("not recorded as delivered") == 3


def test_an_audit_that_finds_nothing_says_so(run: Run) -> None:
    ran = run(*DAY, "summary", "--audit", "--package", "taiwan-2025-12-17")
    assert "The total hides nothing." in ran.err
    assert "Hidden" not in ran.out


# --- charts ---------------------------------------------------------------------------------------------------


def test_a_chart_of_years_has_a_bar_a_year_and_no_line_between_sums(see: Callable[..., Ran]) -> None:
    drawn = see("-r", "TW", "--by", "year", "--chart").out.split("\n\n")[1].splitlines()
    assert [line.split()[0] for line in drawn] == [str(year) for year in range(2017, 2026)]
    assert not re.search("[\u2801-\u28ff]", "".join(drawn))
    assert drawn[5] == "2022     $2.137 B  ███████████▎"
    assert re.fullmatch("2025 +[$]11.4354 B  █+", drawn[-1])
    # Years in between that were not asked for are not empty.
    some = see("-r", "TW", "--by", "year", "--year", "2017", "--year", "2019", "--chart").out.split("\n\n")[1]
    assert [line.split()[0] for line in some.splitlines()] == ["2017", "2019"]


def test_moving_averages_are_drawn_as_a_line(see: Callable[..., Ran]) -> None:
    drawn = see("-r", "TW", "--by", "year", "--rolling", "2", "--chart").out
    assert re.search("[\u2801-\u28ff]", drawn)
    assert re.search(r"^ +2018 +2025$", drawn, re.MULTILINE)
    assert "█" not in drawn


@pytest.mark.parametrize("line", ["year", "class"])
@pytest.mark.parametrize("columns", [20, 25, 40, 200])
def test_a_chart_that_was_asked_for_is_always_there(run: Run, line: str, columns: int) -> None:
    words = ("--ledger", str(NOVEMBER), *DAY, "summary", "-r", "TW", "--by", line, "--chart")
    drawn = run(*words, columns=columns, env={"NO_COLOR": "1"}).out
    assert re.search("[\u2801-\u28ff█]", drawn)
    page = run(*words, "--format", "md").out
    assert re.search("```text\n.*[\u2801-\u28ff█].*\n```\n", page, re.DOTALL)


def test_where_no_chart_can_be_it_is_said(run: Run) -> None:
    ran = run(*DAY, "summary", "--chart", "--format", "json")
    assert ran.code == 0
    assert "chart" in ran.err
    assert ran.json["total"]["sales"] == 8


def test_two_procedures_have_a_chart_each(run: Run, add: Callable[..., None]) -> None:
    add("a-licence", "2026-01-05 notified", authority="36(c)", total="1B")
    drawn = run(*DAY, "summary", "--by", "class", "--chart").out
    assert "\nFMS ceilings\n" in drawn
    assert "\nDCS ceilings\n" in drawn
    assert run(*DAY, "summary", "--by", "class", "--chart", "--together").out.count("\n\n") == 1


# --- wrong input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "regin"), "did you mean `region`?"),
        (("--by", "year,procedur"), "did you mean `procedure`?"),
        (("--measure", "gross"), "one of: notified, net, accepted, delivered"),
        (("--measure", "acepted"), "did you mean `accepted`?"),
        (("--measure", "net,accepted"), "each measure is an answer of its own"),
        (("--count-by", "packages"), "did you mean `package`?"),
        (("--top", "0"), "give a number from 1 on"),
        (("--top", "-3"), "give a number from 1 on"),
        (("--top", "ten"), "--top"),
        (("--rolling", "3"), "not along recipient"),
        (("--rolling", "3", "--by", "administration"), "--by quarter, --by fy-quarter or --by month"),
        (("--rolling", "3", "--by", "year,class"), "--by quarter, --by fy-quarter or --by month"),
        (("--rolling", "1", "--by", "year"), "from 2 on"),
        (("--rolling", "3", "--by", "year", "--top", "2"), "holes"),
        (("--real", "2026"), "holds 1974 to 2025, not 2026"),
        (("--real", "1973"), "holds 1974 to 2025, not 1973"),
        (("--real", "last"), "--real"),
    ],
)
def test_wrong_input_is_refused_with_what_to_give_instead(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run(*DAY, "summary", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert run(*DAY, "summary", *words, "--format", "json").error["code"] == "usage"


@pytest.mark.parametrize(
    "words",
    [
        ("--share",),
        ("--top", "3"),
        ("--by", "year", "--rolling", "3"),
        ("--real", "2025"),
        ("--audit",),
        ("--chart",),
        ("--by", "year", "--chart"),
        ("--measure", "delivered"),
        ("--count-by", "package"),
    ],
    ids=" ".join,
)
def test_an_empty_answer_is_one_in_every_manner(run: Run, words: tuple[str, ...]) -> None:
    for format in ("table", "json", "jsonl", "csv", "md"):
        ran = run(*DAY, "summary", "-r", "JP", *words, "--format", format)
        assert ran.code == 0, ran.err


def test_two_unknown_days_are_not_one_announcement(run: Run, ledger: Path) -> None:
    for name, last in (("one", "2024-09-25"), ("two", "2025-03-27")):
        (ledger / f"sales/{name}.yaml").write_text(
            f"id: {name}\ntitle: Something\nrecipient: IL\nauthority: 36(c)\nvalue: {{total: 5M}}\n"
            f"history:\n  - {{date: unknown, not-after: {last}, state: notified}}\n",
            encoding="utf-8",
        )
    for way in ((), ("--no-index",)):
        ran = run("--as-of", "2026-11-20", "summary", "-r", "IL", "--format", "json", *way)
        assert (ran.json["total"]["sales"], ran.json["total"]["announcements"]) == (2, 2)


def test_the_emergencies_declared_this_year_are_three(run: Run) -> None:
    asked = ("--ledger", str(NOVEMBER), *DAY, "summary", "--year", "2026", "--count-by", "declaration")
    for way in ((), ("--no-index",)):
        total = run(*asked, "--format", "json", *way).json["total"]
        assert (total["declarations"], total["sales"]) == (3, 80)
    by_month = run(*asked, "--emergency", "--by", "month", "--format", "csv").out.splitlines()
    assert [line.split(",")[0] for line in by_month[1:]] == ["2026-03", "2026-05"]
    assert run(*asked, "--format", "json", "--class", "munitions").json["total"]["declarations"] == 0


def test_a_declaration_is_a_package_or_a_day_and_sales_without_an_emergency_rest_on_none(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "sales").mkdir()
    (tmp_path / "ledger.yaml").write_text("name: small\nformat: 1\n", encoding="utf-8")
    declared = ", emergency: {justification: war}"
    sales = {
        "one-day-a": ("IL", "2025-02-28", "", declared),
        "one-day-b": ("JO", "2025-02-28", "", declared),
        "other-day": ("IL", "2025-03-01", "", declared),
        "packed-a": ("AE", "2025-03-01", "package: gulf\n", declared),
        "packed-b": ("KW", "2025-03-02", "package: gulf\n", declared),
        "packed-without": ("KW", "2025-03-02", "package: gulf\n", ""),
        "in-a-month": ("SA", "2025-02", "", declared),
        "without": ("SA", "2025-04-01", "", ""),
    }
    for name, (recipient, day, package, emergency) in sales.items():
        (tmp_path / f"sales/{name}.yaml").write_text(
            f"id: {name}\ntitle: Arms\nrecipient: {recipient}\nauthority: 36(b)(1)\n{package}value: {{total: 5M}}\n"
            f"history:\n  - {{date: {day}, state: notified{emergency}}}\n",
            encoding="utf-8",
        )
    asked = ("--ledger", str(tmp_path), *DAY, "summary", "--by", "recipient", "--count-by", "declaration")
    for way in ((), ("--no-index",)):
        document = run(*asked, "--format", "json", *way).json
        assert (document["total"]["declarations"], document["total"]["sales"]) == (4, 8)
        of_each = {group["key"]: group["declarations"] for group in document["groups"]}
        assert of_each == {"IL": 2, "JO": 1, "AE": 1, "KW": 1, "SA": 1}
    assert "A declaration with sales in several rows is counted in each" in run(*asked).err


def test_fiscal_years_that_begin_elsewhere_say_so(run: Run) -> None:
    asked = ("--ledger", str(NOVEMBER), *DAY, "summary", "--by", "fy", "--fy", "2025", "--fy-start", "07")
    ran = run(*asked)
    assert ran.out.splitlines()[0].startswith("Fiscal year (from July)")
    assert "Fiscal years begin in July" in ran.err
    assert run(*asked, "--format", "json").json["fy_start"] == 7
    plain = ("--ledger", str(NOVEMBER), *DAY, "summary", "-r", "TW", "--format", "json")
    calendar = run(*plain, "--fy", "2025", "--fy-start", "1").json
    assert calendar["total"] == run(*plain, "--year", "2025").json["total"]
    assert "fy_start" not in run(*plain, "--fy", "2025", "--fy-start", "10").json


def test_a_ledger_without_notified_sales_is_not_called_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sales").mkdir()
    (tmp_path / "ledger.yaml").write_text("name: small\nformat: 1\n", encoding="utf-8")
    (tmp_path / "sales/boats.yaml").write_text(
        "id: boats\ntitle: Boats\nrecipient: PH\nauthority: 36(b)(1)\nhistory:\n"
        "  - {date: 2024-01-05, state: requested}\n",
        encoding="utf-8",
    )
    for way in ((), ("--no-index",)):
        ran = run("--ledger", str(tmp_path), "--as-of", "2026-11-20", "summary", *way)
        assert "No sale of the ledger is notified as of 2026-11-20." in ran.err
