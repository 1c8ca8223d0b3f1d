"""Sentences of Congress and what they mean for a resolution: the state, the tally, and whose side is which."""

from __future__ import annotations

from datetime import date

import pytest

from armstrack.model.congress import (
    ActionTold,
    MeasureTold,
    RollCallTold,
    disapproves_arms,
    measure_named,
    short_name,
)
from armstrack.workflow.told_steps import StepTold, steps_told

DAY = date(2026, 4, 15)
ADDRESS = "https://www.govinfo.gov/x.xml"


def status(*actions: ActionTold, introduced: date | None = None) -> MeasureTold:
    return MeasureTold(119, "S.J.Res. 32", "Disapproval", introduced, None, actions, ADDRESS)


def call(question: str, result: str, yea: int = 40, nay: int = 59, **others: object) -> RollCallTold:
    told: dict[str, object] = {"chamber": "senate", "number": 85, "day": DAY, "about": "", "present": 0} | others
    return RollCallTold(
        congress=119, session=2, measure="S.J.Res. 32", title="", question=question, result=result, yea=yea, nay=nay,
        address="https://www.senate.gov/v.xml", **told,  # type: ignore[arg-type]
    )  # fmt: skip


SENTENCES = [
    ("Motion to discharge Senate Committee on Foreign Relations rejected by Yea-Nay Vote. 47 - 53. Record Vote Number: 143.",
     "discharge-failed", (47, 53, "yea")),
    ("Motion to discharge Senate Committee on Foreign Relations agreed to by Voice Vote.", "discharged", None),
    ("Senate Committee on Foreign Relations discharged by Unanimous Consent.", "discharged", None),
    ("Motion to table the motion to discharge agreed to in Senate by Yea-Nay Vote. 71 - 27. Record Vote Number: 145.",
     "tabled", (71, 27, "nay")),
    ("Motion to table the motion to discharge rejected in Senate by Yea-Nay Vote. 40 - 55. Record Vote Number: 146.",
     None, (40, 55, "nay")),
    ("Motion to proceed to consideration of measure rejected in Senate by Yea-Nay Vote. 46 - 50. Record Vote Number: 261.",
     "discharge-failed", (46, 50, "yea")),
    ("Motion to proceed to consideration of measure agreed to in Senate by Yea-Nay Vote. 51 - 45.", None, (51, 45, "yea")),
    ("Committee on Foreign Relations. Reported by Senator Example without amendment. Without written report.",
     "committee-reported", None),
    ("Passed Senate without amendment by Yea-Nay Vote. 53 - 45. Record Vote Number: 178.", "passed-senate", (53, 45, "yea")),
    ("Failed of passage in Senate by Yea-Nay Vote. 43 - 56. Record Vote Number: 180.", "failed-senate", (43, 56, "yea")),
    ("On passage Passed by the Yeas and Nays: 238 - 190 (Roll no. 484).", "passed-house", (238, 190, "yea")),
    ("On passage Failed by the Yeas and Nays: 198 - 224, 1 Present (Roll no. 231).", "failed-house", (198, 224, "yea")),
    ("Presented to President.", "presented", None),
    ("Vetoed by President.", "vetoed", None),
    ("Failed of passage in Senate over veto by Yea-Nay Vote. 45 - 40. Record Vote Number: 233.", "sustained", (45, 40, "yea")),
    ("Signed by President.", "enacted", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "state", "vote"), SENTENCES)
def test_a_sentence_of_a_status(text: str, state: str | None, vote: tuple[int, int, str] | None) -> None:
    (step,) = steps_told(status(ActionTold(DAY, text)), ())
    assert step.entry.state == state
    assert (step.entry.event is None) == (state is not None)
    assert _vote(step) == vote


@pytest.mark.parametrize(
    "text",
    [
        "Read twice and referred to the Committee on Foreign Relations.",
        "Introduced in Senate",
        "Veto Message considered in Senate. (consideration: CR S4739-4740)",
        "Motion to reconsider laid on the table Agreed to without objection.",
        "Became Public Law No: 119-1.",
        "Message on Senate action sent to the House.",
        "DEBATE - The House proceeded with forty minutes of debate on H.R. 21.",
    ],
)
def test_other_sentences_are_no_steps(text: str) -> None:
    assert steps_told(status(ActionTold(DAY, text)), ()) == ()


QUESTIONS = [
    (call("On the Motion to Discharge", "Motion to Discharge Rejected"), "discharge-failed", "yea"),
    (call("On the Motion to Discharge", "Motion to Discharge Agreed to"), "discharged", "yea"),
    (call("On the Motion to Table", "Motion to Table Agreed to", 71, 24), "tabled", "nay"),
    (call("On the Motion to Table", "Motion to Table Failed to be agreed, rejected", 24, 71), None, "nay"),
    (call("On the Motion", "Motion Agreed to", 71, 24, about="Motion to Table the Motion to Discharge"), "tabled", "nay"),
    (call("On the Motion to Proceed", "Motion to Proceed Rejected"), "discharge-failed", "yea"),
    (call("On the Joint Resolution", "Joint Resolution Passed", 51, 45), "passed-senate", "yea"),
    (call("On the Joint Resolution", "Joint Resolution Defeated", 45, 51), "failed-senate", "yea"),
    (call("On Passage", "Failed", 198, 224, chamber="house"), "failed-house", "yea"),
    (call("On Passage", "Passed", 230, 190, chamber="house"), "passed-house", "yea"),
    (call("On the Cloture Motion", "Cloture Motion Rejected", about="Cloture on the Motion to Proceed"), None, "yea"),
    (call("On Overriding the Veto", "Veto Sustained", 45, 40), "sustained", "yea"),
    (call("Passage, Objections of the President To The Contrary Notwithstanding", "Passed", chamber="house"),
     "override-passed-house", "yea"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "state", "side"), QUESTIONS)
def test_a_question_of_a_roll_call(told: RollCallTold, state: str | None, side: str) -> None:
    (step,) = steps_told(None, [told])
    assert step.entry.vote is not None
    assert (step.entry.state, step.entry.vote.for_disapproval) == (state, side)
    assert (step.entry.vote.yea, step.entry.vote.nay) == (told.yea, told.nay)
    assert (step.entry.note, step.address) == ("Record vote 85", told.address)


def test_one_veto_that_two_systems_tell_is_one() -> None:
    twice = [ActionTold(DAY, "Vetoed by President."), ActionTold(DAY, "Vetoed by President.")]
    assert [step.entry.state for step in steps_told(status(*twice), ())] == ["vetoed"]


def test_one_vote_told_with_and_without_its_number_is_one() -> None:
    told = (
        ActionTold(
            DAY, "Passed Senate without amendment by Yea-Nay Vote. 50 - 48. Record Vote Number: 85.", "senate", 85
        ),
        ActionTold(DAY, "Passed/agreed to in Senate: Passed Senate without amendment by Yea-Nay Vote. 50 - 48."),
    )
    for order in (told, told[::-1]):
        (step,) = steps_told(status(*order), [call("On the Joint Resolution", "Joint Resolution Passed", 50, 48)])
        assert (step.entry.state, step.roll, _vote(step)) == ("passed-senate", ("senate", 85), (50, 48, "yea"))


def test_the_tally_of_the_chamber_outranks_that_of_the_words() -> None:
    text = "Motion to discharge Senate Committee on Foreign Relations rejected by Yea-Nay Vote. 41 - 58."
    (step,) = steps_told(
        status(ActionTold(DAY, text, "senate", 85)), [call("On the Motion to Discharge", "Rejected", 40, 59)]
    )
    assert _vote(step) == (40, 59, "yea")


def test_two_votes_of_a_day_are_two() -> None:
    calls = [call("On the Motion to Discharge", "Rejected"), call("On the Motion to Discharge", "Rejected", number=86)]
    assert len(steps_told(None, calls)) == 2


def test_the_second_chamber_passes_it_for_both() -> None:
    calls = [
        call("On the Joint Resolution", "Joint Resolution Passed", 53, 45, day=date(2026, 4, 10)),
        call("On Passage", "Passed", 238, 190, chamber="house", number=484),
    ]
    told = steps_told(status(introduced=date(2026, 4, 1)), calls)
    assert [step.entry.state for step in told] == ["introduced", "passed-senate", "passed-both"]


def test_a_tie_that_was_broken_is_said() -> None:
    told = call("On the Joint Resolution", "Joint Resolution Passed", 50, 50, tie_broken_by="Vice President Yea")
    (step,) = steps_told(None, [told])
    assert step.entry.note == "Record vote 85; the tie was broken: Vice President Yea"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("S.J.Res. 32", "S.J.Res. 32"),
        ("S J RES 32", "S.J.Res. 32"),
        ("H J RES 097", "H.J.Res. 97"),
        ("H. Con. Res. 5", "H.Con.Res. 5"),
        ("H R 32", None),
        ("PN12", None),
        ("", None),
    ],
)
def test_a_measure_in_any_spelling(text: str, measure: str | None) -> None:
    assert measure_named(text) == measure


def test_a_short_name() -> None:
    assert [short_name(one) for one in ("S.J.Res. 32", "H.Con.Res. 5")] == ["sjres-32", "hconres-5"]


DISAPPROVING = "A joint resolution providing for congressional disapproval of "


@pytest.mark.parametrize(
    ("title", "is_about_arms"),
    [
        (f"{DISAPPROVING}the proposed foreign military sale to Israel of certain defense articles and services.", True),
        (f"{DISAPPROVING}the proposed export to the United Arab Emirates of certain defense articles.", True),
        (f"{DISAPPROVING}the issuance of a license for certain exports of defense articles to Israel.", True),
        ("Disapproving the proposed transfer of arms to Chile", True),
        ("A joint resolution relating to the disapproval of the proposed foreign military sale to Pakistan", True),
        (f"{DISAPPROVING}the rule submitted by the Bureau of Industry and Security on the export of arms", False),
        ("providing for congressional disapproval under chapter 8 of title 5 of a rule on licenses of weapons", False),
        ("A joint resolution proposing an amendment to the Constitution of the United States.", False),
        ("A joint resolution directing the removal of Armed Forces from hostilities", False),
    ],
)
def test_whether_a_title_disapproves_of_arms(title: str, is_about_arms: bool) -> None:
    assert disapproves_arms(title) is is_about_arms


def _vote(step: StepTold) -> tuple[int | None, int | None, str] | None:
    vote = step.entry.vote
    return None if vote is None else (vote.yea, vote.nay, vote.for_disapproval)
