"""What contradicts itself inside the records of a ledger is found, with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger.made import make

from armstrack.ledger.audit import audit

SOURCE = '"https://www.example.org/notice"'
NOTIFIED = "date: 2025-12-17, state: notified"
SOLD = [
    NOTIFIED,
    "date: 2026-02-10, state: offered, expires: 2026-03-10",
    "date: 2026-02-20, state: accepted",
    "date: 2026-03-01, state: implemented",
]


def sale(*history: str, more: str = "value: {total: 96M}\n", id: str = "radar", title: str = "Coastal Radar") -> str:
    entries = "".join(f"  - {{{entry}, source: {SOURCE}}}\n" for entry in history or [NOTIFIED])
    return f"id: {id}\ntitle: {title}\nrecipient: PH\nauthority: 36(b)(1)\n{more}history:\n{entries}"


def found(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """The code of everything found, and the line of the file that it points at from the column on."""
    problems = audit(make(folder, dict(files)))
    texts = {str(folder / name): text.splitlines() for name, text in files.items()}
    return [(one.code, texts[one.file][one.line - 1][one.column - 1 :]) for one in problems]


def codes(folder: Path, text: str) -> list[str]:
    return [code for code, _ in found(folder, {"sales/radar.yaml": text})]


# --- parts and the whole ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "value: {total: 10M, mde: 20M}",
        "value: {total: 10M, mde: unknown, other: 20M}",
        "value: {total: 10M, mde: 6M, other: 5M}",
        "value: {total: 10M, other: 6M, construction: 6M}",
        "value: {total: 10M, firearms: 11M}",
        "value: {total: 10M, increase: 11M}\namends: {recipient: PH, title: Radars}",
        "value: {total: 10M}\ngrows-from: {recipient: PH, title: Radars}\nprior-value: 11M",
    ],
)
def test_a_part_above_the_whole_is_noticed(tmp_path: Path, value: str) -> None:
    assert codes(tmp_path, sale(more=value + "\n")) == ["parts-exceed-total"]


@pytest.mark.parametrize(
    "value",
    [
        "value: {total: 10M, mde: 10M}",
        "value: {total: unknown, mde: 20M}",
        "value: {total: 10M, mde: 5M, other: unknown}",
        "value: {total: 10M, firearms: 10M}",
        "value: {total: 10M}\ngrows-from: {recipient: PH, title: Radars}\nprior-value: 10M",
    ],
)
def test_a_part_within_the_whole_or_of_an_unknown_whole_is_not(tmp_path: Path, value: str) -> None:
    assert codes(tmp_path, sale(more=value + "\n")) == []


def test_an_earlier_value_without_the_case_that_had_it_is_noticed(tmp_path: Path) -> None:
    text = sale(more="value: {total: 10M}\nprior-value: 1M\n")
    assert found(tmp_path, {"sales/radar.yaml": text}) == [("incomplete", "prior-value: 1M")]


# --- entries that lack something, or end before they begin ----------------------------------------------


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("date: 2026-03-05, event: promised, quantity: 4", ["incomplete"]),
        ("date: 2026-03-05, event: promised, expected: unknown", []),
        ("date: 2026-03-05, event: promised, expected: 2025-12", ["ends-before-start"]),
        ("date: 2026-03, event: promised, expected: 2026-03", []),
        ("date: 2026-03-05, event: value-revised", ["incomplete"]),
        ("date: 2026-03-05, event: value-revised, amount: 2.8B TWD", []),
        ("date: 2026-02-15, event: extended, expires: 2026-02-01", ["ends-before-start"]),
        ("date: 2026-02-15, event: extended, expires: 2026-02-15", []),
    ],
)
def test_a_promise_a_revision_and_a_deadline_are_whole_and_in_order(
    tmp_path: Path, entry: str, told: list[str]
) -> None:
    history = SOLD[:2] if "extended" in entry else SOLD
    assert codes(tmp_path, sale(*history, entry)) == told


def test_an_offer_that_runs_out_before_it_is_made_is_noticed_at_its_last_day(tmp_path: Path) -> None:
    text = sale(NOTIFIED, "date: 2026-03-06, state: offered, expires: 2026-02-26")
    ((code, place),) = found(tmp_path, {"sales/radar.yaml": text})
    assert (code, place[:10]) == ("ends-before-start", "2026-02-26")


# --- what is ended or changed, and was not open -------------------------------------------------------------


def test_a_lift_without_a_hold_is_noticed(tmp_path: Path) -> None:
    lifted = "date: 2026-01-27, event: hold-lifted"
    assert codes(tmp_path, sale(NOTIFIED, lifted)) == ["nothing-open"]
    assert codes(tmp_path, sale(NOTIFIED, lifted, "date: 2026-01-20, event: hold")) == []
    assert codes(tmp_path, sale(NOTIFIED, "date: 2026-01-20, event: hold", lifted, lifted)) == ["nothing-open"]
    twice = ["date: 2026-01-20, event: hold, actor: House", "date: 2026-01-21, event: hold, actor: Senate"]
    assert codes(tmp_path, sale(NOTIFIED, *twice, lifted, lifted)) == []


@pytest.mark.parametrize("event", ["extended", "counter-offer", "restated"])
def test_an_answer_to_an_offer_needs_an_open_offer(tmp_path: Path, event: str) -> None:
    asked = f"date: 2026-02-15, event: {event}"
    assert codes(tmp_path, sale(NOTIFIED, asked)) == ["nothing-open"]
    assert codes(tmp_path, sale(*SOLD[:2], asked)) == []
    assert codes(tmp_path, sale(*SOLD, asked.replace("02-15", "03-15"))) == ["nothing-open"]
    ended = "date: 2026-02-12, state: cancelled"
    assert codes(tmp_path, sale(*SOLD[:2], ended, asked)) == ["nothing-open"]


def test_a_licence_can_be_extended_while_it_is_valid(tmp_path: Path) -> None:
    licence = sale(NOTIFIED, "date: 2026-02-10, state: licensed", "date: 2026-03-10, event: extended")
    assert codes(tmp_path, licence.replace("36(b)(1)", "36(c)")) == []


# --- more delivered than sold -----------------------------------------------------------------------------

ITEMS = "value: {total: 10M}\nitems:\n  - {quantity: 3, name: Radar}\n  - {quantity: 10, name: Spare antenna}\n"


@pytest.mark.parametrize(
    ("deliveries", "told"),
    [
        (["quantity: 300, item: Radar"], ["more-than-sold"]),
        (["quantity: 2, item: Radar", "quantity: 2, item: radar"], ["more-than-sold"]),
        (["quantity: 3, item: Radar", "quantity: 10, item: Spare antenna"], []),
        (["quantity: 14"], ["more-than-sold"]),
        (["quantity: 13"], []),
        (["value: 6M", "value: 5M"], ["more-than-sold"]),
        (["value: 900M, quantity: 1, item: Radar"], ["more-than-sold"]),
        (["value: 10M"], []),
        (["amount: 2.8B TWD"], []),
    ],
)
def test_more_delivered_than_sold_is_noticed(tmp_path: Path, deliveries: list[str], told: list[str]) -> None:
    came = [f"date: 2026-04-0{at}, event: delivery, {what}" for at, what in enumerate(deliveries, 1)]
    assert codes(tmp_path, sale(*SOLD, *came, more=ITEMS)) == told


@pytest.mark.parametrize(("gallons", "told"), [(90, []), (91, ["more-than-sold"])])
def test_what_comes_is_counted_in_the_unit_in_which_it_was_sold(tmp_path: Path, gallons: int, told: list[str]) -> None:
    sold = "items:\n  - {quantity: 90, unit: gallons, name: JP-8 fuel}\n"
    came = f"date: 2026-04-06, event: delivery, quantity: {gallons}, item: JP-8 fuel"
    assert codes(tmp_path, sale(*SOLD, came, more=sold)) == told


def test_the_delivery_by_which_it_became_too_much_is_named(tmp_path: Path) -> None:
    came = [f"date: 2026-0{month}-01, event: delivery, quantity: 2, item: Radar" for month in (6, 5, 4)]
    text = sale(*SOLD, *came, more=ITEMS)
    (problem,) = audit(make(tmp_path, {"sales/radar.yaml": text}))
    assert text.splitlines()[problem.line - 1].startswith("  - {date: 2026-05-01")
    assert problem.message == "4 of `Radar` are delivered with it, and 3 sold"


def test_what_was_added_later_was_sold_too(tmp_path: Path) -> None:
    came = "date: 2026-04-06, event: delivery, quantity: 5, item: Radar, value: 12M"
    added = "value: {total: 14M, increase: 4M}\namends: radar\nitems:\n  - {quantity: 2, name: Radar}\n"
    files = {
        "sales/radar.yaml": sale(*SOLD, came, more=ITEMS),
        "sales/more-radars.yaml": sale("date: 2026-01-20, state: notified", more=added, id="more-radars"),
    }
    assert found(tmp_path, files) == []


# --- days that cannot be ------------------------------------------------------------------------------------


def test_a_notification_before_the_law_is_noticed(tmp_path: Path) -> None:
    assert codes(tmp_path, sale("date: 1950-01-05, state: notified")) == ["before-the-law"]
    assert codes(tmp_path, sale("date: 1974-12-30, state: notified")) == []
    assert codes(tmp_path, sale("date: 1974, state: notified")) == []


def test_what_was_printed_before_it_was_delivered_is_noticed(tmp_path: Path) -> None:
    printed = "value: {total: 96M}\nsources:\n  fr: {title: Federal Register, published: %s}\n"
    entry = "  - {date: 2026-09-09, state: notified, source: fr}\n"
    head = sale(more=printed % "2026-06-08").split("  - {")[0]
    ((code, place),) = found(tmp_path, {"sales/radar.yaml": head + entry})
    assert (code, place) == ("printed-before", "fr}")
    for published in ("2026-09-09", "2026-09", "2026", "unknown"):
        assert codes(tmp_path, sale(more=printed % published).split("  - {")[0] + entry) == []


def test_of_what_followed_a_page_may_tell_that_was_published_before(tmp_path: Path) -> None:
    text = sale(more="value: {total: 96M}\nsources:\n  dsca: {title: Release, published: 2025-12-17}\n")
    assert codes(tmp_path, text + "  - {date: 2026-02-05, state: offered, source: dsca}\n") == []


# --- who buys, and what it is called ------------------------------------------------------------------------


def test_the_united_states_never_buy(tmp_path: Path) -> None:
    text = sale().replace("recipient: PH", "recipient: [PH, US]")
    assert found(tmp_path, {"sales/radar.yaml": text}) == [("bad-recipient", "US]")]


@pytest.mark.parametrize("title", ['" "', '"\\u00a0"', '"\\u200b"', '"\\t"'])
def test_a_title_of_which_nothing_can_be_seen_is_none(tmp_path: Path, title: str) -> None:
    assert codes(tmp_path, sale(title=title)) == ["missing-value"]


# --- sales that lead back to themselves -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["amends", "grows-from"])
def test_a_sale_that_leads_to_itself_is_an_error(tmp_path: Path, key: str) -> None:
    text = sale(more=f"value: {{total: 96M}}\n{key}: radar\n")
    assert found(tmp_path, {"sales/radar.yaml": text}) == [("circular-reference", "radar")]


def test_sales_that_amend_each_other_are_errors_and_what_amends_them_is_not(tmp_path: Path) -> None:
    ring = {"radar": "boats", "boats": "tanks", "tanks": "radar", "beside": "radar"}
    files = {
        f"sales/{name}.yaml": sale(id=name, title=name, more=f"value: {{total: 96M}}\namends: {to}\n")
        for name, to in ring.items()
    }
    assert sorted(found(tmp_path, files)) == [("circular-reference", to) for to in ("boats", "radar", "tanks")]


def test_of_a_long_circle_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    names = [f"sale-{at}" for at in range(9)]
    files = {
        f"sales/{name}.yaml": sale(id=name, title=name, more=f"value: {{total: 96M}}\namends: {to}\n")
        for name, to in zip(names, [*names[1:], names[0]], strict=True)
    }
    told = {
        Path(one.file).stem: one.message for one in audit(make(tmp_path, files)) if one.code == "circular-reference"
    }
    over = ", ".join(f"`sale-{at}`" for at in (8, 0, 1, 2, 3))
    assert told["sale-7"] == f"`sale-7` leads by `amends` over {over} and 3 more back to itself"


def test_an_entry_that_names_its_own_sale_is_an_error(tmp_path: Path) -> None:
    text = sale(NOTIFIED, "date: 2026-01-05, event: note, sale: radar")
    assert [code for code, _ in found(tmp_path, {"sales/radar.yaml": text})] == ["circular-reference"]


# --- resolutions and figures ----------------------------------------------------------------------------------


def resolution(id: str, congress: int, day: str = "2026-01-05", measure: str = "S.J.Res. 9") -> str:
    return (
        f"id: {id}\ncongress: {congress}\nmeasure: {measure}\ntitle: x\nsales: [radar]\n"
        f"history:\n  - {{date: {day}, state: introduced, source: {SOURCE}}}\n"
    )


@pytest.mark.parametrize(
    ("id", "congress", "day", "measure", "told"),
    [
        ("119-sjres-9", 119, "2026-01-05", "S.J.Res. 9", []),
        ("118-sjres-9", 119, "2026-01-05", "S.J.Res. 9", [("misnamed-resolution", "119")]),
        ("119-sjres-9", 119, "2026-01-05", "S.J.Res. 10", [("misnamed-resolution", "S.J.Res. 10")]),
        ("119-sjres-9", 119, "2026-01-05", "H.J.Res. 9", [("misnamed-resolution", "H.J.Res. 9")]),
        ("against-radars", 119, "2026-01-05", "S.J.Res. 9", []),
        ("119-sjres-9", 119, "1980-01-05", "S.J.Res. 9", [("outside-congress", "{date: 1980-01-05")]),
        ("119-sjres-9", 119, "2025-01-03", "S.J.Res. 9", []),
        ("119-sjres-9", 119, "2025", "S.J.Res. 9", []),
    ],
)
def test_a_resolution_agrees_with_its_congress(
    tmp_path: Path, id: str, congress: int, day: str, measure: str, told: list[tuple[str, str]]
) -> None:
    files = {"sales/radar.yaml": sale(), f"resolutions/{id}.yaml": resolution(id, congress, day, measure)}
    assert [(code, place.split(", state")[0]) for code, place in found(tmp_path, files)] == told


def figure(question: str, measure: str = "sales", published: str = '"1"') -> str:
    return f"id: f\ntitle: F\nmeasure: {measure}\nquestion: {question}\npublished: {published}\nsource: {SOURCE}\n"


@pytest.mark.parametrize(
    ("question", "measure", "published", "told"),
    [
        ("{since: 2026-01-01, until: 2025-12-31}", "sales", '"1"', ["never-holds"]),
        ("{since: 2026-01-01, until: 2026-01-01}", "sales", '"1"', []),
        ("{year: 2020, since: 2021-01-01}", "sales", '"1"', ["never-holds"]),
        ("{fy: 2021, until: 2020-11-01}", "sales", '"1"', []),
        ("{state: approved}", "sales", '"1"', ["never-holds"]),
        ("{state: cleared}", "sales", '"1"', []),
        ("{}", "tally", "18-79", ["never-holds"]),
        ("{resolutions: [119-sjres-9]}", "tally", "18-79", ["never-holds"]),
        ("{recipient: PH}", "tally", "18-79", ["never-holds"]),
        ("{resolutions: [119-sjres-8]}", "tally", "18-79", []),
        ("{resolutions: [119-sjres-8], chamber: house}", "tally", "18-79", ["never-holds"]),
        ("{resolutions: [119-sjres-8]}", "tally", "18 to 79", ["never-holds"]),
        ("{recipient: CL}", "trend", "18", []),
        ("{recipient: CL}", "trend", "18,15", ["never-holds"]),
    ],
)
def test_a_figure_that_can_never_hold_is_noticed(
    tmp_path: Path, question: str, measure: str, published: str, told: list[str]
) -> None:
    vote = "vote: {chamber: senate, question: motion to discharge, yea: 18, nay: 79, for-disapproval: yea}"
    voted = resolution("119-sjres-8", 119, measure="S.J.Res. 8").replace("[radar]", "[{recipient: CL, title: Boats}]")
    voted += f"  - {{date: 2026-02-05, state: discharge-failed, source: {SOURCE}, {vote}}}\n"
    files = {
        "sales/radar.yaml": sale(),
        "resolutions/119-sjres-9.yaml": resolution("119-sjres-9", 119),
        "resolutions/119-sjres-8.yaml": voted,
        "figures/f.yaml": figure(question, measure, published),
    }
    assert [code for code, _ in found(tmp_path, files)] == told
