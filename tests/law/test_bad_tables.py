"""A table of the law that contradicts itself, or lacks what a row must have, is refused with every fault named."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from builders import day

from armstrack.law.dated_rows import (
    MEMBERSHIP,
    REVIEW,
    THRESHOLD,
    Membership,
    by_authority_and_group,
    by_recipient,
    in_force,
    memberships,
    review_rows,
    threshold_rows,
)
from armstrack.yaml_text.table import BadTable, read_table, rows_of

ROW = """\
  - authority: 36(b)(1)
    for: [{groups}]
    from: {since}
    days: {days}
    resolution: false
    basis: policy
    law: Pub. L. 0-0
    citation: AECA 36(b)(1)
    verified: true
"""


def review_table(*rows: str) -> str:
    return "rows:\n" + "".join(rows)


def row(groups: str = "other", since: str = "1976-06-30", days: str = "30") -> str:
    return ROW.format(groups=groups, since=since, days=days)


def read(text: str) -> Any:
    return by_authority_and_group("periods.yaml", read_table("periods.yaml", text, rows_of(REVIEW))["rows"])


def refusal(text: str) -> str:
    with pytest.raises(BadTable) as refused:
        read(text)
    return str(refused.value)


def test_a_row_holds_until_the_next_of_its_authority_and_group_in_whatever_order_they_stand() -> None:
    rows = read(review_table(row(since="1981-12-29", days="15"), row(since="1976-06-30", days="30")))
    assert [one.days for one in rows["36(b)(1)", "other"]] == [30, 15]
    assert in_force(rows, "36(b)(1)", "other", day("1976-06-29")) is None
    assert in_force(rows, "36(b)(1)", "other", day("1976-06-30")).days == 30
    assert in_force(rows, "36(b)(1)", "other", day("1981-12-28")).days == 30
    assert in_force(rows, "36(b)(1)", "other", day("1981-12-29")).days == 15
    assert in_force(rows, "36(b)(1)", "nato-plus", day("1981-12-29")) is None
    assert in_force(rows, "36(c)", "other", day("1981-12-29")) is None


def test_two_rows_for_one_group_from_one_day_are_refused() -> None:
    text = review_table(row("nato-plus, other"), row("other", days="15"))
    assert refusal(text) == "periods.yaml: two rows hold for 36(b)(1), other, from 1976-06-30"


def test_two_rows_from_one_day_for_different_groups_are_not() -> None:
    rows = read(review_table(row("nato-plus", days="15"), row("other")))
    assert {group: one[0].days for (_, group), one in rows.items()} == {"nato-plus": 15, "other": 30}


@pytest.mark.parametrize(
    "key", ["authority", "for", "from", "days", "resolution", "basis", "law", "citation", "verified"]
)
def test_a_row_without_one_of_its_keys_is_refused(key: str) -> None:
    lines = [line for line in row().splitlines(keepends=True) if not line.strip(" -").startswith(f"{key}:")]
    text = review_table("".join(lines).replace("    for:", "  - for:", 1) if key == "authority" else "".join(lines))
    assert f"a review period needs `{key}`" in refusal(text)
    assert refusal(text).startswith("periods.yaml:2: ")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[other]", "[others]", "periods.yaml:3: `others` is not allowed here did you mean `other`?"),
        ("36(b)(1)\n", "36(e)\n", "periods.yaml:2: `36(e)` is not allowed here"),
        ("1976-06-30", "1976-06", "periods.yaml:4: `1976-06` is not one day"),
        ("1976-06-30", "1976-06-31", "periods.yaml:4: `1976-06-31` is no day of the calendar"),
        ("days: 30", "days: unknown", "periods.yaml:5: `unknown` is not a whole number"),
        ("days: 30", "days: 030", "periods.yaml:5: `030` is not a whole number"),
        ("policy", "custom", "periods.yaml:7: `custom` is not allowed here"),
        ("citation: AECA 36(b)(1)", "citation:", "periods.yaml:9: `citation` has no value"),
        ("verified: true", "verified: yes", "periods.yaml:10: `yes` is neither true nor false"),
        ("verified: true", "verifed: true", "periods.yaml:10: a review period has no key `verifed`"),
        ("days: 30", "days: 30\n    days: 15", "periods.yaml:6:5: the key `days` stands twice"),
        ("[other]", "[other", "periods.yaml:4:"),
        ("[other]", "*groups", "periods.yaml:3:10: the alias `*groups` is refused"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    text = review_table(row())
    assert old in text
    assert told in refusal(text.replace(old, new))


def test_every_fault_is_told_at_once() -> None:
    text = review_table(row(days="x"), row(since="1981-12-29").replace("citation", "citatoin"))
    lines = refusal(text).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["periods.yaml:5:", "periods.yaml:11:", "periods.yaml:18:"]


@pytest.mark.parametrize("text", ["", "rows", "- a", "rows: []\n---\nrows: []", "lines: []", "rows: {}"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(BadTable, match=r"periods\.yaml"):
        read(text)


def test_a_threshold_of_an_unknown_kind_is_refused() -> None:
    text = """\
rows:
  - {authority: 36(b)(1), for: [other], from: 1976-06-30, tests: {gross: 25M}, law: x, citation: y, verified: true}
"""
    with pytest.raises(BadTable, match=r"t\.yaml:2: `gross` is not a name write mde"):
        read_table("t.yaml", text, rows_of(THRESHOLD))


def test_a_threshold_without_a_figure_is_refused() -> None:
    text = """\
rows:
  - {authority: 36(b)(1), for: [other], from: 1976-06-30, tests: {mde: unknown}, law: x, citation: y, verified: true}
"""
    with pytest.raises(BadTable, match=r"t\.yaml:2:"):
        read_table("t.yaml", text, rows_of(THRESHOLD))


def test_a_membership_of_an_unknown_group_or_recipient_is_refused() -> None:
    text = """\
rows:
  - {recipient: ZZ, group: nato-plus, from: 1949-08-24, law: x, citation: y, verified: true}
  - {recipient: DE, group: nato, from: 1949-08-24, law: x, citation: y, verified: true}
"""
    with pytest.raises(BadTable) as refused:
        read_table("g.yaml", text, rows_of(MEMBERSHIP))
    assert "g.yaml:2: `ZZ` is not allowed here" in str(refused.value)
    assert "g.yaml:3: `nato` is not allowed here" in str(refused.value)


def test_a_membership_may_last_a_single_day_and_not_less() -> None:
    def spell(since: str, until: str) -> Membership:
        return Membership("JO", "nato-plus", day(since), day(until), "a law", "a section", True)

    rows = by_recipient("g.yaml", [spell("2016-02-18", "2016-02-18"), spell("2016-02-19", "2016-02-19")])
    assert len(rows["JO", None]) == 2
    with pytest.raises(BadTable, match="ends before it begins"):
        by_recipient("g.yaml", [spell("2016-02-18", "2016-02-17")])


def test_every_row_of_the_law_is_cited_and_says_whether_it_was_read() -> None:
    rows = [
        one for table in (threshold_rows(), review_rows(), memberships()) for dated in table.values() for one in dated
    ]
    assert len(rows) > 60
    for one in rows:
        assert one.citation
        assert one.law
        assert one.verified in (True, False)


def test_no_two_spells_of_one_member_overlap() -> None:
    for spells in memberships().values():
        for earlier, later in pairwise(spells):
            assert earlier.until is not None
            assert earlier.until < later.since
