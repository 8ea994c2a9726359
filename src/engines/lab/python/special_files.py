"""
What Linux has as files and the interpreter's file system has not: named pipes, sockets in a folder, event counters, files in
memory. A named pipe and a socket are empty files there, known by their inodes.
"""

import fcntl
import os
import posix
import stat

from . import run
from .descriptors import CAPACITY, REAL, End, File, Flow, ReadEnd, WriteEnd, add, of_number, real_os
from .error_numbers import ask, fail
from .own import as_own
from .replay import answered

EFD_SEMAPHORE, EFD_CLOEXEC, EFD_NONBLOCK = 1, 0o2000000, 0o4000
MFD_CLOEXEC, MFD_ALLOW_SEALING = 1, 2
F_GETPIPE_SZ, F_SETPIPE_SZ, F_DUPFD_CLOEXEC = 1032, 1031, 1030
_lstat, _stat = posix.lstat, posix.stat
_MOST = 2**64 - 2
# Fields of stat's result that have a name only.
_EXTRA = [name for name in dir(os.stat_result) if name.startswith('st_') and name not in os.stat_result.__match_args__]


def note_socket(path):
    """The file at this path is a socket's name."""
    run.special[_lstat(path).st_ino] = stat.S_IFSOCK


def true_mode(result):
    """The result of stat, with the kind that the file has for programs."""
    thing = run.special.get(result.st_ino) if run.special else None
    if thing is None:
        return result
    kind = thing if isinstance(thing, int) else stat.S_IFIFO
    known = {name: getattr(result, name) for name in _EXTRA}
    return os.stat_result((kind | stat.S_IMODE(result.st_mode), *result[1:]), known)


# Named pipes.


class _Fifo(Flow):
    """A named pipe. `opened`: how often it has been opened for reading and for writing."""

    def __init__(self, name):
        super().__init__(name)
        self.opened = {ReadEnd: 0, WriteEnd: 0}


def _fifo_at(path):
    if not run.special or isinstance(path, int):
        return None
    try:
        found = run.special.get(_stat(path).st_ino)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, _Fifo) else None


def mkfifo(path, mode=0o666, *, dir_fd=None):
    """Create a "fifo" (a POSIX named pipe)."""
    flow = _make_fifo(os.fspath(path), mode)
    run.declare_flow(flow, os.path.basename(os.fsdecode(path)))


@answered('mkfifo')
def _make_fifo(path, mode):
    _create(path, mode)
    flow = run.special[_lstat(path).st_ino] = _Fifo(os.fsdecode(path))
    return flow


def _create(path, mode):
    try:
        real_os['close'](ask(real_os['open'], path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode & 0o777))
    except OSError as error:
        raise type(error)(error.errno, error.strerror) from None


def mknod(path, mode=0o600, device=0, *, dir_fd=None):
    """Create a node in the file system."""
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFIFO:
        mkfifo(path, mode)
    elif kind in (0, stat.S_IFREG):
        _make_plain(os.fspath(path), mode)
    else:
        fail('EPERM', path)


@answered('mknod')
def _make_plain(path, mode):
    _create(path, mode)


def open_fifo(path, flags):
    """Opens a named pipe, and waits for somebody at its other end; None if the path is none."""
    flow = _fifo_at(path)
    if flow is None:
        return None
    world = run.world
    access, waits = flags & (os.O_RDONLY | os.O_WRONLY | os.O_RDWR), not flags & os.O_NONBLOCK
    kinds = {os.O_RDONLY: (ReadEnd,), os.O_WRONLY: (WriteEnd,)}.get(access, (ReadEnd, WriteEnd))
    if kinds == (WriteEnd,) and not waits and not flow.readers:
        fail('ENXIO', path)
    end = kinds[0](flow) if len(kinds) == 1 else _Both(flow)
    end.is_blocking = waits
    number = add(end)
    for kind in kinds:
        flow.opened[kind] += 1
    flow.wake(world)
    if len(kinds) > 1 or not waits:
        return number
    other = WriteEnd if kinds == (ReadEnd,) else ReadEnd
    before = flow.opened[other]
    op = world.ops['pipe.recv' if kinds == (ReadEnd,) else 'pipe.send']
    while not (flow.writers if other is WriteEnd else flow.readers) and flow.opened[other] == before:
        world.wait(flow.line, op, flow, -1)
    return number


class _Both(End):
    """A named pipe opened for reading and writing."""

    can_read = can_write = True

    def __init__(self, flow):
        super().__init__()
        self.flow = flow
        self.ends = ReadEnd(flow), WriteEnd(flow)

    def read(self, world, most, **more):
        return self.ends[0].read(world, most, is_blocking=self.is_blocking, **more)

    def write(self, world, data, **more):
        return self.ends[1].write(world, data, is_blocking=self.is_blocking, **more)

    def is_readable(self):
        return self.ends[0].is_readable()

    def is_writable(self):
        return self.ends[1].is_writable()

    def lines(self):
        return [self.flow.line]

    def close(self, world):
        for end in self.ends:
            end.close(world)


def is_fifo(path):
    return _fifo_at(path) is not None


# Event counters.


class _Counter(End):
    can_read = can_write = True

    def __init__(self, value, is_semaphore):
        super().__init__()
        self.value = value
        self.is_semaphore = is_semaphore
        self.line = []

    def read(self, world, most, **_):
        if most < 8:
            fail('EINVAL')
        while not self.value:
            if not self.is_blocking:
                fail('EAGAIN')
            world.wait(self.line, world.ops['connection.wait'], None, -1)
        taken = 1 if self.is_semaphore else self.value
        self.value -= taken
        world.wake_all(self.line)
        return taken.to_bytes(8, 'little')

    def write(self, world, data, **_):
        if len(data) < 8:
            fail('EINVAL')
        added = int.from_bytes(data[:8], 'little')
        while self.value + added > _MOST:
            if not self.is_blocking:
                fail('EAGAIN')
            world.wait(self.line, world.ops['connection.wait'], None, -1)
        self.value += added
        world.wake_all(self.line)
        return 8

    def is_readable(self):
        return self.value > 0

    def lines(self):
        return [self.line]


@answered('eventfd')
def eventfd(initval, flags=EFD_CLOEXEC):
    """Creates and returns an event notification file descriptor."""
    counter = _Counter(initval, bool(flags & EFD_SEMAPHORE))
    counter.is_blocking = not flags & EFD_NONBLOCK
    return add(counter)


def eventfd_read(fd):
    """Read eventfd value"""
    return int.from_bytes(os.read(fd, 8), 'little')


def eventfd_write(fd, value):
    """Write eventfd value."""
    os.write(fd, value.to_bytes(8, 'little'))


@answered('memfd')
def memfd_create(name, flags=MFD_CLOEXEC):
    """Create an anonymous file and return a file descriptor that refers to it."""
    path = '/tmp/memfd'
    real = real_os['open'](path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    posix.unlink(path)
    return add(File(real))


# Descriptors: positions, and fcntl.


def _at(name):
    """`os.pread` and `os.pwrite`."""
    real = getattr(posix, name)

    @answered(name)
    def on_ours(fd, what, offset):
        end = of_number(fd).end
        return real(end.real, what, offset) if isinstance(end, File) else fail('ESPIPE')

    def call(fd, what, offset, /):
        return on_ours(fd, what, offset) if _is_ours(fd) else real(fd, what, offset)

    call.__doc__ = real.__doc__
    return call


def _is_ours(fd):
    return isinstance(fd, int) and 0 <= fd < REAL and run.world is not None and run.world.current is not None


_real_fcntl = fcntl.fcntl


def control(fd, cmd, arg=0, /):
    """Perform the operation `cmd` on file descriptor fd."""
    number = fd if isinstance(fd, int) else fd.fileno()
    return _control(number, cmd, arg) if _is_ours(number) else _real_fcntl(number, cmd, arg)


@answered('fcntl')
def _control(number, cmd, arg):
    descriptor = of_number(number)
    end = descriptor.end
    if cmd == fcntl.F_GETFL:
        access = os.O_RDWR if end.can_read and end.can_write else os.O_WRONLY if end.can_write else os.O_RDONLY
        return access | (0 if end.is_blocking else os.O_NONBLOCK)
    if cmd == fcntl.F_SETFL:
        end.is_blocking = not arg & os.O_NONBLOCK
        return 0
    if cmd == fcntl.F_GETFD:
        return 0 if descriptor.is_inheritable else fcntl.FD_CLOEXEC
    if cmd == fcntl.F_SETFD:
        descriptor.is_inheritable = not arg & fcntl.FD_CLOEXEC
        return 0
    if cmd in (fcntl.F_DUPFD, F_DUPFD_CLOEXEC):
        own = run.world.current.process.descriptors
        return add(end, cmd == fcntl.F_DUPFD, next(n for n in range(arg, REAL) if n not in own))
    if cmd in (F_GETPIPE_SZ, F_SETPIPE_SZ) and isinstance(end, (ReadEnd, WriteEnd)):
        return CAPACITY
    fail('EINVAL')


def prepare():
    numbers = {name: thing for name, thing in globals().items() if name.startswith(('EFD_', 'MFD_'))}
    functions = as_own(
        'posix', mkfifo=mkfifo, mknod=mknod, eventfd=eventfd, eventfd_read=eventfd_read, eventfd_write=eventfd_write, memfd_create=memfd_create,
        pread=_at('pread'), pwrite=_at('pwrite'),
    )
    for module in (os, posix):
        vars(module).update(functions, **numbers)
    os.__all__ += sorted({*functions, *numbers} - {*os.__all__})
    vars(fcntl).update(as_own('fcntl', fcntl=control), F_GETPIPE_SZ=F_GETPIPE_SZ, F_SETPIPE_SZ=F_SETPIPE_SZ, F_DUPFD_CLOEXEC=F_DUPFD_CLOEXEC)
