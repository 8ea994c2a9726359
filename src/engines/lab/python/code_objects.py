"""
Programs cannot make code objects. Bytecode made by hand may read and write anywhere in the interpreter's memory, and a read
outside it traps and ends the interpreter: only compiled code is run.
"""

import ctypes
import importlib._bootstrap_external as files
import marshal
import sys
import types
import zipimport

# Attributes of a code object that do not change what it does.
_HARMLESS = frozenset(('co_filename', 'co_name', 'co_qualname', 'co_firstlineno'))
# CO_ITERABLE_COROUTINE: the generator may be awaited (types.coroutine).
_AWAITED = 0x100
# Code that loads the library's own modules, which were compiled before.
_loaders = frozenset((files._compile_bytecode.__code__, zipimport._unmarshal_code.__code__))
# Offsets in a type object of CPython 3.14 on wasm32: its flags, and the slot that makes an instance.
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
    """`replace`: sets attributes of a built-in class."""
    address = id(types.CodeType)
    if ctypes.c_ulong.from_address(address + _FLAGS).value != types.CodeType.__flags__:
        raise SystemError('types are laid out in another way')
    ctypes.c_ulong.from_address(address + _NEW).value = 0
    real = types.CodeType.replace
    replace(types.CodeType, replace=_replacing(real), __replace__=_replacing(real), __new__=_refuse)
    marshal.loads, marshal.load = _loading(marshal.loads), _loading(marshal.load)
