"""The folder that a site is written to: only what the program made there is replaced, and what stays is not touched.

`site.json` marks a folder as a site. Beside it lies a list of every file of it with a digest of what it
was made from and one of its bytes, which are the same of a file that is made from its bytes: a file whose first
digest is the same need not be made again, and one whose second is not what lies there was changed by somebody else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parents[1]
MARK = "site.json"
LIST = "site-files.json"
SHORT = 12
"""Digits of a digest: enough to tell the files of a site apart from what they were."""
SNAPSHOT = re.compile("data/[0-9]{4}-[0-9]{2}-[0-9]{2}/")
"""Downloads of a day, which stay."""


class NotASite(Exception):
    """A folder that is not to be written to; the message says why."""


class SiteFolder:
    """A site as it is written; what was there before and is not written again goes away in the end."""

    def __init__(self, folder: Path) -> None:
        """Raises NotASite for a folder that holds something else than a site."""
        self.folder = folder
        self._before = _listed(folder)
        self._after: dict[str, tuple[str, str]] = {}
        self._made: set[Path] = set()
        self.written = self.kept = self.removed = 0
        self.left: list[str] = []
        """Files of an earlier site that somebody changed since, and that were left where they are."""

    def add(self, path: str, key: str, content: Callable[[], bytes]) -> None:
        """A file, by its path with slashes. It is made only where its key is another, or where it is gone or changed.

        Raises NotASite where something stands there that the program did not write.
        """
        if self.stays(path, key):
            return
        made = content()
        written = digest(made)
        self._after[path] = (key, written)
        self._write(path, self.folder / path, made, written)

    def stays(self, path: str, key: str) -> bool:
        """Whether a file need not be made again: it was made from the same, and lies there as it was made."""
        before = self._before.get(path)
        if before is None or before[0] != key or _digest_of(self.folder / path) != before[1]:
            return False
        self._after[path] = before
        self.kept += 1
        return True

    def add_bytes(self, path: str, content: bytes) -> None:
        """A file whose content is at hand, which is made from nothing else. Raises NotASite as `add` does."""
        self.add(path, digest(content), lambda: content)

    def sha256(self, path: str) -> str:
        """The checksum of a file that was added."""
        return hashlib.sha256((self.folder / path).read_bytes()).hexdigest()

    def size(self, path: str) -> int:
        """The bytes of a file that was added."""
        return (self.folder / path).stat().st_size

    @property
    def paths(self) -> list[str]:
        """Every file that was added."""
        return sorted(self._after)

    def finish(self, about: dict[str, Any]) -> None:
        """Removes what an earlier run wrote and this one did not, and writes the mark and the list."""
        for path in sorted(self._before.keys() - self._after.keys() - {MARK, LIST}):
            if SNAPSHOT.match(path):
                self._after[path] = self._before[path]
            else:
                self._remove(path)
        for name, text in (
            (LIST, _listing(self._after)),
            (MARK, json.dumps(about, indent=2, ensure_ascii=False) + "\n"),
        ):
            content = text.encode()
            self._write(name, self.folder / name, content, digest(content), ours=True)

    def _write(self, path: str, place: Path, content: bytes, digest: str, ours: bool = False) -> None:
        if _digest_of(place) == digest:
            self.kept += 1
            return
        self._make_folder(place.parent)
        if not ours and path not in self._before and os.path.lexists(place):
            raise NotASite(f"{place} is no file of the site, and would have to be replaced")
        if place.is_symlink():
            raise NotASite(f"{place} is a link")
        beside = place.with_name(f".{place.name}.{os.getpid()}.new")
        try:
            beside.write_bytes(content)
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
        self.written += 1

    def _make_folder(self, folder: Path) -> None:
        """A folder below the site's own, none of which is a link that leads out of it."""
        if folder in self._made:
            return
        folder.mkdir(parents=True, exist_ok=True)
        if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.folder)):
            raise NotASite(f"{folder} is a link that leads out of the site")
        self._made.add(folder)

    def _remove(self, path: str) -> None:
        place = self.folder / path
        found = _digest_of(place)
        if found is None:
            return
        if found != self._before[path][1]:
            self.left.append(path)
            return
        place.unlink()
        self.removed += 1
        for folder in place.parents:
            if folder == self.folder or any(folder.iterdir()):
                break
            folder.rmdir()


def _digest_of(place: Path) -> str | None:
    """The digest of a regular file's bytes; `None` where there is none."""
    if place.is_symlink() or not place.is_file():
        return None
    return digest(place.read_bytes())


def digest(content: bytes) -> str:
    """The digest of some bytes by which a file of a site is known."""
    return hashlib.sha256(content).hexdigest()[:SHORT]


@cache
def program() -> bytes:
    """Every file of the program that a page can come from, as a digest: other code makes another site."""
    found = hashlib.sha256()
    for path in sorted(path for kind in ("py", "yaml", "html") for path in PROGRAM.rglob(f"*.{kind}")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.digest()


def made_from(*values: str) -> str:
    """The key of a file that the program makes from some values: the same key means the same bytes."""
    return digest(b"\0".join([program(), *(value.encode("utf-8", "backslashreplace") for value in values)]))


def _listed(folder: Path) -> dict[str, tuple[str, str]]:
    """The files of the site that a folder holds; none of an empty one. Raises NotASite."""
    if not os.path.lexists(folder):
        return {}
    if not folder.is_dir():
        raise NotASite(f"{folder} is no folder")
    if not any(folder.iterdir()):
        return {}
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
        is_site = isinstance(mark, dict) and mark.get("made_by") == "armstrack"
    except (OSError, ValueError) as error:
        raise NotASite(f"{folder} is not empty, and holds no site of armstrack") from error
    if not is_site:
        raise NotASite(f"{folder} is not empty, and its {MARK} is not that of a site of armstrack")
    try:
        return read_listing((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, LookupError):
        return {}


def _listing(files: dict[str, tuple[str, str]]) -> str:
    """Files with their two digests as the list of a site: a path begins as the one before it, by so many letters."""
    rows, before = [], ""
    for path, (key, written) in sorted(files.items()):
        shared = next((at for at, pair in enumerate(zip_longest(before, path)) if pair[0] != pair[1]), 0)
        marks = [key] if key == written else [key, written]
        rows.append(json.dumps([shared, path[shared:], *marks], separators=(",", ":")))
        before = path
    return "[\n" + ",\n".join(rows) + "\n]\n"


def read_listing(text: str) -> dict[str, tuple[str, str]]:
    """The files of such a list; one that leads out of the site is none of it.

    Raises ValueError, TypeError or LookupError for another text.
    """
    files: dict[str, tuple[str, str]] = {}
    path = ""
    for shared, rest, *marks in json.loads(text):
        path = path[:shared] + rest
        if not path.startswith("/") and ".." not in path.split("/") and "\\" not in path:
            files[path] = (marks[0], marks[-1])
    return files
