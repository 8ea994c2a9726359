"""Functions of `signal`, on the lab's world."""

import _signal
import signal

from . import os_module, processes, run
from .error_numbers import fail
from .events import DONE
from .own import as_own
from .replay import answered
from .threads import NEVER, Thread

SIG_DFL, SIG_IGN = processes.SIG_DFL, processes.SIG_IGN
_NUMBERS = range(1, 65)
_UNCATCHABLE = (processes.SIGKILL, processes.SIGSTOP)


def _signal_signal(signum, handler):
    world = run.world
    me = world.current
    if not me.hidden and me is not me.process.main:
        raise ValueError('signal only works in main thread of the main interpreter')
    if signum not in _NUMBERS:
        raise ValueError('signal number out of range')
    if not callable(handler) and handler not in (SIG_DFL, SIG_IGN):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if signum in _UNCATCHABLE:
        fail('EINVAL')
    if world.is_near(world.frame()) and not me.hidden:
        op = world.ops['signal.signal']
        world.point(op)
        world.emit(DONE, op, value=int(signum))
    handlers = me.process.handlers
    before = handlers.get(signum, SIG_DFL)
    handlers[signum] = handler if callable(handler) else int(handler)
    return before


def getsignal(signum):
    if signum not in _NUMBERS:
        raise ValueError('signal number out of range')
    return run.world.current.process.handlers.get(signum, SIG_DFL)


def raise_signal(signum, /):
    os_module.kill(os_module.getpid(), signum)


@answered('pause')
def pause():
    """Waits until a handler has run."""
    world = run.world
    op = world.ops['signal.pause']
    if world.is_told():
        world.point(op)
    world.wait(None, op, None, -1)


class Alarm:
    """Timer of a process (alarm, setitimer). It is no thread of the process, but takes a step when it expires."""

    def __init__(self, process, at, interval):
        self.process = process
        self.at = at
        self.interval = interval


@answered('alarm')
def _set_alarm(seconds, interval):
    """Returns the remaining time and the interval of the previous timer."""
    world = run.world
    process = world.current.process
    before, left = process.alarm, (0.0, 0.0)
    if before is not None:
        left = max(0.0, (before.at - world.now) / 1000), before.interval
    process.alarm = None
    if seconds > 0:
        process.alarm = Alarm(process, world.now + 1000 * seconds, interval)
        world.start_alarm(process.alarm)
    return left


def alarm(seconds, /):
    return round(_set_alarm(int(seconds), 0.0)[0])


def setitimer(which, seconds, interval=0.0, /):
    if which != 0:
        fail('EINVAL')
    return _set_alarm(float(seconds), float(interval))


@answered('getitimer')
def getitimer(which, /):
    world = run.world
    clock = world.current.process.alarm
    return (0.0, 0.0) if clock is None else (max(0.0, (clock.at - world.now) / 1000), clock.interval)


def default_int_handler(signum, frame, /):
    raise KeyboardInterrupt


def pthread_sigmask(how, mask):
    return set()


def prepare():
    mine = dict(
        getsignal=getsignal, raise_signal=raise_signal, pause=pause, alarm=alarm, setitimer=setitimer, getitimer=getitimer,
        default_int_handler=default_int_handler, set_wakeup_fd=lambda fd, **_: -1, siginterrupt=lambda *_: None,
        pthread_sigmask=pthread_sigmask,
    )
    for name, function in as_own('_signal', **mine).items():
        setattr(_signal, name, function)
        # signal.py wraps these two functions; its wrappers call the lab's.
        if name not in ('getsignal', 'pthread_sigmask'):
            setattr(signal, name, function)
    _signal.signal = _signal_signal
