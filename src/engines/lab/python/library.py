"""Fresh modules for every process: library modules built on `_thread` or `time`, and the modules that the lab replaces.

CPython's own files, imported again from code objects that are compiled once.
"""

import builtins
import io
import os
import sys
import types
from builtins import filter, list, map, vars
from importlib import import_module
from importlib.machinery import ModuleSpec

from . import ctypes_module, identity, run, semaphores, settings, thread_module, time_module, tracing, watch
from .c_classes import stands_in
from .descriptors import bytes_of
from .enclosure import finders, is_closed, refuse
from .errors import report_ignored
from .kept_modules import KeptModules
from .namespaces import Namespaces
from .own import as_own
from .world import Kill

# Modules that exist before any program runs and that every process still gets afresh.
_FRESH = frozenset(
    'builtins _thread threading queue _queue time atexit _threading_local sched concurrent logging socketserver random multiprocessing'
    ' _multiprocessing subprocess asyncio _asyncio _pyio runpy ctypes datetime _pydatetime _strptime zoneinfo'.split()
)
# Modules that all processes share, though they are not loaded at the start: see `prepare`.
_SHARED = frozenset('socket _socket select selectors signal _signal mmap fcntl _posixsubprocess tempfile resource pwd grp'.split())

# Those of the shared modules that the lab replaces: see system.py.
shared = {}

_base = frozenset()
# The modules that all processes share, and their namespaces.
_lasting = []
_names = None
# sys.path of the interpreter itself.
folders = tuple(path for path in sys.path if path not in ('', '/weft'))


class _Owned(dict):
    """Whether every process has its own copy of a module, by the module's name."""

    def __missing__(self, name):
        first = name.partition('.')[0]
        known = self[name] = first in _FRESH or not (
            name in _base or first in _SHARED or name in sys.builtin_module_names or first.startswith('encodings')
        )
        return known


is_own = _Owned().__getitem__


def own_modules():
    """Names of the modules in sys.modules that the present process has copies of."""
    return list(filter(is_own, sys.modules))


def hide():
    """Removes the present modules from sys.modules; `show` restores them."""
    global _base
    if not _base:
        _base = frozenset(sys.modules) - {'__main__', '__mp_main__'}
        _lasting.extend(module for name, module in sys.modules.items() if name in _base and not is_own(name) and not is_closed(name))
    saved = {
        'modules': {name: sys.modules[name] for name in own_modules()},
        'streams': (sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__),
        'system': (sys.argv, sys.excepthook, sys.unraisablehook, sys.warnoptions),
        'machine': (sys.executable, sys.platform),
        'path': list(sys.meta_path),
        'folders': sys.path,
        'environ': os.environ._data,
    }
    saved['modules'].update({name: sys.modules[name] for name in filter(is_closed, sys.modules)})
    for name in saved['modules']:
        del sys.modules[name]
    sys.meta_path[:] = [_finder, *finders()]
    _drop_streams()
    sys.platform = 'linux'
    sys.executable = EXECUTABLE
    return saved


def _drop_streams():
    sys.stdin = sys.stdout = sys.stderr = sys.__stdin__ = sys.__stdout__ = sys.__stderr__ = None


def remember():
    """The first run begins: notes what the modules that outlive it have in them."""
    global _names
    if _names is None:
        _names = Namespaces(list(map(vars, (builtins, *_lasting))))
        settings.remember(_lasting)


def show(saved):
    sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__ = saved['streams']
    _show_system(saved)
    sys.executable, sys.platform = saved['machine']
    sys.meta_path[:] = saved['path']
    for name in own_modules():
        del sys.modules[name]
    sys.modules.update(saved['modules'])


def _show_system(saved):
    sys.executable = EXECUTABLE
    sys.argv, sys.excepthook, sys.unraisablehook, sys.warnoptions = saved['system']
    sys.path = saved['folders']


# Value of sys.executable.
EXECUTABLE = '/usr/bin/python3'


def install():
    """Installs the modules of a process, and returns those that are needed at its end."""
    is_first = _is_first()
    for name in _AT_ONCE:
        make = _makers[name]
        sys.modules[name] = _kept.made(name, make) if is_first and name in _WITHOUT_STATE else make()
    run.world.current.process.builtins = sys.modules['builtins']
    atexit = sys.modules['atexit']
    # Not an import statement: that calls `__import__`, which the program may have replaced.
    import_module('queue')
    import_module('threading')
    return atexit


def _make_builtins():
    """`builtins` of one process: changes by the program are seen by its own modules only, not by the interpreter and the lab."""
    if _is_first():
        return _builtins_of_first()
    module = types.ModuleType('builtins')
    vars(module).update(vars(builtins))
    return module


def _is_first():
    """Whether the current program is the first of its run: it has the kept modules."""
    if run.world is None or run.world.current is None:
        return False
    process = run.world.current.process
    return process.index == 0 and not process.is_replaced


_first_builtins = None
_names_of_first = None


def _builtins_of_first():
    """The same in every run, since the functions of the kept modules refer to it."""
    global _first_builtins, _names_of_first
    if _first_builtins is None or type(_first_builtins) is not types.ModuleType:
        _kept.forget()
        _first_builtins = types.ModuleType('builtins')
        vars(_first_builtins).update(vars(builtins))
        _names_of_first = Namespaces([vars(_first_builtins)])
    _names_of_first.restore()
    return _first_builtins


def let_go(saved):
    """The run is over: drops the references to its program's objects. Its modules stay hidden until `show`."""
    for name in own_modules():
        del sys.modules[name]
    _drop_streams()
    _show_system(saved)
    os.environ._data = saved['environ']
    _kept.let_go()


def restore():
    """Restores the modules that outlive the run. Returns whether the program had changed any."""
    is_changed = settings.restore()
    is_changed = (_names_of_first is not None and _names_of_first.restore()) or is_changed
    return _names.restore() or is_changed


def _make_queue():
    """`_queue` without SimpleQueue, whose lock is made in C: queue.py has one in Python."""
    module = types.ModuleType('_queue')

    class Empty(Exception):
        """Exception raised by Queue.get(block=0)/get_nowait()."""

    # Picklable, as in CPython.
    Empty.__module__, Empty.__qualname__ = '_queue', 'Empty'
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
            except Kill:
                raise
            except BaseException as error:
                report_ignored(error, f'Exception ignored in atexit callback {function!r}')

    module.register = register
    module.unregister = unregister
    module._run_exitfuncs = run_all
    module._clear = functions.clear
    module._ncallbacks = lambda: len(functions)
    return module


# Makers of modules that replace the interpreter's: a program that imports one afresh gets a new replacement.
_makers = {
    'builtins': _make_builtins,
    '_thread': thread_module.make,
    'time': time_module.make,
    'atexit': _make_atexit,
    '_queue': _make_queue,
    '_multiprocessing': semaphores.make,
    'ctypes': ctypes_module.make,
}
# Modules that every process has from its start; the others are made on import.
_AT_ONCE = ('builtins', '_thread', 'time', 'atexit', '_queue')
_WITHOUT_STATE = frozenset(('_thread', 'time', '_queue'))


class _Made:
    """Loader of a module that is made, not read from a file."""

    def create_module(self, spec):
        return _makers[spec.name]() if spec.name in _makers else shared[spec.name]

    def exec_module(self, module):
        pass


_made = _Made()


class _Finder:
    """Finder of the fresh modules; caches compiled code of the library."""

    def __init__(self):
        self._found = {}

    def find_spec(self, name, path=None, target=None):
        if is_closed(name):
            refuse(name)
        if name in _makers or name in shared:
            return ModuleSpec(name, _made, origin='built-in')
        if not is_own(name):
            return None
        if name in run.modules:
            return _spec_of_own(name, run.modules[name])
        found = self._found.get(name)
        if found is None:
            found = self._look(name, path, target)
            if isinstance(found, tuple) and found[1] is not None and found[1].startswith(folders):
                self._found[name] = found
        if not isinstance(found, tuple):
            return found
        code, origin, locations, cached = found
        spec = ModuleSpec(name, self, origin=origin, loader_state=code, is_package=locations is not None)
        spec.has_location = True
        spec.cached = cached
        if locations is not None:
            spec.submodule_search_locations = list(locations)
        return spec

    def _look(self, name, path, target):
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is None:
                continue
            code = spec.loader.get_code(name) if hasattr(spec.loader, 'get_code') else None
            return spec if code is None else (code, spec.origin, spec.submodule_search_locations, spec.cached)
        return None

    def get_code(self, name):
        """Called by runpy, for `python3 -m`."""
        found = self._found.get(name)
        return found[0] if isinstance(found, tuple) else None

    def get_source(self, name):
        """For tracebacks."""
        return _source_of(name, self._found.get(name))

    def create_module(self, spec):
        return _kept.take(spec.name) if _is_first() else None

    def exec_module(self, module):
        """Runs a module's code without steps or events: importing the library is no step of the program."""
        code, module.__file__ = module.__spec__.loader_state, module.__spec__.origin
        me = run.world.current if run.world is not None else None
        if me is not None:
            me.hidden += 1
        kept = _kept.of(module)
        try:
            if kept is None:
                run_module(code, module)
            else:
                kept.begin(run_module)
            patches.get(module.__name__, _nothing)(module)
            if kept is None or not kept.is_watched:
                watch.watch_module(module)
            if kept is not None:
                kept.is_watched = True
            elif _is_first():
                _kept.learn(module, self.get_source)
        finally:
            if me is not None:
                me.hidden -= 1


class Own:
    """Loader of another file of the program as a module."""

    def __init__(self, path):
        self._path = path

    def get_code(self, name):
        return run.code_of(self._path)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__file__ = self._path
        run_module(run.code_of(self._path), module)


def run_module(code, module):
    """Runs a module's code with the builtins of the process."""
    of_process = run.world.current.process.builtins
    module.__builtins__ = of_process if module.__name__ == '__main__' else vars(of_process)
    exec(code, module.__dict__)


def _spec_of_own(name, path):
    is_package = path.endswith('/__init__.py')
    spec = ModuleSpec(name, Own(path), origin=path, is_package=is_package)
    if is_package:
        spec.submodule_search_locations = [os.path.dirname(path)]
    return spec


def _nothing(module):
    pass


def _start_methods(module):
    """The default is fork, as on Linux up to CPython 3.13: many taught programs rely on it. `forkserver` spawns the process."""
    module._default_context = module.DefaultContext(module._concrete_contexts['fork'])
    # Does not set the start method, as in later versions (gh-140814).
    module.BaseContext.freeze_support = lambda self: None
    module.ForkServerContext._check_available = lambda self: None
    for name in ('_Popen', '_after_fork'):
        setattr(module.ForkServerProcess, name, vars(module.SpawnProcess)[name])


def _own_entropy(module):
    """Without a given seed, random numbers come from the run's seed, so that the run can be repeated."""
    seed = module.Random.seed

    def seeded(self, a=None, version=2):
        seed(self, os.urandom(16) if a is None else a, version)

    module.Random.seed = seeded
    module._urandom = os.urandom
    numbers = module._inst
    module.seed = numbers.seed
    process = run.world.current.process
    numbers.seed(process.seed)
    hooks = process.fork_hooks['after_in_child']
    hooks[:] = [hook for hook in hooks if getattr(hook, '__self__', None) is not numbers] + [numbers.seed]


def _untracked(module):
    """No resource tracker: it would start a process of its own, and nothing outlives the page."""
    for name in ('register', 'unregister', 'ensure_running'):
        setattr(module, name, lambda *_: None)
    module.getfd = lambda: -1
    # It would use a lock after the run.
    del module.ResourceTracker.__del__


def _run_watched(module):
    """runpy runs the program's own files with the code that is watched."""
    get_code = module._get_code_from_file

    def watched(path, *rest):
        name = os.path.basename(path)
        if name in run.world.sources:
            return run.code_of(name)
        return get_code(path, *rest)

    module._get_code_from_file = watched


def _without_stdin(module):
    def close():
        sys.stdin = io.StringIO()

    module._close_stdin = close


def _peek_without_waiting(module):
    """As in the reader in C: peek() returns what is buffered, and reads only if that is nothing."""
    reader = module.BufferedReader
    peek = reader._peek_unlocked

    def peek_what_is_there(self, n=0):
        return self._read_buf[self._read_pos :] or peek(self, n)

    reader._peek_unlocked = peek_what_is_there


def _binary_files(module):
    _peek_without_waiting(module)
    write = module.BufferedWriter.write

    def write_bytes(self, b):
        # Refuses other things as the class in C does.
        return write(self, b if type(b) is bytes else bytes_of(b))

    write_bytes.__name__ = 'write'
    module.BufferedWriter.write = write_bytes


def _hashed(*names):
    """Gives instances a hash with the same order of sets in every run."""

    def change(module):
        for name in names:
            getattr(module, name).__hash__ = identity.hash_of

    return change


def _queue(module):
    _hashed('Queue')(module)
    stands_in('_queue', 'SimpleQueue')(module.SimpleQueue)


def _in_order(module):
    """as_completed() makes tasks of a set of coroutines, which are hashed by address: of each one, in the order given."""

    def each_once(*things):
        if not things:
            return set()
        listed = list(*things)
        # Fails as it does in CPython where something cannot be in a set.
        set(listed)
        return dict.fromkeys(listed)

    module.set = each_once


def _threading(module):
    module.Thread.__hash__ = identity.hash_of
    # A kept class has this hash already when the module makes its main thread.
    identity.forget_hash(module._main_thread)
    module.setprofile = as_own('threading', setprofile=lambda func: tracing.setprofile(func))['setprofile']


# Patches of library modules, by module name.
patches = {
    'threading': _threading,
    'concurrent.futures._base': _hashed('Future'),
    'asyncio.futures': _hashed('Future'),
    'asyncio.queues': _hashed('Queue'),
    'asyncio.streams': _hashed('StreamReader', 'StreamWriter'),
    'asyncio.tasks': _in_order,
    'multiprocessing.connection': _hashed('_ConnectionBase'),
    'multiprocessing.process': _hashed('BaseProcess'),
    'queue': _queue,
    'subprocess': _hashed('Popen'),
    '_pyio': _binary_files,
    'multiprocessing.util': _without_stdin,
    'multiprocessing.context': _start_methods,
    'multiprocessing.resource_tracker': _untracked,
    'random': _own_entropy,
    'runpy': _run_watched,
}


def _source_of(name, found):
    if not isinstance(found, tuple):
        return None
    path, archive, _ = found[1].partition('.zip/')
    if not archive:
        return None
    # An importer looks for the last part of a name in the folder that it is made for.
    package = name.rpartition('.')[0].replace('.', '/')
    return import_module('zipimport').zipimporter(f'{path}.zip/{package}').get_source(name)


_finder = _Finder()
_kept = KeptModules()

# Modules that most programs of threads and processes import. All of them are a process's own.
_AHEAD = (
    'threading queue _threading_local random concurrent concurrent.futures concurrent.futures._base concurrent.futures.thread'
    ' multiprocessing multiprocessing.context multiprocessing.process multiprocessing.reduction multiprocessing.connection'
    ' multiprocessing.util multiprocessing.synchronize multiprocessing.queues multiprocessing.popen_fork'
).split()


def compile_ahead():
    """Compiles them before any program runs."""
    for name in _AHEAD:
        package = name.rpartition('.')[0]
        _finder.find_spec(name, _finder.find_spec(package).submodule_search_locations if package else None)
