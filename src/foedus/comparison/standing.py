"""What bound the same parties on the day the words were said?"""

from dataclasses import replace
from datetime import date

from foedus.commitment import Instrument, Register
from foedus.comparison.report import Standing
from foedus.comparison.subject import ASSISTANCE, signatories


def standing_on(instrument: Instrument, day: date) -> Standing:
    """Return where ``instrument`` stood on ``day``, with a sentence that says it."""
    life, status = instrument.life, instrument.status_on(day)
    match status:
        case "in_force":
            words = f"In force since {life.in_force}."
        case "signed":
            later = f", in force only from {life.in_force}" if life.in_force else ""
            words = f"Signed on {life.signed}{later}: on this day it bound nobody yet."
        case "ended":
            words = f"Ended on {life.until}{life.ending_words()}."
        case _:
            words = f"Not yet signed; that came on {life.signed}."
    if instrument.status != "confirmed":
        words = f"{words} This register's file on it is unconfirmed."
    return Standing(
        instrument=instrument.id,
        title=instrument.title,
        short=instrument.short,
        status=status,
        sentence=words,
    )


def governing(main: Instrument, register: Register, *, day: date) -> Standing | None:
    """Return the instrument that bound the parties of ``main`` on ``day``.

    That is ``main`` itself where it is in force; else the newest one in force between
    the same parties; None where this register holds none.
    """
    if main.status_on(day) == "in_force":
        return standing_on(main, day)
    parties = signatories(main)
    bound = [
        i
        for i in register.instruments.values()
        if i.rank != "charter"
        and i.status_on(day) == "in_force"
        and parties <= set(i.parties_on(day))
    ]
    found = max(bound, key=lambda i: i.life.in_force or date.min, default=None)
    if found is None:
        return None
    stood = standing_on(found, day)
    norms = {article.norm.must for article in found.articles_on(day)}
    gives = (
        "assistance"
        if norms & set(ASSISTANCE)
        else "consultation only"
        if "consult" in norms
        else ""
    )
    words = f"{stood.sentence[:-1]}{f': it gives {gives}' if gives else ''}."
    return replace(stood, sentence=words)
