"""What record.py cannot see from the listing's own lines: forks, who takes which task of a pool and in which order results
come, and what a manager's server does with a dict or a list. `prepare` is given record.py itself.
"""

import concurrent.futures
import concurrent.futures.process
import concurrent.futures.thread
import multiprocessing
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.reduction
import os
import queue
import sys
import threading

# What this process is called if os.fork() made it: 'MainProcess/2' is the second fork.
forked = ''
forks = 0


def process_name():
    return forked or multiprocessing.current_process().name


def prepare(record):
    prepare_fork(record)
    prepare_pool(record)
    prepare_manager(record)
    prepare_executors(record)


def prepare_fork(record):
    fork = os.fork

    def is_listing():
        return sys._getframe(2).f_code.co_filename == record.listing

    def fork_watched():
        global forked, forks
        if not is_listing():
            return fork()
        back = record.begun('fork', 'fork')
        forks += 1
        pid = fork()
        if pid == 0:
            forked = f'{process_name()}/{forks}'
            forks = 0
        else:
            back()
        return pid

    def watched(function):
        def wrapper(*args):
            if not is_listing():
                return function(*args)
            back = record.begun('wait-child', 'wait-child')
            try:
                return function(*args)
            finally:
                back()

        return wrapper

    os.fork, os.wait, os.waitpid = fork_watched, watched(os.wait), watched(os.waitpid)


def prepare_pool(record):
    """The order of tasks and of results is settled under the locks of the pool's own queues."""
    pool, line = multiprocessing.pool.Pool, multiprocessing.queues.SimpleQueue
    pickler = multiprocessing.reduction.ForkingPickler
    set_up, get, put = pool._setup_queues, line.get, line.put
    record.numbered(pool, 'pool')

    def set_up_watched(self):
        set_up(self)
        self._inqueue.holds, self._outqueue.holds = 'tasks', 'results'

    def get_watched(self):
        if getattr(self, 'holds', '') != 'tasks':
            return get(self)
        back = record.begun('get', 'tasks')
        with self._rlock:
            item = self._reader.recv_bytes()
            back(value='…')
        return pickler.loads(item)

    def put_watched(self, item):
        if getattr(self, 'holds', '') != 'results' or item is None:
            return put(self, item)
        back = record.begun('put', 'results')
        with self._wlock:
            self._writer.send_bytes(pickler.dumps(item))
            back()

    def submits(function):
        def wrapper(self, *args, **kwargs):
            back = record.begun('submit', record.known('pool', self))
            try:
                return function(self, *args, **kwargs)
            finally:
                back()

        return wrapper

    pool._setup_queues = set_up_watched
    for name in ('apply_async', '_map_async', 'imap', 'imap_unordered'):
        setattr(pool, name, submits(getattr(pool, name)))
    line.get, line.put = get_watched, put_watched
    prepare_thread_pool(record)


def prepare_thread_pool(record):
    """Its queues are made in C: these are the same with a face that can be watched."""

    class Watched:
        def __init__(self, holds):
            self._queue, self._turn, self._holds = queue.SimpleQueue(), threading.Lock(), holds

        def get(self, block=True):
            if self._holds != 'tasks' or not block:
                return self._queue.get(block)
            back = record.begun('get', 'tasks')
            with self._turn:
                item = self._queue.get()
                back(value='…')
            return item

        def put(self, item):
            if self._holds != 'results' or item is None:
                return self._queue.put(item)
            back = record.begun('put', 'results')
            with self._turn:
                self._queue.put(item)
                back()

    def set_up(self):
        self._inqueue, self._outqueue = Watched('tasks'), Watched('results')
        self._quick_put, self._quick_get = self._inqueue.put, self._outqueue.get

    multiprocessing.pool.ThreadPool._setup_queues = set_up


names = {
    '__setitem__': 'setItem',
    '__getitem__': 'getItem',
    '__delitem__': 'delItem',
    '__len__': 'len',
    '__contains__': 'contains',
    '__repr__': 'str',
}


def prepare_manager(record):
    """What the server's threads do, one after the other; each has the name of the process that it serves."""
    manager = multiprocessing.managers.SyncManager
    one_at_a_time = threading.Lock()

    def noting(name, function):
        def wrapper(self, *args):
            with one_at_a_time:
                back = record.begun('call', f'{record.known("managed", self)}.{names.get(name, name)}')
                try:
                    value = function(self, *args)
                except BaseException as error:
                    back(**record.raised(error))
                    raise
                back(value=record.plain(value))
                return value

        return wrapper

    def watched(base):
        def init(self, *args):
            record.known('managed', self)
            base.__init__(self, *args)

        methods = [name for name in dir(base) if name in names or not name.startswith('_')]
        body = {name: noting(name, getattr(base, name)) for name in methods}
        return type(base.__name__, (base,), {**body, '__init__': init})

    manager.register('dict', watched(dict), multiprocessing.managers.DictProxy)
    manager.register('list', watched(list), multiprocessing.managers.ListProxy)


class WatchedQueue:
    """A queue of a ProcessPoolExecutor as a worker sees it: takes and puts are settled under the queue's own locks."""

    def __init__(self, record, queue):
        self._record, self._queue = record, queue

    def get(self, block=True):
        back = self._record.begun('get', 'tasks')
        with self._queue._rlock:
            item = self._queue._recv_bytes()
            back(value='…')
        self._queue._sem.release()
        return multiprocessing.reduction.ForkingPickler.loads(item)

    def put(self, item):
        # The process id of one that ends.
        if isinstance(item, int):
            return self._queue.put(item)
        back = self._record.begun('put', 'results')
        with self._queue._wlock:
            self._queue._writer.send_bytes(multiprocessing.reduction.ForkingPickler.dumps(item))
            back()


def prepare_executors(record):
    """Futures are counted as they are made: who begins and who finishes each, and which process takes which call."""
    future, processes = concurrent.futures.Future, concurrent.futures.process
    init, begin, call_back = future.__init__, future.set_running_or_notify_cancel, future._invoke_callbacks
    work = processes._process_worker
    finishing = threading.local()

    def init_counted(self):
        record.known('future', self)
        init(self)

    def begin_watched(self):
        manager = isinstance(threading.current_thread(), processes._ExecutorManagerThread)
        back = record.begun('hand-out' if manager else 'begin', record.known('future', self))
        value = begin(self)
        back()
        return value

    def finish_watched(function):
        def wrapper(self, outcome):
            finishing.back = record.begun('finish', record.known('future', self))
            function(self, outcome)

        return wrapper

    def call_back_watched(self):
        """It is done, and the callbacks come after that."""
        back = finishing.__dict__.pop('back', None)
        if back is not None:
            back()
        call_back(self)

    def work_watched(calls, results, *rest):
        return work(WatchedQueue(record, calls), WatchedQueue(record, results), *rest)

    future.__init__, future.set_running_or_notify_cancel = init_counted, begin_watched
    future.set_result, future.set_exception = map(finish_watched, (future.set_result, future.set_exception))
    future._invoke_callbacks = call_back_watched
    processes._process_worker = work_watched
