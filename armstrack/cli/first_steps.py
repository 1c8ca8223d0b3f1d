"""What to do in a ledger that holds nothing yet."""

from __future__ import annotations

WAYS = (
    ("armstrack new", "enter a sale; a terminal asks for each field"),
    ("armstrack import FILE", "draft sales from the text of public notices"),
    ("armstrack fetch --import", "ask the public sources, and enter what is new"),
)
"""The three ways to a first sale, and what each does."""
