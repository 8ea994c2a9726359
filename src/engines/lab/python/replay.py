"""Going over again what a process has done: how a forked child comes to have its parent's memory.

A stack of Python cannot be copied. But what a process does follows from the order in which its threads take their steps
and from what it is answered from outside: by the clock, by other processes, by the reader. Both are kept
(`Process.record`). A child runs the program from its start, with modules of its own, along its parent's record: nothing
that it does then is seen, and at the end the thread that forked stands where its parent's stood.

A record has three kinds of entry: an ordinal says that this thread took a step; `~ordinal`, that it gave up waiting; a
tuple (ordinal, what was asked, answer), that it was told something, that a signal
came (SIGNAL), or what it found in shared memory (MEMORY).
"""

from . import run, stacks
from .threads import BLOCKED, CUT_OFF, ENDED, READY


SIGNAL = 'signal'
MEMORY = 'memory'


class Diverged(RuntimeError):
    """The second run asked something else than the first."""


def answered(name, is_keyed=False):
    """
    For a function whose result depends on what is outside of its process, and which has effects there: in a replay it is
    not called, but what it gave (or raised) then is given again. `is_keyed`: to who asks with the same first argument.
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
    """`process` goes along `entries`; `by`: the thread whose fork has made it."""

    def __init__(self, process, entries, by):
        self.process = process
        self.entries = entries
        self.at = 0
        self.by = by
        # Answers that were given before their turn.
        self.used = set()
        self.failure = None

    def run(self, world):
        """Called by the thread that forks: comes back when the child is at the same point, or raises."""
        stack = self.next(world)
        if stack is not self.by.stack:
            stacks.switch(stack)
        world.current = self.by
        if self.failure is not None:
            raise self.failure

    def next(self, world):
        """The stack that goes on: that of the thread that took the next step, or the parent's at the end."""
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
        """`me` has come to a point."""
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
        """What `me` was told when it asked this. At the end of the record: comes back in the world, as the child's thread."""
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
                    # A set may have been gone through in another order.
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
