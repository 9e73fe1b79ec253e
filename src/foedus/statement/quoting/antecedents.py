"""Whom do "she", "they", "who" or a bare surname mean as the source of words?

Read forwards, with what the document itself has said so far: sources already met, and
names that open a sentence. What stays unclear keeps its own words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foedus.statement.quoting.attribution import Attribution
from foedus.statement.words import word_set
from foedus.text import Span

_HE, _SHE = word_set("he him his himself"), word_set("she her hers herself")
_THEY, _IT = word_set("they them their themselves"), word_set("it its itself")
_RELATIVE = word_set("who which that whose whom")
_PARTICLE = r"(?:de|da|di|del|der|van|von|bin|al|el|la|le|ten)"
_NAME = re.compile(
    rf"[A-Z][\w’'-]*(?:\.(?= [A-Z]))?(?:\s+(?:{_PARTICLE}\s+)*[A-Z][\w’'-]*(?:\.(?= [A-Z]))?)*"
)
_TITLES_HE, _TITLES_SHE = word_set("mr mister sir king prince"), word_set("mrs ms miss queen")
_TITLES = _TITLES_HE | _TITLES_SHE | word_set("dr gen sen rep gov col maj lt adm prof")
_OPENERS = word_set(
    "the a an in on at but and for if when while after before as by with from to of or nor "
    "yet so this that these those it he she they we i you his her their its our my mr mrs ms"
)
_BODIES = word_set(
    "ministry government cabinet council committee commission agency office court party army "
    "navy union bank police department embassy parliament senate congress house bureau "
    "company group organisation organization alliance bloc report poll survey paper"
)
_PLURAL = word_set(
    "people police troops media women men both some many others most officials ministers "
    "diplomats analysts experts lawmakers critics leaders aides sources observers reports"
)
_DETERMINERS = word_set("the a an this that these those his her their its our some many several")
_ENDING = word_set("from to by with among for as at between than and but")
FAR = 1500
"""Characters; a pronoun does not reach back further for a name that did not speak."""


@dataclass(frozen=True, slots=True)
class _Person:
    span: tuple[Span, ...]
    name: str


@dataclass(slots=True)
class _Heard:
    """Who was met so far."""

    people: list[_Person] = field(default_factory=list)
    called: dict[str, _Person] = field(default_factory=dict)
    """The last person of two names or more with this first or last one."""
    many: tuple[Span, ...] = ()
    body: tuple[Span, ...] = ()
    sex: dict[str, str] = field(default_factory=dict)
    """Surname -> "he" or "she", once a title or a pronoun has told it."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The full names of a text in order, and which of them end in a word."""

    spans: list[tuple[int, int]]
    words: list[str]
    ending: dict[str, list[int]]

    def before(self, at: int) -> int:
        """Return how many of them end at ``at`` or before it."""
        return bisect_right(self.spans, at, key=lambda span: span[1])


def _names(text: str) -> _Names:
    found = [m for m in _NAME.finditer(text) if _is_full(m.group())]
    ending: dict[str, list[int]] = {}
    for n, match in enumerate(found):
        ending.setdefault(_bare(match.group().split()[-1]), []).append(n)
    return _Names([m.span() for m in found], [m.group() for m in found], ending)


def speakers(text: str, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions with ``speaker`` filled; ``found`` is in the order of the text."""
    heard = _Heard()
    names = _names(text)
    done: list[Attribution] = []
    for attribution in found:
        speaker = attribution.source
        if speaker:
            speaker = _meant(text, speaker, heard, names)
            _remember(text, speaker, heard)
        done.append(replace(attribution, speaker=speaker))
    return tuple(done)


def _is_full(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and words[0].lower().rstrip(".") not in _OPENERS


def _meant(text: str, source: tuple[Span, ...], heard: _Heard, names: _Names) -> tuple[Span, ...]:
    words = " ".join(s.of(text) for s in source)
    low = words.lower()
    if low in _HE or low in _SHE:
        sex = "he" if low in _HE else "she"
        return _person(text, source[0].start, heard, names, sex=sex) or source
    if low in _THEY:
        return heard.many or heard.body or source
    if low in _IT:
        return heard.body or source
    if low in _RELATIVE:
        return _noun_before(text, source[0].start) or source
    surname = _surname(words)
    return (surname and _full_name(surname, source[0].start, heard, names)) or source


def _person(
    text: str,
    at: int,
    heard: _Heard,
    names: _Names,
    *,
    sex: str,
) -> tuple[Span, ...]:
    """Return the last person who may be meant: one who spoke, or whose name opens a sentence."""
    options = list(heard.people[-8:])
    last = names.before(at)
    for n in range(max(0, last - 8), last):
        (start, end), name = names.spans[n], names.words[n]
        if at - end < FAR and _opens_sentence(text, start) and not _is_body(name):
            options.append(_Person((Span(start, end),), name))
    for person in sorted(options, key=lambda p: p.span[0].start, reverse=True):
        surname = person.name.split()[-1]
        if heard.sex.get(surname, sex) == sex:
            heard.sex[surname] = sex
            return person.span
    return ()


def _opens_sentence(text: str, start: int) -> bool:
    """Tell whether no more than a title or a role stands between a stop and the name."""
    before = re.split(r"[.!?:]\s|\n", text[max(0, start - 60) : start])[-1]
    return len(before.split()) <= 4 and "," not in before and not before.endswith(". ")


def _noun_before(text: str, at: int) -> tuple[Span, ...]:
    """Return the words that a relative pronoun at ``at`` follows, from their article on."""
    stretch = re.split(r"[.;:()“”\"\n]|,(?=[^,]*,)", text[max(0, at - 90) : at].rstrip(" ,"))[-1]
    words = list(re.finditer(r"[^\s,]+", stretch))[-8:]
    if not words:
        return ()
    base = at - len(text[max(0, at - 90) : at]) + text[max(0, at - 90) : at].rfind(stretch)
    first = len(words) - 1
    while first > 0 and words[first].group().lower() not in _DETERMINERS:
        before = words[first - 1].group()
        if before in _ENDING or (before[0].isupper() and words[first].group()[0].islower()):
            break
        first -= 1
    return (Span(base + words[first].start(), base + words[-1].end()),)


def _surname(words: str) -> str:
    """Return the one name of "Salo" or "Mr. Salo", else an empty text."""
    parts = [w for w in words.split() if w.lower().rstrip(".") not in _TITLES]
    return parts[0] if len(parts) == 1 and parts[0][0].isupper() else ""


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _full_name(surname: str, at: int, heard: _Heard, names: _Names) -> tuple[Span, ...]:
    bare = _bare(surname)
    if person := heard.called.get(bare):
        return person.span
    same = names.ending.get(bare, [])
    count = bisect_left(same, names.before(at))
    return (Span(*names.spans[same[count - 1]]),) if count else ()


def _remember(text: str, speaker: tuple[Span, ...], heard: _Heard) -> None:
    words = " ".join(s.of(text) for s in speaker)
    low = words.lower().split()
    if not low or words.lower() in _HE | _SHE | _THEY | _IT | _RELATIVE | {"i", "we", "you"}:
        return
    named = [m.group() for m in _NAME.finditer(words) if m.group().lower() not in _OPENERS]
    head = re.split(r",| of | in | for | from ", words)[0].lower().split()[-1]
    if head in _PLURAL or (head.endswith("s") and " " + head in " " + words):
        heard.many = speaker
    if _is_body(words) or not named:
        heard.body = speaker
    else:
        person = _Person(speaker, max(named, key=lambda n: len(n.split())))
        heard.people.append(person)
        parts = person.name.split()
        if len(parts) > 1:
            heard.called |= {_bare(parts[0]): person, _bare(parts[-1]): person}
    if low[0].rstrip(".") in _TITLES_HE | _TITLES_SHE and named:
        heard.sex[named[-1].split()[-1]] = "he" if low[0].rstrip(".") in _TITLES_HE else "she"


def _is_body(words: str) -> bool:
    parts = words.lower().split()
    return bool(_BODIES & set(parts)) or (words.isupper() and len(parts) == 1 and len(words) > 1)
