"""A memo of a period: what `brief` asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.memo import BriefDocument
    from armstrack.query.answers import Answers
    from armstrack.query.brief.learnt import Recorded

COLUMNS = ("section", "kind", "date", "day", "id", "title", "recipient", "state", "event", "value_usd", "note")


@dataclass(frozen=True)
class BriefQuestion(Question["BriefDocument"]):
    """What happened about the chosen sales since a day, what runs and what falls due."""

    since: date
    """The first day of the memo; the day that it is asked of is its last."""
    wanted: Filter = EVERYTHING
    within: int | None = None
    """Only what falls due in so many days."""
    recorded: Recorded | None = None
    """What git knows of the records, where it does."""

    def answer(self, answers: Answers, day: date) -> BriefDocument:
        """The memo. Raises WrongWord where it would end before it begins."""
        from armstrack.query.brief.memo import brief

        if self.since > day:
            raise WrongWord(f"--since: {self.since} comes after {day}, the as-of day.", "give a later --as-of")
        return brief(answers.ledger, answers, self.wanted, self.since, day, self.within, self.recorded)

    def sections(self, document: BriefDocument) -> list[list[Any]]:
        """The facts of each section."""
        from armstrack.query.brief.memo import SECTIONS

        sections: Mapping[str, Any] = document
        return [sections[section] for section in SECTIONS]

    def table(self, document: BriefDocument) -> Rows:
        """One fact a row."""
        from armstrack.query.brief.memo import SECTIONS

        sections: Mapping[str, Any] = document
        return Rows([{"section": section} | fact for section in SECTIONS for fact in sections[section]], COLUMNS)
