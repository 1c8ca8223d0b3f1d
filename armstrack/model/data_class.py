"""Frozen data classes as those of `dataclasses`, a fifth as dear to declare.

`dataclasses.dataclass` writes six methods for each frozen class as text and compiles each by itself: half a
millisecond, and a command imports a hundred of them. Here only `__init__` is compiled. What compares, hashes, prints,
refuses a change and restores what was pickled is the same for all classes and knows their fields.

To whoever reads, to type checkers and to `dataclasses.fields`, `replace` and `asdict` they are the data classes that
they look like. A class that is not frozen, or has an order, is left to `dataclasses` whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        order: bool = False,
        eq: bool = True,
        repr: bool = True,
        **options: bool,
    ) -> Any:
        """The class as `dataclasses.dataclass` makes it."""
        if cls is None:
            return lambda decorated: dataclass(decorated, frozen=frozen, order=order, eq=eq, repr=repr, **options)
        if order or not frozen:
            return dataclasses.dataclass(cls, frozen=frozen, order=order, eq=eq, repr=repr, **options)
        made = dataclasses.dataclass(cls, init=False, eq=False, repr=False, **options)
        methods = {
            "__init__": _initialiser(made),
            "__setattr__": _refuse_change,
            "__delattr__": _refuse_removal,
            "__getstate__": _state,
            "__setstate__": _restore,
        }
        if eq:
            methods |= _comparing(made)
        if repr:
            methods["__repr__"] = _printed
        for name, method in methods.items():
            if name not in vars(cls):
                setattr(made, name, method)
        return made


_NOT_GIVEN = object()
"""Stands for the default of a field that is made anew for each instance."""


def _initialiser(cls: type[Any]) -> Callable[..., None]:
    """The method `__init__` of a class: its fields as parameters, with their defaults, and `__post_init__` at last."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_NOT_GIVEN": _NOT_GIVEN}
    parameters, by_name, body = ["self"], list[str](), list[str]()
    for field in dataclasses.fields(cls):
        name, default = field.name, ""
        if field.default is not dataclasses.MISSING:
            names[f"_default_{name}"], default = field.default, f"=_default_{name}"
            body.append(f"_set(self, {name!r}, {name if field.init else f'_default_{name}'})")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"], default = field.default_factory, "=_NOT_GIVEN"
            made = f"_make_{name}()"
            given = f"{made} if {name} is _NOT_GIVEN else {name}" if field.init else made
            body.append(f"_set(self, {name!r}, {given})")
        elif field.init:
            body.append(f"_set(self, {name!r}, {name})")
        if field.init:
            (by_name if field.kw_only else parameters).append(name + default)
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ", ".join([*parameters, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({taken}):\n " + "\n ".join(body or ["pass"]), names)
    method: Callable[..., None] = names["__init__"]
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    method.__annotations__ = {each.name: each.type for each in dataclasses.fields(cls) if each.init} | {"return": None}
    return method


def _comparing(cls: type[Any]) -> dict[str, Any]:
    """The methods by which instances of one class are the same when their fields are."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _printed(self: Any) -> str:
    fields = (field.name for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields)})"


def _refuse_change(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
