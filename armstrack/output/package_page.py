"""A package on one page: what was announced, its sales, what concerns them together."""

from __future__ import annotations

from typing import Any

from armstrack.output.amounts import count, exact
from armstrack.output.page import Block, FactList, Heading
from armstrack.output.sale_tables import USUAL_COLUMNS, bare_addresses, history_table, list_table, source_list


def package_page(package: dict[str, Any]) -> list[Block]:
    """Everything about one package."""
    held = f"{count(len(package['sales']), 'sale')} in this ledger, {exact(package['value_usd'])} together"
    unknown = f"; {package['unknown_value']} of unknown value" if package["unknown_value"] else ""
    announced = package["announced"] or "an unknown day"
    facts = [
        ("Announced", announced),
        ("As announced", exact(package["announced_usd"]) if package["announced_usd"] is not None else ""),
        ("Sales", held + unknown),
        ("Note", package["note"] or ""),
        ("As of", package["as_of"]),
    ]
    blocks: list[Block] = [Heading(f"{package['id']}: {package['title']}")]
    blocks.append(FactList([(label, value) for label, value in facts if value]))
    if package["sales"]:
        blocks += [Heading("Sales"), list_table(package["sales"], USUAL_COLUMNS)]
    addresses = bare_addresses(package["history"])
    if package["history"]:
        blocks += [Heading("History"), history_table(package["history"], addresses)]
    return [*blocks, *source_list(package["sources"], addresses)]
