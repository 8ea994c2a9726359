"""Programs that a process may start: Python itself, and a handful of small commands by name."""

import os
import shlex
import sys
import types
from importlib import import_module

from . import descriptors, library, processes, run
from .descriptors import Descriptor
from .error_numbers import fail
from .events import DONE
from .replay import answered

# Body of a process's first thread: see session.py.
run_process = None
_PYTHON = frozenset(('python', 'python3', library.EXECUTABLE.rpartition('/')[2]))
_SHELLS = frozenset(('sh', 'bash'))


def _name_of(word):
    word = os.fsdecode(word)
    folder, _, name = word.rpartition('/')
    return name if folder in ('', '/bin', '/usr/bin', '/usr/local/bin') else None


def is_there(word):
    """Whether a program of this name can be started."""
    name = _name_of(word)
    return name in _PYTHON or name in _SHELLS or name in named or os.fsdecode(word) in run.world.sources


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
def _fork_exec(arguments, close_fds, kept, folder, environ, streams):
    world = run.world
    me = world.current
    if not is_there(arguments[0]):
        fail('ENOENT', os.fsdecode(arguments[0]))
    own = me.process.descriptors
    ends = {}
    for number, descriptor in own.items():
        if number < 3 or number in kept or (not close_fds and descriptor.is_inheritable):
            ends[number] = descriptor.end
    for number, source in enumerate(streams):
        if source != -1:
            ends[number] = own[source].end
    child = start(arguments, ends, environ, folder)
    call = me.call
    op = world.ops['process.start']
    child.main.cause = world.emit(DONE, op, -1, child.main.index, child.pid)
    if call is not None:
        call.is_done = True
    return child.pid


def fork_exec(
    args, executables, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
    errpipe_read, errpipe_write, *_,
):
    if cwd is not None and not os.path.isdir(cwd):
        fail('ENOENT', os.fsdecode(cwd))
    return _fork_exec(
        tuple(os.fsdecode(word) for word in args),
        close_fds,
        # The pipe that reports a failed exec is closed, since exec succeeds.
        tuple(number for number in pass_fds if number != errpipe_write),
        None if cwd is None else os.path.abspath(os.fsdecode(cwd)),
        None if env is None else dict(pair.split(b'=', 1) for pair in env),
        (p2cread, c2pwrite, errwrite),
    )


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
    world = run.world
    me = world.current
    process = me.process
    for thread in process.threads:
        if thread is not me:
            world.cut_off(thread)
    if me.replay is None:
        for number in [number for number, descriptor in process.descriptors.items() if not descriptor.is_inheritable]:
            process.descriptors.pop(number).let_go(world)
    if env is not None:
        process.environ = {os.fsencode(name): os.fsencode(value) for name, value in env.items()}
        os.environ._data = process.environ
    process.become([path, *words[1:]], me)
    run_process(process)
    # Of a forked child that has gone on from here, the world has another thread.
    world.vanish()


def make():
    """The module `_posixsubprocess`."""
    module = types.ModuleType('_posixsubprocess')
    module.fork_exec = fork_exec
    return module


# The small commands. Each gets its arguments and returns its exit code.


def _echo(out, err, words):
    end = '\n'
    if words[:1] == ['-n']:
        words, end = words[1:], ''
    out(' '.join(words) + end)
    return 0


def _sleep(out, err, words):
    import_module('time').sleep(sum(float(word.removesuffix('s')) for word in words))
    return 0


def _cat(out, err, words):
    code = 0
    for word in words or ['-']:
        if word == '-':
            for line in sys.stdin:
                out(line)
            continue
        try:
            with open(word) as file:
                out(file.read())
        except OSError as error:
            err(f'cat: {word}: {error.strerror}\n')
            code = 1
    return code


# All addresses from the ranges for documentation, as in the scenarios of the gallery.
_HOSTS = {'www.python.org': '192.0.2.10', 'docs.python.org': '192.0.2.11', 'example.com': '198.51.100.7', 'localhost': '127.0.0.1'}


def _nslookup(out, err, words):
    name = words[0] if words else ''
    import_module('time').sleep(0.3)
    if name not in _HOSTS:
        out(f"** server can't find {name}: NXDOMAIN\n")
        return 1
    out(f'Name:\t{name}\nAddress: {_HOSTS[name]}\n')
    return 0


def _ls(out, err, words):
    code = 0
    for word in [word for word in words if not word.startswith('-')] or ['.']:
        try:
            for name in sorted(os.listdir(word)):
                out(f'{name}\n')
        except OSError as error:
            err(f"ls: cannot access '{word}': {error.strerror}\n")
            code = 2
    return code


def _shell(out, err, words):
    """Runs commands in sequence: `a; b && c || d`. No pipes, no variables."""
    code = 0
    for joint, words in _commands(words[0] if words else ''):
        if (joint == '&&' and code) or (joint == '||' and not code):
            continue
        if not words:
            continue
        if words[0] == 'exit':
            return int(words[1]) & 255 if len(words) > 1 else code
        if words[0] in ('true', ':'):
            code = 0
        elif not is_there(words[0]):
            err(f'/bin/sh: 1: {words[0]}: not found\n')
            code = 127
        elif _name_of(words[0]) in named:
            code = named[_name_of(words[0])](out, err, words[1:])
        else:
            code = _run(words)
    return code


def _commands(line):
    """(operator before it, words) of each command."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=';&|')
    lexer.whitespace_split = True
    joint, words = ';', []
    for word in lexer:
        if word in (';', '&&', '||', '&'):
            yield joint, words
            joint, words = word, []
        else:
            words.append(word)
    yield joint, words


@answered('sh')
def _begin(words):
    return start(words, {n: d.end for n, d in run.world.current.process.descriptors.items() if n < 3}).pid


def _run(words):
    _, status = os.waitpid(_begin(words), 0)
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code


named = {
    'echo': _echo,
    'sleep': _sleep,
    'cat': _cat,
    'ls': _ls,
    'nslookup': _nslookup,
    'true': lambda out, err, words: 0,
    'false': lambda out, err, words: 1,
    'pwd': lambda out, err, words: out(os.getcwd() + '\n') and 0 or 0,
}


def run_named(process):
    """Runs a command that is not Python. Returns its exit code, or None if the command turns out to start Python."""
    name = _name_of(process.arguments[0])
    words = process.arguments[1:]
    out, err = sys.stdout.write, sys.stderr.write
    if name in _SHELLS:
        return _shell(out, err, words[1:] if words[:1] == ['-c'] else [' '.join(words)])
    if name in named:
        return named[name](out, err, words)
    return None


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
    return options_of(arguments)[0] if _name_of(arguments[0]) in _PYTHON else []


def is_unbuffered(arguments):
    """Whether Python is started with -u: output is unbuffered."""
    return any(option == '-u' for option, _ in python_options(arguments))


def warn_options(arguments):
    """Filters of warnings: from PYTHONWARNINGS, then -W."""
    kept = os.environ.get('PYTHONWARNINGS', '')
    return [*filter(None, kept.split(',')), *(value for option, value in python_options(arguments) if option == '-W')]


def python_of(arguments):
    """What Python is to run: ('code', text, argv), ('file', path, argv), ('module', name, argv) or ('stdin', '', argv)."""
    if _name_of(arguments[0]) not in _PYTHON:
        return 'file', arguments[0], list(arguments)
    _, words = options_of(arguments)
    if not words or words[0] == '-':
        return 'stdin', '', ['']
    if words[0] == '-c':
        return 'code', words[1], ['-c', *words[2:]]
    if words[0] == '-m':
        return 'module', words[1], ['-m', *words[2:]]
    return 'file', words[0], words
