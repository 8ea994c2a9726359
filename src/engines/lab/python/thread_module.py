"""The module `_thread`, on the lab's world: the base of CPython's threading.py.

Locks allow barging, as CPython's do: a release wakes the first waiter, which tries again and may find that another thread
was faster. A lock that the program made leaves events of its own; operations on the library's own locks are recorded as
part of the call that they belong to (watch.py).
"""

import sys
import types
from builtins import id
from weakref import ref

from . import identity, run
from .c_classes import stands_in
from .errors import format_error, ignore
from .events import DONE, FAIL, RAISE, RAISED
from .own import as_own
from .replay import answered
from .threads import BLOCKED, CUT_OFF, ENDED, NEVER, Thread
from .world import Kill

import _thread as _real

TIMEOUT_MAX = _real.TIMEOUT_MAX
_NOT_GIVEN = -1
_frame = sys._getframe
# In bytes.
_LEAST_STACK = 32768


def limit_of(world, blocking, timeout):
    """Program time at which an acquire times out. Raises what CPython raises."""
    if timeout != _NOT_GIVEN:
        if not blocking:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0:
            raise ValueError('timeout value must be a non-negative number')
        if timeout > TIMEOUT_MAX:
            raise OverflowError('timestamp too large to convert to C PyTime_t')
        return world.now + 1000 * timeout
    return NEVER


def _not_pickled(self, protocol):
    cls = type(self)
    name = f'_thread.{cls.__name__}' if cls.__module__ == '_thread' else cls.__name__
    raise TypeError(f'cannot pickle {name!r} object')


class _Either:
    """Common base of lock and RLock."""

    __slots__ = ('_owner', '_line', '_index', '_birth', '_is_probed', '__weakref__')

    __reduce_ex__ = _not_pickled

    def acquire(self, blocking=True, timeout=_NOT_GIVEN):
        world = run.world
        if self._index < 0 and self._owner is None and blocking and timeout == _NOT_GIVEN:
            # What the library's own locks do most.
            self._owner = world.current
            return True
        limit = NEVER if timeout == _NOT_GIVEN else limit_of(world, blocking, timeout)
        is_told = self._index >= 0 and self._announce(world, self._acquire)
        if not blocking and not is_told and not world.is_told():
            # A non-blocking acquire by which a condition tests whether its lock is held.
            return self._owner is None and self._probe(world)
        if self._owner is not None:
            if not blocking or timeout == 0:
                limit = world.now
            if not self._wait(world, limit, blocking and timeout != 0):
                self._tell(world, FAIL, self._acquire, 1, is_told)
                return False
        self._owner = world.current
        if self._index >= 0:
            self._tell(world, DONE, self._acquire, 1, is_told)
        return True

    def _probe(self, world):
        self._owner = world.current
        self._is_probed = True
        return True

    def _be_declared(self, maker):
        self._index = run.declare(self, maker, self._kind, 0)

    __hash__ = identity.hash_of

    _acquire = 'lock.acquire'
    _release = 'lock.release'

    def _announce(self, world, op):
        """The thread is about to acquire or release a lock of the program. Returns whether that is recorded as the lock's operation."""
        if not world.is_told():
            return False
        world.point(world.ops[op], run.own_index(self), frame=_frame(2))
        return True

    def _wait(self, world, limit, may_wait):
        """Waits until the lock is free; False on timeout."""
        while self._owner is not None:
            if not may_wait:
                return False
            owner = self._owner
            other = owner.index if isinstance(owner, Thread) and owner is not world.current else -1
            if not world.wait(self._line, world.ops[self._acquire], self, other, limit):
                may_wait = False
        return True

    def release(self):
        if self._index < 0 and self._owner is not None and not self._line:
            self._is_probed, self._owner = False, None
            return
        world = run.world
        is_told = self._index >= 0 and self._announce(world, self._release)
        if self._owner is None:
            error = RuntimeError('release unlocked lock')
            self._tell(world, RAISE, self._release, 0, is_told, f'RuntimeError: {error}')
            raise error
        if self._is_probed:
            self._is_probed, self._owner = False, None
            return
        self._free(world, is_told)

    def _free(self, world, is_told=False):
        self._owner = None
        event = self._tell(world, DONE, self._release, 0, is_told) if self._index >= 0 else -1
        if self._line:
            thread = self._line.pop(0)
            if event >= 0 and thread.state == BLOCKED:
                world.rouse(thread, False)
                world.tell_wake(thread, world.ops[self._release], self._index, event)
            else:
                world.wake(thread)

    def _tell(self, world, phase, op, measure, is_told=False, text=''):
        """`is_told`: a point has just been there, which knows the line."""
        me = world.current
        if self._index < 0 or me is None:
            return -1
        if not is_told:
            me.line = world.line() or me.line
        cause = me.cause if me.cause >= 0 and phase == DONE else -1
        me.cause = -1
        if me.replay is not None:
            return -1
        return world.emit(phase, world.ops[op], run.own_index(self), -1, measure, text, cause)

    def locked(self):
        return self._owner is not None

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exc_info):
        self.release()

    def _at_fork_reinit(self):
        self._owner = None
        self._line = []



@stands_in('_thread')
class lock(_Either):
    __slots__ = ()
    _kind = 'lock'

    def __new__(cls, /, *args):
        if args:
            raise TypeError(f'lock expected 0 arguments, got {len(args)}')
        self = object.__new__(cls)
        self._owner = None
        self._line = []
        self._is_probed = False
        self._be_declared(sys._getframe(1))
        return self

    def __init_subclass__(cls):
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    acquire_lock, release_lock, locked_lock = _Either.acquire, _Either.release, _Either.locked

    def __repr__(self):
        state = 'locked' if self._owner is not None else 'unlocked'
        return f'<{state} _thread.lock object at {id(self):#x}>'


@stands_in('_thread')
class RLock(_Either):
    __slots__ = ('_count',)
    _kind = 'rlock'
    _acquire = 'rlock.acquire'
    _release = 'rlock.release'

    def __new__(cls, /, *args, **kwargs):
        # The arguments are for the constructor of a subclass.
        self = object.__new__(cls)
        self._count = 0
        self._owner = None
        self._line = []
        self._be_declared(sys._getframe(1))
        return self

    def acquire(self, blocking=True, timeout=_NOT_GIVEN):
        world = run.world
        limit = NEVER if timeout == _NOT_GIVEN else limit_of(world, blocking, timeout)
        is_told = self._index >= 0 and self._announce(world, self._acquire)
        me = world.current
        if self._owner is not me and not self._wait(world, limit, blocking and timeout != 0):
            self._tell(world, FAIL, self._acquire, self._count, is_told)
            return False
        self._owner = me
        self._count += 1
        self._tell(world, DONE, self._acquire, self._count, is_told)
        return True

    def release(self):
        world = run.world
        is_told = self._index >= 0 and self._announce(world, self._release)
        if self._owner is not world.current:
            error = RuntimeError('cannot release un-acquired lock')
            self._tell(world, RAISE, self._release, self._count, is_told, f'RuntimeError: {error}')
            raise error
        self._count -= 1
        if self._count:
            self._tell(world, DONE, self._release, self._count, is_told)
        else:
            self._free(world, is_told)

    def _is_owned(self):
        return self._owner is run.world.current

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if not self._is_owned():
            raise RuntimeError('cannot release un-acquired lock')
        saved = (self._count, self._owner)
        self._count = 0
        self._free(run.world)
        return saved

    def _acquire_restore(self, saved):
        world = run.world
        self._wait(world, NEVER, True)
        self._count, self._owner = saved
        self._tell(world, DONE, self._acquire, self._count)

    def _at_fork_reinit(self):
        super()._at_fork_reinit()
        self._count = 0

    def __repr__(self):
        state = 'locked' if self._count else 'unlocked'
        owner = self._owner.ident if self._owner else 0
        return f'<{state} _thread.RLock object owner={owner} count={self._count} at {id(self):#x}>'


@stands_in('_thread')
class _ThreadHandle:
    """Result of start_joinable_thread: a handle by which a thread is joined."""

    __reduce_ex__ = _not_pickled

    def __init__(self):
        self.ident = 0
        self._thread = None
        self._state = 'new'
        self._line = []

    def is_done(self):
        return self._state == 'done'

    def _set_done(self):
        if self._state == 'new':
            raise RuntimeError('thread not started')
        for waiter in self.finish():
            run.world.wake(waiter)

    def begin(self, thread):
        self._thread = thread
        self.ident = thread.ident
        self._state = 'running'

    def finish(self):
        """Marks the thread as ended. Returns the threads that wait in join()."""
        self._state = 'done'
        line, self._line = self._line, []
        return [waiter for waiter in line if waiter.state == BLOCKED]

    def join(self, timeout=None):
        world = run.world
        if self._state == 'new':
            raise RuntimeError('thread not started')
        if self._thread is world.current:
            raise RuntimeError('Cannot join current thread')
        if world.current.process.is_finalizing and self._state != 'done':
            raise PythonFinalizationError('cannot join thread at interpreter shutdown')
        limit = NEVER if timeout is None or timeout < 0 else world.now + 1000 * timeout
        other = self._thread.index if self._thread else -1
        while self._state != 'done':
            if timeout == 0 or not world.wait(self._line, world.ops['thread.join'], None, other, limit):
                return


@stands_in('_thread')
class _local:
    """Thread-local attributes. They are stored in the object, until it or the thread ends."""

    __slots__ = ('_local__args', '_local__of', '__weakref__', '__dict__')

    __reduce_ex__ = _not_pickled

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        object.__setattr__(self, '_local__args', (args, kwargs))
        object.__setattr__(self, '_local__of', {})
        _begin(self, run.world.current)
        return self

    def __getattribute__(self, name):
        own = _attributes(self)
        if name == '__dict__':
            return own
        object.__setattr__(self, '__dict__', own)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        object.__setattr__(self, '__dict__', _attributes(self))
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        object.__setattr__(self, '__dict__', _attributes(self))
        object.__delattr__(self, name)


def _begin(self, thread):
    """Creates the attributes of a thread that has none yet."""
    own = object.__getattribute__(self, '_local__of')[id(thread)] = {}
    known, key = thread.locals, id(self)
    known[key] = ref(self, lambda _: known.pop(key, None))
    return own


def forget_locals(thread):
    """Drops all thread-local attributes of a thread that has ended."""
    known, thread.locals = thread.locals, {}
    for find in list(known.values()):
        local = find()
        if local is not None:
            own = object.__getattribute__(local, '_local__of').pop(id(thread), None)
            if object.__getattribute__(local, '__dict__') is own:
                object.__setattr__(local, '__dict__', {})


run.forget_locals = forget_locals


def _attributes(self):
    me = run.world.current
    own = object.__getattribute__(self, '_local__of').get(id(me))
    if own is None:
        own = _begin(self, me)
        args, kwargs = object.__getattribute__(self, '_local__args')
        type(self).__init__(self, *args, **kwargs)
    return own


def _declare(world, owner, function, daemon):
    """Declares a thread that the library made, or one without a Thread object."""
    name = getattr(function, '__name__', 'function')
    if owner is None or not hasattr(owner, '_name'):
        return run.declare_thread(world, owner, f'Thread ({name})', daemon, name)
    target = getattr(getattr(owner, '_target', None), '__name__', 'run')
    call = world.current.call
    worker = {'of': call.object, 'role': 'worker'} if call is not None and call.spec.kind == 'executor' and call.object >= 0 else run.part_of(owner)
    return run.declare_thread(world, owner, owner._name, daemon, target, **worker)


def _start(function, handle, daemon, told):
    """Starts a thread; returns it. `told`: the function that the report of an error names."""
    world = run.world
    me = world.current
    if me.process.is_finalizing:
        raise PythonFinalizationError("can't create new thread at interpreter shutdown")
    owner = getattr(function, '__self__', None)
    index = run.thread_index(owner) if owner is not None else -1
    if index < 0:
        index = _declare(world, owner, function, daemon)
    thread = run.thread_of(world, index, daemon, me.process)
    thread.is_library = run.is_library(owner)
    if me.replay is None:
        world.threads[index] = thread
    thread.handle = handle
    if handle is not None:
        handle.begin(thread)

    def body():
        try:
            function()
        except (Kill, SystemExit):
            raise
        except BaseException as error:
            thread.status = RAISED
            thread.report = ignore(error, f'Exception ignored in thread started by {told!r}')

    started = world.emit(DONE, world.ops['thread.start'], -1, index)
    thread.cause = started
    world.spawn(body, thread)
    call = me.call
    if call is not None and call.op == world.ops['thread.start']:
        call.has_started(world.ops['thread.started'], index)
    return thread


@answered('native id')
def _native_id():
    return run.native_id_of(run.world.current)


def make():
    """Makes a fresh `_thread` for a process."""
    module = types.ModuleType('_thread')

    def start_joinable_thread(function, handle=None, daemon=True):
        handle = _ThreadHandle() if handle is None else handle
        if handle._state != 'new':
            raise RuntimeError('thread already started')
        _start(function, handle, daemon, function)
        return handle

    def start_new_thread(function, args, kwargs=types.MappingProxyType({})):
        world = run.world
        world.point(world.ops['thread.start'])

        def body():
            function(*args, **kwargs)

        body.__name__ = getattr(function, '__name__', 'function')
        return _start(body, None, True, function).ident

    def stack_size(size=0, /):
        """Checks the size, which has no effect here."""
        if size < 0:
            raise ValueError('size must be 0 or a positive value')
        if 0 < size < _LEAST_STACK:
            raise ValueError(f'size not valid: {size} bytes')
        process = run.world.current.process
        before, process.stack_size = process.stack_size, size
        return before

    def exit():
        raise SystemExit

    def make_thread_handle(ident):
        handle = _ThreadHandle()
        for thread in run.world.current.process.threads:
            if thread.ident == ident:
                handle.begin(thread)
                thread.handle = thread.handle or handle
        handle.ident = ident
        handle._state = 'running'
        return handle

    def shutdown():
        """Waits for all threads that are not daemons, as at the interpreter's shutdown."""
        world = run.world
        for thread in _others(world):
            while thread.state != ENDED:
                world.wait(thread.handle._line, world.ops['process.drain'], None, -1)

    def _others(world):
        while True:
            waited = [
                t for t in world.current.process.threads
                if not t.daemon and t.state not in (ENDED, CUT_OFF) and t is not world.current and t.handle
            ]
            if not waited:
                return
            yield waited[0]

    def interrupt_main(signum=2):
        if not 1 <= signum <= 64:
            raise ValueError('signal number out of range')
        process = run.world.current.process
        if callable(process.handlers.get(signum)):
            process.notify(run.world, signum)
            run.world.handle_signals()

    module.lock = module.LockType = module.allocate_lock = module.allocate = lock
    module.RLock = RLock
    module._local = _local
    module._ThreadHandle = _ThreadHandle
    module.TIMEOUT_MAX = TIMEOUT_MAX
    module.error = RuntimeError
    module._excepthook = excepthook
    module._ExceptHookArgs = _real._ExceptHookArgs
    module.get_ident = lambda: run.world.current.ident
    module.get_native_id = _native_id
    module._get_main_thread_ident = lambda: run.world.current.process.main.ident
    module._is_main_interpreter = module.daemon_threads_allowed = lambda: True
    module._count = lambda: sum(1 for t in run.world.current.process.threads[1:] if t.state not in (ENDED, CUT_OFF))
    module.stack_size = stack_size
    module.exit = module.exit_thread = exit
    module.interrupt_main = interrupt_main
    module.start_joinable_thread = start_joinable_thread
    module.start_new_thread = module.start_new = start_new_thread
    module._make_thread_handle = make_thread_handle
    module._shutdown = shutdown
    functions = {name: thing for name, thing in vars(module).items() if callable(thing) and thing.__module__.startswith(f'{__package__}.')}
    as_own('_thread', **functions)
    return module


def excepthook(args):
    """threading.excepthook: on the console, the report is recorded with the end of the thread."""
    if isinstance(args.exc_value, Kill) or args.exc_type is SystemExit:
        return
    me = run.world.current
    name = args.thread.name if args.thread is not None else str(me.ident)
    text = f'Exception in thread {name}:\n{format_error(args.exc_value)}'
    is_main = me is me.process.main
    if not is_main:
        me.status = RAISED
    # Without sys.stderr, the stream of the time when the thread was made.
    stream = sys.stderr if sys.stderr is not None else getattr(args.thread, '_stderr', None)
    if getattr(stream, '_is_at_console', False) and not is_main:
        me.report = text
    elif stream is not None:
        stream.write(text + '\n')
