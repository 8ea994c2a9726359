"""`resource`, `pwd` and `grp`, which Python has on Linux and not in a browser: those of a usual machine with one user."""

import types
from collections import namedtuple

from . import run
from .error_numbers import fail
from .files import FOLDER
from .own import as_own
from .process_groups import USER
from .replay import answered

INFINITY = -1
_LIMITS = dict(
    RLIMIT_CPU=(0, INFINITY, INFINITY), RLIMIT_FSIZE=(1, INFINITY, INFINITY), RLIMIT_DATA=(2, INFINITY, INFINITY), RLIMIT_STACK=(3, 8 << 20, INFINITY),
    RLIMIT_CORE=(4, 0, INFINITY), RLIMIT_RSS=(5, INFINITY, INFINITY), RLIMIT_NPROC=(6, 4096, 4096), RLIMIT_NOFILE=(7, 1024, 4096),
    RLIMIT_MEMLOCK=(8, 8 << 20, 8 << 20), RLIMIT_AS=(9, INFINITY, INFINITY), RLIMIT_SIGPENDING=(11, 4096, 4096), RLIMIT_MSGQUEUE=(12, 819200, 819200),
    RLIMIT_NICE=(13, 0, 0), RLIMIT_RTPRIO=(14, 0, 0), RLIMIT_RTTIME=(15, INFINITY, INFINITY),
)
_first_limits = {number: (soft, hard) for number, soft, hard in _LIMITS.values()}
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1


def _structure(module, name, fields):
    """A class of tuples with names, which prints itself as those of C do."""
    plain = namedtuple(name, fields)

    def show(self):
        return f'{module}.{name}({", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self))})'

    return type(name, (plain,), {'__slots__': (), '__repr__': show, '__module__': module, 'n_fields': len(plain._fields)})


struct_rusage = _structure(
    'resource', 'struct_rusage',
    'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw',
)
struct_passwd = _structure('pwd', 'struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')
struct_group = _structure('grp', 'struct_group', 'gr_name gr_passwd gr_gid gr_mem')
_USERS = (
    struct_passwd('root', 'x', 0, 0, 'root', '/root', '/bin/bash'),
    struct_passwd('me', 'x', USER, USER, '', FOLDER, '/bin/bash'),
)
_GROUPS = struct_group('root', 'x', 0, []), struct_group('me', 'x', USER, [])


def getrusage(who, /):
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError('invalid who parameter')
    spent = _spent() if who != RUSAGE_CHILDREN else 0.0
    return struct_rusage(spent, 0.0, 12_000, *[0] * 13)


@answered('getrusage')
def _spent():
    return run.world.now / 1000


def getrlimit(resource, /):
    return _limits_of(resource)


@answered('getrlimit')
def _limits_of(resource):
    if resource not in _first_limits:
        raise ValueError('invalid resource specified')
    return run.world.current.process.limits.get(resource, _first_limits[resource])


@answered('setrlimit')
def setrlimit(resource, limits, /):
    if resource not in _first_limits:
        raise ValueError('invalid resource specified')
    soft, hard = (int(limit) for limit in limits)
    process = run.world.current.process
    _, most = process.limits.get(resource, _first_limits[resource])
    if hard != INFINITY and (soft == INFINITY or soft > hard):
        raise ValueError('current limit exceeds maximum limit')
    if most != INFINITY and (hard == INFINITY or hard > most):
        raise ValueError('not allowed to raise maximum limit')
    process.limits = {**process.limits, resource: (soft, hard)}


def prlimit(pid, resource, limits=None, /):
    if pid not in (0, run.world.current.process.pid):
        fail('EPERM')
    before = getrlimit(resource)
    if limits is not None:
        setrlimit(resource, limits)
    return before


def _finder(all_of, field, text):
    """A function that finds one of them by a field. `text`: of the error if there is none."""

    def find(key, /):
        for one in all_of:
            if getattr(one, field) == key:
                return one
        raise KeyError(f'{text} not found: {key!r}')

    return find


def _module(name, things):
    module = types.ModuleType(name)
    vars(module).update(as_own(name, **things))
    return module


def make():
    """The modules by name."""
    numbers = {name: row[0] for name, row in _LIMITS.items()}
    resource = dict(
        numbers, RLIM_INFINITY=INFINITY, RUSAGE_SELF=RUSAGE_SELF, RUSAGE_CHILDREN=RUSAGE_CHILDREN, RUSAGE_THREAD=RUSAGE_THREAD, error=OSError,
        struct_rusage=struct_rusage, getrusage=getrusage, getrlimit=getrlimit, setrlimit=setrlimit, prlimit=prlimit, getpagesize=lambda: 4096,
    )
    pwd = dict(
        struct_passwd=struct_passwd, getpwuid=_finder(_USERS, 'pw_uid', 'getpwuid(): uid'), getpwnam=_finder(_USERS, 'pw_name', 'getpwnam(): name'),
        getpwall=lambda: list(_USERS),
    )
    grp = dict(
        struct_group=struct_group, getgrgid=_finder(_GROUPS, 'gr_gid', 'getgrgid(): gid'), getgrnam=_finder(_GROUPS, 'gr_name', 'getgrnam(): name'),
        getgrall=lambda: list(_GROUPS),
    )
    return {name: _module(name, things) for name, things in (('resource', resource), ('pwd', pwd), ('grp', grp))}
