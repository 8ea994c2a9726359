"""Functions of `os` for processes and descriptors, on the lab's world. `prepare` installs them, once."""

import faulthandler
import os
import posix
import sys
import warnings
from operator import index

from . import descriptors, files, processes, run, special_files
from .descriptors import REAL, File, Nothing, add, bytes_of, of_number, real_os
from .error_numbers import ask, fail, renumbered, strerror
from .events import DONE
from .own import as_own
from .replay import answered
from .threads import CUT_OFF, ENDED
from .world import Kill

_frame = sys._getframe
# Body of a process's first thread: see session.py.
run_process = None


def _process():
    return run.world.current.process


@answered('getpid')
def getpid():
    return _process().pid


@answered('getppid')
def getppid():
    parent = _process().parent
    return 1 if parent is None else parent.pid


def fork():
    world = run.world
    me = world.current
    hooks = me.process.fork_hooks
    is_told = world.is_direct()
    op = world.ops['os.fork' if is_told else 'process.start']
    if is_told:
        world.point(op)
    for hook in reversed(hooks['before']):
        hook()
    pid = _fork(op, is_told)
    after = me.process.fork_hooks['after_in_parent' if pid else 'after_in_child']
    if not pid and me.replay is None:
        world.emit(processes.events.START, cause=me.cause)
        me.cause = -1
    is_risky = bool(pid) and _has_threads()
    for hook in after:
        hook()
    if is_risky:
        _warn_of_threads()
    return pid or 0


@answered('threads')
def _has_threads():
    """Whether the process has threads other than the current one, whoever made them."""
    return sum(thread.state not in (ENDED, CUT_OFF) for thread in _process().threads) > 1


def _warn_of_threads():
    """DeprecationWarning to the caller of `fork`. As in CPython since 3.12, an error in that is ignored."""
    text = f'This process (pid={getpid()}) is multi-threaded, use of fork() may lead to deadlocks in the child.'
    try:
        warnings.warn(text, DeprecationWarning, stacklevel=3)
    except Kill:
        raise
    except BaseException:
        pass


@answered('fork')
def _fork(op, is_told):
    world = run.world
    me = world.current
    child = processes.fork(world, run_process)
    me.line = world.line() or me.line
    child.main.cause = world.emit(DONE, op, -1, child.main.index, child.pid if is_told else -1)
    if me.call is not None:
        me.call.is_done = True
    return child.pid


def chdir(path):
    ask(real_os['chdir'], path)
    process = _process()
    process.folder = os.getcwd()
    files.moved(process.folder)


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    hooks = _process().fork_hooks
    for name, hook in (('before', before), ('after_in_child', after_in_child), ('after_in_parent', after_in_parent)):
        if hook is not None:
            hooks[name].append(hook)


@answered('waitpid', True)
def waitpid(pid, options):
    return processes.wait_for_child(run.world, pid, options)


def wait():
    return waitpid(-1, 0)


def kill(pid, signum):
    _kill(pid, signum)
    # Handlers of a signal that a process sends to itself run at once.
    run.world.handle_signals()


@answered('kill')
def _kill(pid, signum):
    world = run.world
    op = world.ops['os.kill']
    if world.is_direct():
        world.point(op)
    targets = _called(world, pid)
    if not 0 <= signum < 65:
        fail('EINVAL')
    if not targets:
        fail('ESRCH')
    me = world.current
    me.line = world.line() or me.line
    if not signum:
        return
    # Itself last: it may end by it.
    for process in sorted(targets, key=lambda one: one is me.process):
        call = me.call
        cause = world.emit(DONE, op if call is None or world.is_direct() else call.op, -1, process.main.index, int(signum))
        if call is not None:
            call.is_done = True
        process.main.cause = cause
        process.deliver(world, int(signum))
    if me.process.is_over:
        world.vanish()
    elif me.process.is_stopped:
        world.give_way()


def _called(world, pid):
    """The processes that a pid given to kill() selects: 0 for the group of the current one, -n for group n, -1 for all others."""
    if pid > 0:
        process = processes.by_pid(world, pid)
        return [] if process is None else [process]
    me = world.current.process
    if pid == -1:
        return [one for one in world.processes if one is not me and not one.is_reaped]
    return processes.in_group(world, -pid or me.group)


def _exit(status):
    world = run.world
    if world.is_closing:
        raise Kill
    me = world.current
    if world.is_direct():
        world.point(world.ops['os._exit'])
    me.process.exit(world, status & 0xFF)


def abort():
    kill(getpid(), SIGABRT)


def _crash(signum):
    """Ends the process as a fault in C does."""
    return lambda *_: kill(getpid(), signum)


@answered('pipe')
def _make_pipe():
    return descriptors.new_pipe()


def pipe():
    flow, reader, writer = _make_pipe()
    run.declare_flow(flow)
    return reader, writer


def pipe2(flags=0):
    return pipe()


def is_ours(number):
    """Whether a descriptor is the process's own, not the interpreter's."""
    return isinstance(number, int) and 0 <= number < REAL and run.world is not None


def _passes(name):
    """Wraps a function of a descriptor: the lab's for its own descriptors, the real one for others."""
    real = real_os[name]

    def wrap(function):
        asked = answered(name)(function)

        def call(fd, *args, **kwargs):
            if is_ours(fd):
                return asked(fd, *args, **kwargs)
            return real(fd, *args, **kwargs)

        call.__name__ = name
        return call

    return wrap


def _once(name, real):
    def act(*args, **kwargs):
        return ask(real, *args, **kwargs)

    asked = answered(name)(act)

    def call(*args, **kwargs):
        return act(*args, **kwargs) if run.world is None else asked(*args, **kwargs)

    call.__name__ = name
    return call


class ScandirIterator:
    """What os.scandir() returns."""

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _looking(name, look):
    """A function that looks at a file, for programs: a replay sees the file as it was, not as it is by now."""

    def see(*args, **kwargs):
        result = look(*args, **kwargs)
        if name == 'scandir':
            return list(result)
        return special_files.true_mode(result) if name in ('stat', 'lstat') else result

    asked = answered(name)(see)

    def call(*args, **kwargs):
        if run.world is None:
            return look(*args, **kwargs)
        if name == 'stat' and args and is_ours(args[0]):
            return os.fstat(args[0])
        result = asked(*args, **kwargs)
        return ScandirIterator(result) if name == 'scandir' else result

    call.__doc__ = look.__doc__
    return call


def prepare():
    """Replaces the functions, in `os` and `posix` alike. Called once, before any run."""
    for name in ('chdir', 'read', 'readinto', 'readv', 'write', 'writev', 'close', 'dup', 'dup2', 'fstat', 'isatty', 'lseek', 'open', 'ftruncate', 'urandom',
                 'set_inheritable', 'get_inheritable', 'set_blocking', 'get_blocking', 'fsync'):
        real_os[name] = getattr(posix, name)

    @_passes('read')
    def read(fd, n, /):
        return of_number(fd).end.read(run.world, index(n))

    @_passes('write')
    def write(fd, data, /):
        return of_number(fd).end.write(run.world, bytes_of(data))

    # Reads into a buffer of the program; the answer kept for a replay is the data that was read.
    def readinto(fd, buffer, /):
        if not is_ours(fd):
            return real_os['readinto'](fd, buffer)
        view = memoryview(buffer).cast('B')
        data = read(fd, len(view))
        view[: len(data)] = data
        return len(data)

    def readv(fd, buffers, /):
        if not is_ours(fd):
            return real_os['readv'](fd, buffers)
        total = 0
        for buffer in buffers:
            count = readinto(fd, buffer)
            total += count
            if count < len(buffer):
                break
        return total

    def writev(fd, buffers, /):
        return write(fd, b''.join(buffers)) if is_ours(fd) else real_os['writev'](fd, buffers)

    @_passes('close')
    def _close(fd):
        of_number(fd)
        _process().descriptors.pop(fd).let_go(run.world)

    def close(fd):
        # A destructor may belong to an object of another process.
        if is_ours(fd) and (run.world.is_collecting or processes.is_of_another(_frame(1).f_builtins)):
            return
        _close(fd)

    @_passes('dup')
    def dup(fd, /):
        return add(of_number(fd).end)

    def dup2(fd, fd2, inheritable=True):
        return _dup2(fd, fd2, inheritable)

    @answered('dup2')
    def _dup2(fd, fd2, inheritable):
        end = of_number(fd).end
        if fd != fd2:
            add(end, inheritable, fd2)
        return fd2

    @_passes('fstat')
    def fstat(fd):
        end = of_number(fd).end
        if isinstance(end, File):
            return real_os['fstat'](end.real)
        mode = 0o020620 if isinstance(end, (descriptors.Console, Nothing)) else 0o010600
        return os.stat_result((mode, fd, 0, 1, 0, 0, len(getattr(end, 'bytes', b'')), 0, 0, 0))

    @_passes('isatty')
    def isatty(fd, /):
        return isinstance(of_number(fd).end, descriptors.Console)

    @_passes('lseek')
    def lseek(fd, position, how, /):
        end = of_number(fd).end
        return real_os['lseek'](end.real, position, how) if isinstance(end, File) else fail('ESPIPE')

    @_passes('ftruncate')
    def ftruncate(fd, length):
        end = of_number(fd).end
        if isinstance(end, File):
            return real_os['ftruncate'](end.real, length)
        return end.resize(length) if hasattr(end, 'resize') else fail('EINVAL')

    @_passes('fsync')
    def _fsync(fd):
        of_number(fd)

    def fsync(fd):
        """Force write of fd to disk. `fd`: a descriptor, or something that has one."""
        return _fsync(fd if isinstance(fd, int) else fd.fileno())

    @_passes('set_inheritable')
    def set_inheritable(fd, inheritable, /):
        of_number(fd).is_inheritable = bool(inheritable)

    @_passes('get_inheritable')
    def get_inheritable(fd, /):
        return of_number(fd).is_inheritable

    @_passes('set_blocking')
    def set_blocking(fd, blocking, /):
        of_number(fd).end.is_blocking = bool(blocking)

    @_passes('get_blocking')
    def get_blocking(fd, /):
        return of_number(fd).end.is_blocking

    @answered('open')
    def _open(path, flags, mode):
        if os.fspath(path) in ('/dev/null', b'/dev/null'):
            return add(Nothing())
        fifo = special_files.open_fifo(path, flags)
        if fifo is not None:
            return fifo
        return add(File(ask(real_os['open'], path, flags, mode)))

    def open(path, flags, mode=0o777, *, dir_fd=None):
        if run.world is None or run.world.current is None:
            return real_os['open'](path, flags, mode)
        return _open(path, flags, mode)

    @answered('urandom')
    def _random_bytes(size):
        return run.world.entropy.randbytes(size)

    def urandom(size, /):
        if run.world is None or run.world.current is None:
            return real_os['urandom'](size)
        return _random_bytes(size)

    # Changes of files are not repeated in a replay. `posix` keeps its own functions: the importer uses them.
    for name in ('unlink', 'remove', 'mkdir', 'rmdir', 'rename', 'replace', 'listdir', 'truncate', 'utime', 'chmod', 'symlink'):
        setattr(os, name, _once(name, getattr(posix, name)))
    for name in _LOOKING:
        real = getattr(posix, name)
        looked = renumbered(real)
        function = as_own('posix', **{name: _looking(name, looked)})[name]
        for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
            if real in able:
                able.add(function)
        setattr(os, name, function)
    os.strerror = as_own('posix', strerror=strerror)['strerror']

    mine = dict(
        chdir=chdir, getpid=getpid, getppid=getppid, fork=fork, waitpid=waitpid, wait=wait, kill=kill, _exit=_exit, abort=abort,
        pipe=pipe, pipe2=pipe2, read=read, write=write, close=close, dup=dup, dup2=dup2, fstat=fstat, isatty=isatty,
        readinto=readinto, readv=readv, writev=writev, lseek=lseek, ftruncate=ftruncate, fsync=fsync, fdatasync=fsync, set_inheritable=set_inheritable, get_inheritable=get_inheritable,
        set_blocking=set_blocking, get_blocking=get_blocking, open=open, urandom=urandom, register_at_fork=register_at_fork,
        cpu_count=lambda: CPUS, process_cpu_count=lambda: CPUS,
    )
    crashes = {'_sigsegv': SIGSEGV, '_read_null': SIGSEGV, '_stack_overflow': SIGSEGV, '_sigabrt': SIGABRT, '_sigfpe': SIGFPE}
    vars(faulthandler).update(as_own('faulthandler', **{name: _crash(signum) for name, signum in crashes.items()}))
    for name, function in as_own('posix', **mine).items():
        setattr(os, name, function)
        setattr(posix, name, function)


# Functions of files that change nothing but raise errors.
_LOOKING = ('stat', 'lstat', 'access', 'scandir', 'readlink', 'statvfs', 'pathconf')
SIGABRT, SIGFPE, SIGSEGV = 6, 8, 11
CPUS = processes.CPUS
