"""
How asyncio is recorded. A task has a lane of its own, below the thread that its loop runs on. A task's turn on that thread is
recorded as running, and the time between its turns as blocked, though no OS thread waits. What a task waits for is found from
the library coroutine at which it is suspended. Steps are still taken by the thread; while a task runs, the thread's events
belong to the task (`Thread.task`).
"""

from builtins import id
from weakref import ref

from . import calls, run
from .calls import Note, Spec
from .events import BLOCK, DONE, END, FAIL, KILLED, RAISED, RETURNED, START, WAKE, show

_RUNNING, _WAITING, _READY = range(3)


class Lane:
    """Recorder state of a task: its lane, what it waits for, and the tasks it has woken in this turn."""

    __slots__ = ('index', 'lane', 'cause', 'waits', 'wakes', 'outer', 'state', 'task', 'end')

    def __init__(self, index, task):
        self.index = self.lane = index
        # Set during the task's turn only. Otherwise the program alone refers to it: a dropped task is destroyed and its id reused.
        self.task = None
        key = id(task)
        self.end = ref(task, lambda _: run.tasks.pop(key, None))
        self.cause = -1
        self.waits = None
        self.wakes = []
        self.outer = None
        self.state = None


class Wait:
    """What a task waits for. `tells`: whether the awaited function records the end of the wait itself."""

    __slots__ = ('op', 'object', 'other', 'limit', 'tells')

    def __init__(self, op, object=-1, other=-1, limit=-1, tells=False):
        self.op, self.object, self.other, self.limit, self.tells = op, object, other, limit, tells


def lane_of(task):
    return run.tasks.get(id(task))


def _declare(world, task):
    lane = lane_of(task)
    if lane is not None:
        return lane
    me = world.current
    if me.replay is not None:
        # The parent's task has a lane; the child's gets one at its first turn after the fork.
        lane = run.tasks[id(task)] = Lane(-1, task)
        return lane
    target = getattr(task._coro, '__name__', 'task')
    more = {'inner': True} if target in ('shutdown_asyncgens', 'shutdown_default_executor') else {}
    me.line = world.line() or me.line
    index = run.declare_lane(world, task._name, False, target, me.process, within=me.index, **more)
    # The lane has a thread index, but takes no steps itself.
    run.thread_without_steps(world, index)
    lane = run.tasks[id(task)] = Lane(index, task)
    lane.cause = world.emit(DONE, world.ops['thread.start'], -1, index)
    return lane


def _created(frame, world, value):
    _declare(world, frame.f_locals['self'])


# Turns of a task.


def _turn_begins(frame, world):
    task = frame.f_locals['self']
    me = world.current
    lane = _declare(world, task)
    lane.task = task
    lane.outer, me.task = me.task, lane
    me.call, waits = None, lane.waits
    line, source, _, _ = _stands(world, task)
    first = lane.state is None
    op = world.ops['thread.begin'] if first else waits.op if waits is not None else -1
    world.point(op, -1 if waits is None else waits.object, -1 if waits is None else waits.other, line)
    if line:
        me.line, me.source = line, source
    lane.state = _RUNNING
    cause, lane.cause = lane.cause, -1
    lane.waits = None
    if first:
        world.emit(START, cause=cause)
    elif waits is not None:
        is_over = frame.f_locals['exc'] is None
        if not waits.tells or not is_over:
            world.emit(DONE if is_over else FAIL, waits.op, waits.object, waits.other, cause=cause if is_over else -1)
        else:
            lane.cause = cause


def _turn_ends(frame, world, value):
    me = world.current
    lane = me.task
    if lane is None:
        return
    task, lane.task = lane.task, None
    if task.done():
        _tell_end(world, lane, task)
    else:
        line, source, wait, limit = _stands(world, task)
        if line:
            me.line, me.source = line, source
        waits = wait or _of_future(world, task._fut_waiter)
        if limit is not None and waits.limit < 0:
            waits.limit = round(1000 * max(0, limit))
        lane.waits = waits
        lane.state = _WAITING
        _tell_wakes(world, lane, world.last_event())
        world.emit(BLOCK, waits.op, waits.object, waits.other, waits.limit)
        if task._fut_waiter is None:
            # A bare yield (`sleep(0)`): the task is ready again at once.
            _wake(world, lane, -1)
    me.task = lane.outer


def _turn_fails(frame, world, error):
    me = world.current
    lane = me.task
    if lane is not None:
        task, lane.task = lane.task, None
        _tell_end(world, lane, task)
        me.task = lane.outer


def _tell_end(world, lane, task):
    if task.cancelled():
        status = KILLED
    else:
        status = RETURNED if task._exception is None else RAISED
    end = world.emit(END, -1, -1, -1, status)
    _tell_wakes(world, lane, end)


def _tell_wakes(world, lane, cause):
    for woken in lane.wakes:
        woken.cause = cause
        waits = woken.waits
        world.emit(WAKE, waits.op, waits.object, woken.index, cause=cause)
    lane.wakes.clear()


def _wake(world, lane, cause):
    if lane.state != _WAITING:
        return
    lane.state = _READY
    lane.cause = cause
    waits = lane.waits
    world.emit(WAKE, waits.op, waits.object, lane.index, cause=cause)


def _finished(frame, world):
    """A future is done: wakes the tasks that wait for it."""
    me = world.current
    for callback, _ in frame.f_locals['self']._callbacks:
        if getattr(callback, '__name__', '') not in ('__wakeup', '_Task__wakeup'):
            continue
        lane = lane_of(callback.__self__)
        if lane is None or lane.state != _WAITING:
            continue
        if me.call is not None:
            lane.state = _READY
            me.call.wakes.append(lane)
        elif me.task is not None:
            lane.state = _READY
            me.task.wakes.append(lane)
        else:
            _wake(world, lane, world.last_event())


# What a task waits for.


def _stands(world, task):
    """Where a task is suspended: line and source in the program, what it waits for as far as its coroutines show, its timeout."""
    line = source = 0
    wait = limit = None
    coroutine = task._coro
    while coroutine is not None:
        frame = getattr(coroutine, 'cr_frame', None) or getattr(coroutine, 'gi_frame', None) or getattr(coroutine, 'ag_frame', None)
        if frame is None:
            break
        code = frame.f_code
        at = world.sources.get(code.co_filename)
        if at is not None:
            line, source = frame.f_lineno, at
        elif code.co_filename.endswith('/asyncio/tasks.py') and code.co_name == 'wait_for':
            limit = frame.f_locals.get('timeout')
        elif wait is None:
            describe = _waits.get((code.co_filename.rpartition('/')[2], code.co_qualname))
            wait = describe(world, frame) if describe is not None else None
        coroutine = (
            getattr(coroutine, 'cr_await', None) or getattr(coroutine, 'gi_yieldfrom', None) or getattr(coroutine, 'ag_await', None)
        )
    return line, source, wait, limit


def _of_future(world, future):
    lane = None if future is None else lane_of(future)
    if lane is not None:
        return Wait(world.ops['thread.join'], -1, lane.index)
    if future is None:
        return Wait(world.ops['time.sleep'], limit=0)
    return Wait(world.ops['futures.wait'])


def _on(op):
    def describe(world, frame):
        thing = frame.f_locals['self']
        return Wait(world.ops[op], run.index_of(thing), tells=True) if run.is_declared(thing) else None

    return describe


def _sleeping(world, frame):
    return Wait(world.ops['time.sleep'], limit=round(1000 * max(0, frame.f_locals.get('delay') or 0)))


def _plainly(op):
    return lambda world, frame: Wait(world.ops[op])


# (file, function) -> function that describes a wait in it.
_waits = {
    ('tasks.py', 'sleep'): _sleeping,
    ('tasks.py', 'wait'): _plainly('futures.wait'),
    ('tasks.py', '_wait'): _plainly('futures.wait'),
    ('taskgroups.py', 'TaskGroup.__aexit__'): _plainly('futures.wait'),
    ('locks.py', 'Lock.acquire'): _on('lock.acquire'),
    ('locks.py', 'Event.wait'): _on('event.wait'),
    ('locks.py', 'Condition.wait'): _on('condition.wait'),
    ('locks.py', 'Semaphore.acquire'): _on('semaphore.acquire'),
    ('locks.py', 'Barrier.wait'): _on('barrier.wait'),
    ('queues.py', 'Queue.put'): _on('queue.put'),
    ('queues.py', 'Queue.get'): _on('queue.get'),
    ('queues.py', 'Queue.join'): _on('queue.join'),
    ('streams.py', 'StreamReader._wait_for_data'): _plainly('connection.wait'),
    ('streams.py', 'StreamWriter.drain'): _plainly('connection.wait'),
    ('threads.py', 'to_thread'): _plainly('futures.wait'),
}


# Calls on asyncio objects.


def _measure(thing):
    kind = run.kind_of(thing)
    if kind == 'lock':
        return int(thing._locked)
    if kind == 'event':
        return int(thing._value)
    if kind == 'barrier':
        return -1 if thing.broken else thing.n_waiting
    if kind == 'condition':
        return len(thing._waiters)
    return thing._value if 'semaphore' in kind else run.length_of(thing, '_queue')


def _made(frame, world, value):
    thing = frame.f_locals['self']
    if not run.is_declared(thing):
        run.declare(thing, frame.f_back, run.kind_of(thing), _measure(thing))


class OfAsync(Spec):
    """A plain function, recorded also where a coroutine of the library calls it."""

    def applies(self, frame):
        name = frame.f_code.co_name
        return run.is_declared(frame.f_locals['self']) and (not name.endswith('_nowait') or self.is_from_program(frame))

    def is_from_program(self, frame):
        return frame.f_back.f_code.co_filename in run.world.sources

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        call.object = run.index_of(call.subject)
        call.point(world)

    def measure(self, call):
        return _measure(call.subject)

    def fails_with(self, error):
        return type(error).__name__ in ('QueueEmpty', 'QueueFull')


class PutNow(OfAsync, calls.Put):
    pass


class GetNow(OfAsync, calls.Get):
    pass


class TaskDone(OfAsync):
    def text(self, call, value):
        return str(call.subject._unfinished_tasks)


class Awaited(Note):
    """A coroutine of the library, recorded from its first step to its result."""

    def __init__(self, op, text=None):
        super().__init__(self.begin, self.end, in_replay=True)
        self.op = op
        self.text = text

    def begin(self, frame, world):
        thing = frame.f_locals['self']
        me = world.current
        if run.is_declared(thing) and me.task is not None and me.call is None:
            world.point(world.ops[self.op], run.index_of(thing))

    def end(self, frame, world, value):
        thing = frame.f_locals['self']
        me = world.current
        lane = me.task
        if not run.is_declared(thing) or lane is None or me.call is not None:
            return
        me.line = world.line() or me.line
        cause, lane.cause = lane.cause, -1
        self.tell(world, frame, thing, value, lane, cause)

    def tell(self, world, frame, thing, value, lane, cause, text='', other=-1):
        event = world.emit(DONE, world.ops[self.op], run.index_of(thing), other, _measure(thing), text, cause)
        _tell_wakes(world, lane, event)
        return event


class AwaitedPut(Awaited):
    def tell(self, world, frame, thing, value, lane, cause, text='', other=-1):
        item, items = frame.f_locals['item'], run.items_of(thing)
        items.append(None)
        event = super().tell(world, frame, thing, value, lane, cause, show(item))
        items[-1] = item, event, lane.index


class AwaitedGet(Awaited):
    def tell(self, world, frame, thing, value, lane, cause, text='', other=-1):
        items = run.items_of(thing)
        at = next((n for n, (item, _, _) in enumerate(items) if item is value), -1)
        other = -1
        if at >= 0:
            _, cause, other = items.pop(at)
        super().tell(world, frame, thing, value, lane, cause, show(value), other)


def _locks(m):
    made = Note(returns=_made, in_replay=True)
    return {
        m.Lock.__init__: made,
        m.Lock.acquire: Awaited('lock.acquire'),
        m.Lock.release: OfAsync('lock.release'),
        m.Event.__init__: made,
        m.Event.set: OfAsync('event.set'),
        m.Event.clear: OfAsync('event.clear'),
        m.Event.is_set: OfAsync('event.isSet'),
        m.Event.wait: Awaited('event.wait'),
        m.Condition.__init__: made,
        m.Condition.wait: Awaited('condition.wait'),
        m.Condition.notify: OfAsync('condition.notify'),
        m.Condition.notify_all: OfAsync('condition.notifyAll'),
        m.Semaphore.__init__: made,
        m.Semaphore.acquire: Awaited('semaphore.acquire'),
        m.Semaphore.release: OfAsync('semaphore.release'),
        m.Barrier.__init__: made,
        m.Barrier.wait: Awaited('barrier.wait'),
    }


def _queues(m):
    queue = m.Queue
    return {
        queue.__init__: Note(returns=_made, in_replay=True),
        queue.put: AwaitedPut('queue.put'),
        queue.get: AwaitedGet('queue.get'),
        queue.put_nowait: PutNow('queue.put'),
        queue.get_nowait: GetNow('queue.get'),
        queue.task_done: TaskDone('queue.taskDone'),
        queue.join: Awaited('queue.join'),
    }


def _tasks(m):
    task = m.Task
    return {
        task.__init__: Note(returns=_created, in_replay=True),
        task._Task__step_run_and_handle_result: Note(_turn_begins, _turn_ends, _turn_fails, in_replay=True),
    }


def _futures(m):
    return {m.Future._Future__schedule_callbacks: Note(begins=_finished, in_replay=True)}


tables = {
    'asyncio.tasks': _tasks,
    'asyncio.futures': _futures,
    'asyncio.locks': _locks,
    'asyncio.queues': _queues,
}
