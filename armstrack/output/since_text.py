"""Since when something holds, in words."""

from __future__ import annotations

from armstrack.model.partial_date import PartialDate


def since_text(since: PartialDate | None) -> str:
    """Since when a state holds, as precise as known; nothing where there is no state."""
    if since is None:
        return ""
    bounded = since.earliest is not None and since.latest is not None
    return str(since).removeprefix("an unknown day ") if bounded else str(since)
