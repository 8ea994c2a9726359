"""The module `_multiprocessing`: semaphores shared by processes. A lock of multiprocessing is a semaphore with one permit."""

import types

from . import run
from .c_classes import stands_in
from .events import DONE, FAIL, RAISE
from .replay import answered
from .threads import NEVER

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = 2_147_483_647


class Shared:
    """Semaphore that the processes' SemLocks refer to. `index`: of its object, once declared; `kind`: how it is recorded."""

    __slots__ = ('number', 'value', 'limit', 'line', 'index', 'kind', '_index', 'owner')

    def __init__(self, number, value, limit):
        self.number = number
        self.value = value
        self.limit = limit
        self.line = []
        self.index = -1
        self.kind = None
        # Index under which its own acquires and releases are recorded, as for the locks of _thread; -1: they are not.
        self._index = -1
        self.owner = None


@answered('semaphore')
def create(value, limit):
    shared = Shared(len(run.semaphores), value, limit)
    run.semaphores.append(shared)
    return shared


@stands_in('_multiprocessing')
class SemLock:
    SEM_VALUE_MAX = SEM_VALUE_MAX

    def __init__(self, kind, value, maxvalue, name, unlink):
        if kind not in (RECURSIVE_MUTEX, SEMAPHORE):
            raise ValueError('unrecognized kind')
        if not 0 <= value <= maxvalue:
            raise OSError(22, 'Invalid argument')
        self._begin(create(value, maxvalue), kind, maxvalue, None if unlink else name)

    def _begin(self, shared, kind, maxvalue, name):
        self._shared = shared
        self.handle = shared.number
        self.kind = kind
        self.maxvalue = maxvalue
        self.name = name
        # How many times this process holds it, and the thread of this process that acquired it last.
        self._held = 0
        self._owner = None

    @classmethod
    def _rebuild(cls, handle, kind, maxvalue, name):
        self = cls.__new__(cls)
        self._begin(run.semaphores[handle], kind, maxvalue, name)
        return self

    def acquire(self, block=True, timeout=None):
        me = run.world.current
        if self.kind == RECURSIVE_MUTEX and self._is_mine():
            self._held += 1
            self._again()
            return True
        if not self._take(block, timeout):
            return False
        self._owner = me
        self._held += 1
        return True

    def _row(self, world, what):
        """Row of an operation in the trace's table."""
        name = names.get(self._shared.kind or 'lock', 'semaphore')
        return world.ops[f'{name}.{what}' if what == 'acquire' else f'shared.{name}.{what}']

    def _is_shown(self, world):
        """Whether operations on it leave an event, and whether they are scheduling points."""
        if self._shared._index < 0:
            return False, False
        is_told = world.is_told()
        return is_told or world.current.call.spec.shows_locks, is_told

    @answered('acquire')
    def _take(self, block, timeout):
        world = run.world
        shared = self._shared
        op = self._row(world, 'acquire')
        is_told, may_be_overtaken = self._is_shown(world)
        if may_be_overtaken:
            world.point(op, shared._index)
        limit = NEVER if timeout is None else world.now + max(0.0, 1000 * timeout)
        may_wait = block and (timeout is None or timeout > 0)
        while shared.value == 0:
            if not may_wait:
                if is_told:
                    self._tell(world, FAIL, op)
                return False
            owner = shared.owner
            other = owner.index if owner is not None and owner is not world.current else -1
            if not world.wait(shared.line, op, shared, other, limit):
                may_wait = False
        shared.value -= 1
        shared.owner = world.current
        if is_told:
            self._tell(world, DONE, op)
        return True

    @answered('again')
    def _again(self):
        world = run.world
        is_told, may_be_overtaken = self._is_shown(world)
        if may_be_overtaken:
            world.point(self._row(world, 'acquire'), self._shared._index)
        if is_told:
            self._tell(world, DONE, self._row(world, 'acquire'))

    def _measure(self):
        if (self._shared.kind or 'lock') in ('lock', 'rlock'):
            return self._held if self.kind == RECURSIVE_MUTEX and self._held else int(self._shared.value == 0)
        return self._shared.value

    def _tell(self, world, phase, op, text=''):
        me = world.current
        me.line = world.line() or me.line
        cause = me.cause if me.cause >= 0 and phase == DONE else -1
        me.cause = -1
        return world.emit(phase, op, self._shared._index, -1, self._measure(), text, cause)

    def release(self):
        if self.kind == RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError('attempt to release recursive lock not owned by thread')
            if self._held > 1:
                self._held -= 1
                self._release_again()
                return
        self._give()
        self._held -= 1

    @answered('release again')
    def _release_again(self):
        world = run.world
        op = self._row(world, 'release')
        is_told, may_be_overtaken = self._is_shown(world)
        if may_be_overtaken:
            world.point(op, self._shared._index)
        if is_told:
            self._tell(world, DONE, op)

    @answered('release')
    def _give(self):
        world = run.world
        shared = self._shared
        op = self._row(world, 'release')
        is_told, may_be_overtaken = self._is_shown(world)
        if may_be_overtaken:
            world.point(op, shared._index)
        if shared.value >= shared.limit:
            error = ValueError('semaphore or lock released too many times')
            if is_told:
                self._tell(world, RAISE, op, f'ValueError: {error}')
            raise error
        shared.value += 1
        shared.owner = None
        event = -1
        if is_told:
            held, self._held = self._held, 0
            event = self._tell(world, DONE, op)
            self._held = held
        if shared.line:
            thread = shared.line.pop(0)
            if event >= 0:
                world.rouse(thread, False)
                world.tell_wake(thread, op, shared._index, event)
            else:
                world.wake(thread)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()

    def _count(self):
        return self._held

    def _is_mine(self):
        return self._held > 0 and self._owner is run.world.current

    @answered('value')
    def _get_value(self):
        world = run.world
        shared = self._shared
        if shared._index >= 0 and world.is_told():
            op = world.ops['shared.semaphore.value']
            world.point(op, shared._index)
            self._tell(world, DONE, op)
        return shared.value

    def _is_zero(self):
        return self._get_value() == 0

    def _after_fork(self):
        self._held = 0


# Prefix of the operations of each kind in the trace's table.
names = {'lock': 'lock', 'rlock': 'rlock', 'semaphore': 'semaphore', 'bounded-semaphore': 'semaphore'}


def make():
    module = types.ModuleType('_multiprocessing')
    module.SemLock = SemLock
    module.sem_unlink = lambda name: None
    module.flags = {'HAVE_SEM_OPEN': 1, 'HAVE_SEM_TIMEDWAIT': 1, 'HAVE_FD_TRANSFER': 1}
    return module
