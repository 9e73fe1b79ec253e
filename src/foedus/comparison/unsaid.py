"""What does the text of the treaty have that the document never mentions?"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from foedus.commitment import Register
from foedus.comparison.qualifiers import word
from foedus.comparison.report import Unsaid
from foedus.comparison.subject import Subject, text_day
from foedus.content import tree
from foedus.text import Document

MEANS = {
    "all_available": "help with all means at the party's disposal",
    "all_in_power": "help with everything in the party's power",
    "necessary": "such help as is deemed necessary",
    "appropriate": "appropriate help",
}


def never_mentioned(
    document: Document,
    subject: Subject | None,
    register: Register,
    *,
    said_on: date,
    said: frozenset[str],
) -> tuple[Unsaid, ...]:
    """Return the elements of the article, and of its day, that no word of the document touches.

    Args:
        document: The text.
        subject: The article the document is about.
        register: For the other articles and the Council's measures.
        said_on: Day on which the words were said.
        said: What was read from the text already; none of it counts as unsaid.
    """
    if subject is None or subject.profile is None or subject.article is None:
        return ()
    text = document.text.casefold()
    found = (*_of_article(subject), *_of_instrument(subject, said_on=said_on))
    council = tuple(_of_council(subject, register, said_on=said_on))
    return tuple(
        unsaid
        for unsaid in (*found, *council)
        if unsaid.what not in said and not _mentioned(unsaid.what, text)
    )


def _of_article(subject: Subject) -> Iterator[Unsaid]:
    profile, article = subject.profile, subject.article
    assert profile is not None
    assert article is not None
    cite = article.cite
    if "state_of_war" in profile.second_conditions:
        yield Unsaid(
            what="state_of_war", sentence="The victim must be in a state of war.", cite=cite
        )
    if "by_states" in profile.second_conditions:
        yield Unsaid(
            what="by_states", sentence="The attack must come from one or more states.", cite=cite
        )
    if profile.means in MEANS:
        what = "all_means" if profile.means.startswith("all") else profile.means
        yield Unsaid(what=what, sentence=f"The text speaks of {MEANS[profile.means]}.", cite=cite)
    if profile.delay == "at_once":
        yield Unsaid(what="at_once", sentence="Help is due at once.", cite=cite)
    for value in sorted(profile.qualifiers):
        yield Unsaid(what=value, sentence=f"The text names {word(value)}.", cite=cite)


def _of_instrument(subject: Subject, *, said_on: date) -> Iterator[Unsaid]:
    instrument = subject.instrument
    for article in instrument.articles_on(text_day(instrument, said_on)):
        if article.norm.must == "consult" and article is not subject.article:
            yield Unsaid(
                what=f"article {article.number}", sentence=article.summary, cite=article.cite
            )
    if instrument.status_on(said_on) == "signed":
        yield Unsaid(
            what="entry_into_force",
            sentence=f"Signed only; in force from {instrument.life.in_force}.",
            cite=instrument.short,
        )


def _of_council(subject: Subject, register: Register, *, said_on: date) -> Iterator[Unsaid]:
    for measure in register.charter.measures_on(said_on):
        if measure.target in subject.parties:
            yield Unsaid(
                what="council_measures",
                sentence=f"{measure.title}: Charter Article 103 ranks it above the treaty.",
                cite="UNSC " + ", ".join(dict.fromkeys(p.resolution for p in measure.provisions)),
            )


def _mentioned(what: str, text: str) -> bool:
    words = _words().get(what)
    if words is None:
        numbers = what.removeprefix("article ")
        words = (f"article {numbers}", f"articles {numbers}", f"article {_spelt(numbers)}")
    return any(re.search(rf"\b{re.escape(w)}\b", text) for w in words)


def _spelt(number: str) -> str:
    names = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return names[int(number) - 1] if number.isdigit() and 0 < int(number) <= 10 else number


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found = tree("lexicon")["mentions.yaml"]
    return {str(k): tuple(str(w).casefold() for w in v) for k, v in found.items()}
