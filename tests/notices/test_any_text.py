"""Whatever text comes in: nothing raises, and the work grows with the text and no faster."""

from __future__ import annotations

import time

import notice_samples as samples
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.notices.reading import read_notices

HEADS = {
    "none": "",
    "release": samples.DSCA_2009[: samples.DSCA_2009.index("2 NX-3")],
    "contractors": samples.DSCA_2009[: samples.DSCA_2009.index("Alpha Works")],
    "register": samples.REGISTER[: samples.REGISTER.index("FMS case")],
    "policy": samples.REGISTER[: samples.REGISTER.index("The Government of Morocco has")],
    "upgrade": samples.UPGRADE[: samples.UPGRADE.index("nine (9)")],
    "record": samples.RECORD[: samples.RECORD.index("Pursuant")],
}
PUMPS = (
    *(
        "(",
        ")",
        "(a",
        "a)",
        "((a)",
        ";",
        ",",
        ".",
        " ",
        "\n",
        "\n\n",
        "-- ",
        "...",
        "1",
        "A",
        "a ",
        "\u3000",
        "\u200b",
        "\u2013",
    ),
    *(
        "and ",
        "one hundred ",
        "(16) ",
        "six (6) x and ",
        "up to ",
        "$1 ",
        "$1 to $2 ",
        "$1 million ",
        "January 1, 2020 ",
    ),
    *(
        "sale to ",
        "of Salem, OR, ",
        "Inc., ",
        "U.S. ",
        "No. 26-01 ",
        "Transmittal No. 26-01 ",
        "36(b)(1) ",
        "[[Page 1]] ",
    ),
    *(
        "non-MDE: ",
        "MDE: ",
        "(i) Prospective Purchaser: ",
        "forwarding Transmittal No. 26-01 ",
        "total value of $1 million ",
    ),
    *(
        "Iraq has requested to buy ",
        "will be ",
        "following ",
        "including ",
        "the original ",
        "was valued at ",
        "X \u2013 Y\n",
        "<p>",
    ),
    *("possible Foreign Military Sale to Iraq of x for $1 million. ", "This transmittal notifies the addition of "),
)
SIZE = 20_000
SECONDS_A_MEGABYTE = 10


@given(st.text(max_size=2000))
@examples(200)
def test_any_text(text: str) -> None:
    for draft in read_notices(text).drafts:
        draft.document()


@given(st.binary(max_size=2000))
@examples(100)
def test_any_bytes(content: bytes) -> None:
    read_notices(content.decode("cp1252", errors="replace"))


@given(st.sampled_from(samples.EVERY), st.data())
@examples(300)
def test_a_notice_damaged_anywhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    patch = data.draw(st.one_of(st.text(max_size=20), st.sampled_from(PUMPS)))
    for draft in read_notices(text[:start] + patch + text[end:]).drafts:
        draft.document()


@given(st.sampled_from(list(HEADS.values())), st.lists(st.sampled_from(PUMPS), max_size=200))
@examples(300)
def test_the_words_of_notices_in_any_order(head: str, words: list[str]) -> None:
    read_notices(head + "".join(words))


@pytest.mark.parametrize("head", HEADS)
def test_no_repetition_takes_long(head: str) -> None:
    for pump in PUMPS:
        text = HEADS[head] + pump * (SIZE // len(pump))
        started = time.process_time()
        read_notices(text)
        # A hundred times what it takes where the work grows with the text; quadratic work takes a thousand times.
        # It is the work of the processor and not the time on a clock, which a busy machine makes longer.
        assert time.process_time() - started < SECONDS_A_MEGABYTE * len(text) / 1e6 * 5, repr(pump)
