"""`armstrack resolutions`: resolutions of disapproval, their votes, and their steps."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.advance import (
    DryRunOption,
    NoteOption,
    OnOption,
    SkipOption,
    SourceOption,
    entry_date,
    entry_source,
    entry_text,
    known_state,
    refuse,
)
from armstrack.cli.chart_file import ChartFileOption, write_chart
from armstrack.cli.day_words import day_from, day_until
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import RecipientOption
from armstrack.cli.session import Session
from armstrack.ledger.resolution_journal import add_resolution_entry
from armstrack.model.resolution import RESOLUTION_ENTRY, Resolution, ResolutionEntry, Vote
from armstrack.output.amounts import count
from armstrack.output.since_text import since_text
from armstrack.query.answers import LedgerAlone
from armstrack.query.plain_words import known_words, recipient_codes
from armstrack.query.questions.resolutions import CHAMBERS, ResolutionQuestion, ResolutionsQuestion, VotesQuestion
from armstrack.query.resolutions import (
    committee_clock,
    discharge_days,
    find_resolution,
    resolution_row,
    step_document,
)
from armstrack.workflow.move import Refusal
from armstrack.workflow.procedure import State, procedures
from armstrack.workflow.resolution_life import resolution_standing
from armstrack.workflow.resolution_move import ResolutionAccepted, judge_resolution, with_steps_skipped
from armstrack.yaml_text.record_text import flow_text

NameArgument = Annotated[
    str,
    typer.Argument(metavar="RESOLUTION", help="An id, the beginning of one, or as S.J.Res. 101.", show_default=False),
]
CongressOption = Annotated[list[int] | None, typer.Option("--congress", metavar="N", help="Of this Congress.")]


def list_resolutions(
    session: Session,
    recipient: RecipientOption = None,
    congress: CongressOption = None,
    pending: Annotated[bool, typer.Option("--pending", help="Nothing is decided yet, and the Congress sits.")] = False,
    past_review: Annotated[bool, typer.Option("--past-review", help="The review of a sale named is over.")] = False,
) -> None:
    """The resolutions of disapproval, the newest first: against whom, and how each stands on the day."""
    question = ResolutionsQuestion(recipient_codes(recipient), tuple(congress or ()), pending, past_review)
    rows = question.answer(LedgerAlone(session.ledger), session.day)
    if session.for_people:
        from armstrack.output.resolution_tables import resolutions_table

        if rows:
            session.write_table(resolutions_table(rows))
        session.note(f"{count(len(rows), 'resolution')}, as of {session.day}.")
    else:
        session.write_answer(question, rows)
    raise typer.Exit(session.report_unreadable())


def show(session: Session, name: NameArgument) -> None:
    """One resolution: its steps and votes, its committee clock, and what it means for the sales that it names."""
    show_resolution(session, name)


def show_resolution(session: Session, name: str) -> None:
    """Prints a resolution, as the session's format wants it."""
    question = ResolutionQuestion(name)
    document = question.answer(LedgerAlone(session.ledger), session.day)
    if session.for_people:
        from armstrack.output.resolution_tables import resolution_page

        found = session.ledger.contents.resolutions[document["id"]]
        since = since_text(resolution_standing(found, session.day).since)
        session.write_page(resolution_page(document, since))
    else:
        session.write_answer(question, document)


def votes(
    session: Session,
    recipient: RecipientOption = None,
    congress: CongressOption = None,
    chamber: Annotated[str | None, typer.Option("--chamber", metavar="CHAMBER", help="senate or house.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Taken on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="Taken on this day or earlier.")] = None,
    chart_file: ChartFileOption = None,
) -> None:
    """Every roll call, oldest first, by who stood on which side.

    A yea on a motion to table lets the sale proceed, so the sides are named and not the answers.
    """
    question = VotesQuestion(
        recipient_codes(recipient),
        tuple(congress or ()),
        () if chamber is None else (chamber,),
        day_from(session, "--since", since),
        day_until(session, "--until", until),
    )
    rows = question.answer(LedgerAlone(session.ledger), session.day)
    if session.for_people:
        from armstrack.output.resolution_tables import votes_table

        if rows:
            session.write_table(votes_table(rows))
        session.note(f"{count(len(rows), 'roll call')}, as of {session.day}.")
        if silent := question.without_vote(LedgerAlone(session.ledger), session.day):
            session.note(f"{count(silent, 'decided step')} without a recorded vote.")
    else:
        session.write_answer(question, rows)
    if chart_file is not None:
        from armstrack.output.chart import votes_chart_of

        write_chart(session, chart_file, lambda: votes_chart_of(rows, session.day))
    raise typer.Exit(session.report_unreadable())


def advance(
    session: Session,
    name: NameArgument,
    state: Annotated[
        str,
        typer.Argument(
            metavar="STATE",
            help="The state that it enters; `armstrack workflow resolution` has them.",
            show_default=False,
        ),
    ],
    on_day: OnOption = None,
    chamber: Annotated[str | None, typer.Option("--chamber", metavar="CHAMBER", help="senate or house.")] = None,
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help="What was voted on.")] = None,
    yea: Annotated[int | None, typer.Option("--yea", metavar="N", min=0, help="Yeas.")] = None,
    nay: Annotated[int | None, typer.Option("--nay", metavar="N", min=0, help="Nays.")] = None,
    present: Annotated[int | None, typer.Option("--present", metavar="N", min=0, help="Voting present.")] = None,
    for_disapproval: Annotated[
        str | None,
        typer.Option("--for-disapproval", metavar="yea|nay", help="Which answer bars the sale."),
    ] = None,
    source: SourceOption = None,
    note: NoteOption = None,
    skip: SkipOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """A resolution takes a step, with the roll call that decided it."""
    session.settle(dry_run)
    found = find_resolution(session.ledger.contents.resolutions, name)
    entry = ResolutionEntry(
        entry_date(session, on_day),
        state=known_state(state, procedures()["resolution"]),
        source=entry_source(found.id, found.sources, source),
        note=entry_text("--note", note),
        vote=_vote(
            procedures()["resolution"].by_name.get(state), chamber, question, yea, nay, present, for_disapproval
        ),
    )

    def judged(current: Resolution) -> ResolutionAccepted | Refusal:
        candidate = with_steps_skipped(current, entry) if skip else entry
        clock = committee_clock(current, discharge_days(current, session.ledger))
        return judge_resolution(current, candidate, session.day, clock.last_day if clock is not None else None)

    outcome = add_resolution_entry(session.ledger, found.id, judged, dry_run)
    if isinstance(outcome, Refusal):
        refuse(session, outcome, of_state=True)
    _confirm(session, outcome, dry_run)


def _vote(
    state: State | None,
    chamber: str | None,
    question: str | None,
    yea: int | None,
    nay: int | None,
    present: int | None,
    for_disapproval: str | None,
) -> Vote | None:
    if chamber is None and question is None and yea is None and nay is None:
        return None
    if chamber is None or question is None or yea is None or nay is None:
        raise usage("A roll call needs --chamber, --question, --yea and --nay.")
    (house,) = known_words([chamber], CHAMBERS, "chamber")
    (side,) = known_words(
        [for_disapproval or (state.disapproves if state is not None else None) or "yea"], ("yea", "nay"), "answer"
    )
    return Vote(house, question, yea, nay, present, side)


def _confirm(session: Session, outcome: ResolutionAccepted, dry_run: bool) -> None:
    row = resolution_row(outcome.resolution, session.ledger, session.day)
    if not session.for_people:
        entry = step_document(outcome.entry)
        document: dict[str, Any] = {"written": not dry_run, "entry": entry, "resolution": row}
        document["warnings"] = [outcome.warning] if outcome.warning is not None else []
        session.write_document(document, [entry], ("date", "state", "source", "note"))
        return
    from armstrack.output.facts import paragraph, render_facts

    verb = "would add" if dry_run else "added"
    line = flow_text(RESOLUTION_ENTRY.write(outcome.entry))
    session.write(paragraph(f"{outcome.resolution.id}: {verb} {line}", session.terminal))
    facts = [("Stands", f"{row['state'] or 'not yet'}, {row['standing']}"), ("Means", row["meaning"])]
    session.write(render_facts(facts, session.terminal))
    if outcome.warning is not None:
        session.note(f"Consider: {outcome.warning}.")
