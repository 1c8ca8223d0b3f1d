"""The name of a firm without what its spellings differ in."""

import re

_SAYS_NOTHING = frozenset(
    (
        "and",
        "co",
        "company",
        "cooperation",
        "corp",
        "corporation",
        "inc",
        "incorporated",
        "limited",
        "llc",
        "ltd",
        "the",
    )
)
"""Words that make no difference between two firms; "Cooperation" is how notices misprint Corporation."""


def firm_words(name: str) -> tuple[str, ...]:
    """The words of a name, without case, hyphens and what only says that it is a company."""
    parts: list[str] = re.findall(r"[^\W\d_]+|[0-9]+", name.casefold())
    return tuple(part for part in parts if part not in _SAYS_NOTHING)


def comparable_firm(name: str) -> str:
    """The same as one text."""
    return " ".join(firm_words(name))
