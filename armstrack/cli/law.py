"""`armstrack law` and `armstrack workflow`: the tables of the law and of the procedures."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import words
from armstrack.cli.session import Session
from armstrack.query.law_tables import law_history, law_on
from armstrack.query.procedures import procedure_document
from armstrack.workflow.procedure import procedures


def law(
    session: Session,
    history: Annotated[bool, typer.Option("--history", help="Every row there ever was, oldest first.")] = False,
) -> None:
    """The tables in force on the day, with citations: thresholds, review periods, groups, contested readings."""
    options = session.whole_ledger.options
    document = law_history(options) if history else law_on(session.day, options)
    if not session.for_people:
        rows = [
            {"table": name, **row}
            for name in ("thresholds", "review_periods", "memberships", "treatments")
            for row in document[name]
        ]
        columns = (
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
        session.write_document(document, rows, columns)
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
    known = {one.name: procedure_document(one) for one in procedures().values()}
    if name is None:
        if diagram is not None:
            raise usage("--diagram needs the name of a procedure.", f"one of: {', '.join(known)}")
        _all(session, list(known.values()))
        return
    (which,) = words([name], known, "procedure")
    document = known[which]
    if diagram is not None:
        from armstrack.output.diagram import dot, mermaid

        session.write(mermaid(document) if diagram == "mermaid" else dot(document))
    elif session.for_people:
        from armstrack.output.procedure_table import moves_table, states_table

        session.write_page([states_table(document), moves_table(document)])
    else:
        session.write_document(document, document["moves"], ("to", "from", "guards", "actor", "citation"))


def _all(session: Session, documents: list[dict[str, Any]]) -> None:
    if session.for_people:
        from armstrack.output.procedure_table import procedures_table

        session.write_table(procedures_table(documents))
        session.note("One of them in full: armstrack workflow NAME")
    else:
        session.write_document(documents, documents, ("name", "title", "authorities"))
