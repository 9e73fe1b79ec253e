"""Which words does the register know? The lists on which names in its files must stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from foedus.codes import ALPHA3, is_invented
from foedus.commitment.facts import is_made_fact
from foedus.commitment.places import folded
from foedus.commitment.structure import Word
from foedus.errors import suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Every word of every list."""

    states: frozenset[str]
    facts: frozenset[str]
    places: frozenset[str]
    """Ids, names and aliases, for suggestions."""
    folded_places: frozenset[str]
    instruments: frozenset[str]
    articles: frozenset[str]
    """``instrument#article``."""

    def has(self, kind: str, word: str, *, terms: frozenset[str]) -> bool:
        """Tell whether ``word`` stands on the list ``kind``; ``terms`` are the file's own."""
        match kind:
            case "state" | "voters":
                listed = word in self.of(kind, terms=terms)
                return listed or is_invented(word)
            case "fact":
                return word in self.facts or is_made_fact(word)
            case "place":
                return folded(word) in self.folded_places
            case "term":
                return word in terms
        return word in self.of(kind, terms=terms)

    def of(self, kind: str, *, terms: frozenset[str]) -> frozenset[str]:
        """Return the list ``kind``."""
        lists = {
            "state": self.states,
            "fact": self.facts,
            "place": self.places,
            "term": terms,
            "instrument": self.instruments,
            "article": self.articles,
            "voters": self.instruments | self.states,
        }
        return lists[kind]


def known_words(files: Mapping[str, Mapping[str, Any]]) -> Known:
    """Return the words of all files, by folder; faulty parts of files are passed over."""
    states = (code for f in files["states"].values() for code in _keys(f, "states"))
    facts = (name for f in files["lexicon"].values() for name in _keys(f, "facts"))
    names = frozenset(_place_names(files["places"].values()))
    return Known(
        states=frozenset(code for code in states if ALPHA3.match(code)),
        facts=frozenset(facts),
        places=names,
        folded_places=frozenset(map(folded, names)),
        instruments=frozenset(map(_stem, files["instruments"])),
        articles=frozenset(
            f"{_stem(name)}#{article}"
            for name, file in files["instruments"].items()
            for article in _keys(file, "articles")
        ),
    )


def mend_word(word: Word, known: Known, *, terms: frozenset[str]) -> str:
    """Return what to write in place of an unknown word; a code with letters turned comes first."""
    listed = known.of(word.kind, terms=terms)
    if not listed and not word.also:
        return _ADD[word.kind]
    turned = {w for w in listed if word.kind == "state" and sorted(w) == sorted(word.text)}
    mend = suggest(word.text, turned or (*listed, *word.also))
    near = mend.startswith("Did you mean")
    return mend if near or word.kind not in _ADD else f"{mend}\n  {_ADD[word.kind]}"


_ADD = {
    "fact": "Or add its question to register/lexicon/facts.yaml.",
    "place": "Or add it to register/places/.",
    "term": "Define it under 'terms'.",
}


def _stem(name: str) -> str:
    # An instrument's id is its file's name; a wrong id is one fault, not one at every mention.
    return PurePosixPath(name).stem


def _keys(file: Any, key: str) -> Iterable[str]:
    part = file.get(key) if isinstance(file, Mapping) else None
    return tuple(part) if isinstance(part, Mapping) else ()


def _place_names(files: Iterable[Any]) -> Iterable[str]:
    for file in files:
        for id_ in _keys(file, "places"):
            yield id_
            entry = file["places"][id_]
            if not isinstance(entry, Mapping):
                continue
            aliases = entry.get("aliases")
            named = [entry.get("name"), *(aliases if isinstance(aliases, list) else ())]
            yield from (name for name in named if isinstance(name, str))
