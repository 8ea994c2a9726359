"""Standard streams of programs. stdout and stderr write to the process's descriptors 1 and 2, stdin reads typed lines."""

import _io
import builtins
import io
import os
import sys
from importlib import import_module

from . import descriptors, identity, open_files, run, special_files
from .descriptors import REAL, Console, Descriptor, End
from .error_numbers import ask
from .events import DONE, clip
from .own import as_own
from .replay import answered
from .threads import NEVER

_print = builtins.print
_input = builtins.input
_id = builtins.id
_open = builtins.open
_TERMINALS = ('/dev/tty', '/dev/stdin', '/dev/console')
TTY = '/dev/tty'
# Folder of the library's modules.
_LIBRARY = '/lib/'
# What open() asks of os.open, by its mode.
_FLAGS = {'r': os.O_RDONLY, 'w': os.O_WRONLY, 'a': os.O_WRONLY, '+': os.O_RDWR}


# Buffer size in bytes of a stream that is not line-buffered.
BUFFER = 8192


@answered('console')
def _is_console(number):
    return run.world.current.process.is_at_console(number)


class Output(io.TextIOBase):
    """
    sys.stdout or sys.stderr of a program. On the console it is line-buffered, as on a terminal; elsewhere it is buffered.
    `flush` and the normal end of the process write the buffer; os._exit loses it.
    """

    encoding = 'utf-8'
    errors = 'strict'
    mode = 'w'

    def __init__(self, process, number, is_unbuffered=False):
        self._process = process
        self._number = number
        self._is_at_console = _is_console(number)
        self._kept = b''
        self.line_buffering = number == 2 or self._is_at_console
        self.write_through = is_unbuffered
        self.buffer = Bytes(self)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        self.add(text.encode(self.encoding, 'surrogateescape'), self.line_buffering and ('\n' in text or '\r' in text))
        return len(text)

    def add(self, data, is_wanted):
        """Buffers bytes, or writes the whole buffer. `is_wanted`: write at once."""
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        world = run.world
        if not self._is_alive(world) or world.current.hidden or not data:
            return
        self._kept += data
        if is_wanted or self.write_through or len(self._kept) >= BUFFER:
            self.flush()
        elif self._is_at_console and self._number == 1:
            _tell_kept(world, self._kept)

    def flush(self):
        kept, self._kept = self._kept, b''
        if kept and self._is_alive(run.world):
            self._write(kept)

    def _is_alive(self, world):
        """False once its process is over: its buffer is lost, whenever the stream itself is collected."""
        if world is None or world.current is None or world.is_closing:
            return False
        return self._process.world is world and not self._process.is_over

    @answered('print')
    def _write(self, data):
        descriptors.of_number(self._number).end.write(run.world, data)

    def writable(self):
        return True

    def fileno(self):
        return self._number

    def isatty(self):
        return os.isatty(self._number)

    def reconfigure(self, *, line_buffering=None, write_through=None, **_):
        self.flush()
        self.line_buffering = self.line_buffering if line_buffering is None else line_buffering
        self.write_through = self.write_through if write_through is None else write_through

    @property
    def name(self):
        return ('<stdin>', '<stdout>', '<stderr>')[self._number]


def _tell_kept(world, kept):
    me = world.current
    if world.is_told():
        world.point(world.ops['console.write'])
    me.line = world.line() or me.line
    world.emit(DONE, world.ops['console.keep'], text=clip(repr(kept.decode('utf-8', 'replace'))))


class Bytes(io.RawIOBase):
    """sys.stdout.buffer."""

    def __init__(self, text):
        self._text = text
        self.raw = self

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        self._text.add(data, False)
        return len(data)

    def flush(self):
        self._text.flush()

    def fileno(self):
        return self._text.fileno()


def print_line(*values, sep=' ', end='\n', file=None, flush=False):
    """print(): prints the values to a stream, by default to sys.stdout."""
    if file is None:
        file = sys.stdout
    if file is None:
        return
    if not isinstance(file, Output):
        return _print(*values, sep=sep, end=end, file=file, flush=flush)
    # All output of one print() in one write.
    text = io.StringIO()
    _print(*values, sep=sep, end=end, file=text)
    text = text.getvalue()
    file.add(text.encode(file.encoding, 'surrogateescape'), flush or (file.line_buffering and ('\n' in text or '\r' in text)))
    if flush:
        file.flush()


class Terminal(End):
    """A terminal where the reader types. `lines`: typed lines not read yet: (text or None for the end of input, event)."""

    can_read = can_write = True

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.lines = []
        self.line = []
        self.index = -1
        self._index = -1
        # Rest of a line after a read by bytes.
        self.rest = b''

    def read_line(self, world):
        """The next line, or None at the end of input. Waits until the reader has typed a line."""
        me = world.current
        me.line = world.line() or me.line
        if self.index < 0:
            self.index = self._index = run.declare_terminal(self)
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
        self._bytes = None

    def _end(self):
        return self._terminal or descriptors.of_number(self._number).end

    def readable(self):
        return True

    def fileno(self):
        return self._number

    @answered('stdin isatty')
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
        if self._bytes is None:
            self._bytes = open_file(self._number, 'rb', closefd=False)
        return self._bytes


@answered('read line')
def _line_of(end, rest):
    """A line with its line break, and the bytes read after it: both '' at the end of input."""
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
        sys.stdout.flush()
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
    """The reader types a line, or ends the input with None. False if there is no such terminal."""
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
    """open(): of files, terminals, and the lab's descriptors."""
    me = run.world.current if run.world is not None else None
    # The importer opens the library itself: that is no doing of the process.
    if me is None or me.hidden or (isinstance(file, str) and file.startswith(_LIBRARY)):
        return ask(_open, file, mode, buffering, encoding, errors, newline, closefd, opener)
    if isinstance(file, int):
        if 0 <= file < REAL and not open_files.is_plain(file):
            return _open_waiting(file, mode, buffering, encoding, errors, newline, closefd)
    elif opener is None:
        if isinstance(file, str) and (file in _TERMINALS or file.startswith('/dev/pts/')):
            return Input(0, terminal_at(TTY if file in _TERMINALS else file))
        if special_files.is_fifo(file):
            return _open_waiting(os.open(file, _FLAGS['+' if '+' in mode else mode.strip('bt')]), mode, buffering, encoding, errors, newline, True)
    return open_files.open_plain(file, mode, buffering, encoding, errors, newline, closefd, opener)


def _open_waiting(number, mode, buffering, encoding, errors, newline, closefd):
    """A pipe or a socket, in whose buffers a thread may wait while another one comes: those of Python, not of C."""
    _pyio = import_module('_pyio')
    return _pyio.open(number, mode, buffering, encoding or (None if 'b' in mode else 'utf-8'), errors, newline, closefd)


as_own('builtins', id=identity.identity, print=print_line, input=read_line, open=open_file)


def install():
    """Installs the streams of a new run."""
    builtins.id = identity.identity
    builtins.print = print_line
    builtins.input = read_line
    builtins.open = io.open = _io.open = open_file


def uninstall():
    builtins.id = _id
    builtins.print = _print
    builtins.input = _input
    builtins.open = io.open = _io.open = _open


def begin(process):
    """Gives the first process its descriptors."""
    ends = terminal_at(TTY), Console('console.print'), Console('console.report')
    for number, end in enumerate(ends):
        process.descriptors[number] = Descriptor(end, True)


def give(process, is_unbuffered):
    """Sets sys.stdin, sys.stdout and sys.stderr of a starting process."""
    sys.stdin = sys.__stdin__ = Input()
    sys.stdout = sys.__stdout__ = Output(process, 1, is_unbuffered)
    sys.stderr = sys.__stderr__ = Output(process, 2, is_unbuffered)


def flush():
    """Writes what is buffered, at the normal end of a process."""
    for stream in (sys.stdout, sys.__stdout__, sys.stderr, sys.__stderr__):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            # The program may have replaced or closed it.
            continue
