"""Of which words do the answers of the JSON contract consist?"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
State = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Words = Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=2, max_length=2)]
Share = Annotated[float, Field(ge=0, le=1)]
Due = Literal["due", "not_due", "open", "text_unknown", "undecided"]
Standing = Literal["not_yet_signed", "signed", "in_force", "ended"]
TruthValue = bool | Literal["open"]
"""Yes, no, or open; open is never written as false."""


class Strict(BaseModel):
    """Every key is named; none may be added in silence."""

    model_config = ConfigDict(extra="forbid")
