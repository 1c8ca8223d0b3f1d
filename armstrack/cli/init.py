"""`armstrack init`: a ledger of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from armstrack.cli.failure import usage
from armstrack.cli.first_steps import WAYS
from armstrack.cli.session import Session
from armstrack.ledger.create import create_ledger
from armstrack.ledger.locate import FILE_NAME
from armstrack.query.plain_words import known_words

EDITORS = {"vscode": "settings for Visual Studio Code", "line": "a first line in each new file, for any other editor"}
"""How an editor can be told of the schemas."""


def init(
    session: Session,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to make it. Default: this folder.", show_default=False)
    ] = Path(),
    source: Annotated[
        str | None, typer.Option("--from", metavar="reference", help="Copy the reference ledger's records.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What to call it.")] = None,
    editor: Annotated[
        str | None,
        typer.Option(
            "--editor",
            metavar="EDITOR",
            help="Let an editor complete and check the files, also of a ledger that is there: "
            + ", or ".join(f"{word} ({what})" for word, what in EDITORS.items())
            + ".",
        ),
    ] = None,
) -> None:
    """Make a ledger: a folder with ledger.yaml and sales/, and with --from reference everything that ships."""
    if source not in (None, "reference"):
        raise usage(f"--from: `{source}` is nothing to copy from.", "did you mean `reference`?")
    wiring = known_words([editor], EDITORS, "editor")[0] if editor is not None else None
    is_there = (folder / FILE_NAME).is_file()
    made = 0
    if wiring is None or not is_there or source is not None:
        made = create_ledger(folder, name or folder.resolve().name or "ledger", source == "reference")
        is_there = False
    wired = _wire(session, folder, wiring) if wiring is not None else []
    if not session.for_people:
        document = {"folder": str(folder), "records": made, "editor": [str(path) for path in wired]}
        session.write_document(document, [document], ("folder", "records"))
        return
    where = "this folder" if folder == Path() else f"the folder {folder}"
    if not is_there:
        copied = f" with {made} records copied from the reference ledger" if made else ""
        session.write(f"Made a ledger in {where}{copied}.\n")
    for path in wired:
        session.write(f"{path}\n")
    if not is_there:
        _first_steps(session, folder, made)


def _first_steps(session: Session, folder: Path, copied: int) -> None:
    if folder != Path():
        session.note(f"Next: cd {folder}")
    if not session.quiet:
        from armstrack.output.facts import render_facts

        steps = (("armstrack list", "the sales, newest first"), *WAYS) if copied else WAYS
        sys.stdout.flush()
        sys.stderr.write(render_facts(steps, session.error_terminal, label_style="bold"))
    if not copied:
        session.note("It claims nothing until `covers:` in ledger.yaml says for whom and from when it is complete.")
    if not any((parent / ".git").exists() for parent in (folder.resolve(), *folder.resolve().parents)):
        session.note("Keep it in git, so that each change can be read and taken back: git init && git add .")


def _wire(session: Session, folder: Path, wiring: str) -> list[Path]:
    """Writes the schemas and, where asked, the settings that name them; answers with what was written."""
    import json

    from armstrack.cli.schema import KINDS, schema_of
    from armstrack.ledger.editor_wiring import SETTINGS_OF_CODE, code_settings, write_code_settings, write_schemas

    written = write_schemas(folder, {kind: schema_of(kind) for kind in KINDS})
    if wiring == "vscode":
        settings = write_code_settings(folder)
        if settings is None:
            session.note(f"{folder / SETTINGS_OF_CODE} is there already; add to it: {json.dumps(code_settings())}")
        else:
            written.append(settings)
    return written
