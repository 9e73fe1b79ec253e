"""Which small faults can be put into a module? One change of its syntax tree each.

Left alone are docstrings, words in quotation marks, annotations, asserts (they state what
holds anyway), messages that are raised, and what stands under ``if TYPE_CHECKING``.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
UNWRAPPED = ("sorted", "reversed")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BLIND = ("annotation", "returns", "decorator_list", "bases", "keywords")
"""Fields of a definition that no fault is put into."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault."""

    path: Path
    spot: int
    """The node's place in the order of `ast.walk`."""
    variant: int
    name: str
    """``module: function: before -> after``, with a number where that occurs more than once."""
    line: int
    within: tuple[str, int] | None
    """Qualified name and first line of the function that holds it; None: at import."""

    @property
    def module(self) -> str:
        """Return the module's name."""
        return self.path.stem

    def tree(self) -> ast.Module:
        """Return the module's syntax tree with the fault in it."""
        tree = ast.parse(_source(self.path))
        node = list(ast.walk(tree))[self.spot]
        fault = list(variants(node))[self.variant]
        _replace(tree, node, fault)
        return ast.fix_missing_locations(tree)


@cache
def _source(path: Path) -> str:
    """Return the text as it stood when the bench began, whoever writes to it meanwhile."""
    return path.read_text(encoding="utf-8")


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield every fault of a module, in the order of `ast.walk`."""
    tree = ast.parse(_source(path))
    homes = {id(node): home for node, home in _inside(tree, home=_Home())}
    seen: dict[str, int] = {}
    for spot, node in enumerate(ast.walk(tree)):
        home = homes.get(id(node))
        if home is None:
            continue
        for variant, fault in enumerate(variants(node)):
            name = f"{path.stem}: {home.name}: {_text(node)} -> {_text(fault)}"
            seen[name] = seen.get(name, 0) + 1
            count = f" ({seen[name]})" if seen[name] > 1 else ""
            line = getattr(node, "lineno", home.line)
            yield Mutant(path, spot, variant, name + count, line=line, within=home.function)


def harmless(path: Path) -> ast.Module:
    """Return a module's syntax tree with every returned value taken out of a tuple of one.

    It does what the module does: a test that fails on it fails for a reason of the bench.
    """
    tree = ast.parse(_source(path))
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value is not None:
            alone = ast.Tuple(elts=[node.value], ctx=ast.Load())
            node.value = ast.Subscript(value=alone, slice=ast.Constant(0), ctx=ast.Load())
    return ast.fix_missing_locations(tree)


def noting(path: Path, into: str) -> ast.Module:
    """Return a module's syntax tree with every function noting its call in a set of this name."""
    tree = ast.parse(_source(path))
    homes = {home.function for _, home in _inside(tree, home=_Home()) if home.function}
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            for name, line in homes:
                if line == first and name.rpartition(".")[2] == node.name:
                    note = ast.parse(f"{into}.add({(path.stem, name, line)!r})").body
                    node.body = [*note, *node.body]
    return ast.fix_missing_locations(tree)


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
        case ast.Continue():
            yield ast.Break()
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
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in OPERATORS:
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


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a node stands."""

    name: str = "module"
    line: int = 1
    qualified: str = ""
    function: tuple[str, int] | None = None
    """The outermost function in whose body it stands."""


def _inside(node: ast.AST, *, home: _Home) -> Iterator[tuple[ast.AST, _Home]]:
    """Yield every node that may be changed, with the function or class it stands in."""
    yield node, home
    for name, value in ast.iter_fields(node):
        if name in BLIND and isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.arg, ast.AnnAssign)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                yield from _inside(child, home=_home_of(child, home, parent=node, field=name))


def _home_of(child: ast.AST, home: _Home, *, parent: ast.AST, field: str) -> _Home:
    """Return where a child stands, given where its parent does."""
    line = getattr(child, "lineno", home.line)
    if isinstance(parent, FUNCTIONS) and field == "body" and home.function is None:
        # A definition begins at its first decorator, as the compiler counts its lines.
        first = min([parent.lineno, *(d.lineno for d in parent.decorator_list)])
        home = _Home(home.name, line, home.qualified, (home.qualified, first))
    if isinstance(child, (*FUNCTIONS, ast.ClassDef)):
        within = f"{home.qualified}.{child.name}" if home.qualified else child.name
        return _Home(child.name, line, within, home.function)
    return _Home(home.name, line, home.qualified, home.function)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True  # it states that two lists have one length, as an assert does
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name):
        return node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        named = node.targets[0].id.lstrip("_")  # the name of a type: ``Said = Condition | str``
        return named[:1].isupper() and not named.isupper()
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
