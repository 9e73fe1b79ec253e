"""How is an instrument written? The table of the keys of ``register/instruments/*.yaml``."""

from foedus.commitment import vocabulary as v
from foedus.commitment.schema.building import (
    Schema,
    day,
    duration,
    flag,
    known,
    many,
    mapping,
    nullable,
    one_of,
    one_or_many,
    record,
    ref,
    words,
)
from foedus.commitment.schema.cases import case
from foedus.commitment.schema.conditions import condition, term

VERSION = {"type": "integer", "minimum": 1, "description": "Version of the rule language: 1."}
DAYS = {"format": "date"}
SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
NAME = {"pattern": "^[a-z][A-Za-z0-9_]*$"}
NUMBER = {"anyOf": [words(), {"type": "integer"}], "description": "As cited: '4', '42(7)'."}
BOUNDS = {"from": day("First day of this version."), "until": day("Day after its last.")}


def instrument() -> Schema:
    """Return the schema of one instrument's file."""
    keys: dict[str, Schema] = {
        "foedus": VERSION,
        "id": SLUG | {"description": "The file's own name."},
        "title": words("Full title."),
        "short": words("How running text calls it."),
        "binding": one_of(v.BINDINGS),
        "rank": one_of(v.RANKS, "For Charter Art. 103."),
        "offensive": flag("true: the ally's own aggression is no exception."),
        "status": one_of(v.STATUSES),
        "mutual": flag("false: the duty runs one way."),
        "domains": many(words(), "Fields that the text covers."),
        "texts": mapping(one_of(v.TEXT_KINDS), keys={"pattern": "^[a-z]{2}$"}),
        "life": ref("life"),
        "parties": mapping(many(known("state")), keys=DAYS, text="Joined on that day."),
        "leaves": mapping(one_or_many(day()), keys=known("state"), text="Membership ends."),
        "participation": many(ref("participation")),
        "reservations": many(ref("reservation")),
        "interpretations": many(ref("interpretation")),
        "terms": mapping(ref("term"), keys=NAME),
        "articles": mapping(ref("article"), keys=NAME),
        "practice": many(ref("practice"), "What states did, never used to decide."),
        "cases": many(ref("case"), "What the rule must answer, with facts."),
        "confidence": one_of(v.CONFIDENCES),
        "sources": many(words()),
        "checked_on": day("When a person last held the file against its sources."),
        "notes": many(words()),
    }
    made = record(
        "an instrument",
        keys,
        needs=("foedus", "id", "title", "binding", "life", "parties", "articles"),
    )
    parts = {
        "condition": condition(),
        "term": term(),
        "life": _life(),
        "article": _article(),
        "version": _version(),
        "norm": _norm(),
        "unless": _unless(),
        "reading": _reading(),
        "reservation": _patch("a reservation", "state", known("state")),
        "interpretation": _patch("an interpretation", "by", words()),
        "participation": _participation(),
        "practice": record(
            "a practice",
            {"day": day(), "what": words(), "source": words()},
            needs=("day", "what", "source"),
        ),
        "case": case(),
    }
    return made | {"$defs": parts}


def _life() -> Schema:
    notice = record(
        "an exit",
        {"notice": duration(), "earliest": day(), "to": known("state"), "cite": words()},
    )
    return record(
        "a life",
        {
            "signed": day(),
            "in_force": day(),
            "until": day("First day on which it is no longer in force."),
            "ended_by": words("Id of the instrument, or plain words."),
            "published": day("First day on which the text was public."),
            "exit": notice,
            "events": mapping(words(), keys=DAYS, text="Other dated events."),
        },
    )


def _article_keys() -> dict[str, Schema]:
    return {
        "number": NUMBER,
        "cite": words("The provision, as a reader looks it up."),
        "summary": words("The article in one plain sentence, our words."),
        "trigger_words": words("The trigger in a few plain words, ours."),
        "for": {
            "anyOf": [one_of(v.BEARERS), many(known("state"))],
            "description": "Who owes it.",
        },
        "when": ref("condition"),
        "standing": flag("Owed always while in force: no incident starts it."),
        "needs": ref("condition"),
        "unless": many(ref("unless")),
        "then": ref("norm"),
        "otherwise": ref("norm"),
        "overrides": many(known("article"), "instrument#article that yields to this one."),
        "refers_to": many({"anyOf": [one_of(v.REFERENCES), known("instrument")]}),
        "readings": many(ref("reading")),
        "known_from": day("First day on which the public could read it."),
        "text_unknown": flag("The text is not public."),
        "note": words(),
    }


def _article() -> Schema:
    versions = {
        "anyOf": [record("a version", dict(BOUNDS)), many(ref("version"))],
        "description": "The days of this text; or several texts, each with what differs in it.",
    }
    keys = _article_keys() | {"versions": versions}
    return record("an article", keys, needs=("cite", "for", "then"))


def _version() -> Schema:
    return record("a version", dict(BOUNDS) | _article_keys())


def _norm() -> Schema:
    keys: dict[str, Schema] = {
        "must": one_of(v.MUSTS),
        "owed": one_of(("must", "may"), "may: it entitles, and binds nobody."),
        "force": one_of(v.FORCES, "Whether the use of force is owed, free or excluded."),
        "means": one_of(v.MEANS),
        "aid": many(one_of(v.ARTICLE_AID), "Forms of aid that the text names."),
        "decided_by": one_of(v.DECIDED_BY),
        "procedure": one_of(v.PROCEDURES),
        "delay": {"anyOf": [one_of(v.DELAYS), duration()]},
        "content": one_of(v.CONTENTS),
        "report_to": words(),
    }
    return record("a norm", keys, needs=("must",))


def _unless() -> Schema:
    keys: dict[str, Schema] = {
        "id": NAME | {"type": "string"},
        "if": ref("condition"),
        "effect": one_of(v.EFFECTS),
        "value": words("What the effect names: the forum, the instrument."),
        "cite": words(),
        "why": words(),
        "from": day(),
        "until": day(),
        "known_from": day(),
    }
    return record("an exception", keys, needs=("id", "if", "effect", "cite"))


def _reading() -> Schema:
    keys: dict[str, Schema] = {
        "id": NAME | {"type": "string"},
        "about": words("The fact, term or word that is read."),
        "says": words("The reading in one plain sentence."),
        "by": words("Author or body; 'open in the literature' where nobody is named."),
        "when": ref("condition"),
        "cite": words(),
        "source": words(),
    }
    return record("a reading", keys, needs=("id", "about", "says", "by"))


def _patch(what: str, author: str, who: Schema) -> Schema:
    keys: dict[str, Schema] = {
        author: who,
        "date": day(),
        "patch": mapping(ref("condition"), keys={"pattern": r"^[A-Za-z0-9_]+\.[A-Za-z0-9_]+$"}),
        "says": words("In one plain sentence."),
        "cite": words(),
        "source": words(),
    }
    return record(what, keys, needs=(author, "source"))


def _participation() -> Schema:
    keys: dict[str, Schema] = {
        "state": known("state"),
        "kind": one_of(("suspended", "frozen_declared")),
        "from": day(),
        "until": nullable(day()),
        "source": words(),
        "note": words(),
    }
    return record("a participation", keys, needs=("state", "kind", "from", "source"))
