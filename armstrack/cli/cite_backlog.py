"""`armstrack cite backlog`: a backlog, on a day or over time, as a citation with the rule by which it is counted."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from armstrack.cli.backlog import EveryOption, FromOption, RuleOption, ToOption
from armstrack.cli.cite import StyleOption, counted_in_part, style_called, write_citation
from armstrack.cli.day_words import day_from, day_until
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.ledger_state import ledger_state
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.questions.backlog import BacklogQuestion, BacklogSeries

if TYPE_CHECKING:
    from armstrack.query.citation import LedgerState


@choosing_sales
def backlog(session: Session, wanted: Filter, rule: RuleOption = None, style: StyleOption = "plain") -> None:
    """Cite a backlog: the number, the command that counts it, the rule, the ledger and its state, and the day.

    It takes what `armstrack backlog` takes to choose sales: `armstrack cite backlog --recipient TW`.
    """
    from armstrack.query.citation import backlog_citation
    from armstrack.query.filter_words import options_of

    chosen = style_called(style)
    session.reach(wanted, later=True)
    document: dict[str, Any] = dict(BacklogQuestion(wanted, rule).answer(session.answers, session.day))
    state = ledger_state(session)
    named = ("--rule", rule) if rule is not None else ()
    options = (*named, *options_of(wanted))
    citation = backlog_citation(wanted, options, _command(session, state, "list", options), document, state)
    write_citation(session, counted_in_part(session, citation, document["total"]["sales"]), chosen)


@choosing_sales
def series(
    session: Session,
    wanted: Filter,
    start: FromOption = None,
    end: ToOption = None,
    every: EveryOption = "month",
    rule: RuleOption = None,
    style: StyleOption = "plain",
) -> None:
    """Cite a backlog at the end of every month, quarter or year: what `backlog series` says, and how to have it again.

    The sentence tells the last of the days; `--format json` has all of them.
    """
    from armstrack.query.citation import series_citation
    from armstrack.query.filter_words import options_of

    chosen = style_called(style)
    first, last = day_from(session, "--from", start), day_until(session, "--to", end)
    session.reach(wanted, later=True)
    document: dict[str, Any] = dict(
        BacklogSeries(wanted, rule, first, last, every).answer(session.answers, session.day)
    )
    state = ledger_state(session)
    named = ("--rule", rule) if rule is not None else ()
    span = ("--from", document["from"], "--to", document["to"], "--every", every)
    options = (*span, *named, *options_of(wanted))
    citation = series_citation(wanted, options, _command(session, state, "series", options), document, state)
    held = sum(row["sales"] + row["undated"] for row in document["series"])
    write_citation(session, counted_in_part(session, citation, held), chosen)


def _command(session: Session, state: LedgerState, what: str, options: tuple[str, ...]) -> str:
    """The command that counts it again; at the revision that was asked of, where that is an earlier one."""
    past = ("--known-at", state.revision[:12]) if session.known_at is not None and state.revision is not None else ()
    named = ("backlog",) if what == "list" else ("backlog", what)
    return shlex.join(("armstrack", "--as-of", session.day.isoformat(), *past, *named, *options))
