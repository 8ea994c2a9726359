"""File descriptors of a process and what they refer to: ends of pipes, the console, files.

Numbers below REAL are the lab's, and each process has its own; others are the interpreter's own files, shared by all.
"""

from . import run
from .events import DONE, clip
from .error_numbers import fail
from .threads import NEVER

REAL = 1024
# Capacity of a pipe in bytes; a writer waits while it is full.
CAPACITY = 65536


def bytes_of(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f'a bytes-like object is required, not {type(data).__name__!r}') from None


class Descriptor:
    """A descriptor of a process. Its copies (by fork or dup) share `end`."""

    __slots__ = ('end', 'is_inheritable')

    def __init__(self, end, is_inheritable=False):
        self.end = end
        self.is_inheritable = is_inheritable
        end.holders += 1

    def again(self):
        return Descriptor(self.end, self.is_inheritable)

    def let_go(self, world):
        self.end.holders -= 1
        if self.end.holders == 0:
            self.end.close(world)


def of_number(number):
    process = run.world.current.process
    descriptor = process.descriptors.get(number)
    if descriptor is None:
        fail('EBADF')
    return descriptor


def add(end, is_inheritable=False, number=None):
    """Adds a descriptor to the current process. Returns its number: the lowest that is free."""
    descriptors = run.world.current.process.descriptors
    if number is None:
        number = next(n for n in range(REAL + 1) if n not in descriptors)
        if number >= REAL:
            fail('EMFILE')
    elif number in descriptors:
        descriptors[number].let_go(run.world)
    descriptors[number] = Descriptor(end, is_inheritable)
    return number


class End:
    """`holders`: open descriptors of all processes that refer to this end."""

    can_read = can_write = False

    def __init__(self):
        self.holders = 0
        self.is_blocking = True

    def read(self, world, most):
        fail('EBADF')

    def write(self, world, data):
        fail('EBADF')

    def close(self, world):
        pass

    def is_readable(self):
        return True

    def is_writable(self):
        return True

    def has_hung_up(self):
        return False

    def lines(self):
        """Lists of waiters to join in order to be woken by a change."""
        return []


class Flow:
    """Bytes in transit, in one direction. `index`: of the trace object."""

    def __init__(self, name=None):
        self.bytes = bytearray()
        self.readers = 0
        self.writers = 0
        self.line = []
        self.index = -1
        self._index = -1
        self.name = name
        self.kind = 'pipe'
        # Writes not read completely: [bytes left, event, thread].
        self.messages = []
        # Items of a multiprocessing queue that uses this pipe, see shared_calls.py: (text, event, thread).
        self.items = []
        # Descriptors sent with the bytes (SCM_RIGHTS), a list for each message.
        self.rights = []

    def is_plain(self):
        """Whether its bytes are recorded: the program made the pipe, and nothing else is built on it."""
        return self.index >= 0 and self.kind == 'pipe' and not run.is_inner(self.index)

    def wake(self, world):
        world.wake_all(self.line)

    def put(self, world, data, event):
        self.bytes += data
        self.messages.append([len(data), event, world.current.lane])
        self.wake(world)

    def take(self, world, most):
        """Up to `most` bytes, with the event of the write that the first of them came from, and the thread that wrote them."""
        data = bytes(self.bytes[:most])
        del self.bytes[:most]
        left, event, thread = len(data), -1, -1
        while left and self.messages:
            first = self.messages[0]
            if event < 0:
                _, event, thread = first
            taken = min(left, first[0])
            first[0] -= taken
            left -= taken
            if first[0] == 0:
                self.messages.pop(0)
        self.wake(world)
        return data, event, thread


def _tell(world, op, flow, phase, text, other=-1, cause=-1):
    me = world.current
    me.line = world.line() or me.line
    me.cause = -1
    return world.emit(phase, op, flow.index, other, len(flow.messages), clip(text), cause)


class ReadEnd(End):
    can_read = True

    def __init__(self, flow):
        super().__init__()
        self.flow = flow
        flow.readers += 1

    def read(self, world, most, limit=NEVER, is_blocking=None):
        flow = self.flow
        op = world.ops['pipe.recv']
        is_told = flow.is_plain() and world.is_told()
        if is_told:
            world.point(op, flow.index)
        may_wait = self.is_blocking if is_blocking is None else is_blocking
        while not flow.bytes and flow.writers:
            if not may_wait:
                fail('EAGAIN')
            if not world.wait(flow.line, op, flow, -1, limit):
                raise TimeoutError('timed out')
        data, event, thread = flow.take(world, most)
        world.current.sent = event
        if is_told:
            _tell(world, op, flow, DONE, repr(data), thread, event)
        return data

    def is_readable(self):
        return bool(self.flow.bytes) or not self.flow.writers

    def is_writable(self):
        return False

    def has_hung_up(self):
        return not self.flow.writers

    def lines(self):
        return [self.flow.line]

    def close(self, world):
        self.flow.readers -= 1
        self.flow.wake(world)


class WriteEnd(End):
    can_write = True

    def __init__(self, flow):
        super().__init__()
        self.flow = flow
        flow.writers += 1

    def write(self, world, data, limit=NEVER, is_blocking=None):
        """Blocking: writes all of it; non-blocking: as much as there is room for."""
        flow = self.flow
        op = world.ops['pipe.send']
        is_told = flow.is_plain() and world.is_told()
        if is_told:
            world.point(op, flow.index)
        data = bytes(data)
        written = 0
        may_wait = self.is_blocking if is_blocking is None else is_blocking
        event = -1
        while True:
            if not flow.readers:
                fail('EPIPE')
            room = CAPACITY - len(flow.bytes)
            part = data[written : written + room]
            if part or not data:
                last = written + len(part) == len(data)
                if is_told and last:
                    flow.messages.append(None)
                    event = _tell(world, op, flow, DONE, repr(data))
                    flow.messages.pop()
                flow.put(world, part, event)
                written += len(part)
            if written == len(data) or (written and not may_wait):
                return written
            if not may_wait:
                fail('EAGAIN')
            if not world.wait(flow.line, op, flow, -1, limit):
                raise TimeoutError('timed out')

    def is_readable(self):
        return False

    def is_writable(self):
        return len(self.flow.bytes) < CAPACITY or not self.flow.readers

    def has_hung_up(self):
        return not self.flow.readers

    def lines(self):
        return [self.flow.line]

    def close(self, world):
        self.flow.writers -= 1
        self.flow.wake(world)


class Console(End):
    """stdout or stderr of a program that is not redirected. `op`: 'console.print' or 'console.report'."""

    can_write = True

    def __init__(self, op):
        super().__init__()
        self.op = op

    def write(self, world, data, limit=NEVER, is_blocking=None):
        text = bytes(data).decode('utf-8', 'replace')
        # Text that does not end in a line break is recorded as it is; otherwise its last line break is left out.
        is_part = not text.endswith('\n') and self.op == 'console.print'
        op = world.ops['console.write' if is_part else self.op]
        me = world.current
        if world.is_told():
            world.point(op)
        me.line = world.line() or me.line
        world.emit(DONE, op, text=text if is_part else text.removesuffix('\n'))
        return len(data)

    def is_readable(self):
        return False


class Nothing(End):
    """/dev/null."""

    can_read = can_write = True

    def read(self, world, most, limit=NEVER, is_blocking=None):
        return b''

    def write(self, world, data, limit=NEVER, is_blocking=None):
        return len(data)


class File(End):
    """A file of the interpreter's file system, opened by os.open."""

    can_read = can_write = True

    def __init__(self, real):
        super().__init__()
        self.real = real
        # Memory mapping of the file, see memory.py.
        self.segment = None
        # Those that it holds, see file_locks.py.
        self.locks = []

    def read(self, world, most, limit=NEVER, is_blocking=None):
        return real_os['read'](self.real, most)

    def write(self, world, data, limit=NEVER, is_blocking=None):
        return real_os['write'](self.real, data)

    def close(self, world):
        for lock in list(self.locks):
            lock.release(world, self)
        real_os['close'](self.real)


# The real `os` functions that os_module.py replaces.
real_os = {}


def new_pipe():
    """The two ends of a pipe. Its trace object is declared only if the program made the pipe itself."""
    flow = Flow()
    return flow, add(ReadEnd(flow)), add(WriteEnd(flow))
