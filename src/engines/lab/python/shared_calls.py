"""How the calls of multiprocessing are told: as calls.py does, of objects that processes share.

What an object is does not depend on the process: a queue is its pipe, a lock its semaphore. Those know their index.
"""

from . import descriptors, processes, run
from .calls import Spec
from .events import DONE, FAIL, show


def _flow(connection, is_going=False):
    """What a Connection, or a queue's reader, reads from; or writes to."""
    descriptor = run.world.current.process.descriptors.get(connection._handle)
    if descriptor is None:
        return None
    end = descriptor.end
    return getattr(end, 'flow', None) or getattr(end, 'going' if is_going else 'coming', None)


class Shared(Spec):
    """`thing_of`: what of the world's an object stands for."""

    def __init__(self, op, thing_of, **more):
        super().__init__(op, **more)
        self.thing_of = thing_of

    def applies(self, frame):
        thing = self.thing_of(frame.f_locals['self'])
        return thing is not None and thing.index >= 0

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        call.thing = self.thing_of(call.subject)
        call.object = call.thing.index
        world.point(call.op, call.object)

    def measure(self, call):
        return len(call.thing.items)


class Put(Shared):
    def end(self, call, world, value):
        text = show(call.arguments.get('obj'))
        items = call.thing.items
        items.append(None)
        event = self.tell(call, world, DONE, text)
        items[-1] = (text, event, world.current.index)


class Get(Shared):
    def end(self, call, world, value):
        text = show(value)
        items = call.thing.items
        at = next((n for n, item in enumerate(items) if item and item[0] == text), 0)
        if items and items[at]:
            _, event, thread = items.pop(at)
            self.tell(call, world, DONE, text, thread, event)
        else:
            self.tell(call, world, DONE, text)


class Message(Shared):
    """Connection.send and recv."""

    def measure(self, call):
        return len(call.thing.messages)


class Send(Message):
    def end(self, call, world, value):
        flow = call.thing
        event = self.tell(call, world, DONE, show(call.arguments.get('obj')))
        for message in flow.messages:
            if message[1] < 0:
                message[1] = event


class Receive(Message):
    def end(self, call, world, value):
        event = world.current.sent
        self.tell(call, world, DONE, show(value), -1, event if event >= 0 else -1)

    def unwind(self, call, world, error):
        super().unwind(call, world, error)


class Made(Spec):
    """An __init__: what it has made is declared, if the program made it."""

    def __init__(self, kind, op, thing_of):
        super().__init__(op)
        self.made = kind
        self.thing_of = thing_of

    def applies(self, frame):
        return True

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        pass

    def end(self, call, world, value):
        frame = run.maker_of(call.frame.f_back)
        if frame is not None:
            world.current.line = frame.f_lineno
            thing = self.thing_of(call.subject)
            thing.kind = self.made
            more = {}
            if self.made == 'queue' and call.subject._maxsize < 2**31 - 1:
                more['limit'] = call.subject._maxsize
            elif 'semaphore' in self.made:
                more['limit'] = more['measure'] = thing.value
            run.declare_shared(thing, frame, self.made, self.op, **more)
        self.leave(call, world)

    def unwind(self, call, world, error):
        self.leave(call, world)


class OfProcess(Spec):
    def applies(self, frame):
        return True

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        process = self.process_of(call, world)
        call.other = -1 if process is None else process.main.index
        world.point(call.op, -1, call.other)

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
    return {
        module.Queue.__init__: Made('queue', 'shared.queue.create', _of_queue),
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
    return {
        module.Lock.__init__: Made('lock', 'lock.create', _semaphore),
        module.RLock.__init__: Made('rlock', 'rlock.create', _semaphore),
        module.Semaphore.__init__: Made('semaphore', 'semaphore.create', _semaphore),
        module.BoundedSemaphore.__init__: Made('bounded-semaphore', 'boundedSemaphore.create', _semaphore),
    }


def _connection(module):
    connection = module._ConnectionBase
    return {
        connection.send: Send('pipe.send', lambda it: _flow(it, True)),
        connection.recv: Receive('pipe.recv', _flow),
    }


tables = {
    'multiprocessing.process': _process,
    'multiprocessing.queues': _queues,
    'multiprocessing.synchronize': _synchronize,
    'multiprocessing.connection': _connection,
}
