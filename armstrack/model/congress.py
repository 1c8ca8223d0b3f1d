"""What documents of Congress tell of a resolution: the measure, its actions, and roll calls. Facts, not yet steps."""

from __future__ import annotations

import re
from datetime import date

from armstrack.model.data_class import dataclass

MEASURES = {
    "sjres": "S.J.Res.",
    "hjres": "H.J.Res.",
    "sconres": "S.Con.Res.",
    "hconres": "H.Con.Res.",
}
"""How a resolution that can disapprove a sale is cited, by its short name."""

_MEASURE = re.compile(r"\s*([SH])\.?\s*(J|CON)\.?\s*RES\.?\s*([0-9]{1,5})\s*", re.IGNORECASE)
_ARMS = re.compile(r"\b(?:foreign military|defense (?:articles?|services?)|arms|weapons?|munitions)\b", re.IGNORECASE)
_HANDED = re.compile(r"\b(?:sales?|exports?|transfers?|licen[cs]es?|leases?)\b", re.IGNORECASE)
_OF_A_RULE = re.compile(r"\bchapter 8 of title 5\b|\bthe rule submitted\b", re.IGNORECASE)


def measure_named(text: str) -> str | None:
    """A resolution as it is cited, from any spelling: `S J RES 32` -> `S.J.Res. 32`; `None` for another measure."""
    match = _MEASURE.fullmatch(text)
    return None if match is None else f"{MEASURES[f'{match[1]}{match[2]}res'.lower()]} {int(match[3])}"


def short_name(measure: str) -> str:
    """`S.J.Res. 32` -> `sjres-32`, as the id of a resolution has it."""
    letters, _, number = measure.lower().replace(".", "").partition(" ")
    return f"{letters}-{number}"


def disapproves_arms(title: str) -> bool:
    """Whether the title of a measure disapproves a sale, an export or a transfer of arms."""
    if "disapprov" not in title.lower() or _OF_A_RULE.search(title) is not None:
        return False
    return _ARMS.search(title) is not None and _HANDED.search(title) is not None


@dataclass(frozen=True, slots=True)
class RollCallTold:
    """One roll call as a chamber publishes it."""

    chamber: str
    """`senate` or `house`."""
    congress: int
    session: int
    number: int
    day: date
    measure: str | None
    """The resolution that it is about, as cited."""
    title: str
    """What the measure is, in the chamber's words."""
    question: str
    about: str
    """The question with what it is about, where the chamber says more than the question."""
    result: str
    yea: int | None
    nay: int | None
    present: int | None
    address: str
    tie_broken_by: str | None = None
    """Who broke a tie, and how."""


@dataclass(frozen=True, slots=True)
class ActionTold:
    """One action as the status of a measure tells it."""

    day: date
    text: str
    chamber: str | None = None
    """The chamber of the roll call that it names, where it names one."""
    roll: int | None = None
    """The number of that roll call."""


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """A measure as its status tells it."""

    congress: int
    measure: str
    title: str
    introduced: date | None
    sponsor: str | None
    actions: tuple[ActionTold, ...]
    address: str
    recipients: tuple[str, ...] = ()
    """Codes of those whom its title names."""
    transmittals: tuple[str, ...] = ()
    """The numbers of the notifications that its text names."""
