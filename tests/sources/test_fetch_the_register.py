"""A year of the Federal Register, fetched into a ledger that holds nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import NOVEMBER, Run
from documents_of_sources import register_of
from served import served

from armstrack.ledger.ledger import Ledger
from armstrack.model.sale import Sale

YEAR = 2026


@pytest.fixture(scope="module")
def sales() -> list[Sale]:
    """The sales of a year that a notice under 36(b)(1) with a number, a value and a day can tell of."""
    found = []
    for sale in Ledger(NOVEMBER).contents.sales.values():
        told = next((one for one in sale.history if one.state == "notified"), None)
        if told is None or told.date.exact is None or told.date.exact.year != YEAR or sale.amends is not None:
            continue
        if sale.authorities == ("36(b)(1)",) and len(sale.recipients) == 1 and sale.transmittal and sale.value.total:
            found.append(sale)
    assert len(found) > 40
    return found


def test_every_sale_and_every_delivered_day_arrives_once(run: Run, empty: Path, sales: list[Sale]) -> None:
    with served(register_of(sales)) as server:
        command = ("fetch", "federal-register", "--since", "2026-01-01", "--import", "--as-of", "2027-06-30")
        command += ("--base-url", f"federal-register={server.address}", "--format", "json")
        ran = run(*command, cwd=empty)
        assert ran.code == 0, ran.err
        assert [row["what"] for row in ran.json["notices"]] == ["new"] * len(sales)
        held = Ledger(empty).contents
        assert held.problems == ()
        wanted = sorted(_facts(sale) for sale in sales)
        assert sorted(_facts(sale) for sale in held.sales.values()) == wanted

        before = _files(empty)
        again = run(*command, cwd=empty)
        assert (again.code, again.json["notices"]) == (0, [])
        assert _files(empty) == before


def test_long_work_shows_how_far_it_is_and_quiet_says_nothing(run: Run, empty: Path, sales: list[Sale]) -> None:
    with served(register_of(sales[:30])) as server:
        command = ("fetch", "federal-register", "--since", "2026-01-01", "--as-of", "2027-06-30")
        command += ("--base-url", f"federal-register={server.address}")
        assert "of 30 documents of federal-register" in run(*command, cwd=empty, columns=100).out
        quiet = run(*command, "--quiet", cwd=empty)
    assert (quiet.code, quiet.err) == (0, "")


def _facts(sale: Sale) -> tuple[str, str, int | None, date | None]:
    told = next(one for one in sale.history if one.state == "notified")
    number = sale.transmittal or ""
    return (number, "+".join(sale.recipients), sale.value.total, told.date.exact)


def _files(folder: Path) -> dict[str, Any]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in found}
