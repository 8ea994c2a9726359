"""
Modules of the library that are kept from run to run, since executing them is most of what a run costs: the classes and
functions that they define stay, and the rest of their code, which makes their state, is executed again.

Only the first process of a run gets them; the others execute the whole code. What a program has changed in a class or a
function is found by comparing memory, and then the next run executes the whole code, too.
"""

import re
import types
from builtins import all, id, list, map, type, vars
# Bound before the sandbox replaces it.
from gc import get_referents

from .namespaces import Namespaces, memory_at

# A module is kept once it has been executed this often: preparing that takes as long as a run.
OFTEN = 3
_NAMES = frozenset(('threading', 'queue'))

# Layout of a function in CPython 3.14 on wasm32: the addresses of what it consists of, from its globals on.
_PARTS, _PARTS_SIZE = 8, 4 * 14
# A class or function of the module itself, with its decorator: the lines that follow are empty or indented.
_definition = re.compile(r'^(@.*\n)?(?:class|def) (\w+).*\n(?:(?:[ \t].*)?\n)*', re.MULTILINE)
_PLAIN = (int, float, bool, str, bytes, types.NoneType)
_OF_C = (types.GetSetDescriptorType, types.MemberDescriptorType, types.WrapperDescriptorType, types.MethodDescriptorType)


def _is_plain(value):
    return type(value) in _PLAIN or (type(value) is tuple and all(map(_is_plain, value)))


class _Definitions:
    """
    The classes and functions of a module that depend on no state of it. `rest`: the module's text without them, with the same
    line numbers.
    """

    def __init__(self, module, source):
        self.names = {}
        self._functions = []
        self._classes = []

        def leave_out(found):
            decorator, name = found.groups()
            thing = vars(module).get(name)
            if decorator is not None or thing is None or not self._take(thing):
                return found[0]
            self.names[name] = thing
            return '\n' * found[0].count('\n')

        self.rest = _definition.sub(leave_out, source)
        defaults = [one.__kwdefaults__ for one in self._functions if one.__kwdefaults__]
        members = [get_referents(cls.__dict__)[0] for cls in self._classes]
        parts = list(map(_memory_of, self._functions))
        self._namespaces = Namespaces(defaults + members, parts)
        self._about = list(map(_about, self._classes))

    def _take(self, thing):
        found = []
        if type(thing) is not type:
            is_taken = _takes_function(thing, None, found)
        else:
            is_taken = all(base.__module__ == 'builtins' or base in self._classes for base in thing.__bases__)
            is_taken = is_taken and all([_takes_member(value, thing, found) for value in vars(thing).values()])
            if is_taken:
                self._classes.append(thing)
        if is_taken:
            self._functions += found
        return is_taken

    def has_changed(self):
        return self._namespaces.have_changed() or list(map(_about, self._classes)) != self._about


def _memory_of(function):
    return memory_at(id(function) + _PARTS, _PARTS_SIZE)


def _takes_member(value, cls, found):
    if type(value) is property:
        return all(part is None or _takes_function(part, cls, found) for part in (value.fget, value.fset, value.fdel))
    if type(value) in (classmethod, staticmethod):
        return isinstance(value.__func__, type) or _takes_function(value.__func__, cls, found)
    return _is_plain(value) or type(value) in _OF_C or _takes_function(value, cls, found)


def _takes_function(thing, cls, found):
    """Whether it is a function that refers to no state: not by its defaults, and by its closure to its class alone."""
    if type(thing) is not types.FunctionType:
        return False
    found.append(thing)
    defaults = (*(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values())
    return _is_plain(defaults) and all(cell.cell_contents is cls for cell in thing.__closure__ or ()) and not vars(thing)


def _about(cls):
    return cls.__name__, cls.__qualname__, cls.__bases__


class Kept:
    def __init__(self, module, source):
        self.module = module
        self._order = list(vars(module))
        self._definitions = _Definitions(module, source)
        self._code = compile(self._definitions.rest, module.__file__, 'exec', dont_inherit=True)
        self._names = None
        # Whether the recorded functions in `rest` are watched: compiled again, they are other code objects.
        self.is_watched = False

    def let_go(self):
        """The run is over: drops the module's state."""
        names = vars(self.module)
        name = self.module.__spec__.name
        names.clear()
        names['__name__'] = name
        names.update(self._definitions.names)
        self._names = Namespaces([names])

    def is_as_it_was(self):
        """Whether nothing has changed the module since `let_go`, nor its definitions since they were made."""
        return type(self.module) is types.ModuleType and not self._names.have_changed() and not self._definitions.has_changed()

    def begin(self, run_module):
        """Makes the module's state."""
        run_module(self._code, self.module)
        names = vars(self.module)
        # In the order of the first time.
        things = {name: names.pop(name) for name in self._order if name in names}
        names.update(things)


class Made:
    """A module that is made, not read from a file. Its functions have no state of their own."""

    def __init__(self, module):
        self.module = module
        things = list(vars(module).values())
        self._classes = [thing for thing in things if type(thing) is type and thing.__module__ == module.__name__]
        self._about = list(map(_about, self._classes))
        members = [get_referents(cls.__dict__)[0] for cls in self._classes]
        parts = [_memory_of(thing) for thing in things if type(thing) is types.FunctionType]
        self._namespaces = Namespaces([vars(module), *members], parts)

    def is_as_it_was(self):
        is_whole = type(self.module) is types.ModuleType and not self._namespaces.have_changed()
        return is_whole and list(map(_about, self._classes)) == self._about


class KeptModules:
    """The kept modules, by name."""

    def __init__(self):
        self._kept = {}
        self._times = {}
        self._in_use = {}
        self._made = {}

    def take(self, name):
        """A kept module for the first process of a run, or None."""
        kept = self._kept.get(name)
        if kept is None or name in self._in_use:
            return None
        if not kept.is_as_it_was():
            del self._kept[name]
            return None
        self._in_use[name] = kept
        return kept.module

    def made(self, name, make):
        """A module that `make` makes, for the first process of a run."""
        made = self._made.get(name)
        if made is None or not made.is_as_it_was():
            made = self._made[name] = Made(make())
        return made.module

    def of(self, module):
        """How to execute a module that `take` has given, or None."""
        kept = self._in_use.get(module.__name__)
        return kept if kept is not None and kept.module is module else None

    def learn(self, module, source_of):
        """The first process of a run has executed a module as a whole: it is kept from now on, if that happens often."""
        name = module.__name__
        if name not in _NAMES or name in self._in_use:
            return
        times = self._times[name] = self._times.get(name, 0) + 1
        if times >= OFTEN:
            self._in_use[name] = self._kept[name] = Kept(module, source_of(name))

    def let_go(self):
        """The run is over."""
        for kept in self._in_use.values():
            kept.let_go()
        self._in_use.clear()

    def forget(self):
        self._kept.clear()
        self._in_use.clear()
