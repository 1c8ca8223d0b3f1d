"""The tables of an export described as a Frictionless data package, from the schema of the database itself."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from armstrack.ledger.database import SCHEMA
from armstrack.model.sheet import TRUTHS, Sheet

KINDS = {"TEXT": "string", "INTEGER": "integer"}
LICENCE = {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}


def data_package(tables: Mapping[str, Sheet], about: Mapping[str, str]) -> dict[str, Any]:
    """`datapackage.json` for a folder with a file `NAME.csv` of each table."""
    with contextlib.closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(SCHEMA)
        resources = [_resource(empty, name, table) for name, table in tables.items()]
    return {
        "profile": "tabular-data-package",
        "name": "armstrack-export",
        "title": about["ledger"],
        "description": f"U.S. arms sales as of {about['as of']}, written by {about['written by']}. Money is in whole "
        "US dollars; an empty cell is unknown, never zero.",
        "licenses": [LICENCE],
        "resources": resources,
    }


def _resource(empty: sqlite3.Connection, name: str, table: Sheet) -> dict[str, Any]:
    declared = {row[1]: row for row in empty.execute(f"PRAGMA table_info({name})")}
    told = dict(column_notes(name))
    fields = [
        {"name": column, "type": _kind(column, declared[column][2])}
        | ({"description": told[column]} if column in told else {})
        | ({"constraints": {"required": True}} if declared[column][3] else {})
        for column in table.columns
    ]
    key = [row[1] for row in sorted(declared.values(), key=lambda row: row[5]) if row[5]]
    foreign = [
        {"fields": row[3], "reference": {"resource": row[2], "fields": row[4]}}
        for row in empty.execute(f"PRAGMA foreign_key_list({name})")
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    schema |= {"primaryKey": key} if key else {}
    schema |= {"foreignKeys": foreign} if foreign else {}
    path = f"{name}.csv"
    return {
        "name": name, "path": path, "profile": "tabular-data-resource", "format": "csv", "encoding": "utf-8",
        "schema": schema,
    }  # fmt: skip


def _kind(column: str, declared: str) -> str:
    """The type of a column."""
    return "boolean" if column in TRUTHS else KINDS[declared]


def column_notes(table: str) -> Iterator[tuple[str, str]]:
    """What the schema of the database says beside the columns of a table."""
    created = re.search(rf"CREATE TABLE {table} \((.*?)\n\);", SCHEMA, re.DOTALL)
    for line in created[1].splitlines() if created is not None else ():
        declared, found, note = line.partition(" -- ")
        if found:
            names = [part.split()[0] for part in declared.split(", ") if part.split()]
            yield names[-1].rstrip(","), note.strip()


def datasette_metadata(tables: Mapping[str, Sheet], about: Mapping[str, str], name: str) -> dict[str, Any]:
    """`metadata.json` for Datasette, which serves the database of that name."""
    described = {
        table: {"columns": notes} | ({"facets": ["recipients", "state", "class"]} if table == "sales" else {})
        for table in tables
        if (notes := dict(column_notes(table))) or table == "sales"
    }
    return {
        "title": about["ledger"],
        "description": f"U.S. arms sales as of {about['as of']}. Money is in whole US dollars; empty is unknown.",
        "license": LICENCE["name"],
        "license_url": LICENCE["path"],
        "source": about["written by"],
        "databases": {name: {"tables": described}},
    }
