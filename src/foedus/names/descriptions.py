"""Which instrument does a phrase mean: by title, by nickname, or by parties, kind and date?"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date

from foedus.names.clues import Clue, find_clues, title_words
from foedus.names.finding import find_names
from foedus.names.group_table import groups
from foedus.names.mention import OF_STATES, Mention
from foedus.names.rating import Scene, best_title
from foedus.names.state_table import state
from foedus.names.title_table import InstrumentTitle, instrument_titles

ARTICLE = re.compile(
    r"\barticles?\s+(?:\d+|[IVX]+\b|(?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve)\b)(?:\s?\(\d+\))*",
    re.IGNORECASE,
)
OTHER_TEXT = re.compile(
    r"\W+(?:of|in) (?:\w+ ){1,4}?(?:Charter|[Cc]onstitution|[Ll]aw|[Cc]ode|[Ss]tatute)"
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[A-Z\"“])")
OPENER = re.compile(r"\b(?:the|an?|its|their|our|this|that)\s", re.IGNORECASE)
ADJECTIVES = re.compile(r"\w++(?:\s++[\w’'.-]++){0,6}\s++\Z")
CAPITAL_BEFORE = re.compile(r"\b(?!The |Th[ae]t |This |Its |Their |Our |An? )[A-Z][\w’'-]+ \Z")
YEARS = re.compile(r"\b(?:1[3-9]|20)\d\d\b")
LONGEST = 4_000
"""Characters read together; a longer sentence is cut between two words."""
LONGEST_NAME, LONGEST_HEAD = 60, 200
"""Characters before a noun in which the word of its name, or its article, may begin."""


def resolve_instrument(
    phrase: str, *, on: date | None = None, states: Iterable[str] = ()
) -> str | None:
    """Return the id of the instrument that a phrase or sentence means, None if it is not clear.

    A title or nickname decides; else the parties with a word such as treaty, the year or
    month of signing and words of the title; else an article beside a named organisation.
    Of several, the latest signed by ``on`` wins, one in force before one ended.

    Args:
        phrase: "the 1953 mutual defence treaty", or a whole sentence.
        on: The text's day.
        states: Codes of the states that the text around it speaks of.

    >>> resolve_instrument("the treaty that Moscow and Pyongyang signed in 1961")
    'sun-prk-1961'
    """
    found = find_instruments(phrase, on=on, focus=tuple(states))
    sure = [mention for mention in found if len(mention.ids) == 1]
    return sure[0].ids[0] if sure else None


def find_instruments(
    text: str, *, on: date | None = None, focus: tuple[str, ...] = ()
) -> list[Mention]:
    """Return every mention of an instrument by name or description, in order.

    A bare "Article 5" counts for the organisation or instrument named last before it;
    articles of a constitution or of the Charter do not.

    Args:
        text: Running text; descriptions are resolved sentence by sentence.
        on: The text's day; later instruments are not meant.
        focus: Codes of the states in question where a sentence names fewer than two.
    """
    names = find_names(text, on=on)
    found: list[Mention] = []
    last: str | None = None
    start = 0
    for stop in _stops(text):
        low = bisect_left(names, start, key=_start)
        high = bisect_left(names, stop, key=_start)
        inside = [_moved(m, -start) for m in names[low:high] if m.end <= stop]
        sentence = text[start:stop]
        here = _in_sentence(sentence, inside, on=on, focus=focus)
        last = _last_group(inside) or last
        if not here and last:
            here = _by_article(sentence, instrument_titles()[last])
        if here and len(here[-1].ids) == 1:
            last = here[-1].ids[0]
        found += [_moved(mention, start) for mention in here]
        start = stop
    return found


def _stops(text: str) -> Iterator[int]:
    """Yield where each sentence ends, and the parts of one that is no prose any more."""
    start = 0
    for end in (*(m.end() for m in SENTENCE_END.finditer(text)), len(text)):
        while end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            start = space if space > 0 else start + LONGEST
            yield start
        start = end
        yield end


def _in_sentence(
    sentence: str, names: list[Mention], *, on: date | None, focus: tuple[str, ...]
) -> list[Mention]:
    titled = [m for m in names if m.kind == "instrument"]
    years = {int(year) for year in YEARS.findall(sentence)} if titled else set()
    found = [_narrowed(m, years, on) for m in titled]
    scene = _scene(sentence, names, on=on, focus=focus)
    for clue in find_clues(sentence):
        if any(m.start < clue.end and clue.start < m.end for m in found):
            continue
        if _is_other_name(sentence, clue, names):
            continue
        if title := best_title(clue, scene):
            found.append(_mention(title, _phrase_start(sentence, clue), clue.end))
    return sorted(found)


def _is_other_name(sentence: str, clue: Clue, names: list[Mention]) -> bool:
    """Tell whether the noun ends a proper name unknown to the register: Adriatic Charter."""
    before = CAPITAL_BEFORE.search(sentence, max(0, clue.start - LONGEST_NAME), clue.start)
    if before is None or not sentence[clue.start].isupper():
        return False
    is_known = any(m.start <= before.start() < m.end for m in names)
    return not is_known and not title_words(before.group())


def _last_group(names: list[Mention]) -> str | None:
    pledges = [groups()[m.ids[0]].defence for m in names if m.kind == "group"]
    return next((pledge for pledge in reversed(pledges) if pledge), None)


def _by_article(sentence: str, title: InstrumentTitle) -> list[Mention]:
    # "Article 5" after NATO was named is the North Atlantic Treaty's.
    for match in ARTICLE.finditer(sentence):
        if not OTHER_TEXT.match(sentence, match.end()):
            return [_mention(title, match.start(), match.end())]
    return []


def _narrowed(mention: Mention, years: set[int], on: date | None) -> Mention:
    """Decide a name that several instruments bear: by a year beside it, then by the day."""
    table = instrument_titles()
    titles = [table[id_] for id_ in mention.ids]
    if len(titles) == 1:
        return mention
    dated = [t for t in titles if t.signed and t.signed.year in years]
    known = [t for t in dated or titles if not on or not t.signed or t.signed <= on]
    if not known:
        return mention
    # Titles signed on one day (the European Union's two) stand in the order of their ids.
    best = max(known, key=lambda t: (t.signed or date.min, -mention.ids.index(t.id)))
    return _mention(best, mention.start, mention.end)


def _scene(
    sentence: str, names: list[Mention], *, on: date | None, focus: tuple[str, ...]
) -> Scene:
    of_states = [m for m in names if m.kind in OF_STATES]
    sure = {m.ids[0] for m in of_states if len(m.ids) == 1} | set(focus)
    named = [
        (id_, mention.start)
        for mention in of_states
        for id_ in mention.ids
        if id_ in sure or not sure.intersection(mention.ids)
    ]
    # "Austria" of 1879 is Austria-Hungary, which has an id of its own.
    named += [(old, at) for id_, at in named for old in state(id_).after]
    return Scene(
        sentence=sentence,
        named=tuple(named),
        focus=frozenset(focus),
        groups=tuple((id_, m.start) for m in names if m.kind == "group" for id_ in m.ids),
        cites_article=ARTICLE.search(sentence) is not None,
        on=on,
    )


def _phrase_start(sentence: str, clue: Clue) -> int:
    """Return where the phrase of the noun begins: its article and adjectives."""
    low = max(0, clue.start - LONGEST_HEAD)
    openers = [match.start() for match in OPENER.finditer(sentence, low, clue.start)]
    is_its = bool(openers) and ADJECTIVES.match(sentence, openers[-1], clue.start)
    return openers[-1] if is_its else clue.start


def _mention(title: InstrumentTitle, start: int, end: int) -> Mention:
    return Mention(start, end, "instrument", (title.id,), title.short)


def _start(mention: Mention) -> int:
    return mention.start


def _moved(mention: Mention, by: int) -> Mention:
    return Mention(mention.start + by, mention.end + by, mention.kind, mention.ids, mention.name)
