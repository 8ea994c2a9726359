"""What programs print, and what is typed to them. stdout and stderr go where the process's descriptors 1 and 2 go."""

import builtins
import io
import os
import sys

from . import descriptors, run
from .descriptors import REAL, Console, Descriptor, End
from .error_numbers import renumber
from .events import DONE
from .replay import answered
from .threads import NEVER

_print = builtins.print
_input = builtins.input
_open = builtins.open
_TERMINALS = ('/dev/tty', '/dev/stdin', '/dev/console')
TTY = '/dev/tty'


class Output(io.TextIOBase):
    """sys.stdout or sys.stderr of a program."""

    encoding = 'utf-8'
    errors = 'strict'

    def __init__(self, number):
        self._number = number
        self.buffer = Bytes(self)

    def write(self, text):
        world = run.world
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        me = world.current if world is not None else None
        if me is None or world.is_closing or not text or me.hidden:
            return len(text)
        self._write(text)
        return len(text)

    @answered('print')
    def _write(self, text):
        world = run.world
        end = descriptors.of_number(self._number).end
        if isinstance(end, Console):
            end.write_text(world, text)
        else:
            end.write(world, text.encode())

    def writable(self):
        return True

    def flush(self):
        pass

    def fileno(self):
        return self._number

    def isatty(self):
        return os.isatty(self._number)

    def reconfigure(self, **_):
        pass

    @property
    def name(self):
        return ('<stdin>', '<stdout>', '<stderr>')[self._number]


class Bytes(io.RawIOBase):
    """sys.stdout.buffer."""

    def __init__(self, text):
        self._text = text
        self.raw = self

    def writable(self):
        return True

    def write(self, data):
        self._text.write(bytes(data).decode('utf-8', 'replace'))
        return len(data)

    def fileno(self):
        return self._text.fileno()


def print_line(*values, sep=' ', end='\n', file=None, flush=False):
    """print(), with one write for all of it."""
    if file is None:
        file = sys.stdout
    if file is None:
        return
    if not isinstance(file, Output):
        return _print(*values, sep=sep, end=end, file=file, flush=flush)
    text = io.StringIO()
    _print(*values, sep=sep, end=end, file=text)
    file.write(text.getvalue())


class Terminal(End):
    """Where the reader types. `lines`: those that nobody has read: (text or None for the end of input, event)."""

    can_read = can_write = True

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.lines = []
        self.line = []
        self.index = -1
        self._index = -1
        # What a read by bytes has left of a line.
        self.rest = b''

    def read_line(self, world):
        """The next line, or None at the end of input. Waits until the reader has typed one."""
        me = world.current
        me.line = world.line() or me.line
        if self.index < 0:
            self.index = self._index = run.declare_as(self, 'terminal', self.path, 0, process=-1)
        op = world.ops['terminal.read']
        if world.is_told():
            world.point(op, self.index)
        while not self.lines:
            world.wait(self.line, op, self, -1)
        text, typed = self.lines.pop(0)
        me.cause = -1
        world.emit(DONE, op, self.index, -1, len(self.lines), text or '', typed)
        return text

    def read(self, world, most, limit=NEVER, is_blocking=None):
        if not self.rest:
            text = self.read_line(world)
            if text is None:
                return b''
            self.rest = f'{text}\n'.encode()
        data, self.rest = self.rest[:most], self.rest[most:]
        return data

    def write(self, world, data, limit=NEVER, is_blocking=None):
        Console('console.print').write(world, data)
        return len(data)

    def is_readable(self):
        return bool(self.lines) or bool(self.rest)

    def lines_of(self):
        return [self.line]


class Input(io.TextIOBase):
    """sys.stdin: descriptor 0, or a terminal that was opened."""

    encoding = 'utf-8'

    def __init__(self, number=0, terminal=None):
        self._number = number
        self._terminal = terminal
        self._rest = ''

    def _end(self):
        return self._terminal or descriptors.of_number(self._number).end

    def readable(self):
        return True

    def fileno(self):
        return self._number

    def isatty(self):
        return isinstance(self._end(), Terminal)

    def readline(self, size=-1):
        text = _read_line(self)
        if size >= 0 and len(text) > size:
            text, self._rest = text[:size], text[size:] + self._rest
        return text

    def read(self, size=-1):
        parts = []
        while size < 0 or sum(map(len, parts)) < size:
            line = self.readline()
            if not line:
                break
            parts.append(line)
        text = ''.join(parts)
        if size >= 0:
            text, self._rest = text[:size], text[size:] + self._rest
        return text

    def __iter__(self):
        return iter(self.readline, '')

    @property
    def buffer(self):
        return open_file(self._number, 'rb', closefd=False)


@answered('read line')
def _line_of(end, rest):
    """A line with its break, and what else has been read: both '' at the end of input."""
    world = run.world
    if isinstance(end, Terminal):
        text = end.read_line(world)
        return ('' if text is None else f'{text}\n'), ''
    while '\n' not in rest:
        data = end.read(world, 65536)
        if not data:
            return rest, ''
        rest += data.decode('utf-8', 'replace')
    line, _, rest = rest.partition('\n')
    return line + '\n', rest


def _read_line(stream):
    rest = stream._rest
    if '\n' in rest:
        line, _, stream._rest = rest.partition('\n')
        return line + '\n'
    line, stream._rest = _line_of(stream._end(), rest)
    return line


def read_line(prompt=''):
    """input()."""
    world = run.world
    if prompt != '':
        _prompt(str(prompt))
    if sys.stdin is None:
        raise RuntimeError('input(): lost sys.stdin')
    line = sys.stdin.readline()
    if not line:
        raise EOFError('EOF when reading a line')
    return line.removesuffix('\n')


@answered('prompt')
def _prompt(text):
    world = run.world
    me = world.current
    me.line = world.line() or me.line
    end = descriptors.of_number(1).end
    if not isinstance(end, Console):
        end.write(world, text.encode())
        return
    op = world.ops['console.prompt']
    world.point(op)
    world.emit(DONE, op, text=text)


def type_line(world, index, text):
    """The reader types a line, or with None ends the input. False where there is no such terminal."""
    terminal = next((one for one in run.terminals.values() if one.index == index), None)
    if terminal is None or all(process.is_over for process in world.processes):
        return False
    world.begin_typing()
    op = world.ops['terminal.type']
    event = world.emit(DONE, op, index, -1, len(terminal.lines) + 1, text or '')
    terminal.lines.append((text, event))
    if terminal.line:
        thread = terminal.line.pop(0)
        world.rouse(thread, False)
        world.tell_wake(thread, op, index, event)
    return True


def terminal_at(path):
    if path not in run.terminals:
        run.terminals[path] = Terminal(path)
    return run.terminals[path]


def open_file(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """open(): for terminals and for descriptors that are ours, beside what the interpreter can open."""
    if isinstance(file, int) and 0 <= file < REAL:
        import _pyio

        return _pyio.open(file, mode, buffering, encoding or (None if 'b' in mode else 'utf-8'), errors, newline, closefd, opener)
    if isinstance(file, str) and (file in _TERMINALS or file.startswith('/dev/pts/')):
        return Input(0, terminal_at(TTY if file in _TERMINALS else file))
    me = run.world.current if run.world is not None else None
    if me is not None and me.replay is not None and any(letter in mode for letter in 'wax+'):
        # Its parent has written it.
        return _open('/dev/null', mode, buffering, encoding, errors, newline)
    try:
        return _open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    except OSError as error:
        raise renumber(error)


open_file.__name__ = open_file.__qualname__ = 'open'


def install():
    """For the run that has just begun."""
    builtins.print = print_line
    builtins.input = read_line
    builtins.open = io.open = open_file


def uninstall():
    builtins.print = _print
    builtins.input = _input
    builtins.open = io.open = _open


def begin(process):
    """What the first process has from the start."""
    ends = terminal_at(TTY), Console('console.print'), Console('console.report')
    for number, end in enumerate(ends):
        process.descriptors[number] = Descriptor(end, True)


def give(process):
    """The streams of a process that begins."""
    sys.stdin = sys.__stdin__ = Input()
    sys.stdout = sys.__stdout__ = Output(1)
    sys.stderr = sys.__stderr__ = Output(2)
