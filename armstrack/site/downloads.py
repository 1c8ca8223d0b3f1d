"""The downloads of the site: tables, documents, a database and a workbook, each with what its columns mean."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from armstrack.ledger.database import write_database
from armstrack.output.csv_text import csv_document
from armstrack.output.json_text import json_document, json_lines
from armstrack.output.workbook import write_workbook
from armstrack.query.data_package import Written, data_package, datasette_metadata
from armstrack.query.document import Document, sale_row
from armstrack.query.export import Table
from armstrack.query.export_columns import TABLES
from armstrack.site.asking import Asking
from armstrack.site.folder import SiteFolder, made_from
from armstrack.version import __version__

WHAT = {
    **{f"{name}.csv": what for name, what in TABLES.items()},
    "sales.json": "each sale as `list` prints it; in full each lies beside its page, as sales/ID.json",
    "ledger.db": "all tables as one SQLite database with a search in full text",
    "ledger.xlsx": "all tables as a workbook",
    "datapackage.json": "what every column means (Frictionless Data Package)",
    "metadata.json": "the same for Datasette: datasette ledger.db --metadata metadata.json",
    "SHA256SUMS": "the checksums of these files",
}
"""The files, and what each is."""


def add_downloads(target: SiteFolder, asking: Asking, site: Document, folder: str) -> None:
    """Adds every download below a folder of the site."""
    tables = asking.tables()
    key = made_from(site["day"], site["ledger"], repr(site["licence"]), *map(repr, tables.items()))
    names: list[str] = []

    def add(name: str, content: Callable[[], bytes]) -> None:
        target.add(f"{folder}/{name}", key, content)
        names.append(name)

    for name, table in tables.items():
        add(f"{name}.csv", lambda table=table: _csv(table))  # type: ignore[misc]
    text = _array([dict(sale_row(one)) for one in asking.sales])
    target.add_bytes(f"{folder}/sales.json", text)
    names.append("sales.json")
    about = {"ledger": site["ledger"], "as of": site["day"], "written by": f"armstrack {__version__}"}
    about |= {"licence": site["licence"]} if site["licence"] else {}
    add("ledger.db", lambda: _file(lambda path: write_database(path, tables, about)))
    add("ledger.xlsx", lambda: _file(lambda path: write_workbook(path, tables, asking.day)))
    files = {name: Written(target.size(f"{folder}/{name}"), target.sha256(f"{folder}/{name}")) for name in names}
    package = json_document(data_package(tables, about, files)).encode()
    found_at = site["repository"] or site["base"]
    described = datasette_metadata(tables, about, "ledger") | ({"source_url": found_at} if found_at else {})
    metadata = json_document(described).encode()
    for name, content in (("datapackage.json", package), ("metadata.json", metadata)):
        target.add_bytes(f"{folder}/{name}", content)
        names.append(name)
    sums = "".join(f"{target.sha256(f'{folder}/{name}')}  {name}\n" for name in sorted(names)).encode()
    target.add_bytes(f"{folder}/SHA256SUMS", sums)


def _array(documents: list[Document]) -> bytes:
    """An array with a document a line."""
    lines = json_lines(documents).splitlines()
    return ("[" + ",\n".join(lines) + "]\n").encode()


def _csv(table: Table) -> bytes:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return csv_document(rows, table.columns).encode()


def _file(write: Callable[[Path], object]) -> bytes:
    """What is written to a file of its own."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "made"
        write(path)
        return path.read_bytes()


def dataset(site: Document) -> Document:
    """The data set as schema.org describes one, for search engines."""
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site["ledger"],
        "description": "U.S. arms sales notified to Congress: who buys what, where each sale stands, under which law.",
        "version": site["day"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": site["ledger"]},
    }
    if site["licence"]:
        document["license"] = site["licence"]
    if site["base"]:
        document["url"] = site["base"]
        document["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{site['base']}data/{name}"}
            for name, kind in (("sales.csv", "text/csv"), ("sales.json", "application/json"))
        ]
    return document


def citation_file(site: Document, revision: str | None) -> bytes:
    """CITATION.cff: how the whole is cited."""
    lines = [
        ("cff-version", "1.2.0"),
        ("message", "If you use this data, please cite it with its day and revision."),
        ("type", "dataset"),
        ("title", site["ledger"]),
        ("version", f"{site['day']}" + (f", revision {revision[:12]}" if revision else "")),
        ("date-released", site["day"]),
    ]
    lines += [("license", site["licence"])] if site["licence"] else []
    lines += [("url", site["base"])] if site["base"] else []
    text = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in lines)
    return f"{text}authors:\n  - name: {json.dumps(site['ledger'], ensure_ascii=False)}\n".encode()
