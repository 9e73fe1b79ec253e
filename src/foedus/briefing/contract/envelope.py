"""What stands in every answer?"""

from typing import Annotated, Literal

from pydantic import Field

from foedus.briefing.contract.words import Day, Strict
from foedus.briefing.envelope import CONTRACT


class Envelope(Strict):
    """The six keys of every answer."""

    foedus: Literal[CONTRACT]  # type: ignore[valid-type]
    register_: Annotated[str, Field(alias="register")]
    engine: str
    on: Day | None
    known_on: Day | None
