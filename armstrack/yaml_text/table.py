"""A table that ships with the program: a YAML file of declared keys, refused whole where anything in it is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.problem import Finding
from armstrack.yaml_text import strict_yaml


class BadTable(Exception):
    """A table contradicts itself or lacks what a row must have; the message lists every fault."""


def read_table(name: str, text: str, *fields: Field) -> dict[str, Any]:
    """What a table's text holds, by the attribute of each field. Raises BadTable, naming every fault."""
    try:
        raw = strict_yaml.read(text)
    except strict_yaml.YamlRefusal as error:
        raise BadTable(f"{name}:{error.line}:{error.column}: {error.message}") from error
    findings: list[Finding] = []
    read: dict[str, Any] | None = Record("the table", fields, dict).read(raw, (), findings)
    if read is None:
        where = strict_yaml.positions(text)
        lines = (f"{name}:{where.of(f.path, f.at_key).line}: {f.message} {f.hint}".rstrip() for f in findings)
        raise BadTable("\n".join(lines))
    return read


def table_in(path: Path, *fields: Field) -> dict[str, Any]:
    """What the file of a table holds, by the attribute of each field. Raises BadTable, naming every fault."""
    return read_table(path.name, path.read_text(encoding="utf-8"), *fields)


def rows_of(kind: Record) -> Field:
    """The field that holds a table's rows."""
    return Field("rows", ListOf(kind), "The rows.", required=True)
