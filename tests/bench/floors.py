"""The floors: what any program pays that is written with Typer, prints with Rich, or looks at every file.

python tests/bench/floors.py hello
python tests/bench/floors.py table ROWS COLUMNS
python tests/bench/floors.py stat FOLDER
python tests/bench/floors.py events FOLDER     (every file through the YAML parser's events, on all cores)
"""

from __future__ import annotations

import os
import sys


def hello() -> None:
    """A one-command Typer program that prints one line."""
    import typer

    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def greet() -> None:
        print("hello")

    app(args=[])


def table(rows: int, columns: int) -> None:
    """The same, printing so many Rich rows of constants."""
    import typer

    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def show() -> None:
        from rich.console import Console
        from rich.table import Table

        shown = Table(*(f"column {at}" for at in range(columns)))
        for _ in range(rows):
            shown.add_row(*("a constant",) * columns)
        Console(width=120, force_terminal=True).print(shown)

    app(args=[])


def stat(folder: str) -> None:
    """One `os.stat` of every file."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            stat(entry.path)
        else:
            os.stat(entry.path)


def events(folder: str) -> None:
    """Every file through the YAML parser's events, on all cores."""
    from multiprocessing import Pool

    paths = [os.path.join(base, name) for base, _, names in os.walk(folder) for name in names]
    with Pool() as pool:
        for _ in pool.imap_unordered(_events_of, paths, 50):
            pass


def _events_of(path: str) -> None:
    import yaml

    with open(path, encoding="utf-8") as file:
        for _ in yaml.parse(file.read(), Loader=yaml.CSafeLoader):
            pass


if __name__ == "__main__":
    kind, *given = sys.argv[1:]
    if kind == "hello":
        hello()
    elif kind == "table":
        table(int(given[0]), int(given[1]))
    elif kind == "stat":
        stat(given[0])
    elif kind == "events":
        events(given[0])
