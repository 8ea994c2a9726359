"""Fresh modules for every run: the library modules that stand on `_thread` or `time`, and those that we replace.

CPython's own files, imported anew from code objects that are compiled once.
"""

import builtins
import sys
import types
from importlib.machinery import ModuleSpec

from . import run, thread_module, time_module, watch
from .errors import format_error
from .world import Kill

_FRESH = frozenset(
    '_thread threading queue _queue time atexit _threading_local sched concurrent logging socketserver random multiprocessing'
    .split()
)


# Ways to JavaScript and to the lab itself: no program gets them.
_CLOSED = frozenset('js pyodide_js _weft lab'.split())


def is_closed(name):
    return name.partition('.')[0] in _CLOSED


def is_fresh(name):
    return name.partition('.')[0] in _FRESH or name == '__main__'


def hide():
    """Takes the modules of before out of the way; `show` brings them back."""
    saved = {
        'modules': {name: module for name, module in sys.modules.items() if is_fresh(name)},
        'streams': (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__),
        'path': list(sys.meta_path),
    }
    saved['modules'].update({name: module for name, module in sys.modules.items() if is_closed(name)})
    for name in saved['modules']:
        del sys.modules[name]
    sys.meta_path.insert(0, _finder)
    return saved


def show(saved):
    sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__ = saved['streams']
    sys.meta_path[:] = saved['path']
    for name in [name for name in sys.modules if is_fresh(name)]:
        del sys.modules[name]
    sys.modules.update(saved['modules'])


def install():
    """Puts the modules of a run in their places, and returns those that the end of the run needs."""
    atexit = _make_atexit()
    sys.modules['_thread'] = thread_module.make()
    sys.modules['time'] = time_module.make()
    sys.modules['atexit'] = atexit
    sys.modules['_queue'] = _make_queue()
    import queue  # noqa: F401
    import random  # noqa: F401
    import threading  # noqa: F401

    return {'atexit': atexit}


def _make_queue():
    """Without its SimpleQueue, whose lock is made in C: queue.py has one in Python."""
    module = types.ModuleType('_queue')

    class Empty(Exception):
        """Exception raised by Queue.get(block=0)/get_nowait()."""

    Empty.__module__ = '_queue'
    module.Empty = Empty
    return module


def _make_atexit():
    module = types.ModuleType('atexit')
    functions = []

    def register(function, *args, **kwargs):
        functions.append((function, args, kwargs))
        return function

    def unregister(function):
        functions[:] = [entry for entry in functions if entry[0] != function]

    def run_all():
        while functions:
            function, args, kwargs = functions.pop()
            try:
                function(*args, **kwargs)
            except (Kill, SystemExit):
                raise
            except BaseException as error:
                sys.stderr.write(f'Exception ignored in atexit callback {function!r}:\n{format_error(error)}\n')

    module.register = register
    module.unregister = unregister
    module._run_exitfuncs = run_all
    module._clear = functions.clear
    module._ncallbacks = lambda: len(functions)
    return module


class _Finder:
    """Finds the fresh modules, and keeps their code."""

    def __init__(self):
        self._found = {}

    def find_spec(self, name, path=None, target=None):
        if is_closed(name):
            raise ModuleNotFoundError(f'No module named {name!r}', name=name)
        if not is_fresh(name):
            return None
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._look(name, path, target)
        if not isinstance(found, tuple):
            return found
        code, origin, locations = found
        spec = ModuleSpec(name, self, origin=origin, is_package=locations is not None)
        spec.has_location = True
        if locations is not None:
            spec.submodule_search_locations = list(locations)
        return spec

    def _look(self, name, path, target):
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is None:
                continue
            code = spec.loader.get_code(name) if hasattr(spec.loader, 'get_code') else None
            return spec if code is None else (code, spec.origin, spec.submodule_search_locations)
        return None

    def get_source(self, name):
        """For tracebacks."""
        return _source_of(name, self._found.get(name))

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        """Nothing that a library does while it is imported is a step of the program."""
        code, origin, _ = self._found[module.__name__]
        module.__file__ = origin
        me = run.world.current if run.world is not None else None
        if me is not None:
            me.hidden += 1
        try:
            exec(code, module.__dict__)
        finally:
            if me is not None:
                me.hidden -= 1
        watch.watch_module(module)


def _source_of(name, found):
    if not isinstance(found, tuple):
        return None
    path, archive, inner = found[1].partition('.zip/')
    if not archive:
        return None
    import zipimport

    return zipimport.zipimporter(path + '.zip').get_source(name)


_finder = _Finder()
