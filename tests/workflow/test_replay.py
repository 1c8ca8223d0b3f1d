"""Replay is total and consistent, whatever a history says: generated histories, in any order and as loosely dated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, day, standing, state
from hypothesis import example, given
from hypothesis import strategies as st
from sampling import examples

from armstrack.law.options import LawOptions
from armstrack.model.entry import EVENTS, Emergency, Entry
from armstrack.model.partial_date import PartialDate, bounded, on, parse_partial_date
from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.model.sale import Sale, Value
from armstrack.workflow.context import Context
from armstrack.workflow.life import MOVING_EVENTS, life_of
from armstrack.workflow.move import Accepted, Refusal, as_known, judge, next_moves, possible_on, with_skips
from armstrack.workflow.order import in_order
from armstrack.workflow.procedure import procedures
from armstrack.workflow.standing import Standing, standing_on

FMS, RESOLUTION = procedures()["fms"], procedures()["resolution"]
FIRST, LAST = date(2025, 11, 1), date(2026, 4, 30)
DAYS = st.dates(FIRST, LAST)

partial_dates = st.one_of(
    DAYS.map(on),
    DAYS.map(on),
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y-%m}")),
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y}")),
    st.just(parse_partial_date("unknown")),
    st.tuples(DAYS, DAYS).map(lambda two: bounded(*sorted(two))),
    DAYS.map(lambda one: bounded(one, None)),
    DAYS.map(lambda one: bounded(None, one)),
)
words = st.sampled_from(
    [*FMS.writable, *FMS.writable, "delivery", "extended", "hold", "hold-lifted", "note", "promised"]
)


@st.composite
def entries(
    draw: st.DrawFn, words: st.SearchStrategy[str] = words, dates: st.SearchStrategy[PartialDate] = partial_dates
) -> Entry:
    """Any entry that a file can hold."""
    word = draw(words)
    return Entry(
        draw(dates),
        state=None if word in EVENTS else word,
        event=word if word in EVENTS else None,
        expires=draw(st.none() | DAYS) if word in ("offered", "extended") else None,
        expected=draw(partial_dates) if word == "promised" else None,
        emergency=Emergency("an emergency exists") if word == "notified" and draw(st.integers(0, 4)) == 0 else None,
        skipped=draw(st.sampled_from([(), ("offered",), ("offered", "accepted", "implemented", "delivered")])),
    )


money = st.none() | st.sampled_from([0, 1, 13_999_999, 14_000_000, 50_000_000, 250_000_000, 4_050_000_000])


@st.composite
def sales(draw: st.DrawFn, history: st.SearchStrategy[list[Entry]] | None = None, consistent: bool = True) -> Sale:
    """A sale with any history; its values fit together unless that is not asked for."""
    total, mde, construction = draw(money), draw(money), draw(st.none() | st.just(0) if consistent else money)
    if consistent and total is not None and mde is not None:
        total, mde = max(total, mde), min(total, mde)
    sale = a_sale(
        recipient=draw(st.sampled_from(["TW", "IL", "NATO", "FI+TW", "unknown"])),
        authority=draw(st.sampled_from(["36(b)(1)", "36(b)(1)", "36(b)(5)(C)", "unknown"])),
    )
    value = Value(total=total, mde=mde, construction=construction)
    return replace(
        sale, value=value, history=tuple(draw(history if history is not None else st.lists(entries(), max_size=6)))
    )


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """Any surroundings: either counting, and perhaps a resolution with any history."""
    steps = st.builds(ResolutionEntry, partial_dates, st.sampled_from(RESOLUTION.writable))
    resolutions: list[Resolution] = []
    if draw(st.booleans()):
        history = tuple(draw(st.lists(steps, min_size=1, max_size=4)))
        resolutions.append(replace(a_resolution(("2026-01-05", "introduced")), history=history))
    return Context(LawOptions(draw(st.sampled_from(["strict", "literal"]))), tuple(resolutions))


def told(here: Standing) -> tuple[object, ...]:
    """What a standing says apart from the day that it is for, and the words that count days down."""
    return here.state, here.since, here.maybe, here.notified, here.emergency, here.review, here.hold, here.promised


many = examples(150)
some = examples(60)


@many
@given(sales(), contexts(), DAYS)
def test_no_history_makes_the_replay_raise(sale: Sale, context: Context, today: date) -> None:
    life = life_of(sale, context)
    here = standing_on(sale, life, today)
    assert here.state is None or here.state in FMS.by_name
    assert set(here.maybe) <= set(FMS.by_name)
    assert here.words
    assert all(0 <= remark.at < len(sale.history) for remark in (*life.refused, *life.cautions))


@some
@given(sales(consistent=False), DAYS)
@example(a_sale(("2026-01-05", "requested"), ("2026-02-05", "offered"), total="13M", mde="20M"), date(2026, 3, 1))
def test_no_values_make_the_replay_raise_even_where_they_contradict_each_other(sale: Sale, today: date) -> None:
    assert standing_on(sale, life_of(sale, NO_CONTEXT), today).words


@some
@given(sales(), contexts(), entries(), DAYS)
def test_no_question_about_a_history_raises(sale: Sale, context: Context, entry: Entry, today: date) -> None:
    possible, closed = next_moves(sale, context, today)
    assert not {move.state for move in possible} & {move.state for move in closed}
    assert set(possible_on(sale, context, today)) <= set(FMS.writable)
    verdict = judge(sale, with_skips(sale, entry, context), context, today)
    assert isinstance(verdict, Accepted) or (verdict.reason and verdict.code)


@some
@given(sales(), contexts())
@example(
    a_sale(
        ("2025-11-01", "reported"), ("2025-11-02", "reported"), ("2025-11", "reported"), an_entry("2025-11-01", "hold")
    ),
    NO_CONTEXT,
)
def test_spans_follow_each_other(sale: Sale, context: Context) -> None:
    life = life_of(sale, context)
    # A review that may have ended before the next step, but need not have, is certain on no day.
    told = [span for span in life.spans if span.entry is not None or span.surely_from is not None]
    certain = [span.surely_from or date.max for span in told]
    assert certain == sorted(certain)
    # By identity: a history may hold the same entry twice, and only the first of two deliveries begins a state.
    begun = [id(span.entry) for span in life.spans if span.entry is not None]
    # What moves nothing orders nothing, either: a hold between two days known in part lets them stand as they are.
    moving = [entry for entry in sale.history if entry.state is not None or entry.event in MOVING_EVENTS]
    assert begun == [id(entry) for entry in in_order(moving) if id(entry) in begun]


@some
@given(sales(), contexts())
def test_a_standing_changes_only_on_a_day_on_which_something_may_have_happened(sale: Sale, context: Context) -> None:
    life = life_of(sale, context)
    dates = [entry.date for entry in sale.history]
    dates += [step.date for one in context.resolutions for step in one.history]
    days = {one for partial in dates for one in (partial.earliest, partial.latest)}
    for span in life.spans:
        if span.review is not None:
            days |= {span.review.over_from, span.review.may_be_over_from}
    here = standing_on(sale, life, FIRST - timedelta(1))
    for offset in range((LAST - FIRST).days + 60):
        today = FIRST + timedelta(offset)
        now = standing_on(sale, life, today)
        if today not in days:
            assert told(now) == told(here), today
        here = now


@many
@given(sales(), contexts(), entries(words=st.sampled_from(FMS.writable)), st.booleans())
def test_an_accepted_entry_never_makes_the_history_one_that_the_law_refuses(
    sale: Sale, context: Context, entry: Entry, skip: bool
) -> None:
    entry = with_skips(sale, entry, context) if skip else entry
    verdict = judge(sale, entry, context, LAST)
    before = {remark.at for remark in life_of(sale, context).refused}
    if isinstance(verdict, Accepted):
        after = {remark.at for remark in life_of(verdict.sale, context).refused}
        assert after <= before
        assert verdict.sale.history == (*sale.history, entry)


@some
@given(sales(), contexts(), entries(words=st.sampled_from(FMS.writable), dates=DAYS.map(on)))
def test_a_refusal_that_names_a_day_says_a_later_one(sale: Sale, context: Context, entry: Entry) -> None:
    verdict = judge(sale, entry, context, LAST)
    if isinstance(verdict, Refusal) and verdict.earliest is not None:
        assert entry.date.exact is not None
        assert verdict.earliest > entry.date.exact


@many
@given(
    sales(history=st.lists(entries(), max_size=6)).filter(
        lambda sale: [entry.state for entry in sale.history].count("notified") < 2
    ),
    DAYS,
)
def test_nothing_that_happens_later_plays_a_part_in_where_a_sale_stands(sale: Sale, today: date) -> None:
    then, _ = as_known(sale, NO_CONTEXT, today)
    whole = standing_on(sale, life_of(sale, NO_CONTEXT), today)
    known = standing_on(then, life_of(then, NO_CONTEXT), today)
    # What it may have reached is left out: where days overlap, an entry recorded later says what came first.
    assert told(replace(whole, maybe=())) == told(replace(known, maybe=()))


def test_an_entry_of_a_later_day_does_not_decide_the_order_of_those_before_it() -> None:
    sale = a_sale(("2025-11-02", "reported"), ("unknown", "accepted"), ("2025-11-01", "reported"))
    known, _ = as_known(sale, NO_CONTEXT, day("2025-11-01"))
    assert state(known, "2025-11-01") == state(sale, "2025-11-01")


def test_a_withdrawal_that_came_later_does_not_change_that_a_review_may_have_been_over() -> None:
    sale = a_sale(("2025-12", "notified"), ("2026-01-20", "withdrawn"))
    assert standing(sale, "2026-01-10").maybe == standing(a_sale(("2025-12", "notified")), "2026-01-10").maybe
    assert standing(sale, "2026-01-10").maybe == ("cleared",)


def test_a_second_notification_does_not_undo_the_first_before_its_day() -> None:
    again = a_sale(("2025-12-17", "notified"), ("2026-03-01", "withdrawn"), ("2026-06-01", "notified"))
    assert [state(again, one) for one in ("2026-01-16", "2026-01-17", "2026-03-01", "2026-06-01", "2026-07-02")] == [
        "notified",
        "cleared",
        "withdrawn",
        "notified",
        "cleared",
    ]
    here = standing(again, "2026-01-10")
    assert here.notified == parse_partial_date("2025-12-17")
    assert here.review is not None
    assert here.review.last_review_day == day("2026-01-16")


@some
@given(sales(history=st.lists(entries(dates=DAYS.map(on)), max_size=6)), DAYS)
def test_of_exact_days_nothing_is_in_doubt_where_the_recipient_is_known(sale: Sale, today: date) -> None:
    known = replace(sale, recipients=sale.recipients or ("TW",), authorities=("36(b)(1)",))
    assert standing_on(known, life_of(known, NO_CONTEXT), today).maybe == ()


@some
@given(
    sales(history=st.lists(entries(words=st.sampled_from(FMS.writable), dates=DAYS.map(on)), min_size=1, max_size=5))
)
def test_on_exact_days_the_last_entry_is_where_the_sale_stands_or_its_review_has_ended(sale: Sale) -> None:
    last = FMS.by_name[in_order(sale.history)[-1].state or ""]
    here = standing_on(sale, life_of(sale, NO_CONTEXT), LAST)
    letter = here.letters[0].state if here.letters else None
    if letter is not None and not FMS.by_name[letter].ended and last.of == "sale":
        # What is recorded of the notification after a letter moves none, and ends none that was delivered.
        assert here.state == letter
    else:
        assert here.state in ({"notified", "cleared"} if last.notifies else {last.name})


@some
@given(sales(), st.randoms(use_true_random=False))
def test_the_order_in_which_exact_days_were_recorded_changes_no_standing(sale: Sale, shuffle: object) -> None:
    # One entry a day, so that no order of recording has to decide.
    exact = {entry.date.earliest: entry for entry in sale.history if entry.date.exact is not None}
    listed = list(exact.values())
    ordered = replace(sale, history=tuple(listed))
    shuffle.shuffle(listed)  # type: ignore[attr-defined]
    mixed = replace(sale, history=tuple(listed))
    for today in {*filter(None, exact), LAST}:
        assert told(standing_on(ordered, life_of(ordered, NO_CONTEXT), today)) == told(
            standing_on(mixed, life_of(mixed, NO_CONTEXT), today)
        )


def test_a_law_enacted_later_does_not_change_where_a_sale_stood() -> None:
    sale = a_sale(("2025-12-17", "notified"), an_entry("2026-02-02", "offered"))
    law = against(a_resolution(("2026-01-05", "introduced"), ("2026-03-15", "enacted")))
    for one in ("2025-12-17", "2026-01-17", "2026-02-02", "2026-03-14"):
        assert standing(sale, one, law) == standing(sale, one)
