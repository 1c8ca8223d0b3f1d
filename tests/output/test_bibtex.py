"""Whatever a title holds, it stays a title in BibTeX, and the file stays one."""

from __future__ import annotations

import pytest
from bibtex_reader import read_bibtex, spelt
from hypothesis import example, given
from hypothesis import strategies as st

from armstrack.output.bibtex import bibtex_address, bibtex_entry, bibtex_text
from armstrack.output.safe_text import printable

SPECIAL = st.text(st.sampled_from("{}%&$_#~^\\@,=\"'- \nabé-"), max_size=30)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("R&D at 50%", r"R\&D at 50\%"),
        ("$4.05 B_x #1", r"\$4.05 B\_x \#1"),
        ("a{b}c", r"a\textbraceleft{}b\textbraceright{}c"),
        ("~user^2", r"\textasciitilde{}user\textasciicircum{}2"),
        ("\\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("--as-of", "-{}-as-of"),
        ("one\ntwo", "one two"),
    ],
)
def test_what_tex_would_read_as_more_than_a_letter_is_escaped(text: str, written: str) -> None:
    assert bibtex_text(text) == written


@given(st.text() | SPECIAL)
@example("---")
@example("}")
@example("\\")
def test_a_text_can_be_read_back(text: str) -> None:
    assert spelt(bibtex_text(text)) == printable(text)


@given(st.text() | SPECIAL, st.text() | SPECIAL, SPECIAL)
def test_an_entry_is_an_entry_whatever_its_texts_hold(title: str, note: str, address: str) -> None:
    (entry,) = read_bibtex(bibtex_entry("armstrack-a", title, [("note", note), ("url", address), ("year", "")]))
    assert entry.key == "armstrack-a"
    assert entry.title == printable(title)
    assert "year" not in entry.fields
    assert (spelt(entry.fields["note"]) == printable(note)) if note else "note" not in entry.fields
    assert not set("{}\\^ \n") & set(entry.fields.get("url", ""))


def test_an_address_stays_the_same_address() -> None:
    address = "https://media.defense.gov/2025/PRESS%20RELEASE%20-%20A_B.PDF?a=1&b=~c#d"
    assert bibtex_address(address) == address
    assert bibtex_address("https://example.org/{a}^b") == "https://example.org/%7Ba%7D%5Eb"
