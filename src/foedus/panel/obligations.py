"""Who owes whom which pledge, from which day to which? One row an obligor, beneficiary and spell.

The same columns hold what follows from the register's rules and what human coders found (ATOP),
so that panels take either, or both side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.commitment.owed import of_instrument
from foedus.commitment.pledges import PLEDGES
from foedus.panel.source import Source
from foedus.panel.table import Table

if TYPE_CHECKING:
    from foedus.commitment import Instrument, Register

Basis = Literal["in_force", "signed"]
BASES = ("in_force", "signed")
System = Literal["cow", "gw"]
FOREVER = date(9999, 12, 31)
BITS = {pledge: 1 << at for at, pledge in enumerate(PLEDGES)}
"""Pledge to its bit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligations:
    """Directed pledges by day; every column has one value a row."""

    system: str
    """cow | gw: of the codes."""
    obligor: NDArray[np.int32]
    beneficiary: NDArray[np.int32]
    start: NDArray[np.datetime64]
    """datetime64[D], the first day."""
    end: NDArray[np.datetime64]
    """datetime64[D], the first day on which it is owed no more; 9999-12-31 where it lasts."""
    pledges: NDArray[np.uint8]
    """The sum of `BITS`."""
    instrument: NDArray[np.object_]
    """Id of the instrument, or the coders' number."""
    covers: tuple[int, int] | None
    """First and last year of which the source speaks; None: every year, as far as it is held."""
    source: Source

    def __len__(self) -> int:
        return len(self.obligor)

    def of(self, pledge: str) -> NDArray[np.bool_]:
        """Tell of each row whether it holds ``pledge``."""
        found: NDArray[np.bool_] = (self.pledges & BITS[pledge]) > 0
        return found


def registered(
    register: "Register", *, system: System = "cow", basis: Basis = "in_force"
) -> Obligations:
    """Return what the register's rules pledge, directed and day by day.

    Args:
        register: The register that speaks.
        system: The codes wanted; a state without a code on a day is left out for that day.
        basis: From the day of entry into force, or from the day of signature.
    """
    rows = [
        row
        for instrument in register.instruments.values()
        for row in _of_instrument(instrument, system=system, basis=basis)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * 6
    obligor, beneficiary, start, end, pledges, instrument = columns
    return Obligations(
        system=system,
        obligor=np.array(obligor, np.int32),
        beneficiary=np.array(beneficiary, np.int32),
        start=np.array(start, "datetime64[D]"),
        end=np.array(end, "datetime64[D]"),
        pledges=np.array(pledges, np.uint8),
        instrument=np.array(instrument, object),
        covers=None,
        source=Source(
            id="foedus-register",
            title="Foedus register of mutual-defence commitments",
            version=register.version,
            how=f"pledges derived from the rules, by day, from {basis.replace('_', ' ')} on",
        ),
    )


Row = tuple[int, int, date, date, int, str]


def _of_instrument(instrument: "Instrument", *, system: System, basis: Basis) -> Iterator[Row]:
    for (obligor, beneficiary), bits, start, end in _spans(instrument, basis=basis):
        for one, two, since, until in _coded(obligor, beneficiary, start, end, system=system):
            yield one, two, since, until, bits, instrument.id


Pair = tuple[str, str]


def _spans(instrument: "Instrument", *, basis: Basis) -> Iterator[tuple[Pair, int, date, date]]:
    """Yield each pair with its pledges and the days between which they stay the same."""
    running: dict[Pair, tuple[int, date]] = {}
    stretches = tuple(_stretches(instrument, basis=basis))
    for start, _, seen_on in stretches:
        now = _bits_on(instrument, seen_on)
        for pair in [pair for pair, (bits, _) in running.items() if now.get(pair) != bits]:
            bits, since = running.pop(pair)
            yield pair, bits, since, start
        running |= {pair: (bits, start) for pair, bits in now.items() if pair not in running}
    for pair, (bits, since) in running.items():
        yield pair, bits, since, stretches[-1][1]


def _bits_on(instrument: "Instrument", day: date) -> dict[Pair, int]:
    """Return each pair with the bits of what the first pledges the second on a day."""
    found: dict[Pair, int] = {}
    for commitment in of_instrument(instrument, day):
        bits = sum(BITS[pledge] for pledge in commitment.pledges)
        for pair in commitment.pairs() if bits else ():
            found[pair] = found.get(pair, 0) | bits
    return found


def _stretches(instrument: "Instrument", *, basis: Basis) -> Iterator[tuple[date, date, date]]:
    """Yield first day, day after the last, and the day whose pledges hold for all of them."""
    life = instrument.life
    start, end = life.in_force, life.until or FOREVER
    if start is None or start >= end:
        return
    if basis == "signed" and life.signed is not None and life.signed < start:
        # Between signature and entry into force what will be owed at first is counted.
        yield life.signed, start, start
    days = sorted({start, end, *(d for d in _turns(instrument) if start < d < end)})
    for since, until in pairwise(days):
        yield since, until, since


def _turns(instrument: "Instrument") -> Iterator[date]:
    """Yield the days on which what its parties owe may change."""
    spans = [span for _, span in instrument.parties]
    spans += [article.versions for article in instrument.articles]
    spans += [standing.span for standing in (*instrument.protects, *instrument.application)]
    yield from (day for span in spans for day in (span.start, span.end) if day is not None)
    yield from (a.obsolete.since for a in instrument.articles if a.obsolete)


def _coded(
    obligor: str, beneficiary: str, start: date, end: date, *, system: System
) -> Iterator[tuple[int, int, date, date]]:
    for one, since, until in _codes(obligor, start, end, system=system):
        for two, later, sooner in _codes(beneficiary, since, until, system=system):
            yield one, two, later, sooner


def _codes(
    state: str, start: date, end: date, *, system: System
) -> Iterator[tuple[int, date, date]]:
    """Yield a state's codes with the days between ``start`` and ``end`` on which it has them."""
    for code, first, last in _spells(state, system):
        since, until = max(start, first), min(end, last)
        if since < until:
            yield code, since, until


@cache
def _spells(state: str, system: System) -> tuple[tuple[int, date, date], ...]:
    from foedus.names import state as state_of  # noqa: PLC0415 - the names' tables, when asked

    found = state_of(state)
    return tuple(
        (int(code), span.start or date.min, span.end or FOREVER)
        for code, span in (found.cow if system == "cow" else found.gw)
    )


def of_coders(owed: Table, *, covers: tuple[int, int]) -> Obligations:
    """Return directed pledges as human coders found them, in the form of this module.

    Args:
        owed: The table of `foedus.panel.importing.atop.obligations`: ``obligor``,
            ``beneficiary``, ``first``, ``last``, ``alliance`` and a column for each pledge.
        covers: First and last year of which the coders speak.
    """
    bits = np.zeros(len(owed), np.uint8)
    for pledge, bit in BITS.items():
        bits |= np.where(owed[pledge] > 0, np.uint8(bit), np.uint8(0))
    return Obligations(
        system="cow",
        obligor=owed["obligor"].astype(np.int32),
        beneficiary=owed["beneficiary"].astype(np.int32),
        start=owed["first"],
        end=(owed["last"] + np.timedelta64(1, "D")).astype("datetime64[D]"),
        pledges=bits,
        instrument=owed["alliance"].astype(object),
        covers=covers,
        source=owed.source or Source(id="", title="pledges as coded"),
    )
