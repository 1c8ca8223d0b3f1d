"""Transmittal numbers: the label under which a notice went to Congress.

A number is always text. It is not unique, letters occur (`26-1C`, `0G-23`), and the same
number is printed as `26-3`, `26-03` or `RSAT 26-03`.
"""

from __future__ import annotations

import re

_LABEL = r"^(?:(?:RSAT|TRANSMITTAL|NUMBER|NO)(?:[.:#]|\s)+|[#\s]+)+"
_LEADING_ZEROS = r"(?<![0-9A-Z])0+(?=[0-9A-Z])"


def comparable_transmittal(text: str) -> str:
    """The form in which two spellings of one number are equal: `RSAT 26-03` and `26-3` -> `26-3`."""
    form, before = text.upper(), None
    # Taking zeros off can lay bare a label, as in `0NO 26`; the form is what nothing more can be taken from.
    while form != before:
        before = form
        bare = re.sub(_LABEL, "", form.strip(), flags=re.IGNORECASE)
        form = re.sub(_LEADING_ZEROS, "", re.sub(r"\s+", " ", bare))
    return form
