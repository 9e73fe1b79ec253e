"""Who would be bound, entitled, authorised, barred? A case as the blocks of a page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from foedus.briefing.norms_aloud import duration_words
from foedus.briefing.page import (
    Block,
    Branch,
    Bullets,
    Para,
    Run,
    Section,
    Table,
    Tree,
    Words,
    faint,
    strong,
    verdict,
)
from foedus.case import Case, Change, Conflict, Finding, Lines, Proof, Question
from foedus.case.lines import HomeStep
from foedus.names import state_name
from foedus.truth import Truth

TRUTH_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.OPEN: "open"}
TRUTH_KEYS = {Truth.TRUE: "due", Truth.FALSE: "not_due", Truth.OPEN: "open"}
BOUND_WORDS = {
    "due": "bound",
    "open": "open",
    "not_due": "not bound",
    "text_unknown": "text unknown",
    "undecided": "undecided",
}
LIVE = ("due", "open", "text_unknown", "undecided")
ORDER = (*LIVE, "not_due")
ASSISTANCE = ("assist", "apply_measures")
DURATION = re.compile(r"\bP(?:\d+[YMWD]+|T\d+[HMS])\w*\b")
"""An ISO 8601 duration as the case room writes it."""
LINES = ("State", "Bound", "Entitled (Charter 51)", "Authorised at home", "Barred from giving")
INVENTED = "This incident is a supposition, not a report."
ENDED = "no longer in force"
ALLY = "is the attacker"
MOST_ALLIES = 3


def case_blocks(case: Case, *, proofs: bool) -> Iterator[Block]:
    """Yield a whole case in the order a reader asks: who, why, what is open, what collides.

    Args:
        case: A decided case.
        proofs: Add the proof trees.
    """
    yield lines_table(case)
    yield findings_table(case)
    if owed := tuple(_duty_lines(case)):
        yield Section(title="What exactly is owed", blocks=(Bullets(items=owed),))
    if asked := open_questions(case):
        items = tuple((q.text, faint(f" ({q.name})")) for q in asked)
        yield Section(title="Still open, the most telling first", blocks=(Bullets(items=items),))
    if settled := tuple(_flip_lines(case)):
        yield Section(title="What would settle or turn it", blocks=(Bullets(items=settled),))
    yield from _steps(case)
    if case.conflicts:
        collide = Bullets(items=tuple(map(conflict_line, case.conflicts)))
        yield Section(title="Conflicts of duties", blocks=(collide,))
    yield from _views(case)
    if case.standing:
        owed = tuple(f"{s.cite}: {s.sentence}" for s in case.standing)
        yield Section(title="Owed always, whatever happens", blocks=(Bullets(items=owed),))
    if proofs:
        told = [f for f in case.findings if f.due in LIVE or _told(f)]
        yield from map(proof_tree, alike(told))
    if case.assumptions:
        yield Para(words=(faint(f"Assumed: {' '.join(case.assumptions)}"),))
    yield Para(words=(faint(case.coverage),))


def lines_table(case: Case) -> Block:
    """Return the four lines of the states that matter, never merged; states alike in one row."""
    groups: dict[tuple[Words, ...], list[str]] = {}
    for victim, by_state in case.lines_by_victim.items():
        for state, lines in by_state.items():
            if state in shown_states(case):
                cells = _cells(case, state, victim=victim, lines=lines)
                groups.setdefault(cells, []).append(state_name(state))
    if not groups:
        return Para(words="No state in this register has a duty or a step to tell of.")
    rows = tuple((strong(listed(names)), *cells) for cells, names in groups.items())
    columns = (
        "State",
        "Bound",
        "Entitled (Charter 51)",
        "Authorised at home",
        "Barred from giving",
    )
    return Table(columns=columns, rows=rows)


def findings_table(case: Case) -> Block:
    """Return the articles that apply, may apply, or do not, with the reason."""
    told = [f for f in case.findings if f.due in LIVE or _told(f)]
    groups = alike(sorted(told, key=lambda f: ORDER.index(f.due)))
    if not groups:
        return Para(words="No article in this register applies to it.")
    rows = tuple(
        (
            listed(obligor_name(f) for f in found),
            found[0].cite,
            bound_run(found[0].due),
            found[0].norm.must.replace("_", " "),
            found[0].reason,
        )
        for found in groups
    )
    return Table(columns=("Obligor", "Article", "Duty", "To", "Because"), rows=rows)


def _duty_lines(case: Case) -> Iterator[Words]:
    """Yield when, by whom decided, how free and until when, once for all who owe it alike."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in case.findings:
        if finding.due in LIVE and finding.duty is not None:
            until = listed(finding.duty.until)
            groups.setdefault((finding.cite, finding.duty.sentence, until), []).append(finding)
    for (cite, sentence, until), found in groups.items():
        duty = found[0].duty
        assert duty is not None
        who = listed(obligor_name(f) for f in found)
        end = f" Until: {until}." if until else ""
        freedom = faint(f" (discretion {duty.discretion})")
        yield (strong(f"{who}, {cite}: "), f"{_in_words(sentence)}{end}", freedom)


def _in_words(sentence: str) -> str:
    return DURATION.sub(lambda found: duration_words(found[0]), sentence)


def bound_sentence(case: Case) -> str:
    """Return who is bound, in one sentence for the head of a page."""
    groups = (
        ("Bound to help", "due", True),
        ("Open whether bound to help", "open", True),
        ("Named to help, but no duty in law follows", "due", False),
        ("Text not published, so nothing is known of the duty", "text_unknown", True),
        ("Undecided, since too much is open", "undecided", True),
    )
    parts = []
    for words, due, in_law in groups:
        found = [f for f in case.findings if f.due == due and f.norm.must in ASSISTANCE]
        names = _by_article([f for f in found if _in_law(f) == in_law])
        parts += [f"{words}: {names}."] if names else []
    if not parts:
        consult = [f for f in case.findings if f.due in LIVE and f.norm.must == "consult"]
        only = "; consultation at most" if consult else ""
        parts.append(f"Nobody is bound to help by an instrument in this register{only}.")
    return " ".join(parts)


def _in_law(finding: Finding) -> bool:
    return finding.duty is None or finding.duty.in_law


def _by_article(findings: list[Finding]) -> str:
    """Return obligors by article: ``A and B (Art. 4 of X); C (Art. 5 of Y)``."""
    groups: dict[str, list[str]] = {}
    for finding in findings:
        groups.setdefault(finding.cite, []).append(obligor_name(finding))
    told = [f"{listed(dict.fromkeys(names))} ({cite})" for cite, names in groups.items()]
    return "; ".join(told)


def listed(names: Iterable[str], most: int = 6) -> str:
    """Return names as a list in words, the last ones counted if there are many."""
    listed = list(names)
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and {len(listed) - most} more"
    return " and ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def proof_tree(findings: Sequence[Finding]) -> Tree:
    """Return the proof of findings that are alike but for the obligor: that of the first."""
    first = findings[0]
    title = f"Proof: {obligor_name(first)} under {first.cite}: {BOUND_WORDS[first.due]}"
    if others := findings[1:]:
        title += f" (alike for {listed(obligor_name(f) for f in others)})"
    return Tree(title=title, roots=(_branch(first.proof),))


def obligor_name(finding: Finding) -> str:
    """Return who owes it, in words: a state, or the organ of the treaty."""
    return "the organ" if finding.obligor == "organ" else state_name(finding.obligor)


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return findings in groups that differ in nothing but the obligor."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for f in findings:
        reason = f.reason.replace(obligor_name(f), "")
        groups.setdefault((f.cite, f.due, f.beneficiary, reason), []).append(f)
    return list(groups.values())


def shown_states(case: Case) -> frozenset[str]:
    """Return whose lines are shown: who is or may be called on, and an attacker's few allies."""
    live = {f.obligor for f in case.findings if f.due in LIVE}
    allies = {f.obligor for f in case.findings if f.due == "not_due" and ALLY in f.reason}
    shown = live | (allies if len(allies) <= MOST_ALLIES else set())
    return frozenset(shown - set(case.incident.victims) - set(case.incident.attackers))


def _told(finding: Finding) -> bool:
    return ENDED not in finding.reason


def called_on(case: Case) -> Iterator[tuple[str, Lines]]:
    """Yield the states that are or may be called on and whose steps stand in the register."""
    for by_state in case.lines_by_victim.values():
        for state, lines in by_state.items():
            known = lines.authorised.in_register
            if known and lines.bound.value in LIVE and state not in case.incident.victims:
                yield state, lines


def _cells(case: Case, state: str, *, victim: str, lines: Lines) -> tuple[Words, ...]:
    references = dict.fromkeys(
        f.reference
        for f in case.findings
        if (f.obligor, f.beneficiary, f.due) == (state, victim, lines.bound.value)
        and f.norm.must in ASSISTANCE
        and f.due != "not_due"
    )
    under = f" {', '.join(references)}" if references else ""
    entitled = lines.entitled.value
    organs = dict.fromkeys(s.organ for s in lines.authorised.steps if s.taken is not Truth.TRUE)
    home = f"needs {_few(tuple(organs))}" if organs else "no step in this register"
    barred = ", ".join(bar.form.replace("_", " ") for bar in lines.barred.forms)
    return (
        (bound_run(lines.bound.value), faint(under)),
        "not computed" if entitled is None else _truth(entitled),
        home,
        barred or "nothing",
    )


def sentence_case(words: str) -> str:
    """Return words with a capital at their head and nothing else changed."""
    return words[:1].upper() + words[1:]


def _few(names: tuple[str, ...], most: int = 2) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def bound_run(due: str) -> Run:
    """Return a verdict as a run of words, with its sign."""
    sign = verdict(due).text.split(" ", 1)[0]
    return Run(f"{sign} {BOUND_WORDS[due]}", "verdict", due)


def _truth(value: Truth) -> Run:
    key = TRUTH_KEYS[value]
    sign = verdict(key).text.split(" ", 1)[0]
    return Run(f"{sign} {TRUTH_WORDS[value]}", "verdict", key)


def open_questions(case: Case) -> list[Question]:
    """Return the open questions, those on a duty to help before those on consultation."""
    helping = {
        q.name
        for f in case.findings
        if f.due == "open" and f.norm.must in ASSISTANCE
        for q in f.questions
    }
    return sorted(case.questions, key=lambda q: q.name not in helping)


def _steps(case: Case) -> Iterator[Block]:
    items = tuple(
        (*step_line(state, lines), f" {lines.authorised.excuse}")
        for state, lines in called_on(case)
    )
    if items:
        yield Section(title="Before and after acting", blocks=(Bullets(items=items),))


def step_line(state: str, lines: Lines, *, most: int | None = None) -> tuple[str | Run, ...]:
    """Return the steps of one state at home (at most ``most``) and after acting."""
    home = lines.authorised
    before = "; ".join(map(_step_words, home.steps[:most])) or home.sentence
    after = "; ".join(map(_step_words, home.after)) or "nothing that this register holds"
    return (strong(f"{state_name(state)}. "), f"At home: {before}. Then: {after}.")


def _step_words(step: HomeStep) -> str:
    notes = [step.cite, *(["contested"] if step.contested else [])]
    if step.deadline:
        notes.append(f"within {step.deadline}")
    taken = {Truth.TRUE: "done: ", Truth.FALSE: "refused: ", Truth.OPEN: ""}[step.taken]
    return f"{taken}{step.organ} {step.act} ({', '.join(notes)})"


def _flip_lines(case: Case) -> Iterator[Words]:
    """Yield the cheapest changes to either answer, for every duty to help that is not ruled out."""
    for finding in case.findings:
        if finding.norm.must not in ASSISTANCE or finding.due not in ("open", "due"):
            continue
        told = []
        for to, words in ((Truth.TRUE, "bound"), (Truth.FALSE, "not bound")):
            flips = [f for f in finding.flips if f.to is to]
            if flips:
                cheapest = min(flips, key=lambda f: (f.cost, len(f.changes)))
                told.append(f"{words} if {' and '.join(map(_change_words, cheapest.changes))}")
        if told:
            yield (strong(f"{obligor_name(finding)}, {finding.cite}: "), "; ".join(told), ".")


def _change_words(change: Change) -> str:
    value = change.value if isinstance(change.value, str) else "yes" if change.value else "no"
    turned = "" if change.was_open else " (against what is given)"
    return f"{change.name} is {value.replace('_', ' ')}{turned}"


def conflict_line(conflict: Conflict) -> str:
    """Return a conflict with the order that the law gives."""
    still = "" if conflict.certain else " The duty itself is still open."
    return f"{conflict.sentence} {conflict.order}{still}"


def _views(case: Case) -> Iterator[Block]:
    """Yield what follows under each account alone, where it is not what all accounts share."""
    shared = case.verdicts()
    rows = tuple(
        (speaker, reference, ", ".join(f"{s}: {BOUND_WORDS[v]}" for s, v in turned.items()))
        for speaker, verdicts in case.views.items()
        for reference, found in verdicts.items()
        if (turned := _turned(found, shared.get(reference, {})))
    )
    if rows:
        table = Table(columns=("Account of", "Article", "Then"), rows=rows)
        yield Section(title="By whose account", blocks=(table,))


def _turned(found: Mapping[str, str], shared: Mapping[str, str]) -> dict[str, str]:
    return {state: v for state, v in found.items() if v != shared.get(state)}


def _branch(proof: Proof) -> Branch:
    cite = faint(f" [{proof.cite}]") if proof.cite else ""
    words = (strong(f"{TRUTH_WORDS[proof.value]}: "), proof.sentence, cite)
    return Branch(words=words, under=tuple(map(_branch, proof.because)))
