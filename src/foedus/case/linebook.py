"""What are the four lines of each state towards each victim? Computed once in a case."""

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.exact import Exact
from foedus.case.finding import Finding
from foedus.case.lines import Bound, Lines, authorised, barred, entitled
from foedus.case.rule import HELPS
from foedus.case.scene import Scene
from foedus.case.wording import named
from foedus.commitment.instrument import Norm

if TYPE_CHECKING:
    from foedus.commitment import Register


class LineBook:
    """The lines of each state towards each victim, computed once."""

    def __init__(self, register: "Register") -> None:
        self._register = register
        self._exact: dict[str, dict[int, Exact]] = {}
        self.kept: dict[tuple[str, str], Lines] = {}

    def of(self, state: str, *, scene: Scene, norm: Norm | None = None) -> Lines:
        """Return a state's lines towards the scene's victim, under a norm's own procedure."""
        key = (state, scene.victim)
        if key not in self.kept:
            self.kept[key] = self._made(state, scene=scene)
        known = self.kept[key]
        if norm is None or (norm.procedure == "none" and norm.report_to in (None, "unsc")):
            return known
        return replace(known, authorised=authorised(scene, state, norm=norm))

    def _made(self, state: str, *, scene: Scene) -> Lines:
        day = scene.incident.day
        return Lines(
            bound=Bound(value="not_due", sentence=""),
            entitled=entitled(scene, state, kept=self._exact.setdefault(scene.victim, {})),
            authorised=authorised(scene, state),
            barred=barred(self._register, giver=state, receiver=scene.victim, day=day),
        )

    def by_victim(self, findings: tuple[Finding, ...]) -> dict[str, dict[str, Lines]]:
        """Return victim to state to lines, with *bound* over every instrument found."""
        found: dict[str, dict[str, Lines]] = {}
        for (state, victim), lines in sorted(self.kept.items()):
            own = [f for f in findings if (f.obligor, f.beneficiary) == (state, victim)]
            found.setdefault(victim, {})[state] = replace(lines, bound=_bound(state, own))
        return found


def binds(finding: Finding) -> bool:
    """Tell whether the finding's norm would bind a state in law: a treaty's, and no mere *may*."""
    return finding.binding == "treaty" and finding.norm.owed == "must"


def _bound(state: str, findings: list[Finding]) -> Bound:
    """Return the line *bound* over every instrument: the firmest duty to help."""
    helping = [f for f in findings if f.norm.must in HELPS and binds(f)]
    for verdict, words in BOUND_WORDS.items():
        cites = [f.cite for f in helping if f.due == verdict]
        if cites:
            return Bound(
                value=verdict, sentence=named(f"{{{state}}} {words} ({'; '.join(cites)}).")
            )
    words = "is bound by no treaty of this register to help; silence is not absence of duty"
    return Bound(value="not_due", sentence=named(f"{{{state}}} {words}."))


BOUND_WORDS = {
    "due": "is bound to help",
    "open": "may be bound to help: it is open",
    "undecided": "may be bound to help: the rule is too large to be decided exactly",
    "text_unknown": "may be bound to help: the text is not public",
    "not_due": "is not bound to help in this incident",
}
