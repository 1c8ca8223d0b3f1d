"""Readings of the law that can be contested: a ledger states which one it follows.

Each default is what practice follows. An answer that would be another under another
reading says so: `check` asks under each of them (`readings` of `armstrack.query.check`).
"""

from typing import Annotated

from armstrack.model.data_class import dataclass
from armstrack.model.fields import Key, Record
from armstrack.model.kinds import Choice

READINGS: dict[str, dict[str, str]] = {
    "counting": {
        "strict": (
            "the days must have elapsed: action from the day after the last review day (22 CFR 123.15(b) on 36(c); "
            "no other reading fits `within thirty calendar days after receiving` in 36(b)(1))"
        ),
        "literal": "`at least N calendar days after` (36(c)(2)) is met on the last review day itself",
    },
    "joined-tests": {
        "any": "any one test of 36(b)(6) suffices, as practice reads it",
        "all": "equipment and articles must both reach their figures, since 36(b)(6) joins them by `and`",
    },
    "nato-organization": {
        "low": "the low thresholds, since 36(b)(6), 36(c)(5) and 3(d)(5) name member countries only",
        "high": "the thresholds of its member countries",
    },
    "firearms-to-nato-plus": {
        "regulation": "one million dollars for every country (22 CFR 123.15(a)(3))",
        "statute": "no firearms test for NATO+, since 36(c)(5) lists none",
    },
}
"""The contested readings: each option, its choices with the default first, and what they say."""


def _option(name: str) -> Key:
    return Key(Choice(tuple(READINGS[name])), "; ".join(f"{word}: {says}" for word, says in READINGS[name].items()))


@dataclass(frozen=True, slots=True)
class LawOptions:
    """Which reading a ledger follows where the text allows more than one; the first of `READINGS` is the default."""

    counting: Annotated[str, _option("counting")] = "strict"
    joined_tests: Annotated[str, _option("joined-tests")] = "any"
    nato_organization: Annotated[str, _option("nato-organization")] = "low"
    firearms_to_nato_plus: Annotated[str, _option("firearms-to-nato-plus")] = "regulation"


LAW_OPTIONS = Record.of("the law options", LawOptions)


def reading(options: LawOptions, option: str) -> str:
    """The choice that a ledger makes for an option of `READINGS`."""
    chosen: str = getattr(options, option.replace("-", "_"))
    return chosen
