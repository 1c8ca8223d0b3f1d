"""The sum that was announced for a package against the sales that name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armstrack.model.package import Package
from armstrack.model.problem import Finding
from armstrack.model.sale import Sale

ROUNDING = 20
"""One part in so many: announcements round, as `over 11 billion` for 11.105."""

HINT = "check the sum against its source, and whether each of its sales is entered and says `package:`"


def sums_apart(package: Package, sales: Sequence[Sale]) -> Iterator[Finding]:
    """That a package was announced for another sum than its sales come to, by more than rounding explains.

    While the value of one of them is unknown, only that the others exceed the sum already can be told.
    """
    if package.value is None or not sales:
        return
    known = [sale.counted_value for sale in sales if sale.counted_value is not None]
    whole, tolerance = sum(known), package.value // ROUNDING
    too_little = len(known) == len(sales) and whole < package.value - tolerance
    if whole > package.value + tolerance or too_little:
        message = f"the package was announced for {package.value:,} dollars, and its sales come to {whole:,}"
        yield Finding(("value",), "package-sum", message, HINT)
