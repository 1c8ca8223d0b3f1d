"""A sale with what amends it, and the combined ceiling, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from query.asking import Written

from armstrack.query.questions.chain import ChainQuestion

BILLION = 10**9


@pytest.mark.parametrize(
    ("report", "ceiling", "rule"),
    [
        ("", 5 * BILLION, "the ceiling of the only notice"),
        ("value: {increase: 1B}", 6 * BILLION, "the first ceiling and the increases"),
        ("value: {total: 7B}", 7 * BILLION, "the revised ceiling that range states"),
    ],
)
def test_a_report_that_says_nothing_of_money_changes_no_ceiling(
    tmp_path: Path, report: str, ceiling: int, rule: str
) -> None:
    ledger = Written(tmp_path / "ledger")
    ledger.sale("tanks", "2020-01-02 notified", total="5B")
    more = "\n".join(filter(None, ("amends: tanks", report)))
    ledger.sale("range", "2021-02-03 reported-to-congress", authority="36(b)(5)(A)", more=more)
    question = ChainQuestion("tanks")
    found = ledger.ask(question, "2022-01-01")
    assert (found["combined_ceiling_usd"], found["rule"]) == (ceiling, rule)
    assert [row["id"] for row in question.table(found).rows] == ["tanks", "range"]
    assert ledger.ask(question, "2021-02-02")["combined_ceiling_usd"] == 5 * BILLION


def test_an_increase_of_which_no_amount_is_known_leaves_the_ceiling_unknown(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger")
    ledger.sale("tanks", "2020-01-02 notified", total="5B")
    ledger.sale("more", "2021-02-03 notified", authority="36(b)(5)(C)", more="amends: tanks")
    found = ledger.ask(ChainQuestion("more"), "2022-01-01")
    assert found["combined_ceiling_usd"] is None
    assert found["rule"] == "an amendment states neither a revised ceiling nor an increase"
