"""What the Worker calls: opens runs of programs, one at a time, and takes them on, a stretch of steps after the other.

`serve` never comes back. It stands on the root's stack, asks for the next request, and switches to the stacks of the
program's threads for as long as a stretch lasts.
"""

import builtins
import gc
import json
import linecache
import random
import sys
import time as _time
import types

import _weft

from . import events, library, run, stacks, streams, watch
from .errors import format_error
from .world import ENDED, READY, SLICE, Kill, Stretch, World

_codes = {}
_ops = {}


class Program:
    """A run that is open."""

    def __init__(self, request):
        self.sources = dict(request['sources'])
        self.file = request['sources'][0][0]
        self.world = World(request, list(self.sources), _ops)
        self.seed = request['seed']
        self.failure = None
        self.saved = None
        self.hashes = None

    def begin(self):
        """Everything up to the main thread's first step."""
        world = self.world
        self.saved = library.hide()
        for name, source in self.sources.items():
            linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        gc.disable()
        run.begin(world, self.sources)
        world.log.declare_process(0, 'MainProcess', run.PID)
        run.declare_thread(world, None, 'MainThread', False, 'main')
        main = world.threads[0]
        main.ident = run.ident_of(0)
        world.current = main
        main.hidden = 1
        main.state = READY
        try:
            self.modules = library.install()
            random.seed(self.seed)
        finally:
            main.hidden = 0
            world.current = None
        streams.install()
        world.spawn(self.main, main)
        _weft.begin(self.seed)

    def main(self):
        """The main thread, from its first line to the end of the process."""
        world = self.world
        main = world.threads[0]
        code = 0
        try:
            self.execute()
        except Kill:
            raise
        except SystemExit as leaving:
            code = self.exit_code(leaving)
        except BaseException as error:
            main.status = events.RAISED
            main.report = format_error(error)
            code = 1
        try:
            sys.modules['threading']._shutdown()
            self.modules['atexit']._run_exitfuncs()
        except SystemExit:
            pass
        self.exit(code)

    def execute(self):
        module = types.ModuleType('__main__')
        module.__builtins__ = builtins
        module.__file__ = self.file
        sys.modules['__main__'] = module
        exec(self.code(), module.__dict__)

    def code(self):
        source = self.sources[self.file]
        grain = self.world.grain
        key = (self.file, source, grain)
        known = _codes.get(key)
        if known is None:
            known = compile(source, self.file, 'exec', dont_inherit=True)
            watch.watch_program(known, source, grain)
            _codes[key] = known
        return known

    def exit_code(self, leaving):
        if leaving.code is None:
            return 0
        if isinstance(leaving.code, int):
            return leaving.code & 255
        self.world.threads[0].report = str(leaving.code)
        return 1

    def exit(self, code):
        """The process ends, and with it its daemons."""
        world = self.world
        main = world.threads[0]
        world.tell_end(main)
        for thread in world.threads[1:]:
            if thread.stack is not None and thread.state != ENDED:
                log = world.log
                log.add(events.END, -1, thread.index, -1, -1, events.KILLED, '', -1, thread.line, world.now, thread.source)
                thread.past.append((world.steps, 'ended', -1, -1, -1, 0))
        world.emit(events.EXIT, other=0, value=code)
        world.is_over = True

    def stretch(self, order):
        """Takes steps until one of the reasons to end. Returns it."""
        world = self.world
        typed = order.get('typed')
        if typed is not None:
            return None if streams.type_line(world, typed['terminal'], typed['line']) else 'refused'
        world.stretch = Stretch(order['most'], order.get('thread'), order.get('until'))
        while True:
            world.slice_end = _time.perf_counter() + SLICE
            stack = world.decide()
            if stack is not stacks.root:
                stacks.switch(stack)
            if world.end != 'slice':
                return world.end
            self.post()
            if stacks.wait_outside_for(_weft.turn):
                return 'halted'

    def standing(self):
        """After the last step."""
        return self.world.standing(self.world.steps)

    def post(self):
        """Sends what has happened since."""
        world = self.world
        chosen, world.chosen = world.chosen, []
        firsts, world.firsts = world.firsts, []
        _weft.batch(world.log.take(), json.dumps(chosen), json.dumps(firsts))

    def close(self):
        self.world.close()
        library.show(self.saved)
        run.world = None
        streams.uninstall()


def serve(ops):
    """`ops`: rows of the trace's operation table by name, as JSON."""
    _ops.update(json.loads(ops))
    watch.begin()
    program = None
    while True:
        request = json.loads(stacks.wait_outside_for(_weft.next_request))
        answer = {}
        if request['type'] == 'open':
            if program is not None:
                program.close()
                program = None
            try:
                program = Program(request)
                program.code()
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
        _weft.answer(request['request'], json.dumps(answer))


def follow(program, choices):
    """Takes a new run along the choices of another. None, or the step and the thread that did not fit."""
    for step, choice in enumerate(choices):
        order = {'most': 1, 'thread': choice} if isinstance(choice, int) else {'typed': choice}
        if program.stretch(order) == 'refused':
            return {'step': step, 'thread': choice if isinstance(choice, int) else -1}
    return None


def _syntax(error):
    return {
        'message': error.msg,
        'file': error.filename,
        'line': error.lineno or 0,
        'column': error.offset or 0,
        'class': type(error).__name__,
    }
