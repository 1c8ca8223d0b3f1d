"""Sales written into a ledger, a line for each entry, for tests of questions about many of them."""

from __future__ import annotations

from pathlib import Path

from armstrack.model.entry import EVENTS


def write_sale(
    ledger: Path,
    id: str,
    *history: str,
    recipient: str = "TW",
    authority: str = "36(b)(1)",
    title: str = "",
    items: tuple[str, ...] = (),
    **value: str,
) -> None:
    """Writes one sale; an entry is `2026-01-05 notified` and, after another space, further keys of it."""
    lines = [f"id: {id}", f"title: {title or f'Sale {id}'}", f"recipient: {recipient}", f"authority: {authority}"]
    if value:
        lines.append(f"value: {{{', '.join(f'{key}: {amount}' for key, amount in value.items())}}}")
    if items:
        lines += ["items:", *(f"  - {{{item}}}" for item in items)]
    lines.append("history:")
    for entry in history:
        day, word, *more = entry.split(" ", 2)
        key = "event" if word in EVENTS else "state"
        lines.append(f"  - {{date: {day}, {key}: {word}{''.join(f', {each}' for each in more)}}}")
    (ledger / f"sales/{id}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
