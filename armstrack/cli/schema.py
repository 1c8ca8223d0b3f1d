"""`armstrack schema`: the JSON Schema of the files, and of what the commands print."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.session import Session
from armstrack.ledger.settings import SETTINGS
from armstrack.model.entry import STATE_SYNONYMS
from armstrack.model.fields import Record
from armstrack.model.figure import FIGURE
from armstrack.model.package import PACKAGE
from armstrack.model.resolution import RESOLUTION
from armstrack.model.sale import SALE
from armstrack.model.schema import json_schema
from armstrack.output.json_text import json_document
from armstrack.query.plain_words import known_words, one_word
from armstrack.workflow.procedure import procedures, sale_states

KINDS: dict[str, tuple[Record, str]] = {
    "sale": (SALE, "armstrack sale"),
    "resolution": (RESOLUTION, "armstrack resolution of disapproval"),
    "package": (PACKAGE, "armstrack package"),
    "figure": (FIGURE, "armstrack published figure"),
    "ledger": (SETTINGS, "armstrack ledger settings"),
}


def schema(
    session: Session,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help="sale (the default), resolution, package, figure or ledger; with --documents a document, as list: "
            "`armstrack schema --documents` has them all.",
        ),
    ] = None,
    documents: Annotated[
        bool, typer.Option("--documents", help="Of what commands print with --format json, instead of files.")
    ] = False,
) -> None:
    """The JSON Schema of one kind of file, so that an editor completes and checks it.

    With --documents, those of all that --format json prints, by name, or of the one that is named. The answer is JSON
    in every format.
    """
    if documents:
        session.write(json_document(_documents(kind)))
        return
    (which,) = known_words([kind or "sale"], KINDS, "kind of file")
    session.write(json_document(schema_of(which)))


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    return json_schema(*KINDS[kind], _states(kind))


def _documents(name: str | None) -> dict[str, Any]:
    """The schema of a document, or of each by its name. Raises WrongWord for one that there is not."""
    from armstrack.documents.registry import DOCUMENTS
    from armstrack.documents.schema import document_schema

    if name is None:
        return {each: document_schema(each) for each in DOCUMENTS}
    return document_schema(one_word("KIND", name, DOCUMENTS, "document"))


def _states(kind: str) -> list[str]:
    if kind == "resolution":
        return list(procedures()["resolution"].writable)
    made = {state.name for one in procedures().values() for state in one.states if state.made_by is not None}
    return [*(state for state in sale_states() if state not in made), *STATE_SYNONYMS]
