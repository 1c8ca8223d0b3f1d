"""Of how many sales each thing is known, year by year, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

from builders import day
from query.asking import Written

from armstrack.query.coverage_grid import coverage_grid
from armstrack.query.filter import EVERYTHING
from armstrack.query.questions.coverage import CoverageQuestion
from armstrack.query.reach import declared
from armstrack.query.view import sales_on


def test_each_thing_that_is_known_of_a_sale_counts_in_the_year_of_its_notification(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger")
    ledger.sale("bare", "2019-03-01 notified")
    ledger.sale(
        "full", "2020-03-01 notified", "2021-03-01 contract", total="5B", mde="4B",
        more="transmittal: 20-01\ncontractors: [{name: Builder}]\nconfidence: medium\n"
        "items: [{name: tank, quantity: 4}, {name: spares}]",
    )  # fmt: skip
    ledger.sale(
        "more", "2020-06-01 notified", authority="36(b)(5)(C)",
        more="amends: full\nvalue: {increase: 1B}\ncontractors: []\nitems: [{name: spares}]\nconfidence: low",
    )  # fmt: skip
    ledger.sale("loose", "unknown notified", more="confidence: high")
    ledger.sale("later", "2023-01-01 notified", total="1B")
    assert ledger.ask(CoverageQuestion(), "2022-12-31") == [
        {
            "year": year, "sales": sales, "transmittal": numbered, "value": valued, "mde_split": split, "items": listed,
            "quantities": counted, "contractors": made, "later_events": followed, "unsure": unsure,
        }
        for year, sales, numbered, valued, split, listed, counted, made, followed, unsure in [
            ("2019", 1, 0, 0, 0, 0, 0, 0, 0, 0),
            ("2020", 2, 1, 2, 1, 2, 1, 2, 1, 2),
            (None, 2, 0, 1, 0, 0, 0, 0, 0, 0),
        ]
    ]  # fmt: skip


COVERS = "covers:\n  - {recipients: [TW], authorities: [36(b)(1)], from: 2021-01-01, to: 2022-06-30}\n"


def grid(ledger: Written, by: str, on: str) -> list[tuple[str, str, str, int]]:
    """Each year and recipient, or authority: how far it is covered, and how many sales are held."""
    sales = list(sales_on(ledger.answers.ledger, day(on)))
    declaration = declared(ledger.answers.ledger.settings)
    assert declaration is not None
    cells = coverage_grid(sales, declaration, by, EVERYTHING, day(on))
    return [(cell["year"], cell[by], cell["covered"], cell["sales"]) for cell in cells]


def test_a_grid_of_covers_counts_sales_by_recipient_or_authority_and_those_of_no_year_nowhere(tmp_path: Path) -> None:
    ledger = Written(tmp_path / "ledger", COVERS)
    ledger.sale("first", "2020-03-01 notified")
    ledger.sale("second", "2021-03-01 notified")
    ledger.sale("licence", "2021-04-01 notified", authority="36(c)")
    ledger.sale("japan", "2021-05-01 notified", recipient="JP")
    ledger.sale("joint", "2022-05-01 notified", recipient="[JP, TW]")
    ledger.sale("loose", "unknown notified")
    ledger.sale("asked-for", "2021-05-01 requested")
    assert grid(ledger, "recipient", "2022-07-31") == [
        ("2020", "TW", "none", 1),
        ("2020", "*", "none", 0),
        ("2021", "TW", "whole", 2),
        ("2021", "*", "none", 1),
        ("2022", "TW", "part", 1),
        ("2022", "*", "none", 0),
    ]
    assert grid(ledger, "authority", "2022-06-30") == [
        ("2020", "36(b)(1)", "none", 1),
        ("2020", "*", "none", 0),
        ("2021", "36(b)(1)", "part", 2),
        ("2021", "*", "none", 1),
        ("2022", "36(b)(1)", "part", 1),
        ("2022", "*", "none", 0),
    ]
    assert grid(ledger, "recipient", "2022-06-30")[4] == ("2022", "TW", "whole", 1)
