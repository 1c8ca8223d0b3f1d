"""What day it is in Washington, where the review clock runs. The one place that asks the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

BEHIND = (4, 5)
"""Hours by which Washington is behind universal time: in summer, and in winter."""


def today() -> date:
    """Today's date in Washington. Raises ZoneInfoNotFoundError where the system has no time zones, and needs them."""
    return day_of(datetime.now(UTC))


def day_of(moment: datetime) -> date:
    """The day in Washington at a moment in universal time.

    For all but one hour of the day summer time makes no difference, and no time zones are loaded.
    """
    first, second = ((moment - timedelta(hours=hours)).date() for hours in BEHIND)
    if first == second:
        return first
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo("America/New_York")).date()
