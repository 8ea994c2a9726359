"""
Files that open() opens: classes of CPython in C, on a file of the interpreter's. A file gets a number of the process's
descriptors when something asks for it: `subprocess.run(…, stdout=file)`, `os.dup2(file.fileno(), 1)`.

A forked child has opened copies in its replay, which write nowhere meanwhile. After it they are the parent's files, with one position.
"""

import io
import os
import types
from weakref import ref

import _pyio

from . import run
from .c_classes import stands_in
from .descriptors import File, add, real_os
from .error_numbers import ask
from .replay import answered

_real_number = io.FileIO.fileno


@stands_in('_io')
class FileIO(io.FileIO):
    _number = _process = None

    def fileno(self):
        real = _real_number(self)
        world = run.world
        if world is None or world.current is None or world.current.hidden:
            return real
        if self._number is None:
            self._number, self._process = _number_of(real), world.current.process
        return self._number

    def close(self):
        number, self._number = self._number, None
        super().close()
        # A destructor may run while another process does, or none.
        me = run.world.current if run.world is not None else None
        if number is not None and me is not None and me.process is self._process:
            os.close(number)


@answered('number of a file')
def _number_of(real):
    return add(File(real_os['dup'](real)))


def _open_raw(file, mode, closefd, opener=None):
    process = run.world.current.process
    if process.replay is None or not any(letter in mode for letter in 'wax+'):
        raw = ask(FileIO, file, mode, closefd)
    else:
        # The parent has written the file already.
        raw = FileIO('/dev/null', mode.replace('x', 'w'))
        raw.name = file
    process.opened.append((file, mode, ref(raw)))
    return raw


# The library's function, on the classes in C. As a function of the lab, it is in no traceback.
_layers = _pyio.open.__func__
_in_c = {"can't have read/write/append mode at once": 'must have exactly one of create/read/write/append mode'}
_code = _layers.__code__
_open = types.FunctionType(
    _code.replace(co_filename=__file__, co_consts=tuple(_in_c.get(one, one) if type(one) is str else one for one in _code.co_consts)),
    {
        **vars(_pyio), 'FileIO': _open_raw, 'BufferedReader': io.BufferedReader, 'BufferedWriter': io.BufferedWriter,
        'BufferedRandom': io.BufferedRandom, 'TextIOWrapper': io.TextIOWrapper,
    },
    'open',
    _layers.__defaults__,
)


def open_plain(file, mode, buffering, encoding, errors, newline, closefd):
    return _open(file, mode, buffering, encoding, errors, newline, closefd)


def share(parent, child):
    """The open files of a forked child are its parent's: one file, one position."""
    left = list(parent.opened)
    for file, mode, find in child.opened:
        at = next((n for n, one in enumerate(left) if one[:2] == (file, mode)), None)
        if at is None:
            continue
        own, theirs = find(), left.pop(at)[2]()
        if own is not None and theirs is not None and not own.closed and not theirs.closed:
            real_os['dup2'](_real_number(theirs), _real_number(own))
