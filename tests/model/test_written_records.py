"""What a record writes is what its reader reads back: both come from the one declaration of its fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from armstrack.ledger.folder import record_paths
from armstrack.model.entry import ENTRY, Amount, Claim, Emergency, Entry
from armstrack.model.fields import Record
from armstrack.model.figure import FIGURE
from armstrack.model.package import PACKAGE
from armstrack.model.partial_date import bounded, parse_day, parse_partial_date
from armstrack.model.problem import Finding
from armstrack.model.resolution import RESOLUTION, RESOLUTION_ENTRY, ResolutionEntry, Vote
from armstrack.model.sale import SALE
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.record_text import record_text

DATA = Path(__file__).parents[2] / "data"
KINDS = {"sales": SALE, "resolutions": RESOLUTION, "packages": PACKAGE, "figures": FIGURE}


def read(kind: Record, raw: Any) -> Any:
    findings: list[Finding] = []
    value = kind.read(raw, (), findings)
    assert not findings
    return value


@pytest.mark.parametrize("folder", KINDS)
def test_every_record_of_the_reference_ledger_is_read_back_as_it_is_written(folder: str) -> None:
    kind = KINDS[folder]
    for path in record_paths(DATA / folder)[0]:
        record = read(kind, strict_yaml.read(path.read_text(encoding="utf-8")))
        text = record_text(kind.write(record), {})
        assert read(kind, strict_yaml.read(text)) == record


@pytest.mark.parametrize(
    ("recipient", "authority"),
    [("TW", "36(b)(1)"), (["AE", "JO"], ["36(b)(1)", "36(c)"]), ("unknown", "unknown")],
)
def test_one_is_written_as_one_and_several_as_a_list(recipient: Any, authority: Any) -> None:
    raw = {"id": "a", "title": "b", "recipient": recipient, "authority": authority}
    raw |= {"history": [{"date": "2026", "state": "notified"}]}
    assert SALE.write(read(SALE, raw)) == raw


def test_an_entry_is_written_in_the_order_of_its_fields_and_without_what_it_does_not_say() -> None:
    entry = Entry(
        parse_partial_date("2026-03"),
        "offered",
        note="as told",
        source="dsca",
        case="PH-D-QBA",
        amount=Amount(96_000_000, "TWD"),
        expires=parse_day("2026-04-01"),
        emergency=Emergency("war"),
        skipped=("cleared",),
        conflicts=(Claim("cna", value=4_000_000),),
    )
    assert ENTRY.write(entry) == {
        "date": "2026-03",
        "state": "offered",
        "skipped": ["cleared"],
        "emergency": {"justification": "war"},
        "expires": "2026-04-01",
        "amount": "96M TWD",
        "case": "PH-D-QBA",
        "source": "dsca",
        "note": "as told",
        "conflicts": [{"source": "cna", "value": "4M"}],
    }
    assert list(ENTRY.write(entry))[-3:] == ["source", "note", "conflicts"]
    assert ENTRY.write(Entry(parse_partial_date("2026"), event="note")) == {"date": "2026", "event": "note"}


def test_an_unknown_day_is_written_with_its_bounds() -> None:
    known_in_part = bounded(parse_day("2026-03-01"), None)
    written = ENTRY.write(Entry(known_in_part, "notified"))
    assert written == {"date": "unknown", "not-before": "2026-03-01", "state": "notified"}
    assert read(ENTRY, written).date == known_in_part


def test_a_vote_says_each_number_or_that_it_is_unknown() -> None:
    vote = Vote("senate", "passage", 45, None, None, "yea")
    written = RESOLUTION_ENTRY.write(ResolutionEntry(parse_partial_date("2019-06-20"), event="vote", vote=vote))
    assert written["vote"] == {
        "chamber": "senate",
        "question": "passage",
        "yea": "45",
        "nay": "unknown",
        "for-disapproval": "yea",
    }
    assert read(RESOLUTION_ENTRY, written).vote == vote
