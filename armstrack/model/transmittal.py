"""Transmittal numbers: the label under which a notice went to Congress.

A number is always text. It is not unique, letters occur (`26-1C`, `0G-23`), and the same
number is printed as `26-3`, `26-03` or `RSAT 26-03`.
"""

from __future__ import annotations

import re

_LABEL = re.compile(r"^(?:RSAT|TRANSMITTAL|NUMBER|NO\.?|#|\s)+", re.IGNORECASE)


def comparable_transmittal(text: str) -> str:
    """The form in which two spellings of one number are equal: `RSAT 26-03` and `26-3` -> `26-3`."""
    bare = _LABEL.sub("", text.strip()).upper()
    return re.sub(r"(?<![0-9A-Z])0+(?=[0-9A-Z])", "", re.sub(r"\s+", " ", bare))
