"""One entry more, one entry less, and every other byte of a sale file stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.model.kinds import Written
from armstrack.yaml_text import record_text, strict_yaml
from armstrack.yaml_text.edit import NotEdited
from armstrack.yaml_text.history import (
    HistoryNotAtEnd,
    OnlyEntry,
    append_entry,
    last_entry,
    remove_last_entry,
)

ENTRY = {"date": "2026-03-06", "state": "offered", "source": "cna-0310"}
LINE = "- {date: 2026-03-06, state: offered, source: cna-0310}"
LOADERS = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]


moderately = examples(50)


@pytest.fixture(params=LOADERS, ids=["libyaml", "python"])
def either_parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Runs a test once with libyaml and once with PyYAML's own parser: they count offsets differently."""
    with mock.patch.object(strict_yaml, "LOADER", request.param):
        yield


def read(text: str) -> Any:
    """What a file says when every scalar is a string: another way to the truth than the module's own."""
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


# --- files, made of pieces that are known --------------------------------------------------------------


@dataclass(frozen=True)
class File:
    """A generated file, cut where the last entry begins and where it ends."""

    head: str
    entry: str
    tail: str
    entries: int
    indentation: str

    @property
    def text(self) -> str:
        return self.head + self.entry + self.tail


COMMENTS = st.sampled_from(
    ["# checked", "#", "# - {date: 2020, state: offered}", "# Türkiye, 臺灣 \U0001f680", "#\ttab: 'and quote", "# ..."]
)
INLINE = st.sampled_from(
    [
        "2025-12-17",
        "notified",
        "NO",
        "until the contract",
        "'it''s: {odd}'",
        '"- {a: b} # no comment"',
        '"\\u2028 \\" \\\\"',
        '"two\u2028lines"',
        "'for\u0085YAML'",
        "\U0001f680x",
        "'\U0001f680, \U0001f681'",
        "[a, 'b, c', [d]]",
        "{x: y, z: {q: 'r}'}}",
        '""',
        "https://www.dsca.mil/a#b",
    ]
)
BLANKS = st.sampled_from(["", "", " ", "   "])


@st.composite
def flow_entries(draw: st.DrawFn, column: int) -> list[str]:
    """`{a: b}`, on one line or on several."""
    values = draw(st.lists(INLINE, min_size=1, max_size=4))
    pairs = [f"k{number}: {value}" for number, value in enumerate(values)]
    if draw(st.booleans()):
        return ["{" + ", ".join(pairs) + "}"]
    pad = " " * (column + draw(st.integers(1, 4)))
    lines = []
    for pair in pairs:
        lines.append(f"{pad}{pair},")
        if draw(st.booleans()):
            lines[-1] += " " + draw(COMMENTS)
        lines += draw(st.lists(st.one_of(BLANKS, COMMENTS.map(pad.__add__)), max_size=1))
    return ["{" + lines[0].lstrip(), *lines[1:], pad + draw(st.sampled_from(["}", "last: 'a", "last: {b: c}}"]))]


def closed(lines: list[str], pad: str) -> list[str]:
    """Ends the quoted text that `flow_entries` may have left open: its continuation looks like an entry."""
    return [*lines, f"{pad}  - {{x: y}} # z'}}"] if lines[-1].endswith("'a") else lines


@st.composite
def block_values(draw: st.DrawFn, column: int) -> tuple[list[str], int]:
    """The value behind a key at this column, and how many of its final lines are only blank space, not text."""
    pad = " " * column
    kind = draw(st.sampled_from(["inline", "inline", "folded", "quoted", "list", "empty", "block text", "block text"]))
    match kind:
        case "inline":
            return [" " + draw(INLINE)], 0
        case "folded":
            return [" until the", "", f"{pad} contract", f"{pad}  is signed"], 0
        case "quoted":
            quote = draw(st.sampled_from("'\""))
            return [f" {quote}one", "", f"{pad}  # two", f"{pad} - three{quote}"], 0
        case "list":
            inner = pad + draw(st.sampled_from(["", "  "]))
            return ["", f"{inner}- {draw(INLINE)}", f"{inner}- a: {draw(INLINE)}", f"{inner}-"], 0
        case "empty":
            return [""], 0
    width = draw(st.integers(1, 4))
    inner = pad + " " * width
    keep = draw(st.sampled_from(["", "-", "+"]))
    explicit = draw(st.booleans())
    header = draw(st.sampled_from("|>")) + (str(width) if explicit else "") + keep
    header += draw(st.sampled_from(["", "", "  # header"]))
    texts = st.sampled_from(["text", "# no comment", "- {a: b}", "  deeper", "", "...", "\U0001f680", "history:"])
    lines = draw(st.lists(texts, max_size=4))
    if not explicit:  # the first line tells how far the text is indented
        lines = ["first", *lines]
    while lines and not lines[-1]:
        lines.pop()
    lines += draw(st.sampled_from([[], [], ["  "]])) if lines else []  # blank, but deeper than the text: part of it
    blank = draw(st.lists(st.sampled_from(["", " "]), max_size=3))
    content = [inner + line if line else "" for line in lines]
    if keep == "+":
        return [f" {header}", *content, *blank], 0
    return [f" {header}", *content, *blank], len(blank)


@st.composite
def block_entries(draw: st.DrawFn, column: int) -> tuple[list[str], int, bool]:
    """`a: b` on lines of its own; how many final lines are only blank; whether it ends in a block text."""
    lines: list[str] = []
    blank, in_text = 0, False
    for number in range(draw(st.integers(1, 3))):
        value, blank = draw(block_values(column))
        in_text = value[0].lstrip().startswith(("|", ">"))
        key = draw(st.sampled_from([f"k{number}:", f"k{number}:", f'"k {number}":', f"? k{number}\n:"]))
        first, *rest = f"{key}{value[0]}".split("\n")
        lines += [" " * column + line for line in [first, *rest]] + value[1:]
        if not in_text and draw(st.booleans()):
            lines[-1] += " " + draw(COMMENTS)
    return [lines[0][column:], *lines[1:]], blank, in_text


@st.composite
def files(draw: st.DrawFn, odd_breaks: bool = False) -> File:
    """A sale file as people write them, and as they hopefully do not."""
    single = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"] + ["\u2028", "\u0085"] * odd_breaks))
    mixed = ["\n", "\r\n"] + ["\r", "\u2028", "\u2029", "\u0085"] * odd_breaks
    breaks = st.sampled_from(mixed) if draw(st.booleans()) and (single == "\n" or odd_breaks) else st.just(single)

    def written(lines: list[str]) -> str:
        return "".join(line + draw(breaks) for line in lines)

    head = draw(st.sampled_from(["", "", "\ufeff"])) + written(
        [
            *draw(st.sampled_from([[], ["# a sale"], ["---"], ["%YAML 1.1", "---"]])),
            "id: taiwan-himars-2025",
            f"title: {draw(INLINE)}",
            *draw(st.sampled_from([[], ["items:", "- {history: [a]}", "history-note: |", "  - {a: b}", ""]])),
            f"history:{draw(st.sampled_from(['', '  # the record']))}",
            *draw(st.lists(BLANKS | COMMENTS, max_size=2)),
        ]
    )
    indent = draw(st.sampled_from([0, 2, 2, 5]))
    count = draw(st.integers(1, 3))
    entry, tail = "", ""
    for number in range(count):
        is_last = number == count - 1
        gap = draw(st.sampled_from([" ", " ", "   "]))
        column = indent + 1 + len(gap)
        blank, in_text = 0, False
        if draw(st.booleans()):
            lines = closed(draw(flow_entries(column)), " " * column)
            if draw(st.booleans()):
                lines[-1] += draw(st.sampled_from(["  ", " \t "])) + draw(COMMENTS)
        else:
            lines, blank, in_text = draw(block_entries(column))
        if draw(st.integers(0, 5)) == 0:  # the dash alone, the entry below it
            remark = draw(st.sampled_from(["", "  # new", " # - x"]))
            lines = [" " * indent + "-" + remark, " " * column + lines[0], *lines[1:]]
        else:
            lines = [" " * indent + "-" + gap + lines[0], *lines[1:]]
        own, spare = lines[: len(lines) - blank], lines[len(lines) - blank :]
        # Behind a block text, a comment as deep as the text would be part of it, and one in front of it no comment.
        depth = draw(st.integers(0, indent if in_text else 12))
        between = draw(st.lists(BLANKS if not in_text else st.just(" " * depth + "# z"), max_size=2))
        between += draw(st.lists(COMMENTS.map((" " * depth).__add__), max_size=2))
        if is_last:
            entry = written(own)
            tail = written([*spare, *between])
        else:
            head += written([*own, *spare, *between])
    if draw(st.integers(0, 3)) == 0:
        tail += written(["...", *draw(st.lists(BLANKS | COMMENTS, max_size=2))])
    if draw(st.booleans()):  # no final line break
        if tail:
            tail = re.sub(r"(\r\n|[\n\r\x85\u2028\u2029])\Z", "", tail)
        elif lines[-1].strip():  # a blank line without a break is no line
            entry = re.sub(r"(\r\n|[\n\r\x85\u2028\u2029])\Z", "", entry)
    return File(head, entry, tail, count, " " * indent)


TEXTS = st.one_of(
    st.sampled_from(["2026-03", "NO", "on", "", " ", "a: b", "a #b", "- a", "?", "null", "~", "a\n", "%", "..."]),
    st.text(max_size=12),
    st.text(alphabet="ab1 .-_/:#,[]{}'\"\\\n\r\t\x00\x85\u2028\ufeff\U0001f680é", max_size=8),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=5
)
ENTRIES = st.dictionaries(st.sampled_from(["date", "state", "note", "source"]) | TEXTS, VALUES, min_size=1, max_size=4)


def nearest_break(text: str) -> str:
    return str(re.findall(r"\r\n|\r|\n", text)[-1])


# --- properties ----------------------------------------------------------------------------------------


@moderately
@given(files())
def test_the_last_entry_is_found_where_it_was_written(file: File) -> None:
    found = last_entry(file.text)
    assert (found.start, found.end, found.text) == (len(file.head), len(file.head + file.entry), file.entry)
    assert found.line == len(re.findall(r"\r\n|\r|\n", file.head)) + 1


@moderately
@given(files(), ENTRIES)
def test_a_new_entry_stands_behind_the_last_one_and_before_all_that_follows(file: File, entry: dict[str, Any]) -> None:
    after = append_entry(file.text, entry)
    before, line_break = file.head + file.entry, nearest_break(file.head + file.entry)
    if not before.endswith(("\n", "\r")):
        before, line_break = before + line_break, ""
    assert after.startswith(f"{before}{file.indentation}- {{")
    assert after.endswith("}" + line_break + file.tail)
    line = after[len(before) : len(after) - len(file.tail)].removesuffix(line_break)
    assert len(line.splitlines()) == 1
    assert all(character.isprintable() for character in line)


@moderately
@given(files(odd_breaks=True), ENTRIES)
def test_old_entries_read_as_before_and_the_new_one_exactly_as_given(file: File, entry: dict[str, Any]) -> None:
    old, new = read(file.text), read(append_entry(file.text, entry))
    added = new["history"].pop()
    assert added == entry
    if file.text.endswith(file.entry) and not file.entry.endswith(("\n", "\r", "\x85", "\u2028", "\u2029")):
        old = read(file.text + "\n")  # a block text at the very end gains its line break
    assert new == old


@moderately
@given(files(odd_breaks=True), ENTRIES)
def test_taking_a_new_entry_back_restores_every_byte(file: File, entry: dict[str, Any]) -> None:
    after = append_entry(file.text, entry)
    restored, removed = remove_last_entry(after)
    assert restored == file.text
    assert removed == last_entry(after).text


@moderately
@given(files(), st.lists(ENTRIES, min_size=2, max_size=4))
def test_many_entries_are_taken_back_one_by_one(file: File, entries: list[dict[str, Any]]) -> None:
    texts = [file.text]
    for entry in entries:
        texts.append(append_entry(texts[-1], entry))
    while len(texts) > 1:
        text = texts.pop()
        assert remove_last_entry(text)[0] == texts[-1]


@moderately
@given(files())
def test_an_entry_written_by_hand_is_taken_out_alone_or_not_at_all(file: File) -> None:
    try:
        after, removed = remove_last_entry(file.text)
    except OnlyEntry:
        assert file.entries == 1
        return
    except NotEdited:
        # What follows the entry would have become part of the block text before it.
        assert read(file.head + file.tail)["history"] != read(file.text)["history"][:-1]
        return
    assert removed == file.entry
    whole = after if file.entry.endswith(("\n", "\r")) else after + nearest_break(file.head)
    assert whole == file.head + file.tail
    assert read(whole)["history"] == read(file.text)["history"][:-1]


@examples(15)
@given(files(odd_breaks=True), ENTRIES)
def test_the_slow_parser_leads_to_the_same_text_as_the_fast_one(file: File, entry: dict[str, Any]) -> None:
    text = file.text.replace("\t", " ")  # it takes no tab before a comment
    expected = append_entry(text, entry)
    with mock.patch.object(strict_yaml, "LOADER", yaml.SafeLoader):
        assert append_entry(text, entry) == expected
        assert remove_last_entry(expected)[0] == text


# --- the odd cases, one by one -------------------------------------------------------------------------

HEAD = "id: x\nhistory:\n"
"""Below, `▶` marks where the new line belongs."""


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- {a: b}\n▶\n", id="plainest"),
        pytest.param("- {a: b}\n▶", id="no-final-line-break"),
        pytest.param("- {a: b} # why, without a line break\n▶", id="comment-then-no-line-break"),
        pytest.param("- {a: b} # why\n▶\n# below\n\n  # deeper\n", id="comments"),
        pytest.param("- {a: b}\n▶\n\n\n", id="blank-lines"),
        pytest.param("- {a: b}\n▶\n   ", id="spaces-after-the-last-line-break"),
        pytest.param("- {a: b}\n▶\n...\n# end\n", id="end-of-document"),
        pytest.param("    - {a: b}\n    ▶\n", id="deep"),
        pytest.param("-    {a: b}\n▶\n", id="wide-gap"),
        pytest.param("- {a: b,\n  c: 'd\n- {x: y}'\n  } # why\n▶\n# below", id="flow-over-several-lines"),
        pytest.param("-\n  # - {x: y}\n  a: b\n▶\n", id="dash-alone"),
        pytest.param("- a: b\n  # inside\n  c: d # own\n▶\n  # behind\n", id="block"),
        pytest.param("- a: b\n  c:\n▶\n# behind\n", id="empty-value"),
        pytest.param("- a: b\n  c: # none\n▶\n# behind\n", id="empty-value-comment"),
        pytest.param("- a:\n  - b\n  -\n▶\n# behind\n", id="list-ending-in-nothing"),
        pytest.param("- ? a\n▶\n# behind\n", id="key-without-value"),
        pytest.param("- ? a\n  :\n▶\n# behind\n", id="explicit-empty-value"),
        pytest.param("- a: one\n\n   two\n▶\n\n# behind\n", id="folded-plain"),
        pytest.param('- a: "one\n\n  # two"\n▶\n# behind\n', id="folded-quoted"),
        pytest.param("- a: |\n    b\n▶\n\n\n# behind\n", id="block-text"),
        pytest.param("- a: |\n    b\n▶", id="block-text-no-line-break"),
        pytest.param("- a: |\n    b\n    # text\n▶\n  # behind\n", id="comment-inside-block-text"),
        pytest.param("- a: |\n    b\n      \n▶\n    \n\n", id="blank-text-inside-block-text"),
        pytest.param("- a: |-\n    b\n▶\n\n# behind\n", id="block-text-stripped"),
        pytest.param("- a: |+\n    b\n\n  \n▶\n# behind\n", id="block-text-kept"),
        pytest.param("- a: |+\n\n\n▶\n# behind\n", id="block-text-of-kept-blanks"),
        pytest.param("- a: |\n▶\n\n# behind\n", id="empty-block-text"),
        pytest.param("- a: |\n▶", id="empty-block-text-no-line-break"),
        pytest.param("- a: >2+ # header\n      b\n\n▶\n", id="folded-with-indicators"),
        pytest.param("- a:\n    b: |\n     c\n▶\n\n# behind\n", id="nested-block-text"),
        pytest.param('- {a: "one\u2028two", b: "\x85"}\n▶\n', id="YAML-only-line-breaks"),
        pytest.param("- {a: \U0001f680\U0001f680\U0001f680} # \U0001f680\n▶\n# \U0001f680\n", id="astral"),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("start", ["", "\ufeff", "%YAML 1.1\n---\n"], ids=["", "BOM", "directive"])
def test_the_new_line_stands_exactly_there(text: str, line_break: str, start: str) -> None:
    text = (start + HEAD + text).replace("\n", line_break)
    indentation = "    " if "    ▶" in text else ""
    at_end = text.endswith("▶")
    before = text.replace(f"{line_break}▶" if at_end else f"{indentation}▶{line_break}", "")
    after = append_entry(before, ENTRY)
    assert after == text.replace("▶", LINE)
    assert remove_last_entry(after) == (before, indentation + LINE + ("" if at_end else line_break))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {a: b}\n- {c: d}\r\n", f"- {{a: b}}\n- {{c: d}}\r\n{LINE}\r\n"),
        ("- {a: b}\r\n- {c: d}", f"- {{a: b}}\r\n- {{c: d}}\r\n{LINE}"),
        ("- {a: b}\r\n- {c: d}\n\r\n", f"- {{a: b}}\r\n- {{c: d}}\n{LINE}\n\r\n"),
        ("- {a: b}\r- {c: d}\u2028\n", f"- {{a: b}}\r- {{c: d}}\u2028{LINE}\n\n"),
    ],
)
def test_mixed_line_endings_follow_the_nearest_line_above(text: str, expected: str) -> None:
    assert append_entry(HEAD + text, ENTRY) == HEAD + expected
    assert remove_last_entry(HEAD + expected)[0] == HEAD + text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("2026-03", "2026-03"),
        ("010", "010"),
        ("4.05B", "4.05B"),
        ("until the contract is signed", "until the contract is signed"),
        ("Türkiye", "Türkiye"),
        ("臺灣", "臺灣"),
        ("26-01/a_b", "26-01/a_b"),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a  b", '"a  b"'),
        ("-", '"-"'),
        ("-5", '"-5"'),
        ("~", '"~"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a,b", '"a,b"'),
        ("[a]", '"[a]"'),
        ("{a}", '"{a}"'),
        ("it's", '"it\'s"'),
        ('say "no"', r'"say \"no\""'),
        ("a\\b", r'"a\\b"'),
        ("a\nb\r\n\tc", r'"a\nb\r\n\tc"'),
        ("https://www.dsca.mil/a?b=c#d", '"https://www.dsca.mil/a?b=c#d"'),
        ("*a", '"*a"'),
        ("&a", '"&a"'),
        ("!a", '"!a"'),
        ("\0\x1b[31m\x85\xa0", r'"\x00\x1b[31m\x85\xa0"'),
        ("\u2028\u2029\ufeff\ufffe", r'"\u2028\u2029\ufeff\ufffe"'),
        ("left \u202e right", r'"left \u202e right"'),
        ("\U0001f680!", '"\U0001f680!"'),
        ("\U000e0041", r'"\U000e0041"'),
    ],
)
def test_a_value_is_bare_where_that_is_safe_and_else_in_double_quotes(value: str, written: str) -> None:
    after = append_entry(HEAD + "- {a: b}\n", {"note": value})
    assert after == f"{HEAD}- {{a: b}}\n- {{note: {written}}}\n"
    assert read(after)["history"][-1] == {"note": value}


def test_lists_and_nested_keys_are_written_on_the_same_line() -> None:
    entry: dict[str, Written] = {
        "skipped": ["offered", "accepted"],
        "conflicts": [{"date": "2025-12-18", "source": "a: b"}],
        "none": [],
    }
    after = append_entry(HEAD + "- {a: b}\n", entry)
    line = '- {skipped: [offered, accepted], conflicts: [{date: 2025-12-18, source: "a: b"}], none: []}'
    assert after == f"{HEAD}- {{a: b}}\n{line}\n"


def test_a_value_longer_than_any_line_comes_back_whole() -> None:
    value = "as notified " * 20_000
    assert read(append_entry(HEAD + "- {a: b}\n", {"note": value}))["history"][-1]["note"] == value


@pytest.mark.parametrize("entry", [{"note": "half \ud83d"}, {"\udc80": "x"}, {"skipped": ["\udfff"]}])
def test_half_a_character_is_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="lone surrogate"):
        append_entry(HEAD + "- {a: b}\n", entry)


def test_the_only_entry_stays() -> None:
    with pytest.raises(OnlyEntry):
        remove_last_entry(HEAD + "- {a: b}\n# more\n")


def test_the_line_of_an_entry_is_the_one_that_an_editor_shows() -> None:
    text = '\ufeffid: x\r\ntitle: "a\u2028b\x85c"\nhistory:\n- {a: b}\n# why\n- # below\n  c: d\n'
    found = last_entry(text)
    assert (found.line, found.text) == (6, "- # below\n  c: d\n")
    assert text[found.start : found.end] == found.text


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", (1, 1), "no record"),
        ("# nothing\n", (1, 1), "no record"),
        ("--- \n", (2, 1), "no record"),
        ("- {a: b}\n", (1, 1), "a record is a mapping"),
        ("{history: [{a: b}]}", (1, 1), "one key a line"),
        ("id: x\n", (1, 1), "last key"),
        ("history:\n- {a: b}\nid: x\n", (3, 1), "last key"),
        ("id:\n  history:\n  - {a: b}\n", (1, 1), "last key"),
        ("id: x\nhistory:\n", (2, 9), "begin with `-`"),
        ("id: x\nhistory: {a: b}\n", (2, 10), "begin with `-`"),
        ("id: x\nhistory: [{a: b}]\n", (2, 10), "begin with `-`"),
        ("? history\n: - {a: b}\n", (2, 3), "begin with `-`"),
        ("history: &all\n- {a: b}\n", (1, 10), "anchor"),
        ("id: x\nhistory:\n- {a: b}\n- offered\n", (4, 3), "keys and values"),
        ("id: x\nhistory:\n-\n- {a: b}\n", (3, 2), "keys and values"),
        ("id: x\nhistory:\n- - {a: b}\n", (3, 3), "keys and values"),
        ("id: x\nhistory:\n- {a: b}\n---\nid: y\n", (4, 1), "a second document"),
        ("\ufeffid: x\nhistory:\n- {a: b\nid: '\n", (4, 3), "not valid YAML"),
        ("id: \x07\nhistory:\n- {a: b}\n", (1, 5), "not allowed in YAML"),
    ],
)
def test_a_text_without_a_proper_history_at_its_end_is_refused_with_the_place(
    text: str, place: tuple[int, int], says: str
) -> None:
    for edit in (last_entry, remove_last_entry, lambda text: append_entry(text, ENTRY)):
        with pytest.raises(HistoryNotAtEnd, match=says) as refusal:
            edit(text)
        assert (refusal.value.line, refusal.value.column) == place
        assert refusal.value.message == f"{place[0]}:{place[1]}: {refusal.value}"


def test_a_text_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(HistoryNotAtEnd, match="surrogate"):
        last_entry(HEAD + "- {a: \ud800}\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- a: |\n    b\n- {c: d}\n    # a comment now, text afterwards\n", id="comment"),
        pytest.param("- a: |+\n    b\n- {c: d}\n\n# behind\n", id="kept-blank-line"),
        pytest.param("- a: |\n    b\n- {c: d}\n      \n", id="deep-blank-line"),
    ],
)
def test_an_entry_stays_where_its_removal_would_change_the_one_before(text: str) -> None:
    with pytest.raises(NotEdited, match="without changing what stands around it"):
        remove_last_entry(HEAD + text)


def test_a_splice_that_says_something_else_is_never_handed_out() -> None:
    with (
        mock.patch.object(record_text, "flow_text", return_value="{date: 2026-03-06, state: denied}"),
        pytest.raises(NotEdited, match="without changing"),
    ):
        append_entry(HEAD + "- {a: b}\n", ENTRY)


def test_a_block_text_behind_which_blank_lines_pile_up_is_read_in_good_time() -> None:
    text = HEAD + "- a: |\n    b\n" + "\n" * 20_000
    assert append_entry(text, ENTRY) == HEAD + "- a: |\n    b\n" + LINE + "\n" + "\n" * 20_000
