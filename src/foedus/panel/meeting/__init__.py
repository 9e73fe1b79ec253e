"""Did a war meet an alliance's conditions? A decision from coded pledges and coded wars.

The rules stand in docs/explanation/human-coders.md.
"""

from foedus.panel.meeting.deciding import (
    Meeting,
    Test,
    by_kind_and_role,
    meeting,
    pledges_by_alliance,
)
from foedus.panel.meeting.war import Fight, War, war_of

__all__ = [
    "Fight",
    "Meeting",
    "Test",
    "War",
    "by_kind_and_role",
    "meeting",
    "pledges_by_alliance",
    "war_of",
]
