"""One file is read into a record, or into everything that is wrong with it; nothing that it holds raises."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import NOTIFIED, sale
from sampling import examples
from systems import needs_devices, needs_pipes, needs_sockets

from armstrack.ledger.record_file import LARGEST, Unreadable, decode, parse_record, read_bytes, read_record
from armstrack.model.codes import CODES, severity_of
from armstrack.model.fields import Field, Record
from armstrack.model.kinds import Text
from armstrack.model.problem import Severity
from armstrack.model.sale import SALE, Sale
from armstrack.yaml_text.strict_yaml import LONGEST

FILE = Path("radar.yaml")


def problem_of(path: Path) -> tuple[str, int, int]:
    """The code and the place of the only problem of a file that cannot be read."""
    found = read_record(path, SALE)
    assert found.record is None
    (problem,) = found.problems
    assert problem.file == str(path)
    assert problem.severity is Severity.ERROR
    assert problem.message
    return problem.code, problem.line, problem.column


def problems_in(text: str, name: str = "radar") -> list[tuple[str, int, int]]:
    """The codes and places of everything wrong in a sale's text."""
    found = parse_record(Path(f"{name}.yaml"), text, SALE)
    assert found.problems
    assert found.record is None
    return [(one.code, one.line, one.column) for one in found.problems]


# --- getting at the text ------------------------------------------------------------------------------


def test_a_file_is_read_into_a_record(tmp_path: Path) -> None:
    path = tmp_path / "radar.yaml"
    path.write_text(sale(), encoding="utf-8")
    found = read_record(path, SALE)
    assert isinstance(found.record, Sale)
    assert found.record.value.total == 96_000_000
    assert found.problems == ()
    assert found.path == path


@needs_pipes
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "radar.yaml")
    assert problem_of(tmp_path / "radar.yaml") == ("not-a-file", 1, 1)


@needs_devices
def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "radar.yaml").symlink_to("/dev/zero")
    assert problem_of(tmp_path / "radar.yaml") == ("not-a-file", 1, 1)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "radar.yaml").mkdir()
    assert problem_of(tmp_path / "radar.yaml") == ("not-a-file", 1, 1)


@needs_sockets
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("radar.yaml")
        assert problem_of(tmp_path / "radar.yaml")[0] in ("not-a-file", "unreadable")


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "radar.yaml") == ("unreadable", 1, 1)


def test_a_link_to_itself_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "radar.yaml").symlink_to("radar.yaml")
    assert problem_of(tmp_path / "radar.yaml") == ("unreadable", 1, 1)


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(sale(), encoding="utf-8")
    (tmp_path / "radar.yaml").symlink_to("elsewhere")
    assert read_record(tmp_path / "radar.yaml", SALE).record is not None


def test_a_file_of_too_many_bytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "radar.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert problem_of(path) == ("too-large", 1, 1)
    with pytest.raises(Unreadable, match=f"{LARGEST + 1:,} bytes"):
        read_bytes(path)


def test_a_file_of_too_many_characters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "radar.yaml"
    path.write_text(f"id: radar\n# {'x' * LONGEST}\n", encoding="utf-8")
    assert problem_of(path) == ("too-large", 1, 1)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"id: radar\ntitle: caf\xe9\n", 2, 11),
        (b"id: radar\r\ntitle: \x80\r\n", 2, 8),
        (b"id: radar\n# ends in half a character \xe2\x82", 2, 28),
        (b"id: \xed\xa0\x80", 1, 5),  # half a surrogate pair
        (b"\xff\xfei\x00d\x00", 1, 1),  # UTF-16
    ],
)
def test_bytes_that_are_no_text_are_pointed_at(tmp_path: Path, content: bytes, line: int, column: int) -> None:
    path = tmp_path / "radar.yaml"
    path.write_bytes(content)
    assert problem_of(path) == ("not-utf8", line, column)


def test_the_column_of_a_bad_byte_counts_characters() -> None:
    with pytest.raises(Unreadable) as error:
        decode(FILE, "title: Süßes é".encode() + b"\xe9")
    assert (error.value.problem.line, error.value.problem.column) == (1, 15)


# --- what is wrong with a record ----------------------------------------------------------------------


def test_a_byte_order_mark_and_any_line_ending_are_read() -> None:
    for text in ("\ufeff" + sale(), sale().replace("\n", "\r\n"), sale().replace("\n", "\r"), sale().rstrip("\n")):
        found = parse_record(FILE, text, SALE)
        assert found.problems == ()
        assert found.record == parse_record(FILE, sale(), SALE).record


def test_norway_is_not_false() -> None:
    found = parse_record(FILE, sale().replace("recipient: PH", "recipient: NO"), SALE)
    assert found.record.recipients == ("NO",)


def test_a_mistyped_key_is_pointed_at_with_the_nearest_one() -> None:
    found = parse_record(FILE, sale(more="clas: munitions\n"), SALE)
    (problem,) = found.problems
    assert (problem.code, problem.line, problem.column) == ("unknown-key", 11, 1)
    assert problem.message == "a sale has no key `clas`"
    assert problem.hint == "did you mean `class`?"


def test_a_mistyped_key_in_an_entry_is_pointed_at_where_it_stands() -> None:
    found = parse_record(FILE, sale(history="  - {date: 2025-12-17, state: notified, sorce: dsca}\n"), SALE)
    (problem,) = found.problems
    assert (problem.code, problem.line, problem.column) == ("unknown-key", 12, 41)
    assert problem.hint == "did you mean `source`?"


def test_a_key_like_no_other_gets_the_list_of_keys() -> None:
    (problem,) = parse_record(FILE, sale(more="zzz: 1\n"), SALE).problems
    assert problem.hint.startswith("known keys: id, title, recipient")


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file() -> None:
    text = (
        "id: radar\ntitle:\nrecipient: UK\nauthority: 36(b)\nvalue: {total: 1.5}\ncolour: red\n"
        "history:\n  - {date: 2025-13-01, state: notified}\n  - {state: Offered}\n"
    )
    assert problems_in(text) == [
        ("missing-value", 2, 7),
        ("bad-recipient", 3, 12),
        ("bad-choice", 4, 12),
        ("bad-money", 5, 16),
        ("unknown-key", 6, 1),
        ("bad-date", 8, 12),
        ("missing-key", 9, 5),
        ("bad-state", 9, 13),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: Coastal Radar", "titel: Coastal Radar", [("missing-key", 2, 1), ("unknown-key", 3, 1)]),
        ("recipient: PH", "recipient: UK", [("bad-recipient", 4, 12)]),
        ("recipient: PH", "recipient: [PH, PH]", [("bad-choice", 4, 17)]),
        ("recipient: PH", "recipient: []", [("missing-value", 4, 12)]),
        ("recipient: PH", "recipient:", [("missing-value", 4, 11)]),
        ("total: 96M", "total: $96 million", [("bad-money", 8, 10)]),
        ("total: 96M", "total: 0.5", [("bad-money", 8, 10)]),
        ("total: 96M", "total: 010", [("bad-money", 8, 10)]),
        ("total: 96M", "total: [96M]", [("wrong-kind", 8, 10)]),
        ("value:\n  total: 96M", "value: 96M", [("wrong-kind", 7, 8)]),
        ("value:", "items: [{quantity: 010, name: x}]\nvalue:", [("bad-number", 7, 20)]),
        ("value:", "items: [{quantity: 2}]\nvalue:", [("missing-key", 7, 9)]),
        ("value:", "items:\n  - name: x\n    mde: yes\nvalue:", [("bad-choice", 9, 10)]),
        ("value:", "items:\nvalue:", [("wrong-kind", 7, 7)]),
        ("value:", "class: assymetric\nvalue:", [("bad-choice", 7, 8)]),
        ("transmittal: 26-10", "transmittal: '#26'", [("bad-text", 6, 14)]),
        ("dsca: {", "ds ca: {", [("bad-text", 10, 3)]),
        ("https://", "", [("bad-text", 10, 15)]),
        ("source: dsca", "source: dsac", [("bad-url", 12, 49)]),
        ("source: dsca", "conflicts: [{source: dsac}]", [("bad-url", 12, 62)]),
        ("state: notified", "state: notified, event: note", [("bad-entry", 12, 5)]),
        ("state: notified, ", "", [("bad-entry", 12, 5)]),
        ("date: 2025-12-17", "date: 2025-12-17, not-before: 2025-12-01", [("bad-interval", 12, 5)]),
        (
            "date: 2025-12-17",
            "date: unknown, not-before: 2025-12-02, not-after: 2025-12-01",
            [("bad-interval", 12, 5)],
        ),
        ("date: 2025-12-17", "date: 17 December 2025", [("bad-date", 12, 12)]),
        ("value:", "value:\n  increase: 5M", [("bad-entry", 8, 13)]),
        ("id: radar", "id: coastal-radar", [("id-not-file-name", 2, 5)]),
        ("id: radar", "id: Radar", [("bad-text", 2, 5)]),
    ],
)
def test_what_is_wrong_is_pointed_at(old: str, new: str, problem: list[tuple[str, int, int]]) -> None:
    text = sale()
    assert old in text
    assert problems_in(text.replace(old, new, 1)) == problem


def test_the_hint_on_a_wrong_id_gives_the_right_one() -> None:
    (problem,) = parse_record(Path("sales/2026/radar.yml"), sale("coastal-radar"), SALE).problems
    assert problem.hint == "write `id: radar`, or rename the file"


# --- the history --------------------------------------------------------------------------------------


def test_the_history_is_the_last_key() -> None:
    text = sale() + "note: too late\n"
    (problem,) = parse_record(FILE, text, SALE).problems
    assert (problem.code, problem.line, problem.column) == ("history-not-last", 11, 1)
    assert problem.message == "`history` stands before `note`"


def test_the_history_is_not_in_brackets() -> None:
    text = sale().replace("history:\n" + NOTIFIED, "history: [{date: 2025-12-17, state: notified, source: dsca}]\n")
    (problem,) = parse_record(FILE, text, SALE).problems
    assert (problem.code, problem.line, problem.column) == ("history-not-last", 11, 1)
    assert "square brackets" in problem.message


@pytest.mark.parametrize("history", ["history: {}\n", "history: none\n", "history:\n"])
def test_a_history_that_is_no_list_is_of_the_wrong_kind(history: str) -> None:
    text = sale(history="").replace("history:\n", history)
    assert [code for code, _, _ in problems_in(text)] == ["wrong-kind"]


def test_a_history_without_entries_has_no_value() -> None:
    codes = [code for code, _, _ in problems_in(sale(history="").replace("history:\n", "history: []\n"))]
    assert "missing-value" in codes


def test_a_record_without_a_history_or_an_id_is_read_too() -> None:
    kind = Record("a note", (Field("text", Text(), "What it says.", required=True),), dict)
    found = parse_record(FILE, "text: hello\n", kind, None)
    assert found.record == {"text": "hello"}
    assert found.problems == ()


@examples(200)
@given(
    st.binary(max_size=80) | st.text(max_size=60).map(lambda text: ("id: radar\n" + text).encode("utf-8", "replace"))
)
def test_no_content_raises(content: bytes) -> None:
    try:
        problems = parse_record(FILE, decode(FILE, content), SALE).problems
    except Unreadable as error:
        problems = (error.problem,)
    assert problems
    for one in problems:
        assert one.code in CODES
        assert one.severity is severity_of(one.code)
        assert one.line >= 1
        assert one.column >= 1
