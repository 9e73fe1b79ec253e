"""Days from 1816 to 9999: what holds of intervals, lives, versions and published text on each."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from foedus.case import Incident, decide
from foedus.case.view import as_data
from foedus.commitment import Article, Instrument, Life, Register
from foedus.commitment import condition as c
from foedus.commitment.instrument import Unless
from foedus.commitment.knowledge import as_known
from foedus.dates import FIRST, LAST, Interval, day_after, parse_date
from foedus.errors import InputError

DAYS = st.dates(date(1816, 1, 1), LAST)
LEAP_DAYS = st.sampled_from([date(y, 2, 29) for y in (1816, 1904, 2000, 2024, 9996)])
SOME_DAYS = st.one_of(DAYS, LEAP_DAYS, st.sampled_from([date(1816, 1, 1), LAST]))
MANY = settings(max_examples=int(os.environ.get("FOEDUS_EXAMPLES", "150")), deadline=None)
"""Of each property; the ten together run 100,000 with FOEDUS_EXAMPLES=10000."""
NEARBY = st.integers(-2, 2)
STATUSES = ("not_yet_signed", "signed", "in_force", "ended")
Treaty = Callable[..., Instrument]


def moved(day: date, by: int) -> date:
    """Return a day some days away, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + by, FIRST.toordinal()), LAST.toordinal()))


@given(day=SOME_DAYS)
@MANY
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@given(day=SOME_DAYS)
@MANY
def test_other_forms_of_a_day_are_refused(day: date) -> None:
    week = "{}-W{:02}-{}".format(*day.isocalendar())
    forms = [day.strftime("%Y%m%d"), week, f"{day}T00:00", f" {day}", f"{day} ", f"+{day}"]
    for text in forms:
        with pytest.raises(InputError, match="is not a day"):
            parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-29",
        "1900-02-29",
        "2100-02-29",
        "2024-00-10",
        "2024-13-01",
        "2024-06-31",
        "0000-01-01",
        "10000-01-01",
        "-001-01-01",
        "2024-1-1",
        "٢٠٢٤-٠١-٠١",
        "2024/12/04",
        "04-12-2024",
        "soon",
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(InputError) as error:
        parse_date(text, place="day")
    assert str(error.value) == (
        f"day: '{text}' is not a day.\n  Write it as YYYY-MM-DD, such as 2024-12-04."
    )


@given(day=SOME_DAYS)
@MANY
def test_the_next_day_is_one_later_until_the_calendar_ends(day: date) -> None:
    after = day_after(day)
    assert after == day if day == LAST else after - day == timedelta(days=1)


@given(start=st.none() | SOME_DAYS, end=st.none() | SOME_DAYS, near=NEARBY, far=SOME_DAYS)
@MANY
def test_an_interval_holds_its_first_day_and_not_its_end(
    start: date | None, end: date | None, near: int, far: date
) -> None:
    span = Interval(start, end)
    for day in (far, moved(start or far, near), moved(end or far, near)):
        after_start = start is None or not day < start
        before_end = end is None or not day >= end
        assert (day in span) == (after_start and before_end)


@given(bounds=st.lists(SOME_DAYS, min_size=1, max_size=5, unique=True), day=SOME_DAYS, near=NEARBY)
@MANY
def test_intervals_that_follow_each_other_hold_every_day_once(
    bounds: list[date], day: date, near: int
) -> None:
    cuts: list[date | None] = [None, *sorted(bounds), None]
    spans = [Interval(a, b) for a, b in pairwise(cuts)]
    for tried in (day, *(moved(b, near) for b in bounds)):
        assert sum(tried in span for span in spans) == 1


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Lives whose dates are in order; each may be missing, but for one."""
    first, second, third = sorted(draw(st.lists(SOME_DAYS, min_size=3, max_size=3)))
    signed = draw(st.sampled_from([first, None]))
    in_force = second if signed is None else draw(st.sampled_from([second, None]))
    until = draw(st.sampled_from([third, None]))
    return Life(signed=signed, in_force=in_force, until=until)


@given(life=lives(), one=SOME_DAYS, two=SOME_DAYS, near=NEARBY)
@MANY
def test_a_life_runs_from_signature_to_end_and_never_back(
    treaty: Treaty, life: Life, one: date, two: date, near: int
) -> None:
    made = treaty(life=life)
    days = [one, two, *(moved(d, near) for d in (life.signed, life.in_force, life.until) if d)]
    found = [STATUSES.index(made.status_on(d)) for d in sorted(days)]
    assert found == sorted(found)


@given(life=lives())
@MANY
def test_every_date_of_a_life_takes_effect_on_its_own_day(treaty: Treaty, life: Life) -> None:
    made = treaty(life=life)
    if life.until:
        assert made.status_on(life.until) == "ended"
        assert made.status_on(LAST) == "ended"
    if life.in_force and (life.until is None or life.in_force < life.until):
        assert made.status_on(life.in_force) == "in_force"
        before = moved(life.in_force, -1)
        expected = "signed" if life.signed and life.signed <= before else "not_yet_signed"
        assert made.status_on(before) == expected
    if life.signed:
        assert made.status_on(moved(life.signed, -1)) == "not_yet_signed"


@given(joined=SOME_DAYS, left=SOME_DAYS, back=SOME_DAYS, day=SOME_DAYS, near=NEARBY)
@MANY
def test_who_left_and_came_back_is_a_party_within_both_memberships_alone(
    treaty: Treaty, joined: date, left: date, back: date, day: date, near: int
) -> None:
    joined, left, back = sorted((joined, left, back))
    pairs = (("QMA", Interval(joined, left)), ("QMA", Interval(back)), ("QMB", Interval(joined)))
    made = treaty(parties=pairs)
    for tried in (day, *(moved(d, near) for d in (joined, left, back))):
        inside = joined <= tried < left or back <= tried
        assert made.parties_on(tried).count("QMA") == int(inside)
        assert made.parties_on(tried).count("QMB") == int(tried >= joined)


@given(bounds=st.lists(SOME_DAYS, max_size=4, unique=True), day=SOME_DAYS, near=NEARBY)
@MANY
def test_one_version_of_an_article_stands_on_every_day(
    treaty: Treaty, article: Callable[..., Article], bounds: list[date], day: date, near: int
) -> None:
    cuts: list[date | None] = [None, *sorted(bounds), None]
    spans = [Interval(a, b) for a, b in pairwise(cuts)]
    made = treaty(*(article(cite=f"text {i}", versions=s) for i, s in enumerate(spans)))
    for tried in (day, *(moved(b, near) for b in bounds)):
        (standing,) = made.articles_on(tried)
        assert standing.cite == f"text {sum(b <= tried for b in bounds)}"
        assert made.article("art1", on=tried) is standing


def secret(known: list[date | None], article: Callable[..., Article]) -> list[Article]:
    branch, exception, whole = known
    when = c.Any(of=(c.Fact(name="state_of_war"), c.Fact(name="external", known_from=branch)))
    unless = Unless(
        id="x", when=c.Fact(name="provoked"), effect="defeats", cite="y", known_from=exception
    )
    return [article(when=when, unless=(unless,)), article(id="art2", known_from=whole)]


def parts_known(made: Instrument) -> set[str]:
    """Return what a reader sees of the treaty of `secret`."""
    if not made.article("art1"):
        return set()
    first = made.article("art1")
    assert first is not None
    branches = len(first.when.of) if isinstance(first.when, c.Any) else 1
    found = {"when"} | ({"branch"} if branches == 2 else set())
    found |= {"unless"} if first.unless else set()
    found |= {"art2"} if made.article("art2") else set()
    return found if not first.text_unknown else found - {"when"}


@given(
    known=st.lists(st.none() | SOME_DAYS, min_size=3, max_size=3),
    published=st.none() | SOME_DAYS,
    days=st.tuples(SOME_DAYS, SOME_DAYS),
)
@MANY
def test_what_is_known_only_grows_and_in_the_end_all_is_known(
    treaty: Treaty,
    article: Callable[..., Article],
    known: list[date | None],
    published: date | None,
    days: tuple[date, date],
) -> None:
    made = treaty(*secret(known, article))
    made = replace(made, life=replace(made.life, published=published))
    early, late = sorted(days)
    seen_early, seen_late = as_known(made, early), as_known(made, late)
    assert parts_known(seen_early) <= parts_known(seen_late)
    assert as_known(made, LAST) == made
    assert as_known(seen_early, early) == seen_early
    # Looking back from what was known later shows no less than what was known then.
    assert as_known(seen_late, early) == seen_early


@given(day=SOME_DAYS, known_on=SOME_DAYS)
@settings(max_examples=25, deadline=None)
def test_any_day_of_the_calendar_is_decided(register: Register, day: date, known_on: date) -> None:
    told = Incident(victims=("QMA",), attackers=("QMD",), day=day, known_on=known_on)
    assert decide(told, register).findings == ()
    russia = Incident(victims=("RUS",), attackers=("QMD",), day=day, known_on=known_on)
    case = as_data(decide(russia, register, states=("USA",)))
    assert case["incident"]["day"] == day.isoformat()
    for finding in case["findings"]:
        made = register.instrument(finding["instrument"])
        assert made.status_on(day) != "not_yet_signed"
        if finding["due"] != "not_due":
            assert made.is_applied_on(day, state="RUS")


ZONES = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]


def test_the_zone_of_the_clock_changes_no_answer() -> None:
    arguments = "decide --victim PRK --attacker KOR --attack armed_attack --on 2024-12-04"
    code = f"from foedus.cli import main; main({[*arguments.split(), '--format', 'json']!r})"
    answers = set()
    for zone in ZONES:
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"TZ": zone},
            capture_output=True,
            check=True,
        )
        answers.add(ran.stdout)
    assert len(answers) == 1
    assert json.loads(answers.pop())["on"] == "2024-12-04"


PURE = ("truth", "dates", "codes", "commitment", "comparison", "case", "outlook")


@pytest.mark.checkout
def test_no_pure_room_reads_the_clock() -> None:
    source = Path(__file__).resolve().parents[2] / "src" / "foedus"
    files = [p for n in PURE for p in (source / n).rglob("*.py")] + [
        source / f"{n}.py" for n in PURE if (source / f"{n}.py").is_file()
    ]
    assert len(files) > 40
    clocks = ("date.today(", "datetime.now(", "time.time(", "utcnow(", "localtime(")
    assert [(p.name, k) for p in files for k in clocks if k in p.read_text(encoding="utf-8")] == []
