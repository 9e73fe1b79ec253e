"""How fast are other engines at the same ten articles? OpenFisca in bulk and clingo, two-valued.

Run:  python bench/peers.py [--rows 1000000]
Needs the extra 'peers': pip install '.[peers]' (clingo, OpenFisca-core). What is not
installed is left out, and said so.

The rules of the peers are written by hand in bench/peer_rules/ from the same provisions; they
get the same scenarios, all facts known, and the same geography. Their answers have to equal
ours. Whole calls are timed, from raw columns (for clingo: from facts as text) to answers, as
CPU time of this process; clingo's runs once. Both packages are oracles of this bench alone.
Gates: twice as fast as OpenFisca in bulk (goal: four times), 1,000 times as fast as clingo.
Exit codes: 0 gates passed or nothing installed, 3 a gate missed or answers differ.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batch import ARTICLES, DAY, compiled
from calibration import best_cpu, calibrate, machine
from foedus.case.batch import CATEGORIES, Batch
from foedus.case.batches.legend import FIXED
from foedus.case.spots import atlas_on
from foedus.commitment import Register, load

HERE = Path(__file__).resolve().parent
OPENFISCA_GATE, OPENFISCA_GOAL, CLINGO_GATE = 2.0, 4.0, 1000.0
CLINGO_BULK, CLINGO_SINGLE = 2000, 200
"""Scenarios solved together, and one by one."""
ATTACKERS = ("VEN", "USA", "RUS", "CHN", "TUR", "DEU", "PRK", "QZZ")
Column = NDArray[Any]
Geography = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Scenarios:
    """The same scenarios for everybody: facts as bool, categories as codes of their values."""

    facts: Mapping[str, Column]
    codes: Mapping[str, Column]
    values: Mapping[str, tuple[str, ...]]
    """The value behind each code."""

    def first(self, rows: int) -> "Scenarios":
        """Return the first ``rows`` of them."""
        facts = {name: column[:rows] for name, column in self.facts.items()}
        return Scenarios(facts, {n: column[:rows] for n, column in self.codes.items()}, self.values)


def drawn(batch: Batch, rows: int, *, stream: int) -> Scenarios:
    """Return random scenarios in which everything is known."""
    draws = np.random.Generator(np.random.Philox(stream))
    places = tuple(sorted(batch.opened[0].possible["place"]))
    values = {**FIXED, "place": places, "attacker": ATTACKERS}
    names = [name for name in batch.names if name not in CATEGORIES]
    facts = {name: draws.random(rows) < 0.5 for name in names}
    codes = {n: draws.integers(0, len(values[n]), rows, dtype=np.int32) for n in CATEGORIES}
    return Scenarios(facts, codes, values)


def as_columns(batch: Batch, told: Scenarios) -> dict[str, Column]:
    """Return the scenarios as our columns."""
    found: dict[str, Column] = {
        n: np.where(f, 1, -1).astype(np.int8) for n, f in told.facts.items()
    }
    for name, codes in told.codes.items():
        bits = [batch.legend.bits(name, frozenset({value})) for value in told.values[name]]
        type_ = np.min_scalar_type(batch.legend.mask(name))
        found[name] = np.array(bits, dtype=type_)[codes]
    return found


def geography(batch: Batch, register: Register) -> Geography:
    """Return what the gazetteer tells of each place: whose soil, who holds it, in which zones."""
    seen = atlas_on(register.places, DAY, view="USA").soils()
    found = {}
    for name in sorted(batch.opened[0].possible["place"]):
        spot = batch.opened[0].scope.scene.spots[name]
        by_usa = seen.get(spot.place, frozenset({spot.soil}))
        found[name] = {
            "soil": spot.soil,
            "held": spot.administration,
            "lies": spot.zones,
            "perhaps": spot.perhaps,
            "seen": next(iter(by_usa)) if len(by_usa) == 1 else None,
        }
    return found


def by_openfisca(told: Scenarios, places: Geography) -> Callable[[], list[Column]]:
    """Return the call that decides the scenarios in bulk; the system is built before."""
    rules = import_module("peer_rules.openfisca_articles")
    system = rules.Articles(places, ATTACKERS, told.facts).system()
    return lambda: rules.decided(system, {**told.facts, **told.codes})


def by_clingo(told: Scenarios, places: Geography, *, each: bool) -> list[Column]:
    """Return the ten answers, solved together or one scenario by one."""
    clingo = import_module("clingo")
    rules = (HERE / "peer_rules" / "articles.lp").read_text(encoding="utf-8")
    rows = len(next(iter(told.codes.values())))
    heads = ["nato_5", "rus_prk_4", "chn_prk_2", "usa_kor_3", "usa_jpn_5"]
    heads += ["usa_phl_4", "csto_4", "teu_42_7", "rio_3", "fra_grc_2"]
    found = np.zeros((len(heads), rows), dtype=bool)
    for start in range(0, rows, 1 if each else rows):
        span = range(start, start + 1 if each else rows)
        control = clingo.Control(["--warn=none"])
        control.add("base", [], rules + _atoms(told, places, span))
        control.ground([("base", [])])
        with control.solve(yield_=True) as answers:
            for atom in next(iter(answers)).symbols(shown=True):
                row, head = atom.arguments
                found[heads.index(head.name), row.number] = True
    return list(found)


def _atoms(told: Scenarios, places: Geography, span: range) -> str:
    """Return scenarios and geography as facts of the program."""
    lines = []
    for name, place in places.items():
        lines += [f'lies("{name}","{zone}").' for zone in place["lies"]]
        lines += [f'perhaps("{name}","{zone}").' for zone in place["perhaps"]]
        lines += [f'soil("{name}","{place["soil"]}").' for _ in range(place["soil"] is not None)]
        lines += [f'held("{name}","{place["held"]}").' for _ in range(place["held"] is not None)]
        lines += [f'seen("USA","{name}","{place["seen"]}").']
    for s in span:
        code = {name: int(column[s]) for name, column in told.codes.items()}
        value = {name: told.values[name][number] for name, number in code.items()}
        lines.append(
            f"scenario({s}). attack({s},{code['attack']}). kind({s},{value['attacker_kind']}). "
            f'target({s},{value["target"]}). place({s},"{value["place"]}"). '
            f'attacker({s},"{value["attacker"]}").'
        )
        lines += [f"yes({s},{_term(name)})." for name, column in told.facts.items() if column[s]]
    return "\n".join(lines)


def _term(fact: str) -> str:
    family, _, rest = fact.partition(".")
    return f'{family}("{rest}")' if rest else family


def main() -> int:
    parser = argparse.ArgumentParser(prog="python bench/peers.py")
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    register = load()
    batch = compiled(ARTICLES, register)
    told, places = drawn(batch, rows, stream=2), geography(batch, register)
    columns = as_columns(batch, told)
    ours = batch.decide(columns) == 1
    out = np.empty((len(ARTICLES), rows), dtype=np.int8)
    speed = ours.size / best_cpu(lambda: batch.decide(columns, out=out)) / 1e6
    print(f"{machine()}; calibration {1000 * calibrate():.1f} ms; {rows:,} scenarios, all known")
    least = 100 * float(ours.mean(axis=1).min())
    print(f"{'foedus':<26}{speed:12.3f} M scenario x articles/s   due in {least:.2f} % or more")
    passed = [
        _against_openfisca(told, places, ours=ours, speed=speed),
        _against_clingo(told, places, ours=ours, speed=speed),
    ]
    return 0 if all(passed) else 3


def _against_openfisca(told: Scenarios, places: Geography, *, ours: Column, speed: float) -> bool:
    try:
        call = by_openfisca(told, places)
    except ImportError as error:
        print(f"{'OpenFisca, in bulk':<26} left out: {error}; see the top of this file")
        return True
    equal = _is_equal("OpenFisca", call(), ours)
    theirs = ours.size / best_cpu(call) / 1e6
    return _told("OpenFisca, in bulk", theirs, speed, OPENFISCA_GATE, OPENFISCA_GOAL) and equal


def _against_clingo(told: Scenarios, places: Geography, *, ours: Column, speed: float) -> bool:
    passed = True
    for name, rows, each in (("in bulk", CLINGO_BULK, False), ("one by one", CLINGO_SINGLE, True)):
        start = time.process_time()
        try:
            found = by_clingo(told.first(rows), places, each=each)
        except ImportError as error:
            print(f"{'clingo':<26} left out: {error}; see the top of this file")
            return True
        theirs = len(found) * rows / (time.process_time() - start) / 1e6
        passed &= _is_equal("clingo", found, ours[:, :rows])
        passed &= _told(f"clingo, {name}", theirs, speed, CLINGO_GATE, CLINGO_GATE)
    return passed


def _is_equal(name: str, theirs: list[Column], ours: Column) -> bool:
    equal = True
    for asked, one, other in zip(ARTICLES, ours, theirs, strict=True):
        rows = np.flatnonzero(one != other)
        if rows.size:
            print(f"{name} differs on {asked.article} in {rows.size:,} rows, first {rows[0]}")
            equal = False
    return equal


def _told(name: str, theirs: float, ours: float, gate: float, goal: float) -> bool:
    ratio = ours / theirs
    verdict = "goal met" if ratio >= goal else "gate passed" if ratio >= gate else "GATE FAILED"
    print(
        f"{name:<26}{theirs:12.4f} M scenario x articles/s   foedus is x{ratio:,.1f}   "
        f"gate x{gate:g}  goal x{goal:g}   {verdict}"
    )
    return ratio >= gate


if __name__ == "__main__":
    sys.exit(main())
