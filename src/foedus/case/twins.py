"""Does another obligor owe the same on the same ground? Then only the names change.

Most articles bind all parties alike. What one of them is found to owe, with its proof, its
questions and its flips, is told of the next one with that one's own lines of the register:
the answer is the one that would be found anew, as a test holds, at a small part of the cost.
"""

from collections.abc import Mapping
from dataclasses import replace

from foedus.case.alike import ATTACKER, Lists, joined, told_apart
from foedus.case.exact import Exact
from foedus.case.finding import Finding
from foedus.case.frame import frame_of
from foedus.case.linebook import LineBook
from foedus.case.lines import Bound
from foedus.case.proof import Proof, prove
from foedus.case.rule import NOT_STRONGER, Rule, claim
from foedus.case.scope import Grounded, Scope
from foedus.case.wording import named
from foedus.commitment import Article, Instrument
from foedus.commitment.instrument import Norm
from foedus.truth import Truth

SETTLED = ("due", "open", "not_due")


class Twins:
    """The findings of one scene that may be told of other obligors too."""

    def __init__(self, lines: LineBook) -> None:
        self._lines = lines
        self._first: dict[int, list[First]] = {}
        self._apart: dict[int, Lists | None] = {}

    def keep(self, finding: Finding, rule: Rule, exact: Exact) -> None:
        """Keep a finding that others may share, if it is one."""
        settled_by_cases = finding.due == "not_due" and finding.proof.by_cases
        if (
            finding.due in SETTLED
            and not settled_by_cases  # such a reason names the obligor
            and self._is_common(rule.scope)
            and (rule.scope.scene.attackers or not rule.asks_who_attacked)
            and _is_framed_alike(rule, exact)
        ):
            lists = self._apart[id(rule.article)] or frozenset()
            first = First(finding, rule, exact, lists=lists)
            self._first.setdefault(id(rule.article), []).append(first)

    def of(self, scope: Scope) -> Finding | None:
        """Return the finding for another obligor of an article; None if it must be found anew."""
        kept = self._first.get(id(scope.article))
        if kept is None or not self._is_common(scope):
            return None
        frame = tuple(frame_of(scope))
        nodes = [part.node for part in frame]
        for first in kept:
            if nodes == [part.node for part in first.rule.frame] and first.serves(scope.bearer):
                return self._renamed(first, scope, frame=frame)
        return None

    def _renamed(self, first: "First", scope: Scope, *, frame: tuple[Grounded, ...]) -> Finding:
        told, norm = first.finding, first.finding.norm
        own = {
            named(str(theirs.said)): prove(part, scope=scope, exact=first.exact)
            for theirs, part in zip(first.rule.frame, frame, strict=True)
        }
        proof = _retold(told.proof, own, claimed=(scope, norm))
        instead = told.instead_proof
        if instead is not None and told.instead is not None:
            weaker = (p for p in instead.because if p.sentence == NOT_STRONGER)
            own.update((part.sentence, replace(part, because=(proof,))) for part in weaker)
            instead = _retold(instead, own, claimed=(scope, told.instead))
        lines = self._lines.of(scope.bearer, scene=scope.scene, norm=norm)
        return replace(
            told,
            obligor=scope.bearer,
            proof=proof,
            instead_proof=instead,
            lines=replace(lines, bound=Bound(value=told.due, sentence=told.reason)),
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
        if key not in self._apart:
            self._apart[key] = _told_apart(article, instrument)
        return self._apart[key] is not None


class First:
    """One finding, and what is needed to tell it of another obligor."""

    def __init__(self, finding: Finding, rule: Rule, exact: Exact, *, lists: Lists) -> None:
        self.finding, self.rule, self.exact = finding, rule, exact
        self._asks = rule.asks_who_attacked
        self._lists = lists

    def serves(self, bearer: str) -> bool:
        """Tell whether ``bearer`` would be told of the same attackers as the first obligor.

        Neither is a candidate for having attacked. Where no list of a condition on who
        attacked tells the two apart, the one takes the other's place in the class of states to
        which both belong, and the same state stands for it as long as it is neither of them.
        """
        if not self._asks:
            return True
        scene, first = self.rule.scope.scene, self.rule.scope.bearer
        on_one_only = (len(names & {first, bearer}) == 1 for names in self._lists)
        return not any(on_one_only) and all(
            scene.stranger in values or min(values, key=_plainness) not in (bearer, first)
            for variable in self.exact.diagram.variables
            if variable.name == ATTACKER
            for values in (kind | {first} for kind in variable.classes if bearer in kind)
        )


def _plainness(attackers: str) -> tuple[bool, str]:
    # As `telling.representative` orders them, the stranger apart.
    return ("+" in attackers, attackers)


def _retold(proof: Proof, own: Mapping[str, Proof], *, claimed: tuple[Scope, Norm]) -> Proof:
    """Return a proof with the obligor's own claim and its own lines of the register."""
    because = tuple(own.get(part.sentence, part) for part in proof.because)
    return replace(proof, sentence=named(claim(*claimed)), because=because)


def _is_framed_alike(rule: Rule, exact: Exact) -> bool:
    """Tell whether what the register settles is told of every obligor in the same words."""
    if all(exact.truth(part.node) is not Truth.FALSE for part in rule.frame):
        return True
    # Why it fails is told of the instrument as a whole or of the victim, not of the obligor.
    scope = rule.scope
    of_all = rule.instrument.status_on(scope.day) != "in_force"
    return not rule.stands and (of_all or scope.scene.victim not in scope.parties)


def _told_apart(article: Article, instrument: Instrument) -> Lists | None:
    """Return the lists of an article's conditions; None if one asks something of the obligor."""
    conditions = [article.when, *(unless.when for unless in article.unless)]
    conditions += [c for c in (article.needs, *(w.when for w in article.otherwise)) if c]
    conditions += [reading.when for reading in article.readings if reading.when]
    return joined(told_apart(condition, instrument) for condition in conditions)


__all__ = ["Twins"]
