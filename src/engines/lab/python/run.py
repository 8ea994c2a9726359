"""State of the open run: its world, and the registry of objects that the modules below the program use."""

from builtins import id
from weakref import ref

from . import names
from .enclosure import back_of
from .events import show
from .threads import Thread

world = None
_names = names.Names()
_threads = {}
_items = {}
_public = set()
# Trace indices of objects that the library made for itself.
_inner = set()
# Semaphores shared by processes: see semaphores.py.
semaphores = []
# Shared memory: see memory.py.
segments = []
named_segments = {}
# Values in shared memory, by segment and offset, and managed objects, by address and name: see Place.
places = {}
# Terminals by path: the reader types there.
terminals = {}
# Listening sockets by address: see socket_module.py.
listeners = {}
letterboxes = {}
# Locks of files, see file_locks.py.
file_locks = {}
# Files that are something else for programs, by inode: named pipes, and the kinds of others. See special_files.py.
special = {}
bound = {}
_kept = []
# Objects of a forked child that have not been used yet: kind and name.
_copies = {}
# Tasks of asyncio, see asyncio_calls.py.
tasks = {}
# The program's other files as modules and packages: name -> path.
modules = {}
# Compiles and watches a file of the program: see session.py.
code_of = None
# Function that gives an object's `value` in events, by kind: see calls.py.
measures = {}
# Callback with a thread that has ended: see thread_module.py.
forget_locals = None
# Texts of the program's files.
texts = ()

FIRST_NATIVE_ID = 5000
FIRST_IDENT = 140_000_000_000_000
PID = 4000


def begin(new_world, sources):
    """Makes a new run the open one."""
    global world, texts, _names
    world = new_world
    texts = tuple(sources.values())
    world.log.forget = _forgetting(world)
    _names = names.Names()
    for filename, source in sources.items():
        _names.add(filename, source)
    modules.update((_module_name(name), name) for name in sources if name.endswith('.py'))


def end():
    """The run is over: drops its objects."""
    for table in (_threads, _items, _public, _inner, _kept, _copies, tasks, semaphores, segments, named_segments, places, terminals, listeners, letterboxes, file_locks, special, bound, modules):
        table.clear()


def _forgetting(of):
    """Returns a callback that removes a dead object's id from all tables: the id may be reused."""

    def forget(key):
        if world is not of:
            return
        for table in (_threads, _items, _copies, of.log.objects, of.log.addresses, *(process.identities for process in of.processes)):
            table.pop(key, None)
        _public.discard(key)

    return forget


def _module_name(path):
    return path.removesuffix('.py').removesuffix('/__init__').replace('/', '.')


def native_id_of(thread):
    """The native id of a process's main thread is the process's pid, as on Linux."""
    process = thread.process
    return process.pid if thread is process.main else FIRST_NATIVE_ID + thread.index


def ident_of(index):
    return FIRST_IDENT + 4096 * index


def is_inner(index):
    return index in _inner


def is_declared(thing):
    """Whether an object or a thread has a trace index already: then the program made it."""
    return id(thing) in _public or id(thing) in _threads


def declare(thing, frame, kind, measure):
    """
    Declares an object. `frame`: its maker. Returns its index, or -1 if the library made it for itself: such an object is
    declared when a thread first waits for it.
    """
    me = world.current if world is not None else None
    if me is None or me.hidden:
        return -1
    maker = _maker(frame)
    if maker is None:
        return -1
    if me.replay is not None:
        return _declare_again(thing, kind)
    me.line = maker.f_lineno
    name = _name(kind, frame, maker)
    index = _declare(thing, kind, name, measure)
    me.process.record.append((me.ordinal, 'declare', (index, name)))
    _public.add(id(thing))
    return index


def _name(kind, frame, maker):
    """
    Name of an object that is made in `frame`, on behalf of the program's `maker`. A condition may make its lock, with the same call
    of the program: the lock comes first, and is called `name.lock`.
    """
    me = world.current
    if kind == 'condition' and me.condition is not None:
        name, me.condition = me.condition, None
        return name
    while frame is not maker:
        if frame.f_code.co_qualname == 'Condition.__init__':
            me.condition = _names.of(maker, 'condition')
            return _lock_of(me.condition)
        frame = back_of(frame)
    return _names.of(maker, kind)


def _lock_of(condition):
    return f'{condition}.lock'


def _declare_again(thing, kind):
    """Declaration in a replay: the child's copy has its parent's name, and is declared at the child's first operation on it."""
    me = world.current
    index, name = me.replay.answer(world, me, 'declare')
    key, forget = id(thing), world.log.forget
    _kept.append(ref(thing, lambda _: forget(key)))
    _copies[key] = (kind, name)
    _public.add(key)
    return index


def declare_flow(flow, name=None):
    """Declares a pipe made by os.pipe(), os.mkfifo() or multiprocessing.Pipe()."""
    me = world.current
    if me.hidden:
        return
    frame = program_frame()
    if frame is None or not world.is_near(frame):
        return
    me.line = frame.f_lineno
    declare_shared(flow, frame, 'pipe', 'pipe.create', '{} →', name=name or f'pipe-{len(world.log.names) + 1}')


def maker_of(frame, by_way_of=()):
    """
    The program's frame that made an object of multiprocessing, through the module's functions and those in `by_way_of`, or
    None.
    """
    while frame is not None and (
        frame.f_code.co_filename.endswith('multiprocessing/context.py') or frame.f_code.co_qualname in by_way_of
    ):
        frame = back_of(frame)
    return frame if frame is not None and frame.f_code.co_filename in world.sources else None


class Place:
    """Something that processes share and that has no object in the lab. `content`: its value, if that can be read."""

    __slots__ = ('index', '_index', 'kind', 'content')

    def __init__(self):
        self.index = self._index = -1
        self.kind = None
        self.content = None


def place(key):
    found = places.get(key)
    if found is None:
        found = places[key] = Place()
    return found


def program_frame():
    """The innermost frame of the program's own code."""
    return world.frame()


def declare_listener(end):
    """Declares a socket of the program that listens from now on."""
    frame = program_frame()
    if frame is None or not world.is_near(frame):
        return
    world.current.line = frame.f_lineno
    declare_shared(end, frame, 'listener', 'socket.listen', limit=end.room - 1, name=f'listener at {end.address[1]}')


def declare_connection(flows, server):
    if server.index < 0:
        return
    name = f'connection-{len(world.log.names) + 1}'
    # A manager's listener is internal, and so are the connections to it.
    more = {'inner': True} if server.index in _inner else {}
    forth = declare_shared(flows[0], None, 'pipe', 'socket.connect', '{} →', name=name, of=server.index, role='request', **more)
    declare_shared(flows[1], None, 'pipe', 'socket.connect', '{} ←', name=name, of=forth, role='response', **more)


def connection_name(flow):
    return '' if flow.index < 0 else world.log.names[flow.index].removesuffix(' →')


def declare_pair(flows):
    """Declares a socket.socketpair()."""
    frame = program_frame()
    if frame is None or not world.is_near(frame) or world.current.hidden:
        return
    name = f'socketpair-{len(world.log.names) + 1}'
    forth = declare_shared(flows[0], None, 'pipe', 'socket.pair', '{} →', name=name)
    declare_shared(flows[1], None, 'pipe', 'socket.pair', '{} ←', name=name, of=forth, role='way-back')


def declare_shared(thing, frame, kind, op, shown='{}', made_in=None, lock=-1, **more):
    """
    Declares an object that processes share. `thing`: the world's object, keeps its index. `frame`: the program's, that makes it.
    `made_in`: where it is made, if not there. `shown`: format of its name. `lock`: index of a condition's lock.
    """
    me = world.current
    if me.replay is not None or thing.index >= 0:
        return thing.index
    name = more.pop('name', None) or _name(kind, made_in or frame, frame)
    more.update(_of_lock(lock, name))
    measure = more.pop('measure', 0)
    limit = more.pop('limit', -1)
    thing.index = world.log.declare_object(
        thing, world.ops[op], world.now, me.lane, me.line, me.source, kind, shown.format(name), measure, limit, process=-1, **more
    )
    if 'inner' in more:
        _inner.add(thing.index)
    if kind in ('lock', 'rlock', 'semaphore', 'bounded-semaphore'):
        # As for the locks of _thread: acquires and releases are recorded as its own.
        thing._index = thing.index
    return thing.index


def own_index(thing):
    """Index of a declared object: in a forked child, of the child's own copy."""
    copy = _copies.pop(id(thing), None) if _copies else None
    if copy is None:
        return thing._index
    thing._index = _declare(thing, copy[0], copy[1], 0)
    return thing._index


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
    more = {**_belonging(thing, kind, name), **more}
    more.setdefault('process', me.process.index)
    return world.log.declare_object(thing, op, world.now, me.lane, me.line, me.source, kind, name, measure, limit, **more)


def _belonging(thing, kind, name):
    """Owner and role of an object: `Belonging` in src/trace/format.ts."""
    if kind != 'condition':
        return {}
    lock = thing._lock
    return _of_lock(getattr(lock, '_index', world.log.objects.get(id(lock), -1)), name)


def _of_lock(lock, name):
    """As `_belonging`, of the condition `name` on a lock."""
    if lock < 0:
        return {}
    return {'of': lock, 'role': 'monitor' if world.log.names[lock] == _lock_of(name) else 'condition'}


def _maker(frame):
    """The program's frame that makes an object, past library constructors that make it on the program's behalf."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename in world.sources:
            return frame
        if code.co_name not in ('__init__', 'Lock', 'RLock') or not _hands_on(code):
            return None
        frame = back_of(frame)
    return None


def _hands_on(code):
    """Whether a lock made in this constructor counts as the program's: Condition()'s does, an Event's condition does not."""
    return code.co_qualname in ('Condition.__init__', 'BoundedSemaphore.__init__', 'RLock', 'Lock')


def index_of(thing):
    """Index of an object; declares it if necessary."""
    if world.current.replay is not None:
        return -1
    index = world.log.objects.get(id(thing))
    if index is not None:
        return index
    copy = _copies.pop(id(thing), None)
    if copy is not None:
        kind, name = copy
        return _declare(thing, kind, name, measures[kind](thing) if kind in measures else 0)
    return _declare_inner(thing)


def _declare_inner(thing):
    if world.current.hidden:
        return -1
    if hasattr(thing, 'index'):
        kind = 'listener' if hasattr(thing, 'backlog') else thing.kind or 'lock'
        return declare_shared(thing, None, kind, 'pipe.create', name=f'library._{type(thing).__name__.lower()}', inner=True)
    kind = kind_of(thing)
    owner, name = _owner(thing)
    measure = measures[kind](thing) if kind in measures else 0
    more = {'inner': True}
    if owner >= 0:
        more['of'] = owner
        if name.endswith(('._work_queue', '._taskqueue')):
            more['role'] = 'task-queue'
    index = _declare(thing, kind, name, measure, **more)
    _inner.add(index)
    return index


def _owner(thing):
    """The declared object that has `thing` as an attribute, or -1, and its name: 'pool._work_queue'."""
    for index, find in enumerate(world.log.things):
        for name, value in getattr(find(), '__dict__', {}).items():
            if value is thing:
                return index, f'{world.log.names[index]}._{name.lstrip("_")}'
    for find in _kept:
        owner = find()
        for name, value in getattr(owner, '__dict__', {}).items():
            if value is thing:
                return -1, f'{owner.name}._{name.lstrip("_")}'
    return -1, f'library._{type(thing).__name__.lower()}'


def kind_of(thing):
    """Kind of an object in the trace: that of the library's class, whatever the program calls its own that inherits from it."""
    for cls in type(thing).__mro__:
        kind = _kinds.get(cls.__qualname__)
        if kind is not None and cls.__module__.partition('.')[0] in _LIBRARY:
            return kind
    return 'other'


_LIBRARY = ('_thread', 'threading', '_queue', 'queue', 'concurrent', 'multiprocessing', 'asyncio')
_kinds = {
    'lock': 'lock',
    'Lock': 'lock',
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
    'ProcessPoolExecutor': 'executor',
    'Pool': 'pool',
    'Future': 'future',
}


def declare_pool(pool, frame, op):
    """Declares a pool, before its workers, which belong to it."""
    if world.current.hidden or frame is None:
        return
    world.current.line = frame.f_lineno
    name = '' if world.current.replay is not None else _names.of(frame, 'pool')
    declare_as(pool, 'pool', name, -1)


def worker_of(process):
    """`of` and `role` of a multiprocessing process that is a worker of a pool or executor; empty for any other."""
    target = getattr(process, '_target', None)
    if getattr(target, '__module__', None) not in ('multiprocessing.pool', 'concurrent.futures.process'):
        return {}
    tasks = process._args[0]
    for index, find in enumerate(world.log.things):
        owner = find()
        if tasks in (getattr(owner, '_inqueue', None), getattr(owner, '_call_queue', None)):
            return {'of': index, 'role': 'worker'}
    return {}


def declare_as(thing, kind, name, measure, **more):
    """As `declare`, with a given name."""
    me = world.current
    if me.replay is not None:
        return _declare_again(thing, kind)
    index = _declare(thing, kind, name, measure, **more)
    me.process.record.append((me.ordinal, 'declare', (index, name)))
    _public.add(id(thing))
    return index


def declare_terminal(terminal):
    """The question that declares it is not in the process's record: the line that is read there is."""
    index = _declare(terminal, 'terminal', terminal.path, 0, process=-1)
    _public.add(id(terminal))
    return index


def forget_ghosts():
    """A replay is over: the tasks of asyncio that took their turns in it have no lanes."""
    for key in [key for key, lane in tasks.items() if lane.index < 0]:
        del tasks[key]


# Shown of a variable that does not exist yet.
_NO_VALUE = '—'


def variable(owner, values, name, shown):
    """Index of a shared variable, declared at its first read or write. `owner`: an instance, or its module's variables."""
    me = world.current
    if me.replay is not None:
        return -1
    known = _variables_of(me.process, owner)
    index = known.get(name)
    if index is None:
        value = values.get(name)
        measure = value if type(value) is int and abs(value) < 2**31 else 0
        index = known[name] = world.log.declare_variable(
            world.ops['variable.create'], world.now, me.lane, me.line, me.source, shown, measure, me.process.index,
            show(value) if name in values else _NO_VALUE,
        )
    return index


def _variables_of(process, owner):
    """The declared variables of an owner. Those of an instance end with it: another one may be at its address then."""
    key, variables = id(owner), process.variables
    entry = variables.get(key)
    if entry is None:
        try:
            keeper = ref(owner, lambda _: variables.pop(key, None))
        except TypeError:
            keeper = owner
        entry = variables[key] = keeper, {}
    return entry[1]


def let_go_of(process, owner):
    """No longer keeps a module's variables: the process ends."""
    _, known = process.variables.get(id(owner), (None, {}))
    process.variables[id(owner)] = None, known


def items_of(queue):
    """Items of a queue: (item, event of its put, thread that put it), oldest first."""
    return _items.setdefault(id(queue), [])


def length_of(queue, attribute):
    """Number of a queue's items. A subclass may keep them elsewhere than the library's class: then, those whose put has been recorded."""
    try:
        return len(getattr(queue, attribute))
    except (AttributeError, TypeError):
        return len(items_of(queue))


def thread_index(thread):
    """Index of a threading.Thread, or -1."""
    return _threads.get(id(thread), -1)


def declare_thread(into, thread, name, daemon, target, **more):
    """Declares a thread of the current process, with a lane."""
    me = into.current
    if me.replay is not None:
        # In a replay: the parent's thread had a lane, the child's has none.
        ghost = thread_of(into, me.replay.answer(into, me, 'thread'), daemon, me.process)
        if thread is not None:
            _knows(into, thread, ghost.index)
        return ghost.index
    index = declare_lane(into, name, daemon, target, me.process, **more)
    into.add_thread(index, daemon, me.process)
    me.process.record.append((me.ordinal, 'thread', index))
    if thread is not None:
        _knows(into, thread, index)
    return index


def is_library(thread):
    """Whether a threading.Thread executes a function of the library."""
    code = getattr(getattr(thread, '_target', None), '__code__', None)
    return code is not None and code.co_filename not in world.sources


def _knows(into, thread, index):
    key = id(thread)
    _threads[key] = index
    _kept.append(ref(thread, lambda _: into.log.forget(key)))


def part_of(thread):
    """Threads that multiprocessing starts for itself are marked as internal; workers of a thread pool are not."""
    module = getattr(getattr(thread, '_target', None), '__module__', None) or ''
    is_kept = module.startswith(('multiprocessing.', 'concurrent.futures.process', 'asyncio.')) and type(thread).__name__ != 'DummyProcess'
    return {'inner': True} if is_kept else {}


def declare_lane(into, name, daemon, target, process, **more):
    me = into.current
    by, line, source = (me.lane, me.line, me.source) if me is not None else (-1, 0, 0)
    return into.log.declare_thread(into.now, by, line, source, name, process.index, daemon, target, **more)


def thread_without_steps(into, index):
    """Adds a lane whose steps another thread takes."""
    into.threads.append(thread_of(into, index, True, into.current.process))


def thread_of(into, index, daemon, process):
    """A thread that has not started. `index`: of its lane, or of its parent's lane."""
    return Thread(index, ident_of(index), daemon, process)
