"""Which procedure is followed under which authority, as it is counted and as it is replayed."""

from __future__ import annotations

import pytest

from armstrack.model.authority import AUTHORITIES, PROCEDURE_NAMES, PROCEDURES
from armstrack.workflow.procedure import procedure_of


@pytest.mark.parametrize("authority", [one for one in AUTHORITIES if one not in ("36(b)(5)(A)", "unknown")])
def test_what_is_counted_apart_is_what_has_a_procedure_of_its_own(authority: str) -> None:
    assert PROCEDURES[authority] == procedure_of(authority).name


def test_a_report_on_an_fms_sale_is_counted_with_it_and_an_unknown_authority_with_none() -> None:
    assert procedure_of("36(b)(5)(A)").name == "report"
    assert PROCEDURES["36(b)(5)(A)"] == PROCEDURES["36(b)(1)"] == "fms"
    assert PROCEDURES["unknown"] == "unknown"


def test_every_authority_has_a_procedure_and_every_procedure_a_name() -> None:
    assert set(PROCEDURES) == set(AUTHORITIES)
    assert set(PROCEDURES.values()) == set(PROCEDURE_NAMES)
