"""What may the answer of a cascade hold? Law, interests and estimate, each under its own key."""

from typing import Literal

from foedus.briefing.contract.envelope import Envelope
from foedus.briefing.contract.words import Day, Due, Strict

Comes = Literal["given", "certain", "possible"]


class WayView(Strict):
    """One ground on which a state acts."""

    bond: str
    basis: Literal["register", "treaty", "interest"]
    """A rule of the register; a treaty that the register does not hold; an interest, no duty."""
    source: str
    binding: str
    """How firmly the text binds: treaty, political ...; empty for an interest."""
    articles: list[str]
    aids: str | None
    open: bool


class ActView(Strict):
    """What one state does to another in a wave."""

    who: str
    does: Literal["attacks", "threatens"]
    whom: str
    comes: Comes
    ways: list[WayView]


class WaveView(Strict):
    """The acts of one wave."""

    number: int
    day: Day
    acts: list[ActView]


class JoinedView(Strict):
    """A state that is drawn in."""

    state: str
    comes: Comes


class RaceView(Strict):
    """Two acts of one day whose order changes the end."""

    day: Day
    one: str
    two: str
    only_if_one: list[list[str]]
    only_if_two: list[list[str]]


class AsideView(Strict):
    """A state that is called on to attack both sides, and stands aside."""

    act: list[str]
    day: Day


class CourseView(Strict):
    """How it unfolds."""

    joined: list[JoinedView]
    waves: list[WaveView]
    races: list[RaceView]
    aside: list[AsideView]


class GroundView(Strict):
    """What the engine finds of one duty in the cascade."""

    who: str
    victim: str
    victim_is: Literal["attacked", "threatened", "own_war"]
    against: list[str]
    day: Day
    article: str
    cite: str
    must: str
    force: str
    due: Due
    reason: str
    questions: list[str]


class ChanceView(Strict):
    """A number with its interval over those of all chances; null where one is missing."""

    value: float | None
    low: float
    high: float
    error: float


class SlopeView(Strict):
    """How much one link weighs: states that its act adds."""

    value: float
    error: float


class OddsView(Strict):
    """The estimate, never law."""

    label: str
    method: Literal["exact", "sampled"]
    effort: int
    seed: int | None
    of: dict[str, ChanceView]
    size: ChanceView
    sizes: list[float] | None
    passages: dict[str, list[tuple[int, float]]]
    tipping: dict[str, SlopeView]


class CascadeAnswer(Envelope):
    """The answer of `decide --cascade`."""

    kind: Literal["cascade"]
    name: str
    treaties: CourseView
    """By the treaties alone."""
    all: CourseView
    """With the interests that are told."""
    grounds: dict[str, GroundView]
    outside: list[GroundView]
    cuts: dict[str, list[list[str]]]
    estimate: OddsView | None
