"""Who is bound, entitled, authorised or barred by this incident, and why?

>>> from foedus.commitment import load
>>> case = decide(Incident(victims=("PRK",), attackers=("KOR",), day=date(2026, 11, 22),
...     attacks=frozenset({"armed_attack"})), load())
>>> case.finding("rus-prk-2024#art4", "RUS").due
'open'
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from foedus.case.checking import checked
from foedus.case.conflicts import conflicts
from foedus.case.exact import Exact
from foedus.case.finding import (
    FIRMNESS,
    Case,
    Finding,
    StandingDuty,
    Verdicts,
    verdicts_of,
)
from foedus.case.incident import Incident
from foedus.case.linebook import LineBook
from foedus.case.outcome import finding_of, verdict_of
from foedus.case.questions import Question
from foedus.case.rule import HELPS, Overriders, rule_of
from foedus.case.scene import Scene, account_of, set_scene, speakers
from foedus.case.scope import parties_for, scope_of
from foedus.case.twins import Twins
from foedus.case.wording import named
from foedus.commitment.coverage import coverage_of
from foedus.commitment.instrument import Article, Instrument

if TYPE_CHECKING:
    from foedus.commitment import Register

Candidate = tuple[Instrument, Article, str]
LONG_AGO = 3653
"""Ten years, in days: what ended before is told only where it is asked for by name."""


def decide(
    incident: Incident,
    register: "Register",
    *,
    instruments: Iterable[Instrument | str] | None = None,
    states: Iterable[str] = (),
) -> Case:
    """Return the case of an incident: every finding with its proof, and what is still open.

    The answer of record is exact: *due* if the norm applies in every completion
    of the open facts, *not_due* if in none, else *open*. Accounts that differ are
    decided each for itself, and together on the ground that they share.

    Args:
        incident: What is said to have happened.
        register: The register that speaks.
        instruments: Only these, by id or as they are; default: all of the register.
        states: States whose lines are wanted beside those of the obligors found.

    Raises:
        IncidentError: An unknown state, kind, place or fact, or no victim.
        UnknownInstrument: The register has no instrument of that id.
    """
    incident = checked(incident, register)
    chosen = _chosen(register, instruments)
    scenes = [set_scene(incident, v, register=register) for v in incident.victims]
    overriders = overriders_of(chosen)
    lines = LineBook(register)
    asked = (chosen, instruments is not None)
    findings = tuple(
        sorted(
            (f for s in scenes for f in _findings(s, asked, overriders=overriders, lines=lines)),
            key=lambda f: (f.instrument, f.article, f.obligor, f.beneficiary),
        )
    )
    for scene in scenes:
        for state in sorted(set(states)):
            lines.of(state, scene=scene)
    return Case(
        incident=incident,
        findings=findings,
        lines_by_victim=lines.by_victim(findings),
        conflicts=conflicts(
            findings, lines.kept, instruments={i.id: i for i in chosen}, day=incident.day
        ),
        questions=_overall(findings),
        views=_views(incident, register, chosen=chosen, common=verdicts_of(findings)),
        standing=tuple(_standing(chosen, incident)),
        assumptions=tuple(dict.fromkeys(w for s in scenes for w in _assumed(s))),
        coverage=_coverage(register, chosen, incident=incident),
        register=register.version,
    )


def verdicts(
    incident: Incident,
    register: "Register",
    *,
    instruments: Iterable[Instrument | str] | None = None,
    view: str | None = None,
) -> Verdicts:
    """Return reference to obligor to verdict, without proofs; see `decide`.

    Args:
        incident: A checked incident.
        register: The register that speaks.
        instruments: Only these; default: all of the register.
        view: State or body whose view of disputed places is taken.
    """
    chosen = _chosen(register, instruments)
    overriders = overriders_of(chosen)
    found: dict[str, dict[str, str]] = {}
    for victim in incident.victims:
        scene = set_scene(incident, victim, register=register, view=view)
        for instrument, article, bearer in candidates(scene, chosen):
            scope = scope_of(scene, bearer, instrument=instrument, article=article)
            rule = rule_of(scope, overriders=overriders)
            exact = Exact(scene, rule.roots, bearer=bearer)
            due = verdict_of(rule, exact)
            of = found.setdefault(f"{instrument.id}#{article.id}", {})
            of[bearer] = min(of.get(bearer, due), due, key=FIRMNESS.index)
    return {reference: dict(sorted(of.items())) for reference, of in sorted(found.items())}


def _chosen(
    register: "Register", named_: Iterable[Instrument | str] | None
) -> tuple[Instrument, ...]:
    asked = register.instruments.values() if named_ is None else named_
    found = (register.instrument(i) if isinstance(i, str) else i for i in asked)
    # By id, so that nothing told depends on the order of the register.
    return tuple(sorted(found, key=lambda i: i.id))


def candidates(
    scene: Scene, instruments: Iterable[Instrument], *, by_name: bool = False
) -> Iterator[Candidate]:
    """Yield every article and obligor on which a finding is reported.

    Instruments to which the victim is a party, in force or not; and those in force
    that bind somebody to help an attacker, to say why they are not due. One that is not
    yet signed, or that ended long ago, counts only if it was asked for ``by_name``.
    """
    day = scene.incident.day
    for instrument in instruments:
        status = instrument.status_on(day)
        if not by_name and (status == "not_yet_signed" or _ended_long_ago(instrument, day)):
            continue
        parties = scene.parties(instrument, parties_for)
        of_victim = scene.victim in parties or _is_protected(instrument, scene)
        of_attacker = status == "in_force" and not set(parties).isdisjoint(scene.attackers)
        if not of_victim and not of_attacker:
            continue
        for article in _articles(instrument, day, scene=scene):
            if of_victim or article.norm.must in HELPS:
                for bearer in _bearers(article, instrument, scene=scene):
                    yield instrument, article, bearer


def _ended_long_ago(instrument: Instrument, day: date) -> bool:
    """Tell whether an instrument had ended so long before that nobody would look for it."""
    until = instrument.life.until
    return until is not None and until <= day and (day - until).days > LONG_AGO


def _is_protected(instrument: Instrument, scene: Scene) -> bool:
    day, victim = scene.incident.day, scene.victim
    return any(s.state == victim and day in s.span for s in instrument.protects)


def overriders_of(instruments: Iterable[Instrument]) -> Overriders:
    """Return reference to the articles that override it."""
    found: Overriders = {}
    for instrument in instruments:
        for article in instrument.articles:
            for reference in article.overrides:
                found.setdefault(reference, []).append((instrument, article))
    return found


def _articles(instrument: Instrument, day: date, *, scene: Scene) -> Iterator[Article]:
    start = instrument.life.in_force
    known_on = scene.incident.known_on or day
    for article in instrument.articles_on(max(day, start) if start else day):
        unseen = article.known_from is not None and article.known_from > known_on
        if article.is_decided and not unseen:
            yield article


def _bearers(article: Article, instrument: Instrument, *, scene: Scene) -> Iterator[str]:
    parties = scene.parties(instrument, parties_for)
    if article.bearers == "organ":
        yield "organ"
        return
    named_ = article.bearers if isinstance(article.bearers, tuple) else parties
    named_ = tuple(state for state in named_ if state in parties)
    others_only = article.bearers == "every_other_party" or article.norm.must in HELPS
    ours = scene.victim in parties or _is_protected(instrument, scene)
    for state in named_:
        if state == scene.victim and others_only:
            continue
        if state in scene.attackers and not ours:  # its duties are towards its own allies
            continue
        yield state


def _findings(
    scene: Scene,
    asked: tuple[tuple[Instrument, ...], bool],
    *,
    overriders: Overriders,
    lines: LineBook,
) -> Iterator[Finding]:
    instruments, by_name = asked
    answered: dict[tuple[object, ...], Exact] = {}
    twins = Twins(lines)
    for instrument, article, bearer in candidates(scene, instruments, by_name=by_name):
        scope = scope_of(scene, bearer, instrument=instrument, article=article)
        overridden = f"{instrument.id}#{article.id}" in overriders
        if not overridden and (shared := twins.of(scope)) is not None:
            yield shared
            continue
        rule = rule_of(scope, overriders=overriders)
        # Obligors whom the article does not tell apart share one diagram; one who may be
        # asked to be the attacker is told apart by not being it.
        apart = bearer if rule.asks_who_attacked else None
        key = (rule.roots, apart)
        exact = answered.setdefault(key, Exact(scene, rule.roots, bearer=bearer))
        finding = finding_of(rule, exact, lines=lines)
        if not overridden:
            twins.keep(finding, rule, exact)
        yield finding


def _assumed(scene: Scene) -> Iterator[str]:
    """Yield what was taken without being said, as far as some rule asks for it."""
    for name, words in scene.assumed:
        if name in scene.asked:
            yield named(words)


def _overall(findings: tuple[Finding, ...]) -> tuple[Question, ...]:
    best: dict[str, Question] = {}
    for question in (q for f in findings for q in f.questions):
        known = best.get(question.name)
        if known is None or known.influence < question.influence:
            best[question.name] = question
    return tuple(sorted(best.values(), key=lambda q: (-round(q.influence, 12), q.name)))


def _views(
    incident: Incident, register: "Register", *, chosen: tuple[Instrument, ...], common: Verdicts
) -> Mapping[str, Verdicts]:
    """Return what follows by each account: of the facts, and of the law where that differs."""
    told = speakers(incident.facts)
    found: dict[str, Verdicts] = {}
    in_law = accounts_in_law(incident, chosen)
    for speaker in sorted({*told, *in_law}):
        own = replace(incident, facts=account_of(speaker, incident.facts))
        # Who speaks of the law alone changes no more than the instruments of which it speaks.
        asked = chosen if speaker in told else in_law[speaker]
        answers = verdicts(own, register, instruments=asked, view=speaker)
        answers = {r: of for r, of in {**common, **answers}.items() if r in common}
        if speaker in told or answers != common:
            found[speaker] = answers
    return found


def accounts_in_law(
    incident: Incident, instruments: Iterable[Instrument]
) -> dict[str, list[Instrument]]:
    """Return those on whose account of the law the answer may turn, with the instruments.

    Who asserts or denies an end, holds its own part frozen, or upholds a spent article.
    """
    day, found = incident.day, dict[str, list[Instrument]]()
    for instrument in instruments:
        is_party = not set(instrument.bound_on(day)).isdisjoint(incident.victims)
        if is_party and instrument.status_on(day) == "in_force":
            for speaker in sorted(_speaks_of(instrument, day)):
                found.setdefault(speaker, []).append(instrument)
    return found


def _speaks_of(instrument: Instrument, day: date) -> set[str]:
    found: set[str] = set()
    for ending in instrument.endings:
        found.update((*ending.by, *ending.denied_by) if ending.day <= day else ())
    frozen = (p for p in instrument.participation if p.kind == "frozen_declared")
    found.update(p.state for p in frozen if day in p.span)
    spent = (a.obsolete for a in instrument.articles_on(day) if a.obsolete)
    found.update(who for o in spent if o.since <= day for who in o.upheld_by)
    return found


def _standing(instruments: tuple[Instrument, ...], incident: Incident) -> Iterator[StandingDuty]:
    for instrument in instruments:
        parties = instrument.parties_on(incident.day)
        if instrument.status_on(incident.day) != "in_force" or not set(parties) & set(
            incident.victims
        ):
            continue
        for article in instrument.articles_on(incident.day):
            if article.standing and not _is_spent(article, incident.day):
                named_ = article.bearers if isinstance(article.bearers, tuple) else parties
                yield StandingDuty(
                    instrument=instrument.id,
                    article=article.id,
                    cite=f"{article.cite} of {instrument.short}",
                    bearers=named_,
                    must=article.norm.must,
                    sentence=article.summary,
                )


def _is_spent(article: Article, day: date) -> bool:
    return article.obsolete is not None and article.obsolete.since <= day


def _coverage(register: "Register", chosen: tuple[Instrument, ...], *, incident: Incident) -> str:
    count = len(register.instruments)
    asked = f", {len(chosen)} of them asked" if len(chosen) != count else ""
    found = (coverage_of(victim, incident.day) for victim in incident.victims)
    told = "".join(f"; {counted.sentence}" for counted in found if counted is not None)
    return (
        f"{count} instruments in this register{asked}{told}; "
        "silence of the register is not absence of duty."
    )
