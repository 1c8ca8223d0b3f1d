"""A class for a sale, where the words of its title carry one. It is a proposal: whoever keeps the ledger decides.

Only words that leave no doubt count. What studies class by judgement, such as portable missiles
or loitering munitions, is left open.
"""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"\b(?:stinger|javelin|tow|harpoon|himars|loitering|switchblade|altius|nasams|coastal|mines?|drones?|unmanned|uncrewed|remotely"
    r"|kits?|upgrades?|enhancements?|modifications?|moderni[sz]ation|training)\b",
    re.IGNORECASE,
)
_WORDS = (
    (
        "maintenance",
        re.compile(
            r"\b(?:sustainment|spare parts?|follow-on support|support services|maintenance"
            r"|repair and return|logistics support"
            r"|recertification|overhaul|return,? repair|supply support|contractor logistics)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "munitions",
        re.compile(
            r"\b(?:ammunition|munitions?|torpedo(?:es)?|bombs?|projectiles?|cartridges?|rounds|warheads?|fuzes?|missiles?)$"
            r"|\b(?:ammunition|munitions?|torpedo(?:es)?|bombs?|projectiles?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "traditional",
        re.compile(
            r"\b(?:tanks|fighters?|fighter aircraft|howitzers?|frigates?|destroyers?|submarines?|F-(?:15"
            r"|16|18|35)\w* (?:\w+ ){0,3}aircraft)\b",
            re.IGNORECASE,
        ),
    ),
)


def proposed_class(title: str) -> str | None:
    """The class that the words of a title carry; `None` where they carry none, or more than one could be meant."""
    if "," in title:
        return None  # a list of several things
    for name, words in _WORDS:
        if words.search(title):
            return name if name == "maintenance" or not _OPEN.search(title) else None
    return None
