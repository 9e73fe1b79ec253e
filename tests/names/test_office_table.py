from datetime import date

import pytest

from foedus.errors import UnknownName
from foedus.names import groups, holders, offices, person, persons, states

HELD = [
    ("president", "RUS", date(2024, 6, 19), "Vladimir Putin"),
    ("president", "RUS", date(2010, 1, 1), "Dmitry Medvedev"),
    ("foreign-minister", "RUS", date(2014, 3, 1), "Sergei Lavrov"),
    ("foreign-minister", "PRK", date(2024, 11, 1), "Choe Son Hui"),
    ("supreme-leader", "PRK", date(2024, 6, 19), "Kim Jong Un"),
    ("president", "KOR", date(2024, 12, 3), "Yoon Suk-yeol"),
    ("president", "USA", date(2021, 1, 20), "Joe Biden"),
    ("president", "USA", date(2021, 1, 19), "Donald Trump"),
    ("prime-minister", "JPN", date(2025, 10, 21), "Sanae Takaichi"),
    ("prime-minister", "GBR", date(2024, 7, 5), "Keir Starmer"),
    ("chancellor", "DEU", date(2025, 5, 5), "Olaf Scholz"),
    ("secretary-general", "nato", date(2024, 9, 30), "Jens Stoltenberg"),
    ("secretary-general", "nato", date(2024, 10, 1), "Mark Rutte"),
    ("secretary-general", "un", date(2020, 1, 1), "António Guterres"),
    ("foreign-minister", "GBR", date(1914, 8, 4), "Edward Grey"),
]


@pytest.mark.parametrize(("office", "of", "day", "name"), HELD)
def test_the_holder_of_an_office_on_a_day(office: str, of: str, day: date, name: str) -> None:
    assert [one.name for one in holders(office, of, on=day)] == [name]


def test_several_may_hold_one_office() -> None:
    day = date(2024, 10, 16)
    names = [one.name for one in holders("deputy-foreign-minister", "RUS", on=day)]
    assert "Andrei Rudenko" in names
    assert len(names) > 1


def test_every_post_is_of_a_known_office_and_a_known_body() -> None:
    bodies = {*states(), *groups()}
    for one in persons().values():
        for post in one.posts:
            assert post.office in offices(), one.id
            assert post.of in bodies, one.id
            assert post.days.start, one.id
            assert post.days.end is None or post.days.start < post.days.end, one.id


def test_a_person_speaks_for_the_body_of_the_post_held_that_day() -> None:
    tusk = person("donald-tusk")
    assert tusk.speaks_for(date(2010, 1, 1)) == "POL"
    assert tusk.speaks_for(date(2017, 1, 1)) == "eu"
    assert tusk.speaks_for(date(2025, 1, 1)) == "POL"
    assert tusk.speaks_for(date(1999, 1, 1)) is None
    assert person("andrei-rudenko").speaks_for() == "RUS"


def test_between_two_posts_the_last_one_counts() -> None:
    assert person("donald-tusk").speaks_for(date(2021, 1, 1)) == "eu"


def test_unknown_people_and_offices_are_refused() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'dmitry-peskov'"):
        person("dmitri-peskov")
    with pytest.raises(UnknownName, match="unknown name 'tsarina'"):
        holders("tsarina", "RUS", on=date(2000, 1, 1))
