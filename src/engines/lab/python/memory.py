"""The module `mmap`: memory that processes share.

One process runs at a time, so each has a copy of the memory: its writes are copied to the others when it is switched out.
What it reads from others is kept in its record, so that a forked child that replays the record reads the same.
"""

import os
import posix
import types

from . import descriptors, run
from .c_classes import stands_in
from .descriptors import End, add, of_number
from .error_numbers import fail
from .replay import MEMORY, answered

_pread, _pwrite = posix.pread, posix.pwrite
PAGESIZE = 4096
# Block size in bytes for comparing memory.
PART = 1024


class Segment(End):
    """Shared memory. `bytes`: contents as of the last process switch."""

    def __init__(self, size=0):
        super().__init__()
        self.bytes = bytearray(size)
        self.number = len(run.segments)
        # Descriptor of the mapped file, of the interpreter's.
        self.file = None
        run.segments.append(self)

    def resize(self, size):
        if size > len(self.bytes):
            self.bytes.extend(bytes(size - len(self.bytes)))


def copy_out(process):
    """Called when `process` is switched out: publishes what it has written."""
    for number, copies in process.memory.items():
        whole = run.segments[number].bytes
        for copy in copies:
            if whole[: len(copy)] != copy:
                whole[: len(copy)] = copy


def copy_in(process):
    """Called when `process` is switched in: copies what others have written, and records it."""
    for number, copies in process.memory.items():
        whole = run.segments[number].bytes
        for copy in copies:
            change = _difference(copy, whole)
            if change is not None:
                start, stop = change
                copy[start:stop] = whole[start:stop]
                process.record.append((-1, MEMORY, (number, start, bytes(whole[start:stop]))))


def replay(process, number, start, data):
    """Replay of a MEMORY entry: writes the bytes that the parent read."""
    for copy in process.memory.get(number, ()):
        copy[start : start + len(data)] = data


def _difference(copy, whole):
    if whole[: len(copy)] == copy:
        return None
    size = len(copy)
    first = next(at for at in range(0, size, PART) if copy[at : at + PART] != whole[at : at + PART])
    last = next(at for at in range((size - 1) // PART * PART, -1, -PART) if copy[at : at + PART] != whole[at : at + PART])
    return first, min(size, last + PART)


@answered('mmap')
def _segment_of(fileno, length):
    """
    The segment of a descriptor; without a descriptor, anonymous memory, shared only with forked children. Of a file, its contents
    as well, which a replay has to find.
    """
    if fileno == -1:
        return Segment(length), None
    end = of_number(fileno).end
    if isinstance(end, descriptors.File):
        if end.segment is None:
            end.segment = _segment_of_file(end.real, length)
        end = end.segment
    if not isinstance(end, Segment):
        fail('ENODEV')
    end.resize(length)
    return end, None if end.file is None else bytes(end.bytes)


def _segment_of_file(real, length):
    size = descriptors.real_os['fstat'](real).st_size
    if length == 0 and size == 0:
        raise ValueError('cannot mmap an empty file')
    if length > size:
        raise ValueError('mmap length is greater than file size')
    segment = Segment(size)
    segment.file = descriptors.real_os['dup'](real)
    segment.bytes[:] = _pread(segment.file, size, 0)
    return segment


@answered('msync')
def _write_back(number, data):
    """Writes what a process has in mapped memory to its file."""
    segment = run.segments[number]
    if segment.file is not None:
        _pwrite(segment.file, data, 0)


@stands_in('mmap')
class mmap:
    """Of the real class: what multiprocessing and shared memory need, and reading and writing like a file."""

    def __init__(self, fileno, length, flags=1, prot=3, access=0, offset=0, **_):
        if length < 0:
            raise OverflowError('memory mapped length must be positive')
        if fileno >= descriptors.REAL:
            fail('ENODEV')
        segment, contents = _segment_of(fileno, length)
        process = run.world.current.process
        copies = process.memory.setdefault(segment.number, [])
        if not copies:
            in_replay = run.world.current.replay is not None
            if contents is not None:
                copies.append(bytearray(contents))
            else:
                copies.append(bytearray(length) if in_replay else bytearray(segment.bytes))
        self._bytes = copies[0]
        self._segment = segment.number
        self._length = length or len(self._bytes)
        self._at = 0

    def __buffer__(self, flags):
        return memoryview(self._bytes)[: self._length]

    def __len__(self):
        return self._length

    def __getitem__(self, key):
        value = memoryview(self._bytes)[: self._length][key]
        return value if isinstance(value, int) else bytes(value)

    def __setitem__(self, key, value):
        memoryview(self._bytes)[: self._length][key] = value

    def read(self, n=None):
        stop = self._length if n is None else min(self._length, self._at + n)
        data = bytes(self._bytes[self._at : stop])
        self._at = stop
        return data

    def readline(self):
        end = self._bytes.find(b'\n', self._at, self._length)
        return self.read(None if end < 0 else end + 1 - self._at)

    def write(self, data):
        stop = self._at + len(data)
        if stop > self._length:
            raise ValueError('data out of range')
        self._bytes[self._at : stop] = data
        self._at = stop
        return len(data)

    def seek(self, position, whence=0):
        self._at = position + (0, self._at, self._length)[whence]

    def tell(self):
        return self._at

    def find(self, part, *range):
        return bytes(self._bytes[: self._length]).find(part, *range)

    def size(self):
        return self._length

    def flush(self, *_):
        _write_back(self._segment, bytes(self._bytes))

    def close(self):
        if not self.closed:
            self.flush()
        self.closed = True

    closed = False

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


@answered('shm_open')
def shm_open(path, flags, mode=0o777):
    known = run.named_segments.get(path)
    if known is None:
        if not flags & os.O_CREAT:
            fail('ENOENT', path)
        known = run.named_segments[path] = Segment()
    elif flags & os.O_EXCL:
        fail('EEXIST', path)
    return add(known)


@answered('shm_unlink')
def shm_unlink(path):
    if run.named_segments.pop(path, None) is None:
        fail('ENOENT', path)


def make():
    """Makes the modules `mmap` and `_posixshmem`, once."""
    module = types.ModuleType('mmap')
    module.mmap = mmap
    module.error = OSError
    module.PAGESIZE = module.ALLOCATIONGRANULARITY = PAGESIZE
    module.PROT_READ, module.PROT_WRITE, module.PROT_EXEC = 1, 2, 4
    module.MAP_SHARED, module.MAP_PRIVATE, module.MAP_ANON, module.MAP_ANONYMOUS = 1, 2, 32, 32
    module.ACCESS_DEFAULT, module.ACCESS_READ, module.ACCESS_WRITE, module.ACCESS_COPY = 0, 1, 2, 3
    named = types.ModuleType('_posixshmem')
    named.shm_open = shm_open
    named.shm_unlink = shm_unlink
    return module, named
