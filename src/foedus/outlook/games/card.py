"""What does a game assume, whose is it, and what is it not? The card that goes with each."""

from dataclasses import dataclass

from foedus.outlook.estimate import LABEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What must be read before a number of this game is believed."""

    id: str
    title: str
    question: str
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]
    """Full citations: where the idea, or a part of the formula, comes from."""
    ours: str
    """What was derived here and stands in no source in this form."""
    is_not: tuple[str, ...]
    """What the game does not model, and claims that nobody may rest on it."""
    against: tuple[str, ...] = ()
    """Findings that speak against it."""
    unverified: str = ""
    """What of the sources is given from memory."""
    label: str = LABEL


def in_words(card: Card) -> str:
    """Return the card as lines of plain text."""
    parts = (
        ("Assumes", card.assumptions),
        ("Is not", card.is_not),
        ("Against it", card.against),
        ("Source", card.sources),
    )
    lines = [f"{card.title}: {card.question}", card.label]
    lines += [f"{head}: {item}" for head, items in parts for item in items]
    lines.append(f"Ours: {card.ours}")
    if card.unverified:
        lines.append(f"Unverified: {card.unverified}")
    return "\n".join(lines)
