"""The answer of `decide --cascade`: who is drawn into a war after whom, by law or by interest?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from foedus.briefing.answer import Answer
from foedus.briefing.cascade_view import cascade_view
from foedus.briefing.envelope import envelope
from foedus.briefing.odds_aloud import link_name, odds_blocks, question_name
from foedus.briefing.page import (
    Block,
    Bullets,
    Page,
    Para,
    Section,
    Table,
    Words,
    faint,
    strong,
    verdict,
)
from foedus.case import incident_from_flags
from foedus.case.cascade import (
    Act,
    Cascade,
    Course,
    Ground,
    Story,
    cascade,
    read_story,
    story_of,
)
from foedus.case.cascade.odds import RUNS
from foedus.case.cascade.waves import CERTAIN
from foedus.case.cascade.web import Bond
from foedus.case.wording import listed, named
from foedus.commitment import Register, load
from foedus.errors import IncidentError
from foedus.names import state_name

CAUTION = (
    "Waves: in each, every article is decided on the facts of the wave before, and nothing is "
    "withdrawn. What a treaty asks is law as read here; that a state fights is never certain."
)
TAKEN = """\
Whoever attacks first, and not in aid of a state already attacked, struck first: what is owed to \
it is decided with 'provoked' and 'the victim is the aggressor' answered yes.
A state supports an attacker if it attacks or threatens the victim in the waves, and helps a \
victim if it attacks its attacker; nothing else is taken for support or help.
A state that fights beside another does not attack it; one that is called to both sides in one \
wave stands aside.
Treaties are read as of the first day, or of their entry into force if that comes later, and \
call from then on.
""".splitlines()
MOST_OUTSIDE = 20
COMES = (
    "Certain: if every duty is followed and every interest acts, whichever way the open duties "
    "turn out. Possible: only in some of these."
)


def cascading(
    source: Path | None,
    *,
    today: date,
    on: date | None = None,
    known_on: date | None = None,
    runs: int = RUNS,
    seed: int = 1,
    drawn_lags: bool = False,
    **flags: Any,
) -> Answer:
    """Return the cascade of a file, or of the incident that flags name.

    Args:
        source: A cascade file; None: the incident of ``flags``.
        today: Day of an incident for which none is given.
        on: Day of the incident of flags.
        known_on: By when a text had to be public; goes before what the file says.
        runs: Worlds to sample where the odds cannot be exact.
        seed: Of the sampled worlds.
        drawn_lags: Draw lags from their ranges, by sampling.
        **flags: As `foedus.case.incident_from_flags` takes them.

    Raises:
        IncidentError: No incident, or one that cannot be decided; every fault of the file.
        InputError: The worlds cannot be sampled as asked.
    """
    register = load()
    story = _story(source, register, flags=flags, on=on or today, known_on=known_on)
    found = cascade(story, register, runs=runs, seed=seed, drawn_lags=drawn_lags)
    data = envelope("cascade", cascade_view(found), on=story.day, known_on=story.known_on)
    return Answer(page=_page(found), data=data)


def _story(
    source: Path | None,
    register: Register,
    *,
    flags: Mapping[str, Any],
    on: date,
    known_on: date | None,
) -> Story:
    given = {name: value for name, value in flags.items() if value}
    if source is not None:
        if given:
            problem = "both a file and options name an incident."
            raise IncidentError(str(source), problem, "Give one of the two.")
        story = read_story(source, register)
        return replace(story, known_on=known_on) if known_on else story
    if not given.get("victims") or not given.get("attackers"):
        mend = "Name both: --attacker AUH --victim SRB; or give a cascade file."
        raise IncidentError("--cascade", "nobody attacks anybody.", mend)
    incident = incident_from_flags(register, day=on, known_on=known_on, **given)
    by, of = (
        listed(map(state_name, s), word="and") for s in (incident.attackers, incident.victims)
    )
    return story_of(incident, name=f"{by} against {of}")


def _page(found: Cascade) -> Page:
    story = found.story
    return Page(
        title=story.name,
        lead=_lead(found),
        facts=(("Begins on", str(story.day)), ("Known on", str(story.known_on or "now"))),
        blocks=tuple(_blocks(found)),
        foot=(CAUTION, f"Register {found.register}"),
    )


def _lead(found: Cascade) -> str:
    law, every = found.treaties.joined, found.all.joined
    told = f"By the treaties alone {_drawn_in(law)}."
    if _is_wider(found):
        told += f" {_wider(found)}, {len(every)} would be: {_states(every)}."
    return told


def _is_wider(found: Cascade) -> bool:
    """Tell whether more than treaties calls on states."""
    return bool(found.story.interests) or found.all.waves != found.treaties.waves


def _wider(found: Cascade) -> str:
    political = any(b.basis == "register" and not b.is_law for b in found.bonds)
    told = ["the interests that are told"] if found.story.interests else []
    return f"With {' and '.join([*told, *(['political texts'] if political else [])])}"


def _drawn_in(joined: Sequence[tuple[str, str]]) -> str:
    if not joined:
        return "no other state would be drawn in"
    some = "one other state" if len(joined) == 1 else f"{len(joined)} other states"
    return f"{some} would be drawn in: {_states(joined)}"


def _states(joined: Sequence[tuple[str, str]]) -> str:
    names = (state_name(s) + ("" if how == CERTAIN else " (possibly)") for s, how in joined)
    return listed(names, word="and")


def _blocks(found: Cascade) -> Iterator[Block]:
    if any(wave.number for wave in found.treaties.waves) or not _is_wider(found):
        yield Section(
            title="By the treaties alone", tone="law", blocks=tuple(_course(found.treaties, found))
        )
    if _is_wider(found):
        yield Section(title=_wider(found), blocks=tuple(_course(found.all, found)))
    if outside := tuple(_outside(found.outside)):
        title = "What the treaties ask of states that stay out"
        more = len(outside) - MOST_OUTSIDE
        told = [Bullets(items=outside[:MOST_OUTSIDE])]
        left = [Para(words=f"And {more} more, in the JSON form.")] if more > 0 else []
        yield Section(title=title, tone="law", blocks=(*told, *left))
    if found.cuts:
        yield Section(title="Whose refusal would stop it", blocks=tuple(_cuts(found)))
    if found.odds is not None:
        yield Section(
            title="How likely, by the chances that the file gives",
            tone="estimate",
            blocks=tuple(odds_blocks(found, found.odds)),
        )
    yield Section(title="Taken for so", tone="caution", blocks=(Bullets(items=_taken(found)),))


def _course(course: Course, found: Cascade) -> Iterator[Block]:
    rows = tuple(
        (str(wave.number), str(act.day), _act(act), act.status, *_way_cells(act, found))
        for wave in course.waves
        for act in wave.acts
    )
    columns = ("Wave", "Day", "Who", "Comes", "By", "Text or interest")
    yield Table(columns=columns, rows=rows, caption=COMES)
    open_ = tuple(_open(course, found))
    if open_:
        yield Para(words="Open, and therefore only possible:")
        yield Bullets(items=open_)
    told = [*map(_race, course.races), *(_aside(a.dyad, a.day) for a in course.aside)]
    if told:
        yield Bullets(items=tuple(told))
    else:
        yield Para(words="No race: no two acts of one day change the end by their order.")


def _race(race: Any) -> str:
    def end(dyads: Sequence[tuple[str, str, str]]) -> str:
        return listed(map(_verb, dyads), word="and") if dyads else "nothing more"

    one, two = state_name(race.one), state_name(race.two)
    return (
        f"A race on {race.day}: if {one} acts before {two}, {end(race.only_if_one)} comes about "
        f"that otherwise does not; if {two} is first, {end(race.only_if_two)}."
    )


def _aside(dyad: tuple[str, str, str], day: date) -> str:
    return (
        f"{_verb(dyad)} is called for on {day} and does not come: the state fights beside it, "
        "or is called to both sides at once."
    )


def _verb(dyad: tuple[str, str, str]) -> str:
    does, who, whom = dyad
    return f"{state_name(who)} {does} {state_name(whom)}"


def _act(act: Act) -> Words:
    return (strong(state_name(act.who)), f" {act.dyad[0]} {state_name(act.dyad[2])}")


BASIS = {
    "treaty": "treaty (not in this register)",
    "interest": "interest",
}


def _way_cells(act: Act, found: Cascade) -> tuple[Words, Words]:
    if not act.ways:
        return "told", _source_of_deed(act, found)
    kinds, texts = [], []
    for way in act.ways:
        kinds.append(_kind(way.bond, found))
        texts.append(_cite(way.bond, found) + (" (open)" if way.is_open else ""))
    return "; ".join(dict.fromkeys(kinds)), "; ".join(dict.fromkeys(texts))


FORCE = {"must": "treaty", "may": "treaty, arms by choice", "unsaid": "treaty, means unsaid"}
"""What a treaty owes, by its ``Norm.force``."""


def _kind(bond: Bond, found: Cascade) -> str:
    if bond.basis != "register":
        return BASIS[bond.basis]
    if bond.binding != "treaty":
        return "political text" if bond.binding == "political" else "text that is no treaty"
    ground = found.grounds.get(bond.id)
    return FORCE.get(ground.finding.norm.force, "treaty") if ground is not None else "treaty"


def _source_of_deed(act: Act, found: Cascade) -> str:
    return next((d.source for d in found.story.deeds if d.dyad == act.dyad), "")


def _cite(bond: Bond, found: Cascade) -> str:
    """Return by what a bond calls: the article, or the interest with its source."""
    if bond.basis == "register":
        ground = found.grounds.get(bond.id)
        return ground.finding.cite if ground is not None else _reference(bond)
    interest = next(i for i in found.story.interests if i.id == bond.source)
    says = interest.says.rstrip(".")
    return f"{says} ({interest.source})" if says else interest.source


def _reference(bond: Bond) -> str:
    return ", ".join(f"{bond.source}#{article}" for article in bond.articles)


def _open(course: Course, found: Cascade) -> Iterator[Words]:
    """Yield every open duty among the ways in, with the questions on which it turns."""
    told = set()
    for act in (act for wave in course.waves for act in wave.acts):
        for way in act.ways:
            ground = found.grounds.get(way.bond.id)
            if not way.is_open or ground is None or ground.finding.cite in told:
                continue
            told.add(ground.finding.cite)
            asked = " ".join(named(q.text) for q in ground.finding.questions[:3])
            yield (
                strong(state_name(act.who)),
                f" under {ground.finding.cite}: {asked or ground.finding.reason}",
            )


def _outside(grounds: Iterable[Ground]) -> Iterator[Words]:
    """Yield, for each state outside and each duty, the firmest answer with its reason."""
    firm = {"due": 0, "open": 1, "text_unknown": 2, "undecided": 3, "not_due": 4}
    kept: dict[tuple[str, str], Ground] = {}
    # That no help is owed in a war of one's own choice goes without saying.
    asked = (g for g in grounds if g.kind == "attacked" or g.finding.due != "not_due")
    for ground in asked:
        key = (ground.who, f"{ground.finding.instrument}#{ground.finding.article}")
        known = kept.get(key)
        if known is None or firm[ground.finding.due] < firm[known.finding.due]:
            kept[key] = ground
    ranked = sorted(kept.values(), key=lambda g: (firm[g.finding.due], g.who, g.finding.cite))
    for ground in ranked:
        finding = ground.finding
        helps = finding.norm.must in ("assist", "remain_neutral", "not_assist_aggressor")
        if helps:
            duty = finding.norm.must.replace("_", " ")
            yield (
                strong(state_name(ground.who)),
                f" to {duty} ({finding.cite}, {state_name(ground.victim)}): ",
                verdict(finding.due),
                faint(f" {finding.reason}"),
            )


def _cuts(found: Cascade) -> Iterator[Block]:
    yield Para(words="If every other link acts, the fewest refusals that keep it from coming:")
    rows = tuple(
        (question_name(question), " | ".join(map(_refusals, cuts[:4])) or "—")
        for question, cuts in found.cuts.items()
    )
    yield Table(columns=("What", "Would not come without"), rows=rows)


def _refusals(cut: Sequence[str]) -> str:
    return " and ".join(map(link_name, cut))


def _taken(found: Cascade) -> tuple[Words, ...]:
    told = []
    for entry in found.story.assumed:
        of = f" in the case of {state_name(entry.victim)}" if entry.victim else ""
        facts = "; ".join(f"{name}: {_answer(value)}" for name, value in entry.facts.items())
        places = f"place: {listed(sorted(entry.places))}" if entry.places else ""
        what = "; ".join(filter(None, (facts, places)))
        if what:
            source = f" ({entry.source})" if entry.source else ""
            told.append(f"{what}{of}: {entry.why}{source}")
    return (*told, *TAKEN)


def _answer(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{_answer(v)} by {state_name(who)}" for who, v in value.items())
    return "open" if value is None else "yes" if value else "no"


__all__ = ["cascading"]
