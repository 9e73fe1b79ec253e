"""Many scenarios at once: bits and columns, defaults, several obligors together, and messages."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from foedus.case import Incident, decide, verdicts
from foedus.case.batch import Asked, Batch, batch_of, decide_columns, decide_matrix
from foedus.case.batches.legend import FIXED
from foedus.case.batches.polarity import is_kleene_exact
from foedus.case.batches.program import Program
from foedus.case.scene import set_scene
from foedus.case.scope import parties_for
from foedus.commitment import Article, Instrument, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Norm
from foedus.errors import FoedusError, IncidentError

DAY = date(2026, 11, 22)
ART4 = Asked(article="rus-prk-2024#art4", victim="PRK", bearer="RUS")
WHO: dict[str, Any] = {"day": DAY, "victim": "PRK", "bearer": "RUS"}


def facts(*values: int) -> Any:
    return np.array(values, dtype=np.int8)


def masks(*values: int) -> Any:
    return np.array(values, dtype=np.uint8)


def made(register: Register, *columns: str, told: Incident | None = None) -> Batch:
    return batch_of([ART4], register=register, day=DAY, columns=columns, told=told)


def test_one_article_is_decided_over_columns(register: Register) -> None:
    answers = decide_columns(
        "rus-prk-2024#art4",
        {
            "state_of_war": facts(1, 1, -1, 0),
            "victim_is_aggressor": facts(-1, 0, 0, -1),
            "attributable_to_state": facts(1, 1, 1, 1),
            "attack": masks(16, 16, 16, 63),
        },
        register=register,
        **WHO,
    )
    assert answers.dtype == np.int8
    assert answers.tolist() == [1, 0, -1, 0]


def test_a_row_is_what_decide_says_of_the_same_incident(register: Register) -> None:
    columns = {"state_of_war": facts(1, -1, 0), "victim_is_aggressor": facts(-1, -1, -1)}
    told = Incident(
        victims=("PRK",), day=DAY, attackers=("KOR",), attacks=frozenset({"armed_attack"})
    )
    answers = decide_columns("rus-prk-2024#art4", columns, register=register, told=told, **WHO)
    for row, war in enumerate((True, False, None)):
        given = {"state_of_war": war, "victim_is_aggressor": False}
        incident = Incident(
            victims=("PRK",),
            day=DAY,
            attackers=("KOR",),
            attacks=frozenset({"armed_attack"}),
            facts=given,
        )
        finding = decide(incident, register).finding("rus-prk-2024#art4", "RUS")
        assert finding is not None
        assert {"due": 1, "open": 0, "not_due": -1}[finding.due] == answers[row]


def test_a_matrix_has_one_row_of_answers_for_each_article(register: Register) -> None:
    asked = [ART4, Asked(article="chn-prk-1961#art2", victim="PRK", bearer="CHN")]
    columns = {"state_of_war": facts(1, -1, 0)}
    answers = decide_matrix(asked, columns, register=register, day=DAY)
    assert answers.shape == (2, 3)
    assert answers[:, 1].tolist() == [-1, -1]


def test_an_instrument_that_is_not_in_force_yet_binds_in_no_row(register: Register) -> None:
    early = WHO | {"day": date(2024, 8, 6)}
    columns = {"state_of_war": facts(1, 0)}
    answers = decide_columns("rus-prk-2024#art4", columns, register=register, **early)
    assert answers.tolist() == [-1, -1]


def test_a_chunk_more_or_less_changes_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = np.random.default_rng(7)
    asked = made(register, "state_of_war", "victim_is_aggressor", "attack", "attacker_kind")
    columns = {
        "state_of_war": draws.integers(-1, 2, 1000, dtype=np.int8),
        "victim_is_aggressor": draws.integers(-1, 2, 1000, dtype=np.int8),
        "attack": draws.integers(1, 64, 1000, dtype=np.uint8),
        "attacker_kind": draws.integers(1, 8, 1000).astype(np.uint16),
    }
    whole = asked.decide(columns)
    monkeypatch.setattr("foedus.case.batch.CHUNK", 64)
    monkeypatch.setattr("foedus.case.batch.STRETCH", 128)
    out = np.empty((1, 1000), dtype=np.int8)
    assert asked.decide(columns, out=out) is out
    assert np.array_equal(out, whole)
    backwards = {name: column[::-1] for name, column in columns.items()}
    assert np.array_equal(asked.decide(backwards)[:, ::-1], whole)


def test_no_rows_give_no_answers(register: Register) -> None:
    assert made(register, "state_of_war").decide({"state_of_war": facts()}).shape == (1, 0)


def test_the_fixed_bits_are_the_values_of_a_scene(register: Register) -> None:
    incident = Incident(victims=("PRK",), day=DAY)
    domains = set_scene(incident, "PRK", register=register).domains
    assert {name: frozenset(values) for name, values in FIXED.items()} == {
        name: domains[name] for name in FIXED
    }


def test_the_legend_tells_bits_by_names_places_and_zones(register: Register) -> None:
    asked = [Asked(article="usa-kor-1953#art3", victim="KOR", bearer="USA")]
    batch = batch_of(asked, register=register, day=DAY, columns=["place", "attack"])
    legend = batch.legend
    assert legend.mask("attack", ["none"]) == 1
    assert legend.mask("attack", ["armed_attack", "invasion"]) == 0b110000
    assert legend.mask("attack") == 0b111111
    seoul, guam = legend.mask("place", ["seoul"]), legend.mask("place", ["guam"])
    assert seoul.bit_count() == guam.bit_count() == 1
    assert seoul != guam
    assert legend.mask("place", ["Seoul", "guam"]) == seoul | guam
    assert legend.mask("place", ["korea-peninsula"]) & seoul
    assert not legend.mask("place", ["europe"]) & seoul


def test_places_that_are_told_are_all_that_can_occur(register: Register) -> None:
    told = Incident(victims=("PRK",), day=DAY, places=frozenset({"seoul", "beijing"}))
    asked = [Asked(article="usa-kor-1953#art3", victim="KOR", bearer="USA")]
    batch = batch_of(asked, register=register, day=DAY, columns=["place"], told=told)
    assert sum(map(len, batch.legend.classes["place"])) == 2
    with pytest.raises(IncidentError, match="unknown place 'tokyo'"):
        batch.legend.mask("place", ["tokyo"])


def test_nobody_owes_help_against_itself(
    register: Register, world: Callable[..., Register], instrument: Callable[..., Instrument]
) -> None:
    small = world(instrument())
    asked = [
        Asked(article="qma-qmb-2000#art1", victim="QMA", bearer=bearer) for bearer in ("QMB", "QMC")
    ]
    batch = batch_of(asked, register=small, day=DAY, columns=["state_of_war", "attacker"])
    who = [("QMB",), ("QMC",), ("QMB", "QMC")]
    columns = {
        "state_of_war": facts(1, 1, 1),
        "attacker": masks(*(batch.legend.mask("attacker", states) for states in who)),
    }
    # A state that nobody named as attacker is taken not to be it, unless it alone is left.
    assert batch.decide(columns).tolist() == [[-1, 1, 1], [1, -1, 1]]


def test_what_the_attacker_owes_too_is_asked_of_named_attackers_only(
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
) -> None:
    talk = article(norm=Norm(must="consult"), binds_attacker=True)
    small = world(instrument(talk))
    asked = [Asked(article="qma-qmb-2000#art1", victim="QMA", bearer=b) for b in ("QMB", "QMC")]
    with pytest.raises(IncidentError, match="also where it is itself the attacker"):
        batch_of(asked, register=small, day=DAY, columns=["state_of_war", "attacker"])
    told = Incident(victims=("QMA",), day=DAY, attackers=("QMB", "QMC"), alternatives=True)
    names = ["state_of_war", "attacker"]
    batch = batch_of(asked, register=small, day=DAY, columns=names, told=told)
    who = [("QMB",), ("QMC",), ("QMB", "QMC")]
    columns = {
        "state_of_war": facts(1, 1, 1),
        "attacker": masks(*(batch.legend.mask("attacker", states) for states in who)),
    }
    assert batch.decide(columns).tolist() == [[1, 1, 1], [1, 1, 1]]


def test_a_default_of_the_lexicon_holds_unless_a_column_tells(register: Register) -> None:
    asked = [Asked(article="nato-1949#art5", victim="EST", bearer="DEU")]
    told = Incident(
        victims=("EST",),
        day=DAY,
        attacks=frozenset({"armed_attack"}),
        facts={"victim_is_aggressor": False},
        places=frozenset({"tallinn"}),
    )
    batch = batch_of(asked, register=register, day=DAY, columns=["external"], told=told)
    assert batch.decide({"external": facts(0)}).tolist() == [[1]]
    name = "unsc_measures_adequate"
    batch = batch_of(asked, register=register, day=DAY, columns=[name], told=told)
    assert batch.decide({name: facts(-1, 0, 1)}).tolist() == [[1, 0, -1]]


def test_kleene_is_exact_where_facts_keep_one_polarity_and_sets_are_rings() -> None:
    program = Program()
    a, b = program.fact("a"), program.fact("b")

    def exact(step: int) -> bool:
        return is_kleene_exact(program, step)

    either = program.any([program.all([a, b]), program.negation(a)])
    assert exact(program.all([a, program.negation(b)]))
    assert exact(either)  # what stands beside ``not a`` is taken as given: not a, or b
    narrow = program.among("place", inside=0b001, outside=0b110)
    wide = program.among("place", inside=0b011, outside=0b100)
    other = program.among("place", inside=0b100, outside=0b011)
    assert exact(program.any([narrow, program.all([wide, a])]))
    assert not exact(program.any([program.all([narrow, a]), program.all([other, b])]))
    crossed = [program.all([a, b]), program.all([program.negation(a), program.fact("c")])]
    assert not exact(program.any(crossed))


def test_steps_are_simplified_without_a_change_of_meaning() -> None:
    program = Program()
    a, b = program.fact("a"), program.fact("b")
    one = program.among("place", inside=0b0011, outside=0b1100)
    two = program.among("place", inside=0b0110, outside=0b1001)
    both = program.among("place", inside=0b0010, outside=0b1101)
    assert program.all([one, two]) == both
    assert program.any([both, program.negation(both)]) == 1
    assert program.all([a, program.any([a, b])]) == a
    assert program.all([a, program.any([program.negation(a), b])]) == program.all([a, b])
    assert program.any([a, program.all([program.negation(a), b])]) == program.any([a, b])
    assert program.negation(program.negation(program.any([a, b]))) == program.any([a, b])


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {},
            "columns: 'state_of_war' is missing.\n  Give a column of that name.",
        ),
        (
            {"state_of_war": facts(1), "stat_of_war": facts(1)},
            "columns: 'stat_of_war' is not expected here.\n  Did you mean 'state_of_war'?",
        ),
        (
            {"state_of_war": np.array([True])},
            (
                "columns: state_of_war: it is bool, not int8.\n"
                "  Give a fact as int8: 1 yes, 0 open, -1 no."
            ),
        ),
        (
            {"state_of_war": facts(1, 7)},
            (
                "columns: state_of_war: 7 means nothing for a fact.\n"
                "  Use 1 for yes, 0 for open, -1 for no."
            ),
        ),
        (
            {"state_of_war": facts(-2, 1)},
            (
                "columns: state_of_war: -2 means nothing for a fact.\n"
                "  Use 1 for yes, 0 for open, -1 for no."
            ),
        ),
        (
            {"state_of_war": facts(1).reshape(1, 1)},
            (
                "columns: the columns are not of one length: state_of_war (1, 1).\n"
                "  Give one-dimensional arrays with one value for each row."
            ),
        ),
    ],
)
def test_messages_on_columns_of_facts(
    register: Register, columns: dict[str, Any], message: str
) -> None:
    with pytest.raises(IncidentError) as caught:
        made(register, "state_of_war").decide(columns)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (
            facts(1),
            (
                "columns: attack: it is int8, not unsigned of 6 bits or more.\n"
                "  Give masks as uint8, uint16, uint32 or uint64; Legend.mask makes them."
            ),
        ),
        (
            masks(16, 0),
            (
                "columns: attack: a mask has no value.\n"
                "  Set the bits of all values that are possible."
            ),
        ),
        (
            masks(64),
            (
                "columns: attack: a mask has bits beyond the 6 of the legend.\n"
                "  Make the masks with Legend.mask."
            ),
        ),
    ],
)
def test_messages_on_columns_of_masks(register: Register, column: Any, message: str) -> None:
    with pytest.raises(IncidentError) as caught:
        made(register, "attack").decide({"attack": column})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(article="rus-prk-2024#art44", victim="PRK", bearer="RUS"), "rus-prk-2024#art4"),
        (Asked(article="rus-prk-2024#art4", victim="PRK", bearer="RSU"), "unknown state 'RSU'"),
        (Asked(article="rus-prk-2024#art4", victim="PKR", bearer="RUS"), "unknown state 'PKR'"),
        (Asked(article="chn-prk-1961#art3", victim="PRK", bearer="CHN"), "no incident starts"),
        (
            Asked(article="sau-pak-2025#art_unpublished", victim="SAU", bearer="PAK"),
            "was not public",
        ),
    ],
)
def test_what_cannot_be_asked_is_told(register: Register, asked: Asked, told: str) -> None:
    with pytest.raises(FoedusError, match=told):
        batch_of([asked], register=register, day=DAY, columns=["state_of_war"])


def test_an_unknown_column_is_told(register: Register) -> None:
    with pytest.raises(FoedusError, match="unknown fact 'stat_of_war'"):
        made(register, "stat_of_war")


def test_what_the_register_settles_needs_no_column(
    world: Callable[..., Register],
    article: Callable[..., Article],
    instrument: Callable[..., Instrument],
) -> None:
    small = world(instrument(article(when=c.BearerIn(states=("QMC",)))))
    asked = [
        Asked(article="qma-qmb-2000#art1", victim="QMA", bearer=bearer)
        for bearer in ("QMB", "QMC", "QMA", "QMZ")
    ]
    answers = decide_matrix(asked, {"external": facts(0)}, register=small, day=DAY)
    assert answers.tolist() == [[-1], [1], [-1], [-1]]


def _asked_of(register: Register) -> list[tuple[Asked, date]]:
    """Every article that an incident starts, for one victim and one obligor, once it is public."""
    found = []
    for instrument in register.instruments.values():
        life = instrument.life
        start = life.in_force or life.signed
        assert start is not None
        day = max(start, life.published or start) + timedelta(days=1)
        parties = parties_for(instrument, day)
        victim, *others = parties if len(parties) > 1 else (*parties, "QMB")
        for article in instrument.articles_on(day):
            if not article.is_decided or article.text_unknown:
                continue
            named = article.bearers if isinstance(article.bearers, tuple) else others
            bearer = next((s for s in named if s != victim), victim)
            who = "organ" if article.bearers == "organ" else bearer
            ref = f"{instrument.id}#{article.id}"
            found.append((Asked(article=ref, victim=victim, bearer=who), day))
    return found


@pytest.mark.slow
def test_every_article_of_the_register_is_decided_alike(register: Register) -> None:
    draws = np.random.default_rng(11)
    for asked, day in _asked_of(register):
        wide = batch_of([asked], register=register, day=day, columns=["attack", "attacker_kind"])
        leaves = wide.opened[0].leaves
        names = sorted({str(leaf[1]) for leaf in leaves if leaf[0] == "fact"})
        batch = batch_of([asked], register=register, day=day, columns=(*names, "attack"))
        columns = {n: draws.integers(-1, 2, 6, dtype=np.int8) for n in names}
        columns["attack"] = draws.integers(32, 64, 6, dtype=np.uint8)
        (answers,) = batch.decide(columns)
        for row in range(6):
            told = Incident(
                victims=(asked.victim,),
                day=day,
                attacks=frozenset(
                    v for i, v in enumerate(FIXED["attack"]) if columns["attack"][row] >> i & 1
                ),
                facts={n: (False, None, True)[columns[n][row] + 1] for n in names},
            )
            id_ = asked.article.partition("#")[0]
            found = verdicts(told, register, instruments=[id_])
            due = found.get(asked.article, {}).get(asked.bearer, "not_due")
            assert {"due": 1, "open": 0, "not_due": -1}[due] == answers[row], (asked, told)
