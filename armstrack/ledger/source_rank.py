"""Which of two sources stands nearer to the act that it tells of: a ranking by the host of its address, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from armstrack.law.dated_rows import read_table
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Text
from armstrack.model.sale import Source

TABLE = Path(__file__).parent / "tables" / "source_ranks.yaml"

_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)")


@dataclass(frozen=True, slots=True)
class SourceRank:
    """One rank of sources; a lower `place` stands nearer to the act."""

    place: int
    name: str
    means: str
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRanking:
    """The ranks in their order, and why they stand so."""

    reason: str
    ranks: tuple[SourceRank, ...]

    def of(self, source: Source) -> SourceRank | None:
        """The rank of a source; `None` where it has no address to tell it from."""
        match = _HOST.match(source.url or "")
        if match is None:
            return None
        host = match[1].lower()
        held = (rank for rank in self.ranks if any(host == each or host.endswith(f".{each}") for each in rank.hosts))
        return next(held, self.ranks[-1])


_FIELDS = (
    Field("reason", Text(), "Why the ranks stand in this order.", required=True),
    Field(
        "ranks",
        ListOf(
            Record(
                "a rank",
                (
                    Field("name", Text(), "What it is called.", required=True),
                    Field("means", Text(), "Who belongs to it.", required=True),
                    Field("hosts", ListOf(Text()), "Their hosts; their subdomains belong to them.", required=True),
                ),
                dict,
            )
        ),
        "The ranks, the nearest first; the last takes what no other names.",
        required=True,
    ),
)


@cache
def source_ranking() -> SourceRanking:
    """The ranking that ships with the program. Raises BadTable."""
    table = read_table(TABLE.name, TABLE.read_text(encoding="utf-8"), *_FIELDS)
    return SourceRanking(table["reason"], tuple(SourceRank(place, **rank) for place, rank in enumerate(table["ranks"])))
