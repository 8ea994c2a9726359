"""Programs that a process may start: Python itself, the shell, and the small commands of `commands.py`."""

import os
import types

from . import library, processes, run
from .commands import named
from .descriptors import Descriptor
from .error_numbers import fail
from .events import DONE
from .replay import answered

# Body of a process's first thread: see session.py.
run_process = None
_PYTHON = frozenset(('python', 'python3', library.EXECUTABLE.rpartition('/')[2]))
SHELLS = frozenset(('sh', 'bash'))


def name_of(word):
    word = os.fsdecode(word)
    folder, _, name = word.rpartition('/')
    return name if folder in ('', '/bin', '/usr/bin', '/usr/local/bin') else None


def is_there(word):
    """Whether a program of this name can be started."""
    name = name_of(word)
    return name in _PYTHON or name in SHELLS or name in named or os.fsdecode(word) in run.world.sources


def start(arguments, ends, environ=None, folder=None):
    """
    Starts a process for a program. `ends`: what its descriptors refer to, by number; `environ` and `folder`: its parent's by
    default. Returns the process.
    """
    world = run.world
    me = world.current
    name = os.path.basename(os.fsdecode(arguments[0]))
    if name in _PYTHON and len(arguments) > 1 and os.fsdecode(arguments[1]) in world.sources:
        # Processes are named by the file that they run.
        name = os.fsdecode(arguments[1])
    child = processes.Process(world, me.process, name)
    child.arguments = [os.fsdecode(word) for word in arguments]
    child.begin_at(child.environ if environ is None else environ, folder or child.folder)
    child.seed = f'{child.pid}'
    child.handlers = {n: h for n, h in me.process.handlers.items() if h == processes.SIG_IGN}
    child.descriptors = {number: Descriptor(end, True) for number, end in ends.items()}
    index = run.declare_lane(world, 'MainThread', False, name, child)
    world.add_thread(index, False, child)
    thread = world.threads[index]
    thread.ident = run.ident_of(index)
    world.spawn(lambda: run_process(child), thread)
    return child


@answered('fork_exec')
def _fork_exec(arguments, close_fds, kept, folder, environ, streams, group=-1, is_session=False):
    if not is_there(arguments[0]):
        fail('ENOENT', os.fsdecode(arguments[0]))
    pid = _start_told(arguments, _ends(close_fds, kept, streams), environ, folder)
    child = processes.by_pid(run.world, pid)
    if is_session:
        child.session = child.group = pid
    elif group >= 0:
        child.group = group or pid
    return pid


def _ends(close_fds, kept, streams):
    """What the descriptors of a child refer to, by number. `streams`: the sources of its first three, or -1."""
    own = run.world.current.process.descriptors
    ends = {}
    for number, descriptor in own.items():
        if number < 3 or number in kept or (not close_fds and descriptor.is_inheritable):
            ends[number] = descriptor.end
    for number, source in enumerate(streams):
        if source != -1:
            ends[number] = own[source].end
    return ends


def _fork_prepared(arguments, environ, folder, streams, kept, close_fds, errors, prepared):
    """A fork whose child calls `prepared`, and then exec. What fails there is written to the descriptor `errors`."""
    pid = os.fork()
    if pid:
        return pid
    try:
        _take_over(close_fds, (*kept, errors), streams)
        if folder is not None:
            os.chdir(folder)
        try:
            prepared()
        except Exception:
            os.write(errors, b'SubprocessError:0:Exception occurred in preexec_fn.')
            os._exit(255)
        os.close(errors)
        execute(arguments, environ)
    except OSError as error:
        os.write(errors, b'OSError:%x:' % error.errno)
    os._exit(255)


@answered('take_over')
def _take_over(close_fds, kept, streams):
    process = run.world.current.process
    ends = _ends(close_fds, kept, streams)
    taken = {number: Descriptor(end, True) for number, end in ends.items()}
    for descriptor in process.descriptors.values():
        descriptor.let_go(run.world)
    process.descriptors = taken


@answered('spawn')
def begin(arguments, sources, environ):
    """Starts a process whose descriptors are those of the current one: `sources`, by the child's number. Returns its pid."""
    own = run.world.current.process.descriptors
    return _start_told(arguments, {number: own[source].end for number, source in sources.items() if source in own}, environ, None)


def _start_told(arguments, ends, environ, folder):
    world = run.world
    me = world.current
    child = start(arguments, ends, environ, folder)
    me.line = world.line() or me.line
    child.main.cause = world.emit(DONE, world.ops['process.start'], -1, child.main.index, child.pid)
    if me.call is not None:
        me.call.is_done = True
    return child.pid


def fork_exec(
    args, executables, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
    errpipe_read, errpipe_write, restore_signals=True, start_new_session=False, process_group=-1, gid=None, gids=None, uid=None,
    umask=-1, preexec_fn=None, *_,
):
    if cwd is not None and not os.path.isdir(cwd):
        fail('ENOENT', os.fsdecode(cwd))
    words = tuple(os.fsdecode(word) for word in args)
    # The pipe that reports a failed exec is closed, since exec succeeds.
    kept = tuple(number for number in pass_fds if number != errpipe_write)
    folder = None if cwd is None else os.path.abspath(os.fsdecode(cwd))
    environ = None if env is None else dict(pair.split(b'=', 1) for pair in env)
    streams = p2cread, c2pwrite, errwrite
    if preexec_fn is None or not is_there(words[0]):
        return _fork_exec(words, close_fds, kept, folder, environ, streams, process_group, start_new_session)

    def prepared():
        if start_new_session:
            os.setsid()
        if process_group >= 0:
            os.setpgid(0, process_group)
        preexec_fn()

    return _fork_prepared(words, environ, folder, streams, kept, close_fds, errpipe_write, prepared)


def system(command):
    """Execute the command in a subshell."""
    shell = '/bin/sh', '-c', os.fsdecode(command)
    _, status = os.waitpid(_fork_exec(shell, True, (), None, None, (-1, -1, -1)), 0)
    return status


def execv(path, argv, /):
    """Execute an executable path with arguments, replacing current process."""
    execve(path, argv, None)


def execve(path, argv, env):
    """Execute an executable path with arguments, replacing current process."""
    words = [os.fsdecode(word) for word in argv]
    if not words:
        raise ValueError('execv() arg 2 must not be empty')
    path = os.fsdecode(path)
    if not is_there(path) or ('/' not in path and path not in run.world.sources):
        fail('ENOENT')
    execute((path, *words[1:]), None if env is None else {os.fsencode(name): os.fsencode(value) for name, value in env.items()})


def execute(arguments, environ):
    """The current process goes on as another program. `environ`: as in os.environ; None for the present one."""
    world = run.world
    me = world.current
    process = me.process
    for thread in process.threads:
        if thread is not me:
            world.cut_off(thread)
    if me.replay is None:
        for number in [number for number, descriptor in process.descriptors.items() if not descriptor.is_inheritable]:
            process.descriptors.pop(number).let_go(world)
    if environ is not None:
        process.environ = dict(environ)
        os.environ._data = process.environ
    process.become(list(arguments), me)
    run_process(process)
    # Of a forked child that has gone on from here, the world has another thread.
    world.vanish()


def make():
    """The module `_posixsubprocess`."""
    module = types.ModuleType('_posixsubprocess')
    module.fork_exec = fork_exec
    return module


def options_of(arguments):
    """Options of Python itself as (letter, value), and the words after them."""
    words = list(arguments[1:])
    options = []
    while words and words[0].startswith('-') and words[0] not in ('-', '-c', '-m'):
        word = words.pop(0)
        takes_value = word[:2] in ('-X', '-W')
        value = word[2:] or (words.pop(0) if words else '') if takes_value else ''
        options.append((word[:2] if takes_value else word, value))
    return options, words


def python_options(arguments):
    """The options, if the command is Python."""
    return options_of(arguments)[0] if name_of(arguments[0]) in _PYTHON else []


def is_unbuffered(arguments):
    """Whether Python is started with -u: output is unbuffered."""
    return any(option == '-u' for option, _ in python_options(arguments))


def warn_options(arguments):
    """Filters of warnings: from PYTHONWARNINGS, then -W."""
    kept = os.environ.get('PYTHONWARNINGS', '')
    return [*filter(None, kept.split(',')), *(value for option, value in python_options(arguments) if option == '-W')]


def python_of(arguments):
    """What Python is to run: ('code', text, argv), ('file', path, argv), ('module', name, argv) or ('stdin', '', argv)."""
    if name_of(arguments[0]) not in _PYTHON:
        return 'file', arguments[0], list(arguments)
    _, words = options_of(arguments)
    if not words or words[0] == '-':
        return 'stdin', '', ['']
    if words[0] == '-c':
        return 'code', words[1], ['-c', *words[2:]]
    if words[0] == '-m':
        return 'module', words[1], ['-m', *words[2:]]
    return 'file', words[0], words
