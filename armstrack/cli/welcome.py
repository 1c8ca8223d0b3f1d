"""`armstrack` alone: what a person wants to see first."""

from __future__ import annotations

from datetime import date

from armstrack import __version__
from armstrack.cli.first_steps import WAYS
from armstrack.cli.session import Session
from armstrack.output.amounts import count
from armstrack.output.facts import heading, render_facts
from armstrack.query.filter import Filter
from armstrack.query.view import SaleOnDay

MOST_LINES = 5
"""More would push what to try off the screen."""


def under_review(running: list[SaleOnDay]) -> list[str]:
    """The sales under review, those together that stand in the same words, the soonest day first."""
    groups: dict[tuple[date, str], list[str]] = {}
    for one in running:
        last = one.standing.clock.last_review_day if one.standing.clock is not None else None
        groups.setdefault((last or date.max, one.standing.words), []).append(one.id)
    lines = []
    for (_, words), ids in sorted(groups.items()):
        lines.append(f"{' and '.join(ids)}, {words}" if len(ids) < 3 else f"{count(len(ids), 'sale')} {words}")
    if len(lines) > MOST_LINES:
        left = sum(len(ids) for _, ids in sorted(groups.items())[MOST_LINES:])
        lines[MOST_LINES:] = [f"and {count(left, 'more', 'more')}"]
    return lines


def welcome(session: Session) -> int:
    """Says which ledger is in use, what is under review, and what to try; answers with the exit code."""
    location = session.location
    sales = session.answers.listed(Filter(), session.day, "notified", reverse=False, limit=None, counted=False).rows
    running = [session.on_day(session.sale(one["id"])) for one in sales if one["stage"] == "under-review"]
    notified = [one for one in sales if one["notified"] is not None or one["review"] is not None]
    which = "the reference ledger, read-only" if location.reference else session.ledger_name
    facts = [("Ledger", f"{which}: {count(len(sales), 'sale')}, {len(notified):,} notified by {session.day}")]
    covered = session.reach(Filter(), lately=True)
    none = "none" if covered is None or covered.found(len(running)) else "not covered"
    lines = under_review(running) or [none + session.looked_to().rstrip(".").replace(" The", "; the", 1)]
    facts += [("Under review" if at == 0 else "", line) for at, line in enumerate(lines)]
    example = (notified or sales)[0]["id"] if sales else "SALE"
    year = next((one["notified"][:4] for one in notified if one["notified"] is not None), "2025")
    session.write(heading(f"armstrack {__version__}: the approval ledger of U.S. arms sales", session.terminal))
    session.write(render_facts(facts, session.terminal) + "\n")
    if not sales:
        session.write(heading("A first sale", session.terminal))
        session.write(render_facts(WAYS, session.terminal, label_style="bold"))
        return session.report_unreadable()
    commands = [
        ("armstrack list", "the sales, newest first"),
        *([("armstrack list --state notified", "those under review")] if running else []),
        (f"armstrack show {example}", "one sale and where it stands"),
        (f"armstrack next {example}", "what the law allows next, and from when"),
        (f"armstrack summary --year {year}", "counts and money"),
        ("armstrack --help", "every command"),
    ]
    session.write(heading("Try", session.terminal))
    session.write(render_facts(commands, session.terminal, label_style="bold"))
    return session.report_unreadable()
