"""A cascade file says what it must, or is told every fault with its line."""

from pathlib import Path

import pytest

from foedus.case.cascade import is_cascade, read_story, story_from, story_of
from foedus.case.files import incident_from_flags
from foedus.commitment import Register
from foedus.errors import InputError

WHOLE = """\
cascade: a crisis
attacks:
  - {attacker: AUH, victim: SRB, day: 1914-07-28, source: told}
interests:
  - id: rus-for-srb
    who: RUS
    joins: SRB
    source: told
    h: {h: 0.7, low: 0.5, high: 0.9}
    lag: {days: 4, earliest: 2, latest: 9}
"""


def faults(text: str, register: Register, tmp_path: Path) -> str:
    path = tmp_path / "story.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_story(path, register)
    return str(caught.value).replace(str(path), "FILE")


def test_the_worked_example_is_read_whole(example: Path, register: Register) -> None:
    story = read_story(example, register)
    assert story.day.isoformat() == "1914-07-28"
    assert [deed.dyad for deed in story.deeds] == [("attacks", "AUH", "SRB")]
    belgium = next(i for i in story.interests if i.id == "deu-through-belgium")
    assert (belgium.does, belgium.whom, belgium.attack) == ("attacks", "BEL", "invasion")
    assert belgium.when == (("attacks", "DEU", "FRA"),)
    assert all(i.source and i.chance and i.chance.source for i in story.interests)
    assert story.otherwise is not None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("h: {h: 0.7, low: 0.5, high: 0.9}", "h: 0.7", "FILE:9: the interval is missing."),
        (
            "h: {h: 0.7, low: 0.5, high: 0.9}",
            "h: {h: 0.7, low: 0.8, high: 0.9}",
            "FILE:9: h 0.7 with the interval 0.8 to 0.9 cannot be.",
        ),
        (
            "h: {h: 0.7, low: 0.5, high: 0.9}",
            "h: {h: yes, low: 0.5, high: 0.9}",
            "FILE:9: h, low and high are not three numbers.",
        ),
        ("    source: told\n", "", "FILE:5: the source is missing."),
        ("    joins: SRB\n", "", "FILE:5: nothing says what it does."),
        ("joins: SRB", "attacks: AUH", "FILE:5: nothing says when it attacks."),
        ("joins: SRB", "joins: SRX", "FILE:7: unknown state 'SRX'."),
        ("who: RUS\n", "whom: RUS\n", "FILE:6: unknown key 'whom'."),
        ("days: 4", "days: 14", "FILE:10: a lag of 14 days between 2 and 9 cannot be."),
        ("lag: {days: 4, earliest: 2, latest: 9}", "lag: soon", "FILE:10: 'soon' is no lag."),
        ("victim: SRB, day", "victim: AUH, day", "FILE:3: AUH attacks itself."),
        ("day: 1914-07-28", "day: 28 July 1914", "FILE:3: '28 July 1914' is not a day."),
        ("day: 1914-07-28", "day: 2014-07-28", "AUH) was no state on 2014-07-28."),
        ("day: 1914-07-28, source: told", "day: 1914-07-28", "FILE:3: the source is missing."),
        ("  - {attacker: AUH", "  - {attackers: AUH", "'attacker' is missing."),
        (
            "attacks:\n  - {attacker: AUH, victim: SRB, day: 1914-07-28, source: told}\n",
            "",
            "nobody",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_its_mend(
    register: Register, tmp_path: Path, old: str, new: str, words: str
) -> None:
    assert old in WHOLE
    told = faults(WHOLE.replace(old, new, 1), register, tmp_path)
    assert words in told
    assert "\n  " in told


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("assume:\n  - {facts: {provokd: true}, why: x}\n", "unknown fact 'provokd'."),
        ("assume:\n  - {facts: {provoked: true}}\n", "nothing says why this is assumed."),
        ("assume:\n  - {place: atlantis, why: x}\n", "unknown place 'atlantis'."),
        ("follow:\n  - {who: GRC, instrument: grc-srb-1931}\n", "Did you mean 'grc-srb-1913'?"),
        ("questions:\n  - {name: all, of: [GRC], at_least: 2}\n", "at least 2 of 1 states."),
        ("otherwise: {h: 0.5, low: 0.4, high: 0.6}\n", "the estimate has no source."),
        ("wave: 3\n", "unknown key 'wave'."),
        ("mode: spoken\n", "unknown mode 'spoken'."),
        ("interests2: []\n", "Did you mean 'interests'?"),
    ],
)
def test_the_other_parts_are_checked_too(
    register: Register, tmp_path: Path, more: str, words: str
) -> None:
    assert words in faults(WHOLE + more, register, tmp_path)


def test_every_fault_of_a_file_is_told_at_once(register: Register, tmp_path: Path) -> None:
    text = (
        WHOLE.replace("who: RUS", "who: RUX")
        .replace("h: 0.7,", "h: 7,")
        .replace("SRB, day", "SRX, day")
    )
    told = faults(text, register, tmp_path)
    assert len([line for line in told.splitlines() if line.startswith("FILE:")]) == 3


def test_an_interest_that_stands_twice_is_a_fault(register: Register, tmp_path: Path) -> None:
    again = WHOLE[WHOLE.index("  - id:") :]
    assert "'rus-for-srb' stands twice." in faults(WHOLE + again, register, tmp_path)


@pytest.mark.parametrize("told", [None, [], "war", 3])
def test_what_is_no_mapping_is_no_cascade(told: object, register: Register) -> None:
    assert not is_cascade(told)
    with pytest.raises(InputError, match="this is no cascade"):
        story_from(told, register, place="story")


def test_an_incident_begins_a_story_of_its_own(register: Register) -> None:
    from datetime import date

    incident = incident_from_flags(
        register,
        day=date(2026, 11, 22),
        victims=["POL"],
        attackers=["RUS"],
        attack="invasion",
        facts=["victim_is_aggressor=no"],
    )
    story = story_of(incident)
    assert [(d.dyad, d.attack) for d in story.deeds] == [(("attacks", "RUS", "POL"), "invasion")]
    assert story.assumed[0].facts == {"victim_is_aggressor": False}
