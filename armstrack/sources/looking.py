"""Asking one source: its list, then each document of it that is not held yet, and what that says of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from armstrack.model.data_class import dataclass
from armstrack.sources.client import NoAnswer
from armstrack.sources.found import OK, PARTIAL, SUSPICIOUS, UNAVAILABLE, Outcome, Row, Source
from armstrack.sources.inbox import Held, Inbox
from armstrack.sources.listing import Found, Listing

LOOK_BACK = 90
"""Days before today that are always asked for again: facts come late, and pages are filled in after weeks."""

MOST_SILENCES = 2
"""Documents in a row about which a host is silent until it is left alone: each costs as long as one waits."""

LIST = "the list"
"""What failed where no document did."""

Follow = Callable[[Sequence[Found]], Iterable[Found]]
"""Shows how far the work is while it is done."""


@dataclass
class Look:
    """One source being asked. The outcome fills while it goes, so what was kept before a break is told all the same."""

    row: Row
    source: Source
    inbox: Inbox
    since: date
    outcome: Outcome
    unreachable: bool = False
    """Whether the host went away, so that it need not be asked for the rest."""
    silences: int = 0
    """How many documents in a row it was silent about."""

    def all(self, follow: Follow) -> None:
        """Asks for the list, and for every document of it. Never raises for what the source answers."""
        try:
            listing = self.source.discover(self.since)
        except NoAnswer as why:
            self.outcome.state, self.outcome.reason = UNAVAILABLE, str(why)
            return
        self.outcome.listed = listing.listed
        self.outcome.failed += [(LIST, why) for why in listing.failed]
        doubt = self._doubt(listing)
        for found in follow(listing.found):
            self._take(found)
        self.outcome.documents.sort(key=lambda one: (one.day or date.min, one.id))
        if doubt is not None:
            self.outcome.state, self.outcome.reason = SUSPICIOUS, doubt
        elif self.outcome.failed:
            self.outcome.state, self.outcome.reason = PARTIAL, self._some_failed(len(listing.found))
        else:
            self.outcome.state = OK

    def _doubt(self, listing: Listing) -> str | None:
        """Why a list cannot be believed: it is empty where there was something, or is not as long as it says."""
        if listing.doubt is not None or listing.listed or listing.failed:
            return listing.doubt
        if self.row.always_lists:
            return "its list is empty, which it never is: a wall against programs, or another layout"
        every = self.inbox.held(self.row.name).values()
        held = sum(1 for one in every if one.day is not None and one.day >= self.since)
        if held:
            return f"it lists nothing, and {held} of its documents since {self.since} are in the inbox"
        last = self.inbox.last_asked.get(self.row.name, {})
        if last.get("listed") and str(last.get("since", "")) >= self.since.isoformat():
            return f"it lists nothing, and listed {last['listed']} when it was last asked"
        return None

    def _take(self, found: Found) -> None:
        """Keeps one document, and what it leads to."""
        before = self.inbox.held(self.row.name).get(found.address)
        if before is not None and found.mark is not None and before.newest.mark == found.mark:
            content = self.inbox.content(before.newest)
            if content is not None or not before.newest.kept:
                self._note(found, before, content, "same")
                return
        try:
            if self.unreachable:
                raise NoAnswer("it was not asked for: the host cannot be reached any more", unreachable=True)
            is_whole = before is not None and self.inbox.content(before.newest) is not None
            answer = self.source.body(found, before if is_whole else None)
            if answer.is_unchanged and before is not None:
                held = self.inbox.renamed(before, found.mark)
                self._note(found, held, self.inbox.content(held.newest), "same")
                return
            if not self.source.recognises(answer.content):
                raise NoAnswer("another page was served in its place: an error page, or a wall against programs")
            concerns = self.source.concerns(answer.content)
        except NoAnswer as why:
            self.silences = self.silences + 1 if why.silent else 0
            self.unreachable = self.unreachable or why.unreachable or self.silences == MOST_SILENCES
            self.outcome.failed.append((found.address, str(why)))
            if before is not None and before.newest.kept:
                self.outcome.documents.append(before)
            return
        self.silences = 0
        held, told = self.inbox.keep(self.row.name, found, answer, concerns)
        self._note(found, held, answer.content, told)

    def _note(self, found: Found, held: Held, content: bytes | None, told: str) -> None:
        if not held.newest.kept:
            return
        self.outcome.documents.append(held)
        if told == "new":
            self.outcome.new.append(held)
        elif told == "changed":
            self.outcome.changed.append(held)
        for one in self.source.further(found, content) if content is not None else ():
            self._take(one)

    def _some_failed(self, listed: int) -> str:
        """Why the answer is a part: how many documents failed, else that the list itself did."""
        failed = self.outcome.failed
        reasons = list(dict.fromkeys(why for _, why in failed))
        more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
        documents = sum(1 for address, _ in failed if address != LIST)
        which = f"{documents} of {max(listed, documents)}" if documents else "a part of its list"
        return f"{which} could not be had: {reasons[0]}{more}"
