"""The digest of a ledger's records: it names their state where no git revision does."""

from __future__ import annotations

import hashlib
from pathlib import Path

from armstrack.ledger.folder import KINDS, record_paths
from armstrack.ledger.settings import FILE_NAME


def digest_of_records(folder: Path) -> str:
    """SHA-256 of the settings and of every record with its name, as `sha256:` and 64 digits. Raises OSError.

    Line ends count as one, so that a checkout on Windows has the same digest.
    """
    whole = hashlib.sha256()
    paths = [folder / FILE_NAME, *(path for kind in KINDS for path in record_paths(folder / kind)[0])]
    for path in sorted(paths, key=lambda one: one.relative_to(folder).as_posix()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return f"sha256:{whole.hexdigest()}"


def digest_of_record(path: Path) -> str:
    """SHA-256 of one record's file, as `sha256:` and 64 digits; line ends count as one. Raises OSError."""
    content = path.read_bytes().replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
