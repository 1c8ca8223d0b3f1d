"""`armstrack help`: the help of a command."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.failure import usage
from armstrack.cli.session import Session


def help_(
    session: Session,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND…", help="Which command. Default: all.", show_default=False)
    ] = None,
    man: Annotated[
        bool, typer.Option("--man", help="The manual page of all commands instead, as `man` reads it.")
    ] = False,
) -> None:
    """The help of a command, as its --help prints it; or the manual page: `armstrack help --man | man -l -`."""
    if man:
        from armstrack.cli.man_page import man_page

        session.write(man_page())
        return
    from armstrack.cli.main import COMMANDS, app
    from armstrack.model.kinds import did_you_mean

    words = command or []
    if words and words[0] not in COMMANDS:
        raise usage(f"No such command `{words[0]}`.", did_you_mean(words[0], tuple(COMMANDS)) or "armstrack --help")
    typer.main.get_command(app).main([*words, "--help"], prog_name="armstrack", standalone_mode=False, obj=Session())
