"""What every command shares: the ledger, the day, the format, and where text goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from armstrack.cli.failure import Failure, usage
from armstrack.model.told import ExitCode, InvalidData
from armstrack.output.terminal import Terminal, detect

if TYPE_CHECKING:
    from armstrack.index.store import Index
    from armstrack.ledger.ledger import Ledger
    from armstrack.ledger.locate import Location
    from armstrack.model.problem import Problem
    from armstrack.model.sale import Sale
    from armstrack.output.fitted import Hidden
    from armstrack.output.page import Page
    from armstrack.output.progress import Progress
    from armstrack.output.table import Table
    from armstrack.query.answers import Answers
    from armstrack.query.filter import Filter
    from armstrack.query.questions.question import Question
    from armstrack.query.reach import Covered
    from armstrack.query.view import SaleOnDay

FORMATS = ("table", "json", "jsonl", "csv", "md")

D = TypeVar("D")

SCREENFUL = 50
"""Rows after which a list on a terminal stops."""


class Session:
    """One call of the program."""

    def __init__(
        self,
        ledger_option: str | None = None,
        as_of_option: str | None = None,
        format: str = "table",
        quiet: bool = False,
        known_at: str | None = None,
        no_index: bool = False,
        no_pager: bool = False,
    ) -> None:
        self.ledger_option, self.as_of_option, self.known_at = ledger_option, as_of_option, known_at
        self.format, self.quiet, self.no_index, self.no_pager = format, quiet, no_index, no_pager
        self.covered: Covered | None = None
        """What the ledger covers of the question that was asked last, until it is said."""

    @cached_property
    def day(self) -> date:
        """The day that the question is about: `--as-of`, or today in Washington."""
        if self.as_of_option is not None:
            from armstrack.cli.day_words import last_day

            return last_day("--as-of", self.as_of_option, lambda: self.today)
        return self.today

    @cached_property
    def today(self) -> date:
        """Today's date in Washington, where the clock runs."""
        from armstrack.query.washington import today

        try:
            return today()
        except LookupError as error:
            raise Failure(
                ExitCode.UNEXPECTED,
                "no-time-zones",
                "This system has no time zones, so today's date in Washington cannot be told.",
                "give the day with --as-of, or run `pip install tzdata`",
            ) from error

    @cached_property
    def location(self) -> Location:
        """Where the ledger to work on lies. Raises LedgerNotFound."""
        from armstrack.ledger.locate import locate_from

        try:
            here = Path.cwd()
        except OSError as error:
            message = f"The folder that you stand in cannot be found: {error.strerror}."
            raise Failure(
                ExitCode.NOT_FOUND, "no-folder", message, "go to another, or name it anew with `cd`"
            ) from error
        return locate_from(self.ledger_option, os.environ, here)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger to work on, each record of it read when it is asked for. Raises LedgerNotFound."""
        if self.index is None:
            return self.whole_ledger
        from armstrack.index.contents import IndexedLedger

        return IndexedLedger(self.location.folder, self.location.reference, self.index)

    @cached_property
    def index(self) -> Index | None:
        """The index of the ledger, up to date; `None` where there can be none. Raises LedgerUnusable."""
        if self.no_index or self.known_at is not None:
            return None
        from armstrack.index.place import index_path

        path = index_path(str(self.location.folder), os.environ)
        if path is None:
            return None
        from armstrack.index.store import SHIPPED, IndexUnusable, open_index

        folder, shipped = str(self.location.folder), SHIPPED if self.location.reference else None
        progress = self.progress("files read")
        try:
            return open_index(folder, path, progress or (lambda done, total: None), shipped)
        except IndexUnusable as error:
            self._without_index(error)
            return None
        finally:
            if progress is not None:
                progress.end()

    def progress(self, what: str) -> Progress | None:
        """What shows how far a long piece of work has come; `None` where no person sees it."""
        if self.quiet or not self.error_terminal.interactive:
            return None
        from armstrack.output.progress import Progress

        return Progress(what, sys.stderr, self.error_terminal)

    def _without_index(self, error: Exception) -> None:
        self.note(f"armstrack: the index cannot be used ({error}); every file is read instead")

    @cached_property
    def answers(self) -> Answers:
        """What answers questions about the whole ledger. Raises LedgerNotFound and LedgerUnusable."""
        if self.index is None:
            return self._files()
        from armstrack.index.answers import FromIndex
        from armstrack.index.store import IndexUnusable
        from armstrack.query.answers import EitherWay

        def files(error: Exception) -> Answers:
            self._without_index(error)
            return self._files()

        return EitherWay(FromIndex(self.index, lambda: self.ledger), IndexUnusable, files)

    def _files(self) -> Answers:
        from armstrack.query.from_files import FromFiles

        return FromFiles(self.whole_ledger)

    @cached_property
    def terminal(self) -> Terminal:
        """What standard output can show."""
        return detect(sys.stdout, os.environ)

    @cached_property
    def error_terminal(self) -> Terminal:
        """What standard error can show."""
        return detect(sys.stderr, os.environ)

    @cached_property
    def whole_ledger(self) -> Ledger:
        """The ledger for what reads every file anyway, or none. Raises LedgerNotFound."""
        from armstrack.ledger.ledger import Ledger

        if self.known_at is not None:
            return self._as_known(self.location.folder, self.known_at)
        return Ledger.at(self.location)

    def _as_known(self, folder: Path, day_or_revision: str) -> Ledger:
        """The ledger as it was, read-only. Raises NoGitHistory."""
        import atexit
        import shutil
        import tempfile

        from armstrack.ledger.git_history import extract
        from armstrack.ledger.ledger import Ledger

        revision = self.revision_at("--known-at", folder, day_or_revision)
        past = Path(tempfile.mkdtemp(prefix="armstrack-"))
        atexit.register(shutil.rmtree, past, ignore_errors=True)
        extract(folder, revision, past)
        return Ledger(past, reference=True)

    def revision_at(self, option: str, folder: Path, day_or_revision: str) -> str:
        """The revision of a ledger that an option names. Raises NoGitHistory, or Failure for no day."""
        from armstrack.cli.day_words import day_or_name
        from armstrack.ledger.git_history import revision_at

        try:
            return revision_at(folder, day_or_name(day_or_revision, lambda: self.today, first=option == "--since"))
        except ValueError as error:
            raise usage(f"{option}: {error}.") from error

    def sale(self, name: str) -> Sale:
        """The sale that a name means. Raises NoSuchRecord, AmbiguousName, RecordVanished or Failure."""
        from armstrack.query.find import sale_of_id

        return sale_of_id(self.ledger.contents.sales, self.sale_id(name))

    def sale_id(self, name: str) -> str:
        """The id of the sale that a name means. Raises as `sale` does, and Failure where its file cannot be read."""
        from armstrack.query.find import NoSuchRecord

        try:
            return self.answers.sale_id(name)
        except NoSuchRecord:
            broken = [one for one in self.answers.problems() if Path(one.file).stem == name]
            if not broken:
                raise
            raise InvalidData(broken, f"The file of `{name}` cannot be read.") from None

    def on_day(self, sale: Sale) -> SaleOnDay:
        """A sale on the session's day."""
        from armstrack.query.view import SaleOnDay

        return SaleOnDay(sale, self.ledger.context(sale), self.day)

    def kept_answer(self, question: str, answer: Callable[[], Any]) -> Any:
        """A document that the index has kept since it was last asked for, or else the answer, which it then keeps."""
        if self.index is None:
            return answer()
        import json

        from armstrack.index.store import IndexUnusable

        with suppress(IndexUnusable):
            kept = self.index.kept(question)
            if kept is not None:
                return json.loads(kept)
        document = answer()
        self.index.keep(question, json.dumps(document))
        return document

    @cached_property
    def declared(self) -> dict[str, Any] | None:
        """What the ledger says that it holds; `None` where it claims nothing. Raises as `answers` does."""
        found: dict[str, Any] | None = self.answers.table("declared")
        return found

    def reach(
        self, wanted: Filter, day: date | None = None, *, lately: bool = False, later: bool = False
    ) -> Covered | None:
        """What the ledger covers of what a filter reaches, which is said at the end of the answer.

        `None` where the ledger declares nothing. `lately` asks for the last 60 days alone; `later` says that the
        question is about what came after the notifications.
        """
        if self.declared is None:
            return None
        from armstrack.query.reach import Covered, reach_of

        self.covered = Covered(self.declared, reach_of(wanted, day or self.day, lately))
        if later:
            self.covered.ask_what_came_later(day or self.day)
        return self.covered

    def covering(self, document: D, found: int, *counts: str) -> D:
        """The document of an answer that found so much, with what is covered of the question as its last key.

        Where nothing of it is covered and nothing was found, the numbers under the keys `counts` are unknown.
        """
        told: dict[str, Any] = {**cast("dict[str, Any]", document)}
        if self.covered is not None and not self.covered.found(found):
            from armstrack.query.reach import hollowed

            told = hollowed(told, *counts)
        told["coverage"] = self.covered.document if self.covered is not None else None
        return cast("D", told)

    def say(self, found: int, text: str) -> None:
        """How much was found, in a sentence; of nothing, that it is not covered, or to which day one looked."""
        if found:
            self.note(text)
        else:
            self.say_nothing(text)

    @property
    def nothing_covered(self) -> bool:
        """Whether nothing was found and nothing of what was asked for is covered: then no number is shown."""
        return self.covered is not None and self.covered.nowhere and self.covered.empty

    def say_nothing(self, text: str) -> None:
        """That nothing was found: in these words, or that it is not covered; and to which day one looked."""
        if self.covered is None or self.covered.found(0):
            self.note(text + self.looked_to())  # else the remark at the end says so

    def looked_to(self) -> str:
        """To which day the sources were looked at, as a sentence; empty where the day of the question is not later."""
        looked = self.declared["looked_at"] if self.declared is not None else None
        return f" The sources were looked at to {looked}." if looked and looked < self.day.isoformat() else ""

    def hollow_years(self, recipient: str, years: Iterable[int]) -> Sequence[int]:
        """The years of a recipient that a picture must not show as empty: the ledger does not cover them whole."""
        if self.declared is None:
            return ()
        from armstrack.query.reach import years_not_covered

        return years_not_covered(self.declared, recipient, min(years, default=self.day.year), self.day)

    def _say_coverage(self) -> None:
        """The remark about what was asked for and is not covered, once: as Markdown below the answer."""
        covered, self.covered = self.covered, None
        remark = covered.remark if covered is not None else ""
        if remark and self.format == "md":
            from armstrack.output.markdown import markdown_paragraph

            self.write(f"\n{markdown_paragraph(remark)}\n")
        elif remark:
            self.note(remark)

    def write(self, text: str) -> None:
        """Data, to standard output: the one door through which every answer goes."""
        from armstrack.output.safe_text import through_the_door

        text = through_the_door(text, self.terminal.colour)
        if not self._paged(text):
            sys.stdout.write(text)

    def _paged(self, text: str) -> bool:
        """Whether a text was shown in a pager: a long one, on a terminal at which somebody sits."""
        if self.no_pager or self.format != "table" or not self.terminal.interactive or not sys.stdin.isatty():
            return False
        from armstrack.output.pager import is_long, paged, pager_of

        command = pager_of(os.environ)
        if not command or not is_long(text, os.environ):
            return False
        sys.stdout.flush()
        return paged(text, command, os.environ)

    def rows_at_once(self, limit: int | None, every_row: bool) -> int | None:
        """After how many rows a list stops: as told, or on a terminal after a screenful. Raises Failure."""
        if limit is not None and every_row:
            raise usage("--limit and --all contradict each other.")
        if limit is not None:
            return limit
        return SCREENFUL if self.terminal.interactive and self.format == "table" and not every_row else None

    def note(self, text: str) -> None:
        """A remark beside the data, to standard error, unless quiet."""
        if not self.quiet:
            from armstrack.output.remark import remark_text

            sys.stdout.flush()
            sys.stderr.write(remark_text(text, self.error_terminal))

    def note_left_out(self, undated: int, unvalued: int) -> None:
        """How many sales a filter could not decide on: by their day of notification, and by their value."""
        if undated:
            self.note(f"{undated} left out: the day of notification is known too loosely.")
        if unvalued:
            self.note(f"{unvalued} left out: the value is unknown.")

    def note_overlap(self, lines: Sequence[str]) -> None:
        """That the rows of these lines hold a sale more than once, where they do."""
        if "contractor" in lines:
            self.note("A sale stands under each of its contractors: these rows add up to more than the total.")

    def write_answer(self, question: Question[D], document: D) -> None:
        """The answer to a question in one of the formats for programs."""
        if self.format == "jsonl":
            self.write_document(document, question.lines(document), ())
        elif self.format == "csv":
            self.write_document(document, *question.table(document))
        else:
            self.write_document(document, (), ())

    def write_document(self, document: Any, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
        """A document in one of the formats for programs: as JSON whole, as lines and CSV by its rows."""
        if self.covered is not None and isinstance(document, list):
            self.covered.found(len(document))
        if self.format == "json":
            from armstrack.output.json_text import json_pieces

            for piece in json_pieces(document):
                self.write(piece)
        elif self.format == "jsonl":
            from armstrack.output.json_text import json_lines

            self.write(json_lines(rows))
        elif self.format == "csv":
            from armstrack.output.csv_text import csv_document

            self.write(csv_document(rows, columns))

    @property
    def for_people(self) -> bool:
        """Whether the answer is a table or Markdown rather than data for a program."""
        return self.format in ("table", "md")

    @property
    def draws_pictures(self) -> bool:
        """Whether somebody looks: a small picture beside the words is for a terminal, and for nothing else."""
        return self.format == "table" and self.terminal.width is not None

    def write_table(self, table: Table, choose: str = "", chosen: bool = False) -> None:
        """A table, for the terminal, for a pipe, or as Markdown.

        `choose` is the option that chooses its columns, `chosen` whether somebody did.
        """
        if self.format == "md":
            from armstrack.output.markdown import markdown_table

            self.write(markdown_table(table))
        else:
            from armstrack.output.table_text import hidden_columns, render

            self.write(render(table, self.terminal))
            self._note_hidden(hidden_columns(table, self.terminal), choose, chosen)

    def write_page(self, page: Page) -> None:
        """A page, for the terminal, for a pipe, or as Markdown."""
        if self.format == "md":
            from armstrack.output.markdown import markdown_page

            self.write(markdown_page(page))
        else:
            from armstrack.output.page import hidden_on, render_page

            self.write(render_page(page, self.terminal))
            self._note_hidden(hidden_on(page, self.terminal))

    def _note_hidden(self, hidden: Hidden, choose: str = "", chosen: bool = False) -> None:
        """Which columns the terminal has no room for, and how to see them."""
        told, empty = ", ".join(hidden.told), ", ".join(hidden.empty)
        if told:
            empty = f"; empty: {empty}" if empty else ""
            chooses = f"`{choose}` chooses, " if choose else ""
            self.note(f"Not shown in {self.terminal.width} columns: {told}{empty}. {chooses}`--format csv` has all.")
        elif empty and chosen:
            self.note(f"Empty: {empty}.")

    @property
    def ledger_name(self) -> str:
        """What the ledger calls itself, and where it lies."""
        ledger = self.whole_ledger
        folder = "this folder" if ledger.folder == Path() else str(ledger.folder)
        return f"{ledger.settings.name} ({folder})"

    def settle(self, dry_run: bool = False) -> None:
        """Before a command that writes looks at the ledger: what another one left half done is taken back.

        A dry run writes nothing, and takes nothing back. Raises what a write raises.
        """
        from armstrack.ledger.folder import PLAN

        if dry_run or self.location.reference or not os.path.lexists(self.location.folder / PLAN):
            return
        from armstrack.ledger.journal import writing

        with writing(self.whole_ledger):
            pass  # taking the lock takes it back

    def _cut_off(self) -> Problem | None:
        """The problem of a change of several files that was cut off in the ledger as it is now."""
        if self.known_at is not None:
            return None
        from armstrack.ledger.unfinished import cut_off

        return cut_off(self.location.folder)

    def report_unreadable(self) -> int:
        """Says what of the question is not covered, and which files could not be read; answers with the exit code."""
        self._say_coverage()
        errors = [problem for problem in self.answers.problems() if problem.severity == "error"]
        cut_off = self._cut_off()
        if not errors and cut_off is None:
            return ExitCode.DONE
        from armstrack.output.problems import problem_line

        sys.stdout.flush()
        for problem in (*errors, *([cut_off] if cut_off is not None else [])):
            sys.stderr.write(problem_line(problem, self.error_terminal))
        if not errors:
            return ExitCode.INVALID_DATA
        from armstrack.output.amounts import count
        from armstrack.output.remark import remark_text

        files = count(len({problem.file for problem in errors}), "file")
        sys.stderr.write(
            remark_text(f"armstrack: {files} left out; `armstrack validate` says more", self.error_terminal)
        )
        return ExitCode.INVALID_DATA
