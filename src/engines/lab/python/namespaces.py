"""Namespaces of modules and classes: whether a program has changed them, and how they were before."""

import ctypes
from builtins import dict, id, len, memoryview, type, zip

# Layout of a dict in CPython 3.14 on wasm32: its number of items and the address of its table; in the table, the size of
# its index as a power of two, its kind, and its number of entries, which follow the index.
_USED, _TABLE = 8, 24
_INDEX_SIZE, _KIND, _ENTRIES, _INDEX = 5, 6, 16, 20
# Size of an entry by kind: hash, key and value; where all keys are strings, key and value.
_ENTRY = 12, 8


class _Namespace:
    """The dict of a module or class, and the memory that changes with it. A copy of the dict keeps its values from being freed."""

    def __init__(self, names, owner=None):
        """`owner`: the class whose dict it is."""
        self.names = names
        self.owner = owner
        self.before = dict(names)
        self.look()

    def look(self):
        address = id(self.names)
        if ctypes.c_uint32.from_address(address + _USED).value != len(self.names):
            raise SystemError('dicts are laid out in another way')
        table = ctypes.c_uint32.from_address(address + _TABLE).value
        size = _ENTRY[ctypes.c_uint8.from_address(table + _KIND).value] * ctypes.c_uint32.from_address(table + _ENTRIES).value
        index = 1 << ctypes.c_uint8.from_address(table + _INDEX_SIZE).value
        # The entries are where they were only if the header is unchanged; else reading them does no harm.
        self.views = memory_at(address + _USED, _TABLE + 4 - _USED), memory_at(table + _INDEX + index, size)

    def restore(self):
        if self.owner is not None:
            self._restore_class()
        else:
            for name in self.names.keys() - self.before.keys():
                del self.names[name]
            self.names.update(self.before)
        self.look()

    def _restore_class(self):
        """By way of the type, which keeps what it has looked up."""
        for name in self.names.keys() - self.before.keys():
            type.__delattr__(self.owner, name)
        for name, value in self.before.items():
            if self.names.get(name) is not value:
                type.__setattr__(self.owner, name, value)


def memory_at(address, size):
    return memoryview((ctypes.c_char * size).from_address(address)).cast('B')


class Namespaces:
    """
    The names of modules or classes, and their values. A change is found by comparing memory: the table of a dict has the
    addresses of all values. That is many times as fast as comparing the values in Python.
    """

    def __init__(self, dicts, more=(), owners=()):
        """`more`: other memory to compare. `owners`: the classes whose dicts they are, if they are classes'."""
        owned = zip(dicts, owners) if owners else ((names, None) for names in dicts)
        self._namespaces = [_Namespace(names, owner) for names, owner in owned]
        self._more = more
        self._look()

    def _look(self):
        self._views = [view for one in self._namespaces for view in one.views]
        self._views += self._more
        self._before = b''.join(self._views)

    def have_changed(self):
        return b''.join(self._views) != self._before

    def restore(self):
        """Returns whether they had changed."""
        if not self.have_changed():
            return False
        for one in self._namespaces:
            one.restore()
        self._look()
        return True
