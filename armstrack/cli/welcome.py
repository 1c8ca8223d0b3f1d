"""`armstrack` alone: what a person wants to see first."""

from __future__ import annotations

from armstrack import __version__
from armstrack.cli.session import Session
from armstrack.output.amounts import count
from armstrack.output.facts import heading, render_facts
from armstrack.query.view import newest_first, sales_on


def welcome(session: Session) -> int:
    """Says which ledger is in use, what is under review, and what to try; answers with the exit code."""
    ledger = session.ledger
    views = newest_first(list(sales_on(ledger, session.day)))
    running = [one for one in views if one.standing.state == "notified"]
    notified = [one for one in views if one.notified is not None]
    which = "the reference ledger, read-only" if ledger.reference else str(ledger.folder)
    facts = [
        ("Ledger", f"{which}: {count(len(views), 'sale')}, {len(notified)} notified by {session.day}"),
        ("Under review", "; ".join(f"{one.id}, {one.standing.words}" for one in running[:3]) or "none"),
    ]
    if len(running) > 3:
        facts.append(("", f"and {len(running) - 3} more: armstrack list --state notified"))
    example = notified[0].id if notified else (views[0].id if views else "SALE")
    year = notified[0].notified.text[:4] if notified and notified[0].notified is not None else "2025"
    session.write(heading(f"armstrack {__version__}: the approval ledger of U.S. arms sales", session.terminal))
    session.write(render_facts(facts, session.terminal) + "\n")
    commands = [
        ("armstrack list", "the sales, newest first"),
        (f"armstrack show {example}", "one sale and where it stands"),
        (f"armstrack next {example}", "what the law allows next, and from when"),
        (f"armstrack summary --year {year}", "counts and money"),
        ("armstrack --help", "every command"),
    ]
    session.write(heading("Try", session.terminal))
    session.write(render_facts(commands, session.terminal))
    return session.report_unreadable()
