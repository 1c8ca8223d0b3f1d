"""What was fetched: the bytes under their own digest, and beside them a receipt for every address.

    inbox/bytes/ab/abcdef…            what was served, once, however many addresses serve it
    inbox/receipts/state/1234….json   an address, and each version of it: status, digest, when
    inbox/sources.json                how each source answered when it was last asked

A receipt is written only behind its bytes, so a run that is broken off leaves an inbox that can be used.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from armstrack.ledger.replace import beside, naming
from armstrack.model.data_class import dataclass
from armstrack.sources.client import AGENT, LARGEST, Answer
from armstrack.sources.listing import Found

SAVED = "saved"
"""The folder of an inbox into which a person puts pages that a bot wall keeps from programs."""

_STATES = "sources.json"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of what an address served."""

    sha256: str
    bytes: int
    status: int | None
    """`None` for a page that a person saved."""
    content_type: str
    final_address: str
    fetched: str
    """The moment, in universal time."""
    client: str = AGENT
    etag: str | None = None
    last_modified: str | None = None
    mark: str | None = None
    kept: bool = True
    """Whether the bytes are in the inbox; not those of a document that is about something else."""
    became: tuple[str, ...] = ()
    """The ids of the records that `fetch --import` made of it or merged it into."""


@dataclass(frozen=True, slots=True)
class Held:
    """One address with all of its versions, the newest last."""

    source: str
    id: str
    address: str
    day: date | None
    title: str
    kind: str
    versions: tuple[Version, ...] = field(default=())

    @property
    def newest(self) -> Version:
        """The version that the address served last."""
        return self.versions[-1]

    def with_newest(self, version: Version) -> Held:
        """The same address with another newest version in the place of its own."""
        return replace(self, versions=(*self.versions[:-1], version))

    @property
    def known(self) -> Mapping[str, str]:
        """What names the newest version to the server."""
        named = {"etag": self.newest.etag, "last_modified": self.newest.last_modified}
        return {key: value for key, value in named.items() if value}


class Inbox:
    """The folder of everything that was fetched. Nothing is made before there is something to keep.

    `moment` tells what time it is: a receipt says when it was written.
    """

    def __init__(self, folder: Path, moment: Callable[[], datetime]) -> None:
        self.folder, self._moment = folder, moment
        self._held: dict[str, dict[str, Held]] = {}

    def held(self, source: str) -> Mapping[str, Held]:
        """Every document of a source that is held, by its address."""
        if source not in self._held:
            receipts = sorted((self.folder / "receipts" / source).glob("*.json"))
            read = (_read_receipt(path) for path in receipts)
            self._held[source] = {one.address: one for one in read if one is not None}
        return self._held[source]

    def content(self, version: Version) -> bytes | None:
        """The bytes of a version; `None` where they are not kept, gone, or others than the digest says."""
        if not version.kept:
            return None
        try:
            content = self._bytes_path(version.sha256).read_bytes()
        except OSError:
            return None
        return content if _digest(content) == version.sha256 else None

    def keep(self, source: str, found: Found, answer: Answer, concerns: bool) -> tuple[Held, str]:
        """Keeps an answer: the document as held now, and whether it is `new`, `changed` or the `same` as before.

        The same bytes again write nothing, unless the source names its version anew.
        """
        before = self.held(source).get(found.address)
        digest = _digest(answer.content)
        version = Version(
            digest,
            len(answer.content),
            answer.status or None,
            answer.content_type,
            answer.final_address,
            self._moment().astimezone(UTC).replace(microsecond=0).isoformat(),
            AGENT,
            answer.etag,
            answer.last_modified,
            found.mark,
            concerns,
        )
        if concerns and self.content(version) is None:
            self._keep_bytes(digest, answer.content)
        if before is not None and before.newest.sha256 == digest and before.newest.kept == concerns:
            if before.newest.mark == found.mark:
                return before, "same"
            again = replace(before.newest, mark=found.mark, etag=answer.etag)
            return self._write(before.with_newest(again)), "same"
        versions = (*(before.versions if before is not None else ()), version)
        held = Held(source, found.id, found.address, found.day, found.title, found.kind, versions)
        # A document that was passed over and is passed over again tells nobody anything.
        told = "new" if before is None else "changed" if before.newest.sha256 != digest else "same"
        return self._write(held), told

    def renamed(self, held: Held, mark: str | None) -> Held:
        """The same document under the mark by which its source now names the version."""
        if held.newest.mark == mark:
            return held
        return self._write(held.with_newest(replace(held.newest, mark=mark)))

    def became(self, held: Held, records: tuple[str, ...]) -> None:
        """Remembers what the newest version was made into."""
        newest = replace(held.newest, became=records)
        if newest != held.newest:
            self._write(held.with_newest(newest))

    def saved(self) -> tuple[tuple[Path, bytes], ...]:
        """The pages that a person has saved into the inbox."""
        paths = sorted(path for path in (self.folder / SAVED).glob("*") if path.suffix.lower() in (".html", ".htm"))
        usable = (path for path in paths if path.is_file() and not path.is_symlink())
        return tuple((path, path.read_bytes()) for path in usable if path.stat().st_size <= LARGEST)

    @property
    def last_asked(self) -> Mapping[str, Mapping[str, Any]]:
        """How each source answered when it was last asked, by its name."""
        try:
            read = json.loads((self.folder / _STATES).read_bytes())
        except (OSError, ValueError):
            return {}
        return {name: one for name, one in read.items() if isinstance(one, dict)} if isinstance(read, dict) else {}

    def remember(self, asked: Mapping[str, Mapping[str, Any]]) -> None:
        """Writes how sources answered, beside what is known of the others."""
        before = self.last_asked
        after = {**before, **asked}
        if after != before:
            self._replace(self.folder / _STATES, after)

    def _bytes_path(self, digest: str) -> Path:
        return self.folder / "bytes" / digest[:2] / digest

    def _keep_bytes(self, digest: str, content: bytes) -> None:
        self._put(self._bytes_path(digest), content)

    def _write(self, held: Held) -> Held:
        name = f"{_digest(held.address.encode())[:16]}.json"
        document = asdict(held) | {"day": held.day.isoformat() if held.day is not None else None}
        self._replace(self.folder / "receipts" / held.source / name, document)
        self._held.setdefault(held.source, {})[held.address] = held
        return held

    def _replace(self, path: Path, document: Mapping[str, Any]) -> None:
        self._put(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))

    def _put(self, path: Path, content: bytes) -> None:
        """Puts a file in its place, whole; a link there gives way to it.

        Raises OSError, also where a folder is a link that would lead the writing out of the inbox.
        """
        if not path.parent.resolve().is_relative_to(self.folder.resolve()):
            raise OSError(errno.ELOOP, "a folder is a link that leads out of the inbox", str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        with naming(path), beside(path, content) as temporary:
            os.replace(temporary, path)


def _read_receipt(path: Path) -> Held | None:
    """A receipt as it stands; `None` for what is none, which is then fetched again."""
    try:
        read = json.loads(path.read_bytes())
        versions = tuple(Version(**{**one, "became": tuple(one.get("became", ()))}) for one in read["versions"])
        day = date.fromisoformat(read["day"]) if read["day"] is not None else None
        if not versions:
            return None
        name, address, title, kind = (str(read[key]) for key in ("id", "address", "title", "kind"))
        return Held(path.parent.name, name, address, day, title, kind, versions)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
