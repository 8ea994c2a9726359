"""The world of one run: its threads, the scheduler, and program time.

A run is a sequence of steps, as in Weft's model. Every thread is at a scheduling point: it has announced its next
operation (`point`), or waits (`wait`). A step lets one thread run to its next point. The choice of the thread is the only
freedom, so the same choices give the same run.

Time works as in the model, too (engines/model/engine.ts): a step takes `cost`; once no thread can move, time jumps to the
earliest timeout. Untimed, any wait with a timeout may time out at any step.
"""

import gc
import sys
import time as _time
import traceback
from bisect import bisect_right
from functools import partial
from heapq import heappop, heappush
from random import Random

from . import events, run, situation, stacks
from .enclosure import HERE, back_of
from .threads import BLOCKED, CUT_OFF, ENDED, NEVER, READY, Thread


# Real time of one slice of a stretch, in seconds, and steps between two reads of the real clock.
SLICE = 0.012
STEPS_A_LOOK = 32
# How many times a program may catch its Kill before its stack is abandoned.
MOST_KILLS = 100
# Least number of new objects before the garbage collector runs, at a point where destructors are safe. As in CPython, a quarter
# of the objects that have survived, if that is more. Each run is a full collection.
GARBAGE = 30_000

_frame = sys._getframe
# Files of the library whose functions only pass a call on.
THIN = ('/socket.py', '/multiprocessing/connection.py', '/multiprocessing/context.py')


SIGALRM = 14
# In place of the thread of a step: the reader has typed a line. Other negative numbers are `~thread`: it has been given up as lost.
TYPING = -(1 << 30)


class Kill(BaseException):
    """Unwinds the stacks of a run that is over."""


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
        self.processes = []
        # The process whose modules are installed.
        self.process = None
        self.ready = []
        self.timers = []
        self.timer_count = 0
        self.current = None
        self.steps = 0
        self.last = -1
        # Of each step that has not been taken from here: its thread, or what else it is, and its first event.
        self.fresh = []
        # First event of the last step.
        self.step_start = 0
        self.stretch = None
        self.end = None
        self.entropy = Random(settings['seed'])
        self.is_closing = False
        self.is_collecting = False
        # New objects before the next collection, and how many have survived one.
        self.most_new = GARBAGE
        self.outlived = 0
        self.slice_end = 0.0
        # Program time that the present stretch does not exceed.
        self.by = NEVER

    # Threads that can move.

    def find(self):
        """None if a thread can move, after advancing time if necessary; else the reason."""
        timers = self.timers
        if timers and timers[0][0] <= self.now:
            self.ring()
        if self.ready:
            return None
        while timers and not self.is_set(timers[0]):
            heappop(timers)
        if timers:
            if self.timed:
                if timers[0][0] > self.by:
                    return 'met'
                self.now = max(self.now, timers[0][0])
                self.ring()
            return None
        if all(process.is_over for process in self.processes):
            return 'finished'
        return 'input' if self.waits_for_input() else 'deadlock'

    def is_set(self, timer):
        return timer[2].timer == timer[1] and timer[2].state == BLOCKED

    def ring(self):
        """Makes the threads ready whose timeout has passed."""
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
        """The stack to switch to: of the thread that takes the next step, or of the root where the stretch ends."""
        thread = self.choose()
        if thread is None:
            self.current = None
            return stacks.root
        self.current = thread
        if thread.process is not self.process:
            self.enter(thread.process)
        return thread.stack

    def enter(self, process):
        """Installs the modules of a process, and updates its copies of shared memory."""
        if self.process is not None:
            self.process.leave()
        self.process = process
        process.enter()

    def choose(self):
        stretch = self.stretch
        if stretch.until is not None and self.steps and stretch.is_met(self):
            return self.stop('met')
        why = self.find()
        if why is None and self.now > self.by:
            why = 'met'
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
            situation.takes(self, able, forced)
        else:
            chosen = situation.choose(self, able)
            if chosen < 0:
                return self.stop('waiting')
            thread = self.threads[chosen]
        stretch.left -= 1
        if stretch.report is not None:
            self.lose(thread, stretch.report)
            stretch.report = None
            return self.choose()
        if stretch.tries is not None:
            # If it never returns, the page knows which thread hangs.
            stretch.tries(thread.index)
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
        if thread.ordinal >= 0:
            thread.process.record.append(thread.ordinal)
        soonest = thread.clock + self.cost
        if soonest > self.now:
            self.now = soonest
        thread.clock = self.now
        thread.timer = 0
        self.steps += 1
        self.last = thread.index
        self.step_start = self.log.count
        self.fresh += thread.index, self.step_start

    def lose(self, thread, report):
        """A step that gives a thread up: it computes without end, and cannot be interrupted."""
        self.begin(thread)
        # Distinguishes this from a step of the thread.
        self.fresh[-2] = ~thread.index
        self.current = None
        thread.status, thread.report = events.LOST, report
        self.cut_off(thread)
        process = thread.process
        if thread is process.main and not process.is_over:
            process.end(self, -9)
        elif thread.handle is not None:
            for waiter in thread.handle.finish():
                self.rouse(waiter, False)
                self.tell_wake(waiter, self.ops['thread.end'], -1, self.log.count - 1)

    def begin_typing(self):
        """Begins a step that no thread takes: typed input."""
        self.steps += 1
        self.step_start = self.log.count
        self.fresh += TYPING, self.step_start

    def go_on(self):
        """Called by the current thread at a scheduling point: others may run first. Returns when it is chosen."""
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
        process = me.process
        if process.leftovers:
            process.leftovers.clear()
        if not self.steps & 255 and not self.is_collecting and me.replay is None and gc.get_count()[0] > self.most_new:
            self.collect(me)
        if me.raised is not None:
            error, me.raised = me.raised, None
            raise error
        if process.pending:
            self.handle_signals()

    def handle_signals(self):
        """Runs pending signal handlers, if the current thread is its process's main thread."""
        me = self.current
        process = me.process
        if process.pending and me is process.main and me.hidden == 0 and not self.is_closing:
            process.handle_signals(self)

    def collect(self, me):
        self.is_collecting = True
        me.hidden += 1
        new = gc.get_count()[0]
        try:
            self.outlived += max(0, new - gc.collect())
            self.most_new = max(GARBAGE, self.outlived // 4)
        finally:
            me.hidden -= 1
            self.is_collecting = False

    def abandon(self, me):
        """Gives up a stack that keeps catching Kill: it is never resumed."""
        me.state = ENDED
        self.current = None
        stacks.switch(stacks.root)

    def point(self, op, object=-1, other=-1, line=0, frame=None):
        """
        The current thread is about to do `op`: others may run first. Returns when it takes that step. `frame`: where to look for the
        line of the program, unless `line` gives it.
        """
        me = self.current
        if me.hidden or self.is_closing:
            return
        if me.replay is not None:
            me.replay.go_on(self, me)
            return
        me.line = line or self.line(frame) or me.line
        me.past.append((self.steps, 'computing', op, object, other, me.line, me.source))
        self.make_ready(me)
        self.go_on()

    def make_ready(self, thread):
        process = thread.process
        (process.held if process.is_stopped else self.ready).append(thread)

    def give_way(self):
        """Called by the current thread after it has stopped its own process."""
        me = self.current
        me.past.append((self.steps, 'blocked', -1, -1, -1, me.line, me.source, NEVER))
        self.make_ready(me)
        self.go_on()

    def wait(self, line, op, thing, other, limit=NEVER):
        """
        The current thread waits in `line`, a list of waiters, until it is woken (True) or `limit` is reached (False). `op`, `thing`
        (a lock or None) and `other` (the thread it waits for) describe the wait, unless a recorded call does so.
        """
        me = self.current
        if self.is_closing:
            self.check(me)
        call = me.call
        if me.replay is not None:
            if call is not None:
                call.waits_as(op, thing, other)
            return me.replay.wait(self, me, line)
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
        me.past.append((self.steps, 'blocked', op, object, other, me.line, me.source, limit))
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
        """Makes a waiting thread ready. `is_late`: its wait has timed out."""
        thread.state = READY
        thread.is_late = is_late
        if is_late and thread.waits is not None and thread in thread.waits:
            thread.waits.remove(thread)
        thread.waits = None
        if thread.replay is not None:
            return
        if is_late and thread.ordinal >= 0:
            thread.process.record.append(~thread.ordinal)
        _, op, object, other, line = thread.at
        thread.past.append((self.steps, 'late' if is_late else 'woken', op, object, other, line, thread.source))
        self.make_ready(thread)

    def wake(self, thread):
        """Wakes a thread; the wake event is emitted once its cause is known, see `tell_wakes`."""
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
        self.emit(events.WAKE, op, object, thread.lane, cause=cause)

    # Events.

    def emit(self, phase, op=-1, object=-1, other=-1, value=-1, text='', cause=-1):
        me = self.current
        if me is None:
            return self.log.add(phase, op, -1, object, other, value, text, cause, 0, self.now, 0)
        if me.hidden or me.replay is not None:
            return -1
        lane = me.index if me.task is None else me.task.index
        return self.log.add(phase, op, lane, object, other, value, text, cause, me.line, self.now, me.source)

    def last_event(self):
        """Index of the newest event, if the current thread emitted it, or -1."""
        me = self.current
        return self.log.count - 1 if me is not None and self.log.last_thread() == me.lane else -1

    def line(self, frame=None):
        """The program's line that the current thread is at, or 0. `frame`: the innermost that may be the program's."""
        sources = self.sources
        if frame is None:
            # Past this function and its caller, of the lab.
            frame = _frame(2)
        while frame is not None:
            source = sources.get(frame.f_code.co_filename)
            if source is not None:
                self.current.source = source
                return frame.f_lineno
            frame = back_of(frame)
        if self.current.is_library:
            self.current.line = 0
        return 0

    def frame(self):
        """The innermost frame of the program's own code."""
        sources = self.sources
        frame = _frame(1)
        while frame is not None and frame.f_code.co_filename not in sources:
            frame = back_of(frame)
        return frame

    def is_near(self, frame):
        """Whether `frame`, of the program, called the current function directly or through files that only pass a call on."""
        inner = _frame(1)
        while inner is not frame:
            name = inner.f_code.co_filename
            if not name.startswith(HERE) and not name.endswith(THIN):
                return False
            inner = back_of(inner)
        return True

    def start_alarm(self, alarm):
        """Starts a timer that sends its process SIGALRM: a scheduler thread outside of the process, marked as internal."""
        index = self.log.declare_thread(self.now, -1, 0, 0, 'clock', alarm.process.index, True, 'alarm', inner=True)
        thread = Thread(index, 0, True, alarm.process)
        self.threads.append(thread)
        thread.hidden = 1
        self.give_stack(thread, partial(self.run_alarm, alarm, thread))
        thread.state = READY
        thread.past.append((self.steps, 'computing', -1, -1, -1, 0, 0))
        self.ready.append(thread)

    def run_alarm(self, alarm, thread):
        process = alarm.process
        try:
            while process.alarm is alarm and not process.is_over:
                self.wait(None, self.ops['time.sleep'], None, -1, alarm.at)
                if process.alarm is not alarm or process.is_over:
                    break
                if alarm.interval:
                    alarm.at += 1000 * alarm.interval
                else:
                    process.alarm = None
                process.deliver(self, SIGALRM)
        except Kill:
            pass
        thread.state = ENDED
        if self.is_closing:
            self.current = None
            return stacks.root
        return self.decide()

    def is_told(self):
        """Whether an operation of the current thread is recorded as itself, not as part of a library call."""
        return self.current.call is None or self.is_direct()

    def is_direct(self):
        """Whether the program itself has called the current function."""
        frame = _frame(1)
        while frame is not None and frame.f_code.co_filename.startswith(HERE):
            frame = back_of(frame)
        # The small programs (programs.py) have only frames of the lab.
        return frame is not None and frame.f_code.co_filename in self.sources

    # Who can move, and why the others cannot.

    def standing(self, step):
        """The threads that can move after `step` steps, and why the others cannot."""
        if step >= self.steps:
            self.find()
        choices, obstacles = [], []
        for thread, entry in self.stood(step):
            _, status, op, object, other, line, source, *limit = entry
            if self.could_move(entry):
                after = 'late' if status == 'blocked' else status
                choices.append(
                    {'thread': thread.index, 'op': op, 'object': object, 'other': other, 'line': line, 'source': source, 'after': after}
                )
            else:
                ends = None if limit[0] == NEVER else limit[0]
                obstacles.append(
                    {'thread': thread.index, 'why': 'blocked', 'op': op, 'object': object, 'inTheWay': other, 'limit': ends, 'line': line}
                )
        return {'step': step, 'choices': choices, 'obstacles': obstacles}

    def movers_from(self, first):
        """The threads that could move, before each step from `first` on."""
        return [
            [thread.index for thread, entry in self.stood(step) if self.could_move(entry)]
            for step in range(first, self.steps)
        ]

    def stood(self, step):
        """The threads alive after `step` steps, each with its entry of `past` at that step."""
        for thread in self.threads:
            at = bisect_right(thread.past, step, key=lambda entry: entry[0])
            if at and thread.past[at - 1][1] != 'ended':
                yield thread, thread.past[at - 1]

    def could_move(self, entry):
        return entry[1] != 'blocked' or (not self.timed and entry[7] != NEVER)

    # Threads.

    def add_thread(self, index, daemon, process):
        """Adds a thread that has been declared and does not run yet."""
        self.threads.append(Thread(index, 0, daemon, process))

    def spawn(self, body, thread):
        """Makes `thread` run `body` from its first step on."""
        thread.state = READY
        if self.current is not None and self.current.process is thread.process:
            thread.blocked = self.current.blocked
        self.give_stack(thread, partial(self.live, body, thread))
        thread.process.take_in(thread)
        if thread.replay is None:
            thread.past.append((self.steps, 'computing', self.ops['thread.begin'], -1, -1, 0, 0))
            self.ready.append(thread)

    @staticmethod
    def give_stack(thread, job):
        """The thread gets a stack, for `job`, which returns the stack to switch to afterwards."""

        def whole_job():
            following = job()
            # From now on it is another thread's.
            thread.stack = None
            return following

        thread.stack = stacks.take()
        thread.stack.job = whole_job
        thread.stack.leftovers = thread.process.leftovers

    def live(self, body, thread):
        """Runs a thread from start to end, on its own stack. Returns the stack to switch to afterwards."""
        try:
            self.check(thread)
            self.emit(events.START, cause=thread.cause)
            thread.cause = -1
            body()
        except Kill:
            thread.status = events.KILLED
        except SystemExit:
            pass
        except BaseException as error:
            # An exception in the lab's own code: it must not end the whole run.
            thread.status = events.RAISED
            thread.report = ''.join(traceback.format_exception(error))
        if not self.is_closing:
            # Destructors of thread-local attributes still run on this thread.
            run.forget_locals(thread)
        return self.finish(thread)

    def finish(self, thread):
        if self.is_closing:
            thread.state = ENDED
            self.current = None
            return stacks.root
        if thread.replay is not None:
            self.let_go(thread)
            return thread.replay.next(self)
        if thread is thread.process.main and not thread.process.is_over:
            # The process was forked by a thread other than the main one, which has returned; or the lab's code has failed.
            thread.process.end(self, 0 if thread.status == events.RETURNED else 1)
        elif thread.state != ENDED:
            self.tell_end(thread)
        return self.decide()

    def tell_end(self, thread):
        thread.call = None
        end = self.emit(events.END, -1, -1, -1, thread.status, thread.report)
        thread.past.append((self.steps, 'ended', -1, -1, -1, 0, 0))
        self.let_go(thread, end)

    def let_go(self, thread, end=-1):
        """The thread has ended: wakes the threads that join it."""
        thread.state = ENDED
        run.forget_locals(thread)
        if thread.handle is not None:
            for waiter in thread.handle.finish():
                self.rouse(waiter, False)
                self.tell_wake(waiter, self.ops['thread.end'], -1, end)

    def cut_off(self, thread):
        """Stops a thread whose process has ended: it takes no further step. Its stack is unwound when the run is closed."""
        if thread.state in (ENDED, CUT_OFF) or thread.stack is None:
            return
        if thread in self.ready:
            self.ready.remove(thread)
        if thread.waits is not None and thread in thread.waits:
            thread.waits.remove(thread)
        thread.timer = 0
        thread.waits = None
        thread.state = CUT_OFF
        thread.call = None
        status = events.KILLED if thread is not self.current or thread.status != events.RETURNED else events.RETURNED
        if thread.status == events.LOST:
            status = events.LOST
        self.log.add(events.END, -1, thread.index, -1, -1, status, thread.report, -1, thread.line, self.now, thread.source)
        thread.past.append((self.steps, 'ended', -1, -1, -1, 0, 0))

    def vanish(self):
        """The current thread has been cut off by its own action: switches away for good."""
        me = self.current
        stacks.switch(self.decide())
        self.check(me)

    def close(self):
        """Ends the run, called on the root's stack: every other stack is unwound."""
        self.is_closing = True
        for process in self.processes:
            for thread in process.threads:
                self.unwind(thread)
        # Alarms are no threads of their process.
        for thread in self.threads:
            self.unwind(thread)
        self.current = None
        for thread in self.threads:
            thread.handle = thread.call = thread.tracer = None
        for process in self.processes:
            process.let_go()

    def unwind(self, thread):
        stack = thread.stack
        if stack is None:
            return
        if stack.job is not None:
            thread.stack = None
            stacks.give_back(stack)
            return
        if thread.process is not self.process:
            self.enter(thread.process)
        thread.replay = None
        self.current = thread
        stacks.switch(stack)
