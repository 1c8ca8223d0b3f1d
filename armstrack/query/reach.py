"""What a question reaches, and what of that the ledger says that it holds.

A ledger declares for which recipients, authorities and days of notification it is complete
(`covers`), to which day its sources were looked at (`looked-at`), and for whom later events
were looked for (`followed`). A question reaches recipients x authorities x days. What it
reaches outside the covers is told as gaps: there the ledger holds single cases, and nothing
found is not the same as nothing.

This is the one place where those keys are read. A ledger that declares nothing claims
nothing, and no question asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from armstrack.model.period import FY_START, lines_of_time

if TYPE_CHECKING:
    from armstrack.ledger.settings import Settings
    from armstrack.query.filter import Filter

Document = dict[str, Any]

D = TypeVar("D")
"""A document of some type."""

USUAL_AUTHORITY = "36(b)(1)"
"""What a question is about that names no authority."""

LATELY = timedelta(days=60)
"""How far back a question about what is under review, or falls due, looks for notifications."""

OTHERS = "*"
"""In place of a code: every recipient, or authority, that no cover names."""

_DAY = timedelta(days=1)
_FIRST, _LAST = date.min, date.max

Days = tuple[date, date]


class Reach(NamedTuple):
    """What a question asks for: recipients x authorities x days of notification."""

    recipients: tuple[str, ...]
    """Codes; none for all."""
    authorities: tuple[str, ...]
    periods: tuple[tuple[date | None, date], ...]
    """First and last day of each; without a first day it begins where the covers of its recipients do."""
    fy_start: int = FY_START
    """The month in which its fiscal years begin."""


def declared(settings: Settings) -> Document | None:
    """What the settings of a ledger say that it holds, as plain values; `None` where they say nothing."""
    if not (settings.covers or settings.followed or settings.looked_at):
        return None
    return {
        "covers": [
            {
                "recipients": list(one.recipients),
                "authorities": list(one.authorities),
                "from": _iso(one.first),
                "to": _iso(one.last),
                "sources": list(one.sources),
            }
            for one in settings.covers
        ],
        "looked_at": _iso(settings.looked_at),
        "followed": [{"recipients": list(one.recipients), "to": _iso(one.last)} for one in settings.followed],
    }


def reach_of(wanted: Filter, day: date, lately: bool = False) -> Reach:
    """What a filter reaches on a day: only recipients, regions, authorities and days of notification narrow it.

    With `lately` the question is about what is under review or falls due, and asks for the last 60 days alone.
    """
    authorities = wanted.authorities or (USUAL_AUTHORITY,)
    recipients = _recipients(wanted)
    if lately:
        return Reach(recipients, authorities, ((day - LATELY, day),), wanted.fy_starts)
    periods = []
    for first, last in wanted.periods:
        begins = None if first == date.min else first
        # What lies after the day has not happened; a period that lies there whole is still what was asked for.
        periods.append((begins, last if begins is not None and begins > day else min(last, day)))
    return Reach(recipients, authorities, tuple(periods), wanted.fy_starts)


def _recipients(wanted: Filter) -> tuple[str, ...]:
    if not wanted.regions:
        return wanted.recipients
    from armstrack.model.recipients import codes_of_regions, region_of

    if wanted.recipients:
        return tuple(code for code in wanted.recipients if region_of(code) in wanted.regions) or wanted.recipients
    return codes_of_regions(wanted.regions)


class Covered:
    """What of a reach a ledger covers, by what it declares."""

    def __init__(self, declaration: Document, reach: Reach) -> None:
        self._covers: list[Document] = declaration["covers"]
        self._followed: list[Document] = declaration["followed"]
        self.claims = bool(self._covers)
        """Whether the ledger declares covers at all."""
        self.reach = reach
        self.empty = False
        """Whether the answer found nothing, which the remark then says apart."""
        self.marked = False
        """Whether a row of the answer is marked as not complete."""
        self.silent: list[str] | None = None
        """Where the question is about what came later: of whom that was not looked for; see `not_followed`."""
        self.outside: list[tuple[str, str, date | None, date]] = []
        """What is not covered: recipient, authority, first and last day; without a first day all days before."""
        self.first: date | None = None
        """The day from which on all that is asked for is complete; `None` where the covers name no first day."""
        self.firsts: dict[str, date] = {}
        """The day from which on each recipient is complete, where the covers name one."""
        self.last: date | None = None
        """The day to which all of it is complete; `None` where the covers name no last day."""
        self.nowhere = self.claims
        """Whether nothing of what is asked for is covered."""
        for recipient in self._atoms(reach.recipients, "recipients"):
            for authority in reach.authorities:
                self._look(recipient, authority)

    @property
    def complete(self) -> bool:
        """Whether all that is asked for is covered."""
        return not self.outside

    def _atoms(self, asked: tuple[str, ...], key: str) -> list[str]:
        """What is asked for, one by one; where all are, those that some cover names, and the others."""
        return list(asked) or [*dict.fromkeys(each for cover in self._covers for each in cover[key]), OTHERS]

    def _look(self, recipient: str, authority: str) -> None:
        spans = [
            (_day(cover["from"]) or _FIRST, _day(cover["to"]) or _LAST)
            for cover in self._covers
            if _names(cover["recipients"], recipient) and _names(cover["authorities"], authority)
        ]
        covered = _united(spans)
        if covered and covered[0][0] != _FIRST:
            began = covered[0][0]
            self.firsts[recipient] = max(began, self.firsts.get(recipient, began))
            self.first = max(began, self.first or began)
        if covered and covered[-1][1] != _LAST:
            self.last = min(covered[-1][1], self.last or _LAST)
        for first, last in self.reach.periods:
            begins = first
            if first is None:
                begins = covered[0][0] if covered and covered[0][0] <= last else None
            gaps = _without(begins, last, covered)
            if begins is not None and gaps != [(begins, last)]:
                self.nowhere = False
            self.outside += [(recipient, authority, *gap) for gap in gaps]

    def found(self, number: int) -> bool:
        """Hears how much was found; answers whether that is to be told as a number, and not as not covered."""
        self.empty = not number
        return not (self.nowhere and self.empty)

    @property
    def document(self) -> Document | None:
        """What is covered, as the key `coverage` of an answer; `None` where the ledger declares no covers."""
        if not self.claims:
            return None
        told = {"complete": self.complete, "from": _iso(self.first), "gaps": list(self._gaps())}
        return told if self.silent is None else told | {"followed": not self.silent}

    def _gaps(self) -> Iterable[Document]:
        """The gaps, those of the same days together."""
        together: dict[tuple[date | None, date, tuple[str, ...]], list[str]] = {}
        by_days: dict[tuple[str, date | None, date], list[str]] = {}
        for recipient, authority, first, last in self.outside:
            by_days.setdefault((recipient, first, last), []).append(authority)
        for (recipient, first, last), under in by_days.items():
            together.setdefault((first, last, tuple(under)), []).append(recipient)
        asked = self._atoms(self.reach.recipients, "recipients")
        for first, last, authorities in sorted(together, key=lambda gap: (gap[1], gap[0] or _FIRST)):
            who = together[first, last, authorities]
            others = OTHERS in who
            yield {
                "recipients": None if others else who,
                "authorities": list(authorities),
                "from": _iso(first),
                "to": _iso(last),
                "except": [code for code in asked if code not in who] if others else [],
            }

    def narrowed(self, *row: tuple[str, str | None]) -> Covered | None:
        """What is covered of one row of an answer, by its keys along lines; `None` where no cover tells.

        A joint buyer is covered when each buyer is.
        """
        if not self.claims:
            return None
        reach = self.reach
        told = False
        for line, key in row:
            narrower = _narrower(reach, line, key) if key is not None else None
            if narrower is not None:
                reach, told = narrower, True
        return Covered({"covers": self._covers, "followed": self._followed}, reach) if told else None

    def covers(self, *row: tuple[str, str | None]) -> bool | None:
        """Whether one row of an answer is covered whole; `None` where no cover tells."""
        found = self.narrowed(*row)
        return found.complete if found is not None else None

    def looked_at(self, *row: tuple[str, str | None]) -> bool:
        """Whether that nothing is recorded in one row of an answer is known: a part of it, at least, is covered."""
        found = self.narrowed(*row)
        return found is None or found.complete or not found.nowhere

    def ask_what_came_later(self, day: date) -> None:
        """Notes of whom the ledger did not look for what came after a notification, to a day."""
        self.silent = self._not_followed(day) if self.claims or self._followed else None

    def _not_followed(self, day: date) -> list[str]:
        """The recipients, or `OTHERS`, whose later events were not looked for to a day."""
        named = dict.fromkeys(code for one in self._followed for code in one["recipients"])
        asked = self.reach.recipients or (*named, OTHERS)
        silent = [
            recipient
            for recipient in asked
            if not any(
                _names(one["recipients"], recipient) and (_day(one["to"]) or _LAST) >= day for one in self._followed
            )
        ]
        return [OTHERS] if OTHERS in silent and len(silent) == len(asked) else silent

    # --- in words -----------------------------------------------------------------------------------------

    @property
    def remark(self) -> str:
        """One line about what is asked for and not covered; empty where all of it is."""
        marked = "Rows with * are not complete." if self.marked else ""
        return " ".join(filter(None, (self._not_covered(), marked, self._unheard())))

    def _unheard(self) -> str:
        """What it means that nothing is recorded after a notification, where nobody looked for it."""
        if not self.silent:
            return ""
        who = "" if self.silent == [OTHERS] else f" of {_listed([_name(code) for code in self.silent], most=4)}"
        return (
            f"What came after the notifications{who} was not looked for to this day: there, what is open or in the "
            "backlog is notified, and nothing heard since."
        )

    def _not_covered(self) -> str:
        if not self.claims:
            return ""
        if self.complete:
            open_below = any(first is None for first, _ in self.reach.periods)
            return (
                f"{self._complete_from()}; earlier sales in it are single cases." if open_below and self.first else ""
            )
        told = _listed([gap_words(gap) for gap in self._gaps()])
        if self.nowhere and self.empty:
            return f"Not covered by this ledger: {told}. That nothing is recorded does not mean that there was nothing."
        if self.nowhere:
            return f"Not covered by this ledger: {told}. What it holds there are single cases, and no total."
        return f"Not covered: {told}. {self._complete_from()}; outside it holds single cases, so this is no total."

    def _complete_from(self) -> str:
        """From which day to which the ledger is complete for what is asked, and for whom from another."""
        if self.first is None and self.last is None:
            return "The ledger is complete for what else this asks"
        days = " ".join(
            [*([f"from {self.first}"] if self.first else []), f"to {self.last}" if self.last is not None else "on"]
        )
        others = {code: first for code, first in self.firsts.items() if first != self.first and code != OTHERS}
        apart = _listed([f"{_name(code)} from {first}" for code, first in others.items()], most=4)
        return f"The ledger is complete {days}" + (f" ({apart})" if apart else "")


def gap_words(gap: Document) -> str:
    """A gap in words: for whom, under which authorities, and on which days."""
    if gap["recipients"] is None:
        apart = _listed([_name(code) for code in gap["except"]], most=4)
        who = f"all recipients but {apart}" if apart else "all recipients"
    else:
        who = _listed(_names_of(gap["recipients"]), most=6)
    under = "" if gap["authorities"] == [USUAL_AUTHORITY] else f" under {' and '.join(gap['authorities'])}"
    if gap["from"] is None:
        return f"{who}{under} up to {gap['to']}"
    days = gap["from"] if gap["from"] == gap["to"] else f"{gap['from']} to {gap['to']}"
    return f"{who}{under}, {days}"


def years_not_covered(declaration: Document, recipient: str, first: int, day: date) -> list[int]:
    """The years from one on, to that of a day, of which a ledger does not cover a recipient whole."""
    if not declaration["covers"]:
        return []
    found = []
    for year in range(first, day.year + 1):
        days = (date(year, 1, 1), min(date(year, 12, 31), day))
        if not Covered(declaration, Reach((recipient,), (USUAL_AUTHORITY,), (days,))).complete:
            found.append(year)
    return found


def hollowed(document: Document, *names: str) -> Document:
    """The document without the numbers under some of its keys: nobody looked, so that none is known, not even 0.

    What stands under `others` is about sales that the question compares with, and stays.
    """
    return document | {name: _without_numbers(document[name]) for name in names if name in document}


def _without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: each if key == "others" else _without_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_numbers(each) for each in value]
    return None if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def with_marks(document: D, lines: Sequence[str], covered: Covered) -> D:
    """A document with groups along some lines, in which each says whether it is complete, as far as covers tell."""
    if not covered.claims:
        return document
    whole = cast("Document", document)
    groups = []
    for group in whole["groups"]:
        keys = group["key"] if len(lines) != 1 else [group["key"]]
        complete = None if group.get("gathers") else covered.covers(*zip(lines, keys, strict=True))
        covered.marked |= complete is False
        groups.append(group | ({"complete": complete} if complete is not None else {}))
    return cast("D", whole | {"groups": groups})


def _narrower(reach: Reach, line: str, key: str) -> Reach | None:
    """A reach as far as one row of it goes, by its key along a line; `None` where the line narrows none."""
    if line == "recipient":
        return reach._replace(recipients=tuple(key.split("+")))
    if line == "authority":
        return reach._replace(authorities=(key,))
    if line == "region":
        from armstrack.model.recipients import REGIONS, codes_of_regions

        regions = [name for name in key.split("+") if name in REGIONS]
        return reach._replace(recipients=codes_of_regions(regions)) if regions else None
    periods = lines_of_time(reach.fy_start).get(line)
    if periods is None:
        return None
    first, last = periods.days(key)
    parts = []
    for since, until in reach.periods:
        begins, ends = max(first, since or _FIRST), min(last, until)
        if begins <= ends:
            parts.append((begins, ends))
    return reach._replace(periods=tuple(parts))


def _names(named: Sequence[str], one: str) -> bool:
    """Whether a list of a cover, in which none means all, holds one."""
    return not named or one in named


def _united(spans: Iterable[Days]) -> list[Days]:
    """Spans of days without overlaps, those that touch made one, in order."""
    united: list[Days] = []
    for first, last in sorted(spans):
        if united and (united[-1][1] == _LAST or first <= united[-1][1] + _DAY):
            united[-1] = (united[-1][0], max(united[-1][1], last))
        elif first <= last:
            united.append((first, last))
    return united


def _without(first: date | None, last: date, covered: Sequence[Days]) -> list[tuple[date | None, date]]:
    """The days of a period that lie in none of some spans; without a first day all of them lie outside."""
    if first is None:
        return [(None, last)]
    inside = [(max(first, begins), min(last, ends)) for begins, ends in covered if begins <= last and ends >= first]
    if not inside:
        return [(first, last)]
    gaps: list[tuple[date | None, date]] = []
    if inside[0][0] > first:
        gaps.append((first, inside[0][0] - _DAY))
    gaps += [(earlier + _DAY, later - _DAY) for (_, earlier), (later, _) in pairwise(inside)]
    if inside[-1][1] < last:
        gaps.append((inside[-1][1] + _DAY, last))
    return gaps


def _names_of(codes: Sequence[str]) -> list[str]:
    """Recipients by name, those of a whole region by the region's."""
    if len(codes) < 7:
        return [_name(code) for code in codes]
    from armstrack.model.recipients import REGIONS, codes_of_regions

    named, rest = [], list(codes)
    for region, name in REGIONS.items():
        members = set(codes_of_regions([region]))
        if members <= set(codes):
            named.append(f"all recipients of {name}")
            rest = [code for code in rest if code not in members]
    return [*named, *map(_name, rest)]


def _name(code: str) -> str:
    if code == OTHERS:
        return "all others"
    from armstrack.model.recipients import RECIPIENTS, name_of

    return name_of(code) if code in RECIPIENTS or code.startswith("other:") else f"recipient {code}"


def _listed(words: Sequence[str], most: int = 3) -> str:
    """Words in a row, the last few as a number."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most:,} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
