"""One value put in, one key taken out: nothing else moves, whatever stands around it."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.yaml_text import record_text, strict_yaml
from armstrack.yaml_text.check import says
from armstrack.yaml_text.edit import NotEdited, append, put, remove, remove_comments

SALE = """\
# the file of a sale
id: tw-radar-2024   # its name
value: {total: unknown}
items:
  - {quantity: 3, name: Radar}  # three
  - quantity: 4
    name: Mast
contractors: []  # none named
sources:
  a: {title: "A, or: B"}
note: "first line

  # second line"

# the story
history:
  - {date: 2024-01-05, state: notified, source: a}
  - date: 2024-02-05
    event: note
    note: |
      # not a comment
      transmittal: 1
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("value", "total"), "4B", "{total: unknown}", "{total: 4B}"),
        (("value", "mde"), "1B", "{total: unknown}", "{total: unknown, mde: 1B}"),
        (("items", 0, "mde"), "true", "name: Radar}", "name: Radar, mde: true}"),
        (("items", 1, "mde"), "true", "    name: Mast\n", "    name: Mast\n    mde: true\n"),
        (("items", 2), {"name": "Tools"}, "    name: Mast\n", "    name: Mast\n  - {name: Tools}\n"),
        (("contractors",), [{"name": "A"}], "contractors: []  # none named", "contractors:\n  - {name: A}"),
        (("sources", "b"), {"title": "x"}, 'or: B"}\n', 'or: B"}\n  b: {title: x}\n'),
        (("transmittal",), "24-99", '# second line"\n', '# second line"\ntransmittal: 24-99\n'),
        (("history", 0, "date"), "2024-01-04", "date: 2024-01-05", "date: 2024-01-04"),
        (("history", 0, "conflicts"), [{"source": "a"}], "source: a}", "source: a, conflicts: [{source: a}]}"),
    ],
)
def test_a_value_is_put_in(path: Any, value: Any, old: str, new: str) -> None:
    assert put(SALE, path, value) == SALE.replace(old, new, 1)


def test_a_key_behind_a_block_text_is_put_behind_it() -> None:
    assert put(SALE, ("history", 1, "source"), "a") == SALE + "    source: a\n"
    # at the very end, where it gains a line break that no reader of notes counts
    assert put(SALE.rstrip("\n"), ("history", 1, "source"), "a") == SALE + "    source: a"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (("history", 0, "source"), ", source: a}", "}"),
        (("history", 0, "date"), "date: 2024-01-05, ", ""),
        (("history", 1, "event"), "    event: note\n", ""),
        (("items", 1, "name"), "    name: Mast\n", ""),
    ],
)
def test_a_key_is_taken_out(path: Any, old: str, new: str) -> None:
    assert remove(SALE, path) == SALE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("history", 1, "note"), "x"),
        (("items",), [{"name": "x"}]),
        (("items", 7), {"name": "x"}),
        (("nothing", "there"), "x"),
        (("id", "below"), "x"),
    ],
)
def test_what_cannot_be_done_without_harm_is_refused(path: Any, value: Any) -> None:
    with pytest.raises(NotEdited):
        put(SALE, path, value)


@pytest.mark.parametrize("path", [("value", "total"), ("history", 1, "date"), ("value", "mde")])
def test_what_cannot_be_taken_out_is_refused(path: Any) -> None:
    with pytest.raises(NotEdited):
        remove(SALE, path)


def test_a_list_begins_where_there_is_none_and_grows_where_there_is_one() -> None:
    put_in = append(SALE, ("contractors",), {"name": "A"})
    assert put_in == SALE.replace("contractors: []  # none named", "contractors:\n  - {name: A}")
    assert append(put_in, ("contractors",), "B") == put_in.replace("{name: A}\n", "{name: A}\n  - B\n")
    assert append(SALE, ("cases",), "PE-D-QBA") == put(SALE, ("cases",), ["PE-D-QBA"])
    assert append(SALE, ("history", 0, "conflicts"), "b") == SALE.replace("source: a}", "source: a, conflicts: [b]}", 1)


def test_what_is_empty_is_filled() -> None:
    text = "id: a\nagency:\nvalue: {}\nhistory:\n  - {date: 2024, skipped: []}\n"
    assert put(text, ("agency",), "Navy") == text.replace("agency:", "agency: Navy")
    assert put(text, ("value", "total"), "4B") == text.replace("{}", "{total: 4B}")
    assert put(text, ("history", 0, "skipped", 0), "b") == text.replace("[]", "[b]")


def test_a_refusal_says_what_stands_in_the_way() -> None:
    with pytest.raises(NotEdited, match="`items` is written over several lines"):
        put(SALE, ("items",), [{"name": "x"}])
    with pytest.raises(NotEdited, match="changed in an editor"):
        put(SALE, ("history", 1, "note"), "x")
    with pytest.raises(NotEdited, match=r"no place for `items\.7`"):
        put(SALE, ("items", 7), {"name": "x"})
    assert "Nothing was written." in NotEdited("`x` cannot be changed").message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a\nhistory: [b]\n", True),
        ("history: [b]\nid: a\n", False),  # the history is the last key of a record
        ("id: a\nhistory: [c]\n", False),
        ("id: a\nhistory: [b\n", False),
    ],
)
def test_a_text_says_what_is_meant_or_not(text: str, said: bool) -> None:
    assert says(text, {"id": "a", "history": ["b"]}) == said


def test_a_new_record_that_would_say_something_else_is_no_text() -> None:
    with mock.patch.object(record_text, "flow_text", return_value="b"), pytest.raises(AssertionError, match="meant"):
        record_text.record_text({"id": "a"}, {})


def test_comments_go_and_what_looks_like_one_in_a_text_stays() -> None:
    text, dropped = remove_comments(SALE, lambda comment: True)
    assert dropped == ["the file of a sale", "the story"]
    assert strict_yaml.read(text) == strict_yaml.read(SALE)
    assert "# second line" in text
    assert "# not a comment" in text
    assert remove_comments(SALE, lambda comment: False) == (SALE, [])


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
QUOTED = st.lists(st.sampled_from(["first", "# second", "transmittal: 1", "- x", "history:", "  deep"]), min_size=1)


@given(note=QUOTED, value=WORDS, ending=st.sampled_from(["\n", "\r\n"]), style=st.sampled_from(["quoted", "block"]))
def test_nothing_is_ever_written_into_a_text(note: list[str], value: str, ending: str, style: str) -> None:
    said = '"' + "\n  ".join(note) + '"' if style == "quoted" else "|2\n  " + "\n  ".join(note)
    text = f"id: a\nnote: {said}\n# why\nhistory:\n  - {{date: 2024-01-05}}\n".replace("\n", ending)
    before = strict_yaml.read(text)
    new = strict_yaml.read(put(text, ("purchaser",), value))
    assert {key: held for key, held in new.items() if key != "purchaser"} == before
    assert new["purchaser"] == value
    assert list(new)[-1] == "history"
