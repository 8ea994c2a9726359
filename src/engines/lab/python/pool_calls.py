"""
How calls of pools, process executors and managers are recorded. Queues, threads and connections that they make for
themselves are declared as their parts, which the page can show.
"""

from . import run
from .calls import Created, Note, Spec, Submit, measures
from .events import DONE, FAIL, clip, show
from .shared_calls import _of_queue

# Pools.


def _declare_pool(frame, world):
    if not run.is_declared(frame.f_locals['self']):
        run.declare_pool(frame.f_locals['self'], run.maker_of(frame.f_back, ('ThreadPool.__init__',)), 'pool.create')


def _declare_queues(frame, world, value):
    pool = frame.f_locals['self']
    if run.is_declared(pool) and hasattr(pool._inqueue, '_reader'):
        _declare_part(pool, pool._inqueue, 'simple-queue', '_inqueue', 'call-queue')
        _declare_part(pool, pool._outqueue, 'simple-queue', '_outqueue', 'result-queue')


def _declare_part(owner, queue, kind, name, role):
    """Declares a queue that a pool or a process executor has for itself."""
    flow = _of_queue(queue)
    if flow is None or flow.index >= 0:
        return
    flow.kind = kind
    world = run.world
    of = run.index_of(owner)
    op = 'shared.queue.create' if kind == 'queue' else 'shared.simpleQueue.create'
    run.declare_shared(flow, None, kind, op, name=f'{world.log.names[of]}.{name}', of=of, role=role, inner=True)


class OfPool(Spec):
    """Submission of tasks: the result object is declared with the text of its call."""

    def is_inner(self, frame):
        return not run.is_declared(frame.f_locals['self'])

    def begin(self, call, world):
        call.object = run.index_of(call.subject)
        call.point(world)

    def text(self, call, value):
        given = call.arguments
        function = getattr(given['func'], '__name__', 'call')
        if 'iterable' in given:
            return clip(f"{function} for each of {show(given['iterable'])}")
        texts = [show(one) for one in given.get('args', ())]
        texts += [f'{name}={show(one)}' for name, one in given.get('kwds', {}).items()]
        return clip(f"{function}({', '.join(texts)})")

    def end(self, call, world, value):
        text = self.text(call, value)
        run.declare_as(value, 'result', text, -1, of=call.object, role='result', text=text, inner=True)
        self.tell(call, world, DONE, text)


class OfResult(Spec):
    def is_inner(self, frame):
        return not run.is_declared(frame.f_locals['self'])

    def begin(self, call, world):
        call.object = run.index_of(call.subject)
        call.point(world)

    def first_wait(self, call, world):
        call.object = run.index_of(call.subject)

    def text(self, call, value):
        return show(value)

    def fails_with(self, error):
        return type(error).__name__ in ('TimeoutError', 'StopIteration')


def _pool(module):
    pool, result, iterator = module.Pool, module.ApplyResult, module.IMapIterator
    submit = OfPool('pool.submit')
    return {
        pool.__init__: Note(begins=_declare_pool, in_replay=True),
        pool._setup_queues: Note(returns=_declare_queues),
        pool.apply_async: submit,
        pool._map_async: submit,
        result.get: OfResult('result.wait'),
        result.wait: OfResult('result.wait'),
        iterator.next: OfResult('result.next'),
    }


def _declare_executor_parts(frame, world, value):
    executor = frame.f_locals['self']
    if run.is_declared(executor):
        _declare_part(executor, executor._call_queue, 'queue', '_call_queue', 'call-queue')
        _declare_part(executor, executor._result_queue, 'simple-queue', '_result_queue', 'result-queue')


class ExecutorCreated(Created):
    def end(self, call, world, value):
        super().end(call, world, value)
        _declare_executor_parts(call.frame, world, value)


def _executor(module):
    executor = module.ProcessPoolExecutor
    return {
        executor.__init__: ExecutorCreated('executor.create', 'executor'),
        executor.submit: Submit('pool.submit', 'executor'),
    }


# Managers.

_KINDS = {
    'Lock': 'lock', 'RLock': 'rlock', 'Condition': 'condition', 'Event': 'event', 'Barrier': 'barrier',
    'Semaphore': 'semaphore', 'BoundedSemaphore': 'bounded-semaphore', 'Queue': 'queue', 'JoinableQueue': 'queue',
    'dict': 'dict', 'list': 'list', 'Value': 'variable', 'Namespace': 'variable', 'Array': 'array',
}
_METHODS = {
    'acquire': 'acquire', 'release': 'release', 'wait': 'wait', 'notify': 'notify', 'notify_all': 'notifyAll',
    'set': 'set', 'clear': 'clear', 'is_set': 'isSet', 'put': 'put', 'get': 'get', 'qsize': 'qsize', 'empty': 'empty',
    'full': 'full', 'task_done': 'taskDone', 'join': 'join', 'reset': 'reset', 'abort': 'abort',
}


def _kept(proxy):
    token = proxy._token
    return run.place(('managed', token.address, token.id))


def _note_content(frame, world, value):
    """A manager's server has made an object: the object itself is noted, since the server runs in the same interpreter."""
    server = frame.f_locals['self']
    ident = value[0]
    run.place(('managed', server.address, ident)).content = server.id_to_obj[ident][0]


def _declare_kept(frame, world, proxy):
    maker = run.maker_of(frame.f_back)
    if maker is None or world.current.hidden:
        return
    world.current.line = maker.f_lineno
    place = _kept(proxy)
    typeid = proxy._token.typeid
    kind = _KINDS.get(typeid, 'other')
    place.kind = kind
    more = {'kindName': typeid} if kind == 'other' else {}
    if kind in ('queue', 'semaphore', 'bounded-semaphore', 'barrier'):
        limit = {'queue': 'maxsize', 'barrier': '_parties'}.get(kind, '_value')
        more['limit'] = getattr(place.content, limit, 0) or -1
    if _is_plain(kind):
        more['text'] = _text_of(place)
    run.declare_shared(place, maker, kind, 'managed.create', measure=_measure_of(place), **more)


def _is_plain(kind):
    return kind in ('dict', 'list', 'variable', 'array', 'other')


def _measure_of(place):
    content, kind = place.content, place.kind
    if content is None:
        return 0
    if kind in measures:
        return measures[kind](content)
    if kind in ('lock', 'rlock'):
        return getattr(content, '_count', None) or int(content._owner is not None)
    if kind in ('dict', 'list'):
        return len(content)
    value = getattr(content, '_value', None)
    return value if type(value) is int and abs(value) < 2**31 else 0


def _text_of(place):
    content = place.content
    if place.kind == 'variable':
        fields = dict(content.__dict__)
        if set(fields) == {'_typecode', '_value'}:
            return show(fields['_value'])
        return clip(', '.join(f'{name}={show(value)}' for name, value in fields.items()))
    return show(list(content) if place.kind == 'array' else content)


class OfKept(Spec):
    """A call through a proxy: recorded as one operation on the managed object, as if it were local."""

    def applies(self, frame):
        return _kept(frame.f_locals['self']).index >= 0

    def is_inner(self, frame):
        return False

    def begin(self, call, world):
        call.thing = _kept(call.subject)
        call.object = call.thing.index
        method = _METHODS.get(call.arguments['methodname'])
        call.op = world.ops.get(f'{call.thing.kind}.{method}', call.op)
        if method in ('acquire', 'release') and call.thing.kind == 'bounded-semaphore':
            call.op = world.ops[f'semaphore.{method}']
        if 'queue' in call.thing.kind and method is not None:
            call.op = world.ops[f'queue.{method}']
        call.point(world)

    def measure(self, call):
        return _measure_of(call.thing)

    def end(self, call, world, value):
        method = call.arguments['methodname']
        if _is_plain(call.thing.kind):
            text = _text_of(call.thing)
        elif method == 'put':
            text = show(call.arguments['args'][0])
        elif method == 'get':
            text = show(value)
        else:
            text = ''
        is_failure = value is False and method in ('acquire', 'wait')
        self.tell(call, world, FAIL if is_failure else DONE, text)


class Behind(Spec):
    """Internal messages of a manager, or of two ends of a connection: recorded only where they wait."""

    def is_inner(self, frame):
        return True


def _managers(module):
    manager = module.BaseManager
    behind = Behind('pipe.recv')
    made = next(one for one in manager.register.__func__.__code__.co_consts if getattr(one, 'co_name', '') == 'temp')
    return {
        made: Note(returns=_declare_kept),
        module.Server.create: Note(returns=_note_content),
        module.BaseProxy._callmethod: OfKept('managed.call'),
        manager._create: behind,
        module.BaseProxy._incref: behind,
        module.BaseProxy._decref: behind,
        module.dispatch: behind,
    }


def _handshakes(module):
    behind = Behind('pipe.recv')
    return {module.deliver_challenge: behind, module.answer_challenge: behind}


tables = {
    'multiprocessing.pool': _pool,
    'concurrent.futures.process': _executor,
    'multiprocessing.managers': _managers,
    'multiprocessing.connection': _handshakes,
}
