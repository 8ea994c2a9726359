"""Watches a run through `sys.monitoring` (PEP 669): recorded calls of the library, and the scheduling points of the finer
grains, lines and instructions.
"""

import sys
from builtins import id

from . import asyncio_calls, calls, instructions, pool_calls, run, shared_calls, tracing
from .enclosure import back_of
from .events import DONE
from .world import Kill

_monitoring = sys.monitoring
_events = _monitoring.events
TOOL = 4
_frame = sys._getframe


_specs = {}
# By address of the code: its hash is made of all its instructions, each time.
_at_address = {}


def _spec_of(code):
    return _at_address.get(id(code)) or _specs.get(code)


def watch_module(module):
    """Watches the recorded functions of a library module. Its code objects are the same in every run."""
    for tables in (calls.tables, shared_calls.tables, pool_calls.tables, asyncio_calls.tables):
        for function, spec in tables.get(module.__name__, _no_table)(module).items():
            # Code objects that compare equal are watched once: the library makes some of them again in each run.
            code = getattr(function, '__code__', function)
            if code not in _specs:
                _specs[code] = _at_address[id(code)] = spec
            if not _monitoring.get_local_events(TOOL, code):
                _monitoring.set_local_events(TOOL, code, _events.PY_START | _events.PY_RETURN)


def _no_table(module):
    return {}


def _begins(code, offset):
    world = run.world
    if world is None or (me := world.current) is None or me.hidden or world.is_closing:
        return
    spec = _spec_of(code)
    if spec is None:
        return _monitoring.DISABLE
    frame = _frame(1)
    if isinstance(spec, calls.Note):
        if spec.begins is not None and (spec.in_replay or me.replay is None):
            spec.begins(frame, world)
        return
    outer = me.call
    caller = back_of(frame)
    from_program = caller is not None and caller.f_code.co_filename in world.sources
    if outer is not None and not from_program:
        return
    # To watch a call takes as long as many jumps.
    me.jumps += CALL
    spec = spec.chosen(frame)
    if not spec.applies(frame):
        return
    me.call = None
    call = calls.Call(spec, frame, caller, world, outer, not from_program and spec.is_inner(frame))
    if not call.is_inner:
        spec.begin(call, world)
    me.call = call


def _active(code):
    """The call that ends with this frame of the library, if it is recorded."""
    world = run.world
    if world is None or (me := world.current) is None or (call := me.call) is None:
        return None
    return call if call.code is code and call.frame is _frame(2) else None


def _note(code):
    """The callbacks of a function that ends and is no operation, or None."""
    spec = _spec_of(code)
    if not isinstance(spec, calls.Note):
        return None
    world = run.world
    if world is None or (me := world.current) is None or world.is_closing:
        return None
    return spec if spec.in_replay or me.replay is None else None


def _returns(code, offset, value):
    call = _active(code)
    if call is None:
        note = _note(code)
        if note is not None and note.returns is not None:
            note.returns(_frame(1), run.world, value)
        return
    world = run.world
    me = world.current
    me.line = world.line(call.caller) or me.line
    if not world.is_closing:
        if call.is_inner and not call.has_waited:
            call.spec.leave(call, world)
        else:
            call.spec.end(call, world, value)
    me.call = call.outer


def _unwinds(code, offset, error):
    call = _active(code)
    if call is None:
        note = _note(code)
        if note is not None and note.unwinds is not None:
            note.unwinds(_frame(1), run.world, error)
        return
    world = run.world
    if not isinstance(error, Kill) and not world.is_closing:
        if call.is_inner and not call.has_waited:
            call.spec.leave(call, world)
        else:
            call.spec.unwind(call, world, error)
    world.current.call = call.outer


# Scheduling points of the grains of lines and of instructions.


def _line(code, line):
    world = run.world
    me = world.current if world is not None else None
    if me is None or me.hidden:
        return
    instructions.flush(world, me)
    op = world.ops['python.line']
    me.line = line
    world.point(op)
    me.line = line
    world.emit(DONE, op)


# Backward jumps of a thread between two scheduling points that leave no event: in CPython, a thread runs for at most 5 ms.
# So they take as much program time as five other steps, about as long as the lab takes for them: a loop that polls until
# another thread has slept a second would otherwise be watched live for a minute.
JUMPS = 5_000
TURN = 5
# What a watched call of the library adds to the jumps.
CALL = 8


def _jumps(code, offset, destination):
    """Makes a loop without scheduling points interruptible, and lets other threads run."""
    if destination > offset:
        return _monitoring.DISABLE
    world = run.world
    me = world.current if world is not None else None
    if me is None or me.hidden or me.call is not None:
        return
    instructions.flush(world, me)
    me.jumps += 1
    if me.jumps >= JUMPS:
        me.jumps = 0
        if world.is_closing:
            # The loop catches the exception that ends its run.
            world.check(me)
        op = world.ops['python.line']
        me.clock += (TURN - 1) * world.cost
        try:
            world.point(op)
        except Kill:
            raise
        except BaseException as error:
            # The handler of a signal has raised it.
            _raise_at_next(me, code, error)
            return
        world.emit(DONE, op)


def _raise_at_next(me, code, error):
    """
    Raises an exception where the jump goes to. The interpreter looks for the handlers of one that is raised at a jump in a wrong
    place, and finds none. No other stack runs before that instruction, so none is suspended in code that is instrumented otherwise.
    """
    events = _monitoring.get_local_events(TOOL, code)
    me.due = error, code, events
    _monitoring.set_local_events(TOOL, code, events | _events.INSTRUCTION)


def _raise_due(me):
    (error, code, events), me.due = me.due, None
    _monitoring.set_local_events(TOOL, code, events)
    try:
        raise error
    finally:
        del error


def _instruction(code, offset):
    world = run.world
    me = world.current if world is not None else None
    if me is None or me.hidden:
        return
    if me.due is not None:
        _raise_due(me)
    instructions.reach(world, me, code, offset, _frame(1))


def watch_program(code, source, grain, may_trace):
    """Watches a program's code and all code nested in it. `may_trace`: instruments it for the program's trace functions, too."""
    wanted = _events.JUMP
    if grain != 'sync':
        wanted |= _events.LINE
    if grain == 'instruction':
        wanted |= _events.INSTRUCTION
        instructions.learn(code, source)
    for one in instructions.walk(code):
        _monitoring.set_local_events(TOOL, one, wanted)
        if may_trace:
            tracing.watch(one)


def begin():
    _monitoring.use_tool_id(TOOL, 'weft')
    register = _monitoring.register_callback
    register(TOOL, _events.PY_START, _begins)
    register(TOOL, _events.PY_RETURN, _returns)
    register(TOOL, _events.PY_UNWIND, _unwinds)
    register(TOOL, _events.LINE, _line)
    register(TOOL, _events.JUMP, _jumps)
    register(TOOL, _events.INSTRUCTION, _instruction)
    _monitoring.set_events(TOOL, _events.PY_UNWIND)
