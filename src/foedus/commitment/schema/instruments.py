"""How is an instrument written? The table of the keys of ``register/instruments/*.yaml``."""

from foedus.commitment import vocabulary as v
from foedus.commitment.schema import bonds
from foedus.commitment.schema.bonds import DAYS, NAME
from foedus.commitment.schema.building import (
    Schema,
    day,
    duration,
    flag,
    known,
    many,
    mapping,
    one_of,
    one_or_many,
    record,
    ref,
    words,
)
from foedus.commitment.schema.cases import case
from foedus.commitment.schema.conditions import condition, term

VERSION = {"type": "integer", "minimum": 1, "description": "Version of the rule language: 1."}
SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
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
        "leaves": mapping(
            {"anyOf": [day(), many(day()), ref("leave")]},
            keys=known("state"),
            text="Membership ends: the day (or days), or the steps of the departure.",
        ),
        "signatories": mapping(many(known("state")), keys=DAYS, text="Signed on that day."),
        "ratified": mapping(many(known("state")), keys=DAYS, text="Ratified on that day."),
        "refs": ref("refs") | {"description": "Where others list it."},
        "family": known("instrument", "The record of similar agreements of which it is one."),
        "members": many(ref("member"), "The single agreements of a family."),
        "coder": words("Who coded it."),
        "ends": many(ref("ending"), "Ends that are contested, with whose account says so."),
        "protects": many(ref("standing"), "States owed help that are no parties, and owe none."),
        "application": many(ref("standing"), "States to which it applies as to a party."),
        "participation": many(ref("participation")),
        "reservations": many(ref("reservation")),
        "interpretations": many(ref("interpretation")),
        "terms": mapping(ref("term"), keys=NAME),
        "articles": mapping(ref("article"), keys=NAME),
        "practice": many(ref("practice"), "What states did, never used to decide."),
        "cases": many(ref("case"), "What the rule must answer, with facts."),
        "confidence": one_of(v.CONFIDENCES),
        "checked_on": day("When a person last held the file against its sources."),
        "sources": many(words()),
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
        "life": bonds.life(),
        "article": _article(),
        "version": _version(),
        "norm": _norm(),
        "unless": _unless(),
        "standing": bonds.standing(),
        "weaker": _weaker(),
        "status": _status(),
        "ending": bonds.ending(),
        "leave": bonds.leave(),
        "refs": bonds.refs(),
        "member": bonds.member(),
        "reading": _reading(),
        "reservation": bonds.reservation(),
        "interpretation": bonds.interpretation(),
        "participation": bonds.participation(),
        "practice": record(
            "a practice",
            {"day": day(), "what": words(), "source": words()},
            needs=("day", "what", "source"),
        ),
        "case": case(),
    }
    return made | {"$defs": parts}


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
        "defines": {
            "anyOf": [known("term"), flag()],
            "description": "In place of 'when' and 'then': the term that it defines, or true.",
        },
        "standing": flag("Owed always while in force: no incident starts it."),
        "needs": ref("condition"),
        "unless": many(ref("unless")),
        "then": ref("norm"),
        "otherwise": one_or_many(ref("weaker"), "A weaker norm where this one is not due."),
        "overrides": many(known("article"), "instrument#article that yields to this one."),
        "refers_to": many({"anyOf": [one_of(v.REFERENCES), known("instrument")]}),
        "readings": many(ref("reading")),
        "known_from": day("First day on which the public could read it."),
        "text_unknown": flag("The text is not public."),
        "status": ref("status"),
        "executable": flag("false: no source tells its text; shown and never decided."),
        "binds_attacker": flag("A party that attacks owes this too; never assistance."),
        "note": words(),
    }


def _article() -> Schema:
    versions = {
        "anyOf": [record("a version", dict(BOUNDS)), many(ref("version"))],
        "description": "The days of this text; or several texts, each with what differs in it.",
    }
    keys = _article_keys() | {"versions": versions}
    return record("an article", keys, needs=("cite",))


def _version() -> Schema:
    return record("a version", dict(BOUNDS) | _article_keys())


def _norm() -> Schema:
    return record("a norm", _norm_keys(), needs=("must",))


def _norm_keys() -> dict[str, Schema]:
    return {
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
        "abstain_from": many(one_of(v.ABSTENTIONS), "What 'abstain' forbids."),
    }


def _weaker() -> Schema:
    reason = "All that is missing: when, needs, a term, a fact, or the id of an exception."
    keys: dict[str, Schema] = {
        "for_want_of": one_or_many(words(), reason),
        "if": ref("condition"),
        "cite": words(),
        "from": day(),
        "until": day(),
        "known_from": day(),
    }
    return record("a weaker norm", _norm_keys() | keys, needs=("must",))


def _status() -> Schema:
    keys: dict[str, Schema] = {
        "obsolete_by": words("Who holds it to be spent, or by what."),
        "since": day(),
        "upheld_by": one_or_many(words(), "By whose account it still applies."),
        "cite": words(),
    }
    return record("a status", keys, needs=("obsolete_by", "since"))


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
        "when": ref("condition") | {"description": "The casus under this reading."},
        "rival": flag("It contends with the rule's own text: which prevails is asked."),
        "cite": words(),
        "source": words(),
    }
    made = record("a reading", keys, needs=("id", "about", "says", "by"))
    return made | {"dependentRequired": {"rival": ["when"]}}
