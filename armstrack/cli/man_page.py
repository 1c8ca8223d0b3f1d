"""The manual page for `man`, made from the same declarations as the help."""

from __future__ import annotations

from typing import Any

from armstrack.cli.examples import EXAMPLES
from armstrack.cli.lazy import Entry, LazyCommand, every_command
from armstrack.cli.main import COMMANDS
from armstrack.model.told import ExitCode
from armstrack.version import __version__

ENDS = {
    ExitCode.DONE: "done",
    ExitCode.UNEXPECTED: "unexpected failure",
    ExitCode.USAGE: "wrong usage",
    ExitCode.REFUSED: "refused: by law or procedure, a read-only ledger, a held lock, or ground that moved",
    ExitCode.INVALID_DATA: "invalid data",
    ExitCode.NOT_FOUND: "not found, or ambiguous",
    ExitCode.UNANSWERED: "a public source did not answer as it should",
    ExitCode.INTERRUPTED: "interrupted",
}

ENVIRONMENT = {
    "ARMSTRACK_LEDGER": "the folder of the ledger, where --ledger is not given",
    "PAGER": "shows long answers on a terminal",
    "VISUAL, EDITOR": "the editor of `new --edit`, `edit` and `import`",
    "NO_COLOR": "no colour",
    "XDG_CACHE_HOME": "where the index of each ledger lies, which can be deleted",
}


def man_page() -> str:
    """The page as roff, for section 1."""
    lines = [
        f'.TH ARMSTRACK 1 "" "armstrack {__version__}" "User Commands"',
        ".SH NAME",
        "armstrack \\- the approval ledger of U.S. arms sales",
        ".SH SYNOPSIS",
        ".B armstrack",
        "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        "Who buys what, where each sale stands on any day, and what the law allows next. The ledger is a folder of",
        "YAML files; without one of your own the reference ledger answers.",
        ".SH OPTIONS OF EVERY COMMAND",
    ]
    first = LazyCommand("list", next(entry for entry in COMMANDS.values() if isinstance(entry, Entry))).real()
    shared = [one for one in first.params if _panel(one) == "Everywhere"]
    lines += [line for one in shared for line in _option(one)]
    lines.append(".SH COMMANDS")
    for words, entry in every_command(COMMANDS):
        lines += _command(words, entry)
    lines.append(".SH EXIT STATUS")
    lines += [line for code, means in ENDS.items() for line in (".TP", str(int(code)), _roff(means))]
    lines.append(".SH ENVIRONMENT")
    lines += [line for name, means in ENVIRONMENT.items() for line in (".TP", f".B {_roff(name)}", _roff(means))]
    return "\n".join(lines) + "\n"


def _command(words: str, entry: Entry) -> list[str]:
    command = LazyCommand(words, entry).real()
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    named = " ".join(str(one.metavar or one.name.upper()) for one in arguments)
    lines = [f".SS {_roff(f'{words} {named}'.strip())}", _roff(" ".join(str(command.help).split()))]
    for one in command.params:
        if _panel(one) != "Everywhere" and one.name != "help":
            lines += _option(one) if one.param_type_name == "option" else _argument(one)
    examples = EXAMPLES.get(words, ())
    return [*lines, ".PP", "Examples:", ".nf", *(f"  {_roff(line)}" for line in examples), ".fi"]


def _panel(parameter: Any) -> str:
    return str(getattr(parameter, "rich_help_panel", "") or "")


def _option(parameter: Any) -> list[str]:
    names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in parameter.opts)
    value = "" if parameter.is_flag else f" \\fI{_roff(str(parameter.metavar or 'VALUE'))}\\fR"
    return [".TP", f"{names}{value}", _roff(parameter.help or "")]


def _argument(parameter: Any) -> list[str]:
    said = getattr(parameter, "help", None)
    return [".TP", f"\\fI{_roff(str(parameter.metavar or parameter.name.upper()))}\\fR", _roff(said)] if said else []


def _roff(text: str) -> str:
    """Text in which roff sees no request and no escape."""
    safe = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    safe = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in safe)
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe
