"""The JSON Schema that editors use: valid itself, and right about the files of the reference ledger."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import NOVEMBER

from armstrack.model.fields import Record
from armstrack.model.kinds import Schema
from armstrack.model.package import PACKAGE
from armstrack.model.resolution import RESOLUTION
from armstrack.model.sale import SALE
from armstrack.model.schema import json_schema
from armstrack.workflow.procedure import procedures

KINDS: dict[str, tuple[Record, str]] = {
    "sales": (SALE, "fms"),
    "resolutions": (RESOLUTION, "resolution"),
    "packages": (PACKAGE, "fms"),
}
FILES = [path for kind in KINDS for path in sorted((NOVEMBER / kind).rglob("*.yaml"))]


class EditorLoader(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as editors do: no dates, and `NO` is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name that PyYAML looks for


for tag, form, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{form})$"), first)
# In YAML 1.2 a leading zero is no octal number.
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


def schema_of(kind: str) -> Schema:
    record, procedure = KINDS[kind]
    return json_schema(record, f"armstrack {kind}", [*procedures()[procedure].writable, "signed"])


def in_an_editor(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), EditorLoader)


def complaints(kind: str, document: Any) -> list[str]:
    """What an editor underlines, by the path of each place."""
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    return ["/".join(map(str, error.absolute_path)) for error in validator.iter_errors(document)]


def test_an_editor_reads_the_scalars_of_yaml_1_2() -> None:
    text = "{a: NO, b: 26-01, c: 2025-12-17, d: 010, e: 1_500, f: 4.05B, g: true, h: 2026, i: on, j: 5.56, k: }"
    assert yaml.load(text, EditorLoader) == {
        "a": "NO", "b": "26-01", "c": "2025-12-17", "d": 10, "e": "1_500", "f": "4.05B", "g": True, "h": 2026,
        "i": "on", "j": 5.56, "k": None,
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind: str) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == f"armstrack {kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained(kind: str) -> None:
    properties = schema_of(kind)["properties"]
    assert list(properties) == [field.key for field in KINDS[kind][0].fields]
    assert all(one["description"].endswith(".") for one in properties.values())


def test_there_are_files_of_every_kind_to_accept() -> None:
    assert {path.relative_to(NOVEMBER).parts[0] for path in FILES} == set(KINDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_of_the_reference_ledger_are_accepted(path: Path) -> None:
    assert complaints(path.relative_to(NOVEMBER).parts[0], in_an_editor(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_unknown_key_is_underlined_at_the_top_and_inside(path: Path) -> None:
    kind = path.relative_to(NOVEMBER).parts[0]
    assert complaints(kind, in_an_editor(path) | {"titel": "x"}) == [""]
    document = in_an_editor(path)
    document["history"][0]["stat"] = "notified"
    assert complaints(kind, document) == ["history/0"]


SALE_FILE: dict[str, Any] = {
    "id": "x",
    "title": "X",
    "recipient": "NO",
    "authority": "36(b)(1)",
    "history": [{"date": "2025-12-17", "state": "notified"}],
}


@pytest.mark.parametrize(
    "change",
    [
        {"recipient": ["NO", "SE"]},
        {"recipient": "unknown"},
        {"authority": "3(d)"},
        {"transmittal": 2601},
        {"value": {"total": "4.05B", "mde": 96_000_000, "other": "unknown"}},
        {"amends": {"transmittal": "24-12", "recipient": "DE", "title": "Upgrade"}},
        {"contractors": ["RTX", {"name": "RTX", "place": "Arlington, VA"}]},
        {"history": [{"date": 2026, "state": "signed", "expires": "2026-03-26"}]},
    ],
)
def test_what_the_reader_accepts_is_not_underlined(change: dict[str, Any]) -> None:
    assert complaints("sales", SALE_FILE | change) == []


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"recipient": "Norway"}, "recipient"),
        ({"recipient": False}, "recipient"),
        ({"recipient": []}, "recipient"),
        ({"authority": "36(e)"}, "authority"),
        ({"value": {"total": 4.05}}, "value/total"),
        ({"value": {"total": "010"}}, "value/total"),
        ({"value": {"total": -1}}, "value/total"),
        ({"class": "heavy"}, "class"),
        ({"items": [{"quantity": 1.5, "name": "X"}]}, "items/0/quantity"),
        ({"items": [{"quantity": 1}]}, "items/0"),
        ({"history": [{"date": "17 December", "state": "notified"}]}, "history/0/date"),
        ({"history": [{"date": "2025-12-17", "state": "cleared"}]}, "history/0/state"),
        ({"history": [{"date": "2025-12-17", "state": "approved"}]}, "history/0/state"),
        ({"history": [{"date": "2025-12-17", "event": "party"}]}, "history/0/event"),
        ({"history": [{"state": "notified"}]}, "history/0"),
        ({"id": "No Name"}, "id"),
    ],
)
def test_what_the_reader_refuses_is_underlined(change: dict[str, Any], place: str) -> None:
    assert complaints("sales", SALE_FILE | change) == [place]
