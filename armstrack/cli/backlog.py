"""`armstrack backlog`: what is notified and not delivered, by a named rule, and how it changed between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales, parsed, words
from armstrack.cli.session import Session
from armstrack.model.partial_date import parse_day
from armstrack.query.backlog.on_day import STATS, backlog_document, backlog_of
from armstrack.query.filter import Filter
from armstrack.query.summary.counting import LINES, LINES_IN_WORDS, OTHER_WORDS

if TYPE_CHECKING:
    from armstrack.ledger.backlog_rules import BacklogRule

RuleOption = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="NAME",
        help="full-until-final-delivery-excluding-maintenance (the usual one), remaining-value, accepted-only, "
        "or one of the ledger's own.",
    ),
]
ByOption = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="LINES", help=f"In groups: {LINES_IN_WORDS}; repeated or with commas."),
]
TogetherOption = Annotated[bool, typer.Option("--together", help="Add FMS, DCS, transfers and leases into one sum.")]

SALE_COLUMNS = (
    "id",
    "title",
    "recipient",
    "class",
    "notified",
    "state",
    "since",
    "may_have_left",
    "ceiling_usd",
    "value_usd",
    "backlog_usd",
    "deliveries_of_unknown_value",
    "days_since_notified.days",
    "days_since_notified.at_least",
    "days_since_notified.at_most",
    "source.url",
    "rule",
    "rule_version",
    "as_of",
)
CHANGE_COLUMNS = (
    "change",
    "id",
    "title",
    "recipient",
    "counted_from",
    "date",
    "not_before",
    "not_after",
    "what",
    "reason",
    "group",
    "quantity",
    "sales",
    "value_usd",
    "unknown_value",
    "source.url",
    "rule",
    "rule_version",
)


@choosing_sales
def backlog(
    session: Session,
    wanted: Filter,
    rule: RuleOption = None,
    by: ByOption = None,
    stats: Annotated[
        list[str] | None,
        typer.Option("--stats", metavar="WHAT", help="age: the longest and the median wait since notification."),
    ] = None,
    together: TogetherOption = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most so many sales.")] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="All of them, on a terminal too.")] = False,
) -> None:
    """What is notified and not delivered on the day, by a named rule that is printed with the number.

    A sale counts until its final delivery is sure, or until it is cancelled, expired or the like; it is said
    which may have left already. An amendment counts with its increase. An unknown value is counted beside the sum.
    The money of FMS and DCS stands side by side.
    """
    chosen_rule, lines, told = _rule(session, rule), _lines(by), words(stats, STATS, "statistic")
    several = session.rows_at_once(limit, all_rows)
    chosen = session.answers.chosen(wanted, session.day)
    found = backlog_of(chosen, chosen_rule, session.day)
    document = backlog_document(found, lines, told)
    if session.for_people:
        _write(session, document, lines, several, limit is not None, together)
        if not chosen.sales:
            session.note(session.answers.near(wanted, session.day, notified=True))
    else:
        named = {"rule": chosen_rule.name, "rule_version": chosen_rule.version, "as_of": document["as_of"]}
        if lines:
            rows = [_flat(group, lines) | named for group in document["groups"]]
            columns = (*lines, "sales", "value_usd", "unknown_value", *_age_columns(told), *named)
            parts = [name for name in document["totals"] if any(name in each.get("totals", {}) for each in rows)]
            columns += tuple(
                f"totals.{name}.{key}" for name in parts for key in ("sales", "value_usd", "unknown_value")
            )
        else:
            rows, columns = [row | named for row in document["sales"][:several]], SALE_COLUMNS
        session.write_document(document, rows, columns)
    raise typer.Exit(session.report_unreadable())


@choosing_sales
def diff(
    session: Session,
    wanted: Filter,
    start: Annotated[
        str,
        typer.Option("--from", metavar="DAY", help="The evening from which the change is told.", show_default=False),
    ],
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The evening to which it is told. Default: the as-of day.")
    ] = None,
    rule: RuleOption = None,
    by: ByOption = None,
    together: TogetherOption = False,
) -> None:
    """How the backlog changed between two days: what was added, delivered, removed and revalued, with the sources.

    The lines add up exactly: in sales, in dollars, and in sales of unknown value. FMS and DCS have each a balance
    of their own.
    """
    first = parsed("--from", start, parse_day)
    last = parsed("--to", end, parse_day) if end is not None else session.day
    assert first is not None
    assert last is not None
    if end is not None and session.as_of_option is not None and session.day != last:
        raise usage(f"--to says {last} and --as-of {session.day}.", "give one of the two; both name the last day")
    if first > last:
        raise usage(f"--from {first} is later than --to {last}.", f"write --from {last} --to {first}")
    chosen_rule, lines = _rule(session, rule), _lines(by)
    from armstrack.query.backlog.between_days import changes_between, changes_document

    before, after = session.answers.chosen(wanted, first), session.answers.chosen(wanted, last)
    opening, closing = backlog_of(before, chosen_rule, first), backlog_of(after, chosen_rule, last)
    document = changes_document(changes_between(opening, before, closing, after, lines))
    if session.for_people:
        from armstrack.output.backlog_tables import changes_page

        session.write_page(changes_page(document, lines, together))
        _note_doubts(session, document)
        session.note_overlap(lines)
    else:
        named = {"rule": chosen_rule.name, "rule_version": chosen_rule.version}
        session.write_document(document, [change | named for change in document["changes"]], CHANGE_COLUMNS)
    raise typer.Exit(session.report_unreadable())


def _lines(by: list[str] | None) -> tuple[str, ...]:
    """The lines of the groups. Raises Failure, naming the nearest."""
    return words(by, LINES, "line", OTHER_WORDS)


def _rule(session: Session, name: str | None) -> BacklogRule:
    """The rule that a name means, or the usual one. Raises Failure, naming the nearest."""
    from armstrack.ledger.backlog_rules import rules_of

    rules = rules_of(session.ledger.settings.backlog_rules)
    (chosen,) = words([name], rules, "backlog rule") if name is not None else (next(iter(rules)),)
    return rules[chosen]


def _write(
    session: Session,
    document: dict[str, Any],
    lines: tuple[str, ...],
    several: int | None,
    limited: bool,
    together: bool,
) -> None:
    from armstrack.output.backlog_tables import backlog_page, total_sentence

    total, rows = document["total"], document["sales"][:several]
    session.write_page(backlog_page(document, rows, lines, together))
    if not lines and len(rows) < total["sales"]:
        session.note(f"{len(rows)} of {total['sales']}{'.' if limited else '; --all'}")
    session.note(f"As of {session.day}: {total_sentence(document, together)}")
    session.note_overlap(lines)


def _note_doubts(session: Session, document: dict[str, Any]) -> None:
    """What may change the numbers of either day: sales that may have left, and such as may belong."""
    for day in ("from", "to"):
        doubts = []
        if document["maybe"][day]:
            doubts.append(f"{document['maybe'][day]} counted that may have left")
        if document["undated"][day]:
            doubts.append(f"{document['undated'][day]} left out, since the day is known too loosely")
        if doubts:
            session.note(f"On {document[day]}: {'; '.join(doubts)}.")


def _age_columns(told: tuple[str, ...]) -> tuple[str, ...]:
    if "age" not in told:
        return ()
    return tuple(f"age.{which}.{bound}" for which in ("longest", "median") for bound in ("days", "at_least", "at_most"))


def _flat(group: dict[str, Any], lines: tuple[str, ...]) -> dict[str, Any]:
    """A group with its key along each line by name."""
    keys = group["key"] if len(lines) > 1 else [group["key"]]
    return dict(zip(lines, keys, strict=True)) | {key: value for key, value in group.items() if key != "key"}
