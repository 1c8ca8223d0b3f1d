"""Saved web pages: the same drafts as from the text that a browser copies."""

from __future__ import annotations

import html
import sys

import notice_samples as samples
import pytest

from armstrack.notices.formats.copied import MissingExtra
from armstrack.notices.formats.page import is_page, page_text
from armstrack.notices.reading import read_notices


def page_of(text: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(one).replace(chr(0xA0), '&nbsp;')}</p>\n" for one in text.split("\n") if one)
    head = "<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head>"
    return f"{head}<body><script>1</script>{paragraphs}</body></html>"


@pytest.mark.parametrize("text", [samples.DSCA_2024, samples.STATE])
def test_a_page_reads_as_its_text(text: str) -> None:
    page = page_of(text)
    assert is_page(page)
    assert read_notices(page_text(page)) == read_notices(text)


def test_preformatted_text_keeps_its_lines() -> None:
    page = f"<html><head></head><body><pre>\n{html.escape(samples.REGISTER)}</pre></body></html>"
    assert is_page(page)
    assert read_notices(page_text(page)) == read_notices(samples.REGISTER)


@pytest.mark.parametrize("text", [*samples.EVERY, "a < b and c > d", "<p>", ""])
def test_a_text_is_no_page(text: str) -> None:
    assert not is_page(text)


@pytest.mark.parametrize(
    "page", ["", "<", "<p>" * 3000, "<!DOCTYPE html><html><body></body></html>", "<div>\x00</div>"]
)
def test_any_page(page: str) -> None:
    read_notices(page_text(page))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(MissingExtra):
        page_text("<p>x</p>")
