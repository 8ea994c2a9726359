"""How calls of the library are recorded: `Queue.put` is one operation, whatever locks it takes inside.

The library's code is unmodified. watch.py reports when a function named here begins, returns or raises. What happens in
between belongs to that call: waits are recorded as waits of the call, and wake-ups are recorded after its result. Other
threads may run between its beginning and its end only if it waits.
"""

from . import run
from .enclosure import locals_of
from .events import DONE, FAIL, RAISE, clip, show
from .run import kind_of


class Call:
    """A library call in progress on a thread: the outermost one that is recorded."""

    __slots__ = ('spec', 'frame', 'code', 'caller', 'subject', 'op', 'object', 'other', 'wakes', 'has_waited', 'arguments', 'outer',
                 'is_inner', 'thing', 'is_done')

    def __init__(self, spec, frame, caller, world, outer, is_inner):
        # True where the library calls a method of an internal object: recorded only if it waits.
        self.is_inner = is_inner
        # The call that runs the program code which makes this one: a barrier's action, for example.
        self.outer = outer
        # For objects shared by processes: the world's shared object, see shared_calls.py.
        self.thing = None
        # Whether its event has been recorded already.
        self.is_done = False
        self.spec = spec
        self.frame = frame
        self.code = frame.f_code
        self.caller = caller
        self.arguments = locals_of(frame)
        self.subject = self.arguments.get('self')
        self.op = world.ops[spec.op]
        self.object = -1
        self.other = -1
        self.wakes = []
        self.has_waited = False

    def point(self, world):
        """Others may run first. The line is that of the caller."""
        world.point(self.op, self.object, self.other, frame=self.caller)

    def waits_as(self, op, thing, other):
        """Operation, object and other of a wait inside this call. A lock that the program made is recorded as itself."""
        if thing is not None and thing._index >= 0:
            return op, thing._index, other
        if not self.has_waited:
            self.has_waited = True
            if self.spec.kind is not None:
                self.object = run.index_of(self.subject)
            self.spec.first_wait(self, run.world)
        self.spec.each_wait(self, run.world)
        return self.op, self.object, self.other

    def has_started(self, op, other):
        """Thread.start: from now on this call waits until the thread has begun."""
        self.op = op
        self.other = other


class Note:
    """
    Callbacks of a function that is no operation: when it begins, returns or raises. `in_replay`: also in a replay, which has to
    stop at the same points, and to know the same objects as declared.
    """

    def __init__(self, begins=None, returns=None, unwinds=None, in_replay=False):
        self.in_replay = in_replay
        self.begins = begins
        self.returns = returns
        self.unwinds = unwinds


class Spec:
    """How a function is recorded. `op`: name of its operation."""

    # Whether acquires and releases of the program's own locks inside are recorded, too.
    shows_locks = False

    def __init__(self, op, kind=None, false_is_failure=False):
        self.op = op
        self.kind = kind
        self.false_is_failure = false_is_failure

    def chosen(self, frame):
        """The spec for this call: a multiprocessing class may inherit the method from a threading class."""
        return self

    def applies(self, frame):
        """Whether this call is recorded at all."""
        return True

    def is_inner(self, frame):
        return not run.is_declared(locals_of(frame).get('self'))

    def begin(self, call, world):
        if self.kind is not None:
            call.object = run.index_of(call.subject)
        call.point(world)

    def first_wait(self, call, world):
        pass

    def each_wait(self, call, world):
        pass

    def leave(self, call, world):
        """The call returns without an event of its own."""
        world.tell_wakes(call, world.last_event())

    def end(self, call, world, value):
        phase = FAIL if self.false_is_failure and value is False else DONE
        self.tell(call, world, phase, self.text(call, value))

    def text(self, call, value):
        return ''

    def measure(self, call):
        return -1 if self.kind is None else measures[self.kind](call.subject)

    def fails_with(self, error):
        return type(error).__name__ in ('Empty', 'Full')

    def unwind(self, call, world, error):
        if self.fails_with(error):
            self.tell(call, world, FAIL, '')
        else:
            self.tell(call, world, RAISE, clip(f'{type(error).__name__}: {error}'.removesuffix(': ')))

    def tell(self, call, world, phase, text, other=-1, cause=None):
        me = world.current
        measure = self.measure(call)
        if cause is None:
            cause = me.cause if phase == DONE else -1
        me.cause = -1
        other = call.other if other < 0 else other
        event = world.emit(phase, call.op, call.object, other, measure, text, cause)
        world.tell_wakes(call, event)
        return event


class Put(Spec):
    def text(self, call, value):
        return show(call.arguments.get('item'))

    def end(self, call, world, value):
        item, items = call.arguments.get('item'), run.items_of(call.subject)
        # It counts at its own event.
        items.append(None)
        event = self.tell(call, world, DONE, self.text(call, value))
        items[-1] = item, event, world.current.lane


class Get(Spec):
    def end(self, call, world, value):
        items = run.items_of(call.subject)
        at = next((n for n, (item, _, _) in enumerate(items) if item is value), -1)
        if at < 0:
            self.tell(call, world, DONE, show(value))
            return
        _, event, thread = items.pop(at)
        self.tell(call, world, DONE, show(value), thread, event)


class TaskDone(Spec):
    def text(self, call, value):
        return str(call.subject.unfinished_tasks)


class Start(Spec):
    def begin(self, call, world):
        call.other = run.thread_index(call.subject)
        call.point(world)

    def end(self, call, world, value):
        if call.op == world.ops['thread.started']:
            self.tell(call, world, DONE, '')


class Join(Spec):
    def begin(self, call, world):
        call.other = run.thread_index(call.subject)
        call.point(world)

    def end(self, call, world, value):
        ended = call.subject._os_thread_handle.is_done()
        self.tell(call, world, DONE if ended else FAIL, '')


class Created(Spec):
    """An __init__: the object is declared once it is initialized."""

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        pass

    def end(self, call, world, value):
        run.declare(call.subject, call.frame.f_back, kind_of(call.subject), self.measure(call))
        self.leave(call, world)

    def unwind(self, call, world, error):
        self.leave(call, world)


class ThreadCreated(Created):
    def end(self, call, world, value):
        thread = call.subject
        function = getattr(thread, '_target', None)
        world.current.line = world.line() or world.current.line
        run.declare_thread(world, thread, thread._name, thread._daemonic, getattr(function, '__name__', 'run'), **run.part_of(thread))


class Rename(Spec):
    """Assignment to Thread.name."""

    def begin(self, call, world):
        call.other = run.thread_index(call.subject)
        if call.other >= 0:
            call.point(world)

    def end(self, call, world, value):
        if call.other >= 0:
            self.tell(call, world, DONE, str(call.subject._name))


# Specs of a multiprocessing barrier's methods, by the operation of the threading barrier: see shared_calls.py.
of_shared_barrier = {}


class OfBarrier(Spec):
    def chosen(self, frame):
        return of_shared_barrier[self.op] if hasattr(frame.f_locals['self'], '_wrapper') else self


class BarrierWait(OfBarrier):
    """Recorded as in the model: every thread arrives; the last one opens the barrier."""

    def each_wait(self, call, world):
        # Without an index it still waits for the lock, or for the last round's threads to leave.
        if not call.is_done and 'index' in call.arguments:
            self.arrive(call, world, call.subject._count)

    def arrive(self, call, world, arrived):
        call.is_done = True
        world.emit(DONE, world.ops['barrier.arrive'], call.object, -1, arrived)

    def end(self, call, world, value):
        if not call.is_done:
            self.arrive(call, world, call.subject._parties)
            call.op = world.ops['barrier.open']
        super().end(call, world, value)


def _of_barrier(barrier):
    return -1 if barrier.broken else barrier._count if barrier._state >= 0 else 0


class Submit(Spec):
    """Executor.submit: the future is declared with the text of its call."""

    def text(self, call, value):
        return self.call_text(call.arguments)

    def call_text(self, arguments):
        function = arguments.get('fn')
        texts = [show(argument) for argument in arguments.get('args', ())]
        texts += [f'{name}={show(value)}' for name, value in arguments.get('kwargs', {}).items()]
        return clip(f"{getattr(function, '__name__', 'call')}({', '.join(texts)})")

    def first_wait(self, call, world):
        self.declare_future(call, call.frame.f_locals.get('f'))

    def end(self, call, world, value):
        self.declare_future(call, value)
        super().end(call, world, value)

    def declare_future(self, call, future):
        if future is not None and not run.is_declared(future):
            text = self.call_text(call.arguments)
            run.declare_as(future, 'future', text, 0, of=call.object, role='task', text=text)


class FutureResult(Spec):
    def fails_with(self, error):
        return isinstance(error, TimeoutError)

    def text(self, call, value):
        return show(value)


class FutureFinish(Spec):
    def text(self, call, value):
        error = call.arguments.get('exception')
        if error is not None:
            return clip(f'{type(error).__name__}: {error}')
        return show(call.arguments.get('result'))


class EventWait(Spec):
    """An Event that concurrent.futures makes for itself: waiting for it is waiting for futures."""

    def first_wait(self, call, world):
        if call.is_inner and call.frame.f_back.f_globals.get('__name__') == 'concurrent.futures._base':
            call.op = world.ops['futures.wait']
            call.object = -1
            call.spec = call.spec.without_object

    def __init__(self, *args):
        super().__init__(*args)
        self.without_object = Spec('futures.wait', None, True)


def _of_future(future):
    if future._state == 'RUNNING':
        return 1
    if future._state == 'FINISHED':
        return -1 if future._exception is None else -2
    return -3 if future._state.startswith('CANCELLED') else 0


# Function that gives an object's `value` in events, by kind: see `objectKinds` in src/trace/format.ts.
measures = {
    'condition': lambda it: len(it._waiters),
    'semaphore': lambda it: it._value,
    'bounded-semaphore': lambda it: it._value,
    'event': lambda it: int(it._flag),
    'barrier': _of_barrier,
    'queue': lambda it: run.length_of(it, 'queue'),
    'lifo-queue': lambda it: run.length_of(it, 'queue'),
    'priority-queue': lambda it: run.length_of(it, 'queue'),
    'simple-queue': lambda it: len(it._queue),
    'executor': lambda it: -1,
    'future': _of_future,
    'pool': lambda it: -1,
    'result': lambda it: -1,
}

run.measures.update(measures)


def _of_queue(cls, kind):
    return {cls.put: Put('queue.put', kind), cls.get: Get('queue.get', kind)}


def _threading(t):
    return {
        t.Thread.__init__: ThreadCreated('thread.create'),
        t.Thread.start: Start('thread.start'),
        t.Thread.join: Join('thread.join'),
        t.Thread.name.fset: Rename('thread.setName'),
        t.Condition.__init__: Created('condition.create', 'condition'),
        t.Condition.wait: Spec('condition.wait', 'condition', True),
        t.Condition.notify: Spec('condition.notify', 'condition'),
        t.Condition.notify_all: Spec('condition.notifyAll', 'condition'),
        t.Semaphore.__init__: Created('semaphore.create', 'semaphore'),
        t.Semaphore.acquire: Spec('semaphore.acquire', 'semaphore', True),
        t.Semaphore.release: Spec('semaphore.release', 'semaphore'),
        t.BoundedSemaphore.__init__: Created('boundedSemaphore.create', 'bounded-semaphore'),
        t.BoundedSemaphore.release: Spec('semaphore.release', 'bounded-semaphore'),
        t.Event.__init__: Created('event.create', 'event'),
        t.Event.is_set: Spec('event.isSet', 'event'),
        t.Event.set: Spec('event.set', 'event'),
        t.Event.clear: Spec('event.clear', 'event'),
        t.Event.wait: EventWait('event.wait', 'event', True),
        t.Barrier.__init__: Created('barrier.create', 'barrier'),
        t.Barrier.wait: BarrierWait('barrier.wait', 'barrier'),
        t.Barrier.reset: OfBarrier('barrier.reset', 'barrier'),
        t.Barrier.abort: OfBarrier('barrier.abort', 'barrier'),
    }


def _queue(q):
    return {
        q.Queue.__init__: Created('queue.create', 'queue'),
        **_of_queue(q.Queue, 'queue'),
        q.Queue.task_done: TaskDone('queue.taskDone', 'queue'),
        q.Queue.join: Spec('queue.join', 'queue'),
        q.Queue.qsize: Spec('queue.qsize', 'queue'),
        q.Queue.empty: Spec('queue.empty', 'queue'),
        q.Queue.full: Spec('queue.full', 'queue'),
        q.SimpleQueue.__init__: Created('simpleQueue.create', 'simple-queue'),
        **_of_queue(q.SimpleQueue, 'simple-queue'),
    }


def _futures(module):
    future = module.Future
    return {
        future.set_running_or_notify_cancel: Spec('future.begin', 'future'),
        future.set_result: FutureFinish('future.finish', 'future'),
        future.set_exception: FutureFinish('future.finish', 'future'),
        future.cancel: Spec('future.cancel', 'future'),
        future.result: FutureResult('future.result', 'future'),
        future.exception: FutureResult('future.result', 'future'),
    }


def _thread_pool(module):
    executor = module.ThreadPoolExecutor
    return {
        executor.__init__: Created('executor.create', 'executor'),
        executor.submit: Submit('pool.submit', 'executor'),
    }


# Recorded functions by module: a function of the module that gives function -> Spec.
tables = {
    'threading': _threading,
    'queue': _queue,
    'concurrent.futures._base': _futures,
    'concurrent.futures.thread': _thread_pool,
}
