"""A requested number of steps, and the condition at which it ends early."""

from .events import EVENT_OBJECT, EVENT_THREAD
from .threads import ENDED, NEVER


class Stretch:
    """`until`: see host/protocol.ts."""

    __slots__ = ('left', 'forced', 'only', 'until', 'by', 'report', 'tries')

    def __init__(self, most, forced=None, until=None, report=None, tries=None):
        # With `forced`: that thread is given up as lost, for this reason.
        self.report = report
        # Callback with each thread that is about to take a step.
        self.tries = tries
        self.left = most
        self.forced = forced
        self.only = until['thread'] if until and until['kind'] == 'line' else None
        self.until = until
        self.by = until['time'] if until and until['kind'] == 'time' else NEVER

    def is_met(self, world):
        """Whether the step that has just ended meets the condition."""
        until = self.until
        kind = until['kind']
        if kind == 'line':
            thread = world.threads[until['thread']]
            return thread.state == ENDED or _arrived(world, thread) is not None
        if kind == 'time':
            return False
        if kind == 'breakpoints' and until['lines'] and world.last >= 0:
            thread = world.threads[world.last]
            line = _arrived(world, thread)
            if any(one['line'] == line and one['source'] == thread.source for one in until['lines']):
                return True
        log, first = world.log, world.step_start
        if kind == 'thread':
            return until['thread'] in log.column(EVENT_THREAD, first)
        wanted = [until['object']] if kind == 'object' else until['objects']
        return any(thing in wanted for thing in log.column(EVENT_OBJECT, first))


def _arrived(world, thread):
    """The line that the thread's last step reached: a different line, or the first op of the same line again; else None."""
    past = thread.past
    if thread.state == ENDED or not past or past[-1][0] != world.steps or past[-1][1] != 'computing':
        return None
    here = past[-1]
    for before in reversed(past[:-1]):
        if before[1] == 'computing':
            return here[5] if before[5:7] != here[5:7] or before[2:4] == here[2:4] else None
    return here[5]
