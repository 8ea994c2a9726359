"""Runs a listing under CPython and writes down every synchronisation call that its own lines make.

    python3 record.py LISTING RECORD SECONDS SCALE INPUT

RECORD gets one JSON object a line, two for a call: when it was made, and when it came back and with what. SECONDS bounds
an endless program. SCALE shortens sleeps, time limits and what is computed on purpose; orders do not depend on them, so
any scale is a fair run. INPUT is what is typed, as JSON: a list of {"terminal": path, "line": text or null for the end
of input}.

Only calls from the listing's own frames count: what the library does inside is its own business.
"""

import builtins
import contextlib
import functools
import itertools
import json
import multiprocessing
import multiprocessing.connection
import multiprocessing.context
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.sharedctypes
import multiprocessing.synchronize
import os
import queue
import random
import runpy
import signal
import socket
import sys
import threading
import time

import library

listing, record, seconds, scale = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
typed = json.loads(sys.argv[5])
listing = os.path.abspath(listing)
out = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_TRUNC, 0o644)
calls = itertools.count()
objects = {}
counts = {}
kept = []
real_sleep = time.sleep
real_monotonic = time.monotonic
# What a timer does with its event shows, as it does in the program.
timer_code = {threading.Timer.run.__code__, threading.Timer.cancel.__code__}
timer_init = threading.Timer.__init__.__code__


def write(entry):
    os.write(out, (json.dumps(entry) + '\n').encode())


def known(kind, thing):
    """'lock 2' for the second lock that the program made."""
    if id(thing) not in objects:
        counts[kind] = counts.get(kind, 0) + 1
        objects[id(thing)] = f'{kind} {counts[kind]}'
        kept.append(thing)
    return objects[id(thing)]


def from_listing():
    code = sys._getframe(2).f_code
    return code.co_filename == listing or code in timer_code


def made_by_listing():
    """Whether the object that is being made now is the program's own; some are made one frame further in."""
    frame = sys._getframe(2)
    if frame.f_code.co_filename.endswith('multiprocessing/context.py') or frame.f_code is timer_init:
        frame = frame.f_back
    return frame.f_code.co_filename == listing


def numbered(owner, kind):
    """Objects are counted as they are made, not as they are first used."""
    function = owner.__init__

    @functools.wraps(function)
    def wrapper(self, *args, **kwargs):
        if made_by_listing():
            known(kind, self)
        function(self, *args, **kwargs)

    owner.__init__ = wrapper


def plain(value):
    """A result as it can be compared: numbers, texts, lists and truth; anything else is only 'something'."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return '…'


def begun(op, subject):
    """Notes that a call begins. What it returns is called when the call comes back, with what it gave."""
    call = f'{os.getpid()} {next(calls)}'
    who = [library.process_name(), threading.current_thread().name]
    write({'call': call, 'who': who, 'op': op, 'on': subject})
    return lambda **answer: write({'back': call, 'call': call, **answer})


def raised(error):
    return {'raised': type(error).__name__, 'message': str(error)}


def noted(kind, op, function, about=None, result=True):
    """`function`, which notes that thread and object did `op`."""

    @functools.wraps(function)
    def wrapper(self, *args, **kwargs):
        if not from_listing():
            return function(self, *args, **kwargs)
        back = begun(op, known(kind, self) if about is None else about(self))
        answer = {}
        try:
            value = function(self, *args, **kwargs)
            if result:
                answer = {'value': plain(value)}
            return value
        except BaseException as error:
            answer = raised(error)
            raise
        finally:
            back(**answer)

    return wrapper


def asked(op, function, unasked):
    """`function`, whose answers are noted: the kernel is given the same. The library's own calls get `unasked`."""

    def wrapper():
        if not from_listing():
            return unasked()
        back = begun(op, op)
        value = function()
        back(value=value)
        return value

    return wrapper


def note(owner, kind, names, about=None, result=True):
    if about is None:
        numbered(owner, kind)
    for python_name, op in names.items():
        if hasattr(owner, python_name):
            function = getattr(owner, python_name)
            setattr(owner, python_name, noted(kind, op, function, about, result))


class Lock:
    """threading.Lock with a face that can be watched: the real one is made in C."""

    def __init__(self):
        self._lock = real_lock()

    def acquire(self, blocking=True, timeout=-1):
        return self._lock.acquire(blocking, timeout if timeout < 0 else timeout * scale)

    def release(self):
        return self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *error):
        self.release()

    # What Condition asks of a lock.
    def _is_owned(self):
        return self._lock.locked()


class RLock(Lock):
    def __init__(self):
        self._lock = real_rlock()

    def _is_owned(self):
        return self._lock._is_owned()

    def _release_save(self):
        return self._lock._release_save()

    def _acquire_restore(self, state):
        self._lock._acquire_restore(state)


real_lock = threading.Lock
real_rlock = threading.RLock
takes = {'acquire': 'acquire', 'release': 'release', 'locked': 'locked', '__enter__': 'acquire', '__exit__': 'release'}


def scaled(owner, name, position, keyword='timeout'):
    """Shortens a time limit, given by place or by name."""
    function = getattr(owner, name)

    @functools.wraps(function)
    def wrapper(self, *args, **kwargs):
        args = list(args)
        if len(args) > position and isinstance(args[position], (int, float)) and args[position] > 0:
            args[position] *= scale
        if kwargs.get(keyword) is not None and kwargs[keyword] > 0:
            kwargs[keyword] *= scale
        return function(self, *args, **kwargs)

    setattr(owner, name, wrapper)


class Terminal:
    """A terminal at which everything has been typed already. Processes that share it take its lines in turn."""

    def __init__(self, path):
        self._read, self._write = os.pipe()
        for entry in typed:
            if entry['terminal'] == path:
                os.write(self._write, b'\x04' if entry['line'] is None else (entry['line'] + '\n').encode())

    def close(self):
        """A child of multiprocessing closes the standard input that it came with."""

    def readline(self):
        if not from_listing():
            return self._next()
        back = begun('input', 'input')
        line = self._next()
        back(value=line.removesuffix('\n') if line else None)
        return line

    def _next(self):
        line = b''
        while not line.endswith(b'\n'):
            byte = os.read(self._read, 1)
            if byte == b'\x04':
                return ''
            line += byte
        return line.decode()


def prepare_terminals():
    terminals = {}
    real_open, real_input = builtins.open, builtins.input

    def open_terminal(path, *args, **kwargs):
        if not str(path).startswith(('/dev/tty', '/dev/pts/')):
            return real_open(path, *args, **kwargs)
        return terminals.setdefault(path, Terminal(path))

    for entry in typed:
        open_terminal(entry['terminal'])
    sys.stdin = open_terminal('/dev/tty')
    builtins.open = open_terminal
    builtins.input = lambda prompt='': reads(prompt)

    def reads(prompt):
        back = begun('input', 'input')
        try:
            line = real_input(prompt)
        except EOFError as error:
            back(**raised(error))
            raise
        back(value=line)
        return line


def prepare_condition():
    """The three parts of wait() are calls of their own: it lets go of the lock, waits, and takes the lock again."""
    condition = threading.Condition
    init, wait = condition.__init__, condition.wait

    def lock_of(self):
        return known('lock', self._lock)

    def init_watched(self, lock=None):
        if not made_by_listing():
            return init(self, lock)
        if lock is None:
            lock = RLock()
            known('lock', lock)
        subject = known('condition', self)
        init(self, lock)
        let_go, take = self._release_save, self._acquire_restore
        waits = {}

        def release_save():
            back = begun('release', subject)
            state = let_go()
            back()
            waits[threading.get_ident()] = begun('wait', subject)
            return state

        def acquire_restore(state):
            notified = sys._getframe(1).f_locals['gotit']
            waits.pop(threading.get_ident())(value=notified)
            back = begun('acquire', subject)
            take(state)
            back(value='…')

        self._release_save, self._acquire_restore = release_save, acquire_restore

    def wait_watched(self, timeout=None):
        if from_listing() and not self._is_owned():
            begun('release', known('condition', self))(raised='RuntimeError', message='cannot wait on un-acquired lock')
        return wait(self, timeout)

    condition.__init__, condition.wait = init_watched, wait_watched
    for name, op in {'__enter__': 'acquire', '__exit__': 'release'}.items():
        setattr(condition, name, noted('lock', op, getattr(condition, name), lock_of))
    for name, op in {'notify': 'notify', 'notify_all': 'notify-all'}.items():
        setattr(condition, name, noted('condition', op, getattr(condition, name)))


def prepare_barrier():
    """The two parts of wait() are calls of their own: a thread arrives, and waits for the others unless it is the last."""
    barrier = threading.Barrier
    note(barrier, 'barrier', {'abort': 'abort', 'reset': 'reset'})
    enter, wait = barrier._enter, barrier._wait

    def enter_watched(self):
        back = begun('arrive', known('barrier', self))
        try:
            enter(self)
        except threading.BrokenBarrierError as error:
            back(**raised(error))
            raise
        back(value=self._count)

    def wait_watched(self, timeout):
        back = begun('wait', known('barrier', self))
        if not self._cond.wait_for(lambda: self._state != 0, timeout):
            back(value=False)
            back = begun('wait', known('barrier', self))
        try:
            wait(self, 0)
        except threading.BrokenBarrierError as error:
            back(**raised(error))
            raise
        back(value=True)

    barrier._enter, barrier._wait = enter_watched, wait_watched


def prepare_shared_locks():
    """They carry acquire and release of an object made in C, each instance its own."""
    make_methods = multiprocessing.synchronize.SemLock._make_methods

    def watched(self, kind, name):
        function = getattr(self, name)
        wrapper = noted(kind, name, lambda _self, *args, **kwargs: function(*args, **kwargs))
        return functools.partial(wrapper, self)

    def make_methods_watched(self):
        make_methods(self)
        kind = 'semaphore' if isinstance(self, multiprocessing.synchronize.Semaphore) else 'lock'
        self.acquire, self.release = watched(self, kind, 'acquire'), watched(self, kind, 'release')

    multiprocessing.synchronize.SemLock._make_methods = make_methods_watched


def prepare_simple_queue():
    """A pipe with a lock at either end; whether it is empty is found by polling."""
    simple = multiprocessing.queues.SimpleQueue
    note(simple, 'queue', {'put': 'put', 'get': 'get', 'close': 'close'})
    empty = simple.empty

    def empty_noted(self):
        if not from_listing():
            return empty(self)
        back = begun('poll', known('queue', self))
        answer = empty(self)
        back(value=not answer)
        return answer

    simple.empty = empty_noted


def prepare_shared_values():
    """Reads and writes hold the value's own lock for their moment, where it has one: there they have an order."""
    sharedctypes = multiprocessing.sharedctypes

    def watched(kind, op, function):
        def wrapper(self, *args):
            if not from_listing():
                return function(self, *args)
            with getattr(self, '_lock', contextlib.nullcontext()):
                back = begun(op, known(kind, self))
                value = function(self, *args)
                back(value=plain(value))
            return value

        return wrapper

    value = sharedctypes.Synchronized.value
    sharedctypes.Synchronized.value = property(
        watched('value', 'read', value.fget), watched('value', 'write', value.fset)
    )
    array = sharedctypes.SynchronizedArray
    array.__getitem__ = array.__getslice__ = watched('array', 'read', array.__getitem__)
    array.__setitem__ = watched('array', 'write', array.__setitem__)


def prepare_sockets():
    """Listening sockets are counted as they are made; all others are connections."""
    listeners = set()
    create_server = socket.create_server

    def create_server_watched(*args, **kwargs):
        server = create_server(*args, **kwargs)
        listeners.add(id(server))
        known('listener', server)
        return server

    def about(end):
        return known('listener', end) if id(end) in listeners else 'connection'

    socket.create_server = create_server_watched
    socket.create_connection = noted('', 'connect', socket.create_connection, lambda _address: 'connect', result=False)
    note(socket.socket, '', {'accept': 'accept', 'sendall': 'send', 'send': 'send'}, about, result=False)
    note(socket.socket, '', {'recv': 'recv', 'close': 'close'}, about)


def prepare():
    library.prepare(sys.modules[__name__])
    for owner, name, position in [
        (threading.Thread, 'join', 0),
        (threading.Semaphore, 'acquire', 1),
        (threading.Event, 'wait', 0),
        (threading.Condition, 'wait', 0),
        (threading.Condition, 'wait_for', 1),
        (threading.Barrier, 'wait', 0),
        (queue.Queue, 'put', 2),
        (queue.Queue, 'get', 1),
        (multiprocessing.process.BaseProcess, 'join', 0),
        (multiprocessing.queues.Queue, 'put', 2),
        (multiprocessing.queues.Queue, 'get', 1),
        (multiprocessing.queues.JoinableQueue, 'put', 2),
        (multiprocessing.synchronize.Event, 'wait', 0),
    ]:
        scaled(owner, name, position)

    def person(thread):
        return f'thread {thread.name}'

    note(threading.Thread, 'thread', {'start': 'start', 'join': 'join', 'is_alive': 'is-alive'}, person)
    note(threading.Semaphore, 'semaphore', takes)
    note(threading.BoundedSemaphore, 'semaphore', {'release': 'release'})
    threading.Semaphore.__enter__ = noted('semaphore', 'acquire', lambda self: self.acquire())
    note(
        threading.Event,
        'event',
        {'set': 'set', 'clear': 'clear', 'is_set': 'is-set', 'wait': 'wait'},
    )
    prepare_condition()
    prepare_barrier()
    line = {
        'put': 'put',
        'get': 'get',
        'put_nowait': 'put',
        'get_nowait': 'get',
        'qsize': 'qsize',
        'empty': 'empty',
        'full': 'full',
        'task_done': 'task-done',
        'join': 'join',
    }
    note(queue.Queue, 'queue', line)
    threading.Lock, threading.RLock = Lock, RLock
    note(Lock, 'lock', takes)
    numbered(RLock, 'lock')

    def child(process):
        return f'process {process.name}'

    note(
        multiprocessing.process.BaseProcess,
        'process',
        {'start': 'start', 'join': 'join', 'is_alive': 'is-alive', 'terminate': 'terminate', 'kill': 'kill'},
        child,
    )
    note(
        multiprocessing.connection.Connection,
        'connection',
        {'send': 'send', 'recv': 'recv', 'poll': 'poll', 'close': 'close'},
        lambda _end: 'connection',
    )
    # What a class has of its own hides what the class above it notes.
    note(multiprocessing.queues.Queue, 'queue', line)
    note(
        multiprocessing.queues.JoinableQueue, 'queue', {'put': 'put', 'task_done': 'task-done', 'join': 'join'}
    )
    prepare_simple_queue()
    note(multiprocessing.synchronize.Lock, 'lock', takes)
    for owner, kind in ((multiprocessing.synchronize.RLock, 'lock'), (multiprocessing.synchronize.Semaphore, 'semaphore')):
        for name in ('__enter__', '__exit__'):
            setattr(owner, name, noted(kind, takes[name], getattr(owner, name)))
    prepare_shared_locks()
    prepare_shared_values()
    prepare_sockets()
    note(
        multiprocessing.synchronize.Event,
        'event',
        {'set': 'set', 'clear': 'clear', 'is_set': 'is-set', 'wait': 'wait'},
    )

    sleep = noted('time', 'sleep', lambda span: real_sleep(span * scale), lambda _span: 'time')
    time.sleep = sleep
    # A clock as fast as the sleeps are short; and chance, which is the program's own in every run.
    time.monotonic = asked('time', lambda: real_monotonic() / scale, real_monotonic)
    random.random = asked('random', random.Random(1).random, random.random)
    # Who computes for so long is as much quicker.
    thread_time = time.thread_time
    time.thread_time = lambda: thread_time() / scale
    count = threading.active_count

    def count_noted():
        if sys._getframe(1).f_code.co_filename != listing:
            return count()
        back = begun('active-count', 'active-count')
        alive = count()
        back(value=alive)
        return alive

    threading.active_count = count_noted
    real_print = builtins.print

    def told(text):
        real_print(text, flush=True)

    def print_noted(*values, sep=' ', end='\n', file=None, flush=False):
        if file is not None or not from_listing_print():
            return real_print(*values, sep=sep, end=end, file=file, flush=flush)
        text = sep.join(str(value) for value in values)
        back = begun('print', 'console')
        told(text)
        back(value=text)

    def from_listing_print():
        return sys._getframe(2).f_code.co_filename == listing

    builtins.print = print_noted


def stop(*_):
    os.killpg(os.getpgid(0), signal.SIGKILL)


prepare()
prepare_terminals()
if os.getpgid(0) != os.getpid():
    os.setpgid(0, 0)
signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, seconds)
sys.argv = [listing]
runpy.run_path(listing, run_name='__main__')
