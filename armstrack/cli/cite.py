"""`armstrack cite`: a citation of a record, or of a number that `summary` counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.sale_argument import complete_sale
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.plain_words import known_words
from armstrack.query.questions.cite import CiteRecordQuestion, CiteSummaryQuestion

if TYPE_CHECKING:
    from armstrack.query.citation import LedgerState

StyleOption = Annotated[str, typer.Option("--style", metavar="STYLE", help="plain, chicago or bibtex.")]

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
            autocompletion=complete_sale,
        ),
    ],
    style: StyleOption = "plain",
) -> None:
    """Cite a record: what it is, its own sources, the nearest to the act first, and the ledger that holds it.

    The word `record` can be left out: `armstrack cite taiwan-himars-2025`.
    """
    chosen = _style(style)
    question = CiteRecordQuestion(what, _ledger_state(session))
    _write(session, question.answer(session.answers, session.day), chosen)


@choosing_sales
def summary(session: Session, wanted: Filter, style: StyleOption = "plain") -> None:
    """Cite a total: the number, the command that counts it, the ledger and its revision, the day, and the rule.

    It takes what `armstrack summary` takes to choose sales: `armstrack cite summary --recipient TW --year 2024`.
    """
    chosen = _style(style)
    state = _ledger_state(session)
    known_at = state.revision[:12] if session.known_at is not None and state.revision is not None else None
    question = CiteSummaryQuestion(state, wanted, known_at)
    _write(session, question.answer(session.answers, session.day), chosen)


def _style(style: str) -> str:
    from armstrack.output.citation_text import STYLES

    (chosen,) = known_words([style], STYLES, "style") or ("",)
    return chosen


def _ledger_state(session: Session) -> LedgerState:
    """Which state of which ledger answers; says on standard error what makes it hard to have again."""
    from armstrack.ledger.git_history import NoGitHistory, Revision, revision_now
    from armstrack.ledger.locate import reference_folder
    from armstrack.query.citation import LedgerState
    from armstrack.version import __version__

    folder = session.location.folder
    shipped = session.location.reference or folder.resolve() == reference_folder().resolve()
    revision, why = None, None
    try:
        past = session.known_at
        revision = (
            revision_now(folder) if past is None else Revision(session.revision_at("--known-at", folder, past), False)
        )
    except NoGitHistory as error:
        why = str(error)
        session.note(f"No git revision can be named ({why}).")
    if revision is not None and revision.dirty:
        session.note("The ledger has changes that are not committed: its revision alone will not give the same.")
    return LedgerState(
        session.ledger.settings.name,
        __version__,
        shipped,
        revision.commit if revision is not None else None,
        revision is not None and revision.dirty,
        why,
    )


def _write(session: Session, citation: dict[str, Any], style: str) -> None:
    from armstrack.output.citation_text import citation_lines

    lines = citation_lines(citation, style)
    if not session.for_people:
        document = citation | {"style": style, "citation": "\n".join(lines)}
        session.write_document(document, [document], COLUMNS)
    elif session.format == "md":
        from armstrack.output.markdown import markdown_paragraph

        fenced = ["```bibtex", *lines, "```"]
        paragraphs = "\n\n".join(map(markdown_paragraph, lines))
        session.write(("\n".join(fenced) if style == "bibtex" else paragraphs) + "\n")
    elif style == "bibtex":
        session.write("".join(f"{line}\n" for line in lines))
    else:
        from armstrack.output.facts import paragraph

        session.write("".join(paragraph(line, session.terminal) for line in lines))
    raise typer.Exit(session.report_unreadable())
