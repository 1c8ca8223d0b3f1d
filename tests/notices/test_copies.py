"""The same notice in the layouts that copies come in: wrapped, hyphenated, mailed, in capitals, on one line."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from typing import Any

import notice_samples as samples
import pytest

from armstrack.notices.copies import undone
from armstrack.notices.draft import Draft
from armstrack.notices.reading import read_notices

SAMPLES = {
    "dsca 2024": samples.DSCA_2024,
    "dsca 2009": samples.DSCA_2009,
    "dsca added": samples.DSCA_ADDED,
    "state": samples.STATE,
    "register": samples.REGISTER,
    "register page": samples.REGISTER_PAGE,
    "upgrade": samples.UPGRADE,
    "cost increase": samples.COST_INCREASE,
    "record": samples.RECORD,
    "alternatives": samples.ALTERNATIVES,
    "licences": samples.LICENCES,
    "transfer": samples.TRANSFER,
    "lease": samples.LEASE,
}


def by_paragraph(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n\n".join(change(" ".join(one.split())) for one in re.split(r"\n\s*\n", text))


def broken_at_random(text: str) -> str:
    chance = random.Random(7)
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda _: "\n" if chance.random() < 0.1 else " ", text)


def hyphenated(width: int) -> Callable[[str], str]:
    """Breaks words at the end of a line wherever the line is full, as print does."""

    def broken(paragraph: str) -> str:
        lines: list[str] = []
        line = ""
        for word in paragraph.split():
            room = width - len(line) - 2
            if len(line) + 1 + len(word) <= width:
                line = f"{line} {word}".strip()
            elif word.isalpha() and word[1:].islower() and len(word) >= 6 and room >= 3:
                cut = min(room, len(word) - 3)
                lines.append(f"{line} {word[:cut]}-")
                line = word[cut:]
            else:
                lines.append(line)
                line = word
        return "\n".join([*lines, line])

    return by_paragraph(broken)


def with_ligatures(text: str) -> str:
    for letters, ligature in (("ffi", "\ufb03"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02")):
        text = text.replace(letters, ligature)
    return text


MAIL = "From: A B <a@b.example>\nSent: Monday, August 3, 2026 10:00 AM\nTo: C D\nSubject: FW: a notice\n\n"
FORWARDED = (
    "---------- Forwarded message ---------\nFrom: A B <a@b.example>\nDate: Mon, Aug 3, 2026 at 10:00 AM\n"
    "Subject: a notice\nTo: <c@d.example>\n\n\n"
)
HEAD = "\nFederal Register / Vol. 91, No. 80 / Tuesday, May 5, 2026 / Notices   56011\n"
LAYOUTS: dict[str, Callable[[str], str]] = {
    "one line": lambda text: " ".join(text.split()),
    "wrapped": by_paragraph(lambda paragraph: textwrap.fill(paragraph, 72)),
    "broken at random": broken_at_random,
    "no indentation": lambda text: "\n".join(line.strip() for line in text.split("\n")),
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "quoted": lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "in a page": lambda text: f"Skip to content\nHome\nNews\n\n{text}\n\nShare\nRelated: Boats for $5 million\nPrivacy",
    "hyphenated": hyphenated(72),
    "in narrow columns": hyphenated(44),
    "with ligatures": with_ligatures,
    "mailed": lambda text: MAIL + "\n".join(f"> {line}" for line in text.split("\n")),
    "forwarded": lambda text: FORWARDED + text,
    "in capitals": str.upper,
}
FIELDS = (
    *("kind", "recipients", "purchaser", "transmittal", "authority", "notified", "published", "value", "emergency"),
    *("contractors", "basis", "address", "agency", "cases", "offset", "amends", "prior_value"),
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_layout_changes_nothing(sample: str, layout: str) -> None:
    plain = read_notices(SAMPLES[sample]).drafts
    other = read_notices(LAYOUTS[layout](SAMPLES[sample])).drafts
    assert len(other) == len(plain)
    for ours, theirs in zip(plain, other, strict=True):
        for field in FIELDS:
            assert folded(getattr(theirs, field)) == folded(getattr(ours, field)), field
        assert counted(theirs) == counted(ours)


def folded(value: Any) -> Any:
    """A value without the capitals of its names, which a text in capitals has lost."""
    return str(value).casefold()


def counted(draft: Draft) -> list[tuple[int, str]]:
    """The counted goods. An item without a number cannot be told from the line above, once lines are lost."""
    found = [(item.quantity, item.name.casefold()) for item in draft.items if item.quantity is not None]
    return found if draft.kind != "federal_register" else [(number, name.split()[0]) for number, name in found]


def test_running_heads_are_no_part_of_the_text() -> None:
    begun = samples.STATE.replace("ZX-9 interceptors; and\n", f"ZX-9 interceptors; and\n{HEAD}")
    (plain,), (other,) = read_notices(samples.STATE).drafts, read_notices(begun).drafts
    assert counted(other) == counted(plain)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("fifty (50) mis-\nsiles", "missiles"),
        ("fifty (50) air-\ncraft", "aircraft"),
        ("fifty (50) air-\nto-air missiles", "air-to-air missiles"),
        ("fifty (50) follow-\non kits", "follow-on kits"),
        ("fifty (50) ZX-\n9 sets", "ZX-9 sets"),
        ("fifty (50) laser-\nguided bombs", "laser-guided bombs"),
        ("fifty (50) tor-\n    pedoes", "torpedoes"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_whole_again(broken: str, whole: str) -> None:
    text = samples.STATE.replace("fifty (50) ZX-9 interceptors", broken)
    assert counted(read_notices(text).drafts[0])[0] == (50, whole.casefold())


def test_numbers_that_count_the_lines_are_no_part_of_the_text() -> None:
    counted = "\n".join(f"{number:3d}  {line}" for number, line in enumerate(samples.DSCA_2024.split("\n"), 1))
    assert read_notices(counted).drafts == read_notices(samples.DSCA_2024).drafts
    goods = "7 masts\n9 shelters\n2 radars\n14 trucks\n1 crane\n3 tents"
    assert undone(goods) == goods
