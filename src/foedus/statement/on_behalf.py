"""Which state does a speaker without one speak for? By the place, or by who acts in the words."""

from collections.abc import Sequence

from foedus.statement.attribution import Act, Utterance
from foedus.statement.unit import FINITE, Unit


def leading_place(unit: Unit, source: tuple[int, int]) -> str | None:
    """``In Seoul, the foreign ministry said``: the capital names the state of the office."""
    first = unit.mentions[0] if unit.mentions else None
    if first is None or first.kind != "capital" or unit.tokens[0].low != "in":
        return None
    return first.ids[0] if unit.at(first.start) == 1 and source[0] > 1 else None


def joined_state(unit: Unit, utterance: Utterance, *, last_spoken: str | None) -> str | None:
    """``Lima protested, and Defence Minister Ana Ruiz said``: the state that has just spoken.

    A promise in the words themselves tells better for whom they are.
    """
    start = utterance.range[0]
    linked = start > 1 and unit.tokens[start - 1].low in _JOINING
    return last_spoken if linked and not promises(unit, utterance.acts[0]) else None


_JOINING = ("and", "but", "though", "although")
_OBJECTS = tuple((word,) for word in ("for", "of", "to", "from", "with", "against"))


_CROWN = ("majesty", "'s")
"""``His Majesty's Government``: the words bear no state's name."""
_HURT = tuple((word,) for word in ("on", "against", "over", "to"))
_SUPPOSED = tuple((word,) for word in ("if", "unless", "should", "when", "once", "whenever"))


def acting(unit: Unit, acts: Sequence[Act]) -> str | None:
    """Return the state that stands before a finite verb in the words spoken, else the first one."""
    first: str | None = None
    adjective: str | None = None
    object_: str | None = None
    spoken = [part for act in acts for part in act.content]
    sources = [act.source for act in acts[1:] if act.shape != "shared"]
    for low, high in (*spoken, *sources):
        if _CROWN in zip(unit.lows(low, high), unit.lows(low + 1, high), strict=False):
            return "GBR"
        chain: list[str] = []
        last = -9
        for mention in unit.named(low, high):
            if mention.kind not in ("state", "capital", "demonym") or len(mention.ids) != 1:
                continue
            before = unit.lows(unit.at(mention.start) - 1, unit.at(mention.start))
            if mention.kind == "demonym":
                if before not in _HURT:
                    adjective = adjective or mention.ids[0]
                continue
            if before in _SUPPOSED:
                continue  # "if Peru prefers a fight, ..."
            if before in _OBJECTS:
                object_ = object_ or mention.ids[0]
                continue  # "no shells for Ukraine will cross Hungarian soil"
            first = first or mention.ids[0]
            chain = (
                [*chain, mention.ids[0]]
                if chain and before in ((",",), ("and",)) and unit.at(mention.start) - last <= 2
                else [mention.ids[0]]
            )
            last = unit.at(mention.end - 1)
            after = unit.lows(last + 1, last + 2)
            if after == ("'s",):
                # "Brazil's army will not stand idle": its body acts for the state.
                after = unit.lows(last + 3, last + 4)
            if after and after[0] in FINITE and after[0] not in ("is", "are", "were", "was"):
                return chain[0]
    return first or adjective or object_


def promises(unit: Unit, act: Act) -> bool:
    """Tell whether the content is a promise of help by a state that it names as subject."""
    for low, high in act.content:
        for mention in unit.named(low, high):
            end = unit.at(mention.end - 1) + 1
            modal = unit.lows(end, end + 1)
            if (
                mention.kind in ("state", "capital")
                and modal
                and modal[0] in ("will", "would", "'ll")
            ):
                return bool(unit.group("help", within=(end, min(end + 5, high))))
    return False
