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
from armstrack.notices.list_heading import FURTHER_HEADING, MDE_HEADING, NOT_MDE, without_further_heading
from armstrack.notices.money import amounts
from armstrack.notices.purchaser import Purchaser, leading_purchaser
from armstrack.notices.quantity import begins_with_quantity
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


# The patterns that tell a role are tried on every sentence, so they look at it in lower case, once.
_ANNOUNCES = re.compile(
    r"\b(?:possible|potential|proposed) (?:foreign military sale|sale|fms)s?\b(?! of this)"
    r"|\bforeign military sale (?:to|for)\b"
)
_DECIDES = re.compile(r"\b(?:approv|determination|notif|announce)")
_SALE_TO = re.compile(r"\b(?:sales?|loas?|acceptance|fms\)?)(?: \(fms\))?(?: cases?)? (?:to|for)\s+")
_CERTIFIES = re.compile(r"\b(?:required certification|notif(?:ied|ying) (?:the )?(?:u\.?s\.? )?congress)\b")
_REQUESTED = re.compile(
    r"\b(?:has|have|had|also) (?:requested|asked)\b|\brequests\b|\brequested (?:to|a|the|that|approval)\b"
    r"|\bis requesting\b"
    r"|\b(?:wishes|proposes|intends|seeks|plans|would like) to (?:buy|purchase|procure|acquire)\b"
)
_EARLIER = re.compile(
    r"\bthe original\b.{0,60}\b(?:case|sale|fms|notification)\b|\boriginally (?:valued|notified)\b"
    r"|\bcongress was (?:previously )?notified\b|\bpreviously notified\b"
    r"|\bwas (?:below|under|implemented|not notified)\b|\bwas (?:originally )?valued at\b|\bconstituted\b"
)
_EARLIER_SIGNS = ("origina", "previously", "was ", "constituted")
_COMBINED = re.compile(
    r"\bthis (?:notification|transmittal|proposed sale|report) "
    r"(?:is for|includes?|will (?:also )?include|consists of|notifies|reports|is to)\b"
    r"|\brequirements are combined as follows\b|\bwill be combined\b"
)
_COST = re.compile(r"\b(?:estimated|total|as high as|valued at|worth|not to exceed|approximate)\b")
_HEAD = 400
"""Characters of a sentence in which its verb stands."""

# The patterns below take a sentence apart, and keep its letters as they are.
_COST_CUE = re.compile(r"(?:estimated|total|as high as|valued at|worth|cost|value|exceed|revised)", re.IGNORECASE)
_GOODS = re.compile(
    r"""^[\s,]*(?:of|for(?:\sthe)?(?:\spurchase\sof)?|to\s(?:buy|purchase|procure|acquire))\s+(?:the\s)?
    (?P<goods>.+?)
    (?:,?\s(?:and|with|as\swell\sas)\s(?:associated|related|other\srelated)\b
      |,?\sfor\san?\s(?:estimated|approximate|total)|,?\sat\san?\sestimated|,?\svalued|[.;]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_REQUEST_VERB = re.compile(
    r"""\b(?:requested|requests|requesting|asked|wishes|proposes|intends|seeks|plans|would\slike)\b(?:\sapproval)?
    (?:\s(?:to\s(?:buy|purchase|procure|acquire|obtain)
        |(?:(?:a|the|an)\s)?(?:(?:possible|proposed)\s)?(?:sale|purchase|procurement)\s(?:of|for)
        |that))?
    \s*(?:from\sthe\s(?:U\.S\.|United\sStates)[^:;,]{0,30})?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_TO_EARLIER = re.compile(
    r",?\s+(?:that|which) (?:will|would|are to|is to) be added to\b.*$|,?\s+to be added to (?:a|the) previously.*$",
    re.IGNORECASE,
)
_AND_BUYS = re.compile(r"\band to (?:buy|purchase|procure|acquire)\s+", re.IGNORECASE)
_LONGEST_TITLE = 90
_LONGEST_LEAD = 400
_LONGEST_LINE = 160
_RUNNING_TEXT = re.compile(r"(?:The|There|This|These|At|Also|Included|It|Any|All|In|Implementation)\b")
_INNER_LIST = re.compile(
    r"[;,]?\s+(?:and\s+)?(?=also included|included are|the following non-|non-?(?:MDE|major defense equipment)[\s:])",
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
    lowered = sentence.lower()
    head = lowered[:_HEAD]
    requests = _REQUESTED.search(head) is not None
    certifies = ("congress" in lowered or "certif" in lowered) and _CERTIFIES.search(lowered) is not None
    if FURTHER_HEADING.match(head):
        return Role.FURTHER_LIST
    if contractor.says_contractors(lowered) and not requests:
        return Role.CONTRACTOR
    if not requests and not certifies and any(sign in lowered for sign in _EARLIER_SIGNS) and _EARLIER.search(lowered):
        return Role.EARLIER_CASE
    if _COMBINED.search(head):
        return Role.COMBINED
    if _DECIDES.search(head) and _ANNOUNCES.search(head) and _SALE_TO.search(head):
        return Role.DETERMINATION
    if certifies:
        return Role.CERTIFICATION
    if requests:
        return Role.REQUEST
    if MDE_HEADING.match(head):
        return Role.MDE_LIST
    return Role.COST if "$" in lowered and _COST.search(lowered) else Role.OTHER


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
            if _CERTIFIES.search(sentence.lower()):
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
            lists += item_list.items(MDE_HEADING.sub("", sentence, count=1), True)
        elif role is Role.FURTHER_LIST:
            lists += item_list.items(without_further_heading(sentence), False)
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
                _INNER_LIST.search(sentence)
                if len(sentence) > 80 and _REQUESTED.search(sentence[:_HEAD].lower())
                else None
            )
            if inner is not None and inner.start() > 40:
                yield sentence[: inner.start()]
                yield sentence[inner.end() :]
            else:
                yield sentence


def _with_lists(paragraphs: Iterable[str]) -> Iterator[str]:
    """The paragraphs, of which one that ends in a colon is followed by its list, be it of several lines."""
    lead = ""
    lines: list[str] = []
    for paragraph in paragraphs:
        is_line = len(paragraph) < _LONGEST_LINE and not _RUNNING_TEXT.match(paragraph)
        if lead and (not lines or is_line):
            lines.append(paragraph)
            if is_line:
                continue
        if lead:
            yield f"{lead} {'; '.join(line.rstrip(';') for line in lines)}"
            taken, lead, lines = bool(lines) and lines[-1] is paragraph, "", []
            if taken:
                continue
        if paragraph.endswith(":") and len(paragraph) < _LONGEST_LEAD:
            lead = paragraph
        else:
            yield paragraph
    if lead:
        yield f"{lead} {'; '.join(line.rstrip(';') for line in lines)}"


def _take_sale_to(told: Narrative, sentence: str) -> None:
    for match in islice(_SALE_TO.finditer(sentence[:_HEAD].lower()), 5):
        found = leading_purchaser(sentence[match.end() : match.end() + 600])
        if found is not None:
            told.purchaser = told.purchaser or found
            goods = _GOODS.match(sentence[match.end() + found.end : match.end() + found.end + 600])
            told.goods = told.goods or (_brief(goods["goods"].strip()) if goods else None)
            return


def _brief(goods: str) -> str:
    """The goods up to the first comma, where they are described at length."""
    return goods if len(goods) <= _LONGEST_TITLE else goods.split(",")[0]


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
    asked = _REQUESTED.search(sentence[:_HEAD].lower())
    verb = _REQUEST_VERB.search(sentence, asked.start()) if asked else None
    listed = _TO_EARLIER.sub("", sentence[verb.end() :] if verb else sentence)
    bought = _AND_BUYS.search(listed[:_HEAD]) if not begins_with_quantity(listed[:_HEAD]) else None
    return listed[bought.end() :] if bought else listed


def _requested(told: Narrative, sentence: str) -> Iterator[LineItem]:
    listed = request_list(sentence)
    if not listed:
        told.warnings.append(f'the request cannot be read: "{sentence}"')
        return
    not_mde = NOT_MDE.search(listed[:120])
    told.warnings += item_list.doubts(listed)
    yield from item_list.items(listed, False if not_mde else None, not not_mde)


def _combined(sentence: str) -> list[LineItem]:
    """The items of "this notification is for …": what is notified now, all in all."""
    match = _COMBINED.search(sentence[:_HEAD].lower())
    rest = sentence[match.end() :] if match else ""
    mde = MDE_HEADING.search(rest)
    return list(item_list.items(rest[mde.end() :] if mde else rest.lstrip(" :"), None, True))
