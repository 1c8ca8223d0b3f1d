"""How fast notices are read: `python tests/bench/read_notices.py [FOLDER]`.

Reads the project's own sample notices, or every *.txt below FOLDER, over and over on one core
and prints notices a second, and as a ratio to the cheapest thing that looks at every
character (`str.split`), which travels better from machine to machine. Random text is read
too, because no input may take more than a second for 100 kB.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "notices"))

import notice_samples

import armstrack

ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The median of several rounds, in processor time of this process."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    texts = [text for name, text in vars(notice_samples).items() if name.isupper() and isinstance(text, str)]
    if len(sys.argv) > 1:
        texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).rglob("*.txt"))]
    size = sum(len(text) for text in texts)
    reading = seconds(lambda: [armstrack.read_notices(text) for text in texts])
    splitting = seconds(lambda: [text.split() for text in texts])
    print(f"{len(texts)} notices, {size / len(texts):,.0f} characters on average")
    print(f"{len(texts) / reading:,.0f} notices a second, {reading / splitting:,.0f} times as long as splitting them")
    alphabet = "".join(texts)
    noise = "".join(random.Random(1).choices(alphabet, k=100_000))
    print(f"{seconds(lambda: armstrack.read_notices(noise)):.2f} s for 100,000 characters of noise")


if __name__ == "__main__":
    main()
