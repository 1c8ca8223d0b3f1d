"""Whether a site holds together: links and anchors that lead somewhere, and sums that are those of `summary`."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from armstrack.site.asking import Asking
from armstrack.site.folder import LIST, MARK, read_listing


class Fault(NamedTuple):
    """Something wrong on a page."""

    page: str
    fault: str


class _Read(HTMLParser):
    """What a page links to, which places it has, and what its totals say."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.totals: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.places.add(str(given["id"]))
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(str(given[name]))
        if tag == "p" and given.get("class") == "total":
            self._within = True
            self.totals.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._within = False

    def handle_data(self, data: str) -> None:
        if self._within:
            self.totals[-1] += data


def about_site(folder: Path) -> dict[str, Any] | None:
    """What the mark of a site says; `None` where a folder is none."""
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return mark if isinstance(mark, dict) and mark.get("made_by") == "armstrack" else None


def faults(folder: Path, asking: Asking) -> Iterator[Fault]:
    """Everything wrong with a site that was made of a ledger as it is asked here."""
    listed = read_listing((folder / LIST).read_text(encoding="utf-8"))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for missing in sorted(set(listed) - files):
        yield Fault(missing, "the file is missing")
    read: dict[str, _Read] = {}
    for name in sorted(files):
        if name.endswith(".html"):
            page = _Read()
            page.feed((folder / name).read_text(encoding="utf-8", errors="replace"))
            read[name] = page
    for name, page in read.items():
        yield from _links(name, page, read, files)
    yield from _sums(read, asking)


def _links(name: str, page: _Read, read: dict[str, _Read], files: set[str]) -> Iterator[Fault]:
    for link in dict.fromkeys(page.links):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        address, _, anchor = link.partition("#")
        path = address.partition("?")[0]
        target = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
        if target in files:
            if anchor and target in read and anchor not in read[target].places:
                yield Fault(name, f"the link to {link} leads to no place of that page")
        else:
            yield Fault(name, f"the link to {link} leads nowhere")


def _sums(read: dict[str, _Read], asking: Asking) -> Iterator[Fault]:
    """The totals of years, fiscal years, and recipients, against `summary`."""
    from armstrack.site.addresses import recipient_slug

    wanted = {f"recipients/{recipient_slug(code)}/index.html": {"recipients": (code,)} for code in asking.codes}
    for name in read:
        if found := re.fullmatch(r"(years|fy)/(\d{4})/index\.html", name):
            year = (int(found[2]),)
            wanted[name] = asking.of_period(year, ()) if found[1] == "years" else asking.of_period((), year)
    for name, more in sorted(wanted.items()):
        page = read.get(name)
        if page is None or not page.totals:
            yield Fault(name, "the page has no total")
            continue
        said = page.totals[0]
        document = asking.summary((), **more).document
        for part in document["totals"].values():
            if part["sales"] and part["value_usd"] is not None and f"${part['value_usd']:,}" not in said:
                yield Fault(name, f"says {said.strip()}, and `summary` ${part['value_usd']:,}")
        if not re.match(rf"\s*{document['total']['sales']:,} sales?\b", said):
            yield Fault(name, f"says {said.strip()}, and `summary` {document['total']['sales']:,} sales")
