"""What a text says of goods, money, days and firms that its draft does not hold: each becomes a remark that quotes it.

A reader knows sentences by their roles; an unknown sentence has none, and a known one may say
more than its role. So the draft is held against the text once it is made: a counted thing, an
amount, a firm or a year of delivery that the draft names nowhere is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from armstrack.notices.draft import Draft
from armstrack.notices.item_list import ALTERNATIVE
from armstrack.notices.money import amounts, unclear_money
from armstrack.notices.narrative import Role
from armstrack.notices.quantity import leading_quantity

_COUNTED = re.compile(r"\(\s?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})\s?\)\s{0,2}(?P<thing>[^;,()]{0,60})")
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)[ -]{0,2}$",
    re.IGNORECASE,
)
_BARE_COUNT = re.compile(
    r"(?<![\w/$.,-])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})\s(?P<thing>(?:[A-Za-z][\w/()-]*\s){0,4}?[a-z]{3,}s\b)"
)
_SPELT_COUNT = re.compile(
    r"(?<![\w-])(?P<number>(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?)\s"
    r"(?P<thing>(?:[A-Za-z][\w/()-]*\s){0,3}?[a-z]{3,}s\b)",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"^(?:years?|months?|weeks?|days?|hours?|percent|miles?|pounds?|feet|meters?|calendar|kilomet\w+|countr\w+|nations)\b",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(
    r"\b(?:includ|request|purchas|buy|procur|sale|sell|provid|offer|option|deliver|upgrad|transfer|lease|export)\w*",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b[A-Z][\w&.'-]*(?:,?\s(?:[A-Z&][\w&.'-]*|of|and)){0,5}?,?\s"
    r"(?:Inc|Corp|Corporation|Incorporated|LLC|L\.L\.C|Ltd|Limited|GmbH|PLC|plc|Company|Industries|Aerospace|Technologies)\b"
)
_FIRM_WORD = re.compile(
    r"\b(?:contractors?|vendors?|manufacturers?|manufactured|produced|built|supplied)\b", re.IGNORECASE
)
_NAMED = re.compile(r"\b(?:by|from|is|are|be|include|includes)\s+(?:the\s)?[A-Z][a-z]+|:\s*[A-Z][a-z]+")
_DELIVERS = re.compile(
    r"\b(?:deliver(?:y|ies|ed)|completed?|completion|begin|begins|start|starts|expected|scheduled)\b[^.;]{0,80}\b(?:in|by|during|between|through)\s"
    r"(?:[a-z]+\s)?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s)?20[0-9]{2}\b",
    re.IGNORECASE,
)
_LONGEST_QUOTED = 340
_BEFORE_QUOTED = 60
_MOST = 40
_WORDS = re.compile(r"[a-z0-9]{2,}")

_SPOKEN_FOR = (Role.CONTRACTOR, Role.OFFSET, Role.PERSONNEL)
"""Roles whose sentences are kept whole or read whole, numbers and all."""


def with_unplaced(draft: Draft, said: Iterable[tuple[Role, str]]) -> Draft:
    """The draft with a remark for each thing that its text says and it does not hold."""
    found = list(unplaced(draft, said))
    if any((item.note or "").startswith(ALTERNATIVE) for item in draft.items):
        found.insert(0, "some goods are offered as alternatives, so their quantities are not to be added up")
    if not found:
        return draft
    more = [f"{len(found) - _MOST} more sentences say what is not in the draft"] if len(found) > _MOST else []
    return replace(draft, warnings=(*draft.warnings, *found[:_MOST], *more))


def unplaced(draft: Draft, said: Iterable[tuple[Role, str]]) -> Iterator[str]:
    """A remark, in the order of the text, for each sentence that says more than the draft holds."""
    names: dict[int, set[str]] = {}
    for item in draft.items:
        if item.quantity is not None:
            names.setdefault(item.quantity, set()).update(_words(item.name))
    named = " ".join((*(item.name for item in draft.items), *(item.note or "" for item in draft.items)))
    quoted = "\n".join((*draft.warnings, *draft.notes, draft.justification or "", draft.title or ""))
    kept = {_phrase(match) for match in _COUNTED.finditer(f"{named}\n{quoted}")}
    value = draft.value
    money = {value.total, value.mde, value.other, value.increase, draft.prior_value}
    firms = _words(" ".join(one.name for one in draft.contractors or ()))
    seen: set[str] = set()
    for role, sentence in said:
        if sentence in seen or sentence in quoted:
            continue
        seen.add(sentence)
        counts = [] if role in _SPOKEN_FOR else list(_uncounted(sentence, role, names, kept))
        sums = [] if role is Role.OFFSET else [one for one in amounts(sentence) if one.dollars not in money]
        if counts or sums or _says_more(role, sentence, firms, named):
            spans = [(match.start(), match.end()) for match in counts] + [(one.start, one.end) for one in sums]
            yield from _quotes(role, sentence, sorted(spans))


def _says_more(role: Role, sentence: str, firms: set[str], named: str) -> bool:
    """Whether a sentence names money that is no sum of dollars, a firm or a day of delivery that the draft does not."""
    if role is not Role.OFFSET and any(True for _ in unclear_money(sentence)):
        return True
    if role is not Role.CONTRACTOR and _names_firm(sentence, role, firms, named):
        return True
    return role in (Role.OTHER, Role.FURTHER_LIST) and _DELIVERS.search(sentence) is not None


def _uncounted(sentence: str, role: Role, names: dict[int, set[str]], kept: set[str]) -> Iterator[re.Match[str]]:
    """The counted things of a sentence that are no item of the draft."""
    patterns = [_COUNTED] if "(" in sentence else []
    if role is Role.OTHER and _HANDS_OVER.search(sentence):
        patterns += (_BARE_COUNT, _SPELT_COUNT)
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            if pattern is _COUNTED and not _NUMBER_WORD.search(
                sentence[max(0, match.start() - 24) : match.start()].rstrip()
            ):
                continue
            if _NO_THING.match(match["thing"]):
                continue
            number = leading_quantity(f"{match['number']} x").number or -1
            if pattern is _BARE_COUNT and 1900 <= number <= 2199:
                continue
            if _phrase(match) in kept:
                continue
            # A thing within parentheses behind its name has its words before it.
            words = _words(match["thing"]) | (
                _words(sentence[max(0, match.start() - 60) : match.start()]) if not match["thing"].strip() else set()
            )
            if not words or not words & names.get(number, set()):
                yield match


def _names_firm(sentence: str, role: Role, firms: set[str], goods: str) -> bool:
    for match in _FIRM.finditer(sentence):
        words = _words(match[0]) - {"the", "inc", "corp", "corporation", "llc", "company", "ltd"}
        if words and not words & firms and match[0] not in goods:
            return True
    if role is not Role.OTHER or _FIRM_WORD.search(sentence) is None:
        return False
    named = _NAMED.search(sentence)
    return named is not None and not _words(named[0]) & firms and "offset" not in sentence.lower()


def _quotes(role: Role, sentence: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The remark: the sentence, or of a long one the stretches around what it counts."""
    what = "of an earlier case, not of this notice" if role is Role.EARLIER_CASE else "not in the draft"
    if len(sentence) <= _LONGEST_QUOTED or not spans:
        yield f'{what}: "{sentence[: _LONGEST_QUOTED * 2]}"'
        return
    ended = 0
    for start, end in spans:
        if end <= ended:
            continue
        begun = max(ended, start - _BEFORE_QUOTED)
        ended = min(len(sentence), begun + _LONGEST_QUOTED)
        yield f'{what}: "{sentence[begun:ended].strip()}"'


def _phrase(match: re.Match[str]) -> str:
    """A counted thing in short, to tell whether it is named elsewhere too."""
    return f"{match['number']} {match['thing'][:10].strip(' .')}"


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in _WORDS.findall(text.lower())}
