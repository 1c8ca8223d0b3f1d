"""The same notice in the layouts that copies come in: wrapped, unwrapped, quoted, broken at random."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable

import notice_samples as samples
import pytest

from armstrack.notices.draft import Draft
from armstrack.notices.reading import read_notices

SAMPLES = {
    "dsca 2024": samples.DSCA_2024,
    "dsca 2009": samples.DSCA_2009,
    "dsca added": samples.DSCA_ADDED,
    "state": samples.STATE,
    "register": samples.REGISTER,
    "upgrade": samples.UPGRADE,
    "record": samples.RECORD,
}


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(" ".join(one.split()), 72) for one in re.split(r"\n\s*\n", text))


def broken_at_random(text: str) -> str:
    chance = random.Random(7)
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda _: "\n" if chance.random() < 0.1 else " ", text)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "one line": lambda text: " ".join(text.split()),
    "wrapped": wrapped,
    "broken at random": broken_at_random,
    "no indentation": lambda text: "\n".join(line.strip() for line in text.split("\n")),
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "quoted": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "in a page": lambda text: f"Skip to content\nHome\nNews\n\n{text}\n\nShare\nRelated: Boats for $5 million\nPrivacy",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_layout_changes_nothing(sample: str, layout: str) -> None:
    plain = read_notices(SAMPLES[sample]).drafts
    other = read_notices(LAYOUTS[layout](SAMPLES[sample])).drafts
    assert len(other) == len(plain)
    for ours, theirs in zip(plain, other, strict=True):
        for field in (
            "kind",
            "recipients",
            "transmittal",
            "authority",
            "notified",
            "value",
            "contractors",
            "emergency",
        ):
            assert getattr(theirs, field) == getattr(ours, field), field
        assert counted(theirs) == counted(ours)


def counted(draft: Draft) -> list[int]:
    """The quantities of the equipment. An item without one cannot be told from the line above, once lines are lost."""
    return [item.quantity for item in draft.items if item.mde and item.quantity is not None]
