"""The clean database that is given away: documented tables, foreign keys, and views for the usual questions."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from armstrack.model.sheet import Sheet

SCHEMA = """
-- What the database is: the program that wrote it, the day that it tells of, the ledger.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
-- One row for each sale as it stood at the end of the day. Money is in whole US dollars; NULL is unknown.
CREATE TABLE sales (
    id TEXT PRIMARY KEY, title TEXT NOT NULL,
    recipients TEXT, -- codes joined by +; table recipients has one row for each
    purchaser TEXT, authority TEXT NOT NULL, transmittal TEXT, package TEXT, class TEXT,
    total_usd INTEGER, mde_usd INTEGER, other_usd INTEGER, construction_usd INTEGER,
    increase_usd INTEGER, -- of an amendment: what its notice adds
    counted_usd INTEGER, -- what the sale adds to a total: its ceiling, or its increase
    notified TEXT, notified_not_before TEXT, notified_not_after TEXT, -- as precise as known, and its bounds
    emergency INTEGER NOT NULL,
    state TEXT, since TEXT, maybe TEXT, standing TEXT NOT NULL,
    review_days INTEGER, last_review_day TEXT, earliest_action TEXT,
    amends TEXT REFERENCES sales (id) DEFERRABLE INITIALLY DEFERRED,
    grows_from TEXT REFERENCES sales (id) DEFERRABLE INITIALLY DEFERRED,
    prior_value_usd INTEGER, confidence TEXT, note TEXT,
    ceiling_usd INTEGER, -- as the executive changed the proposal during the review, else as notified
    firearms_usd INTEGER, territory TEXT, stage TEXT,
    agency TEXT,
    cases TEXT, -- designators joined by +
    offset TEXT, -- what the notice says of an offset agreement: known, none, unknown
    funding TEXT,
    year INTEGER, -- of the notification; NULL where its day does not tell
    fiscal_year INTEGER, -- from 1 October of the year before
    recipient TEXT, value_usd INTEGER, -- recipients and counted_usd by the names that `armstrack list` has for them
    verified INTEGER, -- whether every row of the law that the review rests on was read in the law itself
    held_since TEXT, held_actor TEXT, -- an open hold, which stops nothing
    amendment INTEGER NOT NULL
);
CREATE TABLE recipients (
    sale TEXT NOT NULL REFERENCES sales (id), recipient TEXT NOT NULL, PRIMARY KEY (sale, recipient)
) WITHOUT ROWID;
CREATE TABLE items (
    sale TEXT NOT NULL REFERENCES sales (id), line INTEGER NOT NULL, quantity INTEGER, name TEXT NOT NULL,
    mde INTEGER, note TEXT,
    up_to INTEGER NOT NULL, -- whether the number is the most that may be bought
    unit TEXT, -- what the number counts, where not each article
    PRIMARY KEY (sale, line)
) WITHOUT ROWID;
CREATE TABLE contractors (
    sale TEXT NOT NULL REFERENCES sales (id), line INTEGER NOT NULL, name TEXT NOT NULL, place TEXT,
    firm TEXT NOT NULL, -- the firm that the name means, under one name
    PRIMARY KEY (sale, line)
) WITHOUT ROWID;
-- The history: an entry has a state (a move) or an event (something that happened and moved nothing).
CREATE TABLE events (
    sale TEXT NOT NULL REFERENCES sales (id), position INTEGER NOT NULL,
    date TEXT, not_before TEXT, not_after TEXT, state TEXT, event TEXT,
    source TEXT, -- a key of the sale's sources, or an address
    note TEXT, actor TEXT, expires TEXT, expected TEXT, value_usd INTEGER, amount INTEGER, currency TEXT,
    quantity INTEGER, item TEXT, case_number TEXT, other_sale TEXT, justification TEXT, skipped TEXT, confidence TEXT,
    exempt TEXT,
    PRIMARY KEY (sale, position)
) WITHOUT ROWID;
-- The letters of offer, licences, consents or leases under a notification, each as it stood at the end of the day.
CREATE TABLE letters (
    sale TEXT NOT NULL REFERENCES sales (id), letter INTEGER NOT NULL, case_number TEXT,
    state TEXT, since TEXT, maybe TEXT, deadline TEXT, amount_usd INTEGER, -- its own; NULL is unknown
    over INTEGER NOT NULL, PRIMARY KEY (sale, letter)
);
CREATE TABLE resolutions (
    id TEXT PRIMARY KEY, congress INTEGER NOT NULL, measure TEXT NOT NULL, title TEXT NOT NULL, sponsor TEXT,
    state TEXT, since TEXT, standing TEXT NOT NULL, note TEXT
);
-- The sales that a resolution names; of one that the ledger does not hold, what is known of it.
CREATE TABLE resolution_sales (
    resolution TEXT NOT NULL REFERENCES resolutions (id), sale TEXT REFERENCES sales (id),
    transmittal TEXT, recipients TEXT, title TEXT
);
-- Roll calls. A yea on a motion to table supports the sale: for_disapproval says which answer bars it.
CREATE TABLE votes (
    resolution TEXT NOT NULL REFERENCES resolutions (id), date TEXT, chamber TEXT NOT NULL, question TEXT NOT NULL,
    yea INTEGER, nay INTEGER, present INTEGER, for_disapproval TEXT NOT NULL, state TEXT, source TEXT, note TEXT
);
CREATE TABLE sources (
    sale TEXT REFERENCES sales (id), resolution TEXT REFERENCES resolutions (id),
    key TEXT NOT NULL, url TEXT, title TEXT, published TEXT, note TEXT,
    CHECK ((sale IS NULL) <> (resolution IS NULL))
);
-- The names behind the codes in recipients and territory, and the regional bureau responsible for each.
CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT NOT NULL, region TEXT);
CREATE VIEW standing AS
    SELECT id, title, recipients, state, since, standing, notified, last_review_day, earliest_action, counted_usd
    FROM sales ORDER BY notified DESC, id;
-- Counted as `armstrack summary` counts: notified by the day, gross, unknown values beside the sum.
CREATE VIEW totals_by_recipient AS
    SELECT coalesce(recipients, 'unknown') AS recipients, count(*) AS sales, sum(counted_usd) AS value_usd,
           sum(counted_usd IS NULL) AS unknown_value
    FROM sales WHERE notified_not_after <= (SELECT value FROM about WHERE key = 'as of')
    GROUP BY 1 ORDER BY 3 DESC;
CREATE VIEW totals_by_year AS
    SELECT substr(notified_not_after, 1, 4) AS year, count(*) AS sales, sum(counted_usd) AS value_usd,
           sum(counted_usd IS NULL) AS unknown_value
    FROM sales WHERE notified_not_after <= (SELECT value FROM about WHERE key = 'as of')
      AND substr(notified_not_before, 1, 4) = substr(notified_not_after, 1, 4)
    GROUP BY 1 ORDER BY 1;
"""

TEXTS = """
-- Every word of a sale, for a search: SELECT id FROM sales WHERE rowid IN
-- (SELECT rowid FROM sales_text WHERE sales_text MATCH 'himars'). It holds the words, and not the texts again.
CREATE VIRTUAL TABLE sales_text USING fts5(id, title, purchaser, items, contractors, notes, content='',
    tokenize='unicode61 remove_diacritics 2');
INSERT INTO sales_text (rowid, id, title, purchaser, items, contractors, notes)
    SELECT rowid, id, title, purchaser,
           (SELECT group_concat(name, '; ') FROM (SELECT name FROM items WHERE sale = sales.id ORDER BY line)),
           (SELECT group_concat(name, '; ') FROM (SELECT name FROM contractors WHERE sale = sales.id ORDER BY line)),
           (SELECT group_concat(note, '; ') FROM (SELECT note FROM events WHERE sale = sales.id ORDER BY position))
    FROM sales ORDER BY rowid;
"""


class Ties(NamedTuple):
    """Which columns of a table are never empty, its key, and its references: a column, the other table, its column."""

    required: frozenset[str]
    key: tuple[str, ...]
    foreign: tuple[tuple[str, str, str], ...]


def ties_of(tables: Iterable[str]) -> dict[str, Ties]:
    """The keys and references of some tables, as the schema declares them."""
    with contextlib.closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(SCHEMA)
        return {name: _ties(empty, name) for name in tables}


def _ties(empty: sqlite3.Connection, name: str) -> Ties:
    columns = empty.execute(f"PRAGMA table_info({name})").fetchall()
    foreign = empty.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    return Ties(
        frozenset(column for _, column, _, required, _, _ in columns if required),
        tuple(row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]),
        tuple((row[3], row[2], row[4]) for row in foreign),
    )


def write_database(path: Path, tables: Mapping[str, Sheet], about: Mapping[str, str]) -> None:
    """Writes the database into a new file. Raises OSError where that cannot be done."""
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA foreign_keys = ON;" + SCHEMA)
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO about VALUES (?, ?)", list(about.items()))
            for name, table in tables.items():
                columns, marks = ", ".join(table.columns), ", ".join("?" * len(table.columns))
                connection.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", table.rows)
            connection.execute("COMMIT")
            if connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone() == (1,):
                connection.executescript(TEXTS)
            connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error)) from error


def is_database(path: Path) -> bool:
    """Whether a file is a database that `write_database` wrote."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as old:
            rows = old.execute("SELECT value FROM about WHERE key = 'written by'").fetchall()
    except sqlite3.Error:
        return False
    return len(rows) == 1 and str(rows[0][0]).startswith("armstrack ")
