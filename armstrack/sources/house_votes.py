"""The House's roll calls: the Clerk's index of a year, and each vote on a joint or concurrent resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from armstrack.model.congress import RollCallTold, disapproves_arms, measure_named
from armstrack.sources.client import Client, NoAnswer
from armstrack.sources.congresses import sessions_since
from armstrack.sources.days import hyphened_day
from armstrack.sources.found import Row
from armstrack.sources.inbox import Inbox
from armstrack.sources.listing import Found, Listing
from armstrack.sources.plain import PlainSource
from armstrack.sources.safe_xml import number, parsed, text

NAME = "house-votes"
HOST = "https://clerk.house.gov"

_LINE = re.compile(r"<tr\b.*?(?=<tr\b|</table|\Z)", re.IGNORECASE | re.DOTALL)
_ROLL = re.compile(r"rollnumber=([0-9]{1,4})", re.IGNORECASE)
_PAGE = re.compile(r"\bROLL_([0-9]{3,4})\.asp", re.IGNORECASE)
_DAY = re.compile(r"\b([0-9]{1,2}-[A-Z][a-z]{2})(?:-[0-9]{4})?\b")
_ISSUE = re.compile(r"\b[HS]\.?\s*(?:J|CON)\.?\s*RES\.?\s*[0-9]{1,5}\b", re.IGNORECASE)
_SESSION = re.compile(r"[12]")


class _Line(NamedTuple):
    roll: int
    day: date | None
    measure: str | None


class HouseVotes(PlainSource):
    """The votes of the House of Representatives."""

    kind = "xml"

    def __init__(self, client: Client, today: date) -> None:
        super().__init__(client)
        self._today = today

    def discover(self, since: date) -> Listing:
        """Every vote on a joint or concurrent resolution since a day. Raises NoAnswer."""
        found: dict[str, Found] = {}
        failed: list[str] = []
        listed = 0
        sessions = sessions_since(since, self._today)
        for _, _, year in sessions:
            try:
                lines = self._lines(year, since, failed)
            except NoAnswer as why:
                if len(sessions) == 1:
                    raise
                failed.append(str(why))
                continue
            listed += len(lines)
            for line in lines:
                if line.measure is None or (line.day is not None and line.day < since):
                    continue
                address = f"{HOST}/evs/{year}/roll{line.roll:03d}.xml"
                title = f"Roll call {line.roll}, {line.measure}"
                found[address] = Found(f"{year}-{line.roll}", address, line.day, title, "vote")
        if failed and not found and not listed:
            raise NoAnswer(failed[0])
        return Listing(tuple(found.values()), listed, None, tuple(failed))

    def recognises(self, content: bytes) -> bool:
        """Whether this is a roll call: one that was vacated, or that the Clerk's machine spoilt, is another page."""
        return b"<rollcall-vote" in content

    def concerns(self, content: bytes) -> bool:
        """Whether the vote is on a resolution about arms."""
        told = read_vote(content, "")
        return told is not None and disapproves_arms(told.title)

    def _lines(self, year: int, since: date, failed: list[str]) -> list[_Line]:
        """The lines of the index of a year: its first page has the latest votes, others a hundred each."""
        index = f"{HOST}/evs/{year}/index.asp"
        page = self.client.get(index, "html").content.decode("latin-1")
        lines = list(_read_lines(page, year))
        for hundred in sorted({int(match[1]) for match in _PAGE.finditer(page)}, reverse=True):
            if lines and all(line.day is not None and line.day < since for line in lines[-1:]):
                break
            try:
                further = self.client.get(f"{HOST}/evs/{year}/ROLL_{hundred:03d}.asp", "html").content
            except NoAnswer as why:
                failed.append(str(why))
                break
            lines += _read_lines(further.decode("latin-1"), year)
        return list({line.roll: line for line in lines}.values())


def _read_lines(page: str, year: int) -> Iterator[_Line]:
    for line in _LINE.finditer(page):
        roll = _ROLL.search(line[0])
        if roll is None:
            continue
        words = re.sub(r"<[^>]*>|&nbsp;", " ", line[0])
        day, issue = _DAY.search(words), _ISSUE.search(words)
        measure = measure_named(issue[0]) if issue is not None else None
        yield _Line(int(roll[1]), hyphened_day(f"{day[1]}-{year}") if day is not None else None, measure)


def read_vote(content: bytes, address: str) -> RollCallTold | None:
    """What a roll call tells; `None` where it is none. Raises NoAnswer for broken XML."""
    root = parsed(content)
    vote = root.find("vote-metadata")
    if root.tag != "rollcall-vote" or vote is None:
        return None
    day, session = hyphened_day(text(vote, "action-date")), _SESSION.search(text(vote, "session"))
    congress, roll = text(vote, "congress"), text(vote, "rollcall-num")
    if day is None or session is None or not congress.isdigit() or not roll.isdigit():
        return None
    totals = vote.find("vote-totals/totals-by-vote")
    counts = [number(totals, f"{side}-total") if totals is not None else None for side in ("yea", "nay", "present")]
    return RollCallTold(
        "house",
        int(congress),
        int(session[0]),
        int(roll),
        day,
        measure_named(text(vote, "legis-num")),
        text(vote, "vote-desc"),
        text(vote, "vote-question"),
        text(vote, "vote-question"),
        text(vote, "vote-result"),
        counts[0],
        counts[1],
        counts[2],
        address,
    )


def _make(client: Client, today: date, inbox: Inbox) -> HouseVotes:
    return HouseVotes(client, today)


ROW = Row(NAME, "roll calls of the House on resolutions of disapproval", (HOST,), _make)
