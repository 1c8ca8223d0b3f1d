"""Cases below the thresholds that together pass one, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

from query.asking import Written

from armstrack.query.questions.clusters import ClustersQuestion


def test_a_case_that_may_lie_in_the_window_stands_beside_and_none_that_cannot(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger")

    def case(id: str, when: str, **value: str) -> None:
        ledger.sale(id, f"{when.split(' ', 1)[0]} offered {when.partition(' ')[2]}".strip(), **value)

    ours = {"total": "9M", "mde": "9M"}
    case("first", "2025-01-10", **ours)
    case("second", "2025-03-10", **ours)
    # 180 days lie between the last case and 11 September, and between the first and 9 July.
    case("too-early", "unknown not-before: 2024-01-01, not-after: 2024-09-10", **ours)
    case("before", "unknown not-before: 2024-01-01, not-after: 2024-09-11", **ours)
    case("after", "unknown not-before: 2025-07-09, not-after: 2026-01-11", **ours)
    case("too-late", "unknown not-before: 2025-07-10, not-after: 2026-01-11", **ours)
    case("unvalued", "2025-02-10")
    found = ledger.ask(ClustersQuestion(), "2026-06-01")
    (cluster,) = found["clusters"]
    assert [one["id"] for one in cluster["cases"]] == ["first", "second"]
    assert [one["id"] for one in cluster["beside"]] == ["after", "before", "unvalued"]
    assert (cluster["first_day"], cluster["last_day"], cluster["days"]) == ("2025-01-10", "2025-03-10", 59)
    (mde,) = (test for test in cluster["tests"] if test["kind"] == "mde")
    assert (mde["at_least_usd"], mde["threshold_usd"], mde["met"]) == (18_000_000, 14_000_000, True)
    assert [one["id"] for one in found["undecided"]] == ["unvalued"]
    assert ledger.ask(ClustersQuestion(window=58), "2026-06-01")["clusters"] == []
    assert len(ledger.ask(ClustersQuestion(window=59), "2026-06-01")["clusters"]) == 1
