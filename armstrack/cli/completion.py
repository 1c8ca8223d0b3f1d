"""`armstrack completion`: the script by which a shell completes what is typed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from armstrack.cli.completion_scripts import SCRIPTS
from armstrack.cli.failure import usage
from armstrack.cli.session import Session
from armstrack.query.plain_words import known_words

PLACES = {
    "bash": (".bash_completions/armstrack.sh", ".bashrc", "source ~/.bash_completions/armstrack.sh"),
    "zsh": (".zfunc/_armstrack", ".zshrc", "fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit"),
    "fish": (".config/fish/completions/armstrack.fish", "", ""),
}
"""Where each shell's script goes in the home folder, and the line that its start file must have, if any."""


def completion(
    session: Session,
    shell: Annotated[
        str | None,
        typer.Argument(metavar="SHELL", help=f"{', '.join(SCRIPTS)}. Default: that of $SHELL.", show_default=False),
    ] = None,
    install: Annotated[bool, typer.Option("--install", help="Put it where the shell finds it, for this user.")] = False,
) -> None:
    """The script by which a shell completes commands, options and their values; --install puts it in place.

    For this session alone: `eval "$(armstrack completion bash)"`, or `armstrack completion fish | source`.
    """
    (which,) = known_words([shell or Path(os.environ.get("SHELL", "bash")).name], SCRIPTS, "shell with a script")
    if not install:
        session.write(SCRIPTS[which])
        return
    if which not in PLACES:
        raise usage("A script for PowerShell is put into its profile by hand.", "armstrack completion powershell")
    place, start, line = PLACES[which]
    path = Path.home() / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPTS[which], encoding="utf-8")
    session.write(f"{path}\n")
    if start:
        started = Path.home() / start
        known = started.read_text(encoding="utf-8", errors="replace") if started.exists() else ""
        if line not in known:
            with started.open("a", encoding="utf-8") as file:
                file.write(f"{'' if known.endswith(chr(10)) or not known else chr(10)}{line}\n")
            session.write(f"{started}\n")
    session.note("It works in the next shell that you start.")
