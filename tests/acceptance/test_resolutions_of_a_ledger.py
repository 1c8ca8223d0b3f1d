"""Resolutions of disapproval in a ledger: what they do to its sales, how they are listed, how they take a step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Ran, Run

NAME = "119-sjres-101"
SALES = (
    "taiwan-ah1w-parts-2025", "taiwan-altius-2025", "taiwan-harpoon-repair-2025", "taiwan-himars-2025",
    "taiwan-javelin-2025", "taiwan-m109a7-2025", "taiwan-tactical-mission-network", "taiwan-tow-2025",
)  # fmt: skip
DAY = ("--as-of", "2026-11-20")
PASSED = (
    "{date: 2026-02-02, state: discharged}",
    "{date: 2026-02-03, state: passed-senate}",
    "{date: 2026-02-05, state: passed-both}",
    "{date: 2026-02-06, state: presented}",
)


@pytest.fixture
def went(ledger: Path) -> Callable[..., Path]:
    """Adds steps to the resolution against the eight sales: `went("{date: 2026-02-02, state: discharged}")`."""

    def add(*steps: str) -> Path:
        path = ledger / f"resolutions/{NAME}.yaml"
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text("\n".join([text, *(f"  - {step}" for step in steps)]) + "\n", encoding="utf-8")
        return path

    return add


def states(run: Run, day: str) -> dict[str, str]:
    return {row["id"]: row["state"] for row in run("--as-of", day, "list", "--all", "--format", "json").json}


def shown(run: Run, day: str, name: str = NAME) -> dict[str, Any]:
    document: dict[str, Any] = run("--as-of", day, "resolutions", "show", name, "--format", "json").json
    return document


def files(ledger: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((ledger / "sales").rglob("*.yaml"))}


# --- what a resolution does to the sales that it names ---------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        ((*PASSED, "{date: 2026-02-10, state: enacted}"), "2026-02-10"),
        ((*PASSED, "{date: 2026-02-17, state: became-law}"), "2026-02-17"),
        ((*PASSED, "{date: 2026-02-10, state: vetoed}", "{date: 2026-02-20, state: overridden}"), "2026-02-20"),
        ((*PASSED, "{date: 2026-02-10, state: vetoed}", "{date: 2026-02-20, state: became-law}"), "2026-02-20"),
    ],
)
def test_a_law_blocks_its_sales_with_nothing_written_in_their_files(
    run: Run, ledger: Path, went: Callable[..., Path], steps: tuple[str, ...], day: str
) -> None:
    before = files(ledger)
    went(*steps)
    eve = f"{day[:-2]}{int(day[-2:]) - 1:02d}"
    found, then = states(run, day), states(run, eve)
    assert {id: found[id] for id in SALES} == dict.fromkeys(SALES, "blocked")
    assert {then[id] for id in SALES} == {"cleared", "offered"}
    assert found["taiwan-pac3-nasams-2026"] != "blocked", "no resolution names it"
    assert files(ledger) == before
    page = run("--as-of", day, "show", "taiwan-altius-2025", "--format", "json").json
    assert (page["state"], page["since"]) == ("blocked", day)
    assert [(one["id"], one["state"]) for one in page["resolutions"]] == [(NAME, steps[-1].split()[-1].rstrip("}"))]
    refused = run("--as-of", day, "advance", "taiwan-altius-2025", "offered", "--format", "json")
    assert refused.code == 3
    assert refused.error["code"] == "blocked"
    assert "S.J.Res. 101" in refused.error["message"]
    assert run("--as-of", day, "next", "taiwan-altius-2025", "--format", "json").json["possible"] == []
    assert shown(run, day)["meaning"] == "it is law: the sales that it names are blocked until delivered"


def test_what_happened_before_the_law_stays_and_what_came_after_it_is_flagged(
    run: Run, went: Callable[..., Path]
) -> None:
    went(*PASSED, "{date: 2026-03-10, state: enacted}")
    assert states(run, "2026-03-09")["taiwan-himars-2025"] == "offered"
    assert states(run, "2026-03-10")["taiwan-himars-2025"] == "blocked"
    problems = run(*DAY, "validate", "--format", "json").json
    assert "refused-move" in {one["code"] for one in problems if one["file"].endswith("taiwan-himars-2025.yaml")}


@pytest.mark.parametrize(
    "steps",
    [
        ("{date: 2026-02-02, state: discharge-failed}",),
        ("{date: 2026-02-02, state: tabled}",),
        ("{date: 2026-02-02, state: discharged}", "{date: 2026-02-03, state: failed-senate}"),
        PASSED,
        (*PASSED, "{date: 2026-02-10, state: vetoed}"),
        (*PASSED, "{date: 2026-02-10, state: vetoed}", "{date: 2026-02-20, state: sustained}"),
        (*PASSED, "{date: 2026-02-10, state: pocket-vetoed}"),
    ],
)
def test_anything_less_than_a_law_changes_nothing(run: Run, went: Callable[..., Path], steps: tuple[str, ...]) -> None:
    before = [states(run, day) for day in ("2026-02-03", "2026-02-20", "2026-11-20")]
    went(*steps)
    assert [states(run, day) for day in ("2026-02-03", "2026-02-20", "2026-11-20")] == before
    assert shown(run, "2026-11-20")["meaning"] in (
        "the vote changes nothing for the sale; it can be called again while its Congress sits",
        "nothing is decided; only an enacted law blocks the sale",
        "it failed, and changed nothing for the sale",
    )
    assert run(*DAY, "validate").code == 0


@pytest.mark.parametrize(
    ("steps", "kept"),
    [
        ((), False),
        (PASSED[:2], False),
        # What was presented in time stays with the President, who has ten days.
        (PASSED, True),
        ((*PASSED, "{date: 2026-02-10, state: vetoed}"), False),
        ((*PASSED, "{date: 2026-02-10, state: vetoed}", "{date: 2026-02-20, state: overridden}"), True),
        ((*PASSED, "{date: 2026-02-10, state: enacted}"), True),
        ((*PASSED, "{date: 2026-02-10, state: vetoed}", "{date: 2026-02-20, state: sustained}"), True),
    ],
)
def test_what_is_open_when_its_congress_ends_has_died(
    run: Run, went: Callable[..., Path], steps: tuple[str, ...], kept: bool
) -> None:
    path = went(*steps) if steps else None
    eve = shown(run, "2027-01-02")["state"]
    after = shown(run, "2027-01-03")
    assert eve != "died"
    if kept:
        assert after["state"] == eve
    else:
        assert (after["state"], after["since"], after["standing"]) == ("died", "2027-01-03", "its Congress ended")
    assert path is None or "died" not in path.read_text(encoding="utf-8")


# --- list, show, votes ------------------------------------------------------------------------------------

ROW_KEYS = [
    "id", "congress", "measure", "form", "title", "sponsor", "recipients", "sales", "introduced", "state", "since",
    "standing", "meaning", "committee_days", "committee_until",
]  # fmt: skip


def reference(run: Run, *args: str) -> Ran:
    return run("--ledger", str(NOVEMBER), *DAY, *args)


def test_the_list_is_newest_first_and_narrows_by_congress_and_recipient(run: Run) -> None:
    rows = reference(run, "resolutions", "list", "--format", "json").json
    assert len(rows) >= 50
    assert all(list(row) == ROW_KEYS for row in rows)
    days = [row["introduced"] for row in rows if row["introduced"]]
    assert days == sorted(days, reverse=True)
    of_119 = reference(run, "resolutions", "list", "--congress", "119", "--format", "json").json
    assert {row["congress"] for row in of_119} == {119}
    assert of_119 == [row for row in rows if row["congress"] == 119]
    turkish = reference(run, "resolutions", "list", "-r", "Turkey", "--format", "json").json
    assert [row["id"] for row in turkish] == ["118-sjres-60"]
    csv = reference(run, "resolutions", "list", "--congress", "118", "--format", "csv").out.splitlines()
    assert csv[0] == "id,measure,form,title,sponsor,recipients,introduced,state,since,meaning"
    assert len(csv) == 1 + len([row for row in rows if row["congress"] == 118])
    page = reference(run, "resolutions", "list", "--congress", "118")
    assert page.code == 0
    assert "118-sjres-60" in page.out
    assert "resolutions, as of 2026-11-20." in page.err


def test_a_resolution_is_shown_by_id_beginning_or_citation(run: Run) -> None:
    whole = shown(run, "2026-11-20")
    assert list(whole) == [*ROW_KEYS, "note", "history", "sources", "as_of"]
    assert (whole["form"], whole["committee_days"], whole["committee_until"]) == ("joint", 10, "2026-01-15")
    assert whole["sales"] == [row for row in whole["sales"] if row in SALES]
    assert len(whole["sales"]) == 8
    for name in ("119-sjres", "S.J.Res. 101", "sjres101", "SJRES 101"):
        assert shown(run, "2026-11-20", name)["id"] == NAME
    page = run(*DAY, "resolutions", "show", NAME)
    assert page.code == 0
    assert "only an enacted law blocks" in " ".join(page.out.split())


def test_before_its_day_a_resolution_says_nothing_of_what_came_later(run: Run) -> None:
    early = shown(run, "2026-01-04")
    assert (early["state"], early["history"], early["standing"]) == (None, [], "not introduced yet")


@pytest.mark.parametrize(
    ("name", "code"), [("S.J.Res. 999", 5), ("nothing", 5), ("116-sjres-3", 5), ("S.J.Res. 36", 0), ("S.J.Res. 31", 5)]
)
def test_a_name_that_leads_to_none_or_several_is_told_with_the_nearest(run: Run, name: str, code: int) -> None:
    ran = reference(run, "resolutions", "show", name)
    assert ran.code == code
    assert "Traceback" not in ran.err
    if code:
        assert ran.out == ""
        assert ran.err.strip()


def test_the_votes_name_the_sides_and_not_the_answers(run: Run) -> None:
    rows = reference(run, "resolutions", "votes", "--format", "json").json
    assert list(rows[0]) == [
        "date", "resolution", "measure", "recipients", "chamber", "question", "yea", "nay", "present",
        "to_disapprove", "to_let_proceed", "result", "confidence",
    ]  # fmt: skip
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    by_id = {(row["resolution"], row["date"]): row for row in rows}
    tabled = by_id["114-sjres-39", "2016-09-21"]
    assert (tabled["yea"], tabled["nay"]) == (71, 27)
    assert (tabled["to_disapprove"], tabled["to_let_proceed"], tabled["result"]) == (27, 71, "tabled")
    failed = by_id["118-sjres-60", "2024-02-29"]
    assert (failed["to_disapprove"], failed["to_let_proceed"]) == (13, 79)
    early = run("--ledger", str(NOVEMBER), "--as-of", "2016-12-31", "resolutions", "votes", "--format", "json").json
    assert early == [row for row in rows if row["date"] <= "2016-12-31"]


PUBLISHED = {
    # date, resolution: (yea, nay), as printed in the reports of each vote.
    ("1986-06-05", "99-sjres-316"): (66, 34),
    ("2017-06-13", "115-sjres-42"): (47, 53),
    ("2018-11-15", "115-sjres-65"): (77, 21),
    ("2019-06-13", "116-sjres-20"): (43, 56),
    ("2019-06-13", "116-sjres-26"): (42, 57),
    ("2021-12-07", "117-sjres-31"): (30, 67),
    ("2022-03-10", "117-sjres-35"): (18, 81),
    ("2024-11-20", "118-sjres-111"): (18, 79),
    ("2024-11-20", "118-sjres-113"): (19, 78),
    ("2024-11-20", "118-sjres-115"): (17, 80),
    ("2025-04-03", "119-sjres-33"): (15, 82),
    ("2025-04-03", "119-sjres-26"): (15, 83),
    ("2025-06-11", "119-sjres-53"): (39, 56),
    ("2025-06-11", "119-sjres-54"): (39, 56),
    ("2025-07-30", "119-sjres-41"): (27, 70),
    ("2025-07-30", "119-sjres-34"): (24, 73),
    ("2026-04-15", "119-sjres-32"): (40, 59),
    ("2026-04-15", "119-sjres-138"): (36, 63),
}


def test_the_votes_of_the_reference_ledger_are_those_that_were_counted(run: Run) -> None:
    rows = reference(run, "resolutions", "votes", "--format", "json").json
    counted = {(row["date"], row["resolution"]): (row["yea"], row["nay"]) for row in rows}
    assert {key: counted.get(key) for key in PUBLISHED} == PUBLISHED


# --- the committee's clock: five days or ten --------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipient", "authority", "days", "until"),
    [
        ("TW", "36(b)(1)", 10, "2026-01-15"),
        ("DE", "36(b)(1)", 5, "2026-01-10"),
        ("NATO", "36(b)(1)", 5, "2026-01-10"),
        ("IL", "36(b)(5)(C)", 5, "2026-01-10"),
        ("DE", "36(c)", 10, "2026-01-15"),
        ("IL", "36(d)", 10, "2026-01-15"),
        ("DE", "3(d)(1)", 10, "2026-01-15"),
        ("[AE, FR]", "36(b)(1)", 10, "2026-01-15"),
    ],
)
def test_five_days_are_for_letters_of_offer_to_nato_plus_alone(
    run: Run, ledger: Path, recipient: str, authority: str, days: int, until: str
) -> None:
    (ledger / "sales/a-sale.yaml").write_text(
        f"id: a-sale\ntitle: A sale\nrecipient: {recipient}\nauthority: {authority}\n"
        "history:\n  - {date: 2025-12-29, state: notified}\n"
    )
    (ledger / "resolutions/119-sjres-999.yaml").write_text(
        "id: 119-sjres-999\ncongress: 119\nmeasure: S.J.Res. 999\ntitle: Against it\nsales: [a-sale]\n"
        "history:\n  - {date: 2026-01-05, state: introduced}\n"
    )
    found = shown(run, "2026-01-06", "119-sjres-999")
    assert (found["committee_days"], found["committee_until"]) == (days, until)
    due = run("--as-of", "2026-01-06", "due", "--format", "json").json
    (clock,) = [one for one in due if one["id"] == "119-sjres-999"]
    assert (clock["kind"], clock["day"]) == ("discharge", until)


# --- a step ------------------------------------------------------------------------------------------------


def advance(run: Run, state: str, on: str, *more: str, today: str = "2026-11-20") -> Ran:
    arguments = ("resolutions", "advance", NAME, state, "--on", on, *more)
    return run("--as-of", today, *arguments, "--source", "https://www.congress.gov/x", "--format", "json")


def test_a_step_is_written_at_the_end_with_its_roll_call(run: Run, ledger: Path) -> None:
    path = ledger / f"resolutions/{NAME}.yaml"
    before = path.read_text(encoding="utf-8")
    roll_call = (
        "--chamber",
        "senate",
        "--question",
        "motion to discharge",
        "--yea",
        "15",
        "--nay",
        "82",
        "--present",
        "1",
    )
    dry = advance(run, "discharge-failed", "2026-02-02", *roll_call, "--dry-run")
    assert (dry.code, dry.json["written"]) == (0, False)
    assert path.read_text(encoding="utf-8") == before
    done = advance(run, "discharge-failed", "2026-02-02", *roll_call)
    assert (done.code, done.json["written"]) == (0, True)
    assert done.json["resolution"]["state"] == "discharge-failed"
    assert done.json["entry"]["vote"] == {
        "chamber": "senate", "question": "motion to discharge", "yea": 15, "nay": 82, "present": 1,
        "for_disapproval": "yea",
    }  # fmt: skip
    assert path.read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    assert run(*DAY, "validate", "--strict").code == 0


def test_a_yea_on_a_motion_to_table_lets_the_sale_proceed(run: Run) -> None:
    roll_call = ("--chamber", "senate", "--question", "motion to table", "--yea", "71", "--nay", "27")
    assert advance(run, "tabled", "2026-02-02", *roll_call).json["entry"]["vote"]["for_disapproval"] == "nay"
    (row,) = run(*DAY, "resolutions", "votes", "--format", "json").json
    assert (row["to_disapprove"], row["to_let_proceed"]) == (27, 71)


def test_a_resolution_goes_all_the_way_to_a_law_by_steps(run: Run, ledger: Path) -> None:
    before = files(ledger)
    way = ["discharged", "passed-senate", "passed-both", "presented", "vetoed", "overridden"]
    for at, state in enumerate(way):
        assert states(run, "2026-11-20")["taiwan-tow-2025"] != "blocked"
        assert advance(run, state, f"2026-02-{2 + at:02d}").code == 0
    assert states(run, "2026-11-20")["taiwan-tow-2025"] == "blocked"
    assert files(ledger) == before
    assert advance(run, "sustained", "2026-03-01").code == 3


@pytest.mark.parametrize(
    ("state", "on", "today", "code", "says"),
    [
        ("introduced", "2026-02-02", "2026-11-20", "already", "already"),
        ("enacted", "2026-02-02", "2026-11-20", "steps-between", "passed-both"),
        ("vetoed", "2026-02-02", "2026-11-20", "steps-between", "passed-both"),
        ("died", "2026-02-02", "2026-11-20", "never-written", "2027-01-03"),
        ("discharged", "2026-11-21", "2026-11-20", "not-yet", "has not come"),
        ("discharged", "2027-01-03", "2027-02-01", "congress-ended", "it died then"),
        ("discharged", "2027-01-02", "2027-02-01", None, ""),
    ],
)
def test_a_step_that_the_procedure_does_not_allow_is_refused_and_nothing_is_written(
    run: Run, ledger: Path, state: str, on: str, today: str, code: str | None, says: str
) -> None:
    path = ledger / f"resolutions/{NAME}.yaml"
    before = path.read_bytes()
    ran = advance(run, state, on, today=today)
    if code is None:
        assert ran.code == 0
        return
    assert ran.code == 3
    assert ran.error["code"] == code
    assert says in ran.error["message"]
    assert path.read_bytes() == before
    page = run("--as-of", today, "resolutions", "advance", NAME, state, "--on", on)
    assert (page.code, page.out) == (3, "")


def test_a_step_that_would_make_a_later_one_impossible_is_refused(run: Run, went: Callable[..., Path]) -> None:
    went("{date: 2026-03-02, state: discharged}")
    ran = advance(run, "discharged", "2026-02-02")
    assert (ran.code, ran.error["code"]) == (3, "breaks-later")


@pytest.mark.parametrize(
    "more",
    [
        ("--chamber", "senate"),
        ("--yea", "3", "--nay", "4"),
        ("--chamber", "lords", "--question", "x", "--yea", "3", "--nay", "4"),
        ("--chamber", "senate", "--question", "x", "--yea", "3", "--nay", "4", "--for-disapproval", "perhaps"),
        ("--chamber", "senate", "--question", "x", "--yea", "-3", "--nay", "4"),
    ],
)
def test_a_roll_call_that_is_not_whole_is_wrong_usage(run: Run, ledger: Path, more: tuple[str, ...]) -> None:
    path = ledger / f"resolutions/{NAME}.yaml"
    before = path.read_bytes()
    ran = advance(run, "discharge-failed", "2026-02-02", *more)
    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert path.read_bytes() == before


def test_a_state_that_no_resolution_has_is_wrong_usage(run: Run) -> None:
    assert advance(run, "offered", "2026-02-02").code == 2
    ran = advance(run, "tabeld", "2026-02-02")
    assert ran.code == 2
    assert "tabled" in ran.err


def test_what_a_refused_step_suggests_can_be_done(run: Run, ledger: Path) -> None:
    refused = advance(run, "enacted", "2026-02-09")
    assert "--skip" in refused.error["remedy"]
    assert advance(run, "enacted", "2026-02-09", "--skip").code == 0
    (step,) = [one for one in shown(run, "2026-11-20")["history"] if one["state"] == "enacted"]
    assert step["date"] == "2026-02-09"
    text = (ledger / f"resolutions/{NAME}.yaml").read_text(encoding="utf-8")
    assert "state: enacted, skipped: [passed-both]" in text
    assert states(run, "2026-11-20")["taiwan-tow-2025"] == "blocked"


def test_a_step_skips_only_what_lies_between(run: Run, went: Callable[..., Path]) -> None:
    path = went("{date: 2026-02-02, state: discharged}", "{date: 2026-02-03, state: passed-senate}")
    assert advance(run, "presented", "2026-02-09", "--skip").code == 0
    assert "state: presented, skipped: [passed-both]" in path.read_text(encoding="utf-8")


# --- which resolutions, and which votes --------------------------------------------------------------------


def listed(run: Run, day: str, *options: str) -> set[str]:
    ran = run("--as-of", day, "--ledger", str(NOVEMBER), "resolutions", "list", *options, "--format", "json")
    assert ran.code == 0, ran.err
    return {row["id"] for row in ran.json}


def test_pending_is_what_is_undecided_while_its_congress_sits(run: Run) -> None:
    assert "119-sjres-137" in listed(run, "2026-11-20", "--pending")
    assert "119-sjres-138" not in listed(run, "2026-11-20", "--pending")  # its motion to discharge failed
    assert listed(run, "2027-01-03", "--pending") == set()
    assert listed(run, "2026-03-18", "--pending") & {"119-sjres-137", "119-sjres-138"} == set()


def test_past_review_is_what_names_a_sale_whose_review_is_over(run: Run) -> None:
    assert NAME not in listed(run, "2026-01-16", "--past-review")
    assert NAME in listed(run, "2026-01-17", "--past-review")


def test_votes_are_chosen_by_chamber_and_day(run: Run) -> None:
    def votes(*options: str) -> list[dict[str, Any]]:
        ran = run(*DAY, "--ledger", str(NOVEMBER), "resolutions", "votes", *options, "--format", "json")
        assert ran.code == 0, ran.err
        found: list[dict[str, Any]] = ran.json
        return found

    every = votes()
    since = votes("--since", "2024-11-20")
    assert since == [row for row in every if row["date"] >= "2024-11-20"]
    assert votes("--until", "2024-11-19") == [row for row in every if row not in since]
    assert {row["chamber"] for row in every} == {"senate", "house"}
    assert votes("--chamber", "house") == [row for row in every if row["chamber"] == "house"]
    assert run("resolutions", "votes", "--chamber", "lords").code == 2
    assert run("resolutions", "votes", "--since", "soon").code == 2


def test_a_roll_call_that_is_told_of_twice_is_one(run: Run, went: Callable[..., Path]) -> None:
    vote = "vote: {chamber: senate, question: passage, yea: 53, nay: 45, for-disapproval: yea}"
    went(*(f"{{date: 2026-02-03, {step}, {vote}}}" for step in ("state: passed-senate", "event: vote", "event: note")))
    rows = run(*DAY, "resolutions", "votes", "--format", "json").json
    assert [(row["resolution"], row["yea"]) for row in rows] == [(NAME, 53)]


def test_who_records_a_step_against_its_tally_is_told_so(run: Run) -> None:
    cast = ("--chamber", "house", "--question", "passage", "--yea", "10", "--nay", "80", "--for-disapproval", "yea")
    ran = run("--as-of", "2026-02-10", "resolutions", "advance", NAME, "passed-senate", *cast, "--on", "2026-02-03")
    assert ran.code == 0
    told = " ".join((ran.out + ran.err).split())
    assert "`passed-senate` is a step of the Senate, and the vote is recorded as one of the House" in told
    assert "10 to bar the sale against 80 were not a majority" in told
    assert "result-against-tally" in run("validate").out
