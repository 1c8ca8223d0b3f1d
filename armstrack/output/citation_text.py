"""Citations as text: plain, in the manner of the Chicago Manual of Style, for BibTeX, or as RIS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.model.partial_date import MONTHS
from armstrack.output.amounts import count, exact
from armstrack.output.bibtex import bibtex_entry
from armstrack.output.safe_text import printable

Document = Mapping[str, Any]

STYLES = ("plain", "chicago", "bibtex", "ris")
"""The styles of a citation; the first is the usual one."""

UNSOURCED = "The record names no source."

_SHORT = 12
"""How many characters of a revision are printed."""


NUMBERS = ("number", "backlog", "backlog-series")
"""The kinds of citation that give a number and the question that it answers."""


def _number_sentence(citation: Document) -> str:
    if citation["kind"] == "number":
        from armstrack.output.summary_table import total_sentence

        return total_sentence(citation)
    if citation["total"]["sales"] is None:
        return "Not covered by this ledger."
    from armstrack.output.backlog_tables import backlog_sentence

    if citation["kind"] == "backlog":
        return f"Backlog: {backlog_sentence(citation)}"
    days = [row["day"] for row in citation["series"]]
    over = f"at the end of every {citation['every']} from {days[0]} to {days[-1]} ({count(len(days), 'day')})"
    return f"Backlog {over}; on the last: {backlog_sentence(citation)}"


def citation_lines(citation: Document, style: str) -> list[str]:
    """The citation, a paragraph a line; an entry for BibTeX is several lines of its own."""
    return {"plain": _plain, "chicago": _chicago, "bibtex": _bibtex, "ris": _ris}[style](citation)


def _plain(citation: Document) -> list[str]:
    if citation["kind"] in NUMBERS:
        return [
            _number_sentence(citation),
            f"Question: {citation['command']}",
            f"Ledger: {ledger_words(citation['ledger'])}; as of {citation['as_of']}.",
            *([f"Counting: {citation['rule']}."] if citation["rule"] else []),
        ]
    record, *about = _record_words(citation)
    lines = [
        f"{': '.join([citation['title'], *about])}.",
        f"{record} of: {ledger_words(citation['ledger'])}; as of {citation['as_of']}.",
    ]
    sources = [f"{number}. {_source_words(source)}" for number, source in enumerate(citation["sources"], 1)]
    return [*lines, "Sources:", *sources] if sources else [*lines, UNSOURCED]


def _source_words(source: Document) -> str:
    said = ", ".join(part for part in (source["title"], source["published"], source["note"]) if part)
    return " ".join(part for part in (f"{said}." if said else "", source["url"] or "") if part)


def _chicago(citation: Document) -> list[str]:
    ledger, day = citation["ledger"], _written_out(citation["as_of"])
    state = _capital(ledger_state_words(ledger))
    made_by = f"armstrack {ledger['version']}"
    if citation["kind"] in NUMBERS:
        asked = f"“{citation['command']}”: {_number_sentence(citation)}"
        rule = f"{_capital(citation['rule'])}. " if citation["rule"] else ""
        return [f"{ledger['name']}. {state}. As of {day}. {asked} {rule}{made_by}."]
    record = ", ".join(_record_words(citation))
    first = f"{ledger['name']}. {_quoted(citation['title'])} {record}."
    lines = [f"{first} {state}. As of {day}. {made_by}."]
    for source in citation["sources"]:
        parts = [_quoted(source["title"])] if source["title"] else []
        parts += [f"{_written_out(source['published'])}."] if source["published"] else []
        parts += [f"{_capital(source['note']).rstrip('.')}."] if source["note"] else []
        parts += [f"{source['url']}."] if source["url"] else []
        lines.append(" ".join(parts))
    return lines


def _quoted(title: str) -> str:
    """A title in quotes with its stop inside, as American usage has it."""
    return f"“{title}”" if title.endswith((".", "?", "!")) else f"“{title}.”"


def _written_out(day: str) -> str:
    """2025-12-17 as December 17, 2025; less where the date says less."""
    year, _, rest = day.partition("-")
    month, _, of_month = rest.partition("-")
    if not month.isdigit():
        return day
    name = MONTHS[int(month) - 1]
    return f"{name} {int(of_month)}, {year}" if of_month else f"{name} {year}"


def _bibtex(citation: Document) -> list[str]:
    ledger, day = citation["ledger"], citation["as_of"]
    where = f"{ledger['name']}, {ledger_state_words(ledger)}"
    made_by = f"As of {day}. armstrack {ledger['version']}"
    if citation["kind"] in NUMBERS:
        chosen = ", ".join(
            " ".join(part for part in (option.removeprefix("--"), value) if part)
            for option, value in citation["chosen_by"]
        )
        what = "U.S. arms sales" if citation["kind"] == "number" else "U.S. arms sales not delivered"
        asked = f"{what}, {chosen or 'all'}"
        title, how = (
            f"{asked}: {_number_sentence(citation).removesuffix('.')}",
            f"{citation['command']}, asked of {where}",
        )
        note = ". ".join([*map(_capital, filter(None, [citation["rule"]])), made_by])
    else:
        title, how = citation["title"], f"Record {citation['id']} of {where}"
        note = ". ".join([*map(_capital, _record_words(citation)[1:]), made_by])
    entries = [
        bibtex_entry(
            citation["key"],
            title,
            [("key", "armstrack"), ("howpublished", how), ("year", day[:4]), ("note", note)],
        )
    ]
    for source in citation["sources"]:
        published = source["published"] or ""
        month = published[5:7] if published[4:5] == "-" else ""
        note = ". ".join(part for part in (f"Published {published}" if published else "", source["note"] or "") if part)
        fields = [("key", "armstrack"), ("year", published[:4] if published[:4].isdigit() else "")]
        fields += [("month", month), ("note", note), ("url", source["url"] or "")]
        entries.append(bibtex_entry(source["key"], source["title"] or source["url"] or source["key"], fields))
    return "\n".join(entries).splitlines()


def _ris(citation: Document) -> list[str]:
    """The citation for reference managers: a data set, and each of its sources as a note."""
    ledger, day = citation["ledger"], citation["as_of"]
    if citation["kind"] in NUMBERS:
        question = f"Question: {citation['command']}" if citation["command"] else None
        title, note = _number_sentence(citation), "; ".join(filter(None, (question, citation["rule"])))
    else:
        title, note = citation["title"], ", ".join(_record_words(citation))
    fields = [
        ("TY", "DATA"),
        ("ID", citation["key"]),
        ("TI", title),
        ("AU", ledger["name"]),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("ET", ledger_state_words(ledger)),
        ("N1", f"{note}. As of {day}. armstrack {ledger['version']}"),
        *(("N1", f"Source: {_source_words(source)}") for source in citation["sources"]),
        ("ER", ""),
    ]
    return [f"{name}  - {printable(text)}" for name, text in fields]


def _record_words(citation: Document) -> list[str]:
    """Which record it is and, unless the citation leaves that to what stands beside it, what its file says of it."""
    what = "Page" if citation["kind"] == "page" else "Record"
    return [f"{what} {citation['id']}", *([] if citation["about"] is None else [about_words(citation)])]


def about_words(citation: Document) -> str:
    """What kind of record it is and what its file says of it in a few words."""
    about, kind = citation["about"], citation["kind"]
    if kind == "sale":
        from armstrack.output.sale_tables import recipient_names

        unknown = about["recipient"] == "unknown"
        to = "recipient unknown" if unknown else f"to {recipient_names(about['recipient'])}"
        words = [f"arms sale, {to}" if unknown else f"arms sale {to}"]
        words.append("authority unknown" if about["authority"] == "unknown" else f"AECA {about['authority']}")
        words += [f"transmittal {about['transmittal']}"] if about["transmittal"] else []
        words.append(_notified(about))
        words += ["under an emergency"] if about["emergency"] else []
        notified = about["review"] is not None
        what = "increase" if about["amends"] is not None else "ceiling" if notified else "value"
        words.append(f"{what} {exact(about['value_usd'])}")
        return ", ".join(words)
    if kind == "resolution":
        stands = (
            f", {about['state']}" + (f" since {about['since']}" if about["since"] else "") if about["state"] else ""
        )
        return f"{about['measure']}, Congress {about['congress']}{stands}"
    if kind == "package":
        return f"package announced {about['announced'] or 'on an unknown day'}"
    return f"published figure, {about['measure']} {about['published']}"


def _notified(about: Document) -> str:
    if about["notified"] is not None:
        return f"notified {about['notified']}"
    return "not notified by then" if about["review"] is None else "notified on an unknown day"


def ledger_words(ledger: Document) -> str:
    """The ledger, its state, and the program that answered."""
    return f"{ledger['name']}, {ledger_state_words(ledger)}; armstrack {ledger['version']}"


def ledger_state_words(ledger: Document) -> str:
    """Which state of the ledger it was: a revision, a version of the program, or none that has a name."""
    if ledger["revision"] is not None:
        changed = ", with changes that are not committed" if ledger["dirty"] else ""
        records = f" (records {_short_digest(ledger)})" if ledger["dirty"] and ledger["digest"] else ""
        return f"git revision {ledger['revision'][:_SHORT]}{changed}{records}"
    records = f"; records {_short_digest(ledger)}" if ledger["digest"] else ""
    if ledger["shipped"]:
        return f"as shipped with armstrack {ledger['version']} (no git revision: {ledger['why_no_revision']}{records})"
    if records:
        return f"records {_short_digest(ledger)}, no git revision ({ledger['why_no_revision']})"
    return f"no git revision ({ledger['why_no_revision']}), so that its state has no name"


def _short_digest(ledger: Document) -> str:
    """The digest of the records as `sha256:` and its first sixteen digits; the document has all of it."""
    return str(ledger["digest"])[: len("sha256:") + 16]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
