"""The guards of the procedures: what must be true on the day of a move, and the law that asks for it.

Each guard is a pure function of the situation. It answers with an objection, or with
`None` when the move may pass. Where a day is known only in part, a guard objects only if
no day that it may mean would do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from armstrack.law.clock import Review
from armstrack.law.exemptions import Exemption, exemptions_of
from armstrack.law.group import group_phrase
from armstrack.law.options import LawOptions
from armstrack.law.reach import years_after
from armstrack.law.threshold import MEASURED_IN, Proposal, Requirement, Test, requirement_of
from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.partial_date import UNKNOWN, PartialDate
from armstrack.model.sale import Sale, Value
from armstrack.workflow.procedure import Procedure
from armstrack.workflow.transition import Objection

LONGEST_LEASE = 5
"""Years that a lease may run, besides the time for major refurbishment (AECA 61(b)(1), 22 U.S.C. 2796(b)(1))."""

REFURBISHMENT = "61(b)(1)"
"""The paragraph that adds that time. It is about the length of a lease, and spares nobody its certification."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A sale just before a move, and the move."""

    sale: Sale
    entry: Entry
    before: str | None
    review: Review | None
    notified: Entry | None
    submitted: Entry | None
    """The entry by which the review began: that of the notification, or of the same proposal submitted again."""
    deadline: date | None
    """The last day for accepting the open offer, or of the licence or lease, where one is recorded."""
    since: PartialDate | None
    """Since when the letter that is moved stands where it stands; `None` where it has not begun."""
    procedure: Procedure
    options: LawOptions


WRITE_AUTHORITY = "Write `authority:` into the sale's file."
"""What to do where nothing can be judged because the authority is unknown."""


def review_over(situation: Situation) -> Objection | None:
    """The congressional review has ended (AECA 36(b)(1), 22 U.S.C. 2776(b)(1); for FMS by policy, SAMM C5)."""
    review, notified, last = situation.review, situation.notified, situation.entry.date.latest
    if review is None or notified is None or last is None or review.may_be_over_from is None:
        return None
    if last >= review.may_be_over_from:
        return None
    if UNKNOWN in situation.sale.authorities:
        reason = "When Congress's review is over cannot be told: the authority is unknown."
        return Objection("review-running", reason, remedy=WRITE_AUTHORITY)
    because = group_phrase(situation.sale.recipients, review.group)
    if review.emergency:
        reason = f"The emergency certification reached Congress on {notified.date}."
    elif review.last_review_day is not None:
        days, until = review.review_days, review.last_review_day
        submitted = situation.submitted or notified
        when = f"{'notified' if submitted is notified else 'submitted again'} {submitted.date}"
        reason = f"Congress's {days}-day review runs to {until} ({when}; {because})."
    else:
        reason = f"Congress's review is not over (notified {notified.date}; {because})."
    # Where its end is known in part, it is surely over once it is on every day that it may mean.
    first = review.earliest_action or review.over_from
    return Objection("review-running", reason, review.citations, first, verified=review.verified)


def proposal_of(value: Value) -> Proposal:
    """What the tests of value are applied to, from the value of a sale as its file gives it."""
    construction = value.construction or 0
    articles = None if value.total is None else max(value.total - construction, 0)
    parts = [part for part in (value.mde, value.firearms) if part is not None]
    if articles is not None and parts:
        # Where the parts exceed the total, which is reported elsewhere, the larger figure is taken.
        articles = max(articles, *parts)
    return Proposal(mde=value.mde, total=articles, construction=construction, firearms=value.firearms)


def requirement_of_sale(sale: Sale, day: date, proposal: Proposal, options: LawOptions) -> Requirement:
    """What the law of a day asks of a proposal like a sale's: its authorities, recipients and territory."""
    return requirement_of(sale.authorities, sale.recipients, day, proposal, options, sale.territory)


def notification_not_required(situation: Situation) -> Objection | None:
    """Congress need not be told: the sale is below every figure, or exempt by the paragraph that the entry names.

    AECA 36(b)(1) and (b)(6), 36(c)(1) and (c)(5), 36(d)(1), 3(d)(1), (3), (4) and (5).
    """
    sale, when = situation.sale, situation.entry.date
    if UNKNOWN in sale.authorities:
        reason = "Whether Congress must be notified first cannot be told: the authority is unknown."
        return Objection("notification-undecided", reason, remedy=WRITE_AUTHORITY)
    day = when.latest or when.earliest
    known = exemptions_of(sale.authorities, day)
    if situation.entry.exempt is not None:
        return _not_exempt(situation, known)
    if day is None:
        return Objection(
            "notification-undecided", "Whether Congress had to be told depends on the day, which is unknown."
        )
    found = requirement_of_sale(sale, day, proposal_of(sale.value), situation.options)
    if found.required is False:
        return None
    met = next((test for test in found.tests if test.met), None)
    if met is not None:
        return _notify_first(_why_met(met), known, found.citations)
    return _undecided(found.tests, found.citations)


def _why_met(test: Test) -> str:
    if test.kind == "any":
        return f"under {test.authority} it is, whatever the value"
    value = "unknown" if test.value is None else f"${test.value:,}"
    measured = MEASURED_IN.get(test.authority)
    cost = f" in {measured}" if measured is not None and "cost" in measured else ""
    return f"{test.kind} {value}{cost} reaches the threshold of ${test.threshold:,}"


def _notify_first(why: str, known: tuple[Exemption, ...], citations: tuple[str, ...]) -> Objection:
    ways = [f'--exempt "{one.paragraph}": {one.means}' for one in known if one.offered]
    remedy = "Record `notified` first."
    if ways:
        remedy += f" Without a notification only by an exemption ({'; '.join(ways)})."
    return Objection("notification-required", f"Congress must be notified first: {why}.", citations, remedy=remedy)


def _undecided(tests: tuple[Test, ...], citations: tuple[str, ...]) -> Objection:
    unknown = [test for test in tests if test.met is None]
    open_tests = " and ".join(dict.fromkeys(test.kind for test in unknown))
    reason = f"Whether Congress must be notified first cannot be told: {open_tests} unknown."
    remedy = "Enter the value, or record `notified`."
    firearms = next((test for test in unknown if test.kind == "firearms"), None)
    if firearms is not None:
        reason = f"{reason.removesuffix('.')}, and for firearms of Category I ${firearms.threshold:,} suffices."
        remedy = "Write how much of the value is Category I firearms: `value: {firearms: 0}` for none."
    return Objection("notification-undecided", reason, citations, remedy=remedy)


def _not_exempt(situation: Situation, known: tuple[Exemption, ...]) -> Objection | None:
    """Why the exemption that an entry names does not hold, or `None` where it does."""
    named = situation.entry.exempt
    found = next((one for one in known if one.paragraph == named), None)
    if found is not None:
        return None
    of = " and ".join(situation.sale.authorities)
    ways = ", ".join(one.paragraph for one in known) or "none"
    return Objection(
        "no-such-exemption",
        f"`{named}` exempts nothing under {of}.",
        remedy=f"Exemptions under {of}: {ways}.",
    )


_LEASE = ("AECA 62(a), 22 U.S.C. 2796a(a)",)


def lease_under_a_year(situation: Situation) -> Objection | None:
    """A lease of less than a year is not certified; entering into a longer one is (AECA 62(a))."""
    short = _runs_less_than_a_year(situation.entry)
    if situation.entry.exempt not in (None, REFURBISHMENT):
        when = situation.entry.date
        known = exemptions_of(situation.sale.authorities, when.latest or when.earliest)
        unfounded = _not_exempt(situation, known)
        if unfounded is not None or short is None:
            return unfounded
    if short is None:
        reason = "Whether Congress must be notified first cannot be told: until when the lease runs is unknown."
        return Objection("notification-undecided", reason, _LEASE, remedy="Give its last day: --expires DAY.")
    if short:
        return None
    return _notify_first("a lease of a year or longer is certified, whatever its value", (), _LEASE)


def _runs_less_than_a_year(entry: Entry) -> bool | None:
    """Whether a lease surely runs for less than a year, or surely does not; `None` where that is unknown."""
    if entry.expires is None or entry.date.latest is None:
        return None
    return entry.expires < years_after(entry.date.latest, 1)


def renewal_notified(situation: Situation) -> Objection | None:
    """A renewal of a year or longer was certified too: a lease is, on entering into it or renewing it (AECA 62(a))."""
    if situation.deadline is not None and situation.entry.expires is not None:
        start = situation.deadline + timedelta(1)
        if situation.entry.expires < years_after(start, 1):
            return None
    notified, since = situation.notified, situation.since
    certified_anew = notified is not None and since is not None and not notified.date.surely_before(since)
    if certified_anew and notified is not None and since is not None and notified.date.exact != since.exact:
        return review_over(situation)
    if situation.entry.expires is None:
        reason = "Whether the renewal must be certified cannot be told: until when it runs is unknown."
        return Objection("notification-undecided", reason, _LEASE, remedy="Give its last day: --expires DAY.")
    reason = "Congress must be notified first: a renewal of a year or longer is certified too."
    return Objection("notification-required", reason, _LEASE, remedy="Record `notified` first.")


def lease_within_five_years(situation: Situation) -> Objection | None:
    """A lease runs five years at most, besides the time for major refurbishment (AECA 61(b)(1))."""
    entry = situation.entry
    if entry.expires is None or entry.date.latest is None or entry.exempt == REFURBISHMENT:
        return None
    start = entry.date.latest
    if situation.deadline is not None and situation.since is not None:
        start = max(start, situation.deadline + timedelta(1))
    if entry.expires <= years_after(start, LONGEST_LEASE):
        return None
    reason = f"A lease runs at most five years, and this one would run from {start} to {entry.expires}."
    citation = ("AECA 61(b)(1), 22 U.S.C. 2796(b)(1)",)
    remedy = (
        f'Only the time for major refurbishment before delivery is added: --exempt "{REFURBISHMENT}" where it explains '
        "this."
    )
    return Objection("lease-too-long", reason, citation, remedy=remedy)


def offer_open(situation: Situation) -> Objection | None:
    """The offer had not lapsed: acceptance comes on or before the offer expiration date."""
    deadline, first = situation.deadline, situation.entry.date.earliest
    if deadline is None or first is None or first <= deadline:
        return None
    if _in_force(situation):
        reason = f"The {situation.procedure.letter} was valid until {deadline}."
        return Objection(
            "no-longer-valid", reason, remedy="Record `extended` with the new last day, if it was extended."
        )
    return Objection(
        "offer-lapsed",
        f"The offer could be accepted until {deadline}.",
        remedy="Record `extended` or `restated` with the new deadline, if the offer was kept open.",
    )


def offer_deadline_passed(situation: Situation) -> Objection | None:
    """The offer's last day, or that of the licence or lease, has passed."""
    deadline, last = situation.deadline, situation.entry.date.latest
    if deadline is None or last is None or last > deadline:
        return None
    reason = f"The offer can be accepted until {deadline}."
    if _in_force(situation):
        reason = f"The {situation.procedure.letter} is valid until {deadline}."
    return Objection("offer-open", reason, earliest=deadline + timedelta(1))


def _in_force(situation: Situation) -> bool:
    """Whether what lapses is in force, as a licence is, and waits for no signature, as an offer does."""
    return any(state.lapses and state.has("binding") for state in situation.procedure.states)


GUARD: dict[str, Callable[[Situation], Objection | None]] = {
    "review-over": review_over,
    "notification-not-required": notification_not_required,
    "lease-under-a-year": lease_under_a_year,
    "renewal-notified": renewal_notified,
    "lease-within-five-years": lease_within_five_years,
    "offer-open": offer_open,
    "offer-deadline-passed": offer_deadline_passed,
}
"""The guards by the names that the tables use."""
