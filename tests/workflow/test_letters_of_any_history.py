"""Letters in generated histories: replay is total, and names alone change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from builders import NO_CONTEXT, a_resolution, a_sale
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.model.authority import AUTHORITIES
from armstrack.model.entry import EVENTS, Entry
from armstrack.model.partial_date import PartialDate, bounded, on, parse_partial_date
from armstrack.model.resolution import ResolutionEntry
from armstrack.model.sale import Sale
from armstrack.model.terms import LETTER_EVENTS
from armstrack.workflow.context import Context
from armstrack.workflow.life import life_of
from armstrack.workflow.move import Accepted, as_known, judge, next_moves, possible_on, with_skips
from armstrack.workflow.procedure import procedure_of
from armstrack.workflow.standing import Standing, standing_on

FIRST, LAST = date(2025, 12, 1), date(2026, 4, 30)
DAYS = st.dates(FIRST, LAST)
HAPPENED = (*LETTER_EVENTS, "hold", "hold-lifted", "note", "promised", "modified", "resubmitted")
CASES = (None, "A-1", "A-2", "A-3")

partial_dates = st.one_of(
    DAYS.map(on),
    DAYS.map(on),
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y-%m}")),
    st.just(parse_partial_date("unknown")),
    st.tuples(DAYS, DAYS).map(lambda two: bounded(*sorted(two))),
)


@st.composite
def entries(
    draw: st.DrawFn, authority: str, cases: tuple[str | None, ...], dates: st.SearchStrategy[PartialDate]
) -> Entry:
    """Any entry that a file of an authority can hold, perhaps about one case."""
    table = procedure_of((authority,))
    word = draw(st.sampled_from([*table.writable, *table.writable, *HAPPENED]))
    state = table.by_name.get(word)
    lapses = word in ("extended", "restated") or (state is not None and state.lapses)
    of_letter = word in LETTER_EVENTS or (state is not None and state.of != "sale")
    return Entry(
        draw(dates),
        state=None if word in EVENTS else word,
        event=word if word in EVENTS else None,
        expires=draw(st.none() | DAYS) if lapses else None,
        value=draw(st.sampled_from([None, 0, 60_000_000])) if of_letter else None,
        case=draw(st.sampled_from(cases)) if of_letter else None,
        skipped=draw(st.sampled_from([(), table.writable])),
    )


@st.composite
def sales(
    draw: st.DrawFn,
    cases: tuple[str | None, ...] = CASES,
    dates: st.SearchStrategy[PartialDate] = partial_dates,
    begun: bool = False,
) -> Sale:
    """A sale with any history of letters; one that is `begun` was notified and begins with some of its letters."""
    authority = draw(st.sampled_from([one for one in AUTHORITIES if one != "36(b)(5)(A)"]))
    table = procedure_of((authority,))
    history = draw(st.lists(entries(authority, cases, dates), max_size=7))
    if begun:
        assert table.notifying_state is not None
        first = table.first("offer")
        offers = [Entry(on(date(2026, 1, 20)), state=first, case=case) for case in draw(st.permutations(cases))[:2]]
        history = [Entry(on(FIRST), state=table.notifying_state), *offers, *history]
    sale = a_sale(recipient=draw(st.sampled_from(["TW", "IL"])), authority=authority, total="60M")
    return replace(sale, history=tuple(history))


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """No resolution, or one that became law on any day."""
    if draw(st.booleans()):
        return NO_CONTEXT
    law = ResolutionEntry(draw(partial_dates), "enacted")
    return Context(resolutions=(replace(a_resolution(("2025-12-05", "introduced")), history=(law,)),))


def days_of(sale: Sale) -> list[date]:
    """The days on which the standing of a sale can change, the days before them, and the ends of all its reviews."""
    dates = [entry.date for entry in sale.history]
    days = {one for partial in dates for one in (partial.earliest, partial.latest) if one is not None}
    days |= {day + timedelta(wait) for day in days for wait in (16, 31)}
    days |= {entry.expires for entry in sale.history if entry.expires is not None}
    return sorted({*days, *(day - timedelta(1) for day in days), FIRST, LAST, LAST + timedelta(60)})


def told(here: Standing) -> tuple[object, ...]:
    """What a standing says, apart from the names of its letters."""
    return (
        here.state, here.since, here.maybe, here.words, here.notified, here.clock, here.blocked_by, here.stage,
        here.deadline, here.promised, [letter._replace(case=None) for letter in here.letters],
    )  # fmt: skip


many = examples(150)
some = examples(60)


@many
@given(st.one_of(sales(), sales(begun=True)), contexts(), DAYS)
def test_no_history_of_letters_makes_the_replay_raise(sale: Sale, context: Context, today: date) -> None:
    life = life_of(sale, context)
    here = standing_on(sale, life, today)
    names = procedure_of(sale.authorities).by_name
    assert here.state is None or here.state in names
    assert here.words
    assert life == life_of(sale, context)
    assert len({letter.case for letter in here.letters}) == len(here.letters)
    remarks = (*life.refused, *life.cautions, *life.unassigned)
    assert all(0 <= remark.at < len(sale.history) for remark in remarks)
    possible, closed = next_moves(sale, context, today)
    assert not {(move.case, move.state) for move in possible} & {(move.case, move.state) for move in closed}
    assert set(possible_on(sale, context, today)) <= set(names)


@many
@given(st.one_of(sales(), sales(begun=True)), contexts(), st.data())
def test_no_accepted_entry_makes_a_history_that_is_refused_or_asks_which_letter(
    sale: Sale, context: Context, data: st.DataObject
) -> None:
    entry = data.draw(entries(sale.authority, CASES, partial_dates))
    verdict = judge(sale, with_skips(sale, entry, context), context, LAST)
    if isinstance(verdict, Accepted):
        before, after = life_of(sale, context), life_of(verdict.sale, context)
        assert {one.at for one in after.refused} <= {one.at for one in before.refused}
        assert {one.at for one in after.unassigned} <= {one.at for one in before.unassigned}


@many
@given(sales(cases=(None,)), contexts())
def test_one_case_stands_on_every_day_where_it_would_without_a_name(sale: Sale, context: Context) -> None:
    plain = life_of(sale, context)
    unnamed = plain.letter(None)
    of_letter = {id(entry) for entry in unnamed.entries} if unnamed is not None else set()
    named = replace(
        sale, history=tuple(replace(one, case="A-1") if id(one) in of_letter else one for one in sale.history)
    )
    life = life_of(named, context)
    assert [(one.at, one.objection.code) for one in life.refused] == [
        (one.at, one.objection.code) for one in plain.refused
    ]
    assert {letter.case for letter in life.letters} <= {"A-1"}
    for today in days_of(sale):
        assert told(standing_on(named, life, today)) == told(standing_on(sale, plain, today)), today


@some
@given(sales(begun=True), contexts(), st.permutations(["A-1", "A-2", "A-3"]))
def test_what_the_letters_are_called_changes_no_day(sale: Sale, context: Context, names: list[str]) -> None:
    called = dict(zip(("A-1", "A-2", "A-3"), names, strict=True))
    renamed = replace(
        sale,
        history=tuple(replace(one, case=called[one.case]) if one.case is not None else one for one in sale.history),
    )
    plain, life = life_of(sale, context), life_of(renamed, context)
    for today in days_of(sale):
        assert told(standing_on(renamed, life, today)) == told(standing_on(sale, plain, today)), today


A_WEEK = st.dates(date(2026, 3, 1), date(2026, 3, 7))


@some
@given(sales(cases=("A-1", "A-2", "A-3"), dates=A_WEEK.map(on), begun=True), st.randoms(use_true_random=False))
def test_which_letter_was_recorded_first_changes_no_day_on_which_one_is_open(sale: Sale, chance: Random) -> None:
    # The letters are shuffled against each other, and the entries of each keep their order.
    queues: dict[str, list[Entry]] = {}
    for entry in sale.history:
        if entry.case is not None:
            queues.setdefault(entry.case, []).append(entry)
    plain = replace(sale, history=(sale.history[0], *(one for one in sale.history if one.case is not None)))
    order = [case for case, queue in queues.items() for _ in queue]
    chance.shuffle(order)
    mixed = replace(sale, history=(sale.history[0], *(queues[case].pop(0) for case in order)))
    one, two = life_of(plain, NO_CONTEXT), life_of(mixed, NO_CONTEXT)
    for today in days_of(plain):
        here, there = standing_on(plain, one, today), standing_on(mixed, two, today)
        assert {each.case: each for each in here.letters} == {each.case: each for each in there.letters}
        if not all(letter.over for letter in here.letters):
            assert there.state == here.state, today


@some
@given(st.one_of(sales(), sales(begun=True)), contexts(), partial_dates, st.sampled_from(CASES), st.integers(0, 9))
def test_a_note_changes_nothing(sale: Sale, context: Context, when: PartialDate, case: str | None, at: int) -> None:
    note = Entry(when, event="note", note="it says so", case=case)
    history = list(sale.history)
    history.insert(at, note)
    noted = replace(sale, history=tuple(history))
    plain, life = life_of(sale, context), life_of(noted, context)
    for today in days_of(sale):
        assert told(standing_on(noted, life, today)) == told(standing_on(sale, plain, today)), today


@some
@given(sales(begun=True), DAYS)
def test_the_sale_stands_where_one_of_its_letters_stands(sale: Sale, today: date) -> None:
    exact = replace(sale, history=tuple(one for one in sale.history if one.date.exact is not None))
    here = standing_on(exact, life_of(exact, NO_CONTEXT), today)
    table = procedure_of(exact.authorities)
    alive = [letter for letter in here.letters if not letter.over]
    if not alive:
        return
    whole = life_of(exact, NO_CONTEXT)
    reached = [letter.reached(today) for letter in whole.letters if letter.case in {each.case for each in alive}]
    ranks = [table.steps.index(name) for name in reached if name in table.steps]
    paused = all(table.by_name[each.state or ""].kind == "pause" for each in alive)
    if paused:
        assert here.state is not None
        assert table.by_name[here.state].kind == "pause"
    elif ranks:
        assert here.state == table.steps[max(ranks)]


@some
@given(st.one_of(sales(), sales(begun=True)), DAYS)
def test_nothing_that_happens_later_plays_a_part_in_where_the_letters_stand(sale: Sale, today: date) -> None:
    then, _ = as_known(sale, NO_CONTEXT, today)
    whole, known = (standing_on(one, life_of(one, NO_CONTEXT), today) for one in (sale, then))
    # What may have been reached is left out: where days overlap, an entry recorded later says what came first.
    stands = [(one.state, one.since, [letter[:3] for letter in one.letters if letter.state]) for one in (whole, known)]
    assert stands[0] == stands[1]
