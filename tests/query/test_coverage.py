"""Of how many sales each thing is known, year by year, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

from query.asking import Written

from armstrack.query.questions.coverage import CoverageQuestion


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
