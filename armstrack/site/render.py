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
from markupsafe import Markup, escape

from armstrack.output.amounts import count, exact, short
from armstrack.output.safe_text import printable
from armstrack.output.sale_tables import entry_detail
from armstrack.site.addresses import (
    folder_of,
    law_anchor,
    recipient_codes,
    recipient_name,
    recipient_slug,
    slug,
    transmittal_slug,
    up_from,
)
from armstrack.site.citing import citation_texts, meta_tags
from armstrack.site.dates import day_words
from armstrack.site.folder import SHORT, program
from armstrack.site.page import Page

TEMPLATES = Path(__file__).parent / "templates"
LEFT_OUT = re.compile(r"(?:</(?:li|td|th|tr|dt|dd|thead|tbody|head|body|html)>\s*)+")
"""End tags that HTML lets be left out, each before the next of its kind or the end of its list."""
BETWEEN = re.compile(
    r"(?:</p>)?(?<=>)\n+(?=<(?:p|dl|dt|dd|ul|ol|li|table|caption|thead|tbody|details|pre|div|meta|link)\b)|(?:</p>)?(?<=>)\n+(?=</)"
)
"""Space between two tags that no reader sees; lines begin with what a person looks for: headings and rows."""
UNQUOTED = re.compile(r"""="([^\s"'=<>`/]|[^\s"'=<>`]+[^\s"'=<>`/])"(?!/)""")
"""A value that needs no quotes: it ends neither with a slash nor before one."""
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
        self._key = hashlib.sha256(program())
        for path in [] if own is None else sorted(own.glob("*.html")):
            self._key.update(path.name.encode() + b"\0" + path.read_bytes())
        self._key.update(_dumped(shell))

    def key(self, page: Page) -> str:
        """What a page is made from, as a digest: the same key means the same bytes."""
        key = self._key.copy()
        key.update(_dumped([page.path, page.template, page.title, page.description, page.alternates]))
        key.update(_dumped(page.says))
        key.update(_dumped(page.citation))
        return key.hexdigest()[:SHORT]

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
            **(page.further() if page.further is not None else {}),
        )
        return _compact(html).encode("utf-8", "backslashreplace")


def _compact(html: str) -> str:
    """A page without the end tags and the quotes that HTML lets be left out; no text of a ledger has a `<`."""
    html = LEFT_OUT.sub(lambda found: "\n" if "\n" in found[0] else "", html)
    html = BETWEEN.sub("", html)
    return re.sub("<[a-z][^<>]*>", lambda tag: UNQUOTED.sub("=\\1", tag[0]), html)


def _dumped(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _shown(value: Any) -> Any:
    """A text as it may stand on a page: what would act instead of being seen is spelled out; nothing is `None`."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable():
        return printable(value, keep="\n\t")
    return value


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


def _verbatim(text: str) -> Markup:
    """A text between two tags as it is, where quotes need no escape; what would act is spelled out."""
    return Markup(str(escape(_shown(text))).replace("&#34;", '"').replace("&#39;", "'"))


def _in_page(value: Any) -> Markup:
    """A document inside a page: a script element ends at the first `</`, so that no text has one."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return Markup(re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _first_words(citation: str) -> str:
    """The beginning of a citation, up to its first comma or semicolon: enough to know the text by."""
    return re.split("[,;]", citation, maxsplit=1)[0]


def _many(value: int | None) -> str:
    return "unknown" if value is None else f"{value:,}"


FILTERS: dict[str, Any] = {
    "usd": exact,
    "usd_short": short,
    "day": day_words,
    "recipients": _recipients,
    "names": _names,
    "name_of": recipient_name,
    "http": _http,
    "detail": entry_detail,
    "days_to": _days_between,
    "in_page": _in_page,
    "cut": _cut,
    "many": _many,
    "verbatim": _verbatim,
    "first_words": _first_words,
    "law_anchor": law_anchor,
    "slug": slug,
    "transmittal": transmittal_slug,
}
