"""Tracebacks as a program of its own would print them: without the frames of the lab."""

import traceback

from .enclosure import HERE

_walk = traceback._walk_tb_with_full_positions


def _walk_outside(tb):
    for frame, positions in _walk(tb):
        if not frame.f_code.co_filename.startswith(HERE):
            yield frame, positions


def prepare():
    """From now on every traceback is without them."""
    traceback._walk_tb_with_full_positions = _walk_outside


def format_error(error):
    """As `traceback.format_exception`, without the last line break."""
    return ''.join(traceback.TracebackException.from_exception(error).format()).rstrip('\n')
