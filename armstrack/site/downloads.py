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
from armstrack.query.document import Document, sale_row
from armstrack.query.export import Table
from armstrack.query.export_columns import meaning
from armstrack.site.asking import Asking
from armstrack.site.folder import SiteFolder, made_from
from armstrack.version import __version__

WHAT = {
    "sales.csv": "a line for each sale as it stood on the day",
    "recipients.csv": "each recipient of each sale",
    "items.csv": "each line item of each notice",
    "contractors.csv": "each contractor that a notice names",
    "events.csv": "each entry of each history",
    "letters.csv": "each letter, licence or lease under a notification",
    "resolutions.csv": "each resolution of disapproval",
    "resolution_sales.csv": "each sale that a resolution names",
    "votes.csv": "each roll call, with the answer that bars the sale",
    "sources.csv": "each source of each record",
    "countries.csv": "the names of the codes",
    "sales.json": "each sale as `list` prints it; in full each lies beside its page, as sales/ID.json",
    "ledger.db": "all tables as one SQLite database with a search in full text",
    "ledger.xlsx": "all tables as a workbook",
    "datapackage.json": "what every column means (Frictionless Data Package)",
    "metadata.json": "the same for Datasette: datasette ledger.db --metadata metadata.json",
    "SHA256SUMS": "the checksums of these files",
}
"""The files, and what each is."""

KEYS = {
    "sales": ["id"],
    "recipients": ["sale", "recipient"],
    "items": ["sale", "line"],
    "contractors": ["sale", "line"],
    "events": ["sale", "position"],
    "letters": ["sale", "letter"],
    "resolutions": ["id"],
    "countries": ["code"],
}
REFERENCES = {"sale": "sales", "resolution": "resolutions", "amends": "sales", "grows_from": "sales"}


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
    package = _package(target, tables, site, folder)
    metadata = json_document(_metadata(tables, site)).encode()
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


def _licences(site: Document) -> list[Document]:
    return [{"name": site["licence"]}] if site["licence"] else []


def _package(target: SiteFolder, tables: dict[str, Table], site: Document, folder: str) -> bytes:
    resources = []
    for name, table in tables.items():
        path = f"{folder}/{name}.csv"
        schema: dict[str, Any] = {
            "fields": [
                {"name": column, "type": said.type, "description": said.help}
                for column in table.columns
                for said in [meaning(name, column)]
            ],
            "missingValues": [""],
        }
        if name in KEYS:
            schema["primaryKey"] = KEYS[name]
        keys = [
            {"fields": [column], "reference": {"resource": "" if of == name else of, "fields": ["id"]}}
            for column, of in REFERENCES.items()
            if column in table.columns
        ]
        if keys:
            schema["foreignKeys"] = keys
        resources.append(
            {
                "name": name.replace("_", "-"),
                "path": f"{name}.csv",
                "title": WHAT[f"{name}.csv"],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": target.size(path),
                "hash": f"sha256:{target.sha256(path)}",
                "schema": schema,
            }
        )
    document = {
        "name": "arms-sales",
        "title": site["ledger"],
        "profile": "tabular-data-package",
        "version": site["day"],
        "licenses": _licences(site),
        "resources": resources,
    }
    return json_document(document).encode()


def _metadata(tables: dict[str, Table], site: Document) -> Document:
    described: dict[str, Any] = {}
    for name, table in tables.items():
        columns = {column: meaning(name, column).help for column in table.columns}
        described[name] = {"description": WHAT[f"{name}.csv"], "columns": columns}
    described["sales"] |= {
        "fts_table": "sales_text",
        "fts_pk": "rowid",
        "facets": ["recipients", "state", "class", "authority"],
        "sort_desc": "notified",
    }
    return {
        "title": site["ledger"],
        "description": f"As of {site['day']}. Money is in whole US dollars; NULL is unknown, and never zero.",
        "license": site["licence"],
        "source": site["ledger"],
        "source_url": site["repository"] or site["base"] or None,
        "databases": {"ledger": {"tables": described}},
    }


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
