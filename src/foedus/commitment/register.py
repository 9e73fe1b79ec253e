"""What stands in the register? Everything, loaded once, checked when its bytes are new."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from foedus.commitment.asking import own_question
from foedus.commitment.authority import Authority, to_authority
from foedus.commitment.charter import Charter, to_charter
from foedus.commitment.facts import (
    FactQuestion,
    is_facts_file,
    is_made_fact,
    made_question,
    to_fact,
)
from foedus.commitment.instrument import Article, Instrument
from foedus.commitment.knowledge import as_known
from foedus.commitment.lazy import Lazy
from foedus.commitment.loading import to_instrument
from foedus.commitment.places import Gazetteer, to_gazetteer
from foedus.content import Tree, content, is_marked, mark, register_version, tree, tree_as_of_now
from foedus.errors import RegisterError, UnknownInstrument

AUTHORITY = "authority/"
WITH_ARTICLE = "ARE BHS CAF COD CSK DDR DOM GBR GMB MDV MHL NLD PHL SLB USA VAT YMD"
"""States whose names take *the* in running text."""
CHECKER = "3"
"""Rises when `foedus.commitment.checking` would judge the same files otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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

    def __repr__(self) -> str:
        return f"<register {self.version}: {len(self.instruments)} instruments>"

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
        known = Lazy(lambda: self.instruments, lambda _, i: as_known(i, known_on))
        return replace(self, instruments=known, known_on=known_on)

    def fact(self, name: str) -> FactQuestion | None:
        """Return a fact's question, also of the made ones (`facts.FAMILIES`); None if unknown."""
        if name in self.facts:
            return self.facts[name]
        if not is_made_fact(name):
            return None
        own = own_question(name, self.instruments, called=_called)
        return own or made_question(name, votes=self.votes, called=_called)


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
    _check(base, seal=f"{CHECKER}-{version.rpartition('+')[2]}")
    lexicon = tree_as_of_now("lexicon", root=base)
    return Register(
        instruments=Lazy(
            _named(tree_as_of_now("instruments", root=base)), lambda _, plain: to_instrument(plain)
        ),
        charter=to_charter(tree("charter", root=base)),
        authority=Lazy(
            _named(tree_as_of_now("states", root=base), below=AUTHORITY),
            lambda _, plain: to_authority(plain),
        ),
        places=to_gazetteer(tree_as_of_now("places", root=base)),
        facts=Lazy(lambda: _facts(lexicon, "facts"), to_fact),
        votes=Lazy(lambda: _facts(lexicon, "votes"), lambda _, question: str(question)),
        version=version,
    )


def _check(base: Path, *, seal: str) -> None:
    """Check every file that this room reads, unless these bytes were checked before."""
    if is_marked("checked", seal):
        return
    from foedus.commitment.checking import faults_of  # noqa: PLC0415 - only for new bytes

    faults = list(faults_of(base))
    if faults:
        raise RegisterError(faults)
    mark("checked", seal)


def _named(read: Callable[[], Tree], *, below: str = "") -> Callable[[], Mapping[str, Any]]:
    """Return what reads the files of a folder by their names: ids, or states in capitals."""

    def files() -> Mapping[str, Any]:
        found = {PurePosixPath(n).stem: f for n, f in read().items() if n.startswith(below)}
        named = {n.upper() if below else n: f for n, f in found.items()}
        return dict(sorted(named.items()))

    return files


def _facts(lexicon: Callable[[], Tree], part: str) -> Mapping[str, Any]:
    """Return the facts (or votes) of every file of facts, by name."""
    files = (told for name, told in lexicon().items() if is_facts_file(name))
    return {key: value for told in files for key, value in told.get(part, {}).items()}


def _called(code: str) -> str:
    from foedus.names import state_name  # noqa: PLC0415 - the names' tables, only when asked

    return f"the {state_name(code)}" if code in WITH_ARTICLE else state_name(code)
