"""The principal contractors of a notice: names and places, in the many ways in which they are listed.

A list is cut into tokens: the text between two separators, a mark such as "located in", and
the name of a state or country, which ends a place. What a text is, a firm, a division or a
city, follows from the token behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from armstrack.model.recipients import find_recipient
from armstrack.model.sale import Contractor
from armstrack.notices.plain_text import BULLETS

_WHICH = (
    r"(?:principal|prime|primary|main|major|lead|leading|sole(?:[ -]source)?|key|likely|potential|expected"
    r"|proposed|u\.?s\.?)"
)
_FIRM = r"(?:contractor|vendor|manufacturer|supplier|producer)(?:s|\(s\))?"
_VERB = (
    r"(?:(?:are|is|were|was) (?:expected|likely|anticipated|projected) to be"
    r"|will (?:likely |also )?be|would be|will include|would include|includes?|are|is|were|was|be|remains?)"
)
_LEAD = re.compile(
    rf"(?:\bthe\s+following\s+(?:{_WHICH}\s+)?{_FIRM}(?=\s?:)|\b(?:{_WHICH}\s+){{1,3}}{_FIRM}(?:\s+or\s+{_FIRM})?|^(?:the|these)\s+{_FIRM}|^contractors(?=\sfor\s))(?![\w-])"
    rf"(?:[^.;:]{{0,90}}?\s{_VERB}\b|[^.;:]{{0,60}}(?=:)):?\s*",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    rf"(?:^contractors(?=\sfor\s)|\b{_WHICH}\s+{_FIRM}|\bthe following {_FIRM}(?=\s?:)"
    rf"|^(?:the|these|there (?:is|are) no)"
    rf"\s+(?:{_WHICH}\s+){{0,2}}{_FIRM})(?![\w-])"
    rf"|\b{_FIRM} (?:has|have) (?:not )?(?:yet )?been (?:identified|selected|determined)"
    rf"|\b(?:many|multiple|various|several|numerous) (?:\w+ )?{_FIRM}\b.{{0,60}}\bproviding",
    re.IGNORECASE,
)
_NOT_THEIRS = re.compile(
    rf"\boffsets?\b|\brepresentatives?\b|\b{_FIRM} (?:support|logistics|engineering|technical|personnel|team)\b"
    r"|^(?:the following|also included|included)\b|\b(?:has|have) requested\b",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    rf"^(?P<listed>[A-Z].+?),?\s(?:will be|would be|is|are|will serve as|serves? as)\s(?:the\s|an?"
    rf"\s)?(?:{_WHICH}\s+){{1,2}}{_FIRM}\b",
    re.IGNORECASE,
)
"""The firms before the verb: "Boeing will be the principal contractor"."""
_AMONG_OTHERS = re.compile(
    rf"^[^.;:]{{0,90}}\b{_FIRM},?\s(?:including|to\sinclude|such\sas):?\s+(?=[A-Z])", re.IGNORECASE
)
"""`There will be various principal contractors, including Alpha Works`."""
_NO_NAME = re.compile(
    r"^(?:There|It|This|That|No|None|At|In|The (?:principal|prime|identity|name|following))\b", re.IGNORECASE
)
_THEN = re.compile(
    r"^[^.;:]{0,120}?\b(?:is|are|be) (?:bought|purchased|selected|chosen|procured|offered)\s?:\s*(?=[A-Z])"
)
"""What stands between the verb and a colon, as in "dependent on which are bought: A; B"."""
_CLAUSE = re.compile(r"^(?:the )?[a-z]+\s?:\s*(?=[A-Z])")
_COUNTED_OUT = re.compile(r"(?:^|(?<=[;,] )|(?<=and ))\(?[0-9]{1,2}[.)]\s(?=[A-Z])")
"""`(1)` or `1.` before a firm."""
_DASH_BEFORE_PLACE = re.compile(r"\s(?:\u2013|-{1,2})\s(?=[A-Z][^,;]{2,40},\s[A-Z])")
_FOR_WHAT = re.compile(r"^for (?:[a-z-]+ ){1,5}(?=[A-Z])")
"""`and for the radars Alpha Works`: what the firm makes, before its name."""
_BETWEEN = re.compile(r"(\bVenture(?: \([A-Z]{2,8}\))?),? between (?=[A-Z])", re.IGNORECASE)
_POSTCODE = re.compile(r"\s[0-9]{5}(?:-[0-9]{4})?$")
_TO_BE_FOUND = re.compile(
    r"(?:,?\s+(?:and|or|and/or)\s+|[,;]\s*)(?:an?|another|one or more|other|additional)"
    r"\s+[^,;]{0,50}?\b(?:to be|yet to be|that will be)"
    r" (?:determined|selected|identified|named)\b[^,;.]{0,40}|,?\s+(?:and|or)\s+TBD\b",
    re.IGNORECASE,
)
_PLACE_IN_PARENTHESES = re.compile(r"\s\(([A-Z][^()]{1,60},\s[^(),]{2,30})\)")
_NOBODY = re.compile(
    r"\b(?:determined|unknown|no (?:principal|prime)|not (?:yet |been )*(?:known|selected|identified|chosen)"
    r"|selected|competiti|approved vendors|(?:many|multiple|various|several) (?:\w+ )?contractors|tbd|none|n/a"
    r"|not applicable|stocks?\b|inventory)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:^|(?<=[\s,(]))(?:(?:which (?:is|are) |with (?:its )?)?(?:principal |corporate |primary )?"
    r"(?:located|headquartered|based|offices|headquarters|facilities)(?: primarily| both)? (?:in|at|near)"
    r"|with (?:[a-z]+ ){1,2}(?:in|at|near)|of|in|at)\s+"
    r"(?=[A-Z]|both )"
)
_PART_OF = re.compile(r"\b(?:division|subsidiary|unit|part|department|university|bank|corps)\s+of\s+$", re.IGNORECASE)
_NO_FIRM = re.compile(
    r"^(?:an? |others?\b|additional |which |who |to be |TBD|various |several |multiple |many )", re.IGNORECASE
)
_SEPARATOR = re.compile(r"[,()]|\s+(?:and|or|&)\s+(?=(?:the )?[A-Z])")
_BULLET = re.compile(rf"(?:^|(?<=[\s;]))[{BULLETS}*]\s*")
_BULLET_WITHIN = re.compile(rf"(?<=[^\s;,])\s+[{BULLETS}]\s*")
_NOTED_BEHIND = re.compile(r"\s\(.*$")
"""What stands in parentheses behind a place: what the firm makes."""
_FURTHER = re.compile(
    r"^(?P<listed>(?:The\s)?[A-Z][^.;:]{2,80}?,?\s(?:(?:located|headquartered|based)\s)?(?:in|of)"
    r"\s[A-Z][^;:]{2,60},\s[A-Z][A-Za-z. ]{1,20}?)\.?$"
)
_UNPARTED = re.compile(
    r"^(?P<name>.*\b(?i:Company|Corporation|Corp\.?|Inc\.?|Incorporated|LLC|Ltd\.?|Limited))"
    r"\s(?P<city>[A-Z][A-Za-z. -]{2,30})$"
)
"""A firm and its city with nothing between them, in a list of lines."""
_HAS_VERB = re.compile(r"\b(?:is|are|was|were|will|would|has|have|may|can|should|requires?|requested)\b")
_SUFFIX = re.compile(
    r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|(?-i:Co)|CO(?=\.)|L\.?P|Incorporated|PLC|plc|S\.?A|S\.?p\.?A|GmbH|AG|AB|ASA|N\.V"
    r"|B\.?V|Pty)"
    r"\b\.?(?=$|[\s,;(])",
    re.IGNORECASE,
)
# An "and" before one of these words stands within the name of a firm.
_WITHIN_NAMES_LIST = """
mission fire space engineering sensors training electronics electronic technology technologies associates sons
company co services control controls armament armaments tactical logistics communication communications
information surveillance support marine naval systems weapons missile missiles defense security whitney
development research test survivability sustainment reconnaissance intelligence integration maintenance
aerospace aviation solutions manufacturing ordnance decker airborne sea ground air land surface special advanced
integrated precision power propulsion radar optics cyber digital global federal industrial industries undersea
"""
_WITHIN_NAMES = frozenset(_WITHIN_NAMES_LIST.split())
_REGIONS_LIST = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
montana nebraska nevada new-hampshire new-jersey new-mexico new-york north-carolina north-dakota ohio oklahoma
oregon pennsylvania rhode-island south-carolina south-dakota tennessee texas utah vermont virginia washington
west-virginia wisconsin wyoming district-of-columbia puerto-rico guam england scotland wales ontario quebec al
ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa
ri sc sd tn tx ut vt va wa wv wi wy dc uk usa ala ariz ark calif colo conn del fla ill ind kan mass mich minn
miss mont neb nev okla ore penn tenn tex wash wis wyo
"""
_REGIONS = frozenset(_REGIONS_LIST.split())
_ABBREVIATED = frozenset(["md", "va", "pa", "ga", "ky", "la", "mo", "vt", "ct", "ia"])
"""Regions of two letters that are also abbreviated with a small one."""
_COUNTRIES_LIST = """
canada united-kingdom germany france italy israel norway sweden netherlands belgium spain australia japan
"""
_COUNTRIES = tuple(_COUNTRIES_LIST.split())
"""Where contractors that follow each other without a mark have been."""
_SPELT_REGIONS = {name.replace("-", " ") for name in (*_REGIONS, *_COUNTRIES)}
_NAMES_OF_REGIONS = sorted(
    {name.title() for name in _SPELT_REGIONS if len(name) > 3} | {name.upper() for name in _SPELT_REGIONS},
    key=lambda name: (-len(name), name),
)
_RUN_TOGETHER = re.compile(
    rf"(?P<region>,\s(?:{'|'.join(_NAMES_OF_REGIONS)}))\s+(?=[A-Z][\w&.-]+(?:\s[^,;]{{0,80}})?(?:,|$))"
)
"""A region that ends a place, and a firm behind it without any mark between them."""


class _Token(NamedTuple):
    kind: str
    """`text`, `mark` or `region`."""
    text: str
    behind_and: bool = False


_SIGNS = ("contractor", "vendor", "manufacturer", "supplier", "producer")


def says_contractors(lowered: str) -> bool:
    """Whether a sentence, in lower case, names the principal contractors or says that there are none."""
    if not any(sign in lowered for sign in _SIGNS):
        return False
    if ("principal" in lowered or "prime" in lowered) and "contractor" in lowered:
        return "offset" not in lowered
    return _SPEAKS.search(lowered) is not None and _NOT_THEIRS.search(lowered) is None


def contractors(sentence: str) -> tuple[Contractor, ...] | None:
    """The contractors that a sentence names; empty where it says that there are none, `None` if it cannot be read."""
    sentence = _AMONG_OTHERS.sub("The principal contractors are ", sentence)
    first = None if _NO_NAME.match(sentence) else _NAMED_FIRST.match(sentence)
    if first is not None:
        sentence = f"The principal contractors are {first['listed']}"
    lead = _LEAD.search(sentence)
    listed = sentence[lead.end() :].strip().removesuffix(".").replace(" | ", ", located in ").strip() if lead else ""
    if not listed or _none_named(sentence[: lead.end()] if lead else sentence, listed):
        return () if _NOBODY.search(sentence) else None
    listed = _BULLET.sub("", _BULLET_WITHIN.sub(";", listed))
    listed = _TO_BE_FOUND.sub("", _CLAUSE.sub("", _THEN.sub("", listed)))
    listed = _DASH_BEFORE_PLACE.sub(", located in ", _COUNTED_OUT.sub("", listed))
    listed = _BETWEEN.sub(r"\1; ", listed)
    listed = _PLACE_IN_PARENTHESES.sub(_located, listed)
    parts = [part for part in listed.split(";") if part.strip()]
    if len(parts) == 1:
        parts = _RUN_TOGETHER.sub(r"\g<region>;", listed).split(";")
    found = tuple(one for part in parts for one in _firms(list(_tokens(part)), len(parts) > 1))
    # A name is in capitals somewhere; what has none counts firms ("and five others").
    return tuple(one for one in found if not one.name.islower()) or None


def further(sentence: str) -> tuple[Contractor, ...]:
    """The firms of a sentence that goes on with the list before it: `Alpha Works in Mesa, Arizona.`"""
    match = _FURTHER.match(sentence)
    if match is None or _HAS_VERB.search(sentence):
        return ()
    found = contractors(f"The principal contractors are {match['listed']}") or ()
    return tuple(one for one in found if one.place)


def _none_named(before: str, listed: str) -> bool:
    """Whether a sentence says that there is no contractor, or that none is known yet."""
    if _NOBODY.search(before):
        return True
    nobody = _NOBODY.search(listed[:70])
    return nobody is not None and not re.search(r"[,;]", listed[: nobody.start()])


def _located(match: re.Match[str]) -> str:
    return f", located in {match[1]}" if _is_region(match[1].rpartition(",")[2]) else match[0]


def _firms(tokens: list[_Token], listed_apart: bool) -> Iterator[Contractor]:
    """The firms of a list without semicolons.

    `listed_apart`: the list is one firm of several, so a text behind its name is its place.
    """
    name: list[str] = []
    place: list[str] = []
    marked = waiting = False  # whether its place has a mark; whether that place still lacks its city
    skipped = -1
    for at, token in enumerate(tokens):
        if at == skipped:
            continue
        following = tokens[at + 1].kind if at + 1 < len(tokens) else ""
        if token.kind == "mark":
            marked = waiting = True
        elif token.kind == "region":
            (place if name else name).append(_NOTED_BEHIND.sub("", token.text) if name else token.text)
        elif waiting or (name and following == "region"):
            place.append(f"and {token.text}" if place else token.text)
            waiting = False
        elif name and not place and listed_apart and _shares_region(tokens[at + 1 : at + 3]):
            place.append(f"{token.text} and {tokens[at + 1].text}")
            skipped = at + 1
        elif _NO_FIRM.match(token.text):
            continue
        elif listed_apart and len(name) == 1 and not place and _is_division(tokens[at : at + 3]):
            name.append(token.text)
        elif name and not place and following == "mark" and not token.behind_and and len(name) == 1:
            name.append(token.text)  # a division behind its firm
        elif name and not place and listed_apart and not following and not marked:
            place.append(token.text)
        elif name:
            yield _contractor(name, place)
            name, place, marked = [token.text], [], False
        else:
            name.append(token.text)
    if name:
        yield _contractor(name, place)


def _is_division(tokens: list[_Token]) -> bool:
    """Whether a text behind a firm is its division, since a city and its region follow: `Works, Salem, OR`."""
    return [token.kind for token in tokens] == ["text", "text", "region"] and not any(
        token.behind_and for token in tokens[:2]
    )


def _shares_region(tokens: list[_Token]) -> bool:
    """Whether what follows a city is another city and the region of both: `Salem and Dover, MA`."""
    return [token.kind for token in tokens] == ["text", "region"] and tokens[0].behind_and


def _contractor(name: list[str], place: list[str]) -> Contractor:
    if len(place) == 1 and (unparted := _UNPARTED.match(name[-1])) is not None:
        name, place = [*name[:-1], unparted["name"]], [unparted["city"], *place]
    words = re.sub(r"^(?:(?:the|and|both|either)\s+)+", "", ", ".join(name).strip(" ,:"), flags=re.IGNORECASE)
    words = _FOR_WHAT.sub("", words)
    return Contractor(words, ", ".join(place).strip(" ,.") or None)


def _tokens(text: str) -> Iterator[_Token]:
    for chunk, behind_and in _chunks(text):
        if _is_region(chunk):
            yield _Token("region", chunk)
            continue
        mark = next((one for one in _MARK.finditer(chunk) if not _PART_OF.search(chunk[: one.end()])), None)
        if mark is None:
            yield _Token("text", chunk, behind_and)
            continue
        if before := chunk[: mark.start()].strip(" ,("):
            yield _Token("text", before, behind_and)
        yield _Token("mark", mark[0].strip())
        yield _Token("text", chunk[mark.end() :].strip(" ,)"))


def _chunks(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at commas, and at each "and" between firms or places; with whether an "and" came before."""
    start, depth, behind_and = 0, 0, False
    for match in _SEPARATOR.finditer(text):
        mark = match[0].strip()
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
            continue
        if depth or (mark == "," and _SUFFIX.match(text[match.end() : match.end() + 16].lstrip())):
            continue
        if mark != "," and not _parts_here(mark, text[start : match.start()], text[match.end() : match.end() + 20]):
            continue
        chunk = text[start : match.start()].strip(" ,")
        if chunk:
            yield chunk, behind_and
            behind_and = False
        behind_and = behind_and or mark == "and"
        start = match.end()
    rest = text[start:].strip(" ,")
    without_and = re.sub(r"^(?:and|or|&)\s+", "", rest)
    if without_and:
        yield without_and, behind_and or without_and != rest


def _parts_here(mark: str, before: str, after: str) -> bool:
    """Whether an "and" stands between two firms or places rather than within a name."""
    before = before.strip(" ,")
    if not before or _is_region(before):
        return True
    word = re.match(r"[\w-]+", after)
    return mark == "and" and word is not None and word[0].lower() not in _WITHIN_NAMES


def _is_region(text: str) -> bool:
    """Whether a text is a state or a country, as the last part of a place is."""
    words = _POSTCODE.sub("", re.sub(r"\s*\([^()]*\)?$", "", text.strip(" .,)")))
    if not 2 <= len(words) <= 40:
        return False
    folded = words.lower().replace(".", "").replace(" ", "-")
    if folded in _REGIONS:
        return words[:1].isupper() and (
            len(folded) >= 3 or words[1:3].strip(".")[:1].isupper() or words.endswith(".") or folded in _ABBREVIATED
        )
    return len(words) > 3 and words[0].isupper() and find_recipient(words) is not None
