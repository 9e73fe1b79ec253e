"""Who is drawn into a war after whom, by which treaty or interest, and in which order?

    cascade(read_story(path, register), register) -> Cascade

Waves: in each, every article is decided exactly on the facts of the wave before; nothing is
withdrawn. What the texts ask (`Cascade.treaties`) stands apart from what the story tells of
interests (`Cascade.all`), and both from the estimate (`Cascade.odds`).
"""

from foedus.case.cascade.cascading import Cascade, Ground, cascade
from foedus.case.cascade.files import is_cascade, read_story, story_from
from foedus.case.cascade.network import Chance, Lag
from foedus.case.cascade.odds import Odds, Share
from foedus.case.cascade.story import Deed, Interest, Story, story_of
from foedus.case.cascade.waves import Act, Course, Race, Wave

__all__ = [
    "Act",
    "Cascade",
    "Chance",
    "Course",
    "Deed",
    "Ground",
    "Interest",
    "Lag",
    "Odds",
    "Race",
    "Share",
    "Story",
    "Wave",
    "cascade",
    "is_cascade",
    "read_story",
    "story_from",
    "story_of",
]
