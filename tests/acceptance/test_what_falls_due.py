"""`due`: every kind of deadline, in order, in a period, and as a calendar file that another library reads back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

if TYPE_CHECKING:
    from conftest import Run

KEYS = ["id", "kind", "day", "days_left", "citations", "title", "words", "explanation", "case", "item"]
MAY_FALL_DUE = "c-some-day"
"""Notified in January 2026, so that its review ends between 2026-01-31 and 2026-03-02."""

KEYS += ["not_before", "not_after"]
TODAY = date(2026, 2, 2)

SALES = {
    "a-review": ("DE", "36(b)(1)", "{date: 2026-01-30, state: notified}"),
    "b-review": ("TW", "36(c)", "{date: 2026-01-20, state: notified}"),
    "c-some-day": ("TW", "36(b)(1)", "{date: 2026-01, state: notified}"),
    "d-report": ("TW", "36(b)(5)(A)", "{date: 2026-01-05, state: reported-to-congress}"),
    "e-report-over": ("TW", "36(b)(5)(A)", "{date: 2025-12-18, state: reported-to-congress}"),
    "f-offer": (
        "TW",
        "36(b)(1)",
        "{date: 2025-10-01, state: notified}",
        "{date: 2026-01-05, state: offered, expires: 2026-03-31}",
    ),
    "g-lapsed": (
        "TW",
        "36(b)(1)",
        "{date: 2025-08-01, state: notified}",
        "{date: 2025-11-05, state: offered, expires: 2026-01-30}",
    ),
    "h-extended": (
        "TW",
        "36(b)(1)",
        "{date: 2025-08-01, state: notified}",
        "{date: 2025-11-05, state: offered, expires: 2026-01-30}",
        "{date: 2026-01-20, event: extended, expires: 2026-02-28}",
    ),
    "i-signed": (
        "TW",
        "36(b)(1)",
        "{date: 2025-08-01, state: notified}",
        "{date: 2025-11-05, state: offered, expires: 2026-01-30}",
        "{date: 2026-01-20, state: accepted}",
    ),
    "j-licence": (
        "FR",
        "36(c)",
        "{date: 2025-08-01, state: notified}",
        "{date: 2025-11-05, state: licensed, expires: 2029-11-05}",
    ),
    "k-lease": (
        "FR",
        "62",
        "{date: 2025-08-01, state: notified}",
        "{date: 2025-11-05, state: leased, expires: 2026-02-04}",
    ),
    "l-promise": (
        "TW",
        "36(b)(1)",
        "{date: 2020-08-01, state: notified}",
        "{date: 2021-01-05, event: promised, expected: 2025}",
    ),
    "m-promise": (
        "TW",
        "36(b)(1)",
        "{date: 2020-08-01, state: notified}",
        "{date: 2021-01-05, event: promised, expected: 2026-02}",
    ),
    "n-delivered": (
        "TW",
        "36(b)(1)",
        "{date: 2020-08-01, state: notified}",
        "{date: 2021-01-05, event: promised, expected: 2025}",
        "{date: 2025-12-01, state: delivered, skipped: [offered, accepted, implemented]}",
    ),
    "o-emergency": ("IL", "36(b)(1)", "{date: 2026-02-01, state: notified, emergency: {justification: it exists}}"),
    "p-reported": ("TW", "36(b)(1)", "{date: 2026-02-01, state: reported}"),
    "q-over": ("TW", "36(b)(1)", "{date: 2026-01-02, state: notified}"),
    "r-unknown": (
        "TW",
        "36(b)(1)",
        "{date: 2026-01-20, state: notified}",
        "{date: 2026-01-25, event: promised, expected: unknown}",
    ),
}
ODD_TITLE = 'Parts, "spares"; back\\slash, and 陸軍 — in a line that is much longer than seventy-five octets'


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A ledger with something of every kind, on 2 February 2026."""
    folder = tmp_path / "made"
    (folder / "sales").mkdir(parents=True)
    (folder / "resolutions").mkdir()
    (folder / "ledger.yaml").write_text("name: A ledger\nformat: 1\n")
    for id, (recipient, authority, *history) in SALES.items():
        title = ODD_TITLE if id == "f-offer" else f"Sale {id}"
        lines = [f"id: {id}", f"title: '{title}'", f"recipient: {recipient}", f"authority: {authority}", "history:"]
        (folder / f"sales/{id}.yaml").write_text("\n".join([*lines, *(f"  - {one}" for one in history)]) + "\n")
    for number, sale, steps in (
        (1, "a-review", ["{date: 2026-01-31, state: introduced}"]),
        (2, "b-review", ["{date: 2026-01-31, state: introduced}"]),
        (3, "q-over", ["{date: 2026-01-10, state: introduced}"]),
        (4, "q-over", ["{date: 2026-01-31, state: introduced}", "{date: 2026-02-01, state: discharge-failed}"]),
    ):
        (folder / f"resolutions/119-sjres-{number}.yaml").write_text(
            f"id: 119-sjres-{number}\ncongress: 119\nmeasure: S.J.Res. {number}\ntitle: Against it\nsales: [{sale}]\n"
            "history:\n" + "".join(f"  - {step}\n" for step in steps)
        )
    return folder


@pytest.fixture
def due(run: Run, made: Path) -> Callable[..., list[dict[str, Any]]]:
    """What falls due in the made ledger: `due("--within", "3d")`."""

    def asked(*args: str, day: date = TODAY) -> list[dict[str, Any]]:
        ran = run("--ledger", str(made), "--as-of", day.isoformat(), "due", *args, "--format", "json")
        assert ran.code == 0
        rows: list[dict[str, Any]] = ran.json
        return rows

    return asked


EXPECTED = [
    ("l-promise", "promised", "2025-12-31", -33),
    ("119-sjres-3", "discharge", "2026-01-20", -13),
    ("g-lapsed", "offer", "2026-01-30", -3),
    ("k-lease", "licence", "2026-02-04", 2),
    ("119-sjres-1", "discharge", "2026-02-05", 3),
    ("119-sjres-2", "discharge", "2026-02-10", 8),
    ("a-review", "review", "2026-02-14", 12),
    ("b-review", "review", "2026-02-19", 17),
    ("d-report", "delivery-wait", "2026-02-19", 17),
    ("r-unknown", "review", "2026-02-19", 17),
    ("h-extended", "offer", "2026-02-28", 26),
    ("m-promise", "promised", "2026-02-28", 26),
    ("f-offer", "offer", "2026-03-31", 57),
    ("j-licence", "licence", "2029-11-05", 1372),
    ("c-some-day", "review", None, None),
    ("r-unknown", "promised", None, None),
]


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, str | None, int | None]]:
    return [(row["id"], row["kind"], row["day"], row["days_left"]) for row in rows]


def test_everything_that_falls_due_the_soonest_first_and_unknown_days_last(
    due: Callable[..., list[dict[str, Any]]],
) -> None:
    rows = due()
    assert told(rows) == EXPECTED
    assert all(list(row) == KEYS for row in rows)
    assert all(row["citations"] and row["words"] and row["title"] for row in rows)


@pytest.mark.parametrize(("within", "days"), [("0d", 0), ("3", 3), ("3d", 3), ("2w", 14), ("26d", 26), ("9999d", 9999)])
def test_a_period_keeps_what_has_passed_unanswered_or_may_have_and_leaves_out_unknown_days(
    due: Callable[..., list[dict[str, Any]]], within: str, days: int
) -> None:
    kept = [row for row in EXPECTED if (row[3] is not None and row[3] <= days) or row[0] == MAY_FALL_DUE]
    assert told(due("--within", within)) == kept


@pytest.mark.parametrize("within", ["soon", "-3d", "3m", "", "1.5d", "100000d"])
def test_a_period_that_is_none_is_wrong_usage(run: Run, made: Path, within: str) -> None:
    assert run("--ledger", str(made), "due", f"--within={within}").code == 2


@pytest.mark.parametrize(
    ("id", "kind", "citation"),
    [
        ("a-review", "review", "SAMM C5 policy on AECA 36(b)(1), 22 U.S.C. 2776(b)(1)"),
        ("b-review", "review", "AECA 36(c)(2), 22 U.S.C. 2776(c)(2)"),
        ("d-report", "delivery-wait", "AECA 36(b)(5)(A), 22 U.S.C. 2776(b)(5)(A), before delivery"),
        ("f-offer", "offer", "SAMM C5, offer expiration date of the letter of offer and acceptance"),
        ("j-licence", "licence", "22 CFR 123.21"),
        ("k-lease", "licence", "AECA 61(b)(1), 22 U.S.C. 2796(b)(1), a lease is for a fixed time"),
        ("119-sjres-1", "discharge", "Pub. L. 94-329, sec. 601(b)(3); AECA 36(b)(2), 22 U.S.C. 2776(b)(2)"),
        ("l-promise", "promised", "no rule; the promise is in the history"),
    ],
)
def test_each_cites_its_own_rule(due: Callable[..., list[dict[str, Any]]], id: str, kind: str, citation: str) -> None:
    (row,) = [row for row in due() if (row["id"], row["kind"]) == (id, kind)]
    assert row["citations"] == [citation]


def test_a_deadline_falls_away_on_the_day_after_it_or_stays_unanswered(
    due: Callable[..., list[dict[str, Any]]],
) -> None:
    def on(day: str) -> dict[str, tuple[str, int | None]]:
        return {row["id"]: (row["kind"], row["days_left"]) for row in due(day=date.fromisoformat(day))}

    assert on("2026-02-14")["a-review"] == ("review", 0)
    assert "a-review" not in on("2026-02-15"), "the review is over, and an offer is possible"
    assert on("2026-02-05")["119-sjres-1"] == ("discharge", 0)
    assert on("2026-02-06")["119-sjres-1"] == ("discharge", -1), "the motion is in order now"
    assert "119-sjres-1" not in on("2027-01-03"), "its Congress has ended"
    assert on("2026-02-19")["d-report"] == ("delivery-wait", 0)
    assert "d-report" not in on("2026-02-20")
    assert on("2026-03-31")["f-offer"] == ("offer", 0)
    assert on("2026-04-01")["f-offer"] == ("offer", -1), "no signature is recorded"
    assert on("2026-01-19")["h-extended"] == ("offer", 11)
    assert on("2026-03-01")["h-extended"] == ("offer", -1)
    assert "f-offer" not in on("2025-12-01")
    assert on("2025-10-15")["f-offer"] == ("review", 16)


def test_a_motion_to_discharge_says_since_when_it_is_in_order_and_what_that_rests_on(
    due: Callable[..., list[dict[str, Any]]],
) -> None:
    def words(day: str) -> str:
        return next(row["words"] for row in due(day=date.fromisoformat(day)) if row["id"] == "119-sjres-1")

    assert words("2026-02-05").endswith("in order after 2026-02-05, unless a chamber adjourns for more than three days")
    assert words("2026-02-06").endswith(
        "in order since 2026-02-06, unless a chamber adjourned for more than three days before"
    )


def asked(run: Run, made: Path, *words: str) -> list[tuple[str, str]]:
    ran = run("--ledger", str(made), "--as-of", TODAY.isoformat(), "due", *words, "--format", "json")
    assert ran.code == 0, ran.err
    return [(row["id"], row["kind"]) for row in json.loads(ran.out)]


def test_a_kind_is_one_of_what_falls_due_or_one_of_sales(run: Run, made: Path) -> None:
    everything = asked(run, made)
    assert asked(run, made, "--kind", "offer,discharge") == [
        each for each in everything if each[1] in ("offer", "discharge")
    ]
    commercial = {name for name, (_, authority, *_) in SALES.items() if authority == "36(c)"}
    assert {name for name, _ in asked(run, made, "--kind", "dcs")} == {*commercial, "119-sjres-2"}
    both = asked(run, made, "--kind", "review", "--kind", "dcs")
    assert both == [each for each in everything if each[1] == "review" and each[0] in commercial] != []
    ran = run("--ledger", str(made), "due", "--kind", "revew")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean `review`?" in ran.err


def test_what_falls_due_about_one_sale_comes_with_the_resolutions_that_name_it(run: Run, made: Path) -> None:
    everything = asked(run, made)
    assert asked(run, made, "f-offer") == [each for each in everything if each[0] == "f-offer"] != []
    (named,) = {
        reference
        for reference in ("a-review", "b-review")
        if ("119-sjres-1", "discharge") in asked(run, made, reference)
    }
    assert {name for name, _ in asked(run, made, named)} == {named, "119-sjres-1"}
    assert asked(run, made, "S.J.Res. 1") == [each for each in everything if each[0] == "119-sjres-1"] != []
    for words, code in ((("nothing-of-that-name",), 5), (("f-offer", "-r", "TW"), 2)):
        ran = run("--ledger", str(made), "--as-of", TODAY.isoformat(), "due", *words)
        assert (ran.code, ran.out) == (code, "")


def test_the_page_explains_how_each_day_was_counted(run: Run, made: Path) -> None:
    ran = run("--ledger", str(made), "--as-of", TODAY.isoformat(), "due", "--within", "14d", "--explain")
    said = " ".join(ran.out.split())
    assert ran.code == 0
    assert "2026-01-30 is day 0; day 15 is 2026-02-14; strict counting: from 2026-02-15." in said
    assert (
        "5 calendar days from the introduction, which is day 0; no adjournment is known that would stop them." in said
    )
    assert "8 due as of 2026-02-02." in ran.err


def test_nothing_due_is_an_answer(run: Run, made: Path) -> None:
    ran = run("--ledger", str(made), "--as-of", "1999-01-01", "due")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing due as of 1999-01-01." in ran.err
    assert run("--ledger", str(made), "--as-of", "1999-01-01", "due", "--format", "json").json == []


def test_csv_and_json_lines_have_the_same_rows(run: Run, made: Path) -> None:
    arguments = ("--ledger", str(made), "--as-of", TODAY.isoformat(), "due", "--format")
    assert len(run(*arguments, "jsonl").out.splitlines()) == len(EXPECTED)
    csv = run(*arguments, "csv").out.splitlines()
    assert csv[0] == "id,kind,day,days_left,citations,title,words,case,item"
    assert csv[1].startswith("l-promise,promised,2025-12-31,-33,")


# --- the calendar file -------------------------------------------------------------------------------------


def calendar(run: Run, made: Path, day: date = TODAY, *more: str) -> icalendar.Calendar:
    ran = run("--ledger", str(made), "--as-of", day.isoformat(), "due", "--ics", *more)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("END:VCALENDAR\r\n") or ran.out.endswith("END:VCALENDAR\n")
    read = icalendar.Calendar.from_ical(ran.out)
    assert isinstance(read, icalendar.Calendar)
    return read


def by_uid(read: icalendar.Calendar) -> dict[str, icalendar.Event]:
    found = {str(event["UID"]): event for event in read.walk("VEVENT")}
    assert len(found) == len(list(read.walk("VEVENT"))), "no two events share an identifier"
    return {uid: event for uid, event in found.items() if isinstance(event, icalendar.Event)}


def test_the_calendar_holds_every_known_day_as_an_event_of_a_whole_day(run: Run, made: Path) -> None:
    read = calendar(run, made)
    assert (str(read["VERSION"]), str(read["PRODID"])) == ("2.0", "-//armstrack//due//EN")
    events = by_uid(read)
    assert set(events) == {f"{id}.{kind}@armstrack" for id, kind, day, _ in EXPECTED if day is not None}
    for id, kind, day, _ in EXPECTED:
        if day is None:
            continue
        event = events[f"{id}.{kind}@armstrack"]
        first, last = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(first) is type(last) is date, "a whole day, not an hour of it"
        assert (first.isoformat(), last - first) == (day, timedelta(1))
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert str(event["SUMMARY"]).startswith(f"{id}: ")
        assert "DTSTAMP" in event


def test_the_description_holds_title_standing_and_citations_unharmed(run: Run, made: Path) -> None:
    events = by_uid(calendar(run, made))
    lines = str(events["f-offer.offer@armstrack"]["DESCRIPTION"]).split("\n")
    assert lines == [
        ODD_TITLE,
        "to be signed by 2026-03-31",
        "SAMM C5, offer expiration date of the letter of offer and acceptance",
    ]
    assert "22 U.S.C. 2776(b)(1)" in str(events["a-review.review@armstrack"]["DESCRIPTION"])
    assert "sec. 601(b)(3)" in str(events["119-sjres-1.discharge@armstrack"]["DESCRIPTION"])


def test_the_text_of_the_file_is_what_calendars_ask_for(run: Run, made: Path) -> None:
    text = run("--ledger", str(made), "--as-of", TODAY.isoformat(), "due", "--ics").out
    for line in text.split("\r\n"):
        assert len(line.encode("utf-8")) <= 75
    assert "\\;" in text
    assert "\\," in text
    assert "\\n" in text
    assert "back\\\\slash" in text.replace("\r\n ", "")


def test_importing_a_later_export_moves_events_and_doubles_none(run: Run, made: Path) -> None:
    first = by_uid(calendar(run, made))
    path = made / "sales/f-offer.yaml"
    path.write_text(path.read_text() + "  - {date: 2026-02-03, event: extended, expires: 2026-04-30}\n")
    second = by_uid(calendar(run, made, TODAY + timedelta(2)))
    uid = "f-offer.offer@armstrack"
    assert set(second) <= set(first)
    assert uid in second
    assert [event.decoded("DTSTART").isoformat() for event in (first[uid], second[uid])] == ["2026-03-31", "2026-04-30"]
    for one in set(first) & set(second):
        assert int(second[one]["SEQUENCE"]) > int(first[one]["SEQUENCE"])
        assert second[one].decoded("DTSTAMP") > first[one].decoded("DTSTAMP")


def test_two_exports_of_one_day_are_the_same_bytes(run: Run, made: Path) -> None:
    arguments = ("--ledger", str(made), "--as-of", TODAY.isoformat(), "due", "--ics")
    assert run(*arguments).out == run(*arguments).out


def test_the_calendar_can_be_narrowed_to_a_period(run: Run, made: Path) -> None:
    assert set(by_uid(calendar(run, made, TODAY, "--within", "3d"))) == {
        "l-promise.promised@armstrack",
        "g-lapsed.offer@armstrack",
        "k-lease.licence@armstrack",
        "119-sjres-1.discharge@armstrack",
        "119-sjres-3.discharge@armstrack",
    }


def test_without_the_extra_the_command_says_how_to_install_it(made: Path) -> None:
    program = "import sys; sys.modules['icalendar'] = None; from armstrack.cli.start import main; main()"
    for more in ((), ("--format", "json")):
        ended = subprocess.run(
            [sys.executable, "-c", program, "--ledger", str(made), "due", "--ics", *more],
            capture_output=True,
            text=True,
            env=os.environ | {"COLUMNS": "200"},
        )
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "pip install 'armstrack[ics]'" in ended.stderr
        assert "Traceback" not in ended.stderr
    without = subprocess.run(
        [sys.executable, "-c", program, "--ledger", str(made), "due", "--format", "json"], capture_output=True
    )
    assert without.returncode == 0
