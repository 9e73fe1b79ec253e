"""How does a cascade look as plain data? The view of the JSON contract."""

from dataclasses import asdict
from typing import Any

from foedus.case.cascade import Act, Cascade, Course, Ground, Odds


def cascade_view(found: Cascade) -> dict[str, Any]:
    """Return a cascade as plain JSON data: law, interests and estimate under keys of their own."""
    return {
        "name": found.story.name,
        "treaties": _course(found.treaties),
        "all": _course(found.all),
        "grounds": {bond: _ground(ground) for bond, ground in found.grounds.items()},
        "outside": [_ground(ground) for ground in found.outside],
        "cuts": {q: [list(cut) for cut in cuts] for q, cuts in found.cuts.items()},
        "estimate": None if found.odds is None else _odds(found.odds),
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "joined": [{"state": state, "comes": status} for state, status in course.joined],
        "waves": [
            {
                "number": wave.number,
                "day": wave.day.isoformat(),
                "acts": [_act(act) for act in wave.acts],
            }
            for wave in course.waves
        ],
        "races": [
            {
                "day": race.day.isoformat(),
                "one": race.one,
                "two": race.two,
                "only_if_one": [list(dyad) for dyad in race.only_if_one],
                "only_if_two": [list(dyad) for dyad in race.only_if_two],
            }
            for race in course.races
        ],
        "aside": [{"act": list(a.dyad), "day": a.day.isoformat()} for a in course.aside],
    }


def _act(act: Act) -> dict[str, Any]:
    does, who, whom = act.dyad
    return {
        "who": who,
        "does": does,
        "whom": whom,
        "comes": act.status,
        "ways": [
            {
                "bond": way.bond.id,
                "basis": way.bond.basis,
                "source": way.bond.source,
                "binding": way.bond.binding,
                "articles": list(way.bond.articles),
                "aids": way.bond.aids,
                "open": way.is_open,
            }
            for way in act.ways
        ],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    finding = ground.finding
    return {
        "who": ground.who,
        "victim": ground.victim,
        "victim_is": ground.kind,
        "against": list(ground.against),
        "day": ground.day.isoformat(),
        "article": f"{finding.instrument}#{finding.article}",
        "cite": finding.cite,
        "must": finding.norm.must,
        "force": finding.norm.force,
        "due": finding.due,
        "reason": finding.reason,
        "questions": [question.name for question in finding.questions],
    }


def _odds(odds: Odds) -> dict[str, Any]:
    return {
        "label": "Model-based, not a prediction of intent.",
        "method": odds.method,
        "effort": odds.effort,
        "seed": odds.seed,
        "of": {question: asdict(share) for question, share in odds.of.items()},
        "size": asdict(odds.size),
        "sizes": None if odds.sizes is None else list(odds.sizes),
        "passages": {q: [[day, p] for day, p in days] for q, days in odds.passages.items()},
        "tipping": {draw: asdict(slope) for draw, slope in odds.tipping.items()},
    }
