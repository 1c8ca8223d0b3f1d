"""Whether a change of several files was cut off in a ledger's folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from armstrack.ledger.folder import PLAN

if TYPE_CHECKING:
    from armstrack.model.problem import Problem


def cut_off(ledger: Path) -> Problem | None:
    """The problem of a change of several files that was cut off in a ledger's folder, if there is one."""
    if not os.path.lexists(ledger / PLAN):
        return None
    from armstrack.ledger.several import unfinished  # what writes is loaded only where something was written

    return unfinished(ledger)
