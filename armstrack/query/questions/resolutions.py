"""Resolutions of disapproval and their roll calls: what `resolutions` asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.plain_words import known_words
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.documents.congress import ResolutionDocument, ResolutionRow, RollCall
    from armstrack.ledger.ledger import Ledger
    from armstrack.model.resolution import Resolution
    from armstrack.query.answers import OfLedger

CHAMBERS = ("senate", "house")

COLUMNS = ("id", "measure", "form", "title", "sponsor", "recipients", "introduced", "state", "since", "meaning")
VOTE_COLUMNS = (
    "date",
    "resolution",
    "measure",
    "recipients",
    "chamber",
    "question",
    "yea",
    "nay",
    "present",
    "to_disapprove",
    "to_let_proceed",
    "result",
    "confidence",
)
STEP_COLUMNS = (
    "date",
    "state",
    "event",
    "actor",
    "vote.chamber",
    "vote.question",
    "vote.yea",
    "vote.nay",
    "vote.present",
    "vote.for_disapproval",
    "source",
    "confidence",
    "note",
)


def _chosen(ledger: Ledger, recipients: Sequence[str], congresses: Sequence[int]) -> list[Resolution]:
    contents = ledger.contents
    return [
        one
        for one in contents.resolutions.values()
        if (not recipients or any(code in recipients for code in contents.recipients_of(one)))
        and (not congresses or one.congress in congresses)
    ]


@dataclass(frozen=True)
class ResolutionsQuestion(Question["list[ResolutionRow]"]):
    """The resolutions, the newest first: against whom, and how each stands."""

    recipients: tuple[str, ...] = ()
    """Codes of recipients of the sales that they name."""
    congresses: tuple[int, ...] = ()
    pending: bool = False
    """Only those of which nothing is decided, while their Congress sits."""
    past_review: bool = False
    """Only those that name a sale whose review is over."""

    def answer(self, answers: OfLedger, day: date) -> list[ResolutionRow]:
        """One row a resolution."""
        from armstrack.query.resolutions import first_known, is_past_review, is_pending, resolution_row

        ledger = answers.ledger
        chosen = sorted(_chosen(ledger, self.recipients, self.congresses), key=first_known, reverse=True)
        return [
            resolution_row(one, ledger, day)
            for one in chosen
            if (not self.pending or is_pending(one, day)) and (not self.past_review or is_past_review(one, ledger, day))
        ]

    def table(self, document: list[ResolutionRow]) -> Rows:
        """One row a resolution."""
        return Rows(document, COLUMNS)


@dataclass(frozen=True)
class ResolutionQuestion(Question["ResolutionDocument"]):
    """One resolution: its steps and votes, its committee clock, and what it means for the sales that it names."""

    name: str
    """An id, the beginning of one, or as S.J.Res. 101."""

    def answer(self, answers: OfLedger, day: date) -> ResolutionDocument:
        """The resolution in full. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.resolutions import find_resolution, resolution_document

        ledger = answers.ledger
        return resolution_document(find_resolution(ledger.contents.resolutions, self.name), ledger, day)

    def table(self, document: ResolutionDocument) -> Rows:
        """Its steps, a row each."""
        return Rows(document["history"], STEP_COLUMNS)

    def lines(self, document: ResolutionDocument) -> Sequence[Row]:
        """The resolution in full, in one line."""
        return [document]


@dataclass(frozen=True)
class VotesQuestion(Question["list[RollCall]"]):
    """Every roll call, oldest first, by who stood on which side. Raises WrongWord for a chamber that there is not."""

    recipients: tuple[str, ...] = ()
    congresses: tuple[int, ...] = ()
    chambers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "chambers", known_words(self.chambers, CHAMBERS, "chamber"))

    def answer(self, answers: OfLedger, day: date) -> list[RollCall]:
        """One row a roll call."""
        from armstrack.query.resolutions import vote_rows

        chosen = _chosen(answers.ledger, self.recipients, self.congresses)
        found = vote_rows(chosen, answers.ledger, day, self.since, self.until)
        return [row for row in found if not self.chambers or row["chamber"] in self.chambers]

    def without_vote(self, answers: OfLedger, day: date) -> int:
        """How many steps that a chamber decides are recorded by a day, and no vote with them."""
        from armstrack.query.resolutions import decided_without_vote

        chosen = _chosen(answers.ledger, self.recipients, self.congresses)
        return decided_without_vote(chosen, day, self.since, self.until, self.chambers)

    def table(self, document: list[RollCall]) -> Rows:
        """One row a roll call."""
        return Rows(document, VOTE_COLUMNS)
