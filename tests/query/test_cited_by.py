"""Which records cite a document, whichever of its addresses they name."""

from __future__ import annotations

import pytest
from conftest import NOVEMBER

from armstrack.ledger.ledger import Contents, Ledger
from armstrack.query.cited_by import cited_by

REGISTER = "https://www.federalregister.gov"


@pytest.fixture(scope="module")
def contents() -> Contents:
    return Ledger(NOVEMBER).contents


@pytest.mark.parametrize(
    "address",
    [
        f"{REGISTER}/documents/full_text/text/2026/04/15/2026-07278.txt",
        f"{REGISTER}/d/2026-07278",
        f"{REGISTER}/documents/2026/04/15/2026-07278/arms-sales-notification",
    ],
)
def test_one_document_of_the_register_has_several_addresses(contents: Contents, address: str) -> None:
    assert cited_by(contents, address, "2026-07278") == ["jordan-kumrfs-2026"]


def test_a_number_within_a_number_is_another_document(contents: Contents) -> None:
    assert cited_by(contents, f"{REGISTER}/d/26-07278", "26-07278") == []


def test_a_resolution_is_found_by_the_address_that_a_step_names(contents: Contents) -> None:
    address = "https://policybrief.co/legislation/sjres101-119/"
    assert cited_by(contents, address, "119-sjres-101 status") == ["119-sjres-101"]


def test_what_nobody_cites(contents: Contents) -> None:
    assert cited_by(contents, f"{REGISTER}/d/2099-00001", "2099-00001") == []
