"""Does another obligor owe the same on the same ground? Then only the names change.

Most articles bind all parties alike. What one of them is found to owe, with its proof, its
questions and its flips, is told of the next one with that one's own lines of the register:
the answer is the one that would be found anew, as a test holds, at a small part of the cost.
"""

from dataclasses import replace

from foedus.case.alike import is_alike
from foedus.case.exact import Exact
from foedus.case.finding import Finding
from foedus.case.frame import frame_of
from foedus.case.linebook import LineBook
from foedus.case.lines import Bound
from foedus.case.proof import Proof, prove
from foedus.case.rule import Rule, claim
from foedus.case.scope import Scope
from foedus.commitment import Article, Instrument
from foedus.truth import Truth

SETTLED = ("due", "open", "not_due")


class Twins:
    """The findings of one scene that may be told of other obligors too."""

    def __init__(self, lines: LineBook) -> None:
        self._lines = lines
        self._first: dict[int, tuple[Finding, Rule, Exact]] = {}
        self._alike: dict[int, bool] = {}

    def keep(self, finding: Finding, rule: Rule, exact: Exact) -> None:
        """Keep a finding that others may share, if it is one."""
        article, scope = rule.article, rule.scope
        if (
            id(article) not in self._first
            and finding.due in SETTLED
            and finding.instead is None
            and self._is_common(scope)
            and not rule.asks_who_attacked
            and _is_framed_alike(rule, exact)
        ):
            self._first[id(article)] = (finding, rule, exact)

    def of(self, scope: Scope) -> Finding | None:
        """Return the finding for another obligor of an article; None if it must be found anew."""
        kept = self._first.get(id(scope.article))
        if kept is None or not self._is_common(scope):
            return None
        first, rule, exact = kept
        frame = tuple(frame_of(scope))
        if [part.node for part in frame] != [part.node for part in rule.frame]:
            return None
        # Lines of the register are this obligor's own; a failure tells none but those that fail.
        failed = first.proof.value is Truth.FALSE and not first.proof.by_cases
        shown = [p for p in frame if not failed or exact.truth(p.node) is Truth.FALSE]
        own = (prove(part, scope=scope, exact=exact) for part in shown)
        return self._renamed(first, scope, told=(*own, *first.proof.because[len(shown) :]))

    def _renamed(self, first: Finding, scope: Scope, *, told: tuple[Proof, ...]) -> Finding:
        from foedus.case.wording import named  # noqa: PLC0415 - wording asks for the names' tables

        lines = self._lines.of(scope.bearer, scene=scope.scene, norm=first.norm)
        return replace(
            first,
            obligor=scope.bearer,
            proof=replace(first.proof, sentence=named(claim(scope, first.norm)), because=told),
            lines=replace(lines, bound=Bound(value=first.due, sentence=first.reason)),
        )

    def _is_common(self, scope: Scope) -> bool:
        """Tell whether the article asks of this obligor what it asks of the others."""
        instrument, article = scope.instrument, scope.article
        assert instrument is not None
        assert article is not None
        if scope.bearer in (scope.scene.victim, *scope.scene.attackers, "organ") or scope.patches:
            return False
        own_readings = any(p.states for p in instrument.interpretations)
        if own_readings and scope.scene.incident.mode == "declared":
            return False
        key = id(article)
        if key not in self._alike:
            self._alike[key] = _binds_alike(article, instrument)
        return self._alike[key]


def _is_framed_alike(rule: Rule, exact: Exact) -> bool:
    """Tell whether what the register settles is told of every obligor in the same words."""
    if all(exact.truth(part.node) is Truth.TRUE for part in rule.frame):
        return True
    # Why it fails is told of the instrument as a whole, not of the obligor.
    return not rule.stands and rule.instrument.status_on(rule.scope.day) != "in_force"


def _binds_alike(article: Article, instrument: Instrument) -> bool:
    """Tell whether no condition of an article asks who the obligor is."""
    conditions = [article.when, *(unless.when for unless in article.unless)]
    conditions += [c for c in (article.needs, *(w.when for w in article.otherwise)) if c]
    conditions += [reading.when for reading in article.readings if reading.when]
    return all(is_alike(c, instrument) for c in conditions)


__all__ = ["Twins"]
