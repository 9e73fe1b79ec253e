"""How well and how fast are sources, cues and contents found? Scores PolNeAR's development part.

    python bench/attribution.py [--held-out] [--keep FILE] [--before FILE]

Data are looked for in ``../shared/data/reading/attribution``; what the measures count
stands in ``train_attribution/scoring.py``. Two views of the same articles: running text,
as a user gives it, and the words and paragraphs of CofeNet's file, as published figures
are computed. ``--held-out`` scores the training articles kept out instead, ``--keep``
writes the spans found, ``--before`` tells what was gained and lost against such a file.
Exit code 3: a gate was missed.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from calibration import calibrate, machine
from foedus.statement.quoting.attribution import Attribution
from foedus.statement.quoting.finding import attributions
from foedus.statement.quoting.labels import ROLES, stretches
from foedus.statement.quoting.tagging import labelled
from foedus.statement.quoting.weights import Weights, weights
from foedus.text import Span, read_document
from train_attribution.corpus import (
    HELD_OUT,
    SHARED,
    Act,
    Article,
    articles,
    gold,
    lines_of,
    tagged,
)
from train_attribution.scoring import MEASURES, Score, Tally

PASSAGES = Path(__file__).resolve().parent / "passages.jsonl"
GATES = {"exact": (68.0, 66.0, 51.0), "overlap": (76.0, 75.0, 83.0)}
GOALS = {"exact": (80.0, 74.0, 68.0)}
Found = dict[str, list[tuple[str, int, int]]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--before", type=Path)
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED}: the data are absent.\n  Put PolNeAR's train and dev folders there.")
        return 1
    print(machine())
    print(f"calibration {1000 * calibrate():.1f} ms CPU")
    start = time.process_time()
    model = weights()
    print(f"load {1000 * (time.process_time() - start):.0f} ms CPU, numpy included")
    known = _articles(held_out=chosen.held_out)
    score, found = running_text(known, model)
    passed = report("running text", score)
    if not chosen.held_out:
        passed &= report("CofeNet's words and paragraphs", _tagged(model))
    linked(known)
    passages(PASSAGES)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if chosen.before:
        _compare(known, json.loads(chosen.before.read_text("utf-8")), found)
    if chosen.keep:
        chosen.keep.write_text(json.dumps(found), encoding="utf-8")
    return 0 if passed else 3


def _articles(*, held_out: bool) -> list[Article]:
    if held_out:
        return [a for n, a in enumerate(articles("train")) if n % HELD_OUT == 0]
    return articles("dev")


def running_text(known: Sequence[Article], model: Weights) -> tuple[Score, Found]:
    """Score spans of characters; print the speed of the tagger alone."""
    score, found, count = Score(), Found(), 0
    start = time.process_time()
    for article in known:
        lines = lines_of(article.text)
        words = [[article.text[a:b] for a, b in line] for line in lines]
        count += sum(map(len, words))
        found[article.name] = [
            (role, line[i][0], line[j - 1][1])
            for line, result in zip(lines, labelled(words, model), strict=True)
            for role, i, j in stretches(result.labels)
        ]
    took = time.process_time() - start
    print(f"tagger {count / took:.0f} words a CPU second ({count} words)")
    for article in known:
        score.add({(role, *part) for role, part in gold(article)}, found[article.name])
    return score, found


def _tagged(model: Weights) -> Score:
    score = Score()
    for document in tagged():
        results = labelled(document.words, model)
        for labels, result in zip(document.labels, results, strict=True):
            score.add(stretches(labels), stretches(result.labels))
    return score


def report(name: str, score: Score) -> bool:
    """Print the figures of one view beside gates and goals; tell whether all gates hold."""
    passed = True
    for measure in MEASURES:
        for role, f1, at in zip(ROLES, score.f1(measure), range(len(ROLES)), strict=True):
            gate = GATES[measure][at] if measure in GATES else None
            verdict = ""
            if gate is not None:
                passed &= f1 >= gate
                verdict = f"gate {gate:.0f}  {'passed' if f1 >= gate else 'FAILED'}"
            if measure in GOALS:
                goal = GOALS[measure][at]
                verdict += f"  goal {goal:.0f}  {'met' if f1 >= goal else 'not met'}"
            t = score.tallies[measure, role]
            shares = f"P {t.precision:5.1f}  R {t.recall:5.1f}"
            print(f"{name}  {measure:<8}{role:<8}F1 {f1:5.1f}  {shares}  {verdict}")
    return passed


def linked(known: Sequence[Article]) -> None:
    """Print how often whole attributions come out, and the speed of the whole way."""
    exact, touching = Tally(), Tally()
    count, took = 0, {True: 0.0, False: 0.0}
    for article in known:
        document = read_document(article.text.encode(), media_type="text/plain")
        count += len(article.text.split())
        for nested in took:
            start = time.process_time()
            found = [a for a in attributions(document, nested=nested) if a.inside is None]
            took[nested] += time.process_time() - start
        if document.text == article.text:
            _count(exact, article, found, same=True)
            _count(touching, article, found, same=False)
    for nested, seconds in took.items():
        name = "nested ones included" if nested else "outermost ones alone"
        print(f"whole way, {name}: {count / seconds:.0f} blank-parted words a CPU second")
    for name, tally in (("all spans exact", exact), ("all roles touch", touching)):
        shares = f"P {tally.precision:5.1f}  R {tally.recall:5.1f}"
        print(f"whole attributions, {name}: F1 {tally.f1:.1f}  {shares}  n={tally.gold}")


def passages(path: Path) -> None:
    """Print how far it carries: labelled passages on alliances, of other events and years."""
    met, named = Tally(), Tally()
    for line in path.read_text("utf-8").splitlines():
        passage = json.loads(line)
        document = read_document(passage["text"].encode(), media_type="text/plain")
        found = attributions(document)
        for statement in passage["statements"]:
            if document.text == passage["text"] and statement["cue"]:
                _hear(statement, found, document.text, met=met, named=named)
    print(f"{path.name}: {met.met} of {met.gold} cues met", end=", ")
    print(f"{named.met} of {named.gold} named speakers traced to their surname")


def _hear(
    statement: dict[str, Any], found: Sequence[Attribution], text: str, *, met: Tally, named: Tally
) -> None:
    cue = Span(*statement["cue"])
    here = [a for a in found if any(c.touches(cue) for c in a.cue)]
    met.gold += 1
    met.met += bool(here)
    if name := statement["speaker"]["name"]:
        named.gold += 1
        named.met += any(name.split()[-1] in s.of(text) for a in here for s in a.speaker)


def _count(tally: Tally, article: Article, found: Sequence[Attribution], *, same: bool) -> None:
    fits = _same if same else _touch
    tally.found += len(found)
    tally.gold += len(article.acts)
    tally.right += sum(any(fits(act, a, article.text) for act in article.acts) for a in found)
    tally.met += sum(any(fits(act, a, article.text) for a in found) for act in article.acts)


def _spans(found: Attribution, role: str) -> tuple[Span, ...]:
    return {"source": found.source, "cue": found.cue, "content": found.content}[role]


def _same(act: Act, found: Attribution, text: str) -> bool:
    return all(
        act.parts(role, text) == [(s.start, s.end) for s in _spans(found, role)] for role in ROLES
    )


def _touch(act: Act, found: Attribution, text: str) -> bool:
    return all(_meet(act.parts(role, text), _spans(found, role)) for role in ROLES)


def _meet(these: Sequence[tuple[int, int]], those: Iterable[Span]) -> bool:
    given = list(those)
    touching = any(a < s.end and s.start < b for a, b in these for s in given)
    return touching or not (these or given)


def _compare(known: Sequence[Article], before: Found, after: Found) -> None:
    for role in ROLES:
        gained = lost = 0
        for article in known:
            right = {(r, *part) for r, part in gold(article) if r == role}
            old = right & {(r, a, b) for r, a, b in before.get(article.name, [])}
            new = right & {(r, a, b) for r, a, b in after[article.name]}
            gained, lost = gained + len(new - old), lost + len(old - new)
        print(f"{role:<8} exact spans gained {gained}, lost {lost}")


if __name__ == "__main__":
    sys.exit(main())
