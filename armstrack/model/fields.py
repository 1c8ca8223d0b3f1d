"""One declaration per field: how its text is read, whether it must be there, what it means.

A record's fields are declared once, as a tuple of `Field`. From that declaration come the
reader, its error messages with the nearest key as a hint, the JSON Schema that editors
use, and the field reference in the documentation. A `Kind` knows how one value is read
and how a schema describes it.

Readers never raise for what a person wrote: they add a `Finding` and carry on, so that
one run shows every mistake of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from armstrack.model.kinds import Kind, Schema, did_you_mean
from armstrack.model.problem import Finding, Path, enough

# Fields and kinds are made once, when the program starts, and never compared: what else a data class could do
# is left out, because it would be written anew at every start.


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ListOf(Kind):
    """A list of values of one kind, read as a tuple."""

    kind: Kind
    block: bool = False

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            hint = "write [] for none" if raw == "" else "begin each item with `- `"
            findings.append(Finding(path, "wrong-kind", f"{self.form()} is wanted here", hint))
            return ()
        read = []
        for at, item in enumerate(raw):
            if enough(findings):
                break
            read.append(self.kind.read(item, (*path, at), findings))
        return tuple(read)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.kind.schema()}

    def form(self) -> str:
        return f"a list of {self.kind.form()}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MapOf(Kind):
    """A mapping whose keys the author names, read as a dictionary in the order written."""

    kind: Kind
    key_pattern: str
    key_example: str

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> dict[str, Any]:
        if not isinstance(raw, dict):
            findings.append(Finding(path, "wrong-kind", f"{self.form()} is wanted here"))
            return {}
        read = {}
        for key, item in raw.items():
            if enough(findings):
                break
            if not re.fullmatch(self.key_pattern, key):
                hint = f"write {self.key_example}"
                findings.append(Finding((*path, key), "bad-text", f"`{key}` is not a name", hint, at_key=True))
            read[key] = self.kind.read(item, (*path, key), findings)
        return read

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{self.key_pattern})$"},
            "additionalProperties": self.kind.schema(),
        }

    def form(self) -> str:
        return f"a mapping from a name such as {self.key_example} to {self.kind.form()}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TextOr(Kind):
    """A short form as plain text, or a record in full."""

    short: Kind
    full: Kind

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> Any:
        return (self.full if isinstance(raw, dict) else self.short).read(raw, path, findings)

    def schema(self) -> Schema:
        return {"anyOf": [self.short.schema(), self.full.schema()]}

    def form(self) -> str:
        return f"{self.short.form()}, or {self.full.form()}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Field:
    """One key of a record."""

    key: str
    kind: Kind
    help: str
    required: bool = False
    default: Any = None
    """What the attribute holds when the key is absent."""
    attribute: str = ""
    """The name in the model, where it differs from the key with its hyphens turned into underscores."""
    name: str = field(init=False, compare=False)
    """The attribute that carries the value in the model."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.attribute or self.key.replace("-", "_"))


Check = Callable[[dict[str, Any], Path, list[Finding]], None]
"""Looks at all values of one record together and adds findings."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Record(Kind):
    """A mapping with declared keys, read into a model object by `build(**values)`."""

    called: str
    fields: tuple[Field, ...]
    build: Callable[..., Any]
    check: Check | None = None

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> Any:
        if not isinstance(raw, dict):
            keys = ", ".join(f.key for f in self.fields if f.required) or self.fields[0].key
            findings.append(Finding(path, "wrong-kind", f"{self.called} is a mapping", f"write `{{{keys}: …}}`"))
            return None
        before = len(findings)
        values: dict[str, Any] = {}
        seen = 0
        for declared in self.fields:
            if declared.key in raw:
                seen += 1
                values[declared.name] = declared.kind.read(raw[declared.key], (*path, declared.key), findings)
            else:
                values[declared.name] = declared.default
                if declared.required:
                    hint = f"add `{declared.key}: …` ({declared.kind.form()})"
                    findings.append(Finding(path, "missing-key", f"{self.called} needs `{declared.key}`", hint))
        if seen < len(raw):
            known = tuple(f.key for f in self.fields)
            for key in raw:
                if enough(findings):
                    break
                if key not in known:
                    hint = did_you_mean(key, known) or f"known keys: {', '.join(known)}"
                    message = f"{self.called} has no key `{key}`"
                    findings.append(Finding((*path, key), "unknown-key", message, hint, at_key=True))
        if len(findings) > before:
            return None
        if self.check is not None:
            self.check(values, path, findings)
            if len(findings) > before:
                return None
        return self.build(**values)

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {f.key: {**f.kind.schema(), "description": f.help} for f in self.fields},
            "required": [f.key for f in self.fields if f.required],
            "additionalProperties": False,
        }

    def form(self) -> str:
        return self.called
