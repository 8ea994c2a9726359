"""
`open()` of plain files: the interpreter's buffers over a descriptor of the lab, so that its number, copies of it and what a fork
shares are those of CPython. A plain file never has a thread wait, so the buffers in C are never entered by two threads.
"""

import _pyio
import io
import os

from . import run
from .descriptors import File
from .own import as_own


class FileIO(_pyio.FileIO):
    """`_process`: that which has opened it, and to whose descriptors it belongs, whenever it is destroyed."""

    def __init__(self, file, mode='r', closefd=True, opener=None):
        self._process = run.world.current.process
        super().__init__(file, mode, closefd, opener)
        descriptor = self._process.descriptors.get(self._fd)
        self._end = None if descriptor is None else descriptor.end

    def _is_away(self):
        """Whether another process runs, as where the collector destroys the file, or where its own is over."""
        world = run.world
        if world is None or world.current is None or self._process.is_over:
            return True
        return world.is_collecting or world.current.process is not self._process

    def write(self, data):
        if not self._is_away():
            return super().write(data)
        data = memoryview(data).cast('B')
        # What a process has not written when it is over is lost.
        if run.world is not None and not self._process.is_over and self._is_own():
            self._end.write(run.world, data)
        return len(data)

    def close(self):
        if not self._is_away():
            return super().close()
        number, self._fd = self._fd, -1
        if number >= 0 and self._closefd and run.world is not None and not self._process.is_over:
            descriptor = self._process.descriptors.get(number)
            if descriptor is not None and descriptor.end is self._end:
                self._process.descriptors.pop(number).let_go(run.world)
        super().close()

    def _is_own(self):
        descriptor = self._process.descriptors.get(self._fd)
        return descriptor is not None and descriptor.end is self._end and isinstance(self._end, File)


as_own('_io', FileIO=FileIO)


def is_plain(number):
    """Whether a descriptor of the current process is a plain file."""
    descriptor = run.world.current.process.descriptors.get(number)
    return descriptor is not None and isinstance(descriptor.end, File)


def open_plain(file, mode, buffering, encoding, errors, newline, closefd, opener=None):
    """`open()` for a path, or for a descriptor of a plain file. Source: the documentation of `io.open`."""
    is_binary = 'b' in mode
    _check(mode, buffering, encoding, errors, newline)
    raw = FileIO(file, ''.join(letter for letter in mode if letter not in 'bt'), closefd, opener)
    result = raw
    try:
        is_line_buffered = not is_binary and (buffering == 1 or (buffering < 0 and raw.isatty()))
        if buffering == 0:
            return raw
        layer = io.BufferedRandom if '+' in mode else io.BufferedReader if 'r' in mode else io.BufferedWriter
        result = layer(raw, buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE)
        if not is_binary:
            result = io.TextIOWrapper(result, encoding or 'UTF-8', errors, newline, is_line_buffered)
            result.mode = mode
        raw._process.open_files.add(result)
        return result
    except BaseException:
        result.close()
        raise


def _check(mode, buffering, encoding, errors, newline):
    letters = set(mode)
    if letters - set('axrwb+t') or len(mode) > len(letters):
        raise ValueError(f'invalid mode: {mode!r}')
    if 'b' in letters and 't' in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set('axrw')) != 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    if 'b' in letters:
        for name, given in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if given is not None:
                raise ValueError(f"binary mode doesn't take {'an' if name != 'newline' else 'a'} {name} argument")
    elif buffering == 0:
        raise ValueError("can't have unbuffered text I/O")


def flush(process):
    """Writes what a process that ends has left in the buffers of its files."""
    for file in list(process.open_files):
        if not file.closed:
            file.flush()

