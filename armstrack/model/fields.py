"""One declaration per field: how its text is read, whether it must be there, what it means.

A field of a record is declared once, where its class has it: `Annotated[type, Key(kind, help)]`. From
that declaration come the reader, its error messages with the nearest key as a hint, the writer, the
JSON Schema that editors use, and the field reference in the documentation. The order of the fields is
the order in which a file has the keys. A `Kind` knows how one value is read and written and how a
schema describes it.

Readers never raise for what a person wrote: they add a `Finding` and carry on, so that
one run shows every mistake of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, field, fields
from typing import Any

from armstrack.model.data_class import dataclass
from armstrack.model.kinds import Kind, Schema, Written, did_you_mean
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

    def write(self, value: Any) -> Written:
        return [self.kind.write(one) for one in value]

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
    named: Callable[[str, Any], Any] = lambda key, value: value
    """Tells a value under which key it stands."""

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
            value = self.kind.read(item, (*path, key), findings)
            read[key] = None if value is None else self.named(key, value)
        return read

    def write(self, value: Any) -> Written:
        return {key: self.kind.write(one) for key, one in value.items()}

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
    made: Callable[[Any], Any] = lambda short: short
    """Makes of the short form what the full one is read as."""
    shortened: Callable[[Any], Any] = lambda value: None
    """The short form of a value; `None` where only the full one says it all."""

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> Any:
        if isinstance(raw, dict):
            return self.full.read(raw, path, findings)
        short = self.short.read(raw, path, findings)
        return None if short is None else self.made(short)

    def write(self, value: Any) -> Written:
        short = self.shortened(value)
        return self.full.write(value) if short is None else self.short.write(short)

    def schema(self) -> Schema:
        return {"anyOf": [self.short.schema(), self.full.schema()]}

    def form(self) -> str:
        return f"{self.short.form()}, or {self.full.form()}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Key:
    """How a file has one field of a class: stands in the field's `Annotated` type."""

    kind: Kind
    help: str
    name: str = ""
    """The key, where it is not the field's name with hyphens for underscores."""
    required: bool | None = None
    """Whether a file must have it; `None` where that is so if the field has no default."""
    default: Any = None
    """What a file without it says, where the field has no default of its own."""
    part: Callable[[Any], Any] | None = None
    """Of a key that a check takes into the field's value: what the record has of it."""


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
    part: Callable[[Any], Any] | None = None
    """What a record has of it, where no attribute is the value."""
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

    @classmethod
    def of(cls, called: str, model: type, check: Check | None = None, first: tuple[str, ...] = ()) -> Record:
        """The record of a data class whose fields say how a file has them; `first` are keys that stand at the top."""
        declared = sorted(_declared(model), key=lambda one: one.key not in first)
        return cls(called, tuple(declared), model, check)

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

    def write(self, value: Any) -> dict[str, Written]:
        """The keys of a model object in their order: what `read` reads back, without what may be left out."""
        written = {}
        for declared in self.fields:
            held = getattr(value, declared.name) if declared.part is None else declared.part(value)
            if declared.required or held != declared.default:
                written[declared.key] = declared.kind.write(held)
        return written

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {f.key: {**f.kind.schema(), "description": f.help} for f in self.fields},
            "required": [f.key for f in self.fields if f.required],
            "additionalProperties": False,
        }

    def form(self) -> str:
        return self.called


def _declared(model: type) -> Iterator[Field]:
    """The keys that the fields of a data class declare. A field without one is no business of a file's."""
    for each in fields(model):
        default = each.default_factory() if each.default_factory is not MISSING else each.default
        for at, one in enumerate(getattr(each.type, "__metadata__", ())):
            required = one.required if one.required is not None else default is MISSING
            key = one.name or each.name.replace("_", "-")
            attribute = each.name if at == 0 else ""
            held = one.default if at or default is MISSING else default
            yield Field(key, one.kind, one.help, required and not at, held, attribute, one.part)
