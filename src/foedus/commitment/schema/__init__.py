"""What may stand in a file of the register? One table a kind, for the check and for editors."""

from collections.abc import Callable
from functools import cache

from foedus.commitment.schema.building import Schema
from foedus.commitment.schema.instruments import instrument
from foedus.commitment.schema.layers import authority, charter, facts, places

LANGUAGE = 1
"""The version of the rule language that this Foedus reads."""

KINDS: dict[str, Callable[[], Schema]] = {
    "instrument": instrument,
    "charter": charter,
    "authority": authority,
    "places": places,
    "facts": facts,
}

__all__ = ["KINDS", "LANGUAGE", "Schema", "schema_of"]


@cache
def schema_of(kind: str) -> Schema:
    """Return the JSON Schema of a file kind, one of `KINDS`. Treat it as read-only."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Foedus register: {kind}",
    }
    return head | KINDS[kind]()
