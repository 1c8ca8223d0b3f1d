"""What `armstrack import` will do with each draft: a new sale, a merge into one that is held, or nothing.

The plan is made on copies: a draft may be merged into a sale that an earlier one of the same call makes.
Nothing is written before every draft has its place; then everything is, in one step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from armstrack.ledger.intake import Intake, KeptText, held_sale, new_sale_path
from armstrack.ledger.journal import RecordUnusable
from armstrack.ledger.kept_text import kept_name
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.merge import Merged, merge_sale
from armstrack.ledger.record_file import RecordFile, parse_record
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ENTRY, ID_PATTERN, Entry
from armstrack.model.kinds import Written
from armstrack.model.partial_date import on
from armstrack.model.sale import SALE, Sale, Source
from armstrack.notices.draft import Correction, Draft, Match
from armstrack.notices.draft_record import draft_record, proposed_id, sale_year
from armstrack.notices.formats.copied import Copied
from armstrack.notices.settled import is_settled
from armstrack.query.match import HeldSales
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.edit import put
from armstrack.yaml_text.record_text import record_text

NEW, MERGED, UNCHANGED, HELD, SKIPPED = "new", "merged", "unchanged", "held already", "skipped"
"""What becomes of a draft."""


@dataclass
class Drafted:
    """One draft on its way into the ledger, and what becomes of it."""

    file: str
    copied: Copied
    draft: Draft | None
    """`None` for what only tells of a sale that was notified before: a correction."""
    id: str
    year: int | None
    text: str
    sale: RecordFile
    match: Match | None
    what: str = HELD
    path: Path | None = None
    merged: Merged | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Whether the ledger has this sale, or may have it."""
        return self.match is not None and self.match.kind in ("same", "perhaps")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader was unsure of."""
        return self.draft.warnings if self.draft is not None else ()

    def edit(self, text: str) -> None:
        """Takes the text that a person made of it."""
        try:
            said = strict_yaml.read(text).get("id")
        except strict_yaml.YamlRefusal:
            said = None
        self.id = said if isinstance(said, str) and re.fullmatch(ID_PATTERN, said) else self.id
        self.text, self.sale = text, parse_record(Path(f"{self.id}.yaml"), text, SALE)


@dataclass
class Plan:
    """Everything that one call will write."""

    ledger: Callable[[], Ledger]
    """Opened when something is to be written, or merged."""
    held: HeldSales
    url: str | None = None
    keep: bool = False
    drafts: list[Drafted] = field(default_factory=list)
    _intakes: dict[str, Intake] = field(default_factory=dict)
    _kept: dict[Path, KeptText] = field(default_factory=dict)

    def drafted(self, file: str, copied: Copied, draft: Draft) -> Drafted:
        """A draft with the id and the text that it would have, and the sale of the ledger that it is about."""
        sale_id = proposed_id(draft, self.held.by_id)
        url = self.url or copied.address
        path, record = Path(f"{sale_id}.yaml"), draft_record(draft, sale_id, url=url)
        text = record_text(record.record, record.remarks)
        sale = parse_record(path, text, SALE)
        match = self.held.match(sale.record) if sale.record is not None else None
        amended = self.held.amended(sale.record) if sale.record is not None else None
        if amended is not None:
            record = draft_record(draft, sale_id, amended.id, url)
            text = record_text(record.record, record.remarks)
            sale = parse_record(path, text, SALE)
        if match is not None:
            draft = replace(draft, match=Match(*match))
        return Drafted(file, copied, draft, sale_id, sale_year(draft), text, sale, draft.match)

    def correction(self, file: str, copied: Copied, told: Correction, into: str | None) -> Drafted | None:
        """What a correction tells of a sale that is held, as a record of that sale; `None` where none is.

        Which sale that is, its number says, where a person has not named it (`into`).
        """
        sale = self.held.by_id.get(into) if into is not None else None
        if sale is None and told.transmittal is not None:
            sale = self.held.numbered(told.transmittal, told.recipients)
        if sale is None or told.published is None:
            return None
        address = self.url or copied.address or told.address
        text = record_text(_correcting(told, sale, address), {})
        read = parse_record(Path(f"{sale.id}.yaml"), text, SALE)
        return Drafted(file, copied, None, sale.id, told.published.year, text, read, Match(sale.id, "same"))

    def imagine(self, one: Drafted) -> None:
        """Takes a draft for entered, where nothing will be written."""
        one.what = NEW
        if one.sale.record is not None:
            self.held.add(one.sale.record)

    def enter(self, one: Drafted) -> None:
        """Plans a draft as a new sale. Raises RecordUnusable where it is none that can be written."""
        sale = self._usable(one)
        ledger = self.ledger()
        one.what, one.path = NEW, new_sale_path(ledger, one.id, one.year)
        intake = Intake(one.path, one.text, sale)
        self._take(one, intake, next(iter(sale.sources), None))

    def merge(self, one: Drafted, into: str) -> None:
        """Plans a draft as a second record of a sale. Raises RecordUnusable, and what `merge_sale` raises."""
        new = self._usable(one)
        intake = self._intakes.get(into)
        if intake is None:
            path, sale, text, content = held_sale(self.ledger(), into)
            intake = Intake(path, text, sale, content)
        merged = merge_sale(intake.text, intake.meant, one.text, new, is_settled)
        one.merged, one.path = merged, intake.path
        before = intake.text
        self._take(one, Intake(intake.path, merged.text, merged.meant, intake.judged_on), merged.source)
        one.what = UNCHANGED if self._intakes[into].text == before else MERGED

    @property
    def intakes(self) -> list[Intake]:
        """The files that will be made or changed."""
        return [
            intake
            for intake in self._intakes.values()
            if intake.judged_on is None or intake.text.encode("utf-8") != intake.judged_on
        ]

    @property
    def kept(self) -> list[KeptText]:
        """The texts that will be kept beside the records."""
        return list(self._kept.values())

    def _usable(self, one: Drafted) -> Sale:
        if one.sale.record is None:
            raise RecordUnusable(one.sale.problems)
        sale: Sale = one.sale.record
        return sale

    def _take(self, one: Drafted, intake: Intake, source: str | None) -> None:
        if self.keep and source is not None and intake.meant.sources[source].kept is None:
            intake = self._keep(one, intake, source)
        self._intakes[intake.meant.id] = intake
        self.held.add(intake.meant)

    def _keep(self, one: Drafted, intake: Intake, source: str) -> Intake:
        """Puts the text beside the records, under a name that no other text has, and names it with its source."""
        name = kept_name(one.year, source, one.copied.text)
        path = self.ledger().folder / name
        self._kept[path] = KeptText(path, one.copied.text)
        held: Source = intake.meant.sources[source]
        text = put(intake.text, ("sources", source, "kept"), name)
        meant = replace(intake.meant, sources=intake.meant.sources | {source: replace(held, kept=name)})
        return replace(intake, text=text, meant=meant)


def _correcting(told: Correction, sale: Sale, address: str | None) -> Mapping[str, Written]:
    """A correction as the record of a sale that says nothing but what it corrects."""
    assert told.published is not None
    source: dict[str, Written] = {"url": address} if address else {}
    source |= {"title": f"Correction of transmittal {told.transmittal}", "published": told.published.isoformat()}
    day = on(told.published)
    entry = ENTRY.write(Entry(day, event="corrected", value=told.value, source="correction", note=told.says or None))
    record: dict[str, Any] = {"id": sale.id, "title": sale.title, "recipient": "unknown", "authority": "unknown"}
    return record | {"sources": {"correction": source}, "history": [entry]}
