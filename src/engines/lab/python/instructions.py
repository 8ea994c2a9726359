"""The grain of instructions: reads and writes of shared variables are separate steps, `n -= 1` a read and a write.

Shared are: global variables of the program that one of its functions assigns, and attributes of instances of its own
classes that are accessed through a name (`self.balance`, `account.balance`). Other instructions are no scheduling points.
"""

import dis

from . import names, run
from .events import DONE, show

_LOADS = frozenset(('LOAD_GLOBAL', 'LOAD_NAME'))
_STORES = frozenset(('STORE_GLOBAL', 'STORE_NAME'))

# Code object -> offset -> (what: 'read' or 'write', name of the owner or None, name).
_places = {}


def learn(code, source):
    """Finds the shared accesses in a program. `code`: of its module."""
    shared = set()
    for one in walk(code):
        if one is not code:
            shared.update(i.argval for i in dis.get_instructions(one) if i.opname == 'STORE_GLOBAL')
    attributes = names.attributes(source)
    for one in walk(code):
        _places[one] = dict(_find(one, shared, attributes))


def walk(code):
    """A code object and all code objects nested in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, type(code)):
            yield from walk(constant)


def _find(code, shared, attributes):
    for instruction in dis.get_instructions(code):
        name, value, at = instruction.opname, instruction.argval, instruction.positions
        if name in _LOADS and value in shared:
            yield instruction.offset, ('read', None, value)
        elif name in _STORES and value in shared:
            yield instruction.offset, ('write', None, value)
        elif name in ('LOAD_ATTR', 'STORE_ATTR'):
            place = (at.lineno, at.end_lineno, at.col_offset, at.end_col_offset)
            owner, attribute = attributes.get(place, (None, None))
            if attribute == value:
                yield instruction.offset, ('read' if name == 'LOAD_ATTR' else 'write', owner, value)


def reach(world, me, code, offset, frame):
    """A thread reaches an instruction: records the write of the instruction before, then stops at a point for the next access."""
    flush(world, me)
    place = _places.get(code, {}).get(offset)
    if place is None:
        return
    what, owner, name = place
    holder = _holder(frame, owner, name)
    if holder is None:
        return
    thing, values, shown = holder
    me.line = frame.f_lineno
    variable = run.variable(thing, values, name, shown)
    op = world.ops[f'variable.{what}']
    world.point(op, variable)
    if what == 'read':
        _tell(world, op, variable, values, name)
    else:
        me.written = (op, variable, values, name)


def flush(world, me):
    """Records the variable that the thread has just written."""
    written = me.written
    if written is not None:
        me.written = None
        _tell(world, *written)


def _tell(world, op, variable, values, name):
    if name not in values:
        return
    value = values[name]
    measure = value if type(value) is int and abs(value) < 2**31 else 0
    world.emit(DONE, op, variable, -1, measure, show(value))


def _holder(frame, owner, name):
    """Where a variable is stored: its owner, the dict that holds it, and its name. None if it is no shared variable."""
    if owner is None:
        return frame.f_globals, frame.f_globals, name
    thing = frame.f_locals.get(owner, frame.f_globals.get(owner))
    if type(thing).__module__ not in ('__main__', '__mp_main__'):
        return None
    values = getattr(thing, '__dict__', None)
    if type(values) is not dict or (name not in values and hasattr(type(thing), name)):
        return None
    return thing, values, f'{owner}.{name}'
