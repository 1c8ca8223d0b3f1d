"""`armstrack set` and `armstrack rename`: one value corrected in place, one id changed wherever it stands."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from armstrack.cli.failure import Failure, usage
from armstrack.cli.sale_argument import SaleArgument
from armstrack.cli.session import Session
from armstrack.ledger.journal import change_sale, rename_sale
from armstrack.model.entry import ID_PATTERN
from armstrack.model.problem import Path
from armstrack.model.sale import SALE, Sale
from armstrack.model.told import ExitCode, sentence
from armstrack.yaml_text.edit import NotEdited, meant_with, replace


def set_(
    session: Session,
    sale: SaleArgument,
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help="As title, value.total or items.2.quantity; `armstrack new --template` has them.",
            show_default=False,
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="As the file would have it.", show_default=False)],
) -> None:
    """Correct one value of a sale's file: its own characters change, and no others.

    Items, contractors and entries are counted from 1. The file is checked before it is
    written; what the format does not allow is refused. The id is changed with `rename`.
    """
    session.settle()
    found = session.sale(sale)
    path = _path(key)
    if path == ("id",):
        raise usage("The id is the name of the file.", f"armstrack rename {found.id} {value}")

    def corrected(_: Sale, text: str) -> tuple[str, Sale | None]:
        return replace(text, {path: value}), meant_with(text, {path: value}, SALE)

    try:
        before, after = change_sale(session.ledger, found.id, corrected)
    except NotEdited as error:
        raise Failure(ExitCode.NOT_FOUND, "no-such-value", f"{sentence(error)} Nothing was written.") from error
    document = {"sale": found.id, "key": key, "value": value, "written": before != after}
    if session.for_people:
        session.write(f"{found.id}: {key} is {value}\n")
    else:
        session.write_document(document, [document], tuple(document))


def rename(
    session: Session,
    sale: SaleArgument,
    new_id: Annotated[str, typer.Argument(metavar="ID", help="The new id.", show_default=False)],
) -> None:
    """Give a sale another id: its file's name, its `id`, and every record that refers to it."""
    session.settle()
    found = session.sale(sale)
    if not re.fullmatch(ID_PATTERN, new_id):
        raise usage(f"`{new_id}` is not an id.", "write small letters, digits and hyphens, as taiwan-himars-2025")
    try:
        path, referring = rename_sale(session.whole_ledger, found.id, new_id)
    except FileExistsError as error:
        raise Failure(ExitCode.REFUSED, "exists", f"The ledger has a sale {new_id} already.") from error
    except NotEdited as error:
        raise Failure(ExitCode.REFUSED, "no-such-value", f"{sentence(error)} Nothing was written.") from error
    if session.for_people:
        session.write("".join(f"{one}\n" for one in (path, *referring)))
        session.note(f"{found.id} is {new_id} now; {len(referring)} other files refer to it.")
    else:
        document = {"id": new_id, "was": found.id, "path": str(path), "referring": [str(one) for one in referring]}
        session.write_document(document, [document], ("id", "was", "path"))


def _path(key: str) -> Path:
    """`items.2.quantity` as the path in the file, where lists are counted from 0."""
    steps: list[str | int] = []
    for step in key.split("."):
        if not step or step == "0":
            raise usage(f"`{key}` is not the key of a value.", "write title, value.total or items.2.quantity")
        steps.append(int(step) - 1 if step.isascii() and step.isdigit() and len(step) < 6 else step)
    return tuple(steps)
