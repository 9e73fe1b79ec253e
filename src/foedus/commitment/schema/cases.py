"""How is a case written? An incident, the facts that are known, and what the rule must answer."""

from foedus.commitment import vocabulary as v
from foedus.commitment.schema.building import (
    Schema,
    day,
    duration,
    known,
    many,
    mapping,
    nullable,
    one_of,
    one_or_many,
    record,
    words,
)

OUTCOME = one_or_many(one_of(v.OUTCOMES))
OBLIGOR = {"anyOf": [{"const": "*"}, known("state")]}
BY_ARTICLE = known("article")


def case() -> Schema:
    """Return the schema of one case (the format of incident files)."""
    fact = {
        "anyOf": [
            {"type": "boolean"},
            {"type": "null"},
            one_of(("abstained", "absent")),
            mapping(_yes_no_open()),
        ],
    }
    expected = mapping(mapping(OUTCOME, keys=OBLIGOR), keys=BY_ARTICLE)
    keys: dict[str, Schema] = {
        "case": words("A sentence that states the point of the case."),
        "day": day(),
        "known_on": day("What was public by then; default: the day."),
        "clock": duration("Time since the casus arose, such as P2D."),
        "mode": one_of(("text", "declared")),
        "incident": incident(),
        "facts": mapping(fact, keys=known("fact")) | {"minProperties": 0},
        "expect": expected,
        "effects": mapping(mapping(many(one_of(v.EFFECTS)), keys=known("state")), keys=BY_ARTICLE),
        "open": mapping(many(words()), keys=BY_ARTICLE, text="Must be among the open questions."),
        "views": mapping(expected, text="Under that speaker's account."),
        "practice": words("What states did."),
        "source": words(),
    }
    return record("a case", keys, needs=("case", "day", "incident", "expect"))


def incident() -> Schema:
    """Return the schema of an incident: what is said to have happened."""
    return record(
        "an incident",
        {
            "victim": one_or_many(known("state")),
            "attacker": nullable(one_or_many(known("state"))),
            "attacker_kind": nullable(one_or_many(one_of(v.ATTACKER_KINDS))),
            "attack": nullable(one_or_many(one_of(v.ATTACKS))),
            "target": nullable(one_or_many(one_of(v.TARGETS))),
            "place": nullable(one_or_many(known("place"))),
            "soil_of": nullable(known("state")),
        },
        needs=("victim",),
    )


def _yes_no_open() -> Schema:
    return {"anyOf": [{"type": "boolean"}, {"type": "null"}]}
