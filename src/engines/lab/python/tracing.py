"""
`sys.settrace`, for the program's own code: each thread has its trace function, as in CPython.

CPython's own is never used. It removes its instrumentation from the code when tracing ends, also where a trace function
raises; other stacks that are suspended in that code would then execute wrong bytecode, which crashes the interpreter. Here
the code of a program that traces is instrumented once, when it is compiled, and stays so. Profilers and tools of
`sys.monitoring` would instrument the library's code: they are refused.
"""

import re
import sys
import types

from . import run
from .enclosure import WATCHED
from .own import as_own

TOOL = 3
_monitoring = sys.monitoring
_events = _monitoring.events
_marks = _events.PY_START | _events.PY_RESUME | _events.PY_RETURN | _events.PY_YIELD | _events.LINE | _events.JUMP
_frame = sys._getframe
_names = re.compile(r'settrace|\b(?:bdb|pdb|trace|breakpoint)\b')


def may_trace(sources):
    """Whether a program may set a trace function: its code is instrumented for that."""
    return any(_names.search(source) for source in sources)


def watch(code):
    _monitoring.set_local_events(TOOL, code, _marks)


def settrace(function, /):
    """Sets the trace function of the current thread."""
    run.world.current.tracer = function


def _of_all_threads(function, /):
    for thread in run.world.current.process.threads:
        thread.tracer = function


def gettrace():
    return run.world.current.tracer


def setprofile(function, /):
    if function is not None:
        raise RuntimeError(f'no profile function can be set here: {WATCHED}')


def _use_tool(tool_id, *more):
    raise ValueError(f'tool {tool_id} cannot be used here: {WATCHED}')


def breakpointhook(*args, **kwargs):
    raise RuntimeError('breakpoint() stops nothing here: Weft stops at the lines that are clicked in the margin.')


def _tracer():
    """The current thread, if it has a trace function."""
    world = run.world
    me = world.current if world is not None else None
    return me if me is not None and me.tracer is not None and not me.hidden and not world.is_closing else None


def _call(code, offset):
    me = _tracer()
    if me is not None:
        _tell(me, me.tracer, _frame(1), 'call', None)


def _line(code, line):
    _tell_local('line', None)


def _jump(code, offset, destination):
    """A backward jump within one line is reported as a new line."""
    if destination < offset and _line_at(code, destination) == _line_at(code, offset):
        _tell_local('line', None)


def _line_at(code, offset):
    return next((line for start, end, line in code.co_lines() if start <= offset < end), None)


def _leave(code, offset, value):
    _tell_local('return', value)


def _raise(code, offset, error):
    _tell_local('exception', (type(error), error, error.__traceback__))


def _unwind(code, offset, error):
    _tell_local('return', None)


def _tell_local(what, value):
    me = _tracer()
    if me is not None:
        frame = _frame(2)
        if frame.f_trace is not None:
            _tell(me, frame.f_trace, frame, what, value)


def _tell(me, function, frame, what, value):
    """Calls a trace function. An exception that it raises propagates into the traced code, and ends its tracing."""
    try:
        following = function(frame, what, value)
    except BaseException:
        me.tracer = frame.f_trace = None
        raise
    if following is not None:
        frame.f_trace = following


def prepare():
    as_own('sys', settrace=settrace, gettrace=gettrace, setprofile=setprofile, breakpointhook=breakpointhook)
    sys.settrace, sys._settraceallthreads, sys.gettrace = settrace, _of_all_threads, gettrace
    sys.setprofile = sys._setprofileallthreads = setprofile
    sys.breakpointhook = sys.__breakpointhook__ = breakpointhook
    monitoring = types.ModuleType('sys.monitoring')
    for name, thing in vars(_monitoring).items():
        if not name.startswith('_'):
            setattr(monitoring, name, _use_tool if callable(thing) else thing)
    monitoring.get_tool = lambda tool_id, /: None
    sys.monitoring = sys.modules['sys.monitoring'] = monitoring


def begin():
    _monitoring.use_tool_id(TOOL, 'settrace')
    register = _monitoring.register_callback
    register(TOOL, _events.PY_START, _call)
    register(TOOL, _events.PY_RESUME, _call)
    register(TOOL, _events.LINE, _line)
    register(TOOL, _events.JUMP, _jump)
    register(TOOL, _events.PY_RETURN, _leave)
    register(TOOL, _events.PY_YIELD, _leave)
    register(TOOL, _events.RAISE, _raise)
    register(TOOL, _events.PY_UNWIND, _unwind)
    # These two events cannot be set per code object.
    _monitoring.set_events(TOOL, _events.RAISE | _events.PY_UNWIND)
