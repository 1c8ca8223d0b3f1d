"""Replay is pure, total and consistent for generated histories of every authority, not of letters of offer alone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import a_resolution, a_sale
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.law.options import LawOptions
from armstrack.ledger.audit import audit
from armstrack.ledger.ledger import Ledger
from armstrack.model.authority import AUTHORITIES
from armstrack.model.entry import EVENTS, Emergency, Entry
from armstrack.model.partial_date import PartialDate, bounded, on, parse_partial_date
from armstrack.model.resolution import ResolutionEntry
from armstrack.model.sale import Sale, Value
from armstrack.workflow.context import Context
from armstrack.workflow.life import life_of
from armstrack.workflow.move import Accepted, Refusal, judge, next_moves, possible_on, with_skips
from armstrack.workflow.procedure import procedure_of, procedures
from armstrack.workflow.resolution_life import congress_ends, resolution_standing
from armstrack.workflow.resolution_move import ResolutionAccepted, judge_resolution, possible_steps
from armstrack.workflow.standing import standing_on

IN_FORCE = tuple(one.name for one in procedures()["resolution"].states if one.has("in-force"))
FIRST, LAST = date(2025, 11, 1), date(2026, 4, 30)
DAYS = st.dates(FIRST, LAST)
HAPPENED = ("delivery", "extended", "hold", "hold-lifted", "note", "promised")

partial_dates = st.one_of(
    DAYS.map(on),
    DAYS.map(on),
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y-%m}")),
    st.just(parse_partial_date("unknown")),
    st.tuples(DAYS, DAYS).map(lambda two: bounded(*sorted(two))),
)


@st.composite
def entries(draw: st.DrawFn, authority: str, dates: st.SearchStrategy[PartialDate] = partial_dates) -> Entry:
    """Any entry that a file of an authority can hold."""
    table = procedure_of((authority,))
    word = draw(st.sampled_from([*table.writable, *table.writable, *HAPPENED]))
    state = table.by_name.get(word)
    return Entry(
        draw(dates),
        state=None if word in EVENTS else word,
        event=word if word in EVENTS else None,
        expires=draw(st.none() | DAYS) if word == "extended" or (state is not None and state.lapses) else None,
        emergency=Emergency("it says so") if state is not None and state.notifies and draw(st.booleans()) else None,
        skipped=draw(st.sampled_from([(), table.writable])),
    )


@st.composite
def sales(draw: st.DrawFn, dates: st.SearchStrategy[PartialDate] = partial_dates) -> Sale:
    """A sale under any authority, with any history."""
    authority = draw(st.sampled_from(list(AUTHORITIES)))
    total = draw(st.none() | st.sampled_from([1, 13_999_999, 60_000_000]))
    sale = a_sale(recipient=draw(st.sampled_from(["TW", "IL", "NATO", "FI+TW", "unknown"])), authority=authority)
    history = draw(st.lists(entries(authority, dates), max_size=5))
    return replace(sale, value=Value(total=total, mde=draw(st.sampled_from([None, 0]))), history=tuple(history))


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """Any reading of the law, and perhaps a resolution that became law, or may have."""
    options = LawOptions(
        draw(st.sampled_from(["strict", "literal"])),
        draw(st.sampled_from(["any", "all"])),
        draw(st.sampled_from(["low", "high"])),
        draw(st.sampled_from(["regulation", "statute"])),
    )
    if draw(st.booleans()):
        return Context(options)
    enacted = ResolutionEntry(draw(partial_dates), draw(st.sampled_from(IN_FORCE)))
    return Context(options, (replace(a_resolution(("2026-01-05", "introduced")), history=(enacted,)),))


many = examples(150)
some = examples(50)


@many
@given(sales(), contexts(), DAYS)
def test_no_history_makes_the_replay_raise_and_replaying_again_tells_the_same(
    sale: Sale, context: Context, today: date
) -> None:
    life = life_of(sale, context)
    here = standing_on(sale, life, today)
    names = procedure_of(sale.authorities).by_name
    assert here.state is None or here.state in names
    assert set(here.maybe) <= set(names)
    assert here.words
    assert life == life_of(sale, context)
    assert here == standing_on(sale, life_of(sale, context), today)


@many
@given(sales(), contexts(), st.data(), DAYS)
def test_no_question_raises_and_no_accepted_entry_makes_a_history_that_the_law_refuses(
    sale: Sale, context: Context, data: st.DataObject, today: date
) -> None:
    possible, closed = next_moves(sale, context, today)
    assert not {move.state for move in possible} & {move.state for move in closed}
    assert set(possible_on(sale, context, today)) <= set(procedure_of(sale.authorities).writable)
    entry = data.draw(entries(sale.authority))
    verdict = judge(sale, with_skips(sale, entry, context), context, LAST)
    if isinstance(verdict, Refusal):
        assert verdict.reason
        assert verdict.code
    else:
        before = {remark.at for remark in life_of(sale, context).refused}
        assert {remark.at for remark in life_of(verdict.sale, context).refused} <= before


@some
@given(sales(), contexts())
def test_a_standing_is_constant_between_the_days_of_its_events_and_of_the_law(sale: Sale, context: Context) -> None:
    life = life_of(sale, context)
    dates = [entry.date for entry in sale.history]
    dates += [step.date for one in context.resolutions for step in one.history]
    days = {one for partial in dates for one in (partial.earliest, partial.latest)}
    for span in life.spans:
        if span.review is not None:
            days |= {span.review.over_from, span.review.may_be_over_from}
    before = None
    for offset in range((LAST - FIRST).days + 60):
        here = standing_on(sale, life, FIRST + timedelta(offset))
        told = (here.state, here.since, here.maybe, here.notified, here.emergency, here.review, here.blocked_by)
        assert before in (None, told) or here.day in days, here.day
        before = told


@some
@given(sales(dates=DAYS.map(on)), DAYS)
def test_a_move_said_to_be_possible_on_a_day_is_accepted_then(sale: Sale, today: date) -> None:
    context = Context()
    known = replace(sale, history=tuple(entry for entry in sale.history if entry.date.surely_by(today)))
    for move in next_moves(sale, context, today)[0]:
        entry = Entry(on(move.earliest_action), state=move.state)
        assert isinstance(judge(known, entry, context, move.earliest_action), Accepted)


# --- what is accepted passes the audit --------------------------------------------------------------------

TODAY = date(2026, 4, 30)


def written(sale: Sale) -> str:
    """The file of a sale."""
    lines = [f"id: {sale.id}", "title: A sale", f"recipient: {sale.recipients[0]}", f"authority: {sale.authority}"]
    lines += [f"value: {{total: {sale.value.total}, mde: 0}}", "history:"]
    for entry in sale.history:
        skipped = f", skipped: [{', '.join(entry.skipped)}]" if entry.skipped else ""
        expires = f", expires: {entry.expires}" if entry.expires else ""
        case = f", case: {entry.case}" if entry.case else ""
        lines.append(f"  - {{date: {entry.date}, state: {entry.state}{expires}{case}{skipped}}}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_whatever_is_accepted_one_after_the_other_passes_the_audit(tmp_path: Path, authority: str) -> None:
    (tmp_path / "ledger.yaml").write_text("name: A ledger\nformat: 1\n")
    (tmp_path / "sales").mkdir()
    file = tmp_path / "sales/a-sale.yaml"
    table = procedure_of((authority,))
    moves: set[str] = set()
    for seed in range(12):
        chance = random.Random(seed)
        sale = a_sale(authority=authority, recipient=chance.choice(["TW", "DE"]), total=chance.choice(["5M", "900M"]))
        for _ in range(12):
            state = chance.choice(table.writable)
            day = on(FIRST + timedelta(chance.randrange((TODAY - FIRST).days)))
            expires = day.exact if table.by_name[state].lapses and chance.random() < 0.3 else None
            case = chance.choice([None, "A-1", "A-2"]) if table.by_name[state].of == "letter" else None
            entry = with_skips(sale, Entry(day, state=state, expires=expires, case=case), Context())
            verdict = judge(sale, entry, Context(), TODAY)
            if isinstance(verdict, Accepted):
                sale = verdict.sale
                moves.add(state)
        if not sale.history:
            continue
        file.write_text(written(sale))
        flagged = [one.code for one in audit(Ledger(tmp_path)) if one.code != "missing-source"]
        assert flagged == [], sale.history
    assert len(moves) >= min(3, len(table.writable))


# --- resolutions ------------------------------------------------------------------------------------------

RESOLUTION = procedures()["resolution"]
steps = st.builds(ResolutionEntry, partial_dates, st.sampled_from(RESOLUTION.writable))


@many
@given(st.lists(steps, max_size=6), steps, st.dates(FIRST, date(2027, 6, 1)))
def test_a_resolution_of_any_history_can_be_asked_about(
    history: list[ResolutionEntry], step: ResolutionEntry, today: date
) -> None:
    resolution = replace(a_resolution(("2026-01-05", "introduced")), history=tuple(history))
    here = resolution_standing(resolution, today)
    assert here == resolution_standing(resolution, today)
    assert here.state is None or here.state in RESOLUTION.by_name
    if here.state is not None and today >= congress_ends(119):
        # What was put before the President in time stays with him.
        assert RESOLUTION.by_name[here.state].ended or RESOLUTION.by_name[here.state].has("with-president")
    assert set(possible_steps(resolution, today)) <= set(RESOLUTION.writable)
    verdict = judge_resolution(resolution, step, today)
    assert isinstance(verdict, ResolutionAccepted) or (verdict.code and verdict.reason)
