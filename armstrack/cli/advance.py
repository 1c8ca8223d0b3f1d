"""`armstrack advance` and `armstrack record`: one entry more in a sale's history."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, NoReturn

import typer

from armstrack.cli.day_words import date_meant, one_day
from armstrack.cli.failure import Failure, usage
from armstrack.cli.sale_argument import AssumeOption, SaleArgument
from armstrack.cli.session import Session
from armstrack.ledger.journal import add_entries
from armstrack.model.entry import (
    CASE_PATTERN,
    ENTRY,
    EVENTS,
    STATE_SYNONYMS,
    URL_PATTERN,
    Emergency,
    Entry,
    parse_amount,
)
from armstrack.model.kinds import did_you_mean
from armstrack.model.money import parse_money
from armstrack.model.partial_date import PartialDate, bounded, on
from armstrack.model.sale import Sale, Source
from armstrack.model.terms import STATES_MEANT
from armstrack.model.told import ExitCode
from armstrack.query.document import entry_document, refusal_document, sale_row
from armstrack.query.plain_words import known_words, parsed
from armstrack.query.questions.show import as_if_notified
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.move import Accepted, NextMove, Refusal, judge, next_moves, open_cases, with_skips
from armstrack.workflow.procedure import Procedure, procedure_of
from armstrack.yaml_text.record_text import flow_text

EVERY_LETTER = "all"
"""What `--case` says for each letter that is open."""

SkipOption = Annotated[
    bool, typer.Option("--skip", help="Pass over the steps between, naming them; no rule is lifted.")
]
OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DAY", help="When: 2026-03-17, 2026-03, 2026 or unknown. Default: the as-of day."),
]
SourceOption = Annotated[
    str | None,
    typer.Option("--source", metavar="URL", help="Where this is known from: an address, or a key of the file."),
]
NoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark in your own words.")]
AmountOption = Annotated[
    str | None, typer.Option("--amount", metavar="MONEY", help="As 96M, or 2.8B TWD in another currency.")
]
ExpiresOption = Annotated[
    str | None, typer.Option("--expires", metavar="DAY", help="The last day for accepting the offer.")
]
CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="CASE",
        help="Which letter of offer, licence or lease: its number, or `all` for each open one.",
    ),
]
EmergencyOption = Annotated[
    bool, typer.Option("--emergency", help="The notification states an emergency, which waives the review.")
]
JustificationOption = Annotated[
    str | None, typer.Option("--justification", metavar="TEXT", help="Why, in the certification's words or yours.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Judge and show, and write nothing.")]


def advance(
    session: Session,
    sale: SaleArgument,
    state: Annotated[
        str,
        typer.Argument(
            metavar="STATE",
            help="The state that it enters; `armstrack next SALE` lists those that may come.",
            show_default=False,
        ),
    ],
    on_day: OnOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    emergency: EmergencyOption = False,
    justification: JustificationOption = None,
    expires: ExpiresOption = None,
    amount: AmountOption = None,
    case: CaseOption = None,
    exempt: Annotated[
        str | None,
        typer.Option(
            "--exempt",
            metavar="PARAGRAPH",
            help='The exemption that a move rests on, as "3(d)(4)(A)"; `armstrack law` has them.',
        ),
    ] = None,
    skip: SkipOption = False,
    assume_notified: AssumeOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Make a move: a sale, or one of its letters, enters a state on a day.

    The move is judged by the law of that day. A refusal says why, from when the move is
    possible and what is possible instead, and nothing is written.
    """
    session.settle(dry_run)
    found = session.sale(sale)
    procedure = procedure_of(found.authorities)
    wanted = known_state(STATE_SYNONYMS.get(state, state), procedure)
    if emergency != (justification is not None):
        missing = "--justification TEXT" if emergency else "--emergency"
        raise usage("An emergency needs both --emergency and --justification.", f"add {missing}")
    justification = entry_text("--justification", justification)
    if emergency and (not procedure.by_name[wanted].notifies or procedure.calendar_state is None):
        raise usage("An emergency is part of a notification.", f"`advance {found.id} notified --emergency …`")
    if case is not None and procedure.by_name[wanted].of == "sale":
        raise usage(f"`{wanted}` is about the sale as a whole, and about no one letter.", "leave --case out")
    entry = Entry(
        entry_date(session, on_day),
        state=wanted,
        source=entry_source(found.id, found.sources, source),
        note=entry_text("--note", note),
        emergency=Emergency(justification) if justification else None,
        expires=one_day(session, "--expires", expires),
        amount=parsed("--amount", amount, parse_amount),
        case=_case(case),
        exempt=entry_text("--exempt", exempt),
    )
    _check_expires(entry)
    _add(session, found, entry, skip, dry_run, one_day(session, "--assume-notified", assume_notified))


def _case(case: str | None) -> str | None:
    """The number of a letter, or `all`. Raises Failure for what cannot be one."""
    if case is None or case == EVERY_LETTER or re.fullmatch(CASE_PATTERN, case):
        return case
    hint = f"write {case.upper()}" if re.fullmatch(CASE_PATTERN, case.upper()) else "write it as TW-D-QBA, or `all`"
    raise usage(f"--case: `{case}` is not the number of a letter.", hint)


def _check_expires(entry: Entry) -> None:
    if entry.expires is not None and entry.date.earliest is not None and entry.expires < entry.date.earliest:
        raise usage(f"--expires {entry.expires} lies before the day of the entry, {entry.date.text}.")


def record(
    session: Session,
    sale: SaleArgument,
    event: Annotated[str, typer.Argument(metavar="EVENT", help=", ".join(EVENTS) + ".", show_default=False)],
    on_day: OnOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="WHO", help="Who did it.")] = None,
    item: Annotated[str | None, typer.Option("--item", metavar="TEXT", help="Which line item it is about.")] = None,
    quantity: Annotated[
        int | None, typer.Option("--quantity", metavar="N", min=0, max=999_999_999, help="How many.")
    ] = None,
    expected: Annotated[
        str | None, typer.Option("--expected", metavar="DAY", help="The day promised: 2027-03-01, 2027-03 or 2027.")
    ] = None,
    expires: ExpiresOption = None,
    amount: AmountOption = None,
    value: Annotated[
        str | None,
        typer.Option("--value", metavar="MONEY", help="The value as restated or modified, or of what was delivered."),
    ] = None,
    case: CaseOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record what happened without a move: a hold, a contract, a delivery, a promise.

    The first delivery makes a sale `delivering`, or a licence `shipping`, and `resubmitted` starts a new review;
    nothing else here changes its state.
    """
    session.settle(dry_run)
    found = session.sale(sale)
    (word,) = known_words([event], EVENTS, "event")
    if word == "promised" and expected is None:
        raise usage("A promise needs the day that was promised.", "add --expected DAY")
    entry = Entry(
        entry_date(session, on_day),
        event=word,
        source=entry_source(found.id, found.sources, source),
        note=entry_text("--note", note),
        actor=entry_text("--actor", actor),
        item=entry_text("--item", item),
        quantity=quantity,
        expected=date_meant(session, "--expected", expected) if expected is not None else None,
        expires=one_day(session, "--expires", expires),
        amount=parsed("--amount", amount, parse_amount),
        value=parsed("--value", value, parse_money),
        case=_case(case),
    )
    _check_expires(entry)
    _add(session, found, entry, False, dry_run)


def known_state(word: str, procedure: Procedure) -> str:
    """The state of a procedure that a word names. Raises Failure, naming the nearest."""
    if word not in procedure.by_name:
        near = STATES_MEANT.get(word.casefold()) or did_you_mean(word, procedure.writable)
        hint = near or f"states: {', '.join(procedure.writable)}"
        raise usage(f"The procedure {procedure.title} has no state `{word}`.", hint)
    return word


def entry_date(session: Session, text: str | None) -> PartialDate:
    """The date of the entry. Of an unknown day, what is recorded now surely happened by now."""
    if text is None:
        return on(session.day)
    when = date_meant(session, "--on", text)
    return bounded(None, session.day) if when.text == "unknown" else when


def entry_text(option: str, text: str | None) -> str | None:
    """A text option. Raises Failure for text that says nothing, or that no file can hold."""
    if text is None:
        return None
    if not text.strip():
        raise usage(f"{option} is empty.", "leave it out, or say something")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise usage(f"{option} is not UTF-8 text.", "check the terminal's encoding")
    return text.rstrip("\n")


def entry_source(record: str, sources: dict[str, Source], source: str | None) -> str | None:
    """A source option: a key of the record's sources, or an address. Raises Failure for anything else."""
    source = entry_text("--source", source)
    if source is None or source in sources or re.fullmatch(URL_PATTERN, source):
        return source
    hint = did_you_mean(source, sources) or "write an address such as https://…"
    raise usage(f"--source: `{source}` is neither an address nor a key of `sources` of {record}.", hint)


def _add(session: Session, sale: Sale, entry: Entry, skip: bool, dry_run: bool, assumed: date | None = None) -> None:
    day = session.day
    if assumed is not None:
        entry = replace(entry, note="; ".join(filter(None, (entry.note, f"judged as if notified on {assumed}"))))

    def judged(current: Sale, context: Context) -> list[Accepted] | Refusal:
        made: list[Accepted] = []
        for case in _cases(current, context, entry, day):
            candidate = replace(entry, case=case)
            asked = as_if_notified(current, context, assumed) if assumed is not None else current
            candidate = with_skips(asked, candidate, context) if skip else candidate
            outcome = judge(asked, candidate, context, day)
            if isinstance(outcome, Refusal):
                return outcome
            # What is written stands in the record as it is, whatever was assumed to judge it.
            current = replace(current, history=(*current.history, outcome.entry))
            made.append(replace(outcome, sale=current))
        return made

    outcome = add_entries(session.ledger, sale.id, judged, dry_run)
    if isinstance(outcome, Refusal):
        refuse(session, outcome, entry.state is not None)
    for each in outcome:
        _confirm(session, each, dry_run, last=each is outcome[-1])


def _cases(sale: Sale, context: Context, entry: Entry, day: date) -> tuple[str | None, ...]:
    """The letters that an entry is about: the one that it names or means, or each that is open."""
    if entry.case != EVERY_LETTER:
        return (entry.case,)
    cases = open_cases(sale, context, entry.date.latest or day)
    if not cases:
        raise Failure(ExitCode.REFUSED, "no-open-letter", f"{sale.id} has no open letter.", "leave --case out")
    if None in cases and len(cases) > 1:
        message = f"{sale.id} has a letter without a name beside others."
        raise Failure(ExitCode.REFUSED, "which-letter", message, "write `case:` into its entries first")
    return cases


def refuse(session: Session, refusal: Refusal, of_state: bool) -> NoReturn:
    """Says why a move, or with `of_state` false an event, was refused, and ends the command."""
    from armstrack.output.refusal import refusal_text

    document = refusal_document(refusal)
    if session.format == "json":
        details: dict[str, Any] = {key: value for key, value in document.items() if key not in ("code", "message")}
        raise Failure(ExitCode.REFUSED, refusal.code, document["message"], **details)
    sys.stderr.write(refusal_text(document, of_state, session.error_terminal))
    raise typer.Exit(ExitCode.REFUSED)


def _confirm(session: Session, outcome: Accepted, dry_run: bool, last: bool) -> None:
    """Says what was written, where the sale stands now, and what comes next."""
    context = session.ledger.context(outcome.sale)
    now = SaleOnDay(outcome.sale, context, session.day)
    if not session.for_people:
        document: dict[str, Any] = {
            "written": not dry_run,
            "entry": entry_document(outcome.entry),
            "sale": sale_row(now),
            "warnings": list(outcome.warnings),
        }
        session.write_document(document, [document["entry"]], ("date", "state", "event", "source", "note"))
        return
    from armstrack.output.facts import paragraph, render_facts
    from armstrack.output.sale_tables import stands_text

    verb = "would add" if dry_run else "added"
    line = flow_text(ENTRY.write(outcome.entry))
    session.write(paragraph(f"{outcome.sale.id}: {verb} {line}", session.terminal))
    for warning in outcome.warnings:
        session.note(f"Consider: {warning}.")
    if not last:
        return
    possible, _ = next_moves(outcome.sale, context, session.day)
    coming = ", ".join(_when(move, session.day) for move in possible)
    stands = stands_text({"state": now.standing.state, "standing": now.standing.words})
    facts = [
        ("Stands", f"{stands} (as of {session.day})"),
        ("Next", coming or "nothing can follow"),
    ]
    session.write(render_facts(facts, session.terminal))
    if outcome.entry.source is None:
        session.note("No source given: `armstrack validate` will ask for one (--source URL).")


def _when(move: NextMove, day: date) -> str:
    state = f"{move.state} of {move.case}" if move.case is not None else move.state
    return state if move.earliest_action <= day else f"{state} (from {move.earliest_action})"
