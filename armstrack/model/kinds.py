"""What sort of value a field holds: how it is read from text, and how a schema describes it.

Readers never raise for what a person wrote: they add a `Finding` and carry on, so that
one run shows every mistake of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from armstrack.model.data_class import dataclass
from armstrack.model.money import parse_money, write_money
from armstrack.model.partial_date import FIRST_YEAR, LAST_YEAR, UNKNOWN, PartialDate, parse_day, parse_partial_date
from armstrack.model.problem import Finding, Path, enough
from armstrack.model.recipients import (
    OTHER_PATTERN,
    RECIPIENTS,
    find_recipient,
    is_other_organisation,
    name_of,
    nearest_recipients,
)

Schema = dict[str, Any]
"""A JSON Schema, as nested dictionaries."""

Written = str | Sequence["Written"] | Mapping[str, "Written"]
"""A value as a file has it: text, a list, or keys with values of their own."""


LONGEST_TEXT = 20_000
"""Characters: no title, name or remark has more."""

LONGEST_WORD = 200
"""Characters: what is longer is no misspelt word."""


class Kind:
    """What sort of value a field holds."""

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> Any:
        """The value that `raw` (text, list or mapping) means; `None`, with a finding, where it means nothing valid."""
        raise NotImplementedError

    def write(self, value: Any) -> Written:
        """A value as a file has it, so that `read` reads it back."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """The JSON Schema of the values that `read` accepts, as an editor sees them."""
        raise NotImplementedError

    def form(self) -> str:
        """The form of the value in a few words, for messages and the field reference."""
        raise NotImplementedError


# Kinds are made once, when the program starts, and never compared: what else a data class could do
# is left out, because it would be written anew at every start.


def text_of(raw: Any, kind: Kind, path: Path, findings: list[Finding]) -> str | None:
    """The text of a scalar, or `None` with a finding for a list, a mapping or nothing."""
    if not isinstance(raw, str):
        written = "a mapping" if isinstance(raw, dict) else "a list"
        findings.append(Finding(path, "wrong-kind", f"{written} stands where {kind.form()} is wanted"))
        return None
    if not raw.strip("\n"):
        key = path[-1] if path else ""
        findings.append(
            Finding(path, "missing-value", f"`{key}` has no value", f"write {kind.form()}, or remove the key")
        )
        return None
    if len(raw) > LONGEST_TEXT:
        message = f"the text has {len(raw):,} characters; {LONGEST_TEXT:,} is the limit"
        findings.append(Finding(path, "bad-text", message, "shorten it, and give the source for the rest"))
        return None
    return raw


NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
"""Characters that print nothing and are no spaces either."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Text(Kind):
    """Free text, or text of a given form."""

    pattern: str = ""
    example: str = ""
    names: bool = False
    """Whether it is what a thing is called by, so that something of it must be seen."""

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> str | None:
        text = text_of(raw, self, path, findings)
        if text is not None and self.names and all(one.isspace() or one in NO_WIDTH for one in text):
            findings.append(
                Finding(path, "missing-value", f"of `{path[-1]}` nothing can be seen", f"write {self.form()}")
            )
            return None
        if text is not None and self.pattern and not re.fullmatch(self.pattern, text):
            findings.append(
                Finding(path, "bad-text", f"`{text}` does not have the form wanted here", f"write {self.form()}")
            )
            return None
        # A block text ends in line breaks that say nothing, and gains one when something follows it.
        return text.rstrip("\n") if text is not None else None

    def write(self, value: Any) -> Written:
        return str(value)

    def schema(self) -> Schema:
        # An editor's YAML parser sees `26` as a number where this format reads text.
        if self.pattern:
            return {"type": ["string", "number"], "pattern": f"^(?:{self.pattern})$"}
        return {"type": ["string", "number", "boolean"]}

    def form(self) -> str:
        return f"text such as {self.example}" if self.example else "text"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Choice(Kind):
    """One word of a closed list; `also` maps other accepted spellings to it."""

    options: tuple[str, ...] | Callable[[], tuple[str, ...]]
    """The words, or what gives them where they stand in a table that is read only when it is asked for."""
    also: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the list."""
        return self.options() if callable(self.options) else self.options

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> str | None:
        text = text_of(raw, self, path, findings)
        if text is None or text in self.words:
            return text
        if text in self.also:
            return self.also[text]
        hint = did_you_mean(text, self.words) or f"one of: {', '.join(self.words)}"
        findings.append(Finding(path, "bad-choice", f"`{text}` is not allowed here", hint))
        return None

    def write(self, value: Any) -> Written:
        return str(value)

    def schema(self) -> Schema:
        return {"enum": [*self.words, *self.also]}

    def form(self) -> str:
        return "one of " + ", ".join(self.words)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OneOrSeveral(Kind):
    """One value of a kind, or a list of several different ones; read as a tuple."""

    kind: Kind
    called: str

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            one = self.kind.read(raw, path, findings)
            return () if one is None else (one,)
        if not raw:
            findings.append(Finding(path, "missing-value", f"the list names no {self.called}", f"write {self.form()}"))
        several = [self.kind.read(item, (*path, at), findings) for at, item in enumerate(raw)]
        for at, one in enumerate(several):
            if one is not None and one in several[:at]:
                findings.append(Finding((*path, at), "bad-choice", f"`{one}` stands twice in the list"))
        return tuple(one for one in several if one is not None)

    def write(self, value: Any) -> Written:
        several = [self.kind.write(one) for one in value]
        return several[0] if len(several) == 1 else several

    def schema(self) -> Schema:
        one = self.kind.schema()
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]}

    def form(self) -> str:
        return f"{self.kind.form()}, or a list of several"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MoneyKind(Kind):
    """An exact amount in whole US dollars, or `unknown` (read as `None`)."""

    unknown_allowed: bool = True

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> int | None:
        text = text_of(raw, self, path, findings)
        if text is None or (self.unknown_allowed and text == UNKNOWN):
            return None
        try:
            return parse_money(text)
        except ValueError as error:
            findings.append(Finding(path, "bad-money", str(error)))
            return None

    def write(self, value: Any) -> Written:
        return UNKNOWN if value is None else write_money(value)

    def schema(self) -> Schema:
        return {
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string", "pattern": r"^(?:unknown|(?:0|[1-9][0-9]*(?:_[0-9]{3})*)(?:\.[0-9]+)?[KMBT]?)$"},
            ]
        }

    def form(self) -> str:
        return "an amount such as 4.05B, 96M or 1_500_000" + (", or unknown" if self.unknown_allowed else "")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CountKind(Kind):
    """A whole number, or `unknown` (read as `None`), within bounds that are both allowed."""

    unknown_allowed: bool = True
    least: int = 0
    most: int = 999_999_999_999

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> int | None:
        text = text_of(raw, self, path, findings)
        if text is None or (self.unknown_allowed and text == UNKNOWN):
            return None
        if not re.fullmatch(r"0|[1-9][0-9]*(?:_[0-9]{3})*", text) or len(text) > 12:
            hint = f"write {text.lstrip('0')}" if re.fullmatch(r"0+[1-9][0-9]{0,9}", text) else f"write {self.form()}"
            findings.append(Finding(path, "bad-number", f"`{text}` is not a whole number", hint))
            return None
        number = int(text.replace("_", ""))
        if not self.least <= number <= self.most:
            message = f"{text} is no number that can stand here"
            hint = f"it lies between {self.least} and {self.most}"
            findings.append(Finding(path, "bad-number", message, hint))
            return None
        return number

    def write(self, value: Any) -> Written:
        return UNKNOWN if value is None else str(value)

    def schema(self) -> Schema:
        number: Schema = {"type": "integer", "minimum": self.least}
        if self.most != CountKind.most:
            number["maximum"] = self.most
        grouped: Schema = {"type": "string", "pattern": "^[1-9][0-9]*(?:_[0-9]{3})+$"}
        return {"anyOf": [number, grouped, *([{"const": UNKNOWN}] if self.unknown_allowed else [])]}

    def form(self) -> str:
        return "a whole number" + (" or unknown" if self.unknown_allowed else "")


YEAR = CountKind(unknown_allowed=False, least=FIRST_YEAR, most=LAST_YEAR)
"""A year of this field."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DateKind(Kind):
    """A date as precise as its source, or with `exact` one day."""

    exact: bool = False

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> Any:
        text = text_of(raw, self, path, findings)
        if text is None:
            return None
        try:
            return parse_day(text) if self.exact else parse_partial_date(text)
        except ValueError as error:
            findings.append(Finding(path, "bad-date", str(error)))
            return None

    def write(self, value: Any) -> Written:
        return value.text if isinstance(value, PartialDate) else str(value)

    def schema(self) -> Schema:
        day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
        if self.exact:
            return {"type": "string", "pattern": f"^{day}$"}
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^(?:{day}|[0-9]{{4}}(?:-[0-9]{{2}})?|unknown)$"},
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
            ]
        }

    def form(self) -> str:
        return "a day such as 2026-03-17" if self.exact else "2026, 2026-03, 2026-03-17 or unknown"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Flag(Kind):
    """`true` or `false`; with `unknown_allowed` also `unknown` (read as `None`)."""

    unknown_allowed: bool = False

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> bool | None:
        text = text_of(raw, self, path, findings)
        if text is None or (self.unknown_allowed and text == UNKNOWN):
            return None
        if text not in ("true", "false"):
            findings.append(Finding(path, "bad-choice", f"`{text}` is neither true nor false", f"write {self.form()}"))
        return text == "true"

    def write(self, value: Any) -> Written:
        return UNKNOWN if value is None else "true" if value else "false"

    def schema(self) -> Schema:
        if self.unknown_allowed:
            return {"enum": [True, False, UNKNOWN]}
        return {"type": "boolean"}

    def form(self) -> str:
        return "true, false or unknown" if self.unknown_allowed else "true or false"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RecipientCode(Kind):
    """The code of one recipient."""

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> str | None:
        text = text_of(raw, self, path, findings)
        if text is None or text in RECIPIENTS:
            return text
        if is_other_organisation(text):
            known = find_recipient(name_of(text))
            if known is None:
                return text
            findings.append(Finding(path, "bad-recipient", f"`{text}` stands in the table", f"write {known}"))
            return None
        found = find_recipient(text)
        near = [found] if found else nearest_recipients(text)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        hint += f"another organisation is written other:{text}" if " " in text else ""
        findings.append(Finding(path, "bad-recipient", f"`{text}` is not the code of a recipient", hint.strip()))
        return None

    def write(self, value: Any) -> Written:
        return str(value)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": list(RECIPIENTS)}, {"type": "string", "pattern": f"^(?:{OTHER_PATTERN})$"}]}

    def form(self) -> str:
        return "a country's two-letter code (ISO 3166-1), XK, NATO, or other:NAME for another organisation"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Recipients(Kind):
    """One recipient's code, a list of several, or `unknown` (read as no recipient at all)."""

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> tuple[str, ...]:
        if raw == UNKNOWN:
            return ()
        if isinstance(raw, list):
            if not raw:
                findings.append(Finding(path, "missing-value", "the list of recipients is empty", "write unknown"))
            codes: list[str] = []
            for at, item in enumerate(raw):
                if enough(findings):
                    break
                code = RecipientCode().read(item, (*path, at), findings)
                if code in codes:
                    findings.append(Finding((*path, at), "bad-choice", f"`{code}` stands twice in the list"))
                elif code is not None:
                    codes.append(code)
            return tuple(codes)
        only = RecipientCode().read(raw, path, findings)
        return () if only is None else (only,)

    def write(self, value: Any) -> Written:
        return value[0] if len(value) == 1 else list(value) or UNKNOWN

    def schema(self) -> Schema:
        one = RecipientCode().schema()
        return {"anyOf": [one, {"const": UNKNOWN}, {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}]}

    def form(self) -> str:
        return "a recipient's code, a list of codes, or unknown"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Custom(Kind):
    """Text that a function turns into a value; the function raises ValueError with a sentence for the reader."""

    parse: Callable[[str], Any]
    described: str
    json_schema: Mapping[str, Any]
    code: str = "bad-text"
    written: Callable[[Any], str] = str
    """Turns a value into the text again."""

    def read(self, raw: Any, path: Path, findings: list[Finding]) -> Any:
        text = text_of(raw, self, path, findings)
        if text is None:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            findings.append(Finding(path, self.code, str(error), f"write {self.described}"))
            return None

    def write(self, value: Any) -> Written:
        return self.written(value)

    def schema(self) -> Schema:
        return dict(self.json_schema)

    def form(self) -> str:
        return self.described


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean X?` for the nearest known word, or nothing."""
    # difflib is only worth its import when something was mistyped.
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6) if len(word) <= LONGEST_WORD else []
    return f"did you mean `{near[0]}`?" if near else ""
