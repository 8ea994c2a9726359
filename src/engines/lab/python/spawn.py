"""
`os.spawn*` and `os.posix_spawn`. CPython's os.py has the first where there is `fork` and `exec`, which came after it was
imported here: a fork whose child calls exec, and has the exit code 127 if that fails. Source: the documentation of `os`.
"""

import os

from . import os_module, programs, run
from .error_numbers import fail
from .own import as_own
from .replay import answered

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1
POSIX_SPAWN_OPEN, POSIX_SPAWN_CLOSE, POSIX_SPAWN_DUP2 = range(3)


def _spawn(mode, file, args, env, execute):
    if not isinstance(args, (tuple, list)):
        raise TypeError('argv must be a tuple or a list')
    if not args or not args[0]:
        raise ValueError('argv first element cannot be empty')
    pid = os_module.fork()
    if not pid:
        try:
            execute(file, args) if env is None else execute(file, args, env)
        except Exception:
            pass
        os._exit(127)
    if mode == P_NOWAIT:
        return pid
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """Execute file with arguments from args in a subprocess."""
    return _spawn(mode, file, args, None, os.execv)


def spawnve(mode, file, args, env):
    """Execute file with arguments from args in a subprocess with the specified environment."""
    return _spawn(mode, file, args, env, os.execve)


def spawnvp(mode, file, args):
    """Execute file (which is looked for along $PATH) with arguments from args in a subprocess."""
    return _spawn(mode, file, args, None, os.execvp)


def spawnvpe(mode, file, args, env):
    """Execute file (which is looked for along $PATH) with arguments from args in a subprocess with the supplied environment."""
    return _spawn(mode, file, args, env, os.execvpe)


def spawnl(mode, file, *args):
    """Execute file with arguments from args in a subprocess."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """Execute file with arguments from args in a subprocess with the supplied environment."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """Execute file (which is looked for along $PATH) with arguments from args in a subprocess."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """Execute file (which is looked for along $PATH) with arguments from args in a subprocess with the supplied environment."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def posix_spawn(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None):
    """Execute the program specified by path in a new process."""
    words = [os.fsdecode(word) for word in argv]
    if not words:
        raise ValueError('posix_spawn: argv must not be empty')
    path = os.fsdecode(path)
    if not programs.is_there(path) or ('/' not in path and path not in run.world.sources):
        fail('ENOENT', path)
    environ = None if env is None else {os.fsencode(name): os.fsencode(value) for name, value in env.items()}
    # The parent's descriptor for each of the child's.
    sources, opened = {number: number for number in _inherited()}, []
    try:
        for kind, number, *rest in file_actions or ():
            if kind == POSIX_SPAWN_OPEN:
                opened.append(os.open(*rest))
                sources[number] = opened[-1]
            elif kind == POSIX_SPAWN_CLOSE:
                sources.pop(number, None)
            elif number in sources:
                sources[rest[0]] = sources[number]
            else:
                fail('EBADF', path)
        return programs.begin((path, *words[1:]), sources, environ)
    finally:
        for number in opened:
            os.close(number)


@answered('inherited')
def _inherited():
    own = run.world.current.process.descriptors
    return [number for number, descriptor in own.items() if number < 3 or descriptor.is_inheritable]


def posix_spawnp(path, argv, env, /, **more):
    """Execute the program specified by path in a new process. The path is looked for along $PATH."""
    name = os.fsdecode(path)
    return posix_spawn(f'/bin/{name}' if '/' not in name and programs.is_there(name) and name not in run.world.sources else path, argv, env, **more)


def prepare():
    numbers = {name: thing for name, thing in globals().items() if name.startswith(('P_', 'POSIX_'))}
    functions = {name: thing for name, thing in globals().items() if name.startswith('spawn')}
    of_c = as_own('posix', posix_spawn=posix_spawn, posix_spawnp=posix_spawnp)
    vars(os).update(**numbers, **as_own('os', **functions), **of_c)
    os.__all__ += [*numbers, *functions, *of_c]
