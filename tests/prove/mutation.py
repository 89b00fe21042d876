"""Small changes to a module's code that a test should notice, each as other code for one function.

A mutant is the module compiled anew with one place of its tree changed. Only function bodies are changed: defaults,
decorators and annotations are evaluated once, when nobody tests them any more. The text of errors is left alone,
it has tests of its own.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

Change = Callable[[ast.AST], Iterator[tuple[ast.AST, str]]]
Key = tuple[str, int]
"""A function by its qualified name and first line."""

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
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
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """``code`` for the function ``key`` of ``path``; ``what`` tells a reader what was changed on ``line``."""

    path: Path
    line: int
    what: str
    key: Key
    code: CodeType


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of that module, in the order of its lines."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    own = {id(node): function for function in functions for node in _body(function)}
    for index, node in enumerate(ast.walk(tree)):
        if id(node) in own:
            for number, (_, what) in enumerate(changes(node)):
                yield _mutant(path, tree, (index, number), what)


def _body(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Nodes that run with the function, without its docstring and what is said of errors."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef) or _is_text(node):
            continue
        yield node
        if not isinstance(node, ast.Raise):
            waiting += ast.iter_child_nodes(node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _mutant(path: Path, tree: ast.Module, place: tuple[int, int], what: str) -> Mutant:
    other = copy.deepcopy(tree)
    index, number = place
    node = next(node for at, node in enumerate(ast.walk(other)) if at == index)
    changed = next(changed for at, (changed, _) in enumerate(changes(node)) if at == number)
    _Put(node, changed).visit(other)
    ast.fix_missing_locations(other)
    code = _outermost(compile(other, str(path), "exec"), compile(tree, str(path), "exec"))
    return Mutant(path, getattr(node, "lineno", 0), what, (code.co_qualname, code.co_firstlineno), code)


class _Put(ast.NodeTransformer):
    """One node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Where it is the one."""
        if node is self._old:
            return ast.copy_location(self._new, node)
        return self.generic_visit(node)


def _outermost(changed: CodeType, tree: CodeType) -> CodeType:
    """The function, of the module or of one of its classes, whose code is not what it was."""
    for now, then in zip(_inner(changed), _inner(tree), strict=True):
        if now != then:
            return _outermost(now, then) if not now.co_flags & _FUNCTION else now
    raise LookupError("nothing changed")


_FUNCTION = 0x02
"""CO_NEWLOCALS: of a function, never of a class body."""


def _inner(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Other nodes for this one, and what the change is called."""
    match node:
        case ast.Compare(ops=[operator], left=left, comparators=comparators):
            for other in _COMPARISONS.get(type(operator), ()):
                said = f"{type(operator).__name__} → {other.__name__}"
                yield ast.Compare(left, [other()], comparators), said
        case ast.Compare(ops=[first, second], left=left, comparators=comparators):
            for other in _COMPARISONS.get(type(first), ()):
                said = f"first {type(first).__name__} → {other.__name__}"
                yield ast.Compare(left, [other(), second], comparators), said
            for other in _COMPARISONS.get(type(second), ()):
                said = f"second {type(second).__name__} → {other.__name__}"
                yield ast.Compare(left, [first, other()], comparators), said
        case ast.BoolOp(op=operator, values=values):
            turned = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield ast.BoolOp(turned, values), f"{type(operator).__name__} → {type(turned).__name__}"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand, "not dropped"
        case ast.BinOp(op=operator, left=left, right=right) if type(operator) in _OPERATORS:
            turned_to = _OPERATORS[type(operator)]
            yield ast.BinOp(left, turned_to(), right), f"{type(operator).__name__} → {turned_to.__name__}"
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value), f"{value} → {not value}"
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1), f"{value} → {value + 1}"
        case ast.Constant(value=str() as value):
            yield ast.Constant(f"{value}x"), f"text {value!r} → {value + 'x'!r}"
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse), "if turned round"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body), "branches exchanged"
        case ast.Raise():
            yield ast.Pass(), "raise dropped"
        case ast.Expr(value=ast.Call()):
            yield ast.Pass(), "call dropped"
        case ast.Call(func=ast.Name(id="replace"), args=args, keywords=keywords):
            for at, keyword in enumerate(keywords):
                if keyword.arg is not None:
                    fewer = [*keywords[:at], *keywords[at + 1 :]]
                    yield ast.Call(node.func, args, fewer), f"replace without {keyword.arg}"
        case ast.Match(subject=subject, cases=cases) if len(cases) > 1:
            for at, dropped in enumerate(cases):
                yield ast.Match(subject, [*cases[:at], *cases[at + 1 :]]), f"case on line {_line(dropped)} dropped"
        case ast.MatchOr(patterns=patterns) if len(patterns) > 2:
            for at, pattern in enumerate(patterns):
                yield (
                    ast.MatchOr([*patterns[:at], *patterns[at + 1 :]]),
                    f"pattern on line {pattern.lineno} dropped",
                )
        case ast.Set(elts=elements) if len(elements) > 1:
            for at in range(len(elements)):
                yield ast.Set([*elements[:at], *elements[at + 1 :]]), f"element {at} dropped"
        case _:
            return


def _line(case: ast.match_case) -> int:
    return case.pattern.lineno
