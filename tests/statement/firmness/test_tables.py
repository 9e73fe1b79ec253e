"""The lexicon of operators and the table of what they do belong together."""

from pathlib import Path

import pytest

from foedus.content import tree
from foedus.errors import RegisterError
from foedus.statement.firmness.operators import SECTIONS, operators
from foedus.statement.firmness.scale import FILE, Link, weigh

WORDS = tree("lexicon")["firmness.yaml"]
SHIFTS = tree("lexicon")[FILE]["shifts"]


def test_forms_of_a_governor_are_met() -> None:
    known = operators().governing
    assert {known[form] for form in ("refuse", "refused", "refusing", "refusals")} == {"refuse"}
    assert known["forbade"] == known["forbid"] == "prevent"


def test_a_base_form_is_itself_before_it_is_a_form() -> None:
    assert operators().governing["found"] == "know"  # of "find"
    assert operators().governing["bound"] == "promise"  # no form of "bind" alone


def test_a_word_in_two_classes_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    sections = "\n".join(f"{name}: {{one: [word]}}" for name in SECTIONS if name != "beside")
    (folder / "firmness.yaml").write_text(
        f"{sections}\nbeside: {{may: [may], must: [may]}}\nnone: [nobody]\n", encoding="utf-8"
    )
    monkeypatch.setenv("FOEDUS_REGISTER", str(tmp_path))
    with pytest.raises(RegisterError) as caught:
        operators()
    assert [str(fault) for fault in caught.value.faults] == [
        (
            "lexicon/firmness.yaml: 'may' stands in 'may' and 'must' of 'beside'."
            "\n  Keep one of the two."
        ),
        "lexicon/firmness.yaml: The section 'forms' is missing.\n  Add it.",
    ]


def test_every_pair_names_a_class_of_the_lexicon() -> None:
    pairs = {rule.split(" > ")[0] for rule in SHIFTS if " > " in rule}
    assert pairs - {"passive"} <= set(WORDS["governing"])


def test_shifts_stay_on_the_scale() -> None:
    for rule, row in SHIFTS.items():
        assert set(row) == {"asserted", "denied", "seen"}, rule
        assert -6 <= row["asserted"] <= 6, rule
        assert -6 <= row["denied"] <= 6, rule
        assert row["seen"] >= 6, rule


def test_intervals_cover_the_scale() -> None:
    tops = [row["up_to"] for row in tree("lexicon")[FILE]["intervals"]]
    assert tops == sorted(tops)
    assert tops[-1] == 3


def test_no_link_means_fully_asserted() -> None:
    assert weigh([]).value == 3.0
    assert weigh([]).steps == ()


def test_rules_of_one_link_add_and_the_outer_value_counts() -> None:
    once = weigh([Link(rules=("may",), words=(1,))]).value
    assert once == pytest.approx(3 + SHIFTS["may"]["asserted"], abs=0.01)
    twice = weigh([Link(rules=("not",), words=(0,)), Link(rules=("may",), words=(1,))])
    inner = weigh([Link(rules=("not",), words=(0,))]).value
    share = (3 + inner) / 6
    shift = share * SHIFTS["may"]["asserted"] + (1 - share) * SHIFTS["may"]["denied"]
    assert twice.value == pytest.approx(max(-3, inner + shift), abs=0.02)
    assert [step.rules for step in twice.steps] == [("not",), ("may",)]


def test_a_rule_without_a_weight_shifts_nothing() -> None:
    found = weigh([Link(rules=("a rule that nobody fitted",), words=(0,))])
    assert (found.value, found.steps) == (3.0, ())
