"""What would ATOP's coded pledges ask of whom in an incident? Its alliances as instruments.

    register = coded_register(import_file("atop5_1m.csv"))
    pairs(register, on=date(1914, 7, 28))

Every alliance becomes an instrument of the same model as the register's own, so that the
engine decides by it: pledges as articles, conditions as parts of their triggers, phases as
versions of the text. What ATOP codes as a mere *yes* (an area, a conflict, a demand, a number
of attackers) is an open fact with a question of its own. An adversary is the coded threatening
states (at most two) where ATOP names any, else an open fact too.

These are the coders' findings, not the texts: nothing here knows more than their file.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.commitment.facts import FactQuestion
from foedus.commitment.instrument import Instrument
from foedus.commitment.loading import to_instrument
from foedus.commitment.pledges import PLEDGES
from foedus.names import state as state_of
from foedus.names import state_of_cow, states
from foedus.panel.importing.atop import CONDITIONS
from foedus.panel.table import Table

if TYPE_CHECKING:
    from foedus.commitment import Register

Row = Mapping[str, Any]
Plain = dict[str, Any]

ASKED = {
    "adversary": "Is the attacker an adversary that {pledge} of {alliance} names?",
    "location": "Does it fall in the area that {pledge} of {alliance} names?",
    "conflict": "Is it the conflict that {pledge} of {alliance} names?",
    "number": "Are the attackers as many as {pledge} of {alliance} asks for?",
    "demand": "Was the demand refused that {pledge} of {alliance} names?",
}
"""Conditions that are coded as there or not there: the question of the fact that each becomes."""
TRIGGERS: Mapping[str, Plain] = {
    "defense": {"attack": "armed_attack"},
    "offense": {"fact": "state_of_war"},
    "neutrality": {"fact": "state_of_war"},
    "consultation": {"attack": "danger"},
}
NORMS: Mapping[str, Plain] = {
    "defense": {"must": "assist", "aid": ["military"]},
    "offense": {"must": "assist", "aid": ["military"]},
    "neutrality": {"must": "remain_neutral"},
    "nonaggression": {"must": "abstain", "abstain_from": ["force"]},
    "consultation": {"must": "consult", "aid": ["consultation"]},
}
ONE_BY_ONE = ("neutrality", "nonaggression")
"""Named together, members would owe a standing duty to each other alone, and be neutral in a war
of their own."""
SPELLED = {"defense": "the defence pledge", "offense": "the offence pledge"}


def coded_register(members: Table) -> "Register":
    """Return the register in use with ATOP's alliances in place of its own instruments.

    Args:
        members: The table of `foedus.panel.importing.atop.MEMBERS`.

    Returns:
        States, places, Charter and facts are those of the register; the instruments are
        ``atop-<number>`` and, for what is promised in wars of the partner's own making,
        ``atop-<number>-offense``.
    """
    from foedus.commitment import load  # noqa: PLC0415 - the register, when asked

    base = load()
    facts = {**base.facts, **{fact.name: fact for fact in _facts(members)}}
    version = members.source.version if members.source else ""
    return replace(
        base, instruments=instruments_of(members), facts=facts, version=f"ATOP {version}".strip()
    )


def instruments_of(members: Table) -> dict[str, Instrument]:
    """Return every alliance as an instrument, by id, in order."""
    found: dict[str, Instrument] = {}
    for alliance, rows in _by_alliance(members).items():
        for offense in (False, True):
            plain = _instrument(alliance, rows, offense=offense)
            if plain["articles"]:
                found[plain["id"]] = to_instrument(plain)
    return found


def _by_alliance(members: Table) -> dict[int, list[Row]]:
    columns = {name: column.tolist() for name, column in members.columns.items()}
    grouped: dict[int, list[Row]] = defaultdict(list)
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        until = date.max if row["still"] else row["last"] + timedelta(days=1)
        for state, since, end in _states(row["cow"], row["first"], until):
            grouped[row["alliance"]].append({**row, "state": state, "since": since, "until": end})
    return dict(sorted(grouped.items()))


def _states(code: int, since: date, until: date) -> Iterator[tuple[str, date, date]]:
    """Yield the states that a COW code stands for, one after the other, with their days.

    On days on which no state has it, it stands for the one before, or at first for the next.
    """
    turns = sorted({since, *(day for day in _turns().get(code, ()) if since < day < until)})
    held = [(day, state_of_cow(str(code), on=day)) for day in turns]
    known = [(day, state) for day, state in held if state is not None]
    if not known and (other := state_of_cow(str(code))) is not None:
        known = [(since, other)]
    if not known:
        return
    starts = [since, *(day for day, _ in known[1:])]
    for (_, state), first, end in zip(known, starts, [*starts[1:], until], strict=True):
        yield state, first, end


@cache
def _turns() -> Mapping[int, frozenset[date]]:
    """Return the days on which a COW code comes to a state or leaves it."""
    found: dict[int, set[date]] = defaultdict(set)
    for one in map(state_of, states()):
        for code, span in one.cow:
            found[int(code)] |= {day for day in (span.start, span.end) if day is not None}
    return {code: frozenset(days) for code, days in found.items()}


def _instrument(alliance: int, rows: list[Row], *, offense: bool) -> Plain:
    spells = _spells(rows)
    joined: dict[str, list[str]] = defaultdict(list)
    leaves: dict[str, list[str]] = defaultdict(list)
    for state, first, until in spells:
        joined[first.isoformat()].append(state)
        if until is not None:
            leaves[state].append(until.isoformat())
    ends = [until for _, _, until in spells]
    life: Plain = {"in_force": min(first for _, first, _ in spells).isoformat()}
    if None not in ends:
        life["until"] = max(day for day in ends if day is not None).isoformat()
    pledges = ("offense",) if offense else tuple(p for p in PLEDGES if p != "offense")
    return {
        "id": f"atop-{alliance}" + ("-offense" if offense else ""),
        "title": f"ATOP alliance {alliance}",
        "binding": "treaty",
        "offensive": offense,
        "life": life,
        "parties": dict(sorted(joined.items())),
        "leaves": dict(leaves),
        "refs": {"atop": [alliance]},
        "coder": "ATOP",
        "sources": ["the user's member-level file of ATOP"],
        "articles": {name: plain for pledge in pledges for name, plain in _articles(pledge, rows)},
    }


def _spells(rows: list[Row]) -> list[tuple[str, date, date | None]]:
    """Return each member's spells, phases that follow each other as one; None: still a member."""
    found: list[tuple[str, date, date | None]] = []
    for state in dict.fromkeys(row["state"] for row in rows):
        own = sorted((r["since"], r["until"]) for r in rows if r["state"] == state)
        first, until = own[0]
        for start, end in own[1:]:
            if start > until:
                found.append((state, first, until))
                first, until = start, end
            until = max(until, end)
        found.append((state, first, None if until == date.max else until))
    return found


def _articles(pledge: str, rows: list[Row]) -> Iterator[tuple[str, Plain]]:
    """Yield an article for each group of members that owe a pledge on the same terms."""
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    phases = {row["first"] for row in rows if row["phase"] > 1}
    for row in (r for r in rows if r[pledge] == 1):
        days = (row["first"], _version_end(row, phases)) if row["phase"] > 0 else (None, None)
        terms = tuple(sorted(_terms(row, pledge)))
        threats = tuple(row.get(f"threat{n}", 0) for n in (1, 2))
        groups[days, terms, threats if "adversary" in terms else ()].append(row["state"])
    for number, ((days, terms, threats), obligors) in enumerate(groups.items(), 1):
        plain = _article(pledge, rows[0]["alliance"], terms=terms, threats=threats)
        span = {"from": days[0], "until": days[1]}
        if told := {key: day.isoformat() for key, day in span.items() if day is not None}:
            plain["versions"] = told
        once = sorted(set(obligors))
        each = [[state] for state in once] if pledge in ONE_BY_ONE else [once]
        for at, bearers in enumerate(each, 1):
            suffix = f"{number}" + (f"_{at}" if len(each) > 1 else "")
            yield f"{pledge}_{suffix}", _but_not_to_itself(plain, pledge, bearers)


def _but_not_to_itself(plain: Plain, pledge: str, bearers: list[str]) -> Plain:
    if pledge != "neutrality":
        return {**plain, "for": bearers}
    other = {"not": {"victim_in": bearers}}
    return {**plain, "for": bearers, "when": {"all": [plain["when"], other]}}


def _version_end(row: Row, phases: set[date]) -> date | None:
    if row["still"]:
        return None
    # On the day of a change of phase the later one holds.
    last: date = row["last"]
    return last if last in phases else last + timedelta(days=1)


def _terms(row: Row, pledge: str) -> Iterator[str]:
    for name in CONDITIONS:
        kind, _, term = name.partition("_")
        if kind == pledge and row[name] == 1:
            yield term


def _article(
    pledge: str, alliance: int, *, terms: tuple[str, ...], threats: tuple[int, ...]
) -> Plain:
    cite = f"ATOP {alliance}, {pledge}"
    plain: Plain = {"cite": cite, "then": dict(NORMS[pledge])}
    if pledge == "nonaggression":
        return {**plain, "standing": True}
    asked: list[Plain] = [
        {"fact": _fact(alliance, pledge, term)} for term in terms if term in ASKED
    ]
    named = sorted({s for t in threats for s, _, _ in _states(t, date.min, date.max)})
    if named and "adversary" in terms:
        asked = [a for a in asked if a.get("fact") != _fact(alliance, pledge, "adversary")]
        asked.append({"attacker": {"in": named}})
    if "attacked" in terms:
        asked.append({"attack": "armed_attack"})
    trigger = TRIGGERS[pledge]
    plain["when"] = {"all": [trigger, *asked]} if asked else trigger
    if "request" in terms:
        plain["needs"] = {"request": "victim"}
    if "unprovoked" in terms:
        exception = {"id": "provoked", "if": {"fact": "provoked"}, "effect": "defeats"}
        plain["unless"] = [{**exception, "cite": cite}]
    return plain


def _fact(alliance: int, pledge: str, term: str) -> str:
    return f"atop_{alliance}_{pledge}_{term}"


def _facts(members: Table) -> Iterator[FactQuestion]:
    for name in CONDITIONS:
        pledge, _, term = name.partition("_")
        if term not in ASKED:
            continue
        for alliance in np.unique(members["alliance"][members[name] == 1]).tolist():
            words = {
                "pledge": SPELLED.get(pledge, f"the {pledge} pledge"),
                "alliance": f"ATOP alliance {alliance}",
            }
            yield FactQuestion(
                name=_fact(alliance, pledge, term),
                question=ASKED[term].format(**words),
                kind="judgement",
            )
