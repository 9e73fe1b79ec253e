"""Where does each sentence begin and end?

Newlines part first, unless a paragraph is wrapped by hand; within a paragraph
a closing mark parts where what stands before it is no abbreviation and what
follows can open a sentence. Brackets and quotation marks that close behind the
mark belong to the sentence. Every pattern runs in linear time.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from foedus.text.document import Sentence, Span
from foedus.text.lexicon import Language, lexicon

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_END = re.compile(
    r"([.!?…‽؟۔।。！？｡]+)(?:[\"'”’»›)\]}」』）】]|[ \u00a0\u202f]»)*(?: ?\[\d{1,3}\])*"
)
_CLOSERS = "\"'”’»›)]}」』）】 \u00a0\u202f"
_OPENERS = "\"'“‘„«‹([{「『（【¿¡-–—•*"
_WIDE = frozenset("。！？｡")
_MARKS = frozenset(".!?…‽؟۔।。！？｡")
_WORD_BEFORE = re.compile(r"[^\s\"“”‘„«»‹›()\[\]{}/–—]*\Z")
_SIGNATURE = re.compile(r"/[^\s/]{2,20}/")
"""The agency between strokes that closes a dateline: "MOSCOW, October 15. /TASS/."."""
_YEAR = re.compile(r"\d{4}")
_ROMAN = re.compile(r"[IVXLC]{1,7}(?:\(\w+)?")
_VOWEL = re.compile(r"[aeiouyаеиоуыэюяєіїàâäéèêëíîïóôöúûüáñœ]")
_LINKS = frozenset({"and", "or", "but"})
_NAME_PARTS = frozenset({"of", "the", "for", "de", "al", "von", "van"})
_TOKEN = re.compile(r"\S+")
_GLUED = re.compile(r"[A-Z][a-z]|I[ '’]|A ")
_LONGEST_WORD = 40
_STOPS = frozenset(".!?…:;")
_MOST_ROOMY = 0.2
_NARROWEST, _WIDEST = 40, 130
"""Lines of hand-wrapped text have a width in this range, in characters."""
_LOOKAHEAD = 200


def split_sentences(text: str, *, language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in order.

    Together they cover every character that is not white space; none overlaps
    another, and none begins or ends with white space. ``language`` is the
    ISO 639-1 code whose abbreviations count; one not in the register reads as English.

    >>> text = "Gen. Li left. He is back."
    >>> [sentence.span.of(text) for sentence in split_sentences(text)]
    ['Gen. Li left.', 'He is back.']
    """
    known = lexicon().language(language)
    return tuple(
        Sentence(span=span, paragraph=number)
        for number, (start, end) in enumerate(_paragraphs(text))
        for span in _sentences(text, start, end=end, language=known)
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        if text[start:end].isspace():
            yield from _unwrapped(text, block)
            block = []
            continue
        if block and text.count("\n", block[-1][1], start) > 1:
            yield from _unwrapped(text, block)
            block = []
        block.append((start, end))
    yield from _unwrapped(text, block)


def _unwrapped(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a block of lines: lines that are wrapped by hand run on."""
    if not block:
        return
    lines = [text[start:end].rstrip() for start, end in block]
    wrapped = _is_wrapped(lines)
    first = block[0][0]
    for at in range(1, len(block)):
        if not (wrapped or _runs_on(lines[at - 1], lines[at])):
            yield first, block[at - 1][1]
            first = block[at][0]
    yield first, block[-1][1]


def _is_wrapped(lines: list[str]) -> bool:
    # Wrapped by hand: next to no line had room for the first word of the next one, and
    # at least one goes on in small letters. Lists, verse and headings fail this.
    width = max(map(len, lines))
    if len(lines) < 2 or not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = list(pairwise(lines))
    if not any(_runs_on(line, after) for line, after in pairs):
        return False
    roomy = sum(len(line) + 1 + len(_first_word(after)) <= width for line, after in pairs)
    return roomy <= _MOST_ROOMY * len(pairs)


def _runs_on(line: str, after: str) -> bool:
    """Tell whether a sentence plainly goes on over the end of a line."""
    goes_on = after.lstrip()[:1].islower() and line[-1:] not in _STOPS
    return goes_on and _NARROWEST <= len(line) <= _WIDEST


def _first_word(line: str) -> str:
    match = _TOKEN.search(line)
    return match.group() if match else ""


def _sentences(text: str, start: int, *, end: int, language: Language) -> Iterator[Span]:
    begin = _skip_space(text, start, end)
    for match in _END.finditer(text, begin, end):
        stop, following = match.end(), _skip_space(text, match.end(), end)
        if following >= end:
            break
        if stop > begin and _parts(text, begin, mark=match, following=following, language=language):
            yield Span(begin, stop)
            begin = following
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if last > begin:
        yield Span(begin, last)


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _parts(
    text: str, begin: int, *, mark: re.Match[str], following: int, language: Language
) -> bool:
    """Tell whether a sentence that began at ``begin`` ends with this mark."""
    run = mark[1]
    closed = len(run) < len(mark.group())
    if text[following] in _MARKS or _SIGNATURE.match(text, following):
        return False
    word = _word_before(text, begin, mark.start())
    if following == mark.end():
        return run[-1] in _WIDE or _is_glued(text, word, run=run, following=following)
    head = _head(text, following)
    if head[:1].islower():
        return _parts_before_small(word, run=run, closed=closed, head=head, language=language)
    if run == ".":
        return _parts_after_stop(
            text, word, begin=begin, at=mark.start(), head=head, language=language
        )
    return not (closed and run[-1] in "?!" and _reports(text, following, language))


def _word_before(text: str, begin: int, at: int) -> str:
    match = _WORD_BEFORE.search(text, max(begin, at - _LONGEST_WORD), at)
    return match.group() if match else ""


def _head(text: str, at: int) -> str:
    """Return the first word from ``at`` on, without the marks that open it."""
    match = _TOKEN.match(text, at, at + _LONGEST_WORD)
    return match.group().lstrip(_OPENERS).rstrip(".,;:!?…" + _CLOSERS) if match else ""


def _is_glued(text: str, word: str, *, run: str, following: int) -> bool:
    # "the end.Next": a space was lost. Not in names such as "foo.Bar" or "e.g.The".
    letters = word.isalpha() and word.islower() and len(word) > 2
    return run in (".", "!", "?") and letters and bool(_GLUED.match(text, following))


def _parts_before_small(
    word: str, *, run: str, closed: bool, head: str, language: Language
) -> bool:
    if closed:
        return False
    if run != ".":
        return ("?" in run or "!" in run) and head not in _LINKS
    if _YEAR.fullmatch(word[-4:]):
        return True  # "in 2024. they": no abbreviation, and too long for the number of an item
    known = language.before_name | language.before_number | language.inside
    return _is_ordinary(word, language) and not _is_one_of(word, known)


def _is_ordinary(word: str, language: Language) -> bool:
    if word in language.words:
        return len(word) > 1
    return len(word) > 2 and word.isalpha() and word.islower() and bool(_VOWEL.search(word))


def _parts_after_stop(
    text: str, word: str, *, begin: int, at: int, head: str, language: Language
) -> bool:
    if not word:
        return True
    if begin + len(word) == at and (word.isdigit() or len(word) == 1):
        return False  # "1. The parties": a number that opens the line
    if word.isdigit():
        return not (language.code == "de" and head.casefold() in language.months)
    opens = head.casefold() in language.starters
    if _is_one_of(word, language.before_number) and _is_number(head, after=word):
        return False
    if _is_one_of(word, language.before_name):
        before = at - len(word)
        unit = text[max(begin, before - 3) : before].rstrip()[-1:].isdigit()  # "2024 г. Он"
        return opens and unit
    if (len(word) == 1 and word.isupper()) or _dotted(word) or _is_one_of(word, language.inside):
        return opens
    return True


def _is_number(head: str, *, after: str) -> bool:
    # "Art. I" counts; "He said no. I left" does not.
    roman = bool(_ROMAN.fullmatch(head)) and (head != "I" or after[:1].isupper())
    return head[:1].isdigit() or roman


def _is_one_of(word: str, listed: frozenset[str]) -> bool:
    # What the lexicon writes with a capital counts only with one: "Mass." but not "mass."
    word = word[max(word.rfind("'"), word.rfind("’")) + 1 :]  # "l'art. 5"
    small = word.casefold()
    return small in listed or (word[:1].isupper() and small.capitalize() in listed)


def _dotted(word: str) -> bool:
    # Initials and letters with stops: "J.F", "U.S", "т.е".
    return "." in word and all(len(part) == 1 for part in word.split("."))


def _reports(text: str, at: int, language: Language) -> bool:
    # '"Will you come?" Prime Minister Berg asked.' goes on after the closing quote.
    words = _TOKEN.findall(text, at, at + _LOOKAHEAD)[:7]
    if not words or words[0].casefold() in language.starters:
        return False
    for word in words[1:]:
        bare = word.rstrip(".,:;")
        if bare in language.reporting:
            return True
        if word[-1] in ",:;" or not (word[:1].isupper() or bare in _NAME_PARTS):
            return False
    return False
