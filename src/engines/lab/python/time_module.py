"""The module `time`, by the world's clock."""

import time as _real
import types

from . import run
from .events import DONE
from .replay import answered

# What time.time() is at the beginning of every run: 2024-01-01 00:00:00 UTC.
EPOCH = 1_704_067_200.0


def make():
    module = types.ModuleType('time')
    module.__dict__.update({name: value for name, value in _real.__dict__.items() if name != '__spec__'})

    def sleep(seconds):
        world = run.world
        if not hasattr(seconds, '__index__') and not isinstance(seconds, float):
            if not hasattr(seconds, '__float__'):
                raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
            seconds = float(seconds)
        if seconds < 0:
            raise ValueError('sleep length must be non-negative')
        op = world.ops['time.sleep']
        world.point(op)
        limit = world.now + 1000 * seconds
        # A signal's handler may run in the middle of it.
        while world.wait(None, op, None, -1, limit):
            pass
        world.current.is_late = False
        world.emit(DONE, op)

    @answered('time')
    def now():
        """Seconds. Each look costs a little, so that a loop that only looks at the clock comes to an end."""
        world = run.world
        if not world.current.hidden:
            world.now += world.cost
        return world.now / 1000

    module.sleep = sleep
    module.monotonic = module.perf_counter = now
    module.monotonic_ns = module.perf_counter_ns = lambda: round(now() * 1e9)
    module.time = lambda: EPOCH + now()
    module.time_ns = lambda: round((EPOCH + now()) * 1e9)
    module.process_time = module.thread_time = now
    module.process_time_ns = module.thread_time_ns = lambda: round(now() * 1e9)
    for name in ('localtime', 'gmtime', 'ctime', 'strftime'):
        setattr(module, name, _with_now(module, getattr(_real, name), name))
    return module


def _with_now(module, function, name):
    """A function that takes the present where it is given no time."""
    seconds_at = 0 if name != 'strftime' else 1

    def wrapper(*args):
        if len(args) <= seconds_at:
            present = EPOCH + module.monotonic()
            args += (_real.localtime(present) if name == 'strftime' else present,)
        return function(*args)

    wrapper.__name__ = name
    return wrapper
