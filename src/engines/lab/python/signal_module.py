"""Functions of `signal`, on the lab's world."""

import _signal
import signal

from . import os_module, process_groups, processes, run
from .error_numbers import fail
from .events import DONE
from .own import as_own
from .replay import answered
from .threads import CUT_OFF, ENDED, NEVER

SIG_DFL, SIG_IGN = processes.SIG_DFL, processes.SIG_IGN
_NUMBERS = range(1, 65)
_UNCATCHABLE = frozenset((processes.SIGKILL, processes.SIGSTOP))


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


@answered('is open')
def _is_open(number):
    return number in run.world.current.process.descriptors


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    me = run.world.current
    if not me.hidden and me is not me.process.main:
        raise ValueError('set_wakeup_fd only works in main thread of the main interpreter')
    if fd >= 0 and not _is_open(fd):
        raise ValueError('invalid fd')
    before, me.process.wakeup = me.process.wakeup, fd if fd >= 0 else -1
    return before


def _numbers(signals):
    numbers = frozenset(int(number) for number in signals)
    for number in numbers:
        if number not in _NUMBERS:
            raise ValueError(f'signal number {number} out of range [1; 64]')
    return numbers


def pthread_sigmask(how, mask, /):
    me = run.world.current
    numbers, before = _numbers(mask), me.blocked
    if how == _signal.SIG_BLOCK:
        me.blocked = before | numbers
    elif how == _signal.SIG_UNBLOCK:
        me.blocked = before - numbers
    elif how == _signal.SIG_SETMASK:
        me.blocked = numbers
    else:
        fail('EINVAL')
    me.blocked -= _UNCATCHABLE
    if before - me.blocked and me.replay is None:
        me.process.let_come(run.world)
    run.world.handle_signals()
    return set(before)


def _members(numbers):
    return {signal.Signals(number) if number in _named else number for number in numbers}


_named = frozenset(signal.Signals)


@answered('sigpending')
def _held_back():
    return tuple(run.world.current.process.held_back)


def sigpending():
    return _members(_held_back())


@answered('sigwait')
def _wait_for(numbers, seconds):
    """Takes one of these signals that has been held back; None after `seconds`."""
    world = run.world
    process = world.current.process
    op = world.ops['signal.pause']
    if world.is_told():
        world.point(op)
    limit = NEVER if seconds is None else world.now + 1000 * seconds
    while not (there := process.held_back & numbers):
        if not world.wait(process.sigwaiters, op, None, -1, limit):
            return None
    signum = min(there)
    process.held_back.discard(signum)
    return signum


def sigwait(sigset, /):
    return next(iter(_members([_wait_for(_numbers(sigset), None)])))


class struct_siginfo:
    """Only the number of the signal is known."""

    si_code = si_errno = si_pid = si_uid = si_status = si_band = 0

    def __init__(self, signum):
        self.si_signo = signum

    def __repr__(self):
        names = ('si_signo', 'si_code', 'si_errno', 'si_pid', 'si_uid', 'si_status', 'si_band')
        return f'signal.struct_siginfo({", ".join(f"{name}={getattr(self, name)}" for name in names)})'


def sigwaitinfo(sigset, /):
    return struct_siginfo(_wait_for(_numbers(sigset), None))


def sigtimedwait(sigset, timeout, /):
    if timeout < 0:
        raise ValueError('timeout must be non-negative')
    signum = _wait_for(_numbers(sigset), timeout)
    return None if signum is None else struct_siginfo(signum)


def pthread_kill(thread_id, signum, /):
    """Any thread of the process may be named: Python runs handlers in the main thread."""
    process = run.world.current.process
    if not any(thread.ident == thread_id and thread.state not in (ENDED, CUT_OFF) for thread in process.threads):
        fail('ESRCH')
    os_module.kill(os_module.getpid(), signum)


def prepare():
    mine = dict(
        getsignal=getsignal, raise_signal=raise_signal, pause=pause, alarm=alarm, setitimer=setitimer, getitimer=getitimer,
        default_int_handler=default_int_handler, set_wakeup_fd=set_wakeup_fd, siginterrupt=lambda *_: None,
        pthread_sigmask=pthread_sigmask, sigpending=sigpending, sigwait=sigwait, sigwaitinfo=sigwaitinfo, sigtimedwait=sigtimedwait,
        pthread_kill=pthread_kill, pidfd_send_signal=process_groups.pidfd_send_signal,
    )
    for name, function in as_own('_signal', **mine).items():
        setattr(_signal, name, function)
        # signal.py wraps these two functions; its wrappers call the lab's.
        if name not in ('getsignal', 'pthread_sigmask'):
            setattr(signal, name, function)
    _signal.signal = _signal_signal
    signal.SIGCLD = signal.SIGCHLD
