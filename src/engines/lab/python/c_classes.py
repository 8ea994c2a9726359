"""Classes that stand in for classes of C."""

from builtins import id

from .namespaces import memory_at

# Layout of a type and of bytes in CPython 3.14 on wasm32: where the address of the name for messages is, and where the bytes begin.
_NAME, _BYTES = 12, 16
# Names by name, as bytes: C refers to them by their address.
_names = {}


def stands_in(module, name=None):
    """
    Decorator of a class: gives it the names of the class of C. In messages that is the name with its module: "'_thread.lock' object
    has no attribute 'x'".
    """

    def change(cls):
        cls.__name__ = cls.__qualname__ = name or cls.__name__
        cls.__module__ = module
        full = f'{module}.{cls.__name__}'
        # Bytes end with a zero, as C wants it.
        text = _names.setdefault(full, full.encode())
        memory_at(id(cls) + _NAME, 4)[:] = (id(text) + _BYTES).to_bytes(4, 'little')
        return cls

    return change
