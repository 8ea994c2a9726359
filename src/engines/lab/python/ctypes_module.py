"""
The module `ctypes` for values: C's numbers and strings, arrays and structures of them, in memory of their own or in a given
buffer. The real module's access to raw memory and to foreign functions is left out.
"""

import struct
import types

from . import run
from .threads import CUT_OFF, ENDED

_CODES = {
    'c_bool': '?', 'c_char': 'c', 'c_byte': 'b', 'c_ubyte': 'B', 'c_short': 'h', 'c_ushort': 'H', 'c_int': 'i', 'c_uint': 'I',
    'c_long': 'q', 'c_ulong': 'Q', 'c_longlong': 'q', 'c_ulonglong': 'Q', 'c_float': 'f', 'c_double': 'd', 'c_longdouble': 'd',
    'c_wchar': 'u',
}
_SAME = {
    'c_int8': 'c_byte', 'c_uint8': 'c_ubyte', 'c_int16': 'c_short', 'c_uint16': 'c_ushort', 'c_int32': 'c_int', 'c_uint32': 'c_uint',
    'c_int64': 'c_long', 'c_uint64': 'c_ulong', 'c_size_t': 'c_ulong', 'c_ssize_t': 'c_long', 'c_voidp': 'c_ulong',
}


class _Type(type):
    """Metaclass of C types: `_size` and `_align` in bytes."""

    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError(f"can't multiply sequence by non-int of type {type(length).__name__!r}")
        if length < 0:
            raise ValueError('Array length must be >= 0')
        known = cls.__dict__.get('_arrays')
        if known is None:
            known = cls._arrays = {}
        if length not in known:
            known[length] = _Type(f'{cls.__name__}_Array_{length}', (Array,), {
                '_type_': cls, '_length_': length, '_size': cls._size * length, '_align': cls._align, '__module__': cls.__module__,
            })
        return known[length]

    __rmul__ = __mul__

    def from_buffer(cls, source, offset=0):
        """An instance in the memory of `source`, an object with a writable buffer."""
        view = memoryview(source).cast('B')
        if view.readonly:
            raise TypeError('underlying buffer is not writable')
        if offset < 0:
            raise ValueError('offset cannot be negative')
        if len(view) < offset + cls._size:
            raise ValueError(f'Buffer size too small ({len(view)} instead of at least {offset + cls._size} bytes)')
        return cls._at(view[offset : offset + cls._size], source)

    def from_buffer_copy(cls, source, offset=0):
        data = bytes(memoryview(source).cast('B')[offset : offset + cls._size])
        if len(data) < cls._size:
            raise ValueError(f'Buffer size too small ({len(data)} instead of at least {cls._size} bytes)')
        return cls._at(memoryview(bytearray(data)), None)

    def _at(cls, memory, owner):
        self = object.__new__(cls)
        self._memory = memory
        self._owner = owner
        return self


class _Data(metaclass=_Type):
    _size = 0
    _align = 1

    def __new__(cls, *args, **kwargs):
        return cls._at(memoryview(bytearray(cls._size)), None)

    def __buffer__(self, flags):
        return self._memory

    @classmethod
    def _read(cls, memory):
        """Value of an element or a field of this type."""
        return cls._at(memory, memory)

    @classmethod
    def _write(cls, memory, value):
        if not isinstance(value, cls):
            value = cls(*value) if isinstance(value, tuple) else cls(value)
        memory[:] = value._memory


class _SimpleCData(_Data):
    def __init__(self, value=None):
        if value is not None:
            self.value = value

    @property
    def value(self):
        return _unpack(self._code, self._memory)

    @value.setter
    def value(self, value):
        _pack(self._code, self._memory, value)

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f'{type(self).__name__}({self.value!r})'

    @classmethod
    def _read(cls, memory):
        return _unpack(cls._code, memory)

    @classmethod
    def _write(cls, memory, value):
        _pack(cls._code, memory, value.value if isinstance(value, _SimpleCData) else value)


def _unpack(code, memory):
    if code == 'u':
        return chr(struct.unpack('<I', memory)[0])
    return struct.unpack('<' + code, memory)[0]


def _pack(code, memory, value):
    if code in 'fd':
        if not isinstance(value, (int, float)):
            raise TypeError(f'must be real number, not {type(value).__name__}')
        struct.pack_into('<' + code, memory, 0, value)
    elif code == '?':
        memory[0] = 1 if value else 0
    elif code == 'c':
        if isinstance(value, int) and 0 <= value < 256:
            value = bytes((value,))
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError('one character bytes, bytearray or integer expected')
        memory[0] = value[0]
    elif code == 'u':
        if not isinstance(value, str) or len(value) != 1:
            raise TypeError(f'unicode string expected instead of {type(value).__name__} instance')
        struct.pack_into('<I', memory, 0, ord(value))
    else:
        if not hasattr(value, '__index__'):
            raise TypeError(f'{type(value).__name__!r} object cannot be interpreted as an integer')
        # A number that is too large loses its upper bits.
        memory[:] = (value.__index__() & ((1 << 8 * len(memory)) - 1)).to_bytes(len(memory), 'little')


class Array(_Data):
    _length_ = 0
    _type_ = None

    def __init__(self, *values):
        if len(values) > self._length_:
            raise IndexError('invalid index')
        for n, value in enumerate(values):
            self[n] = value

    def __len__(self):
        return self._length_

    def _part(self, n):
        size = self._type_._size
        if n < 0:
            n += self._length_
        if not 0 <= n < self._length_:
            raise IndexError('invalid index')
        return self._memory[n * size : (n + 1) * size]

    def __getitem__(self, key):
        if isinstance(key, slice):
            items = [self[n] for n in range(*key.indices(self._length_))]
            if self._type_ is simple['c_char']:
                return b''.join(items)
            return ''.join(items) if self._type_ is simple['c_wchar'] else items
        return self._type_._read(self._part(key))

    def __setitem__(self, key, value):
        if isinstance(key, slice):
            places = range(*key.indices(self._length_))
            if len(places) != len(value):
                raise ValueError('Can only assign sequence of same size')
            for n, one in zip(places, value):
                self[n] = one
        else:
            self._type_._write(self._part(key), value)

    def __iter__(self):
        return (self[n] for n in range(self._length_))

    # Arrays of characters.

    @property
    def value(self):
        if self._type_ is simple['c_wchar']:
            return ''.join(self).partition('\0')[0]
        if self._type_ is not simple['c_char']:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'value'")
        return bytes(self._memory).partition(b'\0')[0]

    @value.setter
    def value(self, value):
        if self._type_ is simple['c_wchar']:
            for n, letter in enumerate(value + '\0' * (len(value) < self._length_)):
                self[n] = letter
            return
        if not isinstance(value, bytes):
            raise TypeError(f'bytes expected instead of {type(value).__name__} instance')
        if len(value) > self._size:
            raise ValueError('byte string too long')
        self._memory[: len(value)] = value
        if len(value) < self._size:
            self._memory[len(value)] = 0

    @property
    def raw(self):
        if self._type_ is not simple['c_char']:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute 'raw'")
        return bytes(self._memory)

    @raw.setter
    def raw(self, value):
        self._memory[: len(value)] = value


class _StructureType(_Type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if '_fields_' not in namespace:
            return
        at, align = 0, 1
        cls._all = dict(getattr(cls, '_all', {}))
        at = cls._size
        for field, kind, *_ in cls._fields_:
            unit = min(kind._align, getattr(cls, '_pack_', 16) or 16)
            at = at if not cls._is_union else 0
            at += -at % unit
            cls._all[field] = kind
            setattr(cls, field, _Field(field, kind, at))
            align = max(align, unit)
            at += kind._size
            cls._size = max(cls._size, at)
        cls._align = max(cls._align, align)
        cls._size += -cls._size % cls._align


class _Field:
    def __init__(self, name, kind, offset):
        self.name, self._kind, self.offset, self.size = name, kind, offset, kind._size

    def _part(self, thing):
        return thing._memory[self.offset : self.offset + self.size]

    def __get__(self, thing, owner=None):
        return self if thing is None else self._kind._read(self._part(thing))

    def __set__(self, thing, value):
        self._kind._write(self._part(thing), value)


class Structure(_Data, metaclass=_StructureType):
    _is_union = False

    def __init__(self, *values, **named):
        fields = getattr(self, '_all', {})
        if len(values) > len(fields):
            raise TypeError('too many initializers')
        for name, value in zip(fields, values):
            setattr(self, name, value)
        for name, value in named.items():
            setattr(self, name, value)


class Union(Structure):
    _is_union = True


simple = {
    name: _Type(name, (_SimpleCData,), {
        '_code': code, '_type_': {'q': 'l', 'Q': 'L'}.get(code, code), '_size': 4 if code == 'u' else struct.calcsize('<' + code),
        '_align': 4 if code == 'u' else struct.calcsize('<' + code), '__module__': 'ctypes',
    })
    for name, code in _CODES.items()
}
simple['c_wchar']._type_ = 'u'


def sizeof(thing):
    size = getattr(thing, '_size', None)
    if size is None:
        raise TypeError('this type has no size')
    return size


def alignment(thing):
    return thing._align


def addressof(thing):
    """Returns the object itself, which stands for its address: there are no addresses here."""
    return thing


class _Pointer(_Data):
    """Refers to a thing, which stands for its memory: there is nothing before or behind it."""

    def __init__(self, contents=None):
        if contents is not None:
            self.contents = contents

    @property
    def contents(self):
        if self._owner is None:
            raise ValueError('NULL pointer access')
        return self._owner

    @contents.setter
    def contents(self, thing):
        if not isinstance(thing, self._type_):
            raise TypeError(f'expected {self._type_.__name__} instead of {type(thing).__name__}')
        self._owner = thing

    def __bool__(self):
        return self._owner is not None

    def _part(self, n):
        if n != 0:
            raise IndexError('there is no memory here beside what a pointer refers to')
        return self.contents._memory

    def __getitem__(self, n):
        return self._type_._read(self._part(n))

    def __setitem__(self, n, value):
        self._type_._write(self._part(n), value)


def POINTER(cls):
    known = cls.__dict__.get('_pointers')
    if known is None:
        known = cls._pointers = _Type(f'LP_{cls.__name__}', (_Pointer,), {'_type_': cls, '_size': 8, '_align': 8, '__module__': cls.__module__})
    return known


def pointer(thing):
    return POINTER(type(thing))(thing)


def byref(thing, offset=0):
    """As `addressof`."""
    return thing


def memset(thing, value, count):
    thing._memory[:count] = bytes((value & 255,)) * count
    return thing


def memmove(thing, source, count):
    thing._memory[:count] = memoryview(source).cast('B')[:count]
    return thing


def create_string_buffer(init, size=None):
    if isinstance(init, int):
        return (simple['c_char'] * init)()
    buffer = (simple['c_char'] * (len(init) + 1 if size is None else size))()
    buffer.value = init
    return buffer


def _none(*_, **__):
    raise OSError('there are no foreign functions here')


class py_object:
    _size = _align = 4

    def __init__(self, value):
        self.value = value


class _PythonAPI:
    """Of CPython's own functions, the one that programs call."""

    @staticmethod
    def PyThreadState_SetAsyncExc(ident, error):
        """A thread raises an exception, or with None no longer does, when it goes on. Returns the number of threads with that ident."""
        ident, error = (one.value if hasattr(one, 'value') else one for one in (ident, error))
        found = [thread for thread in run.world.current.process.threads if thread.ident == ident and thread.state not in (ENDED, CUT_OFF)]
        for thread in found:
            thread.raised = error
        return len(found)

    def __getattr__(self, name):
        raise AttributeError(f'there is no function {name} here')


class CDLL:
    def __init__(self, name, *_, **__):
        _none()


def make():
    """Module for one process. The classes are the same in all processes, and are pickled by name."""
    module = types.ModuleType('ctypes')
    for thing in (Array, Structure, Union, sizeof, alignment, addressof, POINTER, pointer, byref, memset, memmove, create_string_buffer, py_object, CDLL, _SimpleCData):
        thing.__module__ = 'ctypes'
        setattr(module, thing.__name__, thing)
    module.__dict__.update(simple)
    module.__dict__.update({name: simple[other] for name, other in _SAME.items()})
    module.pythonapi = _PythonAPI()
    module.ArgumentError = type('ArgumentError', (Exception,), {'__module__': 'ctypes'})
    return module
