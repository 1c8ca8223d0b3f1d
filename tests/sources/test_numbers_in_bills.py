"""The numbers of notifications that the text of a resolution names are read as those of notices are."""

from __future__ import annotations

import pytest

from armstrack.model.transmittal import comparable_transmittal
from armstrack.sources.bill_status import transmittals_in


def numbers(said: str) -> tuple[str, ...]:
    return transmittals_in(f"<resolution><text>{said}</text></resolution>".encode())


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("described in Transmittal No. 24-34, submitted", "24-34"),
        ("(Transmittal No. 0G-23) published", "0G-23"),
        ("described in Transmittal Number 25\u201307", "25-07"),
        ("described in Transmittal No. DDTC 13-019,", "DDTC 13-019"),
        ("described in Transmittal No. RSAT-24-7340, submitted", "RSAT 24-7340"),
        ("described in Transmittal No. RSAT 23-8123", "RSAT 23-8123"),
    ],
)
def test_a_number_is_read_in_each_way_of_printing_it(said: str, number: str) -> None:
    assert [comparable_transmittal(one) for one in numbers(said)] == [comparable_transmittal(number)]


def test_a_number_named_twice_is_one_and_a_text_without_one_names_none() -> None:
    assert len(numbers("Transmittal No. 24-34, and again Transmittal No. 24-34")) == 1
    assert numbers("the sale of 24-34 aircraft") == ()
