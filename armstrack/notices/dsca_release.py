"""The press release of the Defense Security Cooperation Agency (dsca.mil, until February 2026).

    Country - Item                                    headline
    Transmittal No. 25-101                            labels, each on its own line or not there at all
    WASHINGTON, January 8, 2026 - …                   dateline, then the determination or the notification
    The Government of X has requested to buy …        the request: what, and what else is included
    The principal contractor will be …

The day of the release is in the dateline; the day on which Congress was told is often another.
"""

from __future__ import annotations

from armstrack.notices.draft import Reading
from armstrack.notices.reader import Reader
from armstrack.notices.release import read_releases

KIND = "dsca_press"

SIGNS = (
    "defense security cooperation agency",
    "foreign military sale",
    "the state department has made a determination",
    "notified congress",
    "dsca",
    "the estimated cost is",
    "prime contractor",
    "has requested",
    "requests",
)


def read(text: str) -> Reading:
    """Reads a cleaned text that holds one release or several."""
    return read_releases(KIND, text)


READER = Reader(KIND, SIGNS, read)
