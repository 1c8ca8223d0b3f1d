"""The closed lists of words that a sale's file may use; they are here so that naming them loads nothing else."""

from __future__ import annotations

EVENTS: dict[str, str] = {
    "hold": "a committee, an official or the President withholds clearance; it has no legal force",
    "hold-lifted": "a hold ended",
    "contract": "a contract to produce or supply what was sold",
    "delivery": "articles or services reached the purchaser; the first makes the sale `delivering`",
    "value-revised": "the value was restated without a new notification",
    "promised": "a day was promised for delivery (`expected:`)",
    "delay": "a promised day moved or passed",
    "restated": "an open offer was restated",
    "extended": "the deadline of an open offer was moved (`expires:`)",
    "counter-offer": "the purchaser changed the terms of an open offer",
    "published": "the notice was printed, posted, taken down or posted again",
    "corrected": "a published notice was corrected",
    "informal-review-bypassed": "the certification went to Congress without clearance of the informal review",
    "funding": "the purchaser's legislature or government decided on money for it",
    "payment": "money was paid, or its payment was moved",
    "selected": "the purchaser chose this, or another, of several offers",
    "reaction": "somebody who takes no part in the procedure responded",
    "modified": "the executive changed the proposal during the review, in answer to Congress",
    "resubmitted": "the same proposal, still before Congress, was submitted again: a new review runs",
    "amended": "a letter was amended or modified, or a licence amended, within what was notified",
    "note": "anything else that a reader should know",
}
"""What can happen to a sale without moving it. A closed table; its words are the field's."""

LETTER_EVENTS = ("delivery", "extended", "restated", "counter-offer", "payment", "value-revised", "amended")
"""Events about one letter: where there are several, they say which (`case:`)."""

OFFER_EVENTS = ("extended", "restated", "counter-offer")
"""Events that may set a new last day for an open offer."""

STATE_SYNONYMS = {"signed": "accepted"}
"""Another word that a history may use for a state."""

STATES_MEANT = {
    **dict.fromkeys(
        ("approved", "authorized", "authorised"),
        "no sale is approved by Congress: once the review is over it is `cleared`, then `offered` and `accepted`",
    ),
    **dict.fromkeys(("under review", "in review", "pending", "announced"), "Congress reviews what is `notified`"),
    **dict.fromkeys(("review over", "reviewed"), "did you mean `cleared`?"),
    **dict.fromkeys(("held", "hold", "on hold"), "a hold is an event and no state: --event hold"),
    **dict.fromkeys(("sold", "contracted"), "`accepted` is signed by the buyer; for contracts --event contract"),
    **dict.fromkeys(("rejected", "vetoed", "disapproved"), "a sale that a law forbids is `blocked`"),
    **dict.fromkeys(("overdue", "late"), "a promise that has passed is no state: --overdue"),
}
"""What is meant by words that people use of where a sale stands, and that name no state."""

CLASSES = ("traditional", "asymmetric", "munitions", "maintenance")
"""What a sale is for, where somebody classed it."""

UNCLASSED = "unclassed"
"""What the rule of a backlog calls a sale whose file names no class."""

OFFSETS = ("known", "none", "unknown")
"""What a notice says of an offset agreement: that there is one or the buyer asks for one, that there is none, or
that whoever writes is not aware of any."""


UNLESS_ADJOURNED = "unless a chamber adjourns for more than three days"
UNLESS_ADJOURNED_BEFORE = "unless a chamber adjourned for more than three days before"
"""What the count of the Senate committee's days assumes (P.L. 94-329, sec. 601(b)(1)): no ledger holds adjournments."""


def comparable_name(text: str) -> str:
    """The form in which two spellings of the name of an item are equal."""
    return " ".join(text.casefold().split())
