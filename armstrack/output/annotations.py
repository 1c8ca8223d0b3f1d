"""Problems as workflow commands of GitHub Actions, which show each beside its line in a change."""

from __future__ import annotations

from armstrack.model.problem import Problem, Severity


def annotation(problem: Problem) -> str:
    """`::error file=…,line=…,col=…,title=CODE::MESSAGE`, on a line; what is acknowledged is a notice."""
    kind = "notice" if problem.acknowledged else "error" if problem.severity is Severity.ERROR else "warning"
    besides = problem.acknowledged or problem.hint
    said = f"{problem.message} ({besides})" if besides else problem.message
    place = f"file={_property(problem.file)},line={problem.line},col={problem.column},title={_property(problem.code)}"
    return f"::{kind} {place}::{_data(said)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
