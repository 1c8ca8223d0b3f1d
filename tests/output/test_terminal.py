"""What a stream is, is read from the stream and the environment alone."""

from __future__ import annotations

import io
import os
import struct

import pytest

from armstrack.output.terminal import PLAIN, Terminal, detect


class Screen(io.TextIOWrapper):
    """A stream that says it is a terminal, with no file behind it."""

    def __init__(self, encoding: str = "utf-8", tty: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


def test_a_pipe_is_plain_whatever_its_surroundings() -> None:
    assert detect(Screen(tty=False), {"COLUMNS": "40", "TERM": "xterm-256color"}) == PLAIN


def test_a_text_in_memory_is_plain() -> None:
    assert detect(io.StringIO(), {}) == PLAIN


def test_a_terminal_has_a_width_and_colour() -> None:
    assert detect(Screen(), {"COLUMNS": "120", "TERM": "xterm"}) == Terminal(120, True, True, True)


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_colour_can_be_declined(environ: dict[str, str]) -> None:
    terminal = detect(Screen(), environ)
    assert not terminal.colour
    assert terminal.width == 80


def test_an_empty_no_color_says_nothing() -> None:
    assert detect(Screen(), {"NO_COLOR": ""}).colour


def test_force_color_makes_a_pipe_a_terminal_that_nobody_sits_at() -> None:
    assert detect(Screen(tty=False), {"FORCE_COLOR": "1"}) == Terminal(80, True, False, True)
    assert detect(Screen(tty=False), {"FORCE_COLOR": "1", "COLUMNS": "100"}).width == 100


@pytest.mark.parametrize("value", ["", "0"])
def test_an_empty_or_zero_force_color_does_not(value: str) -> None:
    assert detect(Screen(tty=False), {"FORCE_COLOR": value}) == PLAIN


@pytest.mark.parametrize("columns", ["", "0", "wide", "-5", "²", "9" * 40])
def test_a_senseless_width_is_not_believed(columns: str) -> None:
    assert detect(Screen(), {"COLUMNS": columns}).width == 80


def test_the_width_has_a_floor() -> None:
    assert detect(Screen(), {"COLUMNS": "3"}).width == 20


def test_the_system_is_asked_for_the_width() -> None:
    pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
    controller, terminal = pty.openpty()
    with os.fdopen(controller, "wb"), os.fdopen(terminal, "w", encoding="utf-8") as stream:
        for columns, environ, expected in ((93, {}, 93), (93, {"COLUMNS": "61"}, 61), (0, {}, 80)):
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            assert detect(stream, environ).width == expected


@pytest.mark.parametrize(("encoding", "unicode"), [("utf-8", True), ("ascii", False), ("latin-1", False)])
def test_the_encoding_decides_what_can_be_shown(encoding: str, unicode: bool) -> None:
    assert detect(Screen(encoding), {}).unicode is unicode
    assert detect(Screen(encoding, tty=False), {}).unicode is unicode
