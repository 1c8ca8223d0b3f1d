"""A chart as a file has the numbers of its answer, says what must be said, and is the same every time."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import NOVEMBER
from sites import call

from armstrack.output.chart import summary_chart_of

QUESTIONS = (
    ("summary", "--by", "year,class"),
    ("summary", "--by", "recipient"),
    ("backlog", "series", "-r", "TW", "--every", "quarter"),
    ("timeline", "taiwan-himars-2020"),
    ("resolutions", "votes", "--chamber", "senate"),
)


def asked(*words: str) -> tuple[str, ...]:
    return ("--ledger", str(NOVEMBER), "--as-of", "2026-11-28", *words)


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda words: " ".join(words[:2]))
def test_a_question_is_drawn_and_the_same_twice(words: tuple[str, ...], tmp_path: Path) -> None:
    first, second = tmp_path / "first.svg", tmp_path / "second.svg"
    for path in (first, second):
        ran = call(*asked(*words, "--chart-file", str(path)))
        assert ran.code == 0, ran.err
        assert f"The chart was written to {path}" in ran.err
    assert first.read_bytes() == second.read_bytes()
    root = ElementTree.parse(first).getroot()
    title, told = (next(each.text for each in root if each.tag.endswith(name)) for name in ("title", "desc"))
    assert title
    assert "2026-11-28" in str(told)
    drawn = " ".join("".join(each.itertext()) for each in root.iter() if each.tag.endswith("}text"))
    assert "As of 2026-11-28" in drawn


def test_a_picture_of_points_is_the_same_twice(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        assert call(*asked("summary", "--by", "year", "--chart-file", str(tmp_path / name))).code == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").read_bytes()[:4] == b"\x89PNG"


def test_the_answer_itself_stays_what_it_was(tmp_path: Path) -> None:
    words = asked("--format", "json", "summary", "--by", "year")
    assert call(*words, "--chart-file", str(tmp_path / "a.svg")).out == call(*words).out


def test_only_a_chart_is_replaced(tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.svg"
    thesis.write_text("<svg>years of work</svg>")
    ran = call(*asked("summary", "--chart-file", str(thesis)))
    assert (ran.code, thesis.read_text()) == (3, "<svg>years of work</svg>")
    assert call(*asked("summary", "--chart-file", str(tmp_path / "a.pdf"))).code == 2
    assert call(*asked("summary", "--by", "year,class,recipient", "--chart-file", str(tmp_path / "a.svg"))).code == 2
    assert call(*asked("timeline", "--gaps", "--chart-file", str(tmp_path / "a.svg"))).code == 2
    assert list(tmp_path.iterdir()) == [thesis]


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [each for each in sys.modules if each.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = call(*asked("summary", "--chart-file", str(tmp_path / "a.svg")))
    assert (ran.code, "armstrack[plot]" in ran.err) == (2, True)


def group(key: object, sales: int, value: int | None, unknown: int = 0) -> dict[str, object]:
    return {"key": key, "sales": sales, "announcements": sales, "value_usd": value, "unknown_value": unknown}


def document(*groups: dict[str, object], **more: object) -> dict[str, object]:
    total = {"sales": 3, "value_usd": 1, "unknown_value": 1, "undated": 2}
    return {"groups": list(groups), "total": total, "totals": {"fms": {"sales": 3, "value_usd": 1}}, **more}


def test_unknown_is_drawn_apart_an_empty_year_is_nothing_and_one_that_runs_is_marked() -> None:
    from datetime import date

    asked_of = document(group("2023", 1, 5), group("2025", 2, None, 2), group("2026", 1, 7))
    chart = summary_chart_of(asked_of, ("year",), date(2026, 6, 1))
    assert chart.places == ("2023", "2024", "2025", "2026")
    assert chart.series[0].values == (5, 0, None, 7)
    assert chart.unknown == (0, 0, 2, 0)
    assert chart.running == [3]
    for said in ("* not over on 2026-06-01", "of unknown value (2)", "2 sales on a day known too loosely"):
        assert said in chart.caveat


def test_years_outside_of_what_is_covered_are_hollow() -> None:
    from datetime import date

    gaps = [{"recipients": [], "authorities": ["36(b)(1)"], "from": None, "to": "2024-03-01"}]
    asked_of = document(
        group("2023", 1, 5) | {"complete": False}, group("2025", 2, 6) | {"complete": True}, coverage={"gaps": gaps}
    )
    chart = summary_chart_of(asked_of, ("year",), date(2026, 6, 1))
    assert chart.outside == [0, 1]
    assert "Hollow" in chart.caveat


def test_money_of_two_kinds_is_not_drawn_as_one() -> None:
    from datetime import date

    parts = {
        "fms": {"sales": 1, "value_usd": 5, "unknown_value": 0},
        "dcs": {"sales": 2, "value_usd": 1, "unknown_value": 0},
    }
    asked_of = document(group("2023", 3, 6) | {"totals": parts}) | {"totals": parts}
    chart = summary_chart_of(asked_of, ("year",), date(2026, 6, 1))
    assert chart.series[0].values == (5,)
    assert "FMS alone; not drawn: 2 DCS" in chart.caveat


def test_a_hostile_text_is_drawn_as_text(tmp_path: Path) -> None:
    from datetime import date

    from armstrack.output.chart_file import chart_bytes

    hostile = "$\\frac{1}{0}$ <script>alert(1)</script>\x1b[31m"
    svg = chart_bytes(summary_chart_of(document(group(hostile, 1, 5)), ("contractor",), date(2026, 6, 1)), "svg")
    assert b"<script" not in svg
    assert ElementTree.fromstring(svg) is not None
    assert re.search(rb"&lt;script", svg)
