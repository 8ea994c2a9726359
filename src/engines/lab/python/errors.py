"""Tracebacks as python3 would print them: without the frames of the lab."""

import sys
import traceback
from types import SimpleNamespace

from .enclosure import HERE

_unraisablehook = sys.unraisablehook

_walk = traceback._walk_tb_with_full_positions


def _walk_outside(tb):
    for frame, positions in _walk(tb):
        if not frame.f_code.co_filename.startswith(HERE):
            yield frame, positions


def prepare():
    """From now on, every traceback leaves out the lab's frames."""
    traceback._walk_tb_with_full_positions = _walk_outside


def format_error(error):
    """As `traceback.format_exception`, without the last line break. For a missing module, adds the reason."""
    text = ''.join(traceback.TracebackException.from_exception(error).format()).rstrip('\n')
    name = error.name if type(error) is ModuleNotFoundError else None
    if not isinstance(name, str) or str(error) != f'No module named {name!r}':
        return text
    name = name.partition('.')[0]
    if name in sys.stdlib_module_names:
        return f'{text}\n({name} needs what is not in a browser.)'
    return f'{text}\n({name} is neither of the program nor of the library of Python. Packages from elsewhere are not here.)'


def ignore(error, message):
    """
    Handles an exception that nobody can catch: calls the program's `sys.unraisablehook`. Returns the report to print if the
    program has set no hook, else ''.
    """
    if sys.unraisablehook is _unraisablehook:
        return f'{message}:\n{format_error(error)}'
    sys.unraisablehook(
        SimpleNamespace(exc_type=type(error), exc_value=error, exc_traceback=error.__traceback__, err_msg=message, object=None)
    )
    return ''


def report_ignored(error, message):
    """Ignores an exception outside the end of a thread: the report is written to stderr."""
    report = ignore(error, message)
    if report and sys.stderr is not None:
        sys.stderr.write(report + '\n')
