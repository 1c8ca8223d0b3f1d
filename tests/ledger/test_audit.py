"""Everything that is wrong, odd or missing in a ledger, inside the files and between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import NOTIFIED, make, sale, told

from armstrack.ledger.audit import audit
from armstrack.ledger.ledger import Ledger, LedgerUnusable
from armstrack.ledger.locate import reference_folder
from armstrack.model.codes import severity_of
from armstrack.model.problem import Problem, Severity

RADAR = "sales/radar.yaml"


def problems_of(folder: Path, files: dict[str, str | bytes]) -> tuple[Problem, ...]:
    found = audit(make(folder, files))
    assert all(one.severity is severity_of(one.code) for one in found)
    return found


def in_radar(folder: Path, text: str) -> list[tuple[str, int, int]]:
    """The code and the place of everything found in a ledger of one sale."""
    return [(code, line, column) for code, file, line, column in told(problems_of(folder, {RADAR: text}), folder)]


def entry(what: str, source: str = ", source: dsca") -> str:
    return f"  - {{{what}{source}}}\n"


def test_the_reference_ledger_is_clean_but_for_what_it_acknowledges() -> None:
    assert [problem for problem in audit(Ledger(reference_folder())) if not problem.acknowledged] == []


def test_a_clean_ledger_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {RADAR: sale()}) == ()


def test_a_broken_ledger_file_is_raised(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnusable):
        audit(make(tmp_path, {RADAR: sale()}, "name: a\n"))


# --- warnings in one file -----------------------------------------------------------------------------


def test_an_entry_without_a_source_is_noticed(tmp_path: Path) -> None:
    text = sale(history=NOTIFIED + entry("date: 2026-01-02, event: note", ""))
    assert in_radar(tmp_path, text) == [("missing-source", 13, 5)]


def test_a_source_that_nothing_refers_to_is_noticed_at_its_key(tmp_path: Path) -> None:
    text = sale().replace("history:", "  other: {title: Another}\nhistory:", 1)
    assert in_radar(tmp_path, text) == [("unused-source", 11, 3)]


def test_a_source_that_only_a_conflict_names_is_used(tmp_path: Path) -> None:
    text = sale(
        history=entry("date: 2025-12-17, state: notified, conflicts: [{source: other, date: 2025-12-18}]")
    ).replace("history:", "  other: {title: Another}\nhistory:", 1)
    assert [code for code, *_ in in_radar(tmp_path, text)] == ["disputed"]


def test_what_two_sources_say_differently_of_a_line_item_is_noticed(tmp_path: Path) -> None:
    odd = "items:\n  - {name: Kit, quantity: unknown, disputed: the notice says 5 and 6}\nhistory:"
    text = sale().replace("history:", odd, 1)
    assert [code for code, *_ in in_radar(tmp_path, text)] == ["disputed"]


def test_a_move_that_the_law_refuses_is_noticed(tmp_path: Path) -> None:
    text = sale(history=NOTIFIED + entry("date: 2026-01-10, state: offered"))
    (problem,) = problems_of(tmp_path, {RADAR: text})
    assert (problem.code, problem.line, problem.column) == ("refused-move", 13, 5)
    assert "`offered` on 2026-01-10 would be refused" in problem.message
    assert "2026-01-16" in problem.message


def test_a_move_that_the_procedure_refuses_is_noticed(tmp_path: Path) -> None:
    text = sale(history=NOTIFIED + entry("date: 2026-02-10, state: accepted"))
    assert in_radar(tmp_path, text) == [("refused-move", 13, 5)]


def test_the_order_of_recording_is_free(tmp_path: Path) -> None:
    text = sale(history=entry("date: 2026-02-10, state: offered") + NOTIFIED)
    assert in_radar(tmp_path, text) == []


def test_a_loose_date_that_may_lie_in_the_review_is_noticed(tmp_path: Path) -> None:
    text = sale(history=NOTIFIED + entry("date: 2026-01, state: offered"))
    assert in_radar(tmp_path, text) == [("may-fall-in-review", 13, 5)]


@pytest.mark.parametrize("event", ["contract", "delivery", "payment", "restated", "extended", "counter-offer"])
def test_an_event_before_the_sale_is_known_is_noticed(tmp_path: Path, event: str) -> None:
    text = sale(history=NOTIFIED + entry(f"date: 2025-11-01, event: {event}"))
    assert ("event-before-start", 13, 5) in in_radar(tmp_path, text)


@pytest.mark.parametrize("event", ["note", "hold", "reaction", "funding"])
def test_some_events_may_come_first(tmp_path: Path, event: str) -> None:
    text = sale(history=NOTIFIED + entry(f"date: 2025-11-01, event: {event}"))
    assert in_radar(tmp_path, text) == []


def test_parts_that_do_not_add_up_are_noticed(tmp_path: Path) -> None:
    wrong = sale().replace("  total: 96M\n", "  total: 96M\n  mde: 90M\n  other: 7M\n")
    assert in_radar(tmp_path, wrong) == [("parts-exceed-total", 8, 10)]
    right = sale().replace("  total: 96M\n", "  total: 96M\n  mde: 80M\n  other: 7M\n  construction: 9M\n")
    assert in_radar(tmp_path, right) == []
    open_ = sale().replace("  total: 96M\n", "  total: 96M\n  mde: 90M\n  other: unknown\n")
    assert in_radar(tmp_path, open_) == []


# --- between the files --------------------------------------------------------------------------------


def test_one_transmittal_on_two_sales_is_noticed_on_both(tmp_path: Path) -> None:
    # RSAT 26-010 is another spelling of 26-10
    found = problems_of(tmp_path, {RADAR: sale(), "sales/boats.yaml": sale("boats", transmittal="RSAT 26-010")})
    assert told(found, tmp_path) == [
        ("shared-transmittal", "sales/boats.yaml", 6, 14),
        ("shared-transmittal", RADAR, 6, 14),
    ]
    assert "radar" in found[0].message


@pytest.mark.parametrize(
    ("more", "line", "column", "hint"),
    [
        ("package: sprinng\n", 11, 10, "did you mean `spring`?"),
        ("amends: rader\n", 11, 9, "did you mean `radar`?"),
        ("grows-from: zzz\n", 11, 13, "give {transmittal, recipient, title} for a sale that the ledger does not hold"),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error(
    tmp_path: Path, more: str, line: int, column: int, hint: str
) -> None:
    package = "id: spring\ntitle: Spring\nannounced: 2026\n"
    member = sale().replace("history:", "package: spring\nhistory:", 1)
    files = {RADAR: member, "packages/spring.yaml": package, "sales/boats.yaml": sale("boats", "", more, "26-11")}
    files["sales/boats.yaml"] += NOTIFIED
    (problem,) = problems_of(tmp_path, dict(files))
    assert told((problem,), tmp_path) == [("unknown-reference", "sales/boats.yaml", line, column)]
    assert problem.severity is Severity.ERROR
    assert problem.hint == hint


def test_a_sale_that_the_ledger_does_not_hold_may_be_described(tmp_path: Path) -> None:
    more = "amends: {transmittal: 20-01, recipient: PH, title: An older radar}\n"
    assert in_radar(tmp_path, sale(more=more)) == []


def test_an_entry_s_sale_must_be_held(tmp_path: Path) -> None:
    text = sale(history=NOTIFIED + entry("date: 2026-03-01, event: funding, sale: boats"))
    assert in_radar(tmp_path, text) == [("unknown-reference", 13, 46)]


RESOLUTION = """\
id: 119-sjres-1
congress: 119
measure: S.J.Res. 1
title: Disapproval
sales:
  - radar
  - rader
sources:
  page: {title: A page}
  other: {title: Another}
history:
  - {date: 2026-01-05, state: introduced, source: page}
  - {date: 2026-01-06, state: overridden, source: page}
  - {date: 2026-01-07, event: note}
"""


def test_a_resolution_is_audited_too(tmp_path: Path) -> None:
    found = problems_of(tmp_path, {RADAR: sale(), "resolutions/119-sjres-1.yaml": RESOLUTION})
    assert [(code, line, column) for code, _, line, column in told(found, tmp_path)] == [
        ("unknown-reference", 7, 5),
        ("unused-source", 10, 3),
        ("refused-move", 13, 5),
        ("missing-source", 14, 5),
    ]


def test_a_package_is_audited_too(tmp_path: Path) -> None:
    text = "id: spring\ntitle: Spring\nannounced: 2026\nsources:\n  a: {title: A}\n"
    text += "history:\n  - {date: 2026, event: note}\n"
    found = problems_of(tmp_path, {"packages/spring.yaml": text})
    assert told(found, tmp_path) == [
        ("empty-package", "packages/spring.yaml", 1, 5),
        ("unused-source", "packages/spring.yaml", 5, 3),
        ("missing-source", "packages/spring.yaml", 7, 5),
    ]


def test_problems_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    files = {
        RADAR: sale(more="package: none\n", history=NOTIFIED + entry("date: 2026-01-02, event: note", "")),
        "sales/alpha.yaml": "id: alpha\n",
        "packages/spring.yaml": "id: spring\n",
        "sales/zulu.yaml": "[",
    }
    found = problems_of(tmp_path, dict(files))
    places = [(one.file, one.line, one.column) for one in found]
    assert places == sorted(places)
    assert len({one.file for one in found}) == 4


# --- what is known ------------------------------------------------------------------------------------


def known(*codes: str) -> str:
    return "known:\n" + "".join(f"  - {{code: {code}, reason: it is so}}\n" for code in codes)


def test_a_known_warning_is_shown_and_marked(tmp_path: Path) -> None:
    text = sale(history=NOTIFIED + entry("date: 2026-01-10, state: offered"), more=known("refused-move"))
    (problem,) = problems_of(tmp_path, {RADAR: text})
    assert (problem.code, problem.severity, problem.acknowledged) == ("refused-move", Severity.WARNING, "it is so")


def test_what_is_known_covers_one_kind_of_warning_only(tmp_path: Path) -> None:
    moves = entry("date: 2026-01-10, state: offered", "") + entry("date: 2026-01-11, event: note", "")
    found = problems_of(tmp_path, {RADAR: sale(history=NOTIFIED + moves, more=known("missing-source"))})
    assert sorted((one.code, one.line, one.acknowledged) for one in found) == [
        ("missing-source", 15, "it is so"),
        ("missing-source", 16, "it is so"),
        ("refused-move", 15, ""),
    ]


def test_an_error_is_never_acknowledged(tmp_path: Path) -> None:
    text = sale(more="package: none\n" + known("unknown-reference"))
    (problem,) = problems_of(tmp_path, {RADAR: text})
    assert (problem.code, problem.acknowledged) == ("unknown-reference", "")


@pytest.mark.parametrize("code", ["refused-move", "no-such-code", "stale-known"])
def test_an_acknowledgement_of_nothing_is_itself_a_warning(tmp_path: Path, code: str) -> None:
    (problem,) = problems_of(tmp_path, {RADAR: sale(more=known(code))})
    assert (problem.code, problem.line, problem.column) == ("stale-known", 12, 5)
    assert problem.message == f"`{code}` is acknowledged and does not occur"
    assert problem.acknowledged == ""


def test_a_resolution_and_a_package_may_know_their_warnings(tmp_path: Path) -> None:
    package = "id: spring\ntitle: Spring\nannounced: 2026\n" + known("missing-source", "refused-move")
    resolution = RESOLUTION.replace("  - rader\n", "").replace("history:", known("missing-source") + "history:")
    found = problems_of(
        tmp_path,
        {
            RADAR: sale().replace("history:", "package: spring\nhistory:", 1),
            "packages/spring.yaml": package + "history:\n  - {date: 2026, event: note}\n",
            "resolutions/119-sjres-1.yaml": resolution,
        },
    )
    assert [(one.code, one.acknowledged) for one in found] == [
        ("stale-known", ""),
        ("missing-source", "it is so"),
        ("unused-source", ""),
        ("refused-move", ""),
        ("missing-source", "it is so"),
    ]
