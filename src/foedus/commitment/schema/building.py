"""How is a file described? The few building blocks that every table of a file kind uses.

Tables are plain JSON Schema (draft 2020-12), so editors read them as they are.
``x-known`` names the list on which a word must stand (states, facts, places ...),
``x-what`` how messages call the part. Other programs ignore both.
"""

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]


def words(text: str = "") -> Schema:
    """Return the schema of a text that is not empty."""
    return _described({"type": "string", "minLength": 1}, text)


def one_of(values: Iterable[str], text: str = "") -> Schema:
    """Return the schema of a word of a closed list."""
    return _described({"enum": list(values)}, text)


def known(kind: str, text: str = "") -> Schema:
    """Return the schema of a word that must stand on the list ``kind`` of the register."""
    return _described({"type": "string", "minLength": 1, "x-known": kind}, text)


def day(text: str = "") -> Schema:
    """Return the schema of a day, YYYY-MM-DD."""
    return _described({"type": "string", "format": "date"}, text)


def duration(text: str = "") -> Schema:
    """Return the schema of an ISO 8601 duration in whole units, such as P1Y or PT48H."""
    return _described({"type": "string", "format": "duration"}, text)


def flag(text: str = "") -> Schema:
    """Return the schema of true or false."""
    return _described({"type": "boolean"}, text)


def many(item: Schema, text: str = "") -> Schema:
    """Return the schema of a list with at least one item."""
    return _described({"type": "array", "items": item, "minItems": 1}, text)


def one_or_many(item: Schema, text: str = "") -> Schema:
    """Return the schema of one item, or a list of such items."""
    return _described({"anyOf": [item, many(item)]}, text)


def nullable(item: Schema, text: str = "") -> Schema:
    """Return the schema of one item, or null."""
    return _described({"anyOf": [item, {"type": "null"}]}, text)


def mapping(values: Schema, *, keys: Schema | None = None, text: str = "") -> Schema:
    """Return the schema of a mapping from words of ``keys`` to ``values``."""
    made: Schema = {"type": "object", "additionalProperties": values, "minProperties": 1}
    if keys is not None:
        made["propertyNames"] = keys
    return _described(made, text)


def record(what: str, properties: dict[str, Schema], *, needs: Iterable[str] = ()) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    return {
        "type": "object",
        "x-what": what,
        "properties": properties,
        "required": list(needs),
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    """Return the reference to a part that the file kind defines under ``$defs``."""
    return {"$ref": f"#/$defs/{name}"}


def _described(schema: Schema, text: str) -> Schema:
    return schema | {"description": text} if text else schema
