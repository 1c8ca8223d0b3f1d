"""What day it is in Washington, where the review clock runs. The one place that asks the clock."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """Today's date in Washington. Raises ZoneInfoNotFoundError where the system has no time zones."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("America/New_York")).date()
