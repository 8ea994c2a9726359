"""How calls of multiprocessing are recorded: as in calls.py, for objects that processes share.

An object's identity does not depend on the process: a queue is its pipe, a lock its semaphore. These keep the index.
"""

from . import run
from .calls import BarrierWait, Note, Spec, of_shared_barrier
from .events import DONE, FAIL, show


def _flow(connection, is_going=False):
    """The flow that a Connection, or a queue's reader, reads from; with `is_going`, the one it writes to."""
    descriptor = run.world.current.process.descriptors.get(connection._handle)
    if descriptor is None:
        return None
    end = descriptor.end
    return getattr(end, 'flow', None) or getattr(end, 'going' if is_going else 'coming', None)


class Shared(Spec):
    """`thing_of`: function from an object to the world's shared object."""

    def __init__(self, op, thing_of, **more):
        super().__init__(op, **more)
        self.thing_of = thing_of

    def applies(self, frame):
        thing = self.thing_of(frame.f_locals['self'])
        return thing is not None and thing.index >= 0 and not (run.is_inner(thing.index) and thing.kind == 'pipe')

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        call.thing = self.thing_of(call.subject)
        call.object = call.thing.index
        call.point(world)

    def measure(self, call):
        return len(call.thing.items)


class Put(Shared):
    def end(self, call, world, value):
        if world.current.replay is not None:
            # The parent has done it.
            return
        text = show(call.arguments.get('obj'))
        items = call.thing.items
        items.append(None)
        event = self.tell(call, world, DONE, text)
        items[-1] = (text, event, world.current.lane)


class Get(Shared):
    def end(self, call, world, value):
        if world.current.replay is not None:
            return
        text = show(value)
        items = call.thing.items
        at = next((n for n, item in enumerate(items) if item and item[0] == text), 0)
        if items and items[at]:
            _, event, thread = items.pop(at)
            self.tell(call, world, DONE, text, thread, event)
        else:
            self.tell(call, world, DONE, text)


class Message(Shared):
    """Connection.send and recv. A message in a queue's pipe is recorded as an item of the queue."""

    of_queue = None

    def begin(self, call, world):
        if self.thing_of(call.subject).kind == 'pipe':
            super().begin(call, world)
            return
        call.spec = self.of_queue
        call.op = world.ops[call.spec.op]
        call.spec.begin(call, world)

    def measure(self, call):
        return len(call.thing.messages)


class Send(Message):
    def end(self, call, world, value):
        if world.current.replay is not None:
            return
        flow = call.thing
        event = self.tell(call, world, DONE, show(call.arguments.get('obj')))
        for message in flow.messages:
            if message[1] < 0:
                message[1] = event


class Receive(Message):
    def end(self, call, world, value):
        event = world.current.sent
        self.tell(call, world, DONE, show(value), -1, event if event >= 0 else -1)


class OfCondition(Shared):
    """A condition has three semaphores: sleeping count, woken count, and the one that its waiters sleep on."""

    def measure(self, call):
        return _sleepers_in(call.subject)


class ConditionWait(OfCondition):
    shows_locks = True


class Waking(Shared):
    """A notifier waits until the threads that it woke have confirmed: recorded as in the model, in two parts."""

    confirm = 'shared.condition.confirm'

    def each_wait(self, call, world):
        if call.wakes and not call.is_done:
            self.tell(call, world, DONE, '')
            call.is_done = True
            call.op = world.ops[self.confirm]


class Notify(Waking, OfCondition):
    pass


class OfEvent(Shared):
    def measure(self, call):
        return call.thing.content.value


class Set(Waking, OfEvent):
    confirm = 'shared.event.confirm'


class OfBarrier(Shared):
    def measure(self, call):
        barrier = call.subject
        return -1 if barrier.broken else barrier._count if barrier._state == 0 else 0


class SharedBarrierWait(BarrierWait, OfBarrier):
    """The last thread opens the barrier, and waits until the others have woken."""

    def each_wait(self, call, world):
        super().each_wait(call, world)
        is_last = call.arguments.get('index', -2) + 1 == call.subject._parties
        if call.wakes and is_last and call.op == world.ops[self.op]:
            call.op = world.ops['barrier.open']
            self.tell(call, world, DONE, '')
            call.op = world.ops['shared.barrier.confirm']


class BarrierBreak(Waking, OfBarrier):
    confirm = 'shared.barrier.confirm'


class OfNumbers(Shared):
    """Value and Array. The event's text has their whole contents."""

    def end(self, call, world, value):
        self.tell(call, world, DONE, _content_text(call.subject._obj))

    def measure(self, call):
        return _measure_of(call.subject._obj)


class Made(Note):
    """An __init__: its object is declared, if the program made it."""

    def __init__(self, kind, op, thing_of, by_way_of=()):
        super().__init__(returns=self.declare)
        self.made = kind
        self.op = op
        self.thing_of = thing_of
        self.by_way_of = by_way_of

    def declare(self, made_in, world, value):
        frame = run.maker_of(made_in.f_back, self.by_way_of)
        if frame is None:
            return
        world.current.line = frame.f_lineno
        subject = made_in.f_locals['self']
        thing = self.thing_of(subject)
        thing.kind = self.made
        run.declare_shared(thing, frame, self.made, self.op, made_in=made_in.f_back, **self.details(subject, thing))

    def details(self, subject, thing):
        if self.made == 'queue' and subject._maxsize < 2**31 - 1:
            return {'limit': subject._maxsize}
        if 'semaphore' in self.made:
            return {'limit': thing.value, 'measure': thing.value}
        if self.made == 'barrier':
            return {'limit': subject._parties}
        if self.made == 'event':
            thing.content = subject._flag._semlock._shared
        if self.made == 'condition':
            return {'lock': subject._lock._semlock._shared.index}
        return {}


class OfProcess(Spec):
    def applies(self, frame):
        return True

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        process = self.process_of(call, world)
        call.other = -1 if process is None else process.main.index
        call.point(world)

    def process_of(self, call, world):
        popen = getattr(call.subject, '_popen', None)
        return None if popen is None else next((one for one in world.processes if one.pid == popen.pid), None)

    def end(self, call, world, value):
        if not call.is_done:
            self.tell(call, world, DONE, '')


class Join(OfProcess):
    def end(self, call, world, value):
        process = self.process_of(call, world)
        ended = process is not None and process.is_reaped
        cause = process.exit_event if ended else -1
        self.tell(call, world, DONE if ended else FAIL, '', cause=cause)


def _semaphore(thing):
    return thing._semlock._shared


def _condition(thing):
    return thing._sleeping_count._semlock._shared


def _event(thing):
    """Place of an Event, whose flag is a semaphore that is not recorded."""
    return run.place(('event', thing._flag._semlock._shared.number))


def _barrier(thing):
    return run.place(('barrier', _condition(thing._cond).number))


def _sleepers_in(condition):
    return max(0, _condition(condition).value - condition._woken_count._semlock._shared.value)


def _numbers(thing):
    """Place of a Value or an Array, wrapped in a lock or raw, by its offset in shared memory."""
    wrapper = getattr(getattr(thing, '_obj', thing), '_wrapper', None)
    if wrapper is None:
        return None
    (arena, start, _), _ = wrapper._state
    return run.place((arena.buffer._segment, start))


def _content(numbers):
    return numbers.value if hasattr(numbers, 'value') else list(numbers) if hasattr(numbers, '__len__') else None


def _content_text(numbers):
    content = _content(numbers)
    return '' if content is None else show(content)


def _measure_of(numbers):
    content = _content(numbers)
    return content if type(content) is int and abs(content) < 2**31 else 0


def _declare_numbers(kind):
    """Declares a Value or an Array, and its lock, which counts as the program's."""

    def declare(frame, world, value):
        maker = run.maker_of(frame.f_back)
        place = _numbers(value)
        if maker is None or place is None or world.current.hidden:
            return
        world.current.line = maker.f_lineno
        numbers = getattr(value, '_obj', value)
        place.kind = kind
        index = run.declare_shared(
            place, maker, kind, 'shared.value.create', measure=_measure_of(numbers), text=_content_text(numbers)
        )
        lock = getattr(getattr(getattr(value, '_lock', None), '_semlock', None), '_shared', None)
        if lock is not None and lock.index < 0:
            lock.kind = 'rlock'
            run.declare_shared(lock, maker, 'rlock', 'rlock.create', name=f'{world.log.names[index]}.get_lock()')

    return Note(returns=declare)


def _of_queue(queue):
    return _flow(queue._reader)


def _process(module):
    process = module.BaseProcess
    return {
        process.start: OfProcess('process.start'),
        process.join: Join('process.join'),
        process.terminate: OfProcess('process.terminate'),
        process.kill: OfProcess('process.kill'),
    }


def _queues(module):
    by_way_of = ('JoinableQueue.__init__',)
    return {
        module.Queue.__init__: Made('queue', 'shared.queue.create', _of_queue, by_way_of),
        module.Queue.put: Put('shared.queue.put', _of_queue),
        module.Queue.get: Get('shared.queue.get', _of_queue),
        module.JoinableQueue.put: Put('shared.queue.put', _of_queue),
        module.JoinableQueue.task_done: Shared('shared.queue.taskDone', _of_queue),
        module.JoinableQueue.join: Shared('shared.queue.join', _of_queue),
        module.SimpleQueue.__init__: Made('simple-queue', 'shared.simpleQueue.create', _of_queue),
        module.SimpleQueue.put: Put('shared.simpleQueue.put', _of_queue),
        module.SimpleQueue.get: Get('shared.simpleQueue.get', _of_queue),
    }


def _synchronize(module):
    # The default lock of a condition, which the program knows as the condition's.
    locks = ('Condition.__init__',)
    condition, event, barrier = module.Condition, module.Event, module.Barrier
    return {
        module.Lock.__init__: Made('lock', 'lock.create', _semaphore, locks),
        module.RLock.__init__: Made('rlock', 'rlock.create', _semaphore, locks),
        module.Semaphore.__init__: Made('semaphore', 'semaphore.create', _semaphore),
        module.BoundedSemaphore.__init__: Made('bounded-semaphore', 'boundedSemaphore.create', _semaphore),
        condition.__init__: Made('condition', 'shared.condition.create', _condition),
        condition.wait: ConditionWait('shared.condition.wait', _condition, false_is_failure=True),
        condition.notify: Notify('shared.condition.notify', _condition),
        condition.notify_all: Notify('shared.condition.notifyAll', _condition),
        event.__init__: Made('event', 'shared.event.create', _event),
        event.set: Set('shared.event.set', _event),
        event.clear: OfEvent('shared.event.clear', _event),
        event.is_set: OfEvent('shared.event.isSet', _event),
        event.wait: OfEvent('shared.event.wait', _event, false_is_failure=True),
        barrier.__init__: Made('barrier', 'shared.barrier.create', _barrier),
    }


of_shared_barrier.update({
    'barrier.wait': SharedBarrierWait('barrier.wait', _barrier),
    'barrier.reset': BarrierBreak('shared.barrier.reset', _barrier),
    'barrier.abort': BarrierBreak('shared.barrier.abort', _barrier),
})


def _numbers_of(module):
    """Value and Array, and the properties of their results."""
    one, many, text = module.Synchronized, module.SynchronizedArray, module.SynchronizedString
    return {
        module.Value: _declare_numbers('value'),
        module.RawValue: _declare_numbers('value'),
        module.Array: _declare_numbers('array'),
        module.RawArray: _declare_numbers('array'),
        one.value.fget: OfNumbers('shared.value.read', _numbers),
        one.value.fset: OfNumbers('shared.value.write', _numbers),
        many.__getitem__: OfNumbers('shared.array.read', _numbers),
        many.__setitem__: OfNumbers('shared.array.write', _numbers),
        many.__getslice__: OfNumbers('shared.array.read', _numbers),
        many.__setslice__: OfNumbers('shared.array.write', _numbers),
        text.value.fget: OfNumbers('shared.array.read', _numbers),
        text.value.fset: OfNumbers('shared.array.write', _numbers),
    }


def _connection(module):
    connection = module._ConnectionBase
    send = Send('pipe.send', lambda it: _flow(it, True))
    receive = Receive('pipe.recv', _flow)
    send.of_queue = Put('shared.simpleQueue.put', send.thing_of)
    receive.of_queue = Get('shared.simpleQueue.get', receive.thing_of)
    return {connection.send: send, connection.recv: receive}


tables = {
    'multiprocessing.process': _process,
    'multiprocessing.queues': _queues,
    'multiprocessing.synchronize': _synchronize,
    'multiprocessing.sharedctypes': _numbers_of,
    'multiprocessing.connection': _connection,
}
