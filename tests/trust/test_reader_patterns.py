"""Every regular expression of the package meets a megabyte made against it, and ends soon.

The strings are made from the pattern's own syntax tree: floods of each character that it
knows, of its shortest match, of that match without its end, and of each repeated part.
"""

import ast
import dataclasses
import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import foedus
from foedus.content import tree
from foedus.names import clues, descriptions
from foedus.statement import read_statements
from foedus.statement.lexicon import lexicon
from foedus.statement.quoting import attributions
from foedus.statement.tokens import tokenise
from foedus.text import Span, read_document
from foedus.text.reading import MOST_CHARACTERS

SIZE = 1_000_000
MOST_S = 0.050
"""CPU seconds for a megabyte on the machine that the loop below was timed on."""
LOOP_S = 0.014
"""CPU seconds of the loop on that machine while nothing else ran."""
ROOT = Path(foedus.__file__).parent
ANCHORED = ("match", "fullmatch")
SKIPPED = ("__main__", "foedus.briefing.contract")
BOUNDED = {
    "foedus.names.clues.RECENT": 120,
    "foedus.names.clues.YEAR_BEFORE": 70,
    "foedus.names.clues.instrument_words.noun": descriptions.LONGEST,
    "foedus.names.clues.instrument_words.other_matter": 70,
    "foedus.names.clues.instrument_words.other_subject": 120,
    "foedus.names.clues.instrument_words.title_word": 1_000,
    "foedus.names.descriptions.CAPITAL_BEFORE": 60,
    "foedus.names.guards.BEFORE": 30,
    "foedus.statement.history._DATING": 16,
    "foedus.statement.labels._NUMBERED": 1_000,
    "foedus.statement.quoting.antecedents:4": 1_000,
    "foedus.statement.tokens._TOKEN": MOST_CHARACTERS,
    "foedus.statement.turns._GUEST": 3_000,
    "foedus.text.heading._DASH": 120,
    **dict.fromkeys((f"foedus.text.heading._DATES{n}" for n in (1, 2, 3, 4)), 120),
    "foedus.text.payloads._MARKS": 2_000,
    "foedus.text.payloads._ORDERS": 2_000,
    "foedus.briefing.authoring.skeleton.SLUG": 131_072,
}
"""Patterns that may need longer for a megabyte, and how many characters they are ever given.

That they are given no more is tested below, but for the last: an argument of a command line.
"""
SAMPLES = {
    "CATEGORY_DIGIT": "0",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": " ",
}


def slowness() -> float:
    """Return how much slower this machine is now than the one that set the figure, at least 1."""

    def loop() -> float:
        begun = time.process_time()
        sum(n * n for n in range(300_000))
        return time.process_time() - begun

    return max(1.0, min(loop() for _ in range(5)) / LOOP_S)


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages([str(ROOT)], "foedus."):
        if not any(part in found.name for part in SKIPPED):
            try:
                yield importlib.import_module(found.name)
            except ImportError:
                continue  # an extra that is not installed


def held(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for inner in (*value.keys(), *value.values()):
            yield from held(inner)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for inner in value:
            yield from held(inner)


def inline(source: str) -> Iterator[str]:
    """Yield the patterns that calls such as ``re.sub("...")`` hold."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def is_anchored(source: str, name: str) -> bool:
    """Tell whether the module only ever matches the pattern where a text begins."""
    used = re.findall(rf"\b{re.escape(name)}(?:\[[^\]]*\])?\.(\w+)\(", source)
    return bool(used) and all(how in ANCHORED for how in used)


@cache
def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    for module in modules():
        source = Path(module.__file__).read_text(encoding="utf-8")
        known = set()
        for name, value in vars(module).items():
            for number, pattern in enumerate(held(value)):
                if isinstance(pattern.pattern, str) and f"{name} " in source.replace(":", " "):
                    known.add(pattern.pattern)
                    place = f"{module.__name__}.{name}{number or ''}"
                    found[place] = (pattern, is_anchored(source, name))
        for number, text in enumerate(inline(source)):
            if text not in known:
                found[f"{module.__name__}:{number}"] = (re.compile(text), False)
    for name, pattern in made_patterns().items():
        found[f"foedus.names.clues.instrument_words.{name}"] = (pattern, name == "other_subject")
    return found


def made_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns that are made of the register's words."""
    words = clues.instrument_words()
    fields = {one.name: getattr(words, one.name) for one in dataclasses.fields(words)}
    return {name: value for name, value in fields.items() if isinstance(value, re.Pattern)}


def samples(tokens: Any) -> tuple[str, list[str]]:
    """Return a short match of a syntax tree, and a match of each part that repeats."""
    whole, parts = "", []
    for op, value in tokens:
        piece = ""
        if op is sre.LITERAL:
            piece = chr(value)
        elif op is sre.NOT_LITERAL:
            piece = "a" if value != ord("a") else "b"
        elif op is sre.ANY:
            piece = "a"
        elif op is sre.IN:
            piece = member(value)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            inner, more = samples(value[2])
            parts += [*more, inner]
            piece = inner * max(1, min(value[0], 5))
        elif op is sre.SUBPATTERN:
            piece, more = samples(value[3])
            parts += more
        elif op is getattr(sre, "ATOMIC_GROUP", None):
            piece, more = samples(value)
            parts += more
        elif op is sre.BRANCH:
            choices = [samples(branch) for branch in value[1]]
            piece = choices[0][0]
            parts += [p for first, more in choices for p in (first, *more)]
        whole += piece
    return whole, parts


def member(choices: Any) -> str:
    negated = choices[0][0] is sre.NEGATE
    known: list[str] = []
    for op, value in choices:
        if op is sre.LITERAL:
            known.append(chr(value))
        elif op is sre.RANGE:
            known.append(chr(value[0]))
        elif op is sre.CATEGORY:
            known.append(SAMPLES.get(str(value), "a"))
    if not negated:
        return known[0] if known else "a"
    return next(c for c in "ax 0-\n" if c not in known)


def literals(tokens: Any) -> Iterator[str]:
    """Yield the signs other than letters and digits that a syntax tree names, also in sets."""
    for op, value in tokens:
        if op is sre.LITERAL and not chr(value).isalnum():
            yield chr(value)
        elif op is sre.IN or isinstance(value, parser.SubPattern):
            yield from literals(value)
        elif isinstance(value, tuple):
            for part in value:
                for nested in part if isinstance(part, list) else [part]:
                    yield from literals(nested) if isinstance(nested, parser.SubPattern) else ()


def attacks(pattern: re.Pattern[str], size: int = SIZE) -> Iterator[str]:
    tree_of = parser.parse(pattern.pattern, pattern.flags)
    whole, parts = samples(tree_of)
    short = [p for p in dict.fromkeys((*parts, whole, whole[:-1], *whole[:6])) if p][:14]
    signs = list(dict.fromkeys(literals(tree_of)))[:8]
    for piece in dict.fromkeys((*short, *signs, "a", " ", "A", "0", "\n")):
        flood = piece * max(1, size // len(piece))
        yield flood[:size]
        yield f"{whole[:-1]}{flood}"[: size - 1] + "\x01"
    for piece in short[:4]:
        yield f"{piece}x" * (size // (len(piece) + 1))


def cost(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    begun = time.process_time()
    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)
    try:
        (pattern.match if anchored else pattern.search)(text)
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def quiet_cost(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    """Return the cost, measured again beside the machine's own slowness where it is much."""
    took = cost(pattern, text, anchored)
    if MOST_S < took < 2:
        took = min(cost(pattern, text, anchored) / slowness() for _ in range(4))
    return took


def stop(*_: object) -> None:
    raise TimeoutError


@pytest.mark.long
def test_every_pattern_ends_soon_on_a_megabyte_made_against_it() -> None:
    found = patterns()
    assert len(found) > 60
    slow: dict[str, tuple[int, str]] = {}
    for place, (pattern, anchored) in found.items():
        if place in BOUNDED:
            continue
        for text in attacks(pattern):
            took = quiet_cost(pattern, text, anchored)
            if took > MOST_S:
                slow[place] = (round(took * 1000), text[:12])
                break
    assert slow == {}


@pytest.mark.parametrize("place", BOUNDED)
def test_a_pattern_for_short_texts_ends_soon_on_the_longest_of_them(place: str) -> None:
    pattern, anchored = patterns()[place]
    for text in attacks(pattern, BOUNDED[place]):
        assert quiet_cost(pattern, text, anchored) < MOST_S, text[:20]


class Spy:
    """A pattern, or the module ``re``, that notes the longest text it is given."""

    def __init__(self, real: Any, longest: dict[str, int], place: str) -> None:
        self.real, self.longest, self.place = real, longest, place

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.real, name)
        if name not in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            return real

        def noted(*given: Any, **named: Any) -> Any:
            words = [one for one in given if isinstance(one, str)]
            place = self.place
            if self.real is re:
                place = f"{self.place}:{words[0]}"
            bounds = [one for one in given if isinstance(one, int)]
            start = bounds[0] if bounds else 0
            end = min([len(words[-1]), *bounds[1:2]])
            self.longest[place] = max(self.longest.get(place, 0), end - start)
            return real(*given, **named)

        return noted


def spied(
    value: Any, place: str, number: Iterator[int], longest: dict[str, int], wanted: str
) -> Any:
    """Return a value with a spy in place of the pattern of this place, however deep in tuples."""
    if isinstance(value, (re.Pattern, Spy)):
        own = f"{place}{next(number) or ''}"
        return Spy(value, longest, own) if own == wanted else value
    if isinstance(value, tuple):
        return tuple(spied(inner, place, number, longest, wanted) for inner in value)
    return value


PROSE = (
    "The 1953 Mutual Defence Treaty that Norway and Latvia signed in June of that year, 1953, "
    "binds Oslo, Foreign Minister Kari Berg said in early 2024 at a conference with Michael Jordan "
    "of Turkey and Putin; it would “send troops”, whatever the Adriatic Pact of 1961 is, if Latvia "
    "were attacked by North Korea under Article 5 of the accord sealed yesterday, and he asked. "
)
HOSTILE = {
    "prose on one line": PROSE * 40,
    "prose without a stop": PROSE.replace(". ", ", and ") * 40,
    "lines": f"MOSCOW, Oct. 15, 2024 (TASS) - {PROSE}\n\n" * 10,
    "a transcript": "".join(
        ("Interview with Kari Berg\n", *(f"MR. BERG: {PROSE}\nQ: And then?\n" for _ in range(9)))
    ),
    "long words": f"{'Ab-' * 700} treaty {'1953 ' * 300} treaty {'the ' * 400}pact. {PROSE}" * 3,
    "blanks": f"{PROSE}{' ' * 3_000}{PROSE}" * 9,
    "history": "In 1965 Norway invoked the North Atlantic Treaty, and asked Latvia for help. " * 9,
    "one word": "Norway" * 100_000,
}


def test_patterns_for_short_texts_are_given_no_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    longest: dict[str, int] = {}
    spied_on = [place for place in BOUNDED if ".authoring." not in place]
    for place in spied_on:
        name, _, inline_number = place.partition(":")
        path, _, attribute = name.rpartition(".")
        if path == "foedus.names.clues.instrument_words":
            spy: Any = Spy(made_patterns()[attribute], longest, place)
            words = dataclasses.replace(clues.instrument_words(), **{attribute: spy})
            monkeypatch.setattr(clues, "instrument_words", lambda found=words: found)
            continue
        if inline_number:
            module = importlib.import_module(name)
            monkeypatch.setattr(module, "re", Spy(re, longest, name))
            continue
        module = importlib.import_module(path)
        attribute = next(
            a for a in (attribute, attribute.rstrip("0123456789")) if a in vars(module)
        )
        own = f"{path}.{attribute}"
        made = spied(vars(module)[attribute], own, itertools.count(), longest, place)
        monkeypatch.setattr(module, attribute, made)
    for text in HOSTILE.values():
        document = read_document(text.encode(), media_type="text/plain")
        read_statements(document, said_on=date(2025, 5, 3))
    spoken = f"{PROSE}“Norway will,” said {'the minister of ' * 300}Norway. {PROSE}"
    attributions(read_document(spoken.encode(), media_type="text/plain"))
    for place in spied_on:
        name, _, number = place.partition(":")
        source = Path(importlib.import_module(name).__file__ or "") if number else None
        own = f"{name}:{list(inline(source.read_text('utf-8')))[int(number)]}" if source else place
        assert 0 < longest.get(own, 0) <= BOUNDED[place], place


def test_a_pattern_that_starts_over_at_every_place_would_be_found() -> None:
    took = max(cost(re.compile(r"a+b"), text, anchored=False) for text in ("a" * 50_000, "ab" * 9))
    assert took > 4 * MOST_S


@pytest.mark.parametrize("piece", ["the ", "will not ", "if ", "in accordance with ", "a , b "])
def test_the_phrases_of_the_lexicon_are_met_in_linear_time(piece: str) -> None:
    words = lexicon()

    def took(size: int) -> float:
        text = piece * (size // len(piece))
        tokens = tokenise(text, Span(0, len(text)), ())
        begun = time.process_time()
        words.find(tokens)
        return time.process_time() - begun

    took(10_000)
    # Ten times the text takes about ten times as long; in squares it would be a hundred times.
    # Ten times the text takes ten times as long, with a busy machine's noise; squares take 100.
    small = min(took(40_000) for _ in range(3))
    assert min(took(400_000) for _ in range(3)) < 50 * max(small, 0.01)


def phrases(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (map(str, inner) if name == "phrases" and inner else phrases(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from phrases(inner)


def test_every_phrase_is_bounded_in_what_it_looks_ahead() -> None:
    """Gaps are the one part of a phrase that could look far: each is short, and there are few."""
    told = [p for groups in tree("lexicon").values() for p in phrases(groups)]
    assert len(told) > 300
    for phrase in told:
        gaps = [int(n) for n in re.findall(r"~(\d+)", phrase)]
        assert max(gaps, default=0) <= 12, phrase
        assert len(gaps) <= 3, phrase
