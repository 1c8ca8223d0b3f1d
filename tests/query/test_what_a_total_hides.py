"""What the total of a measure hides, and why a value in it is not known, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from query.asking import Written

from armstrack.query.questions.summary import SummaryQuestion

SIGNED = ("2020-01-02 notified", "2021-01-05 accepted skipped: [offered]")
DELIVERED = "2022-01-05 delivered skipped: [implemented]"

KINDS = ("unknown-value", "left-out", "at-ceiling")
INCREASE, CEILING = "the increase is not known", "no ceiling is known"


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    """One without a ceiling and one without a known increase, delivered whole; one delivered in part; one notified."""
    ledger = Written(tmp_path / "ledger")
    ledger.sale("whole", *SIGNED, DELIVERED)
    ledger.sale("part", *SIGNED, "2022-01-05 delivery", total="1B")
    more = "amends: whole\nvalue: {total: 5M}"
    ledger.sale("more", *SIGNED, DELIVERED, authority="36(b)(5)(C)", more=more)
    ledger.sale("notified", "2020-01-02 notified", authority="36(b)(5)(C)", more=more)
    return ledger


@pytest.mark.parametrize(
    ("measure", "unknown", "left_out"),
    [
        ("notified", {"more": INCREASE, "notified": INCREASE, "whole": CEILING}, {}),
        ("accepted", {"more": INCREASE, "whole": CEILING}, {"notified": "not recorded as accepted"}),
        (
            "delivered",
            {"more": INCREASE, "part": "not every delivery has a value in dollars", "whole": CEILING},
            {"notified": "not recorded as delivered"},
        ),
    ],
)
def test_why_a_value_is_not_known_depends_on_what_is_measured(
    ledger: Written, measure: str, unknown: dict[str, str], left_out: dict[str, str]
) -> None:
    rows = ledger.ask(SummaryQuestion(measure=measure, audit=True), "2023-01-01")["audit"]
    told = {kind: {row["id"]: row["says"] for row in rows if row["hidden"] == kind} for kind in KINDS}
    assert told["unknown-value"] == unknown
    assert told["left-out"] == left_out
    assert set(told["at-ceiling"]) == ({"part"} if measure == "accepted" else set())


def test_what_is_not_notified_ended_disputed_or_an_amendment_is_told_beside_the_total(ledger: Written) -> None:
    claim = "{source: paper, value: 2B, date: 2020-01-03}"
    ledger.sale("asked-for", "2020-01-02 requested", total="1B")
    ledger.sale("ended", "2020-01-02 notified", "2021-01-05 cancelled", total="1B")
    sources = 'sources:\n  paper: {url: "https://example.org/paper"}'
    items = "items:\n  - {name: tank, quantity: 4, disputed: five of them}"
    later = f"2023-06-01 contract conflicts: [{claim}]"
    ledger.sale(
        "doubted", f"2020-01-02 notified conflicts: [{claim}]", later, more=f"{sources}\n{items}", total="1B"
    )  # fmt: skip
    outside = "amends: {recipient: TW, title: Tanks}\nvalue: {increase: 1B}"
    ledger.sale("titled", "2020-01-02 notified", authority="36(b)(5)(C)", more=outside)

    def told(measure: str) -> set[tuple[str, str, str]]:
        rows = ledger.ask(SummaryQuestion(measure=measure, audit=True), "2023-01-01")["audit"]
        names = ("asked-for", "ended", "doubted", "titled")
        return {(row["hidden"], row["id"], row["says"]) for row in rows if row["id"] in names}

    doubts = "notified: $2,000,000,000 and 2020-01-03 according to paper; tank: five of them"
    beside = {
        ("not-notified", "asked-for", "requested"),
        ("disputed", "doubted", doubts),
        ("amended", "titled", "amends Tanks"),
    }
    assert told("notified") == beside | {("ended", "ended", "cancelled on 2021-01-05")}
    assert told("net") == beside | {("left-out", "ended", "cancelled on 2021-01-05")}
    totals = ledger.ask(SummaryQuestion(count_by="package"), "2023-01-01")["totals"]
    assert {name: each["packages"] for name, each in totals.items()} == {"fms": totals["fms"]["packages"], "dcs": 0}
    assert set(ledger.ask(SummaryQuestion(), "2023-01-01")["totals"]) == {"fms", "dcs"}


def test_what_may_not_have_been_notified_yet_is_told_as_left_out(ledger: Written) -> None:
    ledger.sale("perhaps", "2023 notified", total="1B")
    rows = ledger.ask(SummaryQuestion(audit=True), "2023-06-01")["audit"]
    assert [(row["hidden"], row["says"]) for row in rows if row["id"] == "perhaps"] == [("undated", "notified on 2023")]
