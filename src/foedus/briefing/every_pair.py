"""The answer of `decide --every-pair`: who would owe help to whom, whoever attacks?"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.envelope import envelope
from foedus.briefing.page import Block, Page, Para, Table
from foedus.case.finding import FIRMNESS
from foedus.case.pairs import Pairs, pairs
from foedus.case.relations import Relation, Turn, relations, rows, turns
from foedus.commitment import load
from foedus.names import state_code

SUPPOSED = (
    "Supposed is an armed attack by one state on the soil of another, and nothing else: "
    "every other fact is open. No forecast: what the texts would ask, not what states would do."
)
COLUMNS = ("attacker", "victim", "obligor", "article", "outcome")
MOST_ROWS = 20


def every_pair(
    *,
    on: date,
    against: date | None = None,
    known_on: date | None = None,
    states: Sequence[str] = (),
    table: Path | None = None,
) -> Answer:
    """Return what is owed between every attacker and victim of a day, in short.

    Args:
        on: The day.
        against: Another day: also what differs, from this day to that of ``on``.
        known_on: Only what was public by then.
        states: Only between these states, by code or name; default: all of the day.
        table: Write every row to this CSV file.

    Raises:
        UnknownState: One of ``states`` is no state of the register.
    """
    register = load()
    codes = tuple(state_code(s, place="--victim") for s in states) or None
    every = pairs(register, on=on, known_on=known_on, states=codes)
    if table is not None:
        _write(every, table)
    told = tuple(relations(every).values())
    turned: tuple[Turn, ...] = ()
    if against is not None:
        turned = turns(pairs(register, on=against, known_on=known_on, states=codes), every)
    page = Page(
        title=f"Every pair of {len(every.states)} states, {on}",
        lead=_lead(every, told),
        facts=(("As of", str(on)), ("Known on", str(known_on or "now"))),
        blocks=tuple(_blocks(told, turned, on=on, against=against)),
        foot=(SUPPOSED, f"Register {register.version}"),
    )
    body = _body(every, told, turned, against=against)
    return Answer(page=page, data=envelope("pairs", body, on=on, known_on=known_on))


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
