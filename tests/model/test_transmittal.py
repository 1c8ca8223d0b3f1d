"""One transmittal number in several spellings."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from armstrack.model.transmittal import comparable_transmittal

untimed = settings(deadline=None)

SAME = [
    ("26-3", "26-03"),
    ("26-03", "26-003"),
    ("RSAT 26-1C", "26-1C"),
    ("RSAT 26-03", "26-3"),
    ("rsat 26-1c", "26-1C"),
    ("Transmittal No. 26-03", "26-3"),
    ("Transmittal Number 26-03", "26-3"),
    ("#26-03", "26-03"),
    (" 26-03 ", "26-03"),
    ("0g-23", "0G-23"),
    ("09-04", "9-4"),
]

DIFFERENT = [
    ("26-1", "26-1C"),
    ("26-3", "26-30"),
    ("26-3", "26-13"),
    ("26-3", "25-3"),
    ("26-0G", "26-0"),
    ("26-0", "26-00G"),
    ("0G-23", "23"),
    ("0G-23", "1G-23"),
    ("0G-23", "23-0G"),
    ("26-100", "26-1"),
    ("26-100", "26-10"),
    ("26-101", "26-11"),
    ("20-01", "2-1"),
    ("26-CM", "26-CN"),
    ("C1-26-03", "26-03"),
    ("DDTC 13-019", "13-019"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_number_are_equal(one: str, other: str) -> None:
    assert comparable_transmittal(one) == comparable_transmittal(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_numbers_stay_different(one: str, other: str) -> None:
    assert comparable_transmittal(one) != comparable_transmittal(other)


_part = st.text("0123456789ACGMNORST", min_size=1, max_size=4)
_label = st.sampled_from(["", "RSAT ", "Transmittal No. ", "No ", "# "])


@untimed
@given(st.builds(lambda label, parts: label + "-".join(parts), _label, st.lists(_part, min_size=1, max_size=3)))
@example("0NO-26")
@example("26-00")
@example("RSAT RSAT 26-01")
def test_the_comparable_form_is_its_own_comparable_form(text: str) -> None:
    once = comparable_transmittal(text)
    assert comparable_transmittal(once) == once


@untimed
@given(st.integers(0, 99), st.integers(1, 199), st.integers(0, 2), st.sampled_from(["", "C", "G"]))
def test_zeros_before_a_number_and_a_label_before_the_whole_do_not_matter(
    year: int, number: int, zeros: int, letter: str
) -> None:
    bare = f"{year}-{number}{letter}"
    assert comparable_transmittal(f"RSAT {year:02d}-{'0' * zeros}{number}{letter.lower()}") == comparable_transmittal(
        bare
    )
