"""What is the document about: which day, which treaty, which states, and is it security at all?

Read in one pass before the claims, so that "the pact" of the first paragraph can be
the treaty that the third one names.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from foedus.names.mention import Mention
from foedus.statement import naming
from foedus.statement.unit import Unit

_STATE_KINDS = ("state", "capital", "seat", "demonym")


@dataclass(slots=True)
class Scene:
    """The frame of one document; the last fields change while it is read."""

    on: date | None
    security: bool
    main: str | None
    """The instrument that the document is mostly about."""
    group: str | None
    """The organisation named most often."""
    states: tuple[str, ...]
    """States named, most often first."""
    article: str | None = None
    """The article cited last."""
    last_instrument: str | None = None
    pair: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Obligor and beneficiary of the last claim."""
    subject_is_text: bool = False
    """The last sentence was about a treaty, so "it" is the treaty."""
    seen: Counter[str] = field(default_factory=Counter)

    def members(self) -> tuple[str, ...]:
        """Return the members of the organisation of this document."""
        return naming.group_members(self.group, self.on) if self.group else ()


def make_scene(units: Sequence[Unit], *, on: date | None) -> Scene:
    """Return the frame of a document from its units."""
    instruments: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    states: Counter[str] = Counter()
    security = civil = 0
    for unit in units:
        for mention in unit.mentions:
            if mention.kind == "instrument":
                instruments[mention.ids[0]] += 1
            elif mention.kind == "group":
                groups[mention.ids[0]] += 1
            elif mention.kind in _STATE_KINDS and len(mention.ids) == 1:
                states[mention.ids[0]] += 1
        security += len(unit.group("security"))
        civil += len(unit.group("civil"))
    actors = bool(states or groups or instruments)
    ordered = tuple(code for code, _ in states.most_common())
    group = _defence_group(groups)
    scene = Scene(
        on=on,
        security=actors and security > 0 and security > civil,
        main=None,
        group=group,
        states=ordered,
    )
    scene.main = _main_instrument(units, instruments, scene=scene)
    if group is None and scene.main:
        scene.group = next((g for g in groups), None)
    return scene


def _defence_group(groups: Counter[str]) -> str | None:
    for group, _ in groups.most_common():
        if naming.group_instrument(group):
            return group
    return None


def _main_instrument(
    units: Sequence[Unit], instruments: Counter[str], *, scene: Scene
) -> str | None:
    if instruments:
        return instruments.most_common(1)[0][0]
    described: Counter[str] = Counter()
    for unit in units:
        if unit.group("treaty_words") and (found := described_in(unit, scene=scene)):
            described[found] += 1
    if described:
        return described.most_common(1)[0][0]
    worded = any(unit.group("treaty_words") for unit in units)
    if worded and scene.group:
        return naming.group_instrument(scene.group)
    return None


def described_in(unit: Unit, *, scene: Scene) -> str | None:
    """Return the instrument that the words of ``unit`` describe between the states at hand."""
    own = states_of(unit.mentions)
    text = unit.span.of(unit.text)
    tries = (
        [own[:2]] if len(own) >= 2 else [(own[0], o) for o in scene.states if own and o != own[0]]
    )
    tries.append(scene.states[:2])
    for pair in tries:
        if len(pair) == 2 and (found := naming.resolve(text, on=scene.on, states=pair)):
            return found
    return None


def states_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the distinct states of the mentions, in order."""
    found: list[str] = []
    for mention in mentions:
        if mention.kind in _STATE_KINDS and len(mention.ids) == 1 and mention.ids[0] not in found:
            found.append(mention.ids[0])
    return tuple(found)
