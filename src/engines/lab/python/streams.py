"""What the program prints, and what is typed to it."""

import builtins
import io
import sys

from . import run
from .events import DONE

_print = builtins.print
_input = builtins.input
_TERMINAL = '/dev/tty'


class Output(io.TextIOBase):
    """sys.stdout or sys.stderr of the program."""

    def __init__(self, op):
        self._op = op

    def write(self, text):
        world = run.world
        me = world.current if world is not None else None
        if me is None or world.is_closing or not text:
            return len(text)
        if me.hidden:
            return len(text)
        op = world.ops[self._op]
        if world.is_told():
            world.point(op)
        me.line = world.line() or me.line
        world.emit(DONE, op, text=text.removesuffix('\n'))
        return len(text)

    def writable(self):
        return True

    def flush(self):
        pass


def print_line(*values, sep=' ', end='\n', file=None, flush=False):
    """print(), with one write for all of it."""
    if file is not None and not isinstance(file, Output):
        return _print(*values, sep=sep, end=end, file=file, flush=flush)
    text = io.StringIO()
    _print(*values, sep=sep, end=end, file=text)
    (sys.stdout if file is None else file).write(text.getvalue())


class Terminal:
    """Where the reader types."""

    def __init__(self):
        # Lines that nobody has read: (text or None for the end of input, event).
        self.lines = []
        self.line = []
        self.index = -1


_terminal = None


def install():
    """For the run that has just begun."""
    global _terminal
    _terminal = Terminal()
    builtins.print = print_line
    builtins.input = read_line
    sys.stdout = sys.__stdout__ = Output('console.print')
    sys.stderr = sys.__stderr__ = Output('console.report')


def uninstall():
    builtins.print = _print
    builtins.input = _input


def read_line(prompt=''):
    """input(): waits until the reader has typed a line."""
    world = run.world
    terminal = _terminal
    me = world.current
    me.line = world.line() or me.line
    if terminal.index < 0:
        terminal.index = run.declare_as(terminal, 'terminal', _TERMINAL, 0)
    if prompt != '':
        op = world.ops['console.prompt']
        world.point(op)
        world.emit(DONE, op, text=str(prompt))
    op = world.ops['terminal.read']
    world.point(op, terminal.index)
    while not terminal.lines:
        world.wait(terminal.line, op, terminal, -1)
    text, typed = terminal.lines.pop(0)
    me.cause = -1
    world.emit(DONE, op, terminal.index, -1, len(terminal.lines), text or '', typed)
    if text is None:
        raise EOFError('EOF when reading a line')
    return text


def type_line(world, index, text):
    """The reader types a line, or with None ends the input. False where there is no such terminal."""
    terminal = _terminal
    if terminal.index != index or world.is_over:
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
