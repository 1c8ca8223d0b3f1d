"""A PDF with a text layer: its lines in the order in which they are read, a blank line where the page leaves one.

The library comes with the extra `pdf` and is imported only when a PDF is read. It hands out text in the
order in which the document draws it, which keeps columns apart where the document drew them one
after the other; where it drew across them, row by row, the lines are sorted by where they stand.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from armstrack.notices.formats.copied import LARGEST, CannotCopy, Copied, MissingExtra

WHAT = "a PDF"
_MOST_PAGES = 500
_LEAST_LETTERS = 40
"""Letters on a page of text; a scanned page has none, or those of a stamp."""
_WIDE = 1.35
"""How many usual distances between lines make a new paragraph."""
_SAME_LINE = 2.0
"""Points: a raised number is still on the line."""
_LEAST_PAIRS = 4
_LEAST_LENGTH = 20
"""Letters on the lines of a column of running text; the cells of a table are shorter."""
_APART = 90.0
"""Points between the left edges of two columns."""
_MOST_COLUMNS = 4
_MOSTLY = 0.7
_GOES_ON = r"[a-z0-9,\u2010\u00ad-]\Z"
"""How a line ends on which a sentence does not."""
_SOFT_HYPHEN = "\u00ad"
"""What stands at the end of a line in a word that goes on with the next, and nowhere else."""
_PAGE_NUMBER = re.compile(r"(?:page )?[-\u2013 ]*[0-9]{1,5}(?: ?(?:of|/) ?[0-9]{1,5})?[-\u2013 ]*", re.IGNORECASE)


class _Piece(NamedTuple):
    """What was drawn at one place: where it begins, in points from the lower left of the page, and its text."""

    left: float
    height: float
    text: str
    begins_line: bool


def is_pdf(content: bytes) -> bool:
    """Whether bytes are a PDF; some carry a few bytes of something else in front."""
    return b"%PDF-" in content[:1024]


def pdf_text(content: bytes) -> tuple[Copied, ...]:
    """The text of a PDF. Raises CannotCopy, where the extra is missing as MissingExtra."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError as error:
        raise MissingExtra(WHAT, "pypdf", "pdf", "paste the text of the PDF") from error
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # its remarks on untidy files are for programmers
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotCopy(f"is {WHAT} locked with a password", "open it, and paste its text")
        if len(reader.pages) > _MOST_PAGES:
            raise CannotCopy(f"is {WHAT} of more than {_MOST_PAGES} pages", "cut out the pages of the notice")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(_page_text(page))
            if sum(map(len, pages)) > LARGEST:
                raise CannotCopy(f"is {WHAT} that holds more than any notice", "paste the notice's text")
    except CannotCopy:
        raise
    except DependencyError as error:
        raise CannotCopy(f"is {WHAT} that is encrypted", "open it, and paste its text") from error
    except Exception as error:  # a damaged document can make the library fail in any way
        raise CannotCopy(f"is {WHAT} that is damaged", "open it, and paste its text") from error
    finally:
        logger.setLevel(level)
    letters = sum(character.isalpha() for page in pages for character in page)
    if letters < _LEAST_LETTERS * max(1, len(pages)) / 2:
        message = f"is {WHAT} without a text layer: its pages are pictures"
        raise CannotCopy(message, "read it with a text recognition first, as `ocrmypdf scan.pdf text.pdf`")
    return (Copied(_joined(pages)),)


def _joined(pages: list[str]) -> str:
    """The pages one after the other. A paragraph that does not end on its page goes on with the next."""
    said = ""
    for page in filter(None, pages):
        said += ("\n" if re.search(_GOES_ON, said) else "\n\n") + page if said else page
    return said


def _page_text(page: Any) -> str:
    drawn: list[tuple[float, float, str]] = []

    def visit(text: str, matrix: Any, text_matrix: Any, font: Any, size: Any) -> None:
        across, up = text_matrix[4], text_matrix[5]
        drawn.append(
            (
                float(across * matrix[0] + up * matrix[2] + matrix[4]),
                float(across * matrix[1] + up * matrix[3] + matrix[5]),
                text,
            )
        )

    page.extract_text(visitor_text=visit)
    pieces = _pieces(drawn)
    edges = _column_edges(pieces)
    lines = _read_down(pieces, edges) if edges else _read_across(pieces)
    for end in (0, -1):
        if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[end].text):
            del lines[end]
    return _with_paragraphs(lines)


def _pieces(drawn: list[tuple[float, float, str]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    begins_line = True
    for left, height, text in drawn:
        for number, part in enumerate(text.split("\n")):
            begins_line = begins_line or number > 0
            if part.strip():
                pieces.append(_Piece(left, height, part, begins_line))
                begins_line = False
    return pieces


def _column_edges(pieces: list[_Piece]) -> list[float]:
    """The left edges of the columns, where the document drew them row by row; none where it did not.

    Then pieces that follow each other at one height begin at the same few places, and are long on both sides.
    """
    beside = [(one, other) for one, other in pairwise(pieces) if _is_beside(one, other)]
    if len(beside) < _LEAST_PAIRS:
        return []
    if any(median(len(one.text.strip()) for one in side) < _LEAST_LENGTH for side in zip(*beside, strict=True)):
        return []
    edges = [one for one, _ in Counter(round(other.left) for _, other in beside).most_common(_MOST_COLUMNS - 1)]
    at_edges = sum(any(abs(other.left - edge) <= _SAME_LINE for edge in edges) for _, other in beside)
    if at_edges < _MOSTLY * len(beside):
        return []
    kept: list[float] = []
    for edge in sorted((min(one.left for one in pieces), *edges)):
        if not kept or edge - kept[-1] > _APART:
            kept.append(edge)
    return kept


def _is_beside(one: _Piece, other: _Piece) -> bool:
    return abs(one.height - other.height) < _SAME_LINE and other.left - one.left > _APART


def _read_down(pieces: list[_Piece], edges: list[float]) -> list[_Piece]:
    """The pieces column by column, each from the top."""

    def place(piece: _Piece) -> tuple[int, float]:
        return sum(edge <= piece.left + _SAME_LINE for edge in edges), -piece.height

    lines: list[_Piece] = []
    for piece in sorted(pieces, key=place):
        if lines and place(lines[-1]) == place(piece):
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text}{piece.text}")
        else:
            lines.append(piece)
    return [line._replace(text=line.text.strip()) for line in lines]


def _read_across(pieces: list[_Piece]) -> list[_Piece]:
    """The lines as the document drew them; the cells of a table stay on theirs."""
    lines: list[_Piece] = []
    for piece in pieces:
        if lines and not piece.begins_line:
            lines[-1] = lines[-1]._replace(text=lines[-1].text + piece.text)
        elif lines and _is_beside(lines[-1], piece):
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text}  {piece.text}")
        else:
            lines.append(piece)
    return [line._replace(text=line.text.strip()) for line in lines]


def _with_paragraphs(lines: list[_Piece]) -> str:
    steps = [above.height - line.height for above, line in pairwise(lines)]
    falling = [step for step in steps if step > _SAME_LINE]
    wide = _WIDE * median(falling) if falling else 0.0
    said = [lines[0].text] if lines else []
    for step, line in zip(steps, lines[1:], strict=True):
        if said[-1].endswith(_SOFT_HYPHEN):
            said[-1] = said[-1][:-1]
        else:
            said.append("\n\n" if step > wide > 0 else "\n")
        said.append(line.text)
    return "".join(said)
