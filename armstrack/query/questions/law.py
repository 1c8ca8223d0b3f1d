"""The tables of the law and of the procedures: what `law` and `workflow` ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.model.data_class import dataclass
from armstrack.query.plain_words import one_word
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armstrack.documents.law import LawDocument, ProcedureDocument
    from armstrack.query.answers import OfLedger

COLUMNS = (
    "table",
    "authority",
    "recipient",
    "group",
    "groups",
    "from",
    "until",
    "days",
    "law",
    "citation",
    "verified",
)
TABLES = ("thresholds", "review_periods", "memberships", "treatments")


@dataclass(frozen=True)
class LawQuestion(Question["LawDocument"]):
    """The tables of the law in force on the day, or every row there ever was."""

    history: bool = False

    def answer(self, answers: OfLedger, day: date) -> LawDocument:
        """The tables, each row with its citation."""
        from armstrack.query.law_tables import law_history, law_on

        options = answers.ledger.options
        return law_history(options) if self.history else law_on(day, options)

    def table(self, document: LawDocument) -> Rows:
        """The rows of the tables, one below the other."""
        tables: Mapping[str, Any] = document
        return Rows([{"table": name, **row} for name in TABLES for row in tables[name]], COLUMNS)


@dataclass(frozen=True)
class ProceduresQuestion(Question["list[ProcedureDocument]"]):
    """Every procedure: its states and moves."""

    def answer(self, answers: OfLedger | None, day: date) -> list[ProcedureDocument]:
        """The procedures. No ledger is asked."""
        from armstrack.query.procedures import procedure_document
        from armstrack.workflow.procedure import procedures

        return [procedure_document(one) for one in procedures().values()]

    def table(self, document: list[ProcedureDocument]) -> Rows:
        """One row a procedure."""
        return Rows(document, ("name", "title", "authorities"))


@dataclass(frozen=True)
class ProcedureQuestion(Question["ProcedureDocument"]):
    """The states and moves of one procedure. Raises WrongWord for one that there is not."""

    name: str

    def __post_init__(self) -> None:
        from armstrack.workflow.procedure import procedures

        object.__setattr__(self, "name", one_word("NAME", self.name, procedures(), "procedure"))

    def answer(self, answers: OfLedger | None, day: date) -> ProcedureDocument:
        """The procedure. No ledger is asked."""
        from armstrack.query.procedures import procedure_document
        from armstrack.workflow.procedure import procedures

        return procedure_document(procedures()[self.name])

    def table(self, document: ProcedureDocument) -> Rows:
        """The moves, a row each."""
        return Rows(document["moves"], ("to", "from", "guards", "actor", "citation"))
