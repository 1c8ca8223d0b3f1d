"""`armstrack explain`: what a kind of problem means, how it looks, and how it is put right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from armstrack.cli.session import Session
from armstrack.model.codes import CODES
from armstrack.query.plain_words import known_words

PACKAGE = Path(__file__).parent.parent


def gallery() -> Path:
    """The page with an example of every code: inside the installed package, or in the docs of a checkout."""
    installed = PACKAGE / "errors.md"
    return installed if installed.is_file() else PACKAGE.parent / "docs" / "errors.md"


def example_of(code: str) -> str:
    """The example of a code, as `validate` prints it; empty where the page is missing."""
    try:
        _, found, section = gallery().read_text(encoding="utf-8").partition(f"\n## {code}\n")
    except OSError:
        return ""
    block = section.split("\n## ")[0].partition("```text\n")[2] if found else ""
    return block.partition("```")[0]


def explain(
    session: Session,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help="As it stands in brackets behind error or warning. Default: all.", show_default=False
        ),
    ] = None,
) -> None:
    """What a kind of problem means, an example of it, and how it is put right."""
    chosen = [CODES[name] for name in (known_words([code], CODES, "code of a problem") if code is not None else CODES)]
    documents = [
        {"code": one.name, "severity": str(one.severity), "meaning": one.meaning, "remedy": one.remedy}
        | ({"example": example_of(one.name)} if code is not None else {})
        for one in chosen
    ]
    if not session.for_people:
        document = documents[0] if code is not None else documents
        session.write_document(document, documents, ("code", "severity", "meaning", "remedy"))
        return
    if code is None:
        from armstrack.output.table import Column, Table

        columns = (
            Column("code", "Code", id=True),
            Column("severity", "Kind"),
            Column("meaning", "Means", wrap=True, minimum=20),
        )
        session.write_table(Table(columns, documents))
        return
    from armstrack.output.facts import heading, paragraph
    from armstrack.output.safe_text import printable

    (one,) = documents
    session.write(heading(f"{one['code']} ({one['severity']})", session.terminal))
    session.write(paragraph(one["meaning"], session.terminal))
    if one["example"]:
        session.write(f"\n{printable(one['example'], keep=chr(10))}\n")
    session.write(paragraph(one["remedy"], session.terminal))
