"""How do other programs read a game? The extensive-form format of Gambit, version 2.

Source: the format as Gambit's documentation describes it. Probabilities are written as
fractions that add up to 1 exactly, since readers of the format ask for that.
"""

from collections.abc import Iterator
from fractions import Fraction

from foedus.outlook.games.trees import Chance, End, Game, Move, Node

FINEST = 10**12
"""Probabilities are rounded to so many parts."""


def as_efg(game: Game) -> str:
    """Return the game as the text of an .efg file.

    >>> from foedus.outlook.games.trees import End, Move
    >>> stay, go = End(name="stay", payoffs=(0, 0)), End(name="go", payoffs=(1.5, -1))
    >>> print(as_efg(Game(title="Go", players=("A", "B"), root=Move(player="A", sees="start",
    ...     branches=(("stay", stay), ("go", go))))))
    EFG 2 R "Go" { "A" "B" }
    ""
    <BLANKLINE>
    p "" 1 1 "start" { "stay" "go" } 0
    t "" 1 "stay" { 0, 0 }
    t "" 2 "go" { 1.5, -1 }
    <BLANKLINE>
    """
    names = " ".join(map(_quoted, game.players))
    head = f'EFG 2 R {_quoted(game.title)} {{ {names} }}\n""\n'
    return "\n".join((head, *_Writer(game).lines(game.root), ""))


class _Writer:
    def __init__(self, game: Game) -> None:
        self._players = {name: number for number, name in enumerate(game.players, 1)}
        self._sets: dict[str, int] = {}
        self._counts = dict.fromkeys(game.players, 0)
        self._ends: dict[tuple[str, tuple[float, ...]], int] = {}
        self._draws = 0

    def lines(self, node: Node) -> Iterator[str]:
        """Yield the lines of ``node`` and what is below it, each node before its branches."""
        match node:
            case End():
                yield self._end(node)
            case Chance():
                self._draws += 1
                shares = zip(node.branches, _exact(node), strict=True)
                told = " ".join(f"{_quoted(name)} {share}" for (name, _, _), share in shares)
                yield f'c "" {self._draws} "" {{ {told} }} 0'
                for _, _, below in node.branches:
                    yield from self.lines(below)
            case Move():
                told = " ".join(_quoted(name) for name, _ in node.branches)
                player = self._players[node.player]
                yield f'p "" {player} {self._set(node)} {_quoted(node.sees)} {{ {told} }} 0'
                for _, below in node.branches:
                    yield from self.lines(below)

    def _set(self, move: Move) -> int:
        """Return the number of an information set: they are counted for each player."""
        if move.sees not in self._sets:
            self._counts[move.player] += 1
            self._sets[move.sees] = self._counts[move.player]
        return self._sets[move.sees]

    def _end(self, end: End) -> str:
        key = (end.name, end.payoffs)
        number = self._ends.setdefault(key, len(self._ends) + 1)
        return f't "" {number} {_quoted(end.name)} {{ {", ".join(map(_number, end.payoffs))} }}'


def _exact(chance: Chance) -> list[Fraction]:
    shares = [Fraction(round(share * FINEST), FINEST) for _, share, _ in chance.branches]
    largest = shares.index(max(shares))
    shares[largest] += 1 - sum(shares)
    return shares


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
