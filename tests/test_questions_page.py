"""docs/questions.md shows real answers: every question is asked again, and its answer must stand there."""

from pathlib import Path

import pytest
from make_questions import PAGE, folder_to_ask_in, page, questions, shown


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_to_ask_in(tmp_path_factory.mktemp("asked"))


def test_the_page_is_what_the_questions_give(place: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(place), "run `python tests/make_questions.py` and read the change"


def test_every_question_has_an_answer_or_says_what_is_missing() -> None:
    assert all("run" in question or "note" in question for question in questions())
    asked = [question["ask"] for question in questions()]
    assert len(asked) == len(set(asked))


def test_a_cut_says_that_there_is_more() -> None:
    assert shown("1\n2\n3\n", 3, 0) == "1\n2\n3"
    assert shown("1\n2\n3\n", 2, 0) == "1\n2\n[…]"
    assert shown("1\n2\n3\n", 2, 1) == "[…]\n3"
