"""The press release of the Department of State (state.gov, since March 2026).

    Country - Item                                    headline
    Foreign Military Sales: Congressional Notification
    Bureau of Political-Military Affairs
    March 10, 2026                                    the day, which is the only one
    Transmittal #26-27                                or `# 26-27`, or nothing
    The U.S. Department of State has made a determination approving …

There is no dateline and no sentence that says when Congress was told, so the day of the
release stands for it, with a warning.
"""

from __future__ import annotations

from armstrack.notices.draft import Reading
from armstrack.notices.reader import Reader
from armstrack.notices.release import read_releases

KIND = "state_press"

SIGNS = (
    "u.s. department of state has made a determination",
    "foreign military sales: congressional notification",
    "bureau of political-military affairs",
    "transmittal #",
    "foreign military sale",
    "has requested",
    "t_outreach_pm@state.gov",
)


def read(text: str) -> Reading:
    """Reads a cleaned text that holds one release or several."""
    return read_releases(KIND, text)


READER = Reader(KIND, SIGNS, read)
