"""What a memo of some weeks tells, and in which order, asked of the question itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import day
from query.asking import Written

from armstrack.query.brief.learnt import Recorded
from armstrack.query.filter import Filter
from armstrack.query.questions.brief import BriefQuestion

SOURCES = 'sources:\n  notice: {url: "https://example.org/notice"}'


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    return Written(tmp_path / "ledger")


def memo(ledger: Written, since: str, on: str, recorded: Recorded | None = None) -> dict[str, Any]:
    return dict(ledger.ask(BriefQuestion(day(since), recorded=recorded), on))


def test_what_may_have_happened_on_any_day_up_to_one_comes_before_what_may_have_from_a_day_on(ledger: Written) -> None:
    ledger.sale(
        "tanks",
        "2020-03-02 notified",
        "unknown contract not-before: 2022-03-10",
        "unknown contract not-before: 2022-01-05, not-after: 2022-03-05",
        "unknown contract not-after: 2022-03-10",
    )
    found = memo(ledger, "2022-03-01", "2022-03-31")
    assert [(one["not_before"], one["not_after"]) for one in found["perhaps"]] == [
        (None, "2022-03-10"),
        ("2022-01-05", "2022-03-05"),
        ("2022-03-10", None),
    ]


def test_a_notice_published_on_the_day_of_its_notification_is_told_once(ledger: Written) -> None:
    ledger.sale("tanks", "2022-03-02 notified", "2022-03-02 published", "2022-03 published")
    found = memo(ledger, "2022-03-01", "2022-03-31")
    assert [one["id"] for one in found["notifications"]] == ["tanks"]
    assert [(one["event"], one["date"]) for one in found["events"]] == [("published", "2022-03")]


def test_what_git_says_was_recorded_since_and_happened_before_is_learnt(ledger: Written) -> None:
    ledger.sale("tanks", "2020-03-02 notified", "2021-05-02 contract", "2021-06-02 contract")
    ledger.sale("radar", "2020-03-02 notified", "2021-05-02 contract")
    now = ledger.answers.ledger.contents.sales
    held = now["tanks"]
    as_it_was = Written(ledger.folder.parent / "before")
    as_it_was.sale("tanks", "2020-03-05 notified", "2021-05-02 contract")
    before = as_it_was.answers.ledger.contents.sales["tanks"]

    def learnt(recorded: Recorded) -> list[tuple[str, str]]:
        return [(one["id"], one["date"]) for one in memo(ledger, "2022-03-01", "2022-03-31", recorded)["learnt"]]

    # A day put right is not learnt; the second contract is, unless it was recorded after the day of the memo.
    assert learnt(Recorded({"tanks": before}, {})) == [("tanks", "2021-06-02")]
    assert learnt(Recorded({"tanks": before}, {"tanks": held})) == [("tanks", "2021-06-02")]
    assert learnt(Recorded({"tanks": before}, {"tanks": before})) == []
    assert learnt(Recorded({"tanks": None}, {})) == [
        ("tanks", "2020-03-02"),
        ("tanks", "2021-05-02"),
        ("tanks", "2021-06-02"),
    ]
    assert learnt(Recorded({}, {})) == []


def test_only_what_was_waived_counts_as_an_emergency(ledger: Written) -> None:
    ledger.sale("tanks", "2022-03-02 notified", total="1B")
    ledger.sale("shells", "2022-03-02 notified emergency: {justification: need of them}", total="2B")
    totals = memo(ledger, "2022-03-01", "2022-03-31")["totals"]
    assert (totals["total"]["sales"], totals["total"]["value_usd"]) == (2, 3 * 10**9)
    assert (totals["emergency"]["sales"], totals["emergency"]["value_usd"]) == (1, 2 * 10**9)


@pytest.mark.parametrize(("recipient", "told"), [("TW", [("spring", "TW")]), ("NO", [])])
def test_a_package_is_told_where_a_sale_that_is_chosen_is_of_it(
    ledger: Written, recipient: str, told: list[tuple[str, str]]
) -> None:
    ledger.sale("tanks", "2022-03-02 notified", more="package: spring")
    ledger.file(
        "packages/spring.yaml",
        f"id: spring\ntitle: Spring\nannounced: 2022-03-02\n{SOURCES}\n"
        "history:\n  - {date: 2022-03-03, event: note, source: notice}\n",
    )
    found = ledger.ask(BriefQuestion(day("2022-03-01"), Filter(recipients=(recipient,))), "2022-03-31")
    assert [(one["id"], one["recipient"]) for one in found["events"]] == told
    named = [each["url"] for each in found["sources"] if each["url"] is not None]
    assert named == ["https://example.org/notice"] * len(told)


def resolution(*steps: str) -> str:
    history = "".join(f"  - {{{step}, source: bill}}\n" for step in steps)
    return (
        "id: 117-sjres-1\ncongress: 117\nmeasure: S.J.Res. 1\ntitle: Disapproval\nsales: [tanks]\n"
        f'sources:\n  bill: {{url: "https://example.org/bill"}}\nhistory:\n{history}'
    )


def cited(found: dict[str, Any], section: str) -> list[tuple[str, str, list[str]]]:
    """Each fact of a section: its kind, its day, and the addresses of its sources."""
    url = {each["number"]: each["url"] for each in found["sources"]}
    return [
        (one["kind"], one.get("date") or one.get("day"), [url[each] for each in one["sources"] if url[each]])
        for one in found[section]
    ]


NOTICE, BILL = "https://example.org/notice", "https://example.org/bill"


def test_what_runs_and_what_ended_is_cited_by_the_notice_and_the_bill(ledger: Written) -> None:
    ledger.sale("tanks", "2022-03-02 notified source: notice", more=SOURCES)
    ledger.file("resolutions/117-sjres-1.yaml", resolution("date: 2022-03-04, state: introduced"))
    runs = memo(ledger, "2022-03-01", "2022-03-10")
    assert cited(runs, "notifications") == [("notification", "2022-03-02", [NOTICE])]
    assert cited(runs, "clocks") == [("discharge", "2022-03-14", [BILL]), ("review", "2022-04-01", [NOTICE])]
    assert cited(runs, "resolutions") == [("step", "2022-03-04", [BILL])]
    ended = memo(ledger, "2022-03-20", "2022-04-10")
    assert cited(ended, "reviews_over") == [("review-over", "2022-04-02", [NOTICE])]
    assert cited(ended, "moves") == []


def test_a_law_that_blocks_a_sale_is_a_move_and_ends_no_review(ledger: Written) -> None:
    ledger.sale("tanks", "2022-03-02 notified source: notice", more=SOURCES)
    steps = ("date: 2022-03-04, state: introduced", "date: 2022-03-20, state: enacted, skipped: [passed-both]")
    ledger.file("resolutions/117-sjres-1.yaml", resolution(*steps))
    found = memo(ledger, "2022-03-10", "2022-04-10")
    (move,) = found["moves"]
    assert (move["state"], move["date"], move["note"]) == ("blocked", "2022-03-20", "S.J.Res. 1 became law")
    assert found["reviews_over"] == []
