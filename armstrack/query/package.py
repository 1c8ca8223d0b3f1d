"""A package: what was announced together, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from armstrack.model.package import Package
from armstrack.query.document import entry_document, source_document

Document = dict[str, Any]


def package_document(package: Package, sales: Sequence[Document], day: date) -> Document:
    """A package with the rows of its sales, and of its history what may have happened by the day."""
    values = [sale["value_usd"] for sale in sales]
    return {
        "id": package.id,
        "title": package.title,
        "announced": package.announced.iso,
        "announced_usd": package.value,
        "note": package.note,
        "sales": list(sales),
        "value_usd": sum(value for value in values if value is not None),
        "unknown_value": sum(value is None for value in values),
        "history": [entry_document(entry) for entry in package.history if entry.date.maybe_by(day)],
        "sources": {key: source_document(source) for key, source in package.sources.items()},
        "as_of": day.isoformat(),
    }
