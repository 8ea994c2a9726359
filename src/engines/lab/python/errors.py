"""Tracebacks as a program of its own would print them: without the frames of the lab."""

import traceback

HERE = __file__.rpartition('/')[0] + '/'
_walk_tb = traceback.walk_tb


def _walk(tb):
    for frame, line in _walk_tb(tb):
        if not frame.f_code.co_filename.startswith(HERE):
            yield frame, line


def _is_ours(entry):
    return entry.filename.startswith(HERE)


def format_error(error):
    """As `traceback.format_exception`, from the program's first frame on, without the last line break."""
    report = traceback.TracebackException.from_exception(error)
    _strip(report, set())
    return ''.join(report.format()).rstrip('\n')


def _strip(report, seen):
    if report is None or id(report) in seen:
        return
    seen.add(id(report))
    report.stack[:] = [entry for entry in report.stack if not _is_ours(entry)]
    _strip(report.__cause__, seen)
    _strip(report.__context__, seen)
    for inner in report.exceptions or ():
        _strip(inner, seen)
