"""Which data sets does Foedus read itself? Every importer of its own."""

from foedus.panel.importing.atop import ALLIANCES, MEMBERS
from foedus.panel.importing.atop_years import PUBLISHED
from foedus.panel.importing.attributes import ATTRIBUTES
from foedus.panel.importing.disputes import DISPUTES
from foedus.panel.importing.geography import GEOGRAPHY
from foedus.panel.importing.importer import Importer
from foedus.panel.importing.rivalries import TIES
from foedus.panel.importing.states import STATES
from foedus.panel.importing.wars import WARS

CATALOGUE: tuple[Importer, ...] = (
    *(MEMBERS, ALLIANCES, PUBLISHED),
    *STATES,
    *ATTRIBUTES,
    *DISPUTES,
    *WARS,
    *GEOGRAPHY,
    *TIES,
)
