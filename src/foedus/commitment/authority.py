"""Who must agree at home, to what, before or after? Steps by state, action and day.

Internal law is no excuse between states (Vienna Convention Art. 27); these
steps say what a state must do at home, not whether it is bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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
    span: Interval = Interval()
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


def to_authority(data: Mapping[str, Any]) -> Authority:
    """Return the authority of one checked file."""
    return Authority(
        state=data["state"],
        all_steps=tuple(map(_step, data["steps"])),
        checked_on=to_day(data.get("checked_on")),
        notes=as_tuple(data.get("notes")),
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        id=data["id"],
        actions=as_tuple(data["action"]),
        organ=data["organ"],
        act=data["act"],
        timing=data["timing"],
        cite=data["cite"],
        majority=data.get("majority"),
        deadline=data.get("deadline"),
        emergency=data.get("emergency"),
        span=Interval(to_day(data.get("from")), to_day(data.get("until"))),
        confidence=data["confidence"],
        contested=data.get("contested", False),
        note=data.get("note"),
        sources=as_tuple(data["sources"]),
    )
