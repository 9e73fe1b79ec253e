"""The register on a day: instruments, articles, who is party, who may decide at home."""

from foedus.commitment.authority import Authority, Step
from foedus.commitment.beside import load_beside
from foedus.commitment.charter import Charter, CharterRule, CouncilMeasure, Provision
from foedus.commitment.facts import FactQuestion
from foedus.commitment.instrument import (
    Article,
    Instrument,
    Life,
    Norm,
    Participation,
    Patch,
    Practice,
    Reading,
    Unless,
)
from foedus.commitment.knowledge import as_known
from foedus.commitment.places import Gazetteer, PlaceEntry, UnknownPlace
from foedus.commitment.profile import ArticleProfile, profile
from foedus.commitment.register import Register, load

__all__ = [
    "Article",
    "ArticleProfile",
    "Authority",
    "Charter",
    "CharterRule",
    "CouncilMeasure",
    "FactQuestion",
    "Gazetteer",
    "Instrument",
    "Life",
    "Norm",
    "Participation",
    "Patch",
    "PlaceEntry",
    "Practice",
    "Provision",
    "Reading",
    "Register",
    "Step",
    "UnknownPlace",
    "Unless",
    "as_known",
    "load",
    "load_beside",
    "profile",
]
