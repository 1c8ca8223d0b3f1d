"""What the words of a person mean: of a closed list, a recipient, a year, a day, an amount.

The command line and the Python interface read with these, so that both take the same and refuse with the same sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from armstrack.model.told import ExitCode, ToldError

T = TypeVar("T")


class WrongWord(ToldError, ValueError):
    """A word that means nothing here: a sentence that says so, and what to write instead."""

    exit_code = ExitCode.USAGE
    code = "usage"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message.removesuffix('.')}; {hint}" if hint else message)
        self._message, self.hint = message, hint

    @property
    def message(self) -> str:
        """What means nothing."""
        return self._message


def texts_of(given: object) -> tuple[str, ...]:
    """What was given, one thing or several, as texts: a day as 2026-03-17, a number in digits."""
    if isinstance(given, str):
        return (given,)
    if isinstance(given, datetime):
        return (given.date().isoformat(),)
    if isinstance(given, Iterable):
        return tuple(text for each in given for text in texts_of(each))
    return (str(given),)


def parted(given: Iterable[str]) -> list[str]:
    """Each word of some texts, in which words may be parted by commas."""
    return [part.strip() for text in given for part in text.split(",")]


def known_words(
    given: Iterable[str] | None,
    known: Iterable[str],
    what: str,
    also: Mapping[str, str] | None = None,
    meant: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Words of a closed list, with commas or repeated; `also` are other spellings, `meant` hints for other words.

    Raises WrongWord, naming the nearest.
    """
    allowed = tuple(known)
    found = [(also or {}).get(word, word) for word in parted(given or ())]
    for word in found:
        if word not in allowed:
            from armstrack.model.kinds import did_you_mean

            hint = (meant or {}).get(word.casefold()) or did_you_mean(word, allowed) or f"one of: {', '.join(allowed)}"
            raise WrongWord(f"`{word}` is no {what}.", hint)
    return tuple(dict.fromkeys(found))


def one_word(option: str, text: str, known: Iterable[str], what: str) -> str:
    """The one word of a closed list that an option takes. Raises WrongWord, naming the nearest."""
    found = known_words([text], known, what)
    if len(found) != 1:
        raise WrongWord(f"{option}: each {what} is an answer of its own.", "give one of them")
    return found[0]


def recipient_codes(given: Iterable[str] | None) -> tuple[str, ...]:
    """The codes of recipients given by code or name, with commas or repeated. Raises WrongWord with the nearest."""
    if not given:
        return ()
    from armstrack.model.recipients import REGIONS, find_recipient, find_region, nearest_recipients

    codes: list[str] = []
    for text in given:
        whole = find_recipient(text)
        for word in [text.strip()] if whole else parted([text]):
            code = "unknown" if word == "unknown" else find_recipient(word)
            if code is None:
                near = nearest_recipients(word)
                meant = f"did you mean {' or '.join(near)}? " if near else ""
                hint = f"{meant}An organisation outside the table is other:{word}"
                if region := find_region(word):
                    hint = f"a region is chosen by --region {region} ({REGIONS[region]})"
                raise WrongWord(f"`{word}` is no recipient.", hint)
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def parsed(option: str, text: str | None, parse: Callable[[str], T]) -> T | None:
    """What an option was given, parsed; `None` where it is not given. Raises WrongWord with the parser's sentence."""
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise WrongWord(f"{option}: {error}.") from error
