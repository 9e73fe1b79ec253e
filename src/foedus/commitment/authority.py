"""Who must agree at home, to what, before or after? Steps by state, action and day.

Internal law is no excuse between states (Vienna Convention Art. 27); these
steps say what a state must do at home, not whether it is bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foedus.commitment.parsing import as_tuple, to_day
from foedus.commitment.vocabulary import ACTIONS
from foedus.dates import Interval
from foedus.errors import InputError, suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of one organ that the law at home asks for."""

    id: str
    actions: tuple[str, ...]
    """For which actions, of `vocabulary.ACTIONS`."""
    organ: str
    act: str
    """What the organ does, in our words."""
    timing: str
    """prior | ex_post | notification"""
    cite: str
    majority: str | None = None
    deadline: str | None = None
    """ISO 8601 duration, such as PT48H."""
    emergency: str | None = None
    """What may be done before, when there is no time."""
    span: Interval = field(default=Interval())
    confidence: str = "high"
    contested: bool = False
    """Whether the step is owed in law is itself in dispute at home."""
    note: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who may decide in one state."""

    state: str
    all_steps: tuple[Step, ...]
    checked_on: date | None = None
    notes: tuple[str, ...] = ()

    def steps(self, action: str, day: date) -> tuple[Step, ...]:
        """Return the steps for ``action`` that the law of ``day`` asks for, in the file's order.

        Raises:
            InputError: ``action`` is none of `vocabulary.ACTIONS`.
        """
        if action not in ACTIONS:
            raise InputError("action", f"unknown action '{action}'.", suggest(action, ACTIONS))
        return tuple(s for s in self.all_steps if action in s.actions and day in s.span)


def to_authority(plain: Mapping[str, Any]) -> Authority:
    """Return the authority of one checked file."""
    return Authority(
        state=plain["state"],
        all_steps=tuple(map(_step, plain["steps"])),
        checked_on=to_day(plain.get("checked_on")),
        notes=as_tuple(plain.get("notes")),
    )


def _step(plain: Mapping[str, Any]) -> Step:
    return Step(
        id=plain["id"],
        actions=as_tuple(plain["action"]),
        organ=plain["organ"],
        act=plain["act"],
        timing=plain["timing"],
        cite=plain["cite"],
        majority=plain.get("majority"),
        deadline=plain.get("deadline"),
        emergency=plain.get("emergency"),
        span=Interval(to_day(plain.get("from")), to_day(plain.get("until"))),
        confidence=plain["confidence"],
        contested=plain.get("contested", False),
        note=plain.get("note"),
        sources=as_tuple(plain["sources"]),
    )
