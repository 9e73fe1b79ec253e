"""Which small faults can be put into a module? One change of its syntax tree each.

Left alone are docstrings, words in quotation marks, annotations, asserts (they state what
holds anyway) and what stands under ``if TYPE_CHECKING``.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
UNWRAPPED = ("sorted", "reversed")
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
    "questions: influences: True -> False": "a check that two lists are of one length",
    "scope: domain: category == 'attacker' and self.bearer not in self.scene.attackers -> "
    "self.bearer not in self.scene.attackers": "no kind, target or place has the name of a state",
    "spots: spots_at: sorted(gazetteer.administered_by(place, day, view)) -> "
    "gazetteer.administered_by(place, day, view)": "spots are kept by name, in no order",
    "bdd: _restrict: 0 -> 1 (2)": "any branch that is still possible may stand for one ruled out",
}
"""Faults that change no answer, by name, each with the reason."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault."""

    path: Path
    spot: int
    """The node's place in the order of `ast.walk`."""
    variant: int
    name: str
    """``module: function: before -> after``, with a number where that occurs more than once."""

    @property
    def module(self) -> str:
        """Return the module's name."""
        return self.path.stem

    def tree(self) -> ast.Module:
        """Return the module's syntax tree with the fault in it."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        node = list(ast.walk(tree))[self.spot]
        fault = list(variants(node))[self.variant]
        _replace(tree, node, fault)
        return ast.fix_missing_locations(tree)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every fault of a module, in the order of its text."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    homes = {id(n): home for n, home in _inside(tree, home="module")}
    seen: dict[str, int] = {}
    for spot, node in enumerate(ast.walk(tree)):
        if id(node) not in homes:
            continue
        for variant, fault in enumerate(variants(node)):
            name = f"{path.stem}: {homes[id(node)]}: {_text(node)} -> {_text(fault)}"
            seen[name] = seen.get(name, 0) + 1
            count = f" ({seen[name]})" if seen[name] > 1 else ""
            yield Mutant(path, spot, variant, name + count)


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield each way in which one node is changed."""
    yield from _of_operators(node)
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(value=not value)
        case ast.Constant(value=int(number)):
            yield ast.Constant(value=number + 1)
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.IfExp(test=test, body=other, orelse=body)
        case ast.If(test=test):
            yield _with(node, test=ast.UnaryOp(op=ast.Not(), operand=test))
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield _with(node, value=ast.Constant(value=None))
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=[])
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.Call(func=ast.Name(id=name)) if name in TWINS:
            yield _with(node, func=ast.Name(id=TWINS[name], ctx=ast.Load()))
        case ast.Call(func=ast.Name(id=name), args=[only, *_]) if name in UNWRAPPED:
            yield only


def _of_operators(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[op]):
            yield from (_with(node, ops=[new()]) for new in COMPARISONS[type(op)])
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            yield from (_without(node, i) for i in range(len(node.values)))
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            yield inner
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            yield _with(node, op=OPERATORS[type(op)]())


def _with(node: ast.AST, **changes: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _without(node: ast.BoolOp, index: int) -> ast.expr:
    left = [v for i, v in enumerate(node.values) if i != index]
    return left[0] if len(left) == 1 else ast.BoolOp(op=node.op, values=left)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _inside(node: ast.AST, *, home: str) -> Iterator[tuple[ast.AST, str]]:
    """Yield every node that may be changed, with the function or class it stands in."""
    yield node, home
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "keywords_of_class"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                inner = getattr(child, "name", home) if isinstance(child, _HOMES) else home
                yield from _inside(child, home=inner)


_HOMES = (ast.FunctionDef, ast.ClassDef)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True  # it states that two lists have one length, as an assert does
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name):
        return node.test.id == "TYPE_CHECKING"
    words = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return words or isinstance(node, ast.Assert | ast.Raise | ast.Import | ast.ImportFrom)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return
            if isinstance(value, list) and any(item is old for item in value):
                setattr(parent, name, [new if item is old else item for item in value])
                return


def _text(node: ast.AST) -> str:
    match node:
        case ast.If(test=test):
            return f"if {ast.unparse(test)}"
        case ast.comprehension(target=target, ifs=ifs):
            return f"for {ast.unparse(target)}{''.join(f' if {ast.unparse(i)}' for i in ifs)}"
    return " ".join(ast.unparse(node).split())[:100]
