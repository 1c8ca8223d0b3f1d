"""The status of measures, by GovInfo's bulk data: resolutions of disapproval, their actions, and their texts.

No key is needed. Site maps say which files changed. The title tells whether a resolution is about arms; the
number of the notification stands only in its text, which is fetched with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

from armstrack.model.congress import MEASURES, ActionTold, MeasureTold, disapproves_arms
from armstrack.model.transmittal_in_text import labelled
from armstrack.sources.client import Client, NoAnswer
from armstrack.sources.congresses import congresses_since
from armstrack.sources.days import iso_day
from armstrack.sources.found import Row
from armstrack.sources.inbox import Inbox
from armstrack.sources.listing import Found, Listing
from armstrack.sources.plain import PlainSource
from armstrack.sources.safe_xml import parsed, text
from armstrack.sources.sitemap import Entry, entries

NAME = "bill-status"
HOST = "https://www.govinfo.gov"
INDEX = f"{HOST}/sitemap/bulkdata/BILLSTATUS/sitemapindex.xml"

_FILE = re.compile(r"BILLSTATUS-([0-9]{2,3})([a-z]+)([0-9]+)\.xml$")
_GROUP = re.compile(r"/([0-9]{2,3})([a-z]+)/sitemap\.xml$")
_TEXT = re.compile(rf"{re.escape(HOST)}/(?:bulkdata/BILLS|content/pkg)/[0-9A-Za-z/.-]+\.xml")
_ROLL = re.compile(r"Record Vote Number:?\s*([0-9]{1,4})|\(Roll (?:no|call)\.?\s*([0-9]{1,4})\)", re.IGNORECASE)


class BillStatus(PlainSource):
    """The resolutions of the Congresses that sat since a day."""

    kind = "xml"

    def __init__(self, client: Client, today: date) -> None:
        super().__init__(client)
        self._today = today

    def discover(self, since: date) -> Listing:
        """Every joint or concurrent resolution whose status changed since a day. Raises NoAnswer."""
        sitting = congresses_since(since, self._today)
        groups = []
        for one in entries(self.client, INDEX):
            match = _GROUP.search(one.address)
            if match is not None and int(match[1]) in sitting and match[2] in MEASURES:
                groups.append(one)
        found: list[Found] = []
        failed: list[str] = []
        listed = 0
        for group in groups:
            if not group.may_be_since(since):
                listed += 1  # it stands for its files, which need not be looked at
                continue
            try:
                files = entries(self.client, group.address)
                listed += len(files)
                found += _changed(files, since)
            except NoAnswer as why:
                failed.append(str(why))
                if why.unreachable:
                    break
        return Listing(tuple(found), listed, None, tuple(failed))

    def recognises(self, content: bytes) -> bool:
        """Whether this is the status of a measure, or its text."""
        try:
            return parsed(content).tag in ("billStatus", "resolution", "bill")
        except NoAnswer:
            return False

    def concerns(self, content: bytes) -> bool:
        """Whether a status is that of a resolution about arms; a text is fetched only with such a one."""
        root = parsed(content)
        return root.tag != "billStatus" or disapproves_arms(text(root, "bill/title"))

    def further(self, found: Found, content: bytes) -> tuple[Found, ...]:
        """The text of a measure, as it was introduced: the oldest version that is named."""
        if found.kind != "bill":
            return ()
        urls = [
            self.client.public(text(one, "."))
            for one in parsed(content).findall("bill/textVersions/item/formats/item/url")
        ]
        texts = [one for one in urls if _TEXT.fullmatch(one)]
        introduced = [one for one in texts if re.search(r"(?:is|ih|ats)\.xml$", one)] or texts[-1:]
        return tuple(
            Found(f"{found.id} text", one, found.day, f"Text of {found.title}", "bill-text", mark=one)
            for one in introduced[:1]
        )


def _changed(files: Iterable[Entry], since: date) -> Iterator[Found]:
    for one in files:
        match = _FILE.search(one.address)
        if match is not None and match[2] in MEASURES and one.may_be_since(since):
            title = f"{MEASURES[match[2]]} {match[3]}"
            yield Found(f"{match[1]}-{match[2]}-{match[3]}", one.address, one.day, title, "bill", one.changed or None)


def read_status(content: bytes, address: str) -> MeasureTold | None:
    """What the status of a resolution tells; `None` for any other document. Raises NoAnswer for broken XML."""
    bill = parsed(content).find("bill")
    if bill is None:
        return None
    short = (text(bill, "type") or text(bill, "billType")).lower()
    number, congress = text(bill, "number") or text(bill, "billNumber"), text(bill, "congress")
    if short not in MEASURES or not number.isdigit() or not congress.isdigit():
        return None
    return MeasureTold(
        int(congress),
        f"{MEASURES[short]} {int(number)}",
        text(bill, "title"),
        iso_day(text(bill, "introducedDate")),
        _sponsor(text(bill, "sponsors/item/fullName")),
        tuple(_actions(bill)),
        address,
    )


def transmittals_in(content: bytes) -> tuple[str, ...]:
    """The numbers of the notifications that the text of a measure names."""
    words = re.sub("[\u2010-\u2013]", "-", " ".join("".join(parsed(content).itertext()).split()))
    return tuple(dict.fromkeys(number for number, _ in labelled(words)))


def _actions(bill: Element) -> Iterator[ActionTold]:
    for item in bill.findall("actions/item"):
        day, said = iso_day(text(item, "actionDate")), text(item, "text")
        if day is None or not said:
            continue
        vote = item.find("recordedVotes/recordedVote")
        named = _ROLL.search(said)
        if vote is not None and text(vote, "rollNumber").isdigit():
            yield ActionTold(day, said, text(vote, "chamber").lower() or None, int(text(vote, "rollNumber")))
        elif named is not None:
            yield ActionTold(day, said, "senate" if named[1] else "house", int(named[1] or named[2]))
        else:
            yield ActionTold(day, said)


def _sponsor(said: str) -> str | None:
    """`Sen. Sanders, Bernard [I-VT]` -> `Bernard Sanders (I-VT)`."""
    match = re.fullmatch(r"(?:\w+\.?\s+)?([^,\[]+),\s*([^\[]+?)\s*\[([A-Z]+-[A-Z]{2})(?:-[0-9A-Z]+)?\]", said)
    return f"{match[2]} {match[1]} ({match[3]})" if match is not None else said or None


def _make(client: Client, today: date, inbox: Inbox) -> BillStatus:
    return BillStatus(client, today)


ROW = Row(NAME, "resolutions of disapproval, their actions and texts", (HOST,), _make, always_lists=True)
