"""On which day? Dates as the register and the user write them."""

from dataclasses import dataclass
from datetime import date, timedelta

from foedus.errors import InputError

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Interval:
    """A run of days, half open: ``start`` is in it, ``end`` is not; None reaches to the horizon."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def parse_date(text: str, *, place: str = "date") -> date:
    """Return the day that ``text`` names, as YYYY-MM-DD.

    Raises:
        InputError: It is no such day; the message names ``place``.

    >>> parse_date("2024-12-04")
    datetime.date(2024, 12, 4)
    """
    try:
        # fromisoformat also takes 20241204 and 2024-W49-3, which readers of a register do not.
        return date.fromisoformat(text if text[4:5] == text[7:8] == "-" else "")
    except ValueError:
        raise InputError(
            place, f"'{text}' is not a day.", "Write it as YYYY-MM-DD, such as 2024-12-04."
        ) from None


def day_after(day: date) -> date:
    """Return the next day; the last day of the calendar returns itself."""
    return day if day == LAST else day + timedelta(days=1)
