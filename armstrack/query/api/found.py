"""What a question of the Python interface found: objects in order, and the same as a data frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from armstrack.query.api.frame import Column

T = TypeVar("T")


class Found(Sequence[T]):
    """The objects of an answer, as often as they are looked at."""

    def __init__(self, found: Iterable[T], columns: Sequence[Column], row: Callable[[T], Mapping[str, Any]]) -> None:
        self._found, self._columns, self._row = tuple(found), columns, row

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)}>"

    def _repr_html_(self) -> str:
        """The first rows as a notebook shows them."""
        from armstrack.query.api.notebook import notebook_table

        names = [column.name for column in self._columns]
        return notebook_table(repr(self), names, [self._row(one) for one in self._found])

    def to_frame(self, library: str | None = None) -> Any:
        """The same as a data frame, a row each, of `pandas` or `polars` (default: the first that is installed).

        Money is a nullable integer, a partial date its text with the first and the last day that it may
        mean in two further columns. Raises ImportError where the library is not installed.
        """
        from armstrack.query.api.frame import frame

        return frame(self._columns, [self._row(one) for one in self._found], library)
