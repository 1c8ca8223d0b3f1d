"""Which of two sources stands nearer to the act that it tells of: a ranking by the host of its address, as data."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated

from armstrack.model.data_class import dataclass
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import Text
from armstrack.model.sale import Source
from armstrack.yaml_text.table import table_in

TABLE = Path(__file__).parent / "tables" / "source_ranks.yaml"

_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)")


@dataclass(frozen=True, slots=True)
class SourceRank:
    """One rank of sources; a lower `place` stands nearer to the act."""

    name: Annotated[str, Key(Text(), "What it is called.")]
    means: Annotated[str, Key(Text(), "Who belongs to it.")]
    hosts: Annotated[tuple[str, ...], Key(ListOf(Text()), "Their hosts; their subdomains belong to them.")]
    place: int = 0


@dataclass(frozen=True, slots=True)
class SourceRanking:
    """The ranks in their order, and why they stand so."""

    reason: Annotated[str, Key(Text(), "Why the ranks stand in this order.")]
    ranks: Annotated[
        tuple[SourceRank, ...],
        Key(
            ListOf(Record.of("a rank", SourceRank)),
            "The ranks, the nearest first; the last takes what no other names.",
        ),
    ]

    def of(self, source: Source) -> SourceRank | None:
        """The rank of a source; `None` where it has no address to tell it from."""
        match = _HOST.match(source.url or "")
        if match is None:
            return None
        host = match[1].lower()
        held = (rank for rank in self.ranks if any(host == each or host.endswith(f".{each}") for each in rank.hosts))
        return next(held, self.ranks[-1])


_RANKING = Record.of("the ranking", SourceRanking)


@cache
def source_ranking() -> SourceRanking:
    """The ranking that ships with the program. Raises BadTable."""
    ranking = SourceRanking(**table_in(TABLE, *_RANKING.fields))
    return replace(ranking, ranks=tuple(replace(rank, place=at) for at, rank in enumerate(ranking.ranks)))
