"""The tables of the index.

`standings` holds one row for each stretch of days over which nothing about a sale changes,
so that a question about any day is a question about the rows that hold on it. Days are
proleptic ordinals (`date.toordinal`); the first and the last stretch are open.
"""

from __future__ import annotations

from typing import NamedTuple

FIRST_DAY, LAST_DAY = 0, 4_000_000
"""Ordinals before and after every day of the calendar."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE folders (name BLOB PRIMARY KEY, digest BLOB NOT NULL, files BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path BLOB PRIMARY KEY, kind INTEGER NOT NULL, place BLOB NOT NULL, stem TEXT NOT NULL,
    id TEXT, problems TEXT, disputed TEXT
) WITHOUT ROWID;
CREATE INDEX files_by_stem ON files (kind, stem);
CREATE INDEX files_with_problems ON files (kind, place) WHERE problems IS NOT NULL;
CREATE TABLE sales (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path BLOB NOT NULL, place BLOB NOT NULL,
    {sales}
);
CREATE INDEX sales_by_number ON sales (number) WHERE number IS NOT NULL;
CREATE INDEX sales_by_parent ON sales (amends) WHERE amends IS NOT NULL;
CREATE TABLE standings (
    sale INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, {standings},
    PRIMARY KEY (sale, first)
) WITHOUT ROWID;
CREATE INDEX standings_newest ON standings (rank DESC, id, first, last);
CREATE INDEX standings_loose ON standings (last, first) WHERE loose;
CREATE INDEX standings_due ON standings (last, first) WHERE due IS NOT NULL;
CREATE TABLE items (sale INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX items_by_sale ON items (sale);
CREATE TABLE contractors (sale INTEGER NOT NULL, firm TEXT NOT NULL, folded TEXT NOT NULL, called TEXT NOT NULL);
CREATE INDEX contractors_by_sale ON contractors (sale);
CREATE TABLE events (sale INTEGER NOT NULL, event TEXT NOT NULL, last INTEGER NOT NULL);
CREATE INDEX events_by_sale ON events (sale, event);
CREATE TABLE cases (sale INTEGER NOT NULL, folded TEXT NOT NULL, first INTEGER NOT NULL);
CREATE INDEX cases_by_sale ON cases (sale);
CREATE TABLE spells (sale INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX spells_by_sale ON spells (sale, first, last);
CREATE TABLE file_spells (path BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX file_spells_by_path ON file_spells (path);
CREATE TABLE texts (key INTEGER PRIMARY KEY, sale INTEGER NOT NULL, first INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE INDEX texts_by_sale ON texts (sale);
CREATE TABLE contributions (
    sale INTEGER NOT NULL, question TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, says TEXT NOT NULL
);
CREATE INDEX contributions_by_question ON contributions (question, sale, first, last);
CREATE INDEX contributions_by_sale ON contributions (sale);
CREATE TABLE resolutions (id TEXT PRIMARY KEY, path BLOB NOT NULL, place BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE named (resolution TEXT NOT NULL, sale TEXT NOT NULL, PRIMARY KEY (resolution, sale)) WITHOUT ROWID;
CREATE INDEX named_by_sale ON named (sale);
CREATE TABLE kept (question TEXT PRIMARY KEY, answer TEXT NOT NULL);
CREATE TABLE resolution_due (
    resolution TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, due TEXT NOT NULL
);
"""

KEEP_FOLDER = "INSERT OR REPLACE INTO folders VALUES (?, ?, ?)"
KEEP_META = "INSERT OR REPLACE INTO meta VALUES (?, ?)"

FULL_TEXT = """
CREATE VIRTUAL TABLE found USING fts5(folded, content='texts', content_rowid='key',
                                      tokenize='trigram case_sensitive 1', detail='full');
"""
"""The full-text index over `texts`, by three letters at a time: it finds a text anywhere inside another."""

PARTS = ("standings", "items", "contractors", "events", "cases", "spells", "texts", "contributions")
"""The tables whose rows belong to one sale."""


class SaleRows(NamedTuple):
    """What the index holds of one sale: its own row, and the rows of `PARTS` without the sale's key."""

    sale: tuple[object, ...]
    parts: dict[str, list[tuple[object, ...]]]
