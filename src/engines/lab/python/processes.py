"""Processes: each has its own modules and globals, in one interpreter. How they start, fork, end and are waited for."""

import os
import signal
import sys
import warnings
from weakref import WeakSet

from . import events, files, library, memory, run, settings
from .descriptors import CAPACITY
from .error_numbers import fail
from .replay import SIGNAL, Replay
from .threads import BLOCKED, CUT_OFF, ENDED, READY
from .world import Kill

SIGINT, SIGKILL, SIGTERM, SIGCHLD, SIGCONT, SIGSTOP = 2, 9, 15, 17, 18, 19
SIG_DFL, SIG_IGN = int(signal.SIG_DFL), int(signal.SIG_IGN)
# Signals that a process ignores by default: SIGPIPE (by Python itself), SIGCHLD, SIGCONT, SIGURG, SIGWINCH.
QUIET = frozenset((13, 17, 18, 23, 28))

# Number of CPUs of a usual machine: the default size of a Pool.
CPUS = 4

_SYSTEM = ('stdin', 'stdout', 'stderr', '__stdin__', '__stdout__', '__stderr__', 'argv', 'excepthook', 'unraisablehook', 'path', 'warnoptions')
# Attributes of `warnings` that a program may change, with their initial values: filters and how a warning is shown.
_OF_WARNINGS = {name: getattr(warnings, name) for name in ('filters', 'showwarning', '_showwarnmsg_impl', 'formatwarning')}


class Process:
    """`parent`: None for the first process, and after the parent has ended."""

    def __init__(self, world, parent, name, **more):
        self.world = world
        self.parent = parent
        self.pid = run.PID + len(world.processes)
        self.name = name
        # Process group and session, by the pid of their leader.
        self.group = self.pid if parent is None else parent.group
        self.session = 1 if parent is None else parent.session
        # What os.nice, os.sched_setaffinity and resource.setrlimit have set.
        self.niceness = 0 if parent is None else parent.niceness
        self.cpus = frozenset(range(CPUS)) if parent is None else parent.cpus
        self.limits = {} if parent is None else parent.limits
        self.threads = []
        self.main = None
        self.record = []
        self.replay = None
        self.modules = {}
        self.builtins = None
        self.system = None
        # State of weakref.finalize, while another process runs.
        self.finalizers = None
        self.warnings = {**_OF_WARNINGS, 'filters': list(_OF_WARNINGS['filters'])}
        self.descriptors = {}
        # Locks of files that it holds, see file_locks.py.
        self.locks = []
        # Files with buffers, see open_files.py.
        self.open_files = WeakSet()
        # Disposition of each signal: SIG_DFL, SIG_IGN or a function. Default: SIG_DFL.
        self.handlers = {}
        self.pending = []
        # Signals that have come while every thread blocks them, and the threads that wait for one by sigwait().
        self.held_back = set()
        self.sigwaiters = []
        # Descriptor that gets the number of each handled signal (signal.set_wakeup_fd).
        self.wakeup = -1
        # Timeout of new sockets (socket.setdefaulttimeout).
        self.socket_timeout = None
        # Finished jobs of stacks, whose variables have not been released yet.
        self.leftovers = []
        self.fork_hooks = {'before': [], 'after_in_child': [], 'after_in_parent': []}
        self.arguments = []
        # Those that it had before it called exec, if it has.
        self.first_arguments = None
        self.memory = {}
        # Results of id().
        self.identities = {}
        # Variables that have been declared, by the address of their owner: see run.variable.
        self.variables = {}
        # Number of objects that have been hashed: see identity.py.
        self.births = 0
        self.alarm = None
        self.is_over = False
        # Interpreter shutdown has begun: no new thread starts.
        self.is_finalizing = False
        # What threading.stack_size() returns.
        self.stack_size = 0
        # Whether some object of the process has a __del__.
        self.finalizes = False
        self.is_stopped = False
        # Threads that would be ready if the process were not stopped.
        self.held = []
        self.code = None
        self.is_reaped = False
        self.exit_event = -1
        # Status, in waitpid's format, of a stop or continuation that the parent has not waited for.
        self.news = None
        # Threads that wait for a child, or for this process to end.
        self.waiters = []
        self.atexit = None
        self.seed = None
        # Its environment, in the form of os.environ, and its working folder; first_place has both as of its start.
        self.environ = {}
        self.folder = ''
        self.first_place = None
        self.begin_at(files.FIRST_ENVIRON if parent is None else parent.environ, files.FOLDER if parent is None else parent.folder)
        by, time = world.current, world.now
        self.index = world.log.declare_process(
            time, name, self.pid, -1 if parent is None else parent.index,
            by=-1 if by is None else by.index, line=0 if by is None else by.line, source=0 if by is None else by.source, **more,
        )
        world.processes.append(self)

    def begin_at(self, environ, folder):
        self.environ = dict(environ)
        self.folder = folder
        self.first_place = environ, folder

    def become(self, arguments, thread):
        """`thread` has called exec: the process goes on as another program, with modules of its own."""
        self.first_arguments = self.first_arguments or self.arguments
        self.arguments = arguments
        self.main = thread
        self.handlers = {number: handler for number, handler in self.handlers.items() if handler == SIG_IGN}
        self.pending.clear()
        self.wakeup = -1
        for hooks in self.fork_hooks.values():
            hooks.clear()
        for name in library.own_modules():
            del sys.modules[name]
        settings.take_finalizers()
        thread.call = thread.task = thread.tracer = None
        thread.hidden = 0

    @property
    def is_replaced(self):
        """Whether it has called exec."""
        return self.first_arguments is not None

    def take_in(self, thread):
        """Adds a started thread to the process."""
        if thread in self.threads:
            return
        thread.ordinal = len(self.threads)
        thread.replay = self.replay
        self.threads.append(thread)
        if self.main is None:
            self.main = thread

    # The modules of the process are in sys.modules while one of its threads runs.

    def leave(self):
        memory.copy_out(self)
        modules = sys.modules
        self.modules = {name: modules.pop(name) for name in library.own_modules()}
        self.system = {name: getattr(sys, name) for name in _SYSTEM}
        self.finalizers = settings.take_finalizers()
        self.warnings = {name: getattr(warnings, name) for name in _OF_WARNINGS}

    def enter(self):
        sys.modules.update(self.modules)
        if self.finalizers is not None:
            settings.put_finalizers(self.finalizers)
            self.finalizers = None
        # No second reference: a module that the process drops has to be destroyed.
        self.modules = {}
        os.environ._data = self.environ
        files.go_to(self.folder)
        vars(warnings).update(self.warnings)
        if self.system is None:
            sys.path = [files.FOLDER, *library.folders]
            sys.warnoptions = []
        else:
            for name, value in self.system.items():
                setattr(sys, name, value)
        if self.replay is None:
            memory.copy_in(self)

    def let_go(self):
        """The run is over: drops the references to the program's objects."""
        self.modules = {}
        self.variables.clear()
        self.system = self.builtins = self.atexit = self.finalizers = None
        self.warnings = {}
        self.handlers = {}
        self.leftovers.clear()
        for hooks in self.fork_hooks.values():
            hooks.clear()

    def find_in_memory(self, number, start, data):
        memory.replay(self, number, start, data)

    def is_at_console(self, number):
        """Whether output to this descriptor goes to the console."""
        descriptor = self.descriptors.get(number)
        return descriptor is not None and hasattr(descriptor.end, 'op')

    # Signals.

    def deliver(self, world, signum):
        """Delivers a signal to the process, from any sender."""
        if self.is_over:
            return
        if signum == SIGKILL:
            self.end(world, -signum)
        elif signum == SIGSTOP:
            self.stop(world)
        else:
            if signum == SIGCONT:
                self.go_on(world)
            if self.blocks(signum):
                self.held_back.add(signum)
                world.wake_all(self.sigwaiters)
                return
            handler = self.handlers.get(signum, SIG_DFL)
            if callable(handler):
                self.record.append((self.main.ordinal, SIGNAL, signum))
                self.ring_at(world, signum)
                self.notify(world, signum)
            elif handler == SIG_DFL and signum not in QUIET:
                self.end(world, -signum)

    def blocks(self, signum):
        """Whether all its threads block a signal."""
        return signum in self.main.blocked and all(signum in thread.blocked for thread in self.threads if thread.state not in (ENDED, CUT_OFF))

    def let_come(self, world):
        """Delivers the signals that have been held back and are blocked no longer."""
        for signum in sorted(self.held_back):
            if not self.blocks(signum):
                self.held_back.discard(signum)
                self.deliver(world, signum)

    def ring_at(self, world, signum):
        """Writes the signal's number to the descriptor for that; what there is no room for is lost."""
        descriptor = self.descriptors.get(self.wakeup)
        flow = getattr(descriptor and descriptor.end, 'flow', None) or getattr(descriptor and descriptor.end, 'going', None)
        if flow is not None and flow.readers and len(flow.bytes) < CAPACITY:
            flow.put(world, bytes([signum]), -1)

    def notify(self, world, signum):
        """Makes a handler pending, and wakes the main thread from its wait so that it runs the handler."""
        self.pending.append(signum)
        main = self.main
        if main.state != BLOCKED:
            return
        if main.waits is not None and main in main.waits:
            main.waits.remove(main)
        world.rouse(main, False)

    def handle_signals(self, world):
        """The main thread runs the pending handlers."""
        me = world.current
        asking, me.is_asking = me.is_asking, False
        call, me.call = me.call, None
        late = me.is_late
        line, source = me.line, me.source
        try:
            while self.pending:
                signum = self.pending.pop(0)
                handler = self.handlers.get(signum, SIG_DFL)
                if not callable(handler):
                    continue
                handle, handled = world.ops['signal.handle'], world.ops['signal.handled']
                name = getattr(handler, '__name__', None) or getattr(getattr(handler, 'func', None), '__name__', 'handler')
                world.emit(events.DONE, handle, value=signum, text=name)
                try:
                    handler(signum, world.frame())
                finally:
                    if not world.is_closing:
                        world.emit(events.DONE, handled, value=signum, text=name)
        finally:
            me.is_asking = asking
            me.call = call
            me.is_late = late
            me.line, me.source = line, source

    def stop(self, world):
        if self.is_stopped:
            return
        self.is_stopped = True
        self.news = SIGSTOP << 8 | 0x7F
        self.held = [thread for thread in world.ready if thread.process is self]
        world.ready = [thread for thread in world.ready if thread.process is not self]
        self.tell_parent(world)

    def go_on(self, world):
        if not self.is_stopped:
            return
        self.is_stopped = False
        self.news = 0xFFFF
        held, self.held = self.held, []
        world.ready += held
        self.tell_parent(world)

    # End of a process.

    def exit(self, world, code):
        """The current thread ends its process; does not return."""
        if world.is_closing:
            raise Kill
        self.end(world, code)
        world.vanish()

    def end(self, world, code):
        """Ends the process with all its threads. `code`: as Process.exitcode."""
        if self.is_over:
            return
        self.is_over = True
        self.code = code
        for thread in self.threads:
            world.cut_off(thread)
        for number in list(self.descriptors):
            self.descriptors.pop(number).let_go(world)
        for lock in list(self.locks):
            lock.release(world, self)
        by = world.current
        self.exit_event = world.log.add(
            events.EXIT, -1, -1 if by is None else by.index, -1, self.main.index, code, '', -1,
            0 if by is None else by.line, world.now, 0 if by is None else by.source,
        )
        for child in world.processes:
            if child.parent is self:
                child.parent = None
                if child.is_over:
                    child.reap(world)
        if self.parent is not None:
            self.tell_parent(world)
        elif self.index > 0:
            self.reap(world)
        world.wake_all(self.waiters)

    def tell_parent(self, world):
        if self.parent is None:
            return
        world.wake_all(self.parent.waiters)
        self.parent.deliver(world, SIGCHLD)

    def reap(self, world):
        """A parent has taken the exit status: removes the process."""
        if self.is_reaped:
            return
        self.is_reaped = True
        by = world.current
        world.log.add(
            events.DONE, world.ops['process.reap'], -1 if by is None else by.index, -1, self.main.index, self.pid, '',
            self.exit_event, 0 if by is None else by.line, world.now, 0 if by is None else by.source,
        )

    @property
    def status(self):
        """Status in waitpid's format."""
        return -self.code if self.code < 0 else self.code << 8


def drop_warnings():
    """Drops the filters and functions of the process that has run last."""
    vars(warnings).update(_OF_WARNINGS)


def by_pid(world, pid):
    """A process by pid; one that has ended is found until it has been waited for."""
    place = pid - run.PID
    if not 0 <= place < len(world.processes) or world.processes[place].is_reaped:
        return None
    return world.processes[place]


def is_of_another(builtins):
    """Whether code with these builtins belongs to a process other than the current one."""
    world = run.world
    me = world.current.process
    return any(vars(process.builtins) is builtins for process in world.processes if process is not me and process.builtins is not None)


def children_of(world, process):
    return [child for child in world.processes if child.parent is process and not child.is_reaped]


# fork.


def fork(world, main):
    """
    Makes a copy of the current process at this point. `main`: body of a process's first thread. Returns the child, whose
    thread is at the same point as the caller and has not taken a step yet.
    """
    me = world.current
    parent = me.process
    call = me.call
    started = call.subject if call is not None and call.op == world.ops['process.start'] else None
    name = getattr(started, '_name', parent.name)
    daemon = {'daemon': True} if started is not None and started._config.get('daemon') else {}
    child = Process(world, parent, name, **daemon)
    child.record = list(parent.record)
    child.handlers = dict(parent.handlers)
    child.wakeup = parent.wakeup
    # A replay begins with the first of its programs.
    child.arguments = parent.first_arguments or parent.arguments
    child.seed = parent.seed
    # The child replays its parent's record from the start.
    child.begin_at(*parent.first_place)
    for number, descriptor in parent.descriptors.items():
        child.descriptors[number] = descriptor.again()
    replay = child.replay = Replay(child, child.record, me)
    ghost = run.thread_of(world, 0, False, child)
    world.current = ghost
    ghost.replay = replay
    world.spawn(lambda: main(child), ghost)
    world.enter(child)
    # Runs the child along the record; its threads have the ordinals of the parent's.
    replay.run(world)
    world.current = me
    if world.process is not parent:
        world.enter(parent)
    return settle(world, child, me, started)


def settle(world, child, by, started):
    """The replay is over: of the child's threads only the one that forked goes on."""
    survivor = child.threads[by.ordinal]
    target = getattr(getattr(started, '_target', None), '__name__', 'run' if started is not None else 'fork')
    name = 'MainThread'
    index = run.declare_lane(world, name, False, target, child, **run.worker_of(started))
    survivor.index = index
    survivor.daemon = False
    survivor.line, survivor.source = by.line, by.source
    world.threads.append(survivor)
    for thread in child.threads:
        thread.replay = None
        if thread is survivor or thread.state == ENDED:
            continue
        if thread.handle is not None:
            thread.handle.finish()
        thread.state = CUT_OFF
    child.replay = None
    run.forget_ghosts()
    survivor.task = None
    memory.copy_in(child)
    child.main = survivor
    survivor.is_asking = False
    survivor.hidden = by.hidden
    # What the child runs from now on does not belong to the call that forked it.
    survivor.call = None
    survivor.past = [(world.steps, 'computing', world.ops['thread.begin'], -1, -1, by.line, by.source)]
    survivor.state = READY
    survivor.clock = world.now
    child.record.append((survivor.ordinal, 'fork', 0))
    world.ready.append(survivor)
    return child


# wait.


def wait_for_child(world, pid, options):
    """waitpid: (pid, status). `pid`: -1 for any child, 0 for those of the process's own group, -n for those of group n."""
    process = world.current.process
    found = find_child(world, lambda: _children_called(world, process, pid), options, subject=_main_of(world, process, pid))
    return (0, 0) if found is None else (found[0].pid, found[1])


def find_child(world, called, options, exits=True, is_kept=False, subject=-1):
    """
    Waits for one of the children that `called` returns: (child, status in waitpid's format), or None with WNOHANG. `exits`:
    whether one that has ended counts; `is_kept`: its status can be asked for again.
    """
    process = world.current.process
    op = world.ops['os.wait']
    if world.is_direct():
        world.point(op, -1, subject)
    while True:
        children = called()
        if not children:
            fail('ECHILD')
        ended = [child for child in children if child.is_over] if exits else []
        if ended:
            child = min(ended, key=lambda one: one.exit_event)
            if not is_kept:
                child.reap(world)
            tell_wait(world, op, child)
            return child, child.status
        for child in children:
            wanted = os.WUNTRACED if child.is_stopped else getattr(os, 'WCONTINUED', 8)
            if child.news is not None and options & wanted:
                status = child.news
                if not is_kept:
                    child.news = None
                tell_wait(world, op, child)
                return child, status
        if options & os.WNOHANG:
            return None
        world.wait(process.waiters, op, None, subject)


def _children_called(world, process, pid):
    """The children that a pid given to waitpid() selects."""
    if pid == -1:
        return children_of(world, process)
    if pid <= 0:
        return [child for child in children_of(world, process) if child.group == (-pid or process.group)]
    child = by_pid(world, pid)
    return [child] if child is not None and child.parent is process else []


def in_group(world, group):
    return [one for one in world.processes if one.group == group and not one.is_reaped]


def _main_of(world, process, pid):
    if pid <= 0:
        return -1
    return next((child.main.index for child in _children_called(world, process, pid)), -1)


def tell_wait(world, op, child):
    if world.is_direct():
        me = world.current
        me.line = world.line() or me.line
        me.cause = -1
        world.emit(events.DONE, op, -1, child.main.index, child.pid, '', child.exit_event)
