"""Resolutions whose id, measure and days do not agree on their Congress."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armstrack.model.partial_date import on
from armstrack.model.problem import Finding
from armstrack.model.resolution import Resolution
from armstrack.workflow.resolution_life import congress_begins, congress_ends

_ID = re.compile(r"(?P<congress>[0-9]+)-(?P<measure>[hs](?:j|con)?res)-?(?P<number>[0-9]+)")
_MEASURE = re.compile(r"(?P<measure>[hs](?:j|con)?res)(?P<number>[0-9]+)")


def misnamed(resolution: Resolution) -> Iterator[Finding]:
    """Whether an id such as 119-sjres-101 says another Congress, or another measure, than the record."""
    named = _ID.fullmatch(resolution.id)
    if named is None:
        return
    if int(named["congress"]) != resolution.congress:
        message = (
            f"`{resolution.id}` is named after Congress {named['congress']}, the record says {resolution.congress}"
        )
        yield Finding(("congress",), "misnamed-resolution", message, "correct `congress:`, or rename the file")
    cited = _MEASURE.fullmatch(re.sub(r"[\s.]", "", resolution.measure.casefold()))
    if cited is not None and (cited["measure"], int(cited["number"])) != (named["measure"], int(named["number"])):
        message = f"`{resolution.id}` is named after another measure than {resolution.measure}"
        yield Finding(("measure",), "misnamed-resolution", message, "correct `measure:`, or rename the file")


def misdated(resolution: Resolution) -> Iterator[Finding]:
    """The entries on days outside the two years of the Congress; what comes after its end may be refused besides."""
    begins, ends = on(congress_begins(resolution.congress)), on(congress_ends(resolution.congress))
    for at, entry in enumerate(resolution.history):
        early, late = entry.date.surely_before(begins), ends.surely_before(entry.date)
        if early or (late and entry.vote is not None):
            message = f"`{entry.word}` on {entry.date}: the Congress of this resolution, number {resolution.congress},"
            message += f" sat from {begins} to {ends}"
            yield Finding(("history", at), "outside-congress", message, "check the day, and `congress:`")
