"""`armstrack schema`: the JSON Schema of the files."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.filter_options import words
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
    kind: Annotated[str, typer.Argument(metavar="KIND", help="sale, resolution, package, figure or ledger.")] = "sale",
) -> None:
    """The JSON Schema of one kind of file, so that an editor completes and checks it.

    The answer is JSON in every format.
    """
    (which,) = words([kind], KINDS, "kind of file")
    session.write(json_document(json_schema(*KINDS[which], _states(which))))


def _states(kind: str) -> list[str]:
    if kind == "resolution":
        return list(procedures()["resolution"].writable)
    made = {state.name for one in procedures().values() for state in one.states if state.made_by is not None}
    return [*(state for state in sale_states() if state not in made), *STATE_SYNONYMS]
