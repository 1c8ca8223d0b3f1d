"""Two examples for each command, as its help shows them. The tests run every one."""

from __future__ import annotations

import re

EXAMPLES: dict[str, tuple[str, str]] = {
    "list": ("armstrack list -r Taiwan --since 2025", "armstrack list --min-value 1B --sort value --limit 10"),
    "show": ("armstrack show taiwan-himars-2025", "armstrack show 26-01 --explain"),
    "next": ("armstrack next taiwan-himars-2025", "armstrack next taiwan-himars-2025 --as-of 2026-01-10 --explain"),
    "advance": (
        "armstrack advance taiwan-ah1w-parts-2025 offered --on yesterday",
        "armstrack advance taiwan-altius-2025 offered --source https://example.org/a --dry-run",
    ),
    "record": (
        "armstrack record taiwan-himars-2025 delivery --quantity 11 --on 2026-10",
        "armstrack record taiwan-tow-2025 hold --actor 'A senator' --dry-run",
    ),
    "new": (
        "armstrack new -r Norway --title 'Patrol boats' --authority '36(b)(1)' --notified today",
        "armstrack new --template",
    ),
    "edit": ("armstrack edit taiwan-tow-2025", "EDITOR=nano armstrack edit 26-02"),
    "import": ("armstrack import notice.txt --dry-run", "armstrack import notice.txt --yes"),
    "fetch": ("armstrack fetch --since 7d", "armstrack fetch federal-register --missing"),
    "set": (
        "armstrack set taiwan-tow-2025 value.total 360M",
        "armstrack set taiwan-tow-2025 title 'TOW 2B missiles'",
    ),
    "rename": ("armstrack rename taiwan-tow-2025 taiwan-tow2b-2025", "armstrack rename 26-02 taiwan-tow2b-2025"),
    "undo": ("armstrack undo taiwan-tow-2025 --yes", "armstrack undo 26-02 --yes --format json"),
    "summary": (
        "armstrack summary --year 2025 --by recipient",
        "armstrack summary --by fy --since 2024 --format csv",
    ),
    "due": ("armstrack due", "armstrack due --within 30d --explain"),
    "timeline": ("armstrack timeline taiwan-himars-2025", "armstrack timeline --gaps -r TW"),
    "gaps": ("armstrack gaps -r TW --min 180d", "armstrack gaps -r JP,KR --format csv"),
    "events": ("armstrack events --event hold", "armstrack events -r TW --on-or-after 'last month'"),
    "deliveries": ("armstrack deliveries -r TW", "armstrack deliveries --overdue --format csv"),
    "queue": ("armstrack queue --system HIMARS", "armstrack queue --system 'Patriot' --format csv"),
    "slip": ("armstrack slip taiwan-f16-block70-2019", "armstrack slip -r TW"),
    "clusters": ("armstrack clusters", "armstrack clusters --window 90d"),
    "chain": ("armstrack chain taiwan-himars-2020", "armstrack chain taiwan-himars-2020 --format json"),
    "conflicts": ("armstrack conflicts", "armstrack conflicts -r TW --format csv"),
    "backlog list": ("armstrack backlog -r TW", "armstrack backlog --by recipient --rule remaining-value"),
    "backlog diff": (
        "armstrack backlog diff -r TW --from 2024-12-31",
        "armstrack backlog diff --from 'last year' --by recipient",
    ),
    "backlog series": (
        "armstrack backlog series -r TW --every year",
        "armstrack backlog series -r TW --from 2024 --every quarter --format csv",
    ),
    "site": ("armstrack site public -r TW", "armstrack site public --title 'Sales to Taiwan' -r TW"),
    "resolutions list": ("armstrack resolutions", "armstrack resolutions list --congress 119 --pending"),
    "resolutions show": ("armstrack resolutions show 'S.J.Res. 101'", "armstrack resolutions show 119-sjres-101"),
    "resolutions votes": (
        "armstrack resolutions votes --congress 116",
        "armstrack resolutions votes --chamber senate --format csv",
    ),
    "resolutions advance": (
        "armstrack resolutions advance 119-sjres-101 discharged --dry-run",
        "armstrack resolutions advance 119-sjres-101 committee-reported --on 2026-11-18",
    ),
    "check": (
        "armstrack check -r TW --mde 14M --total 20M",
        "armstrack check -r Norway --total 61.5M --on 2026-03-02 --explain",
    ),
    "law": ("armstrack law", "armstrack law --as-of 1976-07-01"),
    "workflow": ("armstrack workflow fms", "armstrack workflow resolution --diagram mermaid"),
    "init": ("armstrack init my-ledger", "armstrack init copy --from reference --editor vscode"),
    "validate": ("armstrack validate", "armstrack validate --format github"),
    "log": ("armstrack log --since 'last month'", "armstrack log --since HEAD"),
    "coverage": ("armstrack coverage", "armstrack coverage --by recipient"),
    "info": ("armstrack info", "armstrack info --format json"),
    "verify": ("armstrack verify", "armstrack verify --format json"),
    "export": ("armstrack export csv tables", "armstrack export sqlite -o sales.db"),
    "brief": ("armstrack brief", "armstrack brief --since 'last month' --format html"),
    "cite record": ("armstrack cite taiwan-himars-2025", "armstrack cite 'S.J.Res. 101' --style bibtex"),
    "cite summary": ("armstrack cite summary --year 2025", "armstrack cite summary -r TW --style chicago"),
    "cite backlog list": ("armstrack cite backlog -r TW", "armstrack cite backlog --rule accepted-only --style bibtex"),
    "cite backlog series": (
        "armstrack cite backlog series -r TW --every year",
        "armstrack cite backlog series -r TW --from 2024 --every quarter --style chicago",
    ),
    "completion": ("armstrack completion bash", "armstrack completion zsh --install"),
    "schema": ("armstrack schema sale", "armstrack schema resolution"),
    "explain": ("armstrack explain duplicate-key", "armstrack explain refused-move --format json"),
    "help": ("armstrack help list", "armstrack help backlog diff"),
}
"""By the words that call the command."""


def folded_line(line: str, width: int | None) -> str:
    """An example, indented, on as many lines as it takes; each but the last ends so that a shell goes on."""
    rows = ["  "]
    for word in re.findall(r"(?:'[^']*'|\S)+", line):
        if width is not None and len(rows[-1]) > 2 and len(rows[-1]) + len(word) + 3 > width:
            rows[-1] += " \\"
            rows.append("    ")
        rows[-1] += f" {word}"
    return "\n".join(rows)
