"""Title, day and agency of plain texts: what counts, and what must not."""

from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given

from foedus.text.heading import find_heading

DAY = date(2024, 10, 15)


@pytest.mark.parametrize(
    "line",
    [
        "MOSCOW, Oct. 15, 2024 (TASS) - It will help.",
        "Seoul, 15 Oct 2024 (AP) - It will help.",
        "15 October 2024",
        "2024-10-15",
        "October 15th, 2024",
        "Tuesday, 15 October 2024, 14:30 GMT",
        "Published: 15 October 2024",
        "By Ida Holm | October 15, 2024",
        "WASHINGTON, D.C., October 15, 2024 — It will help.",
        "МОСКВА, 15 октября 2024 г. /ТАСС/. Россия поможет.",
        "КИЇВ, 15 жовтня 2024 - Україна отримає допомогу.",
        "Berlin, 15. Oktober 2024 (dpa) – Es hilft.",
        "PARIS, 15 octobre 2024 (AFP) - La France aidera.",
        "Madrid, 15 de octubre de 2024 (EFE) - España ayudará.",
        "2024年10月15日",
        "2024년 10월 15일",
        "15.10.2024",
    ],
)
def test_a_full_date_in_a_dateline_is_the_texts_own(line: str) -> None:
    assert find_heading(f"{line}\nThe body goes on.").dateline == DAY
    assert find_heading(f"A short headline\n\n{line}\nThe body goes on.").dateline == DAY


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW, Oct 15 (TASS) - It will help.",
        "On 15 October 2024 the president said so.",
        "The treaty of 15 October 2024\n\nIt binds both.",
        "It was signed on 15 October 2024.",
        "31 February 2024\nNo such day.",
        "15/10/2024 or 10/15/2024",
        "A first line that runs on.\n15 October 2024",
        "May 2024 was warm.",
    ],
)
def test_a_day_that_the_running_text_mentions_is_not_its_own(text: str) -> None:
    assert find_heading(text).dateline is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("MOSCOW, Oct 15 (TASS) - It will help.", "TASS"),
        ("MOSCOW, October 15. /TASS/. It will help.", "TASS"),
        ("WASHINGTON (Reuters) - It will help.", "Reuters"),
        ("SEOUL, Nov. 12 (Yonhap) -- It will help.", "Yonhap"),
        ("Moscow (he said) will help.", None),
        ("The agency (TASS) said so.", None),
    ],
)
def test_an_agency_counts_only_in_a_dateline(line: str, outlet: str | None) -> None:
    assert find_heading(line).outlet == outlet


@pytest.mark.parametrize(
    "text",
    [
        "Moscow to help Pyongyang\n\nIt will, it said.",
        "Moscow to help Pyongyang\nIt will, the deputy foreign minister said on Tuesday.",
        "2024-10-15\nMoscow to help Pyongyang\n\nIt will, it said.",
    ],
)
def test_a_short_first_line_without_a_stop_is_the_title(text: str) -> None:
    assert find_heading(text).title == "Moscow to help Pyongyang"


@pytest.mark.parametrize(
    "text",
    [
        "Moscow to help Pyongyang",
        "Moscow will help.\n\nIt said so.",
        "QUESTION: Would it help\n\nANSWER: Yes",
        "- one item\n\n- another item",
        "and so it goes on\n\nIt does.",
        "***\n\nIt does.",
        "Deputy Foreign Minister Velichko told TASS that Moscow and its allies would help\n"  # noqa: ISC004
        "Pyongyang by every means if it were attacked",
    ],
)
def test_what_is_not_plainly_a_title_is_none(text: str) -> None:
    assert find_heading(text).title is None


@given(st.text(max_size=200))
def test_a_title_always_stands_in_the_text(text: str) -> None:
    title = find_heading(text).title
    assert title is None or title in text
