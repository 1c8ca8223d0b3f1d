"""Which of two sources stands nearer to the act is told from the host of its address, not from what looks like one."""

from __future__ import annotations

import pytest

from armstrack.ledger.source_rank import source_ranking
from armstrack.model.sale import Source


def rank(url: str | None) -> str | None:
    found = source_ranking().of(Source("a", url=url, title="Federal Register"))
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.federalregister.gov/d/2026-00029", "official record"),
        ("https://www.govinfo.gov/content/pkg/CREC-2022-02-07", "official record"),
        ("https://media.defense.gov/2025/Dec/16/x.PDF", "department"),
        ("https://WWW.STATE.GOV/releases/", "department"),
        ("http://dsca.mil:8080/x", "department"),
        ("https://www.young.senate.gov/newsroom/", "Congress"),
        ("https://mna.gpwb.gov.tw/news", "government of the recipient"),
        ("https://focustaiwan.tw/politics/202603100012", "news agency"),
        ("https://thehill.com/homenews", "other"),
        ("https://state.gov.example.org/", "other"),
        ("https://notstate.gov/", "other"),
        ("https://example.org/www.state.gov/", "other"),
        ("https://state.gov@example.org/", "other"),
        ("https://example.org?https://state.gov", "other"),
    ],
)
def test_a_source_is_ranked_by_its_host(url: str, name: str) -> None:
    assert rank(url) == name


def test_without_an_address_nothing_is_said_whatever_the_title_claims() -> None:
    assert rank(None) is None


def test_the_table_ranks_no_host_twice_and_says_why() -> None:
    ranking = source_ranking()
    hosts = [host for each in ranking.ranks for host in each.hosts]
    assert len(set(hosts)) == len(hosts)
    assert not ranking.ranks[-1].hosts
    assert [each.place for each in ranking.ranks] == list(range(len(ranking.ranks)))
    assert "what prints that text comes before what tells of it" in ranking.reason
