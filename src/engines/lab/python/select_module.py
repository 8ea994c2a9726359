"""The module `select`: waits for any of several descriptors."""

import os
import types

from . import descriptors, run
from .c_classes import stands_in
from .error_numbers import fail
from .events import DONE, FAIL
from .replay import answered
from .threads import NEVER

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
EPOLLONESHOT, EPOLLET = 1 << 30, 1 << 31


def _state(number, mask):
    descriptor = run.world.current.process.descriptors.get(number)
    if descriptor is None:
        return POLLNVAL
    end = descriptor.end
    state = 0
    if mask & POLLIN and end.is_readable():
        state |= POLLIN
    if mask & POLLOUT and end.is_writable():
        state |= POLLOUT
    if end.has_hung_up():
        state |= POLLHUP
    return state


@answered('poll')
def wait_for_any(wanted, seconds):
    """`wanted`: (number, mask) of each. Returns the ready ones with their events; an empty list after `seconds`."""
    world = run.world
    me = world.current
    op = world.ops['connection.wait']
    is_told = world.is_direct()
    # An event loop of the library that polls lets other threads run, unless an event was recorded since its last poll.
    is_idle, me.looked = me.looked == world.log.count, world.log.count
    if is_told or is_idle or seconds is None or seconds > 0:
        world.point(op)
    limit = NEVER if seconds is None else world.now + 1000 * max(0.0, seconds)
    has_waited = False
    while True:
        ready = [(number, state) for number, mask in wanted if (state := _state(number, mask))]
        if ready or (seconds is not None and seconds <= 0):
            break
        lines = [line for number, _ in wanted for line in descriptors.of_number(number).end.lines()]
        for line in lines:
            line.append(me)
        has_waited = True
        woken = world.wait(None, op, None, -1, limit)
        for line in lines:
            if me in line:
                line.remove(me)
        if not woken:
            break
    if is_told or has_waited:
        me.line = world.line() or me.line
        me.cause = -1
        world.emit(DONE if ready else FAIL, op)
    return ready


def number_of(thing):
    number = thing if isinstance(thing, int) else thing.fileno()
    if number < 0:
        raise ValueError('file descriptor cannot be a negative integer (-1)')
    return number


@stands_in('select')
class poll:
    def __init__(self):
        self._wanted = {}

    def register(self, thing, mask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[number_of(thing)] = mask

    def modify(self, thing, mask, /):
        self._wanted[number_of(thing)] = mask

    def unregister(self, thing, /):
        del self._wanted[number_of(thing)]

    def poll(self, timeout=None, /):
        """`timeout`: in milliseconds."""
        if run.world is None:
            # selectors.py tests it when it is imported.
            return []
        seconds = None if timeout is None or timeout < 0 else timeout / 1000
        return wait_for_any(tuple(self._wanted.items()), seconds)


@stands_in('select')
class epoll:
    """`select.epoll`. With EPOLLET, that there is room to write is told once; reading is level-triggered all the same."""

    def __init__(self, sizehint=-1, flags=0):
        if run.world is None:
            # selectors.py asks when it is imported: its default is poll.
            raise OSError
        self._wanted = {}
        # Descriptors with EPOLLET whose room to write has been told.
        self._told = set()
        self._fd = _number_of_epoll()

    def _of(self, thing):
        self.fileno()
        number = number_of(thing)
        _check((number,))
        return number

    def _known(self, thing):
        number = self._of(thing)
        if number not in self._wanted:
            fail('ENOENT')
        self._told.discard(number)
        return number

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT):
        number = self._of(fd)
        if number in self._wanted:
            fail('EEXIST')
        self._wanted[number] = eventmask

    def modify(self, fd, eventmask):
        self._wanted[self._known(fd)] = eventmask

    def unregister(self, fd):
        del self._wanted[self._known(fd)]

    def poll(self, timeout=None, maxevents=-1):
        """`timeout`: in seconds."""
        self.fileno()
        if maxevents == 0 or maxevents < -1:
            raise ValueError(f'maxevents must be greater than 0, got {maxevents}')
        states = dict(_states(tuple((number, POLLOUT) for number in self._wanted)))
        for number, state in states.items():
            if state == POLLNVAL:
                # A descriptor that has been closed is watched no longer.
                del self._wanted[number]
            if not state & POLLOUT:
                self._told.discard(number)
        wanted = tuple((n, mask & ~POLLOUT if n in self._told else mask) for n, mask in self._wanted.items() if mask is not None)
        ready = wait_for_any(wanted, None if timeout is None or timeout < 0 else timeout)
        for number, state in ready:
            mask = self._wanted[number]
            if state & POLLOUT and mask & EPOLLET:
                self._told.add(number)
            if mask & EPOLLONESHOT:
                # It is told nothing until it is modified.
                self._wanted[number] = None
        return ready if maxevents == -1 else ready[:maxevents]

    def fileno(self):
        if self._fd < 0:
            raise ValueError('I/O operation on closed epoll object')
        return self._fd

    def close(self):
        number, self._fd = self._fd, -1
        if number >= 0:
            os.close(number)

    @property
    def closed(self):
        return self._fd < 0

    def __enter__(self):
        self.fileno()
        return self

    def __exit__(self, *_):
        self.close()


@answered('epoll')
def _number_of_epoll():
    return descriptors.add(descriptors.End())


@answered('poll check')
def _check(numbers):
    for number in numbers:
        descriptors.of_number(number)


@answered('epoll states')
def _states(wanted):
    return [(number, _state(number, mask)) for number, mask in wanted]


def select(readers, writers, others, timeout=None, /):
    readers, writers, others = list(readers), list(writers), list(others)
    wanted = {}
    for things, mask in ((readers, POLLIN), (writers, POLLOUT)):
        for thing in things:
            wanted[number_of(thing)] = wanted.get(number_of(thing), 0) | mask
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')
    _check(tuple(wanted))
    ready = dict(wait_for_any(tuple(wanted.items()), timeout))
    return (
        [thing for thing in readers if ready.get(number_of(thing), 0) & (POLLIN | POLLHUP)],
        [thing for thing in writers if ready.get(number_of(thing), 0) & (POLLOUT | POLLHUP)],
        [],
    )


def make():
    module = types.ModuleType('select')
    # Like a function in C, it is not bound as a method when it is a class attribute: selectors.SelectSelector has it as one.
    module.poll, module.select, module.error = poll, staticmethod(select), OSError
    module.POLLIN, module.POLLPRI, module.POLLOUT = POLLIN, POLLPRI, POLLOUT
    module.POLLERR, module.POLLHUP, module.POLLNVAL = POLLERR, POLLHUP, POLLNVAL
    module.PIPE_BUF = 4096
    module.epoll = epoll
    module.EPOLLIN, module.EPOLLPRI, module.EPOLLOUT, module.EPOLLERR, module.EPOLLHUP = POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP
    module.EPOLLRDHUP, module.EPOLLONESHOT, module.EPOLLET, module.EPOLL_CLOEXEC = 0x2000, EPOLLONESHOT, EPOLLET, 0x80000
    return module
