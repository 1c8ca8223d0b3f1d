"""The text of a new sale's file with every field that it may have, each with its help as a comment.

It is made from the declarations of the fields, so that it never lacks one. What is known stands as a value;
what must be there and is not known stands without one, which no reader takes for a sale; all else is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from armstrack.model.fields import Field, Record
from armstrack.model.kinds import Written
from armstrack.model.sale import ITEM, SALE, SOURCE, VALUE
from armstrack.workflow.procedure import procedure_of
from armstrack.yaml_text.record_text import key_lines

EXAMPLES: dict[str, tuple[str, ...]] = {
    "recipient": ("recipient: TW",),
    "authority": ("authority: 36(b)(1)",),
    "transmittal": ("transmittal: 26-01",),
    "value": ("value:", "  total: 4.05B"),
    "items": ("items:", "  - {quantity: 82, name: M142 HIMARS launchers, mde: true}"),
    "contractors": ("contractors:", '  - {name: Lockheed Martin, place: "Grand Prairie, TX"}'),
    "cases": ("cases: [TW-B-ABC]",),
    "amends": ("amends: taiwan-himars-2025",),
    "grows-from": ("grows-from: {recipient: TW, title: the smaller case before}",),
    "sources": ("sources:", '  dsca: {url: "https://www.dsca.mil/…", title: DSCA notice, published: 2026-03-17}'),
    "known": ("known:", "  - {code: refused-move, reason: why it is right as it stands}"),
    "history": ("history:", f"  - {{date: 2026-03-17, state: {procedure_of(()).notifying_state}, source: dsca}}"),
}
"""What a field looks like, where its name and its help do not show it."""

INSIDE: dict[str, Record] = {"value": VALUE, "items": ITEM, "sources": SOURCE}
"""The keys that stand in a field, told with it."""


def template(known: Mapping[str, Written]) -> str:
    """A sale's file to be filled in, with what is known of it already."""
    lines = [
        "# A sale. What is behind `#` is a remark; take the sign away to use a line.",
        "# A date may be 2026-03-17, 2026-03, 2026 or unknown; an amount 4.05B, 96M or unknown.",
    ]
    for field in SALE.fields:
        lines += ["", *_told(field)]
        if field.key in known:
            lines += key_lines(field.key, known[field.key])
        elif field.required:
            lines += [f"# {line}" for line in EXAMPLES.get(field.key, ())]
            lines.append(f"{field.key}:")
        else:
            lines += [f"# {line}" for line in EXAMPLES.get(field.key, (f"{field.key}:",))]
    return "\n".join(lines) + "\n"


def _told(field: Field) -> Iterator[str]:
    yield f"# {field.key}{' (must be there)' if field.required else ''}: {field.help}"
    for one in INSIDE[field.key].fields if field.key in INSIDE else ():
        yield f"#   {one.key}: {one.help}"
    form = field.kind.form()
    if form.startswith("one of "):
        yield f"#   {form}"
