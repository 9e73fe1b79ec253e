"""Which data sets does Foedus read itself?"""

from foedus.panel.importing.atop import MEMBERS
from foedus.panel.importing.atop_years import PUBLISHED
from foedus.panel.importing.importer import Importer

CATALOGUE: tuple[Importer, ...] = (MEMBERS, PUBLISHED)
