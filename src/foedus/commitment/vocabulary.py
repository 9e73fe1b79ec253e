"""Which words may a file of the register use? The closed lists, each in one place."""

from foedus.commitment.condition import ATTACKER_KINDS, ATTACKS, TARGETS
from foedus.commitment.instrument import MUSTS
from foedus.forms import FORMS

__all__ = [
    "ABSTENTIONS",
    "ACTIONS",
    "AID_FORMS",
    "ARTICLE_AID",
    "ATTACKER_KINDS",
    "ATTACKS",
    "BEARERS",
    "BINDINGS",
    "CONFIDENCES",
    "CONSTRUCTORS",
    "CONTENTS",
    "DECIDED_BY",
    "DELAYS",
    "EFFECTS",
    "ENDINGS",
    "FACT_KINDS",
    "FORCES",
    "MEANS",
    "MUSTS",
    "OUTCOMES",
    "PROCEDURES",
    "PROVISION_FORMS",
    "RANKS",
    "REFERENCES",
    "SHORTHANDS",
    "STATUSES",
    "TARGETS",
    "TEXT_KINDS",
    "TIMINGS",
    "WITHIN",
]

ABSTENTIONS = (
    "force",
    "hostile_alliance",
    "hostile_acts",
    "hostile_use_of_territory",
    "separate_peace",
    "intervention",
)
"""What an ``abstain`` norm forbids; *force* between the parties is a pledge of non-aggression."""
FORCES = ("must", "may", "consent_only", "no", "unsaid")
MEANS = ("unsaid", "appropriate", "necessary", "all_available", "all_in_power")
DECIDED_BY = ("automatic", "each_bearer", "joint", "organ")
PROCEDURES = ("none", "constitutional", "both_states_laws")
DELAYS = ("unsaid", "at_once", "after_consultation")
ENDINGS = (
    "expiry",
    "denunciation",
    "supersession",
    "breach",
    "change_of_circumstances",
    "extinction",
)
"""On which ground an instrument is said to have ended (VCLT Arts. 54-64)."""
EFFECTS = (
    "defeats",
    "ends",
    "suspends",
    "reduces_to_consult",
    "own_choice_of_form",
    "forum_is",
)
AID_FORMS = FORMS
"""The forms of aid of the claims guideline."""
ARTICLE_AID = (*AID_FORMS, "practical_measures")
"""What an article may name: the forms of aid, and steps to remove a threat."""

WITHIN: dict[str, str] = {
    "heavy_arms": "arms",
    "small_arms": "arms",
    "arms": "military",
    "troops": "military",
    "training": "military",
    "intelligence": "military",
    "logistics": "military",
    "base_access": "military",
    "nuclear": "military",
}
"""Form of aid to the wider form it is part of; heavy arms: all but small arms, light weapons."""
PROVISION_FORMS = (*AID_FORMS, "heavy_arms", "small_arms")

BINDINGS = ("treaty", "political", "domestic_law", "executive")
RANKS = ("charter", "treaty")
TEXT_KINDS = ("authentic", "translation", "edition")
CONFIDENCES = ("high", "medium", "low")
STATUSES = ("confirmed", "unconfirmed")
CONTENTS = ("fixed", "to_be_agreed")
BEARERS = ("every_party", "every_other_party", "organ")
REFERENCES = (
    "un_charter",
    "un_charter_2_4",
    "un_charter_51",
    "un_charter_52",
    "un_charter_53",
    "un_charter_54",
    "un_charter_103",
    "un_resolutions",
    "international_law",
)
"""What a text itself may invoke (`Article.refers_to`)."""

ACTIONS = ("forces_abroad", "war_entry", "arms_aid", "treaty")
TIMINGS = ("prior", "ex_post", "notification")
FACT_KINDS = ("event", "status", "request", "judgement", "finding", "consent", "conduct")
OUTCOMES = ("due", "not_due", "open", "text_unknown", "undecided")

CONSTRUCTORS = (
    "all",
    "any",
    "not",
    "count",
    "term",
    "fact",
    "attack",
    "by",
    "attacker",
    "target",
    "place",
    "soil_of",
    "administered_by",
    "recognised_by",
    "bearer_in",
    "bearer_party_to",
    "victim_in",
    "request",
    "finding",
    "vote",
)
"""The keys of which a condition bears exactly one."""
SHORTHANDS = ("attacker_in",)
"""Keys that say in one word what a constructor says: ``attacker: {in: ...}``."""
