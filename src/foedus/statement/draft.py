"""What is a claim before its parties are looked for? Its kind and what decided it."""

from dataclasses import dataclass

from foedus.statement.lexicon import Hit

REACTION_PLOVER = {
    "welcomes": "SUPPORT",
    "supports": "SUPPORT",
    "concern": "ACCUSE",
    "regret": "ACCUSE",
    "condemns": "ACCUSE",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim's kind before its parties are looked for."""

    kind: str
    plover: str | None = None
    polarity: str | None = None
    by: Hit | None = None
    """The hit that decided."""
    negated: bool | None = None
    """None: as the operators read it."""
    predicate: int = -1
    about_text: bool = False
    """The subject is the treaty or its article."""
    goes_on: bool = False
    """The clause goes on with the duty of the one before it ("... and to lend")."""
    shares: bool = False
    """The speaker takes an attack on another as one on itself."""
    adds: bool = False
    """The clause only adds a condition to the promise before it."""
    rest: bool = False
    """The clause refuses the rest of what the clause before it promises ("... but no soldiers")."""
