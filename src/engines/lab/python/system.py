"""Replaces the machine's own modules for all programs, once."""

import importlib
import os
import shutil
import sys
import sysconfig
import tempfile

from . import enclosure, error_numbers, errors, file_locks, library, memory, os_module, own, process_groups, programs, select_module, settings, signal_module, socket_module, spawn, special_files, tracing, unix_modules


def prepare():
    errors.prepare()
    enclosure.prepare()
    error_numbers.prepare()
    settings.prepare()
    os_module.prepare()
    signal_module.prepare()
    file_locks.prepare()
    library.shared['mmap'], library.shared['_posixshmem'] = memory.make()
    library.shared['_posixsubprocess'] = programs.make()
    vars(os).update(own.as_own('posix', system=programs.system, execv=programs.execv, execve=programs.execve))
    spawn.prepare()
    process_groups.prepare()
    special_files.prepare()
    library.shared.update(unix_modules.make())
    library.shared['select'] = select_module.make()
    library.shared['_socket'] = socket_module.make()
    sys.modules.update(library.shared)
    tracing.prepare()
    # sysconfig keeps the build's configuration under the name of the real platform.
    configuration = sysconfig._get_sysconfigdata_name()
    sysconfig._get_sysconfigdata_name = lambda: configuration
    platform, sys.platform = sys.platform, 'linux'
    for name in ('selectors', 'socket'):
        del sys.modules[name]
        importlib.import_module(name)
    sys.platform = platform
    # rmtree by paths: it would not work with the lab's descriptors.
    shutil._use_fd_functions = False
    shutil._rmtree_impl = shutil._rmtree_unsafe
    tempfile._Random = _Random
    # All processes share the module, and it notes what its first use has found out: which folder can be written to, and that
    # files without a name cannot be opened.
    tempfile.tempdir = '/tmp'
    tempfile._O_TMPFILE_WORKS = False


class _Random:
    """Names of temporary files depend on the run's seed."""

    def choices(self, letters, k):
        return [letters[byte % len(letters)] for byte in os_module.os.urandom(k)]
