"""A pledge in a row is what the register owes on the days of that year."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from foedus.commitment import Register, load
from foedus.commitment.owed import pledged_on
from foedus.commitment.pledges import PLEDGES
from foedus.errors import InputError
from foedus.names import cow_code
from foedus.panel.building import Panel, dyads_on, panel
from foedus.panel.dyads import DyadYears, dyad_years
from foedus.panel.obligations import BITS, Obligations, registered
from foedus.panel.pledged import MISSING, pledge_columns
from foedus.panel.source import Source
from foedus.panel.universe import own_states, state_years


@pytest.fixture(scope="module")
def register() -> Register:
    return load()


@pytest.fixture(scope="module")
def owed(register: Register) -> Obligations:
    return registered(register)


def on(register: Register, day: date) -> set[tuple[int, ...]]:
    """Return obligor, beneficiary and pledge by bit, straight from the rules of the day."""
    found = set()
    for instrument in register.instruments.values():
        for (one, two), pledged in pledged_on(instrument, day).items():
            codes = [cow_code(state, on=day) for state in (one, two)]
            if None not in codes:
                found |= {(*map(int, codes), BITS[p]) for p in pledged}  # type: ignore[arg-type]
    return found


def made(kind: str, year: int, owed: Obligations) -> Panel:
    states = own_states("cow")
    return panel(kind, states=states, first=year, last=year, pledges={"register": owed})


@pytest.mark.parametrize("seed", range(6))
def test_what_is_owed_on_a_day_is_what_the_rules_say(
    register: Register, owed: Obligations, seed: int
) -> None:
    draw = random.Random(seed)
    day = date(1816, 1, 1) + timedelta(days=draw.randrange(76_000))
    at = np.datetime64(day, "D")
    there = (owed.start <= at) & (at < owed.end)
    ours = {
        (int(one), int(two), bit)
        for one, two, bits in zip(
            owed.obligor[there], owed.beneficiary[there], owed.pledges[there], strict=True
        )
        for bit in BITS.values()
        if bits & bit
    }
    assert ours == on(register, day)


def test_a_year_has_the_pledge_if_some_day_of_it_has(register: Register, owed: Obligations) -> None:
    dyads = dyad_years(state_years(own_states("cow"), first=2019, last=2025))
    columns = pledge_columns(dyads, owed)
    at = dyads.rows(np.array([365, 731]), np.array([731, 365]), np.array([2024, 2024]))
    assert columns["defense_owed"][at].tolist() == [1, 1]
    before = dyads.rows(np.array([365]), np.array([731]), np.array([2023]))
    assert columns["defense_owed"][before].tolist() == [0]


@pytest.mark.parametrize("basis", ["in_force", "signed"])
def test_the_year_of_signature_counts_if_it_is_the_basis(register: Register, basis: str) -> None:
    # North Atlantic Treaty: signed on 4 April, in force on 24 August 1949; NATO's Art. 5.
    owed = registered(register, basis=basis)  # type: ignore[arg-type]
    nato = (owed.instrument == "nato-1949") & (owed.obligor == 2) & (owed.beneficiary == 200)
    days = {"in_force": "1949-08-24", "signed": "1949-04-04"}
    assert str(owed.start[nato].min()) == days[basis]


@pytest.mark.parametrize("seed", range(4))
def test_rows_of_a_panel_agree_with_the_rules_by_day(
    register: Register, owed: Obligations, seed: int
) -> None:
    draw = random.Random(100 + seed)
    year = draw.randrange(1880, 2026)
    made = panel(
        "directed_dyad_year",
        states=own_states("cow"),
        first=year,
        last=year,
        rule="31_december",
        pledges={"register": owed},
    )
    held = on(register, date(year, 12, 31))
    for _ in range(200):
        row = draw.randrange(len(made))
        one, two = int(made.table["cow1"][row]), int(made.table["cow2"][row])
        for pledge in PLEDGES:
            assert made.table[f"{pledge}_owed"][row] == ((one, two, BITS[pledge]) in held)


def test_an_unordered_pair_tells_both_directions(owed: Obligations) -> None:
    directed = made("directed_dyad_year", 1938, owed)
    single = made("dyad_year", 1938, owed)
    one, two, year = (single.table[name] for name in ("cow1", "cow2", "year"))
    rows = directed.rows
    assert isinstance(rows, DyadYears)
    for pledge in PLEDGES:
        whole = directed.table[f"{pledge}_owed"]
        assert (whole[rows.rows(one, two, year)] == single.table[f"{pledge}_owed"]).all()
        assert (whole[rows.rows(two, one, year)] == single.table[f"{pledge}_held"]).all()


def test_a_state_year_counts_the_states_on_the_other_side(owed: Obligations) -> None:
    directed = made("directed_dyad_year", 1960, owed)
    counted = made("state_year", 1960, owed)
    for row, code in enumerate(counted.table["cow"].tolist()):
        mine = directed.table["cow1"] == code
        assert counted.table["defense_owes"][row] == directed.table["defense_owed"][mine].sum()


def test_a_year_of_which_the_coders_do_not_speak_is_missing(owed: Obligations) -> None:
    silent = Obligations(
        system="cow",
        obligor=np.array([2], np.int32),
        beneficiary=np.array([200], np.int32),
        start=np.array(["2016-01-01"], "datetime64[D]"),
        end=np.array(["2030-01-01"], "datetime64[D]"),
        pledges=np.array([BITS["defense"]], np.uint8),
        instrument=np.array([1], object),
        covers=(1815, 2018),
        source=Source(id="x", title="coders"),
    )
    dyads = dyad_years(state_years(own_states("cow"), first=2017, last=2019))
    column = pledge_columns(dyads, silent)["defense_owed"]
    at = dyads.rows(np.array([2] * 3), np.array([200] * 3), np.array([2017, 2018, 2019]))
    assert column[at].tolist() == [1, 1, MISSING]
    assert (column[dyads.year == 2019] == MISSING).all()


def test_codes_of_another_system_are_refused(register: Register) -> None:
    dyads = dyad_years(state_years(own_states("gw"), first=2017, last=2019))
    with pytest.raises(InputError, match="codes are of cow, but the states are of gw"):
        pledge_columns(dyads, registered(register, system="cow"))


def test_the_pairs_of_a_day_hold_the_pledges_of_that_day(
    register: Register, owed: Obligations
) -> None:
    day = date(2024, 12, 4)
    table = dyads_on(day, states=own_states("cow"), pledges={"register": owed})
    before = dyads_on(date(2024, 12, 3), states=own_states("cow"), pledges={"register": owed})
    for made, answer in ((table, 1), (before, 0)):
        row = (made["cow1"] == 365) & (made["cow2"] == 731)
        assert made["defense_owed"][row].tolist() == [answer]
