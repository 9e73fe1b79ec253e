"""Who would be bound, entitled, authorised, barred? A case as the blocks of a page."""

from collections.abc import Iterator

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
}
LIVE = ("due", "open", "text_unknown")
ASSISTANCE = ("assist", "apply_measures")
INVENTED = "This incident is a supposition, not a report."
MOST_QUESTIONS = 4
ENDED = "no longer in force"


def case_blocks(case: Case, *, proofs: bool) -> Iterator[Block]:
    """Yield a whole case in the order a reader asks: who, why, what is open, what collides.

    Args:
        case: A decided case.
        proofs: Add the proof trees.
    """
    yield lines_table(case)
    yield findings_table(case)
    if asked := _questions(case):
        items = tuple((q.text, faint(f" ({q.name})")) for q in asked)
        yield Section(title="Still open, the most telling first", blocks=(Bullets(items=items),))
    if settled := tuple(_flip_lines(case)):
        yield Section(title="What would settle or turn it", blocks=(Bullets(items=settled),))
    yield from _steps(case)
    if case.conflicts:
        collide = Bullets(items=tuple(map(_conflict_line, case.conflicts)))
        yield Section(title="Conflicts of duties", blocks=(collide,))
    if case.views:
        yield Section(title="By whose account", blocks=(_views(case),))
    if case.standing:
        owed = tuple(f"{s.cite}: {s.sentence}" for s in case.standing)
        yield Section(title="Owed always, whatever happens", blocks=(Bullets(items=owed),))
    if proofs:
        yield from (proof_tree(f) for f in case.findings if f.due in LIVE or _told(f))
    if case.assumptions:
        yield Para(words=(faint(f"Assumed: {' '.join(case.assumptions)}"),))
    yield Para(words=(faint(case.coverage),))


def case_summary(case: Case) -> Iterator[Block]:
    """Yield what two pages can hold of a case: the four lines, and one bullet for each matter."""
    yield lines_table(case)
    items: list[Words] = [_duty_line(f) for f in case.findings if _matters(f, case)]
    if asked := _questions(case):
        items.append((strong("Open: "), " ".join(q.text for q in asked[:MOST_QUESTIONS])))
    items += [(strong("Conflict: "), _conflict_line(c)) for c in case.conflicts[:1]]
    if others := {c.state for c in case.conflicts[1:]}:
        names = ", ".join(sorted(map(state_name, others)))
        items.append((strong("Conflict: "), f"the same holds for {names}."))
    for state, lines in _called(case):
        items.append(_step_line(state, lines, most=1))
    yield Bullets(items=tuple(items))


def lines_table(case: Case) -> Block:
    """Return the four lines of every state but the victim, side by side and never merged."""
    rows = tuple(
        (strong(state_name(state)), *_cells(case, state, victim=victim, lines=lines))
        for victim, by_state in case.lines_by_victim.items()
        for state, lines in by_state.items()
        if state not in case.incident.victims
    )
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
    shown = [f for f in case.findings if f.due in LIVE or _told(f)]
    if not shown:
        return Para(words="No article in this register applies to it.")
    rows = tuple(
        (state_name(f.obligor), f.cite, _bound(f.due), f.norm.must.replace("_", " "), f.reason)
        for f in shown
    )
    return Table(columns=("Obligor", "Article", "Duty", "To", "Because"), rows=rows)


def bound_sentence(case: Case) -> str:
    """Return who is bound, in one sentence for the head of a page."""
    groups = {"due": "Bound to help", "open": "Open whether bound to help"}
    parts = []
    for due, words in groups.items():
        found = [f for f in case.findings if f.due == due and f.norm.must in ASSISTANCE]
        names = dict.fromkeys(f"{state_name(f.obligor)} ({f.cite})" for f in found)
        parts += [f"{words}: {' and '.join(names)}."] if names else []
    if not parts:
        consult = [f for f in case.findings if f.due in LIVE and f.norm.must == "consult"]
        only = "; consultation at most" if consult else ""
        parts.append(f"Nobody is bound to help by an instrument in this register{only}.")
    return " ".join(parts)


def proof_tree(finding: Finding) -> Tree:
    """Return the proof of one finding."""
    title = f"Proof: {state_name(finding.obligor)} under {finding.cite}: {BOUND_WORDS[finding.due]}"
    return Tree(title=title, roots=(_branch(finding.proof),))


def _told(finding: Finding) -> bool:
    return ENDED not in finding.reason


def duties_list(case: Case) -> Iterator[Block]:
    """Yield the duties beside that to help, and why an ally is not called, if there are any."""
    items = tuple(_duty_line(f) for f in case.findings if _matters(f, case))
    if items:
        yield Bullets(items=items)


def _matters(finding: Finding, case: Case) -> bool:
    """Tell whether a summary needs it: a duty beside that to help, or why an ally is not called."""
    if finding.obligor in case.incident.victims:
        return False
    if finding.due == "not_due":
        return "is the attacker" in finding.reason or "in force only from" in finding.reason
    return finding.norm.must not in ASSISTANCE


def _duty_line(finding: Finding) -> Words:
    head = f"{state_name(finding.obligor)}, {finding.cite}: "
    must = finding.norm.must.replace("_", " ")
    return (strong(head), _bound(finding.due), f" to {must}. {finding.reason}")


def _called(case: Case) -> Iterator[tuple[str, Lines]]:
    for by_state in case.lines_by_victim.values():
        for state, lines in by_state.items():
            if lines.bound.value in LIVE and state not in case.incident.victims:
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
    home = f"needs {_few(tuple(organs))}" if organs else lines.authorised.sentence
    barred = ", ".join(bar.form.replace("_", " ") for bar in lines.barred.forms)
    return (
        (_bound(lines.bound.value), faint(under)),
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


def _bound(due: str) -> Run:
    sign = verdict(due).text.split(" ", 1)[0]
    return Run(f"{sign} {BOUND_WORDS[due]}", "verdict", due)


def _truth(value: Truth) -> Run:
    key = TRUTH_KEYS[value]
    sign = verdict(key).text.split(" ", 1)[0]
    return Run(f"{sign} {TRUTH_WORDS[value]}", "verdict", key)


def _questions(case: Case) -> list[Question]:
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
        (*_step_line(state, lines), f" {lines.authorised.excuse}") for state, lines in _called(case)
    )
    if items:
        yield Section(title="Before and after acting", blocks=(Bullets(items=items),))


def _step_line(state: str, lines: Lines, *, most: int | None = None) -> tuple[str | Run, ...]:
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
            yield (strong(f"{state_name(finding.obligor)}, {finding.cite}: "), "; ".join(told), ".")


def _change_words(change: Change) -> str:
    value = change.value if isinstance(change.value, str) else "yes" if change.value else "no"
    turned = "" if change.was_open else " (against what is given)"
    return f"{change.name} is {value.replace('_', ' ')}{turned}"


def _conflict_line(conflict: Conflict) -> str:
    still = "" if conflict.certain else " The duty itself is still open."
    return f"{conflict.sentence} {conflict.order}{still}"


def _views(case: Case) -> Table:
    rows = tuple(
        (speaker, reference, ", ".join(f"{s}: {BOUND_WORDS[v]}" for s, v in found.items()))
        for speaker, verdicts in case.views.items()
        for reference, found in verdicts.items()
    )
    return Table(columns=("Account of", "Article", "Then"), rows=rows)


def _branch(proof: Proof) -> Branch:
    cite = faint(f" [{proof.cite}]") if proof.cite else ""
    words = (strong(f"{TRUTH_WORDS[proof.value]}: "), proof.sentence, cite)
    return Branch(words=words, under=tuple(map(_branch, proof.because)))
