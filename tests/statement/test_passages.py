"""Whole passages on other events: who speaks, and what each statement commits to.

A row is ``voice state kind obligor>beneficiary trigger/duty``; a statement without a
claim has only voice and state.
"""

from datetime import date

import pytest

from foedus.statement import Claim, Statement, read_statements
from foedus.text import read_document

PASSAGES = {
    "a beneficiary describes, an opposition judges": (
        "2023-11-14",
        (
            "Australia is bound to consult Tuvalu and must help it in case of military "
            "aggression if Funafuti asks, Foreign Minister Laura Benson told "
            "parliament. The opposition welcomed the treaty but regretted that it had "
            "been negotiated in secret."
        ),
        [
            "reported AUS treaty_description AUS>TUV none/shall",
            "reported AUS treaty_description AUS>TUV aggression/shall",
            "reported - reaction ->- none/none",
            "reported - reaction ->- none/none",
        ],
    ),
    "three states promise, one is silent, observers doubt": (
        "2026-01-15",
        (
            "Germany, France and Poland would send troops to Estonia within days if it "
            "were invaded, Chancellor Erik Baumann promised. The Pentagon declined to "
            "comment. Analysts in Tallinn said the pledge would be tested soon."
        ),
        [
            "reported DEU commitment DEU+FRA+POL>EST armed_attack/will",
            "observers -",
        ],
    ),
    "a charter binds each other's friends": (
        "2024-03-15",
        (
            "The Liptako-Gourma Charter obliges the three states to come to each "
            "other's aid if one of them is attacked, including by use of armed force."
        ),
        [
            "narrator - treaty_description BFA+MLI+NER>BFA+MLI+NER armed_attack/shall",
        ],
    ),
    "a denial and a running programme": (
        "2024-12-20",
        (
            "Slovakia will not send a single soldier to Ukraine, Prime Minister Jozef "
            "Hruska said, adding that his government would keep delivering humanitarian "
            "aid."
        ),
        [
            "reported SVK denial_of_commitment SVK>UKR none/none",
            "reported SVK commitment SVK>UKR none/will",
        ],
    ),
    "an accusation rejected": (
        "2020-10-12",
        (
            "Turkey will stand by Azerbaijan with all its means, President Kemal Aydin "
            "said. Yerevan accused Ankara of sending Syrian fighters; Turkish officials "
            "denied the claim."
        ),
        [
            "reported TUR commitment TUR>AZE unspecified/will",
            "reported ARM reaction ->- none/none",
            "reported TUR reaction ->- none/none",
        ],
    ),
    "an act of parliament speaks through the narrator": (
        "2022-08-03",
        (
            "The Taiwan Relations Act says only that the United States will make "
            'available arms; it does not oblige America to fight. "We would go to war," '
            "President Mark Donnelly had told an interviewer when asked whether he "
            "would defend Taiwan."
        ),
        [
            "narrator - treaty_description USA>TWN none/will",
            "narrator - treaty_description USA>TWN unspecified/none",
            "quote USA commitment USA>TWN unspecified/will",
        ],
    ),
    "signed, undertaken under it, and promised": (
        "2024-01-12",
        (
            "Britain and Ukraine signed an agreement on security cooperation in Kyiv. "
            "Under it London undertakes to provide swift assistance if Russia invades "
            'again. "Britain will be there on day one," Prime Minister Roland Seymour '
            "said."
        ),
        [
            "narrator - report_of_fact GBR+UKR>GBR+UKR none/none",
            "narrator - treaty_description GBR>UKR armed_attack/will",
            "quote GBR commitment GBR>UKR unspecified/will",
        ],
    ),
    "assured through two diplomats": (
        "2024-05-16",
        (
            "According to two diplomats familiar with the talks, Beijing has assured "
            "Moscow that it will not supply lethal weapons but would go on selling "
            "machine tools to its army."
        ),
        [
            "reported CHN denial_of_commitment CHN>RUS none/none",
            "reported CHN commitment CHN>RUS unspecified/will",
        ],
    ),
    "a request for its country, and a partner's answer": (
        "2023-11-30",
        (
            "Guyana's vice-president said his country had asked the United States for "
            "help in case Venezuela invaded Essequibo. Caracas accused Washington of "
            "warmongering."
        ),
        [
            "reported GUY request USA>GUY armed_attack/none",
            "reported VEN reaction ->- none/none",
        ],
    ),
    "each party, in the sentence after the treaty": (
        "2025-12-02",
        (
            "Australia and Papua New Guinea have ratified the Pukpuk treaty. Each party "
            "recognises that an armed attack on the other would be dangerous to its own "
            "peace and declares that it would act to meet the common danger."
        ),
        [
            "narrator - report_of_fact AUS+PNG>AUS+PNG none/none",
            "narrator - treaty_description AUS+PNG>AUS+PNG armed_attack/will",
        ],
    ),
    "refused to rule out": (
        "2024-02-29",
        (
            "The French president refused to rule out sending Western troops to "
            "Ukraine. Moscow called the remark a provocation."
        ),
        [
            "reported FRA commitment FRA>UKR none/readiness",
            "reported RUS reaction ->- none/none",
        ],
    ),
    "no treaty invoked": (
        "2019-09-17",
        (
            "Riyadh invoked no treaty after the attack on Abqaiq. The United States, "
            "which has no formal alliance with the kingdom, sent several hundred troops "
            "and air defence batteries."
        ),
        [
            "reported SAU report_of_fact ->SAU none/none",
            "narrator - report_of_fact USA>- none/none",
        ],
    ),
    "a condition on a condition": (
        "2026-02-11",
        (
            "Seoul will take part in any defence of Taiwan only if its own parliament "
            "agrees, South Korea's unification minister said."
        ),
        [
            "reported KOR commitment KOR>TWN unspecified/will",
        ],
    ),
}


def row(statement: Statement, claim: Claim | None) -> str:
    head = f"{statement.voice} {statement.speaker.state or '-'}"
    if claim is None:
        return head
    sides = (">").join("+".join(side) or "-" for side in (claim.obligor, claim.beneficiary))
    return f"{head} {claim.kind} {sides} {claim.trigger}/{claim.duty}"


@pytest.mark.parametrize("name", PASSAGES)
def test_a_passage_is_read_row_by_row(name):
    day, text, expected = PASSAGES[name]
    document = read_document(text.encode(), media_type="text/plain")
    found = read_statements(document, said_on=date.fromisoformat(day))
    rows = [
        row(s, claim)
        for s in found
        for claim in ([c for c in s.claims if c.counts] or [None])
        if claim is not None or s.voice != "narrator"
    ]
    assert rows == expected
