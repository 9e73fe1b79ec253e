"""What do all documents share? Notes to treaties, safe letters, widths of columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from foedus.briefing.page import Bullets, Run, Section, Table, Words, plain, runs
from foedus.commitment import Instrument, load

UNWRITABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
"""What no XML file may hold; `foedus.briefing.page.runs` has marked the other such characters."""
VERDICTS = (0.34, 0.16, 0.5)
"""Shares of the columns of a table of shape ``verdicts``: words, speaker, what is said of them."""
SOURCES = "Sources"
"""Title of the list that notes make needless."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands at the foot for a treaty, where it is first spoken of."""

    number: int
    text: str


@dataclass(slots=True)
class Notes:
    """The notes of one document, in the order in which its treaties come up."""

    noted: dict[str, Note] = field(default_factory=dict)
    """By the instrument's id."""

    def parts(self, words: Words) -> Iterator[Run | Note]:
        """Yield the runs of ``words``, with a note behind the first mention of each treaty.

        Words that were said stay as they were said: no note is set into a quotation.
        """
        for run in safe_runs(words):
            if run.style in ("said", "code", "verdict"):
                yield run
            else:
                yield from self._split(run)

    def needless(self, section: Section) -> bool:
        """Tell whether a section lists sources that the notes have told already."""
        if section.title != SOURCES or not all(isinstance(b, Bullets) for b in section.blocks):
            return False
        items = [
            item for block in section.blocks if isinstance(block, Bullets) for item in block.items
        ]
        return all(plain(item).partition(" ")[0] in self.noted for item in items)

    def _split(self, run: Run) -> Iterator[Run | Note]:
        instruments, pattern = _named()
        start = 0
        for found in pattern.finditer(run.text):
            instrument = instruments[found[0]]
            if instrument.id in self.noted:
                continue
            yield Run(run.text[start : found.end()], run.style, run.key)
            start = found.end()
            note = Note(len(self.noted) + 1, _cited(instrument))
            self.noted[instrument.id] = note
            yield note
        if start < len(run.text):
            yield Run(run.text[start:], run.style, run.key)


@cache
def _named() -> tuple[dict[str, Instrument], re.Pattern[str]]:
    found = {i.short: i for i in load().instruments.values() if i.short and i.sources}
    longest_first = sorted(found, key=len, reverse=True)
    return found, re.compile("|".join(rf"\b{re.escape(s)}(?!\w)" for s in longest_first) or "(?!)")


def _cited(instrument: Instrument) -> str:
    return f"{instrument.title} ({instrument.id}). {'; '.join(instrument.sources)}."


def safe(text: str) -> str:
    """Return text on which no file can break, what could deceive a reader shown."""
    return "".join(run.text for run in safe_runs(text))


def safe_runs(words: Words) -> Iterator[Run]:
    """Yield the runs of ``words`` with nothing in them that XML cannot hold."""
    for run in runs(words):
        yield Run(UNWRITABLE.sub("\ufffd", run.text), run.style, run.key)


def shares(table: Table, *, least: float = 0.07) -> Sequence[float]:
    """Return how much of the width each column gets, summing to 1, by what stands in it.

    A column with long texts gets more, but not in proportion; none gets less than ``least``
    and than its longest word needs.
    """
    if table.shape == "verdicts" and len(table.columns) == len(VERDICTS):
        return VERDICTS
    columns = list(
        zip(table.columns, *([plain(c) for c in row] for row in table.rows), strict=True)
    )
    if not columns:
        return ()
    wants = [max(_want(cells), 1.0) for cells in columns]
    total = sum(wants)
    got = [max(want / total, min(least, 1 / len(columns))) for want in wants]
    return [one / sum(got) for one in got]


def _want(cells: Sequence[str]) -> float:
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    widest = max((len(line) for cell in cells for line in cell.splitlines()), default=0)
    return float(max(min(longest, 28), min(widest, 12), widest**0.72))
