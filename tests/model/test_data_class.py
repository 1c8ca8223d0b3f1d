"""Our data classes are those of the standard library in all that can be seen of them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from armstrack.model.data_class import dataclass

pytestmark = pytest.mark.quick


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text."""

    line: int
    column: int = 1


@dataclass(frozen=True)
class Named(Place):
    """One with a name, which inherits the fields."""

    name: str = ""


def declared(dataclass: Callable[..., Any], **options: Any) -> Any:
    """A class with every kind of field that a record has, declared by one or the other."""

    @dataclass(frozen=True, **options)
    class Kept:
        """What is kept."""

        id: str
        value: int | None = None
        notes: list[str] = dataclasses.field(default_factory=list)
        found: str = dataclasses.field(default="", compare=False)
        secret: str = dataclasses.field(default="", repr=False)
        length: int = dataclasses.field(init=False, compare=False)
        source: str = dataclasses.field(default="none", kw_only=True)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.id))

    return Kept


@pytest.fixture(params=[{}, {"slots": True}, {"eq": False, "repr": False}, {"kw_only": True}], ids=str)
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return declared(dataclass, **request.param), declared(dataclasses.dataclass, **request.param)


def test_the_same_values_are_taken_and_found(both: tuple[Any, Any]) -> None:
    ours, theirs = (cls(id="abc", value=5, notes=["n"], source="s") for cls in both)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours.length == 3
    assert both[0](id="x").notes is not both[0](id="x").notes


def test_the_parameters_and_fields_are_the_same(both: tuple[Any, Any]) -> None:
    def shown(cls: Any) -> list[tuple[Any, ...]]:
        parameters = inspect.signature(cls).parameters.values()
        return [(each.name, each.kind, each.annotation, each.default is each.empty) for each in parameters]

    ours, theirs = both
    assert shown(ours) == shown(theirs)
    assert [field.name for field in dataclasses.fields(ours)] == [field.name for field in dataclasses.fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert hasattr(ours(id="a"), "__dict__") == hasattr(theirs(id="a"), "__dict__")


def test_what_is_the_same_and_how_it_is_printed(both: tuple[Any, Any]) -> None:
    for cls in both:
        compares = "__eq__" in vars(cls)
        one, same, other = cls(id="a", value=1, found="here"), cls(id="a", value=1, found="there"), cls(id="b", value=1)
        assert (one == same) is compares
        assert one != other
    ours, theirs = (cls(id="a", secret="key") for cls in both)
    assert ours != theirs
    if "__repr__" in vars(both[1]):
        assert repr(ours) == repr(theirs)
        assert "key" not in repr(ours)


def test_nothing_can_be_changed_or_taken_away(both: tuple[Any, Any]) -> None:
    for cls in both:
        one = cls(id="a")
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'id'"):
            one.id = "b"
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'id'"):
            del one.id
        assert dataclasses.replace(one, id="bc").length == 2


def test_a_wrong_call_is_told_with_the_name_of_the_class() -> None:
    with pytest.raises(TypeError, match=r"Place\.__init__\(\) missing 1 required positional argument: 'line'"):
        Place()  # type: ignore[call-arg]


def test_fields_are_inherited_and_another_class_is_another_thing() -> None:
    assert Named(3, name="end") == Named(line=3, column=1, name="end")
    assert hash(Named(3)) == hash(Named(3))
    assert Named(3) != Place(3)
    match Named(3, 4, "end"):
        case Place(line, column):
            assert (line, column) == (3, 4)
        case _:
            pytest.fail("an heir is not recognised")


@pytest.mark.parametrize("one", [Place(3, 4), Named(3, 4, "end")], ids=repr)
def test_what_goes_to_another_process_or_is_copied_is_the_same_there(one: Place) -> None:
    for other in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert other == one
        assert hash(other) == hash(one)
        assert type(other) is type(one)


def test_what_is_not_frozen_or_has_an_order_is_that_of_the_standard_library() -> None:
    @dataclass
    class Counted:
        """A count."""

        number: int = 0

    @dataclass(frozen=True, order=True)
    class Ranked:
        """A rank."""

        rank: int

    one = Counted()
    one.number += 1
    assert one == Counted(1)
    assert Ranked(1) < Ranked(2)
