"""The Federal Register, by its API: notices under section 36(b), batches under 36(c) and (d), and corrections.

The API needs no key. A mistake is put right by a document of its own; every document is asked for again all the
same, since what stands at an address can change. The text of a document is a page with one `<pre>`. The list is
the measure of completeness: whatever it prints must be in the ledger.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from armstrack.sources.client import Client, NoAnswer
from armstrack.sources.days import iso_day
from armstrack.sources.found import Row
from armstrack.sources.inbox import Inbox
from armstrack.sources.listing import Found, Listing
from armstrack.sources.plain import PlainSource

NAME = "federal-register"
HOST = "https://www.federalregister.gov"

ASKED = (
    ("notice", '"arms sales notification"', "defense-department"),
    ("batch", '"Proposed Commercial Export Licenses"', "state-department"),
)
"""What is asked for: the kind of document, the words that it holds, and the agency that prints it.

The Department of War is listed as the Department of Defense.
"""

_FIELDS = ("document_number", "raw_text_url", "publication_date", "title", "citation", "type")
_PER_PAGE = 1000
_MOST_PAGES = 20


class FederalRegister(PlainSource):
    """The Federal Register."""

    kind = "text"

    def discover(self, since: date) -> Listing:
        """Every notice and batch printed since a day. Raises NoAnswer."""
        found: dict[str, Found] = {}
        listed, doubt = 0, None
        for kind, words, agency in ASKED:
            results, counted = self._results(words, agency, since)
            listed += len(results)
            if counted != len(results):
                doubt = f"it says that it lists {counted} documents and lists {len(results)}"
            for one in results:
                read = _found(kind, one)
                if read is not None:
                    address = self.client.public(read.address)
                    found[address] = replace(read, address=address)
                else:
                    doubt = "it lists a document without its number, its day or its address"
        return Listing(tuple(sorted(found.values(), key=lambda one: (one.day or since, one.id))), listed, doubt)

    def recognises(self, content: bytes) -> bool:
        """Whether this is the text of a document of the Register."""
        return b"[Federal Register" in content or b"[FR Doc" in content

    def _results(self, words: str, agency: str, since: date) -> tuple[list[Any], int]:
        asked = [
            ("conditions[term]", words),
            ("conditions[agencies][]", agency),
            ("conditions[type][]", "NOTICE"),
            ("conditions[publication_date][gte]", since.isoformat()),
            ("order", "oldest"),
            ("per_page", str(_PER_PAGE)),
            *(("fields[]", name) for name in _FIELDS),
        ]
        address: str | None = f"{HOST}/api/v1/documents.json?{urlencode(asked)}"
        results: list[Any] = []
        counted = 0
        for _ in range(_MOST_PAGES):
            if address is None:
                break
            page = read_json(self.client.get(address, "json").content)
            if not isinstance(page.get("count"), int):
                raise NoAnswer("a list was served that does not say how many documents it holds")
            counted = page["count"]
            results += page.get("results") or []  # absent where nothing matches
            following = page.get("next_page_url")
            address = self.client.public(following) if isinstance(following, str) else None
        return results, counted


def _found(kind: str, one: Any) -> Found | None:
    if not isinstance(one, dict):
        return None
    number, address, printed = (one.get(name) for name in ("document_number", "raw_text_url", "publication_date"))
    if not (isinstance(number, str) and isinstance(address, str) and isinstance(printed, str)):
        return None
    day = iso_day(printed)
    if day is None:
        return None
    title = str(one.get("title") or "Notice")
    is_correction = "correction" in title.lower()
    return Found(number, address, day, title, "correction" if is_correction else kind)


def read_json(content: bytes) -> dict[str, Any]:
    """A JSON object. Raises NoAnswer for anything else."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("JSON was served that cannot be read") from error
    if not isinstance(read, dict):
        raise NoAnswer("JSON was served that is no answer of this service")
    return read


def _make(client: Client, today: date, inbox: Inbox) -> FederalRegister:
    return FederalRegister(client)


ROW = Row(NAME, "notices under 36(b), batches under 36(c) and (d), corrections", (HOST,), _make)
