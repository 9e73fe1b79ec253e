"""Ten articles as OpenFisca variables, written by hand from the same provisions.

A scenario is a person of OpenFisca's; each fact and category is an input variable and
each article a formula over whole columns. Geography is a table for each test of a place.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DAY
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Truths = NDArray[np.bool_]
ARMED_AGGRESSION, ARMED_ATTACK = 3, 4
NON_STATE = 2
FORCES, VESSEL, AIRCRAFT = 1, 2, 3
NATO = (
    "ALB BEL BGR CAN HRV CZE DNK EST FIN FRA DEU GRC HUN ISL ITA LVA LTU LUX MNE NLD MKD NOR POL "
    "PRT ROU SVK SVN ESP SWE TUR GBR USA"
)
CSTO = "ARM BLR KAZ KGZ RUS TJK"
RIO = "ARG BHS BRA CHL COL CRI DOM SLV GTM HTI HND PAN PRY PER TTO USA URY VEN"
AMERICAN = (
    "ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA DOM ECU SLV GRD GTM GUY HTI HND JAM MEX "
    "NIC PAN PRY PER KNA LCA VCT SUR TTO USA URY VEN"
)
SEAS = (
    "arctic-ocean baltic-sea black-sea sea-of-azov caspian-sea mediterranean-sea red-sea "
    "arabian-sea indian-ocean persian-gulf north-atlantic south-atlantic north-sea bering-sea "
    "sea-of-japan north-pacific"
)
SPECIAL = (
    "greenland faroe-islands aruba curacao sint-maarten bonaire saint-pierre-and-miquelon "
    "french-polynesia new-caledonia wallis-and-futuna saint-barthelemy"
)


COUNCIL = "vote.collective_security_council"
PERIOD = "2026-11-22"
Formula = Callable[[Any, Any], Any]


class Articles:
    """The formulas, over the tables of some places and attackers."""

    def __init__(
        self,
        places: Mapping[str, Mapping[str, Any]],
        attackers: Iterable[str],
        facts: Iterable[str],
    ) -> None:
        """Take places (each with soil, held, lies, perhaps, seen), attackers and names of facts."""
        self._places = list(places.values())
        self._attackers = tuple(attackers)
        self._facts = tuple(facts)

    def armed_attack(self, s: Any, period: Any) -> Any:
        """An armed attack or more."""
        return s("attack", period) >= ARMED_ATTACK

    def by_state(self, s: Any, period: Any) -> Any:
        """A state attacks, or a group whose acts are a state's."""
        return (s("attacker_kind", period) != NON_STATE) | s("attributable_to_state", period)

    def armed_unit(self, s: Any, period: Any) -> Any:
        """Forces, a vessel or an aircraft are attacked."""
        target = s("target", period)
        return (target >= FORCES) & (target <= AIRCRAFT)

    def craft(self, s: Any, period: Any) -> Any:
        """A vessel or an aircraft is attacked."""
        target = s("target", period)
        return (target >= VESSEL) & (target <= AIRCRAFT)

    def nato_area(self, s: Any, period: Any) -> Any:
        """North Atlantic Treaty, Art. 6."""
        north_america = self._inside(s, period, "north-america")
        covered = self._inside(s, period, "europe turkiye island-north-atlantic-above-cancer")
        covered = covered | (north_america & ~self._inside(s, period, "caribbean"))
        units = (self._soil(s, period, NATO) & covered) | self._inside(
            s, period, "occupied-europe-1949"
        )
        craft = self._inside(s, period, "mediterranean north-atlantic-above-cancer")
        waters = "mediterranean-sea aegean-sea north-atlantic-above-cancer"
        ashore = self._inside(s, period, "island-mediterranean")
        ashore = ashore & self._fact(s, period, "reaches.mediterranean-sea")
        forces = self._inside(s, period, waters) | ashore
        return (
            (self._soil(s, period, "EST") & covered)
            | (s("armed_unit", period) & units)
            | (s("craft", period) & craft)
            | ((s("target", period) == FORCES) & forces)
        )

    def nato_5(self, s: Any, period: Any) -> Any:
        """North Atlantic Treaty, Art. 5."""
        met = s("armed_attack", period) & s("nato_area", period)
        stopped = s("victim_is_aggressor", period) | s("unsc_measures_adequate", period)
        return met & ~stopped & self._others(s, period, "EST DEU")

    def attacked_into_war(self, s: Any, period: Any) -> Any:
        """Attacked by a state, and at war."""
        war = s("armed_attack", period) & s("by_state", period) & s("state_of_war", period)
        return war & ~s("victim_is_aggressor", period)

    def rus_prk_4(self, s: Any, period: Any) -> Any:
        """Russia and DPRK, Art. 4."""
        return s("attacked_into_war", period) & self._others(s, period, "PRK RUS")

    def chn_prk_2(self, s: Any, period: Any) -> Any:
        """China and DPRK, Art. II."""
        return s("attacked_into_war", period) & self._others(s, period, "PRK CHN")

    def usa_kor_3(self, s: Any, period: Any) -> Any:
        """United States and Korea, Art. III with the understanding of the United States."""
        seen = self._where(s, period, lambda place: place["seen"] == "KOR")
        area = self._inside(s, period, "pacific-area") & self._held(s, period, "KOR") & seen
        met = s("armed_attack", period) & s("external", period) & area
        return met & ~s("victim_is_aggressor", period) & self._others(s, period, "KOR USA")

    def usa_jpn_5(self, s: Any, period: Any) -> Any:
        """United States and Japan, Art. V."""
        met = s("armed_attack", period) & self._held(s, period, "JPN")
        stopped = s("victim_is_aggressor", period) | s("unsc_measures_adequate", period)
        return met & ~stopped & self._others(s, period, "JPN USA")

    def usa_phl_4(self, s: Any, period: Any) -> Any:
        """United States and Philippines, Arts. IV and V."""
        doubt = self._inside(s, period, "south-china-sea")
        pacific = self._inside(s, period, "pacific-area")
        pacific = pacific | (doubt & self._fact(s, period, "reaches.pacific-area"))
        home = self._inside(s, period, "philippines united-states-of-america alaska")
        area = (
            (self._soil(s, period, "PHL") & home)
            | (self._held(s, period, "PHL") & pacific)
            | (s("armed_unit", period) & pacific)
        )
        stopped = s("victim_is_aggressor", period) | s("unsc_measures_adequate", period)
        met = s("armed_attack", period) & area
        return met & ~stopped & self._others(s, period, "PHL USA")

    def csto_4(self, s: Any, period: Any) -> Any:
        """Collective Security Treaty, Art. 4 in the wording of 2010."""
        area = (
            self._soil(s, period, "KAZ")
            | (s("armed_unit", period) & self._soil(s, period, CSTO))
            | (s("craft", period) & self._inside(s, period, SEAS))
        )
        outside = s("by_state", period) | s("external", period)
        asked = s("request", period) & self._fact(s, period, COUNCIL)
        met = s("armed_attack", period) & outside & area & asked
        return met & ~s("victim_is_aggressor", period) & self._others(s, period, "KAZ RUS")

    def teu_42_7(self, s: Any, period: Any) -> Any:
        """Treaty on European Union, Art. 42(7)."""
        special = self._inside(s, period, SPECIAL)
        reaches = self._fact(s, period, "reaches.territory-under-the-treaties")
        own = self._soil(s, period, "FIN") & (~special | reaches)
        met = (s("attack", period) >= ARMED_AGGRESSION) & own & s("request", period)
        return met & ~s("victim_is_aggressor", period) & self._others(s, period, "FIN FRA")

    def rio_3(self, s: Any, period: Any) -> Any:
        """Rio Treaty, Art. 3."""
        area = self._inside(s, period, "americas-zone south-georgia") | self._soil(s, period, RIO)
        met = s("armed_attack", period) & s("by_state", period) & area & s("request", period)
        stopped = s("victim_is_aggressor", period) | s("unsc_measures_adequate", period)
        return met & ~stopped & self._others(s, period, AMERICAN)  # Brazil and Argentina among them

    def fra_grc_2(self, s: Any, period: Any) -> Any:
        """France and Greece, Art. 2."""
        met = s("armed_attack", period) & self._soil(s, period, "GRC") & s("joint_finding", period)
        return met & ~s("victim_is_aggressor", period) & self._others(s, period, "GRC FRA")

    def _soil(self, s: Any, period: Any, states: str) -> Truths:
        return self._where(s, period, lambda place: place["soil"] in states.split())

    def _held(self, s: Any, period: Any, state: str) -> Truths:
        return self._where(s, period, lambda place: place["held"] == state)

    def _inside(self, s: Any, period: Any, zones: str) -> Truths:
        found = self._where(s, period, lambda place: not place["lies"].isdisjoint(zones.split()))
        for zone in zones.split():
            if any(zone in place["perhaps"] for place in self._places):
                there = self._where(s, period, lambda place, z=zone: z in place["perhaps"])
                found = found | (there & self._fact(s, period, f"reaches.{zone}"))
        return found

    def _fact(self, s: Any, period: Any, name: str) -> Truths:
        """Return a fact; of one that no place in these scenarios raises nothing is told."""
        found: Truths = s(_name(name), period) if name in self._facts else np.zeros(s.count, bool)
        return found

    def _others(self, s: Any, period: Any, states: str) -> Truths:
        table = np.array([code not in states.split() for code in self._attackers])
        found: Truths = table[s("attacker", period)]
        return found

    def _where(self, s: Any, period: Any, meets: Callable[..., bool]) -> Truths:
        table = np.array([meets(place) for place in self._places])
        found: Truths = table[s("place", period)]
        return found

    SHARED = ("armed_attack", "by_state", "armed_unit", "craft", "nato_area", "attacked_into_war")
    ARTICLES = (
        "nato_5",
        "rus_prk_4",
        "chn_prk_2",
        "usa_kor_3",
        "usa_jpn_5",
        "usa_phl_4",
        "csto_4",
        "teu_42_7",
        "rio_3",
        "fra_grc_2",
    )

    def system(self) -> TaxBenefitSystem:
        """Return the system of all variables."""
        scenario = build_entity(
            key="scenario", plural="scenarios", label="One scenario", is_person=True
        )
        made = TaxBenefitSystem([scenario])
        for fact in self._facts:
            made.add_variable(_variable(_name(fact), bool, scenario))
        for category in ("attack", "attacker_kind", "target", "place", "attacker"):
            made.add_variable(_variable(category, int, scenario))
        for name in (*self.SHARED, *self.ARTICLES):
            made.add_variable(_variable(name, bool, scenario, formula=getattr(self, name)))
        return made


def decided(system: TaxBenefitSystem, columns: Mapping[str, NDArray[Any]]) -> list[Truths]:
    """Return the ten answers to scenarios: facts as bool, categories as codes."""
    count = len(next(iter(columns.values())))
    simulation: Simulation = SimulationBuilder().build_default_simulation(system, count=count)
    for name, column in columns.items():
        simulation.set_input(_name(name), PERIOD, column)
    return [simulation.calculate(name, PERIOD) for name in Articles.ARTICLES]


def _name(fact: str) -> str:
    return fact.replace(".", "_").replace("-", "_")


def _variable(name: str, kind: type, entity: Any, *, formula: Formula | None = None) -> Any:
    stated: dict[str, Any] = {
        "value_type": kind,
        "entity": entity,
        "definition_period": DAY,
        "label": name,
    }
    if formula is not None:

        def of_two(scenario: Any, period: Any) -> Any:  # a bound method counts one more
            return formula(scenario, period)

        stated["formula"] = of_two
    return type(name, (Variable,), stated)
