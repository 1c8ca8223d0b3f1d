"""A memo of a period: what `brief` prints."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.congress import VoteDocument
from armstrack.documents.counts import Group, Total, WholeTotal
from armstrack.documents.parts import (
    AbsentSale,
    Amount,
    AsOf,
    Authorities,
    Claim,
    Covered,
    Day,
    EmergencyWaiver,
    NotAfter,
    NotBefore,
    Recipients,
    Review,
    Usd,
)


class Fact(TypedDict):
    """One fact of a memo; which keys it has depends on its kind.

    A `notification` has what the notice says, a `move`, an `event` and a `step` what their entry says, a `review-over`
    its review, and what falls due its day and words.
    """

    kind: Annotated[str, "notification, move, event, step, review-over, or what falls due."]
    id: Annotated[str, "The id of the sale, resolution or package."]
    title: Annotated[str, "Its title."]
    recipient: Recipients
    measure: NotRequired[Annotated[str, "Of a resolution: as S.J.Res. 101."]]
    date: NotRequired[Day]
    not_before: NotRequired[NotBefore]
    not_after: NotRequired[NotAfter]
    day: NotRequired[Annotated[str | None, "Of what falls due: its last day."]]
    words: NotRequired[Annotated[str, "Of what falls due: the same in words."]]
    state: NotRequired[Annotated[str | None, "The state that was entered."]]
    event: NotRequired[Annotated[str | None, "The event."]]
    purchaser: NotRequired[Annotated[str | None, "The agency that buys."]]
    authority: NotRequired[Authorities]
    transmittal: NotRequired[Annotated[str | None, "The number of the notice."]]
    package: NotRequired[Annotated[str | None, "The package that it was announced in."]]
    value_usd: NotRequired[Usd]
    total_usd: NotRequired[Annotated[int | None, "The ceiling that the notice prints."]]
    amends: NotRequired[Annotated[str | AbsentSale | None, "The sale that it amends."]]
    emergency: NotRequired[Annotated[EmergencyWaiver | None, "The emergency that it states."]]
    review: NotRequired[Annotated[Review | None, "Its clock."]]
    reviewed: NotRequired[Annotated[bool, "Whether Congress reviews it, or only a wait runs."]]
    vote: NotRequired[Annotated[VoteDocument | None, "The roll call."]]
    source: NotRequired[Annotated[str | None, "The key of a source of the record, or an address."]]
    note: NotRequired[Annotated[str | None, "What a reader should know besides."]]
    actor: NotRequired[Annotated[str | None, "Who did it."]]
    expires: NotRequired[Annotated[str, "The last day of the offer, licence or lease."]]
    expected: NotRequired[Annotated[str | None, "The day promised for delivery."]]
    amount: NotRequired[Amount]
    quantity: NotRequired[Annotated[int, "How many it is about."]]
    item: NotRequired[Annotated[str, "The line item that it is about."]]
    case: NotRequired[Annotated[str, "The case of the letter that it is about."]]
    sale: NotRequired[Annotated[str, "Another sale that it is about."]]
    skipped: NotRequired[Annotated[list[str], "States that were passed over on purpose."]]
    basis: NotRequired[Annotated[str, "What the day of a notification rests on."]]
    conflicts: NotRequired[Annotated[list[Claim], "What other sources say instead."]]
    confidence: NotRequired[Annotated[str | None, "How sure the recorder is."]]
    exempt: NotRequired[Annotated[str, "The exemption on which a move without a notification rests."]]
    sources: Annotated[list[int], "The numbers of its footnotes."]


class EmergencyCount(TypedDict):
    """The notifications under an emergency waiver."""

    sales: Annotated[int, "How many."]
    value_usd: Usd
    unknown_value: Annotated[int, "Of them, those of unknown value."]
    totals: Annotated[dict[str, Total], "The same for each procedure."]


class LeftOut(TypedDict):
    """Sales that the filter could not decide on."""

    undated: Annotated[int, "For their day."]
    unvalued: Annotated[int, "For their value."]


class MemoTotals(TypedDict):
    """The notifications of the period, counted."""

    by_recipient: list[Group]
    total: WholeTotal
    totals: Annotated[dict[str, Total], "The same for each procedure; fms and dcs always."]
    emergency: EmergencyCount
    left_out: LeftOut


class Footnote(TypedDict):
    """A source of the memo."""

    number: Annotated[int, "Its number."]
    title: Annotated[str | None, "Its title, or the text of the law."]
    url: Annotated[str | None, "Its address."]
    published: Annotated[str | None, "When it was published."]


class BriefDocument(TypedDict):
    """A memo of a period."""

    since: Annotated[str, "Its first day."]
    as_of: AsOf
    ledger: Annotated[str, "The name of the ledger."]
    chosen_by: Annotated[list[str], "The options that chose the sales."]
    within_days: Annotated[int | None, "Up to how many days ahead it looks."]
    notifications: list[Fact]
    clocks: Annotated[list[Fact], "Clocks of Congress that run."]
    reviews_over: list[Fact]
    moves: list[Fact]
    events: list[Fact]
    resolutions: list[Fact]
    deadlines: Annotated[list[Fact], "What was offered, granted or promised, and falls due."]
    passed: Annotated[list[Fact], "What fell due, and nothing is recorded."]
    perhaps: Annotated[list[Fact], "What may lie in the period: its day is known only in part."]
    totals: MemoTotals
    sources: list[Footnote]
    learnt: Annotated[list[Fact], "What was recorded since though it happened before."]
    looked_at: Annotated[str | None, "To which day the sources were looked at; null where the ledger does not say."]
    coverage: NotRequired[Covered]
