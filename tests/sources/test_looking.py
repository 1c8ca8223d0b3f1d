"""One source asked document by document, where its host falls silent or goes away."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from documents_of_sources import PRINTED, registers
from served import Page, served

from armstrack.sources.client import Client
from armstrack.sources.federal_register import HOST, ROW
from armstrack.sources.found import Outcome
from armstrack.sources.inbox import Inbox
from armstrack.sources.looking import Look

NUMBERS = ("26-91", "26-92", "26-93", "26-94", "26-95")


def looked(tmp_path: Path, *hanging: int) -> tuple[Outcome, list[str]]:
    """What came of a Register in which the documents of these places never answer, and what it was asked for."""
    pages = registers(*NUMBERS)
    paths = sorted(path for path in pages if "full_text" in path)
    for place in hanging:
        pages[paths[place]] = Page(hangs=True)
    inbox = Inbox(tmp_path / "inbox", lambda: datetime(2026, 7, 1, tzinfo=UTC))
    outcome = Outcome(ROW.name)
    with served(pages) as server:
        client = Client((HOST,), server.address, read=0.1)
        source = ROW.make(client, date(2026, 7, 1), inbox)
        Look(ROW, source, inbox, date(2026, 4, 1), outcome).all(lambda found: found)
        return outcome, [path for path in server.asked if "full_text" in path]


def test_one_document_that_never_comes_costs_no_other(tmp_path: Path) -> None:
    outcome, asked = looked(tmp_path, 1)
    assert (outcome.state, len(outcome.new), len(asked)) == ("partial", 4, 5)
    assert outcome.reason == "1 of 5 could not be had: www.federalregister.gov does not answer in time"


def test_a_host_that_is_silent_twice_in_a_row_is_left_alone(tmp_path: Path) -> None:
    outcome, asked = looked(tmp_path, 1, 2)
    assert (outcome.state, len(outcome.new), len(asked)) == ("partial", 1, 3)
    assert outcome.reason == "4 of 5 could not be had: www.federalregister.gov does not answer in time (and 1 more)"


def test_two_silences_with_an_answer_between_are_two(tmp_path: Path) -> None:
    outcome, asked = looked(tmp_path, 0, 2)
    assert (len(outcome.new), len(asked)) == (3, 5)


def test_a_receipt_says_when(tmp_path: Path) -> None:
    outcome, _ = looked(tmp_path)
    assert {held.newest.fetched for held in outcome.new} == {"2026-07-01T00:00:00+00:00"}
    assert PRINTED in {held.day for held in outcome.new}
