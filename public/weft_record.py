#!/usr/bin/env python3
"""Records what the threads of a real Python program do, as a trace that Weft shows.

    python weft_record.py [-o OUT.weft-trace.json] PROGRAM.py [ARGUMENTS ...]

Runs PROGRAM.py as `python PROGRAM.py` would, under the Python that runs this file (CPython 3.10 or newer), and writes
OUT.weft-trace.json at its end; then open that file in Weft. One file, the standard library only, and nothing is sent
anywhere.

Recorded is what the program's own code makes and calls: threading's Lock, RLock, Condition, Semaphore, BoundedSemaphore,
Event, Barrier and Thread; queue's Queue, LifoQueue, PriorityQueue and SimpleQueue; time.sleep; print; processes that
multiprocessing starts, forked or spawned, or os.fork(); and multiprocessing's Lock, RLock, Semaphore, BoundedSemaphore,
Condition, Event, Barrier, Queue, JoinableQueue, SimpleQueue, Value, Array, and what is sent and received through a Pipe; what a
Manager keeps; tasks of a Pool, a ThreadPoolExecutor and a ProcessPoolExecutor. What libraries make for themselves goes unseen.
An operation that need not wait takes some 5 to 40 microseconds more, one between processes 30 to 100.
"""
import atexit
import builtins
import json
import linecache
import os
import queue
import re
import runpy
import shutil
import sys
import sysconfig
import tempfile
import threading
import time

if sys.version_info < (3, 10):
    sys.exit("weft_record.py needs CPython 3.10 or newer")

now = time.perf_counter_ns
get_ident = threading.get_ident
raw_lock = threading.Lock
raw_rlock = threading.RLock
raw_sleep = time.sleep
raw_print = builtins.print
raw_start = threading.Thread.start
raw_join = threading.Thread.join
raw_exit = os._exit
RawSimpleQueue = queue.SimpleQueue

#: More than this many events no page shows well; what comes later is left out, and that is said.
MOST_EVENTS = 500_000
TEXT_LIMIT = 200

HERE = os.path.abspath(__file__)
LIBRARIES = tuple(
    os.path.abspath(path) + os.sep
    for path in {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), os.path.dirname(os.__file__)}
    if path
)

# Raw events: (ns, number, phase, thread, op, object, value, text, other, cause, line, file). Sorted by time at the end:
# whoever gives something away says so before, whoever gets it after.
events = []
lost = 0
numbers = iter(range(1, 1 << 62))
threads = {}  # key: (name, process key, daemon, target)
objects = {}  # key: (kind, name, limit, first value, process key, of key, role, text)
processes = {}  # pid: (name, parent pid)
keys = threading.local()
killed = {}  # pid: (when, exit code)
lasts = {}  # what woke whoever waits: a number of an event by object or thread
ends = {}  # thread key: number of its end
counts = {}
made = {}
children = tempfile.mkdtemp(prefix="weft-record-")
top = os.getpid()

OPS = [
    {"name": "start", "life": "start"},
    {"name": "join", "wait": "join", "life": "join"},
    {"name": "sleep", "wait": "sleep"},
    {"name": "acquire", "wait": "sync", "hold": "take"},
    {"name": "release", "hold": "give"},
    {"name": "wait", "wait": "sync"},
    {"name": "await", "wait": "sync", "turn": "await"},
    {"name": "notify"},
    {"name": "set"},
    {"name": "clear"},
    {"name": "put", "wait": "sync", "flow": "send"},
    {"name": "get", "wait": "sync", "flow": "receive"},
    {"name": "task-done", "turn": "finish"},
    {"name": "join-queue", "wait": "sync", "turn": "await-finished"},
    {"name": "print", "writes": "stdout"},
    {"name": "send", "wait": "message", "flow": "send"},
    {"name": "recv", "wait": "message", "flow": "receive"},
    {"name": "read", "access": "read"},
    {"name": "write", "access": "write"},
    {"name": "call", "access": "change"},
    {"name": "look"},
    {"name": "submit", "flow": "send"},
    {"name": "take", "wait": "sync", "flow": "receive"},
    {"name": "finish"},
    {"name": "result", "wait": "message"},
]


#: What ends a wait in each op.
GIVERS = {"acquire": "release", "await": "set", "wait": "notify", "result": "finish"}


class Libraries(dict):
    """By path: whether it is a library's, this file among them. Asked for every frame, so each path is looked at once."""

    def __missing__(self, path):
        # What a library writes and compiles itself, such as the methods of a proxy, is called "<string>".
        found = path in (HERE, "<string>") or path.startswith(("<frozen", *LIBRARIES)) or "site-packages" in path
        self[path] = found
        return found


is_library = Libraries()


def place():
    """File and line of the program's own code that led here; ('', 0) where there is none."""
    frame = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename
        if not is_library[path]:
            return path, frame.f_lineno or 0
        frame = frame.f_back
    return "", 0


def is_own_call():
    """Whether the program itself called what called this, be it through what a library has written for its class."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename == "<string>":
        frame = frame.f_back
    return frame is not None and not is_library[frame.f_code.co_filename]


def me():
    key = getattr(keys, "key", None)
    if key is None or key[0] != os.getpid():
        # A thread that nobody was seen to start.
        key = keys.key = (os.getpid(), get_ident(), 0)
        thread = threading._active.get(get_ident())
        threads[key] = (thread.name if thread else "thread", os.getpid(), False, "")
        note("start", key)
    return key


def note(phase, thread, op=None, object=None, value=None, text="", other=None, cause=None, at=None):
    global lost
    if len(events) >= MOST_EVENTS:
        lost += 1
        return 0
    path, line = place()
    number = next(numbers)
    events.append((at or now(), number, phase, thread, op, object, value, text, other, cause, line, path))
    return (os.getpid(), number)


def shown(value):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"


NAME = re.compile(r"^\s*(?:self\.|cls\.)?(\w+)\s*(?::[^=]+)?=(?!=)")
SEVERAL = re.compile(r"^\s*\(?(\w+(?:\s*,\s*\w+)+)\)?\s*=(?!=)")
AS = re.compile(r"^\s*with\b.*\)\s+as\s+(\w+)\s*:")


def named(kind, path, line):
    """As the program calls it: by the assignment or the `with` that it stands in, else by its kind and a number."""
    text = linecache.getline(path, line) if path else ""
    found = NAME.match(text) or AS.search(text)
    name = found.group(1) if found else kind
    if several := SEVERAL.match(text):
        names = re.split(r"\s*,\s*", several.group(1))
        values = split(text[several.end() :])
        own = "RLock" if kind == "rlock" else "".join(part.capitalize() for part in kind.split("-"))
        # A JoinableQueue is a queue, while an RLock is no Lock.
        makes = re.compile(rf"\b(?:\w*[a-z])?{own}\s*\(")
        fitting = [name for name, value in zip(names, values) if makes.search(value)]
        if len(values) == len(names) and fitting:
            nth = made[path, line, kind] = made.get((path, line, kind), -1) + 1
            name = fitting[nth % len(fitting)]
        # A call for each name.
        elif text.count("(", several.end()) >= len(names):
            nth = made[path, line] = made.get((path, line), -1) + 1
            name = names[nth % len(names)]
    count = counts[name] = counts.get(name, 0) + 1
    return name if count == 1 else f"{name}-{count}"


def split(text):
    """At commas that stand in no brackets."""
    values = [""]
    depth = 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            values.append("")
        else:
            values[-1] += letter
    return values


def make(kind, limit=-1, value=0, of=None, role=None, name=None, text=""):
    path, line = place()
    key = (os.getpid(), next(numbers))
    objects[key] = (kind, name or named(kind, path, line), limit, value, os.getpid(), of, role, text)
    note("object", None, object=key)
    return key


def took(key, op, thread, value, waited):
    """It has it; where it had to wait, because of whoever gave it away last."""
    cause = lasts.get(key) if waited else None
    return note("done", thread, op, key, value, cause=cause)


class Lock:
    """threading.Lock, seen."""

    kind = "lock"

    def __init__(self, name=None):
        self._raw = raw_lock() if self.kind == "lock" else raw_rlock()
        self._held = 0
        self._weft = make(self.kind, name=name)

    def acquire(self, blocking=True, timeout=-1):
        thread = me()
        waited = False
        got = self._raw.acquire(False)
        if not got and blocking:
            waited = True
            limit = None if timeout is None or timeout < 0 else int(timeout * 1000)
            note("block", thread, "acquire", self._weft, limit)
            got = self._raw.acquire(True, timeout)
        if got:
            self._held += 1
            took(self._weft, "acquire", thread, self._held, waited)
        else:
            note("fail", thread, "acquire", self._weft)
        return got

    def release(self):
        try:
            if self._is_releasable():
                self._give(self._held - 1)
            self._raw.release()
        except RuntimeError as error:
            note("raise", me(), "release", self._weft, text=f"RuntimeError: {error}")
            raise

    def _is_releasable(self):
        return self._raw.locked()

    def _give(self, left):
        self._held = left
        keys.released = now()
        lasts[self._weft] = note("done", me(), "release", self._weft, max(0, left), at=keys.released)

    def locked(self):
        return self._raw.locked() if hasattr(self._raw, "locked") else self._held > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()

    def _at_fork_reinit(self):
        self._raw._at_fork_reinit()
        self._held = 0


class RLock(Lock):
    """threading.RLock, seen."""

    kind = "rlock"

    def _is_releasable(self):
        return self._raw._is_owned()

    # What threading.Condition asks of a lock that may be taken several times.
    def _is_owned(self):
        return self._raw._is_owned()

    def _release_save(self):
        held = self._held
        self._give(0)
        return held, self._raw._release_save()

    def _acquire_restore(self, state):
        held, saved = state
        thread = me()
        if self._raw.acquire(False):
            self._raw.release()
        else:
            note("block", thread, "acquire", self._weft)
        self._raw._acquire_restore(saved)
        self._held = held
        took(self._weft, "acquire", thread, held, True)


def make_lock():
    return Lock() if is_own_call() else raw_lock()


def make_rlock():
    return RLock() if is_own_call() else raw_rlock()


def seen(cls, *names):
    """The methods of a class as they are, by name; what is seen takes their place in the class itself."""
    return {name: cls.__dict__[name] for name in names}


def patch(cls, **methods):
    for name, method in methods.items():
        method.__name__ = name
        setattr(cls, name, method)


def limit_of(timeout):
    return None if timeout is None else int(max(0, timeout) * 1000)


def weft_of(thing):
    return thing.__dict__.get("_weft")


plain_condition = seen(threading.Condition, "__init__", "wait", "notify")


def condition_init(self, lock=None):
    if not is_own_call():
        return plain_condition["__init__"](self, lock)
    path, line = place()
    name = named("condition", path, line)
    is_mine = lock is None
    lock = RLock(name=f"{name} lock") if is_mine else lock
    plain_condition["__init__"](self, lock)
    of = getattr(lock, "_weft", None)
    self._weft = make("condition", of=of, role=of and ("monitor" if is_mine else "condition"), name=name)
    give, take = self._release_save, self._acquire_restore

    def release_save():
        keys.waiter = self._waiters[-1]
        saved = give()
        # It waits from when it gave the lock away: whoever notifies has the lock, and so comes later.
        note("block", me(), "wait", self._weft, keys.limit, at=keys.released + 1 if of else None)
        return saved

    def acquire_restore(saved):
        # Whoever is notified is taken off the list.
        if keys.waiter in self._waiters:
            note("fail", me(), "wait", self._weft)
        else:
            note("done", me(), "wait", self._weft, len(self._waiters), cause=lasts.get(self._weft))
        take(saved)

    self._release_save, self._acquire_restore = release_save, acquire_restore


def condition_wait(self, timeout=None):
    keys.limit = limit_of(timeout)
    return plain_condition["wait"](self, timeout)


def condition_notify(self, n=1):
    if weft_of(self):
        left = max(0, len(self._waiters) - n)
        lasts[self._weft] = note("done", me(), "notify", self._weft, left)
    plain_condition["notify"](self, n)


plain_semaphore = seen(threading.Semaphore, "__init__", "acquire", "release")
plain_bounded = seen(threading.BoundedSemaphore, "__init__", "release")


def semaphore_init(self, value=1):
    plain_semaphore["__init__"](self, value)
    if is_own_call():
        self._weft = make("semaphore", -1, value)


def bounded_init(self, value=1):
    plain_bounded["__init__"](self, value)
    if is_own_call():
        self._weft = make("bounded-semaphore", value, value)


def semaphore_acquire(self, blocking=True, timeout=None):
    acquire = plain_semaphore["acquire"]
    if not weft_of(self):
        return acquire(self, blocking, timeout)
    thread = me()
    waited = False
    got = acquire(self, False)
    if not got and blocking:
        waited = True
        note("block", thread, "acquire", self._weft, limit_of(timeout))
        got = acquire(self, True, timeout)
    if got:
        took(self._weft, "acquire", thread, self._value, waited)
    else:
        note("fail", thread, "acquire", self._weft)
    return got


def release_of(plain):
    def release(self, n=1):
        initial = getattr(self, "_initial_value", None)
        if not weft_of(self):
            return plain["release"](self, n)
        if initial is not None and self._value + n > initial:
            note("raise", me(), "release", self._weft, text="ValueError: Semaphore released too many times")
        else:
            lasts[self._weft] = note("done", me(), "release", self._weft, self._value + n)
        return plain["release"](self, n)

    return release


plain_event = seen(threading.Event, "__init__", "set", "clear", "wait")


def event_init(self):
    plain_event["__init__"](self)
    if is_own_call():
        self._weft = make("event")


def event_set(self):
    if weft_of(self):
        lasts[self._weft] = note("done", me(), "set", self._weft, 1)
    plain_event["set"](self)


def event_clear(self):
    plain_event["clear"](self)
    if weft_of(self):
        note("done", me(), "clear", self._weft, 0)


def event_wait(self, timeout=None):
    if not weft_of(self):
        return plain_event["wait"](self, timeout)
    thread = me()
    waited = not self.is_set()
    if waited:
        note("block", thread, "await", self._weft, limit_of(timeout))
    got = plain_event["wait"](self, timeout)
    if got:
        took(self._weft, "await", thread, 1, waited)
    else:
        note("fail", thread, "await", self._weft)
    return got


plain_barrier = seen(threading.Barrier, "__init__", "wait")


def barrier_init(self, parties, action=None, timeout=None):
    plain_barrier["__init__"](self, parties, action, timeout)
    if is_own_call():
        self._weft = make("barrier", parties)


def barrier_wait(self, timeout=None):
    if not weft_of(self):
        return plain_barrier["wait"](self, timeout)
    thread = me()
    arrived = self.n_waiting + 1
    if arrived < self.parties:
        note("block", thread, "wait", self._weft, limit_of(timeout))
    else:
        lasts[self._weft] = note("done", thread, "wait", self._weft, 0)
    try:
        turn = plain_barrier["wait"](self, timeout)
    except threading.BrokenBarrierError:
        note("raise", thread, "wait", self._weft, text="threading.BrokenBarrierError")
        raise
    if arrived < self.parties:
        took(self._weft, "wait", thread, 0, True)
    return turn


plain_queue = seen(queue.Queue, "__init__", "put", "get", "task_done", "join")
QUEUES = ((queue.PriorityQueue, "priority-queue"), (queue.LifoQueue, "lifo-queue"), (queue.Queue, "queue"))


def queue_init(self, maxsize=0):
    plain_queue["__init__"](self, maxsize)
    if not is_own_call():
        return
    kind = next(kind for cls, kind in QUEUES if isinstance(self, cls))
    self._weft = make(kind, maxsize if maxsize > 0 else -1)
    sent, put, get = {}, self._put, self._get

    # Both are called while the queue's own lock is held: so this is the order in which it happens.
    def seen_put(item):
        put(item)
        cause = lasts.get((self._weft, "room")) if getattr(keys, "waits", False) else None
        number = note("done", me(), "put", self._weft, self._qsize(), shown(item), cause=cause)
        sent.setdefault(id(item), []).append(number)

    def seen_get():
        item = get()
        causes = sent.get(id(item), [])
        cause = causes.pop(0) if causes else None
        if not causes:
            sent.pop(id(item), None)
        number = note("done", me(), "get", self._weft, self._qsize(), shown(item), cause=cause)
        lasts[self._weft, "room"] = number
        return item

    self._put, self._get = seen_put, seen_get


def patient(self, op, attempt, block, timeout, refusal):
    """Tries at once, then says that it waits, and waits."""
    if not weft_of(self) or (timeout is not None and timeout < 0):
        return attempt(block, timeout)
    thread = me()
    try:
        return attempt(False, None)
    except refusal:
        if not block:
            note("fail", thread, op, self._weft)
            raise
    note("block", thread, op, self._weft, limit_of(timeout))
    keys.waits = True
    try:
        return attempt(True, timeout)
    except refusal:
        note("fail", thread, op, self._weft)
        raise
    finally:
        keys.waits = False


def queue_put(self, item, block=True, timeout=None):
    def attempt(block, timeout):
        return plain_queue["put"](self, item, block, timeout)

    return patient(self, "put", attempt, block, timeout, queue.Full)


def queue_get(self, block=True, timeout=None):
    def attempt(block, timeout):
        return plain_queue["get"](self, block, timeout)

    return patient(self, "get", attempt, block, timeout, queue.Empty)


def queue_task_done(self):
    if weft_of(self):
        lasts[self._weft, "done"] = note("done", me(), "task-done", self._weft, self._qsize())
    plain_queue["task_done"](self)


def queue_join(self):
    if not weft_of(self):
        return plain_queue["join"](self)
    thread = me()
    waited = self.unfinished_tasks > 0
    if waited:
        note("block", thread, "join-queue", self._weft)
    plain_queue["join"](self)
    cause = lasts.get((self._weft, "done")) if waited else None
    note("done", thread, "join-queue", self._weft, self._qsize(), cause=cause)


class SimpleQueue:
    """queue.SimpleQueue, seen; where a library makes one, it gets a plain one."""

    def __new__(cls):
        return super().__new__(cls) if is_own_call() else RawSimpleQueue()

    def __init__(self):
        self._raw = RawSimpleQueue()
        self._weft = make("simple-queue")

    def put(self, item, block=True, timeout=None):
        number = note("done", me(), "put", self._weft, self._raw.qsize() + 1, shown(item))
        self._raw.put((item, number))

    def get(self, block=True, timeout=None):
        thread = me()
        try:
            item, cause = self._raw.get(False)
        except queue.Empty:
            if not block:
                note("fail", thread, "get", self._weft)
                raise
            note("block", thread, "get", self._weft, None if timeout is None else int(timeout * 1000))
            try:
                item, cause = self._raw.get(True, timeout)
            except queue.Empty:
                note("fail", thread, "get", self._weft)
                raise
        note("done", thread, "get", self._weft, self._raw.qsize(), shown(item), cause=cause)
        return item

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return self._raw.qsize()

    def empty(self):
        return self._raw.empty()


def start_thread(self):
    made_for = getattr(self, "_target", None) or type(self)
    if str(getattr(made_for, "__module__", "")).startswith(("multiprocessing.", "concurrent.futures.process")):
        return raw_start(self)  # it carries items, or minds a pool's workers
    key = (os.getpid(), id(self), next(numbers))
    target = getattr(self, "_target", None)
    threads[key] = (self.name, os.getpid(), self.daemon, getattr(target, "__name__", "") or "")
    run = self.run
    creator = me()
    note("thread", None, other=key)

    def seen_run():
        keys.key = key
        note("start", key, cause=lasts.get(key))
        status, report = 0, ""
        try:
            run()
        except SystemExit:
            raise
        except BaseException as error:
            status, report = 1, f"{type(error).__name__}: {error}"
            raise
        finally:
            ends[self] = note("end", key, value=status, text=report)

    self._weft = key
    lasts[key] = note("done", creator, "start", other=key)
    self.run = seen_run
    raw_start(self)


def join_thread(self, timeout=None):
    key = getattr(self, "_weft", None)
    if key is None:
        return raw_join(self, timeout)
    thread = me()
    waited = self.is_alive()
    if waited:
        note("block", thread, "join", None, None if timeout is None else int(max(0, timeout) * 1000), other=key)
    raw_join(self, timeout)
    if self.is_alive():
        note("fail", thread, "join", other=key)
    else:
        note("done", thread, "join", other=key, cause=ends.get(self))


def sleep(seconds):
    if not is_own_call():
        return raw_sleep(seconds)
    thread = me()
    note("block", thread, "sleep", value=int(seconds * 1000))
    raw_sleep(seconds)
    note("done", thread, "sleep")


def seen_print(*values, sep=" ", end="\n", file=None, flush=False):
    raw_print(*values, sep=sep, end=end, file=file, flush=flush)
    if file is None or file is sys.stdout:
        text = (" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
        note("done", me(), "print", text=text[:2000])


def after_fork_in_child():
    """The child goes on with what it inherits, and a list of events of its own."""
    global events, lost
    parent = os.getppid()
    events, lost = [], 0
    processes[os.getpid()] = (f"process {os.getpid()}", parent)
    begin_process()


def main_key(pid):
    """Of the thread in which a process begins: known to its parent too."""
    return (pid, 0, 0)


def begin_process():
    global started_at
    started_at = now()
    key = keys.key = main_key(os.getpid())
    threads[key] = ("MainThread", os.getpid(), False, "")
    note("start", key, cause=("started", *key))


def leave_child(code):
    """os._exit: how a forked process ends."""
    if os.getpid() != top:
        dump_child(code)
    raw_exit(code)


def dump_child(code):
    key = getattr(keys, "key", main_key(os.getpid()))
    try:
        import multiprocessing

        processes[os.getpid()] = (multiprocessing.current_process().name, processes[os.getpid()][1])
    except Exception:
        pass
    note("end", key, value=0 if code == 0 else 1)
    note("exit", None, value=code, other=key)
    write_child(str(os.getpid()))


def write_child(name):
    data = {
        "events": events,
        "lost": lost,
        "threads": list(threads.items()),
        "objects": list(objects.items()),
        "processes": list(processes.items()),
    }
    path = os.path.join(children, f"{name}.json")
    # Whole or not at all: it may be killed meanwhile.
    with open(path + ".part", "w") as out:
        json.dump(data, out)
    os.replace(path + ".part", path)


class Parcel:
    """What travels in place of an item, so that whoever gets it knows who sent it, and through what."""

    def __init__(self, item, sent, through):
        self.item, self.sent, self.through = item, sent, through


class Marked:
    """The state of an object that travels, and what it is known as."""

    def __init__(self, plain, mark):
        self.plain, self.mark = plain, mark


def is_own_process_call(*through):
    """As `is_own_call`, for what a program makes through multiprocessing's context, and through these files."""
    frame = sys._getframe(2)
    passed = ("context.py", "<string>", os.path.basename(HERE), *through)
    while frame is not None:
        path = frame.f_code.co_filename
        # A program may call its own files so, too.
        if not is_library[path] or os.path.basename(path) not in passed:
            return not is_library[path]
        frame = frame.f_back
    return False


def carry_mark(cls, watch=None):
    """Lets objects of a class that travel to a spawned process stay known there, and seen by `watch`."""
    getstate, setstate = cls.__getstate__, cls.__setstate__

    def marked_getstate(self):
        return Marked(getstate(self), weft_of(self))

    def marked_setstate(self, state):
        # Some classes set their own state where they are made.
        if not isinstance(state, Marked):
            setstate(self, state)
            return
        setstate(self, state.plain)
        if state.mark:
            self._weft = state.mark
            if watch:
                watch(self)

    cls.__getstate__, cls.__setstate__ = marked_getstate, marked_setstate


def watch_semlock(self):
    """A lock or semaphore of multiprocessing: its methods are attributes of the object."""
    raw, key = self._semlock, self._weft
    # A lock's count is how often it is held; a semaphore has no holder.
    is_lock = type(self).__name__ in ("Lock", "RLock")

    def left():
        if is_lock:
            return raw._count()
        try:
            return raw._get_value()
        except NotImplementedError:
            return 0

    def acquire(block=True, timeout=None):
        thread = me()
        got = raw.acquire(False)
        waited = not got and block
        if waited:
            note("block", thread, "acquire", key, limit_of(timeout))
            got = raw.acquire(True, timeout)
        note("done" if got else "fail", thread, "acquire", key, max(1, left()) if is_lock else left())
        return got

    def release():
        at = keys.released = now()
        was = raw._count() if is_lock else left()
        try:
            raw.release()
        except (ValueError, AssertionError) as error:
            note("raise", me(), "release", key, text=f"{type(error).__name__}: {error}")
            raise
        note("done", me(), "release", key, max(0, was - 1) if is_lock else was + 1, at=at)

    self.acquire, self.release = acquire, release


def install_processes():
    import multiprocessing.connection as connection
    import multiprocessing.context as context
    import multiprocessing.managers as managers
    import multiprocessing.process as process
    import multiprocessing.queues as queues
    import multiprocessing.reduction as reduction
    import multiprocessing.sharedctypes as sharedctypes
    import multiprocessing.spawn as spawn
    import multiprocessing.synchronize as synchronize

    def marked(cls, kind):
        plain_init = cls.__init__

        def init(self, *given, **named):
            plain_init(self, *given, **named)
            if is_own_process_call():
                value = {"lock": 0, "rlock": 0}.get(kind, given[0] if given else named.get("value", 1))
                self._weft = make(kind, value if kind == "bounded-semaphore" else -1, value)
                watch_semlock(self)

        patch(cls, __init__=init, __enter__=enter, __exit__=leave)

    def enter(self):
        return self.acquire() if weft_of(self) else self._semlock.__enter__()

    def leave(self, *error):
        return self.release() if weft_of(self) else self._semlock.__exit__(*error)

    marked(synchronize.Lock, "lock")
    marked(synchronize.RLock, "rlock")
    marked(synchronize.Semaphore, "semaphore")
    marked(synchronize.BoundedSemaphore, "bounded-semaphore")
    carry_mark(synchronize.SemLock, watch_semlock)

    plain_condition = seen(synchronize.Condition, "__init__", "__setstate__", "notify")
    plain_event = seen(synchronize.Event, "__init__", "set", "clear", "wait")
    plain_barrier_init = synchronize.Barrier.__init__

    def process_condition_init(self, lock=None, **named_args):
        plain_condition["__init__"](self, lock, **named_args)
        if not is_own_process_call():
            return
        path, line = place()
        name = named("condition", path, line)
        role = "condition"
        if not weft_of(self._lock):
            role = "monitor"
            self._lock._weft = make("rlock", name=f"{name} lock")
            watch_semlock(self._lock)
            self._make_methods()
        self._weft = make("condition", of=self._lock._weft, role=role, name=name)
        watch_waits(self)

    def watch_waits(self):
        """Between giving its lock and taking it again, whoever waits is at this semaphore; notify only tries it."""
        woken = self._wait_semaphore
        acquire = woken.acquire

        def wait(block=True, timeout=None):
            if not block:
                return acquire(block, timeout)
            thread = me()
            # As in `condition_init`: from when it gave the lock away.
            note("block", thread, "wait", self._weft, limit_of(timeout), at=keys.released + 1)
            got = acquire(block, timeout)
            note("done" if got else "fail", thread, "wait", self._weft)
            return got

        woken.acquire = wait

    def process_condition_notify(self, n=1):
        if weft_of(self):
            note("done", me(), "notify", self._weft)
        plain_condition["notify"](self, n)

    def process_event_init(self, **named_args):
        plain_event["__init__"](self, **named_args)
        if is_own_process_call():
            self._weft = make("event")

    def process_event_set(self):
        if weft_of(self):
            note("done", me(), "set", self._weft, 1)
        plain_event["set"](self)

    def process_event_clear(self):
        plain_event["clear"](self)
        if weft_of(self):
            note("done", me(), "clear", self._weft, 0)

    def process_event_wait(self, timeout=None):
        mark = weft_of(self)
        if not mark:
            return plain_event["wait"](self, timeout)
        thread = me()
        if self._flag._semlock._is_zero():
            note("block", thread, "await", mark, limit_of(timeout))
        got = plain_event["wait"](self, timeout)
        note("done" if got else "fail", thread, "await", mark, 1 if got else None)
        return got

    def process_barrier_init(self, parties, *given, **named_args):
        plain_barrier_init(self, parties, *given, **named_args)
        if is_own_process_call():
            self._weft = make("barrier", parties)

    patch(synchronize.Condition, __init__=process_condition_init, notify=process_condition_notify)
    patch(
        synchronize.Event,
        __init__=process_event_init,
        set=process_event_set,
        clear=process_event_clear,
        wait=process_event_wait,
    )
    patch(synchronize.Barrier, __init__=process_barrier_init)
    carry_mark(synchronize.Condition, watch_waits)
    carry_mark(synchronize.Barrier)

    def measured(self):
        try:
            return max(0, self.qsize())
        except (AttributeError, NotImplementedError):
            return 0

    def seen_put_of(plain_put):
        def put(self, item, *given, **named):
            mark = weft_of(self)
            if not mark:
                return plain_put(self, item, *given, **named)
            thread, at = me(), now()
            if hasattr(self, "_sem") and self._sem._semlock._is_zero():
                note("block", thread, "put", mark)
                at = None
            number = next(numbers)
            try:
                plain_put(self, Parcel(item, (os.getpid(), number), mark), *given, **named)
            except queue.Full:
                note("fail", thread, "put", mark)
                raise
            # It is told with the instant before it could be taken.
            keep(number, "done", thread, "put", mark, measured(self), shown(item), at)

        return put

    def watch_queue(cls, kind):
        plain = {name: getattr(cls, name) for name in ("__init__", "get")}

        def init(self, *given, **named):
            plain["__init__"](self, *given, **named)
            if is_own_process_call("queues.py"):
                most = given[0] if given and isinstance(given[0], int) else named.get("maxsize", 0)
                self._weft = make(kind, most if most and most > 0 else -1)

        def get(self, *given, **named):
            mark = weft_of(self)
            if not mark:
                return opened(plain["get"](self, *given, **named))[0]
            thread = me()
            if self.empty():
                note("block", thread, "get", mark)
            try:
                item, sent, _ = opened(plain["get"](self, *given, **named))
            except queue.Empty:
                note("fail", thread, "get", mark)
                raise
            note("done", thread, "get", mark, measured(self), shown(item), cause=sent)
            return item

        patch(cls, __init__=init, put=seen_put_of(cls.put), get=get)
        carry_mark(cls)

    watch_queue(queues.Queue, "queue")
    watch_queue(queues.SimpleQueue, "simple-queue")
    joinable = queues.JoinableQueue
    plain_done, plain_wait = joinable.task_done, joinable.join

    def task_done(self):
        if weft_of(self):
            note("done", me(), "task-done", self._weft, measured(self))
        plain_done(self)

    def join_queue(self):
        mark = weft_of(self)
        if not mark:
            return plain_wait(self)
        thread = me()
        if not self._unfinished_tasks._semlock._is_zero():
            note("block", thread, "join-queue", mark)
        plain_wait(self)
        note("done", thread, "join-queue", mark, measured(self))

    patch(joinable, put=seen_put_of(joinable.put), task_done=task_done, join=join_queue)
    # Its own state is that of a queue and two things more.
    carry_mark(joinable)

    plain_pipe, plain_send, plain_recv = connection.Pipe, connection.Connection.send, connection.Connection.recv

    def pipe(duplex=True):
        ends = plain_pipe(duplex)
        frame = sys._getframe(1)
        if frame.f_code.co_filename.endswith("context.py"):
            frame = frame.f_back
        if not is_library[frame.f_code.co_filename]:
            first = make("pipe")
            # The way from the second end to the first, and back.
            ends[1]._weft = first
            if duplex:
                ends[0]._weft = make("pipe")
        return ends

    def send(self, item):
        mark = weft_of(self)
        if not mark:
            return plain_send(self, item)
        number, at = next(numbers), now()
        plain_send(self, Parcel(item, (os.getpid(), number), mark))
        keep(number, "done", me(), "send", mark, None, shown(item), at)

    def recv(self):
        begun = now()
        waits = not self.poll(0)
        item, sent, mark = opened(plain_recv(self))
        if mark:
            thread = me()
            if waits:
                note("block", thread, "recv", mark, at=begun)
            note("done", thread, "recv", mark, text=shown(item), cause=sent)
        return item

    connection.Pipe = pipe
    patch(connection.Connection, send=send, recv=recv)

    def reduced(end):
        return rebuilt, (weft_of(end), *connection.reduce_connection(end))

    reduction.register(connection.Connection, reduced)

    plain_start, plain_join = process.BaseProcess.start, process.BaseProcess.join

    def start(self):
        if not is_own_process_call("pool.py", "process.py"):
            return plain_start(self)
        thread, at = me(), now()
        plain_start(self)
        if self.pid is not None:
            key = main_key(self.pid)
            threads.setdefault(key, ("MainThread", self.pid, False, ""))
            processes.setdefault(self.pid, (self.name, os.getpid()))
            note("done", thread, "start", other=key, at=at)

    def join(self, timeout=None):
        if self.pid is None or not is_own_call():
            return plain_join(self, timeout)
        thread, key = me(), main_key(self.pid)
        if self.exitcode is None:
            note("block", thread, "join", None, limit_of(timeout), other=key)
        plain_join(self, timeout)
        if self.exitcode is None:
            note("fail", thread, "join", other=key)
        else:
            note("done", thread, "join", other=key, cause=("ended", *key))

    def ending(plain, code):
        def end(self):
            plain(self)
            killed.setdefault(self.pid, (now(), code))

        return end

    base = process.BaseProcess
    patch(base, start=start, join=join, terminate=ending(base.terminate, -15), kill=ending(base.kill, -9))

    Shared(sharedctypes)
    Managed(managers)
    install_pools()

    plain_command = spawn.get_command_line

    def command(**named):
        line = plain_command(**named)
        if "-c" in line:
            at = line.index("-c") + 1
            begin = f"recorder.begin_spawned({children!r}, {top!r}, {os.getpid()!r})"
            line[at] = f"{LOAD.format(path=HERE)}{begin}\n{line[at]}"
        return line

    spawn.get_command_line = command

    # The server that forks was started before there is anything to record in its children: they are spawned instead.
    if hasattr(context, "ForkServerProcess"):
        context.ForkServerProcess._Popen = staticmethod(context.SpawnProcess._Popen)


class Shared:
    """multiprocessing's Value and Array, seen."""

    def __init__(self, shared):
        self.base = shared.SynchronizedBase
        self.array = shared.SynchronizedArray
        self.plain_init, self.plain_reduce = self.base.__init__, self.base.__reduce__

        def init(thing, *given, **named_args):
            self.plain_init(thing, *given, **named_args)
            mark = getattr(keys, "travelled", None)
            if mark:
                thing._weft = mark
            elif is_own_process_call("sharedctypes.py"):
                self.see(thing)

        def reduce(thing):
            return rebuilt_shared, (weft_of(thing), *self.plain_reduce(thing))

        patch(self.base, __init__=init, __reduce__=reduce)
        shared.Synchronized.value = property(self.read, self.write)
        plain_get, plain_set = self.array.__getitem__, self.array.__setitem__

        def getitem(thing, at):
            with thing:
                value = plain_get(thing, at)
                if weft_of(thing):
                    note("done", me(), "look", thing._weft, len(thing))
            return value

        def setitem(thing, at, value):
            with thing:
                plain_set(thing, at, value)
                if weft_of(thing):
                    note("done", me(), "call", thing._weft, len(thing), shown(thing.get_obj()[:]))

        patch(self.array, __getitem__=getitem, __setitem__=setitem)

    def see(self, thing):
        path, line = place()
        is_array = isinstance(thing, self.array)
        name = named("array" if is_array else "value", path, line)
        if is_array:
            first, text = len(thing), shown(thing.get_obj()[:])
        else:
            value = getattr(thing.get_obj(), "value", None)
            first, text = whole(value), shown(value)
        thing._weft = make("array" if is_array else "value", value=first, name=name, text=text)
        lock = thing.get_lock()
        if not weft_of(lock) and hasattr(lock, "_semlock"):
            lock._weft = make("rlock", name=f"{name} lock")
            watch_semlock(lock)
            thing.acquire, thing.release = lock.acquire, lock.release

    def read(self, thing):
        with thing:
            value = thing.get_obj().value
            if weft_of(thing):
                note("done", me(), "read", thing._weft, whole(value), shown(value))
        return value

    def write(self, thing, value):
        with thing:
            thing.get_obj().value = value
            if weft_of(thing):
                note("done", me(), "write", thing._weft, whole(value), shown(value))


def whole(value):
    """The measure of a value."""
    return value if type(value) is int and abs(value) < 2**31 else 0


def rebuilt_shared(mark, rebuild, parts):
    keys.travelled = mark
    try:
        return rebuild(*parts)
    finally:
        keys.travelled = None


#: What a manager keeps, by what it calls it, and how the page does.
MANAGED = {
    "dict": "dict",
    "list": "list",
    "Namespace": "variable",
    "Value": "value",
    "Array": "array",
    "Queue": "queue",
    "JoinableQueue": "queue",
    "Lock": "lock",
    "RLock": "rlock",
    "Event": "event",
    "Semaphore": "semaphore",
    "BoundedSemaphore": "bounded-semaphore",
    "Condition": "condition",
    "Barrier": "barrier",
}
#: Methods that change nothing.
LOOKS = {"get", "keys", "values", "items", "copy", "index", "count", "qsize", "empty", "full", "is_set", "locked"}
LOOKS |= {"__getitem__", "__len__", "__contains__", "__iter__", "__getattribute__", "__str__", "__repr__"}


class Managed:
    """What a manager's server keeps: every method of a proxy is one call. All processes know it by where it is kept."""

    def __init__(self, managers):
        self.plain_call = plain_call = managers.BaseProxy._callmethod
        plain_init, plain_create = managers.BaseProxy.__init__, managers.BaseManager._create

        def create(manager, typeid, *given, **named_args):
            keys.given = given
            return plain_create(manager, typeid, *given, **named_args)

        def init(proxy, token, serializer, manager=None, *given, **named_args):
            plain_init(proxy, token, serializer, manager, *given, **named_args)
            kind = MANAGED.get(token.typeid)
            if kind is None:
                return
            key = ("managed", str(token.address), str(token.id))
            if manager is not None and is_own_process_call("managers.py"):
                self.see(key, kind, getattr(keys, "given", ()))
            elif manager is None:
                # It has travelled here, and is declared where it was made.
                objects.setdefault(key, (kind, kind, -1, 0, top, None, None, ""))
            else:
                return
            proxy._weft = key

        def call(proxy, method, args=(), kwds={}):
            key = proxy.__dict__.get("_weft") if is_own_process_call("managers.py") else None
            if key is None:
                return plain_call(proxy, method, args, kwds)
            kind = objects[key][0]
            tell = getattr(self, "tell_" + kind.replace("-", "_"), self.tell)
            return tell(lambda m=method, a=args, k=kwds: plain_call(proxy, m, a, k), key, method, args, kwds)

        patch(managers.BaseManager, _create=create)
        patch(managers.BaseProxy, __init__=init, _callmethod=call)

    def see(self, key, kind, given):
        path, line = place()
        first = given[0] if given and isinstance(given[0], int) else 0
        limit, value, text = -1, 0, ""
        if kind == "queue":
            limit = first if first > 0 else -1
        elif kind in ("semaphore", "bounded-semaphore"):
            value = first if given else 1
            limit = value if kind == "bounded-semaphore" else -1
        elif kind == "barrier":
            limit = first
        elif kind in ("dict", "list"):
            value, text = len(given[0]) if given else 0, shown(given[0]) if given else "{}" if kind == "dict" else "[]"
        elif kind == "value":
            value, text = whole(given[1]), shown(given[1])
        objects[key] = (kind, named(kind, path, line), limit, value, os.getpid(), None, None, text)
        note("object", None, object=key)
        if kind == "condition":
            row = ("rlock", f"{objects[key][1]} lock", -1, 0, os.getpid(), None, None, "")
            objects[(*key, "lock")] = row

    def tell(self, call, key, method, args, kwds):
        """A container: what it holds after the call."""
        result = call()
        if method in LOOKS:
            note("done", me(), "look", key)
        else:
            note("done", me(), "call", key, text=call("__str__", (), {}))
        return result

    def tell_value(self, call, key, method, args, kwds):
        result = call()
        value = args[0] if method == "set" else result
        note("done", me(), "write" if method == "set" else "read", key, whole(value), shown(value))
        return result

    def tell_lock(self, call, key, method, args, kwds):
        thread = me()
        if method == "release":
            number, at = next(numbers), now()
            result = call()
            keep(number, "done", thread, "release", key, 0, "", at)
            return result
        if method != "acquire":
            return call()
        blocking = args[0] if args else kwds.get("blocking", True)
        got = call(method, (False,), {})
        if not got and blocking:
            note("block", thread, "acquire", key, limit_of(args[1] if len(args) > 1 else None))
            got = call()
        note("done" if got else "fail", thread, "acquire", key, 1)
        return got

    tell_rlock = tell_semaphore = tell_bounded_semaphore = tell_lock

    def tell_event(self, call, key, method, args, kwds):
        thread = me()
        if method in ("set", "clear"):
            note("done", thread, method, key, int(method == "set"))
            return call()
        if method != "wait":
            return call()
        if not call("is_set", (), {}):
            note("block", thread, "await", key, limit_of(args[0] if args else None))
        got = call()
        note("done" if got else "fail", thread, "await", key, 1 if got else None)
        return got

    def tell_condition(self, call, key, method, args, kwds):
        thread, lock = me(), (*key, "lock")
        if method in ("acquire", "release"):
            return self.tell_lock(call, lock, method, args, kwds)
        if method in ("notify", "notify_all"):
            note("done", thread, "notify", key)
            return call()
        if method != "wait":
            return call()
        note("done", thread, "release", lock, 0)
        note("block", thread, "wait", key, limit_of(args[0] if args else None))
        got = call()
        note("done" if got else "fail", thread, "wait", key)
        note("done", thread, "acquire", lock, 1)
        return got

    def tell_barrier(self, call, key, method, args, kwds):
        if method != "wait":
            return call()
        thread = me()
        note("block", thread, "wait", key, limit_of(args[0] if args else None))
        try:
            turn = call()
        except Exception as error:
            note("raise", thread, "wait", key, text=f"threading.{type(error).__name__}")
            raise
        note("done", thread, "wait", key, 0)
        return turn

    def tell_queue(self, call, key, method, args, kwds):
        thread, op = me(), method.removesuffix("_nowait")
        if method in ("put", "put_nowait"):
            number, at = next(numbers), now()
            item, *rest = args
            parcel = (Parcel(item, (os.getpid(), number), key), *rest)
            self.patiently(call, key, method, parcel, kwds, 1)
            keep(number, "done", thread, "put", key, call("qsize", (), {}), shown(item), at)
            return None
        if op == "get":
            item, sent, _ = opened(self.patiently(call, key, method, args, kwds, 0))
            note("done", thread, "get", key, call("qsize", (), {}), shown(item), cause=sent)
            return item
        if method == "task_done":
            note("done", thread, "task-done", key, call("qsize", (), {}))
        if method != "join":
            return call()
        note("block", thread, "join-queue", key)
        call()
        note("done", thread, "join-queue", key, call("qsize", (), {}))

    def patiently(self, call, key, method, args, kwds, block_at):
        """At once where that can be; else it waits, and says so."""
        thread, op = me(), method.removesuffix("_nowait")
        block = kwds.get("block", args[block_at] if len(args) > block_at else True)
        timeout = kwds.get("timeout", args[block_at + 1] if len(args) > block_at + 1 else None)
        try:
            return call(op, (*args[:block_at], False), {})
        except (queue.Full, queue.Empty):
            if method != op or not block:
                note("fail", thread, op, key)
                raise
        note("block", thread, op, key, limit_of(timeout))
        try:
            return call(op, (*args[:block_at], True, timeout), {})
        except (queue.Full, queue.Empty):
            note("fail", thread, op, key)
            raise


class Task:
    """A function that a pool or an executor was given: it says when a worker begins with it, and what came of it."""

    def __init__(self, call, key, sent=None):
        self.call, self.key, self.sent = call, key, sent

    def __call__(self, *given, **named_args):
        call, sent = self.call, self.sent
        if sent is None and given and isinstance(given[0], Parcel):
            # An item of those that a map goes through.
            sent, is_star = given[0].sent, given[0].through
            given = tuple(given[0].item) if is_star else (given[0].item,)
        thread = me()
        if getattr(keys, "idle", None) != self.key and os.getpid() != top:
            note("block", thread, "take", self.key, at=started_at)
        note("done", thread, "take", self.key, text=spoken(call, given), cause=sent)
        try:
            value = call(*given, **named_args)
        except BaseException as error:
            self.finish("raise", thread, f"{type(error).__name__}: {error}")
            raise
        self.finish("done", thread, shown(value))
        return value

    def finish(self, how, thread, text):
        note(how, thread, "finish", self.key, text=text)
        note("block", thread, "take", self.key)
        keys.idle = self.key
        flush_task()


started_at = now()


def spoken(call, given):
    while hasattr(call, "func"):
        call, given = call.args[0] if call.args else call.func, given
    return f"{getattr(call, '__name__', 'task')}({', '.join(map(shown, given))})"[:TEXT_LIMIT]


def flush_task():
    """A worker of a pool may be terminated at any time: what it has recorded is written before its result is there."""
    global lost
    if os.getpid() == top:
        return
    keys.flushes = getattr(keys, "flushes", 0) + 1
    write_child(f"{os.getpid()}-{get_ident()}-{keys.flushes}")
    events.clear()
    lost = 0


def install_pools():
    import multiprocessing.pool as pools

    plain_init = pools.Pool.__init__

    def init(self, *given, **named_args):
        if is_own_process_call("pool.py"):
            self._weft = make("pool")
        plain_init(self, *given, **named_args)

    def submitted(self, call, given):
        return note("done", me(), "submit", self._weft, text=spoken(call, given))

    plain_apply, plain_map = pools.Pool.apply_async, pools.Pool._map_async

    def apply_async(self, func, args=(), kwds={}, *given, **named_args):
        if not weft_of(self):
            return plain_apply(self, func, args, kwds, *given, **named_args)
        task = Task(func, self._weft, submitted(self, func, args))
        result = plain_apply(self, task, args, kwds, *given, **named_args)
        result._weft = self._weft
        return result

    def parcels(self, func, iterable, is_star):
        for item in iterable:
            yield Parcel(item, submitted(self, func, item if is_star else (item,)), is_star)

    def map_async(self, func, iterable, mapper, *given, **named_args):
        if not weft_of(self):
            return plain_map(self, func, iterable, mapper, *given, **named_args)
        is_star = mapper is pools.starmapstar
        items = list(parcels(self, func, iterable, is_star))
        if is_star:
            items = [(item,) for item in items]
        result = plain_map(self, Task(func, self._weft), items, mapper, *given, **named_args)
        result._weft = self._weft
        return result

    def going_through(plain):
        def go(self, func, iterable, *given, **named_args):
            if not weft_of(self):
                return plain(self, func, iterable, *given, **named_args)
            items = list(parcels(self, func, iterable, False))
            results = plain(self, Task(func, self._weft), items, *given, **named_args)
            if hasattr(results, "__dict__"):
                results._weft = self._weft
            return results

        return go

    def waiting(plain, is_ready):
        """For a result."""

        def wait(self, timeout=None):
            mark = getattr(self, "_weft", None)
            if not mark or not is_own_process_call("pool.py", "_base.py", "process.py", "thread.py"):
                return plain(self, timeout)
            thread = me()
            if not is_ready(self):
                note("block", thread, "result", mark, limit_of(timeout))
            try:
                value = plain(self, timeout)
            except (multiprocessing_timeout, TimeoutError):
                note("fail", thread, "result", mark)
                raise
            except BaseException as error:
                note("raise", thread, "result", mark, text=f"{type(error).__name__}: {error}")
                raise
            note("done", thread, "result", mark, text=shown(value))
            return value

        return wait

    from multiprocessing.context import TimeoutError as multiprocessing_timeout

    patch(pools.Pool, __init__=init, apply_async=apply_async, _map_async=map_async)
    patch(pools.Pool, imap=going_through(pools.Pool.imap), imap_unordered=going_through(pools.Pool.imap_unordered))
    patch(pools.ApplyResult, get=waiting(pools.ApplyResult.get, lambda self: self.ready()))
    next_of = waiting(pools.IMapIterator.next, lambda self: bool(self._items))
    pools.IMapIterator.next = pools.IMapIterator.__next__ = next_of

    import concurrent.futures as futures
    import concurrent.futures._base as base

    def watch(cls):
        plain_init, plain_submit = cls.__init__, cls.submit

        def init(self, *given, **named_args):
            plain_init(self, *given, **named_args)
            if is_own_call():
                self._weft = make("executor", getattr(self, "_max_workers", -1))

        def submit(self, fn, /, *given, **named_args):
            if not weft_of(self):
                return plain_submit(self, fn, *given, **named_args)
            sent = note("done", me(), "submit", self._weft, text=spoken(fn, given))
            future = plain_submit(self, Task(fn, self._weft, sent), *given, **named_args)
            future._weft = self._weft
            return future

        patch(cls, __init__=init, submit=submit)

    watch(futures.ThreadPoolExecutor)
    watch(futures.ProcessPoolExecutor)
    patch(base.Future, result=waiting(base.Future.result, lambda self: self.done()))
    plain_completed = futures.as_completed

    def as_completed(fs, timeout=None):
        fs = list(fs)
        mark = next((f._weft for f in fs if hasattr(f, "_weft")), None) if is_own_call() else None
        results = plain_completed(fs, timeout)
        while mark:
            thread, begun = me(), now()
            try:
                future = next(results)
            except StopIteration:
                return
            note("block", thread, "result", mark, at=begun)
            note("done", thread, "result", mark)
            yield future
        yield from results

    futures.as_completed = base.as_completed = as_completed


def rebuilt(mark, rebuild, parts):
    """The end of a pipe that has travelled to another process."""
    end = rebuild(*parts)
    if mark:
        end._weft = mark
    return end


#: Makes `recorder` of this file, whatever it is called, and writes nothing beside it.
LOAD = """
import importlib.util, sys
sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
spec = importlib.util.spec_from_file_location("weft_record", {path!r})
recorder = sys.modules["weft_record"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recorder)
sys.dont_write_bytecode = kept
"""


def opened(item):
    return (item.item, item.sent, item.through) if isinstance(item, Parcel) else (item, None, None)


def keep(number, phase, thread, op, object, value, text, at):
    """As `note`, for what got its number before it happened."""
    global lost
    if len(events) >= MOST_EVENTS:
        lost += 1
        return
    path, line = place()
    events.append((at or now(), number, phase, thread, op, object, value, text, None, None, line, path))


def begin_spawned(folder, first, parent):
    """In a process that multiprocessing has spawned: it is recorded as a forked one is."""
    global children, top
    os.rmdir(children)
    children, top = folder, first
    processes[os.getpid()] = (f"process {os.getpid()}", parent)
    begin_process()

    def finish():
        code = getattr(sys, "weft_exit", 0)
        dump_child(code)

    atexit.register(finish)
    install()
    plain_exit = sys.exit

    def seen_exit(code=None):
        sys.weft_exit = code if isinstance(code, int) else 0 if code is None else 1
        plain_exit(code)

    sys.exit = seen_exit


def tuples(value):
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def merge_children():
    global lost
    for name in os.listdir(children):
        if not name.endswith(".json"):
            continue
        path = os.path.join(children, name)
        try:
            with open(path) as file:
                data = tuples_of(json.load(file))
        except (OSError, ValueError):
            continue
        events.extend(data["events"])
        lost += data["lost"]
        for table, rows in ((threads, data["threads"]), (objects, data["objects"]), (processes, data["processes"])):
            for key, row in rows:
                table.setdefault(key, row)
                if table is processes:
                    table[key] = row
    shutil.rmtree(children, ignore_errors=True)
    end_killed()


def end_killed():
    """Who was killed could not say that it has ended."""
    latest = {}
    for at, _, phase, thread, *_ in events:
        if thread is not None:
            latest[thread[0]] = max(at, latest.get(thread[0], 0))
            if phase == "end" and thread == main_key(thread[0]):
                killed.pop(thread[0], None)
    for pid, (at, code) in killed.items():
        key = main_key(pid)
        if key not in threads:
            continue
        at = max(at, latest.get(pid, 0) + 1)
        events.append((at, -2, "end", key, None, None, 2 if code < 0 else 1, "", None, None, 0, ""))
        events.append((at, -1, "exit", None, None, None, code, "", key, None, 0, ""))


def tuples_of(data):
    return {name: tuples(value) for name, value in data.items()}


class Writer:
    """From raw events to the trace format of Weft (docs/FORMATS.md)."""

    def __init__(self):
        self.out = []
        self.process_of, self.thread_of, self.object_of = {}, {}, {}
        self.place_of = {}  # (pid, number of a raw event): index in the trace
        self.given = {}  # (object, op that gives): index of the last
        self.waiting = set()  # (thread, object) of who waits
        self.sources, self.source_of = [], {}

    def add(self, event):
        self.out.append(event)
        return len(self.out) - 1

    def process(self, pid):
        if pid not in self.process_of:
            name, parent = processes.get(pid, (f"process {pid}", None))
            above = self.process_of.get(parent, -1)
            self.process_of[pid] = len(self.process_of)
            self.add({"phase": "process", "details": {"name": name, "pid": pid, "parent": above}})
        return self.process_of[pid]

    def thread(self, key):
        if key not in self.thread_of:
            name, pid, daemon, target = threads[key]
            details = {"name": name, "process": self.process(pid), "daemon": daemon, "target": target}
            self.thread_of[key] = len(self.thread_of)
            self.add({"phase": "thread", "details": details})
        return self.thread_of[key]

    def object(self, key):
        if key not in self.object_of:
            kind, name, limit, value, pid, of, role, text = objects[key]
            details = {"kind": kind, "name": name, "process": self.process(pid), "limit": limit}
            if text:
                details["text"] = text
            if of is not None:
                details |= {"of": self.object(of), "role": role}
            self.object_of[key] = len(self.object_of)
            self.add({"phase": "object", "value": value, "details": details})
        return self.object_of[key]

    def source(self, path):
        if path not in self.source_of:
            self.source_of[path] = len(self.sources)
            name = os.path.relpath(path) if os.path.exists(path) else path
            source = {"id": path, "name": name, "language": "python"}
            text = "".join(linecache.getlines(path))
            self.sources.append(source | ({"text": text} if text else {}))
        return self.source_of[path]

    def giver(self, phase, thread, op, object):
        """Who ended this wait, where it was in another process: the last that gave what was waited for."""
        if object is None:
            return None
        if phase == "block":
            self.waiting.add((thread, object))
            return None
        waited = (thread, object) in self.waiting
        self.waiting.discard((thread, object))
        if not waited or phase != "done" or op not in GIVERS:
            return None
        given = self.given.get((object, GIVERS[op]))
        return given if given is None or self.out[given].get("thread") != self.thread_of.get(thread) else None

    def write(self, title):
        start = min((event[0] for event in events), default=0)
        for at, number, phase, thread, op, object, value, text, other, cause, line, path in sorted(events):
            pid = thread[0] if thread else object[0] if object else other[0] if other else top
            event = {}
            if phase != "done":
                event["phase"] = phase
            ms = round((at - start) / 1e6, 6)
            # What is declared on the way is declared at this instant.
            before = len(self.out)
            if thread is not None:
                event["thread"] = self.thread(thread)
            if object is not None:
                event["object"] = self.object(object)
            if other is not None:
                event["other"] = self.thread(other)
            for declared in self.out[before:]:
                declared["at"] = ms
            if phase in ("object", "thread"):
                continue
            event["at"] = ms
            if op is not None:
                event["op"] = op
            if value is not None:
                event["value"] = min(value, 2**31 - 1)
            if text:
                event["text"] = text
            cause_at = self.place_of.get(cause) if cause else None
            if cause_at is None:
                cause_at = self.giver(phase, thread, op, object)
            if cause_at is not None:
                event["cause"] = cause_at
            if phase == "end" and thread:
                self.place_of[("ended", *thread)] = len(self.out)
            if op == "start" and other:
                self.place_of[("started", *other)] = len(self.out)
            if 0 < line < 65536 and len(self.sources) < 255:
                event["line"] = line
                event["source"] = self.source(path)
            self.place_of[(pid, number)] = self.add(event)
            if object is not None and (phase == "done" or op == "finish"):
                self.given[(object, op)] = len(self.out) - 1
        comment = f"recorded by weft_record.py under CPython {sys.version.split()[0]}"
        if lost:
            comment += f"; {lost} events were left out: there are too many"
        return {
            "format": "weft-trace",
            "version": 2,
            "title": title,
            "comment": comment,
            "sources": self.sources,
            "ops": OPS,
            "events": self.out,
        }


def install():
    threading.Lock, threading.RLock = make_lock, make_rlock
    patch(threading.Condition, __init__=condition_init, wait=condition_wait, notify=condition_notify)
    patch(
        threading.Semaphore,
        __init__=semaphore_init,
        acquire=semaphore_acquire,
        __enter__=semaphore_acquire,
        release=release_of(plain_semaphore),
    )
    patch(threading.BoundedSemaphore, __init__=bounded_init, release=release_of(plain_bounded))
    patch(threading.Event, __init__=event_init, set=event_set, clear=event_clear, wait=event_wait)
    patch(threading.Barrier, __init__=barrier_init, wait=barrier_wait)
    patch(queue.Queue, __init__=queue_init, put=queue_put, get=queue_get, task_done=queue_task_done, join=queue_join)
    threading.Thread.start, threading.Thread.join = start_thread, join_thread
    queue.SimpleQueue = SimpleQueue
    time.sleep = sleep
    builtins.print = seen_print
    os._exit = leave_child
    try:
        install_processes()
    except ImportError:
        pass  # a Python without multiprocessing
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=after_fork_in_child)


def main():
    arguments = sys.argv[1:]
    out = None
    if arguments[:1] == ["-o"]:
        out, arguments = arguments[1] if len(arguments) > 1 else None, arguments[2:]
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__)
    program = arguments[0]
    title = os.path.splitext(os.path.basename(program))[0]
    out = os.path.abspath(out or f"{title}.weft-trace.json")
    sys.argv = arguments
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    processes[top] = (os.path.basename(program), None)
    key = keys.key = main_key(top)
    threads[key] = ("MainThread", top, False, "")
    note("start", key)

    def finish():
        if os.getpid() != top:
            dump_child(0)
            return
        note("end", key, value=status)
        merge_children()
        trace = Writer().write(title)
        with open(out, "w", encoding="utf-8") as file:
            json.dump(trace, file, ensure_ascii=False, separators=(",", ":"))
        sys.stderr.write(f"weft_record: {len(trace['events'])} events in {out}\n")

    # Runs after the threads that the program leaves behind have ended, and, since it is registered before multiprocessing's
    # own function, after its children.
    atexit.register(finish)
    install()
    status = 0
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit:
        raise
    except BaseException:
        status = 1
        raise


if __name__ == "__main__":
    # As a module: what travels between processes is looked up in it by name, and `__main__` will be the program.
    os.rmdir(children)
    exec(LOAD.format(path=HERE))
    recorder.main()
