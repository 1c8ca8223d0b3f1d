"""Several files changed as one step: all of them, or none.

A system replaces one file at a time. So before the first byte every guard is asked, every new
content lies on the disk beside its place, and a plan stands in the ledger's folder that says
what is about to change. A failure takes back what was made. A process that is killed in
between leaves the plan behind: `unfinished` tells of it, and the next writer, which holds the
ledger's lock, takes the step back (or, once the plan says that it was through, clears away
what is left of it). Nothing is lost either way: copies of the old contents are kept until then.

A plan may have come with the ledger, from somebody else. It is believed only where it was made
beside the very lock that lies there, which no copy of the ledger has, and names records inside
the ledger.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from armstrack.ledger.digest import digest
from armstrack.ledger.folder import PLAN as PLAN
from armstrack.ledger.folder import names_a_record, stays_in
from armstrack.ledger.lock import LOCK_NAME, is_held
from armstrack.ledger.replace import (
    PLACED,
    GroundMoved,
    flush_folder,
    link_or_move,
    naming,
    require_writable,
    undisturbed,
    write_under,
)
from armstrack.model.codes import severity_of
from armstrack.model.data_class import dataclass
from armstrack.model.problem import Problem
from armstrack.model.told import ToldError

BEGUN = ".unfinished.new"
"""The plan while it is being written."""

THROUGH = ".finished"
"""The plan once the step is through, and only its temporary names are left to be removed."""

_LONGEST = 10_000_000
"""Bytes: no plan is longer."""


class StepStuck(ToldError):
    """A step that was cut off cannot be taken back, since its files were changed after it; the message says which."""

    code = "unfinished-step"
    hint = "`armstrack validate` names the files; put them right and remove that file"

    @property
    def message(self) -> str:
        """What is stuck; it may begin with the name of a file."""
        return f"{self}."


@dataclass(frozen=True, slots=True)
class Create:
    """A file that is to be made, where there must be nothing yet."""

    path: Path
    new: bytes


@dataclass(frozen=True, slots=True)
class Replace:
    """A file whose content is to be replaced, while it still is what was expected."""

    path: Path
    new: bytes
    expected: bytes


@dataclass(frozen=True, slots=True)
class Rename:
    """A file that is to have another name, in the same folder, and another content.

    On the way the new name leads to the old content, which no reader takes for a second record, since its
    id is not the file's name.
    """

    path: Path
    to: Path
    new: bytes
    expected: bytes


Change = Create | Replace | Rename


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of a plan: what it was and will be, as digests; an empty one stands for no file at all."""

    path: Path
    before: str
    after: str
    between: str = ""
    """A third content that it may have on the way."""


def _new_name(path: Path) -> Path:
    """Where the new content of a file waits."""
    return path.with_name(f".{path.name}.step-new")


def _old_name(path: Path) -> Path:
    """Where a copy of the old content of a file is kept."""
    return path.with_name(f".{path.name}.step-old")


def take_step(folder: Path, changes: Sequence[Change]) -> None:
    """Makes all changes, or none. The caller holds the ledger's lock and has called `settle`.

    Raises FileExistsError where a name is taken, GroundMoved where a file is not what was expected,
    PermissionError and OSError, with the name of the file, where the system refuses; then everything is as it was.
    """
    changes = [change for change in changes if not isinstance(change, Replace) or change.new != change.expected]
    if not changes:
        return
    parts = [part for change in changes for part in _parts(change)]
    with undisturbed():
        _ask_guards(folder, changes)
        with naming(folder / PLAN):
            try:
                write_under(folder / BEGUN, _plan_text(folder, parts), None)
                os.rename(folder / BEGUN, folder / PLAN)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(folder / BEGUN)
                raise
        try:
            _prepare(changes)
            for change in changes:
                with naming(change.path):
                    _apply(change)
            for parent in {part.path.parent for part in parts}:
                flush_folder(parent)
            os.replace(folder / PLAN, folder / THROUGH)  # from here on the step is taken
        except BaseException as error:
            try:
                _take_back(parts)
                os.unlink(folder / PLAN)
            except (OSError, StepStuck) as second:
                message = f"a step failed ({error}) and could not be taken back ({second}); {folder / PLAN} knows of it"
                raise StepStuck(message) from error
            raise
        PLACED.extend(map(_target, changes))
        flush_folder(folder)
        with contextlib.suppress(OSError):
            _clear(folder, parts)


def settle(folder: Path) -> bool:
    """Takes back a step that was cut off; whether there was one. The caller holds the ledger's lock.

    Raises StepStuck where a file was changed since, and OSError as it comes.
    """
    if os.path.lexists(folder / THROUGH):
        with undisturbed():
            _clear(folder, _plan(folder, THROUGH) or ())
    if os.path.lexists(folder / BEGUN):
        os.unlink(folder / BEGUN)
    if not os.path.lexists(folder / PLAN):
        return False
    parts = _plan(folder, PLAN)
    if parts is None:
        raise StepStuck(f"{folder / PLAN} is no plan that was made here; remove it")
    with undisturbed():
        _take_back(parts)
        os.unlink(folder / PLAN)
    return True


def unfinished(folder: Path) -> Problem | None:
    """The problem of a step that was cut off; `None` where there is none, or where it is being taken at this moment."""
    if not os.path.lexists(folder / PLAN) or is_held(folder / LOCK_NAME):
        return None
    parts = _plan(folder, PLAN)
    if parts is None:
        message, hint = "this is no plan of a step that was made here", "remove it"
    else:
        names = ", ".join(part.path.relative_to(folder).as_posix() for part in parts)
        message = f"a command was cut off while it changed {names}"
        hint = "run it again: the next command that writes takes the step back first"
    code = "unfinished-step"
    return Problem(str(folder / PLAN), 1, 1, code, message, hint, severity_of(code))


def _target(change: Change) -> Path:
    """The name under which the new content is to stand."""
    return change.to if isinstance(change, Rename) else change.path


def _parts(change: Change) -> list[_Part]:
    if isinstance(change, Create):
        return [_Part(change.path, "", _digest(change.new))]
    expected = _digest(change.expected)
    if isinstance(change, Replace):
        return [_Part(change.path, expected, _digest(change.new))]
    return [_Part(change.path, expected, ""), _Part(change.to, "", _digest(change.new), expected)]


def _ask_guards(folder: Path, changes: Iterable[Change]) -> None:
    """Asks for every file whether it may be changed, before anything is."""
    made = [
        change.to if isinstance(change, Rename) else change.path
        for change in changes
        if not isinstance(change, Replace)
    ]
    for path in made:
        if os.path.lexists(path) or made.count(path) > 1:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    for change in changes:
        if not isinstance(change, Create):
            require_writable(change.path)
            with naming(change.path):
                if change.path.read_bytes() != change.expected:
                    raise GroundMoved(change.path)
    for parent in {change.path.parent for change in changes}:
        while not parent.exists():  # a folder that is still to be made
            parent = parent.parent
        if not parent.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(parent))
        require_writable(parent)


def _prepare(changes: Iterable[Change]) -> None:
    """Writes every new content, and a copy of every old one, beside its place."""
    for change in changes:
        target = _target(change)
        like: os.stat_result | None = None
        with naming(target):
            if isinstance(change, Create):
                change.path.parent.mkdir(parents=True, exist_ok=True)
            else:
                old = _real(change.path)
                like = old.stat()
                # A copy, and no second name of the same file, which an editor could change along with it.
                write_under(_old_name(old), change.expected, like)
                target = old if isinstance(change, Replace) else target
            write_under(_new_name(target), change.new, like)


def _apply(change: Change) -> None:
    if isinstance(change, Create):
        link_or_move(_new_name(change.path), change.path)
        return
    path = _real(change.path)
    if path.read_bytes() != change.expected:
        raise GroundMoved(change.path)
    if isinstance(change, Replace):
        os.replace(_new_name(path), path)
        return
    link_or_move(path, change.to)
    with contextlib.suppress(FileNotFoundError):  # moved, where there are no hard links
        os.unlink(path)
    os.replace(_new_name(change.to), change.to)


def _take_back(parts: Iterable[_Part]) -> None:
    """Gives every file its old content back. Raises StepStuck, before it touches anything, and OSError."""
    parts = [_Part(_real(part.path), part.before, part.after, part.between) for part in parts]
    for part in parts:
        if _found(part.path) not in (part.before, part.after, part.between):
            raise StepStuck(f"a step was cut off, and {part.path} was changed after it")
        if part.before and _found(part.path) != part.before and _found(_old_name(part.path)) != part.before:
            raise StepStuck(f"a step was cut off, and the old content of {part.path} is gone")
    for part in parts:
        with naming(part.path):
            if not part.before:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    os.unlink(part.path)
                _forget(part.path)
                with contextlib.suppress(OSError):  # the folder that was made for it; one that holds anything stays
                    os.rmdir(part.path.parent)
                continue
            if _found(part.path) != part.before:
                os.replace(_old_name(part.path), part.path)
            _forget(part.path)
            flush_folder(part.path.parent)


def _clear(folder: Path, parts: Iterable[_Part]) -> None:
    for part in parts:
        _forget(_real(part.path))
    os.unlink(folder / THROUGH)


def _forget(path: Path) -> None:
    for name in (_new_name(path), _old_name(path)):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(name)


def _plan_text(folder: Path, parts: Iterable[_Part]) -> bytes:
    """The plan as its file has it."""
    rows = [
        {
            "file": part.path.relative_to(folder).as_posix(),
            "before": part.before,
            "after": part.after,
            "between": part.between,
        }
        for part in parts
    ]
    return json.dumps({"lock": _lock_of(folder), "step": rows}).encode("ascii")


def _lock_of(folder: Path) -> int:
    """By what the lock that lies in a folder is told from every copy of it."""
    try:
        return os.lstat(folder / LOCK_NAME).st_ino
    except OSError:
        return 0


def _plan(folder: Path, name: str) -> list[_Part] | None:
    """What a plan says; `None` where the file is none that this module could have written."""
    content = _regular(folder / name, _LONGEST)
    try:
        plan: dict[str, Any] = json.loads(content or b"")
        if plan["lock"] != _lock_of(folder):
            return None
        rows: list[dict[str, Any]] = plan["step"]
        parts = []
        for row in rows:
            inside, *digests = (str(row[key]) for key in ("file", "before", "after", "between"))
            path = folder / inside
            if not names_a_record(inside) or not stays_in(str(folder), str(path)):
                return None
            parts.append(_Part(path, *digests))
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        return None
    return parts


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _found(path: Path) -> str:
    """The digest of what a file holds; empty where there is none."""
    try:
        content = _regular(path, None)
    except FileNotFoundError:
        return ""
    return "something else" if content is None else _digest(content)


def _regular(path: Path, longest: int | None) -> bytes | None:
    """The content of a regular file; `None` for anything else. Raises FileNotFoundError."""
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or (longest is not None and status.st_size > longest):
                return None
            return file.read()
    except FileNotFoundError:
        raise
    except NotADirectoryError as error:
        raise FileNotFoundError(str(path)) from error
    except OSError:
        return None


def _digest(content: bytes) -> str:
    return digest(content).hex()
