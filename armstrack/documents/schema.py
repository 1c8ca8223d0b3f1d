"""The JSON Schema of each document, made from its type."""

import inspect
import types
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from armstrack.documents.registry import DOCUMENTS

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    type(None): "null",
}


def document_schema(name: str, closed: bool = False) -> Schema:
    """The JSON Schema (draft 2020-12) of a document of the registry.

    Keys are added from time to time, so it takes more than it names; with `closed` it does not.
    """
    printed = DOCUMENTS[name]
    parts: dict[str, Any] = {}
    whole = _schema(printed.type, parts, closed)
    head = {"$schema": DRAFT, "$id": f"urn:armstrack:document:{name}", "title": f"armstrack {printed.command}"}
    return head | whole | {"$defs": {part: parts[part] for part in sorted(parts)}}


def described(annotation: Any) -> tuple[Any, str]:
    """A key's type, and what the key means."""
    while get_origin(annotation) in (Required, NotRequired):
        (annotation,) = get_args(annotation)
    if get_origin(annotation) is not Annotated:
        return annotation, ""
    inner, *said = get_args(annotation)
    # Of an alias that is said more of, what is said last is nearest to the key.
    return inner, next((each for each in reversed(said) if isinstance(each, str)), "")


def keys_of(document: Any) -> dict[str, Any]:
    """The keys of a document with their annotations, in their order."""
    return get_type_hints(document, include_extras=True)


def _schema(kind: Any, parts: dict[str, Any], closed: bool) -> Schema:
    kind, said = described(kind)
    schema = _of_type(kind, parts, closed)
    return {"description": said, **schema} if said else schema


def _of_type(kind: Any, parts: dict[str, Any], closed: bool) -> Schema:
    if kind in PLAIN:
        return {"type": PLAIN[kind]}
    if is_typeddict(kind):
        if kind.__name__ not in parts:
            parts[kind.__name__] = {}  # a document may hold itself
            parts[kind.__name__] = _of_document(kind, parts, closed)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is list:
        return {"type": "array", "items": _schema(inner[0], parts, closed)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(inner[1], parts, closed)}
    if origin in (Union, types.UnionType):
        if all(each in PLAIN for each in inner):
            return {"type": [PLAIN[each] for each in inner]}
        return {"anyOf": [_schema(each, parts, closed) for each in inner]}
    raise TypeError(f"no JSON Schema for {kind}")


def _of_document(document: Any, parts: dict[str, Any], closed: bool) -> Schema:
    keys = keys_of(document)
    schema: Schema = {"type": "object"}
    if document.__doc__:
        schema["description"] = inspect.cleandoc(document.__doc__)
    schema["properties"] = {key: _schema(kind, parts, closed) for key, kind in keys.items()}
    schema["required"] = [key for key in keys if key in document.__required_keys__]
    if closed:
        schema["additionalProperties"] = False
    return schema
