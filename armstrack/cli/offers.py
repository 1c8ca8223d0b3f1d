"""The values that an option or an argument takes, for the completion of shells: what its metavar stands for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from armstrack.cli.offer import FILES, FOLDERS, Line, Offer

MANY = 200
"""More than anybody reads."""


def values_for(line: Line, parameter: Any, typed: str) -> Sequence[Offer]:
    """What a parameter takes that goes on from what was typed; of a list with commas, its last part."""
    kind = _kind(line, parameter)
    offers = KINDS.get(kind)
    if offers is None:
        return ()
    head, comma, last = typed.rpartition(",") if kind in WITH_COMMAS else ("", "", typed)
    found = []
    for offer in offers(line, last):
        if offer.value in (FILES, FOLDERS) or offer.value.casefold().startswith(last.casefold()):
            found.append(Offer(head + comma + offer.value, offer.help))
        if len(found) == MANY:
            break
    return found


def _kind(line: Line, parameter: Any) -> str:
    """What a parameter is called where its values are looked up: by command and name, by its name, by its metavar."""
    name = parameter.name if parameter.param_type_name == "argument" else parameter.opts[0]
    for kind in (f"{line.command} {name}", name, str(parameter.metavar or "").strip("[]…").split("|")[0]):
        if kind in KINDS:
            return kind
    return ""


Offers = Callable[[Line, str], Iterable[Offer]]


def _words(words: Iterable[str]) -> Offers:
    found = [Offer(word) for word in words]
    return lambda line, typed: found


def _formats(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.cli.session import FORMATS

    return map(Offer, FORMATS)


def _kinds(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.authority import PROCEDURE_NAMES
    from armstrack.workflow.procedure import sale_kinds

    return (Offer(kind, PROCEDURE_NAMES.get(kind, "")) for kind in sale_kinds())


def _kinds_due(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.query.questions.due import KINDS

    yield from (Offer(kind, means) for kind, means in KINDS.items())
    yield from _kinds(line, typed)


def _regions(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.recipients import REGIONS

    return (Offer(code, name) for code, name in REGIONS.items())


def _recipients(line: Line, typed: str) -> Iterable[Offer]:
    """Codes first, and the names that begin as typed: both are understood."""
    from armstrack.model.recipients import RECIPIENTS

    yield from (Offer(code, one.name) for code, one in RECIPIENTS.items())
    if typed:
        yield from (Offer(one.name, code) for code, one in RECIPIENTS.items())


def _authorities(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.authority import AUTHORITIES

    return (Offer(section, means) for section, means in AUTHORITIES.items())


def _authorities_of_the_law(line: Line, typed: str) -> Iterable[Offer]:
    return (offer for offer in _authorities(line, typed) if offer.value != "unknown")


def _classes(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.terms import CLASSES

    return map(Offer, CLASSES)


def _events(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.terms import EVENTS

    return (Offer(event, means) for event, means in EVENTS.items())


def _states(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.workflow.procedure import procedures

    told: dict[str, str] = {}
    for procedure in procedures().values():
        for state in procedure.states if procedure.authorities else ():
            told.setdefault(state.name, state.means)
    return (Offer(state, means) for state, means in told.items())


def _next_states(line: Line, typed: str) -> Iterable[Offer]:
    """The states that the law and the procedure allow next, on the day that is asked about."""
    from armstrack.workflow.move import next_moves

    session = _session(line)
    found = session.on_day(session.sale(line.arguments[0]))
    possible, _ = next_moves(found.sale, found.context, session.day)
    told: dict[str, str] = {}
    for move in possible:
        when = f"from {move.earliest_action}, " if move.earliest_action > session.day else ""
        told.setdefault(move.state, f"{when}{move.actor}")
    return (Offer(state, means) for state, means in told.items())


def _steps(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.workflow.procedure import procedures

    procedure = procedures()["resolution"]
    return (Offer(state, procedure.by_name[state].means) for state in procedure.writable)


def _sales(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.index.complete import titles_beginning
    from armstrack.index.place import index_path

    path = index_path(str(_session(line).location.folder), os.environ)
    return (Offer(name, title) for name, title in titles_beginning(path, typed.lower()))


def _records_in(kind: str) -> Offers:
    """The ids of the records in a folder: the names of their files, with their titles."""

    def offers(line: Line, typed: str) -> Iterable[Offer]:
        folder = _session(line).location.folder / kind
        for place, folders, files in os.walk(folder):
            folders.sort()
            for file in sorted(files):
                name, ending = os.path.splitext(file)
                if ending in (".yaml", ".yml") and not name.startswith(".") and name.startswith(typed.casefold()):
                    yield Offer(name, _title(os.path.join(place, file)))

    return offers


def _title(path: str) -> str:
    """The title in the first lines of a record's file, to be shown beside its id and for nothing else."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read(4096).splitlines()
    except OSError:
        return ""
    title = next((line for line in lines if line.startswith("title:")), "")
    return title.removeprefix("title:").strip().strip("\"'")


def _any_record(line: Line, typed: str) -> Iterable[Offer]:
    yield from _sales(line, typed)
    yield from _records_in("resolutions")(line, typed)
    yield from _records_in("packages")(line, typed)


def _systems(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.ledger.systems import systems

    return (Offer(one.name) for one in systems())


def _lines(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.query.summary.counting import LINES

    return map(Offer, LINES)


def _rules(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.ledger.backlog_rules import rules_of

    return map(Offer, rules_of(_session(line).ledger.settings.backlog_rules))


def _columns(line: Line, typed: str) -> Iterable[Offer]:
    if line.options.get("--format") == "csv":
        from armstrack.query.questions.listing import COLUMNS

        return map(Offer, COLUMNS)
    from armstrack.output.sale_tables import LIST_COLUMNS

    return (Offer(name, column.title) for name, column in LIST_COLUMNS.items())


def _orders(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.query.answers import SORTS
    from armstrack.query.ordering import ORDERS

    return map(Offer, ORDERS.get(line.command.removesuffix(" list"), SORTS))


def _days(line: Line, typed: str) -> Iterable[Offer]:
    return (Offer(word, "") for word in ("today", "yesterday", "monday", "last week", "last month", "last year", "7d"))


def _months(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.partial_date import MONTHS

    return (Offer(f"{number:02d}", month) for number, month in enumerate(MONTHS, 1))


def _procedures(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.workflow.procedure import procedures

    return (Offer(name, one.title) for name, one in procedures().items())


def _exports(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.cli.export import FORMS

    return map(Offer, FORMS)


def _schemas(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.cli.schema import KINDS

    return (Offer(kind, title) for kind, (_, title) in KINDS.items())


def _sources(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.sources.registry import SOURCES

    return map(Offer, SOURCES)


def _fields(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.sale import SALE, VALUE

    yield from (Offer(one.key, one.help) for one in SALE.fields if one.key not in ("id", "history", "value"))
    yield from (Offer(f"value.{one.key}", one.help) for one in VALUE.fields)


def _measures(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.query.questions.summary import MEASURES

    return map(Offer, MEASURES)


def _units(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.query.summary.counting import UNITS

    return map(Offer, UNITS)


def _money_units(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.output.amounts import UNITS

    return map(Offer, UNITS)


def _styles(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.output.citation_text import STYLES

    return map(Offer, STYLES)


def _commands(line: Line, typed: str) -> Iterable[Offer]:
    return (Offer(name, each.help) for name, each in line.commands.items())


def _codes(line: Line, typed: str) -> Iterable[Offer]:
    from armstrack.model.codes import CODES

    return map(Offer, CODES)


def _session(line: Line) -> Any:
    from armstrack.cli.session import Session

    given = line.options
    return Session(given.get("--ledger"), given.get("--as-of"), quiet=True, known_at=given.get("--known-at"))


KINDS: dict[str, Offers] = {
    "--format": _formats,
    "--ledger": _words([FOLDERS]),
    "--inbox": _words([FOLDERS]),
    "--output": _words([FILES]),
    "--ics": _words([FILES]),
    "import files": _words([FILES]),
    "init folder": _words([FOLDERS]),
    "site output": _words([FOLDERS]),
    "--templates": _words([FOLDERS]),
    "--every": _words(["month", "quarter", "year"]),
    "init --from": _words(["reference"]),
    "init --editor": _words(["vscode", "line"]),
    "validate --format": _words(["table", "json", "jsonl", "csv", "md", "github"]),
    "brief --format": _words(["table", "json", "jsonl", "csv", "md", "html", "text"]),
    "show sale": _any_record,
    "export form": _exports,
    "export folder": _words([FOLDERS]),
    "schema kind": _schemas,
    "workflow name": _procedures,
    "workflow --diagram": _words(["mermaid", "dot"]),
    "fetch sources": _sources,
    "set key": _fields,
    "rename new_id": lambda line, typed: (),
    "advance state": _next_states,
    "resolutions advance state": _steps,
    "summary --measure": _measures,
    "summary --count-by": _units,
    "backlog --stats": _words(["age"]),
    "backlog list --stats": _words(["age"]),
    "timeline --compare": _words(["median"]),
    "--for-disapproval": _words(["yea", "nay"]),
    "--chamber": _words(["house", "senate"]),
    "--offset": _words(["known", "none", "unknown"]),
    "help command": _commands,
    "explain code": _codes,
    "completion shell": _words(["bash", "zsh", "fish", "powershell"]),
    "check --authority": _authorities_of_the_law,
    "--rule": _rules,
    "--system": _systems,
    "--package": _records_in("packages"),
    "--columns": _columns,
    "--sort": _orders,
    "--unit": _money_units,
    "--into": _sales,
    "SALE": _sales,
    "WHAT": _any_record,
    "RECORD": _any_record,
    "RESOLUTION": _records_in("resolutions"),
    "STATE": _states,
    "EVENT": _events,
    "WHO": _recipients,
    "KIND": _kinds,
    "due --kind": _kinds_due,
    "REGION": _regions,
    "SECTION": _authorities,
    "CLASS": _classes,
    "LINES": _lines,
    "STYLE": _styles,
    "DAY": _days,
    "MM": _months,
}
"""The values of each kind of parameter: by command and name, by name, or by what it is called in the help."""

WITH_COMMAS = ("WHO", "KIND", "due --kind", "REGION", "STATE", "EVENT", "SECTION", "CLASS", "LINES", "--columns")
"""The kinds of which several may stand in one word, with commas."""
