"""What does the UN Charter add, and what has the Security Council forbidden? Dated records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foedus.commitment.parsing import as_tuple, to_day
from foedus.commitment.vocabulary import WITHIN
from foedus.dates import Interval

Member = Callable[[str, date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRule:
    """One rule of the Charter, in our words."""

    id: str
    article: str
    """As cited: ``2(4)``, ``51``."""
    cite: str
    sentence: str
    span: Interval
    binds: str
    """members | all (members by the Charter, everybody else by custom)"""
    note: str | None = None
    sources: tuple[str, ...] = ()
    confidence: str = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One paragraph of a resolution that forbids forms of aid."""

    resolution: str
    paragraph: str
    since: date
    """Day of adoption; binding from that day."""
    bars: tuple[str, ...]
    """Forms of aid, `vocabulary.PROVISION_FORMS`."""
    direction: str
    """to | from | both, as seen from the target"""
    sentence: str
    source: str
    exceptions: str | None = None
    until: date | None = None
    confidence: str = "high"

    @property
    def cite(self) -> str:
        """As cited: ``UNSC 2270 (2016) para. 6``."""
        return f"UNSC {self.resolution} ({self.since.year}) para. {self.paragraph}"

    def stands(self, day: date) -> bool:
        """Tell whether it binds on ``day``."""
        return day in Interval(self.since, self.until)

    def covers(self, form: str) -> bool:
        """Tell whether it bars ``form``, a part of it, or a wider form that ``form`` is part of."""
        return any(b == form or b in _wider(form) or form in _wider(b) for b in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMeasure:
    """The Council's measures against one target, provision by provision."""

    id: str
    title: str
    target: str
    since: date
    until: date | None = None
    provisions: tuple[Provision, ...] = ()
    bearers: str = "un_members"
    notes: tuple[str, ...] = ()

    def bars(
        self,
        giver: str,
        receiver: str,
        form: str,
        day: date,
        *,
        un_member: Member | None = None,
    ) -> tuple[Provision, ...]:
        """Return the provisions that forbid ``giver`` to give ``form`` to ``receiver`` on ``day``.

        Empty if neither is the target, or if none of those whom the provision
        binds is a member of the United Nations on that day (Charter Art. 25:
        members carry out the Council's decisions).

        Args:
            giver: Alpha-3.
            receiver: Alpha-3.
            form: One of the claims' forms of aid, or ``heavy_arms``, ``small_arms``.
                A wide form (``military``) is met by any provision on a part of it.
            day: The day on which it would be given.
            un_member: Membership on a day; default: `foedus.names.un_member`.
        """
        if self.target not in (giver, receiver) or day not in Interval(self.since, self.until):
            return ()
        way = "to" if receiver == self.target else "from"
        # From the target: it shall cease to give, and the others not procure; both are bearers.
        bearers = (giver,) if way == "to" else (giver, receiver)
        is_member = un_member or _un_member
        if not any(is_member(state, day) for state in bearers):
            return ()
        return tuple(self._matching(way, form, day=day))

    def _matching(self, way: str, form: str, *, day: date) -> Iterator[Provision]:
        for provision in self.provisions:
            meets = provision.direction in (way, "both") and provision.covers(form)
            if meets and provision.stands(day):
                yield provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """The Charter layer: its rules, and the Council's measures."""

    rules: tuple[CharterRule, ...] = ()
    measures: tuple[CouncilMeasure, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def rule(self, article: str) -> CharterRule | None:
        """Return the rule of an article as cited (``51``), or None."""
        return next((r for r in self.rules if article in (r.article, r.id)), None)

    def rules_on(self, day: date) -> tuple[CharterRule, ...]:
        """Return the rules in force on ``day``."""
        return tuple(r for r in self.rules if day in r.span)

    def measures_on(self, day: date) -> tuple[CouncilMeasure, ...]:
        """Return the measures that stand on ``day``."""
        return tuple(m for m in self.measures if day in Interval(m.since, m.until))

    def bars(
        self, giver: str, receiver: str, form: str, day: date, *, un_member: Member | None = None
    ) -> tuple[Provision, ...]:
        """Return what every measure together bars; see `CouncilMeasure.bars`."""
        against = [m for m in self.measures if m.target in (giver, receiver)]
        found = (m.bars(giver, receiver, form, day, un_member=un_member) for m in against)
        return tuple(provision for provisions in found for provision in provisions)


def to_charter(files: Mapping[str, Any]) -> Charter:
    """Return the Charter layer of the checked files of ``register/charter``."""
    return Charter(
        rules=tuple(_rule(r) for f in files.values() for r in f.get("rules", ())),
        measures=tuple(_measure(m) for f in files.values() for m in f.get("measures", ())),
        notes=tuple(n for f in files.values() for n in f.get("notes", ())),
    )


def _rule(plain: Mapping[str, Any]) -> CharterRule:
    return CharterRule(
        id=plain["id"],
        article=str(plain["article"]),
        cite=plain["cite"],
        sentence=plain["sentence"],
        span=Interval(to_day(plain["from"]), to_day(plain.get("until"))),
        binds=plain["binds"],
        note=plain.get("note"),
        sources=as_tuple(plain["sources"]),
        confidence=plain.get("confidence", "high"),
    )


def _measure(plain: Mapping[str, Any]) -> CouncilMeasure:
    return CouncilMeasure(
        id=plain["id"],
        title=plain["title"],
        target=plain["target"],
        since=date.fromisoformat(plain["since"]),
        until=to_day(plain.get("until")),
        provisions=tuple(map(_provision, plain["provisions"])),
        bearers=plain.get("bearers", "un_members"),
        notes=as_tuple(plain.get("notes")),
    )


def _provision(plain: Mapping[str, Any]) -> Provision:
    return Provision(
        resolution=str(plain["resolution"]),
        paragraph=str(plain["paragraph"]),
        since=date.fromisoformat(plain["date"]),
        until=to_day(plain.get("until")),
        bars=as_tuple(plain["bars"]),
        direction=plain["direction"],
        sentence=plain["sentence"],
        exceptions=plain.get("exceptions"),
        source=plain["source"],
        confidence=plain.get("confidence", "high"),
    )


def _wider(form: str) -> Iterator[str]:
    while form in WITHIN:
        form = WITHIN[form]
        yield form


def _un_member(state: str, day: date) -> bool:
    from foedus.names import un_member  # noqa: PLC0415 - the names' tables, only when asked

    return un_member(state, day)
