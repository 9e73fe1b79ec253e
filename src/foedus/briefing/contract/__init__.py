"""What may a JSON answer hold? The contract as models, and the schemas generated from them.

    python -m foedus.briefing.contract --write docs/reference/schema

The engine never builds these models to answer (that would cost 100 ms at every
start); tests hold every answer against them.
"""

import json

from foedus.briefing.contract.answers import ANSWERS
from foedus.briefing.envelope import CONTRACT

__all__ = ["ANSWERS", "schemas"]


def schemas() -> dict[str, str]:
    """Return file name to JSON Schema, one for each kind of answer."""
    made = {}
    for kind, model in ANSWERS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        schema |= model.model_json_schema(mode="serialization")
        made[f"{kind}.v{CONTRACT}.schema.json"] = json.dumps(schema, indent=1) + "\n"
    return made
