"""How is a condition written? One mapping with exactly one constructor, and its bounds in time."""

from foedus.commitment import vocabulary as v
from foedus.commitment.schema.building import (
    Schema,
    day,
    flag,
    known,
    many,
    one_of,
    one_or_many,
    record,
    ref,
    words,
)

SHARE = {"type": "string", "format": "share"}
WHOM = {"anyOf": [one_of(("victim", "bearer", "attacker", "parties")), known("state")]}
VOTERS = {"anyOf": [one_of(("parties",)), known("voters")]}
PARTIES_OR_STATE = {"anyOf": [one_of(("parties",)), known("state")]}
BOUNDS: dict[str, Schema] = {
    "from": day("First day on which this branch stands in the text."),
    "until": day("First day on which it no longer does."),
    "known_from": day("First day on which the public could read this branch."),
}


def condition_parts() -> dict[str, Schema]:
    """Return the constructors of a condition, by key, as one table."""
    part = ref("condition")
    return {
        "all": many(part, "Every part holds."),
        "any": many(part, "At least one part holds."),
        "not": part,
        "count": record(
            "a count",
            {"at_least": {"type": "integer", "minimum": 1}, "of": many(part)},
            needs=("at_least", "of"),
        ),
        "term": known("term", "A term that this file defines under 'terms'."),
        "fact": known("fact", "A fact with a question in register/lexicon/facts.yaml."),
        "attack": one_of(v.ATTACKS, "The incident is at least of this kind."),
        "by": one_or_many(one_of(v.ATTACKER_KINDS), "The attacker is of one of these kinds."),
        "attacker": record(
            "an attacker",
            {
                "in": one_or_many(PARTIES_OR_STATE),
                "not": one_or_many(PARTIES_OR_STATE),
                "party": flag(),
                "allied_with": one_or_many(known("state")),
            },
        )
        | {"minProperties": 1},
        "target": one_or_many(one_of(v.TARGETS), "What is attacked is one of these."),
        "place": one_or_many(known("place"), "The attack falls in one of these places or zones."),
        "soil_of": one_or_many(WHOM),
        "administered_by": one_or_many(WHOM),
        "recognised_by": {"anyOf": [one_of(("bearer",)), known("state")]},
        "bearer_in": one_or_many(known("state"), "The obligor is one of these."),
        "bearer_party_to": known("instrument", "The obligor is a party to that instrument."),
        "victim_in": one_or_many(PARTIES_OR_STATE, "The state attacked is one of these."),
        "request": {"anyOf": [words(), record("a request", {"by": words()}, needs=("by",))]},
        "finding": {"anyOf": [words(), record("a finding", {"by": words()}, needs=("by",))]},
        "vote": record(
            "a vote",
            {
                "body": words(),
                "share": SHARE,
                "more_than": SHARE,
                "no_objection": flag("No member votes against; who stays away does not object."),
                "of": one_or_many(VOTERS),
                "exclude": one_or_many({"anyOf": [one_of(("disputants",)), known("state")]}),
                "exclude_if": part,
            },
            needs=("body",),
        ),
        "attacker_in": one_or_many(PARTIES_OR_STATE, "Short for {attacker: {in: ...}}."),
    }


def condition() -> Schema:
    """Return the schema of a condition: one constructor, bounds beside it."""
    parts = condition_parts()
    made = record("a condition", parts | BOUNDS)
    made["oneOf"] = [{"required": [key]} for key in parts]
    return made


def term() -> Schema:
    """Return the schema of a defined term: a condition with its cite, or variants by language."""
    parts = condition_parts()
    own: dict[str, Schema] = {
        "cite": words("Where the text defines it."),
        "variants": {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2}$"},
            "additionalProperties": ref("condition"),
            "minProperties": 2,
            "description": "Language to condition, where authentic texts differ.",
        },
    }
    made = record("a term", parts | BOUNDS | own)
    made["oneOf"] = [{"required": [key]} for key in (*parts, "variants")]
    return made
