"""
Locks of whole files. `fcntl.flock` locks for a file as it was opened, until that is closed by all processes that have it;
`fcntl.lockf` locks for a process.
"""

import fcntl
import posix

from . import run
from .descriptors import File, of_number, real_os
from .error_numbers import fail
from .events import DONE, FAIL
from .own import as_own
from .replay import answered

_readlink = posix.readlink


class FileLock:
    """`holders`: who has it (an open file or a process), each with whether it is shared with others."""

    kind = 'lock'

    def __init__(self):
        self.index = self._index = -1
        self.holders = {}
        self.line = []

    def is_free_for(self, owner, is_shared):
        return all(one is owner or (is_shared and shares) for one, shares in self.holders.items())

    def release(self, world, owner):
        if self.holders.pop(owner, None) is None:
            return
        owner.locks.remove(self)
        if self.index >= 0:
            world.emit(DONE, world.ops['lock.release'], self.index, -1, len(self.holders))
        world.wake_all(self.line)


def _name_of(real):
    try:
        return _readlink(f'/proc/self/fd/{real}').rpartition('/')[2]
    except OSError:
        return 'file'


@answered('flock')
def _lock(number, operation, is_of_process):
    world = run.world
    me = world.current
    end = of_number(number).end
    if not isinstance(end, File):
        fail('EBADF')
    key = is_of_process, real_os['fstat'](end.real).st_ino
    lock = run.file_locks.setdefault(key, FileLock())
    frame = run.program_frame()
    if lock.index < 0 and frame is not None:
        me.line = frame.f_lineno
        run.declare_shared(lock, frame, 'lock', 'lock.create', name=_name_of(end.real))
    owner = me.process if is_of_process else end
    is_release = bool(operation & fcntl.LOCK_UN)
    op = world.ops['lock.release' if is_release else 'lock.acquire']
    if world.is_told():
        world.point(op, lock.index)
    if is_release:
        lock.release(world, owner)
        return
    is_shared = bool(operation & fcntl.LOCK_SH)
    while not lock.is_free_for(owner, is_shared):
        if operation & fcntl.LOCK_NB:
            world.emit(FAIL, op, lock.index, -1, 1)
            fail('EAGAIN')
        world.wait(lock.line, op, lock, -1)
    if owner not in lock.holders:
        owner.locks.append(lock)
    lock.holders[owner] = is_shared
    world.emit(DONE, op, lock.index, -1, len(lock.holders), cause=me.cause)
    me.cause = -1


def _number_of(fd):
    return fd if isinstance(fd, int) else fd.fileno()


def flock(fd, operation, /):
    """Perform the lock operation `operation` on file descriptor `fd`."""
    _lock(_number_of(fd), operation, False)


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """A wrapper around the fcntl() locking calls. Here it locks whole files."""
    _lock(_number_of(fd), cmd, True)


def prepare():
    vars(fcntl).update(as_own('fcntl', flock=flock, lockf=lockf))
