"""Writing: one entry added to a history, or the last one taken back.

A write holds the ledger's lock, reads the file anew, judges the move on what it read, and
replaces the file only if it still is what the move was judged on. A crash at any point
leaves the old file or the new one.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from armstrack.ledger.digest import digest
from armstrack.ledger.ledger import Ledger, kind_of_record, state_findings
from armstrack.ledger.lock import LOCK_NAME as LOCK_NAME
from armstrack.ledger.lock import Lock, held, mark_of
from armstrack.ledger.record_file import Unreadable, decode, located, parse_record, read_bytes
from armstrack.ledger.replace import GroundMoved, replace_file
from armstrack.ledger.several import Change, Rename, Replace, settle, take_step
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ENTRY, Entry
from armstrack.model.fields import Record
from armstrack.model.problem import Path as RecordPath
from armstrack.model.problem import Problem
from armstrack.model.sale import SALE, Sale
from armstrack.model.told import InvalidData, ToldError, sentence
from armstrack.workflow.context import Context
from armstrack.workflow.move import Accepted, Refusal
from armstrack.yaml_text.edit import meant_with, texts_in
from armstrack.yaml_text.edit import replace as replaced
from armstrack.yaml_text.history import append_entry, last_entry, remove_last_entry

PATIENCE = 5.0
"""Seconds to wait for another writer."""


class ReadOnlyLedger(ToldError):
    """The ledger cannot be written: it is the one shipped with the program, or the system forbids it."""

    code = "read-only"

    def __init__(self, said: str, by_the_system: bool = False) -> None:
        super().__init__(said)
        self.by_the_system = by_the_system
        self.hint = "" if by_the_system else "make one of your own: armstrack init my-ledger --from reference"

    @property
    def message(self) -> str:
        """Why; what the system forbids begins with the name of a file."""
        return f"{self}. Nothing was written." if self.by_the_system else f"{sentence(self)} Nothing was written."


class RecordUnusable(InvalidData):
    """The record's file changed into something that cannot be read; carries the problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems, "The file cannot be read. Nothing was written.")


@dataclass(frozen=True, slots=True)
class Undone:
    """What `undo` took back."""

    sale: Sale
    """The sale without the entry."""
    entry: Entry
    text: str
    """The entry as it stood in the file."""


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The last entry of a file, before it is taken back."""

    text: str
    own: bool
    """Whether the program itself wrote it, and nothing has touched the file since."""


Judge = Callable[[Sale, Context], Sequence[Accepted] | Refusal]
"""Makes moves of a sale as just read, one after the other: outcomes that may be written, or the refusal of one."""

Rewrite = Callable[[Sale, str], tuple[str, Sale | None]]
"""Makes the new text of a sale's file from the sale and its text, and the sale that the text is meant to say."""


def add_entries(ledger: Ledger, sale_id: str, judge: Judge, dry_run: bool = False) -> Sequence[Accepted] | Refusal:
    """Judges moves on the file as it is now and writes their entries at the end of the history: all, or none.

    Raises ReadOnlyLedger, LockHeld, GroundMoved, RecordUnusable, HistoryNotAtEnd or OSError;
    then nothing was written. With `dry_run` nothing is written either.
    """

    def judged(sale: Sale) -> Sequence[Accepted] | Refusal:
        return judge(sale, ledger.anew().context(sale))

    path = path_of(ledger, "sales", sale_id)
    if dry_run:
        return judged(read_anew(path, SALE)[0])
    with writing(ledger) as lock:
        sale, text, content = read_anew(path, SALE)
        outcome = judged(sale)
        if isinstance(outcome, Refusal):
            return outcome
        written: list[Accepted] = []
        new, history = text, sale.history
        for each in outcome:
            entry = as_read(each.entry)
            history = (*history, entry)
            new = append_entry(new, ENTRY.write(entry))
            written.append(replace(each, entry=entry, sale=replace(each.sale, history=history)))
        if written:
            write_anew(ledger, lock, path, SALE, new, content, written[-1].sale)
        return written


def change_sale(ledger: Ledger, sale_id: str, rewrite: Rewrite) -> tuple[str, str]:
    """Changes a sale's file, judged on the sale as just read: its text before, and after.

    Raises what `add_entries` raises; then nothing was written.
    """
    path = path_of(ledger, "sales", sale_id)
    with writing(ledger) as lock:
        sale, text, content = read_anew(path, SALE)
        own = _is_own(ledger, path, content)
        new, meant = rewrite(sale, text)
        if new != text:
            write_anew(ledger, lock, path, SALE, new, content, meant)
            if not own:
                lock.mark(b"")  # a value was corrected, but the last entry is still somebody else's
        return text, new


def rename_sale(ledger: Ledger, sale_id: str, new_id: str) -> tuple[Path, tuple[Path, ...]]:
    """Gives a sale another id, as one step: its file, and every record that refers to it. Answers with the paths.

    Raises FileExistsError where the id is taken, NotEdited, and what `add_entries` raises; then every file
    is as it was.
    """
    with writing(ledger):
        fresh = Ledger(ledger.folder).contents
        if new_id in fresh.sales:
            raise FileExistsError(errno.EEXIST, "a sale of this id exists already", new_id)
        if ("sales", sale_id) not in fresh.paths:  # renamed or removed while this process waited for the lock
            raise GroundMoved(ledger.folder / "sales" / f"{sale_id}.yaml")
        path = fresh.paths["sales", sale_id]
        if path.is_symlink():
            raise ReadOnlyLedger(f"{path} is a link, which has no name of its own to change")
        sale, text, content = read_anew(path, SALE)
        new_path = path.with_name(f"{new_id}.yaml")
        new = content_of(new_path, replaced(text, {("id",): new_id}), SALE, replace(sale, id=new_id))
        changes: list[Change] = [Rename(path, new_path, new, content)]
        for (kind, name), other in fresh.paths.items():
            if (kind, name) == ("sales", sale_id):
                continue
            form = kind_of_record(kind)
            _, old, held_content = read_anew(other, form)
            named = {place: new_id for place, said in texts_in(old) if said == sale_id and _refers(place)}
            if named:
                new = content_of(other, replaced(old, named), form, meant_with(old, named, form))
                changes.append(Replace(other, new, held_content))
        take_step(ledger.folder, changes)
        return new_path, tuple(change.path for change in changes[1:])


def _refers(place: RecordPath) -> bool:
    """Whether a place of a record is where it names a sale by its id."""
    first, last = place[0], place[-1]
    if first == "question":
        return place[1] == "sales"
    return first in ("amends", "grows-from", "sales") or (first == "history" and last == "sale")


def entry_to_undo(ledger: Ledger, sale_id: str) -> LastEntry:
    """The entry that `undo` would take back. Raises RecordUnusable or HistoryNotAtEnd."""
    path = path_of(ledger, "sales", sale_id)
    _, text, content = read_anew(path, SALE)
    return LastEntry(last_entry(text).text, _is_own(ledger, path, content))


def take_back(ledger: Ledger, sale_id: str) -> Undone:
    """Removes the last entry of the file. Raises OnlyEntry, and what `add_entries` raises."""
    path = path_of(ledger, "sales", sale_id)
    with writing(ledger) as lock:
        sale, text, content = read_anew(path, SALE)
        new, removed = remove_last_entry(text)
        *rest, entry = sale.history
        shorter = replace(sale, history=tuple(rest))
        write_anew(ledger, lock, path, SALE, new, content, shorter)
        lock.mark(b"")  # what is the last entry now was not the last one written
        return Undone(shorter, entry, removed)


def as_read(entry: Entry) -> Entry:
    """The entry as the reader gives it back: line breaks at the end of a text say nothing."""
    return replace(entry, note=_bare(entry.note), actor=_bare(entry.actor), item=_bare(entry.item))


def _bare(text: str | None) -> str | None:
    return None if text is None else text.rstrip("\n")


def path_of(ledger: Ledger, kind: str, name: str) -> Path:
    """The file of a record that was found. Raises GroundMoved where another process has renamed or removed it since."""
    try:
        return ledger.contents.paths[kind, name]
    except KeyError as error:
        raise GroundMoved(ledger.folder / kind / f"{name}.yaml") from error


def read_anew(path: Path, kind: Record) -> tuple[Any, str, bytes]:
    """A record as its file says now, with the text and the bytes. Raises RecordUnusable."""
    try:
        content = read_bytes(path)
        text = decode(path, content)
    except Unreadable as error:
        raise RecordUnusable((error.problem,)) from error
    return _parsed(path, text, kind), text, content


def _parsed(path: Path, text: str, kind: Record) -> Any:
    read = parse_record(path, text, kind)
    if read.record is None:
        raise RecordUnusable(read.problems)
    return read.record


def read_back(path: Path, text: str, kind: Record) -> Any:
    """The record that a new text holds. Raises RecordUnusable, also for states that the procedure does not know."""
    record = _parsed(path, text, kind)
    findings = state_findings(record)
    if findings:
        raise RecordUnusable(tuple(located(path, text, findings)))
    return record


def content_of(path: Path, text: str, kind: Record, meant: Any) -> bytes:
    """The content of a record's file, once it is sure that its text says what is meant: the one way to such a content.

    `meant` is the record as whoever made the change knows it, never what the text is read as. Raises RecordUnusable
    where the text is no record, or has states that the procedure does not know, and AssertionError where it is
    another than was meant.
    """
    if read_back(path, text, kind) != meant:
        raise AssertionError(f"the new text of {path} does not say what was meant; nothing was written")
    return text.encode("utf-8")


def write_anew(ledger: Ledger, lock: Lock, path: Path, kind: Record, new: str, judged_on: bytes, expected: Any) -> None:
    """Replaces the file once it is sure that the new text says what is meant. Raises what `content_of` does."""
    content = content_of(path, new, kind, expected)
    replace_file(path, content, judged_on)
    lock.mark(_mark(path, content))
    ledger.written(path)


@contextmanager
def writing(ledger: Ledger) -> Iterator[Lock]:
    """Holds the ledger's lock, and takes back what a killed writer left half done.

    Raises ReadOnlyLedger, NotALock, LockHeld, StepStuck or OSError.
    """
    if ledger.reference:
        raise ReadOnlyLedger("the ledger shipped with armstrack is read-only")
    try:
        with held(ledger.folder / LOCK_NAME, PATIENCE) as lock:
            settle(ledger.folder)
            yield lock
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        said = f"{error.filename or ledger.folder} cannot be written: {error.strerror}"
        raise ReadOnlyLedger(said, by_the_system=True) from error


def _mark(path: Path, content: bytes) -> bytes:
    return f"{path.stem} {digest(content).hex()}\n".encode()


def _is_own(ledger: Ledger, path: Path, content: bytes) -> bool:
    return mark_of(ledger.folder / LOCK_NAME) == _mark(path, content)
