"""A second record of a sale, merged into its file: what gives way, what stays, and where a disagreement stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.ledger.merge import Merged, merge_sale
from armstrack.ledger.record_file import parse_record
from armstrack.model.kinds import Written
from armstrack.model.sale import SALE, Sale
from armstrack.yaml_text.record_text import record_text

STATE: dict[str, Any] = {
    "id": "chile-torpedoes-2026",
    "title": "Coastal Torpedoes",
    "recipient": "CL",
    "authority": "36(b)(1)",
    "value": {"total": "69M"},
    "items": [{"quantity": "20", "name": "coastal torpedoes", "mde": "unknown"}, {"name": "storage racks"}],
    "sources": {"state": {"title": "State Department release", "published": "2026-06-05"}},
    "history": [{"date": "2026-06-05", "state": "notified", "source": "state", "basis": "release"}],
}
REGISTER: dict[str, Any] = STATE | {
    "id": "another",
    "purchaser": "Government of Chile",
    "transmittal": "26-95",
    "agency": "Navy",
    "cases": ["CI-P-AAA"],
    "value": {"total": "69M", "mde": "60M", "other": "9M"},
    "items": [{"quantity": "20", "name": "coastal torpedoes", "mde": "true"}, {"name": "spare parts"}],
    "contractors": [{"name": "Example Torpedo Works", "place": "Springfield, OH"}],
    "sources": {"register": {"title": "Federal Register notice", "published": "2026-06-17"}},
    "history": [{"date": "2026-06-04", "state": "notified", "source": "register", "basis": "delivered"}],
}


def last(record: dict[str, Any]) -> dict[str, Any]:
    """A record with its history at the end."""
    return {key: value for key, value in record.items() if key != "history"} | {"history": record["history"]}


def written(record: dict[str, Any]) -> str:
    """A record as the program writes it."""
    return record_text(last(record), {})


def read(text: str, sale_id: str) -> Sale:
    found = parse_record(Path(f"{sale_id}.yaml"), text, SALE)
    assert not found.problems, found.problems
    sale: Sale = found.record
    return sale


def merged(held: dict[str, Any] | str, new: dict[str, Any]) -> Merged:
    text = held if isinstance(held, str) else written(held)
    new_text = written(new)
    done = merge_sale(text, read(text, str(text.partition("id: ")[2].split()[0])), new_text, read(new_text, new["id"]))
    assert read(done.text, done.meant.id) == done.meant
    return done


def with_(record: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {key: value for key, value in (record | changed).items() if value is not None}


def entry(**keys: Written) -> list[dict[str, Written]]:
    return [
        {"date": "2026-06-05", "state": "notified", "source": "state"}
        | {k.replace("_", "-"): v for k, v in keys.items()}
    ]


def test_the_day_of_delivery_outranks_that_of_a_release() -> None:
    sale = merged(STATE, REGISTER).meant
    told = sale.history[0]
    assert (told.date.text, told.basis, told.source) == ("2026-06-04", "delivered", "register")
    assert [(one.source, one.date.text) for one in told.conflicts if one.date] == [("state", "2026-06-05")]


def test_a_release_that_comes_second_moves_no_day_of_delivery() -> None:
    done = merged(REGISTER, STATE)
    told = done.meant.history[0]
    assert (told.date.text, told.basis, told.source) == ("2026-06-04", "delivered", "register")
    assert [(one.source, one.date.text) for one in told.conflicts if one.date] == [("state", "2026-06-05")]
    assert any("2026-06-04 in the ledger, 2026-06-05 in the notice" in line for line in done.contradicts)


def test_a_day_that_only_its_release_proves_is_that_of_a_release() -> None:
    """Files written before a basis was: the day on which the source came out proves no delivery."""
    assert merged(with_(STATE, history=entry()), REGISTER).meant.history[0].date.text == "2026-06-04"


def test_a_day_that_a_person_found_stays() -> None:
    found = with_(STATE, history=entry(date="2026-06-03"))
    done = merged(found, REGISTER)
    assert done.meant.history[0].date.text == "2026-06-03"
    assert [claim.date.text for claim in done.meant.history[0].conflicts if claim.date] == ["2026-06-04"]


@pytest.mark.parametrize(
    "held", [{"date": "unknown", "not_after": "2026-06-17"}, {"date": "2026-06"}, {"date": "unknown"}]
)
def test_an_unknown_day_gives_way(held: dict[str, str]) -> None:
    told = merged(with_(STATE, history=entry(**held)), REGISTER).meant.history[0]
    assert (told.date.text, told.basis, told.conflicts) == ("2026-06-04", "delivered", ())


def test_a_day_outside_what_is_known_is_a_disagreement() -> None:
    told = merged(with_(STATE, history=entry(date="2026-07")), REGISTER).meant.history[0]
    assert (told.date.text, [claim.date.text for claim in told.conflicts if claim.date]) == ("2026-07", ["2026-06-04"])


def test_the_same_day_is_delivered_from_now_on_and_the_release_is_still_told_of() -> None:
    same = with_(REGISTER, history=[REGISTER["history"][0] | {"date": "2026-06-05"}])
    sale = merged(STATE, same).meant
    assert (sale.history[0].basis, sale.history[0].source, sale.history[0].conflicts) == ("delivered", "register", ())
    assert [(one.event, one.source) for one in sale.history[1:]] == [("published", "state"), ("published", "register")]


def test_a_notice_printed_before_the_day_contradicts_it() -> None:
    printed = [{"date": "unknown", "not-after": "2026-06-01", "state": "notified", "source": "register"}]
    done = merged(STATE, with_(REGISTER, history=printed))
    assert [claim.note for claim in done.meant.history[0].conflicts] == ["printed 2026-06-01"]


def test_unknown_missing_and_empty_give_way_to_what_is_known() -> None:
    held = with_(
        STATE, recipient="unknown", authority="unknown", value={"total": "unknown"}, contractors=[], items=None
    )
    done = merged(held, REGISTER)
    sale, new = done.meant, read(written(REGISTER), "another")
    for name in (
        "recipients",
        "authority",
        "purchaser",
        "transmittal",
        "agency",
        "cases",
        "value",
        "items",
        "contractors",
    ):
        assert getattr(sale, name) == getattr(new, name)
    assert not done.left_out
    assert [line.partition(",")[0] for line in done.contradicts] == ["the day of notification"]


def test_the_split_is_filled_in_and_what_agrees_is_named() -> None:
    done = merged(STATE, REGISTER)
    assert (done.meant.value.total, done.meant.value.mde, done.meant.value.other) == (69_000_000, 60_000_000, 9_000_000)
    assert "value: total" in done.agrees
    assert [(item.name, item.quantity, item.mde) for item in done.meant.items] == [
        ("coastal torpedoes", 20, True),
        ("storage racks", None, False),
        ("spare parts", None, False),
    ]


def test_another_total_is_a_conflict_and_takes_its_parts_with_it() -> None:
    done = merged(STATE, with_(REGISTER, value={"total": "72M", "mde": "60M", "other": "12M"}))
    assert (done.meant.value.total, done.meant.value.mde, done.meant.value.other) == (69_000_000, None, None)
    (claim,) = [one for one in done.meant.history[0].conflicts if one.source == "register"]
    assert (claim.value, claim.note) == (72_000_000, "major defense equipment 60M; other articles and services 12M")


def test_another_number_of_articles_is_disputed() -> None:
    items = [{"quantity": "22", "name": "Coastal torpedo", "mde": "true"}]
    done = merged(STATE, with_(REGISTER, items=items))
    assert done.meant.items[0].disputed == "22 in register"
    again = merged(done.text, with_(REGISTER, items=[items[0] | {"quantity": "2"}]))
    assert again.meant.items[0].disputed == "22 in register; 2 in register"


def test_two_designations_are_two_articles() -> None:
    held = with_(STATE, items=[{"quantity": "35", "name": "M31A2 GMLRS pods", "mde": "true"}])
    new = [{"quantity": "35", "name": "M30A2 GMLRS pods", "mde": "true"}, {"quantity": "35", "name": "M31A2 pods"}]
    assert [item.name for item in merged(held, with_(REGISTER, items=new)).meant.items] == [
        "M31A2 GMLRS pods",
        "M30A2 GMLRS pods",
    ]


def test_every_disagreement_that_has_no_key_of_its_own_is_a_claim_in_words() -> None:
    held = with_(STATE, transmittal="26-96", offset="none", contractors=[{"name": "Another Works"}])
    new = with_(REGISTER, offset="known", contractors=[])
    done = merged(held, new)
    (claim,) = [one for one in done.meant.history[0].conflicts if one.source == "register"]
    assert claim.note == "transmittal: 26-95; offset: known; names no contractor"
    assert len(done.contradicts) == 4


def test_other_words_for_one_buyer_are_left_out_and_named() -> None:
    held = with_(STATE, purchaser="Chilean Navy")
    done = merged(held, REGISTER)
    assert done.meant.purchaser == "Chilean Navy"
    assert done.left_out == ["purchaser: Government of Chile"]


def test_a_second_merge_of_the_same_changes_nothing() -> None:
    for first, second in ((STATE, REGISTER), (REGISTER, STATE)):
        once = merged(first, second)
        again = merged(once.text, second)
        assert again.text == once.text
        assert not again.added


@pytest.mark.parametrize(
    ("held", "new"),
    [
        ({"title": "Register, FR Doc. 2026-07237"}, {"url": "https://www.federalregister.gov/d/2026-07237"}),
        ({"url": "https://example.org/a", "title": "A"}, {"url": "https://example.org/a", "title": "B"}),
        (
            {"url": "https://example.org/a", "title": "Department of State release", "published": "2026-06-17"},
            {"title": "State Department release", "published": "2026-06-17"},
        ),
    ],
)
def test_one_document_is_one_source(held: dict[str, str], new: dict[str, str]) -> None:
    history = [STATE["history"][0] | {"source": "held"}]
    once = merged(with_(STATE, sources={"held": held}, history=history), with_(REGISTER, sources={"register": new}))
    assert list(once.meant.sources) == ["held"]


def test_two_documents_of_one_kind_have_two_names() -> None:
    other = with_(
        REGISTER,
        sources={"state": {"title": "Another release", "published": "2026-06-17"}},
        history=[REGISTER["history"][0] | {"source": "state"}],
    )
    sale = merged(STATE, other).meant
    assert list(sale.sources) == ["state", "state-2"]
    assert sale.sources["state"].title == "State Department release"
    assert sale.history[0].source == "state-2"


def test_what_a_notice_does_not_know_contradicts_nothing() -> None:
    done = merged(STATE, with_(REGISTER, recipient="unknown"))
    assert done.meant.recipients == ("CL",)
    assert not any("recipient" in line for line in (*done.contradicts, *done.left_out))


def test_a_printed_record_outranks_a_release_and_gives_way_to_a_day_of_delivery() -> None:
    record = with_(REGISTER, history=[REGISTER["history"][0] | {"basis": "record"}])
    told = merged(STATE, record).meant.history[0]
    assert (told.date.text, told.basis) == ("2026-06-04", "record")
    told = merged(with_(record, id="a"), STATE).meant.history[0]
    assert (told.date.text, told.basis) == ("2026-06-04", "record")


def test_a_notice_printed_on_the_day_itself_contradicts_nothing() -> None:
    printed = [{"date": "unknown", "not-after": "2026-06-05", "state": "notified", "source": "register"}]
    done = merged(STATE, with_(REGISTER, history=printed))
    assert done.meant.history[0].conflicts == ()
    assert not done.contradicts


def test_a_source_that_nothing_else_would_name_stays_with_its_day() -> None:
    held = with_(STATE, sources={"state": {"title": "State Department release"}})
    same = with_(REGISTER, history=[REGISTER["history"][0] | {"date": "2026-06-05"}])
    told = merged(held, same).meant.history[0]
    assert (told.basis, told.source) == ("delivered", "state")


def test_what_the_history_tells_already_is_not_told_again() -> None:
    note = {"date": "2026-06-10", "event": "note", "note": "as printed", "source": "register"}
    held = with_(STATE, sources=STATE["sources"] | REGISTER["sources"], history=[*STATE["history"], note])
    done = merged(held, with_(REGISTER, history=[*REGISTER["history"], note]))
    assert [one.note for one in done.meant.history].count("as printed") == 1


def test_a_source_without_a_day_is_still_referred_to() -> None:
    told = [{"date": "unknown", "state": "notified", "source": "record"}]
    record = with_(REGISTER, sources={"record": {"title": "Congressional Record"}}, history=told)
    entry = merged(STATE, record).meant.history[-1]
    assert (entry.event, entry.date.text, entry.source) == ("published", "unknown", "record")


def test_as_many_of_one_designation_are_the_same_whatever_else_they_are_called() -> None:
    held = with_(STATE, items=[{"quantity": "20", "name": "M57 ATACMS pod", "mde": "true"}])
    new = [{"quantity": "20", "name": "M57 army tactical missile system pods"}, {"quantity": "3", "name": "M57 racks"}]
    items = merged(held, with_(REGISTER, items=new)).meant.items
    assert [item.name for item in items] == ["M57 ATACMS pod", "M57 racks"]


def test_a_class_that_was_only_proposed_is_left_to_a_person() -> None:
    done = merged(STATE, with_(REGISTER, **{"class": "munitions"}))
    assert done.meant.sale_class is None
    assert done.left_out == ["class: munitions, as a proposal"]


def test_a_record_without_a_source_adds_what_it_knows_and_names_what_it_would_claim() -> None:
    told = [{"date": "2026-06-09", "state": "notified", "basis": "release"}]
    done = merged(STATE, with_(REGISTER, sources=None, history=told, value={"total": "72M"}))
    assert done.meant.transmittal == "26-95"
    assert done.meant.history[0].conflicts == ()
    assert done.left_out == ["2026-06-09", "the day of the release", "72M"]


def test_an_emergency_that_only_one_notice_certifies_is_added() -> None:
    told = [REGISTER["history"][0] | {"emergency": {"justification": "It is urgent."}}]
    sale = merged(STATE, with_(REGISTER, history=told)).meant
    assert sale.history[0].emergency is not None


def test_a_sale_that_was_only_reported_learns_of_its_notification() -> None:
    reported = [{"date": "2026-05", "state": "reported", "source": "state"}]
    sale = merged(with_(STATE, history=reported), REGISTER).meant
    assert [one.word for one in sale.history] == ["reported", "notified", "published"]


def test_what_was_missing_when_it_was_drafted_is_no_remark_any_more() -> None:
    text = record_text(STATE, {"history": ["the day is that of the release"], "": ["kept by hand"]})
    new = written(REGISTER)
    done = merge_sale(
        text,
        read(text, STATE["id"]),
        new,
        read(new, "another"),
        lambda remark, sale: remark.startswith("the day") and sale.history[0].basis == "delivered",
    )
    assert done.dropped == ["the day is that of the release"]
    assert done.text.startswith("# kept by hand\nid:")


QUOTED = """\
id: tw-radar-2024
title: Radars
recipient: TW
authority: 36(b)(1)
value: {total: 10M}
sources:
  a: {title: A}
note: "first line

  # second line"
history:
  - {date: 2024-01-05, state: notified, source: a}
"""


def test_a_text_in_quotes_over_several_lines_is_never_written_into() -> None:
    new = with_(REGISTER, recipient="TW", transmittal="24-99")
    for note in (
        '"first line\n\n  # second line"',
        '"first line\n  # second line"',
        "|\n  # one\n  # two",
        "'a\n\n  # b'",
    ):
        text = QUOTED.replace('"first line\n\n  # second line"', note)
        before = read(text, "tw-radar-2024")
        done = merged(text, new)
        assert done.meant.note == before.note
        assert read(done.text, "tw-radar-2024").note == before.note
        assert done.meant.transmittal == "24-99"


AMOUNTS = st.sampled_from([None, "unknown", "1M", "2M", "3M"])
NAMES = st.sampled_from(["M142 launchers", "M57 missiles", "spare parts", "tool kits", "M30A2 pods", "M31A2 pods"])


@st.composite
def records(draw: st.DrawFn, source: str) -> dict[str, Any]:
    value = {"total": draw(AMOUNTS.filter(bool))}
    value |= {part: amount for part in ("mde", "other") if (amount := draw(AMOUNTS)) is not None}
    items = [
        {"name": name}
        | ({"quantity": draw(st.sampled_from(["1", "2"]))} if draw(st.booleans()) else {})
        | draw(st.sampled_from([{}, {"mde": "true"}, {"mde": "unknown"}]))
        for name in draw(st.lists(NAMES, unique=True, max_size=4))
    ]
    told: dict[str, Any] = {"date": draw(st.sampled_from(["unknown", "2024-05", "2024-05-01", "2024-05-03"]))}
    if told["date"] == "unknown" and draw(st.booleans()):
        told["not-after"] = "2024-05-20"
    told |= {"state": "notified", "source": source} | draw(
        st.sampled_from([{}, {"basis": "release"}, {"basis": "delivered"}, {"basis": "record"}])
    )
    published = draw(st.sampled_from([{}, {"published": "2024-05-03"}]))
    optional = {
        "purchaser": draw(st.sampled_from([None, "Government of Chile", "Chile"])),
        "transmittal": draw(st.sampled_from([None, "24-1", "24-01", "24-2"])),
        "offset": draw(st.sampled_from([None, "none", "unknown", "known"])),
        "contractors": draw(
            st.sampled_from([None, [], [{"name": "Alpha"}], [{"name": "Alpha", "place": "X"}, {"name": "B"}]])
        ),
    }
    record = {"id": "a-sale", "title": "Launchers", "recipient": draw(st.sampled_from(["CL", "unknown"]))}
    record |= {"authority": "36(b)(1)", "value": value, "items": items}
    record |= {"sources": {source: {"title": source} | published}, "history": [told]}
    return with_(record, **{key: held for key, held in optional.items() if held is not None})


def one_key_a_line(record: dict[str, Any]) -> str:
    """A record as another program writes it: nothing in braces."""
    return yaml.safe_dump(last(record), sort_keys=False, default_flow_style=False)


LAYOUTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "as the program writes it": written,
    "one key a line": one_key_a_line,
    "for Windows": lambda record: written(record).replace("\n", "\r\n"),
    "without a last line break": lambda record: written(record).rstrip("\n"),
    "with remarks": lambda record: written(record).replace("\n", "  # a remark\n\n# another\n"),
}


@examples(200)
@given(held=records("first"), new=records("second"), layout=st.sampled_from(sorted(LAYOUTS)))
def test_any_two_records_merge_into_what_is_meant_and_no_second_time(
    held: dict[str, Any], new: dict[str, Any], layout: str
) -> None:
    once = merged(LAYOUTS[layout](held), new)
    again = merged(once.text, new)
    assert again.text == once.text
    assert not again.added
    assert len(again.contradicts) <= len(once.contradicts)
    for item in read(written(new), "a-sale").items:
        assert any(item.name == one.name for one in once.meant.items)
