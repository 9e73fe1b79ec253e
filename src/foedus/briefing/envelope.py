"""What does every JSON answer carry, whatever the verb?"""

from datetime import date
from typing import Any

from foedus.content import register_version
from foedus.version import __version__

CONTRACT = 1
"""Version of the JSON contract; the schemas in docs/reference/schema bear it in their names."""


def envelope(
    kind: str,
    body: dict[str, Any],
    *,
    on: date | None,
    known_on: date | None,
    register: str | None = None,
) -> dict[str, Any]:
    """Return ``body`` under the six keys that every answer begins with.

    Args:
        kind: Verb or kind of answer: brief, reading, comparison, case, register, estimate, check.
        body: The answer's own keys.
        on: Day for which the answer holds (valid time); None where no day plays a part.
        known_on: Day of knowledge; None means what is known now.
        register: Version of the register that answered; default: the one in use.
    """
    return {
        "foedus": CONTRACT,
        "kind": kind,
        "register": register or register_version(),
        "engine": __version__,
        "on": on.isoformat() if on else None,
        "known_on": known_on.isoformat() if known_on else None,
        **body,
    }
