"""The Senate's roll calls: the menu of a session, and each vote on a joint or concurrent resolution."""

from __future__ import annotations

from datetime import date

from armstrack.model.congress import RollCallTold, disapproves_arms, measure_named
from armstrack.sources.client import Client, NoAnswer
from armstrack.sources.congresses import sessions_since
from armstrack.sources.days import american_day, hyphened_day
from armstrack.sources.found import Row
from armstrack.sources.inbox import Inbox
from armstrack.sources.listing import Found, Listing
from armstrack.sources.plain import PlainSource
from armstrack.sources.safe_xml import number, parsed, text

NAME = "senate-votes"
HOST = "https://www.senate.gov"
_LIS = f"{HOST}/legislative/LIS"


class SenateVotes(PlainSource):
    """The votes of the Senate."""

    kind = "xml"

    def __init__(self, client: Client, today: date) -> None:
        super().__init__(client)
        self._today = today

    def discover(self, since: date) -> Listing:
        """Every vote on a joint or concurrent resolution since a day. Raises NoAnswer."""
        found: list[Found] = []
        failed: list[str] = []
        listed = 0
        sessions = sessions_since(since, self._today)
        for congress, session, year in sessions:
            menu = f"{_LIS}/roll_call_lists/vote_menu_{congress}_{session}.xml"
            try:
                root = parsed(self.client.get(menu, "xml").content)
                if root.tag != "vote_summary":
                    raise NoAnswer("another document than a menu of votes was served")
            except NoAnswer as why:
                if len(sessions) == 1:
                    raise
                failed.append(str(why))
                continue
            votes = root.findall("votes/vote")
            listed += len(votes)
            for vote in votes:
                day, issue = hyphened_day(f"{text(vote, 'vote_date')}-{year}"), measure_named(text(vote, "issue"))
                if issue is None or (day is not None and day < since) or not text(vote, "vote_number").isdigit():
                    continue
                roll = int(text(vote, "vote_number"))
                address = f"{_LIS}/roll_call_votes/vote{congress}{session}/vote_{congress}_{session}_{roll:05d}.xml"
                told = "-".join(text(vote, f"vote_tally/{side}") for side in ("yeas", "nays"))
                title = f"Vote {roll}, {issue}: {text(vote, 'question')}"
                mark = f"{text(vote, 'result')} {told}"
                found.append(Found(f"{congress}-{session}-{roll}", address, day, title, "vote", mark))
        if failed and not found:
            raise NoAnswer(failed[0])
        return Listing(tuple(found), listed, None, tuple(failed))

    def recognises(self, content: bytes) -> bool:
        """Whether this is a roll call: a vote that is not ready is answered by another page."""
        return b"<roll_call_vote" in content

    def concerns(self, content: bytes) -> bool:
        """Whether the vote is on a resolution about arms."""
        told = read_vote(content, "")
        return told is not None and disapproves_arms(told.title)


def read_vote(content: bytes, address: str) -> RollCallTold | None:
    """What a roll call tells; `None` where it is none. Raises NoAnswer for broken XML."""
    vote = parsed(content)
    day = american_day(text(vote, "vote_date"))
    numbers = [text(vote, key) for key in ("congress", "session", "vote_number")]
    if vote.tag != "roll_call_vote" or day is None or not all(one.isdigit() for one in numbers):
        return None
    congress, session, roll = map(int, numbers)
    broken = " ".join(filter(None, (text(vote, "tie_breaker/by_whom"), text(vote, "tie_breaker/tie_breaker_vote"))))
    return RollCallTold(
        "senate",
        congress,
        session,
        roll,
        day,
        measure_named(f"{text(vote, 'document/document_type')} {text(vote, 'document/document_number')}"),
        text(vote, "document/document_title") or text(vote, "vote_document_text"),
        text(vote, "question"),
        f"{text(vote, 'vote_question_text')} {text(vote, 'vote_title')}",
        text(vote, "vote_result"),
        number(vote, "count/yeas"),
        number(vote, "count/nays"),
        number(vote, "count/present"),
        address,
        broken or None,
    )


def _make(client: Client, today: date, inbox: Inbox) -> SenateVotes:
    return SenateVotes(client, today)


ROW = Row(NAME, "roll calls of the Senate on resolutions of disapproval", (HOST,), _make)
