"""Every kind of value accepts its documented forms, refuses every other with a finding, and never raises."""

from __future__ import annotations

from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrack.model.codes import CODES
from armstrack.model.entry import ENTRY, Amount, parse_amount, state_word
from armstrack.model.fields import Field, ListOf, MapOf, Record, TextOr
from armstrack.model.kinds import (
    Choice,
    CountKind,
    Custom,
    DateKind,
    Flag,
    Kind,
    MoneyKind,
    RecipientCode,
    Recipients,
    Text,
)
from armstrack.model.package import PACKAGE
from armstrack.model.partial_date import parse_partial_date
from armstrack.model.problem import Finding
from armstrack.model.resolution import RESOLUTION
from armstrack.model.sale import ITEM, SALE, LineItem

untimed = settings(deadline=None)

POINT = Record(
    "a point", (Field("x", CountKind(), "Across.", required=True), Field("label", Text(), "Its name.")), dict
)

KINDS: dict[str, Kind] = {
    "text": Text(),
    "id": Text("[a-z0-9]+(?:-[a-z0-9]+)*", "taiwan-himars-2025"),
    "choice": Choice(("3(d)(1)", "36(c)"), {"3(d)": "3(d)(1)"}),
    "money": MoneyKind(),
    "count": CountKind(),
    "known count": CountKind(unknown_allowed=False),
    "date": DateKind(),
    "day": DateKind(exact=True),
    "flag": Flag(),
    "flag or unknown": Flag(unknown_allowed=True),
    "recipient": RecipientCode(),
    "recipients": Recipients(),
    "amount": Custom(parse_amount, "an amount such as 96M or 2.8B TWD", {"type": ["string", "integer"]}, "bad-money"),
    "state": Custom(state_word, "a state such as notified", {"type": "string"}, "bad-state"),
    "list": ListOf(CountKind()),
    "map": MapOf(CountKind(), "[a-z]+", "dsca"),
    "text or record": TextOr(Text("[a-z]+", "here"), POINT),
    "record": POINT,
}

ACCEPTED: list[tuple[str, Any, Any]] = [
    ("text", "26-01", "26-01"),
    ("text", "on", "on"),
    ("text", "NO", "NO"),
    ("text", "two\nlines", "two\nlines"),
    ("id", "taiwan-himars-2025", "taiwan-himars-2025"),
    ("id", "2025", "2025"),
    ("choice", "36(c)", "36(c)"),
    ("choice", "3(d)", "3(d)(1)"),
    ("money", "4.05B", 4_050_000_000),
    ("money", "1_500_000", 1_500_000),
    ("money", "0", 0),
    ("money", "unknown", None),
    ("count", "82", 82),
    ("count", "1_050", 1050),
    ("count", "0", 0),
    ("count", "unknown", None),
    ("known count", "119", 119),
    ("date", "2026", parse_partial_date("2026")),
    ("date", "2026-03", parse_partial_date("2026-03")),
    ("date", "2026-03-17", parse_partial_date("2026-03-17")),
    ("date", "unknown", parse_partial_date("unknown")),
    ("day", "2026-03-17", date(2026, 3, 17)),
    ("flag", "true", True),
    ("flag", "false", False),
    ("flag or unknown", "unknown", None),
    ("recipient", "NO", "NO"),
    ("recipient", "XK", "XK"),
    ("recipient", "NATO", "NATO"),
    ("recipients", "NO", ("NO",)),
    ("recipients", ["AE", "JO"], ("AE", "JO")),
    ("recipients", "unknown", ()),
    ("amount", "96M", Amount(96_000_000)),
    ("amount", "2.8B TWD", Amount(2_800_000_000, "TWD")),
    ("state", "notified", "notified"),
    ("state", "signed", "accepted"),
    ("list", [], ()),
    ("list", ["1", "2"], (1, 2)),
    ("map", {}, {}),
    ("map", {"b": "1", "a": "2"}, {"b": 1, "a": 2}),
    ("text or record", "here", "here"),
    ("text or record", {"x": "1"}, {"x": 1, "label": None}),
    ("record", {"label": "home", "x": "unknown"}, {"x": None, "label": "home"}),
]

REFUSED: list[tuple[str, Any, str]] = [
    ("text", "", "missing-value"),
    ("text", ["a"], "wrong-kind"),
    ("text", {"a": "b"}, "wrong-kind"),
    ("id", "Taiwan", "bad-text"),
    ("id", "taiwan_himars", "bad-text"),
    ("id", "a--b", "bad-text"),
    ("id", "taiwan\n", "bad-text"),
    ("choice", "36(e)", "bad-choice"),
    ("money", "4.05", "bad-money"),
    ("money", "010", "bad-money"),
    ("money", "Unknown", "bad-money"),
    ("count", "010", "bad-number"),
    ("count", "-1", "bad-number"),
    ("count", "1.0", "bad-number"),
    ("count", "1,000", "bad-number"),
    ("count", "1" * 13, "bad-number"),
    ("count", "٨٢", "bad-number"),
    ("known count", "unknown", "bad-number"),
    ("date", "17 March 2026", "bad-date"),
    ("date", "2026-02-30", "bad-date"),
    ("day", "2026-03", "bad-date"),
    ("day", "unknown", "bad-date"),
    ("flag", "yes", "bad-choice"),
    ("flag", "True", "bad-choice"),
    ("flag", "unknown", "bad-choice"),
    ("flag or unknown", "maybe", "bad-choice"),
    ("recipient", "Norway", "bad-recipient"),
    ("recipient", "no", "bad-recipient"),
    ("recipient", "false", "bad-recipient"),
    ("recipient", "unknown", "bad-recipient"),
    ("recipients", [], "missing-value"),
    ("recipients", ["AE", "AE"], "bad-choice"),
    ("recipients", ["AE", "unknown"], "bad-recipient"),
    ("recipients", {"AE": "1"}, "wrong-kind"),
    ("amount", "2.8B twd", "bad-money"),
    ("amount", "TWD", "bad-money"),
    ("amount", "2.8B TWD TWD", "bad-money"),
    ("state", "Notified", "bad-state"),
    ("list", "1", "wrong-kind"),
    ("list", "", "wrong-kind"),
    ("list", ["1", "x"], "bad-number"),
    ("map", ["1"], "wrong-kind"),
    ("map", {"A": "1"}, "bad-text"),
    ("text or record", "There", "bad-text"),
    ("text or record", {"label": "home"}, "missing-key"),
    ("text or record", ["here"], "wrong-kind"),
    ("record", "1", "wrong-kind"),
    ("record", {"x": "1", "y": "2"}, "unknown-key"),
]


def as_an_editor_sees(raw: Any) -> Any:
    """The value behind a text in YAML 1.2, as far as these examples go: whole numbers and truth values."""
    if isinstance(raw, list):
        return [as_an_editor_sees(one) for one in raw]
    if isinstance(raw, dict):
        return {key: as_an_editor_sees(one) for key, one in raw.items()}
    if raw in ("true", "false"):
        return raw == "true"
    return int(raw) if raw.isascii() and raw.isdigit() else raw


@pytest.mark.parametrize(("kind", "raw", "value"), ACCEPTED)
def test_a_documented_form_is_read(kind: str, raw: Any, value: Any) -> None:
    findings: list[Finding] = []
    assert KINDS[kind].read(raw, ("here",), findings) == value
    assert findings == []


@pytest.mark.parametrize(("kind", "raw", "value"), ACCEPTED)
def test_the_schema_of_a_kind_accepts_what_its_reader_accepts(kind: str, raw: Any, value: Any) -> None:
    jsonschema.validate(as_an_editor_sees(raw), KINDS[kind].schema(), jsonschema.Draft202012Validator)


@pytest.mark.parametrize(("kind", "raw", "code"), REFUSED)
def test_any_other_form_is_one_finding_at_its_place(kind: str, raw: Any, code: str) -> None:
    findings: list[Finding] = []
    KINDS[kind].read(raw, ("here",), findings)
    assert [finding.code for finding in findings] == [code]
    assert findings[0].path[0] == "here"
    assert findings[0].message


def test_every_kind_is_accepted_once_and_refused_once() -> None:
    assert {kind for kind, _, _ in ACCEPTED} == {kind for kind, _, _ in REFUSED} == set(KINDS)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("010", "write 10"), ("007", "write 7"), ("0x10", "write a whole number or unknown")],
)
def test_a_number_with_leading_zeros_is_shown_without_them(text: str, hint: str) -> None:
    findings: list[Finding] = []
    assert CountKind().read(text, ("quantity",), findings) is None
    assert findings[0].hint == hint


@pytest.mark.parametrize(("text", "near"), [("Norway", "NO"), ("Tawian", "TW (Taiwan)"), ("KOR", "KR")])
def test_a_recipient_by_name_is_answered_with_its_code(text: str, near: str) -> None:
    findings: list[Finding] = []
    assert RecipientCode().read(text, ("recipient",), findings) is None
    assert findings[0].hint.startswith(f"did you mean {near}")


def test_a_recipient_like_no_other_gets_no_hint() -> None:
    findings: list[Finding] = []
    RecipientCode().read("qqqq", ("recipient",), findings)
    assert findings[0].hint == ""


def test_a_misspelt_choice_is_answered_with_the_nearest_or_with_all() -> None:
    kind = Choice(("traditional", "asymmetric"))
    findings: list[Finding] = []
    kind.read("asymetric", (), findings)
    kind.read("qqq", (), findings)
    assert [finding.hint for finding in findings] == ["did you mean `asymmetric`?", "one of: traditional, asymmetric"]


# --- records -----------------------------------------------------------------------------------------------


def read_item(raw: Any) -> tuple[Any, list[Finding]]:
    findings: list[Finding] = []
    return ITEM.read(raw, ("items", 0), findings), findings


def test_a_record_is_built_from_its_values_and_the_defaults_of_absent_keys() -> None:
    assert read_item({"name": "Javelin", "quantity": "70"}) == (LineItem("Javelin", 70, False, None), [])
    assert read_item({"name": "Javelin", "mde": "unknown"}) == (LineItem("Javelin", None, None, None), [])


def test_an_unknown_key_is_a_finding_at_the_key_with_the_nearest_key() -> None:
    item, findings = read_item({"name": "Javelin", "quantitiy": "70"})
    assert item is None
    assert findings == [
        Finding(
            ("items", 0, "quantitiy"),
            "unknown-key",
            "a line item has no key `quantitiy`",
            "did you mean `quantity`?",
            at_key=True,
        )
    ]


def test_an_unknown_key_like_no_other_is_answered_with_all_keys() -> None:
    _, findings = read_item({"name": "Javelin", "zzz": "70"})
    assert findings[0].hint == "known keys: quantity, unit, name, mde, note, disputed, up-to"


def test_a_missing_key_is_a_finding_at_the_record() -> None:
    item, findings = read_item({"quantity": "70"})
    assert item is None
    assert findings == [Finding(("items", 0), "missing-key", "a line item needs `name`", "add `name: …` (text)")]


def test_every_mistake_of_a_record_is_found_in_one_reading() -> None:
    _, findings = read_item({"quantity": "010", "mde": "yes", "colour": "green"})
    assert sorted(finding.code for finding in findings) == ["bad-choice", "bad-number", "missing-key", "unknown-key"]


# --- whatever a file may hold --------------------------------------------------------------------------------

KEYS = sorted(
    {one.key for record in (SALE, RESOLUTION, PACKAGE, ENTRY, ITEM) for one in record.fields}
    | {"url", "published", "justification", "chamber", "yea", "nay", "question", "for-disapproval", "code", "reason"}
)
WORDS = [
    "", "NO", "unknown", "2026", "2026-03", "2026-03-17", "4.05B", "010", "82", "36(b)(1)", "notified", "signed",
    "hold", "true", "https://a.example/", "taiwan-himars-2025", "senate", "yea", "dsca", "high", "\n", "\x00", "A\n",
]  # fmt: skip

texts = st.sampled_from(WORDS) | st.text(max_size=8)
raws = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=6), inner, max_size=5)
    ),
    max_leaves=25,
)


def nearly(record: Record) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings with the keys of a record, and anything behind them."""
    return st.fixed_dictionaries({}, optional={one.key: raws for one in record.fields} | {"stray": texts})


@pytest.mark.parametrize("record", [SALE, RESOLUTION, PACKAGE], ids=lambda record: record.called)
@untimed
@given(data=st.data())
def test_no_record_raises_whatever_stands_in_the_file(record: Record, data: st.DataObject) -> None:
    raw = data.draw(raws | nearly(record))
    findings: list[Finding] = []
    read = record.read(raw, (), findings)
    assert (read is None) == bool(findings)
    for finding in findings:
        assert finding.code in CODES
        assert finding.message


@untimed
@given(st.sampled_from(sorted(KINDS)), raws)
def test_no_kind_raises_and_what_it_cannot_read_is_a_finding(name: str, raw: Any) -> None:
    findings: list[Finding] = []
    value = KINDS[name].read(raw, ("here",), findings)
    assert all(finding.code in CODES and finding.path[0] == "here" for finding in findings)
    assert value != "", "a text without any character is no value"
    if value is None and not findings:
        assert raw == "unknown"


@untimed
@given(texts)
def test_text_is_read_as_it_stands_but_for_the_line_ends_behind_it(text: str) -> None:
    findings: list[Finding] = []
    read = Text().read(text, ("note",), findings)
    assert read == (text.rstrip("\n") or None)
    assert bool(findings) == (read is None)
