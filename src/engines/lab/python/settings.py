"""
What a program may change that outlives it, besides the names in modules (library.py): attributes of classes, settings of the
interpreter, and a few tables. It is put back after a run, so that no run depends on an earlier one.
"""

import _codecs
import codecs
import copyreg
import gc
import linecache
import locale
import sys
import weakref

# Bound before the sandbox replaces it.
from gc import get_referents

from .namespaces import Namespaces
from .own import as_own

_HEAP_TYPE = 1 << 9
_SETTINGS = (
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.getswitchinterval, sys.setswitchinterval),
    (sys.get_int_max_str_digits, sys.set_int_max_str_digits),
    (gc.get_debug, gc.set_debug),
    (gc.get_threshold, lambda sizes: gc.set_threshold(*sizes)),
    (lambda: locale.setlocale(locale.LC_ALL), lambda names: locale.setlocale(locale.LC_ALL, names)),
)
_TABLES = (copyreg.dispatch_table, linecache.cache, weakref.finalize._registry)
_FINALIZERS = ('_shutdown', '_dirty', '_registered_with_atexit')

_classes = None
_settings = []
_tables = []
_searches = []
_handlers = set()


def _classes_of(modules):
    """The classes that modules define, once each."""
    found = {}
    for module in modules:
        for thing in vars(module).values():
            if isinstance(thing, type) and thing.__flags__ & _HEAP_TYPE and thing.__module__ == module.__name__:
                found[id(thing)] = thing
    return list(found.values())


def remember(modules):
    """`modules`: those that outlive every run."""
    global _classes
    classes = _classes_of(modules)
    _classes = Namespaces([get_referents(cls.__dict__)[0] for cls in classes], owners=classes)
    _settings[:] = [(put, get()) for get, put in _SETTINGS]
    _tables[:] = [dict(table) for table in _TABLES]


def restore():
    """The run is over. Returns whether its program had changed classes."""
    for (get, _), (put, before) in zip(_SETTINGS, _settings):
        if get() != before:
            put(before)
    for table, before in zip(_TABLES, _tables):
        if table.keys() != before.keys():
            table.clear()
            table.update(before)
    gc.callbacks.clear()
    while _searches:
        _unregister(_searches.pop())
    while _handlers:
        _codecs._unregister_error(_handlers.pop())
    decimal = sys.modules.get('_decimal')
    if decimal is not None:
        default = decimal.DefaultContext
        default.prec, default.rounding = 28, decimal.ROUND_HALF_EVEN
    return _classes.restore()


def begin():
    """A process begins: settings that belong to its thread are those of a new one."""
    sys.set_coroutine_origin_tracking_depth(0)
    sys.set_asyncgen_hooks(None, None)
    decimal = sys.modules.get('_decimal')
    if decimal is not None:
        decimal.setcontext(decimal.DefaultContext.copy())


def take_finalizers():
    """A process is left: returns what weakref.finalize has of it, or None."""
    finalize = weakref.finalize
    if not finalize._registry and not finalize._registered_with_atexit:
        return None
    state = {name: getattr(finalize, name) for name in _FINALIZERS}, dict(finalize._registry)
    for name in _FINALIZERS:
        setattr(finalize, name, False)
    finalize._registry.clear()
    return state


def put_finalizers(state):
    attributes, registry = state
    for name, value in attributes.items():
        setattr(weakref.finalize, name, value)
    weakref.finalize._registry.update(registry)


_register, _unregister, _register_error = _codecs.register, _codecs.unregister, _codecs.register_error


def prepare():
    """Called once, before any program runs."""

    def register(search_function, /):
        _register(search_function)
        _searches.append(search_function)

    def register_error(errors, handler, /):
        _register_error(errors, handler)
        _handlers.add(errors)

    for module in (_codecs, codecs):
        vars(module).update(as_own('_codecs', register=register, register_error=register_error))
