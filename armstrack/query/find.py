"""Which sale a person means: an id, an unambiguous beginning of one, or a transmittal number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from armstrack.model.told import ExitCode, ToldError
from armstrack.model.transmittal import comparable_transmittal

if TYPE_CHECKING:
    from armstrack.model.sale import Sale


LISTING = {"sale": "list", "resolution": "resolutions", "record": "list"}
"""The command that lists the records of each kind."""


class NoSuchRecord(ToldError):
    """No record of the kind answers to the name; `nearest` are ids that resemble it."""

    exit_code = ExitCode.NOT_FOUND
    code = "not-found"

    def __init__(self, name: str, nearest: tuple[str, ...], kind: str = "sale") -> None:
        super().__init__(f"no {kind} answers to `{name}`")
        self.name, self.nearest, self.kind = name, nearest, kind
        near = f"did you mean {' or '.join(nearest)}?"
        self.hint = near if nearest else f"`armstrack {LISTING[kind]}` names them all"
        self.details = {"nearest": list(nearest)}


class AmbiguousName(ToldError):
    """Several records of the kind answer to the name; `candidates` are their ids."""

    exit_code = ExitCode.NOT_FOUND
    code = "ambiguous"
    hint = "give more of the id"

    def __init__(self, name: str, candidates: tuple[str, ...], kind: str = "sale") -> None:
        super().__init__(f"`{name}` can mean {len(candidates)} {kind}s")
        self.name, self.candidates, self.kind = name, candidates, kind
        self.lines = tuple(f"  {candidate}" for candidate in candidates)
        self.details = {"candidates": list(candidates)}


class RecordVanished(ToldError):
    """The file of a sale went away or changed between two looks at it: it was renamed or removed."""

    code = "ground-moved"
    hint = "try again"

    def __init__(self, name: str) -> None:
        super().__init__(f"The file of `{name}` went away or changed while it was looked for")

    @property
    def message(self) -> str:
        """What went away; nothing was written."""
        return f"{self}. Nothing was written."


def sale_of_id(sales: Mapping[str, Sale], identity: str) -> Sale:
    """The sale of an id that was just found. Raises RecordVanished where another process was quicker."""
    try:
        return sales[identity]
    except KeyError as error:
        raise RecordVanished(identity) from error


def find_sale(sales: Mapping[str, Sale], name: str) -> Sale:
    """The sale that a name means; an exact id beats a beginning. Raises NoSuchRecord or AmbiguousName."""
    if name in sales:
        return sales[name]
    number = comparable_transmittal(name)
    found = [sale for sale in sales.values() if sale.transmittal and comparable_transmittal(sale.transmittal) == number]
    if not found and name:
        found = [sale for sale in sales.values() if sale.id.startswith(name.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(name, tuple(sorted(sale.id for sale in found)))
    raise NoSuchRecord(name, nearest_ids(sales, name))


def nearest_ids(ids: Iterable[str], name: str) -> tuple[str, ...]:
    """Up to three ids that resemble a name, or contain it."""
    from difflib import get_close_matches

    known = list(ids)
    lowered = name.lower()
    containing = [each for each in known if lowered and lowered in each]
    close = get_close_matches(lowered, known, n=3, cutoff=0.5)
    return tuple(dict.fromkeys([*close, *containing]))[:3]
