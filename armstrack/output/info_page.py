"""The program and the ledger in use, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.model.recipients import name_with_code
from armstrack.output.amounts import count
from armstrack.output.page import Block, FactList, Heading

Document = Mapping[str, Any]

CLAIMS_NOTHING = "nothing declared (`covers:` in ledger.yaml): the ledger claims nothing"


def info_page(document: Document) -> list[Block]:
    """Everything, in two lists."""
    ledger, index, git = document["ledger"], document["index"], document["git"]
    extras = ", ".join(f"{name}{'' if there else ' (not installed)'}" for name, there in document["extras"].items())
    program = [
        ("Version", f"armstrack {document['version']}, Python {document['python']}, {document['system']}"),
        ("Extras", extras or "none known"),
    ]
    facts = [
        ("Name", ledger["name"]),
        ("Folder", f"{ledger['folder']}{', read-only' if ledger['read_only'] else ''}"),
        ("Found by", ledger["found_by"]),
        ("Holds", f"{count(ledger['sales'], 'sale')}, format {ledger['format']}"),
        *_covers(document),
        ("Index", _index(index)),
        ("Git", git["why_no_revision"] or f"{git['revision'][:12]}{', changed since' if git['dirty'] else ''}"),
    ]
    return [Heading("Program"), FactList(program), Heading("Ledger"), FactList(facts)]


def _index(index: Document) -> str:
    if not index["used"]:
        return "none: every file is read"
    size = f", {index['bytes']:,} bytes" if index["bytes"] is not None else ""
    return f"{index['file']}{size}"


def _covers(document: Document) -> list[tuple[str, str]]:
    """What the ledger says that it holds, a line for each cover."""
    lines = [cover_text(cover) for cover in document["covers"] or ()] or [CLAIMS_NOTHING]
    facts = [("Covers" if at == 0 else "", line) for at, line in enumerate(lines)]
    if document["looked_at"] is not None:
        facts.append(("Looked at", f"the sources to {document['looked_at']}"))
    followed = [f"{_who(one)}{_to(one)}" for one in document["followed"]]
    return facts + [("Followed" if at == 0 else "", line) for at, line in enumerate(followed)]


def cover_text(cover: Document) -> str:
    """One cover in words: for whom, under what, from when to when."""
    under = f" under {' and '.join(cover['authorities'])}" if cover["authorities"] else ""
    since = f" from {cover['from']}" if cover["from"] is not None else ""
    looked = f" ({', '.join(cover['sources'])})" if cover["sources"] else ""
    return f"{_who(cover)}{under}{since}{_to(cover)}{looked}"


def _who(cover: Document) -> str:
    return ", ".join(map(name_with_code, cover["recipients"])) or "all recipients"


def _to(cover: Document) -> str:
    return f" to {cover['to']}" if cover["to"] is not None else ""
