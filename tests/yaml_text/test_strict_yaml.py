"""YAML read strictly: what is refused and where, what is read as text, and where everything stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sampling import examples

from armstrack.model.codes import CODES
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.strict_yaml import DEEPEST, LONGEST, FlowList, Place, Positions, YamlRefusal, positions, read

LOADERS = [getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]


@pytest.fixture(params=LOADERS, ids=["libyaml", "python"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a test once with libyaml and once with PyYAML's own parser, which stands in where libyaml is missing."""
    monkeypatch.setattr(strict_yaml, "LOADER", request.param)


def refusal(text: str) -> YamlRefusal:
    """The refusal of a text; reading it and locating it must refuse alike."""
    with pytest.raises(YamlRefusal) as read_error:
        read(text)
    with pytest.raises(YamlRefusal) as positions_error:
        positions(text)
    first, second = read_error.value, positions_error.value
    assert (first.code, first.message, first.line, first.column, first.hint) == (
        second.code,
        second.message,
        second.line,
        second.column,
        second.hint,
    )
    return first


def outcome(text: str) -> dict[str, Any] | YamlRefusal:
    """What a text holds, or its refusal; any other exception is a defect."""
    try:
        return read(text)
    except YamlRefusal as error:
        return error


# --- what is read -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "written",
    ["NO", "no", "on", "yes", "true", "~", "null", "26-01", "010", "0x1F", "1e3", "4.05", "2026-03-17", "12:30", "<<"],
)
def test_every_scalar_stays_text(written: str) -> None:
    assert read(f"key: {written}\nlist: [{written}]\n{written}: key\n") == {
        "key": written,
        "list": [written],
        written: "key",
    }


@pytest.mark.usefixtures("either_parser")
def test_a_key_without_a_value_holds_empty_text() -> None:
    assert read("a:\nb: ''\nc: {d: }\n") == {"a": "", "b": "", "c": {"d": ""}}


@pytest.mark.usefixtures("either_parser")
def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert read("<<: {a: b}") == {"<<": {"a": "b"}}


@pytest.mark.usefixtures("either_parser")
def test_a_list_in_brackets_is_told_from_a_list_of_lines() -> None:
    found = read("flow: [a, [b]]\nblock:\n  - a\n  - [b]\nempty: []\nitems:\n- c\n")
    assert found == {"flow": ["a", ["b"]], "block": ["a", ["b"]], "empty": [], "items": ["c"]}
    kinds = {key: type(value) for key, value in found.items()}
    assert kinds == {"flow": FlowList, "block": list, "empty": FlowList, "items": list}
    assert type(found["flow"][1]) is FlowList
    assert type(found["block"][1]) is FlowList


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", ["a: b", "a: b\n", "---\na: b\n...\n", "%YAML 1.1\n---\na: b\n", "# c\na: b # d\n"])
def test_one_document_is_read_however_it_is_framed(text: str) -> None:
    assert read(text) == {"a": "b"}


# --- what is refused, with its code, line and column --------------------------------------------------

REFUSED = [
    ("nothing", "", "empty-file", 1, 1),
    ("only a comment", "# nothing here\n", "empty-file", 1, 1),
    ("only a marker", "---\n", "empty-file", 2, 1),
    ("an empty text", '""\n', "empty-file", 1, 1),
    ("a list on top", "# a\n- b\n", "wrong-kind", 2, 1),
    ("a scalar on top", "sale", "wrong-kind", 1, 1),
    ("a null on top", "~", "wrong-kind", 1, 1),
    ("a key longer than YAML allows", "k" * 2000 + ": v", "wrong-kind", 1, 1),
    ("a list as a key", "a: b\n[c]: d", "wrong-kind", 2, 1),
    ("a mapping as a key", "x:\n  {a: b}: c", "wrong-kind", 2, 3),
    ("a list as a long key", "? - a\n: b", "wrong-kind", 1, 3),
    ("a second document", "a: b\n---\nc: d\n", "several-documents", 2, 1),
    ("an empty second document", "a: b\n---\n", "several-documents", 2, 1),
    ("a repeated key", "a: b\nc: d\na: e\n", "duplicate-key", 3, 1),
    ("a repeated key, quoted", "a: b\n'a': c\n", "duplicate-key", 2, 1),
    ("a repeated key inside", "x:\n  - a: b\n    c: d\n    a: e\n", "duplicate-key", 4, 5),
    ("a repeated key in braces", "x: {a: b, c: d, a: e}", "duplicate-key", 1, 17),
    ("an anchor on the record", "&x\na: b\n", "alias", 1, 1),
    ("an anchor on a key", "&x a: b\n", "alias", 1, 1),
    ("an anchor on a value", "a: b\nc: &x d\n", "alias", 2, 4),
    ("an anchor on a list", "a: &x [b]\n", "alias", 1, 4),
    ("an alias", "a: *x\n", "alias", 1, 4),
    ("an alias in a list", "a:\n  - *x\n", "alias", 2, 5),
    ("a merged alias", "a: b\n<<: *x\n", "alias", 2, 5),
    ("a tag on the record", "!!map\na: b\n", "tag", 1, 1),
    ("a tag on a key", "!x a: b\n", "tag", 1, 1),
    ("a tag on a value", "a: !!float 96\n", "tag", 1, 4),
    ("a tag on a list", "a:\n  - !x [b]\n", "tag", 2, 5),
    ("a tag that would run code", "a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
    ("a colon in plain text", "a: b\ntitle: Radar: the coastal kind\n", "syntax", 2, 13),
    ("a tab for indentation", "a:\n\t- b\n", "syntax", 2, 1),
    ("text behind the end", "a: b\n...\nc\n", "syntax", 3, 1),
    ("a format of the future", "%YAML 3.0\n---\na: b\n", "syntax", 1, 1),
]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "code", "line", "column"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_is_refused_says_which_kind_and_where(text: str, code: str, line: int, column: int) -> None:
    found = refusal(text)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert found.code in CODES
    assert found.message


def test_a_refusal_names_what_it_refuses() -> None:
    assert refusal("a: b\na: c").message == "the key `a` stands twice"
    assert refusal("a: b\na: c").hint == "keep one of the two"
    assert refusal("a: *base").message == "the alias `*base` is refused"
    assert refusal("a: &base b").message == "the anchor `&base` is refused"
    assert "U+0007" in refusal("a: \x07").message


def nested(levels: int, opening: str, closing: str) -> str:
    return "a: " + opening * levels + closing * levels


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{b: ", "}")])
def test_nesting_is_read_to_its_limit_and_no_deeper(opening: str, closing: str) -> None:
    read(nested(DEEPEST, opening, closing))
    found = refusal(nested(DEEPEST + 1, opening, closing))
    assert (found.code, found.line, found.column) == ("too-deep", 1, len("a: ") + len(opening) * DEEPEST + 1)


def test_a_text_is_read_to_its_limit_and_no_further() -> None:
    longest = "a: " + "x" * (LONGEST - 3)
    assert read(longest) == {"a": longest[3:]}
    found = refusal(longest + "x")
    assert (found.code, found.line, found.column) == ("too-large", 1, 1)


# --- hostile texts get an answer ----------------------------------------------------------------------

MANY = 100_000
HOSTILE = {
    "deep brackets": "a: " + "[" * MANY,
    "deep brackets, closed": "a: " + "[" * MANY + "]" * MANY,
    "deep braces": "a: " + "{b: " * MANY,
    "deep braces as keys": "{" * MANY,
    "deep dashes": "a:\n " + "- " * MANY,
    "deep long keys": "? " * MANY,
    "deep lines": "a:\n" + "".join(" " * depth + "-\n" for depth in range(1, 1000)),
    "a long text": "a: " + "x" * 900_000,
    "a long text in quotes": 'a: "' + "\\x41" * 200_000 + '"',
    "an open quotation": 'a: "' + "x" * 900_000,
    "many line breaks": "\n" * 900_000,
    "many colons": ":" * 900_000,
    "an alias bomb": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(1000)),
    "an alias of itself": "a: &a [*a]",
    "NUL": "a: b\0",
    "only NUL": "\0",
    "an escape character": "a: \x1b[2J",
    "a character that is none": "a: \ufffe",
    "half a pair": "a: \ud800",
    "the other half": "\udfff: a",
    "half a pair, escaped": 'a: "\\ud800"',
    "a character beyond Unicode": 'a: "\\UFFFFFFFF"',
    "the last character": "a: \U0010ffff",
    "a byte order mark": "\ufeffa: b",
    "only a byte order mark": "\ufeff",
    "two byte order marks": "\ufeff\ufeffa: b",
    "a byte order mark inside": "a: b\n\ufeffc: d",
    "line separators": "a: b\u2028c: d\u2029e: f\x85g: h",
    "lone carriage returns": "a: b\rc: d\r",
    "a tag directive": "%TAG ! tag:example.org,2000:\n---\na: !b c",
    "a broken directive": "%YAML\n---\na: b",
    "percent signs in a tag": "a: !%zz b",
    "only an anchor": "&",
    "only a star": "*",
    "only an exclamation mark": "!",
    "only a question mark": "?",
    "block text without an end": "a: |999\n b",
}


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_read_or_refused(text: str) -> None:
    found = outcome(text)
    if isinstance(found, YamlRefusal):
        assert found.code in CODES
        assert found.line >= 1
        assert found.column >= 1
    else:
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # what is read can be written


def test_many_small_values_are_read() -> None:
    assert len(read("a: [" + "b," * 20_000 + "]")["a"]) == 20_000


@examples(300)
@given(
    st.text(
        st.sampled_from("ab \n\t-:,[]{}&*!|>'\"#%@`?\\\r\ufeff\x85\u2028\0\x07é\ud800") | st.characters(), max_size=60
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = outcome(text)
    if isinstance(found, YamlRefusal):
        assert found.code in CODES
        assert found.line >= 1
        assert found.column >= 1
    else:
        assert set(positions(text).values) >= {(key,) for key in found}


# --- characters that YAML does not allow, and the ends of lines ---------------------------------------


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_lines_are_counted_as_yaml_ends_them(break_: str) -> None:
    found = refusal(f"a: b{break_}c: d{break_}a: e{break_}")
    assert (found.code, found.line, found.column) == ("duplicate-key", 3, 1)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("bad", ["\0", "\x07", "\x1b", "\x7f", "\ufffe"], ids=ascii)
@pytest.mark.parametrize("before", ["", "a: b\n", "a: b\r\n", "é: 陸\n", "# \U0001f680\n"], ids=ascii)
def test_a_character_that_is_not_allowed_is_pointed_at(before: str, bad: str) -> None:
    found = refusal(f"{before}cé: d{bad}e\n")
    assert (found.code, found.line, found.column) == ("syntax", before.count("\n") + 1, 6)
    assert f"U+{ord(bad):04X}" in found.message


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("break_", ["\r", "\x85", "\u2028"], ids=ascii)
def test_a_character_that_is_not_allowed_stands_on_the_line_that_yaml_counts(break_: str) -> None:
    found = refusal(f"a: b{break_}c: d\x07")
    assert (found.code, found.line, found.column) == ("syntax", 2, 5)


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", ["a: [b", "a: {b: c", 'a: "b', "a: b\nc: [d", "a: b\nc", "a: b\n- c: ["])
def test_a_file_that_breaks_off_is_pointed_at_where_it_ends(text: str) -> None:
    found = refusal(text)
    assert found.code == "syntax"
    assert found.line <= text.count("\n") + 1


@pytest.mark.usefixtures("either_parser")
def test_half_a_surrogate_pair_is_pointed_at() -> None:
    found = refusal("a: b\nc: d\ud800")
    assert (found.line, found.column) == (2, 5)
    assert found.code in ("not-utf8", "syntax")


@pytest.mark.usefixtures("either_parser")
def test_a_byte_order_mark_moves_nothing() -> None:
    assert read("\ufeffa: b\nc: d\n") == {"a": "b", "c": "d"}
    assert positions("\ufeffa: b\nc: d\n").keys == {("a",): (1, 1), ("c",): (2, 1)}
    assert (refusal("\ufeffa: b\na: c").line, refusal("\ufeffa: b\na: c").column) == (2, 1)


# --- where everything stands --------------------------------------------------------------------------


@pytest.mark.usefixtures("either_parser")
def test_each_key_and_value_has_a_place() -> None:
    found = positions("id: x\nvalue:\n  total: 4B\nitems:\n  - {name: a, mde: true}\n  - b\nempty:\n")
    assert found.keys == {
        ("id",): (1, 1),
        ("value",): (2, 1),
        ("value", "total"): (3, 3),
        ("items",): (4, 1),
        ("items", 0, "name"): (5, 6),
        ("items", 0, "mde"): (5, 15),
        ("empty",): (7, 1),
    }
    assert found.values == {
        (): (1, 1),
        ("id",): (1, 5),
        ("value",): (3, 3),
        ("value", "total"): (3, 10),
        ("items",): (5, 3),
        ("items", 0): (5, 5),
        ("items", 0, "name"): (5, 12),
        ("items", 0, "mde"): (5, 20),
        ("items", 1): (6, 5),
        ("empty",): (7, 7),
    }


def test_what_has_no_place_is_at_the_nearest_thing_around_it() -> None:
    found = positions("# c\nvalue:\n  total: 4B\n")
    assert found.of(("value", "total"), at_key=True) == (3, 3)
    assert found.of(("value", "total"), at_key=False) == (3, 10)
    assert found.of(("value", "mde"), at_key=True) == (2, 1)
    assert found.of(("value", "mde"), at_key=False) == (3, 3)
    assert found.of(("value", "total", 3, "x"), at_key=False) == (3, 10)
    assert found.of(("title",), at_key=False) == (2, 1)
    assert Positions({}, {}).of(("title",), at_key=False) == (1, 1)


SCALARS = st.one_of(
    st.text("abcXYZ 019.-_:#'\"[]{},&*!|>%@`~", max_size=12),
    st.text(st.characters(exclude_categories=("Cs",), max_codepoint=0x1FFFF), max_size=6),
    st.sampled_from(["NO", "null", "010", "26-01", "x" * 130, "two\nlines", "end\n", " around ", "陸\U0001f680"]),
)
KEYS = SCALARS.filter(lambda key: len(key) < 100)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS, lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3), max_leaves=12
    ),
    min_size=1,
    max_size=4,
)
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Plain(yaml.SafeDumper):
    """A dumper that writes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def paths(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    yield path, tree
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in steps:
        yield from paths(value, (*path, step))


def nodes(node: yaml.Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, tuple[str | int, ...], Place]]:
    """What PyYAML's own composer says of the places: a second way to the truth."""
    assert node.start_mark is not None
    yield "value", path, Place(node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield "key", (*path, key.value), Place(key.start_mark.line + 1, key.start_mark.column + 1)
            yield from nodes(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            yield from nodes(value, (*path, at))


def begins(rest: str, value: Any) -> bool:
    """Whether a text may be the beginning of a value as YAML writes it."""
    if isinstance(value, list):
        return rest[:1] in ("[", "-")
    if isinstance(value, dict):
        return rest[:1] in ("{", "?") or (bool(value) and begins(rest, next(iter(value))))
    return rest[:1] in ('"', "'", "|", ">") or rest.startswith(value[:1])


@examples(150, suppress_health_check=[HealthCheck.too_slow])
@given(
    TREES,
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.sampled_from([True, False, None]),
    st.sampled_from([2, 4, 7]),
    st.sampled_from([20, 80, 1000]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_every_place_agrees_with_the_text(
    tree: Any, style: str, flow: bool | None, indent: int, width: int, break_: str, unicode: bool
) -> None:
    text = yaml.dump(
        tree,
        Dumper=Plain,
        default_style=style,
        default_flow_style=flow,
        indent=indent,
        width=width,
        line_break=break_,
        allow_unicode=unicode,
        sort_keys=False,
    )
    if yaml.load(text, Loader=yaml.BaseLoader) != tree:
        return  # PyYAML's writer does not always write what its reader reads back
    found = read(text)
    assert found == tree
    places = positions(text)
    lines = BREAK.split(text)
    for path, value in paths(tree):
        line, column = places.values[path]
        assert begins(lines[line - 1][column - 1 :], value) or value == ""
        if path and isinstance(path[-1], str):
            line, column = places.keys[path]
            assert begins(lines[line - 1][column - 1 :], path[-1])
    composed = list(nodes(yaml.compose(text, Loader=yaml.BaseLoader)))
    assert {path: place for kind, path, place in composed if kind == "value"} == places.values
    assert {path: place for kind, path, place in composed if kind == "key"} == places.keys
