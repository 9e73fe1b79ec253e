"""What does a description say of the instrument it means: its kind, its year, its signing?

"the 1953 mutual defence treaty", "the pact Moscow and Pyongyang signed in June".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from foedus.names.tables import register, section

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH = f"({'|'.join(MONTHS)})"
YEAR = r"(1[3-9]\d\d|20\d\d)"
YEAR_BEFORE = re.compile(  # up to six words; a hyphen may stand before the noun, or in a word
    rf"\b{YEAR}[ -](?:(?!-\Z)[\w-]++(?: (?!-\Z)[\w-]++){{0,5}}+(?: |(?<=-)))?\Z"
)
YEAR_AFTER = re.compile(
    rf"(?:[ ,]++[\w'’-]++){{0,14}}?[ ,]++(?:of|from|since|to|in) (?:\d\d? )?(?:{MONTH} )?{YEAR}\b",
    re.IGNORECASE,
)
MONTH_AFTER = re.compile(
    r"\b(?:signed|concluded|sealed|struck|agreed|inked|dated|of|from)\b[^.;]{0,60}?"
    rf"\b(?:in|on|last|of|from|this)?\s*(?:\d\d? )?{MONTH}\b",
    re.IGNORECASE,
)
RECENT = re.compile(
    r"\b(?:signed|concluded|sealed|struck|inked|announced)\b[^.;]{0,50}?"
    r"\b(?:a day earlier|yesterday|today|(?:this|last) week"
    r"|on \w{3,6}day|days? (?:ago|earlier))\b",
    re.IGNORECASE,
)
SIGNING = re.compile(
    r"\b(?:signed|concluded|sealed|inked|ratified|denounced|in force|articles?)\b", re.IGNORECASE
)
SOVIET = re.compile(r"\b(?:soviet|ussr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What stands around one noun such as "treaty"."""

    start: int
    end: int
    noun: str
    """The noun in the singular and in small letters."""
    years: frozenset[int]
    """Years that belong to the noun: 'the 1953 treaty', 'the treaty of 1953'."""
    month: int | None
    """Month of the signing, 1 to 12."""
    is_recent: bool
    """Said to have been signed some days before."""
    words: frozenset[str]
    """Words of titles that stand before or shortly after the noun."""
    is_firm: bool
    """The words mean an instrument even where the text names one party only."""
    is_soviet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The register's words for instruments, as patterns and sets."""

    noun: re.Pattern[str]
    other_matter: re.Pattern[str]
    """Before the noun: a trade agreement, a peace treaty."""
    other_subject: re.Pattern[str]
    """After the noun: an accord on fishing."""
    title_word: re.Pattern[str]
    papers: frozenset[str]
    """Nouns that mean an instrument only beside both parties, a date or a signing."""
    ties: frozenset[str]
    """Nouns of a relation: an instrument only with a date or two words of its title."""
    alike: frozenset[str]
    """What running text calls any binding text between states."""


def find_clues(sentence: str) -> list[Clue]:
    """Return a clue for every noun that may mean an instrument of this field."""
    words = instrument_words()
    nouns = list(words.noun.finditer(sentence))
    signs = bool(nouns) and bool(SIGNING.search(sentence))
    found = (_clue(sentence, match, words, signs=signs) for match in nouns)
    return [clue for clue in found if clue is not None]


def is_shortly_before(day: date, *, on: date) -> bool:
    """Tell whether ``day`` lies in the weeks before ``on``."""
    return timedelta(0) <= on - day <= timedelta(days=45)


def singular(noun: str) -> str:
    """Return a noun of instruments in the singular and in small letters.

    >>> singular("Memoranda"), singular("treaties"), singular("president's order")
    ('memorandum', 'treaty', 'executive order')
    """
    small = noun.lower().replace("é", "e")
    if small.endswith("order"):
        return "executive order"
    special = {
        "treaties": "treaty",
        "memoranda": "memorandum",
        "arrangement": "arrangements",
        "arrangements": "arrangements",
    }
    return special.get(small, small.removesuffix("s"))


def title_words(text: str) -> frozenset[str]:
    """Return the words of titles in ``text``, in one spelling."""
    return frozenset(_one_spelling(word) for word in instrument_words().title_word.findall(text))


def instrument_words() -> Words:
    """Return the register's words for instruments."""
    return _words(register())


def _clue(sentence: str, match: re.Match[str], words: Words, *, signs: bool) -> Clue | None:
    start, end = match.span()
    head = re.split(r"[.;,:!?\"“”]", sentence[max(0, start - 70) : start])[-1]
    tail = sentence[end : end + 120]
    noun = singular(match.group())
    if words.other_matter.search(head) or words.other_subject.match(tail):
        return None
    near = " ".join((*head.split()[-7:], match.group(), *tail.split()[:9]))
    beside = title_words(near) - {noun}
    years = _years(head, tail)
    is_marked = bool(years) or len(beside) > 1
    if noun in words.ties and not is_marked:
        return None
    month = MONTH_AFTER.search(tail)
    is_plain = noun not in words.papers | words.ties
    return Clue(
        start=start,
        end=end,
        noun=noun,
        years=years,
        month=MONTHS.index(month.group(1).lower()) + 1 if month else None,
        is_recent=bool(RECENT.search(tail)),
        words=beside,
        is_firm=is_plain or is_marked or signs,
        is_soviet=bool(SOVIET.search(head) or SOVIET.search(tail[:60])),
    )


def _years(head: str, tail: str) -> frozenset[int]:
    if before := YEAR_BEFORE.search(head):
        return frozenset((int(before.group(1)),))
    after = YEAR_AFTER.match(re.split(r"[.;!?]", tail)[0])
    return frozenset((int(after.group(2)),)) if after else frozenset()


def _one_spelling(word: str) -> str:
    small = word.lower().replace("defense", "defence").replace("-", "")
    return small.replace("neighbour", "neighbor").removesuffix("s")


@cache
def _words(root: Path) -> Words:
    lists = section("instrument_descriptions", root=root, folder="lexicon")
    matters = f"(?:{_either(lists['other_matters'])})"
    return Words(
        noun=_noun_pattern(lists["nouns"]),
        other_matter=re.compile(rf"\b{matters}[ -](?:\w+[ -]){{0,2}}\Z", re.IGNORECASE),
        other_subject=re.compile(
            r"(?: (?:between|with|by) [\w' -]{1,50}?)? (?:on|over|about|for|to|covering|regarding) "
            rf"(?:[\w$-]+ ){{0,3}}?{matters}\b",
            re.IGNORECASE,
        ),
        title_word=re.compile(rf"\b({_either(lists['title_words'])})\b", re.IGNORECASE),
        papers=frozenset(lists["papers"]),
        ties=frozenset(lists["ties"]),
        alike=frozenset(lists["alike"]),
    )


def _noun_pattern(nouns: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of the nouns; it begins with a set of letters, to which the engine leaps.

    Not "in accord": that is no instrument.
    """
    forms = sorted(nouns, key=len, reverse=True)
    first = {case for form in forms for case in (form[0].lower(), form[0].upper())}
    rest = "|".join(f"(?<={re.escape(form[0])}){re.escape(form[1:])}" for form in forms)
    return re.compile(rf"[{''.join(sorted(first))}](?<!\w.)(?i:(?<!in .)(?:{rest}))\b")


def _either(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
