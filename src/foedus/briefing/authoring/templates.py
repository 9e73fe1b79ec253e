"""Which kinds of article does a first file offer, and with which cases? Texts to fill in.

``@NUMBER``, ``@ID``, ``@A`` (first party), ``@B`` (second) and ``@DAY`` are put in by
`foedus.briefing.authoring.skeleton`. Each kind comes with a case in which the duty is
due, one in which it is not, and one in which it is open.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Template(NamedTuple):
    """One kind of article."""

    about: str
    """What such an article promises, for the help text."""
    article: str
    cases: str = ""
    """Empty: the duty stands always, and no incident starts it."""


HEAD = """\
  art@NUMBER:
    number: '@NUMBER'
    cite: Art. @NUMBER  # the provision, as a reader looks it up
"""

DEFENCE = Template(
    "help against an armed attack",
    HEAD
    + """\
    # summary: one sentence, in your own words; never a quotation at length
    summary: If one party is the victim of an armed attack, the other helps it.
    trigger_words: an armed attack on a party
    for: every_other_party  # or every_party, or a list of states: [@A]
    # when: what makes the case of the treaty, and only what the text asks for. Often beside it:
    #   {by: [state, states]}  {target: [territory]}  {soil_of: victim}  {not: {fact: provoked}}
    when: {all: [{attack: armed_attack}]}
    # needs: what has to come first. Without it the case is there, and nothing is owed yet.
    # needs: {fact: request}
    # unless: one entry for each exception of the text. That an ally which attacked first is owed
    # nothing is added to every treaty of defence since 1945; you need not write it.
    # unless:
    #   - {id: provoked, if: {fact: provoked}, effect: defeats, cite: Art. @NUMBER}
    # force: must where the text owes armed force, may where the helper decides, no, or unsaid.
    then: {must: assist, force: unsaid, means: unsaid, decided_by: each_bearer}
""",
    """\
  - case: An armed attack binds the other party to help
    day: @DAY
    incident: {victim: @A, attacker: QMX, attacker_kind: state, attack: armed_attack}
    facts: {victim_is_aggressor: false}
    expect: {@ID#art@NUMBER: {@B: due}}
    source: Art. @NUMBER
  - case: A danger without an attack is not the case of the article
    day: @DAY
    incident: {victim: @A, attacker: QMX, attacker_kind: state, attack: danger}
    facts: {victim_is_aggressor: false}
    expect: {@ID#art@NUMBER: {@B: not_due}}
    source: Art. @NUMBER
  - case: Whether there was an attack is not known, so the duty is open
    day: @DAY
    incident: {victim: @A, attacker: QMX, attacker_kind: state, attack: [danger, armed_attack]}
    facts: {victim_is_aggressor: false}
    expect: {@ID#art@NUMBER: {@B: open}}
    open: {@ID#art@NUMBER: [attack]}
    source: Art. @NUMBER
""",
)

CONSULTATION = Template(
    "talks when a party feels threatened",
    HEAD
    + """\
    summary: If a party holds that it is threatened, the parties consult.  # in your own words
    trigger_words: a threat, in the view of a party
    for: every_other_party
    # Other triggers: {fact: imminent_threat_of_aggression}  {fact: danger_to_peace}
    when: {fact: party_feels_threatened}
    # needs: {fact: request}  # where they consult only if one of them asks
    then: {must: consult, aid: [consultation]}
""",
    """\
  - case: A party that holds itself threatened is owed consultation
    day: @DAY
    incident: {victim: @A, attacker: QMX, attack: danger}
    facts: {party_feels_threatened: true}
    expect: {@ID#art@NUMBER: {@B: due}}
    source: Art. @NUMBER
  - case: Nobody holds itself threatened, so there is nothing to consult on
    day: @DAY
    incident: {victim: @A, attacker: QMX, attack: danger}
    facts: {party_feels_threatened: false}
    expect: {@ID#art@NUMBER: {@B: not_due}}
    source: Art. @NUMBER
  - case: Whether a party holds itself threatened is not known
    day: @DAY
    incident: {victim: @A, attacker: QMX, attack: danger}
    expect: {@ID#art@NUMBER: {@B: open}}
    open: {@ID#art@NUMBER: [party_feels_threatened]}
    source: Art. @NUMBER
""",
)


def _on_attack(norm: str, *, summary: str, case: str) -> tuple[str, str]:
    """Return article and cases of a duty that an armed attack by a state starts."""
    cases = DEFENCE.cases.replace("An armed attack binds the other party to help", case)
    article = f"""\
    summary: {summary}  # in your own words
    trigger_words: an armed attack on a party by a state
    for: every_other_party
    when: {{all: [{{attack: armed_attack}}, {{by: [state, states]}}]}}
    then: {{must: {norm}, decided_by: automatic}}
"""
    return HEAD + article, cases


NEUTRALITY = Template(
    "neutrality when a party is attacked",
    *_on_attack(
        "remain_neutral",
        summary="If one party is attacked by a state, the other remains neutral.",
        case="An armed attack by a state obliges the other party to neutrality",
    ),
)
NO_HELP = Template(
    "no help to whoever attacks a party",
    *_on_attack(
        "not_assist_aggressor",
        summary="If one party is attacked by a state, the other gives the attacker no help.",
        case="An armed attack by a state forbids the other party to help the attacker",
    ),
)


def _standing(norm: str, *, summary: str) -> str:
    return (
        HEAD
        + f"""\
    summary: {summary}  # in your own words
    trigger_words: none; the duty stands always
    for: every_party
    standing: true  # owed always while in force: no incident starts it
    then: {{must: {norm}}}
"""
    )


NON_AGGRESSION = Template(
    "no attack on each other, no hostile alliance",
    _standing("abstain", summary="The parties do not attack each other."),
)
COOPERATION = Template(
    "building defence together, bases, training",
    _standing("cooperate", summary="The parties work together on their defence."),
)

ARTICLES: Mapping[str, Template] = {
    "defence": DEFENCE,
    "consultation": CONSULTATION,
    "neutrality": NEUTRALITY,
    "no-help": NO_HELP,
    "non-aggression": NON_AGGRESSION,
    "cooperation": COOPERATION,
}
