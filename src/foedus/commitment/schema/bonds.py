"""How is the bond of each party written? Its dates, departures, reservations, readings."""

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

NAME = {"pattern": "^[a-z][A-Za-z0-9_]*$"}
DAYS = {"format": "date"}


def life() -> Schema:
    """Return the schema of the dates of an instrument."""
    notice = record(
        "an exit",
        {"notice": duration(), "earliest": day(), "to": known("state"), "cite": words()},
    )
    provisional = record(
        "a provisional application",
        {"from": day(), "until": day(), "states": many(known("state")), "cite": words()},
        needs=("from",),
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
            "provisional": provisional,
            "events": mapping(words(), keys=DAYS, text="Other dated events."),
        },
    )


def refs() -> Schema:
    """Return the schema of the numbers under which others list it."""
    return record(
        "a list of references",
        {
            "atop": many({"type": "integer"}, "Alliance numbers of ATOP."),
            "cow": many({"type": "integer"}, "Alliance numbers of the Correlates of War."),
            "unts": many(words(), "Volume and number in the United Nations Treaty Series."),
            "lnts": many(words(), "Volume and page in the League of Nations Treaty Series."),
            "cts": many(words(), "Volume and page in the Consolidated Treaty Series."),
        },
    )


def member() -> Schema:
    """Return the schema of one agreement of a family."""
    keys: dict[str, Schema] = {
        "parties": many(known("state")),
        "title": words(),
        "signed": day(),
        "in_force": day(),
        "until": day("First day on which it is no longer in force."),
        "refs": ref("refs"),
        "source": words(),
        "note": words(),
    }
    return record("a member of a family", keys, needs=("parties", "title"))


def leave() -> Schema:
    """Return the schema of the steps by which a party left."""
    keys: dict[str, Schema] = {
        "intent": day("It said that it would leave."),
        "notice": day("It gave notice."),
        "effect": day("Membership ends."),
        "cite": words(),
        "note": words(),
    }
    return record("a departure", keys, needs=("effect",))


def ending() -> Schema:
    """Return the schema of an end that some assert and others deny."""
    keys: dict[str, Schema] = {
        "id": NAME | {"type": "string"},
        "kind": one_of(v.ENDINGS),
        "day": day("First day on which, by that account, it is no longer in force."),
        "by": one_or_many(words(), "States or bodies by whose account it has ended."),
        "denied_by": one_or_many(words(), "By whose account it has not."),
        "cite": words(),
        "source": words(),
        "note": words(),
    }
    return record("an ending", keys, needs=("id", "kind", "day", "by", "source"))


def standing() -> Schema:
    """Return the schema of a state that is owed help, or treated as a party, and is none."""
    keys: dict[str, Schema] = {
        "state": known("state"),
        "from": day(),
        "until": day(),
        "cite": words(),
        "note": words(),
    }
    return record("a standing", keys, needs=("state", "from", "cite"))


def participation() -> Schema:
    """Return the schema of a suspension or declared freeze."""
    keys: dict[str, Schema] = {
        "state": known("state"),
        "towards": one_or_many(known("state"), "Only between it and these; none: all parties."),
        "kind": one_of(("suspended", "frozen_declared")),
        "from": day(),
        "until": nullable(day()),
        "source": words(),
        "note": words(),
    }
    return record("a participation", keys, needs=("state", "kind", "from", "source"))


def _patch(what: str, author: str, who: Schema) -> Schema:
    keys: dict[str, Schema] = {
        author: who,
        "date": day(),
        "patch": mapping(ref("condition"), keys={"pattern": r"^[A-Za-z0-9_]+\.[A-Za-z0-9_]+$"}),
        "says": words("In one plain sentence."),
        "until": day("First day on which it no longer counts: withdrawn."),
        "known_from": day("First day on which the public could read it."),
        "cite": words(),
        "source": words(),
    }
    return record(what, keys, needs=(author, "source"))


def reservation() -> Schema:
    """Return the schema of a reservation: how terms read for one state."""
    made = _patch("a reservation", "state", known("state"))
    text = "What is owed to its author is narrowed alike (VCLT Art. 21(1)(b))."
    made["properties"]["reciprocal"] = flag(text)
    return made


def interpretation() -> Schema:
    """Return the schema of an official reading, applied in mode ``declared``."""
    who = one_or_many(words(), "Codes of states: for them as obligors. A body in words: for all.")
    return _patch("an interpretation", "by", who)
