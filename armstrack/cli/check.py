"""`armstrack check`: what the law asks of a proposal on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.day_words import one_day
from armstrack.cli.explain_option import ExplainOption
from armstrack.cli.failure import usage
from armstrack.cli.session import Session
from armstrack.law.threshold import Proposal
from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.money import Money, parse_money
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.told import sentence
from armstrack.query.answers import LedgerAlone
from armstrack.query.plain_words import known_words, parsed, recipient_codes
from armstrack.query.questions.check import CheckQuestion

ASKED = tuple(authority for authority in AUTHORITIES if authority != UNKNOWN)


def _value(option: str, text: str | None, otherwise: Money) -> Money:
    if text is None:
        return otherwise
    return None if text == UNKNOWN else parsed(option, text, parse_money)


def check(
    session: Session,
    recipient: Annotated[
        list[str], typer.Option("--recipient", "-r", metavar="WHO", help="Code or name; repeat for several.")
    ],
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            metavar="SECTION",
            help="36(b)(1) (the default), 36(b)(5)(A), 36(b)(5)(C), 36(c), 36(d), 3(d)(1), 3(d)(3) or 62; repeat for "
            "several, of which the strictest rules.",
        ),
    ] = None,
    on_day: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day of notification. Default: the as-of day.")
    ] = None,
    mde: Annotated[
        str | None, typer.Option("--mde", metavar="USD", help="Major defense equipment. Left out: unknown.")
    ] = None,
    total: Annotated[
        str | None,
        typer.Option(
            "--total", metavar="USD", help="Articles and services, that equipment included. Left out: unknown."
        ),
    ] = None,
    construction: Annotated[
        str | None, typer.Option("--construction", metavar="USD", help="Design and construction. Left out: none.")
    ] = None,
    firearms: Annotated[
        str | None, typer.Option("--firearms", metavar="USD", help="Firearms of USML category I. Left out: unknown.")
    ] = None,
    territory: Annotated[
        list[str] | None, typer.Option("--territory", metavar="WHO", help="Countries of the sales territory.")
    ] = None,
    emergency: Annotated[bool, typer.Option("--emergency", help="The certification states an emergency.")] = False,
    explain: ExplainOption = False,
) -> None:
    """Must Congress be notified, how long is the review, when may the sale proceed, and under which rule?

    Money as 14M, 1.5B or 14_000_000; the word `unknown` says that a value is not known.
    """
    recipients = recipient_codes(recipient)
    if UNKNOWN in recipients and len(recipients) > 1:
        raise usage("The law cannot be asked about an unknown recipient beside others.", "ask for `-r unknown` alone")
    day = one_day(session, "--on", on_day)
    sections = known_words(authority or ["36(b)(1)"], ASKED, "authority", OTHER_SPELLINGS)
    values = {
        "--mde": _value("--mde", mde, None),
        "--total": _value("--total", total, None),
        "--construction": _value("--construction", construction, 0),
        "--firearms": _value("--firearms", firearms, None),
    }
    try:
        proposal = Proposal(*values.values())
    except ValueError as error:
        part = "--mde" if str(error).startswith("major") else "--firearms"
        raise usage(sentence(error), f"{part} is part of --total") from error
    known = tuple(code for code in recipients if code != UNKNOWN)
    question = CheckQuestion(known, sections, proposal, day, recipient_codes(territory), emergency, explain)
    document = question.answer(LedgerAlone(session.whole_ledger), session.day)
    if session.for_people:
        from armstrack.output.check_page import check_page

        session.write_page(check_page(document))
        return
    session.write_answer(question, document)
    for remark in document["remarks"]:
        session.note(remark)
