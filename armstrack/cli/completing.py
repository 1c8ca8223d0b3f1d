"""What a shell may offer for the word at the cursor: commands, options, and the values that each takes.

The shell's script calls the program with `_ARMSTRACK_COMPLETE` in the environment. What is wrong is never
said here: a TAB is not the moment for it.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from armstrack.cli.lazy import Family, LazyCommand
from armstrack.cli.offer import FILES, FOLDERS, Line, Offer

ASKED = "_ARMSTRACK_COMPLETE"
"""The variable that says which shell asks: complete_bash, complete_zsh, complete_fish or complete_powershell."""


def answer(environ: Mapping[str, str], commands: Mapping[str, Any]) -> None:
    """Writes the offers for a shell that asks, as its script wants them; `commands` are those of the program."""
    shell = environ[ASKED].removeprefix("complete_")
    given = environ.get("COMP_WORDS", "")
    words = given.split("\n") if "\n" in given else given.split(" ")
    at = int(environ.get("COMP_CWORD", "") or len(words) - 1)
    typed = words[at] if at < len(words) else ""
    offers: Sequence[Offer] = ()
    with suppress(Exception):
        offers = offered([_bare(word) for word in words[1:at]], _bare(typed), commands)
    for offer in offers:
        value = _escaped(offer.value, typed) if shell == "bash" else offer.value
        sys.stdout.write(value if shell == "bash" else f"{value}\t{_one_line(offer.help)}")
        sys.stdout.write("\n")


def offered(before: Sequence[str], typed: str, commands: Mapping[str, Any]) -> Sequence[Offer]:
    """What may stand at the cursor behind the words before it, given what was typed of it."""
    words = _joined(before)
    line = Line(commands)
    where: Any = None
    names: dict[str, Any] = dict(commands)
    waiting: Any = None
    parameters = _root_options()
    only_arguments = False
    for word in words:
        if waiting is not None:
            line.options[waiting.opts[0]] = word
            waiting = None
        elif word.startswith("-") and len(word) > 1 and not only_arguments:
            only_arguments = word == "--"
            name, equals, value = word.partition("=")
            found = _option(parameters, name)
            if found is None:
                continue
            if equals and not value:  # bash stands behind the sign, at a word of its own
                waiting = found
            elif equals:
                line.options[found.opts[0]] = value
            elif not found.is_flag:
                waiting = found
            else:
                line.options[found.opts[0]] = ""
        elif word in names and not line.arguments and (where is None or isinstance(where, Family)):
            where = names[word]
            line.command = f"{line.command} {word}".strip()
            names = dict(where.members) if isinstance(where, Family) else {}
            parameters = _parameters(word, where)
        else:
            line.arguments.append(word)
    return list(_at_cursor(line, where, names, parameters, waiting, typed, only_arguments))


def _at_cursor(
    line: Line, where: Any, names: Mapping[str, Any], parameters: Sequence[Any], waiting: Any, typed: str, only: bool
) -> Sequence[Offer]:
    from armstrack.cli.offers import values_for

    if waiting is not None:
        return values_for(line, waiting, typed)
    if typed.startswith("-") and not only:
        name, equals, value = typed.partition("=")
        if equals:
            found = _option(parameters, name)
            values = values_for(line, found, value) if found is not None else ()
            return [Offer(f"{name}={each.value}", each.help) for each in values if each.value not in (FILES, FOLDERS)]
        several = [(one, opt) for one in parameters for opt in one.opts if opt.startswith("--")]
        return [Offer(opt, _first_sentence(one.help)) for one, opt in several if opt.startswith(typed)]
    found_names = [Offer(name, each.help) for name, each in names.items() if name.startswith(typed)]
    begins_family = isinstance(where, Family) and not line.arguments
    if where is None and line.arguments:
        return ()  # whatever the first word is, it is no command
    if where is None or (begins_family and (found_names or not where.takes_words)):
        return found_names
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    at = min(len(line.arguments), len(arguments) - 1)
    if at < 0 or (len(line.arguments) > at and arguments[at].nargs == 1):
        return ()
    return values_for(line, arguments[at], typed)


def _parameters(name: str, where: Any) -> Sequence[Any]:
    entry = next(iter(where.members.values())) if isinstance(where, Family) else where
    return list(LazyCommand(name, entry).real().params)


def _root_options() -> Sequence[Any]:
    """The options that stand before a command: those of every command, as any of them declares them."""
    import typer

    from armstrack.cli.lazy import COMMON, taking

    app = typer.Typer(add_completion=False)
    app.command()(taking(lambda: None, *COMMON))
    return list(typer.main.get_command(app).params)


def _option(parameters: Sequence[Any], name: str) -> Any:
    return next((one for one in parameters if name in one.opts and one.param_type_name == "option"), None)


def _joined(words: Sequence[str]) -> list[str]:
    """The words as the program would get them: bash takes `--format=json` for three words."""
    joined: list[str] = []
    for word in words:
        if joined and (word == "=" or (joined[-1].endswith("=") and joined[-1].startswith("--"))):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _bare(word: str) -> str:
    """A word without the quotes and backslashes that a shell would take off."""
    for closing in ("", '"', "'"):
        with suppress(ValueError):
            return "".join(shlex.split(word + closing)) if word else ""
    return word


_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+@%\x01")


def _escaped(value: str, typed: str) -> str:
    """A word as bash must have it, within the quotes that were begun or with backslashes."""
    if typed[:1] in ("'", '"'):
        return typed[0] + value
    return "".join(char if char in _SAFE or ord(char) > 127 else f"\\{char}" for char in value)


def _first_sentence(text: str | None) -> str:
    return (text or "").split(". ")[0].rstrip(".")


def _one_line(text: str) -> str:
    from armstrack.output.safe_text import printable

    return " ".join(printable(text).split())


def is_asked(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether it is a shell that calls, for the word at its cursor."""
    return environ.get(ASKED, "").startswith("complete_")
