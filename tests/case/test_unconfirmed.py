"""What rests on hearsay says so wherever it is named."""

from datetime import date

from foedus.briefing.listing import listing
from foedus.briefing.written import written
from foedus.case import Incident, decide
from foedus.commitment import Register
from foedus.comparison.standing import standing_on

DAY = date(2026, 11, 22)
HEARSAY = "vnm-lao-1977"


def test_a_finding_says_that_its_file_is_unconfirmed(register: Register) -> None:
    told = Incident(victims=("LAO",), attackers=("QMA",), day=DAY)
    cites = {f.instrument: f.cite for f in decide(told, register).findings}
    assert cites[HEARSAY].endswith("(unconfirmed)")
    assert not any("unconfirmed" in c for i, c in cites.items() if i != HEARSAY)


def test_a_standing_and_the_lists_say_it(register: Register) -> None:
    assert "unconfirmed" in standing_on(register.instrument(HEARSAY), DAY).sentence
    rows = {r["id"]: r for r in listing(on=DAY, parties=("LAO", "VNM")).data["instruments"]}
    assert rows[HEARSAY]["register_status"] == "unconfirmed"
    shown = written((HEARSAY,), on=DAY, known_on=None).data["instruments"][0]
    assert shown["register_status"] == "unconfirmed"
