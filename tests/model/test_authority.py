"""Which procedure is followed under which authority, as it is counted and as it is replayed."""

from __future__ import annotations

import pytest

from armstrack.model.authority import AUTHORITIES, PROCEDURE_NAMES
from armstrack.workflow.procedure import counted_with, procedure_of


@pytest.mark.parametrize("authority", [one for one in AUTHORITIES if one not in ("36(b)(5)(A)", "unknown")])
def test_what_is_counted_apart_is_what_has_a_procedure_of_its_own(authority: str) -> None:
    assert counted_with((authority,)) == procedure_of((authority,)).name


def test_a_report_on_an_fms_sale_is_counted_with_it_and_an_unknown_authority_with_none() -> None:
    assert procedure_of(("36(b)(5)(A)",)).name == "report"
    assert counted_with(("36(b)(5)(A)",)) == counted_with(("36(b)(1)",)) == "fms"
    assert counted_with(("unknown",)) == "unknown"


def test_every_authority_has_a_procedure_and_every_procedure_a_name() -> None:
    assert {counted_with((authority,)) for authority in AUTHORITIES} == set(PROCEDURE_NAMES)
