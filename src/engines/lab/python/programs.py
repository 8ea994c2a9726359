"""Programs that a process may start: Python itself, and a handful of small commands by name."""

import os
import re
import shlex
import sys
import types
from collections import deque
from functools import partial
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
    return _start_told(arguments, ends, environ, folder)


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
    is_stream = not paths and not isinstance(run.world.current.process.descriptors[0].end, descriptors.File)
    width = 7 if is_stream and len(shown) > 1 else widest
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
    """Runs commands in sequence, `a; b && c || d`, and side by side, `a | b`, with variables and redirections. No loops."""
    code = 0
    try:
        commands = list(_commands(words[0] if words else ''))
    except ValueError as error:
        err(f'/bin/sh: 1: Syntax error: {error}\n')
        return 2
    for joint, stages in commands:
        if (joint == '&&' and code) or (joint == '||' and not code):
            continue
        if not any(stages):
            continue
        for stage in stages:
            stage.learn(code)
        if len(stages) == 1 and stages[0].words[:1] == ['exit']:
            words = stages[0].words
            return int(words[1]) & 255 if len(words) > 1 else code
        try:
            code = _run(stages) if len(stages) > 1 else _run_one(out, err, stages[0])
        except _Refused as refused:
            err(f'/bin/sh: 1: {refused}\n')
            code = 2
    return code


# What is in quotes or behind a backslash is no operator.
_piece = re.compile(
    r"""(?P<text>'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^'"\\;&|<>]+|['"\\])|(?P<turn>>>|>&|<&|>|<)|(?P<operator>&&|\|\||[;&|])"""
)
_variable = re.compile(r'\$(?:\{(\w+)\}|(\w+|[?$]))')
# The number of the descriptor, in front of a redirection; only at the beginning of a word.
_number = re.compile(r'(?:^|(?<=\s))\d$')
# In front of a word that is a redirection, and in place of `$?`: no text of a command has them.
_MARK, _LAST_CODE = '\0', '\1'
_marks = re.compile('[\0\1]')


class _Stage:
    """A command: its words, and its redirections as (descriptor, operator, word), in order."""

    def __init__(self, text):
        self.words, self.turns = [], []
        words = iter(_split_words(text))
        for word in words:
            if not word.startswith(_MARK):
                self.words.append(word)
                continue
            number, operator = word[1:].split(_MARK)
            target = next(words, _MARK)
            if target.startswith(_MARK):
                raise ValueError('end of file unexpected' if target == _MARK else 'redirection unexpected')
            self.turns.append((int(number or operator[0] == '>'), operator, target))

    def learn(self, code):
        """`code`: the exit code of the command before."""
        self.words = [word.replace(_LAST_CODE, str(code)) for word in self.words]

    def __bool__(self):
        return bool(self.words or self.turns)


def _split_words(text):
    try:
        return shlex.split(text)
    except ValueError:
        raise ValueError('Unterminated quoted string')


def _commands(line):
    """Of each command: the operator before it, and its stages."""
    joint, texts = ';', ['']
    for piece in _piece.finditer(_marks.sub('', line)):
        operator = piece['operator']
        if piece['text'] is not None:
            texts[-1] += _with_values(piece['text'])
        elif piece['turn'] is not None:
            number = _number.search(texts[-1])
            texts[-1] = f'{texts[-1][: number.start()] if number else texts[-1]} {_MARK}{number[0] if number else ""}{_MARK}{piece["turn"]} '
        elif operator == '|':
            texts.append('')
        else:
            yield joint, list(map(_Stage, texts))
            joint, texts = operator, ['']
    yield joint, list(map(_Stage, texts))


def _with_values(text):
    """A text with the values of its variables, in which nothing is a quote."""
    if text.startswith("'"):
        return text
    quotes = r'["\\]' if text.startswith('"') else r'["\'\\]'
    return _variable.sub(lambda one: re.sub(quotes, r'\\\g<0>', _value_of(one[1] or one[2])), text)


def _value_of(name):
    if name == '?':
        return _LAST_CODE
    return str(os.getpid()) if name == '$' else os.environ.get(name, '')


class _Refused(Exception):
    """A redirection that cannot be."""


_MODES = {'<': os.O_RDONLY, '>': os.O_WRONLY | os.O_CREAT | os.O_TRUNC, '>>': os.O_WRONLY | os.O_CREAT | os.O_APPEND}


class _Turned:
    """The descriptors of a command, redirected. The files that were opened for it are closed afterwards."""

    def __init__(self, stage, read=0, write=1):
        self.numbers = {0: read, 1: write, 2: 2}
        self.opened = []
        try:
            for number, operator, target in stage.turns:
                self.numbers[number] = self._copied(target) if operator.endswith('&') else self._open(operator, target)
        except _Refused:
            self.close()
            raise

    def _copied(self, target):
        number = self.numbers.get(int(target)) if target.isdigit() else None
        if number is None:
            raise _Refused(f'{target}: Bad file descriptor')
        return number

    def _open(self, operator, path):
        try:
            number = os.open(path, _MODES[operator], 0o666)
        except FileNotFoundError:
            raise _Refused(f'cannot open {path}: No such file' if operator == '<' else f'cannot create {path}: Directory nonexistent')
        except OSError as error:
            raise _Refused(f'cannot {"open" if operator == "<" else "create"} {path}: {error.strerror}')
        self.opened.append(number)
        return number

    def writer(self, number, usual):
        """Function that writes text to the redirected descriptor 1 or 2. `usual`: those of both as they are."""
        to = self.numbers[number]
        return usual[to] if to in usual else lambda text: os.write(to, text.encode())

    def close(self):
        for number in self.opened:
            os.close(number)


def _run_one(out, err, stage):
    """Runs a single command: the small programs in the shell's own process, unless their input is redirected."""
    words = stage.words
    command = named.get(_name_of(words[0])) if words else None
    turned = _Turned(stage)
    try:
        if not words or words[0] == ':':
            return 0
        usual = {1: out, 2: err}
        if not is_there(words[0]):
            turned.writer(2, usual)(_not_found(words))
            return 127
        if command is None or turned.numbers[0] != 0:
            return _code_of(_begin(words, turned.numbers))
        code = command(turned.writer(1, usual), turned.writer(2, usual), words[1:])
        # What it has printed comes before all that follows.
        sys.stdout.flush()
        return code
    finally:
        turned.close()


def _begin(words, numbers):
    # What the shell has printed itself comes first.
    sys.stdout.flush()
    return _start(words, numbers)


@answered('sh')
def _start(words, numbers):
    descriptors = run.world.current.process.descriptors
    return start(words, {n: descriptors[of].end for n, of in numbers.items() if of in descriptors}).pid


def _run(stages):
    """Starts a process for each stage; what one writes, the next one reads. Returns the last one's exit code."""
    read, ends = 0, []
    for n, stage in enumerate(stages, 1):
        following, write = (0, 1) if n == len(stages) else os.pipe()
        ends.append(_begin_stage(stage, read, write))
        for descriptor in (read, write):
            if descriptor > 2:
                os.close(descriptor)
        read = following
    return [end() for end in ends][-1]


def _begin_stage(stage, read, write):
    """Returns a function that waits for its end, and returns its exit code."""
    usual = {2: sys.stderr.write}
    try:
        turned = _Turned(stage, read, write)
    except _Refused as refused:
        sys.stderr.write(f'/bin/sh: 1: {refused}\n')
        return lambda: 2
    try:
        if not stage.words or stage.words[0] == ':':
            return lambda: 0
        if not is_there(stage.words[0]):
            turned.writer(2, usual)(_not_found(stage.words))
            return lambda: 127
        return partial(_code_of, _begin(stage.words, turned.numbers))
    finally:
        turned.close()


def _not_found(words):
    return f'/bin/sh: 1: {words[0]}: not found\n'


def _code_of(pid):
    """Waits for a process. Returns its exit code as the shell has it."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
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
