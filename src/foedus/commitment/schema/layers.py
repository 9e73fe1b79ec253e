"""How are the other files written? Charter and measures, authority, places, facts."""

from foedus.commitment import vocabulary as v
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
from foedus.commitment.schema.instruments import NUMBER, SLUG, VERSION

NAMED = NAME | {"type": "string"}
PLACE = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def charter() -> Schema:
    """Return the schema of ``register/charter/*.yaml``: rules of the Charter, Council measures."""
    provision = record(
        "a provision",
        {
            "resolution": NUMBER,
            "paragraph": NUMBER,
            "date": day("Adopted; binding from that day."),
            "until": day(),
            "bars": many(one_of(v.PROVISION_FORMS), "Forms of aid that it forbids."),
            "direction": one_of(("to", "from", "both"), "As seen from the target."),
            "sentence": words("What it forbids, our words."),
            "exceptions": words(),
            "source": words(),
            "confidence": one_of(v.CONFIDENCES),
        },
        needs=("resolution", "paragraph", "date", "bars", "direction", "sentence", "source"),
    )
    measure = record(
        "a measure",
        {
            "id": SLUG,
            "title": words(),
            "target": known("state"),
            "since": day(),
            "until": day(),
            "bearers": one_of(("un_members",)),
            "provisions": many(provision),
            "notes": many(words()),
        },
        needs=("id", "title", "target", "since", "provisions"),
    )
    rule = record(
        "a rule",
        {
            "id": NAMED,
            "article": NUMBER,
            "cite": words(),
            "sentence": words("The rule in one plain sentence, our words."),
            "from": day(),
            "until": day(),
            "binds": one_of(("members", "all")),
            "note": words(),
            "sources": many(words()),
            "confidence": one_of(v.CONFIDENCES),
        },
        needs=("id", "article", "cite", "sentence", "from", "binds", "sources"),
    )
    return record(
        "a Charter file",
        {"foedus": VERSION, "rules": many(rule), "measures": many(measure), "notes": many(words())},
        needs=("foedus",),
    )


def authority() -> Schema:
    """Return the schema of ``register/states/authority/*.yaml``: who may decide at home."""
    step = record(
        "a step",
        {
            "id": NAMED,
            "action": one_or_many(one_of(v.ACTIONS)),
            "organ": words(),
            "act": words("What the organ does, our words."),
            "timing": one_of(v.TIMINGS),
            "majority": words(),
            "deadline": duration("Within this time."),
            "emergency": words("What may be done before, when there is no time."),
            "cite": words(),
            "from": day(),
            "until": day(),
            "confidence": one_of(v.CONFIDENCES),
            "contested": flag("Whether the step is owed in law is in dispute at home."),
            "note": words(),
            "sources": many(words()),
        },
        needs=("id", "action", "organ", "act", "timing", "cite", "confidence", "sources"),
    )
    return record(
        "an authority file",
        {
            "foedus": VERSION,
            "state": known("state"),
            "steps": many(step),
            "checked_on": day(),
            "notes": many(words()),
        },
        needs=("foedus", "state", "steps"),
    )


def places() -> Schema:
    """Return the schema of ``register/places/*.yaml``: soil, administration and zones by date."""
    status = record(
        "a status",
        {
            "state": known("state"),
            "from": day(),
            "until": day(),
            "view": one_or_many(words(), "Whose account; none: the common one."),
            "cite": words(),
        },
        needs=("state",),
    )
    place = record(
        "a place",
        {
            "name": words("How running text calls it."),
            "aliases": many(words()),
            "kind": one_of(("state", "region", "island", "sea", "city", "line", "zone")),
            "soil": {"anyOf": [known("state"), many(ref("status"))]},
            "administered": {"anyOf": [known("state"), many(ref("status"))]},
            "in": one_or_many(known("place"), "It lies wholly in these."),
            "perhaps_in": one_or_many(known("place"), "In part, or by some readings, in these."),
            "note": words(),
            "sources": many(words()),
        },
    )
    made = record(
        "a file of places",
        {
            "foedus": VERSION,
            "sources": many(words()),
            "notes": many(words()),
            "places": mapping({"anyOf": [place, known("state")]}, keys=PLACE),
        },
        needs=("foedus", "places"),
    )
    return made | {"$defs": {"status": status}}


def facts() -> Schema:
    """Return the schema of ``register/lexicon/facts.yaml``: the facts and their questions."""
    fact = record(
        "a fact",
        {
            "question": words("Asked of the user; ends with a question mark."),
            "kind": one_of(v.FACT_KINDS),
            "default": flag("Taken where nobody says otherwise; printed as an assumption."),
            "cite": words("The law that the question, or its default, rests on."),
            "note": words(),
        },
        needs=("question", "kind"),
    )
    fact["dependentRequired"] = {"default": ["cite"]}
    return record(
        "a file of facts",
        {"foedus": VERSION, "facts": mapping(fact, keys=NAME), "votes": ref("votes")},
        needs=("foedus", "facts"),
    ) | {
        "$defs": {
            "votes": mapping(
                words("Asked for each voter; {state} stands for its name."),
                keys=NAME,
                text="Body to the question of its votes, asked as vote.<body>.<ISO3>.",
            )
        }
    }


__all__ = ["DAYS", "authority", "charter", "facts", "places"]
