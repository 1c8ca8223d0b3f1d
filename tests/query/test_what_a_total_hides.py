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
