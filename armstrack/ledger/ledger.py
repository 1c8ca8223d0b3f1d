"""A ledger: the folder of YAML files, read once, with what is wrong in it.

A file that cannot be read never hides the others: it is missing from the records and
present in the problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from armstrack.law.options import LawOptions
from armstrack.ledger.folder import KINDS, leads_out, record_paths, stays_in
from armstrack.ledger.kept_text import texts_of
from armstrack.ledger.locate import Location
from armstrack.ledger.record_file import RecordFile, decode, located, read_bytes, read_record
from armstrack.ledger.settings import FILE_NAME, FORMAT, SETTINGS, Settings
from armstrack.model.data_class import dataclass
from armstrack.model.fields import Record
from armstrack.model.kinds import did_you_mean
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.problem import Finding, Problem
from armstrack.model.sale import SALE, Sale
from armstrack.model.told import InvalidData
from armstrack.workflow.context import Context
from armstrack.workflow.procedure import Procedure, procedure_of, procedures, procedures_of

if TYPE_CHECKING:
    from armstrack.model.figure import FigureFile
    from armstrack.model.package import Package
    from armstrack.model.resolution import Resolution

T = TypeVar("T")


class LedgerUnusable(InvalidData):
    """`ledger.yaml` itself is wrong, so that nothing in the ledger can be judged; carries the problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems, "The ledger cannot be read.")


@dataclass(frozen=True)
class Contents:
    """Everything that a ledger holds, by id, and everything that keeps files out of it."""

    sales: Mapping[str, Sale]
    resolutions: Mapping[str, Resolution]
    packages: Mapping[str, Package]
    figures: Mapping[str, FigureFile]
    problems: tuple[Problem, ...]
    paths: Mapping[tuple[str, str], Path]
    """The file of each record, by kind (`sales`, `resolutions`, `packages`, `figures`) and id."""

    @cached_property
    def _unread(self) -> frozenset[str]:
        return frozenset(Path(problem.file).stem for problem in self.problems)

    def may_hold(self, records: Mapping[str, object], name: str) -> bool:
        """Whether a record is there, or may stand in a file that could not be read."""
        return name in records or name in self._unread

    @cached_property
    def resolutions_by_sale(self) -> Mapping[str, tuple[Resolution, ...]]:
        """The resolutions that name each sale."""
        named: dict[str, tuple[Resolution, ...]] = {}
        for resolution in self.resolutions.values():
            for reference in resolution.sales:
                if reference.id is not None:
                    named[reference.id] = (*named.get(reference.id, ()), resolution)
        return named

    def recipients_of(self, resolution: Resolution) -> tuple[str, ...]:
        """The recipients of the sales that a resolution names."""
        codes: list[str] = []
        for reference in resolution.sales:
            sale = self.sales.get(reference.id) if reference.id is not None else None
            codes += sale.recipients if sale is not None else reference.recipients
        return tuple(dict.fromkeys(codes))


def kind_of_record(folder: str) -> Record:
    """How the records of a folder are read; only what is asked for is loaded."""
    if folder == "sales":
        return SALE
    if folder == "resolutions":
        from armstrack.model.resolution import RESOLUTION

        return RESOLUTION
    if folder == "packages":
        from armstrack.model.package import PACKAGE

        return PACKAGE
    from armstrack.model.figure import FIGURE

    return FIGURE


@dataclass
class Ledger:
    """One ledger, read when first asked."""

    folder: Path
    reference: bool = False

    @classmethod
    def at(cls, location: Location) -> Ledger:
        """The ledger at a place that `locate` found."""
        return cls(location.folder, location.reference)

    def anew(self) -> Ledger:
        """The same ledger, to be read again: what concerns a sale may have changed since."""
        return Ledger(self.folder, self.reference)

    def written(self, path: Path) -> None:
        """Hears that a record's file was written by this process; what was read of the others stays."""

    @cached_property
    def settings(self) -> Settings:
        """What the ledger says about itself. Raises LedgerUnusable."""
        path = self.folder / FILE_NAME
        if path.is_symlink() and not stays_in(str(self.folder), str(path)):
            raise LedgerUnusable((leads_out(str(path)).problem,))
        read = read_record(path, SETTINGS, None)
        if read.record is None:
            raise LedgerUnusable(read.problems)
        settings: Settings = read.record
        if settings.format != FORMAT:
            message = f"the ledger is in format {settings.format}; this version reads format {FORMAT}"
            finding = Finding(("format",), "format-version", message, "upgrade armstrack")
            raise LedgerUnusable(tuple(located(path, decode(path, read_bytes(path)), [finding])))
        return settings

    @property
    def options(self) -> LawOptions:
        """The readings of the law that the ledger follows."""
        return self.settings.law

    @cached_property
    def contents(self) -> Contents:
        """Everything in the ledger. Raises LedgerUnusable."""
        self.settings  # noqa: B018  a ledger that cannot be judged is not read
        problems: list[Problem] = []
        paths: dict[tuple[str, str], Path] = {}
        records: dict[str, dict[str, Any]] = {}
        for folder in KINDS:
            kind = kind_of_record(folder)
            found, in_the_way = record_paths(self.folder / folder)
            problems += in_the_way
            records[folder] = {}
            for path in found:
                read = read_checked(path, kind)
                problems += read.problems
                if read.record is None:
                    continue
                if (folder, read.record.id) in paths:
                    problems += duplicate(path, read.record.id, paths[folder, read.record.id])
                    continue
                records[folder][read.record.id] = read.record
                paths[folder, read.record.id] = path
        return Contents(
            records["sales"],
            records["resolutions"],
            records["packages"],
            records["figures"],
            tuple(problems),
            paths,
        )

    def context(self, sale: Sale) -> Context:
        """What a sale is judged by besides its own file."""
        contents = self.contents
        parent = contents.sales.get(sale.amends.id) if sale.amends is not None and sale.amends.id is not None else None
        resolutions = contents.resolutions_by_sale.get(sale.id, ())
        return Context(self.options, resolutions, parent, texts_of(self.folder, sale))


def read_checked(path: Path, kind: Record) -> RecordFile:
    """Reads one record and checks its states against the procedure that it follows."""
    read = read_record(path, kind)
    if read.record is None:
        return read
    findings = state_findings(read.record)
    if not findings:
        return read
    return RecordFile(path, None, tuple(located(path, decode(path, read_bytes(path)), findings)))


def state_findings(record: Any) -> list[Finding]:
    """States that the record's procedure does not have, or that are never written in a file."""
    procedure = _procedure_of(record)
    if procedure is None:
        return []
    findings: list[Finding] = list(_authority_findings(record))
    for at, entry in enumerate(record.history):
        named: Iterable[tuple[tuple[str | int, ...], str]] = [
            *([(("history", at, "state"), entry.state)] if entry.state is not None else []),
            *((("history", at, "skipped", which), state) for which, state in enumerate(entry.skipped)),
        ]
        for path, state in named:
            known = procedure.by_name.get(state)
            if known is None:
                hint = did_you_mean(state, procedure.writable) or f"states: {', '.join(procedure.writable)}"
                message = f"the procedure {procedure.title} has no state `{state}`"
                findings.append(Finding(path, "bad-state", message, hint))
            elif known.made_by is not None:
                message = f"`{state}` is never written: {_made_by(known.made_by)} makes it true"
                findings.append(Finding(path, "never-written", message, "remove the entry"))
        findings += _emergency_findings(at, entry, procedure)
    return findings


def _authority_findings(record: Any) -> Iterator[Finding]:
    """Authorities that cannot stand on one record: a notice follows one procedure."""
    if not isinstance(record, Sale) or len(record.authorities) == 1:
        return
    if UNKNOWN in record.authorities:
        message = f"`{UNKNOWN}` stands beside an authority that is known"
        yield Finding(("authority",), "bad-choice", message, "name the authorities that are known, or unknown alone")
    followed = procedures_of(record.authorities)
    if len(followed) > 1:
        names = " and ".join(one.title for one in followed)
        message = f"{' and '.join(record.authorities)} follow different procedures: {names}"
        yield Finding(("authority",), "bad-choice", message, "write a sale for each")


def _emergency_findings(at: int, entry: Any, procedure: Procedure) -> list[Finding]:
    """An emergency belongs to the entry that notifies Congress."""
    if getattr(entry, "emergency", None) is None:
        return []
    state = procedure.by_name.get(entry.state or "")
    # A report of an enhancement (36(b)(5)(A)) has nothing that an emergency could waive, and no calendar.
    certified = procedure.calendar_state is not None and state is not None and state.notifies
    notifies = entry.event == "resubmitted" or certified
    hint = f"put it on the `state: {procedure.notifying_state}` entry"
    message = "an emergency is part of a notification"
    return [] if notifies else [Finding(("history", at, "emergency"), "bad-entry", message, hint)]


def _made_by(what: str) -> str:
    return "the calendar" if what == "calendar" else "a resolution that becomes law"


def _procedure_of(record: Any) -> Procedure | None:
    if isinstance(record, Sale):
        return procedure_of(record.authorities)
    from armstrack.model.resolution import Resolution

    return procedures()["resolution"] if isinstance(record, Resolution) else None


def duplicate(path: Path, name: str, first: Path) -> list[Problem]:
    """The problem of a file whose id another carries already."""
    finding = Finding(("id",), "duplicate-id", f"the id `{name}` stands in {first} already", "rename one of the two")
    return located(path, decode(path, read_bytes(path)), [finding])
