"""What treaties and incidents could there be? Random ones of every construction, from a seed.

Treaties are plain data as a file of the register holds them, so that the engine and the
independent checker read the same thing. States are invented, places are the gazetteer's.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from foedus.case import FactValue, Incident
from foedus.commitment import Register
from foedus.commitment.condition import ATTACKER_KINDS, ATTACKS, TARGETS
from foedus.commitment.loading import to_instrument

Plain = dict[str, Any]
DAY = date(2026, 11, 22)
PARTIES = ("QMA", "QMB", "QMC", "QME")
STATES = (*PARTIES, "QMD", "RUS", "UKR")
FACTS = ("state_of_war", "external", "provoked", "request", "joint_finding", "declared_victim")
TOLD = (*FACTS, "attributable_to_state", "victim_is_aggressor", "unsc_measures_adequate")
PLACES = ("crimea", "kursk-oblast", "guam", "europe", "pacific-area", "pyongyang", "elsewhere")
EFFECTS = ("defeats", "ends", "suspends", "reduces_to_consult", "own_choice_of_form", "forum_is")
TREATY, SECOND = "qma-qmb-2000", "qma-qmc-2010"
SPANS: tuple[Plain, ...] = (
    {"from": "2030-01-01"},
    {"until": "2020-01-01"},
    {"from": "2010-01-01"},
    {"until": "2040-01-01"},
    {"known_from": "2028-01-01"},
)


class Maker:
    """Makes treaties and incidents; the same seed makes the same."""

    def __init__(self, seed: int, *, accounts: bool = False) -> None:
        """Begin with ``seed``; with ``accounts`` some facts are told differently by speaker."""
        self.random = random.Random(seed)
        self.accounts = accounts

    def some(self, words: tuple[str, ...], *, most: int = 3) -> list[str]:
        """Return one to ``most`` of ``words``."""
        return self.random.sample(words, self.random.randint(1, min(most, len(words))))

    def chance(self, share: float) -> bool:
        """Return true in ``share`` of the calls."""
        return self.random.random() < share

    def condition(self, depth: int = 2, *, terms: bool = True) -> Plain:
        """Return a condition, now and then bounded in time."""
        made = self._joined(depth, terms=terms) if depth and self.chance(0.6) else None
        made = made or self._leaf(terms=terms)
        return made | self.random.choice(SPANS) if self.chance(0.06) else made

    def _joined(self, depth: int, *, terms: bool) -> Plain:
        kind = self.random.choice(("all", "any", "all", "any", "not", "count"))
        if kind == "not":
            return {"not": self.condition(depth - 1, terms=terms)}
        size = self.random.randint(2, 3)
        parts = [self.condition(depth - 1, terms=terms) for _ in range(size)]
        if kind == "count":
            return {"count": {"at_least": self.random.randint(1, size), "of": parts}}
        return {kind: parts}

    def _leaf(self, *, terms: bool) -> Plain:
        kinds = (*_LEAVES, "term", "term") if terms else _LEAVES
        kind = self.random.choice(kinds)
        whom = ("victim", "bearer", "parties", "attacker", "RUS", "UKR")
        match kind:
            case "fact":
                return {"fact": self.random.choice(FACTS)}
            case "attack":
                return {"attack": self.random.choice(ATTACKS)}
            case "by":
                return {"by": self.some(ATTACKER_KINDS)}
            case "target":
                return {"target": self.some(TARGETS)}
            case "place":
                return {"place": self.some(PLACES[:-1])}
            case "soil_of" | "administered_by":
                return {kind: self.some(whom)}
            case "recognised_by":
                return {kind: self.random.choice(("bearer", "RUS", "UKR"))}
            case "vote":
                return {kind: self._vote()}
            case "attacker":
                return {kind: self._attacker()}
        return {kind: self._word(kind)}

    def _word(self, kind: str) -> Any:
        match kind:
            case "bearer_in" | "victim_in":
                return self.some(PARTIES)
            case "attacker_in":
                return self.some((*STATES, "parties"))
        return self.random.choice(_WORDS[kind])

    def _attacker(self) -> Plain:
        states = (*STATES, "parties")
        return self.random.choice(
            (
                {"in": self.some(states)},
                {"not": self.some(states)},
                {"party": self.chance(0.5)},
                {"allied_with": self.some(STATES, most=2)},
                {"not": self.some(STATES), "allied_with": self.some(STATES)},
            )
        )

    def _vote(self) -> Plain:
        vote: Plain = {"body": "council"}
        vote |= self.random.choice(
            (
                {"share": "2/3"},
                {"share": "1/2"},
                {"more_than": "1/2"},
                {"no_objection": True},
                {},
            )
        )
        if self.chance(0.5):
            vote["exclude"] = self.random.choice((["disputants"], ["QMC"], "disputants"))
            vote |= {"exclude_if": {"fact": "external"}} if self.chance(0.5) else {}
        return vote | ({"of": SECOND} if self.chance(0.2) else {})

    def treaty(self, id_: str = TREATY, *, overrides: str | None = None) -> Plain:
        """Return a treaty of one article that answers the whole language."""
        article: Plain = {
            "cite": "Art. 1",
            "for": self.random.choice(("every_other_party", "every_party", ["QMB", "QMD"])),
            "when": self.condition(3),
            "then": {"must": self.random.choice(("assist", "assist", "consult", "abstain"))},
        }
        if self.chance(0.3):
            article["needs"] = self.condition(1)
        article["unless"] = [self._unless(i) for i in range(self.random.randint(0, 2))]
        if self.chance(0.2):
            article["otherwise"] = {"must": "consult"}
        if overrides and self.chance(0.6):
            article["overrides"] = [overrides]
        article |= self._versions() if self.chance(0.15) else {}
        if self.chance(0.2):
            article["readings"] = [self._reading(i) for i in range(self.random.randint(1, 2))]
        return self._frame(id_) | {"articles": {"art1": article}}

    def _versions(self) -> Plain:
        first = {"until": "2026-01-01", "cite": "Art. 1 as first agreed"}
        later = {"from": "2026-01-01", "when": self.condition(2)}
        return {"versions": [first, later]}

    def _reading(self, number: int) -> Plain:
        return {
            "id": f"reading{number}",
            "about": "state_of_war",
            "says": "It is so.",
            "by": f"author {number}",
            "when": self.condition(2),
            "rival": True,
        }

    def _unless(self, number: int) -> Plain:
        made = {
            "id": f"exception{number}",
            "if": self.condition(1),
            "effect": self.random.choice(EFFECTS),
            "cite": f"Art. {number + 2}",
        }
        return made | self.random.choice(SPANS) if self.chance(0.1) else made

    def _frame(self, id_: str) -> Plain:
        area = {"any": [{"place": ["guam", "europe"]}, {"soil_of": "victim"}], "cite": "Art. 9"}
        texts = {"en": self.condition(1, terms=False), "fr": self.condition(1, terms=False)}
        file: Plain = {
            "foedus": 1,
            "id": id_,
            "title": f"Treaty of {id_}",
            "binding": self.random.choice(("treaty", "treaty", "political")),
            "life": {"signed": "1999-01-01", "in_force": "2000-01-01"},
            "parties": {"2000-01-01": list(PARTIES[:3]), "2010-01-01": ["QME"]},
            "terms": {"area": area, "rival": {"variants": texts}},
        }
        for share, part in ((0.1, {"offensive": True}), (0.1, {"leaves": {"QMC": "2020-05-01"}})):
            file |= part if self.chance(share) else {}
        for part in _RARE:
            file |= part if self.chance(0.06) else {}
        if self.chance(0.15):
            file["reservations"] = [self._patch("state", "QMB")]
        if self.chance(0.15):
            file["interpretations"] = [self._patch("by", self.random.choice(("QMB", "council")))]
        return file

    def _patch(self, key: str, author: str) -> Plain:
        about = self.random.choice(("terms.area", "art1.when"))
        made: Plain = {key: author, "says": "It is read so.", "source": "a declaration"}
        made["patch"] = {about: self.condition(1, terms=False)}
        made |= {"reciprocal": True} if key == "state" and self.chance(0.4) else {}
        return made | self.random.choice(({}, {"date": "2001-01-01"}, {"date": "2030-01-01"}))

    def incident(self) -> Incident:
        """Return an incident with some of its facts and kinds known."""
        choose = self.random.choice
        attackers = choose(((), ("QMD",), ("QMC",), ("QMD", "RUS"), ("UKR",), ("QMB", "QMD")))
        names = (*TOLD, *_made_facts())
        told: dict[str, FactValue] = {n: self._answer() for n in names if self.chance(0.35)}
        return Incident(
            victims=(choose(("QMA", "QMA", "QMB", "RUS")),),
            day=choose((DAY, DAY, DAY, date(1999, 6, 1), date(2012, 2, 29), date(2031, 1, 1))),
            attackers=attackers,
            alternatives=len(attackers) > 1 and self.chance(0.5),
            attacker_kinds=self._kinds(attackers),
            attacks=frozenset(self.some(ATTACKS)) if self.chance(0.7) else frozenset(),
            targets=frozenset(self.some(TARGETS)) if self.chance(0.8) else frozenset(),
            places=frozenset(self.some(PLACES)) if self.chance(0.7) else frozenset(),
            soil_of=choose((None, None, None, "UKR", "QMA")),
            facts=told,
            mode=choose(("text", "declared")),
        )

    def _answer(self) -> FactValue:
        answers = (True, False, None)
        if self.accounts and self.chance(0.12):
            return {who: self.random.choice(answers) for who in self.some(("QMA", "QMD", "UNGA"))}
        return self.random.choice(answers)

    def _kinds(self, attackers: tuple[str, ...]) -> frozenset[str]:
        if attackers:
            return frozenset({"state", "states", "non_state"})
        return frozenset(self.some(("state", "states", "non_state")))


_LEAVES = (
    *("fact", "fact", "attack", "by", "target", "place", "soil_of", "administered_by"),
    *("recognised_by", "bearer_in", "victim_in", "bearer_party_to", "request", "finding"),
    *("attacker", "attacker_in", "vote"),
)
_WORDS = {
    "bearer_party_to": (TREATY, SECOND),
    "request": ("victim", "bearer", "QMB"),
    "finding": ("joint", "unsc"),
    "term": ("area", "rival"),
}
_RARE: tuple[Plain, ...] = (
    {"participation": [{"state": "QMB", "kind": "suspended", "from": "2005-01-01", "source": "x"}]},
    {
        "participation": [
            {
                "state": "QMB",
                "kind": "suspended",
                "towards": "QMA",
                "from": "2005-01-01",
                "source": "x",
            }
        ]
    },
    {"protects": [{"state": "RUS", "from": "2005-01-01", "cite": "Art. 8"}]},
    {"application": [{"state": "QMD", "from": "2005-01-01", "cite": "Art. 7"}]},
    {"ends": [{"id": "b", "kind": "breach", "day": "2015-01-01", "by": "QMC", "source": "x"}]},
    {"life": {"signed": "1999-01-01", "in_force": "2000-01-01", "until": "2020-01-01"}},
    {
        "life": {
            "signed": "1999-01-01",
            "in_force": "2000-01-01",
            "provisional": {"from": "1999-03-01", "states": ["QMA", "QMB"]},
        }
    },
    {"life": {"signed": "1999-01-01", "in_force": "2000-01-01", "published": "2028-01-01"}},
)


def _made_facts() -> tuple[str, ...]:
    votes = [f"vote.council.{state}" for state in PARTIES]
    return (
        *votes,
        "objection.council.QMC",
        "vote.council",
        "request.QMB",
        "finding.unsc",
        "recognised_by.RUS",
        "reaches.europe",
        f"reading.{TREATY}.rival.en",
        f"reading.{TREATY}.art1.reading0",
        f"suspended.{TREATY}.QMB",
        f"ended.{TREATY}.b",
    )


def world(register: Register, files: list[Plain]) -> Register:
    """Return the register with these treaties instead of its own."""
    return replace(register, instruments={f["id"]: to_instrument(f) for f in files})


def pair(maker: Maker) -> list[Plain]:
    """Return two treaties, of which the second may override the first."""
    return [maker.treaty(), maker.treaty(SECOND, overrides=f"{TREATY}#art1")]


def plain_world(known: Mapping[str, Any], files: list[Plain]) -> Plain:
    """Return the checker's register with these treaties instead of its own."""
    kept = {name: part for name, part in known.items() if name != "_atlases"}
    return {**kept, "instruments": {f["id"]: f for f in files}}
