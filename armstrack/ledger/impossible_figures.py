"""Figures that the ledger can never reproduce, whatever it comes to hold: their question contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from armstrack.ledger.ledger import Contents
from armstrack.ledger.named import listed
from armstrack.model.figure import MEASURED_IN_VOTES, Figure
from armstrack.model.kinds import did_you_mean
from armstrack.model.problem import Finding
from armstrack.model.resolution import Resolution
from armstrack.workflow.procedure import sale_states

"""So many resolutions are named in a message."""

FORM_OF_TALLY = r"[0-9]+-[0-9]+"
FORM_OF_TREND = r"[0-9]+(?:, [0-9]+)*"


def never_holds(figure: Figure, contents: Contents) -> Iterator[Finding]:
    """Why a figure can never hold: an empty period, a state that no sale has, a roll call of no resolution."""
    question = figure.question
    if question.since is not None and question.until is not None and question.since > question.until:
        message = f"nothing happens since {question.since} and until {question.until}"
        yield Finding(("question", "since"), "never-holds", message, "put the earlier day first")
    for key, period in (("year", question.year), ("fy", question.fy)):
        if period is not None and _outside(period, question.since, question.until):
            message = f"{period} lies outside the days asked for (`since`, `until`)"
            yield Finding(("question", key), "never-holds", message, "check the period")
    if question.state is not None and question.state not in sale_states():
        hint = did_you_mean(question.state, sale_states()) or f"one of: {', '.join(sale_states())}"
        yield Finding(("question", "state"), "never-holds", f"no sale can be `{question.state}`", hint)
    if figure.measure in MEASURED_IN_VOTES:
        yield from _of_votes(figure, contents)


def _outside(year: int, since: date | None, until: date | None) -> bool:
    """Whether no day of a year, calendar or fiscal, lies in a period; a fiscal year begins in the year before."""
    return (since is not None and since.year > year) or (until is not None and until.year < year - 1)


def _of_votes(figure: Figure, contents: Contents) -> Iterator[Finding]:
    question = figure.question
    form, example = (FORM_OF_TALLY, "18-79") if figure.measure == "tally" else (FORM_OF_TREND, "18, 15")
    if re.fullmatch(form, figure.published) is None:
        message = f"a {figure.measure} is written as {example}, and this one is `{figure.published}`"
        yield Finding(("published",), "never-holds", message, f"write it as {example}")
    narrowed = (question.resolutions, question.recipient, question.since, question.until, question.as_of)
    if figure.measure == "tally" and not any(narrowed):
        message = "a tally is of one roll call, and the question names no resolution"
        yield Finding(("question",), "never-holds", message, "add `resolutions:`")
    unread = [name for name in question.resolutions if name not in contents.resolutions]
    if unread or contents.problems or not (question.resolutions or question.recipient):
        return
    asked = [one for one in contents.resolutions.values() if _is_asked_about(one, figure, contents)]
    votes = [entry.vote for one in asked for entry in one.history if entry.vote is not None]
    if not any(question.chamber in (None, vote.chamber) for vote in votes):
        key = "resolutions" if question.resolutions else "recipient"
        where = f" of the {question.chamber}" if question.chamber is not None else ""
        of = listed(question.resolutions) or f"any resolution against {question.recipient}"
        message = f"no roll call{where} is recorded of {of}"
        yield Finding(("question", key), "never-holds", message, "record the roll call, or correct the question")


def _is_asked_about(resolution: Resolution, figure: Figure, contents: Contents) -> bool:
    """Whether the votes on a resolution are among those that a figure asks for."""
    question = figure.question
    named = not question.resolutions or resolution.id in question.resolutions
    return named and (question.recipient is None or question.recipient in contents.recipients_of(resolution))
