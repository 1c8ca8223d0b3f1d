"""To which day a ledger's sources were looked at: when that may be moved, and the moving."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from armstrack.ledger.journal import content_of, read_anew, writing
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import replace_file
from armstrack.ledger.settings import FILE_NAME, SETTINGS, Settings
from armstrack.yaml_text.edit import put

KEY = "looked-at"


def why_not_moved(
    settings: Settings, answered: Collection[str], every: Collection[str], since: date, day: date
) -> str | None:
    """Why `looked-at` stays where it is after a look from one day to another; `None` where it may move.

    `answered` are the sources that answered as they should. Every source that a cover names must be among them;
    where no cover names any, every source there is. A look that begins behind `looked-at` leaves days between.
    """
    named = {name for cover in settings.covers for name in cover.sources} or set(every)
    silent = sorted(named - set(answered))
    if silent:
        return f"not answered as it should by {', '.join(silent)}"
    if settings.looked_at is not None and day <= settings.looked_at:
        return f"it says {settings.looked_at} already"
    if settings.looked_at is not None and since > settings.looked_at:
        return f"the days between {settings.looked_at} and {since} were not asked for"
    return None


def move_looked_at(ledger: Ledger, day: date) -> None:
    """Writes the day into `ledger.yaml`, and changes nothing else in it.

    Raises ReadOnlyLedger, LockHeld, GroundMoved, NotEdited, RecordUnusable or OSError; then nothing was written.
    """
    path = ledger.folder / FILE_NAME
    with writing(ledger):
        settings, text, held = read_anew(path, SETTINGS)
        new = put(text, (KEY,), day.isoformat())
        replace_file(path, content_of(path, new, SETTINGS, replace(settings, looked_at=day)), held)
