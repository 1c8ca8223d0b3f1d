"""How the promises of a sale moved, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

from query.asking import Written

from armstrack.query.questions.slip import SlipOfSaleQuestion


def test_no_promise_is_open_once_everything_was_delivered(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger")
    skipped = "skipped: [offered, accepted, implemented]"
    ledger.sale("radar", "2020-01-01 notified", "2021-01-05 promised expected: 2022", f"2023-01-05 delivered {skipped}")
    before, after = (ledger.ask(SlipOfSaleQuestion("radar"), on) for on in ("2023-01-04", "2023-01-05"))
    assert (before["arrived"], before["open_promises"], before["passed"]) == (False, 1, True)
    assert (after["arrived"], after["open_promises"]) == (True, 0)
