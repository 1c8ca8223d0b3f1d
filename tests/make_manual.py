"""Makes docs/commands.md and docs/fields.md from the declarations of the commands and of the fields.

Run `python tests/make_manual.py` after a change to either; a test holds the pages to what this gives.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from armstrack.cli.examples import EXAMPLES
from armstrack.cli.lazy import EVERYWHERE, LazyCommand, every_command
from armstrack.cli.main import COMMANDS
from armstrack.cli.schema import KINDS
from armstrack.model.fields import Field, ListOf, MapOf, Record, TextOr

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by `python tests/make_manual.py`; change the declarations instead. -->"


def _cell(text: str) -> str:
    for old, new in (("|", "\\|"), ("<", "&lt;"), ("[", "\\["), ("]", "\\]")):
        text = text.replace(old, new)
    return " ".join(text.split())


def _parameter(one: Any) -> str:
    if one.param_type_name == "argument":
        name = str(one.metavar or one.name.upper())
    else:
        name = ", ".join(one.opts) + ("" if one.is_flag else f" {one.metavar or 'VALUE'}")
    return f"| `{name.replace('|', chr(92) + '|')}` | {_cell(getattr(one, 'help', None) or '')} |"


def commands_page() -> str:
    """The page of the commands."""
    blocks = ["# The commands", MADE]
    shared: list[Any] = []
    for words, entry in every_command(COMMANDS):
        command = LazyCommand(words, entry).real()
        own = [one for one in command.params if getattr(one, "rich_help_panel", None) != EVERYWHERE]
        shared = shared or [one for one in command.params if one not in own]
        rows = [_parameter(one) for one in own if one.name != "help"]
        blocks += [f"## {words}", "\n\n".join(_prose(text) for text in str(command.help).split("\n\n"))]
        blocks += ["\n".join(["| | |", "|---|---|", *rows])] if rows else []
        blocks += ["```sh\n" + "\n".join(EXAMPLES[words]) + "\n```"]
    everywhere = ["| | |", "|---|---|", *(_parameter(one) for one in shared)]
    blocks[2:2] = ["Every command takes, before its name and after it:", "\n".join(everywhere)]
    return "\n\n".join(blocks) + "\n"


def _prose(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")


def fields_page() -> str:
    """The page of the fields of every kind of file."""
    blocks = ["# The fields", MADE, "A key in bold must be there. `armstrack new --template` prints those of a sale."]
    for kind, (record, _) in KINDS.items():
        blocks += [f"## {kind}", *_tables(record, kind)]
    return "\n\n".join(blocks) + "\n"


def _tables(record: Record, name: str) -> Iterator[str]:
    yield "\n".join(["| key | form | meaning |", "|---|---|---|", *(_field(one) for one in record.fields)])
    for one in record.fields:
        inner = _record_in(one.kind)
        if inner is not None:
            yield f"### {name}: {one.key}"
            yield from _tables(inner, f"{name}: {one.key}")


def _field(one: Field) -> str:
    key = f"**`{one.key}`**" if one.required else f"`{one.key}`"
    return f"| {key} | {_cell(one.kind.form())} | {_cell(one.help)} |"


def _record_in(kind: Any) -> Record | None:
    """The record that a value of a kind is, or is a list or a mapping of."""
    while isinstance(kind, (ListOf, MapOf)):
        kind = kind.kind
    if isinstance(kind, TextOr):
        kind = kind.full
    return kind if isinstance(kind, Record) else None


CUT = "[…]"
"""What an answer ends with on the page where it goes on."""


def with_answers(page: str, folder: Path) -> str:
    """A page with the answers that the commands of its console blocks give, one after the other in a folder."""

    def answered(block: re.Match[str]) -> str:
        told = []
        for part in re.split(r"^\$ ", block[1], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            answer = _answer(command, folder)
            if shown.rstrip().endswith(CUT):
                answer = "".join(answer.splitlines(keepends=True)[: len(shown.rstrip().splitlines()) - 1]) + f"{CUT}\n"
            told.append(f"$ {command}\n{answer}")
        return f"```console\n{''.join(told)}```"

    return re.sub(r"```console\n(.*?)```", answered, page, flags=re.DOTALL)


def _answer(command: str, folder: Path) -> str:
    program, *words = shlex.split(command)
    assert program == "armstrack", command
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ARMSTRACK_")}
    ran = subprocess.run(
        [sys.executable, "-m", "armstrack", *words],
        cwd=folder,
        env=environ | {"PYTHONPATH": str(DOCS.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout


PAGES = {"commands.md": commands_page, "fields.md": fields_page}
"""The pages that are made whole."""

CONSOLES = ("first-steps.md", "law.md")
"""The pages of which the answers are made."""


def made(name: str) -> str:
    """A page as it must be."""
    if name in PAGES:
        return PAGES[name]()
    with tempfile.TemporaryDirectory() as folder:
        return with_answers((DOCS / name).read_text(encoding="utf-8"), Path(folder))


def main() -> None:
    """Writes the pages."""
    for name in (*PAGES, *CONSOLES):
        (DOCS / name).write_text(made(name), encoding="utf-8")


if __name__ == "__main__":
    main()
