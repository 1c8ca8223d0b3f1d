"""Pages to HTML. Every text is escaped, and no character of a ledger's text acts on the page that shows it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from armstrack.model.partial_date import MONTHS
from armstrack.output.amounts import count, exact, short
from armstrack.output.safe_text import printable
from armstrack.output.sale_tables import bounds_text, entry_detail
from armstrack.site.addresses import (
    folder_of,
    recipient_codes,
    recipient_name,
    recipient_slug,
    slug,
    transmittal_slug,
    up_from,
)
from armstrack.site.citing import citation_texts, meta_tags
from armstrack.site.page import Page

TEMPLATES = Path(__file__).parent / "templates"
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""What a page may load: nothing from elsewhere."""


class Renderer:
    """Renders the pages of one site; a folder of somebody's own templates goes before ours."""

    def __init__(self, shell: Mapping[str, Any], own: Path | None) -> None:
        folders = [TEMPLATES] if own is None else [own, TEMPLATES]
        self._shell = shell
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            finalize=_shown,
            keep_trailing_newline=True,
        )
        self._environment.filters |= FILTERS
        self._environment.globals |= {"count": count, "policy": POLICY}
        self._key = hashlib.sha256()
        for folder in folders:
            for path in sorted(folder.glob("*.html")):
                self._key.update(path.name.encode() + b"\0" + path.read_bytes())
        self._key.update(_dumped(shell))

    def key(self, page: Page) -> str:
        """What a page is made from, as a digest: the same key means the same bytes."""
        key = self._key.copy()
        key.update(_dumped([page.path, page.template, page.title, page.description, page.alternates]))
        key.update(_dumped(page.says))
        key.update(_dumped(page.citation))
        return key.hexdigest()[:20]

    def html(self, page: Page) -> bytes:
        """The bytes of a page."""
        address = folder_of(page.path)
        url = f"{self._shell['base']}{address}" if self._shell["base"] else None
        cited = None
        if page.citation is not None:
            cited = citation_texts(page.citation, url, page.title, self._shell)
        html = self._environment.get_template(page.template).render(
            site=self._shell,
            up=up_from(page.path),
            page=page,
            url=url,
            cited=cited,
            meta=meta_tags(page, url, self._shell) if page.citation is not None else (),
            **page.says,
        )
        return html.encode("utf-8", "backslashreplace")


def _dumped(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _shown(value: Any) -> Any:
    """A text as it may stand on a page: what would act instead of being seen is spelled out; nothing is `None`."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return printable(value, keep="\n\t")
    return value


def _day(text: str | None, row: Mapping[str, Any] | None = None) -> str:
    """A date as the ledger has it: 2025-12-17, March 2026, 2026, or the bounds between which it lies."""
    if text is None or text == "unknown":
        return bounds_text(row) if row is not None else "unknown"
    if re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}"
    return text


def _recipients(recipient: str | Sequence[str]) -> list[dict[str, str]]:
    """The recipients with their names and their pages."""
    return [
        {"code": code, "name": recipient_name(code), "slug": recipient_slug(code)}
        for code in recipient_codes(recipient)
    ]


def _names(recipient: str | Sequence[str]) -> str:
    return ", ".join(recipient_name(code) for code in recipient_codes(recipient))


def _http(url: str | None) -> str | None:
    """An address that a page may lead to; `None` for any other, which stays text."""
    return url if url is not None and re.match(r"https?://[^\s\"'<>]+\Z", url) else None


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _in_page(value: Any) -> Markup:
    """A document inside a page: a script element ends at the first `</`, so that no text has one."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return Markup(re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _many(value: int | None) -> str:
    return "unknown" if value is None else f"{value:,}"


FILTERS: dict[str, Any] = {
    "usd": exact,
    "usd_short": short,
    "day": _day,
    "recipients": _recipients,
    "names": _names,
    "name_of": recipient_name,
    "http": _http,
    "detail": entry_detail,
    "days_to": _days_between,
    "in_page": _in_page,
    "cut": _cut,
    "many": _many,
    "slug": slug,
    "transmittal": transmittal_slug,
}
