"""A memo of a period in Markdown: one fact a line or a paragraph, and footnotes for the sources.

Nothing in it counts days from today, so that what did not change reads the same a week later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.output.amounts import count, exact, short
from armstrack.output.markdown import markdown_paragraph, markdown_text
from armstrack.output.sale_tables import bounds_text, entry_detail, recipient_names
from armstrack.output.summary_table import key_text, total_sentence

Document = Mapping[str, Any]

KIND_WORDS = {
    "review": "last day of the congressional review",
    "delivery-wait": "last day of the wait before delivery",
    "discharge": "last day of the committee, after which the Senate can discharge it",
    "offer": "last day for signing the offer",
    "licence": "last day of the licence or lease",
    "promised": "delivery promised",
}
"""What falls due, in the words of the memo."""

NOTHING = "None."

NOT_COVERED = "Not covered by this ledger."


def brief_memo(memo: Document, not_covered: str = "") -> str:
    """The memo as Markdown that ends with a newline; what of its question the ledger does not cover stands first."""
    blocks = [f"# U.S. arms sales, {memo['since']} to {memo['as_of']}", _preface(memo)]
    blocks += [f"**{markdown_paragraph(not_covered)}**"] if not_covered else []
    sections: list[tuple[str, str, Callable[[Document], str], str]] = [
        ("notifications", "New notifications", _notification, "\n\n"),
        ("clocks", "Clocks running", _due, "\n"),
        ("reviews_over", "Reviews that ended", _review_over, "\n"),
        ("moves", "Moves", _move, "\n"),
        ("events", "Also recorded", _event, "\n"),
        ("resolutions", "Resolutions of disapproval", _step, "\n"),
        ("deadlines", "Deadlines ahead", _due, "\n"),
        ("passed", "Passed, and nothing recorded", _due, "\n"),
        ("perhaps", "Perhaps in this period", _perhaps, "\n"),
        ("learnt", "Earlier, and recorded since", _perhaps, "\n"),
    ]
    # What is only counted cites nothing, so that the footnotes get numbers of their own.
    numbers: dict[int, int] = {}
    for key, title, line, between in sections:
        bullet = "" if between == "\n\n" else "- "
        told, vague = _told(key, memo[key])
        for number in (number for fact in told for number in fact["sources"]):
            numbers.setdefault(number, len(numbers) + 1)
        lines = [f"{bullet}{line(fact)}{_notes([numbers[each] for each in fact['sources']])}" for fact in told]
        lines += [f"- {count(vague, 'entry', 'entries')} of a day that is not known even to the year."] if vague else []
        blocks += [f"## {title}", between.join(lines) or _nothing(memo)]
    blocks += ["## Totals", _totals(memo["totals"])]
    by_number = {source["number"]: source for source in memo["sources"]}
    if numbers:
        notes = [_source(number, by_number[told]) for told, number in numbers.items()]
        blocks += ["## Sources", "\n".join(notes)]
    return "\n\n".join(blocks) + "\n"


def _told(section: str, facts: Sequence[Document]) -> tuple[Sequence[Document], int]:
    """The facts that a memo tells, and how many it only counts: what may have happened in any year is no news."""
    if section != "perhaps":
        return facts, 0
    told = [fact for fact in facts if fact["date"] is not None]
    return told, len(facts) - len(told)


def _preface(memo: Document) -> str:
    """What the memo is of; a ceiling and the end of a review are easily taken for more than they are."""
    parts = [f"{markdown_text(memo['ledger'])}, as of {memo['as_of']}; days are those of Washington."]
    if memo["chosen_by"]:
        parts.append(f"Only {markdown_text(' '.join(memo['chosen_by']))}.")
    if _looked_before(memo):
        parts.append(f"The sources were looked at to {memo['looked_at']}.")
    parts.append("A ceiling is the most that a sale may cost. The end of a review proves no offer.")
    return " ".join(parts)


def _looked_before(memo: Document) -> bool:
    """Whether the sources were last looked at before the memo ends."""
    return memo["looked_at"] is not None and memo["looked_at"] < memo["as_of"]


def _nothing(memo: Document) -> str:
    """What stands where nothing is to be told: that nobody looked, or not to the end, is not nothing."""
    if memo["totals"]["total"]["sales"] is None:
        return NOT_COVERED
    return f"None recorded; the sources were looked at to {memo['looked_at']}." if _looked_before(memo) else NOTHING


def _notes(numbers: Sequence[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers) or " (no source given)"


def _about(fact: Document) -> str:
    """The record that a fact is about: its id, its title, and to whom."""
    return f"`{fact['id']}`, {_title(fact)}, {_to(fact)}"


def _title(fact: Document) -> str:
    return markdown_text(fact["title"])


def _to(fact: Document) -> str:
    return "recipient unknown" if fact["recipient"] in ("unknown", []) else recipient_names(fact["recipient"])


def _day(fact: Document) -> str:
    return str(fact["date"] or bounds_text(fact))


def _notification(fact: Document) -> str:
    return f"**{_day(fact)}, {_to(fact)}:** {_notified(fact)}"


def _notified(fact: Document) -> str:
    authority = "Authority unknown" if fact["authority"] == "unknown" else f"AECA {fact['authority']}"
    number = f", transmittal {markdown_text(fact['transmittal'])}" if fact["transmittal"] else ", no transmittal known"
    return f"{_title(fact)}. {_ceiling(fact)}. {authority}{number}. {_review(fact)} `{fact['id']}`"


def _ceiling(fact: Document) -> str:
    if fact["amends"] is None:
        return "Value unknown" if fact["value_usd"] is None else f"Ceiling {short(fact['value_usd'])}"
    amended = fact["amends"]
    what = f"`{amended}`" if isinstance(amended, str) else markdown_text(amended["title"])
    added = "a value unknown" if fact["value_usd"] is None else short(fact["value_usd"])
    total = fact["total_usd"]
    revised = "revised ceiling unknown" if total is None else f"revised ceiling {short(total)}"
    return f"Adds {added} to {what}, {revised}"


def _review(fact: Document) -> str:
    if fact["emergency"] is not None:
        why = markdown_text(fact["emergency"]["justification"]).rstrip(".")
        return f"Emergency certified, no review: {why}."
    review = fact["review"]
    waits = not fact["reviewed"]
    if review is None or review["last_review_day"] is None:
        return "Day of the delivery unknown." if waits else "Last day of the review unknown."
    if waits:
        # A report under 36(b)(5)(A) is reviewed by nobody; it only comes before the delivery.
        return f"Delivery possible from {review['earliest_action']}."
    return f"{review['review_days']} days of review, the last {review['last_review_day']}."


def _due(fact: Document) -> str:
    what = KIND_WORDS[fact["kind"]]
    if fact["kind"] == "promised":
        what = markdown_text(fact["words"])
    return f"{fact['day'] or 'Day unknown'}: {what}: {_about(fact)}"


def _review_over(fact: Document) -> str:
    last = fact["review"]["last_review_day"] if fact["review"] is not None else None
    ended = f"review ended on {last}" if last is not None else "review ended"
    return f"{_day(fact)}: {ended}, the next step is possible: {_about(fact)}"


def _move(fact: Document) -> str:
    return f"{_day(fact)}: **{fact['state']}**: {_about(fact)}{_detail(fact)}"


def _event(fact: Document) -> str:
    return f"{_day(fact)}: {fact['event']}: {_about(fact)}{_detail(fact)}"


def _detail(fact: Document) -> str:
    """What else is said of it."""
    said = entry_detail(fact)
    return f": {markdown_text(said)}" if said else ""


def _step(fact: Document) -> str:
    word = f"**{fact['state']}**" if fact["state"] else fact["event"]
    return f"{_day(fact)}: {markdown_text(fact['measure'])}, {word}: {_about(fact)}{_vote(fact['vote'])}{_detail(fact)}"


def _vote(vote: Document | None) -> str:
    if vote is None:
        return ""
    sides = [vote["yea"], vote["nay"]]
    against, through = sides if vote["for_disapproval"] == "yea" else sides[::-1]
    present = f", {vote['present']} present" if vote["present"] else ""
    chamber = {"senate": "Senate", "house": "House"}[vote["chamber"]]
    tally = f"{_votes(against)} to disapprove, {_votes(through)} to let it proceed{present}"
    return f". {chamber}, {markdown_text(vote['question'])}: {tally}"


def _votes(number: int | None) -> str:
    return "an unknown number" if number is None else str(number)


def _perhaps(fact: Document) -> str:
    if fact["kind"] == "notification":
        return f"{_day(fact)}: notification: {_to(fact)}, {_notified(fact)}"
    return {"review-over": _review_over, "move": _move, "event": _event, "step": _step}[fact["kind"]](fact)


def _totals(totals: Document) -> str:
    if totals["total"]["sales"] is None:
        return NOT_COVERED
    lines = [f"Notified: {total_sentence({'total': totals['total'], 'totals': totals['totals']})}"]
    lines += [f"{key_text('recipient', group['key'])}: {_counted(group)}." for group in totals["by_recipient"]]
    emergency = totals["emergency"]
    if emergency["sales"]:
        lines.append(f"Under an emergency, among them: {_counted(emergency)}.")
    left_out = totals["left_out"]
    if left_out["undated"]:
        lines.append(f"Not in this memo: {count(left_out['undated'], 'sale')} notified on a day known too loosely.")
    if left_out["unvalued"]:
        lines.append(f"Not in this memo: {count(left_out['unvalued'], 'sale')} of unknown value.")
    return "\n".join(f"- {markdown_paragraph(line)}" for line in lines)


def _counted(counted: Document) -> str:
    """Sales and money; of several procedures side by side, and never one sum."""
    several = [name for name, each in counted.get("totals", {}).items() if each["sales"]]
    if len(several) > 1:
        return "; ".join(f"{PROCEDURE_NAMES[name]} {_counted(counted['totals'][name])}" for name in several)
    parts = [count(counted["sales"], "sale")]
    parts += [exact(counted["value_usd"])] if counted["value_usd"] is not None else []
    unknown = counted["unknown_value"]
    plus = "" if not unknown else f", plus {unknown} of unknown value" if len(parts) > 1 else ", of unknown value"
    return ", ".join(parts) + plus


def _source(number: int, source: Document) -> str:
    said = ", ".join(text for text in (source["title"], source["published"]) if text)
    parts = [f"{markdown_paragraph(said)}."] if said else []
    parts += [markdown_text(source["url"])] if source["url"] else []
    return f"[^{number}]: {' '.join(parts)}"
