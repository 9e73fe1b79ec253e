"""Which words does a sentence have, as the treebanks cut them?

Contractions and possessive endings part ("do|n't", "Korea|'s"), so do the halves of
compounds with a hyphen; abbreviations, numbers, addresses and runs of one mark stay whole.
"""

import re
from dataclasses import dataclass

_PREFIX = (
    "anti|co|counter|cross|e|ex|macro|mega|micro|mid|mini|multi|neo|non|over|pan|post|pre|pro|"
    "pseudo|quasi|re|semi|socio|sub|super|trans|ultra|un|vice"
)
_SHORT = (
    "mr|mrs|ms|dr|prof|gen|col|lt|sgt|capt|maj|adm|rev|hon|gov|sen|reps?|pres|st|jr|sr|inc|ltd|"
    "corp|co|bros|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|tues?|wed|thurs?|fri|vs|etc|"
    r"approx|ave|blvd|dept|ft|vol|al|attn|mlle|mme|ph\.d|m\.sc"
)
_ENDINGS = "s|ll|re|ve|d|m"
_PATTERNS = (  # what could be tried again at every place of a long run has a bounded length
    r"(?:https?://|ftp://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?)\]’']",
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+",
    r"\b(?:[\w-]{1,64}\.){1,8}(?:com|org|net|edu|gov|info|uk|de|ru|doc|xls|pdf|html?)\b",
    r"(?<!\S)[:;=8]['’]?-?[()\[\]DPpo|](?!\w)",
    r"\d{1,4}/\d{1,2}(?:/\d{2,4})?(?!\w)",
    r"(?:\d-)?(?:\d{3}-){1,4}\d{4}(?!\w)",
    rf"\b(?i:{_SHORT})\.(?!\w)",
    r"\bNos?\.(?=\s?\d)|\bArts?\.(?=\s?\w)",
    r"\b(?:[A-Za-z]\.){2,}",
    r"\b[a-z]++(?:\.[a-z]++){2,}\b",
    r"\b[A-Z]\.(?=\s+[A-Z])",
    r"[nN][’'][tT](?!\w)",
    rf"[’'](?i:{_ENDINGS})(?!\w)",
    r"[’']\d\ds?(?!\w)",
    rf"\b(?i:{_PREFIX})[-‐]\w+",
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|am|pm|[a-zA-Z])?(?!\w)",
    r"\d+(?:[.,:]\d+)*",
    rf"[^\W\d_](?:(?![nN][’'][tT](?!\w))[\w&])*+(?:[’'](?!(?i:{_ENDINGS}|t)(?!\w))[^\W\d_]\w+)?",
    r"\w+",
    r"\.{2,}|[?!]{2,}|``|''|-{2,}|={2,}|\*{2,}|_{2,}|~{2,}|#{2,}|<{2,}|>{2,}",
    r"[^\w\s]",
)
_TOKEN = re.compile(rf"(?=\S)(?:{'|'.join(_PATTERNS)})")
_NEGATED = ("do", "ca", "did", "does", "have", "is", "was", "could", "would", "should")
_TWO = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3} | {
    f"{stem}nt": len(stem) for stem in _NEGATED
}
"""Words that the treebanks cut in two, and where."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark and where it stands: ``text[start:end]`` is its form."""

    start: int
    end: int
    form: str


def cut_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Return the words of one sentence of ``text`` in order, with positions in all of it.

    >>> [w.form for w in cut_words("They don't trust Korea's half-built $5m plan.")]
    ['They', 'do', "n't", 'trust', 'Korea', "'s", 'half', '-', 'built', '$', '5m', 'plan', '.']
    """
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        form, first = match.group(), match.start()
        cut = _TWO.get(form.lower())
        if cut:
            found.append(Word(first, first + cut, form[:cut]))
        found.append(Word(first + (cut or 0), match.end(), form[cut or 0 :]))
    return tuple(found)
