"""How much of a heavy test runs: a sample that is the same every time, or the whole under `-m slow`.

A property is tried on a fifth of its examples, a table of cases on a few of its rows, drawn
with a fixed seed. `python -m pytest -m slow` runs what the sample leaves out.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

SAMPLE, WHOLE = "sample", "whole"
"""The hypothesis profiles."""

EXAMPLES = {SAMPLE: 20, WHOLE: 100}
"""How many examples a property that names no number of its own is tried on."""


def register_profiles() -> None:
    """Makes the profiles known. None has a deadline, since a test must not lean on the clock."""
    settings.register_profile(SAMPLE, max_examples=EXAMPLES[SAMPLE], deadline=None, derandomize=True, database=None)
    settings.register_profile(WHOLE, max_examples=EXAMPLES[WHOLE], deadline=None, print_blob=True)


def examples(whole: int, **more: Any) -> settings:
    """Settings for a property that deserves so many examples when the whole is run, and its share of them otherwise."""
    share = whole * settings().max_examples // EXAMPLES[WHOLE]
    return settings(max_examples=max(share, 1), **more)


def sampled(cases: Iterable[Any], keep: int) -> list[Any]:
    """The cases of a parametrised test; all but `keep` of them, drawn with a fixed seed, are slow."""
    every = [case if isinstance(case, tuple) else (case,) for case in cases]
    kept = set(random.Random(keep).sample(range(len(every)), keep))
    return [pytest.param(*case, marks=() if at in kept else pytest.mark.slow) for at, case in enumerate(every)]
