"""The tables of an export described for other programs: a Frictionless data package, and metadata for Datasette.

Keys and references are those of the schema of the database, and what a column means is said in
`query/export_columns.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from armstrack.ledger.database import Ties, ties_of
from armstrack.model.sheet import Sheet
from armstrack.query.export_columns import TABLES, meaning


class Written(NamedTuple):
    """How many bytes a file has, and their SHA-256."""

    size: int
    sha256: str


def data_package(tables: Mapping[str, Sheet], about: Mapping[str, str], files: Mapping[str, Written]) -> dict[str, Any]:
    """`datapackage.json` for a folder with a file `NAME.csv` of each table; `files` are these by name.

    `about` says what the export is of, as the database does; the licence is the one that the ledger
    declares, and none where it declares none.
    """
    ties = ties_of(tables)
    return {
        "profile": "tabular-data-package",
        "name": "armstrack-export",
        "title": about["ledger"],
        "description": f"U.S. arms sales as of {about['as of']}, written by {about['written by']}. Money is in whole "
        "US dollars; an empty cell is unknown, never zero.",
        **({"licenses": [{"name": about["licence"]}]} if "licence" in about else {}),
        "version": about["as of"],
        "resources": [_resource(name, table, ties[name], files[f"{name}.csv"]) for name, table in tables.items()],
    }


def _resource(name: str, table: Sheet, ties: Ties, written: Written) -> dict[str, Any]:
    fields = [
        {"name": column, "type": said.type, "description": said.help}
        | ({"constraints": {"required": True}} if column in ties.required else {})
        for column in table.columns
        for said in [meaning(name, column)]
    ]
    foreign = [
        {"fields": column, "reference": {"resource": "" if other == name else other, "fields": key}}
        for column, other, key in ties.foreign
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    schema |= {"primaryKey": list(ties.key)} if ties.key else {}
    schema |= {"foreignKeys": foreign} if foreign else {}
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema, "title": TABLES[name],
        "bytes": written.size, "hash": f"sha256:{written.sha256}",
    }  # fmt: skip


def datasette_metadata(tables: Mapping[str, Sheet], about: Mapping[str, str], name: str) -> dict[str, Any]:
    """`metadata.json` for Datasette, which serves the database of that name."""
    described: dict[str, Any] = {
        table: {
            "description": TABLES[table],
            "columns": {column: meaning(table, column).help for column in sheet.columns},
        }
        for table, sheet in tables.items()
    }
    described["sales"] |= {
        "facets": ["recipients", "state", "class", "authority"],
        "sort_desc": "notified",
        "fts_table": "sales_text",
        "fts_pk": "rowid",
    }
    return {
        "title": about["ledger"],
        "description": f"U.S. arms sales as of {about['as of']}. Money is in whole US dollars; NULL is unknown, and "
        "never zero.",
        **({"license": about["licence"]} if "licence" in about else {}),
        "source": about["written by"],
        "databases": {name: {"tables": described}},
    }
