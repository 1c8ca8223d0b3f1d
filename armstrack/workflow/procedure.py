"""A procedure: its states and moves, read from one table that a lawyer can read.

The table is data, cited row by row; this module reads it and refuses one that contradicts
itself: a move into or from a state that does not exist, a state that nothing leads to, a
guard that nobody wrote, a missing citation.
"""

from collections.abc import Iterator
from dataclasses import field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from armstrack.model.authority import AUTHORITIES
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import Choice, Flag, Text
from armstrack.model.partial_date import UNKNOWN
from armstrack.yaml_text.table import BadTable, read_table

RETURNED = "returned-from-pause"
"""The target of the move by which a pause ends: the state before it."""

GUARDS = (
    "review-over",
    "notification-not-required",
    "lease-under-a-year",
    "renewal-notified",
    "lease-within-five-years",
    "offer-open",
    "offer-deadline-passed",
    "ten-days-over",
    "adjourned",
)
"""The names of the guards that a table may use.

`armstrack.workflow.guards` holds those of sales, `armstrack.workflow.resolution_life` those of resolutions.
"""

TABLES = Path(__file__).parent / "procedures"

ROLES: dict[str, str] = {
    "rumour": "it is only said to be coming",
    "request": "somebody has asked for it",
    "open": "Congress was notified, and it is neither delivered nor over: it counts in a backlog",
    "offer": "an offer, a licence, a consent or a lease was given",
    "binding": "the purchaser is bound, or the licence, the consent or the lease is in force",
    "handing-over": "the first of what was sold has been handed over",
    "handed-over": "the last of what was sold has been handed over",
    "arrived": "what was promised has come",
    "over": "a letter that stands here is over, without having ended early",
    "replaced": "something else has taken its place",
    "in-committee": "the days of the Senate's committee run from it",
    "discharged": "the Senate's committee has lost it, by its days or by consent",
    "rejected": "a chamber has voted against the resolution, which can be called again",
    "adopted": "both chambers have adopted the resolution",
    "with-president": "the President's ten days run",
    "in-force": "the resolution is law",
}
"""What a state can be for a question. The tables say which state is what, and nothing else does."""

OF = ("sale", "letter", "either")
"""Whose state it is: the sale's, one letter's, or one letter's where there is one and else the sale's."""

CHAMBERS = ("senate", "house", "other")
"""The chamber whose vote leads to a state of a resolution: `other` is the one that had not voted so before."""

MAJORITIES = ("half", "two-thirds")
"""What a vote on a resolution takes: more than half, or two thirds, of those voting yea or nay."""

FORMS = ("concurrent", "joint")
"""The forms of a resolution of disapproval; a move may be for one of them alone."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of a procedure."""

    name: Annotated[str, Key(Text(ID_PATTERN, "notified"), "Its name.")]
    kind: Annotated[
        str,
        Key(
            Choice(("step", "pause", "end")),
            "What kind of state it is: on the way, one that returns to where it came from, or an end.",
        ),
    ]
    means: Annotated[str, Key(Text(), "What it means.")]
    optional: Annotated[bool, Key(Flag(), "Whether it may be passed without being named.")] = False
    made_by: Annotated[
        str | None, Key(Choice(("calendar", "resolution")), "What makes it true, where it is never written.")
    ] = None
    notifies: Annotated[bool, Key(Flag(), "Whether entering it notifies Congress, so that the review runs.")] = False
    lapses: Annotated[bool, Key(Flag(), "Whether it stands open only until a day that its entry gives.")] = False
    of: Annotated[str, Key(Choice(OF), "Whose state it is.")] = "sale"
    roles: Annotated[tuple[str, ...], Key(ListOf(Choice(tuple(ROLES))), "What it is for a question.")] = ()
    disapproves: Annotated[
        str | None,
        Key(Choice(("nay",)), "In a vote that leads here, the answer of who wants to bar the sale, if not `yea`."),
    ] = None
    chamber: Annotated[str | None, Key(Choice(CHAMBERS), "Of a resolution: the chamber whose vote leads here.")] = None
    majority: Annotated[
        str | None, Key(Choice(MAJORITIES), "Of a resolution: what barring the sale needs in that vote.")
    ] = None
    lost: Annotated[bool, Key(Flag(), "Of a resolution: whether it did not get that.")] = False

    def has(self, role: str) -> bool:
        """Whether the state has a role of `ROLES`."""
        return role in self.roles

    @property
    def ended(self) -> bool:
        """Whether it is over early: an end of the procedure, such as cancelled or blocked."""
        return self.kind == "end"

    @property
    def over(self) -> bool:
        """Whether a letter that stands here is over: delivered, closed, or ended early."""
        return self.ended or "over" in self.roles

    @property
    def stage(self) -> str:
        """How far it lies, in one word that means the same in every procedure."""
        if self.ended:
            return "barred" if self.made_by == "resolution" else "ended"
        if self.kind == "pause":
            return "paused"
        if self.notifies:
            return "under-review"
        if self.made_by == "calendar":
            return "review-over"
        told = ("arrived", "handing-over", "binding", "offer")
        return next((role for role in told if role in self.roles), "in-force" if "open" in self.roles else "ahead")


@dataclass(frozen=True, slots=True)
class Move:
    """One way of entering a state."""

    to: Annotated[str, Key(Text(ID_PATTERN, "offered"), "The state that it leads to.")]
    sources: Annotated[tuple[str, ...], Key(ListOf(Text(ID_PATTERN, "cleared")), "Where from.", "from")]
    actor: Annotated[str, Key(Text(), "Who makes it.")]
    citation: Annotated[str, Key(Text(), "Which text it rests on.")]
    guards: Annotated[tuple[str, ...], Key(ListOf(Choice(GUARDS)), "What guards it.")] = ()
    warning: Annotated[str | None, Key(Text(), "What to consider when making it.")] = None
    hint: Annotated[str | None, Key(Text(), "What else can be done where a guard refuses it.")] = None
    forms: Annotated[
        tuple[str, ...], Key(ListOf(Choice(FORMS)), "Of a resolution: the forms for which it is open.")
    ] = FORMS
    verified: Annotated[bool, Key(Flag(), "Whether the text that it rests on was read.")] = True


STATE = Record.of("a state", State)
MOVE = Record.of("a move", Move)


@dataclass(frozen=True)
class Procedure:
    """The states and moves of one kind of transfer, or of a resolution."""

    name: Annotated[str, Key(Text(ID_PATTERN, "fms"), "Its name.")]
    title: Annotated[str, Key(Text(), "What it is called.")]
    authorities: Annotated[tuple[str, ...], Key(ListOf(Choice(tuple(AUTHORITIES))), "The authorities that follow it.")]
    letter: Annotated[
        str, Key(Text(), "What one of its letters is called: a letter of offer, a licence, a consent, a lease.")
    ]
    outgrown: Annotated[
        str | None,
        Key(Text(), "What the law asks where a letter is worth more than Congress was notified of.", required=False),
    ]
    counted_with: Annotated[
        str, Key(Text(ID_PATTERN, "fms"), "Whose money its own is of a kind with, so that they add up.")
    ]
    states: Annotated[tuple[State, ...], Key(ListOf(STATE), "Its states, in order.")]
    moves: Annotated[tuple[Move, ...], Key(ListOf(MOVE), "Its moves.")]
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

    @cached_property
    def barred_state(self) -> str | None:
        """The state that a resolution in force makes true, where the procedure has one."""
        return next((state.name for state in self.states if state.made_by == "resolution"), None)

    @cached_property
    def delivering_state(self) -> str | None:
        """The state that the first delivery makes true: something is handed over, and not all."""
        found = (state.name for state in self.states if state.has("handing-over") and not state.has("handed-over"))
        return next(found, None)

    @cached_property
    def notifying_state(self) -> str | None:
        """The state by which Congress is notified."""
        return next((state.name for state in self.states if state.notifies), None)

    def first(self, role: str) -> str | None:
        """The first state that has a role of `ROLES`, or `None` where none has."""
        return next((state.name for state in self.states if state.has(role)), None)

    def of_form(self, form: str | None) -> "Procedure":
        """The procedure with the moves that a form of resolution has; all of them where the form is not known."""
        if form is None or all(form in move.forms for move in self.moves):
            return self
        return _of_form(self.name, form)

    def move(self, source: str, to: str) -> Move | None:
        """The move from one state straight into another, if the table has it."""
        return next((move for move in self.moves if move.to == to and source in move.sources), None)

    def path(self, source: str, to: str) -> tuple[Move, ...] | None:
        """The fewest moves that lead from one state into another over steps of the way, or `None`.

        No way leads from a letter back over the steps of a notification: a lease goes on while Congress reviews its
        renewal, and nothing that follows that review has happened to it.
        """
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
                    step, back = self.by_name[move.to], self.by_name[state].of == "letter"
                    if step.kind == "step" and not (back and step.of == "sale"):
                        ahead.append(move.to)
            frontier = ahead
        return None

    def passed(self, path: tuple[Move, ...]) -> tuple[str, ...]:
        """The steps on a path that must be named when they are passed over."""
        states = (self.by_name[move.to] for move in path[:-1])
        return tuple(state.name for state in states if not state.optional and state.made_by is None)


PROCEDURE = Record.of("a procedure", Procedure)


def read_procedure(file: str, text: str) -> Procedure:
    """The procedure that a table's text describes. Raises BadTable, naming every fault."""
    procedure = Procedure(**read_table(file, text, *PROCEDURE.fields))
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
    found = [read_procedure(file.name, file.read_text(encoding="utf-8")) for file in sorted(TABLES.glob("*.yaml"))]
    return {procedure.name: procedure for procedure in found}


@cache
def _of_form(name: str, form: str) -> Procedure:
    whole = procedures()[name]
    return replace(whole, moves=tuple(move for move in whole.moves if form in move.forms))


def sale_states() -> tuple[str, ...]:
    """Every state that a sale can be in, in the order of the procedures."""
    names = [state.name for one in procedures().values() if one.authorities for state in one.states]
    return tuple(dict.fromkeys(names))


def sale_kinds() -> tuple[str, ...]:
    """The kinds of sale: the procedures that some authorities follow, and `unknown` where the authority is."""
    return (*(one.name for one in procedures().values() if one.authorities), UNKNOWN)


def authorities_of(kind: str) -> tuple[str, ...]:
    """The authorities whose sales are of a kind of `sale_kinds`."""
    return (UNKNOWN,) if kind == UNKNOWN else procedures()[kind].authorities


@cache
def states_with(role: str) -> tuple[str, ...]:
    """Every state of a sale that has a role of `ROLES`, in the order of the procedures."""
    found = [state.name for one in procedures().values() if one.authorities for state in one.states if state.has(role)]
    return tuple(dict.fromkeys(found))


@cache
def procedures_of(authorities: tuple[str, ...]) -> tuple[Procedure, ...]:
    """The procedures that some authorities follow, each once; none where they are unknown."""
    return tuple(one for one in procedures().values() if any(each in one.authorities for each in authorities))


@cache
def procedure_of(authorities: tuple[str, ...]) -> Procedure:
    """The procedure of a sale; one whose authority is unknown is read as a Foreign Military Sale."""
    found = procedures_of(authorities)
    return found[0] if found else procedures()["fms"]


@cache
def counted_with(authorities: tuple[str, ...]) -> str:
    """With which money a sale's value adds up: `fms`, `dcs`, `transfer`, `lease`, or `unknown`.

    A report of an enhancement counts with the Foreign Military Sales that it is about.
    """
    found = procedures_of(authorities)
    return found[0].counted_with if found else UNKNOWN
