"""
Code is what was compiled. Made by hand it may read and write wherever it likes in the interpreter's memory, and a read outside
of that ends the whole page: so no program makes any.
"""

import ctypes
import importlib._bootstrap_external as files
import marshal
import sys
import types
import zipimport

# What of a code object does not change what it does.
_HARMLESS = frozenset(('co_filename', 'co_name', 'co_qualname', 'co_firstlineno'))
# Of a generator's code: it may be awaited (types.coroutine).
_AWAITED = 0x100
# What loads the library's own, which was compiled before.
_loaders = frozenset((files._compile_bytecode.__code__, zipimport._unmarshal_code.__code__))
# Where a type of CPython 3.14 on wasm32 has its flags, and how an instance is made.
_FLAGS, _NEW = 84, 156


def _replacing(real):
    def replace(self, /, **changes):
        if not changes.keys() <= _HARMLESS and changes != {'co_flags': self.co_flags | _AWAITED}:
            raise ValueError('no code can be made by hand here: it could end the page. compile() makes it from source.')
        return real(self, **changes)

    return replace


def _refuse(*args, **kwargs):
    raise TypeError("cannot create 'code' instances")


def _loading(real):
    def load(*args, **kwargs):
        thing = real(*args, **kwargs)
        if _holds_code(thing) and sys._getframe(1).f_code not in _loaders:
            raise ValueError('no code can be loaded here: it could end the page. compile() makes it from source.')
        return thing

    return load


def _holds_code(thing):
    if isinstance(thing, dict):
        return any(map(_holds_code, thing.keys())) or any(map(_holds_code, thing.values()))
    if isinstance(thing, (list, tuple, set, frozenset)):
        return any(map(_holds_code, thing))
    return isinstance(thing, types.CodeType)


def prepare(replace):
    """`replace`: puts attributes into a class of the interpreter's."""
    address = id(types.CodeType)
    if ctypes.c_ulong.from_address(address + _FLAGS).value != types.CodeType.__flags__:
        raise SystemError('types are laid out in another way')
    ctypes.c_ulong.from_address(address + _NEW).value = 0
    real = types.CodeType.replace
    replace(types.CodeType, replace=_replacing(real), __replace__=_replacing(real), __new__=_refuse)
    marshal.loads, marshal.load = _loading(marshal.loads), _loading(marshal.load)
