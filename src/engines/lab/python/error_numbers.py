"""errno values as on Linux: those of this interpreter (WebAssembly) differ, and programs print them."""

import errno
import gc
import os

LINUX = dict(
    EPERM=1, ENOENT=2, ESRCH=3, EINTR=4, EIO=5, ENXIO=6, E2BIG=7, ENOEXEC=8, EBADF=9, ECHILD=10, EAGAIN=11, EWOULDBLOCK=11,
    ENOMEM=12, EACCES=13, EFAULT=14, ENOTBLK=15, EBUSY=16, EEXIST=17, EXDEV=18, ENODEV=19, ENOTDIR=20, EISDIR=21, EINVAL=22,
    ENFILE=23, EMFILE=24, ENOTTY=25, ETXTBSY=26, EFBIG=27, ENOSPC=28, ESPIPE=29, EROFS=30, EMLINK=31, EPIPE=32, EDOM=33,
    ERANGE=34, EDEADLK=35, ENAMETOOLONG=36, ENOLCK=37, ENOSYS=38, ENOTEMPTY=39, ELOOP=40, ENOTSOCK=88, EDESTADDRREQ=89,
    EMSGSIZE=90, EPROTOTYPE=91, ENOPROTOOPT=92, EPROTONOSUPPORT=93, EOPNOTSUPP=95, ENOTSUP=95, EAFNOSUPPORT=97,
    EADDRINUSE=98, EADDRNOTAVAIL=99, ENETDOWN=100, ENETUNREACH=101, ECONNABORTED=103, ECONNRESET=104, ENOBUFS=105,
    EISCONN=106, ENOTCONN=107, ESHUTDOWN=108, ETIMEDOUT=110, ECONNREFUSED=111, EHOSTDOWN=112, EHOSTUNREACH=113,
    EALREADY=114, EINPROGRESS=115,
)
_TEXTS = {
    'EBADF': 'Bad file descriptor', 'ECHILD': 'No child processes', 'ESRCH': 'No such process', 'EINVAL': 'Invalid argument',
    'EPIPE': 'Broken pipe', 'EAGAIN': 'Resource temporarily unavailable', 'EMFILE': 'Too many open files',
    'ENOENT': 'No such file or directory', 'EEXIST': 'File exists', 'ENODEV': 'No such device', 'ESPIPE': 'Illegal seek',
    'EADDRINUSE': 'Address already in use', 'EADDRNOTAVAIL': 'Cannot assign requested address', 'ENOTDIR': 'Not a directory',
    'ECONNREFUSED': 'Connection refused', 'ECONNRESET': 'Connection reset by peer', 'ENOTCONN': 'Transport endpoint is not connected',
    'EISCONN': 'Transport endpoint is already connected', 'EINPROGRESS': 'Operation now in progress', 'EDESTADDRREQ': 'Destination address required',
    'ETIMEDOUT': 'Connection timed out', 'ENETUNREACH': 'Network is unreachable', 'EAFNOSUPPORT': 'Address family not supported by protocol',
    'EOPNOTSUPP': 'Operation not supported', 'ENXIO': 'No such device or address', 'ENOTTY': 'Inappropriate ioctl for device', 'EACCES': 'Permission denied', 'EPERM': 'Operation not permitted', 'EALREADY': 'Operation already in progress',
}
_CLASSES = {
    'EAGAIN': BlockingIOError, 'EALREADY': BlockingIOError, 'EINPROGRESS': BlockingIOError, 'ECHILD': ChildProcessError,
    'EPIPE': BrokenPipeError, 'ESHUTDOWN': BrokenPipeError, 'ECONNABORTED': ConnectionAbortedError,
    'ECONNREFUSED': ConnectionRefusedError, 'ECONNRESET': ConnectionResetError, 'EEXIST': FileExistsError,
    'ENOENT': FileNotFoundError, 'EINTR': InterruptedError, 'EISDIR': IsADirectoryError, 'ENOTDIR': NotADirectoryError,
    'EACCES': PermissionError, 'EPERM': PermissionError, 'ESRCH': ProcessLookupError, 'ETIMEDOUT': TimeoutError,
}
# The interpreter's table of the classes that `OSError(number, text)` makes. Later the collector does not show it (enclosure.py).
_class_of_number = next(
    table for table in gc.get_objects() if type(table) is dict and table.get(errno.ENOENT) is FileNotFoundError and table.get(errno.EPIPE) is BrokenPipeError
)
# The interpreter's number -> Linux's, before `prepare` changes the module `errno`.
_own = {getattr(errno, name): number for name, number in LINUX.items() if hasattr(errno, name)}
_of_linux = {number: own for own, number in _own.items()}
_real_strerror = os.strerror


def fail(name, *path, text=None):
    """Raises what CPython raises on Linux: `fail('ENOENT', path)`."""
    raise _CLASSES.get(name, OSError)(LINUX[name], text or _TEXTS.get(name, name), *path)


def _as_on_linux(error):
    """An error that the interpreter raised, with Linux's errno and the class of that."""
    if error.errno not in _own:
        return error
    number = _own[error.errno]
    cls = _class_of_number.get(number, OSError)
    if type(error) is not cls:
        # The interpreter's number is another error's on Linux.
        return cls(number, error.strerror, error.filename, None, error.filename2).with_traceback(error.__traceback__)
    error.errno = number
    error.args = number, *error.args[1:]
    return error


def ask(function, /, *args, **kwargs):
    """Calls a function of the interpreter. Its errors are those of Linux."""
    try:
        return function(*args, **kwargs)
    except OSError as error:
        failure = _as_on_linux(error)
    # Here, another one is not raised "during handling" of the first.
    try:
        raise failure
    finally:
        del failure


def renumbered(function):
    """A function of the interpreter whose errors are those of Linux."""

    def call(*args, **kwargs):
        return ask(function, *args, **kwargs)

    call.__doc__ = function.__doc__
    return call


def strerror(code, /):
    """Translate an error code to a message string."""
    name = errno.errorcode.get(code)
    return _TEXTS.get(name) or _real_strerror(_of_linux.get(code, code))


def prepare():
    # Three of Linux's numbers (ENOENT, EACCES, ENOTDIR) are in use for errors of the interpreter's own: see `_as_on_linux`.
    _class_of_number.update((LINUX[name], cls) for name, cls in _CLASSES.items())
    for name, number in LINUX.items():
        setattr(errno, name, number)
        errno.errorcode[number] = name
    errno.errorcode[11] = 'EAGAIN'
    errno.errorcode[95] = 'ENOTSUP'
