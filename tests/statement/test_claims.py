"""What is promised, denied, threatened, asked and told: the guideline's rules, one by one."""

from datetime import date

import pytest

from foedus.statement import Claim, read_statements
from foedus.text import read_document

DAY = date(2024, 10, 16)
NATO_WITHOUT_LATVIA = 31


def claims(text: str, day: date = DAY) -> list[Claim]:
    document = read_document(text.encode(), media_type="text/plain")
    found = read_statements(document, said_on=day)
    return [c for s in found for c in s.claims if c.counts]


def only(text: str, day: date = DAY) -> Claim:
    (claim,) = claims(text, day)
    return claim


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind", "plover"),
        [
            ('"We will send brigades to Latvia," the Polish premier said.', "commitment", "AGREE"),
            (
                '"We shall not go to war for Latvia," the Polish premier said.',
                "denial_of_commitment",
                "REJECT",
            ),
            (
                '"Any raid on our ports will be answered," the Iranian general said.',
                "threat",
                "THREATEN",
            ),
            ("Berlin warned that the raid on Estonia could end in war.", "warning", None),
            ("Oslo condemned the attack on Riga.", "reaction", "ACCUSE"),
            ("Oslo welcomed the defence pact between France and Greece.", "reaction", "SUPPORT"),
            ("Kyiv asked Berlin for tanks.", "request", "REQUEST"),
            (
                "Oslo flew in shells for Kyiv's army, the Norwegian navy said.",
                "report_of_fact",
                "AID",
            ),
            ("Moscow said the drills with Minsk were not aimed at third countries.", "other", None),
        ],
    )
    def test_each_kind_and_its_plover_root(self, text, kind, plover):
        claim = only(text)
        assert (claim.kind, claim.plover) == (kind, plover)

    def test_the_obligors_own_will_is_a_commitment_even_where_a_pact_is_named(self):
        text = (
            '"We will send brigades to Greece, as the 2021 pact foresees," the French '
            "president said."
        )
        assert only(text).kind == "commitment"

    def test_the_texts_duty_is_a_description_whoever_says_it(self):
        text = '"Under the pact with Greece we must send brigades," the French president said.'
        claim = only(text)
        assert (claim.kind, claim.duty, claim.plover) == ("treaty_description", "shall", None)

    def test_a_beneficiary_who_reads_the_treaty_describes_it(self):
        text = (
            "Under the 1951 mutual defence treaty America must defend the Philippines, Manila said."
        )
        claim = only(text)
        assert (claim.kind, claim.instrument) == ("treaty_description", "usa-phl-1951")
        assert (claim.obligor, claim.beneficiary) == (("USA",), ("PHL",))

    def test_reported_words_of_the_obligor_are_a_commitment(self):
        claim = only("Oslo has told Latvia that it will send troops, Riga said.")
        assert claim.kind == "commitment"

    def test_a_forecast_by_outsiders_is_other(self):
        claim = only("Analysts doubt that Norway would fight for Latvia.")
        assert (claim.kind, claim.negated, claim.plover) == ("other", True, None)
        assert (claim.obligor, claim.beneficiary) == (("NOR",), ("LVA",))

    def test_an_observer_describes_a_treaty_that_binds_nobody(self):
        claim = only("The North Atlantic Treaty obliges nobody to fight, scholars say.")
        assert (claim.kind, claim.negated, claim.duty) == ("treaty_description", True, "none")

    @pytest.mark.parametrize(
        "text",
        [
            '"We will not abandon Latvia to an attack," the Polish premier said.',
            "Latvia would not stand alone if it were attacked, the Polish premier said.",
        ],
    )
    def test_a_double_negation_is_a_commitment(self, text):
        claim = only(text)
        assert (claim.kind, claim.duty, claim.negated) == ("commitment", "will", False)
        assert (claim.obligor, claim.beneficiary) == (("POL",), ("LVA",))

    def test_what_is_not_ruled_out_is_readiness(self):
        claim = only("Poland does not rule out sending troops to Latvia, Warsaw said.")
        assert (claim.kind, claim.duty, claim.negated) == ("commitment", "readiness", False)

    def test_solidarity_alone_is_a_reaction(self):
        claim = only('"We stand with Latvia after the attack," the Polish premier said.')
        assert (claim.kind, claim.polarity) == ("reaction", "supports")

    def test_a_protected_partner_makes_a_warning_a_commitment(self):
        text = (
            "Mali and Niger warned that any attack on Ouagadougou would be a declaration of "
            "war on them."
        )
        claim = only(text)
        assert claim.kind == "commitment"
        assert (claim.obligor, claim.beneficiary) == (("MLI", "NER"), ("BFA",))

    def test_a_past_invocation_is_a_fact_and_one_of_today_a_request(self):
        today = only("Poland invoked Article 4 of the North Atlantic Treaty.")
        past = only("Article 4 of the North Atlantic Treaty has been invoked seven times.")
        assert (today.kind, today.plover) == ("request", "REQUEST")
        assert (past.kind, past.plover) == ("report_of_fact", "REQUEST")

    def test_a_state_that_leaves_is_listed_alone(self):
        claim = only("Mexico walked out of the Rio Treaty in 2004.", date(2019, 1, 1))
        assert (claim.kind, claim.plover) == ("report_of_fact", "SANCTION")
        assert (claim.obligor, claim.beneficiary) == (("MEX",), ())

    def test_facts_on_a_treatys_life_list_its_parties_on_both_sides(self):
        claim = only("The defence treaty between France and Greece has yet to enter into force.")
        assert claim.kind == "report_of_fact"
        assert claim.negated
        assert claim.obligor == claim.beneficiary == ("FRA", "GRC")

    @pytest.mark.parametrize(
        "text",
        [
            "The league vowed to defend its clubs against an attack on their income.",
            "Carmaker Veloris pledged to support its partner Oxumi in a price war.",
            "The Greens stood by their commitment to the coalition, the party leader said.",
            "France and Chile signed a trade pact on wine, their trade ministers said.",
        ],
    )
    def test_trade_sport_and_coalitions_give_no_claim(self, text):
        assert claims(text) == []

    @pytest.mark.parametrize(
        ("cue", "polarity"),
        [
            ("praised", "welcomes"),
            ("condemned", "condemns"),
            ("regretted", "regret"),
            ("voiced concern over", "concern"),
            ("voiced solidarity with the men who stopped", "supports"),
        ],
    )
    def test_polarity_follows_the_word_of_judgement(self, cue, polarity):
        assert only(f"Oslo {cue} the attack on the Latvian navy.").polarity == polarity

    def test_threats_threaten_and_promises_have_no_polarity(self):
        threat = only(
            '"We will strike back at any ship that attacks us," the Iranian general said.'
        )
        promise = only('"We will defend Latvia," the Polish premier said.')
        assert (threat.polarity, promise.polarity) == ("threatens", None)


class TestTriggers:
    @pytest.mark.parametrize(
        ("condition", "trigger"),
        [
            ("in case of armed aggression", "aggression"),
            ("in the event of an incursion", "aggression"),
            ("if it is attacked", "armed_attack"),
            ("if it is attacked or threatened", "threat"),
            ("in case of an imminent attack", "immediate_threat"),
            ("if it comes under pressure", "pressure"),
            ("in case of a blockade", "pressure"),
            ("in case of war", "war"),
            ("if it is attacked and finds itself at war", "armed_attack"),
            ("if the worst happens to its army", "unspecified"),
        ],
    )
    def test_the_trigger_is_the_speakers_own_noun_or_verb(self, condition, trigger):
        claim = only(f"Poland will help Latvia {condition}, the Polish premier said.")
        assert claim.trigger == trigger
        assert claim.hypothetical

    def test_a_running_programme_has_no_trigger(self):
        assert only("Poland will go on sending shells to Ukraine, Warsaw said.").trigger == "none"

    def test_defence_without_a_named_event_is_unspecified(self):
        assert only("Poland will defend Latvia, Warsaw said.").trigger == "unspecified"

    def test_going_to_war_is_the_help_and_not_its_trigger(self):
        claim = only('"We would go to war for Latvia," the Polish premier said.')
        assert (claim.trigger, claim.forms) == ("unspecified", ("military",))


class TestDuties:
    @pytest.mark.parametrize(
        ("words", "duty"),
        [
            ("stands ready to help", "readiness"),
            ("would consider helping", "readiness"),
            ("could help", "may"),
            ("will help", "will"),
            ("will immediately help", "will"),
            ("is determined to defend", "will"),
        ],
    )
    def test_the_duty_follows_the_words_of_the_promise(self, words, duty):
        assert only(f"Poland {words} Latvia in case of an attack, Warsaw said.").duty == duty

    @pytest.mark.parametrize(
        ("words", "duty"),
        [
            ("may help", "may"),
            ("must help", "shall"),
            ("must help without delay", "shall_at_once"),
            ("is obliged to help", "shall"),
        ],
    )
    def test_the_duty_of_a_treaty_follows_its_binding_words(self, words, duty):
        text = f"Under the North Atlantic Treaty each ally {words} Latvia, the Polish premier said."
        assert only(text).duty == duty

    def test_an_offer_is_readiness_and_a_vow_is_will(self):
        assert only("Poland offered to send troops to Latvia.").duty == "readiness"
        assert only("Poland vowed to send troops to Latvia.").duty == "will"

    def test_a_sentence_that_only_adds_a_condition_has_no_duty(self):
        text = (
            "Japan could send ships to Taiwan, the Japanese premier said. "
            "That would need the approval of the Diet, he said."
        )
        first, second = claims(text)
        assert (first.duty, second.duty) == ("may", "none")
        assert second.qualifiers == ("constitutional_process",)
        assert second.obligor == first.obligor


class TestHelp:
    @pytest.mark.parametrize(
        ("words", "scope"),
        [
            ("with all means", "all_available"),
            ("with everything it has", "all_available"),
            ("with whatever help is needed", "necessary"),
            ("with trainers only", "some"),
            ("soon", "unspecified"),
        ],
    )
    def test_the_scope_of_aid(self, words, scope):
        claim = only(f"If Latvia is attacked, Poland will help it {words}, Warsaw said.")
        assert claim.aid_scope == scope

    @pytest.mark.parametrize(
        ("words", "forms"),
        [
            ("will defend Latvia", ("military",)),
            ("will support Latvia", ()),
            ("will send two battalions to Latvia", ("troops",)),
            ("will send missiles to Latvia", ("arms",)),
            ("will train Latvian pilots", ("training",)),
            ("will share intelligence with Latvia", ("intelligence",)),
            ("will open its bases to Latvia", ("base_access",)),
            ("will consult Latvia", ("consultation",)),
            ("will send food and tents to Latvia", ("humanitarian",)),
            ("will send police to Latvia", ("other",)),
        ],
    )
    def test_only_the_forms_named(self, words, forms):
        text = f"Poland {words} after the attack on its army, Warsaw said."
        assert only(text).forms == forms

    def test_the_words_of_a_trigger_are_no_form_of_help(self):
        text = "Poland will help Latvia in case of a nuclear attack, Warsaw said."
        assert only(text).forms == ()

    def test_a_new_duty_under_one_roof_is_a_claim_of_its_own(self):
        text = (
            "The 2023 treaty obliges Australia to consult Tuvalu and to help it in case of "
            "aggression, the Australian minister said."
        )
        first, second = claims(text)
        assert first.forms == ("consultation",)
        assert (second.trigger, second.duty) == ("aggression", "shall")


class TestQualifiers:
    @pytest.mark.parametrize(
        ("words", "qualifier"),
        [
            ("under Article 51 of the UN Charter", "un_charter_51"),
            ("in line with the UN Charter", "international_law"),
            ("within the framework of Security Council resolutions", "un_resolutions"),
            ("if parliament agrees", "constitutional_process"),
            ("after a cabinet decision", "political_decision"),
            ("if asked", "request_of_victim"),
            ("at its request", "request_of_victim"),
            ("once the council has decided", "organ_decision"),
            ("in case of unprovoked aggression", "unprovoked"),
            ("under the laws of both countries", "law:both"),
            ("under Polish law", "law:POL"),
            ("in accordance with the attacked state's laws", "law:beneficiary"),
        ],
    )
    def test_each_reserve_is_read(self, words, qualifier):
        claim = only(f"Poland will send troops to Latvia {words}, Warsaw said.")
        assert qualifier in claim.qualifiers

    def test_two_named_laws_are_one_qualifier_each(self):
        claim = only("Thailand will help Laos fight under Thai and Lao law, Bangkok said.")
        assert claim.qualifiers == ("law:LAO", "law:THA")

    def test_being_asked_is_no_hypothesis(self):
        claim = only("Poland will send troops to Latvia if asked, Warsaw said.")
        assert claim.qualifiers == ("request_of_victim",)
        assert not claim.hypothetical

    def test_a_place_that_is_hit_is_a_territorial_scope(self):
        text = "The Australian minister promised to be at America's side the moment Guam is hit."
        assert "territorial_scope" in only(text).qualifiers


class TestParties:
    def test_a_promise_has_a_direction(self):
        claim = only("Russia will help North Korea if it is attacked, Moscow said.")
        assert (claim.obligor, claim.beneficiary) == (("RUS",), ("PRK",))

    def test_each_other_puts_both_on_both_sides(self):
        text = "Russia and Belarus vowed to help each other in case of an attack."
        claim = only(text)
        assert claim.obligor == claim.beneficiary == ("BLR", "RUS")

    def test_an_alliance_defends_a_member_without_that_member(self):
        text = (
            'NATO\'s secretary general said: "The alliance will defend Latvia against any attack."'
        )
        claim = only(text)
        assert len(claim.obligor) == NATO_WITHOUT_LATVIA
        assert "LVA" not in claim.obligor
        assert claim.beneficiary == ("LVA",)

    def test_members_are_those_of_the_day(self):
        text = (
            'NATO\'s secretary general said: "The alliance will defend Latvia against any attack."'
        )
        assert "FIN" not in only(text, date(2022, 1, 1)).obligor

    def test_the_attacker_named_is_against(self):
        claim = only("Poland will help Latvia if Russia attacks, Warsaw said.")
        assert claim.against == ("RUS",)
        assert claim.beneficiary == ("LVA",)

    def test_asking_for_help_gains_the_asker(self):
        claim = only("Ukraine asked Germany for tanks.")
        assert (claim.obligor, claim.beneficiary) == (("DEU",), ("UKR",))

    def test_a_fact_has_a_giver_and_a_taker(self):
        claim = only("Denmark has delivered two batches of jets to Ukraine.")
        assert (claim.obligor, claim.beneficiary, claim.plover) == (("DNK",), ("UKR",), "AID")


class TestInstruments:
    @pytest.mark.parametrize(
        ("cited", "number"),
        [("Article 5", "5"), ("Article IV", "4"), ("Article Four", "4"), ("Art. 6", "6")],
    )
    def test_an_article_is_labelled_as_spoken(self, cited, number):
        text = (
            f"{cited} of the North Atlantic Treaty obliges the allies to defend Latvia, Riga said."
        )
        claim = only(text)
        assert (claim.instrument, claim.article) == ("nato-1949", number)

    def test_an_article_cited_behind_the_words_belongs_to_the_claim(self):
        text = (
            '"France will help Greece if it is attacked," the French minister said, citing Article '
            "2 of the 2021 pact."
        )
        assert only(text).article == "2"

    def test_the_charters_article_51_is_no_article_of_the_treaty(self):
        text = "Under Article 51 of the UN Charter Poland will help Latvia fight, Warsaw said."
        assert only(text).article is None

    def test_the_word_alliance_alone_names_no_instrument(self):
        text = 'The Pentagon spokesman said: "Our alliance with South Korea remains ironclad."'
        assert only(text).instrument is None

    def test_a_treaty_of_another_kind_gives_no_claim_of_defence(self):
        assert (
            claims("South Korea reaffirmed its commitment to the Non-Proliferation Treaty.") == []
        )


def test_every_mark_has_its_words_and_a_rule():
    text = (
        "Russia will give North Korea all necessary help under the laws of both countries if it "
        "falls victim to aggression, the Russian minister said."
    )
    claim = only(text)
    found = {m.field: m.span.of(text) for m in claim.marks}
    assert found["trigger"] == "victim of aggression" or "aggression" in found["trigger"]
    assert found["aid_scope"] == "necessary"
    assert found["qualifiers"] == "under the laws of both countries"
    assert all(m.rule for m in claim.marks)
    assert claim.span.of(text).startswith("Russia will give")
