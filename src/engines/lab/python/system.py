"""What programs find instead of the machine's own modules, put in place once and for good."""

import importlib
import shutil
import sys
import sysconfig
import tempfile

from . import enclosure, error_numbers, errors, library, memory, os_module, programs, select_module, signal_module, socket_module, tracing


def prepare():
    errors.prepare()
    enclosure.prepare()
    error_numbers.prepare()
    os_module.prepare()
    signal_module.prepare()
    library.shared['mmap'], library.shared['_posixshmem'] = memory.make()
    library.shared['_posixsubprocess'] = programs.make()
    library.shared['select'] = select_module.make()
    library.shared['_socket'] = socket_module.make()
    sys.modules.update(library.shared)
    tracing.prepare()
    # How the interpreter was built is kept under the platform's own name.
    configuration = sysconfig._get_sysconfigdata_name()
    sysconfig._get_sysconfigdata_name = lambda: configuration
    platform, sys.platform = sys.platform, 'linux'
    for name in ('selectors', 'socket'):
        del sys.modules[name]
        importlib.import_module(name)
    sys.platform = platform
    # Removes folders by their names, not by descriptors of ours.
    shutil._use_fd_functions = False
    shutil._rmtree_impl = shutil._rmtree_unsafe
    tempfile._Random = _Random


class _Random:
    """Names of temporary files are those of the run's seed."""

    def choices(self, letters, k):
        return [letters[byte % len(letters)] for byte in os_module.os.urandom(k)]
