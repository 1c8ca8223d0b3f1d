"""Texts that are no notices: nothing is drafted, and the refusal says what the text seems to be."""

from __future__ import annotations

import notice_samples as samples
import pytest

from armstrack.notices.reading import read_notices

OF_THE_LAW = """\
Under the Arms Export Control Act, Congress must be notified 30 calendar days before a sale of major defense equipment
valued at $14 million or more. Pursuant to Section 36(c), a license for the export of defense articles sold under a
contract in the amount of $50,000,000 or more to any country, and under Section 3(d) the transfer of articles to
another country, also must be formally notified to Congress.
"""
FORM_WITH_BLANKS = """\
Transmittal No. [XX-XX]
(i) Prospective Purchaser: [Government of COUNTRY]
(ii) Total Estimated Value:
Major Defense Equipment * $[X.XX] million
(iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:
[Quantity in words] ([#]) [item name]
(viii) Date Report Delivered to Congress: [date]
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The text is empty."),
        ("To be, or not to be.", "none of the notices"),
        (samples.LIST_OF_NOTICES, "a list of 3 notices"),
        (samples.TEMPLATE, "a template"),
        (FORM_WITH_BLANKS, "a template"),
        (OF_THE_LAW, "none of the notices"),
        ("A joint resolution, S.J.Res. 99, on a sale in Transmittal No. 24-16", "a resolution of Congress"),
        ("Alpha Works was awarded a $2 million contract for Norway.", "about a contract"),
        (samples.PRESS, "a report about sales"),
        (samples.GRANT, "a grant of excess defense articles"),
    ],
)
def test_it_says_what_the_text_seems_to_be(text: str, says: str) -> None:
    reading = read_notices(text)
    assert reading.drafts == ()
    assert says in (reading.nothing or "")


def test_a_list_names_its_notices_and_the_addresses_that_it_prints() -> None:
    said = read_notices(samples.LIST_OF_NOTICES).nothing or ""
    assert "Korea \u2013 ZX-9 Missiles" in said
    assert "https://www.state.gov/releases/bureau-of-political-military-affairs/2026/06/singapore-zx-missiles/" in said


def test_a_story_of_the_press_is_not_claimed_to_be_the_release() -> None:
    story = (
        "By John Smith, Reuters\n\nWASHINGTON - The State Department has made a determination approving a possible "
        "Foreign Military Sale to Chile of radars for an estimated cost of $50 million, the Pentagon said on Friday. "
        "Analysts told reporters that the Defense Security Cooperation Agency notified Congress.\n"
    )
    (draft,) = read_notices(story).drafts
    assert draft.kind == "press_report"
    assert any("reads like a report" in warning for warning in draft.warnings)
