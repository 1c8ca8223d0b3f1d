"""The public interface for other programs: a ledger, and its sales on a day."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import locate
from armstrack.model.authority import AUTHORITIES
from armstrack.model.entry import STATE_SYNONYMS
from armstrack.model.partial_date import parse_day
from armstrack.model.problem import Problem
from armstrack.model.recipients import find_recipient
from armstrack.query.filter import Filter, choose
from armstrack.query.find import find_sale
from armstrack.query.view import SaleOnDay, newest_first, sales_on
from armstrack.query.washington import today
from armstrack.workflow.procedure import sale_states


class OpenLedger:
    """A ledger opened for reading."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def folder(self) -> Path:
        """Where the ledger lies."""
        return self._ledger.folder

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps files of the ledger from being read; their sales are missing from every answer."""
        return self._ledger.contents.problems

    def sales(
        self,
        recipient: str | None = None,
        state: str | None = None,
        year: int | None = None,
        authority: str | None = None,
        package: str | None = None,
        as_of: str | date | None = None,
    ) -> Iterator[SaleOnDay]:
        """The sales on a day (default: today in Washington), the newest first, narrowed by what is given.

        Raises ValueError for a day, a state, a recipient or an authority that does not exist.
        """
        wanted = Filter(
            recipients=(_recipient(recipient),) if recipient is not None else (),
            states=(_state(state),) if state is not None else (),
            years=(year,) if year is not None else (),
            authorities=(_authority(authority),) if authority is not None else (),
            packages=(package,) if package is not None else (),
        )
        chosen = choose(sales_on(self._ledger, _day(as_of)), wanted)
        return iter(newest_first(list(chosen.sales)))

    def sale(self, name: str, as_of: str | date | None = None) -> SaleOnDay:
        """One sale on a day, by id, the beginning of one, or transmittal. Raises NoSuchRecord or AmbiguousName."""
        sale = find_sale(self._ledger.contents.sales, name)
        return SaleOnDay(sale, self._ledger.context(sale), _day(as_of))


def open_ledger(folder: str | None) -> OpenLedger:
    """The ledger in a folder, or the one that the commands would use here. Raises LedgerNotFound."""
    return OpenLedger(Ledger.at(locate(folder, os.environ, Path.cwd())))


def _day(given: str | date | None) -> date:
    if given is None:
        return today()
    return parse_day(given) if isinstance(given, str) else given


def _recipient(text: str) -> str:
    if text == "unknown":
        return text
    code = find_recipient(text)
    if code is None:
        raise ValueError(f"`{text}` is not a recipient")
    return code


def _state(text: str) -> str:
    word = STATE_SYNONYMS.get(text, text)
    known = sale_states()
    if word not in known:
        raise ValueError(f"`{text}` is not a state; one of {', '.join(sorted(known))}")
    return word


def _authority(text: str) -> str:
    if text not in AUTHORITIES:
        raise ValueError(f"`{text}` is not an authority; one of {', '.join(AUTHORITIES)}")
    return text
