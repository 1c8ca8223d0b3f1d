"""`armstrack cite`: a citation of a record, or of a number that `summary` counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.ledger_state import ledger_state
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.plain_words import known_words
from armstrack.query.questions.cite import CiteRecordQuestion, CiteSummaryQuestion

StyleOption = Annotated[str, typer.Option("--style", metavar="STYLE", help="plain, chicago, bibtex or ris.")]

COLUMNS = (
    "kind",
    "id",
    "key",
    "title",
    "command",
    "total.sales",
    "total.announcements",
    "total.value_usd",
    "total.unknown_value",
    "total.undated",
    "as_of",
    "ledger.name",
    "ledger.version",
    "ledger.revision",
    "ledger.dirty",
    "style",
    "citation",
)
"""The columns of a citation as CSV."""


def record(
    session: Session,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="A sale, by id or transmittal; a resolution, as S.J.Res. 101; a package or a figure, by id.",
            show_default=False,
        ),
    ],
    style: StyleOption = "plain",
) -> None:
    """Cite a record: what it is, its own sources, the nearest to the act first, and the ledger that holds it.

    The word `record` can be left out: `armstrack cite taiwan-himars-2025`.
    """
    chosen = style_called(style)
    question = CiteRecordQuestion(what, ledger_state(session))
    write_citation(session, question.answer(session.answers, session.day), chosen)


@choosing_sales
def summary(session: Session, wanted: Filter, style: StyleOption = "plain") -> None:
    """Cite a total: the number, the command that counts it, the ledger and its revision, the day, and the rule.

    It takes what `armstrack summary` takes to choose sales: `armstrack cite summary --recipient TW --year 2024`.
    """
    chosen = style_called(style)
    state = ledger_state(session)
    known_at = state.revision[:12] if session.known_at is not None and state.revision is not None else None
    question = CiteSummaryQuestion(state, wanted, known_at)
    session.reach(wanted)
    citation = question.answer(session.answers, session.day)
    found = citation["total"]["sales"] + citation["total"]["undated"]
    write_citation(session, counted_in_part(session, citation, found), chosen)


def counted_in_part(session: Session, citation: Mapping[str, Any], found: int) -> dict[str, Any]:
    """The citation of a number of so many sales, with what the ledger does not cover of it beside its rule."""
    told = session.covering(dict(citation), found, "total", "totals")
    if session.covered is not None and session.covered.remark:
        # Whoever prints the number prints this with it.
        told["rule"] = f"{told['rule']}. {session.covered.remark.rstrip('.')}"
    return told


def style_called(style: str) -> str:
    """The style that a word names. Raises Failure, naming the nearest."""
    from armstrack.output.citation_text import STYLES

    (chosen,) = known_words([style], STYLES, "style") or ("",)
    return chosen


def write_citation(session: Session, citation: dict[str, Any], style: str) -> None:
    """Prints a citation in a style, and ends the command."""
    from armstrack.output.citation_text import citation_lines

    lines = citation_lines(citation, style)
    if not session.for_people:
        document = citation | {"style": style, "citation": "\n".join(lines)}
        session.write_document(document, [document], COLUMNS)
    elif session.format == "md":
        from armstrack.output.markdown import markdown_paragraph

        fenced = [f"```{style}", *lines, "```"]
        paragraphs = "\n\n".join(map(markdown_paragraph, lines))
        session.write(("\n".join(fenced) if style in ("bibtex", "ris") else paragraphs) + "\n")
    elif style in ("bibtex", "ris"):
        session.write("".join(f"{line}\n" for line in lines))
    else:
        from armstrack.output.facts import paragraph

        session.write("".join(paragraph(line, session.terminal) for line in lines))
    raise typer.Exit(session.report_unreadable())
