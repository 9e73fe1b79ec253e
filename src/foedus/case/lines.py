"""Bound, entitled, authorised at home, barred: four questions that are never merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.case.circuit import TRUE
from foedus.case.exact import Exact
from foedus.case.grounding import ground
from foedus.case.proof import Proof, prove
from foedus.case.questions import Question, questions
from foedus.case.scene import Scene
from foedus.case.scope import Grounded, Scope, conjunction, constant, negation
from foedus.case.wording import named
from foedus.commitment import condition as c
from foedus.commitment.instrument import Norm
from foedus.forms import CHECKED
from foedus.truth import Truth

if TYPE_CHECKING:
    from foedus.commitment import Register
    from foedus.commitment.authority import Step
    from foedus.commitment.charter import Provision

CHARTER_DAY = date(1945, 10, 24)
ACTIONS = ("forces_abroad", "war_entry", "arms_aid")
NO_EXCUSE = (
    "Internal law is no excuse between states (Vienna Convention on the Law of Treaties, Art. 27): "
    "bound but not yet authorised means that responsibility runs."
)
TEXT_REFERS = {
    "constitutional": (
        "The article itself refers to constitutional process: "
        "its steps are part of how the duty is carried out."
    ),
    "both_states_laws": (
        "The article itself refers to the laws of both states: "
        "their steps are part of how the duty is carried out."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Whether the instruments bind the state to act."""

    value: str
    """due | not_due | open | text_unknown | undecided"""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitled:
    """Whether the Charter would let the state help with armed force."""

    value: Truth | None
    """None: before the Charter there is no such line."""
    sentence: str
    cite: str
    proof: Proof | None = None
    questions: tuple[Question, ...] = ()
    asked: tuple[str, ...] = ()
    """What the law also asks and no fact here settles: necessity, proportion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeStep:
    """One step at home, or after acting."""

    id: str
    actions: tuple[str, ...]
    organ: str
    act: str
    timing: str
    cite: str
    taken: Truth
    deadline: str | None = None
    emergency: str | None = None
    majority: str | None = None
    contested: bool = False
    confidence: str = "high"
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorised:
    """What the law at home asks before, while and after acting."""

    in_register: bool
    sentence: str
    excuse: str
    """What lacking authority means for the duty."""
    steps: tuple[HomeStep, ...] = ()
    after: tuple[HomeStep, ...] = ()
    """Reports that international law asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One form of aid that Council measures forbid, with the provisions."""

    form: str
    cites: tuple[str, ...]
    sentences: tuple[str, ...]
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """What Council measures forbid the state to give."""

    forms: tuple[Bar, ...]
    sentence: str
    cite: str = "UN Charter Arts. 25 and 103"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The four lines of one state towards one victim."""

    bound: Bound
    entitled: Entitled
    authorised: Authorised
    barred: Barred


def entitled(scene: Scene, state: str, *, kept: dict[int, Exact] | None = None) -> Entitled:
    """Return whether collective self-defence would let ``state`` help the victim by force.

    Armed attack by a state or attributable to one, the victim's own declaration
    and request, a victim that is not itself the aggressor, and no measures of the
    Council that suffice. Necessity and proportion are asked, not computed.

    Args:
        scene: What happened.
        state: Who would help.
        kept: The answers by node that earlier calls found in this scene; added to.

    Source: UN Charter Art. 51; ICJ, Nicaragua (1986), paras. 193-201 and 211.
    """
    if scene.incident.day < CHARTER_DAY:
        words = f"The Charter was not in force on {scene.incident.day}: this line is not computed."
        return Entitled(value=None, sentence=words, cite="UN Charter Art. 51")
    scope = Scope(scene=scene, bearer=state)
    rule, names = scene.circuit.asking(lambda: _self_defence(scope))
    scene.asked.update(names)
    # Nothing here asks which state attacked: states with the same rule share its answers.
    found = {} if kept is None else kept
    exact = found.setdefault(rule.node, Exact(scene, [rule.node], bearer=state))
    value = exact.truth(rule.node)
    member = _un_member(scene.victim, scene.incident.day)
    base = (
        "UN Charter Art. 51" if member else "the customary right that UN Charter Art. 51 presumes"
    )
    head = {
        Truth.TRUE: f"{{{state}}} may help by force under {base}, until the Council has acted",
        Truth.FALSE: f"{{{state}}} may not help by force on this ground ({base})",
        Truth.OPEN: f"Whether {{{state}}} may help by force under {base} is open",
    }[value]
    return Entitled(
        value=value,
        sentence=named(f"{head}."),
        cite="UN Charter Art. 51; ICJ, Nicaragua (1986), paras. 195 and 199",
        proof=prove(rule, scope=scope, exact=exact),
        questions=exact.once("questions", rule.node, questions),
        asked=("necessary", "proportionate"),
    )


def _self_defence(scope: Scope) -> Grounded:
    scene, state = scope.scene, scope.bearer
    # The victim itself needs neither to declare itself nor to ask anybody.
    asked = _CONDITIONS[:2] if state == scene.victim else _CONDITIONS
    parts: list[Grounded] = [_known(condition, scope) for condition in asked]
    stops = ((_AGGRESSOR, "The victim did not attack first."), (_COUNCIL, _UNTIL))
    parts += [negation(words, _known(fact, scope), scope=scope) for fact, words in stops]
    if state in scene.attackers:
        parts.append(constant(False, f"{{{state}}} is not the attacker."))
    said = f"{{{state}}} may defend {{{scene.victim}}} by force."
    return conjunction(said, parts, scope=scope, cite="UN Charter Art. 51")


def _known(condition: c.Condition, scope: Scope) -> Grounded:
    found = ground(condition, scope)
    return found if found is not None else Grounded(TRUE, "leaf", condition)


_CONDITIONS = (
    c.Attack(at_least="armed_attack"),
    c.By(kinds=("state", "states")),
    c.Fact(name="declared_victim"),
    c.Request(),
)
_AGGRESSOR = c.Fact(name="victim_is_aggressor")
_COUNCIL = c.Fact(name="unsc_measures_adequate")
_UNTIL = "The Council has not yet taken the measures that are needed."


def authorised(scene: Scene, state: str, *, norm: Norm | None = None) -> Authorised:
    """Return what the law of ``state`` asks for acting, by step, on the day of the incident."""
    procedure = norm.procedure if norm else "none"
    excuse = TEXT_REFERS.get(procedure, NO_EXCUSE)
    after = tuple(_reports(scene, norm))
    authority = scene.register.authority.get(state)
    if authority is None:
        words = named(f"Who may decide in {{{state}}} is not in this register.")
        return Authorised(in_register=False, sentence=words, excuse=excuse, after=after)
    day = scene.incident.day
    needed = {step.id: step for action in ACTIONS for step in authority.steps(action, day)}
    steps = tuple(_home_step(step, state, scene=scene) for step in needed.values())
    prior = [s for s in steps if s.timing == "prior" and "forces_abroad" in s.actions]
    left = [s for s in prior if s.taken is not Truth.TRUE]
    words = "The law at home asks for no step before forces are sent abroad."
    if left:
        organs = "; ".join(f"{s.organ}: {s.act} ({s.cite})" for s in left)
        words = f"Before it sends forces abroad, {{{state}}} needs these steps. {organs}."
    elif prior:
        words = f"{{{state}}} has taken every step that has to come before it sends forces abroad."
    return Authorised(
        in_register=True, sentence=named(words), excuse=excuse, steps=steps, after=after
    )


def _home_step(step: "Step", state: str, *, scene: Scene) -> HomeStep:
    return HomeStep(
        id=step.id,
        actions=step.actions,
        organ=step.organ,
        act=step.act,
        timing=step.timing,
        cite=step.cite,
        taken=Truth.of(scene.facts.get(f"step.{state}.{step.id}")),
        deadline=step.deadline,
        emergency=step.emergency,
        majority=step.majority,
        contested=step.contested,
        confidence=step.confidence,
        note=step.note,
    )


def _reports(scene: Scene, norm: Norm | None) -> Iterator[HomeStep]:
    """Yield the reports that have to follow armed action."""
    if scene.incident.day >= CHARTER_DAY:
        yield HomeStep(
            id="report_art51",
            actions=("forces_abroad", "war_entry"),
            organ="UN Security Council",
            act="receives at once a report of measures taken in self-defence",
            timing="notification",
            cite="UN Charter Art. 51",
            taken=Truth.of(scene.facts.get("reported_to_council")),
        )
    if norm is not None and norm.report_to not in (None, "unsc"):
        yield HomeStep(
            id=f"report_{norm.report_to}",
            actions=ACTIONS,
            organ=str(norm.report_to),
            act="receives the report that the article itself asks for",
            timing="notification",
            cite="the article",
            taken=Truth.OPEN,
        )


def barred(register: "Register", *, giver: str, receiver: str, day: date) -> Barred:
    """Return which forms of aid to ``receiver`` the Council's measures forbid ``giver``."""
    found = []
    for form in CHECKED if giver != receiver else ():
        provisions = register.charter.bars(giver, receiver, form, day, un_member=_un_member)
        if provisions:
            found.append(_bar(form, provisions))
    words = (
        f"No measure of the Council in this register bars {{{giver}}} from helping {{{receiver}}}."
    )
    if found:
        forms = ", ".join(b.form.replace("_", " ") for b in found)
        words = f"Measures of the Council bar {{{giver}}} from giving {{{receiver}}}: {forms}."
    return Barred(forms=tuple(found), sentence=named(words))


def _bar(form: str, provisions: tuple["Provision", ...]) -> Bar:
    return Bar(
        form=form,
        cites=tuple(dict.fromkeys(p.cite for p in provisions)),
        sentences=tuple(dict.fromkeys(p.sentence for p in provisions)),
        exceptions=tuple(dict.fromkeys(p.exceptions for p in provisions if p.exceptions)),
    )


def _un_member(state: str, day: date) -> bool:
    from foedus.names import un_member  # noqa: PLC0415 - the names' tables, only when asked

    return un_member(state, day)
