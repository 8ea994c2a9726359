"""Replay of a process: how a forked child gets a copy of its parent's memory.

A stack of Python cannot be copied. But what a process does is determined by the order in which its threads take their
steps and by its answers from outside: from the clock, other processes, the reader. Both are recorded (`Process.record`).
A child runs the program from its start, with modules of its own, along its parent's record: the replay leaves no events,
and at its end the thread that forked is at the same point as its parent's.

A record has three kinds of entry. An ordinal: this thread took a step. `~ordinal`: its wait timed out. A tuple (ordinal,
question, answer): this thread got the answer from outside, or a signal came (SIGNAL), or the process found these bytes in
shared memory (MEMORY).
"""

from . import run, stacks
from .threads import BLOCKED, CUT_OFF, ENDED, READY


SIGNAL = 'signal'
MEMORY = 'memory'


class Diverged(RuntimeError):
    """The replay asked a question other than the recorded one."""


def answered(name, is_keyed=False):
    """
    Decorator of a function that depends on, or changes, something outside of its process. A replay does not call it, but
    returns (or raises) the recorded result. `is_keyed`: the answer belongs to calls with the same first argument.
    """

    def wrap(function):
        def ask(*args, **kwargs):
            me = run.world.current
            if me is None or run.world.is_collecting or run.world.is_closing:
                return function(*args, **kwargs)
            what = (name, args[0]) if is_keyed else name
            if me.replay is not None:
                return me.replay.answer(run.world, me, what)
            try:
                value = function(*args, **kwargs)
            except Exception as error:
                me.process.record.append((me.ordinal, what, error.with_traceback(None)))
                raise
            me.process.record.append((me.ordinal, what, value))
            return value

        ask.__name__ = ask.__qualname__ = function.__name__
        ask.__doc__ = function.__doc__
        return ask

    return wrap


class Replay:
    """Replays `entries` in `process`; `by`: the thread that called fork."""

    def __init__(self, process, entries, by):
        self.process = process
        self.entries = entries
        self.at = 0
        self.by = by
        # Positions of entries that were used out of order.
        self.used = set()
        self.failure = None

    def run(self, world):
        """Called by the forking thread: returns when the child is at the same point, or raises."""
        stack = self.next(world)
        if stack is not self.by.stack:
            stacks.switch(stack)
        world.current = self.by
        if self.failure is not None:
            raise self.failure

    def next(self, world):
        """The stack to switch to: of the thread that took the next recorded step, or of the parent at the end of the record."""
        entries, threads = self.entries, self.process.threads
        while self.at < len(entries):
            entry = entries[self.at]
            if type(entry) is tuple:
                if self.at in self.used:
                    self.at += 1
                elif entry[1] == SIGNAL:
                    self.at += 1
                    self.process.notify(world, entry[2])
                elif entry[1] == MEMORY:
                    self.at += 1
                    self.process.find_in_memory(*entry[2])
                else:
                    return self.resume(world, threads[entry[0]])
                continue
            self.at += 1
            if entry < 0:
                if not threads[~entry].is_asking:
                    world.rouse(threads[~entry], True)
            elif not threads[entry].is_asking or (self.process.pending and threads[entry] is self.process.main):
                return self.resume(world, threads[entry])
        return self.back(world)

    def resume(self, world, thread):
        world.current = thread
        if thread.state in (ENDED, CUT_OFF):
            return self.fail(world, 'a thread that has ended took a step')
        thread.state = READY
        return thread.stack

    def back(self, world):
        world.current = self.by
        if self.process is not self.by.process:
            world.enter(self.by.process)
        return self.by.stack

    def fail(self, world, why):
        self.failure = Diverged(f'fork: the copy of the process went another way: {why}')
        return self.back(world)

    def go_on(self, world, me):
        """Called by `me` at a scheduling point."""
        stack = self.next(world)
        if stack is not me.stack:
            stacks.switch(stack)
        world.check(me)

    def search(self, me, name):
        for at in range(self.at + 1, len(self.entries)):
            entry = self.entries[at]
            if type(entry) is tuple and entry[0] == me.ordinal and entry[1] == name and at not in self.used:
                self.used.add(at)
                return entry
        return None

    def wait(self, world, me, line):
        me.state = BLOCKED
        me.is_late = False
        me.waits = line
        if line is not None:
            line.append(me)
        self.go_on(world, me)
        return not me.is_late

    def answer(self, world, me, name):
        """Recorded answer to `me`'s question. At the end of the record: returns outside of the replay, as the child's thread."""
        me.is_asking = True
        while self.at < len(self.entries):
            entry = self.entries[self.at]
            if self.at in self.used:
                self.at += 1
                continue
            if type(entry) is tuple and entry[0] == me.ordinal and entry[1] != SIGNAL:
                if entry[1] == name:
                    self.at += 1
                else:
                    # A set may have been iterated in another order.
                    entry = self.search(me, name)
                    if entry is None:
                        stacks.switch(self.fail(world, f'it asks for {name}, and was told of {self.entries[self.at][1]}'))
                        break
                me.is_asking = False
                if isinstance(entry[2], BaseException):
                    raise entry[2]
                return entry[2]
            stack = self.next(world)
            if stack is not me.stack:
                stacks.switch(stack)
                world.check(me)
                if me.replay is None:
                    break
        else:
            stacks.switch(self.back(world))
            world.check(me)
        me.is_asking = False
        return None
