"""Readings of the law that can be contested: a ledger states which one it follows."""

from __future__ import annotations

from dataclasses import dataclass

from armstrack.model.fields import Choice, Field, Record


@dataclass(frozen=True, slots=True)
class LawOptions:
    """Which reading a ledger follows where the text allows more than one."""

    counting: str = "strict"
    """`strict`: the days must have elapsed, so the first day for action is receipt + N + 1.
    `literal`: "at least N days after" is met on receipt + N (22 CFR 123.15(b) supports the strict reading)."""


LAW_OPTIONS = Record(
    "the law options",
    (
        Field(
            "counting",
            Choice(("strict", "literal")),
            "Whether action is possible the day after the last review day (strict, the default) or on it (literal).",
            default="strict",
        ),
    ),
    LawOptions,
)
