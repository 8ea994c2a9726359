"""
Sandbox of a program: it gets no module that leads to JavaScript, to raw memory, or to the lab, and the interpreter's
introspection (frames, functions, the garbage collector) shows only objects of the program and of the library.

The Worker is locked down as well (worker/lockdown.ts): a program that got out of the sandbox could still do nothing.
"""

import _imp
import ctypes
import faulthandler
import gc
import sys
import types
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder

from . import code_objects

# Folder of the lab's own files.
HERE = __file__.rpartition('/')[0] + '/'
_LAB = ('lab', '_weft', 'js', 'pyodide_js', 'pyodide', '_pyodide', '_pyodide_core')

# Modules that a program cannot import. Without `_asyncio`, asyncio uses its Python code, with one running loop for each thread
# of the lab; without `_datetime`, now() is the run's time; ctypes is the lab's (ctypes_module.py). The profiler in C would end
# the interpreter (tracing.py).
CLOSED = frozenset(
    (*_LAB, '_asyncio', '_datetime', '_lsprof', '_zoneinfo', '_ctypes', '_testcapi', '_testinternalcapi', '_testlimitedcapi', '_testclinic',
     '_testclinic_limited', '_testbuffer', '_xxtestfuzz', 'xxsubtype', '_remote_debugging', 'micropip', 'pyodide_http')
)


# Reason shown for some of them, besides their names.
WATCHED = 'Weft itself watches the calls of the program. Its step mode shows every call, line and instruction.'
_reasons = {'_lsprof': f': cProfile cannot run here: {WATCHED}'}


class _Closed(dict):
    """Whether a program cannot import a module, by the module's name."""

    def __missing__(self, name):
        known = self[name] = name.partition('.')[0] in CLOSED
        return known


is_closed = _Closed().__getitem__


def refuse(name):
    raise ModuleNotFoundError(f'No module named {name!r}{_reasons.get(name, "")}', name=name)


# Unrestricted access to frames for the lab itself, after `prepare`.
back_of = types.FrameType.f_back.__get__
globals_of = types.FrameType.f_globals.__get__
locals_of = types.FrameType.f_locals.__get__


# ids of the globals of the lab's and Pyodide's modules. A function is recognized by its globals: its code may be replaced.
_ours = set()


def _is_ours(code, names):
    file = code.co_filename
    return id(names) in _ours or file.startswith(HERE) or '/pyodide/' in file or '/_pyodide/' in file


def _inside(of):
    """Property of a frame that is empty for the lab's own frames."""

    def get(self):
        return {} if _is_ours(self.f_code, globals_of(self)) else of(self)

    return property(get)


def _back(self):
    frame = back_of(self)
    while frame is not None and _is_ours(frame.f_code, globals_of(frame)):
        frame = back_of(frame)
    return frame


# Frame.f_trace_opcodes is always False: setting it would instrument the frame's code again, see tracing.py.
_no_opcodes = property(lambda frame: False, lambda frame, value: None)

_code_of = types.FunctionType.__code__.__get__
_set_code = types.FunctionType.__code__.__set__
_globals_of_function = types.FunctionType.__globals__.__get__


def _code():
    """Function.__code__: cannot be set for the lab's functions, where other code would run with the lab's globals."""

    def put(self, code):
        if _is_ours(_code_of(self), _globals_of_function(self)):
            raise AttributeError('readonly attribute')
        _set_code(self, code)

    return property(_code_of, put)


def _of_function(name):
    of = types.FunctionType.__dict__[name].__get__

    def get(self):
        if _is_ours(_code_of(self), _globals_of_function(self)):
            return {} if name == '__globals__' else None
        return of(self)

    return property(get)


def _replace(cls, **attributes):
    # The attributes of a built-in class are in a dict that only the garbage collector gives access to.
    gc.get_referents(cls.__dict__)[0].update(attributes)
    # Clears the type's cache of lookups.
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))


def _is_shown(thing):
    """Whether gc may show an object: an instance of a class of the program or the library, no part of the interpreter."""
    cls = type(thing)
    module = cls.__module__
    if module == 'builtins':
        return cls in (list, tuple, set, frozenset, str, bytes, int, float, bytearray)
    return not is_closed(module if isinstance(module, str) else '') and cls is not types.ModuleType


def _collector():
    get_objects, get_referents, get_referrers = gc.get_objects, gc.get_referents, gc.get_referrers

    def objects(generation=None):
        """gc.get_objects: objects that the program and the library have made."""
        return [thing for thing in get_objects(generation) if type(thing).__module__ != 'builtins' and _is_shown(thing)]

    def referents(*things):
        return [thing for one in things if _is_shown(one) for thing in get_referents(one) if _is_shown(thing)]

    def referrers(*things):
        return [thing for thing in get_referrers(*things) if type(thing).__module__ != 'builtins' and _is_shown(thing)]

    gc.get_objects, gc.get_referents, gc.get_referrers = objects, referents, referrers


def _importers():
    real = _imp.create_builtin

    def create_builtin(spec):
        """Create an extension module."""
        return refuse(spec.name) if is_closed(spec.name) else real(spec)

    def create_dynamic(spec, file=None):
        """Create an extension module."""
        refuse(spec.name)

    _imp.create_builtin, _imp.create_dynamic = create_builtin, create_dynamic


def finders():
    """Entries of sys.meta_path that do not lead out of the sandbox."""
    return [BuiltinImporter, FrozenImporter, PathFinder]


def prepare():
    """Called once, before any program runs."""
    _replace(types.FrameType, f_back=property(_back), f_globals=_inside(globals_of), f_locals=_inside(locals_of),
             f_builtins=_inside(types.FrameType.f_builtins.__get__), f_trace_opcodes=_no_opcodes)
    modules = [module for name, module in sys.modules.items() if name.partition('.')[0] in _LAB]
    _ours.update(id(module.__dict__) for module in modules if type(module) is types.ModuleType)
    _replace(
        types.FunctionType, __globals__=_of_function('__globals__'), __closure__=_of_function('__closure__'), __code__=_code(),
    )
    code_objects.prepare(_replace)
    _importers()
    _collector()
    # Functions that crash an interpreter on purpose. Some are replaced by ones that end the process: see os_module.py.
    for name in ('_read_null', '_sigsegv', '_sigabrt', '_sigfpe', '_fatal_error_c_thread', '_stack_overflow'):
        vars(faulthandler).pop(name, None)


def drop_modules_of_javascript():
    """Pyodide's own code no longer needs them. Called once an interpreter is complete: they are part of the memory it begins with."""
    for finder in sys.meta_path:
        getattr(finder, 'jsproxies', {}).clear()
