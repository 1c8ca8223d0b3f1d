"""A look at each draft before it is written: the file as it would be, its remarks, and yes, edit or skip."""

from __future__ import annotations

import sys

import typer

from armstrack.cli.editor import edited
from armstrack.cli.import_plan import Drafted
from armstrack.cli.session import Session


def asks(session: Session, files: list[str], yes: bool) -> bool:
    """Whether somebody is there to be asked: a terminal at both ends that is not the notice itself."""
    return not yes and session.for_people and "-" not in files and sys.stdin.isatty() and sys.stderr.isatty()


def look_at(session: Session, one: Drafted, into: str | None) -> str:
    """Shows a draft until it is as it should be. Answers with `yes`, `merge` or `skip`; raises typer.Abort.

    `into` is the sale that the options have chosen for it, if any.
    """
    while True:
        _show(session, one)
        answers = _answers(one, into)
        words = ", ".join(answers.values())
        first = next(iter(answers))
        answer = typer.prompt(f"{words}?", default=answers[first], err=True).strip().lower()[:1]
        if answer not in answers:
            continue
        if answers[answer] != "edit":
            return answers[answer]
        one.edit(edited(one.text, ".yaml"))


def _answers(one: Drafted, into: str | None) -> dict[str, str]:
    """What can be done with a draft, by the letter that stands for it; the first is what Enter means."""
    others = {"e": "edit", "s": "skip"}
    if one.sale.record is None:  # what is no sale of this format can only be put right, or left
        return others
    if into or (one.match is not None and one.match.kind == "same"):
        return {"m": "merge", **others}
    if one.is_in_doubt:
        return {"m": "merge", "y": "yes", **others}
    return {"y": "yes", **others}


def _show(session: Session, one: Drafted) -> None:
    from armstrack.output.safe_text import printable

    sys.stderr.write(f"\n{printable(one.file)}\n{printable(one.text, keep=chr(10))}")
    for problem in one.sale.problems:
        session.note(f"{problem.line}:{problem.column}: {problem.message}")
    for remark in one.warnings:
        session.note(f"remark: {remark}")
    if one.match is not None and one.is_in_doubt:
        session.note(matched(one))


def matched(one: Drafted) -> str:
    """What the match of a draft says, in a sentence."""
    match = one.match
    assert match is not None
    if match.kind == "amends":
        return f"{one.file}: this adds to {match.id}, and the draft says `amends: {match.id}`."
    if one.draft is None:
        return f"{one.file}: this corrects {match.id}; `import … --merge` records that."
    if match.kind == "perhaps":
        found = f"perhaps the ledger has this sale as {match.id}: the recipient, the value and the goods are the same"
        return f"{one.file}: {found}; `import … --into {match.id}` merges the two, `--separate` enters another sale."
    return f"{one.file}: the ledger has this sale as {match.id}; `import … --into {match.id}` merges the two."
