#!/bin/sh
# Totals straight from the files of the sales, by find and awk alone: what a reader can do who does not
# trust the program.
#
#     sh totals_by_hand.sh DATA AS_OF
#
# prints a line for each total: its name, the notifications, the days of announcement (a recipient and a
# day), the dollars, and the sales of unknown value. Only what the files of the reference ledger look like
# is read: one key a line, a `value:` block, and a history of one entry a line.
set -eu

data=$1
as_of=$2

find "$data/sales" -name '*.yaml' -exec awk '{ print FILENAME "\t" $0 }' {} + |
awk -F '\t' -v as_of="$as_of" '
function clean(text) {
    sub(/^[^:]*: */, "", text)
    sub(/ +#.*$/, "", text)
    gsub(/"/, "", text)
    return text
}

# 4.05B, 96M, 1_500_000: rounded to a dollar, because 4.05 has no exact binary form.
function dollars(text,    unit, multiple) {
    gsub(/_/, "", text)
    unit = substr(text, length(text), 1)
    multiple = unit == "B" ? 1000000000 : unit == "M" ? 1000000 : unit == "K" ? 1000 : 1
    if (multiple > 1) text = substr(text, 1, length(text) - 1)
    return int(text * multiple + 0.5)
}

function add(name) {
    sales[name]++
    if (!((name, recipient, day) in seen)) {
        seen[name, recipient, day] = 1
        days[name]++
    }
    if (worth == "" || worth == "unknown") unknown[name]++
    else money[name] += dollars(worth)
}

# A month is every day of it: it lies in a time only if all of them do. The 31st will do for the last.
function within(since, until) {
    return first >= since && last < until
}

function count() {
    if (day == "") return
    first = last = day
    if (length(day) == 7) { first = day "-01"; last = day "-31" }
    if (length(day) == 4) { first = day "-01-01"; last = day "-12-31" }
    if (last > as_of) return
    worth = amends ? increase : total
    fms = authority ~ /^36\(b\)/
    if (recipient == "TW" && within("2017-01-20", "2021-01-20")) {
        add("taiwan-first-trump")
        if (class == "maintenance") add("taiwan-first-trump-maintenance")
    }
    if (recipient == "TW" && within("2021-01-20", "2025-01-20")) add("taiwan-biden")
    if (package == "taiwan-2025-12-17") add("package-of-17-december-2025")
    if ((recipient == "IL" || recipient == "SA") && day == "2026-01-30") add("israel-and-saudi-30-january-2026")
    if (fms && within("2025-01-01", "2026-01-01")) add("fms-of-2025")
    if (fms && within("2024-10-01", "2025-10-01")) add("fms-of-fiscal-2025")
}

$1 != file {
    if (file != "") count()
    file = $1
    recipient = authority = package = class = total = increase = day = ""
    amends = 0
}

{ line = substr($0, length($1) + 2) }

line ~ /^recipient: /          { recipient = clean(line) }
line ~ /^authority: /          { authority = clean(line) }
line ~ /^package: /            { package = clean(line) }
line ~ /^class: /              { class = clean(line) }
line ~ /^amends: /             { amends = 1 }
line ~ /^  total: /            { total = clean(line) }
line ~ /^  increase: /         { increase = clean(line) }
line ~ /^  - \{date: [0-9-]+, state: notified/ {
    day = substr(line, 12)
    sub(/,.*$/, "", day)
}

END {
    count()
    for (name in sales)
        printf "%s %d %d %.0f %d\n", name, sales[name], days[name], money[name], unknown[name]
}' | sort
