"""What `import --merge` did, as a person reads it: a line a sale, and beside it what was added and what disagrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.amounts import count
from armstrack.output.table import Column, Table

Document = Mapping[str, Any]


def import_table(rows: Sequence[Document]) -> Table:
    """A row a notice, in the order of the files."""
    columns = (
        Column("sale", "Sale", 1, id=True),
        Column("what", "Became", 3),
        Column("added", "Added", 1, wrap=True, minimum=14),
        Column("agrees", "Agrees", 1, wrap=True, minimum=10),
        Column("differs", "Contradicts", 1, wrap=True, minimum=14),
        Column("left_out", "Left out", 2, wrap=True, minimum=10),
    )
    return Table(columns, [_row(row) for row in rows])


def _row(row: Document) -> dict[str, str]:
    listed = {key: "; ".join(row[key]) for key in ("added", "differs", "left_out")}
    return {"sale": row["sale"] or row["id"], "what": row["what"], "agrees": _agreeing(row["agrees"])} | listed


def _agreeing(agrees: Sequence[str]) -> str:
    """What is the same in both, without its values; the articles and firms counted."""
    counted = {kind: [one for one in agrees if one.startswith(f"{kind}: ")] for kind in ("items", "contractors")}
    said = [one.removeprefix("value: ") for one in agrees if not one.startswith(("items: ", "contractors: "))]
    said += [count(len(found), kind.removesuffix("s")) for kind, found in counted.items() if found]
    return ", ".join(said)
