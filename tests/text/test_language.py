"""The language of a text: one sentence is enough where it is plain; neighbours are not mixed up."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.text.language import guess_language
from foedus.text.lexicon import lexicon


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Russia will give North Korea all the help that it needs."),
        ("fr", "Le ministre a dit que la France ne sera pas seule."),
        ("de", "Der Minister sagte, dass Deutschland nicht an dem Krieg teilnimmt."),
        ("es", "El ministro dijo que España no enviará tropas."),
        ("ru", "Россия окажет помощь КНДР, если она станет жертвой агрессии."),
        ("uk", "Україна отримає допомогу, якщо на неї нападуть, сказав міністр."),
        ("ar", "روسيا ستساعد كوريا الشمالية في حال تعرضها لهجوم، قال الوزير"),
        ("ja", "日本は北朝鮮を助けない。"),
        ("zh", "俄罗斯将帮助朝鲜。"),
        ("ko", "러시아는 북한을 도울 것이다, said NATO."),
        ("und", "Il ministro ha detto che l'Italia non invierà truppe."),
        ("und", "O ministro disse que o Brasil não vai enviar tropas para a guerra."),
        ("und", "Беларусь і Расія дапамогуць, калі на іх нападуць, сказаў міністр."),
        ("und", "България ще помогне, каза министърът, и ще изпрати войски."),
        ("und", "ایران به کره شمالی کمک خواهد کرد و این را اعلام کرد"),
        ("und", "OK"),
        ("und", "12 345 !!!"),
        ("und", ""),
    ],
)
def test_the_language_is_told_where_it_is_plain(code: str, text: str) -> None:
    assert guess_language(text) == code


@given(st.text())
def test_the_answer_is_a_known_language_or_none(text: str) -> None:
    known = {code for code, row in lexicon().languages.items() if row.known}
    assert guess_language(text) in known | {"und"}


def test_every_language_with_months_has_twelve() -> None:
    for row in lexicon().languages.values():
        assert set(row.months.values()) in (set(), set(range(1, 13))), row.code
