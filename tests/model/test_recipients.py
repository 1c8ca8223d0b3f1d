"""The table of recipients: complete, without doubles, and found under the names that people use."""

from __future__ import annotations

import dataclasses
import string

import pytest

from armstrack.model.recipients import (
    RECIPIENTS,
    REGIONS,
    _fold,
    _without_leads,
    find_recipient,
    is_other_organisation,
    name_of,
    name_with_code,
    nearest_recipients,
    region_of,
)

# The 249 codes assigned by ISO 3166-1, by first letter, typed apart from the table under test.
ASSIGNED = {
    "A": "DEFGILMOQRSTUWXZ", "B": "ABDEFGHIJLMNOQRSTVWYZ", "C": "ACDFGHIKLMNORUVWXYZ", "D": "EJKMOZ",
    "E": "CEGHRST", "F": "IJKMOR", "G": "ABDEFGHILMNPQRSTUWY", "H": "KMNRTU", "I": "DELMNOQRST", "J": "EMOP",
    "K": "EGHIMNPRWYZ", "L": "ABCIKRSTUVY", "M": "ACDEFGHKLMNOPQRSTUVWXYZ", "N": "ACEFGILOPRUZ", "O": "M",
    "P": "AEFGHKLMNRSTWY", "Q": "A", "R": "EOSUW", "S": "ABCDEGHIJKLMNORSTVXYZ", "T": "CDFGHJKLMNORTVWZ",
    "U": "AGMSYZ", "V": "ACEGINU", "W": "FS", "Y": "ET", "Z": "AMW",
}  # fmt: skip
ISO = {first + second for first, seconds in ASSIGNED.items() for second in seconds}


def test_the_table_holds_the_249_iso_codes_kosovo_and_nato() -> None:
    assert len(ISO) == 249
    assert set(RECIPIENTS) == ISO | {"XK", "NATO"}
    assert len(RECIPIENTS) == 251


def test_every_recipient_stands_under_its_own_code_with_a_name() -> None:
    for code, recipient in RECIPIENTS.items():
        assert recipient.code == code
        assert recipient.name == recipient.name.strip() != ""
        assert name_of(code) == recipient.name


def test_names_are_unique() -> None:
    assert len({recipient.name for recipient in RECIPIENTS.values()}) == len(RECIPIENTS)


def test_no_spelling_leads_to_two_recipients_or_stands_twice() -> None:
    seen: dict[str, str] = {}
    for recipient in RECIPIENTS.values():
        spellings = [recipient.code, *recipient.aliases]
        if recipient.name != recipient.code:
            spellings.append(recipient.name)
        for spelling in spellings:
            folded = _without_leads(_fold(spelling))
            assert folded, f"{spelling!r} of {recipient.code} folds to nothing"
            assert folded not in seen, f"{spelling!r} of {recipient.code} already leads to {seen[folded]}"
            seen[folded] = recipient.code


def test_every_spelling_leads_to_its_recipient() -> None:
    for recipient in RECIPIENTS.values():
        for spelling in (recipient.code, recipient.name, *recipient.aliases):
            assert find_recipient(spelling) == recipient.code
            assert find_recipient(spelling.lower()) == recipient.code
            assert find_recipient(f"  the Government of {spelling.upper()} ") == recipient.code


def test_every_recipient_but_nato_has_an_alpha_3_code() -> None:
    alpha_3 = [recipient.aliases[0] for recipient in RECIPIENTS.values() if recipient.code != "NATO"]
    assert all(len(code) == 3 and set(code) <= set(string.ascii_uppercase) for code in alpha_3)
    assert len(set(alpha_3)) == 250


def test_no_word_of_the_file_format_is_a_recipient() -> None:
    assert "unknown" not in RECIPIENTS
    for word in ("unknown", "none", "null", "all", "various", "multiple", ""):
        assert find_recipient(word) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NO", "NO"),
        ("no", "NO"),
        ("Norway", "NO"),
        ("Kingdom of Norway", "NO"),
        ("Taiwan", "TW"),
        ("TWN", "TW"),
        ("TECRO", "TW"),
        ("AIT", "TW"),
        ("the American Institute in Taiwan", "TW"),
        ("Taipei Economic and Cultural Representative Office in the United States", "TW"),
        ("Taipei Economic and Cultural Representative Office in the United States (TECRO)", "TW"),
        ("Republic of Korea", "KR"),
        ("Korea", "KR"),
        ("R.O.K.", "KR"),
        ("Republic of Korea (ROK)", "KR"),
        ("Turkey", "TR"),
        ("TURKIYE", "TR"),
        ("TÜRKİYE", "TR"),
        ("Czech Republic", "CZ"),
        ("U.A.E.", "AE"),
        ("United  Arab\nEmirates", "AE"),
        ("U.K.", "GB"),
        ("uk", "GB"),
        ("Kingdom of Saudi Arabia", "SA"),
        ("the Government of the Kingdom of Saudi Arabia", "SA"),
        ("KSA", "SA"),
        ("The Hashemite Kingdom of Jordan", "JO"),
        ("Government of the Hashemite Kingdom of Jordan", "JO"),
        ("Holland", "NL"),
        ("The Kingdom of the Netherlands", "NL"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Kingdom of Eswatini", "SZ"),
        ("Ivory Coast", "CI"),
        ("Cote d\u2019Ivoire", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("St Kitts and Nevis", "KN"),
        ("The Gambia", "GM"),
        ("Kosovo", "XK"),
        ("NSPA", "NATO"),
        ("NATO Support and Procurement Agency", "NATO"),
        ("NATO Support and Procurement Agency (NSPA)", "NATO"),
        ("NAMSA", "NATO"),
        ("NCIA", "NATO"),
        ("NATO Communications & Information Agency", "NATO"),
    ],
)
def test_what_notices_and_people_write_is_found(text: str, code: str) -> None:
    assert find_recipient(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Congo",  # there are two
        "Virgin Islands",  # there are two
        "Taiwan (Republic of Korea)",  # contradicts itself
        "Japan (JASDF)",  # says more than the table knows
        "Taiwann",
        "ZZ",
        "EU",
        "the",
        "Government of ",
        "()",
        ")",
        "...",
        "\x00\x1b[31m",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert find_recipient(text) is None


def test_an_unknown_code_has_no_name() -> None:
    with pytest.raises(KeyError):
        name_of("ZZ")
    with pytest.raises(KeyError):
        name_of("no")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("TWN", "TW (Taiwan)"),
        ("Taiwann", "TW (Taiwan)"),
        ("Phillipines", "PH (Philippines)"),
        ("Kuwiat", "KW (Kuwait)"),
        ("Saudi Arabai", "SA (Saudi Arabia)"),
        ("Untied Kingdom", "GB (United Kingdom)"),
        ("Government of Swedn", "SE (Sweden)"),
    ],
)
def test_the_likeliest_recipient_is_the_first_hint(text: str, hint: str) -> None:
    assert nearest_recipients(text)[0] == hint


def test_an_ambiguous_name_is_answered_with_all_that_it_may_mean() -> None:
    assert {"CD (DR Congo)", "CG (Republic of the Congo)"} <= set(nearest_recipients("Congo"))
    assert {"VG (British Virgin Islands)", "VI (U.S. Virgin Islands)"} <= set(nearest_recipients("Virgin Islands"))


def test_hints_are_few_distinct_and_absent_where_nothing_is_near() -> None:
    hints = nearest_recipients("Republic of Nowhere", n=5)
    assert len(hints) == len(set(hints)) <= 5
    assert nearest_recipients("Guinea") == ["GN (Guinea)"]
    assert nearest_recipients("NATOO") == ["NATO"]
    assert len(nearest_recipients("Stan", n=1)) <= 1
    assert nearest_recipients("") == []
    assert nearest_recipients("qqqqqqqq") == []
    assert nearest_recipients("Taiwan", n=0) == nearest_recipients("Taiwann", n=0) == []
    assert isinstance(nearest_recipients("x" * 100_000), list)


def test_a_recipient_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        RECIPIENTS["NO"].name = "Sweden"  # type: ignore[misc]


# --- regions ------------------------------------------------------------------------------------------------

IN_NO_REGION = {"AQ", "BV", "GS", "HM", "TF", "US", "AS", "GU", "MP", "PR", "UM", "VI"}
"""Lands without inhabitants, and the United States with its territories."""


def test_every_recipient_has_one_region_but_those_that_no_bureau_is_responsible_for() -> None:
    assert {code for code in RECIPIENTS if region_of(code) is None} == IN_NO_REGION
    assert {region_of(code) for code in RECIPIENTS} - {None} == set(REGIONS)
    assert region_of("unknown") is None


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        ("AF", "DJ ET KE MR NG SD SO ZA"),
        ("EAP", "AU BN FJ ID JP KR MM MN NZ PH SG TH TL TW VN"),
        ("EUR", "AM AZ CY DE EE FI GB GE GL IE NO PL RU TR UA XK"),
        # The list of the bureau, whole.
        ("NEA", "AE BH DZ EG IL IQ IR JO KW LB LY MA OM QA SA SY TN YE"),
        ("SCA", "AF BD BT IN KG KZ LK MV NP PK TJ TM UZ"),
        ("WHA", "AR BB BM BR CA CL CO CU HT JM MX PA PE TT VE"),
        ("organization", "NATO"),
    ],
)
def test_a_region_is_that_of_the_bureau_responsible(region: str, codes: str) -> None:
    assert {region_of(code) for code in codes.split()} == {region}


@pytest.mark.parametrize("name", ["African Union", "OCCAR", "United Nations", "Organization of American States (OAS)"])
def test_another_organisation_is_called_by_its_name(name: str) -> None:
    code = f"other:{name}"
    assert is_other_organisation(code)
    assert find_recipient(code) == code
    assert name_of(code) == name_with_code(code) == name
    assert region_of(code) == "organization"


@pytest.mark.parametrize(
    "code", ["other:", "other: OCCAR", "other:OCCAR+NATO", "other:A, B", "Other:OCCAR", "OCCAR", "TW"]
)
def test_nothing_else_is_another_organisation(code: str) -> None:
    assert not is_other_organisation(code)
