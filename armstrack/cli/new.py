"""`armstrack new`: a sale from nothing, by options, by answers, or in an editor."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from armstrack.cli.advance import DryRunOption, EmergencyOption, JustificationOption, entry_text, known_state
from armstrack.cli.day_words import date_meant
from armstrack.cli.edited_sale import EditedSale, edited_until_it_is_one, judged
from armstrack.cli.failure import Failure, usage
from armstrack.cli.session import Session
from armstrack.ledger.editor_wiring import schema_line
from armstrack.ledger.intake import Intake, new_sale_path, take_in
from armstrack.ledger.journal import ReadOnlyLedger
from armstrack.ledger.template import template
from armstrack.ledger.whole_text import forget_refused, refused_path
from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.entry import ID_PATTERN, STATE_SYNONYMS, URL_PATTERN
from armstrack.model.kinds import Written
from armstrack.model.money import parse_money, write_money
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.sale import SALE
from armstrack.model.terms import CLASSES, OFFSETS
from armstrack.model.told import ExitCode, ToldError
from armstrack.notices.draft_record import id_of
from armstrack.notices.quantity import leading_quantity
from armstrack.query.plain_words import known_words, parsed, recipient_codes
from armstrack.workflow.procedure import procedure_of
from armstrack.yaml_text.record_text import record_text

Text = str | None
_Reader = Callable[[list[str]], tuple[str, ...]]

DRAFT = "new-sale.yaml"
"""What a text is called that has no id yet."""

WHAT, MONEY, WHEN, ENTER = "What is sold", "Money", "What happened", "How it is entered"


def _text(option: str, metavar: str, help: str, panel: str) -> Any:
    return typer.Option(option, metavar=metavar, help=help, rich_help_panel=panel)


def new(
    session: Session,
    recipient: Annotated[
        list[str] | None,
        typer.Option(
            "--recipient", "-r", metavar="WHO", help="Code or name; repeat for several.", rich_help_panel=WHAT
        ),
    ] = None,
    title: Annotated[Text, _text("--title", "TEXT", "What is sold, in a few words.", WHAT)] = None,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            metavar="SECTION",
            help=", ".join(AUTHORITIES) + "; repeat for several.",
            rich_help_panel=WHAT,
        ),
    ] = None,
    purchaser: Annotated[Text, _text("--purchaser", "TEXT", "The buyer as the notice prints it.", WHAT)] = None,
    transmittal: Annotated[Text, _text("--transmittal", "NUMBER", "The number of the notice, as 26-01.", WHAT)] = None,
    package: Annotated[Text, _text("--package", "ID", "The package that it was announced in.", WHAT)] = None,
    sale_class: Annotated[Text, _text("--class", "CLASS", ", ".join(CLASSES) + ".", WHAT)] = None,
    agency: Annotated[Text, _text("--agency", "TEXT", "The military department or agency.", WHAT)] = None,
    item: Annotated[
        list[str] | None,
        typer.Option(
            "--item",
            metavar="TEXT",
            help="A line item, as '82 M142 launchers'; repeat for more.",
            rich_help_panel=WHAT,
        ),
    ] = None,
    mde_item: Annotated[
        list[str] | None,
        typer.Option(
            "--mde-item", metavar="TEXT", help="A line item that is major defense equipment.", rich_help_panel=WHAT
        ),
    ] = None,
    contractor: Annotated[
        list[str] | None,
        typer.Option("--contractor", metavar="TEXT", help="A principal contractor; repeat.", rich_help_panel=WHAT),
    ] = None,
    amends: Annotated[Text, _text("--amends", "SALE", "The sale that this one adds to.", WHAT)] = None,
    offset: Annotated[Text, _text("--offset", "WORD", ", ".join(OFFSETS) + ".", WHAT)] = None,
    funding: Annotated[Text, _text("--funding", "TEXT", "national, fmf, or the notice's words.", WHAT)] = None,
    note: Annotated[Text, _text("--note", "TEXT", "A remark in your own words.", WHAT)] = None,
    total: Annotated[Text, _text("--total", "USD", "The ceiling: 61.5M, 4.05B or unknown.", MONEY)] = None,
    mde: Annotated[Text, _text("--mde", "USD", "Of it, major defense equipment.", MONEY)] = None,
    other: Annotated[Text, _text("--other", "USD", "Of it, everything else.", MONEY)] = None,
    increase: Annotated[Text, _text("--increase", "USD", "With --amends: what this adds.", MONEY)] = None,
    notified: Annotated[
        Text, _text("--notified", "DAY", "The day on which Congress was notified: 2026-03-17, 2026-03, unknown.", WHEN)
    ] = None,
    state: Annotated[
        Text,
        _text(
            "--state",
            "STATE",
            "Another state that it has entered, as reported, with --on; `armstrack workflow` has them.",
            WHEN,
        ),
    ] = None,
    on_day: Annotated[Text, _text("--on", "DAY", "When it entered --state. Default: the as-of day.", WHEN)] = None,
    source: Annotated[
        Text, _text("--source", "URL|TEXT", "Where this is known from: an address, or words for what has none.", WHEN)
    ] = None,
    emergency: EmergencyOption = False,
    justification: JustificationOption = None,
    sale_id: Annotated[Text, _text("--id", "ID", "Its name. Default: who-what-year.", ENTER)] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Open the file in $VISUAL or $EDITOR first.", rich_help_panel=ENTER)
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --edit: go on with a text that was refused.", rich_help_panel=ENTER)
    ] = False,
    as_template: Annotated[
        bool,
        typer.Option("--template", help="Print a file with every field explained; write none.", rich_help_panel=ENTER),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Enter a sale: a new file of the ledger, checked before it is written.

    On a terminal it asks for what must be known and was not given. What `validate` would call an error is
    refused, and what it would warn of is told. Nothing that exists is overwritten.
    """
    asked = _Asked(session, not (edit or as_template))
    record = _Record()
    record.put("id", _id(sale_id))
    record.put("title", entry_text("--title", title))
    record.several("recipient", recipient_codes(recipient))
    record.put("purchaser", entry_text("--purchaser", purchaser))
    record.several("authority", _authorities(authority))
    record.put("transmittal", entry_text("--transmittal", transmittal))
    record.put("package", entry_text("--package", package))
    record.put("class", next(iter(known_words([sale_class], CLASSES, "class")), None) if sale_class else None)
    record.put("agency", entry_text("--agency", agency))
    record.put("offset", next(iter(known_words([offset], OFFSETS, "word for an offset")), None) if offset else None)
    record.put("funding", entry_text("--funding", funding))
    record.put("note", entry_text("--note", note))
    money = {"total": total, "mde": mde, "other": other, "increase": increase}
    record.put("value", {key: _dollars(f"--{key}", text) for key, text in money.items() if text is not None})
    record.put("items", [*(_item(each, "true") for each in mde_item or ()), *(_item(one, None) for one in item or ())])
    record.put("contractors", list(contractor or ()))
    record.put("amends", session.sale_id(amends) if amends is not None else None)
    if state is not None and notified is not None:
        raise usage("--notified and --state name two beginnings.", "give one; `advance` adds the other")
    if on_day is not None and state is None:
        raise usage("--on is the day of --state.", "add --state STATE, or write --notified DAY")
    if emergency != (justification is not None):
        raise usage("An emergency needs both --emergency and --justification.")
    if again and not edit:
        raise usage("--again goes on with a text in the editor.", "add --edit")
    when = _When(notified, state, on_day, source, entry_text("--justification", justification))
    asked.for_what_is_missing(record, when)
    record.put_source(when.source)
    record.put_entry(session, when)
    if (edit or as_template) and "recipient" in record.values and "title" in record.values:
        record.name(session)
    if as_template:
        session.write(template(record.values))
        return
    session.settle(dry_run)
    if session.location.reference and not dry_run:
        raise ReadOnlyLedger("the ledger shipped with armstrack is read-only")
    draft = session.location.folder / DRAFT
    if edit:
        begin = _refused_before(draft) if again else template(record.values)
        made = edited_until_it_is_one(session, draft, begin, "armstrack new --edit --again", _place(session))
    else:
        record.require()
        record.name(session)
        text = record_text(record.in_order(), {})
        path = _place(session)(text)
        made = judged(session, path, schema_line(session.location.folder, path) + text)
    _enter(session, made, dry_run)
    if edit and not dry_run:
        forget_refused(draft)


class _When:
    """The first entry of the history, and its source, as given or answered."""

    def __init__(self, notified: Text, state: Text, on_day: Text, source: Text, justification: Text) -> None:
        self.notified, self.state, self.on_day = notified, state, on_day
        self.source, self.justification = source, justification

    @property
    def is_known(self) -> bool:
        """Whether anything is said of what happened."""
        return self.notified is not None or self.state is not None


class _Record:
    """The keys of the new sale as a file has them."""

    def __init__(self) -> None:
        self.values: dict[str, Written] = {}

    def put(self, key: str, value: Written | None) -> None:
        """Sets a key, where there is something to say."""
        if value:
            self.values[key] = value

    def several(self, key: str, values: tuple[str, ...]) -> None:
        """Sets a key to one value, or to a list of several."""
        self.put(key, list(values) if len(values) > 1 else next(iter(values), None))

    def put_source(self, source: Text) -> None:
        """The source as an address, or as words for what has none."""
        source = entry_text("--source", source)
        if source is None:
            return
        is_address = re.fullmatch(URL_PATTERN, source) is not None
        key = _source_key(source) if is_address else "source"
        self.values["sources"] = {key: {"url" if is_address else "title": source}}

    def put_entry(self, session: Session, when: _When) -> None:
        """The first entry of the history. Raises Failure for a state or a day that is none."""
        if not when.is_known:
            return
        authority = self.values.get("authority", ())
        procedure = procedure_of((authority,) if isinstance(authority, str) else tuple(map(str, authority)))
        if when.state is not None:
            word = known_state(STATE_SYNONYMS.get(when.state, when.state), procedure)
            day = date_meant(session, "--on", when.on_day).text if when.on_day else session.day.isoformat()
        else:
            word = procedure.notifying_state or ""
            day = date_meant(session, "--notified", when.notified or UNKNOWN).text
        entry: dict[str, Written] = {"date": day}
        entry |= {"not-after": session.day.isoformat()} if day == UNKNOWN else {}
        entry["state"] = word
        if when.justification is not None:
            entry["emergency"] = {"justification": when.justification}
        if "sources" in self.values:
            entry["source"] = next(iter(self.values["sources"]))
        self.values["history"] = [entry]

    def require(self) -> None:
        """Raises Failure, naming every option that must still be given."""
        options = {
            "recipient": "--recipient WHO",
            "title": "--title TEXT",
            "authority": "--authority SECTION",
            "history": "--notified DAY",
        }
        missing = [option for key, option in options.items() if key not in self.values]
        if missing:
            hint = "`unknown` may be said of recipient, authority and day; --edit opens a file with every field"
            raise usage(f"A sale needs {' and '.join(missing)}.", hint)

    def name(self, session: Session) -> None:
        """Gives the sale an id made of who buys what and when, where it has none."""
        if "id" in self.values:
            return
        recipient, title = self.values["recipient"], str(self.values["title"])
        codes = [recipient] if isinstance(recipient, str) else [str(each) for each in recipient]
        codes = [code for code in codes if code != UNKNOWN]
        self.values["id"] = id_of(codes, title, _year(self.values), session.ledger.contents.sales)

    def in_order(self) -> Mapping[str, Written]:
        """The keys in the order in which the fields are declared, the history last."""
        return {field.key: self.values[field.key] for field in SALE.fields if field.key in self.values}


class _Asked:
    """Questions to whoever sits at the terminal; to nobody elsewhere."""

    def __init__(self, session: Session, wanted: bool) -> None:
        self.session = session
        self.there = wanted and session.for_people and sys.stdin.isatty() and sys.stderr.isatty()

    def for_what_is_missing(self, record: _Record, when: _When) -> None:
        """Asks for what a sale must have, and then for what it should have. Raises typer.Abort."""
        has_all = all(key in record.values for key in ("recipient", "title", "authority")) and when.is_known
        if not self.there or has_all:
            return
        known = record.values
        if "recipient" not in known:
            self._ask("Recipient (name or code, several with commas, or unknown)", recipient_codes, record, "recipient")
        if "title" not in known:
            record.put("title", self._answer("What is sold, in a few words", _title))
        if "authority" not in known:
            default = next(iter(AUTHORITIES))
            self._ask(f"Authority ({', '.join(AUTHORITIES)})", _authorities, record, "authority", default)
        if not when.is_known:
            when.notified = self._answer(
                "Day on which Congress was notified (2026-03-17, 2026-03, or unknown)",
                lambda text: (date_meant(self.session, "--notified", text), text)[1],
            )
        if "value" not in known:
            total = self._answer("Ceiling in dollars (61.5M, 4.05B)", lambda text: _dollars("--total", text), UNKNOWN)
            record.put("value", {"total": total})
        if when.source is None:
            when.source = self._answer("Source (address or words; Enter for none)", str, "") or None

    def _ask(self, question: str, read: _Reader, record: _Record, key: str, default: Text = None) -> None:
        record.several(key, self._answer(question, lambda text: read([text]), default))

    def _answer(self, question: str, read: Callable[[str], Any], default: Text = None) -> Any:
        while True:
            text = typer.prompt(question, default=default, show_default=bool(default), err=True)
            try:
                return read(str(text).strip())
            except ToldError as failure:
                self.session.note(f"{failure.message} {failure.hint}".strip())


def _title(text: str) -> str:
    return entry_text("--title", text) or ""


def _id(text: Text) -> Text:
    if text is not None and not re.fullmatch(ID_PATTERN, text):
        raise usage(f"`{text}` is not an id.", "write small letters, digits and hyphens, as taiwan-himars-2025")
    return text


def _authorities(given: list[str] | None) -> tuple[str, ...]:
    return known_words(given, AUTHORITIES, "authority", OTHER_SPELLINGS)


def _dollars(option: str, text: str) -> str:
    if text == UNKNOWN:
        return text
    dollars = parsed(option, text, parse_money)
    assert dollars is not None
    return write_money(dollars)


def _item(text: str, mde: Text) -> dict[str, Written]:
    """`82 M142 launchers` as a line item. Whether it is major defense equipment is unknown unless said."""
    name = entry_text("--item", text) or ""
    found = leading_quantity(name)
    item: dict[str, Written] = {"quantity": str(found.number)} if found.number is not None else {}
    item |= {"name": found.rest.strip() if found.number is not None else name, "mde": mde or UNKNOWN}
    return item | ({"up-to": "true"} if found.up_to else {})


def _source_key(url: str) -> str:
    """`dsca` of https://www.dsca.mil/…: what people call the place."""
    host = url.split("/")[2].split("@")[-1].split(":")[0]
    parts = [part for part in host.split(".") if part != "www"]
    name = re.sub(r"[^A-Za-z0-9-]", "", parts[-2] if len(parts) > 1 else parts[0] if parts else "").strip("-")
    return name or "source"


def _year(record: Mapping[str, Written]) -> int | None:
    """The year of the first entry, as far as it is known."""
    history = record.get("history", ())
    entry = next(iter(history), None)
    year = str(entry["date"])[:4] if isinstance(entry, Mapping) else ""
    return int(year) if year.isdigit() else None


def _place(session: Session) -> Callable[[str], Path]:
    """Where the file of a text goes: by the id and the first year that it says."""

    def place(text: str) -> Path:
        said = re.search(rf"^id:[ \t]*[\"']?({ID_PATTERN})[\"']?[ \t]*(?:#.*)?$", text, re.MULTILINE)
        year = re.search(r"^[ \t]*(?:- )?\{?[ \t]*date:[ \t]*[\"']?([0-9]{4})", text, re.MULTILINE)
        name = said[1] if said else Path(DRAFT).stem
        return new_sale_path(session.whole_ledger, name, int(year[1]) if year else None)

    return place


def _refused_before(draft: Path) -> str:
    try:
        return refused_path(draft).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise Failure(ExitCode.NOT_FOUND, "nothing-refused", "There is no text that was refused.") from error


def _enter(session: Session, made: EditedSale, dry_run: bool) -> None:
    """Writes the file, and says where the sale stands."""
    if not dry_run:
        try:
            take_in(session.whole_ledger, [Intake(made.path, made.text, made.sale)])
        except FileExistsError as error:
            message = f"The ledger has a sale {made.sale.id} already. Nothing was written."
            raise Failure(ExitCode.REFUSED, "exists", message, "give it another --id") from error
    if not session.for_people:
        document = {"id": made.sale.id, "path": str(made.path), "written": not dry_run, "warnings": made.warnings}
        session.write_document(document, [document], ("id", "path", "written"))
        return
    from armstrack.output.safe_text import printable

    session.write(printable(made.text, keep="\n") if dry_run else f"{printable(str(made.path))}\n")
    for warning in made.warnings:
        session.note(f"Consider: {warning}.")
    if not dry_run:
        session.note(f"Next: armstrack show {made.sale.id}")
