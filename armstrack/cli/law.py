"""`armstrack law` and `armstrack workflow`: the tables of the law and of the procedures."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.failure import usage
from armstrack.cli.session import Session
from armstrack.query.answers import LedgerAlone
from armstrack.query.questions.law import LawQuestion, ProcedureQuestion, ProceduresQuestion
from armstrack.workflow.procedure import procedures


def law(
    session: Session,
    history: Annotated[bool, typer.Option("--history", help="Every row there ever was, oldest first.")] = False,
) -> None:
    """The tables in force on the day, with citations: thresholds, review periods, groups, contested readings."""
    question = LawQuestion(history)
    document = question.answer(LedgerAlone(session.whole_ledger), session.day)
    if not session.for_people:
        session.write_answer(question, document)
        return
    from armstrack.output.law_page import law_page

    title = "The law: every row, oldest first" if history else f"The law in force on {session.day}"
    session.write_page(law_page(document, title))


def workflow(
    session: Session,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="fms, dcs, transfer, lease, report or resolution.")
    ] = None,
    diagram: Annotated[
        str | None, typer.Option("--diagram", metavar="mermaid|dot", help="Draw it for Mermaid or Graphviz.")
    ] = None,
) -> None:
    """The states and moves of a procedure: who makes each move, what guards it, and on which text it rests."""
    if diagram not in (None, "mermaid", "dot"):
        raise usage(f"--diagram: `{diagram}` is neither mermaid nor dot.")
    if name is None:
        if diagram is not None:
            raise usage("--diagram needs the name of a procedure.", f"one of: {', '.join(procedures())}")
        _all(session)
        return
    question = ProcedureQuestion(name)
    document = question.answer(None, session.day)
    if diagram is not None:
        from armstrack.output.diagram import dot, mermaid

        session.write(mermaid(document) if diagram == "mermaid" else dot(document))
    elif session.for_people:
        from armstrack.output.procedure_table import moves_table, states_table

        session.write_page([states_table(document), moves_table(document)])
    else:
        session.write_answer(question, document)


def _all(session: Session) -> None:
    question = ProceduresQuestion()
    documents = question.answer(None, session.day)
    if session.for_people:
        from armstrack.output.procedure_table import procedures_table

        session.write_table(procedures_table(documents))
        session.note("One of them in full: armstrack workflow NAME")
    else:
        session.write_answer(question, documents)
