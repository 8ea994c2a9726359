"""Programs that a process may start: Python itself, and a handful of small commands by name."""

import os
import re
import shlex
import sys
import types
from collections import deque
from importlib import import_module
from itertools import islice

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
    lines = _Lines('cat', words, err)
    for line in lines:
        out(line)
    return lines.code


class _Lines:
    """The lines of files, or of standard input. `code`: 1 once one of the files could not be read."""

    def __init__(self, name, paths, err):
        self._name, self._paths, self._err = name, paths, err
        self.code = 0

    def __iter__(self):
        for path in self._paths or ['-']:
            if path == '-':
                yield from sys.stdin
                continue
            try:
                with open(path) as file:
                    yield from file
            except OSError as error:
                self._err(f'{self._name}: {path}: {error.strerror}\n')
                self.code = 1


def _split(words, valued=''):
    """The options of a small command as {letter: value or ''}, and its other words. `valued`: letters that take a value."""
    options, others = {}, []
    words = iter(words)
    for word in words:
        if len(word) < 2 or word[0] != '-':
            others.append(word)
        elif valued and word[1:].isdigit():
            options[valued] = word[1:]
        elif word[1] in valued:
            options[word[1]] = word[2:] or next(words, '')
        else:
            options.update(dict.fromkeys(word[1:], ''))
    return options, others


def _grep(out, err, words):
    options, others = _split(words)
    if not others:
        err('usage: grep [-Ecinv] PATTERN [FILE]...\n')
        return 2
    # In a basic expression these signs are special behind a backslash, and text without.
    text = others[0] if 'E' in options else re.sub(r'\\?[+?(){}|]', lambda sign: sign[0][1:] or f'\\{sign[0]}', others[0])
    pattern = re.compile(text, re.IGNORECASE if 'i' in options else 0)
    lines = _Lines('grep', others[1:], err)
    found = 0
    for number, line in enumerate(lines, 1):
        if (pattern.search(line) is None) != ('v' in options):
            continue
        found += 1
        if 'c' not in options:
            out((f'{number}:' if 'n' in options else '') + line.removesuffix('\n') + '\n')
    if 'c' in options:
        out(f'{found}\n')
    return 2 if lines.code else 0 if found else 1


def _wc(out, err, words):
    options, paths = _split(words)
    code, rows = 0, []
    for path in paths or ['']:
        lines = _Lines('wc', [path] if path else [], err)
        text = ''.join(lines)
        code = max(code, lines.code)
        if not lines.code:
            rows.append((text.count('\n'), len(text.split()), len(text.encode()), path))
    if len(paths) > 1:
        rows.append((*map(sum, zip(*(row[:3] for row in rows))), 'total'))
    shown = [n for n, letter in enumerate('lwc') if letter in options or not options]
    # As wide as the widest count, of all three if several are shown; several of a stream that is no file: 7.
    counted = shown if len(shown) == 1 else range(3)
    widest = max((len(str(row[n])) for row in rows for n in counted), default=1)
    width = 7 if not paths and len(shown) > 1 else widest
    for row in rows:
        out(' '.join([*(f'{row[n]:{width}}' for n in shown), *filter(None, row[3:])]) + '\n')
    return code


def _sort(out, err, words):
    options, paths = _split(words)
    lines = _Lines('sort', paths, err)
    whole = [line.removesuffix('\n') for line in lines]
    if 'u' in options:
        whole = list(dict.fromkeys(whole))
    number = re.compile(r'\s*-?\d+(?:\.\d+)?')
    key = (lambda line: (float(found[0]) if (found := number.match(line)) else 0, line)) if 'n' in options else None
    for line in sorted(whole, key=key, reverse='r' in options):
        out(f'{line}\n')
    return 2 if lines.code else 0


def _part(name, cut):
    """`head` and `tail`."""

    def command(out, err, words):
        options, paths = _split(words, 'n')
        lines = _Lines(name, paths, err)
        for line in cut(lines, int(options.get('n') or 10)):
            out(line)
        return lines.code

    return command


def _date(out, err, words):
    out(import_module('time').strftime('%a %b %e %H:%M:%S UTC %Y\n'))
    return 0


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
    """Runs commands in sequence, `a; b && c || d`, and side by side, `a | b`, with variables. No redirections, no loops."""
    code = 0
    try:
        commands = list(_commands(words[0] if words else ''))
    except ValueError:
        err('/bin/sh: 1: Syntax error: Unterminated quoted string\n')
        return 2
    for joint, stages in commands:
        if (joint == '&&' and code) or (joint == '||' and not code):
            continue
        if stages is None:
            err('/bin/sh: 1: files in place of input and output (<, >) are not in the lab: open them in Python\n')
            code = 2
            continue
        words = stages[0]
        missing = next((word for word, *_ in filter(None, stages) if not is_there(word) and word not in _BUILT_IN), None)
        if missing is not None:
            err(f'/bin/sh: 1: {missing}: not found\n')
            code = 127
        elif len(stages) > 1:
            code = _run(stages)
        elif not words:
            continue
        elif words[0] == 'exit':
            return int(words[1]) & 255 if len(words) > 1 else code
        elif words[0] == ':':
            code = 0
        elif _name_of(words[0]) in named:
            code = named[_name_of(words[0])](out, err, words[1:])
        else:
            code = _run(stages)
    return code


_BUILT_IN = ('exit', ':')
# What is in quotes or behind a backslash is no operator.
_piece = re.compile(r"""(?P<text>'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\;&|<>]+|['"\\])|(?P<operator>&&|\|\||[;&|<>])""")
_variable = re.compile(r'\$(?:\{(\w+)\}|(\w+))')


def _commands(line):
    """
    Of each command: the operator before it, and the words of each of its stages, or None if a file is to take the place of its
    input or output.
    """
    joint, stages, has_files = ';', [''], False
    for piece in _piece.finditer(line):
        operator = piece['operator']
        if operator is None:
            stages[-1] += _with_values(piece['text'])
        elif operator == '|':
            stages.append('')
        elif operator in '<>':
            has_files = True
        else:
            yield joint, None if has_files else list(map(shlex.split, stages))
            joint, stages, has_files = operator, [''], False
    yield joint, None if has_files else list(map(shlex.split, stages))


def _with_values(text):
    """A text with the values of its variables, in which nothing is a quote."""
    if text.startswith("'"):
        return text
    quotes = r'["\\]' if text.startswith('"') else r'["\'\\]'
    return _variable.sub(lambda one: re.sub(quotes, r'\\\g<0>', os.environ.get(one[1] or one[2], '')), text)


@answered('sh')
def _begin(words, read, write):
    descriptors = run.world.current.process.descriptors
    ends = {0: read, 1: write, 2: 2}
    return start(words, {n: descriptors[of].end for n, of in ends.items() if of in descriptors}).pid


def _run(stages):
    """Starts a process for each stage; what one writes, the next one reads. Returns the last one's exit code."""
    read, pids = 0, []
    for n, words in enumerate(stages, 1):
        following, write = (0, 1) if n == len(stages) else os.pipe()
        pids.append(_begin(words, read, write))
        for descriptor in (read, write):
            if descriptor > 2:
                os.close(descriptor)
        read = following
    statuses = [os.waitpid(pid, 0)[1] for pid in pids]
    code = os.waitstatus_to_exitcode(statuses[-1])
    return 128 - code if code < 0 else code


named = {
    'echo': _echo,
    'sleep': _sleep,
    'cat': _cat,
    'date': _date,
    'grep': _grep,
    'head': _part('head', islice),
    'ls': _ls,
    'nslookup': _nslookup,
    'sort': _sort,
    'tail': _part('tail', deque),
    'wc': _wc,
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
