"""Where the index of a ledger lies: in the user's cache folder, one file for each ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from armstrack.ledger.digest import digest


def cache_folder(environ: Mapping[str, str]) -> str | None:
    """The folder that the system sets aside for what can be deleted; `None` where it names none."""
    if sys.platform == "win32":
        local = environ.get("LOCALAPPDATA")
        return os.path.join(local, "armstrack") if local else None
    named = environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # a relative one is to be ignored (XDG Base Directory Specification)
        return os.path.join(named, "armstrack")
    home = os.path.expanduser("~")
    return os.path.join(home, ".cache", "armstrack") if os.path.isabs(home) else None


def index_path(folder: str, environ: Mapping[str, str]) -> str | None:
    """The index's file for a ledger; `None` where there is no cache folder."""
    cache = cache_folder(environ)
    whole = os.path.realpath(folder)
    return None if cache is None else os.path.join(cache, f"{digest(os.fsencode(whole)).hex()}.db")
