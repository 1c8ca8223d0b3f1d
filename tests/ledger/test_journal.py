"""Writing adds one line or takes one back, changes no other byte, and writes nothing when it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import NOTIFIED, make, sale
from sampling import examples
from systems import needs_modes

from armstrack.cli.main import run_program
from armstrack.ledger.audit import audit
from armstrack.ledger.journal import (
    LOCK_NAME,
    ReadOnlyLedger,
    RecordUnusable,
    add_entries,
    content_of,
    entry_to_undo,
    take_back,
)
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.lock import held
from armstrack.ledger.record_file import parse_record
from armstrack.ledger.replace import GroundMoved
from armstrack.model.entry import ENTRY, EVENTS, Amount, Emergency, Entry
from armstrack.model.partial_date import PartialDate, bounded, on, parse_partial_date
from armstrack.model.sale import SALE, Sale
from armstrack.model.told import ExitCode
from armstrack.workflow.context import Context
from armstrack.workflow.move import Accepted, Refusal, judge
from armstrack.yaml_text.edit import put
from armstrack.yaml_text.history import HistoryNotAtEnd, OnlyEntry, append_entry

DAY = date(2026, 3, 1)
RADAR = "sales/2026/radar.yaml"


def moving(entry: Entry, day: date = DAY) -> Callable[[Sale, Context], Accepted | Refusal]:
    return lambda current, context: judge(current, entry, context, day)


def add_entry(
    ledger: Ledger, name: str, made: Callable[[Sale, Context], Accepted | Refusal], dry_run: bool = False
) -> Accepted | Refusal:
    """One move, as `advance` makes it of a sale without several letters."""

    def judged(sale: Sale, context: Context) -> list[Accepted] | Refusal:
        outcome = made(sale, context)
        return outcome if isinstance(outcome, Refusal) else [outcome]

    found = add_entries(ledger, name, judged, dry_run)
    return found if isinstance(found, Refusal) else found[0]


def a_note(text: str, day: date = date(2026, 1, 5)) -> Entry:
    return Entry(on(day), event="note", source="dsca", note=text)


OFFERED = Entry(on(date(2026, 2, 1)), state="offered", source="dsca")
TOO_EARLY = Entry(on(date(2026, 1, 1)), state="offered", source="dsca")
LINE = b"- {date: 2026-02-01, state: offered, source: dsca}"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes, the lock's aside."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK_NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return make(tmp_path, {RADAR: sale(), "sales/boats.yaml": sale("boats", transmittal="26-11")})


# --- adding -------------------------------------------------------------------------------------------

COMMENTED = sale(history=NOTIFIED + "\n  # what follows the last entry stays behind it\n\n")
STYLES = {
    "as usual": (sale(), sale(history=NOTIFIED + "  " + LINE.decode() + "\n")),
    "no last line break": (sale().rstrip("\n"), sale() + "  " + LINE.decode()),
    "CRLF": (sale().replace("\n", "\r\n"), (sale() + "  " + LINE.decode() + "\n").replace("\n", "\r\n")),
    "a byte order mark": ("\ufeff" + sale(), "\ufeff" + sale() + "  " + LINE.decode() + "\n"),
    "no indentation": (sale(history=NOTIFIED[2:]), sale(history=NOTIFIED[2:] + LINE.decode() + "\n")),
    "comments behind": (COMMENTED, COMMENTED.replace(NOTIFIED, f"{NOTIFIED}  {LINE.decode()}\n")),
    "odd quoting": (
        sale().replace("PH", '"PH"  # the "Philippines"').replace("96M", "96_000_000"),
        sale().replace("PH", '"PH"  # the "Philippines"').replace("96M", "96_000_000") + "  " + LINE.decode() + "\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), STYLES.values(), ids=STYLES.keys())
def test_a_move_adds_one_line_and_undo_restores_every_byte(tmp_path: Path, before: str, after: str) -> None:
    ledger = make(tmp_path, {RADAR: before})
    files = snapshot(tmp_path)
    outcome = add_entry(ledger, "radar", moving(OFFERED))
    assert isinstance(outcome, Accepted)
    assert outcome.entry == OFFERED
    assert snapshot(tmp_path) == {**files, RADAR: after.encode()}
    assert Ledger(tmp_path).contents.sales["radar"] == outcome.sale

    undone = take_back(Ledger(tmp_path), "radar")
    assert snapshot(tmp_path) == files
    assert undone.entry == OFFERED
    assert undone.text.strip() == LINE.decode()
    assert undone.sale == Ledger(tmp_path).contents.sales["radar"]


def test_a_text_that_ends_in_a_line_break_is_written_too(ledger: Ledger) -> None:
    outcome = add_entry(ledger, "radar", moving(a_note("as the ministry says\n")))
    assert isinstance(outcome, Accepted)
    assert Ledger(ledger.folder).contents.sales["radar"].history[-1].note == "as the ministry says"


def test_a_refused_move_writes_nothing(ledger: Ledger) -> None:
    before = snapshot(ledger.folder)
    outcome = add_entry(ledger, "radar", moving(TOO_EARLY))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "review-running"
    assert snapshot(ledger.folder) == before


def test_a_dry_run_judges_and_writes_nothing(ledger: Ledger) -> None:
    before = snapshot(ledger.folder)
    assert isinstance(add_entry(ledger, "radar", moving(OFFERED), dry_run=True), Accepted)
    assert isinstance(add_entry(ledger, "radar", moving(TOO_EARLY), dry_run=True), Refusal)
    assert snapshot(ledger.folder) == before
    assert not (ledger.folder / LOCK_NAME).exists()


def test_nothing_but_the_file_and_the_lock_is_left(ledger: Ledger) -> None:
    before = {path.name for path in ledger.folder.rglob("*")}
    add_entry(ledger, "radar", moving(OFFERED))
    assert {path.name for path in ledger.folder.rglob("*")} == before | {LOCK_NAME}


@needs_modes
def test_the_mode_of_the_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    ledger = make(tmp_path, {"kept/radar": sale(), "sales/boats.yaml": sale("boats", transmittal="26-11")})
    (tmp_path / "sales/radar.yaml").symlink_to("../kept/radar")
    (tmp_path / "kept/radar").chmod(0o640)
    add_entry(ledger, "radar", moving(OFFERED))
    assert (tmp_path / "sales/radar.yaml").is_symlink()
    assert (tmp_path / "kept/radar").read_bytes().endswith(LINE + b"\n")
    assert (tmp_path / "kept/radar").stat().st_mode & 0o777 == 0o640


def test_what_changed_on_disk_since_is_read_anew(ledger: Ledger) -> None:
    path = ledger.folder / RADAR
    assert len(ledger.contents.sales["radar"].history) == 1
    path.write_text(sale(history=NOTIFIED + "  - {date: 2026-01-02, state: withdrawn, source: dsca}\n"))
    before = snapshot(ledger.folder)
    outcome = add_entry(ledger, "radar", moving(OFFERED))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "no-such-move"
    assert snapshot(ledger.folder) == before

    path.write_text(sale(history=NOTIFIED + "  - {date: 2026-01-02, event: note, source: dsca}\n"))
    outcome = add_entry(ledger, "radar", moving(OFFERED))
    assert isinstance(outcome, Accepted)
    assert len(outcome.sale.history) == 3
    assert len(Ledger(ledger.folder).contents.sales["radar"].history) == 3


def test_a_resolution_that_came_since_is_read_too(ledger: Ledger) -> None:
    assert ledger.contents.resolutions == {}
    text = (
        "id: 119-sjres-1\ncongress: 119\nmeasure: S.J.Res. 1\ntitle: Disapproval\nsales: [radar]\nhistory:\n"
        "  - {date: 2026-01-05, state: introduced}\n  - {date: 2026-01-09, state: became-law}\n"
    )
    make(ledger.folder, {"resolutions/119-sjres-1.yaml": text})
    outcome = add_entry(ledger, "radar", moving(OFFERED))
    assert isinstance(outcome, Refusal)
    assert "S.J.Res. 1" in outcome.reason


def test_a_file_changed_while_the_move_is_judged_is_left_as_it_is(ledger: Ledger) -> None:
    path = ledger.folder / RADAR
    edited = sale().replace("Coastal", "Inland").encode()

    def slowly(current: Sale, context: Context) -> Accepted | Refusal:
        path.write_bytes(edited)
        return judge(current, OFFERED, context, DAY)

    with pytest.raises(GroundMoved):
        add_entry(ledger, "radar", slowly)
    assert path.read_bytes() == edited


def test_a_file_removed_while_the_move_is_judged_stays_removed(ledger: Ledger) -> None:
    path = ledger.folder / RADAR

    def slowly(current: Sale, context: Context) -> Accepted | Refusal:
        path.unlink()
        return judge(current, OFFERED, context, DAY)

    with pytest.raises(GroundMoved):
        add_entry(ledger, "radar", slowly)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"id: [", b"\xff", sale(more="colour: red\n").encode(), b""])
def test_a_file_that_became_unreadable_is_said_and_left_alone(ledger: Ledger, content: bytes) -> None:
    assert "radar" in ledger.contents.sales
    (ledger.folder / RADAR).write_bytes(content)
    for write in (lambda: add_entry(ledger, "radar", moving(OFFERED)), lambda: take_back(ledger, "radar")):
        with pytest.raises(RecordUnusable) as error:
            write()
        assert error.value.problems
        assert (ledger.folder / RADAR).read_bytes() == content


def test_a_record_that_the_reader_takes_and_the_writer_cannot_extend_is_left_alone(tmp_path: Path) -> None:
    content = sale().replace("history:\n  -", "? history\n: -")
    ledger = make(tmp_path, {RADAR: content})
    assert list(ledger.contents.sales) == ["radar"]
    with pytest.raises(HistoryNotAtEnd):
        add_entry(ledger, "radar", moving(OFFERED))
    assert (tmp_path / RADAR).read_text() == content


def test_the_reference_ledger_is_read_only(ledger: Ledger) -> None:
    before = snapshot(ledger.folder)
    shipped = Ledger(ledger.folder, reference=True)
    for write in (lambda: add_entry(shipped, "radar", moving(OFFERED)), lambda: take_back(shipped, "radar")):
        with pytest.raises(ReadOnlyLedger):
            write()
    assert isinstance(add_entry(shipped, "radar", moving(OFFERED), dry_run=True), Accepted)
    assert snapshot(ledger.folder) == before
    assert not (ledger.folder / LOCK_NAME).exists()


# --- taking back --------------------------------------------------------------------------------------


def test_the_only_entry_is_never_taken_back(ledger: Ledger) -> None:
    before = snapshot(ledger.folder)
    with pytest.raises(OnlyEntry):
        take_back(ledger, "radar")
    assert snapshot(ledger.folder) == before


def test_the_last_entry_of_the_file_is_taken_back_not_the_latest(tmp_path: Path) -> None:
    late = "  - {date: 2025-11-01, event: note, source: dsca}\n"
    ledger = make(tmp_path, {RADAR: sale(history=NOTIFIED + late)})
    undone = take_back(ledger, "radar")
    assert undone.entry.event == "note"
    assert undone.text == late
    assert (tmp_path / RADAR).read_text() == sale()


def own(ledger: Ledger, name: str = "radar") -> bool:
    return entry_to_undo(Ledger(ledger.folder), name).own


def test_an_entry_is_the_program_s_own_as_long_as_nothing_touched_the_file(ledger: Ledger) -> None:
    assert not own(ledger)
    add_entry(ledger, "radar", moving(OFFERED))
    assert own(ledger)
    assert entry_to_undo(ledger, "radar").text.strip() == LINE.decode()
    with (ledger.folder / RADAR).open("a") as file:
        file.write("# seen\n")
    assert not own(ledger)


def test_only_the_last_write_of_the_ledger_is_remembered(ledger: Ledger) -> None:
    add_entry(ledger, "radar", moving(OFFERED))
    add_entry(ledger, "boats", moving(OFFERED))
    assert own(ledger, "boats")
    assert not own(ledger)


def test_an_entry_written_by_hand_is_not_the_program_s_own_once_it_is_the_last_again(ledger: Ledger) -> None:
    by_hand = sale(history=NOTIFIED + "  - {date: 2026-01-02, event: note, source: dsca}\n")
    (ledger.folder / RADAR).write_text(by_hand)
    add_entry(ledger, "radar", moving(OFFERED))
    take_back(ledger, "radar")
    assert (ledger.folder / RADAR).read_text() == by_hand
    assert not own(ledger)


def test_a_reading_of_what_would_be_undone_writes_nothing(ledger: Ledger) -> None:
    before = snapshot(ledger.folder)
    assert entry_to_undo(ledger, "radar").text == NOTIFIED
    assert snapshot(ledger.folder) == before
    assert not (ledger.folder / LOCK_NAME).exists()


# --- every entry that the commands can make reads back ------------------------------------------------

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
DATES = st.one_of(
    DAYS.map(on),
    DAYS.map(lambda day: parse_partial_date(f"{day:%Y-%m}")),
    DAYS.map(lambda day: parse_partial_date(f"{day:%Y}")),
    st.tuples(st.none() | DAYS, st.none() | DAYS)
    .filter(lambda ends: None in ends or ends[0] <= ends[1])  # type: ignore[operator]
    .map(lambda ends: bounded(*ends)),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    st.text(" ab:#'\"\\-?[]{},&*!|>%@`~\n\t", min_size=1, max_size=12),
    st.sampled_from(["NO", "null", "~", "2026-01-01", "010", "- a", "a: b", "# c", "\ufeff", "\x1b[2J", "…"]),
).filter(lambda text: not text.endswith("\n"))  # the reader leaves line breaks at the end of a text out
AMOUNTS = st.builds(
    Amount,
    st.integers(0, 10**15 - 1) | st.integers(0, 10**6).map(lambda n: n * 10**6) | st.integers(0, 999),
    st.sampled_from(["USD", "TWD", "EUR"]),
)
ENTRIES = st.builds(
    Entry,
    date=DATES,
    event=st.sampled_from(tuple(EVENTS)),
    source=st.none() | st.sampled_from(["dsca", "https://example.org/a?b=c&d=[e]#f", "http://x.y/{z},w"]),
    note=st.none() | TEXTS,
    actor=st.none() | TEXTS,
    item=st.none() | TEXTS,
    expires=st.none() | DAYS,
    expected=st.none() | DATES.filter(lambda when: when.text != "unknown"),
    amount=st.none() | AMOUNTS,
    quantity=st.none() | st.integers(0, 10**12 - 1),
)
NOTIFICATIONS = st.builds(
    Entry,
    date=DATES,
    state=st.just("notified"),
    source=st.none() | st.just("dsca"),
    emergency=st.none() | st.builds(Emergency, TEXTS),
)
MOVES = st.builds(
    Entry,
    date=DATES,
    state=st.sampled_from(["offered", "accepted", "delivered"]),
    note=st.none() | TEXTS,
    expires=st.none() | DAYS,
    amount=st.none() | AMOUNTS,
    skipped=st.lists(st.sampled_from(["offered", "accepted", "implemented"]), max_size=3).map(tuple),
)


@examples(120)
@given(ENTRIES | NOTIFICATIONS | MOVES)
def test_an_entry_as_written_reads_back_as_the_entry(entry: Entry) -> None:
    text = append_entry(sale(), ENTRY.write(entry))
    assert text.startswith(sale())
    assert text.count("\n") == sale().count("\n") + 1
    found = parse_record(Path("radar.yaml"), text, SALE)
    assert found.problems == ()
    assert found.record.history[-1] == entry


def test_the_keys_of_an_entry_come_in_the_usual_order() -> None:
    entry = Entry(
        PartialDate("unknown", date(2026, 1, 1), DAY),
        state="notified",
        skipped=("tiered-review",),
        emergency=Emergency("because"),
        expires=DAY,
        expected=on(DAY),
        amount=Amount(2_800_000_000, "TWD"),
        quantity=5,
        item="radar",
        actor="State",
        source="dsca",
        note="hello",
    )
    assert list(ENTRY.write(entry)) == [
        "date", "not-before", "not-after", "state", "skipped", "emergency", "expires", "expected", "amount",
        "quantity", "item", "actor", "source", "note",
    ]  # fmt: skip
    assert ENTRY.write(entry)["amount"] == "2.8B TWD"


@pytest.mark.parametrize(
    "options", [("--quantity", "10000000000000"), ("--note", "half a character \udcff"), ("--actor", "\ud800")]
)
def test_what_no_file_can_hold_is_a_wrong_call_and_not_a_wrong_file(
    ledger: Ledger, options: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(ledger.folder)
    common = ["--ledger", str(ledger.folder), "--as-of", "2026-03-01", "record", "radar", "note"]
    code = run_program([*common, *options])
    assert capsys.readouterr().out == ""
    assert snapshot(ledger.folder) == before
    assert code == ExitCode.USAGE


# --- several writers ----------------------------------------------------------------------------------


def start(ledger: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "armstrack", "--ledger", str(ledger), "--as-of", "2026-03-01", *arguments]
    environ = {**os.environ, "COLUMNS": "200"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ)


def ends(processes: list[subprocess.Popen[str]]) -> list[tuple[int, str]]:
    """The exit code and the error output of each process."""
    found = [(process.communicate(timeout=60), process) for process in processes]
    return [(process.returncode, error) for (_, error), process in found]


def test_of_two_like_moves_at_once_one_lands_and_one_is_refused(ledger: Ledger) -> None:
    move = ("advance", "radar", "offered", "--on", "2026-02-01", "--source", "dsca")
    results = ends([start(ledger.folder, *move) for _ in range(2)])
    assert sorted(code for code, _ in results) == [0, 3]
    (refusal,) = (error for code, error in results if code == 3)
    assert "already" in refusal
    assert (ledger.folder / RADAR).read_bytes() == sale().encode() + b"  " + LINE + b"\n"
    assert audit(Ledger(ledger.folder)) == ()


def test_of_two_moves_that_follow_each_other_both_land_or_the_second_is_refused(ledger: Ledger) -> None:
    offered = start(ledger.folder, "advance", "radar", "offered", "--on", "2026-02-01", "--source", "dsca")
    accepted = start(ledger.folder, "advance", "radar", "accepted", "--on", "2026-02-02", "--source", "dsca")
    (first, _), (second, _) = ends([offered, accepted])
    assert first == 0
    assert second in (0, 3)
    states = [entry.state for entry in Ledger(ledger.folder).contents.sales["radar"].history]
    assert states == ["notified", "offered", "accepted"][: 3 if second == 0 else 2]
    assert audit(Ledger(ledger.folder)) == ()


def test_of_many_notes_at_once_none_is_lost(ledger: Ledger) -> None:
    notes = [f"note {number}" for number in range(6)]
    common = ("--on", "2026-01-05", "--source", "dsca")
    results = ends([start(ledger.folder, "record", "radar", "note", "--note", note, *common) for note in notes])
    assert [code for code, _ in results] == [0] * len(notes)
    assert (ledger.folder / RADAR).read_bytes().startswith(sale().encode())
    written = Ledger(ledger.folder).contents.sales["radar"].history[1:]
    assert sorted(entry.note or "" for entry in written) == notes
    assert audit(Ledger(ledger.folder)) == ()


def test_a_reader_needs_no_lock(ledger: Ledger) -> None:
    with held(ledger.folder / LOCK_NAME, 0):
        ((code, _),) = ends([start(ledger.folder, "list", "--format", "json")])
        assert isinstance(add_entry(ledger, "radar", moving(OFFERED), dry_run=True), Accepted)
    assert code == 0


def test_a_text_that_is_a_sound_sale_and_another_than_was_meant_is_never_content(tmp_path: Path) -> None:
    """Once, a key was written into a remark over several lines, and the file was compared with itself."""
    path, text = tmp_path / "radar.yaml", sale(more='note: "first line\n  # second line"\n')
    before = parse_record(path, text, SALE).record
    harmed = text.replace("\n  # second line", "\n  agency: Navy\n  # second line")
    assert parse_record(path, harmed, SALE).record is not None
    meant = replace(before, agency="Navy")
    with pytest.raises(AssertionError, match="does not say what was meant"):
        content_of(path, harmed, SALE, meant)
    assert content_of(path, put(text, ("agency",), "Navy"), SALE, meant).startswith(text[:40].encode())
