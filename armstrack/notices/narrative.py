"""The running text that a release and a policy justification share: who asked for what, at what cost, from whom.

Each sentence is recognised by its role, then taken apart by the piece that knows it. A
sentence that has a role and cannot be read becomes a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice

from armstrack.model.money import Money
from armstrack.model.sale import Contractor, LineItem
from armstrack.notices import contractor, item_list
from armstrack.notices.emergency import certified_emergency
from armstrack.notices.money import amounts
from armstrack.notices.purchaser import Purchaser, leading_purchaser
from armstrack.notices.sentences import sentences


class Role(Enum):
    """What a sentence does in a notice."""

    DETERMINATION = auto()
    CERTIFICATION = auto()
    REQUEST = auto()
    EARLIER_CASE = auto()
    COMBINED = auto()
    MDE_LIST = auto()
    FURTHER_LIST = auto()
    COST = auto()
    CONTRACTOR = auto()
    OTHER = auto()


_DETERMINATION = re.compile(
    r"\b(?:possible|potential|proposed) (?:foreign military sale|sale|FMS)s?\b(?! of this)|\bforeign military sale (?:to|for)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\b(?:approv\w+|determination|notif\w+|announce\w*)\b", re.IGNORECASE)
_CERTIFIES = re.compile(
    r"\b(?:required certification|notif(?:ied|ying) (?:the )?(?:U\.?S\.? )?Congress)\b", re.IGNORECASE
)
_REQUESTED = re.compile(
    r"\b(?:has|have|had|also) requested\b|\brequests\b|\brequested (?:to|a|the|that|approval)\b|\bis requesting\b|\b(?:wishes|proposes|intends) to (?:buy|purchase)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\bthe original\b.{0,60}\b(?:case|sale|FMS|notification)\b|\boriginally (?:valued|notified)\b|\bcongress was (?:previously )?notified\b|\bpreviously notified\b"
    r"|\bwas (?:below|under|implemented|not notified)\b|\bwas (?:originally )?valued at\b|\bconstituted\b",
    re.IGNORECASE,
)
_COMBINED = re.compile(
    r"\bthis (?:notification|transmittal|proposed sale|report) (?:is for|includes?|will (?:also )?include|consists of|notifies|reports|is to)\b"
    r"|\brequirements are combined as follows\b|\bwill be combined\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"(?:\b(?:the )?(?:following )?non-?\s?(?:MDE|major defense equipment)\b[^:;.]{0,80}?(?::|\b(?:will (?:also )?be (?:included|provided)|includes?(?: is| are)?)\b:?)"
    r"|\b(?:also )?(?:included|provided)(?: in (?:this|the) (?:sale|request|proposed sale))?(?: (?:are|is|will be)\b:?|:)"
    r"|\b(?:the )?(?:proposed|possible)? ?(?:sale|request|program|case|package)? ?(?:will also include|also includes?|would also include)\b:?"
    r"|\bthe following (?:items|equipment|articles|services)[^:;.]{0,60}?will (?:also )?be (?:included|provided)\b:?)\s*",
    re.IGNORECASE,
)
_MDE = re.compile(
    r"(?:the following )?(?:MDE|major defense equipment)\b(?: ?\(MDE\))?(?: items?)?[^:;.]{0,40}?(?::|\bincludes?\b:?|\bwill (?:also )?be included\b:?)\s*",
    re.IGNORECASE,
)
_NOT_MDE = re.compile(r"\bnon-?\s?(?:MDE|major defense equipment)\b", re.IGNORECASE)
_COST = re.compile(r"\b(?:estimated|total|as high as|valued at|worth|not to exceed|approximate)\b", re.IGNORECASE)
_COST_CUE = re.compile(r"(?:estimated|total|as high as|valued at|worth|cost|value|exceed|revised)", re.IGNORECASE)
_SALE_TO = re.compile(r"\b(?:sales?|LOA|Acceptance|FMS\)?)(?: \(FMS\))? (?:to|for)\s+", re.IGNORECASE)
_GOODS = re.compile(
    r"^[\s,]*(?:of|for(?: the)?(?: purchase of)?|to (?:buy|purchase|procure|acquire)|for (?:a |the )?(?:purchase|sale) of)\s+(?:the )?(?P<goods>.+?)"
    r"(?:,? (?:and|with|as well as) (?:associated|related|other related)\b|,? for an? (?:estimated|approximate|total)|,? at an? estimated|,? valued|[.;]|$)",
    re.IGNORECASE,
)
_REQUEST_VERB = re.compile(
    r"(?:has|have|had|also|is)?\s*\b(?:requested|requests|requesting|wishes|proposes|intends)\b"
    r"(?: approval)?(?: (?:to (?:buy|purchase|procure|acquire|obtain)|(?:a|the|an)? ?(?:possible |proposed )?(?:sale|purchase|procurement) (?:of|for)"
    r"|that))?\s*(?:the following:?|from the (?:U\.S\.|United States)[^:;,]{0,30})?\s*",
    re.IGNORECASE,
)
_TO_EARLIER = re.compile(
    r",?\s+(?:that|which) (?:will|would|are to|is to) be added to\b.*$|,?\s+to be added to (?:a|the) previously.*$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 400
_INNER_FURTHER = re.compile(
    r"[;,]?\s+(?:and\s+)?(?=(?:also included|included are|the following non-|non-?(?:MDE|major defense equipment)(?:\s|:)))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Narrative:
    """What the sentences of a running text say."""

    purchaser: Purchaser | None = None
    goods: str | None = None
    """What the sale is of, in the words of the determination."""
    total: Money = None
    items: tuple[LineItem, ...] = ()
    contractors: tuple[Contractor, ...] = ()
    justification: str | None = None
    notification: tuple[str, ...] = ()
    """The sentences that say when Congress was notified."""
    warnings: list[str] = field(default_factory=list)


def role_of(sentence: str) -> Role:
    """The role of a sentence, told from the words that no other role has."""
    if contractor.says_contractors(sentence):
        return Role.CONTRACTOR
    if _EARLIER.search(sentence) and not _CERTIFIES.search(sentence[:120]) and not _REQUESTED.search(sentence[:120]):
        return Role.EARLIER_CASE
    if _COMBINED.search(sentence):
        return Role.COMBINED
    if _DETERMINATION.search(sentence) and _DECIDES.search(sentence) and _SALE_TO.search(sentence):
        return Role.DETERMINATION
    if _CERTIFIES.search(sentence):
        return Role.CERTIFICATION
    if _FURTHER.match(sentence):
        return Role.FURTHER_LIST
    if _REQUESTED.search(sentence[:400]):
        return Role.REQUEST
    if _MDE.match(sentence):
        return Role.MDE_LIST
    if "$" in sentence and _COST.search(sentence):
        return Role.COST
    return Role.OTHER


def read_narrative(paragraphs: Iterable[str]) -> Narrative:
    """Reads the paragraphs of a running text."""
    told = Narrative()
    lists: list[LineItem] = []
    costs: list[int] = []
    determined: Money = None
    seen: list[str] = []
    notification: list[str] = []
    asked = False
    for sentence in _all_sentences(paragraphs):
        seen.append(sentence)
        role = role_of(sentence)
        if role is Role.DETERMINATION and not asked:
            determined = _cost_in(sentence) if determined is None else determined
            _take_sale_to(told, sentence)
            if _CERTIFIES.search(sentence):
                notification.append(sentence)
        elif role is Role.CERTIFICATION:
            notification.append(sentence)
        elif role is Role.REQUEST and not asked:
            asked = True
            if told.purchaser is None:
                told.purchaser = leading_purchaser(sentence)
            lists += _requested(told, sentence)
        elif role is Role.COMBINED and asked:
            combined = _combined(sentence)
            if any(item.quantity is not None for item in combined):
                lists = [*combined, *(item for item in lists if item.mde is False)]
        elif role is Role.MDE_LIST and asked:
            lists += item_list.items(sentence[_end(_MDE, sentence) :], True)
        elif role is Role.FURTHER_LIST:
            lists += item_list.items(sentence[_end(_FURTHER, sentence) :], False)
        elif role is Role.COST:
            cost = _cost_in(sentence)
            if cost is not None:
                costs.append(cost)
        elif role is Role.CONTRACTOR and not told.contractors:
            named = contractor.contractors(sentence)
            if named is None:
                told.warnings.append(f'the contractors cannot be read from: "{sentence}"')
            told.contractors = named or ()
    told.total = determined if determined is not None else (costs[-1] if costs else None)
    if costs and costs[-1] != told.total:
        told.warnings.append(f"two values are given: ${told.total:,} and ${costs[-1]:,}")
    if not asked and told.goods:
        lists += (item for item in item_list.items(told.goods, None, True) if item.quantity is not None)
    told.items = tuple(lists)
    told.justification = certified_emergency(seen)
    told.notification = tuple(notification)
    return told


def _all_sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in _with_lists(paragraphs):
        for sentence in sentences(paragraph):
            # A second list may begin inside of the sentence that asks for the first.
            inner = (
                _INNER_FURTHER.search(sentence) if len(sentence) > 80 and _REQUESTED.search(sentence[:400]) else None
            )
            if inner is not None and inner.start() > 40:
                yield sentence[: inner.start()]
                yield sentence[inner.end() :]
            else:
                yield sentence


def _with_lists(paragraphs: Iterable[str]) -> Iterator[str]:
    """The paragraphs, of which one that ends in a colon is followed by its list."""
    begun = ""
    for paragraph in paragraphs:
        whole = f"{begun} {paragraph}" if begun else paragraph
        if whole.endswith(":") and len(whole) < _LONGEST_LEAD:
            begun = whole
            continue
        begun = ""
        yield whole
    if begun:
        yield begun


def _take_sale_to(told: Narrative, sentence: str) -> None:
    for match in islice(_SALE_TO.finditer(sentence), 5):
        found = leading_purchaser(sentence[match.end() : match.end() + 600])
        if found is not None:
            told.purchaser = told.purchaser or found
            goods = _GOODS.match(sentence[match.end() + found.end : match.end() + found.end + 600])
            told.goods = told.goods or (goods["goods"].strip() if goods else None)
            return


def _cost_in(sentence: str) -> Money:
    """The ceiling that a sentence states: the first amount behind a word that speaks of cost."""
    cue = _COST_CUE.search(sentence)
    if cue is None:
        return None
    return next((amount.dollars for amount in amounts(sentence) if amount.start > cue.start()), None)


def determines(paragraph: str) -> bool:
    """Whether a paragraph begins with the sentence that announces a sale."""
    return any(role_of(sentence) is Role.DETERMINATION for sentence in islice(sentences(paragraph[:1500]), 2))


def request_list(sentence: str) -> str:
    """The goods that a sentence asks for: what stands behind its verb, or the whole where it has none."""
    asked = _REQUESTED.search(sentence)
    verb = _REQUEST_VERB.search(sentence, asked.start()) if asked else None
    return _TO_EARLIER.sub("", sentence[verb.end() :] if verb else sentence)


def _requested(told: Narrative, sentence: str) -> Iterator[LineItem]:
    listed = request_list(sentence)
    if not listed:
        told.warnings.append(f'the request cannot be read: "{sentence}"')
        return
    not_mde = _NOT_MDE.search(listed[:120])
    told.warnings += item_list.doubts(listed)
    yield from item_list.items(listed, False if not_mde else None, False if not_mde else True)


def _combined(sentence: str) -> list[LineItem]:
    """The items of "this notification is for …": what is notified now, all in all."""
    match = _COMBINED.search(sentence)
    rest = sentence[match.end() :] if match else ""
    mde = _MDE.search(rest)
    return list(item_list.items(rest[mde.end() :] if mde else rest.lstrip(" :"), None, True))


def _end(pattern: re.Pattern[str], sentence: str) -> int:
    match = pattern.match(sentence)
    return match.end() if match else 0
