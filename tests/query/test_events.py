"""What happened to sales without moving them, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

from builders import day
from query.asking import Written

from armstrack.query.questions.events import EventsQuestion


def test_an_event_says_what_is_recorded_of_it_and_what_lasts_for_how_long(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger")
    ledger.sale(
        "tanks",
        "2020-01-02 notified",
        "2022-02-05 hold actor: Senator A",
        "2022-02-20 hold-lifted actor: Senator B",
        "2022-03-05 hold-lifted actor: senator a",
    )
    told = {"id": "tanks", "recipient": "TW", "url": None}
    assert ledger.ask(EventsQuestion(), "2023-01-01") == [
        told | {"date": "2022-03-05", "event": "hold-lifted", "actor": "senator a"},
        told | {"date": "2022-02-20", "event": "hold-lifted", "actor": "Senator B"},
        told
        | {"date": "2022-02-05", "event": "hold", "actor": "Senator A", "end_recorded": True}
        | {"lasted_days": {"days": 28, "at_least": 28, "at_most": 28}},
    ]
    (running,) = ledger.ask(EventsQuestion(), "2022-02-10")
    assert (running["lasted_days"]["days"], running["end_recorded"]) == (5, False)


def test_an_event_of_a_sale_of_which_no_day_is_known_may_have_happened(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger")
    ledger.sale("tanks", "unknown notified", "unknown contract")
    found = EventsQuestion().happened(ledger.answers, day("2023-01-01")).found
    assert (found.rows, found.perhaps) == ([], 1)
