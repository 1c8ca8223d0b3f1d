"""`armstrack info`: the program, the ledger in use, what it covers, its index and its git revision."""

from __future__ import annotations

import os
import platform
from typing import Any

import typer

from armstrack.cli.session import Session


def info(session: Session) -> None:
    """Which program and which ledger answer here: versions, paths, what the ledger covers, index, git, extras."""
    document = _document(session)
    if not session.for_people:
        row = {key: document[key] for key in ("version", "python", "system")}
        row |= {f"ledger.{key}": document["ledger"][key] for key in ("name", "folder")}
        session.write_document(document, [row], list(row))
        return
    from armstrack.output.info_page import info_page

    session.write_page(info_page(document))
    raise typer.Exit(session.report_unreadable())


def _document(session: Session) -> dict[str, Any]:
    from armstrack.version import __version__

    location, settings = session.location, session.ledger.settings
    declared = session.declared or {"covers": [], "looked_at": None, "followed": []}
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}".strip(),
        "ledger": {
            "name": settings.name,
            "folder": os.path.realpath(location.folder),
            "format": settings.format,
            "read_only": location.reference,
            "found_by": _found_by(session),
            "sales": len(session.ledger.contents.sales),
        },
        "covers": declared["covers"] or None,
        "looked_at": declared["looked_at"],
        "followed": declared["followed"],
        "as_of": session.day.isoformat(),
        "index": _index(session),
        "git": _git(session),
        "extras": _extras(),
    }


def _found_by(session: Session) -> str:
    if session.ledger_option is not None:
        return "--ledger"
    if os.environ.get("ARMSTRACK_LEDGER"):
        return "ARMSTRACK_LEDGER"
    return "the program" if session.location.reference else "the folder"


def _index(session: Session) -> dict[str, Any]:
    """Where the index lies, and how large it is; it can be deleted at any time."""
    from armstrack.index.place import index_path

    path = index_path(str(session.location.folder), os.environ)
    used = session.index is not None
    size = os.path.getsize(path) if path is not None and os.path.exists(path) else None
    return {"file": path, "used": used, "bytes": size}


def _git(session: Session) -> dict[str, Any]:
    from armstrack.ledger.git_history import NoGitHistory, revision_now

    try:
        revision = revision_now(session.location.folder)
    except NoGitHistory as error:
        return {"revision": None, "dirty": None, "why_no_revision": str(error)}
    return {"revision": revision.commit, "dirty": revision.dirty, "why_no_revision": None}


NOT_FOR_USERS = ("dev", "all")


def _extras() -> dict[str, bool]:
    """The extras of the program, and whether everything that each needs is installed."""
    import re
    from importlib import metadata

    try:
        about = metadata.metadata("armstrack")
    except metadata.PackageNotFoundError:
        return {}
    found: dict[str, bool] = {
        name: True for name in sorted(about.get_all("Provides-Extra") or ()) if name not in NOT_FOR_USERS
    }
    for line in about.get_all("Requires-Dist") or ():
        needed = re.match(r"([A-Za-z0-9._-]+).*extra == ['\"]([a-z]+)['\"]", line)
        if needed is not None and needed[2] in found and needed[1] != "armstrack":
            try:
                metadata.version(needed[1])
            except metadata.PackageNotFoundError:
                found[needed[2]] = False
    return found
