"""By which reading is the casus met? Rival readings of an article, each with its own outcome."""

from foedus.case.grounding import ground
from foedus.case.scope import Grounded, Scope, conjunction, constant, disjunction, fact, negation
from foedus.commitment.condition import Condition, Fact
from foedus.commitment.instrument import Reading

NO_SUCH_RULE = "The text of that day has no such rule."


def among_rivals(rivals: list[Reading], text: Condition, *, scope: Scope) -> Grounded:
    """Return the casus under the reading that prevails, each reading with its own outcome.

    The texts or authors are presumed to mean the same; where they do not, the register
    chooses none (VCLT Arts. 31-33): the answer turns on which of them prevails, unless
    all lead to the same.
    """
    assert scope.instrument is not None
    assert scope.article is not None
    ways: list[Grounded] = []
    before: list[Grounded] = []
    for reading in rivals:
        assert reading.when is not None
        name = f"reading.{scope.instrument.id}.{scope.article.id}.{reading.id}"
        asked = fact(name, Fact(name=name), scope=scope)
        words = f"By the reading of {reading.by}: {reading.says}"
        held = _read(reading.when, words, scope=scope, cite=reading.cite)
        ways.append(conjunction(words, (*before, asked, held), scope=scope))
        before.append(negation(f"Not the reading of {reading.by}.", asked, scope=scope))
    if all(reading.when != text for reading in rivals):
        held = _read(text, "By the rule as it stands in the file.", scope=scope)
        ways.append(conjunction("None of these readings prevails.", (*before, held), scope=scope))
    else:
        last = next(r for r in rivals if r.when == text)
        held = _read(text, f"By the reading of {last.by}: {last.says}", scope=scope)
        ways.append(conjunction("None of the others prevails.", (*before, held), scope=scope))
    return disjunction("It is met by the reading that prevails.", ways, scope=scope)


def _read(condition: Condition, words: str, *, scope: Scope, cite: str | None = None) -> Grounded:
    found = ground(condition, scope)
    if found is None:
        return constant(False, NO_SUCH_RULE, cite=cite)
    return Grounded(found.node, "all", words, (found,), cite)
