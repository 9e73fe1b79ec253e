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
}
