"""The JSON Schema of the files, generated from the declarations of their fields, for editors to complete and check."""

from __future__ import annotations

from collections.abc import Sequence

from armstrack.model.fields import Record
from armstrack.model.kinds import Schema


def json_schema(record: Record, title: str, states: Sequence[str]) -> Schema:
    """The JSON Schema (draft 2020-12) of one kind of file.

    `states` are the states that its history may name; the model itself does not know procedures.
    """
    schema = record.schema()
    entry = schema["properties"].get("history", {}).get("items")
    if entry is not None and states:
        known = entry["properties"]["state"]
        known.pop("type", None)
        known["enum"] = list(states)
    name = title.removeprefix("armstrack ").replace(" ", "-")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:armstrack:schema:{name}",
        "title": title,
        **schema,
    }
