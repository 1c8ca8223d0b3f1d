"""Who does not look at a drawn table does not pay for Rich."""

from __future__ import annotations

import subprocess
import sys

import pytest

EVERYTHING = """
from armstrack.model.problem import Problem
from armstrack.output import amounts, bars, csv_text, facts, json_text, markdown, problems, safe_text, table
from armstrack.output import table_text, terminal
rows = [{"id": "a"}]
sales = table.Table([table.Column("id", "Sale")], rows, "Sales", {"id": "1 sale"}, ["gross"])
shown = terminal.Terminal(80, True, True, True)
json_text.json_document(rows), json_text.json_lines(rows), csv_text.csv_document(rows, ["id"])
markdown.markdown_table(sales), table_text.render(sales, terminal.PLAIN)
table_text.hidden_columns(sales, terminal.PLAIN)
facts.render_facts([("a", "b")], shown, {"a": "bold"}), facts.heading("a", shown), facts.paragraph("a", shown)
bars.bar_chart([bars.Bar("a", 1, "$1")], shown)
problems.problem_line(Problem("a", 1, 1, "syntax", "b"), shown), problems.excerpt("a", 1, 1, shown)
"""


def modules_after(program: str) -> set[str]:
    report = f"{program}\nimport sys\nprint(*sorted(sys.modules))"
    result = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


@pytest.mark.parametrize("module", ["rich", "typer", "yaml", "sqlite3", "logging", "tempfile", "importlib.metadata"])
def test_everything_but_a_drawn_table_does_without(module: str) -> None:
    assert module not in modules_after(EVERYTHING) - modules_after("")


def test_json_needs_neither_the_tables_nor_csv() -> None:
    loaded = modules_after("import armstrack.output.json_text")
    assert not {"csv", "unicodedata", "armstrack.output.table"} & loaded - modules_after("")


def test_a_table_on_a_terminal_is_drawn_with_rich() -> None:
    assert "rich.table" in modules_after(f"{EVERYTHING}\ntable_text.render(sales, shown)")
