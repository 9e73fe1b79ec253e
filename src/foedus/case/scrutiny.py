"""Can every article come to be due, and can every exception matter? Asked of the rules alone.

No case is needed for this: each article is grounded with every fact open, on each
day on which its text or its circle of obligors changes, for each victim and obligor.
What is false in every completion there is false under any facts on any day of its life.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.case.decision import candidates, overriders_of
from foedus.case.exact import Exact
from foedus.case.incident import Incident
from foedus.case.rule import DEFEATING, Overriders, Rule, rule_of
from foedus.case.scene import Scene, set_scene
from foedus.case.scope import scope_of
from foedus.codes import is_invented
from foedus.commitment import condition as c
from foedus.commitment.instrument import Article, Instrument
from foedus.commitment.parsing import walk
from foedus.truth import Truth
from foedus.yaml12 import Path_

if TYPE_CHECKING:
    from foedus.commitment import Register

WANTED = ("due", "not_due", "open")
"""The outcomes that the cases of an article have to show."""
ONE_DAY = timedelta(days=1)
Text = tuple[str, date | None]
"""An article and the first day of one of its versions."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Remark:
    """Something about a rule that its author should look at."""

    instrument: str
    path: Path_
    """Where in the file: ``("articles", "art3", "unless", 0)``."""
    problem: str
    mend: str
    grave: bool = False
    """True: the rule cannot do what it is there for, and the check fails."""
    place: str = ""
    """File and line, once they are known."""


@dataclass(slots=True)
class _Sought:
    """What has still to be seen: articles that come to be due, exceptions that matter."""

    due: dict[Text, Article] = field(default_factory=dict)
    exceptions: dict[tuple[Text, str], Path_] = field(default_factory=dict)

    def is_empty(self) -> bool:
        return not self.due and not self.exceptions


def remarks_on(instrument: Instrument, register: "Register") -> tuple[Remark, ...]:
    """Return the articles that can never be due and the exceptions that can never matter.

    An instrument that never entered into force, articles that stand always and articles
    whose text is not public are passed over: they have no trigger to be tried.
    """
    if instrument.life.in_force is None:
        return ()
    sought = _sought(instrument)
    overriders = overriders_of(register.instruments.values())
    for scene in _scenes(instrument, register):
        if sought.is_empty():
            break
        _strike(sought, instrument, scene=scene, overriders=overriders)
    return tuple(sorted(_remarks(sought, instrument)))


def uncovered(instrument: Instrument, shown: Mapping[str, Iterable[str]]) -> tuple[Remark, ...]:
    """Return the articles of which the cases do not show every outcome.

    Args:
        instrument: The instrument.
        shown: ``instrument#article`` to the outcomes that its cases expect.
    """
    # What never entered into force can be neither due nor open.
    wanted = WANTED if instrument.life.in_force else ("not_due",)
    found = []
    for id_ in dict.fromkeys(a.id for a in instrument.articles if _has_trigger(a)):
        outcomes = set(shown.get(f"{instrument.id}#{id_}", ()))
        missing = [w.replace("_", " ") for w in wanted if w not in outcomes]
        if missing:
            problem = f"{id_} has no case in which it is {' or '.join(missing)}."
            mend = "Add one to 'cases', named by a sentence that states its point."
            found.append(
                Remark(instrument=instrument.id, path=("articles", id_), problem=problem, mend=mend)
            )
    return tuple(found)


def _has_trigger(article: Article) -> bool:
    return article.is_decided and not article.text_unknown


def _text(article: Article) -> Text:
    return article.id, article.versions.start


def _sought(instrument: Instrument) -> _Sought:
    sought = _Sought()
    for article in filter(_has_trigger, instrument.articles):
        sought.due[_text(article)] = article
        for index, unless in enumerate(u for u in article.unless if not u.standard):
            path: Path_ = ("articles", article.id, "unless", index)
            sought.exceptions[_text(article), unless.id] = path
    return sought


def _scenes(instrument: Instrument, register: "Register") -> Iterator[Scene]:
    """Yield every scene that could make a difference, with nothing known in it."""
    unsettled = {n: None for n, q in register.facts.items() if q.default is not None}
    together = _named_attackers(instrument)
    for day in _days(instrument):
        protected = [s.state for s in instrument.protects]
        for victim in dict.fromkeys((*instrument.parties_on(day), *protected)):
            open_ = Incident(
                victims=(victim,),
                day=day,
                targets=frozenset(),
                facts=unsettled,
                known_on=date.max,
            )
            yield set_scene(open_, victim, register=register)
            # No place of the gazetteer is soil of an invented state: it has to be told.
            for state in filter(is_invented, instrument.parties_on(day)):
                yield set_scene(replace(open_, soil_of=state), victim, register=register)
            if joint := tuple(s for s in together if s != victim):
                yield set_scene(_by(open_, joint), victim, register=register)


def _by(incident: Incident, attackers: tuple[str, ...]) -> Incident:
    kinds = frozenset({"states"})
    return replace(incident, attackers=attackers, attacker_kinds=kinds)


def _named_attackers(instrument: Instrument) -> tuple[str, ...]:
    """Return the states that rules count as attackers: only together do they meet a count."""
    conditions = [part for whole in _conditions(instrument) for part in walk(whole)]
    counted = [part for whole in conditions if isinstance(whole, c.Count) for part in walk(whole)]
    named = (state for part in counted if isinstance(part, c.Attacker) for state in part.in_)
    return tuple(dict.fromkeys(s for s in named if s != "parties"))


def _conditions(instrument: Instrument) -> Iterator[c.Condition]:
    yield from instrument.terms.values()
    for article in instrument.articles:
        yield article.when
        if article.needs is not None:
            yield article.needs
        yield from (unless.when for unless in article.unless)


def _days(instrument: Instrument) -> list[date]:
    """Return the days on which a rule may begin to read differently, within its life."""
    life = instrument.life
    assert life.in_force is not None
    bounds = {life.in_force}
    bounds |= {span.start for _, span in instrument.parties if span.start}
    for article in instrument.articles:
        bounds |= {d for d in (article.versions.start, article.known_from) if d}
        bounds |= {u.from_ for u in article.unless if u.from_}
    for whole in _conditions(instrument):
        for part in walk(whole):
            ends = (part.from_, part.until and part.until - ONE_DAY)
            bounds |= {d for d in ends if d}
    within = (d for d in bounds if life.in_force <= d and (life.until is None or d < life.until))
    return sorted(within, reverse=True)


def _strike(
    sought: _Sought, instrument: Instrument, *, scene: Scene, overriders: Overriders
) -> None:
    """Strike from ``sought`` what this scene shows to be possible."""
    for _, article, bearer in candidates(scene, (instrument,)):
        text = _text(article)
        left = [u for t, u in sought.exceptions if t == text]
        if text not in sought.due and not left:
            continue
        scope = scope_of(scene, bearer, instrument=instrument, article=article)
        rule = rule_of(scope, overriders=overriders)
        if not rule.stands:
            continue
        if _is_possible(rule.due.node, rule):
            sought.due.pop(text, None)
        for id_ in left:
            if _matters(id_, rule):
                del sought.exceptions[text, id_]


def _is_possible(node: int, rule: Rule) -> bool:
    exact = Exact(rule.scope.scene, [node], bearer=rule.scope.bearer)
    return exact.truth(node) is not Truth.FALSE


def _matters(id_: str, rule: Rule) -> bool:
    """Tell whether the rule comes out otherwise without the exception, under some facts."""
    circuit = rule.scope.circuit
    found = {u.id: (u, g.node) for u, g in rule.exceptions}
    if id_ not in found:
        return False
    effect, own = found[id_][0].effect, found[id_][1]
    if effect not in DEFEATING:
        return _is_possible(circuit.all([rule.due.node, own]), rule)
    core = [g.node for g in (*rule.frame, rule.casus, *([rule.needs] if rule.needs else []))]
    others = (n for i, (u, n) in found.items() if i != id_ and u.effect in DEFEATING)
    return _is_possible(circuit.all([*core, own, *map(circuit.negation, others)]), rule)


def _remarks(sought: _Sought, instrument: Instrument) -> Iterator[Remark]:
    for (id_, start), article in sought.due.items():
        since = f" in the text since {start}" if start and _is_one_of_many(instrument, id_) else ""
        yield Remark(
            instrument=instrument.id,
            path=("articles", id_),
            problem=f"{article.cite} can never be due{since}, under any facts on any day.",
            mend="Look for two conditions that exclude each other, or for bounds in time.",
            grave=True,
        )
    never = set(sought.due)
    for (text, id_), path in sought.exceptions.items():
        if text in never:
            continue  # told already: nothing of this article can matter
        yield Remark(
            instrument=instrument.id,
            path=path,
            problem=f"the exception '{id_}' of {text[0]} can never matter: "
            "with and without it the article comes out alike.",
            mend="Take it out, or write what the text says more narrowly or more widely.",
        )


def _is_one_of_many(instrument: Instrument, id_: str) -> bool:
    return sum(a.id == id_ for a in instrument.articles) > 1
