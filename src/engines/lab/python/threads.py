"""A thread of the program, as the scheduler has it."""

from . import events

NEW, READY, BLOCKED, ENDED, CUT_OFF = range(5)
NEVER = float('inf')


class Thread:
    """A thread of the program. `limit`: program time in ms at which its wait times out."""

    __slots__ = (
        'index', 'ident', 'stack', 'state', 'limit', 'timer', 'is_late', 'line', 'call', 'cause', 'waits', 'clock',
        'past', 'at', 'daemon', 'handle', 'locals', 'status', 'report', 'raised', 'kills', 'hidden', 'jumps', 'written', 'source',
        'process', 'ordinal', 'replay', 'is_asking', 'sent', 'task', 'looked', 'tracer', 'is_library', 'blocked',
        'condition', 'due',
    )

    def __init__(self, index, ident, daemon, process):
        self.index = index
        self.process = process
        # Number of the thread in its process, in order of start.
        self.ordinal = -1
        # Set while it replays its parent's record, see replay.py.
        self.replay = None
        # In a replay: waits for a recorded answer.
        self.is_asking = False
        # Event of the write whose bytes it has read last.
        self.sent = -1
        self.ident = ident
        self.stack = None
        self.state = NEW
        self.limit = NEVER
        self.timer = 0
        self.is_late = False
        self.line = 0
        # Call of the library in progress, see watch.py.
        self.call = None
        # Event that woke it.
        self.cause = -1
        # List of waiters that it is in.
        self.waits = None
        # Program time of its last step.
        self.clock = 0.0
        # History of states, each with the step after which it began.
        self.past = []
        self.at = None
        self.daemon = daemon
        self.handle = None
        # Weak references to the `_local` objects that have attributes of this thread, by id.
        self.locals = {}
        self.status = events.RETURNED
        self.report = ''
        # Exception to raise at its next point.
        self.raised = None
        self.kills = 0
        # Above 0: leaves no events and stops at no points (internal code of the library).
        self.hidden = 0
        self.jumps = 0
        # Exception that its next instruction raises, see watch.py: with the code and its events before that.
        self.due = None
        # Name of the condition that it is making, whose lock is made.
        self.condition = None
        self.source = 0
        # Variable that it has just written, not recorded yet: see instructions.py.
        self.written = None
        # asyncio task that runs on this thread, see asyncio_calls.py.
        self.task = None
        # Number of events at its last poll: see select_module.py.
        self.looked = -1
        # Its function is the library's: between the program's callbacks it is on none of the program's lines.
        self.is_library = False
        # Trace function, see tracing.py.
        self.tracer = None
        # Numbers of the signals that it blocks (pthread_sigmask).
        self.blocked = frozenset()

    @property
    def lane(self):
        """Index of the lane that its present actions belong to."""
        return self.index if self.task is None else self.task.index
