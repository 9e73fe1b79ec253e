"""How is a cascade written in a file? Read strictly: every fault at once, with its line.

    cascade: what it is about
    attacks:      [{attacker, victim, day, attack, place, source}]
    assume:       [{facts, victim, attacker, place, why, source}]
    interests:    [{id, who, joins | attacks | threatens, against, when, basis, says, source, ...}]
    follow:       [{who, instrument, h, lag, source}]
    otherwise:    {h, low, high, source}
    questions:    [{name, of, at_least}]

Treaties of the register are not written: the engine finds them. Every attack, interest and
estimate needs its source, and every estimate its interval.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.case.answers import facts_told
from foedus.case.cascade.network import AT_ONCE, LONGEST_LAG, Chance, Lag
from foedus.case.cascade.story import (
    ARMED,
    BASES,
    DOES,
    Asked,
    Assumed,
    Deed,
    Dyad,
    Followed,
    Interest,
    Story,
)
from foedus.case.checking import faults_of, find_place
from foedus.case.incident import Incident
from foedus.case.sheet import Sheet
from foedus.commitment.condition import ATTACKS
from foedus.dates import parse_date
from foedus.errors import InputError, UnknownName, suggest
from foedus.yaml12 import Lines, Path_, read_yaml

if TYPE_CHECKING:
    from foedus.commitment import Register

KEYS = (
    "cascade",
    "known_on",
    "mode",
    "source",
    "attacks",
    "assume",
    "interests",
    "follow",
    "otherwise",
    "questions",
)
ATTACK_KEYS = ("attacker", "victim", "day", "attack", "place", "source")
ASSUME_KEYS = ("facts", "victim", "attacker", "place", "why", "source")
INTEREST_KEYS = (
    "id",
    "who",
    "joins",
    *DOES,
    "against",
    "when",
    "basis",
    "attack",
    "place",
    "says",
    "source",
    "h",
    "lag",
)
FOLLOW_KEYS = ("who", "instrument", "h", "lag", "source")
CHANCE_KEYS = ("h", "low", "high", "source")
LAG_KEYS = ("days", "earliest", "latest")
QUESTION_KEYS = ("name", "of", "at_least")
Told = Mapping[str, Any]


def is_cascade(content: object) -> bool:
    """Tell whether the data of a file are a cascade's, and not an incident's or a treaty's."""
    return isinstance(content, Mapping) and "cascade" in content


def read_story(path: Path, register: "Register", *, place: str | None = None) -> Story:
    """Return the story of a cascade file, checked against the register.

    Args:
        path: The file.
        register: Whose facts, places and instruments may be named.
        place: What to call the file in messages.

    Raises:
        RegisterError: The file is not YAML.
        IncidentError: It says something that is no cascade; every fault with its line.
    """
    content, lines = read_yaml(path, place=place)
    return story_from(content, register, place=place or str(path), lines=lines)


def story_from(
    content: Any, register: "Register", *, place: str, lines: Lines | None = None
) -> Story:
    """Return the story of plain data; see `read_story`."""
    sheet = Sheet(place, lines)
    story = _Reading(sheet, register).story(content)
    sheet.close()
    return story


class _Reading:
    """One file on its way to a story."""

    def __init__(self, sheet: Sheet, register: "Register") -> None:
        self._sheet, self._register = sheet, register

    def story(self, told: Any) -> Story:
        sheet = self._sheet
        if not isinstance(told, Mapping):
            sheet.fault((), "this is no cascade.", "Write 'cascade:', 'attacks:' and so on.")
            return Story(name="", deeds=())
        sheet.keys(told, KEYS, path=())
        mode = told.get("mode") or "text"
        sheet.known(mode, ("text", "declared"), path=("mode",), what="mode")
        deeds = tuple(self._deeds(told))
        if not deeds:
            mend = "Add 'attacks:' with one, such as {attacker: AUH, victim: SRB, day: 1914-07-28}."
            sheet.fault((), "nobody attacks anybody.", mend)
        interests = tuple(self._interests(told))
        names = [interest.id for interest in interests]
        for i, name in enumerate(names):
            if name in names[:i]:
                mend = "Give each interest an id of its own."
                sheet.fault(("interests", i), f"'{name}' stands twice.", mend)
        return Story(
            name=str(told.get("cascade") or ""),
            deeds=deeds,
            known_on=self._day(told, "known_on", ()),
            mode=str(mode),
            assumed=tuple(self._assumed(told, deeds)),
            interests=interests,
            followed=tuple(self._followed(told)),
            otherwise=self._chance(told.get("otherwise"), ("otherwise",), source=None),
            asked=tuple(self._questions(told)),
            source=str(told.get("source") or ""),
        )

    def _entries(self, told: Told, key: str, keys: tuple[str, ...]) -> Iterator[tuple[Told, Path_]]:
        found = told.get(key)
        if found is None:
            return
        if not isinstance(found, list | tuple):
            self._sheet.fault((key,), f"'{key}' is no list.", "Begin each entry with '- '.")
            return
        for i, entry in enumerate(found):
            if isinstance(entry, Mapping):
                self._sheet.keys(entry, keys, path=(key, i))
                yield entry, (key, i)
            else:
                mend = f"Write some of {', '.join(keys)}."
                self._sheet.fault((key, i), "this entry is no mapping.", mend)

    def _deeds(self, told: Told) -> Iterator[Deed]:
        for entry, path in self._entries(told, "attacks", ATTACK_KEYS):
            attacker = self._state(entry, "attacker", path)
            victim = self._state(entry, "victim", path)
            day = self._day(entry, "day", path)
            if "day" not in entry:
                mend = "Add 'day:' with a day, such as 1914-07-28."
                self._sheet.fault(path, "the day is missing.", mend)
            if attacker and victim and day and self._is_other(attacker, victim, path):
                deed = Deed(
                    attacker=attacker,
                    victim=victim,
                    day=day,
                    attack=self._attack(entry, path),
                    places=self._places(entry, path),
                    source=self._source(entry, path),
                )
                self._check(deed, path)
                yield deed

    def _check(self, deed: Deed, path: Path_) -> None:
        """Note what keeps a deed from being an incident, such as a state that was none then."""
        incident = Incident(victims=(deed.victim,), attackers=(deed.attacker,), day=deed.day)
        for fault in faults_of(incident, self._register):
            self._sheet.add(fault, self._sheet.line(path))

    def _assumed(self, told: Told, deeds: tuple[Deed, ...]) -> Iterator[Assumed]:
        for entry, path in self._entries(told, "assume", ASSUME_KEYS):
            facts = facts_told(entry.get("facts"), (*path, "facts"), sheet=self._sheet)
            if deeds:
                asked = Incident(victims=(deeds[0].victim,), day=deeds[0].day, facts=facts)
                for fault in faults_of(asked, self._register):
                    self._sheet.add(fault, self._sheet.line((*path, "facts")))
            if "source" not in entry and "why" not in entry:
                mend = "Add 'why:' or 'source:'."
                self._sheet.fault(path, "nothing says why this is assumed.", mend)
            yield Assumed(
                facts=facts,
                victim=self._state(entry, "victim", path, needed=False),
                attacker=self._state(entry, "attacker", path, needed=False),
                places=self._places(entry, path),
                why=str(entry.get("why") or ""),
                source=str(entry.get("source") or ""),
            )

    def _interests(self, told: Told) -> Iterator[Interest]:
        for entry, path in self._entries(told, "interests", INTEREST_KEYS):
            who = self._state(entry, "who", path)
            joins = self._state(entry, "joins", path, needed=False)
            does = [word for word in DOES if word in entry]
            when = tuple(self._when(entry.get("when"), (*path, "when")))
            whom = self._state(entry, does[0] if does else "against", path, needed=False)
            if self._is_whole(entry, path, does=does, when=when) and who:
                yield Interest(
                    id=self._id(entry, path),
                    who=who,
                    does=does[0] if does else DOES[0],
                    whom=whom,
                    joins=joins,
                    when=when,
                    basis=self._basis(entry, path),
                    attack=self._attack(entry, path),
                    places=self._places(entry, path),
                    says=str(entry.get("says") or ""),
                    source=self._source(entry, path),
                    chance=self._chance(entry.get("h"), (*path, "h"), source=entry.get("source")),
                    lag=self._lag(entry.get("lag"), (*path, "lag")) or AT_ONCE,
                )

    def _is_whole(
        self, entry: Told, path: Path_, *, does: list[str], when: tuple[Dyad, ...]
    ) -> bool:
        """Tell whether an interest says what it does; else note what is missing."""
        fault = self._sheet.fault
        if len(does) > 1 or (does and "against" in entry):
            fault(path, "it says twice against whom.", "Keep one of attacks, threatens, against.")
        elif does and not when:
            mend = "Add 'when:' with the attack that calls on it, {attacker: ..., victim: ...}."
            fault(path, f"nothing says when it {does[0]}.", mend)
        elif not does and "joins" not in entry:
            mend = "Add 'joins:' with a state, or 'attacks:' with one and 'when:'."
            fault(path, "nothing says what it does.", mend)
        elif when and not does and "against" not in entry:
            mend = "Add 'against:', or leave 'when' out: it then joins whenever that is attacked."
            fault(path, "nothing says against whom it joins.", mend)
        else:
            return True
        return False

    def _when(self, told: Any, path: Path_) -> Iterator[Dyad]:
        """Yield the dyads of one mapping, or of a list of them."""
        if told is None:
            return
        for i, entry in enumerate(told if isinstance(told, list | tuple) else [told]):
            at = (*path, i) if isinstance(told, list | tuple) else path
            if not isinstance(entry, Mapping):
                mend = "Write {attacker: ..., victim: ...}."
                self._sheet.fault(at, "this is no attack.", mend)
                continue
            self._sheet.keys(entry, ("attacker", "victim", "threat"), path=at)
            who, whom = self._state(entry, "attacker", at), self._state(entry, "victim", at)
            if who and whom and self._is_other(who, whom, at):
                yield (DOES[bool(entry.get("threat"))], who, whom)

    def _followed(self, told: Told) -> Iterator[Followed]:
        for entry, path in self._entries(told, "follow", FOLLOW_KEYS):
            who = self._state(entry, "who", path)
            name = str(entry.get("instrument") or "")
            if name not in self._register.instruments:
                mend = suggest(name, self._register.instruments)
                self._sheet.fault((*path, "instrument"), f"unknown instrument '{name}'.", mend)
            if who:
                yield Followed(
                    who=who,
                    instrument=name,
                    chance=self._chance(entry.get("h"), (*path, "h"), source=entry.get("source")),
                    lag=self._lag(entry.get("lag"), (*path, "lag")),
                    source=str(entry.get("source") or ""),
                )

    def _questions(self, told: Told) -> Iterator[Asked]:
        for entry, path in self._entries(told, "questions", QUESTION_KEYS):
            states = tuple(self._states(entry.get("of"), (*path, "of")))
            least = entry.get("at_least", 1)
            if not isinstance(least, int) or not 1 <= least <= max(1, len(states)):
                problem = f"at least {least} of {len(states)} states."
                mend = "Write a whole number from 1 to the number of states."
                self._sheet.fault((*path, "at_least"), problem, mend)
                continue
            yield Asked(name=str(entry.get("name") or ""), states=states, at_least=least)

    def _chance(self, told: Any, path: Path_, *, source: Any) -> Chance | None:
        if told is None:
            return None
        if not isinstance(told, Mapping):
            mend = "Write {h: 0.7, low: 0.5, high: 0.9}: an estimate comes with its interval."
            self._sheet.fault(path, "the interval is missing.", mend)
            return None
        self._sheet.keys(told, CHANCE_KEYS, path=path)
        numbers = [told.get(key) for key in ("h", "low", "high")]
        if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
            self._sheet.fault(path, "h, low and high are not three numbers.", "Write all three.")
            return None
        named = told.get("source") or source
        if not named:
            mend = "Add 'source:', if only 'judgement of the author'."
            self._sheet.fault(path, "the estimate has no source.", mend)
        h, low, high = map(float, numbers)  # type: ignore[arg-type]
        try:
            return Chance(h=h, low=low, high=high, source=str(named or ""))
        except InputError as error:
            self._sheet.fault(path, error.fault.problem, error.fault.mend)
            return None

    def _lag(self, told: Any, path: Path_) -> Lag | None:
        if told is None:
            return None
        entry = told if isinstance(told, Mapping) else {"days": told}
        self._sheet.keys(entry, LAG_KEYS, path=path)
        numbers = [entry.get(key) for key in LAG_KEYS]
        whole = [isinstance(n, int) and not isinstance(n, bool) for n in numbers if n is not None]
        if numbers[0] is None or not all(whole):
            mend = "Write a number of days, or {days: 4, earliest: 2, latest: 9}."
            self._sheet.fault(path, f"'{told}' is no lag.", mend)
            return None
        try:
            return Lag(days=numbers[0], earliest=numbers[1], latest=numbers[2])
        except InputError as error:
            mend = f"{error.fault.mend} At most {LONGEST_LAG} days."
            self._sheet.fault(path, error.fault.problem, mend)
            return None

    def _id(self, entry: Told, path: Path_) -> str:
        if not entry.get("id"):
            self._sheet.fault(path, "the interest has no id.", "Add 'id:', such as rus-for-srb.")
        return str(entry.get("id"))

    def _basis(self, entry: Told, path: Path_) -> str:
        basis = entry.get("basis") or BASES[0]
        return self._sheet.known(basis, BASES, path=(*path, "basis"), what="basis")

    def _attack(self, entry: Told, path: Path_) -> str:
        attack = entry.get("attack") or ARMED
        return self._sheet.known(attack, ATTACKS, path=(*path, "attack"), what="attack")

    def _source(self, entry: Told, path: Path_) -> str:
        if not entry.get("source"):
            mend = "Add 'source:' with where this is told."
            self._sheet.fault(path, "the source is missing.", mend)
        return str(entry.get("source") or "")

    def _places(self, entry: Told, path: Path_) -> frozenset[str]:
        told = entry.get("place")
        found = set()
        for name in told if isinstance(told, list | tuple) else [told] if told else []:
            try:
                found.add(find_place(str(name), self._register))
            except UnknownName as error:
                self._sheet.unknown((*path, "place"), error)
        return frozenset(found)

    def _is_other(self, one: str, two: str, path: Path_) -> bool:
        if one == two:
            self._sheet.fault(path, f"{one} attacks itself.", "Name two states.")
        return one != two

    def _state(self, entry: Told, key: str, path: Path_, *, needed: bool = True) -> str | None:
        told = entry.get(key)
        if told is None:
            if needed:
                mend = f"Add '{key}:' with a state, such as SRB."
                self._sheet.fault(path, f"'{key}' is missing.", mend)
            return None
        return next(iter(self._states(told, (*path, key))), None)

    def _states(self, told: Any, path: Path_) -> Iterator[str]:
        from foedus.names import state_code  # noqa: PLC0415 - the names' tables, when asked

        for word in told if isinstance(told, list | tuple) else [told] if told else []:
            try:
                yield state_code(str(word), place=None)
            except UnknownName as error:
                self._sheet.unknown(path, error)

    def _day(self, entry: Told, key: str, path: Path_) -> date | None:
        if entry.get(key) is None:
            return None
        try:
            return parse_date(str(entry[key]))
        except InputError as error:
            self._sheet.fault((*path, key), error.fault.problem, error.fault.mend)
            return None
