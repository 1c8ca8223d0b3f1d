"""Writing: an entry is added to the end of a file and taken back, and not one other byte changes."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run, RunReal

SALE = "taiwan-ah1w-parts-2025"
DAY = ("--as-of", "2026-11-20")


def plain(text: bytes) -> bytes:
    return text


def with_comments(text: bytes) -> bytes:
    return text + b"  # looked at on 20 November\n\n# the end of the file\n"


def with_crlf(text: bytes) -> bytes:
    return text.replace(b"\n", b"\r\n")


def without_last_newline(text: bytes) -> bytes:
    return text.rstrip(b"\n")


def with_crlf_and_without_last_newline(text: bytes) -> bytes:
    return with_crlf(without_last_newline(text))


def with_comments_and_crlf(text: bytes) -> bytes:
    return with_crlf(with_comments(text))


def with_a_byte_order_mark(text: bytes) -> bytes:
    return b"\xef\xbb\xbf" + text


VARIANTS = [
    plain,
    with_comments,
    with_crlf,
    without_last_newline,
    with_crlf_and_without_last_newline,
    with_comments_and_crlf,
    with_a_byte_order_mark,
]
WRITES = [
    ("advance", SALE, "offered"),
    ("advance", SALE, "offered", "--on", "2026-02-03", "--expires", "2026-12-31", "--source", "dsca"),
    ("advance", SALE, "offered", "--on", "2026-02", "--note", "said: \"soon\", 'maybe' # not sure {é—中}"),
    ("advance", SALE, "accepted", "--skip", "--amount", "2.8B TWD", "--source", "https://example.org/a?b=c#d"),
    ("record", SALE, "hold", "--actor", "A senator", "--on", "2026"),
    ("record", SALE, "delivery", "--item", "Spare parts: 1st lot", "--quantity", "12"),
    ("record", SALE, "promised", "--expected", "2027-03"),
]


@pytest.mark.parametrize("write", WRITES[1:4], ids=lambda write: " ".join(write[::2][:2]) + f" {len(write)}")
@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_written_and_taken_back_leaves_every_byte_as_it_was(
    run: Run, ledger: Path, variant: Callable[[bytes], bytes], write: tuple[str, ...]
) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    before = variant(path.read_bytes())
    path.write_bytes(before)

    written = run(*DAY, *write)
    assert written.code == 0, written.err
    after = path.read_bytes()
    assert len(after) > len(before)
    assert after.count(b"\r\n") in (0, after.count(b"\n")), "line ends are as they were"
    assert after.endswith(b"\n") == before.endswith(b"\n")

    undone = run(*DAY, "undo", SALE)
    assert undone.code == 0, undone.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", WRITES, ids=lambda write: " ".join(write[::2][:2]) + f" {len(write)}")
def test_the_command_that_undo_prints_restores_the_entry(run: Run, ledger: Path, write: tuple[str, ...]) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    assert run(*DAY, *write).code == 0
    written = path.read_bytes()
    undone = run(*DAY, "undo", SALE)
    (line,) = [line for line in undone.out.splitlines() if line.startswith("Restore  ")]
    program, *command = shlex.split(line.removeprefix("Restore"))
    assert program == "armstrack"
    assert run(*DAY, *command).code == 0
    assert path.read_bytes() == written


def test_the_restoring_command_of_the_document_is_the_printed_one(run: Run) -> None:
    write = ("record", SALE, "note", "--note", "two words")
    assert run(*DAY, *write).code == 0
    printed = run(*DAY, "undo", SALE).out
    assert run(*DAY, *write).code == 0
    document = run(*DAY, "undo", SALE, "--format", "json").json
    assert f"Restore    {document['restore']}" in printed
    assert document["removed"]["note"] == "two words"


def test_an_emergency_is_taken_back_and_restored(run: Run, ledger: Path) -> None:
    sale = "taiwan-pac3-nasams-2026"
    (path,) = ledger.rglob(f"{sale}.yaml")
    before = path.read_bytes()
    assert run(*DAY, "advance", sale, "notified", "--emergency", "--justification", "It's war").code == 0
    written = path.read_bytes()
    document = run(*DAY, "undo", sale, "--format", "json").json
    assert path.read_bytes() == before
    assert run(*DAY, *shlex.split(document["restore"])[1:]).code == 0
    assert path.read_bytes() == written


def test_the_restoring_command_names_the_ledger_that_it_belongs_to(run: Run, ledger: Path, tmp_path: Path) -> None:
    """Whoever named the ledger stands elsewhere, and pastes the command there."""
    (path,) = ledger.rglob(f"{SALE}.yaml")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    named = ("--ledger", str(ledger), *DAY)
    assert run(*named, "advance", SALE, "offered", cwd=elsewhere).code == 0
    written = path.read_bytes()
    document = run(*named, "undo", SALE, "--format", "json", cwd=elsewhere).json
    restored = run(*shlex.split(document["restore"])[1:], *DAY, cwd=elsewhere)
    assert restored.code == 0, restored.err
    assert path.read_bytes() == written


def test_on_a_narrow_terminal_the_restoring_command_is_still_one_to_paste(run: Run) -> None:
    note = "a remark of some length that no narrow terminal has room for on a single line, with  two spaces"
    assert run(*DAY, "record", SALE, "note", "--note", note).code == 0
    screen = run(*DAY, "undo", SALE, columns=60, env={"NO_COLOR": "1"}).out
    pasted = screen[screen.index("armstrack record") :].split("\n")[0]
    assert shlex.split(pasted)[1:] == ["record", SALE, "note", "--on", "2026-11-20", "--note", note]


def test_the_only_entry_stays(run: Run, change: Callable[[str, str, str], Path]) -> None:
    path = change(SALE, "history:", "history:  # from here on")
    text = path.read_text(encoding="utf-8")
    head, _, history = text.partition("history:")
    path.write_text(head + "history:" + "\n".join(history.splitlines()[:2]) + "\n", encoding="utf-8")
    before = path.read_bytes()
    ran = run(*DAY, "undo", SALE, "--yes")
    assert (ran.code, ran.out) == (3, "")
    assert "keeps its only entry" in ran.err
    assert path.read_bytes() == before


def test_undo_shows_what_it_took_and_where_the_sale_stands_again(run: Run) -> None:
    assert run(*DAY, "advance", SALE, "offered").code == 0
    ran = run(*DAY, "undo", SALE)
    assert "Took back  - {date: 2026-11-20, state: offered}" in ran.out
    assert "Stands     cleared, review over, offer possible" in ran.out


def test_undo_can_go_on_to_the_entry_before(run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    lines = path.read_bytes().splitlines(keepends=True)
    assert run(*DAY, "undo", SALE, "--yes").code == 0
    assert run(*DAY, "undo", SALE, "--yes").code == 0
    assert path.read_bytes().splitlines(keepends=True) == lines[:-2]


def test_on_a_terminal_undo_asks_before_it_takes_what_another_wrote(run_real: RunReal, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    before = path.read_bytes()
    kept = run_real("undo", SALE, tty=True, typed="n\n")
    assert "did not write this entry" in kept.out
    assert path.read_bytes() == before
    assert kept.code != 0
    taken = run_real("undo", SALE, tty=True, typed="y\n")
    assert taken.code == 0
    assert len(path.read_bytes()) < len(before)


def test_undo_does_not_ask_for_what_it_wrote_itself(run_real: RunReal, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    before = path.read_bytes()
    assert run_real(*DAY, "record", SALE, "note", "--note", "x", tty=True).code == 0
    undone = run_real("undo", SALE, tty=True)
    assert undone.code == 0
    assert "?" not in undone.out
    assert path.read_bytes() == before


def test_where_nobody_can_be_asked_undo_takes_back_only_what_it_wrote_itself(run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    before = path.read_bytes()
    refused = run(*DAY, "undo", SALE, "--format", "json")
    assert (refused.code, refused.out, refused.error["code"]) == (3, "", "not-own-entry")
    assert run(*DAY, "advance", SALE, "offered").code == 0
    assert run(*DAY, "undo", SALE).code == 0
    assert run(*DAY, "undo", SALE).code == 3
    assert path.read_bytes() == before


def test_a_value_that_was_corrected_makes_no_entry_the_programs_own(run: Run, ledger: Path) -> None:
    assert run("set", SALE, "title", "Another title").code == 0
    assert run(*DAY, "undo", SALE).code == 3
    assert run(*DAY, "advance", SALE, "offered").code == 0
    assert run("set", SALE, "title", "A third title").code == 0
    assert run(*DAY, "undo", SALE).code == 0


def test_a_trial_writes_nothing_and_says_what_it_would(run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    before = path.read_bytes()
    ran = run(*DAY, "advance", SALE, "offered", "--dry-run")
    assert ran.code == 0
    assert "would add {date: 2026-11-20, state: offered}" in ran.out
    assert path.read_bytes() == before
    document = run(*DAY, "advance", SALE, "offered", "--dry-run", "--format", "json").json
    assert (document["written"], document["sale"]["state"]) == (False, "offered")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "write",
    [
        ("advance", "taiwan-pac3-nasams-2026", "notified", "--emergency", "--justification", "a war"),
        ("advance", SALE, "accepted", "--skip"),
    ],
)
def test_the_entry_is_shown_as_the_file_has_it(run: Run, ledger: Path, write: tuple[str, ...]) -> None:
    shown = run(*DAY, *write).out
    (path,) = ledger.rglob(f"{write[1]}.yaml")
    entry = path.read_text(encoding="utf-8").splitlines()[-1].strip().removeprefix("- ")
    assert entry in shown


def test_a_move_answers_with_where_the_sale_stands_and_what_comes_next(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change("taiwan-pac3-nasams-2026", "authority: unknown", "authority: 36(b)(1)")
    ran = run(*DAY, "advance", "taiwan-pac3-nasams-2026", "notified", "--source", "https://example.org/notice")
    assert ran.out == (
        'taiwan-pac3-nasams-2026: added {date: 2026-11-20, state: notified, source: "https://example.org/notice"}\n'
        "Stands  notified, under review to 2026-12-20; held since 2026-05-16 (Donald Trump), no end recorded"
        " (as of 2026-11-20)\n"
        "Next    offered (from 2026-12-21), suspended (from 2026-12-21), withdrawn, cancelled, superseded\n"
    )
    assert ran.err == ""


def test_a_missing_source_is_remarked_on_and_stops_nothing(run: Run) -> None:
    ran = run(*DAY, "advance", SALE, "offered")
    assert ran.code == 0
    assert "--source" in ran.err
    assert run(*DAY, "--quiet", "undo", SALE).err == ""
    assert run(*DAY, "--quiet", "advance", SALE, "offered").err == ""


def test_the_document_of_a_move_holds_the_entry_and_the_sale(run: Run) -> None:
    document = run(*DAY, "advance", SALE, "offered", "--expires", "2026-12-31", "--format", "json").json
    assert document["written"] is True
    assert document["entry"] == {"date": "2026-11-20", "state": "offered", "event": None, "expires": "2026-12-31"}
    assert (document["sale"]["id"], document["sale"]["state"]) == (SALE, "offered")


def test_another_word_for_a_state_is_written_as_the_usual_one(run: Run) -> None:
    assert run(*DAY, "advance", SALE, "offered", "--on", "2026-11-01").code == 0
    document = run(*DAY, "advance", SALE, "signed", "--format", "json").json
    assert document["entry"]["state"] == "accepted"


@pytest.mark.parametrize(("given", "state", "maybe"), [("2026-11", "offered", []), ("2026", "cleared", ["offered"])])
def test_a_day_known_in_part_is_written_in_part(
    run: Run, ledger: Path, given: str, state: str, maybe: list[str]
) -> None:
    day = ("--as-of", "2026-11-30")
    document = run(*day, "advance", SALE, "offered", "--on", given, "--format", "json").json
    assert document["entry"]["date"] == given
    assert (document["sale"]["state"], document["sale"]["maybe"]) == (state, maybe)
    (path,) = ledger.rglob(f"{SALE}.yaml")
    assert path.read_text(encoding="utf-8").endswith(f"- {{date: {given}, state: offered}}\n")


def test_an_unknown_day_lies_before_the_day_on_which_it_is_recorded(run: Run) -> None:
    entry = run(*DAY, "advance", SALE, "offered", "--on", "unknown", "--format", "json").json["entry"]
    assert (entry["date"], entry["not_before"], entry["not_after"]) == (None, None, "2026-11-20")


@pytest.mark.parametrize(
    ("event", "options"),
    [
        ("hold", ("--actor", "Committee on Foreign Affairs")),
        ("hold-lifted", ()),
        ("contract", ("--amount", "96M", "--actor", "Bell Textron")),
        ("value-revised", ("--amount", "100M")),
        ("promised", ("--expected", "2027")),
        ("delay", ("--expected", "2028-06")),
        ("published", ("--source", "https://www.federalregister.gov/")),
        ("corrected", ()),
        ("informal-review-bypassed", ()),
        ("funding", ("--amount", "2.8B TWD")),
        ("payment", ("--amount", "800M TWD")),
        ("reaction", ("--actor", "A ministry", "--note", "regrets it")),
        ("note", ("--note", "worth knowing")),
    ],
)
def test_what_happened_is_recorded_and_moves_nothing(run: Run, event: str, options: tuple[str, ...]) -> None:
    before = run(*DAY, "show", SALE, "--format", "json").json
    ran = run(*DAY, "record", SALE, event, *options)
    assert ran.code == 0, ran.err
    after = run(*DAY, "show", SALE, "--format", "json").json
    assert after["history"][:-1] == before["history"]
    assert after["history"][-1]["event"] == event
    assert after["state"] == before["state"]
    assert f"2026-11-20  {event}" in run(*DAY, "show", SALE).out
    assert [row["id"] for row in run(*DAY, "list", "--event", event, "--format", "json").json].count(SALE) == 1


@pytest.mark.parametrize("event", ["extended", "restated", "counter-offer"])
def test_what_happens_to_an_open_offer_is_recorded_while_it_is_open(run: Run, event: str) -> None:
    assert run(*DAY, "advance", SALE, "offered", "--expires", "2026-11-30").code == 0
    assert run(*DAY, "record", SALE, event, "--expires", "2027-01-31").code == 0
    document = run(*DAY, "show", SALE, "--format", "json").json
    assert (document["state"], document["standing"]) == ("offered", "to be signed by 2027-01-31")


def test_an_extended_offer_can_be_signed_after_its_first_deadline(run: Run) -> None:
    assert run(*DAY, "record", "taiwan-tow-2025", "extended", "--expires", "2026-12-31", "--on", "2026-03-14").code == 0
    assert run(*DAY, "advance", "taiwan-tow-2025", "accepted").code == 0


def test_the_first_delivery_makes_a_sale_delivering(run: Run) -> None:
    sale = "taiwan-himars-2025"
    assert run(*DAY, "advance", sale, "implemented").code == 0
    delivered = run(*DAY, "record", sale, "delivery", "--item", "HIMARS", "--quantity", "11", "--format", "json").json
    assert delivered["sale"]["state"] == "delivering"
    assert delivered["entry"] == {
        "date": "2026-11-20",
        "state": None,
        "event": "delivery",
        "quantity": 11,
        "item": "HIMARS",
    }


def test_a_delivery_inside_the_review_is_refused(run: Run) -> None:
    ran = run(*DAY, "record", SALE, "delivery", "--on", "2026-01-10")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("✗ taiwan-ah1w-parts-2025 cannot record `delivery` on 2026-01-10.")
    assert "2026-01-16" in ran.err


def test_a_hold_stops_nothing_and_is_shown(run: Run) -> None:
    assert run(*DAY, "record", SALE, "hold", "--actor", "A senator").code == 0
    assert "A senator" in run(*DAY, "show", SALE).out
    assert run(*DAY, "advance", SALE, "offered").code == 0


def test_an_offer_cannot_lapse_before_it_is_made(run: Run) -> None:
    ran = run(*DAY, "advance", SALE, "offered", "--expires", "2026-01-01")
    assert ran.code in (2, 3), ran.out
    assert "2026-01-01" in ran.err


def test_a_whole_life_can_be_told_and_taken_back(run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    texts = [path.read_bytes()]
    for state in ("offered", "accepted", "implemented", "delivering", "delivered", "closed"):
        assert run(*DAY, "advance", SALE, state, "--source", "dsca").code == 0, state
        assert run(*DAY, "show", SALE, "--format", "json").json["state"] == state
        texts.append(path.read_bytes())
    assert run("validate", "--strict").code == 0
    for text in reversed(texts[:-1]):
        assert run(*DAY, "undo", SALE, "--yes").code == 0
        assert path.read_bytes() == text


def test_a_suspended_sale_returns_to_where_it_was(run: Run) -> None:
    sale = "taiwan-himars-2025"
    assert run(*DAY, "advance", sale, "suspended").code == 0
    assert run(*DAY, "advance", sale, "accepted").code == 0
    assert run(*DAY, "show", sale, "--format", "json").json["state"] == "accepted"


def test_a_cancelled_sale_offered_again_comes_with_a_word_of_caution(run: Run) -> None:
    assert run(*DAY, "advance", SALE, "cancelled").code == 0
    ran = run(*DAY, "advance", SALE, "offered")
    assert ran.code == 0
    assert "new notification" in ran.err
