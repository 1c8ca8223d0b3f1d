"""An edit changes the one value that it is about: no other byte of the file, and no other field of the record."""

from __future__ import annotations

from dataclasses import replace as with_changes
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.model.problem import Finding
from armstrack.model.sale import SALE, Contractor, LineItem, Sale
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.edit import append, put, remove, replace
from armstrack.yaml_text.history import append_entry, remove_last_entry
from armstrack.yaml_text.record_text import flow_text

TRAPS = st.sampled_from(
    ["# second line", "transmittal: 24-99", "- {date: 2020}", "history:", "  deep", "}", "it's", '"']
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=9)
NAMES = st.sampled_from(["Radar", "Mast, steel", "a: b", "#1", "[x]", "26-01"])
COMMENTS = st.sampled_from(["", "", "# why\n", "\n", "# transmittal: 24-99\n\n", "# - {name: x}\n"])


def indented(lines: list[str], by: str) -> str:
    return "\n".join(by + line for line in lines)


@st.composite
def notes(draw: st.DrawFn) -> str:
    """A remark over several lines, some of which look like keys, entries and comments."""
    lines = ["first", *draw(st.lists(TRAPS, max_size=3))]
    match draw(st.sampled_from(["double", "single", "literal", "folded", "kept"])):
        case "double":
            return '"' + "\n  ".join(line.replace('"', "'") for line in lines) + '"'
        case "single":
            return "'" + "\n  ".join(line.replace("'", '"') for line in lines) + "'"
        case "literal":
            return "|\n" + indented(lines, "  ")
        case "folded":
            return ">-\n" + indented(lines, "    ")
    return "|+\n" + indented(lines, "  ") + "\n\n"


@st.composite
def records(draw: st.DrawFn) -> str:
    """The text of a sale's file as people lay it out, without a transmittal and a purchaser."""
    item = st.builds(lambda name, count: f"{{quantity: {count}, name: {flow_text(name)}}}", NAMES, st.integers(0, 90))
    spread = st.builds(
        lambda name, note: f"name: {flow_text(name)}\n    note: |\n      {note}", NAMES, TRAPS.map(str.strip)
    )
    items = draw(st.lists(item | spread, min_size=1, max_size=3))
    parts = [
        "title: Radars # ours\n",
        "recipient: PE\nauthority: 36(b)(1)\n",
        draw(
            st.sampled_from(["value: {total: 4B}\n", "value:\n  total: 4B # as printed\n", "value: {total: unknown}\n"])
        ),
        "items:\n" + "".join(f"  - {one}\n" + draw(COMMENTS) for one in items),
        "contractors: [A, 'B, of C']\n",
        f"note: {draw(notes())}\n",
        'sources:\n  a: {title: "A, or: B"}\n',
    ]
    text = "id: radar\n" + "".join(part + draw(COMMENTS) for part in draw(st.permutations(parts)))
    entries = ["{date: 2024-01-05, state: notified, source: a}"]
    entries += draw(st.lists(st.just("date: 2024-02-05\n    event: note\n    note: |\n      # no comment"), max_size=2))
    text += "history:\n" + "".join(f"  - {entry}\n" + draw(st.sampled_from(["", "# told\n"])) for entry in entries)
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def sale_in(text: str) -> Sale:
    findings: list[Finding] = []
    read: Any = SALE.read(strict_yaml.read(text), (), findings)
    assert not findings
    sale: Sale = read
    return sale


def added(old: str, new: str) -> str:
    """What stands in a new text and did not stand in the old one, which is there in every byte."""
    before = next((at for at, each in enumerate(old) if each != new[at : at + 1]), len(old))
    behind = old[before:]
    assert new.endswith(behind)
    return new[before : len(new) - len(behind)]


@examples(200)
@given(records(), WORDS)
def test_a_key_put_in_is_all_that_is_new(text: str, said: str) -> None:
    new = put(text, ("purchaser",), said)
    assert sale_in(new) == with_changes(sale_in(text), purchaser=said)
    assert added(text, new).strip() == f"purchaser: {flow_text(said)}"
    assert remove(new, ("purchaser",)) == text


@examples(200)
@given(records(), NAMES)
def test_an_item_is_appended_behind_the_last_one(text: str, name: str) -> None:
    sale, new = sale_in(text), append(text, ("items",), {"name": name})
    assert sale_in(new) == with_changes(sale, items=(*sale.items, LineItem(name)))
    assert "{name: " in added(text, new)
    assert remove(new, ("items", len(sale.items))) == text


@examples(100)
@given(records(), NAMES)
def test_a_list_in_brackets_grows_within_them(text: str, name: str) -> None:
    sale, new = sale_in(text), append(text, ("contractors",), name)
    assert sale_in(new) == with_changes(sale, contractors=(*(sale.contractors or ()), Contractor(name)))
    assert added(text, new) == f", {flow_text(name)}"
    assert remove(new, ("contractors", 2)) == text


@examples(200)
@given(records(), st.sampled_from([("title", "title"), ("id", "id")]), WORDS.filter(str.isalnum))
def test_a_text_is_replaced_by_its_own_characters_alone(text: str, field: tuple[str, str], said: str) -> None:
    key, attribute = field
    sale, new = sale_in(text), replace(text, {(key,): said})
    raw = strict_yaml.read(new)
    assert raw[key] == said
    assert {**raw, key: getattr(sale, attribute)} == strict_yaml.read(text)
    old_line, new_line = (
        next(line for line in one.splitlines(keepends=True) if line.startswith(f"{key}: ")) for one in (text, new)
    )
    assert new == text.replace(old_line, new_line, 1)


@examples(200)
@given(records(), WORDS)
def test_an_entry_changes_the_end_of_the_file_and_goes_without_a_trace(text: str, said: str) -> None:
    sale = sale_in(text)
    new = append_entry(text, {"date": "2024-03-05", "event": "note", "note": said})
    assert sale_in(new).history[:-1] == sale.history
    assert with_changes(sale_in(new), history=sale.history) == sale
    assert sale_in(new).history[-1].note == said
    assert remove_last_entry(new)[0] == text


@examples(100)
@given(records())
def test_a_key_taken_out_takes_nothing_along(text: str) -> None:
    new = remove(text, ("note",))
    assert sale_in(new) == with_changes(sale_in(text), note=None)
    assert added(new, text).startswith("note: ")
