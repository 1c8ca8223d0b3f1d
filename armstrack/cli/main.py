"""The program: its commands, its common options, and how it ends."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer

from armstrack import __version__
from armstrack.cli.failure import Failure, refused_by_system
from armstrack.cli.lazy import COMMON, CONTEXT, USAGE_ERROR, Entry, Family, LazyGroup, merged, taking
from armstrack.cli.session import Session
from armstrack.cli.streams import as_text
from armstrack.model.told import ExitCode, ToldError

RESOLUTIONS: dict[str, Entry] = {
    "list": Entry("armstrack.cli.resolutions:list_resolutions", "The resolutions, the newest first.", "Resolutions"),
    "show": Entry("armstrack.cli.resolutions:show", "One resolution: its steps, and what it means.", "Resolutions"),
    "votes": Entry("armstrack.cli.resolutions:votes", "Every roll call, by who stood on which side.", "Resolutions"),
    "advance": Entry("armstrack.cli.resolutions:advance", "A resolution takes a step.", "Resolutions"),
}

CITE_BACKLOG: dict[str, Entry] = {
    "list": Entry("armstrack.cli.cite_backlog:backlog", "A backlog, with the rule by which it is counted.", "Cite"),
    "series": Entry("armstrack.cli.cite_backlog:series", "What it was at the end of every month or year.", "Cite"),
}

CITE: dict[str, Entry | Family] = {
    "record": Entry("armstrack.cli.cite:record", "A sale or a resolution, with its sources.", "Cite"),
    "summary": Entry("armstrack.cli.cite:summary", "A number, with the question that it answers.", "Cite"),
    "backlog": Family(CITE_BACKLOG, "A backlog, with the rule by which it is counted: list, series.", "Cite"),
}

BACKLOG: dict[str, Entry] = {
    "list": Entry("armstrack.cli.backlog:backlog", "What is notified and not delivered, by a named rule.", "Ask"),
    "diff": Entry("armstrack.cli.backlog:diff", "How that changed between two days, to the dollar.", "Ask"),
    "series": Entry("armstrack.cli.backlog:series", "How large it was at the end of every month.", "Ask"),
}

COMMANDS: dict[str, Entry | Family] = {
    "list": Entry("armstrack.cli.list_sales:list_sales", "The sales, filtered and sorted.", "Track"),
    "show": Entry("armstrack.cli.show:show", "One sale: where it stands, what it is made of, its history.", "Track"),
    "next": Entry("armstrack.cli.show:next_", "What may happen to a sale next, from when, and what may not.", "Track"),
    "advance": Entry("armstrack.cli.advance:advance", "Make a move: a sale enters a state.", "Track"),
    "record": Entry("armstrack.cli.advance:record", "Record what happened without a move.", "Track"),
    "new": Entry("armstrack.cli.new:new", "Enter a sale, by options, by answers, or in an editor.", "Track"),
    "edit": Entry("armstrack.cli.edit:edit", "Open a sale's file in an editor, and check what comes back.", "Track"),
    "import": Entry(
        "armstrack.cli.import_notices:import_notices", "Draft sales from the text of public notices.", "Track"
    ),
    "fetch": Entry("armstrack.cli.fetch:fetch", "Ask the public sources for what is new.", "Track"),
    "set": Entry("armstrack.cli.correct:set_", "Correct one value of a sale, and nothing else in its file.", "Track"),
    "rename": Entry("armstrack.cli.correct:rename", "Give a sale another id; references follow.", "Track"),
    "undo": Entry("armstrack.cli.undo:undo", "Take the last entry of a sale back.", "Track"),
    "summary": Entry("armstrack.cli.summary:summary", "Counts and money, along any line.", "Ask"),
    "due": Entry("armstrack.cli.due:due", "What falls due: reviews, offers, promises.", "Ask"),
    "timeline": Entry("armstrack.cli.timeline:timeline", "The life of a sale, with the days between.", "Ask"),
    "gaps": Entry("armstrack.cli.gaps:gaps", "Long silences: periods without a notification.", "Ask"),
    "events": Entry("armstrack.cli.events:events", "What happened to sales besides their moves.", "Ask"),
    "deliveries": Entry("armstrack.cli.deliveries:deliveries", "How much has been delivered, item by item.", "Ask"),
    "queue": Entry("armstrack.cli.queue:queue", "Who waits for the same system, in the order of notification.", "Ask"),
    "slip": Entry("armstrack.cli.slip:slip", "How often a promised delivery moved, and by how much.", "Ask"),
    "clusters": Entry("armstrack.cli.clusters:clusters", "Cases below a threshold that together pass it.", "Ask"),
    "chain": Entry("armstrack.cli.timeline:chain", "A sale with its amendments, and the combined ceiling.", "Ask"),
    "conflicts": Entry("armstrack.cli.conflicts:conflicts", "Where sources disagree, and what is used.", "Ask"),
    "backlog": Family(BACKLOG, "What is notified and not delivered, by a named rule: list, diff, series.", "Ask"),
    "resolutions": Family(RESOLUTIONS, "Resolutions of disapproval: list, show, votes, advance.", "Ask"),
    "check": Entry("armstrack.cli.check:check", "Must a sale be notified, and how long is the review?", "Law"),
    "law": Entry("armstrack.cli.law:law", "The tables in force on a day, with citations.", "Law"),
    "workflow": Entry("armstrack.cli.law:workflow", "The states and moves of a procedure.", "Law"),
    "init": Entry("armstrack.cli.init:init", "Make a ledger.", "Keep"),
    "validate": Entry("armstrack.cli.validate:validate", "Check every file of the ledger.", "Keep"),
    "log": Entry("armstrack.cli.log:log", "What changed in the ledger since a day or a revision.", "Keep"),
    "coverage": Entry("armstrack.cli.log:coverage", "How full the records are, year by year.", "Keep"),
    "verify": Entry("armstrack.cli.verify:verify", "Reproduce published figures.", "Keep"),
    "export": Entry("armstrack.cli.export:export", "The ledger as sqlite, csv, json, jsonl or xlsx.", "Keep"),
    "site": Entry("armstrack.cli.site:site", "A static site of the ledger, which opens from the disk.", "Keep"),
    "info": Entry("armstrack.cli.info:info", "Versions, paths, and what the ledger covers.", "Keep"),
    "brief": Entry("armstrack.cli.brief:brief", "A memo of a week, in Markdown with footnotes.", "Keep"),
    "cite": Family(CITE, "A citation: `cite RECORD`, `cite summary`, `cite backlog`.", "Keep", takes_words=True),
    "explain": Entry("armstrack.cli.explain:explain", "What a kind of problem means, and how it is put right.", "Keep"),
    "help": Entry("armstrack.cli.help:help_", "The help of a command.", "Keep"),
    "completion": Entry("armstrack.cli.completion:completion", "The completion of a shell: print, install.", "Keep"),
    "schema": Entry("armstrack.cli.schema:schema", "The JSON Schema of the files, or of what is printed.", "Keep"),
}
"""Every command: where it lives, one line of help, and its group."""


class Commands(LazyGroup):
    """The commands of the registry."""

    registry = COMMANDS


app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"armstrack {__version__}\n")
        raise typer.Exit


_VERSION = inspect.Parameter(
    "version",
    inspect.Parameter.KEYWORD_ONLY,
    default=typer.Option(False, "--version", callback=_version, is_eager=True, help="The version, and nothing else."),
    annotation=bool,
)


def root(ctx: typer.Context, version: bool, **given: Any) -> None:
    """The approval ledger of U.S. arms sales: who buys what, where each sale stands, and what the law allows next."""
    ctx.obj = merged(ctx.obj, given)
    if ctx.invoked_subcommand is None:
        from armstrack.cli.welcome import welcome

        raise typer.Exit(welcome(ctx.obj))


app.callback()(taking(root, CONTEXT, *COMMON, _VERSION))


def run_program(arguments: Sequence[str]) -> int:
    """Runs the program and answers with one of the documented exit codes; everything is written then."""
    if "_ARMSTRACK_COMPLETE" in os.environ:
        from armstrack.cli.completing import answer, is_asked

        if is_asked():
            answer(os.environ, COMMANDS)
            return ExitCode.DONE
    given = [as_text(each) for each in arguments]
    _placed().clear()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        command = typer.main.get_command(app)
        code = command.main(given, prog_name="armstrack", standalone_mode=False, obj=Session())
        if code == ExitCode.INTERRUPTED:  # Typer's silent answer to Ctrl-C
            raise KeyboardInterrupt
        sys.stdout.flush()
        return int(code or ExitCode.DONE)
    except BrokenPipeError:
        # The reader of the pipe has seen enough; that is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (KeyboardInterrupt, typer.Abort):
        from armstrack.output.safe_text import shown

        sys.stderr.write(shown(f"armstrack: interrupted; {_written()}", unicode=False) + "\n")
        return ExitCode.INTERRUPTED
    except Exception as error:  # the last place that can turn an error into a message
        failure = _failure(error, given)
        if failure is None:
            if os.environ.get("ARMSTRACK_DEBUG"):
                raise
            failure = Failure(
                ExitCode.UNEXPECTED,
                "unexpected",
                f"This should not have happened: {type(error).__name__}: {error}",
                "run it again with ARMSTRACK_DEBUG=1 in the environment, and report what it prints",
            )
        if not _placed():
            return _report(failure, given)
        # The change stands. A script that is told of a failure would make it a second time.
        _report(failure, given, f"{_written()}. ")
        return ExitCode.DONE if isinstance(error, OSError) else failure.exit_code


def _placed() -> list[Path]:
    """The files that were put in their places so far; none where nothing has been loaded that writes."""
    module = sys.modules.get("armstrack.ledger.replace")
    return module.PLACED if module is not None else []


def _written() -> str:
    """What was written so far, as a sentence without its full stop."""
    names = list(dict.fromkeys(map(str, _placed())))
    return f"{' and '.join(names) or 'nothing'} {'were' if len(names) > 1 else 'was'} written"


def _failure(error: Exception, arguments: Sequence[str]) -> ToldError | None:
    if isinstance(error, ToldError):
        return error
    if isinstance(error, USAGE_ERROR):
        from armstrack.cli.meant import failure_of

        return failure_of(error, arguments)
    return refused_by_system(error) if isinstance(error, OSError) else None


def _report(failure: ToldError, arguments: list[str], before: str = "") -> int:
    with suppress(OSError, ValueError):  # it may be the very stream that failed
        sys.stdout.flush()
    as_data = "--format=json" in arguments or ("--format", "json") in pairwise(arguments)
    if as_data:
        from armstrack.output.json_text import json_document

        document = failure.document()
        document["error"]["message"] = before + failure.message
        sys.stderr.write(json_document(document))
    else:
        from armstrack.output.remark import remark_text
        from armstrack.output.safe_text import shown
        from armstrack.output.terminal import detect

        terminal = detect(sys.stderr, os.environ)
        sys.stderr.write(remark_text(f"armstrack: {before}{failure.message}", terminal))
        for line in failure.lines:
            # The place of a problem is for editors, too, which follow it only while it stands on one line.
            sys.stderr.write(shown(line, terminal.unicode) + "\n")
        if failure.hint:
            sys.stderr.write(remark_text(failure.hint, terminal, indent=2))
    return failure.exit_code
