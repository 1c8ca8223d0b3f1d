"""The days between the five dates of a sale, asked of the questions themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from query.asking import Written

from armstrack.query.questions.timeline import TimelineCompared


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    return Written(tmp_path / "ledger")


def gap(ledger: Written, on: str, first: str, second: str) -> Any:
    """One gap of the sale `tanks` beside all others."""
    found = ledger.ask(TimelineCompared("tanks"), on)
    (told,) = (each for each in found["gaps"] if (each["from"], each["to"]) == (first, second))
    return told


def test_a_contract_before_any_state_that_surely_holds_waits_for_its_delivery(ledger: Written) -> None:
    ledger.sale("tanks", "2020-05-01 contract", "unknown notified not-before: 2020-04-01, not-after: 2021-06-30")
    told = gap(ledger, "2020-12-31", "contract", "first delivery")
    assert told["days_so_far"] == {"days": 244, "at_least": 244, "at_most": 244}
