"""A table of a procedure that contradicts itself is refused with every fault named."""

from __future__ import annotations

from pathlib import Path

import pytest

from armstrack.workflow.procedure import TABLES, Procedure, procedures, read_procedure
from armstrack.yaml_text.table import BadTable

GOOD = """\
name: toy
title: Toy
authorities: [36(c)]
letter: licence
counted-with: toy
states:
  - {name: asked, kind: step, means: "asked for"}
  - {name: granted, kind: step, means: "granted"}
  - {name: paused, kind: pause, means: "paused"}
  - {name: barred, kind: end, made-by: resolution, means: "barred"}
moves:
  - {to: asked, from: [], actor: somebody, citation: some law}
  - {to: granted, from: [asked], actor: somebody, citation: some law, guards: [review-over]}
  - {to: paused, from: [granted], actor: somebody, citation: some law}
  - {to: returned-from-pause, from: [paused], actor: somebody, citation: some law}
  - {to: barred, from: [asked, granted], actor: somebody, citation: some law}
"""


def read(text: str) -> Procedure:
    return read_procedure("toy.yaml", text)


def refusal(old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(BadTable) as refused:
        read(GOOD.replace(old, new, 1))
    return str(refused.value)


def test_a_table_in_order_is_read() -> None:
    toy = read(GOOD)
    assert (toy.name, toy.title, toy.authorities) == ("toy", "Toy", ("36(c)",))
    assert toy.steps == ("asked", "granted")
    assert toy.writable == ("asked", "granted", "paused")
    granted = toy.move("asked", "granted")
    assert granted is not None
    assert granted.guards == ("review-over",)
    assert toy.move("granted", "asked") is None
    path = toy.path("asked", "paused")
    assert path is not None
    assert [move.to for move in path] == ["granted", "paused"]
    assert toy.passed(path) == ("granted",)
    assert toy.path("paused", "granted") is None
    assert toy.path("barred", "asked") is None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("to: granted", "to: grant", "toy.yaml: a move leads to `grant`, which is no state"),
        ("to: granted", "to: grant", "toy.yaml: nothing leads to the state `granted`"),
        ("from: [granted]", "from: [given]", "toy.yaml: a move to `paused` comes from `given`, which is no state"),
        ("from: [asked]", "from: [barred]", "toy.yaml: a move to `granted` comes from `barred`, which ends for good"),
        (
            "  - {to: paused, from",
            "  - {to: granted, from: [asked], actor: x, citation: y}\n  - {to: paused, from",
            "toy.yaml: two moves lead from `asked` to `granted`",
        ),
        ("from: [asked, granted]", "from: [asked, asked]", "toy.yaml: two moves lead from `asked` to `barred`"),
        (
            "moves:\n  - {to: asked, from: [], actor: somebody, citation: some law}\n",
            "moves:\n",
            "toy.yaml: nothing leads to the state `asked`",
        ),
        ("name: granted, kind", "name: asked, kind", "toy.yaml: the state `asked` stands twice"),
        (", citation: some law, guards", ", guards", "toy.yaml:13: a move needs `citation`"),
        (", citation: some law, guards", ", citation: , guards", "toy.yaml:13: `citation` has no value"),
        (
            "actor: somebody, citation: some law, guards",
            "citation: some law, guards",
            "toy.yaml:13: a move needs `actor`",
        ),
        ("guards: [review-over]", "guards: [review-done]", "toy.yaml:13: `review-done` is not allowed here"),
        ("kind: pause", "kind: rest", "toy.yaml:9: `rest` is not allowed here"),
        ("made-by: resolution", "made-by: nobody", "toy.yaml:10: `nobody` is not allowed here"),
        ("[36(c)]", "[36(e)]", "toy.yaml:3: `36(e)` is not allowed here"),
        ("name: toy\n", "name: toy\nname: toy\n", "toy.yaml:2:1: the key `name` stands twice"),
        ('means: "granted"', 'mean: "granted"', "toy.yaml:8: a state has no key `mean`"),
    ],
)
def test_a_fault_is_named(old: str, new: str, fault: str) -> None:
    assert fault in refusal(old, new)


def test_every_fault_is_named_at_once() -> None:
    faults = refusal("from: [asked]", "from: [nowhere, asked, asked]").splitlines()
    assert len(faults) == 2


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_procedure_is_in_a_file_of_its_name_and_cites_every_move(path: Path) -> None:
    procedure = procedures()[path.stem]
    assert procedure.name == path.stem
    assert all(move.citation and move.actor for move in procedure.moves)
    assert all(one.means for one in procedure.states)


def test_no_authority_follows_two_procedures() -> None:
    followed = [authority for one in procedures().values() for authority in one.authorities]
    assert len(followed) == len(set(followed))
