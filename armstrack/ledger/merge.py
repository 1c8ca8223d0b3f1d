"""A second record of a sale, merged into its file: what is missing is added, and what disagrees is written down.

- What is unknown, missing or empty gives way to what is known.
- The day of delivery to Congress outranks that of a release or of a printed record, and replaces it; what was
  there becomes a claim under `conflicts`. Any other disagreement leaves the file's own word in its place and
  becomes such a claim; one about a number of articles stands with the article, as `disputed`.
- What the format has no place for is named in the answer, and so is what already agreed.

Two things are made side by side: the new text, by editing it (`yaml_text/edit.py`), and the sale that it is meant to
say. Whoever writes the text compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field as dataclass_field
from dataclasses import replace
from typing import Any

from armstrack.ledger.same_sale import contradict, differing, dollars, notification, place_of_notification
from armstrack.model.data_class import dataclass
from armstrack.model.entry import CLAIM, ENTRY, Claim, Entry
from armstrack.model.kinds import Written
from armstrack.model.likeness import ALIKE, likeness, paired
from armstrack.model.money import Money, write_money
from armstrack.model.partial_date import UNKNOWN, parse_partial_date
from armstrack.model.problem import Path
from armstrack.model.sale import SALE, VALUE, Contractor, LineItem, Sale, SaleReference, Source
from armstrack.model.transmittal import comparable_transmittal
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.edit import NotEdited, append, put, remove, remove_comments
from armstrack.yaml_text.history import append_entry

_RANK = {"delivered": 3, "record": 2, "release": 1}
"""What the day of a notification rests on, the surest first. The Register prints the day of delivery itself."""

_OF_THEIR_OWN = frozenset(("id", "title", "value", "items", "contractors", "sources", "history", "known", "package"))
"""Keys that are merged by a rule of their own, or that no notice says anything about."""
_IN_OTHER_WORDS = frozenset(("purchaser", "agency", "funding", "note", "confidence", "amends", "grows-from"))
"""Keys of which a second record may have its own words or its own judgement, which contradicts nothing."""
_PARTS = ("mde", "other", "construction", "firearms")
_CALLED = {"mde": "major defense equipment", "other": "other articles and services"}


@dataclass
class Merged:
    """The new text of a file, what it is meant to say, and what was done, each in words."""

    text: str
    meant: Sale
    added: list[str] = dataclass_field(default_factory=list)
    agrees: list[str] = dataclass_field(default_factory=list)
    contradicts: list[str] = dataclass_field(default_factory=list)
    """Where the two disagree. It stands under `conflicts`, or as `disputed`, from now on."""
    left_out: list[str] = dataclass_field(default_factory=list)
    """What is new and has no place in the file."""
    dropped: list[str] = dataclass_field(default_factory=list)
    """Remarks of an earlier draft that no longer hold, and went."""
    source: str = ""
    """The key of the second record's source in the file."""


def merge_sale(
    text: str, sale: Sale, new_text: str, new: Sale, settled: Callable[[str, Sale], bool] = lambda remark, sale: False
) -> Merged:
    """The text of a sale's file with what a second record of the sale says, `new_text` being that of a file too.

    `settled` says whether a remark in the file is answered by what the sale says now. Raises
    strict_yaml.YamlRefusal or HistoryNotAtEnd where the text is not that of a sale.
    """
    merge = _Merge(Merged(text, sale), sale, new, strict_yaml.read(new_text))
    merge.sources()
    merge.keys()
    merge.value()
    merge.items()
    merge.contractors()
    merge.history()
    done = merge.done
    done.text, done.dropped = remove_comments(done.text, lambda remark: settled(remark, done.meant))
    return done


class _Merge:
    """The merge while it is made."""

    def __init__(self, done: Merged, sale: Sale, new: Sale, raw: dict[str, Any]) -> None:
        self.done, self.old, self.new, self.raw = done, sale, new, raw
        self.named: dict[str, str] = {}
        """What each source of the second record is called in the file."""
        self.added_sources: list[str] = []
        self.claimed: list[str] = []
        """What the second record says instead, where only words have a place for it."""
        self.claimed_value: Money = None

    @property
    def source(self) -> str:
        """The key of the second record's first source in the file."""
        return self.done.source

    def put(
        self,
        path: Path,
        raw: Written,
        meant: Sale,
        words: str | None,
        edit: Callable[[str, Path, Written], str] = put,
    ) -> bool:
        """Changes the text and the meaning together; neither where the text cannot be changed."""
        try:
            self.done.text = edit(self.done.text, path, raw)
        except NotEdited as error:
            if words is not None:
                self.done.left_out.append(f"{words} ({error})")
            return False
        self.done.meant = meant
        if words is not None:
            self.done.added.append(words)
        return True

    # --- where it comes from

    def sources(self) -> None:
        """Adds the source under a name of its own, unless it stands there already."""
        for key, new in self.new.sources.items():
            self.named[key] = self._source(key, new)
        self.done.source = next(iter(self.named.values()), self.new.history[0].source or "")

    def _source(self, key: str, new: Source) -> str:
        held = self.done.meant.sources
        same = next((name for name, one in held.items() if _is_same_source(one, new)), None)
        if same is not None:
            for field in ("url", "published"):
                if getattr(held[same], field) is None and getattr(new, field) is not None:
                    filled = replace(self.done.meant.sources[same], **{field: getattr(new, field)})
                    meant = replace(self.done.meant, sources=self.done.meant.sources | {same: filled})
                    written = self.raw["sources"][key][field]
                    self.put(("sources", same, field), written, meant, f"sources: {same}: {field} {written}")
            return same
        name, number = key, 1
        while name in held:
            number += 1
            name = f"{key}-{number}"
        self.added_sources.append(name)
        raw = self.raw["sources"][key]
        meant = replace(self.done.meant, sources=held | {name: replace(new, key=name)})
        if held:
            self.put(("sources", name), raw, meant, f"sources: {name}")
        else:
            self.put(("sources",), {name: raw}, meant, f"sources: {name}")
        return name

    # --- single values

    def keys(self) -> None:
        """Every key of a sale that holds one value and has no rule of its own; a title is a person's own choice."""
        for field in SALE.fields:
            if field.key in _OF_THEIR_OWN or field.key not in self.raw:
                continue
            ours, theirs = getattr(self.done.meant, field.name), getattr(self.new, field.name)
            words = f"{field.key}: {_shown(theirs)}"
            if theirs is None or (_is_unknown(theirs) and ours is not None):
                continue
            if _says_the_same(field.key, ours, theirs):
                self.done.agrees.append(field.key)
            elif field.key == "class":  # no notice says it: a reader proposed it from the words
                self.done.left_out.append(f"{words}, as a proposal")
            elif ours is None or _is_unknown(ours):
                self.put((field.key,), self.raw[field.key], replace(self.done.meant, **{field.name: theirs}), words)
            elif field.key == "cases":
                self._cases(ours, theirs)
            elif field.key in _IN_OTHER_WORDS:
                self.done.left_out.append(words)
            else:
                self.contradict(differing(field.key, _shown(ours), _shown(theirs)), words)

    def _cases(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        for case in theirs:
            if case not in ours:
                self._append("cases", case, case, cases=(*self.done.meant.cases, case))

    def contradict(self, words: str, claim: str) -> None:
        """A disagreement that becomes a claim in words."""
        self.done.contradicts.append(words)
        self.claimed.append(claim)

    def value(self) -> None:
        """Each amount. The parts of a total that disagrees belong to that total, and go with it into the claim."""
        new = self.new.value
        other_total = contradict(self.old.value.total, new.total)
        for field in VALUE.fields:
            ours, theirs = getattr(self.done.meant.value, field.key), getattr(new, field.key)
            if theirs is None:
                continue
            called = _CALLED.get(field.key, field.key)
            words = f"{called} {write_money(theirs)}"
            if ours == theirs:
                self.done.agrees.append(f"value: {field.key}")
            elif ours is None and not (other_total and field.key in _PARTS):
                self._add_amount(field.key, theirs, f"value: {field.key}: {write_money(theirs)}")
            elif field.key == "total":
                self.claimed_value = theirs
                self.done.contradicts.append(differing("the total", dollars(ours), dollars(theirs)))
            elif ours is None:
                self.contradict(f"{called}: {dollars(theirs)} of the total that the notice gives", words)
            else:
                self.contradict(differing(called, dollars(ours), dollars(theirs)), words)

    def _add_amount(self, key: str, amount: int, words: str) -> None:
        meant = replace(self.done.meant, value=replace(self.done.meant.value, **{key: amount}))
        written = write_money(amount)
        if "value" in strict_yaml.read(self.done.text):
            self.put(("value", key), written, meant, words)
        else:
            self.put(("value",), {key: written}, meant, words)

    # --- lists

    def items(self) -> None:
        """Each article of the second record: added, filled in, found equal, or disputed."""
        raw = self.raw.get("items", [])
        for at, place in enumerate(paired(self.new.items, self.done.meant.items[: len(self.old.items)])):
            item = self.new.items[at]
            if place is None:
                self._append("items", raw[at], items=(*self.done.meant.items, item), called=_article(item))
            else:
                self._fill_in(place, item, raw[at])

    def _append(self, key: str, raw: Written, called: str, **meant: Any) -> None:
        """Puts one more into a list, which begins with it where the file has none."""
        self.put((key,), raw, replace(self.done.meant, **meant), f"{key}: {called}", append)

    def _fill_in(self, place: int, item: LineItem, raw: Mapping[str, str]) -> None:
        """What an article that both have says in one of them only; a different number is disputed."""
        before = self.old.items[place]
        disputed = contradict(before.quantity, item.quantity)
        filled = False
        for key, attribute in (
            ("quantity", "quantity"),
            ("unit", "unit"),
            ("mde", "mde"),
            ("up-to", "up_to"),
            ("note", "note"),
        ):
            held = self.done.meant.items[place]
            ours, theirs = getattr(held, attribute), getattr(item, attribute)
            if not _fills(key, ours, theirs) or (key in ("up-to", "unit") and disputed):
                if key == "note" and theirs is not None and theirs != ours:
                    self.done.left_out.append(f"items: {held.name}: note {theirs}")
                continue
            meant = self._with_item(place, replace(held, **{attribute: theirs}))
            words = f"items: {held.name}: {key} {raw.get(key, 'false')}"
            filled = self.put(("items", place, key), raw.get(key, "false"), meant, words) or filled
        if disputed:
            says = f"up to {item.quantity}" if item.up_to else f"{item.quantity}"
            self._dispute(place, differing(before.name, before.quantity, says), says)
        if before.mde is not None and item.mde is not None and before.mde != item.mde:
            word = "" if item.mde else "not "
            self._dispute(place, f"{before.name}: {word}major defense equipment in the notice", f"{word}MDE")
        elif not filled and not disputed:
            self.done.agrees.append(f"items: {_article(before)}")

    def _dispute(self, place: int, words: str, says: str) -> None:
        """Writes beside an article what the second record says of it, once."""
        held = self.done.meant.items[place]
        said, claim = held.disputed or "", f"{says} in {self.source}"
        self.done.contradicts.append(words)
        if claim in said.split("; "):
            return
        whole = f"{said}; {claim}" if said else claim
        meant = self._with_item(place, replace(held, disputed=whole))
        if not self.put(("items", place, "disputed"), whole, meant, None):
            self.claimed.append(f"{held.name}: {claim}")

    def _with_item(self, place: int, item: LineItem) -> Sale:
        items = self.done.meant.items
        return replace(self.done.meant, items=(*items[:place], item, *items[place + 1 :]))

    def contractors(self) -> None:
        """Each firm. A list that is empty or missing gives way; that a notice names none contradicts one that does."""
        ours, theirs = self.done.meant.contractors, self.new.contractors
        if theirs is None or theirs == ours:
            self.done.agrees += ["contractors"] if theirs is not None else []
            return
        if not theirs and ours:
            self.contradict(differing("contractors", len(ours), "none"), "names no contractor")
            return
        if not theirs:
            self.put(("contractors",), [], replace(self.done.meant, contractors=()), "contractors: none named")
            return
        for firm, raw in zip(theirs, self.raw["contractors"], strict=True):
            held = self.done.meant.contractors or ()
            near = [(likeness(firm.name, one.name), -at) for at, one in enumerate(held)]
            best, at = max(near, default=(0.0, 0))
            if best < ALIKE:
                self._append("contractors", raw, firm.name, contractors=(*held, firm))
            else:
                self._place(-at, firm)

    def _place(self, at: int, firm: Contractor) -> None:
        held = self.done.meant.contractors or ()
        if firm.place is not None and held[at].place is None:
            placed = replace(held[at], place=firm.place)
            meant = replace(self.done.meant, contractors=(*held[:at], placed, *held[at + 1 :]))
            raw = {"name": placed.name, "place": firm.place}
            self.put(("contractors", at), raw, meant, f"contractors: {placed.name}: {firm.place}")
        elif firm.place is not None and likeness(held[at].place or "", firm.place) < ALIKE:
            self.done.left_out.append(f"contractors: {held[at].name}: {firm.place}")
        else:
            self.done.agrees.append(f"contractors: {held[at].name}")

    # --- the history

    def history(self) -> None:
        """The notification, with every claim about it; then what else the second record tells, and its print."""
        told, at = notification(self.new), place_of_notification(self.done.meant)
        if told is not None and at is None:
            self._add_entry(self._as_named(told), _raw_entry(self.raw, self.new, told))
            at = len(self.done.meant.history) - 1
        elif told is not None and at is not None:
            self._notification(at, told, _raw_entry(self.raw, self.new, told))
        if at is not None:
            self._claim(at, Claim(self.source, value=self.claimed_value, note="; ".join(self.claimed) or None))
        for entry in self.new.history:
            if entry is not told:
                self._add_entry(self._as_named(entry), _raw_entry(self.raw, self.new, entry))
        for name in self.added_sources:
            self._published(name)
            if not any(_refers(entry, name) for entry in self.done.meant.history):
                self._add_entry(Entry(parse_partial_date(UNKNOWN), event="published", source=name))

    def _as_named(self, entry: Entry) -> Entry:
        return replace(entry, source=self.named.get(entry.source or "", entry.source))

    def _published(self, name: str) -> None:
        """Tells when a source came out, where it says so; a correction is told of on that day already."""
        source = self.done.meant.sources.get(name)
        if any(entry.event == "corrected" and entry.source == name for entry in self.done.meant.history):
            return
        if source is not None and source.published is not None:
            self._add_entry(Entry(source.published, event="published", source=name))

    def _notification(self, at: int, told: Entry, raw: Mapping[str, Written]) -> None:
        held = self.done.meant.history[at]
        if told.state != held.state:
            self.contradict(differing("the state", held.word, told.word), told.word)
        if told.emergency is not None and held.emergency is None:
            meant = self._with_entry(at, replace(held, emergency=told.emergency))
            self.put(("history", at, "emergency"), raw["emergency"], meant, "the emergency that is certified")
        ours, theirs = held.date, told.date
        if theirs.exact is None:
            if ours.exact is not None and theirs.latest is not None and theirs.latest < ours.exact:
                printed = f"printed {theirs.latest}"
                self.contradict(differing("the day of notification", ours, printed), printed)
        elif ours.exact == theirs.exact:
            self.done.agrees.append(f"{held.word} {ours}")
            if max(_ranks(told), _RANK["release"]) > _RANK.get(held.basis or "", _RANK["release"]):
                self._rest_on(at, told, raw)
        elif ours.exact is None and ours.may_touch(theirs.exact, theirs.exact):
            self._move(at, told, raw, f"{held.word} {theirs}")
        elif _ranks(told) > self._rank_held(at):
            self._outrank(at, told, raw)
        else:
            self.done.contradicts.append(differing("the day of notification", ours, theirs))
            of_release = told.basis == "release"
            self._claim(at, Claim(self.source, date=theirs, note="the day of the release" if of_release else None))

    def _rank_held(self, at: int) -> int:
        """How sure the file's own day is.

        Without a basis, a day on which its source came out is that of a release, and any other is believed.
        """
        held = self.done.meant.history[at]
        if held.basis is not None:
            return _RANK[held.basis]
        source = self.done.meant.sources.get(held.source or "")
        of_release = source is not None and source.published is not None and source.published == held.date
        return _RANK["release"] if of_release else _RANK["delivered"]

    def _outrank(self, at: int, told: Entry, raw: Mapping[str, Written]) -> None:
        """Puts the surer day in the place of the file's, which is kept as what its source says instead."""
        held, of_release = self.done.meant.history[at], self._rank_held(at) == _RANK["release"]
        if not self._move(at, told, raw, f"{held.word} {told.date}", claimed=True):
            return
        which = f"the day of notification, now that on which it was {told.basis}"
        self.done.contradicts.append(differing(which, held.date, told.date))
        if held.source is not None:
            self._claim(at, Claim(held.source, date=held.date, note="the day of the release" if of_release else None))
        else:
            self.done.left_out.append(f"{held.word} {held.date}: it had no source to which it could be ascribed")

    def _move(self, at: int, told: Entry, raw: Mapping[str, Written], words: str, claimed: bool = False) -> bool:
        """Gives the notification another day, without the bounds of an unknown one."""
        held = self.done.meant.history[at]
        before = self.done.text, self.done.meant
        if not self.put(
            ("history", at, "date"), told.date.text, self._with_entry(at, replace(held, date=told.date)), words
        ):
            return False
        try:
            for bound in ("not-before", "not-after"):
                if bound in strict_yaml.read(self.done.text)["history"][at]:  # type: ignore[index]
                    self.done.text = remove(self.done.text, ("history", at, bound))
        except NotEdited as error:
            self.done.text, self.done.meant = before
            self.done.left_out.append(f"{self.done.added.pop()} ({error})")
            return False
        self._rest_on(at, told, raw, claimed)
        return True

    def _rest_on(self, at: int, told: Entry, raw: Mapping[str, Written], claimed: bool = False) -> None:
        """Says what the day rests on now, and by which source.

        The source before it stays where nothing else would refer to it: neither a claim (`claimed`) nor the
        entry that tells when it came out.
        """
        held = self.done.meant.history[at]
        if told.basis is not None and told.basis != held.basis:
            meant = self._with_entry(at, replace(held, basis=told.basis))
            self.put(("history", at, "basis"), raw["basis"], meant, f"basis: {told.basis}")
        held = self.done.meant.history[at]
        before = self.done.meant.sources.get(held.source or "")
        if held.source == self.source or (before is not None and before.published is None and not claimed):
            return
        meant = self._with_entry(at, replace(held, source=self.source))
        if self.put(("history", at, "source"), self.source, meant, None) and before is not None and not claimed:
            self._published(before.key)

    def _claim(self, at: int, claim: Claim) -> None:
        """Writes what a source says instead, once. What has no source cannot be ascribed to one."""
        held = self.done.meant.history[at]
        if not claim.source:
            said = (str(claim.date), _shown(claim.value), claim.note)
            self.done.left_out += [word for word in said if word not in ("None", None)]
            return
        if (claim.date is None and claim.value is None and claim.note is None) or claim in held.conflicts:
            return
        meant = self._with_entry(at, replace(held, conflicts=(*held.conflicts, claim)))
        self.put(("history", at, "conflicts"), CLAIM.write(claim), meant, None, append)

    def _with_entry(self, at: int, entry: Entry) -> Sale:
        history = self.done.meant.history
        return replace(self.done.meant, history=(*history[:at], entry, *history[at + 1 :]))

    def _add_entry(self, entry: Entry, raw: Mapping[str, Written] | None = None) -> None:
        """Adds an entry at the end of the history, unless it stands there; as the second record has it, if it has."""
        if entry in self.done.meant.history:
            return
        written = ENTRY.write(entry)
        if raw is not None:
            written = dict(raw) | ({"source": written["source"]} if "source" in written else {})
        self.done.text = append_entry(self.done.text, written)
        self.done.meant = replace(self.done.meant, history=(*self.done.meant.history, entry))
        self.done.added.append(f"history: {entry.word} {entry.date}")


def _raw_entry(raw: Mapping[str, Any], new: Sale, entry: Entry) -> Mapping[str, Written]:
    written: Mapping[str, Written] = raw["history"][new.history.index(entry)]
    return written


def _refers(entry: Entry, source: str) -> bool:
    return source in (entry.source, *(claim.source for claim in entry.conflicts))


def _is_same_source(one: Source, other: Source) -> bool:
    """Whether two sources are one document: its address, its number in the Register, or its title and day say so."""
    if _numbers(one) & _numbers(other):
        return True
    if one.url is not None and other.url is not None:
        return one.url == other.url
    if one.published is None or one.published != other.published:
        return one.title is not None and one.title == other.title and one.published == other.published
    return likeness(one.title or "", other.title or "") >= ALIKE


def _numbers(source: Source) -> set[str]:
    """The numbers of documents of the Federal Register that a source names."""
    return set(re.findall(r"(?<![0-9-])(?:[12][0-9]{3}|E[0-9])-[0-9]{4,5}(?![0-9-])", f"{source.url} {source.title}"))


def _says_the_same(key: str, ours: Any, theirs: Any) -> bool:
    if ours is None or ours == theirs:
        return bool(ours == theirs)
    if key == "transmittal":
        return comparable_transmittal(ours) == comparable_transmittal(theirs)
    if key in ("recipient", "cases"):
        return bool(ours) and set(theirs) <= set(ours) and (key == "cases" or len(ours) == len(theirs))
    if key in ("amends", "grows-from"):
        return bool(theirs.id is None)
    if key in ("purchaser", "agency", "funding"):
        return likeness(ours, theirs) >= ALIKE
    if key == "note":
        return " ".join(theirs.split()) in " ".join(ours.split())
    return False


def _is_unknown(value: object) -> bool:
    return value in ((), UNKNOWN, (UNKNOWN,))


def _fills(key: str, ours: Any, theirs: Any) -> bool:
    """Whether an article's empty place is filled by what another record says."""
    if key == "up-to":
        return bool(theirs) and not ours
    return ours is None and theirs is not None


def _ranks(entry: Entry) -> int:
    return _RANK.get(entry.basis or "", 0)


def _article(item: LineItem) -> str:
    return item.name if item.quantity is None else f"{item.quantity} {item.name}"


def _shown(value: Any) -> str:
    if isinstance(value, SaleReference):
        return value.id or value.transmittal or value.title or ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return re.sub(r"\s+", " ", str(value)) if not isinstance(value, int) else write_money(value)
