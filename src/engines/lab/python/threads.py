"""A thread of the program, as the scheduler sees it."""

from . import events

NEW, READY, BLOCKED, ENDED, CUT_OFF = range(5)
NEVER = float('inf')


class Thread:
    """A thread of the program. `limit`: program time in ms at which it gives up waiting."""

    __slots__ = (
        'index', 'ident', 'stack', 'state', 'limit', 'timer', 'is_late', 'line', 'call', 'cause', 'waits', 'clock',
        'past', 'at', 'daemon', 'handle', 'locals', 'status', 'report', 'raised', 'kills', 'hidden', 'jumps', 'written', 'source',
        'process', 'ordinal', 'replay', 'is_asking', 'sent', 'task', 'looked', 'tracer',
    )

    def __init__(self, index, ident, daemon, process):
        self.index = index
        self.process = process
        # Which of its process's threads it is, in the order in which they were started.
        self.ordinal = -1
        # Set while it only goes over what its process's parent did, see replay.py.
        self.replay = None
        # In a replay: it waits for what the recorded run was answered.
        self.is_asking = False
        # The event of the write whose bytes it has just read.
        self.sent = -1
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
        # What finds each `_local` that has attributes of this thread, by its id.
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
        # The task of asyncio whose turn it is on this thread, see asyncio_calls.py.
        self.task = None
        # How many events there were when it last only looked: see select_module.py.
        self.looked = -1
        # Its trace function, see tracing.py.
        self.tracer = None

    @property
    def lane(self):
        """The lane that what it does now belongs to."""
        return self.index if self.task is None else self.task.index
