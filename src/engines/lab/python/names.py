"""Names of objects, found in the program's source.

Running code has a position in the source (PEP 657). The syntax around the call that makes an object gives its name:
`lock = Lock()`, `self.lock = Lock()`, `forks = [Lock() for _ in range(5)]`, `Account(lock=Lock())`.
"""

import ast
from functools import lru_cache


class Names:
    def __init__(self):
        self._sources = {}
        self._codes = {}
        self._counts = {}
        self._taken = {}

    def add(self, filename, source):
        self._sources[filename] = source

    def of(self, frame, kind):
        """Name of the object that the innermost call of `frame` makes. Without a name in the source, `kind`: 'lock', 'lock 2'."""
        found = self._look_up(frame)
        if found is None:
            return self._numbered(kind)
        name, counts = found
        if not counts:
            return name
        number = self._counts.get(name, -1) + 1
        self._counts[name] = number
        return f'{name}[{number}]'

    def _numbered(self, kind):
        number = self._taken[kind] = self._taken.get(kind, 0) + 1
        return kind if number == 1 else f'{kind} {number}'

    def _look_up(self, frame):
        code = frame.f_code
        places = self._codes.get(code)
        if places is None:
            places = self._codes[code] = list(code.co_positions())
        at = frame.f_lasti // 2
        if at >= len(places) or places[at][0] is None:
            return None
        source = self._sources.get(code.co_filename)
        return None if source is None else _calls_in(source).get(places[at])


@lru_cache(maxsize=32)
def _calls_in(source):
    """Name of every call's value, by the call's position. Cached, since the same source is run repeatedly."""
    calls = {}
    _walk(ast.parse(source), None, False, calls)
    return calls


def _walk(node, name, counts, calls):
    """Stores the name of every call below `node`: (name, whether it is one of several)."""
    if isinstance(node, ast.Assign):
        _assign(node.targets[0], node.value, calls)
        return
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        name, counts = _target(node.target), False
    elif isinstance(node, ast.withitem):
        name, counts = None if node.optional_vars is None else _target(node.optional_vars), False
    elif isinstance(node, ast.keyword):
        name, counts = node.arg, False
    elif isinstance(node, ast.Dict) and name is not None and not counts and all(isinstance(key, ast.Constant) for key in node.keys):
        for key, value in zip(node.keys, node.values):
            _walk(value, f'{name}[{key.value!r}]', False, calls)
        return
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp, ast.List, ast.Dict, ast.Tuple, ast.Set)):
        counts = True
    elif isinstance(node, ast.Call):
        if name is not None:
            calls[(node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)] = (name, counts)
        # `locks.append(Lock())`: the next one of `locks`.
        if isinstance(node.func, ast.Attribute) and node.func.attr in ('append', 'add') and len(node.args) == 1:
            _walk(node.func, None, False, calls)
            _walk(node.args[0], _target(node.func.value), True, calls)
            return
        # `q = Queue(Lock())`: the lock is not q; `list(Lock() for …)` is.
        if not (isinstance(node.func, ast.Name) and node.func.id in ('list', 'tuple', 'dict', 'set')):
            name = None
    elif isinstance(node, (ast.stmt, ast.Lambda)):
        name = None
    for child in ast.iter_child_nodes(node):
        _walk(child, name, counts, calls)


def _assign(target, value, calls):
    """The names of `a, (b, c) = Lock(), (Lock(), Lock())` are those of its parts."""
    if not isinstance(target, (ast.Tuple, ast.List)):
        _walk(value, _target(target), False, calls)
    elif isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
        for one, part in zip(target.elts, value.elts):
            _assign(one, part, calls)
    else:
        _walk(value, None, False, calls)


def _target(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr if isinstance(node.value, ast.Name) and node.value.id == 'self' else _dotted(node)
    if isinstance(node, ast.Subscript):
        return _dotted(node)
    return None


def _dotted(node):
    return ast.unparse(node)


def attributes(source):
    """`account.balance` by position in the source: position -> ('account', 'balance'). Only attributes of a name."""
    return {
        (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset): (node.value.id, node.attr)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
