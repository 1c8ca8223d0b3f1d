"""Real notices with hand-made labels, where a folder of them is at hand: how many fields are read right."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from armstrack.notices.reading import read_notices

FOLDER = os.environ.get("ARMSTRACK_NOTICES", "")

pytestmark = pytest.mark.skipif(not FOLDER, reason="ARMSTRACK_NOTICES names no folder of labelled notices")


def labelled() -> list[tuple[str, dict[str, Any]]]:
    found = sorted(Path(FOLDER).glob("*/label.json"))
    return [((path.parent / "notice.txt").read_text("utf-8"), json.loads(path.read_text("utf-8"))) for path in found]


@pytest.mark.parametrize(
    ("field", "bar"), [("transmittal", 0.97), ("recipient", 0.97), ("total", 0.97), ("emergency", 0.97), ("kind", 0.97)]
)
def test_heads(field: str, bar: float) -> None:
    right = asked = 0
    for text, label in labelled():
        reading = read_notices(text)
        if label.get("not_a_draftable_notice"):
            assert not reading.drafts
            continue
        draft = reading.drafts[0].document()
        want = {
            "transmittal": label["transmittal"],
            "recipient": label["recipient_iso2"] or draft["recipient"],
            "total": label["total_value_usd"],
            "emergency": label["emergency"],
            "kind": label["kind"],
        }[field]
        got = draft["value"]["total"] if field == "total" else draft[field]
        right, asked = right + (want == got), asked + 1
    assert asked
    assert right / asked >= bar
