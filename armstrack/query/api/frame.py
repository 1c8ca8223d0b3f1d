"""Rows as a data frame of pandas or polars, whichever is installed; neither is needed for anything else.

A missing value stays missing: money is a nullable integer and never a float, and a day that is
not known is no day at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any, Literal, NamedTuple

LIBRARIES = ("pandas", "polars")
"""What can make a frame; the first that is installed does, unless one is asked for."""

Kind = Literal["text", "integer", "flag", "day"]


class Column(NamedTuple):
    """One column of a frame, by the key of a row."""

    name: str
    kind: Kind = "text"


def interval(name: str) -> tuple[Column, Column, Column]:
    """The columns of a date that may be known only in part: its text, and the first and last day that it may mean."""
    return Column(name), Column(f"{name}_not_before", "day"), Column(f"{name}_not_after", "day")


def frame(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], library: str | None = None) -> Any:
    """The rows as a data frame of `library`, or of the first of `LIBRARIES` that is installed.

    Several texts in one cell are joined with `; `. Raises ImportError where the library is not installed,
    and ValueError for another library.
    """
    if library is not None and library not in LIBRARIES:
        raise ValueError(f"`{library}` makes no frames here; one of {', '.join(LIBRARIES)}")
    module = _library(library)
    values = {column.name: [_cell(row[column.name], column.kind) for row in rows] for column in columns}
    make = _of_pandas if module.__name__ == "pandas" else _of_polars
    return make(module, {column.name: column.kind for column in columns}, values)


def _library(wanted: str | None) -> Any:
    for name in LIBRARIES if wanted is None else (wanted,):
        try:
            return import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
    if wanted is not None:
        raise ImportError(f"{wanted} is not installed; run `pip install {wanted}`.", name=wanted)
    raise ImportError(
        "A data frame needs pandas or polars, and neither is installed; run `pip install pandas`.", name="pandas"
    )


def _cell(value: Any, kind: Kind) -> Any:
    if kind == "day" and isinstance(value, str):
        return date.fromisoformat(value)
    if kind == "text" and isinstance(value, list | tuple):
        return "; ".join(value)
    return value


def _of_pandas(pandas: Any, kinds: Mapping[str, Kind], values: Mapping[str, list[Any]]) -> Any:
    # Seconds reach every day of the calendar; pandas' own nanoseconds end in 2262.
    dtypes = {"text": "string", "integer": "Int64", "flag": "boolean", "day": "datetime64[s]"}
    series = {name: pandas.Series(values[name], dtype=dtypes[kind]) for name, kind in kinds.items()}
    return pandas.DataFrame(series)


def _of_polars(polars: Any, kinds: Mapping[str, Kind], values: Mapping[str, list[Any]]) -> Any:
    dtypes = {"text": polars.String, "integer": polars.Int64, "flag": polars.Boolean, "day": polars.Date}
    return polars.DataFrame([polars.Series(name, values[name], dtype=dtypes[kind]) for name, kind in kinds.items()])
