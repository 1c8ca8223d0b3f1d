"""Which remarks of a draft are answered once the record knows more, by a second notice or by a person."""

from __future__ import annotations

import re
from collections.abc import Callable

from armstrack.model.sale import Sale


def is_settled(remark: str, sale: Sale) -> bool:
    """Whether what a remark says was missing is there by now. One that this cannot tell of stays."""
    return any(re.search(said, remark) and answered(sale) for said, answered in _ANSWERED)


def _is_delivered(sale: Sale) -> bool:
    return any(entry.basis == "delivered" and entry.date.exact is not None for entry in sale.history)


_ANSWERED: tuple[tuple[str, Callable[[Sale], bool]], ...] = (
    (r"^the day of notification is the day of the release", _is_delivered),
    (r"^the text does not say when (?:Congress was told|the report was delivered)", _is_delivered),
    (r"^the text gives no value for the (?:sale|whole)", lambda sale: sale.value.total is not None),
    (r"^the text names no purchaser", lambda sale: bool(sale.recipients)),
    (r"^the purchaser is not known", lambda sale: bool(sale.recipients)),
)
"""How a remark begins, and when what it misses is known."""
