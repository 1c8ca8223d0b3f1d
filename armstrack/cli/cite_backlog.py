"""`armstrack cite backlog`: a backlog as a number that can be cited, with the rule by which it is counted."""

from __future__ import annotations

import shlex
from typing import Any

from armstrack.cli.backlog import RuleOption
from armstrack.cli.cite import StyleOption, counted_in_part, style_called, write_citation
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.ledger_state import ledger_state
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.questions.backlog import BacklogQuestion


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
    past = ("--known-at", state.revision[:12]) if session.known_at is not None and state.revision is not None else ()
    named = ("--rule", rule) if rule is not None else ()
    options = (*named, *options_of(wanted))
    command = shlex.join(("armstrack", "--as-of", session.day.isoformat(), *past, "backlog", *options))
    citation = backlog_citation(wanted, options, command, document, state)
    write_citation(session, counted_in_part(session, citation, document["total"]["sales"]), chosen)
