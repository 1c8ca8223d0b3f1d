"""Where sources disagree is shown, with what each says, which is used, and no reason that nobody gave."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

from armstrack.ledger.ledger import Ledger
from armstrack.model.figure import every_figure

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")
REFERENCE = ("--ledger", str(NOVEMBER), *DAY)
TOW = "taiwan-tow-2025"
NOTIFIED = "state: notified, source: dsca"


def asked(run: Run, *words: str) -> list[dict[str, Any]]:
    ran = run(*DAY, "conflicts", *words, "--format", "json")
    assert ran.code == 0, ran.err
    rows: list[dict[str, Any]] = ran.json
    return rows


@pytest.fixture
def disputed(change: Callable[[str, str, str], Path]) -> Callable[..., None]:
    """Gives the notification of the TOW missiles a claim, and more in front of it."""

    def made(claim: str, more: str = "") -> None:
        change(TOW, NOTIFIED, f"{NOTIFIED}{more}, conflicts: [{claim}]")

    return made


def copied(ledger: Path, *names: str) -> None:
    for name in names:
        (path,) = NOVEMBER.rglob(f"{name}.yaml")
        target = ledger / path.relative_to(NOVEMBER)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


# --- the reference ledger ----------------------------------------------------------------------------------


def test_every_disagreement_that_the_reference_ledger_records_is_shown_once(run: Run) -> None:
    contents = Ledger(NOVEMBER).contents
    recorded = [
        (record.id, claim.source)
        for records in (contents.sales, contents.resolutions, contents.packages)
        for record in records.values()
        for entry in record.history
        for claim in entry.conflicts
    ]
    recorded += [(each.id, None) for each in contents.sales.values() for item in each.items if item.disputed]
    recorded += [
        (each.id, dispute.source) for each in every_figure(contents.figures.values()) for dispute in each.disputed
    ]
    rows = run(*REFERENCE, "conflicts", "--format", "json").json
    shown = [(row["id"], row["other"]["source"] and row["other"]["source"]["key"]) for row in rows]
    assert len(recorded) >= 15
    assert sorted(shown, key=str) == sorted(recorded, key=str)


def test_the_two_sums_for_the_sales_to_israel_of_january_2026(run: Run) -> None:
    rows = run(*REFERENCE, "conflicts", "-r", "IL", "--format", "json").json
    (figure,) = [row for row in rows if row["id"] == "israel-2026-01-30-value"]
    assert (figure["used"]["value_usd"], figure["other"]["value_usd"]) == (6_670_000_000, 6_520_000_000)
    assert figure["difference"]["usd"] == -150_000_000
    assert figure["other"]["note"] == "without the light helicopters of 150 million"
    assert figure["used"]["source"]["url"] == "https://www.businesstimes-bd.com/international/3380"
    screen = run(*REFERENCE, "conflicts", "israel-jltv-2026").out
    assert re.search(r"\$6\.67 B \[3\] +\$6\.52 B \[4\] +\$150 M less", screen)
    assert "[4] Middle East North Africa Financial Network, report on sales to Israel\n  https://menafn.com/" in screen


def test_two_values_of_the_vehicles_for_israel(run: Run) -> None:
    rows = run(*REFERENCE, "conflicts", "israel-jltv-2026", "--format", "json").json
    (value,) = [row for row in rows if row["record"] == "sale"]
    assert (value["used"]["value_usd"], value["other"]["value_usd"]) == (1_980_000_000, 1_800_000_000)
    assert value["difference"]["usd"] == -180_000_000
    assert (value["used"]["rank"], value["ranking"]) == ("official record", "before")
    assert "$180 M less" in run(*REFERENCE, "conflicts", "israel-jltv-2026").out


def test_two_tallies_of_one_vote(run: Run) -> None:
    (row,) = run(*REFERENCE, "conflicts", "118-sjres-113", "--format", "json").json
    assert (row["field"], row["used"]["text"], row["other"]["text"]) == (
        "vote",
        "19-78",
        "Prints 18-79 and one present",
    )
    assert row["why"] == ["The roll call was 19 to 78; the press printed other tallies"]
    assert row["difference"] == {"days": None, "usd": None}
    assert run(*REFERENCE, "conflicts", "israel-120mm-mortar-2024", "--format", "json").json == [row]


def test_a_day_rests_on_the_release_although_the_register_ranks_higher(run: Run) -> None:
    (row,) = run(*REFERENCE, "conflicts", "saudi-apkws-2026", "--format", "json").json
    assert (row["used"]["date"], row["other"]["date"]) == ("2026-07-15", "2026-06-15")
    assert row["difference"]["days"] == {"days": -30, "at_least": -30, "at_most": -30}
    assert row["why"][0] == "the day used is that of the release"
    assert row["why"][1].endswith("which is right is not known")
    assert (row["used"]["rank"], row["other"]["rank"], row["ranking"]) == ("department", "official record", "behind")
    screen = run(*REFERENCE, "conflicts", "saudi-apkws-2026").out
    assert "30 days earlier" in screen
    assert "though by rank official record stands before department" in screen
    assert "what prints that text comes before what tells of it" in screen


# --- what is compared --------------------------------------------------------------------------------------


def test_a_claim_on_a_day_and_a_value_is_two_disagreements(run: Run, disputed: Callable[..., None]) -> None:
    disputed('{source: yahoo-1218, date: 2025-12-18, value: 355M, note: "in Taipei"}')
    day, value = asked(run)
    assert (day["record"], day["id"], day["field"], day["of"]) == ("sale", TOW, "day", "notified")
    assert day["difference"] == {"days": {"days": 1, "at_least": 1, "at_most": 1}, "usd": None}
    assert (value["used"]["value_usd"], value["other"]["value_usd"]) == (353_000_000, 355_000_000)
    assert value["difference"] == {"days": None, "usd": 2_000_000}
    assert {row["other"]["note"] for row in (day, value)} == {"in Taipei"}


@pytest.mark.parametrize(
    ("date", "least", "most", "words"),
    [
        ("2025-12-17", 0, 0, "the same day"),
        ("2025-12-16", -1, -1, "1 day earlier"),
        ("2026-01", 15, 45, "15 to 45 days later"),
        ("2025-11", -46, -17, "17 to 46 days earlier"),
        ("2025-12", -16, 14, "between 16 days earlier and 14 days later"),
        ("unknown", None, None, "not known how far"),
    ],
)
def test_the_days_between_are_an_interval(
    run: Run, disputed: Callable[..., None], date: str, least: int | None, most: int | None, words: str
) -> None:
    disputed(f"{{source: yahoo-1218, date: {date}}}")
    (row,) = asked(run)
    days = row["difference"]["days"]
    assert (days["at_least"], days["at_most"]) == (least, most)
    assert days["days"] == (least if least == most else None)
    assert words in run(*DAY, "conflicts").out


def test_an_unknown_value_has_no_difference(
    run: Run, disputed: Callable[..., None], change: Callable[..., Path]
) -> None:
    disputed("{source: yahoo-1218, value: 355M}")
    change(TOW, "353M", "unknown")
    (row,) = asked(run)
    assert (row["used"]["value_usd"], row["difference"]["usd"]) == (None, None)
    assert re.search(r"unknown \[1\] +\$355 M \[2\]", run(*DAY, "conflicts").out)


def test_a_line_item_is_disputed_by_nobody_that_the_record_names(run: Run, change: Callable[..., Path]) -> None:
    change(TOW, "{quantity: 24,", '{disputed: "24 in words, 42 in figures", quantity: 24,')
    (row,) = asked(run, TOW)
    assert (row["field"], row["of"]) == ("quantity", "Improved Target Acquisition System (ITAS)")
    assert (row["used"]["text"], row["other"]["text"]) == ("24", "24 in words, 42 in figures")
    assert row["used"]["source"] is row["other"]["source"] is row["ranking"] is None
    assert "[no source named]" in run(*DAY, "conflicts").out


# --- why ---------------------------------------------------------------------------------------------------


def test_where_the_record_does_not_say_why_that_is_said(run: Run, disputed: Callable[..., None]) -> None:
    disputed("{source: cna-0130, date: 2025-12-18}")
    (row,) = asked(run)
    assert row["why"] == []
    out = run(*DAY, "conflicts").out
    assert "the record does not say why" in out
    assert "by rank department stands before news agency" in out


def test_of_two_sources_of_one_rank_nothing_is_said_of_rank(run: Run, disputed: Callable[..., None]) -> None:
    disputed("{source: dsca, date: 2025-12-18}")
    (row,) = asked(run)
    assert row["ranking"] == "same"
    assert "rank" not in run(*DAY, "conflicts").out


def test_what_the_day_rests_on_is_a_reason_for_the_day_and_not_for_the_value(
    run: Run, disputed: Callable[..., None]
) -> None:
    disputed("{source: yahoo-1218, date: 2025-12-18, value: 355M}", ", basis: delivered")
    day, value = asked(run)
    assert day["why"] == ["the day used is that of the delivery to Congress"]
    assert value["why"] == []


# --- which are shown ---------------------------------------------------------------------------------------


def test_what_was_not_said_by_a_day_is_no_disagreement_on_it(run: Run, disputed: Callable[..., None]) -> None:
    disputed("{source: cna-0130, date: 2025-12-18}")
    assert len(asked(run)) == 1
    assert asked(run, "--as-of", "2026-01-29") == []
    assert len(asked(run, "--as-of", "2026-01-30")) == 1


def test_filters_choose_the_sales_and_what_concerns_them(run: Run, ledger: Path, disputed: Callable[..., None]) -> None:
    disputed("{source: dsca, value: 354M}")
    copied(ledger, "israel-mk84-2025", "99-sjres-316", "israel-2026-01-30-value")
    assert [row["id"] for row in asked(run)] == ["israel-mk84-2025", TOW, "99-sjres-316", "israel-2026-01-30-value"]
    assert [row["id"] for row in asked(run, "-r", "IL")] == ["israel-mk84-2025"]
    assert [row["id"] for row in asked(run, "-r", "SA")] == ["99-sjres-316"]
    assert [row["id"] for row in asked(run, "-r", "SA,IL", "--min-value", "1B")] == ["israel-mk84-2025"]
    assert [row["id"] for row in asked(run, "--package", "taiwan-2025-12-17")] == [TOW]
    assert [row["id"] for row in asked(run, "26-02")] == [TOW]
    assert asked(run, "26-02", "--year", "2024") == []


def test_no_disagreement_is_said_so(run: Run) -> None:
    ran = run(*DAY, "conflicts")
    assert (ran.code, ran.out, ran.err) == (0, "", "No disagreement is recorded.\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nonesuch",), 5, "No record answers to `nonesuch`."),
        (("taiwan-t",), 5, "can mean 2 sales"),
        (("-r", "Atlantis"), 2, "`Atlantis` is no recipient."),
        (("--since", "soon"), 2, "`soon` names no day"),
    ],
)
def test_wrong_input_ends_with_a_sentence_and_a_code(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run(*DAY, "conflicts", *words)
    assert ran.code == code
    assert said in ran.err


# --- forms -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("words", [(), ("-r", "IL"), ("118-sjres-113",), ("--year", "2025", "--class", "maintenance")])
def test_the_index_and_the_files_answer_alike(run: Run, form: str, words: tuple[str, ...]) -> None:
    with_index = run(*REFERENCE, "conflicts", *words, "--format", form)
    assert with_index.code == 0
    assert with_index == run(*REFERENCE, "--no-index", "conflicts", *words, "--format", form)


def test_as_csv_a_disagreement_is_a_row(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*REFERENCE, "conflicts", "--format", "csv").out)))
    (register,) = [row for row in rows if row["id"] == "ukraine-jdam-er-2026"]
    assert (register["used.value_usd"], register["other.value_usd"]) == ("373600000", "374000000")
    assert (register["difference.usd"], register["other.note"]) == ("400000", "The release rounds")


def test_hostile_text_stays_text(run: Run, disputed: Callable[..., None]) -> None:
    disputed('{source: dsca, note: "\\x1b[31m| <script>x</script> [bold]*y*[/bold]\\n- z"}')
    for columns in (None, 80):
        out = run(*DAY, "conflicts", columns=columns, env={"NO_COLOR": "1"}).out
        assert "\x1b" not in out
    row = run(*DAY, "conflicts", "--format", "md").out.splitlines()[2]
    assert len(re.findall(r"(?<!\\)\|", row)) == 7
    assert "<script>" not in row
    assert "\\[bold\\]\\*y\\*" in row


def test_a_disputed_acceptance_claims_no_value_that_nobody_stated(run: Run, ledger: Path) -> None:
    (ledger / "sales/radars.yaml").write_text(
        "id: radars\ntitle: Radars\nrecipient: PH\nauthority: 36(b)(1)\nvalue: {total: 300M}\n"
        "sources:\n  one: {title: One}\n  two: {title: Two}\nhistory:\n  - {date: 2024-01-05, state: notified}\n"
        "  - {date: 2024-06-05, state: accepted, skipped: [offered], source: one, "
        "conflicts: [{source: two, value: 250M}]}\n",
        encoding="utf-8",
    )
    (row,) = asked(run, "radars")
    assert (row["used"]["value_usd"], row["other"]["value_usd"]) == (None, 250_000_000)


def test_what_is_about_a_later_time_is_no_disagreement_yet(run: Run) -> None:
    rows = run("--ledger", str(NOVEMBER), "--as-of", "2020-01-01", "conflicts", "--format", "json").json
    assert "israel-2026-01-30-value" not in [row["id"] for row in rows]
