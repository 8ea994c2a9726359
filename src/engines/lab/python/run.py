"""The run that is open: its world, and what the modules under the program ask of it."""

from . import names
from .events import show

world = None
_names = names.Names()
_threads = {}
_items = {}
_public = set()
_kept = []
_variables = {}
# What an object's events say of it, by its kind: see calls.py.
measures = {}

FIRST_NATIVE_ID = 5000
FIRST_IDENT = 140_000_000_000_000
PID = 4000


def begin(new_world, sources):
    """Another run is open from now on."""
    global world, _names
    world = new_world
    _names = names.Names()
    for filename, source in sources.items():
        _names.add(filename, source)
    for table in (_threads, _items, _public, _kept, _variables):
        table.clear()


def ident_of(index):
    return FIRST_IDENT + 4096 * index


def is_declared(thing):
    """Whether an object or a thread has its index already: then it is the program's own."""
    return id(thing) in _public or id(thing) in _threads


def declare(thing, frame, kind, measure):
    """
    An object has been made. `frame`: by whom. Returns its index, or -1 where the library made it for itself: such a
    one is declared when somebody waits for it.
    """
    me = world.current if world is not None else None
    if me is None or me.hidden:
        return -1
    frame = _maker(frame)
    if frame is None:
        return -1
    me.line = frame.f_lineno
    index = _declare(thing, kind, _names.of(frame, kind), measure)
    _public.add(id(thing))
    return index


def _declare(thing, kind, name, measure, **more):
    me = world.current
    limit = -1
    if kind in ('queue', 'lifo-queue', 'priority-queue') and thing.maxsize > 0:
        limit = thing.maxsize
    elif kind in ('semaphore', 'bounded-semaphore'):
        limit = thing._value
    elif kind == 'barrier':
        limit = thing._parties
    elif kind == 'executor':
        limit = thing._max_workers
    op = world.ops.get(f'{kind}.create', -1)
    more = {**_belonging(thing, kind), **more}
    return world.log.declare_object(thing, op, world.now, me.index, me.line, me.source, kind, name, measure, limit, **more)


def _belonging(thing, kind):
    """What it is a part of, and as what: `Belonging` in src/trace/format.ts."""
    if kind == 'condition':
        lock = thing._lock
        index = getattr(lock, '_index', -1)
        if index < 0:
            return {}
        # The lock that it made for itself has been declared just now, on the same line.
        return {'of': index, 'role': 'monitor' if index == len(world.log.names) - 1 and lock._made_inside else 'condition'}
    return {}


def _maker(frame):
    """The program's frame that makes an object, past constructors of classes that only hand it on."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename in world.sources:
            return frame
        if code.co_name not in ('__init__', 'Lock', 'RLock') or not _hands_on(code):
            return None
        frame = frame.f_back
    return None


def _hands_on(code):
    """Condition() makes the lock that a program sees as its own; an Event's condition is nobody else's business."""
    return code.co_qualname in ('Condition.__init__', 'BoundedSemaphore.__init__', 'RLock', 'Lock')


def index_of(thing):
    """Index of an object, which is declared now if it has not been."""
    index = world.log.objects.get(id(thing))
    if index is not None:
        return index
    return _declare_inner(thing)


def _declare_inner(thing):
    kind = kind_of(thing)
    if world.current.hidden:
        return -1
    owner, name = _owner(thing)
    measure = measures[kind](thing) if kind in measures else 0
    more = {'inner': True}
    if owner >= 0:
        more['of'] = owner
        if name.endswith('._work_queue'):
            more['role'] = 'task-queue'
    return _declare(thing, kind, name, measure, **more)


def _owner(thing):
    """The declared object that has it as an attribute, or -1, and what it is called: 'pool._work_queue'."""
    for index, owner in enumerate(world.log.kept):
        for name, value in getattr(owner, '__dict__', {}).items():
            if value is thing:
                return index, f'{world.log.names[index]}._{name.lstrip("_")}'
    for owner in _kept:
        for name, value in owner.__dict__.items():
            if value is thing:
                return -1, f'{owner.name}._{name.lstrip("_")}'
    return -1, f'library._{type(thing).__name__.lower()}'


def kind_of(thing):
    """The kind of object that the timeline draws."""
    for cls in type(thing).__mro__:
        kind = _kinds.get(cls.__qualname__)
        if kind is not None:
            return kind
    return 'other'


_kinds = {
    'lock': 'lock',
    'RLock': 'rlock',
    'Condition': 'condition',
    'BoundedSemaphore': 'bounded-semaphore',
    'Semaphore': 'semaphore',
    'Event': 'event',
    'Barrier': 'barrier',
    'PriorityQueue': 'priority-queue',
    'LifoQueue': 'lifo-queue',
    'Queue': 'queue',
    '_PySimpleQueue': 'simple-queue',
    'SimpleQueue': 'simple-queue',
    'ThreadPoolExecutor': 'executor',
    'Future': 'future',
}


def declare_as(thing, kind, name, measure, **more):
    """As `declare`, where the name is known."""
    index = _declare(thing, kind, name, measure, **more)
    _public.add(id(thing))
    return index


def variable(key, values, name, shown):
    """Index of a variable that threads share, declared when it is first read or written."""
    index = _variables.get(key)
    if index is None:
        me = world.current
        value = values.get(name)
        measure = value if type(value) is int and abs(value) < 2**31 else 0
        index = _variables[key] = world.log.declare_object(
            values, world.ops['variable.create'], world.now, me.index, me.line, me.source, 'variable', shown, measure, text=show(value)
        )
    return index


def items_of(queue):
    """What is in a queue: (item, event of its put, thread that put it), oldest first."""
    return _items.setdefault(id(queue), [])


def thread_index(thread):
    """Index of a threading.Thread, or -1."""
    return _threads.get(id(thread), -1)


def declare_thread(into, thread, name, daemon, target, **more):
    me = into.current
    by, line, source = (me.index, me.line, me.source) if me is not None else (-1, 0, 0)
    index = into.log.declare_thread(into.now, by, line, source, name, 0, daemon, target, **more)
    into.add_thread(index, daemon)
    if thread is not None:
        _threads[id(thread)] = index
        _kept.append(thread)
    return index
