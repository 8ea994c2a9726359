"""The module `time`, on the world's clock."""

import time as _real
import types

from . import run
from .events import DONE
from .own import as_own
from .replay import answered

# time.time() at the beginning of every run: 2024-01-01 00:00:00 UTC.
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
        # A signal handler may run during the sleep.
        while world.wait(None, op, None, -1, limit):
            pass
        world.current.is_late = False
        world.emit(DONE, op)

    @answered('time')
    def now():
        """Seconds. Each call advances the clock a little, so that a loop that only polls the clock ends."""
        world = run.world
        if not world.current.hidden:
            world.now += world.cost
        return world.now / 1000

    def now_ns():
        return round(now() * 1e9)

    def wall():
        return EPOCH + now()

    def wall_ns():
        return round((EPOCH + now()) * 1e9)

    clocks = {name: now for name in ('monotonic', 'perf_counter', 'process_time', 'thread_time')}
    clocks.update({f'{name}_ns': now_ns for name in clocks})
    for name, function in {'sleep': sleep, 'time': wall, 'time_ns': wall_ns, **clocks}.items():
        # Each name gets a function of its own, with that name.
        module.__dict__.update(as_own('time', **{name: _copy(function)}))
    for name, function in {'localtime': _real.gmtime, 'gmtime': _real.gmtime, 'ctime': _ctime, 'strftime': _real.strftime}.items():
        module.__dict__.update(as_own('time', **{name: _with_now(module, function, name)}))
    module.__dict__.update(_UTC, **as_own('time', mktime=_mktime))
    return module


# The machine is in this zone, wherever its reader is: a run is the same everywhere.
_UTC = {'timezone': 0, 'altzone': 0, 'daylight': 0, 'tzname': ('UTC', 'UTC')}


def _ctime(seconds):
    return _real.asctime(_real.gmtime(seconds))


def _mktime(parts):
    # For its exceptions.
    _real.mktime(parts)
    year, month, day, hour, minute, second = parts[:6]
    year, month = divmod(12 * year + month - 1, 12)
    # Years begin with March, so that a leap day is the last of its year.
    year, month = (year, month - 2) if month >= 2 else (year - 1, month + 10)
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1 - 719468
    return float(86400 * days + 3600 * hour + 60 * minute + second)


def _copy(function):
    def call(*args):
        return function(*args)

    return call


def _with_now(module, function, name):
    """Wraps a function so that it uses the world's time where it is given none."""
    seconds_at = 0 if name != 'strftime' else 1

    def wrapper(*args):
        if len(args) <= seconds_at or args == (None,):
            present = EPOCH + module.monotonic()
            args = args[:seconds_at] + (_real.gmtime(present) if name == 'strftime' else present,)
        return function(*args)

    return wrapper
