"""`os` on process groups and sessions, on the identity of the user, on priorities, and more ways to wait for a child."""

import os
import posix
from importlib import import_module

from . import descriptors, os_module, processes, run
from .descriptors import REAL, End, add
from .error_numbers import fail
from .own import as_own
from .replay import answered

# The user of a usual machine.
USER = 1000
P_PIDFD = 3
SCHED_OTHER, SCHED_FIFO, SCHED_RR, SCHED_BATCH, SCHED_IDLE = 0, 1, 2, 3, 5
# Range of priorities of each policy of scheduling.
_PRIORITIES = {SCHED_OTHER: (0, 0), SCHED_FIFO: (1, 99), SCHED_RR: (1, 99), SCHED_BATCH: (0, 0), SCHED_IDLE: (0, 0)}
_CLD_EXITED, _CLD_KILLED, _CLD_STOPPED, _CLD_CONTINUED = 1, 2, 5, 6


def _of_pid(pid):
    """A process; 0: the current one."""
    world = run.world
    process = processes.by_pid(world, pid) if pid else world.current.process
    return fail('ESRCH') if process is None else process


# Groups and sessions.


@answered('getpgid')
def getpgid(pid):
    """Call the system call getpgid(), and return the result."""
    return _of_pid(pid).group


def getpgrp():
    """Return the current process group id."""
    return getpgid(0)


@answered('getsid')
def getsid(pid, /):
    """Call the system call getsid(pid) and return the result."""
    return _of_pid(pid).session


@answered('setpgid')
def setpgid(pid, pgrp, /):
    """Call the system call setpgid(pid, pgrp)."""
    me = run.world.current.process
    process = _of_pid(pid)
    if process is not me and process.parent is not me:
        fail('ESRCH')
    if process is not me and process.is_replaced:
        fail('EACCES')
    wanted = pgrp or process.pid
    is_there = wanted == process.pid or any(one.session == me.session for one in processes.in_group(run.world, wanted))
    if process.session == process.pid or process.session != me.session or not is_there:
        fail('EPERM')
    process.group = wanted


def setpgrp():
    """Make the current process the leader of its process group."""
    setpgid(0, 0)


@answered('setsid')
def setsid():
    """Call the system call setsid()."""
    process = run.world.current.process
    if process.group == process.pid:
        fail('EPERM')
    process.session = process.group = process.pid


def killpg(pgid, signal, /):
    """Kill a process group with a signal."""
    if pgid < 0:
        fail('EINVAL')
    os_module.kill(-pgid, signal)


# Ways to wait for a child.


def wait3(options):
    """Wait for completion of a child process. Returns a tuple of information about the child process: (pid, status, rusage)"""
    return wait4(-1, options)


def wait4(pid, options):
    """Wait for completion of a specific child process. Returns a tuple of information: (pid, status, rusage)"""
    found, status = os_module.waitpid(pid, options)
    return found, status, import_module('resource').getrusage(-1)


def waitid(idtype, id, options, /):
    """Returns the result of waiting for a process or processes."""
    told = _wait_for(idtype, id, options)
    return None if told is None else os.waitid_result(told)


@answered('waitid')
def _wait_for(kind, number, options):
    world = run.world
    process = world.current.process
    if not options & (os.WEXITED | os.WSTOPPED | os.WCONTINUED):
        fail('EINVAL')

    def called():
        children = processes.children_of(world, process)
        if kind == os.P_ALL:
            return children
        if kind == os.P_PGID:
            return [child for child in children if child.group == (number or process.group)]
        if kind == P_PIDFD:
            return [child for child in children if child is _end_of(number).process]
        return [child for child in children if child.pid == number]

    found = processes.find_child(world, called, options, bool(options & os.WEXITED), bool(options & os.WNOWAIT))
    if found is None:
        return None
    child, status = found
    code = child.code
    if not child.is_over:
        how, value = (_CLD_STOPPED, processes.SIGSTOP) if status != 0xFFFF else (_CLD_CONTINUED, processes.SIGCONT)
    else:
        how, value = (_CLD_KILLED, -code) if code < 0 else (_CLD_EXITED, code)
    return child.pid, USER, processes.SIGCHLD, value, how


class _Pidfd(End):
    """A descriptor that refers to a process. It can be read, in the sense of `select`, once the process has ended."""

    def __init__(self, process):
        super().__init__()
        self.process = process

    def is_readable(self):
        return self.process.is_over

    def is_writable(self):
        return False

    def lines(self):
        return [self.process.waiters]


def _end_of(number):
    end = descriptors.of_number(number).end
    return end if isinstance(end, _Pidfd) else fail('EBADF')


@answered('pidfd_open')
def pidfd_open(pid, flags=0):
    """Return a file descriptor referring to the process *pid*."""
    if pid <= 0:
        fail('EINVAL')
    return add(_Pidfd(_of_pid(pid)))


@answered('pidfd_pid')
def _pid_of(number):
    return _end_of(number).process.pid


def pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /):
    """Send a signal to a process referred to by a pid file descriptor."""
    os_module.kill(_pid_of(pidfd), signalnum)


# The user, and priorities.


def _set_id(*ids):
    """A usual user may only become what it is."""
    if any(one not in (-1, USER) for one in ids):
        fail('EPERM')


@answered('getpriority')
def getpriority(which, who):
    """Return program scheduling priority."""
    return _of_pid(who if which == os.PRIO_PROCESS else 0).niceness


@answered('setpriority')
def setpriority(which, who, priority):
    """Set program scheduling priority."""
    process = _of_pid(who if which == os.PRIO_PROCESS else 0)
    if priority < process.niceness:
        fail('EACCES')
    process.niceness = min(19, priority)


@answered('nice')
def nice(increment, /):
    """Add increment to the priority of process and return the new priority."""
    process = run.world.current.process
    if increment < 0:
        fail('EPERM')
    process.niceness = min(19, process.niceness + increment)
    return process.niceness


def sched_getaffinity(pid, /):
    """Return the affinity of the process identified by pid (or the current process if zero)."""
    return set(_cpus_of(pid))


@answered('affinity')
def _cpus_of(pid):
    return sorted(_of_pid(pid).cpus)


@answered('setaffinity')
def sched_setaffinity(pid, mask, /):
    """Set the CPU affinity of the process identified by pid to mask."""
    cpus = frozenset(mask) & frozenset(range(os_module.CPUS))
    if not cpus:
        fail('EINVAL')
    _of_pid(pid).cpus = cpus


def sched_getscheduler(pid, /):
    """Get the scheduling policy for the process identified by pid."""
    getpgid(pid)
    return SCHED_OTHER


def sched_get_priority_min(policy):
    """Get the minimum scheduling priority for policy."""
    return _PRIORITIES[policy][0] if policy in _PRIORITIES else fail('EINVAL')


def sched_get_priority_max(policy):
    """Get the maximum scheduling priority for policy."""
    return _PRIORITIES[policy][1] if policy in _PRIORITIES else fail('EINVAL')


def uname():
    """Return an object identifying the current operating system."""
    return os.uname_result(('Linux', 'weft', '6.1.0', '#1 SMP', 'x86_64'))


def get_terminal_size(fd=1, /):
    """Return the size of the terminal window as (columns, lines)."""
    if not os.isatty(fd):
        fail('ENOTTY')
    return os.terminal_size((80, 24))


def ttyname(fd, /):
    """Return the name of the terminal device connected to 'fd'."""
    return '/dev/pts/0' if os.isatty(fd) else fail('ENOTTY')


_real_sysconf = posix.sysconf
_CONFIGURED = {
    'SC_PAGE_SIZE': 4096, 'SC_PAGESIZE': 4096, 'SC_NPROCESSORS_ONLN': os_module.CPUS, 'SC_NPROCESSORS_CONF': os_module.CPUS, 'SC_OPEN_MAX': REAL,
    'SC_CLK_TCK': 100,
}


def sysconf(name, /):
    """Return an integer-valued system configuration variable."""
    return _CONFIGURED[name] if name in _CONFIGURED else _real_sysconf(name)


def prepare():
    own = dict(
        getpgid=getpgid, getpgrp=getpgrp, getsid=getsid, setpgid=setpgid, setpgrp=setpgrp, setsid=setsid, killpg=killpg, wait3=wait3,
        wait4=wait4, waitid=waitid, pidfd_open=pidfd_open, getpriority=getpriority, setpriority=setpriority, nice=nice,
        sched_getaffinity=sched_getaffinity, sched_setaffinity=sched_setaffinity, sched_getscheduler=sched_getscheduler,
        sched_get_priority_min=sched_get_priority_min, sched_get_priority_max=sched_get_priority_max, uname=uname,
        get_terminal_size=get_terminal_size, ttyname=ttyname, sysconf=sysconf,
        getuid=lambda: USER, geteuid=lambda: USER, getgid=lambda: USER, getegid=lambda: USER, getgroups=lambda: [USER],
        getresuid=lambda: (USER,) * 3, getresgid=lambda: (USER,) * 3, getlogin=lambda: 'me', getgrouplist=lambda user, group, /: [group],
        setuid=lambda uid, /: _set_id(uid), seteuid=lambda euid, /: _set_id(euid), setgid=lambda gid, /: _set_id(gid),
        setegid=lambda egid, /: _set_id(egid), setreuid=lambda ruid, euid, /: _set_id(ruid, euid), setregid=lambda rgid, egid, /: _set_id(rgid, egid),
        setresuid=lambda ruid, euid, suid, /: _set_id(ruid, euid, suid), setresgid=lambda rgid, egid, sgid, /: _set_id(rgid, egid, sgid),
        getrandom=lambda size, flags=0: os.urandom(size),
    )
    numbers = dict(
        P_PIDFD=P_PIDFD, SCHED_OTHER=SCHED_OTHER, SCHED_FIFO=SCHED_FIFO, SCHED_RR=SCHED_RR, SCHED_BATCH=SCHED_BATCH, SCHED_IDLE=SCHED_IDLE,
        GRND_NONBLOCK=1, GRND_RANDOM=2,
    )
    functions = as_own('posix', **own)
    for module in (os, posix):
        vars(module).update(functions, **numbers)
    os.__all__ += sorted({*functions, *numbers} - {*os.__all__})
