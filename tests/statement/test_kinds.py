"""Which kind of claim is it? Short texts on invented events, each with the rule it is there for.

A row is ``kind plover obligor>beneficiary``; the parties are left out where no rule is on them.
"""

from datetime import date

import pytest

from foedus.statement import Claim, read_statements
from foedus.text import read_document

DAY = "2025-06-10"
RULES = {
    "a request dated in another year is history": (
        "When fighting broke out in 1977, Mogadishu asked Cairo for tanks.",
        "report_of_fact REQUEST EGY>SOM",
    ),
    "a request in a text that recounts another year is history": (
        (
            "In September 1955 Syrian guns opened fire across the lake. Amman asked Baghdad for "
            "two brigades."
        ),
        "report_of_fact REQUEST IRQ>JOR",
    ),
    "a request of this week is one": (
        "On Monday Mogadishu asked Cairo for tanks.",
        "request REQUEST EGY>SOM",
    ),
    "what was asked more than once is history": (
        "Bamako had twice asked Dakar for soldiers, Malian diplomats said.",
        "report_of_fact REQUEST",
    ),
    "the year of a treaty dates no request": (
        "Under the treaty signed in 1951 Manila asked Washington for ships.",
        "request REQUEST USA>PHL",
    ),
    "the treaty they signed is no deed of signing": (
        (
            "Under the defence agreement they signed in 2021, France and Greece must help each "
            "other if attacked."
        ),
        "treaty_description - FRA+GRC>FRA+GRC",
    ),
    "a signature that only dates the words is no deed": (
        (
            "Estonia would answer any strike on its soil with every gun it has, Tallinn said a day "
            "after the defence agreement with Finland was signed."
        ),
        "threat THREATEN",
    ),
    "an army that has begun to leave is leaving": (
        "Chad's battalion has begun to pull out of Mali, N'Djamena said.",
        "report_of_fact RETREAT TCD>MLI",
    ),
    "a raid is no deed of whoever speaks of it": (
        "The talks with Norway had been held within a day of the drone raid, Sweden's envoy said.",
        "report_of_fact CONSULT NOR+SWE>NOR+SWE",
    ),
    "worry over what may come is a warning": (
        "The raid on Tiraspol could escalate into a war, Bucharest fretted.",
        "warning -",
    ),
    "what was never promised is denied": (
        "Wellington had never promised to send ships to Fiji.",
        "denial_of_commitment REJECT NZL>FJI",
    ),
    "a deed denied rejects a charge": (
        "Eritrea denied having sent the bomber.",
        "reaction REJECT",
    ),
    "help refused is denied": (
        "Tunisia refuses to host any foreign base, its defence ministry says.",
        "denial_of_commitment REJECT",
    ),
    "a step that is not recognised is judged": (
        "Lisbon refused to recognise the seizure of the islands by troops.",
        "reaction ACCUSE",
    ),
    "words waved away are judged": (
        "The Ugandan embassy waved the missile speech aside as theatre.",
        "reaction ACCUSE",
    ),
    "the narrator goes on with the treaty just described": (
        (
            "The treaty of 2002 obliges France to defend Monaco. In return Monaco owes France "
            "help at the port. French soldiers may enter it only at the request of the prince."
        ),
        "treaty_description - MCO>FRA",
    ),
    "each party to a pact is bound by its text": (
        "Each party to the defence pact between France and Greece had to help the other.",
        "treaty_description - FRA+GRC>FRA+GRC",
    ),
    "what the powers promised in the treaty is its text": (
        "By the treaty of 1839 Britain, France and Prussia guaranteed the neutrality of Belgium.",
        "treaty_description -",
    ),
    "a treaty that is quoted behind its words still says them": (
        "If attacked, each must help the other, the 2021 pact of France and Greece lays down.",
        "treaty_description - FRA+GRC>FRA+GRC",
    ),
    "who feels bound speaks of its own will": (
        "Canberra would feel bound to send ships to Fiji if it was invaded, its premier said.",
        "commitment AGREE AUS>FJI",
    ),
    "a right that is denied is no duty denied": (
        "The treaty of 1951 lets nobody station missiles in Greenland, the Danish premier said.",
        "treaty_description -",
    ),
    "an answer to an attack on a partner protects it": (
        "Any strike on Manila will be met with a crushing response, the Pentagon said.",
        "commitment AGREE USA>PHL",
    ),
    "an answer to an attack by somebody protects nobody": (
        "Any Indian raid will be met with a crushing response, Islamabad said.",
        "threat THREATEN PAK>-",
    ),
    "who turns to a treaty asks for what it promises": (
        "Honduras is turning to the Rio Treaty after the incursion, its envoy told reporters.",
        "request REQUEST",
    ),
    "who wants no part refuses": (
        "Jakarta said it wanted no part in a war for Fiji.",
        "denial_of_commitment REJECT",
    ),
    "forces that stay at home are refused": (
        "Norwegian frigates stay in Norway, Oslo told Iceland.",
        "denial_of_commitment REJECT NOR>ISL",
    ),
    "a duty that does not reach so far is denied": (
        (
            "America's obligations under the 1951 treaty with Manila do not extend to that reef, "
            "the American envoy said."
        ),
        "denial_of_commitment REJECT USA>PHL",
    ),
    "who must leave is told so, whatever treaty is at hand": (
        (
            "Laos will honour its treaty with Vietnam, the Laotian foreign ministry said, and "
            "Thailand must withdraw its soldiers."
        ),
        "request REQUEST THA>-",
    ),
    "a party that denounces its treaty leaves it": (
        "Athens denounced the 2021 defence agreement with France.",
        "report_of_fact SANCTION",
    ),
    "a charge dismissed is denied": (
        "Asmara condemned as slander the charge that its troops crossed the border.",
        "reaction REJECT",
    ),
    "what may come is a warning": (
        "A long siege would engulf the whole region, Dakar's army chief said.",
        "warning -",
    ),
    "a door left open is readiness": (
        "Warsaw left the door open for more radars for Latvia, its premier said.",
        "commitment AGREE POL>LVA",
    ),
    "soldiers that came under a treaty have come": (
        (
            "Senegalese troops had come to Banjul under the defence treaty of 1967, Dakar's "
            "foreign ministry said."
        ),
        "report_of_fact MOBILIZE SEN>GMB",
    ),
    "crews that sail together cooperate": (
        "Dutch and Belgian marines had sailed together off Texel, The Hague said.",
        "report_of_fact COOPERATE BEL+NLD>BEL+NLD",
    ),
    "troops on their way are a deed, whatever word assures of it": (
        "Accra assured Lome that Ghanaian troops were on their way.",
        "report_of_fact MOBILIZE GHA>TGO",
    ),
    "marines that began to land have moved": (
        "Dutch marines began landing in Estonia on Saturday, The Hague confirmed.",
        "report_of_fact MOBILIZE NLD>EST",
    ),
    "an oath that was never taken is denied": (
        (
            "Washington had sworn to defend Jordan, Amman said. No such oath was ever taken, the "
            "American envoy said."
        ),
        "denial_of_commitment REJECT USA>JOR",
    ),
    "a treaty that it is not binds nobody": (
        "A treaty it is not, the Danish premier said of the defence declaration with Iceland.",
        "denial_of_commitment REJECT",
    ),
    "what had been asked for is told by who asked": (
        "Hanoi let it be known that it had asked Moscow for guns.",
        "report_of_fact REQUEST RUS>VNM",
    ),
    "a demand that others leave is a request": (
        "Cairo responded with a demand that every Turkish soldier leave Libya.",
        "request REQUEST TUR>-",
    ),
    "to bar the road to an enemy is to help": (
        "We will lend no port to anyone attacking Fiji, the Samoan premier said of the war.",
        "commitment AGREE WSM>FJI",
    ),
    "who begs, asks": (
        "MR. OKELLO, UGANDA: I beg Nairobi, from this floor, for soldiers and drones.",
        "request REQUEST KEN>UGA",
    ),
    "a complaint is a judgement": (
        "The brave soldiers of Kampala were alone again, Uganda's defence minister fumed.",
        "reaction ACCUSE",
    ),
    "a quarrel played down is no stance": (
        "Jakarta plays down the rift over the naval base.",
        "reaction -",
    ),
}


def row(claim: Claim) -> str:
    sides = ">".join("+".join(side) or "-" for side in (claim.obligor, claim.beneficiary))
    return f"{claim.kind} {claim.plover or '-'} {sides}"


@pytest.mark.parametrize("name", RULES)
def test_the_rule_holds_on_a_text_of_its_own(name):
    text, expected = RULES[name]
    document = read_document(text.encode(), media_type="text/plain")
    found = [
        row(c)
        for s in read_statements(document, said_on=date.fromisoformat(DAY))
        for c in s.claims
        if c.counts
    ]
    assert any(f"{r} ".startswith(f"{expected} ") for r in found), found


def kinds(text: str) -> list[str]:
    document = read_document(text.encode(), media_type="text/plain")
    found = read_statements(document, said_on=date.fromisoformat(DAY))
    return [c.kind for s in found for c in s.claims if c.counts]


def test_a_pronoun_behind_a_quotation_mark_may_be_the_treaty():
    text = (
        "“The neutrality treaty with Panama obliges us to defend the canal,” the American "
        "envoy said, “but it lets nobody land troops in the cities.”"
    )
    assert set(kinds(text)) == {"treaty_description"}


@pytest.mark.parametrize(
    "text",
    [
        "Scholars caution that the alliance has no headquarters worth the name.",
        "By the treaty of 2002 France must defend Monaco. The same arrangement would be odd here.",
    ],
)
def test_words_without_an_outcome_or_a_duty_make_no_claim_of_their_own(text):
    assert len(kinds(text)) <= text.count("must")
