"""What a ledger said on an earlier day, from the git repository that it is kept in.

A repository may have come with the ledger, from somebody else. So nothing that it could bring
along is obeyed: git is asked only for what its objects hold (which commit, which files, which
bytes), never to compare files or to lay them out, which is where it would run what a
configuration, an attribute or a hook names. What is taken out of a revision are records,
never links.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

from armstrack.ledger.folder import KINDS, names_a_record, record_paths
from armstrack.ledger.locate import FILE_NAME, NOT_IN_GIT, repository_around
from armstrack.ledger.record_file import LARGEST, Unreadable, read_bytes
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import parse_day
from armstrack.model.told import ExitCode, ToldError

PATIENCE = 120
"""Seconds after which git is taken to hang."""

AT_ONCE = 256
"""Files whose bytes are asked for together: enough to be quick, and few enough to fit into memory."""

_OURS = {
    "safe.bareRepository": "explicit",  # a ledger's own folder can look like a repository
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.pager": "cat",
    "diff.external": "",
    "log.showSignature": "false",
    "protocol.allow": "never",
}
"""Settings that nothing in a repository can change."""

_PERSONAL = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
"""Where a person keeps settings of their own, among them which folders of others they trust."""

_FILES = ("100644", "100755")
"""The modes of plain files; a link and another repository have modes of their own."""


class NoGitHistory(ToldError):
    """The ledger's past cannot be had; the message says why."""

    exit_code = ExitCode.NOT_FOUND
    code = "no-git-history"
    hint = "the past of a ledger is asked of the git repository that it is kept in"


class _GitRefused(Exception):
    """Git ended with an error; the message is its own."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a repository, and whether a ledger's files differ from it."""

    commit: str
    dirty: bool


class _Place(NamedTuple):
    """Where a ledger lies in its repository."""

    root: Path
    inside: str
    """The ledger's folder below the root, with a slash at the end; empty where it is the root."""


class _Kept(NamedTuple):
    """A file of the ledger as a revision holds it."""

    path: str
    """Its name below the ledger's folder."""
    blob: str
    size: int


def revision_now(folder: Path) -> Revision:
    """The revision that a ledger's files stand on; dirty where one is changed, new, ignored or gone.

    Raises NoGitHistory where the ledger is in no repository, or where its repository does not hold it: a
    revision of a repository around a ledger that it ignores says nothing about the ledger.
    """
    place = _place_of(folder)
    commit = _commit(place, "HEAD")
    kept = {one.path: one for one in _records(place, commit)}
    if FILE_NAME not in kept:
        raise NoGitHistory("the git repository around it does not hold it")
    return Revision(commit, _differ(folder, kept))


def revision_at(folder: Path, day_or_revision: str) -> str:
    """The last revision of a ledger on a day (to midnight in Washington), or the revision that a name means.

    Raises NoGitHistory where the ledger is in no repository, or there was none yet, and ValueError with a
    sentence for a day that the calendar does not have.
    """
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day_or_revision):
        return revision_on(folder, parse_day(day_or_revision))
    return _commit(_place_of(folder), day_or_revision)


def revision_on(folder: Path, day: date) -> str:
    """The last revision of a ledger on a day, to midnight in Washington.

    Raises NoGitHistory where the ledger is in no repository, or there was none yet.
    """
    place = _place_of(folder)
    end = datetime.combine(day + timedelta(1), datetime.min.time(), ZoneInfo("America/New_York"))
    last_second = int(end.timestamp()) - 1
    revision = ""
    # Git counts from 1970 on; `--min-age` takes the number as it is, where `--before` would guess at small ones.
    if last_second >= 0:
        _commit(place, "HEAD")
        asked = ("rev-list", "-1", f"--min-age={last_second}", "HEAD", "--", place.inside or ".")
        revision = _read(place, *asked).decode("ascii", "replace").strip()
    if not revision:
        raise NoGitHistory(f"the repository holds nothing of this ledger by {day}")
    return revision


def extract(folder: Path, revision: str, target: Path) -> None:
    """Writes the records and the settings of a ledger as they were at a revision into an empty folder.

    What is larger than any record comes out empty of content and too large to be read, so that it is told
    like every other file that cannot be read. Raises NoGitHistory.
    """
    place = _place_of(folder)
    small: list[_Kept] = []
    for one in _records(place, revision):
        if one.size <= LARGEST:
            small.append(one)
            continue
        with _made(target, one.path) as file:
            file.truncate(LARGEST + 1)
    for at in range(0, len(small), AT_ONCE):
        some = small[at : at + AT_ONCE]
        for one, content in zip(some, _contents(place, some), strict=True):
            with _made(target, one.path) as file:
                file.write(content)


def changed_sales(folder: Path, revision: str) -> dict[str, bytes | None]:
    """What the sale files said at a revision that say something else now, by id; `None` where there was none.

    Files that are gone are left out. Raises NoGitHistory.
    """
    place = _place_of(folder)
    kept = {one.path: one for one in _records(place, revision) if one.size <= LARGEST}
    base = folder.resolve()
    found: dict[str, bytes | None] = {}
    changed: dict[str, _Kept] = {}
    for path in record_paths(base / "sales")[0]:
        old = kept.get(path.relative_to(base).as_posix())
        try:
            if old is None:
                found[path.stem] = None
            elif not _is_blob(read_bytes(path), old.blob):
                changed[path.stem] = old
        except Unreadable:
            continue
    names = list(changed)
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        found |= zip(some, _contents(place, [changed[name] for name in some]), strict=True)
    return found


def _made(target: Path, name: str) -> IO[bytes]:
    path = target / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")
    except OSError as error:
        raise NoGitHistory(f"the revision holds {name}, which cannot be laid out here: {error.strerror}") from error


def _place_of(folder: Path) -> _Place:
    root = repository_around(folder)
    if root is None:
        raise NoGitHistory(NOT_IN_GIT)
    inside = folder.resolve().relative_to(root).as_posix()
    return _Place(root, "" if inside == "." else f"{inside}/")


def _commit(place: _Place, name: str) -> str:
    """The commit that a name means."""
    try:
        found = _git(place, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except _GitRefused as error:
        _read(place, "rev-parse", "--git-dir")  # it is not the name's fault where git cannot read the repository at all
        if name == "HEAD":
            raise NoGitHistory(f"the repository at {place.root} holds no commit yet") from error
        message = f"`{name}` is neither a day nor a revision of the repository at {place.root}"
        raise NoGitHistory(message) from error
    return found.decode("ascii", "replace").strip()


def _records(place: _Place, commit: str) -> Iterator[_Kept]:
    """The records and the settings of the ledger at a commit: plain files in the places where a ledger has them."""
    wanted = [f"{place.inside}{name}" for name in (*KINDS, FILE_NAME)]
    listed = _read(place, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *wanted)
    for line in listed.split(b"\0"):
        about, _, name = line.partition(b"\t")
        words = about.decode("ascii", "replace").split()
        path = os.fsdecode(name)[len(place.inside) :]
        is_file = len(words) == 4 and words[0] in _FILES and words[1] == "blob" and words[3].isdigit()
        if is_file and (path == FILE_NAME or names_a_record(path)):
            yield _Kept(path, words[2], int(words[3]))


def _contents(place: _Place, some: Iterable[_Kept]) -> Iterator[bytes]:
    """The bytes of each file."""
    asked = list(some)
    answer = _read(place, "cat-file", "--batch", given="".join(f"{one.blob}\n" for one in asked).encode())
    at = 0
    for one in asked:
        end_of_head = answer.find(b"\n", at)
        if not answer[at:end_of_head].endswith(f" blob {one.size}".encode()):
            raise NoGitHistory(f"the repository at {place.root} has lost what {one.path} said")
        yield answer[end_of_head + 1 : end_of_head + 1 + one.size]
        at = end_of_head + 1 + one.size + 1


def _differ(folder: Path, kept: dict[str, _Kept]) -> bool:
    """Whether the files of a ledger are others than those kept, or say something else."""
    base = folder.resolve()
    found = [base / FILE_NAME, *(path for kind in KINDS for path in record_paths(base / kind)[0])]
    # What is reached by a link is kept where it lies, or not at all.
    files = {path.relative_to(base).as_posix(): path for path in found if path.resolve() == path}
    if files.keys() != kept.keys():
        return True
    try:
        return any(not _is_blob(read_bytes(path), kept[name].blob) for name, path in files.items())
    except Unreadable:
        return True


def _is_blob(content: bytes, blob: str) -> bool:
    """Whether a content has the name of a blob; with the line ends that git keeps, where those on the disk differ."""
    named = hashlib.sha1 if len(blob) == 40 else hashlib.sha256
    return any(
        named(b"blob %d\0" % len(each) + each, usedforsecurity=False).hexdigest() == blob
        for each in (content, content.replace(b"\r\n", b"\n"))
    )


def _read(place: _Place, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers about what the repository must be able to tell. Raises NoGitHistory."""
    try:
        return _git(place, *arguments, given=given)
    except _GitRefused as error:
        raise _unreadable(place, error) from error


def _unreadable(place: _Place, error: _GitRefused) -> NoGitHistory:
    return NoGitHistory(f"git cannot read the repository at {place.root}: {error}")


def _git(place: _Place, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises _GitRefused, with its last words, and NoGitHistory where there is no git."""
    settings = [word for name, value in _OURS.items() for word in ("-c", f"{name}={value}")]
    command = ["git", *settings, "--no-pager", "--literal-pathspecs", "--no-replace-objects", "-C", str(place.root)]
    try:
        run = subprocess.run(
            [*command, *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=_surroundings(place),
            timeout=PATIENCE,
        )
    except FileNotFoundError as error:
        raise NoGitHistory("git is not installed, and the past is asked of it") from error
    except OSError as error:
        raise NoGitHistory(f"git cannot be started: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise NoGitHistory(f"git did not answer about the repository at {place.root}") from error
    except ValueError as error:  # an argument with a zero byte in it
        raise NoGitHistory("the name of a revision holds no zero byte") from error
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _GitRefused(said[0].removeprefix("fatal: ") if said else "")
    return run.stdout


def _surroundings(place: _Place) -> dict[str, str]:
    """The environment that git is run in: without what points it to another repository, or tells it what to run."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _PERSONAL}
    return plain | {
        "GIT_WORK_TREE": str(place.root),
        "GIT_CEILING_DIRECTORIES": str(place.root.parent),
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "true",
        "LC_ALL": "C",
    }


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit that changed records of a ledger."""

    name: str
    day: date
    """The day of the commit, in Washington."""
    paths: tuple[str, ...]
    """The records that it added, changed or removed, below the ledger's folder."""


def commits(folder: Path) -> tuple[Commit, ...]:
    """The commits that changed records of a ledger, the newest first. Raises NoGitHistory."""
    place = _place_of(folder)
    _commit(place, "HEAD")
    wanted = [f"{place.inside}{name}" for name in (*KINDS, FILE_NAME)]
    asked = ("log", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--name-only", "--format=%x01%H %ct")
    found = []
    for said in _read(place, *asked, "HEAD", "--", *wanted).split(b"\x01")[1:]:
        head, *names = said.split(b"\0")
        name, seconds = head.decode("ascii", "replace").split()
        paths = (os.fsdecode(each.removeprefix(b"\n"))[len(place.inside) :] for each in names)
        records = tuple(path for path in paths if path == FILE_NAME or names_a_record(path))
        day = datetime.fromtimestamp(int(seconds), ZoneInfo("America/New_York")).date()
        found.append(Commit(name, day, records))
    return tuple(found)


def records_at(folder: Path, commit: str, paths: Iterable[str], target: Path) -> None:
    """Writes some records of a ledger, as far as a commit or its first parent (`NAME^`) has them, into a folder.

    Raises NoGitHistory.
    """
    place = _place_of(folder)
    wanted = set(paths)
    try:
        name = _commit(place, commit)
    except NoGitHistory:
        return  # the first commit has no parent
    some = [one for one in _records(place, name) if one.path in wanted and one.size <= LARGEST]
    for one, content in zip(some, _contents(place, some), strict=True) if some else ():
        with _made(target, one.path) as file:
            file.write(content)


def changed_since(folder: Path) -> frozenset[str]:
    """The records of a ledger that differ from the newest revision, or are not in it. Raises NoGitHistory."""
    place = _place_of(folder)
    kept = {one.path: one for one in _records(place, _commit(place, "HEAD"))}
    base = folder.resolve()
    paths = [path for kind in KINDS for path in record_paths(base / kind)[0]]
    found = {path.relative_to(base).as_posix(): path for path in paths if path.resolve() == path}
    return frozenset(
        name for name, path in found.items() if name not in kept or not _is_blob(path.read_bytes(), kept[name].blob)
    )
