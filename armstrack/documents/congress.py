"""Resolutions of disapproval and their roll calls: what `resolutions` prints."""

from typing import Annotated, TypedDict

from armstrack.documents.parts import (
    AbsentSale,
    AsOf,
    Claim,
    Confidence,
    Day,
    NotAfter,
    NotBefore,
    Note,
    Source,
    SourceKey,
    State,
)


class VoteDocument(TypedDict):
    """A roll call."""

    chamber: Annotated[str, "senate or house."]
    question: Annotated[str, "What was voted on."]
    yea: Annotated[int | None, "Yeas; null where not told."]
    nay: Annotated[int | None, "Nays; null where not told."]
    present: Annotated[int | None, "Voting present; null where not told."]
    for_disapproval: Annotated[str, "Which answer bars the sale: yea or nay."]


class ResolutionStep(TypedDict):
    """One step of a resolution."""

    date: Day
    not_before: NotBefore
    not_after: NotAfter
    state: Annotated[str | None, "The state that it enters; null of an event."]
    event: Annotated[str | None, "The event."]
    vote: Annotated[VoteDocument | None, "The roll call that decided it."]
    actor: Annotated[str | None, "Who took it."]
    source: SourceKey
    note: Note
    confidence: Confidence
    conflicts: Annotated[list[Claim], "What other sources say instead."]


class ResolutionRow(TypedDict):
    """A resolution, and how it stands on the day."""

    id: Annotated[str, "Its id."]
    congress: Annotated[int, "The number of the Congress."]
    measure: Annotated[str, "As S.J.Res. 101."]
    form: Annotated[str | None, "joint or concurrent."]
    title: Annotated[str, "What it disapproves."]
    sponsor: Annotated[str | None, "Who introduced it."]
    recipients: Annotated[list[str], "The recipients of the sales that it names."]
    sales: Annotated[list[str | AbsentSale], "The sales that it names."]
    introduced: Annotated[str | None, "The day of introduction, as precise as known."]
    state: State
    since: Annotated[str | None, "Since when, as precise as known."]
    standing: Annotated[str, "Where it stands, in words."]
    meaning: Annotated[str, "What that means for the sales that it names."]
    committee_days: Annotated[int | None, "Days that the committee has before it can be discharged."]
    committee_until: Annotated[str | None, "Their last day."]


class ResolutionDocument(ResolutionRow):
    """A resolution in full."""

    note: Note
    history: list[ResolutionStep]
    sources: Annotated[dict[str, Source], "The sources by their keys."]
    as_of: AsOf


class RollCall(TypedDict):
    """A roll call, by who stood on which side."""

    date: Day
    resolution: Annotated[str, "The id of the resolution."]
    measure: Annotated[str, "As S.J.Res. 101."]
    recipients: Annotated[list[str], "The recipients of the sales that it names."]
    chamber: Annotated[str, "senate or house."]
    question: Annotated[str, "What was voted on."]
    yea: Annotated[int | None, "Yeas; null where not told."]
    nay: Annotated[int | None, "Nays; null where not told."]
    present: Annotated[int | None, "Voting present; null where not told."]
    to_disapprove: Annotated[int | None, "Those who would bar the sale."]
    to_let_proceed: Annotated[int | None, "Those who would let it proceed."]
    result: Annotated[str | None, "The state that came of it."]
    confidence: Confidence
