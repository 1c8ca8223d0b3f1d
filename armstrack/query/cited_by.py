"""Which records cite a document, by its address or by another address of the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armstrack.ledger.ledger import Contents
from armstrack.model.resolution import Resolution
from armstrack.model.sale import Sale


def cited_by(contents: Contents, address: str, name: str) -> list[str]:
    """The ids of the sales and resolutions that cite a document.

    `name` is what its source calls it, such as 2026-07278: the Federal Register has one document at several
    addresses, each with its number in it.
    """
    records: list[Sale | Resolution] = [*contents.sales.values(), *contents.resolutions.values()]
    return [one.id for one in records if any(_is_of(url, address, name) for url in _cited(one))]


def _cited(record: Sale | Resolution) -> Iterator[str]:
    """Every address that a record names as a source."""
    yield from (source.url for source in record.sources.values() if source.url is not None)
    yield from (entry.source for entry in record.history if entry.source is not None and "://" in entry.source)


def _is_of(url: str, address: str, name: str) -> bool:
    return url.rstrip("/") == address.rstrip("/") or name in re.split(r"/|\.(?:txt|html?|xml|pdf)$", url)
