"""A memo of a period: what Congress was notified of, what moved, what was voted on, what runs and what falls due.

What surely happened in the period stands in its section; what may have happened in it, because its
day is known only in part, stands apart. Everything has its source, and everything has its place in
one order, so that two memos of the same ledger and day are the same, and two of different days differ
where the facts do.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from armstrack.ledger.ledger import Ledger
from armstrack.query.answers import Answers
from armstrack.query.brief.facts import Fact, Period, facts_of_package, facts_of_resolution, facts_of_sale
from armstrack.query.brief.learnt import Recorded, learnt
from armstrack.query.document import Document, iso
from armstrack.query.filter import Filter
from armstrack.query.filter_words import options_of
from armstrack.query.footnotes import Footnotes
from armstrack.query.parts import OfPeriod
from armstrack.query.resolutions import concerning
from armstrack.query.summary.counting import summarise, summary_document
from armstrack.query.view import SaleOnDay

if TYPE_CHECKING:
    from armstrack.documents.memo import BriefDocument

SECTIONS = (
    "notifications",
    "clocks",
    "reviews_over",
    "moves",
    "events",
    "resolutions",
    "deadlines",
    "passed",
    "perhaps",
    "learnt",
)
"""The sections of a memo, in their order."""


def brief(
    ledger: Ledger,
    answers: Answers,
    wanted: Filter,
    since: date,
    day: date,
    within: int | None,
    recorded: Recorded | None = None,
) -> BriefDocument:
    """The memo about the sales chosen, from `since` to `day`, both included; the sales stand as on that day.

    `within` leaves out what falls due in more than so many days, or on an unknown one, as `due` does. `recorded` is
    what git knows of the records; without it the days on which sources were published say what was learnt late.
    """
    period, contents = Period(since, day), ledger.contents
    touched = answers.of_period(wanted, since, day)
    facts = [fact for one in touched.sales for fact in facts_of_sale(one, period)]
    facts += learnt(_recorded_since(ledger, touched, recorded, day), period, recorded)
    resolutions = [contents.resolutions[name] for name in touched.resolutions]
    for resolution in concerning(resolutions, touched.chosen, wanted, contents):
        facts += facts_of_resolution(resolution, ledger, period)
    for package in (contents.packages[name] for name in touched.packages):
        if not wanted.packages or package.id in wanted.packages:
            members = answers.chosen(wanted._replace(packages=(package.id,)), day).sales
            facts += facts_of_package(package, members, period) if members else ()
    facts = [fact for fact in facts if _near(fact, day, within)]
    footnotes = Footnotes()
    sections: dict[str, list[Document]] = {}
    for section in SECTIONS:
        ordered = sorted((fact for fact in facts if fact.section == section), key=lambda fact: fact.rank)
        sections[section] = [_document(fact, footnotes) for fact in ordered]
    memo = {
        "since": since.isoformat(),
        "as_of": day.isoformat(),
        "ledger": ledger.settings.name,
        "chosen_by": list(options_of(wanted)),
        "within_days": within,
        **{section: told for section, told in sections.items() if section != "learnt"},
        "totals": _totals(facts, touched),
        "sources": footnotes.found,
        "learnt": sections["learnt"],
        "looked_at": iso(ledger.settings.looked_at),
    }
    return cast("BriefDocument", memo)  # the sections are keys of it


def _recorded_since(ledger: Ledger, touched: OfPeriod, recorded: Recorded | None, day: date) -> list[SaleOnDay]:
    """The sales that can tell something learnt late: those whose records changed, or whose sources came out."""
    if recorded is None:
        return touched.sales
    sales = [ledger.contents.sales[name] for name in sorted(touched.chosen & recorded.before.keys())]
    return [SaleOnDay(sale, ledger.context(sale), day) for sale in sales]


def _near(fact: Fact, day: date, within: int | None) -> bool:
    if within is None or fact.section not in ("clocks", "deadlines"):
        return True
    return fact.when.exact is not None and (fact.when.exact - day).days <= within


def _document(fact: Fact, footnotes: Footnotes) -> Document:
    numbers = [number for name in fact.named for number in footnotes.of(name, fact.sources or {})]
    return {"kind": fact.kind} | fact.document | {"sources": [*numbers, *footnotes.of_texts(fact.citations)]}


def _totals(facts: list[Fact], touched: OfPeriod) -> Document:
    """The notifications of the period, counted as `summary` counts, and what the counts leave out."""
    notified = {str(fact.document["id"]) for fact in facts if fact.new}
    perhaps = sum(1 for fact in facts if fact.section == "perhaps" and fact.kind == "notification")
    new = [one for one in touched.sales if one.id in notified]
    emergencies = [one for one in new if one.standing.emergency]
    document, emergency = (summary_document(summarise(sales, Filter(), ("recipient",))) for sales in (new, emergencies))
    return {
        "by_recipient": document["groups"],
        "total": document["total"] | {"undated": perhaps},
        "totals": document["totals"],
        "emergency": {key: emergency["total"][key] for key in ("sales", "value_usd", "unknown_value")}
        | {"totals": emergency["totals"]},
        "left_out": {"undated": touched.undated, "unvalued": touched.unvalued},
    }
