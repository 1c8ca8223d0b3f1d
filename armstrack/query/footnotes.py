"""The sources of a memo, each once, numbered in the order in which they are first named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from armstrack.model.sale import Source
from armstrack.query.document import Document


class Footnotes:
    """Numbers for sources. Two are the same where their addresses are; without an address, where their titles are."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self.found: list[Document] = []
        """What the numbers stand for, from 1 on."""

    def of(self, named: str | None, sources: Mapping[str, Source]) -> list[int]:
        """The number of what an entry names: a key of its record's sources, or an address; none where it names none."""
        if named is None:
            return []
        source = source_named(named, sources)
        return [self._number(source.url, source.title, source.published.iso if source.published else None)]

    def of_texts(self, citations: Iterable[str]) -> list[int]:
        """The numbers of texts of the law, by the words in which they are cited."""
        return [self._number(None, citation, None) for citation in citations]

    def _number(self, url: str | None, title: str | None, published: str | None) -> int:
        same = ("url", url) if url is not None else ("title", title or "")
        if same not in self._numbers:
            self._numbers[same] = len(self._numbers) + 1
            self.found.append(
                {"number": self._numbers[same], "title": title, "url": url, "published": published},
            )
        return self._numbers[same]


def is_out(source: Source, day: date) -> bool:
    """Whether a source may have been published by a day; of one that does not say when, nobody can tell otherwise."""
    return source.published is None or source.published.maybe_by(day)


def source_named(named: str, sources: Mapping[str, Source]) -> Source:
    """The source that an entry names: by a key of its record's sources, or by its address."""
    return sources.get(named) or Source(named, url=named)
