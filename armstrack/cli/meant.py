"""What somebody meant who called a command wrongly: words of other programs, and words without their option.

Asked only when a call has failed, so that a hint may cost what it costs.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from typing import Any

from armstrack.cli.failure import Failure, usage

OPTIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("--country", "--buyer", "--customer", "--purchaser"), ("--recipient",)),
    **{f"--{form}": (f"--format {form}",) for form in ("json", "jsonl", "csv", "md", "table")},
    **dict.fromkeys(("--markdown", "--html"), ("--format md",)),
    **dict.fromkeys(("--from", "--after", "--start"), ("--since", "--on-or-after")),
    **dict.fromkeys(("--to", "--before", "--end"), ("--until", "--on-or-before")),
    **dict.fromkeys(("--date", "--day", "--at", "--today"), ("--on", "--as-of")),
    **dict.fromkeys(("--status", "--stage"), ("--state",)),
    **dict.fromkeys(("--type", "--procedure"), ("--kind",)),
    **dict.fromkeys(("--order", "--order-by", "--sort-by"), ("--sort",)),
    **dict.fromkeys(("--group", "--group-by", "--per"), ("--by",)),
    **dict.fromkeys(("--company", "--firm", "--manufacturer", "--vendor"), ("--contractor",)),
    **dict.fromkeys(("--value", "--amount", "--min"), ("--min-value",)),
    **dict.fromkeys(("--text", "--query", "--grep", "--filter"), ("--search",)),
    **dict.fromkeys(("--weapon", "--weapons"), ("--system",)),
    **dict.fromkeys(("--fiscal-year", "--fiscal"), ("--fy",)),
    **dict.fromkeys(("--chart", "--plot", "--graph"), ("--chart", "--chart-file")),
    **dict.fromkeys(("-n", "--top", "--max", "--head"), ("--limit",)),
    **dict.fromkeys(("--dir", "--path", "--folder", "--data", "-C"), ("--ledger",)),
    **dict.fromkeys(("-q", "--silent"), ("--quiet",)),
    **dict.fromkeys(("-V", "-v"), ("--version",)),
    "-y": ("--yes",),
    "-f": ("--format",),
}
"""Words of other programs for an option, and what they are called here: the first that the command takes."""

COMMANDS: dict[str, str] = {
    **dict.fromkeys(("add", "create", "insert"), "`armstrack new` enters a sale, `armstrack import FILE` a notice"),
    **dict.fromkeys(("ls", "sales", "all"), "did you mean `list`?"),
    **dict.fromkeys(("search", "find", "grep", "query"), "`armstrack list --search WORD`"),
    **dict.fromkeys(("stats", "total", "totals", "count", "report"), "did you mean `summary`?"),
    **dict.fromkeys(("recipients", "countries", "country"), "`armstrack summary --by recipient`"),
    **dict.fromkeys(("votes", "vote", "congress"), "`armstrack resolutions votes`"),
    **dict.fromkeys(("open", "serve", "web", "html"), "`armstrack site OUT --open`"),
    **dict.fromkeys(("config", "configure", "settings"), "what a ledger declares stands in its ledger.yaml"),
    **dict.fromkeys(("status", "today"), "`armstrack` alone says where things stand"),
    **dict.fromkeys(("diff", "changes"), "`armstrack log --since DAY`, or `armstrack backlog diff`"),
    **dict.fromkeys(("history", "life"), "did you mean `timeline`?"),
    **dict.fromkeys(("chart", "plot", "graph"), "`armstrack summary --by year --chart`"),
    **dict.fromkeys(("delete", "remove", "rm"), "`armstrack undo SALE` takes its last entry back; a record is a file"),
    **dict.fromkeys(("sql", "database", "db"), "`armstrack export sqlite -o FILE`"),
    **dict.fromkeys(("delivery", "delivered"), "did you mean `deliveries`?"),
    **dict.fromkeys(("approve", "approved"), "Congress approves no sale: `armstrack next SALE` says what may come"),
    "man": "`armstrack help --man | man -l -`",
    "version": "did you mean --version?",
    "update": "`armstrack fetch` asks the sources for what is new",
}
"""Words of other programs for a command, and what to call."""

_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command '(?P<word>.*?)'\.")
_NUMBERS = (
    (re.compile(r" is not in the range x>=0\."), " is less than 0."),
    (re.compile(r" is not in the range 0<=x<=(\d+)\."), r" is no number from 0 to \1."),
    (re.compile(r" is not a valid int(?:eger)?(?: range)?\."), " is no whole number."),
)


def failure_of(error: Any, arguments: Sequence[str]) -> Failure:
    """How a wrong call is told: what is wrong with it, and what was probably meant."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "armstrack"
    command = context.command if context is not None else None
    ask_help = f"`{path} --help` lists what it takes"
    option = getattr(error, "option_name", None)
    message: str = error.format_message()
    if option is not None and message.startswith("No such option"):
        return usage(f"No such option: {option}", _option(option, command) or ask_help)
    if extra := _EXTRA.match(message):
        words = extra["words"]
        return usage(f"`{path}` takes no word `{words}`.", _without_option(words, path, command) or ask_help)
    if unknown := _NO_COMMAND.match(message):
        return usage(f"No such command `{unknown['word']}`.", _command(unknown["word"], path, command) or ask_help)
    if message.startswith("Missing option"):
        return usage(message, _missing(path, arguments) or ask_help)
    for sign, words in _NUMBERS:
        message = sign.sub(words, message)
    return usage(message, ask_help)


def _options(command: Any) -> list[str]:
    """The options of a command, or of the one that answers where a family is called without a name."""
    first = command.commands[command.first].real() if hasattr(command, "first") else command
    return [name for one in getattr(first, "params", ()) if one.param_type_name == "option" for name in one.opts]


def _option(given: str, command: Any) -> str:
    from difflib import get_close_matches

    name, taken = given.partition("=")[0], _options(command)
    meant = [each for each in OPTIONS.get(name, ()) if each.split(" ")[0] in taken]
    near = meant or get_close_matches(name, taken, n=1, cutoff=0.7)
    if near:
        return f"did you mean {near[0]}?"
    if name in ("-o", "--output"):
        return "`> FILE` behind the command writes the answer into a file"
    if name in ("--chart", "--plot") and "--rule" in taken:
        return "`armstrack backlog series --chart-file FILE` draws it"
    return ""


def _command(word: str, path: str, group: Any) -> str:
    from difflib import get_close_matches

    if path == "armstrack" and word in COMMANDS:
        return COMMANDS[word]
    near = get_close_matches(word, list(group.commands), n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    if path != "armstrack":
        return _without_option(word, path, group)
    from armstrack.model.recipients import find_recipient

    word = shlex.quote(word)
    if find_recipient(word):
        return f"did you mean `armstrack list -r {word}`?"
    return f"`armstrack show {word}` looks for a record"


def _without_option(words: str, path: str, command: Any) -> str:
    """The same call, with the option that the words lack."""
    return filter_meant(words, path, _options(command))


def filter_meant(words: str, path: str, taken: Sequence[str]) -> str:
    """The call of a command with the filter, of those that it takes, whose words these are; empty where of none."""
    from armstrack.ledger.systems import system_called
    from armstrack.model.recipients import find_recipient, find_region
    from armstrack.workflow.procedure import sale_states

    kinds: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("--recipient", lambda: find_recipient(words) is not None),
        ("--region", lambda: find_region(words) is not None),
        ("--state", lambda: words in sale_states()),
        ("--year", lambda: re.fullmatch(r"(?:19|20|21)\d\d", words) is not None),
        ("--system", lambda: system_called(words) is not None),
        ("--search", lambda: True),
    )
    for option, is_one in kinds:
        if option in taken and is_one():
            return f"did you mean `{path} {'-r' if option == '--recipient' else option} {shlex.quote(words)}`?"
    return ""


def _missing(path: str, arguments: Sequence[str]) -> str:
    """What to write where an option is missing and its word stands alone behind the command."""
    name = path.split(" ")[-1]
    behind = arguments[arguments.index(name) + 1 :] if name in arguments else []
    word = shlex.quote(behind[0]) if behind and not behind[0].startswith("-") else ""
    if word and name == "queue":
        return f"did you mean `armstrack queue --system {word}`?"
    if word and name == "check":
        return f"it is about a sale to come: -r WHO; of one in the ledger `armstrack show {word} --explain` tells it"
    return ""
