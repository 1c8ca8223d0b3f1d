"""Where the index of a ledger lies: in the user's cache folder, one file for each ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


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
    return None if cache is None else os.path.join(cache, f"{_fingerprint(whole):016x}.db")


def _fingerprint(text: str) -> int:
    """FNV-1a in 64 bits: the index says itself which ledger it is of, and importing hashlib takes longer."""
    value = 0xCBF29CE484222325
    for byte in os.fsencode(text):
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value
