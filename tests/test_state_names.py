"""What a state means for a question is a column of the procedures' tables: Python asks them and spells no state."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from armstrack.workflow.procedure import procedures

ROOT = Path(__file__).parent.parent
STATES = {state.name for one in procedures().values() for state in one.states}

ALLOWED: dict[str, str] = {
    "query/questions/summary.py: self.measure != 'notified'": "the name of a measure",
    "query/summary/counting.py: measure != 'notified'": "the name of a measure",
    "query/contributions/measures.py: measure == 'delivered'": "the name of a measure",
    "query/contributions/measures.py: {'accepted': accepted, 'delivered': delivered}": "names of measures",
    "query/summary/worth.py: ('accepted', 'delivered')": "names of measures",
    "query/from_files.py: sort != 'notified'": "the name of a column to sort by",
    "query/backlog/between_days.py: kind == 'delivered'": "a kind of change",
    "output/backlog_tables.py: kind == 'delivered'": "a kind of change, as the document has it",
    "notices/settled.py: entry.basis == 'delivered'": "what the day of a notification rests on, and no state",
    "notices/draft_record.py: state == 'notified'": "the reader of notices that writes it",
}
"""What is spelt like a state and is none, by its file and its text, each with what it is."""


def is_state(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in STATES


def is_collection(node: ast.expr, least: int) -> bool:
    """Whether a tuple, list or set holds so many names of states, and nothing else."""
    return (
        isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) >= least and all(map(is_state, node.elts))
    )


def spelt(tree: ast.AST) -> Iterator[ast.expr]:
    """Every collection of names of states, dictionary by them, and comparison or match with one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            if any(is_state(side) or is_collection(side, 1) for side in sides):
                yield node
        elif isinstance(node, ast.Dict) and len(node.keys) >= 2 and all(map(is_state, node.keys)):
            yield node
        elif isinstance(node, ast.MatchValue) and is_state(node.value):
            yield node.value
        elif isinstance(node, ast.expr) and is_collection(node, 2):
            yield node


def found() -> Iterator[str]:
    package = ROOT / "armstrack"
    for file in sorted(package.rglob("*.py")):
        for node in spelt(ast.parse(file.read_text(encoding="utf-8"))):
            yield f"{file.relative_to(package).as_posix()}: {ast.unparse(node)}"


def test_no_name_of_a_state_is_spelt_outside_the_tables() -> None:
    assert sorted(set(found()) - set(ALLOWED)) == []


def test_what_is_allowed_is_still_there() -> None:
    assert sorted(set(ALLOWED) - set(found())) == []


@pytest.mark.parametrize(
    "text",
    [
        "OPEN = ('notified', 'offered')",
        "OPEN = ['notified', 'offered']",
        "OPEN = frozenset({'presented', 'vetoed'})",
        "WORDS = {'offered': 'with the purchaser', 'accepted': 'signed'}",
        "state == 'offered'",
        "'offered' != state",
        "state in ('offered',)",
        "state not in {'offered', 'accepted'}",
        "match state:\n    case 'offered':\n        pass",
    ],
)
def test_a_name_that_is_spelt_is_seen(text: str) -> None:
    assert list(spelt(ast.parse(text)))


@pytest.mark.parametrize(
    "text",
    [
        "document = {'notified': day, 'id': name}",
        "document = {'notified': day}",
        "measure in ('notified', 'net')",
        "state.has('handed-over')",
        "procedure.first('offer')",
        "('notified',)",
    ],
)
def test_what_is_no_list_of_states_is_not_seen(text: str) -> None:
    assert not list(spelt(ast.parse(text)))
