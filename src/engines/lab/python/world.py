"""The world of one run: its threads, who may move, and what time it is.

A run is a sequence of steps, as in Weft's model. Every thread stands at a point: it has said what it does next
(`point`), or waits (`wait`). A step lets one of them go on to its next point. Who takes the step is chosen by number
alone, so the same choices give the same run.

Time is the model's, too (engines/model/engine.ts): a step takes `cost`; once nobody can move, time jumps to the earliest
limit. Untimed, any limit may run out at any step.
"""

import gc
import sys
import time as _time
from bisect import bisect_right
from heapq import heappop, heappush

import _weft

from . import events, run, stacks

NEW, READY, BLOCKED, ENDED = range(4)
NEVER = float('inf')

# Real time of one slice of a stretch, in seconds, and steps between two looks at the clock.
SLICE = 0.012
STEPS_A_LOOK = 32
# Ways in which a program may swallow its end before its stack is left for good.
MOST_KILLS = 100
# Objects that the collector may have to look at before it runs, at a point where a destructor can do no harm.
GARBAGE = 30_000

HERE = __file__.rpartition('/')[0] + '/'
_frame = sys._getframe


class Kill(BaseException):
    """Unwinds a stack of a run that is over."""


class Thread:
    """A thread of the program. `limit`: program time in ms at which it gives up waiting."""

    __slots__ = (
        'index', 'ident', 'stack', 'state', 'limit', 'timer', 'is_late', 'line', 'call', 'cause', 'waits', 'clock',
        'past', 'at', 'daemon', 'handle', 'locals', 'status', 'report', 'raised', 'kills', 'hidden', 'jumps', 'written', 'source',
    )

    def __init__(self, index, ident, daemon):
        self.index = index
        self.ident = ident
        self.stack = None
        self.state = NEW
        self.limit = NEVER
        self.timer = 0
        self.is_late = False
        self.line = 0
        # The call of the library that it is in, see watch.py.
        self.call = None
        # The event that woke it.
        self.cause = -1
        # The line of waiters that it stands in.
        self.waits = None
        # Program time of its last step.
        self.clock = 0.0
        # Where it stood after which step.
        self.past = []
        self.at = None
        self.daemon = daemon
        self.handle = None
        self.locals = {}
        self.status = events.RETURNED
        self.report = ''
        # An exception to raise at its next point.
        self.raised = None
        self.kills = 0
        # Above 0: what it does leaves no events and no points (library code that nobody wants to see).
        self.hidden = 0
        self.jumps = 0
        self.source = 0
        # A variable that it has written, to be told as soon as it has: see instructions.py.
        self.written = None


class Stretch:
    """Steps that were asked for. `until`: see host/protocol.ts."""

    __slots__ = ('left', 'forced', 'only', 'until', 'from_line')

    def __init__(self, most, forced=None, until=None):
        self.left = most
        self.forced = forced
        self.only = until['thread'] if until and until['kind'] == 'line' else None
        self.until = until
        self.from_line = 0


class World:
    def __init__(self, settings, sources, ops):
        # Row of each file of the program in the trace's table of sources.
        self.sources = {name: row for row, name in enumerate(sources)}
        self.ops = ops
        self.grain = settings['grain']
        self.timed = settings['timed']
        self.cost = settings['cost']
        self.now = float(settings['start'])
        self.log = events.Log()
        self.threads = []
        self.ready = []
        self.timers = []
        self.timer_count = 0
        self.current = None
        self.steps = 0
        self.last = -1
        self.chosen = []
        self.firsts = []
        self.step_start = 0
        self.stretch = None
        self.end = None
        self.found = None
        self.is_over = False
        self.is_closing = False
        self.is_collecting = False
        self.slice_end = 0.0

    # Who can move.

    def find(self):
        """None if somebody can move, after letting time pass if need be; else why not."""
        if self.is_over:
            return 'finished'
        self.ring()
        if self.ready:
            return None
        timers = self.timers
        while timers and not self.is_set(timers[0]):
            heappop(timers)
        if timers:
            if self.timed:
                self.now = max(self.now, timers[0][0])
                self.ring()
            return None
        return 'input' if self.waits_for_input() else 'deadlock'

    def is_set(self, timer):
        return timer[2].timer == timer[1] and timer[2].state == BLOCKED

    def ring(self):
        """Threads whose time is up can move."""
        timers, now = self.timers, self.now
        while timers and timers[0][0] <= now:
            timer = heappop(timers)
            if self.is_set(timer):
                self.rouse(timer[2], True)

    def enabled(self):
        if self.timed or not self.timers:
            return self.ready
        return self.ready + sorted((t[2] for t in self.timers if self.is_set(t)), key=lambda thread: thread.index)

    def waits_for_input(self):
        return any(t.state == BLOCKED and t.at[1] == self.ops['terminal.read'] for t in self.threads)

    # Steps.

    def decide(self):
        """The stack that goes on: that of the thread that takes the next step, or the root's where the stretch ends."""
        thread = self.choose()
        if thread is None:
            self.current = None
            return stacks.root
        self.current = thread
        return thread.stack

    def choose(self):
        stretch = self.stretch
        if self.steps and self.is_met(stretch):
            return self.stop('met')
        why = self.find()
        if why is not None:
            return self.stop(why)
        if stretch.left <= 0:
            return self.stop('limit')
        if not self.steps % STEPS_A_LOOK and _time.perf_counter() > self.slice_end:
            return self.stop('slice')
        able = self.enabled()
        forced = stretch.forced
        if forced is None and stretch.only is not None:
            forced = stretch.only
        if forced is not None:
            thread = self.threads[forced] if 0 <= forced < len(self.threads) else None
            if thread not in able:
                return self.stop('refused')
            stretch.forced = None
        else:
            chosen = _weft.choose(self.steps, self.last, len(self.threads), *[t.index for t in able])
            if chosen < 0:
                return self.stop('waiting')
            thread = self.threads[chosen]
        stretch.left -= 1
        self.begin(thread)
        return thread

    def stop(self, why):
        self.end = why
        return None

    def begin(self, thread):
        if thread.state == BLOCKED:
            self.now = max(self.now, thread.limit)
            self.rouse(thread, True)
        self.ready.remove(thread)
        self.now = max(self.now, thread.clock + self.cost)
        thread.clock = self.now
        thread.timer = 0
        self.steps += 1
        self.last = thread.index
        self.step_start = self.log.count
        self.chosen.append(thread.index)
        self.firsts.append(self.step_start)

    def begin_typing(self):
        """A step that no thread takes."""
        self.steps += 1
        self.step_start = self.log.count
        self.chosen.append(None)
        self.firsts.append(self.step_start)

    def is_met(self, stretch):
        """Has the step that has just ended met what the stretch waits for?"""
        until = stretch.until
        if until is None:
            return False
        kind = until['kind']
        if kind == 'line':
            thread = self.threads[until['thread']]
            return thread.state == ENDED or self.arrived(thread) is not None
        if kind == 'breakpoints' and until['lines'] and self.last >= 0:
            thread = self.threads[self.last]
            line = self.arrived(thread)
            if any(one['line'] == line and one['source'] == thread.source for one in until['lines']):
                return True
        fresh = self.log.events[self.step_start - self.log.taken :]
        if kind == 'thread':
            return any(event[2] == until['thread'] for event in fresh)
        wanted = [until['object']] if kind == 'object' else until['objects']
        return any(event[3] in wanted for event in fresh)

    def arrived(self, thread):
        """The line to which the thread's last step has brought it: another, or the first op of the same line again."""
        past = thread.past
        if thread.state == ENDED or not past or past[-1][0] != self.steps or past[-1][1] != 'computing':
            return None
        here = past[-1]
        for before in reversed(past[:-1]):
            if before[1] == 'computing':
                return here[5] if before[5] != here[5] or before[2:4] == here[2:4] else None
        return here[5]

    def go_on(self):
        """Called by the thread that has come to a point: others may go first. Comes back when it is chosen."""
        me = self.current
        stack = self.decide()
        if stack is not me.stack:
            stacks.switch(stack)
        self.check(me)

    def check(self, me):
        if self.is_closing:
            me.kills += 1
            if me.kills > MOST_KILLS:
                self.abandon(me)
            raise Kill
        if stacks.leftovers:
            stacks.leftovers.clear()
        if not self.steps & 255 and not self.is_collecting and gc.get_count()[0] > GARBAGE:
            self.collect(me)
        if me.raised is not None:
            error, me.raised = me.raised, None
            raise error

    def collect(self, me):
        self.is_collecting = True
        me.hidden += 1
        try:
            gc.collect()
        finally:
            me.hidden -= 1
            self.is_collecting = False

    def abandon(self, me):
        """It swallows its end for ever: its stack is never resumed."""
        me.state = ENDED
        self.current = None
        stacks.switch(stacks.root)

    def point(self, op, object=-1, other=-1):
        """The current thread is about to do `op`: others may go first. Comes back when it takes that step."""
        me = self.current
        if me.hidden or self.is_closing:
            return
        me.line = self.line() or me.line
        me.past.append((self.steps, 'computing', op, object, other, me.line))
        self.ready.append(me)
        self.go_on()

    def wait(self, line, op, thing, other, limit=NEVER):
        """
        The current thread waits in `line`, a list, until it is woken (True) or `limit` is reached (False). `op`, `thing`,
        `other`: what for (a lock or None), and the thread in its way, unless a call of the library says it better.
        """
        me = self.current
        if self.is_closing:
            self.check(me)
        call = me.call
        if call is not None:
            op, object, other = call.waits_as(op, thing, other)
        else:
            object = -1 if thing is None else run.index_of(thing)
        if call is not None:
            self.tell_wakes(call, -1)
        me.line = self.line() or me.line
        wanted = -1 if limit == NEVER else round(max(0.0, limit - self.now))
        self.emit(events.BLOCK, op, object, other, wanted)
        me.at = ('blocked', op, object, other, me.line)
        me.past.append((self.steps, 'blocked', op, object, other, me.line, limit))
        me.state = BLOCKED
        me.is_late = False
        me.cause = -1
        me.waits = line
        if line is not None:
            line.append(me)
        me.limit = limit
        if limit != NEVER:
            self.timer_count += 1
            me.timer = self.timer_count
            heappush(self.timers, (limit, me.timer, me))
        self.go_on()
        return not me.is_late

    def rouse(self, thread, is_late):
        """A thread that waits can move."""
        thread.state = READY
        thread.is_late = is_late
        if is_late and thread.waits is not None and thread in thread.waits:
            thread.waits.remove(thread)
        thread.waits = None
        _, op, object, other, line = thread.at
        thread.past.append((self.steps, 'late' if is_late else 'woken', op, object, other, line))
        self.ready.append(thread)

    def wake(self, thread):
        """Wakes a thread; the event follows when it is known what woke it, see `tell_wakes`."""
        if thread.state != BLOCKED:
            return
        self.rouse(thread, False)
        call = self.current.call if self.current is not None else None
        if call is not None:
            call.wakes.append(thread)
        else:
            self.tell_wake(thread, -1, -1, -1)

    def wake_first(self, line):
        if line:
            self.wake(line.pop(0))

    def wake_all(self, line):
        while line:
            self.wake(line.pop(0))

    def tell_wakes(self, call, cause):
        for thread in call.wakes:
            self.tell_wake(thread, call.op, call.object, cause)
        call.wakes.clear()

    def tell_wake(self, thread, op, object, cause):
        thread.cause = cause
        self.emit(events.WAKE, op, object, thread.index, cause=cause)

    # Events.

    def emit(self, phase, op=-1, object=-1, other=-1, value=-1, text='', cause=-1):
        me = self.current
        if me is not None and me.hidden:
            return -1
        if me is None:
            return self.log.add(phase, op, -1, object, other, value, text, cause, 0, self.now, 0)
        return self.log.add(phase, op, me.index, object, other, value, text, cause, me.line, self.now, me.source)

    def last_event(self):
        """The newest event, if it is the current thread's own, or -1."""
        fresh = self.log.events
        me = self.current
        return self.log.count - 1 if fresh and me is not None and fresh[-1][2] == me.index else -1

    def line(self):
        """The line of the program that the current thread is at, or 0."""
        frame = self.frame()
        if frame is None:
            return 0
        self.current.source = self.sources[frame.f_code.co_filename]
        return frame.f_lineno

    def frame(self):
        """The innermost frame of the program's own code."""
        sources = self.sources
        frame = _frame(1)
        while frame is not None and frame.f_code.co_filename not in sources:
            frame = frame.f_back
        return frame

    def is_told(self):
        """Whether what the current thread does now stands for itself, rather than being part of a call of the library."""
        if self.current.call is None:
            return True
        frame = _frame(1)
        while frame.f_code.co_filename.startswith(HERE):
            frame = frame.f_back
        return frame.f_code.co_filename in self.sources

    # Standing.

    def standing(self, step):
        """Who can move after `step` steps, and why the others cannot."""
        if step >= self.steps:
            self.find()
        choices, obstacles = [], []
        for thread in self.threads:
            at = bisect_right(thread.past, step, key=lambda entry: entry[0])
            if at == 0:
                continue
            _, status, op, object, other, line, *limit = thread.past[at - 1]
            if status == 'ended':
                continue
            if status != 'blocked' or (not self.timed and limit[0] != NEVER):
                after = 'late' if status == 'blocked' else status
                choices.append({'thread': thread.index, 'op': op, 'object': object, 'other': other, 'line': line, 'after': after})
            else:
                ends = None if limit[0] == NEVER else limit[0]
                obstacles.append(
                    {'thread': thread.index, 'why': 'blocked', 'op': op, 'object': object, 'inTheWay': other, 'limit': ends, 'line': line}
                )
        return {'step': step, 'choices': choices, 'obstacles': obstacles}

    # Threads.

    def add_thread(self, index, daemon):
        """One that has been declared and does not run yet."""
        self.threads.append(Thread(index, 0, daemon))

    def spawn(self, body, thread):
        """`thread` runs `body` from its first step on."""
        thread.state = READY
        thread.stack = stacks.take()
        thread.stack.job = lambda: self.live(body, thread)
        thread.past.append((self.steps, 'computing', self.ops['thread.begin'], -1, -1, 0))
        self.ready.append(thread)

    def live(self, body, thread):
        """The whole life of a thread, on its own stack. Returns the stack that goes on after it."""
        try:
            self.check(thread)
            self.emit(events.START, cause=thread.cause)
            thread.cause = -1
            body()
        except Kill:
            thread.status = events.KILLED
        except SystemExit:
            pass
        return self.finish(thread)

    def finish(self, thread):
        if self.is_closing:
            thread.state = ENDED
            self.current = None
            return stacks.root
        if thread.state != ENDED:
            self.tell_end(thread)
        return self.decide()

    def tell_end(self, thread):
        thread.state = ENDED
        thread.call = None
        end = self.emit(events.END, -1, -1, -1, thread.status, thread.report)
        thread.past.append((self.steps, 'ended', -1, -1, -1, 0))
        thread.locals.clear()
        if thread.handle is not None:
            for waiter in thread.handle.finish():
                self.rouse(waiter, False)
                self.tell_wake(waiter, self.ops['thread.end'], -1, end)

    def close(self):
        """Ends the run, from the root's stack: every other stack is unwound."""
        self.is_closing = True
        for thread in self.threads:
            stack = thread.stack
            if stack is None or thread.state == ENDED:
                continue
            if stack.job is not None:
                stacks.give_back(stack)
                continue
            self.current = thread
            stacks.switch(stack)
        self.current = None
        for thread in self.threads:
            thread.handle = thread.call = None
