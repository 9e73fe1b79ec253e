"""The answer of `decide --every-pair`: who would owe help to whom, whoever attacks?"""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Figure, Page, Para, Table
from foedus.briefing.pictures import Matrix, matrix, standalone
from foedus.briefing.registers import register_of
from foedus.case.finding import FIRMNESS
from foedus.case.pairs import Pairs, pairs
from foedus.case.relations import Relation, Turn, relations, rows, turns
from foedus.case.rule import HELPS
from foedus.commitment import Register
from foedus.names import state_code

SUPPOSED = (
    "Supposed is an armed attack by one state on the soil of another, and nothing else: "
    "every other fact is open. No forecast: what the texts would ask, not what states would do."
)
COLUMNS = ("attacker", "victim", "obligor", "article", "outcome")
MOST_ROWS = 20
MOST_STATES, FEWEST_STATES = 45, 12
"""States of the picture; the rows of the table hold all."""
LEVELS = tuple(name if name in ("due", "not_due") else "open" for name in FIRMNESS)
"""How each outcome is drawn: what nobody can tell is open."""


def every_pair(
    *,
    on: date,
    against: date | None = None,
    known_on: date | None = None,
    states: Sequence[str] = (),
    table: Path | None = None,
    picture: Path | None = None,
    by_atop: Path | None = None,
) -> Answer:
    """Return what is owed between every attacker and victim of a day, in short.

    Args:
        on: The day.
        against: Another day: also what differs, from this day to that of ``on``.
        known_on: Only what was public by then.
        states: Only between these states, by code or name; default: all of the day.
        table: Write every row to this CSV file.
        picture: Write the matrix of challengers and targets to this SVG file.
        by_atop: The user's member-level file of ATOP: its alliances decide, as they were coded.

    Raises:
        UnknownState: One of ``states`` is no state of the register.
    """
    register = register_of(by_atop)
    codes = tuple(state_code(s, place="--victim") for s in states) or None
    every = pairs(register, on=on, known_on=known_on, states=codes)
    if table is not None:
        _write(every, table)
    told = tuple(relations(every).values())
    before = None
    if against is not None:
        before = pairs(register, on=against, known_on=known_on, states=codes)
    turned = turns(before, every) if before else ()
    drawn = _drawn(every, before, register=register)
    if picture is not None:
        picture.write_text(standalone(drawn.svg), encoding="utf-8")
    page = Page(
        title=f"Every pair of {len(every.states)} states, {on}",
        lead=_lead(every, told),
        facts=(("As of", str(on)), ("Known on", str(known_on or "now"))),
        blocks=(*_blocks(told, turned, on=on, against=against), drawn),
        foot=(SUPPOSED, f"Register {register.version}"),
    )
    body = _body(every, told, turned, against=against)
    data = envelope("pairs", body, on=on, known_on=known_on, register=register.version)
    return Answer(page=page, data=data)


def _write(every: Pairs, table: Path) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(rows(every))


def _body(
    every: Pairs, told: Iterable[Relation], turned: Iterable[Turn], *, against: date | None
) -> dict[str, Any]:
    return {
        "states": list(every.states),
        "rows": len(every.outcome),
        "relations": [
            {
                "victim": r.victim,
                "obligor": r.obligor,
                "article": r.article,
                "attackers": r.outcomes(),
            }
            for r in told
        ],
        "against": against.isoformat() if against else None,
        "turned": [
            {
                "victim": t.relation.victim,
                "obligor": t.relation.obligor,
                "article": t.relation.article,
                "before": t.before.firmest if t.before else None,
                "after": t.after.firmest if t.after else None,
            }
            for t in turned
        ],
    }


def _lead(every: Pairs, told: Sequence[Relation]) -> str:
    firm = Counter(r.firmest for r in told)
    attacks = len(every.states) * (len(every.states) - 1)
    some = {(int(a), int(v)) for a, v in _owed_somewhere(every)}
    return (
        f"{attacks:,} attacks, {len(every.outcome):,} answers. In {len(some):,} of the attacks "
        "somebody would owe something, or it is open whether. Of "
        f"{len(told):,} relations of an obligor to a victim under an article, {firm['due']:,} "
        f"are due against some attacker and {firm['open']:,} open at the most."
    )


def _owed_somewhere(every: Pairs) -> Iterator[tuple[int, int]]:
    kept = every.outcome <= FIRMNESS.index("open")
    yield from zip(every.attacker[kept].tolist(), every.victim[kept].tolist(), strict=True)


def _blocks(
    told: Sequence[Relation], turned: Sequence[Turn], *, on: date, against: date | None
) -> Iterator[Block]:
    if against is not None and turned:
        shown = tuple(_turn(t) for t in turned[:MOST_ROWS])
        of = f" (the first {MOST_ROWS} of {len(turned):,})" if len(turned) > MOST_ROWS else ""
        columns = ("Victim", "Obligor", "Article", "Was", "Is")
        yield Table(columns=columns, rows=shown, caption=f"Other on {on} than on {against}{of}")
    elif against is not None:
        yield Para(words=f"No relation is another one on {on} than on {against}.")
    if told:
        by_article = _by_article(told)
        heads = ("Article", "Relations", "Due", "Open", "Victims", "Obligors")
        of = f" (the largest {MOST_ROWS} of {len(by_article)})" * (len(by_article) > MOST_ROWS)
        yield Table(columns=heads, rows=tuple(by_article[:MOST_ROWS]), caption=f"By article{of}")


def _drawn(every: Pairs, before: Pairs | None, *, register: Register) -> Figure:
    """Return the relevance matrix: who would be helped against whom, and what changed."""
    now = _levels(every, _helping(every, register))
    was = _levels(before, _helping(before, register)) if before else now
    whole = [(a, v) for a in every.states for v in every.states if a != v]
    turned = {pair for pair in whole if now.get(pair) != was.get(pair)}
    challengers = _telling(now, turned, every.states, side=0)
    targets = _telling(now, turned, every.states, side=1)
    few = len(targets) < len(every.states)
    chosen = " Shown are the states for which it differs most." if few else ""
    framed = f" Framed: otherwise on {before.day}." if before else ""
    both = [(a, v) for a in challengers for v in targets if a != v]
    return matrix(
        Matrix(
            challengers=challengers,
            targets=targets,
            levels={pair: now[pair] for pair in both if pair in now},
            turned=frozenset(turned.intersection(both)),
            title=f"Against whom would help be owed, {every.day}",
            caption=f"{SUPPOSED}{chosen}{framed}",
        )
    )


def _telling(
    levels: Mapping[tuple[str, str], str],
    turned: Collection[tuple[str, str]],
    states: tuple[str, ...],
    *,
    side: int,
) -> tuple[str, ...]:
    """Return the states whose row or column tells most: unlike in itself, or changed."""
    if len(states) <= MOST_STATES:
        return states
    seen: dict[str, Counter[str]] = {state: Counter() for state in states}
    for pair, level in levels.items():
        seen[pair[side]][level] += 1
    for counts in seen.values():
        counts["none"] = len(states) - 1 - counts.total()
    score = Counter({s: len(states) - 1 - max(of.values()) for s, of in seen.items()})
    score.update({pair[side]: len(states) for pair in turned})
    ordered = sorted(states, key=lambda state: (-score[state], state))
    # What is true of most states, or of most attackers, tells nothing of any of them.
    usual = median(score[state] for state in states)
    telling = sum(score[state] > usual for state in states)
    return tuple(sorted(ordered[: min(max(telling, FEWEST_STATES), MOST_STATES)]))


def _helping(every: Pairs, register: Register) -> frozenset[str]:
    """Return the references of the articles that owe help."""
    found = (r for r in every.articles if register.article(r, on=every.day).norm.must in HELPS)
    return frozenset(found)


def _levels(every: Pairs, helping: frozenset[str]) -> dict[tuple[str, str], str]:
    """Return (attacker, victim) to the firmest that some obligor would owe: due, open, not_due."""
    import numpy as np  # noqa: PLC0415 - heavy, and asked for here only

    kept = np.isin(every.article, [i for i, r in enumerate(every.articles) if r in helping])
    size = len(every.states)
    best = np.full((size, size), len(FIRMNESS), np.int8)
    pair = (every.attacker[kept], every.victim[kept])
    np.minimum.at(best, pair, every.outcome[kept])
    named = dict(enumerate(LEVELS))
    return {
        (every.states[a], every.states[v]): named[int(best[a, v])]
        for a, v in zip(*np.nonzero(best < len(FIRMNESS)), strict=True)
    }


def _turn(turn: Turn) -> tuple[str, str, str, str, str]:
    relation = turn.relation
    was, now = (r.firmest.replace("_", " ") if r else "—" for r in (turn.before, turn.after))
    return relation.victim, relation.obligor, relation.article, was, now


def _by_article(told: Iterable[Relation]) -> list[tuple[str, ...]]:
    kept: dict[str, list[Relation]] = {}
    for relation in told:
        kept.setdefault(relation.article, []).append(relation)
    largest = sorted(kept.items(), key=lambda item: (-len(item[1]), item[0]))
    found = []
    for article, of in largest:
        firm = Counter(r.firmest for r in of)
        victims, obligors = {r.victim for r in of}, {r.obligor for r in of}
        counts = (len(of), firm["due"], firm["open"], len(victims), len(obligors))
        found.append((article, *map(str, counts)))
    return found


__all__ = ["every_pair"]
