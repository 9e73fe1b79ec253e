"""Which faults in the engine change no answer, and why? Each was looked at one by one."""

EQUIVALENT: dict[str, str] = {
    "scene: set_scene: for name if possible[name] != domains[name] -> for name": (
        "where every value is still possible every branch is open, and costs nothing anyway"
    ),
    "exact: __init__: unnamed and bearer -> unnamed": (
        "who is unnamed has a name: the second test is there for the type checker"
    ),
    "exact: truth: quick is Truth.OPEN and self.scene.circuit.nodes[node][0] not in "
    "('fact', 'in') -> quick is Truth.OPEN": "a shortcut: a single question is open as it is",
    "atoms: _held: for w if w != 'attacker' -> for w": "no place is held by the word attacker",
    "scope: domain: category == 'attacker' and self.bearer not in self.scene.attackers -> "
    "self.bearer not in self.scene.attackers": "no kind, target or place has the name of a state",
    "spots: spots_at: sorted(gazetteer.administered_by(place, day, view)) -> "
    "gazetteer.administered_by(place, day, view)": "spots are kept by name, in no order",
    "bdd: _restrict: 0 -> 1 (2)": "any branch that is still possible may stand for one ruled out",
    "bdd: reach: 3 -> 4": "both ends are reached already: to look on finds nothing more",
    "circuit: asks_who_attacked: False -> True": "each obligor has a diagram of its own",
    "questions: questions: 12 -> 13": "what is rounded off is smaller than either",
    "questions: _single: len(levels) * len(order) > MOST_STEPS -> "
    "len(levels) * len(order) >= MOST_STEPS": "a budget that no rule meets to the very step",
    "questions: _cheapest: 0 -> 1": "every way costs one more, and a flip is costed anew",
    "questions: _cheapest: 0 -> 1 (2)": "every way is one step longer, so the order stays",
    "spots: module: 32 -> 33": "how many atlases are kept for the next question",
    "spots: module: 4096 -> 4097": "how many answers an atlas keeps for the next question",
    "spots: Atlas: False -> True": "how an atlas is printed, which nobody reads",
    "spots: Atlas: False -> True (2)": "how an atlas is printed, which nobody reads",
    "spots: Atlas: False -> True (3)": "how an atlas is printed, which nobody reads",
    "decision: _findings: if not overridden -> if not not overridden": (
        "what is overridden is never asked of a twin: nothing is shared, and answered anew alike"
    ),
    "spots: _atlas: sorted(states - base.owners()) -> states - base.owners()": (
        "spots are kept by name, in no order"
    ),
    "scene: Scene: False -> True": "how what is kept is printed and compared, never asked",
    "scene: Scene: False -> True (2)": "how what is kept is printed and compared, never asked",
    "scene: Scene: False -> True (3)": "how what is kept is printed and compared, never asked",
    "scene: Scene: False -> True (4)": "how what is kept is printed and compared, never asked",
    "scene: Scene: False -> True (5)": "how what is kept is printed and compared, never asked",
    "scene: Scene: False -> True (6)": "how what is kept is printed and compared, never asked",
    "alike: module: 8192 -> 8193": "how much is kept for the next question",
    "spots: atlas_on: len(kept) >= MOST_KEPT -> len(kept) > MOST_KEPT": (
        "how many atlases are kept for the next question"
    ),
    "bdd: rest: at not in seen and self.at[at] == level -> self.at[at] == level": (
        "what was found is found once more"
    ),
    "decision: _ended_long_ago: until is not None and until <= day and "
    "((day - until).days > LONG_AGO) -> until is not None and (day - until).days > LONG_AGO": (
        "what ended so long before has ended before"
    ),
    "decision: _views: for (r, of) if r in common -> for (r, of)": (
        "every account is asked of the articles of which all are asked, or of fewer"
    ),
    "frame: in_force_words: life.ended_by or '' -> life.ended_by": "nothing has the name None",
    "setting: alike: self.shared.add(id(made)) -> pass": (
        "a proof that could be shared is made anew alike"
    ),
    "spots: atlas_on: if len(kept) >= MOST_KEPT -> if not len(kept) >= MOST_KEPT": (
        "how many atlases are kept for the next question"
    ),
}
