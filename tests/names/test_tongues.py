"""States by their Russian, Korean and Chinese names."""

import pytest

from foedus.errors import UnknownName
from foedus.names import find_names, state_code, state_name, states
from foedus.names.tongues import LANGUAGES, named_in


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Россия", "RUS"),
        ("россия", "RUS"),
        ("Северная Корея", "PRK"),
        ("КНДР", "PRK"),
        ("북한", "PRK"),
        ("대한민국", "KOR"),
        ("朝鲜", "PRK"),
        ("美国", "USA"),
        ("США", "USA"),
    ],
)
def test_a_name_in_another_language_leads_to_the_state(name: str, code: str) -> None:
    assert state_code(name) == code


@pytest.mark.parametrize(
    ("language", "name"), [("ru", "КНДР"), ("ko", "북한"), ("zh", "朝鲜"), ("en", "North Korea")]
)
def test_a_state_is_named_in_the_language_asked_for(language: str, name: str) -> None:
    assert state_name("PRK", language=language) == name


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="language: unknown name 'fi'"):
        state_name("PRK", language="fi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_the_united_nations_has_a_name(language: str) -> None:
    from datetime import date

    from foedus.names import un_member

    today = [code for code in states() if un_member(code, date(2025, 1, 1))]
    assert len(today) == 193
    assert [code for code in today if code not in named_in(language)] == []
    spoken = [one.name for one in named_in(language).values()]
    assert len(set(spoken)) == len(spoken)


TEXTS = [
    (
        "Россия окажет КНДР военную помощь, заявили в Кремле; Белый дом и Пекин молчат.",
        [("RUS", "Россия"), ("PRK", "КНДР"), ("RUS", "Кремле"), ("USA", "Белый дом")],
    ),
    ("북한은 러시아와의 조약을 비준했다고 밝혔다.", [("PRK", "북한"), ("RUS", "러시아")]),
    (
        "中方表示,朝鲜和俄罗斯的条约与印度尼西亚无关。",
        [("CHN", "中方"), ("PRK", "朝鲜"), ("RUS", "俄罗斯"), ("IDN", "印度尼西亚")],
    ),
    (
        "In Moscow the Kremlin (Кремль) spoke.",
        [("RUS", "Moscow"), ("RUS", "Kremlin"), ("RUS", "Кремль")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=lambda x: str(x)[:20])
def test_states_are_found_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(m.ids[0], text[m.start : m.end]) for m in find_names(text)]
    assert found[: len(expected)] == expected


def test_a_name_inside_another_word_is_none() -> None:
    assert find_names("Сомалиленд и перекитайский") == []
    assert [m.ids for m in find_names("고려한국")] == []
