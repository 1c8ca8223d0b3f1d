"""A procedure: its states and moves, read from one table that a lawyer can read.

The table is data, cited row by row; this module reads it and refuses one that contradicts
itself: a move into or from a state that does not exist, a state that nothing leads to, a
guard that nobody wrote, a missing citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from armstrack.law.dated_rows import BadTable, read_table
from armstrack.model.authority import AUTHORITIES
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Choice, Flag, Text

RETURNED = "returned-from-pause"
"""The target of the move by which a pause ends: the state before it."""

GUARDS = ("review-over", "notification-not-required", "offer-open", "offer-deadline-passed")
"""The names of the guards that a table may use; `armstrack.workflow.guards` holds them."""

PROCEDURES = Path(__file__).parent / "procedures"


@dataclass(frozen=True, slots=True)
class State:
    """One state of a procedure."""

    name: str
    kind: str
    """`step` on the way, `pause` that returns to where it came from, or `end`."""
    means: str
    optional: bool = False
    """Whether it may be passed without being named."""
    made_by: str | None = None
    """`calendar` or `resolution` where the state is never written in a file."""
    notifies: bool = False
    """Whether entering it notifies Congress, so that the review runs."""
    lapses: bool = False
    """Whether it stands open only until a day that its entry gives."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way of entering a state."""

    to: str
    sources: tuple[str, ...]
    actor: str
    citation: str
    guards: tuple[str, ...] = ()
    warning: str | None = None


@dataclass(frozen=True)
class Procedure:
    """The states and moves of one kind of transfer, or of a resolution."""

    name: str
    title: str
    authorities: tuple[str, ...]
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    by_name: dict[str, State] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {state.name: state for state in self.states})

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The states on the way, in order."""
        return tuple(state.name for state in self.states if state.kind == "step")

    @cached_property
    def writable(self) -> tuple[str, ...]:
        """The states that a history may name."""
        return tuple(state.name for state in self.states if state.made_by is None)

    @cached_property
    def calendar_state(self) -> str | None:
        """The state that the calendar makes true when the review ends, where the procedure has one."""
        return next((state.name for state in self.states if state.made_by == "calendar"), None)

    def move(self, source: str, to: str) -> Move | None:
        """The move from one state straight into another, if the table has it."""
        return next((move for move in self.moves if move.to == to and source in move.sources), None)

    def path(self, source: str, to: str) -> tuple[Move, ...] | None:
        """The fewest moves that lead from one state into another over steps of the way, or `None`."""
        if source == to:
            again = self.move(source, to)
            return None if again is None else (again,)
        reached: dict[str, tuple[Move, ...]] = {source: ()}
        frontier = [source]
        while frontier:
            ahead: list[str] = []
            for state in frontier:
                for move in self.moves:
                    if state not in move.sources or move.to in reached or move.to == RETURNED:
                        continue
                    reached[move.to] = (*reached[state], move)
                    if move.to == to:
                        return reached[to]
                    if self.by_name[move.to].kind == "step":
                        ahead.append(move.to)
            frontier = ahead
        return None

    def passed(self, path: tuple[Move, ...]) -> tuple[str, ...]:
        """The steps on a path that must be named when they are passed over."""
        states = (self.by_name[move.to] for move in path[:-1])
        return tuple(state.name for state in states if not state.optional and state.made_by is None)


STATE = Record(
    "a state",
    (
        Field("name", Text(ID_PATTERN, "notified"), "Its name.", required=True),
        Field("kind", Choice(("step", "pause", "end")), "What kind of state it is.", required=True),
        Field("means", Text(), "What it means.", required=True),
        Field("optional", Flag(), "Whether it may be passed without being named.", default=False),
        Field("notifies", Flag(), "Whether entering it notifies Congress.", default=False),
        Field("lapses", Flag(), "Whether it stands open until a day.", default=False),
        Field("made-by", Choice(("calendar", "resolution")), "What makes it true, where it is never written."),
    ),
    State,
)

MOVE = Record(
    "a move",
    (
        Field("to", Text(ID_PATTERN, "offered"), "The state that it leads to.", required=True),
        Field("from", ListOf(Text(ID_PATTERN, "cleared")), "Where from.", required=True, attribute="sources"),
        Field("actor", Text(), "Who makes it.", required=True),
        Field("citation", Text(), "Which text it rests on.", required=True),
        Field("guards", ListOf(Choice(GUARDS)), "What guards it.", default=()),
        Field("warning", Text(), "What to consider when making it."),
    ),
    Move,
)


FIELDS = (
    Field("name", Text(ID_PATTERN, "fms"), "Its name.", required=True),
    Field("title", Text(), "What it is called.", required=True),
    Field("authorities", ListOf(Choice(tuple(AUTHORITIES))), "The authorities that follow it.", required=True),
    Field("states", ListOf(STATE), "Its states, in order.", required=True),
    Field("moves", ListOf(MOVE), "Its moves.", required=True),
)


def read_procedure(file: str, text: str) -> Procedure:
    """The procedure that a table's text describes. Raises BadTable, naming every fault."""
    procedure = Procedure(**read_table(file, text, *FIELDS))
    faults = list(_faults(procedure))
    if faults:
        raise BadTable("\n".join(f"{file}: {fault}" for fault in faults))
    return procedure


def _faults(procedure: Procedure) -> Iterator[str]:
    names = [state.name for state in procedure.states]
    yield from (f"the state `{name}` stands twice" for name in sorted({n for n in names if names.count(n) > 1}))
    entered = {move.to for move in procedure.moves}
    yield from (f"nothing leads to the state `{name}`" for name in names if name not in entered)
    back = {source for move in procedure.moves if move.to == RETURNED for source in move.sources}
    pauses = (state.name for state in procedure.states if state.kind == "pause")
    yield from (f"nothing leads back from the pause `{name}`" for name in pauses if name not in back)
    seen: set[tuple[str, str]] = set()
    for move in procedure.moves:
        if move.to != RETURNED and move.to not in names:
            yield f"a move leads to `{move.to}`, which is no state"
        for source in move.sources:
            if source not in names:
                yield f"a move to `{move.to}` comes from `{source}`, which is no state"
            elif procedure.by_name[source].kind == "end" and procedure.by_name[source].made_by is not None:
                yield f"a move to `{move.to}` comes from `{source}`, which ends for good"
            if (source, move.to) in seen:
                yield f"two moves lead from `{source}` to `{move.to}`"
            seen.add((source, move.to))


@cache
def procedures() -> dict[str, Procedure]:
    """Every procedure by its name. Raises BadTable."""
    found = [read_procedure(file.name, file.read_text(encoding="utf-8")) for file in sorted(PROCEDURES.glob("*.yaml"))]
    return {procedure.name: procedure for procedure in found}


def sale_states() -> tuple[str, ...]:
    """Every state that a sale can be in, in the order of the procedures."""
    names = [state.name for one in procedures().values() if one.authorities for state in one.states]
    return tuple(dict.fromkeys(names))


@cache
def procedure_of(authority: str) -> Procedure:
    """The procedure that an authority follows; a sale of unknown authority is read as a Foreign Military Sale."""
    for procedure in procedures().values():
        if authority in procedure.authorities:
            return procedure
    return procedures()["fms"]
