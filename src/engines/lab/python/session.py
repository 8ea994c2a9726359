"""Interface to the Worker: opens runs of programs, one at a time, and runs them one stretch of steps at a time.

`serve` never returns. It runs on the root's stack, fetches the next request, and switches to the stacks of the program's
threads for the length of a stretch.
"""

import gc
import linecache
import sys
import time as _time
from array import array
from importlib import import_module
from json import dumps, loads

from _weft import answer as _answer, batch as _batch, begin as _begin, next_request as _next_request, trying as _trying, turn as _turn

from . import enclosure, files, library, run, stacks, streams, system, tracing, watch
from .events import ROW
from .lives import run_process
from .processes import Process, drop_warnings
from .stretch import Stretch
from .world import SLICE, World

# The program gets a copy of its own: what it changes in that one does not break the interface to the Worker.
for _name in [name for name in sys.modules if name.partition('.')[0] == 'json']:
    del sys.modules[_name]
import_module('json')

_codes = {}
_ops = {}


class Program:
    """An open run."""

    def __init__(self, request):
        self.sources = dict(request['sources'])
        self.file = request['sources'][0][0]
        self.may_trace = tracing.may_trace(self.sources.values())
        self.world = World(request, list(self.sources), _ops)
        self.seed = request['seed']
        self.saved = None

    def begin(self):
        """Sets up the run up to the main thread's first step."""
        world = self.world
        self.saved = library.hide()
        for name, source in self.sources.items():
            linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        files.begin(self.sources)
        gc.disable()
        run.begin(world, self.sources)
        run.code_of = self.code_of
        streams.install()
        library.remember()
        first = Process(world, None, 'MainProcess')
        first.arguments = [self.file]
        first.seed = self.seed
        streams.begin(first)
        index = run.declare_lane(world, 'MainThread', False, 'main', first)
        world.add_thread(index, False, first)
        main = world.threads[index]
        main.ident = run.ident_of(index)
        world.spawn(lambda: run_process(first), main)
        _begin(self.seed)

    def code_of(self, path):
        """Code of a file of the program, compiled and watched."""
        source = self.sources[path]
        grain = self.world.grain
        key = (path, source, grain, self.may_trace)
        known = _codes.get(key)
        if known is None:
            known = compile(source, path, 'exec', dont_inherit=True)
            watch.watch_program(known, source, grain, self.may_trace)
            _codes[key] = known
        return known

    def stretch(self, order):
        """Takes steps until the stretch ends. Returns the reason."""
        world = self.world
        typed = order.get('typed')
        if typed is not None:
            return None if streams.type_line(world, typed['terminal'], typed['line']) else 'refused'
        tries = self.announce if order.get('careful') else None
        world.stretch = Stretch(order['most'], order.get('thread'), order.get('until'), order.get('report'), tries)
        world.by = world.stretch.by
        while True:
            world.slice_end = _time.perf_counter() + SLICE
            stack = world.decide()
            if stack is not stacks.root:
                stacks.switch(stack)
            if world.end != 'slice':
                return world.end
            self.post()
            if stacks.wait_outside_for(_turn):
                return 'halted'

    def announce(self, thread):
        self.post()
        _trying(thread)

    def standing(self):
        """Who can move after the last step."""
        return self.world.standing(self.world.steps)

    def post(self):
        """Sends the events and choices since the last batch."""
        world = self.world
        rows, times, texts = world.log.take()
        steps, world.fresh = world.fresh, []
        # JavaScript reads them where they are, column by column.
        columns, times, steps = _integers(_columns(rows, ROW)), array('d', times), array('i', _columns(steps, 2))
        _batch(columns.buffer_info()[0], times.buffer_info()[0], len(times), dumps(texts), steps.buffer_info()[0], len(steps) // 2)

    def close(self):
        self.world.close()
        drop_warnings()
        run.end()
        library.let_go(self.saved)
        # Garbage of the run is finalized now, while its world is closing: later its destructors would run in the next program.
        # A destructor may change a module, and what it puts there may have one, too.
        for _ in range(MOST_COLLECTIONS):
            gc.collect()
            if not library.restore():
                break
        library.show(self.saved)
        run.world = None
        streams.uninstall()
        files.go_to('/')
        _keep_survivors()


def _columns(rows, width):
    columns = []
    for column in range(width):
        columns += rows[column::width]
    return columns


def _integers(numbers):
    try:
        return array('i', numbers)
    except OverflowError:
        # A program may use larger ones: the last 32 bits of those.
        low = (int.__and__(number, 0xFFFF_FFFF) for number in numbers)
        return array('i', [number - (number >> 31 << 32) for number in low])


MOST_COLLECTIONS = 5
# Runs between two collections of everything that has outlived a run.
RUNS_APART = 200
_runs = 0


def _keep_survivors():
    """What outlives a run is kept for all runs (compiled code, for example), and frozen: the next collection skips it."""
    global _runs
    _runs += 1
    if not _runs % RUNS_APART:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def prepare(ops):
    """
    Called once, before any program runs: what it does is part of the memory that interpreters begin with (worker/memory.ts).
    `ops`: rows of the trace's operation table by name, as JSON.
    """
    _ops.update(loads(ops))
    system.prepare()
    watch.begin()
    tracing.begin()
    library.compile_ahead()


def serve():
    enclosure.drop_modules_of_javascript()
    # Objects that exist now are permanent: the garbage collector skips them.
    gc.freeze()
    program = None
    while True:
        request = loads(stacks.wait_outside_for(_next_request))
        answer = {}
        if request['type'] == 'open':
            if program is not None:
                program.close()
                program = None
            try:
                program = Program(request)
                program.code_of(program.file)
                program.begin()
                answer = {'misfit': follow(program, request['choices']), 'standing': program.standing()}
                program.post()
            except SyntaxError as error:
                program = None
                answer = {'syntax': _syntax(error)}
        elif request['type'] == 'go':
            end = program.stretch(request) or program.world.find() or 'limit'
            answer = {'end': end, 'standing': program.standing()}
            program.post()
        elif request['type'] == 'standing':
            answer = {'standing': program.world.standing(request['step'])}
        elif request['type'] == 'movers':
            answer = {'movers': program.world.movers_from(request['from'])}
        _answer(request['request'], dumps(answer))


def follow(program, choices):
    """Replays the choices of another run in a new one. Returns None, or the step and the thread that could not move."""
    for step, choice in enumerate(choices):
        order = {'most': 1, 'thread': choice} if isinstance(choice, int) else {'most': 1, **choice}
        if program.stretch(order) == 'refused':
            return {'step': step, 'thread': choice if isinstance(choice, int) else choice.get('thread', -1)}
    return None


def _syntax(error):
    return {
        'message': error.msg,
        'file': error.filename,
        'line': error.lineno or 0,
        'column': error.offset or 0,
        'class': type(error).__name__,
    }
