"""Shares of a whole in per cent, to one decimal.

Rounded by the largest remainder, so that the shares of parts that make up the whole add up
to 100.0. Parts that overlap are rounded each by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from armstrack.model.money import Money

if TYPE_CHECKING:
    from armstrack.documents.counts import SummaryDocument

TENTHS = 1000
"""100.0 per cent, in tenths of a per cent."""

RULE = "per cent of the known value and of the count, to one decimal, rounded by the largest remainder"


def shares(parts: Sequence[Money], whole: Money) -> list[float | None]:
    """The share of each part, in per cent; `None` where a part or the whole is unknown, or the whole is nothing."""
    if not whole:
        return [None] * len(parts)
    known = [part for part in parts if part is not None]
    whole_tenths = [divmod(part * TENTHS, whole) for part in known]
    tenths = [floor for floor, _ in whole_tenths]
    if sum(known) == whole:
        missing = TENTHS - sum(tenths)
        by_remainder = sorted(range(len(known)), key=lambda at: (-whole_tenths[at][1], at))
        for at in by_remainder[:missing]:
            tenths[at] += 1
    else:
        tenths = [(2 * part * TENTHS + whole) // (2 * whole) for part in known]
    rounded = iter(tenths)
    return [None if part is None else next(rounded) / 10 for part in parts]


def with_shares(document: SummaryDocument, unit: str) -> SummaryDocument:
    """A summary with the shares of each group: of the known value, and of the number of `unit`.

    Where several procedures occur, each group also has its shares of the totals of each.
    """
    groups: Sequence[Any] = document["groups"]
    _add(groups, document["total"], unit)
    for name, whole in document["totals"].items():
        _add([group["totals"][name] for group in groups if name in group.get("totals", {})], whole, unit)
    return document


def _add(parts: Sequence[Any], whole: Any, unit: str) -> None:
    for key, of in (("value_share_percent", "value_usd"), ("count_share_percent", f"{unit}s")):
        for part, share in zip(parts, shares([part[of] for part in parts], whole[of]), strict=True):
            part[key] = share
