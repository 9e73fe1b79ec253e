"""In which language is the text written, as far as a cheap look can tell?"""

import re
from collections import Counter
from collections.abc import Mapping

from foedus.text.lexicon import Language, lexicon

_SCRIPTS = (
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("arabic", re.compile(r"[\u0620-\u06ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("kana", re.compile(r"[\u3041-\u30ff]")),
    ("han", re.compile(r"[\u4e00-\u9fff]")),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 6_000
_FEWEST_LETTERS, _LEAST_SHARE, _LEAD = 4, 0.10, 1.1
"""Shares count frequent words; the best language must lead the next by this factor."""


def guess_language(text: str) -> str:
    """Return the ISO 639-1 code of the running text, or "und" where it is not plain.

    Looks at the first 6,000 characters. Known are the ``languages`` of
    ``register/lexicon/languages.yaml``.

    >>> guess_language("The two sides have agreed that they will meet in the spring.")
    'en'
    >>> guess_language("OK")
    'und'
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    languages = lexicon().languages
    same = {code: row for code, row in languages.items() if row.script == script}
    if len(same) == 1:
        return next(iter(same))
    return _by_words(sample, same)


def _script(sample: str) -> str | None:
    counts = {name: len(letters.findall(sample)) for name, letters in _SCRIPTS}
    # A Chinese or Korean letter says about as much as three of an alphabet.
    weight = {"hangul": 3, "kana": 3, "han": 3}
    shares = {name: count * weight.get(name, 1) for name, count in counts.items()}
    if sum(shares.values()) < _FEWEST_LETTERS:
        return None
    best = max(shares, key=shares.__getitem__)
    if best == "han" and counts["kana"] * 10 > counts["han"]:
        return "kana"
    return best if shares[best] * 2 > sum(shares.values()) else None


def _by_words(sample: str, languages: Mapping[str, Language]) -> str:
    words = [word.casefold() for word in _WORD.findall(sample)]
    letters = Counter("".join(words))
    scores = {code: _score(words, letters, row) for code, row in languages.items()}
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    if not words or not ranked:
        return "und"
    best, next_best = ranked[:2]
    clear = scores[best] >= _LEAST_SHARE and scores[best] > _LEAD * scores[next_best]
    return best if clear and languages[best].known else "und"


def _score(words: list[str], letters: Counter[str], row: Language) -> float:
    """Return the share of frequent words, and a little for the letters only this one uses."""
    share = sum(1 for word in words if word in row.words) / max(len(words), 1)
    marks = sum(letters[mark] for mark in row.marks) / max(letters.total(), 1)
    return share + min(2 * marks, 0.2)
