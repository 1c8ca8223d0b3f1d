"""Where a sale stands is said in one sentence that leaves nothing out, and no move is called possible on a guess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ledger.made import SETTINGS, make

if TYPE_CHECKING:
    from conftest import Ran, Run

AS_OF = ("--as-of", "2026-11-28")

SALE = """\
id: radios
title: Radios
recipient: {recipient}
authority: {authority}
value: {{total: 40M}}
history:
{history}
"""


@pytest.fixture
def stands(run: Run, tmp_path: Path) -> Callable[..., Callable[..., Ran]]:
    """Makes a ledger of one sale with these entries, and answers with what asks about it."""

    def made(*entries: str, recipient: str = "TW", authority: str = "36(b)(1)") -> Callable[..., Ran]:
        history = "\n".join(f"  - {{{entry}}}" for entry in entries)
        text = SALE.format(recipient=recipient, authority=authority, history=history)
        folder = tmp_path / "one"
        make(folder, {"sales/radios.yaml": text}, SETTINGS)
        return lambda *words: run("--ledger", str(folder), *(words if "--as-of" in words else (*AS_OF, *words)))

    return made


def words(ask: Callable[..., Ran], *more: str) -> str:
    document: dict[str, Any] = ask("show", "radios", "--format", "json", *more).json
    return str(document["standing"])


def offered(ask: Callable[..., Ran]) -> dict[str, Any]:
    """What `next` says of an offer: the possible move, or why there is none."""
    document = ask("next", "radios", "--format", "json").json
    (found,) = [one for key in ("possible", "not_possible") for one in document[key] if one["state"] == "offered"]
    return dict(found)


# --- a day known in part ----------------------------------------------------------------------------------


def test_a_month_gives_an_interval_for_the_end_of_the_review(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: 2026-11, state: notified")
    told = "notified in November 2026; its review ends between 2026-12-01 and 2026-12-30"
    assert words(ask) == told
    assert words(ask, "--as-of", "2026-12-10") == told
    assert words(ask, "--as-of", "2026-12-31") == "review over, offer possible"
    page = ask("show", "radios").out
    assert f"Stands       {told}\n" in page
    assert "nothing" not in page
    assert ask("next", "radios").out.startswith(f"radios on 2026-11-28: {told}\n")


def test_what_is_loosely_dated_falls_due_between_two_days(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: 2026-11, state: notified")
    (row,) = ask("due", "--format", "json").json
    assert (row["kind"], row["day"], row["days_left"]) == ("review", None, None)
    assert (row["not_before"], row["not_after"]) == ("2026-12-01", "2026-12-30")
    table = ask("due")
    assert "2026-12-01 to 2026-12-30" in table.out
    assert "Nothing due" not in table.err


def test_what_has_no_last_day_is_counted_and_not_listed(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: unknown, state: notified")
    for window in ((), ("--within", "7d")):
        ran = ask("due", *window)
        assert ran.out == ""
        assert "1 left out: the day is known too loosely." in ran.err
        assert ask("due", *window, "--format", "json").json == []


def test_a_window_keeps_what_may_fall_due_in_it(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: 2026-11, state: notified")
    assert "2026-12-01 to 2026-12-30" in ask("due", "--within", "7d").out
    assert ask("due", "--within", "2d").out == ""


def test_an_unknown_day_lets_no_offer_pass(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: unknown, state: notified")
    assert words(ask) == "notified on an unknown day; whether its review is over cannot be told"
    move = offered(ask)
    assert "earliest_action" not in move
    assert move["undecided"] is True
    assert move["reason"] == (
        "Whether Congress's review is over on 2026-11-28 cannot be told: Congress was notified on an unknown day."
    )
    assert "--assume-notified DAY" in move["remedy"]
    assert "armstrack set radios history.0.date DAY" in move["remedy"]
    refused = ask("advance", "radios", "offered")
    assert refused.code == 3
    assert "cannot be told" in refused.err
    assert "--assume-notified DAY" in refused.err
    for other in ("withdrawn", "superseded", "cancelled"):
        assert ask("advance", "radios", other, "--dry-run").code == 0


def test_an_offer_is_possible_once_every_day_of_the_interval_is_over(
    stands: Callable[..., Callable[..., Ran]],
) -> None:
    ask = stands("date: 2026-11, state: notified")
    assert offered(ask)["earliest_action"] == "2026-12-31"
    assert ask("advance", "radios", "offered", "--as-of", "2026-12-30").code == 3
    assert "Earliest: 2026-12-31." in ask("advance", "radios", "offered", "--as-of", "2026-12-30").err
    assert ask("advance", "radios", "offered", "--as-of", "2026-12-31", "--dry-run").code == 0


def test_who_assumes_a_day_says_so_in_the_record(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: unknown, not-before: 2026-09-01, not-after: 2026-11-20, state: notified")
    outside = ask("advance", "radios", "offered", "--assume-notified", "2026-08-31")
    assert outside.code == 2
    assert "between 2026-09-01 and 2026-11-20" in outside.err
    early = ask("advance", "radios", "offered", "--assume-notified", "2026-11-10", "--dry-run")
    assert early.code == 3
    assert "30-day review runs to 2026-12-10" in early.err
    assert (
        ask("next", "radios", "--assume-notified", "2026-11-10", "--format", "json").json["possible"][0][
            "earliest_action"
        ]
        == "2026-12-11"
    )
    done = ask("advance", "radios", "offered", "--assume-notified", "2026-09-05", "--note", "heard in Taipei")
    assert done.code == 0
    assert 'note: "heard in Taipei; judged as if notified on 2026-09-05"' in done.out.replace("\n", " ")
    assert ask("validate").code == 0
    again = ask("advance", "radios", "accepted", "--assume-notified", "2026-09-05", "--dry-run")
    assert again.code == 0


def test_a_recorded_day_is_not_assumed_otherwise(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands("date: 2026-11-10, state: notified")
    refused = ask("advance", "radios", "offered", "--assume-notified", "2026-09-05")
    assert refused.code == 2
    assert "Congress was notified on 2026-11-10; nothing is to be assumed" in refused.err


def test_what_a_history_tells_is_believed(stands: Callable[..., Callable[..., Ran]]) -> None:
    """An offer that is recorded was made; only what is still to be done asks for the end of the review."""
    ask = stands("date: unknown, state: notified", "date: 2026-05-01, state: offered")
    assert ask("advance", "radios", "accepted", "--dry-run").code == 0


# --- holds ------------------------------------------------------------------------------------------------

HELD = ("date: 2020-11-10, state: notified", "date: 2021-01-27, event: hold, actor: Secretary of State")


def test_an_open_hold_is_part_of_where_a_sale_stands(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands(*HELD)
    told = "review over, offer possible; held since 2021-01-27 (Secretary of State), no end recorded"
    assert words(ask) == told
    assert f"cleared, {told}" in ask("show", "radios").out.replace("\n             ", " ")
    (row,) = ask("list", "--format", "json").json
    assert row["held"] == {"since": "2021-01-27", "actor": "Secretary of State", "source": None}
    assert "cleared, held" in ask("list").out
    header, line = ask("list", "--format", "csv").out.splitlines()
    assert dict(zip(header.split(","), line.split(","), strict=True))["held.since"] == "2021-01-27"
    # A hold has no legal force, and stops nothing.
    assert offered(ask)["earliest_action"] == "2026-11-28"


def test_before_the_hold_there_is_none(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands(*HELD)
    assert words(ask, "--as-of", "2021-01-26") == "review over, offer possible"
    assert "held" in words(ask, "--as-of", "2021-01-27")


@pytest.mark.parametrize(
    ("later", "open_then"),
    [
        ("date: 2021-04-13, event: hold-lifted", False),
        ("date: 2021-04-13, state: offered", False),
        ("date: 2021-04-13, state: withdrawn", False),
        ("date: 2021-04-13, state: cancelled", False),
        ("date: 2021-04-13, event: note, note: nothing new", True),
        ("date: 2021-04-13, state: suspended", True),
        ("date: 2021-04, event: hold-lifted", False),
    ],
)
def test_a_hold_is_open_until_it_is_lifted_an_offer_is_made_or_the_sale_ends(
    stands: Callable[..., Callable[..., Ran]], later: str, open_then: bool
) -> None:
    ask = stands(*HELD, later)
    (row,) = ask("list", "--format", "json").json
    assert (row["held"] is not None) is open_then
    assert ("no end recorded" in words(ask)) is open_then
    (then,) = ask("list", "--format", "json", "--as-of", "2021-03-01").json
    assert then["held"] is not None


def test_what_was_never_notified_says_so(run: Run) -> None:
    document = run(*AS_OF, "show", "taiwan-pac3-nasams-2026", "--format", "json").json
    assert "not notified; held since 2026-05-16 (Donald Trump), no end recorded" in document["standing"]


# --- disputes, and several letters ------------------------------------------------------------------------


def test_a_disputed_day_is_part_of_where_a_sale_stands(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands(
        "date: 2026-06-05, state: notified, conflicts: [{date: 2026-06-04, source: https://example.org/register}]"
    )
    assert words(ask) == (
        "review over, offer possible; `notified` is disputed (2026-06-05; another source says 2026-06-04)"
    )


def test_several_letters_are_told_together(stands: Callable[..., Callable[..., Ran]]) -> None:
    ask = stands(
        "date: 2026-01-05, state: notified",
        "date: 2026-03-01, state: offered, case: TW-D-AAA, expires: 2026-12-24",
        "date: 2026-03-02, state: offered, case: TW-D-BBB",
        "date: 2026-04-01, state: accepted, case: TW-D-BBB",
    )
    told = words(ask)
    assert "2 letters of offer" in told
    assert "to be signed by 2026-12-24" in told
    assert "1 accepted" in told
