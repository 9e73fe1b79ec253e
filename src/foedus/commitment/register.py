"""What stands in the register? Everything, loaded once, checked when its bytes are new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from foedus.commitment.authority import Authority, to_authority
from foedus.commitment.charter import Charter, to_charter
from foedus.commitment.checking import check_register
from foedus.commitment.facts import FactQuestion, is_made_fact, made_question, to_facts
from foedus.commitment.instrument import Article, Instrument
from foedus.commitment.knowledge import as_known
from foedus.commitment.loading import to_instrument
from foedus.commitment.places import Gazetteer, to_gazetteer
from foedus.content import content, register_version, tree
from foedus.errors import UnknownInstrument

FACTS = "facts.yaml"
AUTHORITY = "authority/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The instruments, the Charter layer, who may decide at home, the places and the facts."""

    instruments: Mapping[str, Instrument]
    """By id, in alphabetical order."""
    charter: Charter
    authority: Mapping[str, Authority]
    """By state, alpha-3."""
    places: Gazetteer
    facts: Mapping[str, FactQuestion]
    votes: Mapping[str, str]
    """Body to the question of its votes."""
    version: str
    known_on: date | None = None
    """Set on what `as_known` returns: the published text as of that day."""

    def instrument(self, id_: str, *, known_on: date | None = None) -> Instrument:
        """Return an instrument, as its published text stood on ``known_on``.

        Raises:
            UnknownInstrument: There is none of that id; with the nearest one.
        """
        if id_ not in self.instruments:
            raise UnknownInstrument(id_, self.instruments)
        found = self.instruments[id_]
        return found if known_on is None else as_known(found, known_on)

    def article(self, reference: str, *, on: date | None = None) -> Article:
        """Return the article of a reference such as ``rus-prk-2024#art4``.

        Raises:
            UnknownInstrument: There is no such instrument, or no such article in it.
        """
        id_, _, name = reference.partition("#")
        found = self.instrument(id_).article(name, on=on)
        if found is None:
            known = [f"{id_}#{a.id}" for a in self.instruments[id_].articles]
            raise UnknownInstrument(reference, known)
        return found

    def in_force(self, day: date, *, known_on: date | None = None) -> tuple[Instrument, ...]:
        """Return the instruments in force on ``day``, by id."""
        found = (i for i in self.instruments.values() if i.status_on(day) == "in_force")
        return tuple(i if known_on is None else as_known(i, known_on) for i in found)

    def of_parties(
        self, states: Iterable[str], day: date, *, known_on: date | None = None
    ) -> tuple[Instrument, ...]:
        """Return the instruments in force on ``day`` to which every one of ``states`` is party."""
        wanted = frozenset(states)
        found = self.in_force(day, known_on=known_on)
        return tuple(i for i in found if wanted <= set(i.parties_on(day)))

    def as_known(self, known_on: date) -> "Register":
        """Return the register with every instrument as its published text stood on ``known_on``."""
        known = {id_: as_known(i, known_on) for id_, i in self.instruments.items()}
        return replace(self, instruments=known, known_on=known_on)

    def fact(self, name: str) -> FactQuestion | None:
        """Return a fact's question, also of the made ones (`facts.FAMILIES`); None if unknown."""
        if name in self.facts:
            return self.facts[name]
        if not is_made_fact(name):
            return None
        return made_question(name, votes=self.votes, called=_called)


def load(*, root: Path | None = None) -> Register:
    """Return the register; the same bytes give the same object.

    Args:
        root: Folder of a register; default: the one in use (`foedus.content.content`).

    Raises:
        RegisterError: Files do not say what they must; every fault of every file.
    """
    base = root or content()
    return _load(base, register_version(root=base))


@cache
def _load(base: Path, version: str) -> Register:
    check_register(base, version)
    instruments = tree("instruments", root=base)
    states = tree("states", root=base)
    facts = tree("lexicon", root=base).get(FACTS, {"facts": {}})
    authority = (to_authority(d) for name, d in states.items() if name.startswith(AUTHORITY))
    return Register(
        instruments={i.id: i for i in sorted(_all(instruments), key=lambda i: i.id)},
        charter=to_charter(tree("charter", root=base)),
        authority={a.state: a for a in sorted(authority, key=lambda a: a.state)},
        places=to_gazetteer(tree("places", root=base)),
        facts=to_facts(facts),
        votes=facts.get("votes", {}),
        version=version,
    )


def _all(files: Mapping[str, Any]) -> Iterable[Instrument]:
    return (to_instrument(data) for data in files.values())


def _called(code: str) -> str:
    from foedus.names import state_name  # noqa: PLC0415 - the names' tables, only when asked

    return state_name(code) if code.isupper() else f"the {code}"
