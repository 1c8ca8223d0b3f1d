"""Commands that are imported only when they are called.

The registry holds, for each command, where its function lives and one line of help. So
`armstrack --help` imports no command, and `armstrack list` imports none but its own.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from armstrack.cli.failure import usage
from armstrack.cli.session import FORMATS, Session
from armstrack.cli.streams import as_path, is_text

USAGE_ERROR: type[Any] = typer.BadParameter.__mro__[1]
"""What Typer raises for a line that it does not understand."""


class Entry(NamedTuple):
    """One command of the registry."""

    target: str
    """`module:function`."""
    help: str
    group: str


class Family(NamedTuple):
    """A command of the registry that has commands of its own, which may be families, too."""

    members: dict[str, Any]
    help: str
    group: str
    takes_words: bool = False
    """Whether a first word that names none of its commands is the first one's argument.

    Its commands take the same options, which may then also stand before their names.
    """


def every_command(commands: Mapping[str, Entry | Family], before: str = "") -> Iterator[tuple[str, Entry]]:
    """Every command that runs something, by the words that call it."""
    for name, entry in commands.items():
        words = f"{before} {name}".strip()
        if isinstance(entry, Family):
            yield from every_command(entry.members, words)
        else:
            yield words, entry


OWN_FORMATS = {"github": "validate", "html": "brief", "text": "brief"}
"""The formats that a single command has besides those of all, by its name."""


def _format(value: str | None) -> str | None:
    if value is not None and value not in FORMATS and value not in OWN_FORMATS:
        raise typer.BadParameter(f"`{value}` is not one of {', '.join(FORMATS)}")
    return value


EVERYWHERE = "Everywhere"
"""The panel of the help that holds the options of every command."""


def _common(name: str, takes: Any, *spelled: str, **settings: Any) -> inspect.Parameter:
    """An option of every command."""
    option = typer.Option(False if takes is bool else None, *spelled, rich_help_panel=EVERYWHERE, **settings)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=option, annotation=takes)


COMMON = [
    _common(
        "ledger", str | None, "--ledger", metavar="DIR",
        help="The ledger's folder. Default: the nearest upward, else the reference.",
    ),
    _common(
        "as_of", str | None, "--as-of", metavar="DAY", help="The day to answer for. Default: today in Washington."
    ),
    _common(
        "known_at", str | None, "--known-at", metavar="DAY|REV",
        help="The ledger as it was on a day, or at a revision of its git repository. Reading only.",
    ),
    _common(
        "format", str | None, "--format", metavar="FORMAT", callback=_format, help=f"{', '.join(FORMATS)}."
    ),
    _common("quiet", bool, "--quiet", help="Leave out remarks on standard error."),
    _common("no_index", bool, "--no-index", help="Read every file instead of the index."),
    _common("no_pager", bool, "--no-pager", help="Never show a long answer in $PAGER; a pipe gets none."),
]  # fmt: skip
"""The options that every command takes, before its name and after it."""


def taking(function: Callable[..., Any], *parameters: inspect.Parameter) -> Callable[..., Any]:
    """The function with the parameters that Typer is to give it.

    An option is the default of its parameter, and the function has no annotations besides: Typer reads these of
    every function four times, and evaluates each again.
    """
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {}
    return function


CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


FILES = ("ledger", "files", "output", "folder")
"""The parameters that name files, whose names need not be text."""


def merged(outer: Session | None, given: dict[str, Any]) -> Session:
    """The session of a call: what stands after the command's name wins over what stands before it. Raises Failure."""
    before = outer or Session()
    values = {name: _understood(name, each) for name, each in given.items()}
    return Session(
        values["ledger"] if values["ledger"] is not None else before.ledger_option,
        values["as_of"] if values["as_of"] is not None else before.as_of_option,
        values["format"] if values["format"] is not None else before.format,
        values["quiet"] or before.quiet,
        values["known_at"] if values["known_at"] is not None else before.known_at,
        values["no_index"] or before.no_index,
        values["no_pager"] or before.no_pager,
    )


def _understood(name: str, given: Any) -> Any:
    """What an option or argument was given: a file's name as this system spells it, all else only where it is text."""
    if isinstance(given, list):
        return [_understood(name, each) for each in given]
    if name in FILES and isinstance(given, (str, Path)):
        try:
            os.fsencode(as_path(str(given)))
        except UnicodeEncodeError as error:
            raise usage(f"What is given as {name.upper()} is the name of no file.") from error
        return type(given)(as_path(str(given)))
    if not isinstance(given, str):
        return given
    if not is_text(given):
        raise usage(f"What is given as {name.upper().rstrip('_')} is not UTF-8 text.", "check the terminal's encoding")
    return given


def _spellings(parameter: inspect.Parameter) -> Sequence[str] | None:
    """How an option that many commands share is written; `None` of what belongs to a command alone."""
    spelled: Sequence[str] | None = getattr(parameter.default, "param_decls", None)
    return spelled


def with_common_options(function: Callable[..., Any], line: Sequence[str] | None = None) -> Callable[..., Any]:
    """The function with the common options behind its own, taking them as its `session`.

    For one command line, of the options that many commands share only those that stand in it: there are thirty, and
    making them takes longer than many an answer. Each of them can be left out.
    """
    parameters = list(inspect.signature(function, eval_str=True).parameters.values())[1:] + COMMON
    if line is not None:
        words = {word.partition("=")[0] for word in line}
        parameters = [
            each for each in parameters if (spelled := _spellings(each)) is None or not words.isdisjoint(spelled)
        ]

    @wraps(function)
    def call(ctx: typer.Context, **values: Any) -> Any:
        shared = {parameter.name: values.pop(parameter.name, None) for parameter in COMMON}
        session = merged(ctx.obj, shared)
        if OWN_FORMATS.get(session.format, function.__name__) != function.__name__:
            raise usage(f"The format {session.format} is one of `{OWN_FORMATS[session.format]}` alone.")
        return function(session, **{name: _understood(name, each) for name, each in values.items()})

    # Typer asks for the annotations of what is wrapped; the wrapper has none.
    del call.__wrapped__
    return taking(call, CONTEXT, *(each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters))


def unwrapped(text: str) -> str:
    """A docstring with each paragraph on one line, for the terminal to wrap at its own width."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def readable_help() -> None:
    """Replaces the colours of Typer's help that cannot be read on a light ground: yellow, white and black.

    Called where help is printed, since it loads Rich.
    """
    if not typer.core.HAS_RICH:
        return
    from typer import rich_utils

    others = {"yellow": "cyan", "white": "", "black": ""}
    for name, style in list(vars(rich_utils).items()):
        if name.startswith("STYLE_") and isinstance(style, str):
            words = [others.get(word.removeprefix("bright_"), word) for word in style.split()]
            setattr(rich_utils, name, " ".join(word for word in words if word))


class _Word:
    """In a help, the type of what a parameter takes: its metavar and its help say it, and no type of Python."""

    name = ""

    def get_metavar(self, param: Any, ctx: Any) -> str:
        return ""


class Command(TyperCommand):
    """A command whose help speaks the words of the field, can be read on any ground, and ends with examples."""

    called = ""
    """The words that call it."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The usage, as a manual has it: what may be left out stands in brackets."""
        arguments = [each for each in self.get_params(ctx) if each.param_type_name == "argument"]
        return ["[OPTIONS]", *(str(each.metavar) if each.required else f"[{each.metavar}]" for each in arguments)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Prints the help."""
        readable_help()
        everywhere = []
        for each in self.params:
            if not getattr(each, "is_flag", False):
                each.type = _Word()  # type: ignore[assignment]
            if getattr(each, "rich_help_panel", None) == EVERYWHERE:
                # Told whole by `armstrack --help`: in the help of a command they would be longer than its own.
                each.hidden = True  # type: ignore[attr-defined]
                everywhere.append(self._in_short(each))
        super().format_help(ctx, formatter)
        show_everywhere(everywhere)
        show_examples(self.called)

    def _in_short(self, option: Any) -> str:
        """An option of every command, with what it takes."""
        if option.opts[0] == "--format":
            return f"--format {'|'.join((*FORMATS, *(one for one, of in OWN_FORMATS.items() if of == self.called)))}"
        return str(option.opts[0] if option.is_flag else f"{option.opts[0]} {option.metavar}")


def show_everywhere(options: Sequence[str]) -> None:
    """Prints the options of every command in a few lines."""
    if options:
        width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 80
        rows = [f" {EVERYWHERE} (see `armstrack --help`)", "  "]
        for option in options:
            if len(rows[-1]) + len(option) + 1 > width:
                rows.append("  ")
            rows[-1] += f" {option}"
        typer.echo("\n".join([*rows, ""]))


def show_examples(*commands: str) -> None:
    """Prints the examples of some commands, folded to the terminal."""
    from armstrack.cli.examples import EXAMPLES, folded_line

    lines = [line for command in commands for line in EXAMPLES.get(command, ())]
    if lines:
        width = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None
        typer.echo("\n".join([" Examples", *(folded_line(line, width) for line in lines), ""]))


class Group(TyperGroup):
    """A group whose help can be read on any ground."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The usage, as a manual has it."""
        return ["[OPTIONS]", "COMMAND …"]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Prints the help."""
        readable_help()
        super().format_help(ctx, formatter)


class LazyCommand(Command):
    """A command that imports its function when it is called."""

    def __init__(self, name: str, entry: Entry, family: str = "") -> None:
        super().__init__(name=name, help=entry.help, callback=None, rich_help_panel=entry.group)
        self.entry, self.called = entry, f"{family} {name}".strip()

    def real(self, line: Sequence[str] | None = None) -> Any:
        """The command itself; for one command line, without the shared options that do not stand in it."""
        module, function = self.entry.target.split(":")
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        target = getattr(importlib.import_module(module), function)
        app.command(self.name, cls=Command, help=unwrapped(target.__doc__ or ""))(with_common_options(target, line))
        command: Any = typer.main.get_command(app)
        command.called = self.called
        return command

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Parses the arguments with the command itself."""
        if not {"-h", "--help"} & set(args):
            with suppress(USAGE_ERROR):  # which all of its options then tell, or understand
                return self.real(args).make_context(info_name, list(args), parent=parent, **extra)
        return self.real().make_context(info_name, args, parent=parent, **extra)

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters of the command itself; only the documentation asks."""
        parameters: list[Any] = self.real().get_params(ctx)
        return parameters


class LazyGroup(Group):
    """The program: every command of the registry, none of them imported."""

    registry: dict[str, Entry | Family]

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, entry in self.registry.items():
            self.add_command(LazyFamily(name, entry) if isinstance(entry, Family) else LazyCommand(name, entry))


class LazyFamily(Group):
    """A command with commands of its own, of which the first answers where none is named."""

    def __init__(self, name: str, family: Family, within: str = "") -> None:
        self.first = next(iter(family.members))
        self.family = family
        self.called = f"{within} {name}".strip()
        plain = f"`armstrack {self.called}` alone is `armstrack {self.called} {self.first}`, which is told below."
        super().__init__(
            name=name,
            help=f"{family.help}\n\n{plain}",
            short_help=family.help,
            rich_help_panel=family.group,
        )
        self.takes_words = family.takes_words
        for member, entry in family.members.items():
            kind = LazyFamily if isinstance(entry, Family) else LazyCommand
            self.add_command(kind(member, entry, self.called))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The usage, with the names of its commands."""
        return [f"[{'|'.join(self.commands)}]", "…"]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Prints what its commands are, an example of each, and the help of the one that answers by default."""
        super().format_help(ctx, formatter)
        first: Any = self.commands[self.first]
        others = {name: entry for name, entry in self.family.members.items() if name != self.first}
        show_examples(*(words for words, _ in every_command(others, self.called)))
        real = first.real()
        real.format_help(type(ctx)(real, info_name=self.first, parent=ctx), formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with the first command's name where they name none."""
        named = next((word for word in args if word in self.commands), None) if self.takes_words else None
        if args[:1] in (["-h"], ["--help"]) or args[:1] == [named]:
            pass
        elif named is not None and args[0].startswith("-"):
            at = args.index(named)
            args = [named, *args[:at], *args[at + 1 :]]
        elif not args or self.takes_words or args[0].startswith("-"):
            args = [self.first, *args]
        return super().parse_args(ctx, args)
