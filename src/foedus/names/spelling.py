"""In how many ways is one name written? Accents, capitals, British and American spelling."""

import re
from collections.abc import Iterator

from foedus.names.state_table import unaccented

SMALL = frozenset(("of", "the", "for", "in", "and", "on", "to", "between", "with", "relating"))
KIND_WORD = re.compile(
    r"(?:treat(?:y|ies)|(?:pact|agreement|accord)s?|charter|alliance|declaration|memorandum|protocol"
    r"|convention|compact|entente|covenant|arrangements|defen[cs]e|mutual|security|clause|assistance"
    r"|friendship|neutrality)\Z",
    re.IGNORECASE,
)
PAIRS = (
    ("Defence", "Defense"),
    ("defence", "defense"),
    ("Co-operation", "Cooperation"),
    ("co-operation", "cooperation"),
    ("Organization", "Organisation"),
    ("Neighbourliness", "Neighborliness"),
    ("Non-Aggression", "Nonaggression"),
    ("non-aggression", "nonaggression"),
    ("Viet Nam", "Vietnam"),
)
STATES_PREFIX = re.compile(r"\bUS(?=[- ])")
MARKS = (
    ("’", "'"),
    ("‘", "'"),
    ("\u00a0", " "),
    ("\u2011", "-"),
    ("\u2010", "-"),
    ("\u2013", "-"),
    ("\n", " "),
)


def unquoted(text: str) -> str:
    """Return ``text`` with straight apostrophes, plain spaces and hyphens; of the same length."""
    if text.isascii():
        return text.replace("\n", " ")
    for mark, plain in MARKS:
        if mark in text:
            text = text.replace(mark, plain)
    return text


def spellings(name: str, *, capitals: bool = False) -> set[str]:
    """Return the ways in which a proper name is written.

    Args:
        name: As the register has it.
        capitals: Also wholly in capitals, as datelines and transcripts write it.
    """
    found = {name, unaccented(name)}
    found |= {STATES_PREFIX.sub("U.S.", form) for form in found}
    if capitals and len(name) > 3 and not name.startswith(("the ", "No")):
        found |= {form.upper() for form in found}
    return found


def cased(word: str) -> Iterator[str]:
    """Yield a common noun in small letters, with a capital, as a title; one and many."""
    if not word.islower() and not word.startswith("EU "):  # MP, Gen.: as they stand
        yield word
        return
    for form in (word, _many(word)):
        titled = " ".join(w if w in SMALL else w[:1].upper() + w[1:] for w in form.split())
        hyphened = "-".join(part[:1].upper() + part[1:] for part in titled.split("-"))
        yield from {form, form[:1].upper() + form[1:], titled, hyphened}
        yield form.upper()


def instrument_spellings(name: str) -> set[str]:
    """Return the ways in which a title or nickname of an instrument is written."""
    found = spellings(name)
    for one, other in PAIRS:
        found |= {form.replace(one, other) for form in found}
        found |= {form.replace(other, one) for form in found}
    small = {_small_kinds(form) for form in found}
    return found | small | {STATES_PREFIX.sub("U.S.", form) for form in found | small}


def _small_kinds(form: str) -> str:
    """Return 'Aachen treaty' for 'Aachen Treaty': running text often writes the kind small."""
    first, *rest = form.split(" ")
    return " ".join((first, *(w.lower() if KIND_WORD.match(w) else w for w in rest)))


def _many(word: str) -> str:
    head, sep, tail = word.partition(" of ")
    if not sep:
        head, sep, tail = word.partition(" for ")
    if head.endswith(("men", "people", "s", "media", "staff", "authorities")):
        return word
    if head.endswith(("y", "secretary general")):
        general = head.removesuffix(" general")
        plural = f"{general[:-1]}ies" + (" general" if general != head else "")
        return f"{plural}{sep}{tail}"
    return f"{head}s{sep}{tail}"
