"""Short texts on other events, each with the one rule that it is there for.

A row is ``voice state kind obligor>beneficiary trigger/duty forms qualifiers``, forms and
qualifiers joined by plus signs; a statement without a claim has only voice and state.
"""

from datetime import date

import pytest

from foedus.statement import Claim, Statement, read_statements
from foedus.text import read_document

DAY = "2025-06-10"
RULES = {
    "a label in a transcript may name the state behind the comma": (
        (
            "HOST: What will Lisbon do?\n"
            "ADMIRAL QUEIROZ, PORTUGAL: We will send two frigates to Cabo Verde.\n"
            "MINISTER TAVARES, CABO VERDE: We have asked for nothing less.\n"
        ),
        "quote PRT commitment PRT>CPV none/will troops -",
    ),
    "a label may begin with an adjective of the state": (
        (
            "Q: And if the islands are attacked?\n"
            "CHILEAN FOREIGN MINISTER ROJAS: Then we will defend Peru.\n"
        ),
        "quote CHL commitment CHL>PER unspecified/will military -",
    ),
    "a promise pasted without its speaker is the narrator's": (
        "Bulgaria will send soldiers to Romania if it is invaded.",
        "narrator - commitment BGR>ROU armed_attack/will troops -",
    ),
    "a quotation pasted without its speaker is a quote": (
        "“Spain will defend Morocco if it is attacked.”",
        "quote - commitment ESP>MAR armed_attack/will military -",
    ),
    "a pledge between port companies binds no state": (
        (
            "Singapore's port company pledged to support the container firms of Jakarta against "
            "an attack on their fees."
        ),
        "reported -",
    ),
    "football borrows the words of war": (
        "Ghana's captain vowed to defend the title against Nigeria's attack in Saturday's final.",
        "reported GHA",
    ),
    "the name of a party is no name of its state": (
        "The Hungarian Liberal Party threatened to leave the governing coalition in Budapest.",
        "reported -",
    ),
    "a speaker introduced with a comma is known to the next pronoun": (
        (
            "Senegal's army chief, Moussa Faye, flew to Banjul on Monday. He said Senegal would "
            "send troops to Gambia."
        ),
        "reported SEN commitment SEN>GMB none/will troops -",
    ),
    "a family name that stands first is enough": (
        (
            "Vietnamese Foreign Minister Bui Thanh said Hanoi would consult Laos after the attack "
            "on its army. Bui said troops were ready to help."
        ),
        "reported VNM commitment VNM>LAO none/will consultation -",
    ),
    "nuclear weapons are no arms that are given": (
        (
            '"We will defend Poland with all means, nuclear weapons included," the French '
            "president said."
        ),
        "quote FRA commitment FRA>POL unspecified/will military+nuclear -",
    ),
    "an envoy's warning may be a refusal": (
        "Athens's ambassador cautioned that no Greek soldier would fight for Armenia.",
        "reported GRC denial_of_commitment GRC>ARM none/none military+troops -",
    ),
    "what is not ruled out is readiness, whoever is named behind it": (
        "Canada has not ruled out sending warships to Japan, Defence Minister Claire Roy said.",
        "reported CAN commitment CAN>JPN none/readiness troops -",
    ),
    "a promise told by another's minister is the promiser's": (
        "Egypt has promised Sudan drones for its army, the country's defence minister said.",
        "reported EGY commitment EGY>SDN none/will arms -",
    ),
    "a treaty that was kept gives no duty": (
        '"The North Atlantic Treaty has kept the peace for decades," the Dutch premier said.',
        "quote NLD",
    ),
    "a treaty meant to deter gives no duty by that": (
        "The North Atlantic Treaty is meant to deter aggression.",
        "",
    ),
    "a treaty still in force is a fact": (
        "The defence agreement between France and Greece of 2021 remains in force, Athens said.",
        "reported GRC report_of_fact FRA+GRC>FRA+GRC none/none - -",
    ),
    "a participle describes the treaty and tells no deed": (
        (
            "The North Atlantic Treaty, signed in Washington in 1949, says that Belgium must help "
            "Norway if it is attacked."
        ),
        "narrator - treaty_description BEL>NOR armed_attack/shall - -",
    ),
    "help in the form of talks needs no event": (
        "Under the 2021 defence agreement France must consult Greece, Athens said.",
        "reported GRC treaty_description FRA>GRC none/shall consultation -",
    ),
    "the president alone is a reserve of the promise before it": (
        (
            "Turkey is ready to send troops to Libya, though its president alone would decide, "
            "Ankara said."
        ),
        "reported TUR commitment TUR>LBY none/readiness troops political_decision",
    ),
    "a place unknown to the register may be told by its noun": (
        "Brazil will send soldiers to the border town of Lethem in Guyana if asked, Brasilia said.",
        (
            "reported BRA commitment BRA>GUY unspecified/will troops "
            "request_of_victim+territorial_scope"
        ),
    ),
    "a constitution is a reserve under any verb": (
        (
            "Denmark will send ships to Estonia if it is attacked, under its constitution, "
            "Copenhagen said."
        ),
        "reported DNK commitment DNK>EST armed_attack/will troops constitutional_process",
    ),
    "an attack that is about to come is an immediate threat": (
        "Italy will help Albania if an invasion of its islands is imminent, Rome said.",
        "reported ITA commitment ITA>ALB immediate_threat/will - territorial_scope",
    ),
    "who counts on us is promised help": (
        '"Georgia can count on us in case of war," the Lithuanian president said.',
        "quote LTU commitment LTU>GEO war/will - -",
    ),
    "an answer with fire is a threat": (
        '"Any incursion will be answered with fire," the Algerian general said.',
        "quote DZA threat DZA>- aggression/none military -",
    ),
    "who hopes promises nothing": (
        "The Polish premier hoped that the soldiers would come home soon.",
        "reported POL",
    ),
    "what was never asked is no act of asking": (
        "In 1940 Norway did not ask Sweden for troops after the invasion.",
        "narrator - report_of_fact SWE>NOR none/none troops -",
    ),
    "both sides are the two that were named": (
        (
            "The fighting between Thailand and Cambodia goes on. Malaysia urged both sides to "
            "withdraw their troops."
        ),
        "reported MYS request KHM+THA>- none/none troops -",
    ),
    "a nation's own bases are lent by whoever says our": (
        '"Under the defence agreement the Americans may use our bases," the Finnish minister said.',
        "quote FIN treaty_description FIN>USA none/may base_access -",
    ),
    "a war with somebody is a war against him": (
        "Pakistan will not go to war with India for Bangladesh, Islamabad said.",
        "reported PAK denial_of_commitment PAK>BGD none/none military -",
    ),
    "a general's unnamed critics observe": (
        "A retired navy captain doubted that Oslo would send ships to Iceland.",
        "observers - other NOR>ISL none/none troops -",
    ),
    "who expects help asks for it": (
        "Iceland's foreign minister said that Reykjavik expects Norway to send ships.",
        "reported ISL request NOR>ISL unspecified/none troops -",
    ),
    "a verb beside the word of saying has the same subject": (
        "Slovenia changed course and said it would deliver tanks to Ukraine.",
        "reported SVN commitment SVN>UKR none/will arms -",
    ),
    "what had been said is the background of what is said now": (
        "Austria, which had long refused to send troops, now said it would train Moldovan pilots.",
        "reported AUT commitment AUT>MDA none/will training -",
    ),
    "whoever is to be consulted is the one who is helped": (
        "Tokyo said Australia would be consulted on the missiles.",
        "reported JPN commitment JPN>AUS none/will arms+consultation -",
    ),
    "not to let somebody stand alone is to help": (
        '"We will not let Cyprus stand alone against an attack," the Greek premier said.',
        "quote GRC commitment GRC>CYP armed_attack/will - -",
    ),
    "a step that forces an answer is threatened with one": (
        "Tehran said such a deployment of missiles would force it to respond.",
        "reported IRN threat IRN>- none/none military -",
    ),
    "a promise rests on no treaty of others": (
        (
            "Japan condemned the treaty between Russia and North Korea and said it would help "
            "Ukraine fight."
        ),
        "reported JPN commitment JPN>UKR unspecified/will military -",
    ),
    "the answer counts and not what was asked": (
        (
            "Asked whether Seoul would fight for Taiwan, the South Korean premier said that it "
            "could help, but would not send troops."
        ),
        "reported KOR commitment KOR>TWN none/may - -",
    ),
    "a comment in -ing behind a comma names no trigger": (
        (
            "Ireland will help Malta in case of aggression, defying the threat from the sea, "
            "Dublin said."
        ),
        "reported IRL commitment IRL>MLT aggression/will - -",
    ),
}


def row(statement: Statement, claim: Claim | None) -> str:
    head = f"{statement.voice} {statement.speaker.state or '-'}"
    if claim is None:
        return head
    sides = ">".join("+".join(side) or "-" for side in (claim.obligor, claim.beneficiary))
    sets = " ".join("+".join(sorted(x)) or "-" for x in (claim.forms, claim.qualifiers))
    return f"{head} {claim.kind} {sides} {claim.trigger}/{claim.duty} {sets}"


def rows(text: str) -> list[str]:
    document = read_document(text.encode(), media_type="text/plain")
    return [
        row(s, claim)
        for s in read_statements(document, said_on=date.fromisoformat(DAY))
        for claim in ([c for c in s.claims if c.counts] or [None])
        if claim is not None or s.voice != "narrator"
    ]


@pytest.mark.parametrize("name", RULES)
def test_the_rule_holds_on_a_text_of_its_own(name):
    text, expected = RULES[name]
    found = rows(text)
    assert expected in found if expected else found == []


def test_an_office_of_an_alliance_speaks_for_its_members_and_no_state():
    (found,) = rows(
        'NATO chief Anna Verhoeven said: "An attack on Slovenia is an attack on us all."'
    )
    assert found.startswith("quote - commitment ALB+")
    assert ">SVN armed_attack/will" in found
