"""The Department of State: its list of notifications to Congress, and the article of each.

The list and the articles stand behind a wall against programs, which answers with a page that lists nothing;
and articles are edited in place. So an empty list is never believed, every article is asked for again, and a
page that a person saved from a browser into the inbox counts as if it had been fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from armstrack.model.data_class import dataclass
from armstrack.sources.client import Answer, Client, NoAnswer
from armstrack.sources.days import american_day
from armstrack.sources.found import Row
from armstrack.sources.inbox import SAVED, Held, Inbox
from armstrack.sources.listing import Found, Listing
from armstrack.sources.plain import PlainSource

NAME = "state"
HOST = "https://www.state.gov"
LIST = f"{HOST}/arms-sales-congressional-notifications"
LABEL = "Foreign Military Sales: Congressional Notification"
"""What marks a notice among the other releases of the list."""

_MOST_PAGES = 60
_ARTICLE = rb"featured-content__headline"
_NOTICE = rb"(?i)Transmittal|possible (?:foreign military )?sale|Congressional Notification"


class State(PlainSource):
    """The list of the Department of State and its articles."""

    kind = "html"

    def __init__(self, client: Client, inbox: Inbox) -> None:
        super().__init__(client)
        self._folder = inbox.folder / SAVED
        self._saved = dict(_saved_articles(inbox))
        self._saved_lists = [read_list(page) for _, page in inbox.saved() if is_list(page)]

    def discover(self, since: date) -> Listing:
        """Every notice released since a day, by the list, or by the pages that were saved. Raises NoAnswer."""
        pages, failed, doubt = self._pages(since)
        items = [replace(item, address=self.client.public(item.address)) for page in pages for item in page.notices]
        listed = sum(page.items for page in pages)
        found = {one.address: one for one in items if one.day is None or one.day >= since}
        for address, (_, read) in self._saved.items():
            found.setdefault(address, read)
        return Listing(tuple(found.values()), listed, doubt, tuple(failed))

    def body(self, found: Found, known: Held | None) -> Answer:
        """An article as a person saved it, else as it is served. Raises NoAnswer."""
        if found.address in self._saved:
            content, _ = self._saved[found.address]
            return Answer(found.address, found.address, 0, content, "text/html")
        return super().body(found, known)

    def recognises(self, content: bytes) -> bool:
        """Whether this is the article of a notice."""
        return re.search(_ARTICLE, content) is not None and re.search(_NOTICE, content) is not None

    def _pages(self, since: date) -> tuple[list[ListPage], list[str], str | None]:
        """The pages of the list, the newest first, up to the day; which failed; and why they cannot be believed."""
        try:
            pages = [read_list(self.client.get(LIST, "html").content)]
        except NoAnswer as why:
            if not self._saved_lists and not self._saved and why.unreachable:
                raise
            if not self._saved_lists and not self._saved:
                raise NoAnswer(f"{why}: save its pages from a browser into {self._folder}") from why
            return self._saved_lists, [str(why)], None
        failed: list[str] = []
        says, listed = pages[0].says, pages[0].items
        while listed and (says is None or listed < says) and len(pages) < _MOST_PAGES:
            days = [one.day for one in pages[-1].notices if one.day is not None]
            if days and max(days) < since:
                return pages, failed, None
            try:
                page = read_list(self.client.get(f"{LIST}/page/{len(pages) + 1}/", "html").content)
            except NoAnswer as why:
                failed.append(str(why))
                break
            if not page.items:
                break
            pages.append(page)
            listed += page.items
        doubt = None
        if says and listed < says and not failed:
            doubt = f"its list says that it holds {says} notices and shows {listed}"
        return pages, failed, doubt


def is_list(page: bytes) -> bool:
    """Whether a page is the list of notices."""
    return b"collection-result" in page and re.search(rb"data-returned-posts|collection-info__number", page) is not None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, as it was read."""

    notices: tuple[Found, ...]
    """The notices among its items."""
    items: int
    """How many items it shows, of any kind."""
    says: int | None
    """How many items the whole list has, as the page says."""


def read_list(page: bytes) -> ListPage:
    """What a page of the list shows."""
    items = _parsed(page).css("li.collection-result")
    told = re.search(rb"collection-info__number[^>]*>\s*([0-9,]+)\s*<", page)
    says = int(told[1].replace(b",", b"")) if told is not None else None
    return ListPage(tuple(_notices(items)), len(items), says)


def _notices(items: Iterable[Any]) -> Iterator[Found]:
    for item in items:
        label, link, day = (
            item.css_first(css)
            for css in ("p.collection-result__date", "a.collection-result__link", ".collection-result-meta span")
        )
        address = (link.attributes.get("href") or "") if link is not None else ""
        if label is None or _words(label) != LABEL or not address:
            continue
        yield Found(_id(address), address, american_day(_words(day)) if day else None, _words(link), "article")


def _saved_articles(inbox: Inbox) -> Iterator[tuple[str, tuple[bytes, Found]]]:
    """The articles that a person saved, by the address that each gives for itself."""
    for _, content in inbox.saved():
        if is_list(content) or re.search(_ARTICLE, content) is None:
            continue
        tree = _parsed(content)
        link = tree.css_first('meta[property="og:url"]') or tree.css_first('link[rel="canonical"]')
        address = "" if link is None else link.attributes.get("content") or link.attributes.get("href") or ""
        if not address.startswith(f"{HOST}/"):
            continue
        headline, day = tree.css_first("h1.featured-content__headline"), tree.css_first("p.article-meta__publish-date")
        title = _words(headline) if headline is not None else "Notice"
        released = american_day(_words(day)) if day is not None else None
        yield address, (content, Found(_id(address), address, released, title, "article"))


def _id(address: str) -> str:
    return Path(address.rstrip("/")).name


def _words(node: Any) -> str:
    return " ".join(node.text().split())


def _parsed(page: bytes) -> Any:
    return LexborHTMLParser(page.decode("utf-8", errors="replace"))


def _make(client: Client, today: date, inbox: Inbox) -> State:
    return State(client, inbox)


ROW = Row(NAME, "releases since February 2026, same day", (HOST,), _make, always_lists=True)
