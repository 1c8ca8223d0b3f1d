"""Everything that is wrong, odd or missing in a ledger: inside each file, and between the files.

An error makes a record unusable or a reference false. A warning deserves a second look;
where what it says is true and odd, the file acknowledges it under `known:`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from armstrack.ledger.circles import circles
from armstrack.ledger.impossible_figures import never_holds
from armstrack.ledger.kept_text import kept_text
from armstrack.ledger.ledger import Contents, Ledger
from armstrack.ledger.named import MOST_NAMED, listed
from armstrack.ledger.oversold import delivered_beyond, promised_beyond
from armstrack.ledger.package_sums import sums_apart
from armstrack.ledger.record_file import Unreadable, decode, located, read_bytes
from armstrack.ledger.same_sale import twins
from armstrack.ledger.unfinished import cut_off
from armstrack.model.codes import severity_of
from armstrack.model.entry import Claim, Entry
from armstrack.model.figure import FigureFile, FigureQuestion, sources_named
from armstrack.model.kinds import did_you_mean
from armstrack.model.package import Package
from armstrack.model.problem import Finding, Problem, Severity
from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.model.sale import Acknowledgement, Sale, SaleReference, Source
from armstrack.model.transmittal import comparable_transmittal
from armstrack.workflow.contradictions import contradictions
from armstrack.workflow.life import Life, life_of
from armstrack.workflow.misdated_resolution import misdated, misnamed
from armstrack.workflow.resolution_life import replayed_resolution
from armstrack.workflow.roll_call import roll_call_doubts
from armstrack.workflow.worth import worth_warnings

AFTER_NOTIFICATION = ("contract", "delivery", "payment", "restated", "extended", "counter-offer")
"""Events that presuppose that the sale exists."""


def audit(ledger: Ledger) -> tuple[Problem, ...]:
    """Every problem of a ledger, by file and line. Raises LedgerUnusable."""
    contents = ledger.contents
    problems = list(contents.problems)
    half_done = cut_off(ledger.folder)
    problems += [half_done] if half_done is not None else []
    between = _between_sales(contents)
    additions = _additions(contents)
    for sale in contents.sales.values():
        findings = _findings_of_sale(sale, ledger, between, additions)
        problems += _of_file(contents.paths["sales", sale.id], findings, sale.known)
    for resolution in contents.resolutions.values():
        findings = list(_resolution_findings(resolution, contents))
        problems += _of_file(contents.paths["resolutions", resolution.id], findings, resolution.known)
    announced: dict[str | None, list[Sale]] = {}
    for sale in contents.sales.values():
        announced.setdefault(sale.package, []).append(sale)
    for package in contents.packages.values():
        findings = list(_source_findings(package))
        if package.id not in announced and not contents.problems:
            message = f"no sale says that it was announced in `{package.id}`"
            findings.append(Finding(("id",), "empty-package", message, "name the package in its sales, or remove it"))
        if not contents.problems:
            findings += sums_apart(package, announced.get(package.id, ()))
        problems += _of_file(contents.paths["packages", package.id], findings, package.known)
    for figure in contents.figures.values():
        findings = list(_figure_findings(figure, contents))
        problems += _of_file(contents.paths["figures", figure.id], findings, figure.known)
    return tuple(sorted(problems, key=lambda one: (one.file, one.line, one.column)))


def problems_if_held(ledger: Ledger, sale: Sale, text: str, path: Path) -> tuple[Problem, ...]:
    """What `audit` would say of one sale, if the ledger held it with this text. Raises LedgerUnusable.

    Nothing is written: this is asked before a text that a person has written is put in its place.
    """
    held = ledger.contents
    imagined = ledger.anew()
    imagined.contents = replace(
        held, sales={**held.sales, sale.id: sale}, paths={**held.paths, ("sales", sale.id): path}
    )
    between, additions = _between_sales(imagined.contents), _additions(imagined.contents)
    return tuple(_of_text(path, text, _findings_of_sale(sale, imagined, between, additions), sale.known))


def _findings_of_sale(
    sale: Sale, ledger: Ledger, between: Mapping[str, Sequence[Finding]], additions: Mapping[str, Sequence[Sale]]
) -> list[Finding]:
    """Everything that is odd about a sale, given what several sales show together."""
    life = life_of(sale, ledger.context(sale))
    findings = [
        *_sale_findings(sale, ledger.contents),
        *contradictions(sale, life),
        *_life_findings(sale, life, ledger),
    ]
    findings += delivered_beyond(sale, life, additions.get(sale.id, ()))
    findings += promised_beyond(sale, additions.get(sale.id, ()))
    findings += between.get(sale.id, ())
    return [*findings, *_kept_findings(sale, ledger.folder)]


def _of_file(path: Path, findings: list[Finding], known: tuple[Acknowledgement, ...]) -> list[Problem]:
    """As `_of_text`, of the text that a file holds."""
    if not findings and not known:
        return []
    try:
        return _of_text(path, decode(path, read_bytes(path)), findings, known)
    except Unreadable as error:  # the file went away since its record was read
        return [error.problem]


def _of_text(path: Path, text: str, findings: list[Finding], known: tuple[Acknowledgement, ...]) -> list[Problem]:
    """The findings with their places, the acknowledged ones marked, and acknowledgements of nothing reported."""
    reasons = {one.code: one.reason for one in known}
    occurring = {finding.code for finding in findings}
    for at, one in enumerate(known):
        if one.code not in occurring:
            message = f"`{one.code}` is acknowledged and does not occur"
            findings.append(Finding(("known", at), "stale-known", message, "remove the acknowledgement"))

    def rank(finding: Finding) -> tuple[bool, bool]:
        """Of more findings than are told, errors come first, and what is acknowledged comes last."""
        return severity_of(finding.code) is Severity.WARNING, finding.code in reasons

    problems = located(path, text, sorted(findings, key=rank))
    return [
        replace(problem, acknowledged=reasons[problem.code])
        if problem.code in reasons and problem.code in occurring and problem.severity is Severity.WARNING
        else problem
        for problem in problems
    ]


def _sale_findings(sale: Sale, contents: Contents) -> Iterator[Finding]:
    if sale.package is not None and not contents.may_hold(contents.packages, sale.package):
        yield _unknown(("package",), "package", sale.package, contents.packages)
    for key, reference in (("amends", sale.amends), ("grows-from", sale.grows_from)):
        yield from _reference_findings((key,), reference, contents)
    for at, entry in enumerate(sale.history):
        if entry.sale is not None and not contents.may_hold(contents.sales, entry.sale):
            yield _unknown(("history", at, "sale"), "sale", entry.sale, contents.sales)
    for at, item in enumerate(sale.items):
        if item.disputed is not None:
            message = f"of `{item.name}` it is said otherwise: {item.disputed}"
            yield Finding(("items", at, "disputed"), "disputed", message, "weigh what is said")
    yield from _source_findings(sale)


def _kept_findings(sale: Sale, folder: Path) -> Iterator[Finding]:
    for key, source in sale.sources.items():
        if source.kept is not None and kept_text(folder, source.kept) is None:
            message = f"`{source.kept}` is missing, or does not hold the text that was kept"
            yield Finding(("sources", key, "kept"), "kept-text", message, "restore the file, or take the key out")


def _figure_findings(file: FigureFile, contents: Contents) -> Iterator[Finding]:
    """What is wrong with the figures of a file, each at its figure."""
    for at, figure in enumerate(file.figures):
        for finding in (*_names_of(figure.question, contents), *never_holds(figure, contents)):
            yield finding if file.listed is None else replace(finding, path=("figures", at, *finding.path))
    named = {source for each in file.listed or (file,) for source in sources_named(each, file)}
    yield from _unused_sources(file.sources, named)


def _names_of(question: FigureQuestion, contents: Contents) -> Iterator[Finding]:
    """The records that a question names and the ledger does not hold."""
    for at, name in enumerate(question.sales):
        if not contents.may_hold(contents.sales, name):
            yield _unknown(("question", "sales", at), "sale", name, contents.sales)
    if question.package is not None and not contents.may_hold(contents.packages, question.package):
        yield _unknown(("question", "package"), "package", question.package, contents.packages)
    for at, name in enumerate(question.resolutions):
        if not contents.may_hold(contents.resolutions, name):
            yield _unknown(("question", "resolutions", at), "resolution", name, contents.resolutions)


def _source_findings(record: Sale | Resolution | Package) -> Iterator[Finding]:
    named: set[str] = set()
    history: tuple[Entry | ResolutionEntry, ...] = record.history
    for at, entry in enumerate(history):
        if entry.source is None:
            message = f"the entry of {entry.date}, `{entry.word}`, does not say where it comes from"
            yield Finding(("history", at), "missing-source", message, "add `source:`")
        else:
            named.add(entry.source)
        named.update(claim.source for claim in entry.conflicts)
        for which, claim in enumerate(entry.conflicts):
            message = f"of `{entry.word}` on {entry.date}, `{claim.source}` says otherwise: {_claimed(claim)}"
            yield Finding(("history", at, "conflicts", which), "disputed", message, "weigh the two sources")
    yield from _unused_sources(record.sources, named)


def _claimed(claim: Claim) -> str:
    said = [str(claim.date)] if claim.date is not None else []
    said += [f"${claim.value:,}"] if claim.value is not None else []
    said += [claim.note] if claim.note is not None else []
    return ", ".join(said) or "something else"


def _unused_sources(sources: dict[str, Source], named: set[str]) -> Iterator[Finding]:
    for key in sources:
        if key not in named:
            message = f"nothing refers to the source `{key}`"
            yield Finding(("sources", key), "unused-source", message, "refer to it, or remove it", at_key=True)


def _life_findings(sale: Sale, life: Life, ledger: Ledger) -> Iterator[Finding]:
    for remark in life.refused:
        entry, objection = sale.history[remark.at], remark.objection
        message = f"`{entry.word}` on {entry.date} would be refused: {objection.reason}"
        yield Finding(
            ("history", remark.at), "refused-move", message, objection.remedy or "check the day and the source"
        )
    for remark in life.unassigned:
        entry = sale.history[remark.at]
        message = f"`{entry.word}` on {entry.date} does not say which letter it is about. {remark.objection.reason}"
        yield Finding(("history", remark.at), "which-letter", message, remark.objection.remedy)
    for at, entry in enumerate(sale.history):
        for warning in worth_warnings(sale, entry, life, ledger.context(sale)):
            yield Finding(("history", at), "above-notified", f"`{entry.word}` on {entry.date}: {warning}", "check it")
    for remark in life.cautions:
        yield Finding(("history", remark.at), "may-fall-in-review", remark.objection.reason, "find the day")
    if life.notified is None:
        return
    parent = ledger.context(sale).parent
    before = life_of(parent, ledger.context(parent)).notified if parent is not None else None
    if before is not None and life.notified.date.surely_before(before.date):
        message = f"it amends {parent.id}, which was notified later, on {before.date}" if parent is not None else ""
        yield Finding(("history", sale.history.index(life.notified)), "event-before-start", message, "check both days")
    for at, entry in enumerate(sale.history):
        if entry.event in AFTER_NOTIFICATION and entry.date.surely_before(life.notified.date):
            message = f"`{entry.event}` on {entry.date} lies before the notification of {life.notified.date}"
            yield Finding(("history", at), "event-before-start", message, "check the day")


def _resolution_findings(resolution: Resolution, contents: Contents) -> Iterator[Finding]:
    for at, reference in enumerate(resolution.sales):
        yield from _reference_findings(("sales", at), reference, contents)
    for remark in replayed_resolution(resolution)[1]:
        at, objection = remark.at, remark.objection
        entry = resolution.history[at]
        message = f"`{entry.word}` on {entry.date} would be refused: {objection.reason}"
        yield Finding(("history", at), "refused-move", message, "check the day and the source")
    yield from misnamed(resolution)
    yield from misdated(resolution)
    for at, doubt in roll_call_doubts(resolution):
        yield Finding(("history", at, "vote", doubt.key), doubt.code, doubt.message, doubt.hint)
    yield from _source_findings(resolution)


def _reference_findings(
    path: tuple[str | int, ...], reference: SaleReference | None, contents: Contents
) -> Iterator[Finding]:
    if reference is not None and reference.id is not None and not contents.may_hold(contents.sales, reference.id):
        yield _unknown(path, "sale", reference.id, contents.sales)


def _unknown(path: tuple[str | int, ...], what: str, name: str, known: Mapping[str, Any]) -> Finding:
    hint = did_you_mean(name, known)
    if not hint and what == "sale":
        hint = "give {transmittal, recipient, title} for a sale that the ledger does not hold"
    return Finding(path, "unknown-reference", f"the ledger holds no {what} `{name}`", hint)


def _additions(contents: Contents) -> dict[str, list[Sale]]:
    """The sales that amend another, or grew from it, by its id."""
    found: dict[str, list[Sale]] = {}
    for sale in contents.sales.values():
        for name in {to.id for to in (sale.amends, sale.grows_from) if to is not None and to.id is not None}:
            found.setdefault(name, []).append(sale)
    return found


def _between_sales(contents: Contents) -> dict[str, list[Finding]]:
    """What two or more sales show to be wrong, by the id of each."""
    findings: dict[str, list[Finding]] = {}
    for name, finding in (*circles(contents.sales), *_shared_transmittals(contents)):
        findings.setdefault(name, []).append(finding)
    twice: dict[str, list[str]] = {}
    for one, other in twins(contents.sales.values()):
        twice.setdefault(other.id, []).append(one.id)
    for name, others in twice.items():
        alike = "the recipient, the value and the goods are alike, the days near"
        message = f"it looks like one sale with {listed(others)}: {alike}"
        hint = "merge the two, or say under `known:` why they are two"
        findings.setdefault(name, []).append(Finding(("id",), "entered-twice", message, hint))
    return findings


def _shared_transmittals(contents: Contents) -> Iterator[tuple[str, Finding]]:
    """One finding for each sale whose transmittal another carries too, with its id."""
    by_number: dict[str, list[Sale]] = {}
    for sale in contents.sales.values():
        if sale.transmittal is not None:
            by_number.setdefault(comparable_transmittal(sale.transmittal), []).append(sale)
    for sales in by_number.values():
        names = [sale.id for sale in sales[: MOST_NAMED + 1]]
        for sale in sales if len(sales) > 1 else ():
            others = listed([name for name in names if name != sale.id], len(sales) - 1)
            message = f"the transmittal {sale.transmittal} stands on {others} too"
            yield sale.id, Finding(("transmittal",), "shared-transmittal", message, "check both notices")
