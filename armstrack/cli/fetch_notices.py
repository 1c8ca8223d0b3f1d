"""Fetched notices on their way into a ledger: the one place where `fetch` hands documents to what `import` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from typing import Any, NamedTuple

from armstrack.cli.import_plan import HELD, MERGED, NEW, UNCHANGED, Drafted, Plan
from armstrack.ledger.intake import take_in
from armstrack.ledger.journal import RecordUnusable
from armstrack.ledger.ledger import Ledger
from armstrack.model.data_class import dataclass
from armstrack.notices.draft import Reading
from armstrack.notices.formats.copied import CannotCopy, Copied
from armstrack.notices.formats.table import copied
from armstrack.notices.reading import read_notices
from armstrack.query.match import HeldSales
from armstrack.query.missing import Printed
from armstrack.sources.inbox import Held, Inbox
from armstrack.yaml_text.edit import NotEdited

UNREAD, UNUSABLE, NOTHING = "unreadable", "unusable", "no notice"
"""What else becomes of a document: it is in no format that is read, gives no usable draft, or notifies nothing."""


class Notice(NamedTuple):
    """A document as a source served it."""

    held: Held
    file: str
    """What a person calls it."""
    content: bytes
    address: str
    published: date | None


@dataclass
class Taken:
    """A document, and what would become, or became, of each draft in it."""

    notice: Notice
    what: str
    """For a document without a draft: why."""
    reason: str | None = None
    drafts: list[Drafted] = field(default_factory=list)
    unusable: list[tuple[Drafted, str]] = field(default_factory=list)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that it is in."""
        return tuple(dict.fromkeys(_record_of(one) for one in self.drafts if one.what in (NEW, MERGED, UNCHANGED)))

    def documents(self, written: bool) -> list[dict[str, Any]]:
        """A row for each draft, as plain values; one for a document without any."""
        common = {
            "source": self.notice.held.source,
            "address": self.notice.address,
            "day": self.notice.published.isoformat() if self.notice.published is not None else None,
            "title": self.notice.held.title,
        }
        rows = [common | _row(one, written) for one in self.drafts]
        rows += [common | _row(one, False) | {"what": UNUSABLE, "reason": why} for one, why in self.unusable]
        if not rows:
            nothing: dict[str, Any] = {
                "id": None,
                "transmittal": None,
                "recipients": [],
                "added": [],
                "differs": [],
                "left_out": [],
            }
            rows = [common | {"what": self.what, "reason": self.reason, "written": False} | nothing]
        return rows


def notices_of(inbox: Inbox, documents: Iterable[Held]) -> Iterator[Notice]:
    """The documents of sources as notices, without those whose bytes are gone."""
    for held in documents:
        content = inbox.content(held.newest)
        if content is not None:
            name = held.address.partition("?")[0].rstrip("/").rpartition("/")[2]
            yield Notice(held, name or held.id, content, held.address, held.day)


def take(plan: Plan, notice: Notice) -> Taken:
    """Plans a document: each draft as a new sale, or merged into the sale of the ledger that it is of."""
    try:
        texts = [(one, read_notices(one.text)) for one in copied(notice.content)]
    except CannotCopy as why:
        return Taken(notice, UNREAD, f"{notice.file} {why.message}")
    taken = Taken(notice, NOTHING)
    for text, reading in texts:
        taken.reason = taken.reason or reading.nothing
        _take_text(plan, taken, Copied(text.text, notice.address), reading)
    return taken


def _take_text(plan: Plan, taken: Taken, text: Copied, reading: Reading) -> None:
    for draft in reading.drafts:
        one = plan.drafted(taken.notice.file, text, draft)
        _place(plan, taken, one, one.match.id if one.match is not None and one.is_in_doubt else None)
    for told in reading.corrections:
        corrected = plan.correction(taken.notice.file, text, told, None)
        if corrected is None or corrected.match is None:
            taken.what, taken.reason = NOTHING, f"it corrects {told.transmittal}, which the ledger does not have"
            continue
        _place(plan, taken, corrected, corrected.match.id)


def _place(plan: Plan, taken: Taken, one: Drafted, into: str | None) -> None:
    """Plans a draft, merged into a sale or as a new one; where neither can be written, says why."""
    try:
        if into is not None:
            plan.merge(one, into)
        else:
            plan.enter(one)
    except (RecordUnusable, NotEdited) as why:
        taken.unusable.append((one, str(why)))
        return
    plan.drafts.append(one)
    taken.drafts.append(one)


def write(ledger: Ledger, plan: Plan, taken: Sequence[Taken], inbox: Inbox) -> None:
    """Writes everything that was planned in one step, and remembers what each document became.

    Raises what `take_in` raises; then no record was written.
    """
    if plan.intakes:
        take_in(ledger, plan.intakes, plan.kept)
    for one in taken:
        if one.records and not one.unusable:
            inbox.became(one.notice.held, one.records)


def is_taken(held: Held, sales: HeldSales) -> bool:
    """Whether the newest version is in the ledger already, by an earlier call."""
    return bool(held.newest.became) and all(name in sales.by_id for name in held.newest.became)


def printed_by(notice: Notice) -> Iterator[Printed]:
    """The numbers that a document prints, each with its recipients."""
    try:
        readings = [read_notices(one.text) for one in copied(notice.content)]
    except CannotCopy:
        return
    for reading in readings:
        for draft in reading.drafts:
            if draft.transmittal is None:
                continue
            yield Printed(
                draft.transmittal,
                draft.recipients,
                draft.notified or draft.published or notice.published,
                draft.title or notice.held.title,
                notice.held.source,
                notice.address,
            )


def _record_of(one: Drafted) -> str:
    return one.merged.meant.id if one.merged is not None else one.id


def _row(one: Drafted, written: bool) -> dict[str, Any]:
    merged, draft = one.merged, one.draft
    return {
        "what": one.what if one.what != HELD else UNUSABLE,
        "reason": None,
        "written": written and one.what in (NEW, MERGED),
        "id": _record_of(one),
        "transmittal": draft.transmittal if draft is not None else None,
        "recipients": list(draft.recipients) if draft is not None else [],
        "added": list(merged.added) if merged is not None else [],
        "differs": list(merged.contradicts) if merged is not None else [],
        "left_out": list(merged.left_out) if merged is not None else [],
    }
