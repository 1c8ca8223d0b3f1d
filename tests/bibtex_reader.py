"""A reader of BibTeX that is strict where BibTeX is: braces balance, keys are plain, and escapes spell a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPELT = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\%": "%",
    r"\&": "&",
    r"\$": "$",
    r"\#": "#",
    r"\_": "_",
}
_ESCAPE = re.compile("|".join(re.escape(each) for each in sorted(SPELT, key=len, reverse=True)))
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*")
_START = re.compile(r"\s*@misc\{(?P<key>[^,\s]*),\s*")
_FIELD = re.compile(r"\s*(?P<name>[a-z]+)\s*=\s*\{")


@dataclass(frozen=True)
class Entry:
    """One entry: its key and its fields as they stand between their braces."""

    key: str
    fields: dict[str, str]

    @property
    def title(self) -> str:
        """The title as text."""
        title = self.fields["title"]
        assert title.startswith("{")
        assert title.endswith("}")
        return spelt(title[1:-1])


def spelt(text: str) -> str:
    """The text that a field spells. Fails where a character would act on TeX instead of being printed."""
    assert "--" not in text, f"a dash: {text!r}"
    joined = re.sub(r"(?<=-)\{\}(?=-)", "", text)
    left = _ESCAPE.sub("", joined)
    assert not re.search(r"[\\{}%&$#_~^]", left), f"not escaped: {left!r}"
    return _ESCAPE.sub(lambda match: SPELT[match[0]], joined)


def read_bibtex(text: str) -> list[Entry]:
    """Every entry of a file. Fails where it is not one."""
    entries: list[Entry] = []
    at = 0
    while text[at:].strip():
        start = _START.match(text, at)
        assert start, f"no entry begins at {text[at : at + 40]!r}"
        assert _KEY.fullmatch(start["key"]), start["key"]
        fields: dict[str, str] = {}
        at = start.end()
        while not (end := re.compile(r"\s*\}").match(text, at)):
            field = _FIELD.match(text, at)
            assert field, f"no field begins at {text[at : at + 40]!r}"
            close = _closing(text, field.end())
            assert field["name"] not in fields
            fields[field["name"]] = text[field.end() : close]
            assert text[close + 1] == ","
            at = close + 2
        at = end.end()
        entries.append(Entry(start["key"], fields))
    keys = [entry.key.casefold() for entry in entries]
    assert len(set(keys)) == len(keys), "two entries have one key"
    return entries


def _closing(text: str, at: int) -> int:
    """Where the brace closes that was opened just before; BibTeX counts every brace, escaped or not."""
    depth = 1
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise AssertionError("a brace is never closed")
